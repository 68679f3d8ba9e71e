"""TIMEX3 values as days: what a value covers, and how to get from a day to a value.

A value is text in the TIMEX3 notation: `2023-04-25`, `2023-W16`, `2023-W16-WE`, `2023-04`,
`2023-Q1`, `2023-SP`, `2023-H1`, `2023`, `202` (the 2020s), `20` (the 21st century). A
stretch between two of them is written with a slash. Weeks are those of ISO 8601 and begin
on Monday. A winter is named for the year of its December and ends with February.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

Bounds = tuple[date | None, date | None, str | None]

# First month of each season, counted as on the northern half of the globe.
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

# The notation of a duration for each unit; a fortnight is two weeks, a millennium ten centuries.
DURATION_UNIT = {
    "S": "S", "MIN": "M", "H": "H", "D": "D", "W": "W", "WE": "WE", "FN": "W", "M": "M",
    "Q": "Q", "Y": "Y", "DE": "DE", "CE": "CE", "ML": "ML",
}  # fmt: skip
CLOCK_UNITS = ("S", "MIN", "H")
MONTHS_IN = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}

_VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?P<time>T.*)?|(?P<week>\d{4}-W\d\d)(?P<we>-WE)?|"
    r"(?P<month>\d{4}-\d\d)|(?P<quarter>\d{4}-Q\d)|(?P<half>\d{4}-H\d)|"
    r"(?P<season>\d{4}-(?:SP|SU|FA|WI))|(?P<year>\d{4})|(?P<decade>\d{3})|(?P<century>\d\d)"
)
_REFERENCES = {"PAST_REF": "past_ref", "PRESENT_REF": "present_ref", "FUTURE_REF": "future_ref"}


@lru_cache(maxsize=100_000)
def bounds(value: str) -> Bounds:
    """Return first day, last day and granularity of a value; None for what it does not say."""
    if value in _REFERENCES:
        return None, None, _REFERENCES[value]
    if "/" in value:
        first, last = value.split("/")
        return bounds(first)[0], bounds(last)[1], "interval"
    if value.startswith("FY"):
        return None, None, "year"
    found = _VALUE.fullmatch(value)
    if not found:
        return None, None, None
    kind = str(found.lastgroup)
    return _BOUNDS[kind](value)


def _day(value: str) -> Bounds:
    day = date.fromisoformat(value[:10])
    return day, day, "time" if "T" in value else "day"


def _week(value: str) -> Bounds:
    monday = date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
    if value.endswith("WE"):
        return monday + timedelta(5), monday + timedelta(6), "weekend"
    return monday, monday + timedelta(6), "week"


def _months(value: str, month: int, length: int, granularity: str) -> Bounds:
    first = date(int(value[:4]), month, 1)
    return first, _last_of_month(add_months(first, length - 1)), granularity


def _years(value: str, length: int, granularity: str) -> Bounds:
    first = int(value) * length
    return date(max(first, 1), 1, 1), date(first + length - 1, 12, 31), granularity


_BOUNDS = {
    "day": _day,
    "time": _day,
    "week": _week,
    "we": _week,
    "month": lambda value: _months(value, int(value[5:]), 1, "month"),
    "quarter": lambda value: _months(value, int(value[6]) * 3 - 2, 3, "quarter"),
    "half": lambda value: _months(value, int(value[6]) * 6 - 5, 6, "half"),
    "season": lambda value: _months(value, SEASON_MONTH[value[5:]], 3, "season"),
    "year": lambda value: _years(value, 1, "year"),
    "decade": lambda value: _years(value, 10, "decade"),
    "century": lambda value: _years(value, 100, "century"),
}


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of that month if it has no such day.

    Raises
    ------
    ValueError
        If the result lies outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"{months} months from {day} lies outside the years 1 to 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def move(day: date, unit: str, n: int) -> date:
    """Return the day that lies `n` units on (back, if negative); see `add_months` for errors."""
    if unit in MONTHS_IN:
        return add_months(day, n * MONTHS_IN[unit])
    days = {"W": 7, "WE": 7, "FN": 14}.get(unit, 1)
    try:
        return day + timedelta(days * n)
    except OverflowError as error:
        raise ValueError(f"{n} units '{unit}' from {day} lie outside the calendar") from error


def moved(day: date, unit: str, n: int) -> date | None:
    """Return the day that lies `n` units on, None outside the years 1 to 9999; see `move`."""
    try:
        return move(day, unit, n)
    except ValueError:
        return None


def unit_value(day: date, unit: str) -> str:
    """Return the value of the unit that holds a day: the week, the month, the decade."""
    if unit in ("W", "FN", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "HY":
        return f"{day.year:04d}-H{(day.month + 5) // 6}"
    if unit in ("Y", "DE", "CE", "ML"):
        return f"{day.year:04d}"[: {"Y": 4, "DE": 3, "CE": 2, "ML": 1}[unit]]
    return day.isoformat()[: 7 if unit == "M" else 10]


def season_of(day: date) -> tuple[int, str]:
    """Return year and sign of the season that holds a day."""
    month = day.month - 12 if day.month == 12 else day.month
    year = day.year if month > 2 or day.month == 12 else day.year - 1
    sign = "WI" if month <= 2 else "SP" if month <= 5 else "SU" if month <= 8 else "FA"
    return year, sign


def duration(n: int | float | str, unit: str) -> str:
    """Return a length of time in TIMEX3: ``P2W``, ``PXY``, ``PT0.5H``."""
    factor = 2 if unit == "FN" else 1
    amount = n if isinstance(n, str) else n * factor
    if isinstance(amount, float) and amount.is_integer():
        amount = int(amount)
    return f"P{'T' if unit in CLOCK_UNITS else ''}{amount}{DURATION_UNIT[unit]}"
