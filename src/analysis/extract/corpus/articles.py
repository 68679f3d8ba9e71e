"""One record as found becomes one article: rows of `articles`, `sections` and `remarks`.

Nothing is guessed here. What cannot be settled is left missing, and a remark says why.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from analysis.extract.corpus import marks
from analysis.extract.corpus.agencies import agency_in
from analysis.extract.corpus.characters import one_line, printable, tidy
from analysis.extract.corpus.dates import read_day
from analysis.extract.corpus.encoding import Encoding
from analysis.extract.corpus.language import language_of
from analysis.extract.corpus.layout import Layout, Stretch, lay_out
from analysis.extract.corpus.records import Loss, Record

GAP = "\n\n"  # between a headline that came in its own field and the text
Row = dict[str, object]
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


class Origin(NamedTuple):
    """Where a record comes from: its file, the hash of that, and how it was decoded."""

    raw_path: str
    sha256: str
    encoding: Encoding


class Article(NamedTuple):
    """The rows of one article."""

    article: Row
    sections: list[Row]
    remarks: list[Row]


class _Composed(NamedTuple):
    """The text of an article, where its text field begins, and what is settled above `start`."""

    text: str
    offset: int
    start: int
    above: tuple[Stretch, ...]


def make_article(record: Record, origin: Origin, *, max_chars: int) -> Article | Loss:
    """Turn a record into the rows of an article.

    Parameters
    ----------
    record
        A record as a reader gives it.
    origin
        The file it comes from.
    max_chars
        Characters of text beyond which an article is refused as ``too_long``.

    Returns
    -------
    Article or Loss
        A loss ``empty`` if there is neither text nor headline. An empty text under a
        headline is kept, with a remark.
    """
    title, text = one_line(record.title or ""), tidy(record.text, mojibake=not record.exact)
    if not title.text and not text.text.strip():
        return Loss("empty", "neither text nor headline", record.line)
    composed = _composed(title.text, one_line(record.caption or "").text, text.text)
    if len(composed.text) > max_chars:
        detail = f"{len(composed.text)} characters, at most {max_chars} (max_article_chars)"
        return Loss("too_long", detail, record.line)
    found = lay_out(
        composed.text,
        start=composed.start,
        above=composed.above,
        finds_title=not record.in_fields,
    )
    row, remarks = _article(record, origin, title.text, composed, found)
    remarks += [("title", remark, None) for remark in title.remarks]
    remarks += [("text", remark, None) for remark in text.remarks]
    remarks += _remarks_on_bytes(record, origin)
    if not text.text.strip():
        remarks.append(("text", "empty_text", None))
    return Article(row, *_linked(str(row["article_id"]), found, remarks))


def _composed(title: str, caption: str, text: str) -> _Composed:
    """Join headline, caption and text; a text that begins with its own headline stays alone."""
    if title and (own := _own_headline(text, title)):
        return _Composed(text, 0, own.end, (own,))
    whole, above = "", []
    for part, section in ((title, "headline"), (caption, "caption")):
        if part:
            above.append(Stretch(len(whole), len(whole) + len(part), section, part))
            whole += part + GAP
    return _Composed(whole + text, len(whole), len(whole), tuple(above))


def _own_headline(text: str, title: str) -> Stretch | None:
    """Return the first line of a text if it repeats the headline."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    same = one_line(line.lstrip("#")).text.casefold() == title.casefold()
    return Stretch(start, start + len(line), "headline", title) if same else None


def _article(
    record: Record, origin: Origin, title: str, composed: _Composed, found: Layout
) -> tuple[Row, list[tuple[str, str, str | None]]]:
    """Return the row of an article, and remarks as field, remark and detail."""
    published, on_date = _published(record.date, found.date)
    url, on_url = _url(one_line(record.url or found.url or "").text)
    byline = marks.without_by(one_line(record.byline or "").text) or found.byline
    outlet = one_line(record.outlet or "").text or None
    title = title or one_line(found.title or "").text
    row: Row = {
        "article_id": _article_id(origin.raw_path, record, title, composed.text),
        "source": outlet or _host(url) or origin.raw_path,
        "outlet": outlet,
        "agency": agency_in(byline) or found.agency,
        "byline": byline,
        "url": url,
        "title": title or None,
        "published": published,
        "language": language_of(composed.text[composed.offset :], record.language),
        "text": composed.text,
        "text_offset": composed.offset,
        "raw_path": origin.raw_path,
        "raw_line": record.line,
        "raw_sha256": origin.sha256,
        "encoding": origin.encoding.name,
    }
    return row, [*on_date, *on_url]


def _article_id(raw_path: str, record: Record, title: str, text: str) -> str:
    own = record.own_id if record.own_id is not None else str(record.line or "")
    parts = (raw_path, printable(own, 1000), title, text)
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:12]


def _published(
    field: str | None, printed: str | None
) -> tuple[date | None, list[tuple[str, str, str | None]]]:
    """Return the day a field states, else the day printed in the text, and why there is none."""
    stated = read_day(field)
    if field is None or not field.strip():
        field, stated = printed, read_day(printed)
    if stated.problem is None:
        return stated.day, []
    return None, [("published", stated.problem, printable(field, 60) if field else None)]


def _url(url: str) -> tuple[str | None, list[tuple[str, str, str | None]]]:
    """Return an address of the web; any other kind is refused with a remark."""
    if not url or (_ADDRESS.fullmatch(url) and _host(url)):
        return url or None, []
    return None, [("url", "url_refused", printable(url, 60))]


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _remarks_on_bytes(record: Record, origin: Origin) -> Iterator[tuple[str, str, str | None]]:
    if origin.encoding.detected:
        yield "encoding", "encoding_detected", origin.encoding.name
    if record.replaced:
        yield "text", "decoding_replaced", f"bytes that are not {origin.encoding.name}"


def _linked(
    article_id: str, found: Layout, remarks: list[tuple[str, str, str | None]]
) -> tuple[list[Row], list[Row]]:
    """Return the rows of sections and remarks, each remark on a field once."""
    sections: list[Row] = [
        {"article_id": article_id, "start": part.start, "end": part.end, "section": part.section}
        for part in found.sections
    ]
    first = {(field, remark): detail for field, remark, detail in reversed(remarks)}
    return sections, [
        {"article_id": article_id, "field": field, "remark": remark, "detail": detail}
        for (field, remark), detail in first.items()
    ]
