"""The day printed on an article, read from a field or a line of its own.

The printed day is taken as it stands: no time zone moves it. Nothing is guessed: a
numeric date that could be two days is ambiguous, a day the calendar does not have is
impossible, and a month or year alone is no day. There is no clock and no locale in here,
so whether a day lies in the future is for others to say.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

YEARS = range(1800, 2101)  # printed years outside are taken for errors
LONGEST = 80  # characters of a date with weekday, time and zone; longer text is no date

_MONTHS = {
    "january jan ocak января janvier januar jänner": 1,
    "february feb şubat февраля février fevrier februar": 2,
    "march mar mart марта mars märz maerz": 3,
    "april apr nisan апреля avril": 4,
    "may mayıs мая mai": 5,
    "june jun haziran июня juin juni": 6,
    "july jul temmuz июля juillet juli": 7,
    "august aug ağustos августа août aout": 8,
    "september sep sept eylül сентября septembre": 9,
    "october oct ekim октября octobre oktober": 10,
    "november nov kasım ноября novembre": 11,
    "december dec aralık декабря décembre decembre dezember": 12,
}
MONTHS = {name: number for names, number in _MONTHS.items() for name in names.split()}
_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "pazartesi", "salı", "çarşamba",
    "perşembe", "cuma", "cumartesi", "pazar", "понедельник", "вторник", "среда", "четверг",
    "пятница", "суббота", "воскресенье", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
    "samedi", "dimanche", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
    "sonntag",
)  # fmt: skip

_WEEKDAY = rf"(?:(?:{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b\.?,?\s*)?"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_TAIL = r"(?:\s+г(?:ода|\.)?(?!\w))?(?P<tail>.*)$"
_WORDED = tuple(
    re.compile(pattern + _TAIL)
    for pattern in (
        rf"{_WEEKDAY}{_MONTH}\s*{_DAY}(?:\s*,\s*|\s+){_YEAR}",
        rf"{_WEEKDAY}{_DAY}[\s-]+(?:of\s+)?{_MONTH}(?:\s*,\s*|[\s-]+){_YEAR}",
        rf"{_YEAR}\s+{_MONTH}\s+{_DAY}(?!\d)",
    )
)
_YEAR_FIRST = re.compile(
    rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d){_TAIL}"
)
_COMPACT = re.compile(
    r"(?P<year>1[89]\d\d|20\d\d|2100)(?P<month>\d\d)(?P<day>\d\d)(?:t\d{4,6}z?)?$"
)
_NUMBERS = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<two>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d\d)(?!\d){_TAIL}"
)
# What may follow a day: a time, a zone, a weekday; at least a blank, a comma or a `t` before it.
_AFTER = re.compile(
    r"(?:[\s,|.·–—-]*|\s*,?\s*(?:at|um|à)\s+|t)"
    r"(?:\d{1,2}\s*[:.h]\s*\d{2}(?:\s*[:.]\s*\d{2}(?:[.,]\d{1,9})?)?|\d{1,2}(?=\s*[ap]\.?m))?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|[a-z]{1,5})?\s*(?:[+-]\d{1,2}:?\d{0,2})?"
    r"\s*(?:\([a-z +:\d-]{1,30}\)|[a-z]{2,5})?[\s.,|]*"
)


class Reading(NamedTuple):
    """The day a text names, or why it names none.

    `problem` is a remark of table `REMARKS` (``date_missing``, ``date_impossible``,
    ``date_ambiguous``), or None where there is a day.
    """

    day: date | None
    problem: str | None


MISSING = Reading(None, "date_missing")
IMPOSSIBLE = Reading(None, "date_impossible")
AMBIGUOUS = Reading(None, "date_ambiguous")


def read_day(text: str | None) -> Reading:
    """Read a text that is a date and nothing else.

    Parameters
    ----------
    text
        The content of a date field, or a line. Months may be English (also shortened),
        Turkish, Russian, French or German; a weekday before, a time and zone after are
        allowed and ignored.

    Returns
    -------
    Reading
        The day, or the problem. Text that is no date at all reads as missing.
    """
    if text is None or len(text) > LONGEST:
        return MISSING
    plain = text.casefold().replace("i̇", "i").strip()
    if not any(letter.isdecimal() for letter in plain):
        return MISSING
    if match := _COMPACT.match(plain):
        return _day(match["year"], match["month"], match["day"])
    if (match := _YEAR_FIRST.match(plain)) and _is_tail(match["tail"]):
        return _day(match["year"], match["month"], match["day"])
    if (match := _NUMBERS.match(plain)) and _is_tail(match["tail"]):
        return _of_two_numbers(match)
    for pattern in _WORDED:
        match = pattern.match(plain)
        if match and match["month"] in MONTHS and _is_tail(match["tail"]):
            return _day(match["year"], str(MONTHS[match["month"]]), match["day"])
    return MISSING


def is_date(text: str) -> bool:
    """Tell whether a text is a date, be it a possible and unambiguous one or not."""
    return read_day(text).problem != "date_missing"


def _is_tail(tail: str) -> bool:
    if not tail:
        return True
    rest = tail.strip(" ,.;|")
    return (
        rest in _WEEKDAYS
        or (not tail[0].isalnum() or tail[0] == "t")
        and bool(_AFTER.fullmatch(tail))
    )


def _of_two_numbers(match: re.Match[str]) -> Reading:
    """Read `25/04/2023`: with dots day first, else only where one number is no month."""
    one, two = int(match["one"]), int(match["two"])
    if len(match["year"]) == 2:
        return AMBIGUOUS
    if match["mark"] == "." or one == two or one > 12:
        return _day(match["year"], match["two"], match["one"])
    if two > 12:
        return _day(match["year"], match["one"], match["two"])
    return AMBIGUOUS


def _day(year: str, month: str, day: str) -> Reading:
    if int(year) not in YEARS:
        return IMPOSSIBLE
    try:
        return Reading(date(int(year), int(month), int(day)), None)
    except ValueError:
        return IMPOSSIBLE
