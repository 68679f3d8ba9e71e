"""Days, weeks and months told by their distance from the document's day: makers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from analysis.extract.timex.make.days import month
from analysis.extract.timex.make.slots import Slots, number
from analysis.extract.timex.meaning import Context, Meaning, dated, modified, unanchored
from analysis.extract.timex.values import CLOCK_UNITS, move, unit_value

SUNDAY = 7

GRANULARITY = {
    "D": "day", "W": "week", "FN": "week", "WE": "weekend", "M": "month", "Q": "quarter",
    "Y": "year", "DE": "decade", "CE": "century", "ML": "century",
}  # fmt: skip


def weekday(slots: Slots, context: Context) -> Meaning | None:
    """Read ``Tuesday``, ``last Tuesday``, ``Tuesday of next week``, ``Monday night``.

    Bare, it is the nearest such day not after the document's day, or not before it in a
    clause about the future. "Last" and "next" mean the neighbouring week, Monday to
    Sunday, as news uses them: "last Tuesday" printed on a Thursday is nine days back, since
    two days back is "Tuesday". On a Sunday "last Friday" is the nearest.
    """
    published = context.published
    part = slots.get("p")
    if slots.get("t") is not None:
        return _told_weekday(slots, context)
    if published is None:
        return unanchored("time" if part else "day", "TIME" if part else "DATE")
    relative, week = slots.get("r"), slots.get("k")
    slots = {**slots, "w": slots.get("w") or slots.get("w2")}
    ahead = (slots["w"] - published.isoweekday()) % 7
    if week is None and relative and not (relative == -1 and published.isoweekday() == SUNDAY):
        week = relative
    if week is not None:
        day = published + timedelta(7 * week + slots["w"] - published.isoweekday())
    elif relative == 0:
        this = published + timedelta(slots["w"] - published.isoweekday())
        day = this + timedelta(7 if context.tense == "future" and this < published else 0)
    elif context.tense == "future":
        day = published + timedelta(ahead)
    else:
        day = published - timedelta((-ahead) % 7 or (7 if relative else 0))
    certainty = "inferred" if relative else "explicit"
    return _edged(_with_part(day, part, certainty, "document"), slots)


def coming_weekday(slots: Slots, context: Context) -> Meaning | None:
    """Read ``this coming Saturday``: the nearest after the document's day."""
    if context.published is None:
        return unanchored("day")
    ahead = (slots["w"] - context.published.isoweekday()) % 7 or 7
    return dated(str(context.published + timedelta(ahead)), "explicit", "document")


def _told_weekday(slots: Slots, context: Context) -> Meaning | None:
    if context.told is None:
        return unanchored("day")
    ahead = (slots["w"] - context.told.isoweekday()) % 7
    if slots["t"] == 1:
        return dated(str(context.told + timedelta(ahead or 7)), "inferred", context.told_id)
    return dated(str(context.told - timedelta(7 - ahead)), "inferred", context.told_id)


def _with_part(day: date, part: str | None, certainty: str, anchor: str) -> Meaning:
    return dated(day.isoformat() + (f"T{part}" if part else ""), certainty, anchor)


def _edged(meaning: Meaning, slots: Slots) -> Meaning:
    return modified(meaning, slots["e"]) if slots.get("e") else meaning


def weekday_day(slots: Slots, context: Context) -> Meaning | None:
    """Read ``Tuesday the 18th``: the nearest day that is both, on the side the tense says."""
    if context.published is None:
        return unanchored("day")
    n, weekday_number = number(slots["d"]), slots.get("w") or slots.get("w2")
    step = 1 if context.tense == "future" else -1
    for away in range(0, 400):
        day = context.published + timedelta(step * away)
        if day.day == n and day.isoweekday() == weekday_number:
            return dated(day.isoformat(), "inferred", "document")
    return None


def day_only(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the 18th``: of this month or a neighbouring one, on the side the tense says."""
    if context.published is None:
        return unanchored("day")
    n = number(slots["d"])
    step = 1 if context.tense == "future" else -1
    for away in range(0, 62):
        day = context.published + timedelta(step * away)
        if day.day == n:
            return dated(day.isoformat(), "inferred", "document")
    return None


def deictic(
    slots: Slots, context: Context, *, days: int = 0, part: str = "", certainty: str = "explicit"
) -> Meaning | None:
    """Read ``today``, ``yesterday morning``, ``the day after tomorrow``, ``tonight``."""
    part = slots.get("p") or part
    if context.published is None:
        return unanchored("time" if part else "day", "TIME" if part else "DATE")
    day = move(context.published, "D", slots.get("d", days))
    return _edged(_with_part(day, part, certainty, "document"), slots)


def relative_part(slots: Slots, context: Context) -> Meaning | None:
    """Read ``last night``, ``this morning``."""
    back = {"d": -1, "p": slots["a"]} if slots.get("a") else {"d": 0, "p": slots["b"]}
    return deictic(back, context)


def relative_unit(slots: Slots, context: Context) -> Meaning | None:
    """Read ``last week``, ``this month``, ``earlier in the year``, ``the end of the month``."""
    unit = slots["u"]
    if unit in CLOCK_UNITS:
        return None
    if context.published is None:
        return unanchored(GRANULARITY[unit])
    value = unit_value(move(context.published, unit, slots.get("r", 0)), unit)
    meaning = dated(value, "explicit", "document")
    modifier = slots.get("c") or slots.get("e") or slots.get("n")
    return modified(meaning, modifier) if modifier else meaning


def weekend(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the weekend``, ``last weekend``; bare, the one under way or last past."""
    published = context.published
    if published is None:
        return unanchored("weekend")
    n = slots.get("r")
    if n is None:
        under_way = published.isoweekday() >= 6 or context.tense == "future"
        n = 0 if under_way and slots.get("t") is None else -1
    value = unit_value(published + timedelta(7 * n), "WE")
    return dated(value, "inferred", "document")


def week_of_month(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the first week of March``: the month, and where in it."""
    found = month(slots, context)
    if found is None or found.first is None or found.last is None:
        return found
    n = int(slots["o"])
    if n == -1:
        return replace(found, modifier="END", first=found.last - timedelta(6))
    if n > 5:
        return None
    first = found.first + timedelta(7 * (n - 1))
    last = min(first + timedelta(6), found.last)
    return replace(found, modifier="START" if n == 1 else "MID", first=first, last=last)


def week_of_year(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the first week of 2019``, counted as ISO 8601 counts weeks."""
    if not slots.get("y") and context.published is None:
        return unanchored("week")
    year = number(slots["y"]) if slots.get("y") else context.published.year + slots["r"]  # type: ignore[union-attr]
    n = int(slots["o"])
    last = date(year, 12, 28).isocalendar().week
    return dated(f"{year:04d}-W{last if n == -1 else n:02d}", "inferred")


def latest_unit(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the latest quarter``: the last that is over."""
    found = relative_unit({"u": slots["u"], "r": -1}, context)
    return replace(found, certainty="inferred") if found and found.value else found


def mid_unit(slots: Slots, context: Context) -> Meaning | None:
    """Read ``midweek``, ``mid-year``."""
    found = relative_unit({"u": slots.get("u") or slots["u2"]}, context)
    return modified(found, "MID") if found else None


def year_end(slots: Slots, context: Context) -> Meaning | None:
    """Read ``year end``."""
    found = relative_unit({"u": "Y"}, context)
    return modified(found, slots["n"]) if found else None


def reference(slots: Slots, context: Context, *, value: str = "") -> Meaning | None:
    """Read ``recently``, ``now``, ``in the near future``: a side of the document's day, no date."""
    value = slots.get("v") or value
    past = context.published if value == "PAST_REF" else None
    future = context.published if value == "FUTURE_REF" else None
    now = context.published if value == "PRESENT_REF" else None
    found = dated(value, "vague", "document" if context.published else "needs_anchor")
    return replace(found, first=future or now, last=past or now)
