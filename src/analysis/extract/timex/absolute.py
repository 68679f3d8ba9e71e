"""Expressions that carry their own date, or lack only the year: makers for the grammar.

A maker takes the words in a rule's slots and the context, and returns a `Meaning`, or
None if what was read is no date (30 February, month 13).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from analysis.extract.timex.meaning import Context, Meaning, Tense, dated, unanchored
from analysis.extract.timex.values import SEASON_MONTH, bounds, season_of

Slots = dict[str, Any]

# Days after the document's day that a date without a year may lie ahead when no verb says
# whether it is past or to come: announcements reach weeks ahead, reports months back.
AHEAD_DAYS = 120

# A day of a report is seldom further off than this while its twin of the neighbouring year
# is close: "a June 3 hearing has been scheduled", printed in May.
FAR_DAYS = 320
NEAR_DAYS = 45


def number(text: Any) -> int:
    """Return the whole number that a token begins with or holds, ordinals included."""
    return int("".join(sign for sign in str(text) if sign.isdecimal()))


def iso(slots: Slots, context: Context) -> Meaning | None:
    """``2023-04-25``, with or without a time."""
    return dated(slots["v"].upper()) if _valid(slots["v"][:10]) else None


def _valid(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def numeric(slots: Slots, context: Context) -> Meaning | None:
    """``25/04/2023``; day and month are told apart only where the numbers do it."""
    text = slots.get("v") or slots["v2"]
    parts = [int(part) for part in text.replace(".", "/").replace("-", "/").split("/")]
    if parts[0] > 31:
        return _day(parts[0], parts[1], parts[2])
    a, b, year = parts
    readings = [found for found in (_day(year, b, a), _day(year, a, b)) if found]
    if len(readings) == 2 and a != b:
        return Meaning("DATE", None, "ambiguous", granularity="day")
    return readings[0] if readings else None


def _day(year: int, month: int, day: int, **how: Any) -> Meaning | None:
    text = f"{year:04d}-{month:02d}-{day:02d}"
    return dated(text, **how) if _valid(text) else None


def calendar(slots: Slots, context: Context) -> Meaning | None:
    """``April 25, 2023``, ``28 December``, ``March 3 last year``."""
    month, day = slots["m"], number(slots.get("d") or slots.get("o") or slots.get("n"))
    year = _stated_year(slots, context)
    if year is not None:
        return _day(year, month, day)
    if context.published is None:
        return _undated_day(month, day)
    weekday = slots.get("w") or slots.get("v")
    if _tells_of_another_year(context) and not (slots.get("w") or slots.get("v")):
        return _day(context.told_here, month, day, certainty="inferred", anchor=context.told_id)
    chosen = nearest_day(month, day, context.published, context.tense, weekday)
    return dated(chosen.isoformat(), "inferred", "document") if chosen else None


def _tells_of_another_year(context: Context) -> bool:
    """Return whether the sentence itself has named an earlier year than the document's."""
    if not context.told_here or context.published is None or context.tense == "future":
        return False
    return context.told_here < context.published.year


def _stated_year(slots: Slots, context: Context) -> int | None:
    if slots.get("y"):
        return number(slots["y"])
    relative = slots.get("q", slots.get("r"))
    if relative is None and slots.get("t") is not None and context.told:
        return context.told.year + int(slots["t"])
    if relative is None or context.published is None:
        return None
    return context.published.year + int(relative)


def _undated_day(month: int, day: int) -> Meaning | None:
    return unanchored("day") if _valid(f"2000-{month:02d}-{day:02d}") else None


def nearest_day(
    month: int, day: int, published: date, tense: Tense, weekday: int | None = None
) -> date | None:
    """Return the day of that name nearest the document's day on the side the tense says.

    A weekday printed with it decides the year. Without a sign of tense the day may lie
    `AHEAD_DAYS` ahead, else it is past. None if no year has such a day.
    """
    years = range(published.year - 5, published.year + 6)
    days = [date(year, month, day) for year in years if _valid(f"{year:04d}-{month:02d}-{day:02d}")]
    if weekday:
        days = [found for found in days if found.isoweekday() == weekday] or days
    limit = 0 if tense == "past" else AHEAD_DAYS
    before = [found for found in days if (found - published).days <= limit]
    after = [found for found in days if found >= published]
    if not before or not after:
        return (before[-1:] or after[:1] or [None])[0]
    chosen, other = (after[0], before[-1]) if tense == "future" else (before[-1], after[0])
    far, near = abs((chosen - published).days), abs((other - published).days)
    return other if far > FAR_DAYS and near < NEAR_DAYS and not weekday else chosen


def days(slots: Slots, context: Context) -> Meaning | None:
    """``January 23-24, 2017``, ``23 and 24 January``."""
    if slots.get("p"):
        first, last = (number(part) for part in slots["p"].replace("\u2013", "-").split("-"))
    else:
        first, last = number(slots["d"]), number(slots["e"])
    if first >= last:
        return None
    ends = [calendar({**slots, "v": None, "d": day}, context) for day in (first, last)]
    if ends[0] is None or ends[1] is None:
        return None
    if ends[0].value is None or ends[1].value is None:
        return unanchored("interval")
    return dated(f"{ends[0].value}/{ends[1].value}", ends[0].certainty, ends[0].anchor)


def month(slots: Slots, context: Context) -> Meaning | None:
    """``December 2022``, ``December``, ``last December``, ``June last year``."""
    number_of_month = slots["m"]
    if slots.get("y") or slots.get("q") is not None or slots.get("t") is not None:
        year = _stated_year({**slots, "r": None}, context)
        return dated(f"{year:04d}-{number_of_month:02d}") if year else unanchored("month")
    if context.published is None:
        return unanchored("month")
    if slots.get("r") is None and _tells_of_another_year(context):
        return dated(f"{context.told_here:04d}-{number_of_month:02d}", "inferred", context.told_id)
    year = _year_of_month(number_of_month, context, slots.get("r"))
    return dated(f"{year:04d}-{number_of_month:02d}", "inferred", "document")


def _year_of_month(month_number: int, context: Context, relative: int | None) -> int:
    published = context.published
    assert published is not None
    ahead = month_number - published.month
    if relative == -1:
        return published.year - (ahead >= 0)
    if relative == 1:
        return published.year + (ahead <= 0)
    if relative == 0:
        return published.year
    if context.tense == "future":
        return published.year + (ahead < 0)
    return published.year - (ahead > 0)


def year(slots: Slots, context: Context) -> Meaning | None:
    """``2011``."""
    return dated(f"{number(slots['y']):04d}")


def years(slots: Slots, context: Context) -> Meaning | None:
    """``2015-2017``, ``2015-17``."""
    first, last = slots["v"].replace("\u2013", "-").replace("/", "-").split("-")
    last = first[: 4 - len(last)] + last
    return dated(f"{first}/{last}") if int(first) < int(last) else None


def era(slots: Slots, context: Context) -> Meaning | None:
    """``480 BC``, ``AD 79``; days before the year 1 cannot be given."""
    n = next(number(slots[slot]) for slot in slots if slot.startswith("n"))
    if (slots.get("e") or slots.get("e2")) == 1:
        return dated(f"{n:04d}") if 1 <= n <= 2100 else None
    return Meaning("DATE", f"BC{n:04d}", granularity="year")


def fiscal(slots: Slots, context: Context) -> Meaning | None:
    """``fiscal year 2015``; its first day depends on the state, and is not guessed."""
    n = number(slots.get("y") or slots["v"])
    return Meaning("DATE", f"FY{n if n > 99 else 2000 + n}", granularity="year")


def decade(slots: Slots, context: Context) -> Meaning | None:
    """``the 2000s``, ``the '90s``, ``the nineties``; ``the 1600s`` are a century.

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
    """``the 20th century`` is 19, as TIMEX3 counts it."""
    n = number(slots["o2"]) if slots.get("o2") else int(slots["o"])
    if not 1 <= n <= 30:
        return None
    if slots.get("x") == -1:
        return Meaning("DATE", f"BC{n - 1:02d}", granularity="century")
    return dated(f"{n - 1:02d}") if n > 1 else None


def quarter(slots: Slots, context: Context) -> Meaning | None:
    """``the first quarter``, ``Q1 2022``; without a year the latest that is over or under way."""
    return _part_of_year(slots, context, "Q", 4)


def half(slots: Slots, context: Context) -> Meaning | None:
    """``the second half of 2015``, ``H2 2015``."""
    return _part_of_year(slots, context, "H", 2)


def _part_of_year(slots: Slots, context: Context, sign: str, n_parts: int) -> Meaning | None:
    token = slots.get("v") or slots.get("v2") or slots.get("o2")
    part = number(token) if token else int(slots["o"])
    part = n_parts if part == -1 else part
    if not 1 <= part <= n_parts:
        return None
    year_number = _stated_year({**slots, "y": slots.get("y") or slots.get("y2")}, context)
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
    """``the summer of 2010``, ``last autumn``, ``this spring``, ``the spring``."""
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


def feast(slots: Slots, context: Context) -> Meaning | None:
    """``Christmas``, ``New Year's Eve``."""
    eve = slots.get("v") or slots.get("v2")
    if slots.get("f"):
        day = {"m": 12, "d": 24 if eve else 25}
    else:
        day = {"m": 12, "d": 31} if eve else {"m": 1, "d": 1}
    return calendar({**day, "y": slots.get("y")}, context)
