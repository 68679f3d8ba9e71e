"""Days and months that carry their own date, or lack only the year: makers."""

from __future__ import annotations

from datetime import date

from analysis.extract.timex.make.slots import Slots, number
from analysis.extract.timex.meaning import Context, Meaning, Tense, dated, unanchored

# Days after the document's day that a date without a year may lie ahead when no verb says
# whether it is past or to come: announcements reach weeks ahead, reports months back.
AHEAD_DAYS = 120


# A day of a report is seldom further off than this while its twin of the neighbouring year
# is close: "a June 3 hearing has been scheduled", printed in May.
FAR_DAYS = 320


NEAR_DAYS = 45


def iso(slots: Slots, context: Context) -> Meaning | None:
    """Read ``2023-04-25``, with or without a time."""
    return dated(slots["v"].upper()) if _valid(slots["v"][:10]) else None


def _valid(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def numeric(slots: Slots, context: Context, *, order: str = "") -> Meaning | None:
    """Read ``25/04/2023``; day and month are told apart only where the numbers do it.

    `order` is ``dmy`` in languages that know no other; English has none.
    """
    text = slots.get("v") or slots["v2"]
    parts = [int(part) for part in text.replace(".", "/").replace("-", "/").split("/")]
    if parts[0] > 31:
        return _day(parts[0], parts[1], parts[2])
    a, b, year = parts
    if order == "dmy":
        return _day(year, b, a)
    readings = [found for found in (_day(year, b, a), _day(year, a, b)) if found]
    if len(readings) == 2 and a != b:
        return Meaning("DATE", None, "ambiguous", granularity="day")
    return readings[0] if readings else None


def _day(
    year: int, month: int, day: int, certainty: str = "explicit", anchor: str | None = None
) -> Meaning | None:
    text = f"{year:04d}-{month:02d}-{day:02d}"
    return dated(text, certainty, anchor) if _valid(text) else None


def calendar(slots: Slots, context: Context) -> Meaning | None:
    """Read ``April 25, 2023``, ``28 December``, ``March 3 last year``."""
    month, day = slots["m"], number(slots.get("d") or slots.get("o") or slots.get("n"))
    year = stated_year(slots, context)
    if year is not None:
        return _day(year, month, day)
    if context.published is None:
        return _undated_day(month, day)
    weekday = slots.get("w") or slots.get("v")
    if _tells_of_another_year(context) and not (slots.get("w") or slots.get("v")):
        return _day(context.told_here, month, day, certainty="inferred", anchor=context.told_id)
    chosen = nearest_day(month, day, context.published, context.tense, weekday)
    return dated(chosen.isoformat(), "inferred", "document") if chosen else None


def old(slots: Slots, context: Context) -> Meaning | None:
    """Read ``30 September 420``, ``December of 384``."""
    if slots.get("m"):
        return _day(number(slots["y"]), slots["m"], number(slots["d"]))
    return dated(f"{number(slots['y2']):04d}-{slots['m2']:02d}")


def _tells_of_another_year(context: Context) -> bool:
    """Return whether the sentence itself has named an earlier year than the document's."""
    if not context.told_here or context.published is None or context.tense == "future":
        return False
    return context.told_here < context.published.year


def stated_year(slots: Slots, context: Context) -> int | None:
    """Return the year that is printed, or told from the document's ("last year"), or None."""
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

    A weekday printed with it decides the year. None if no year has such a day.
    """
    years = range(max(1, published.year - 5), min(9999, published.year + 5) + 1)
    days = [date(year, month, day) for year in years if _valid(f"{year:04d}-{month:02d}-{day:02d}")]
    if weekday:
        named = [found for found in days if found.isoweekday() == weekday]
        return _on_side(named, published, tense) if named else nearest_of(days, published, tense)
    return nearest_of(days, published, tense)


def nearest_of(days: list[date], published: date, tense: Tense) -> date | None:
    """Return which of some days is meant, nearest on the side the tense says; None of none.

    Without a sign of tense the day may lie `AHEAD_DAYS` ahead, else it is past. A day that
    is far off gives way to its twin of the neighbouring year where that is close.
    """
    chosen = _on_side(days, published, tense)
    before = [found for found in days if found <= published]
    after = [found for found in days if found >= published]
    if chosen is None or not before or not after:
        return chosen
    other = before[-1] if chosen >= published else after[0]
    far, near = abs((chosen - published).days), abs((other - published).days)
    return other if far > FAR_DAYS and near < NEAR_DAYS else chosen


def _on_side(days: list[date], published: date, tense: Tense) -> date | None:
    limit = 0 if tense == "past" else AHEAD_DAYS
    before = [found for found in days if (found - published).days <= limit]
    after = [found for found in days if found >= published]
    if tense == "future" and after:
        return after[0]
    return next(iter(before[-1:] or after[:1]), None)


def days(slots: Slots, context: Context) -> Meaning | None:
    """Read ``January 23-24, 2017``, ``23 and 24 January``."""
    if slots.get("p"):
        first, last = (number(part) for part in slots["p"].replace("\u2013", "-").split("-"))
    else:
        first, last = number(slots["d"]), number(slots["e"])
    if first >= last:
        return None
    begins = calendar({**slots, "v": None, "d": first}, context)
    if begins is None or begins.first is None:
        return begins and unanchored("interval")
    ends = calendar({**slots, "v": None, "d": last, "y": str(begins.first.year)}, context)
    if ends is None:
        return None
    return dated(f"{begins.value}/{ends.value}", begins.certainty, begins.anchor)


def month(slots: Slots, context: Context) -> Meaning | None:
    """Read ``December 2022``, ``December``, ``last December``, ``June last year``."""
    number_of_month = slots["m"]
    if slots.get("y") or slots.get("q") is not None or slots.get("t") is not None:
        year = stated_year({**slots, "r": None}, context)
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
