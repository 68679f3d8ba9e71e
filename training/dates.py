"""Dates as GUM marks them, found by a pattern: for the corpora that mark none.

Calendar dates, decades, centuries, and days, weeks or years said from here ("last week"). On
GUM's own texts nine in ten of what it finds is marked so.
"""

from __future__ import annotations

import re

from training.labels import touches
from training.sets import Span

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_SURE_MONTH = (
    r"(?:January|February|April|June|July|August|September|October|November|December"
    r"|(?<=[Ii]n )(?:March|May)|(?<=[Bb]y )(?:March|May)|(?<=[Ss]ince )(?:March|May))"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_ERA = r"(?: BCE?| CE| AD)"
_PART = r"(?:[Ee]arly|[Ll]ate|[Mm]id)[ -]"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:th|first|second|third)|first|second|third|fifth)"
_MANY = r"(?:few|several|two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,3})"
_SPAN = r"(?:day|week|weekend|month|year|decade|century|spring|summer|autumn|fall|winter)"
_FORMS = (
    rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?",
    rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?![\d:])(?:,? {_YEAR})?",
    rf"(?:{_PART})?{_MONTH}(?:,| of)? {_YEAR}",
    rf"(?:{_PART})?{_YEAR}s",
    rf"(?:{_PART})?{_ORDINAL} [Cc]entury{_ERA}?",
    rf"(?:AD )?\d{{1,4}}{_ERA}",
    rf"{_YEAR}(?![\d,.]\d)(?!-\d)",
    rf"(?:[Tt]he )?(?:[Ll]ast|[Nn]ext|[Pp]ast|[Pp]revious) {_MANY} {_SPAN}s",
    rf"(?:[Tt]he )?(?:[Ll]ast|[Nn]ext|[Tt]his|[Pp]revious|[Ff]ollowing) (?:{_SPAN}|{_WEEKDAY})",
    rf"{_MANY} (?:days|weeks|months|years|decades|centuries) (?:ago|later|earlier)",
    rf"(?:{_PART})?{_SURE_MONTH}",
    _WEEKDAY,
    r"(?:today|yesterday|tomorrow)",
)
_DATE = re.compile(r"(?<![\w$£€.,/-])(?:" + "|".join(_FORMS) + r")(?![\w%])")


def dates_in(text: str, spans: list[Span]) -> list[Span]:
    """Return the dates outside the marked names, as spans DATE."""
    found = ((*match.span(), "DATE") for match in _DATE.finditer(text))
    return [span for span in found if not touches(span[0], span[1], spans)]
