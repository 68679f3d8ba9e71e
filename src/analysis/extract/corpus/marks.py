"""What one line or paragraph of a news page is, judged by itself.

Each function looks at a stripped stretch of text and says whether it is a byline, a line
that prints the date, a caption, a wire dateline, a related link or the address of the
page. Where such lines may stand is for `layout` to say. All of them are linear in the
text, and look at no more of it than such a line can hold.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.extract.corpus.agencies import agency_in, is_agency, is_capital, is_organisation
from analysis.extract.corpus.dates import MONTHS, is_date, read_day

BYLINE_CHARS = 160
DATE_LINE_CHARS = 100
TITLE_CHARS = 250
CAPTION_CHARS = 1000
DATELINE_CHARS = 120  # a wire dateline with two cities, date and agency has some sixty
LINK_CHARS = 2000

_EMPHASIS = "*_ \t"
_BY = re.compile(r"by[ \t:]+(\S.*)", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_SMALL_WORDS = frozenset((
    "and", "with", "in", "of", "for", "de", "del", "la", "von", "van", "der", "bin", "ibn",
    "al", "the", "at", "und",
))  # fmt: skip
_DATE_LABEL = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|date|issued|updated|last updated)(?:\s+on)?\s*:?)\s+",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"[-*\s]{0,4}(?:related(?:\s+(?:articles?|stor(?:y|ies)|news|links?|coverage|content))?"
    r"|read(?:\s+(?:also|more|next|further))|also read|see also|more on this)\s*:",
    re.IGNORECASE,
)
_ADDRESS_LABEL = re.compile(
    r"(?:original|source|article|full)?\s?(?:url|link|address|article|source|story)\s*:\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?|\[[^\[\]]*\]\((https?://[^\s()]+)\)")
_CREDIT_WORDS = re.compile(
    r"/|©|\b(?:photos?|map|archive|credit|courtesy|press service|handout|getty|reuters|afp|tass"
    r"|sana|via|images?|pool)\b",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"(?:file photo|photo|caption|image|picture|pictured)\s*:", re.IGNORECASE
)
_CREDIT_LABEL = re.compile(r"(?:photo |image )?credits?\s*:", re.IGNORECASE)
_ENDING_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$")
_DASH = re.compile(r"\s*(?:—|--)\s*|\s+–\s+|\s+-\s+|(?<=\w)- ")
_SLASHED = re.compile(r"\s*/([^/]{2,30})/\.?\s*(?:—|–|--|-)?\s*")
_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,40})\)\s*$")
_PLACE_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_DAY_OF_MONTH = re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})|(\d{1,2}) ([^\W\d_]{3,10})\.?")


class Dateline(NamedTuple):
    """The wire dateline a paragraph begins with, dash included, and what it names."""

    length: int
    agency: str | None
    date: str | None
    supported: bool


def byline(line: str) -> str | None:
    """Return the author of a line `By NAME`, links unwrapped; None if it is no byline."""
    match = _BY.fullmatch(line.strip(_EMPHASIS)) if len(line) <= BYLINE_CHARS else None
    if match is None:
        return None
    name = unlinked(match[1]).strip(_EMPHASIS)
    linked = "](" in match[1]
    return name if name and (linked or _is_name(name)) else None


def without_by(name: str) -> str:
    """Return an author field without the word `By` and without Markdown links."""
    match = _BY.fullmatch(name.strip())
    return unlinked(match[1] if match else name).strip()


def unlinked(text: str) -> str:
    """Replace Markdown links by their words."""
    return _LINK.sub(r"\1", text)


def printed_date(line: str) -> str | None:
    """Return the date of a line that prints it, without a label or the place before it."""
    if len(line) > DATE_LINE_CHARS or not any(letter.isdecimal() for letter in line):
        return None
    plain = line.strip(_EMPHASIS)
    label = _DATE_LABEL.match(plain)
    pieces = (plain[label.end() :] if label else plain).split(", ")
    for n_before in range(min(len(pieces), 3)):
        rest = ", ".join(pieces[n_before:]).rstrip(".")
        if is_date(rest) and all(_is_place(piece) for piece in pieces[:n_before]):
            return rest
    return None


def is_title(line: str) -> bool:
    """Tell whether a line looks like a headline: short, and no full stop at its end."""
    plain = line.strip(_EMPHASIS)
    if len(plain) > TITLE_CHARS or not any(letter.isalpha() for letter in plain):
        return False
    return not plain.endswith((".", ",", ";", ":")) or bool(_ENDING_ABBREVIATION.search(plain))


def credit_start(paragraph: str, *, at_top: bool) -> int | None:
    """Return where the bold credit at the end of a caption begins, or None.

    Parameters
    ----------
    paragraph
        A stripped paragraph.
    at_top
        Whether it stands above the body. There any bold end is a credit; further down it
        must also name a photographer's trade, for bold words may end any sentence.
    """
    if len(paragraph) > CAPTION_CHARS or not paragraph.rstrip(".").endswith("**"):
        return None
    closing = paragraph.rfind("**")
    opening = paragraph.rfind("**", 0, closing)
    if opening <= 0 or closing - opening <= 2:
        return None
    fits = at_top or _CREDIT_WORDS.search(paragraph[opening:closing])
    return opening if fits else None


def is_caption(paragraph: str) -> bool:
    """Tell whether a paragraph is labelled as a caption."""
    return len(paragraph) <= CAPTION_CHARS and bool(_CAPTION_LABEL.match(paragraph))


def is_credit(paragraph: str) -> bool:
    """Tell whether a paragraph is labelled as a photographer's credit."""
    return len(paragraph) <= BYLINE_CHARS and bool(_CREDIT_LABEL.match(paragraph))


def is_related(paragraph: str) -> bool:
    """Tell whether a paragraph begins with the label of related links."""
    return bool(_RELATED.match(paragraph))


def is_link_item(paragraph: str) -> bool:
    """Tell whether a paragraph is nothing but Markdown links, as lists of articles are."""
    if len(paragraph) > LINK_CHARS or "](" not in paragraph:
        return False
    return not _LINK.sub("", paragraph).strip("-*+•| \t\n,;")


def address(paragraph: str) -> str | None:
    """Return the address a paragraph consists of, bare or as a link; None if it is more."""
    match = _BARE_ADDRESS.fullmatch(paragraph) if len(paragraph) <= LINK_CHARS else None
    return (match[1] or match[2]) if match else None


def labelled_address(paragraph: str) -> str | None:
    """Return what follows the label `Original url:`, empty if nothing; None without it.

    Anything but an address after the label makes it a sentence of the text.
    """
    match = _ADDRESS_LABEL.fullmatch(paragraph) if len(paragraph) <= LINK_CHARS else None
    if match is None:
        return None
    rest = match[1].strip()
    return (address(rest) or None) if rest else ""


def wire_dateline(paragraph: str) -> Dateline | None:
    """Find the wire dateline at the start of a paragraph, as in `MOSCOW, April 25 (AFP) — `.

    A place in capitals with a dash will do, or a capital city with a hyphen; any other
    place needs a date or an agency beside it, for "Moscow — long a mediator — declined" is
    a sentence.
    """
    head = paragraph[:DATELINE_CHARS]
    slashed, dash = _SLASHED.search(head), _DASH.search(head)
    if slashed and is_agency(slashed[1]):
        return _dateline(head[: slashed.start()], slashed.end(), slashed[1])
    if dash is None:
        return None
    found = _dateline(head[: dash.start()], dash.end(), None)
    hyphen = dash[0].strip() == "-" and found is not None and not found.supported
    return None if hyphen and not is_capital(head[: dash.start()]) else found


def _dateline(head: str, length: int, agency: str | None) -> Dateline | None:
    bracket = _IN_BRACKETS.search(head)
    if bracket:
        agency, head = bracket[1], head[: bracket.start()]
    place, *others = re.split(r"[,.] +", head.strip().rstrip("."))
    date, n_dates = None, 0
    for index, other in enumerate(others):
        joined = ", ".join(others[index : index + 2])
        if is_agency(other):
            agency = other
        elif read_day(joined).day or read_day(other).day:
            date, n_dates = (joined if read_day(joined).day else other), n_dates + 1
        elif _is_day_of_month(other):
            n_dates += 1
        elif not (_is_place(other) or (other.isdecimal() and len(other) == 4 and n_dates)):
            return None
    supported = bool(n_dates or agency_in(agency))
    if not _is_place(place) or not (supported or _stands_alone(place)):
        return None
    return Dateline(length, agency_in(agency), date, supported)


def _stands_alone(place: str) -> bool:
    return place.isupper() and len(place) >= 4 and not is_organisation(place)


def _is_day_of_month(text: str) -> bool:
    match = _DAY_OF_MONTH.fullmatch(text)
    return match is not None and (match[1] or match[4]).casefold() in MONTHS


def _is_place(text: str) -> bool:
    """Tell whether a text could be a place: up to four words with capitals."""
    words = re.split(r"[ /]+", text.strip())
    if words[0].casefold() in _SMALL_WORDS - {"al", "la"}:
        return False
    return len(words) <= 4 and all(
        _PLACE_WORD.fullmatch(word) is not None
        and (word[0].isupper() or word.casefold() in _SMALL_WORDS)
        for word in words
    )


def _is_name(text: str) -> bool:
    """Tell whether a text could name authors: few words, all with capitals but small ones."""
    words = re.split(r"[\s,&|/-]+", text)
    if len(words) > 12 or text.endswith((".", "?", "!")) and len(words) > 4:
        return False
    return text[0].isalnum() and all(
        not word or word[0].isupper() or not word[0].isalpha()
        or word.casefold() in _SMALL_WORDS - {"the"}
        for word in words
    )  # fmt: skip
