"""Phrases made of several expressions: "the first two months of 2013", "a week ago Friday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from analysis.extract.timex.make.counted import told_unit
from analysis.extract.timex.make.days import calendar, days, month, nearest_day, stated_year
from analysis.extract.timex.make.near import GRANULARITY, reference
from analysis.extract.timex.make.slots import Slots, amount, counted, number, unit_of
from analysis.extract.timex.meaning import Context, Meaning, dated, unanchored
from analysis.extract.timex.values import (
    CLOCK_UNITS,
    DURATION_UNIT,
    duration,
    move,
    moved,
    unit_value,
)

# Half of a unit in a unit that has whole numbers.
_HALVES = {"CE": ("Y", 50), "DE": ("Y", 5), "Y": ("M", 6), "Q": ("D", 45), "W": ("D", 3)}


def part_of_period(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the first two months of 2013``: a length, with its days where both are known."""
    n, unit, place = amount(slots), unit_of(slots), slots.get("o") or slots.get("d")
    lasting = Meaning("DURATION", duration(n, unit), "vague" if isinstance(n, str) else "explicit")
    whole = _period(slots, context)
    known = not isinstance(n, str) and unit not in CLOCK_UNITS and place in (1, -1)
    if whole is None or whole.first is None or whole.last is None or not known:
        return lasting
    length = round(float(n))
    first, last = whole.first, whole.last
    if place == 1:
        after = moved(first, unit, length)
        last = after - timedelta(1) if after and length else date.max
    else:
        first = moved(last + timedelta(1), unit, -length) or date.min
    if first < whole.first or last > whole.last or first > last:
        return lasting
    return replace(lasting, first=first, last=last, granularity="interval", anchor=whole.anchor)


def _period(slots: Slots, context: Context) -> Meaning | None:
    if slots.get("m"):
        return month({**slots, "r": None}, context)
    if all(slots.get(name) is None for name in ("x", "y", "r", "t")):
        return None
    year = stated_year(slots, context)
    if year is None:
        year = context.published.year if context.published and slots.get("t") is None else None
    return dated(f"{year:04d}") if year else None


def compound(slots: Slots, context: Context) -> Meaning | None:
    """Read ``two hours and 30 minutes``: PT2H30M."""
    first = duration(counted(slots.get("n") or 1), slots.get("u") or slots["u2"])
    unit = slots.get("w") or slots["w2"]
    clock = unit in CLOCK_UNITS and "T" not in first
    rest = f"{counted(slots['m'])}{DURATION_UNIT[unit]}"
    return Meaning("DURATION", f"{first}{'T' if clock else ''}{rest}")


def some_day(slots: Slots, context: Context) -> Meaning | None:
    """Read ``one day``: some day to come, or one that is past where the verb says so."""
    past = context.tense == "past" and not (slots.get("s") or slots.get("s2"))
    return reference({}, context, value="PAST_REF" if past else "FUTURE_REF")


def weekday_away(slots: Slots, context: Context, *, side: int = -1) -> Meaning | None:
    """Read ``a week ago Friday``, ``two weeks from Tuesday``, ``two Fridays ago``."""
    if context.published is None:
        return unanchored("day")
    weekday = slots["w"]
    if not isinstance(weekday, int):
        return None
    weeks = amount(slots)
    if isinstance(weeks, str):
        return None
    if slots.get("k") == "whole":
        weeks -= 1
    back = (context.published.isoweekday() - weekday) % 7
    day = context.published - timedelta(back or 7 * (side < 0))
    if side > 0:
        day = context.published + timedelta((-back) % 7)
    found = moved(day, "W", side * round(weeks))
    return dated(found.isoformat(), "inferred", "document") if found else None


def weekdays_ago(slots: Slots, context: Context) -> Meaning | None:
    """Read ``two Fridays ago``: the second Friday back."""
    return weekday_away({**slots, "k": "whole"}, context)


def before_last(slots: Slots, context: Context, *, by: int = -2) -> Meaning | None:
    """Read ``the week before last``, ``the Friday before last``, ``the week after next``."""
    published = context.published
    if slots.get("w"):
        if published is None:
            return unanchored("day")
        back = (published.isoweekday() - slots["w"]) % 7 or 7
        return dated((published - timedelta(back + 7)).isoformat(), "inferred", "document")
    part = slots.get("p")
    unit = "D" if part else unit_of(slots)
    if unit in CLOCK_UNITS:
        return None
    if published is None:
        return unanchored("time" if part else GRANULARITY[unit], "TIME" if part else "DATE")
    value = unit_value(move(published, unit, by), unit) + (f"T{part}" if part else "")
    return dated(value, "explicit", "document")


def ago_from(slots: Slots, context: Context) -> Meaning | None:
    """Read ``a year ago today``, ``two years ago this week``."""
    n, unit = amount(slots), slots.get("u") or slots["u2"]
    finer = "D" if slots.get("d") is not None else slots["u3"]
    if isinstance(n, str) or unit in CLOCK_UNITS or finer in CLOCK_UNITS or n != int(n):
        return reference({}, context, value="PAST_REF")
    if context.published is None:
        return unanchored(GRANULARITY.get(finer))
    day = moved(move(context.published, "D", slots.get("d") or 0), unit, -int(n))
    return dated(unit_value(day, finer), "explicit", "document") if day else None


def half_unit_ago(slots: Slots, context: Context) -> Meaning | None:
    """Read ``half a century ago``: the decade that holds it; ``half an hour ago`` is today."""
    unit, published = unit_of(slots), context.published
    if published is None:
        return unanchored()
    if unit in CLOCK_UNITS:
        return dated(published.isoformat(), "inferred", "document")
    finer, n = _HALVES.get(unit, ("D", 0))
    if not n:
        return None
    told = {"CE": "DE", "DE": "Y", "Y": "M"}.get(unit, "D")
    return dated(unit_value(move(published, finer, -n), told), "inferred", "document")


def weekday_of_month(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the third Thursday of November``; None if the month has no such day."""
    found, n = month(slots, context), int(slots["o"])
    if found is None or found.first is None or found.last is None:
        return found and unanchored("day")
    if n == -1:
        day = found.last - timedelta((found.last.isoweekday() - slots["w"]) % 7)
    else:
        ahead = (slots["w"] - found.first.isoweekday()) % 7
        day = found.first + timedelta(ahead + 7 * (n - 1))
    if day > found.last:
        return None
    return dated(day.isoformat(), found.certainty, found.anchor)


def week_of(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the week of March 11``, ``the weekend of 9 and 10 March``."""
    found = days(slots, context) if slots.get("p") or slots.get("e") else calendar(slots, context)
    unit = slots.get("u") or "WE"
    if found is None or found.first is None:
        return found
    return dated(unit_value(found.first, unit), found.certainty, found.anchor)


def month_of_year(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the third month of 2021``."""
    n = int(slots["o"]) if slots.get("o") else number(slots["o2"])
    year = stated_year(slots, context)
    if not (1 <= n <= 12 or n == -1):
        return None
    return dated(f"{year:04d}-{12 if n == -1 else n:02d}") if year else unanchored("month")


def day_of_relative_month(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the 5th of next month``; None if that month has no such day."""
    if context.published is None:
        return unanchored("day")
    there = move(context.published.replace(day=1), "M", slots["r"])
    try:
        day = there.replace(day=number(slots["d"]))
    except ValueError:
        return None
    return dated(day.isoformat(), "explicit", "document")


def units_away(slots: Slots, context: Context) -> Meaning | None:
    """Read ``days later``: nobody knows how many, so there is no value."""
    return unanchored(GRANULARITY.get(slots["u"]))


def the_unit(slots: Slots, context: Context, *, lasting: bool = False) -> Meaning | None:
    """Read ``for the day``, ``in the quarter``: the one that holds the day last told of.

    With `lasting` it is a length: ``the year`` in "in the year ended March 31".
    """
    unit = slots["u"]
    if lasting:
        return Meaning("DURATION", duration(1, unit))
    if context.told is not None:
        return told_unit(slots, context)
    if context.published is None:
        return unanchored(GRANULARITY.get(unit))
    return dated(unit_value(context.published, unit), "inferred", "document")


def that_time(slots: Slots, context: Context) -> Meaning | None:
    """Read ``by that time``: when the last expression was."""
    if context.told is None:
        return unanchored()
    return dated(context.told_value, "inferred", context.told_id)


def day_in_figures(slots: Slots, context: Context) -> Meaning | None:
    """Read ``3/15``; day and month are told apart only where the numbers do it."""
    a, b = (int(part) for part in slots["v"].split("/"))
    readings = sorted({(m, d) for m, d in ((a, b), (b, a)) if _is_day(m, d)})
    if len(readings) != 1:
        return Meaning("DATE", None, "ambiguous", granularity="day") if readings else None
    if context.published is None:
        return unanchored("day")
    chosen = nearest_day(*readings[0], context.published, context.tense)
    return dated(chosen.isoformat(), "inferred", "document") if chosen else None


def _is_day(month_number: int, day: int) -> bool:
    try:
        date(2000, month_number, day)
    except ValueError:
        return False
    return True
