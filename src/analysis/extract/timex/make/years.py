"""Years and what is made of them or part of them: makers; see `days` for what one is."""

from __future__ import annotations

from datetime import date, timedelta

from analysis.extract.timex.make.days import stated_year
from analysis.extract.timex.make.slots import Slots, number
from analysis.extract.timex.meaning import Context, Meaning, dated, unanchored
from analysis.extract.timex.values import SEASON_MONTH, bounds, season_of

# A day known in both calendars: the Iranian new year of 1400.
NOWRUZ_YEAR = 1400
NOWRUZ = date(2021, 3, 21)


def year(slots: Slots, context: Context) -> Meaning | None:
    """Read ``2011``."""
    return dated(f"{number(slots['y']):04d}")


def years(slots: Slots, context: Context) -> Meaning | None:
    """Read ``2015-2017``, ``2015-17``."""
    first, last = slots["v"].replace("\u2013", "-").replace("/", "-").split("-")
    last = first[: 4 - len(last)] + last
    return dated(f"{first}/{last}") if int(first) < int(last) else None


def era(slots: Slots, context: Context) -> Meaning | None:
    """Read ``480 BC``, ``AD 79``; days before the year 1 cannot be given."""
    n = next(number(slots[slot]) for slot in slots if slot.startswith("n"))
    if (slots.get("e") or slots.get("e2")) == 1:
        return dated(f"{n:04d}") if 1 <= n <= 2100 else None
    return Meaning("DATE", f"BC{n:04d}", granularity="year")


def decade(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the 2000s``, ``the '90s``, ``the nineties``; ``the 1600s`` are a century.

    Of the last century, if it does not say.
    """
    if slots.get("n"):
        century_number = int(slots["c"]) - 1 if slots.get("c") else 19
        return dated(f"{century_number:02d}{slots['n']}", "inferred")
    n = number(slots["v"])
    if n < 100:
        return dated(f"19{n // 10}", "inferred")
    return dated(f"{n // 100}") if n % 100 == 0 and n < 2000 else dated(f"{n // 10}")


def century(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the 20th century`` is 19, as TIMEX3 counts it."""
    n = number(slots["o2"]) if slots.get("o2") else int(slots["o"])
    if not 1 <= n <= 30:
        return None
    if slots.get("x") == -1:
        return Meaning("DATE", f"BC{n - 1:02d}", granularity="century")
    return dated(f"{n - 1:02d}") if n > 1 else None


def quarter(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the first quarter``, ``Q1 2022``; without a year the latest that has begun."""
    return _part_of_year(slots, context, "Q", 4)


def half(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the second half of 2015``, ``H2 2015``."""
    return _part_of_year(slots, context, "H", 2)


def _part_of_year(slots: Slots, context: Context, sign: str, n_parts: int) -> Meaning | None:
    token = slots.get("v") or slots.get("v2") or slots.get("o2")
    part = number(token) if token else int(slots["o"])
    part = n_parts if part == -1 else part
    if not 1 <= part <= n_parts:
        return None
    year_number = stated_year({**slots, "y": slots.get("y") or slots.get("y2")}, context)
    if year_number is not None:
        return dated(f"{year_number:04d}-{sign}{part}")
    if context.published is None:
        return unanchored({"Q": "quarter", "H": "half"}[sign])
    this_year = f"{context.published.year:04d}-{sign}{part}"
    begun = bounds(this_year)[0]
    late = context.tense != "future" and begun is not None and begun > context.published
    late_value = f"{context.published.year - 1:04d}-{sign}{part}" if late else this_year
    return dated(late_value, "inferred", "document")


def season(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the summer of 2010``, ``last autumn``, ``this spring``, ``the spring``."""
    sign = slots["s"]
    if slots.get("y"):
        return dated(f"{number(slots['y']):04d}-{sign}")
    published = context.published
    if published is None:
        return unanchored("season")
    year_now, now = season_of(published)
    started = SEASON_MONTH[sign] <= SEASON_MONTH[now]
    latest = year_now if started else year_now - 1
    following = latest + 1
    relative = slots.get("r")
    if relative == -1:
        chosen = latest - (sign == now)
    elif relative == 1 or (relative is None and context.tense == "future"):
        chosen = latest if relative is None and sign == now else following
    elif relative == 0:
        chosen = published.year if sign != "WI" or published.month > 5 else published.year - 1
    else:
        chosen = latest
    return dated(f"{chosen:04d}-{sign}", "inferred" if relative is None else "explicit", "document")


def season_of_years(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the winter of 1776-77``; of two years that are no neighbours it has no value."""
    pair = years(slots, context)
    if pair is None or pair.first is None or pair.last is None:
        return None
    if pair.last.year - pair.first.year > 1:
        return unanchored("season")
    return dated(f"{pair.first.year:04d}-{slots['s']}")


def jalali(slots: Slots, context: Context) -> Meaning | None:
    """Read ``5 Ordibehesht 1402``, a day of the Iranian calendar."""
    day = gregorian(number(slots["y"]), slots["m"], number(slots["d"]))
    return dated(day.isoformat()) if day else None


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the day of a date of the Iranian calendar, None if there is no such date.

    Leap years follow the cycle of 33 years, which agrees with the official calendar from
    1304 to 1472 (1925 to 2094); other years are None.
    """
    if not 1304 <= year <= 1472 or not 1 <= month <= 12:
        return None
    length = 31 if month <= 6 else 30 if month < 12 or _is_jalali_leap(year) else 29
    if not 1 <= day <= length:
        return None
    step = 1 if year >= NOWRUZ_YEAR else -1
    between = range(NOWRUZ_YEAR, year) if step > 0 else range(year, NOWRUZ_YEAR)
    days = sum(365 + _is_jalali_leap(passed) for passed in between)
    before = min(month - 1, 6) * 31 + max(month - 7, 0) * 30
    return NOWRUZ + timedelta(step * days + before + day - 1)


def _is_jalali_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
