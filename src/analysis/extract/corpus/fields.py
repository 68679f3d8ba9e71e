"""A record of named fields, as JSON and CSV give it, understood as an article.

Field names are compared without case, blanks, hyphens and underscores, so that
`date_publish`, `datePublish` and `Date publish` are one. Of several names for one thing
the first in the list that holds something is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from analysis.extract.corpus.characters import printable
from analysis.extract.corpus.records import Loss, Outcome, Record

TITLE = ("title", "headline", "titlepage", "name")
TEXT = ("text", "body", "content", "maintext", "article", "fulltext", "articlebody",
        "description", "leadparagraph", "snippet", "abstract")  # fmt: skip
DATE = ("date", "published", "datepublish", "publishedat", "pubdate", "datepublished",
        "publishdate", "publicationdate", "datetime", "created", "createdat",
        "dateline")  # fmt: skip
URL = ("url", "link", "sourceurl", "weburl", "canonicalurl")
AUTHOR = ("author", "authors", "byline", "creator")
OUTLET = ("outlet", "publisher", "source", "sourcename", "site", "sitename", "publication",
          "domain", "sourcedomain")  # fmt: skip
LANGUAGE = ("language", "lang")
OWN_ID = ("id", "docid", "uuid", "guid")
CAPTION = ("caption",)

_SEPARATORS = re.compile(r"[\s_-]+")
_ADDRESS = re.compile(r"https?://\S", re.IGNORECASE)


def known(name: str) -> bool:
    """Tell whether a field name is one that a record can be read from."""
    plain = _plain(name)
    return any(plain in names for names in (TITLE, TEXT, DATE, URL, AUTHOR, OUTLET, LANGUAGE))


def names_text(names: list[str]) -> bool:
    """Tell whether among field names one stands for a text or a headline."""
    return any(_plain(name) in TEXT + TITLE for name in names)


def record_of(fields: Mapping[str, object], *, line: int | None, replaced: bool = False) -> Outcome:
    """Understand the fields of one record.

    Parameters
    ----------
    fields
        Values by name, as read; of two names that are the same but for case and separators
        the first counts.
    line
        Line or record number from 1; missing if the file is the record.
    replaced
        Whether bytes of it could not be decoded.

    Returns
    -------
    Record or Loss
        A loss ``no_text`` where no field holds a text: absent, null, a number or a list. An
        empty text with a headline is a record; whether to keep it is decided later.
    """
    by_name: dict[str, object] = {}
    for name, value in fields.items():
        by_name.setdefault(_plain(name), value)
    text = _value(by_name, TEXT)
    if not isinstance(text, str):
        return Loss("no_text", _why_no_text(text, fields), line)
    url, source = _value(by_name, URL), by_name.get("source")
    if url is None and isinstance(source, str) and _ADDRESS.match(source.strip()):
        url = source
    own_id = _value(by_name, OWN_ID)
    return Record(
        text=text,
        line=line,
        title=_worded(_value(by_name, TITLE), "main", "name"),
        date=_scalar(_value(by_name, DATE)),
        url=_scalar(url),
        byline=_authors(_value(by_name, AUTHOR)),
        outlet=_outlet(by_name),
        language=_worded(_value(by_name, LANGUAGE)),
        own_id=str(own_id) if isinstance(own_id, str | int) else None,
        caption=_worded(_value(by_name, CAPTION)),
        replaced=replaced,
    )


@lru_cache(maxsize=1000)
def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold().lstrip("\ufeff")


def _value(fields: Mapping[str, object], names: tuple[str, ...]) -> object:
    """Return the first value that is not null or blank; failing that, a blank one."""
    found = [fields[name] for name in names if fields.get(name) is not None]
    return next(
        (value for value in found if value != "" and value != []), found[0] if found else None
    )


def _why_no_text(value: object, fields: Mapping[str, object]) -> str:
    if value is not None:
        return f"the text is {_kind(value)}, expected a string"
    names = ", ".join(list(fields)[:12])
    return printable(f"no field holds a text; found {names or 'no field at all'}")


def _kind(value: object) -> str:
    kinds = {bool: "a truth value", int: "a number", float: "a number", list: "a list"}
    return kinds.get(type(value), "an object")


def _worded(value: object, *keys: str) -> str | None:
    """Return a string, or the first string an object holds under one of some keys."""
    if isinstance(value, Mapping):
        return next((value[key] for key in keys if isinstance(value.get(key), str)), None)
    return value if isinstance(value, str) and value.strip() else None


def _scalar(value: object) -> str | None:
    """Return a field as written; objects and lists as their words, to be refused by them."""
    if value is None or value == "":
        return None
    return value if isinstance(value, str) else printable(str(value), 60)


def _authors(value: object) -> str | None:
    values = value if isinstance(value, list) else [value]
    names = [_worded(each, "name", "original") for each in values]
    return ", ".join(name.strip() for name in names if name) or None


def _outlet(fields: Mapping[str, object]) -> str | None:
    """Return the first outlet that is a name and not an address."""
    for name in OUTLET:
        found = _worded(fields.get(name), "name", "title")
        if found and not _ADDRESS.match(found.strip()):
            return found.strip()
    return None
