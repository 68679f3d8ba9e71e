"""Expressions that lean on the document's day or on the day last told of: makers.

See `absolute` for what a maker is. Leaning on the day told of ("two days later") takes
the last resolved date before the expression in the same article; where there is none,
the value stays missing and the anchor says `needs_anchor`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from analysis.extract.timex.absolute import number
from analysis.extract.timex.meaning import Context, Meaning, dated, modified, unanchored
from analysis.extract.timex.values import CLOCK_UNITS, bounds, move, unit_value

Slots = dict[str, Any]

# From coarse to fine; what is told of a year cannot say which day came next.
FINENESS = ("century", "decade", "year", "half", "season", "quarter", "month", "week", "day")
GRANULARITY = {
    "D": "day", "W": "week", "FN": "week", "WE": "weekend", "M": "month", "Q": "quarter",
    "Y": "year", "DE": "decade", "CE": "century", "ML": "century",
}  # fmt: skip


def weekday(slots: Slots, context: Context) -> Meaning | None:
    """``Tuesday``, ``last Tuesday``, ``Tuesday of next week``, ``Monday night``.

    Bare, it is the nearest such day not after the document's day, or not before it in a
    clause about the future.
    """
    published = context.published
    part = slots.get("p")
    if slots.get("t") is not None:
        return _told_weekday(slots, context)
    if published is None:
        return unanchored("time" if part else "day", "TIME" if part else "DATE")
    relative, week = slots.get("r"), slots.get("k")
    ahead = (slots["w"] - published.isoweekday()) % 7
    if week is not None:
        day = published + timedelta(7 * week + slots["w"] - published.isoweekday())
    elif relative == 1 or (relative is None and context.tense == "future"):
        day = published + timedelta(ahead or (7 if relative == 1 else 0))
    elif relative == 0:
        day = published + timedelta(slots["w"] - published.isoweekday())
        if context.tense == "future" and day < published:
            day += timedelta(7)
    else:
        back = (-ahead) % 7
        day = published - timedelta(back or (7 if relative == -1 else 0))
    certainty = "inferred" if relative in (-1, 1) else "explicit"
    return _edged(_with_part(day, part, certainty, "document"), slots)


def _told_weekday(slots: Slots, context: Context) -> Meaning | None:
    if context.told is None:
        return unanchored("day")
    ahead = (slots["w"] - context.told.isoweekday()) % 7
    if slots["t"] == 1:
        return dated(str(context.told + timedelta(ahead or 7)), "inferred", context.told_id)
    return dated(str(context.told - timedelta(7 - ahead or 7)), "inferred", context.told_id)


def _with_part(day: date, part: str | None, certainty: str, anchor: str) -> Meaning:
    return dated(day.isoformat() + (f"T{part}" if part else ""), certainty, anchor)


def _edged(meaning: Meaning, slots: Slots) -> Meaning:
    return modified(meaning, slots["e"]) if slots.get("e") else meaning


def weekday_day(slots: Slots, context: Context) -> Meaning | None:
    """``Tuesday the 18th``: the nearest day that is both, on the side the tense says."""
    if context.published is None:
        return unanchored("day")
    n = number(slots["d"])
    step = 1 if context.tense == "future" else -1
    for away in range(0, 400):
        day = context.published + timedelta(step * away)
        if day.day == n and day.isoweekday() == slots["w"]:
            return dated(day.isoformat(), "inferred", "document")
    return None


def day_only(slots: Slots, context: Context) -> Meaning | None:
    """``the 18th``: of this month or a neighbouring one, on the side the tense says."""
    if context.published is None:
        return unanchored("day")
    n = number(slots["d"])
    step = 1 if context.tense == "future" else -1
    for away in range(0, 62):
        day = context.published + timedelta(step * away)
        if day.day == n:
            return dated(day.isoformat(), "inferred", "document")
    return None


def deictic(slots: Slots, context: Context, **given: Any) -> Meaning | None:
    """``today``, ``yesterday morning``, ``the day after tomorrow``, ``tonight``."""
    part = slots.get("p") or given.get("part")
    if context.published is None:
        return unanchored("time" if part else "day", "TIME" if part else "DATE")
    day = move(context.published, "D", slots.get("d", given.get("days")))
    return _edged(_with_part(day, part, given.get("certainty", "explicit"), "document"), slots)


def relative_part(slots: Slots, context: Context) -> Meaning | None:
    """``last night``, ``this morning``."""
    back = {"d": -1, "p": slots["a"]} if slots.get("a") else {"d": 0, "p": slots["b"]}
    return deictic(back, context)


def relative_unit(slots: Slots, context: Context) -> Meaning | None:
    """``last week``, ``this month``, ``earlier in the year``, ``the end of the month``."""
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
    """``the weekend``, ``last weekend``; bare, the one under way or last past."""
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
    """``the first week of March``: the month, and where in it."""
    from analysis.extract.timex.absolute import month

    found = month(slots, context)
    if found is None or found.first is None or found.last is None:
        return found
    n = int(slots["o"])
    if n == -1:
        return modified(found, "END", first=found.last - timedelta(6))
    if n > 5:
        return None
    first = found.first + timedelta(7 * (n - 1))
    return modified(
        found, "START" if n == 1 else "MID", first=first, last=min(first + timedelta(6), found.last)
    )


def week_of_year(slots: Slots, context: Context) -> Meaning | None:
    """``the first week of 2019``, counted as ISO 8601 counts weeks."""
    if not slots.get("y") and context.published is None:
        return unanchored("week")
    year = number(slots["y"]) if slots.get("y") else context.published.year + slots["r"]  # type: ignore[union-attr]
    n = int(slots["o"])
    last = date(year, 12, 28).isocalendar().week
    return dated(f"{year:04d}-W{last if n == -1 else n:02d}", "inferred")


def year_end(slots: Slots, context: Context) -> Meaning | None:
    """``year end``."""
    found = relative_unit({"u": "Y"}, context)
    return modified(found, slots["n"]) if found else None


def amount(slots: Slots) -> int | float | str:
    """Return how many units the slots count: a number, or ``X`` for "several"."""
    times = next((slots[slot] for slot in ("k", "k2", "n2") if isinstance(slots.get(slot), int)), 1)
    if slots.get("n"):
        return _counted(slots["n"]) * times
    if any(slots.get(slot) for slot in ("s", "s2")) or slots.get("k") == "X":
        return "X"
    return times


def _counted(word: Any) -> int | float:
    if isinstance(word, int):
        return word
    text = str(word).replace(",", "")
    return float(text) if "." in text else int(text)


def unit_of(slots: Slots) -> str:
    """Return the unit named in whichever slot holds one."""
    return next(slots[slot] for slot in ("u", "u2", "u3", "u4", "u5") if slots.get(slot))


def ago(slots: Slots, context: Context) -> Meaning | None:
    """``two years ago``: the unit that holds that day, no finer."""
    return _away(slots, context, -1)


def from_now(slots: Slots, context: Context) -> Meaning | None:
    """``two weeks from now``."""
    return _away(slots, context, 1)


def _away(slots: Slots, context: Context, sign: int) -> Meaning | None:
    n, unit = amount(slots), unit_of(slots)
    if isinstance(n, str):
        return reference({}, context, value="PAST_REF" if sign < 0 else "FUTURE_REF")
    if context.published is None:
        return unanchored(GRANULARITY.get(unit))
    if unit in CLOCK_UNITS:
        return dated(context.published.isoformat(), "inferred", "document")
    start = move(context.published, "D", slots.get("d") or 0)
    moved = _moved(start, unit, sign * n)
    if moved and slots.get("d") is not None:
        return dated(moved.isoformat(), "explicit", "document")
    return dated(unit_value(moved, unit), "explicit", "document") if moved else None


def _moved(day: date, unit: str, n: float) -> date | None:
    months = {"Y": 12, "DE": 120, "M": 1}
    try:
        if n != int(n) and unit in months:
            return move(day, "M", round(n * months[unit]))
        return move(day, unit, round(n))
    except ValueError:
        return None


def half_ago(slots: Slots, context: Context) -> Meaning | None:
    """``a year and a half ago``: the month that holds that day."""
    unit = unit_of(slots)
    n = float(_counted(slots.get("n") or 1)) + 0.5
    if context.published is None:
        return unanchored("month")
    finer = {"Y": "M", "DE": "Y", "CE": "DE", "M": "D", "W": "D", "D": "D"}.get(unit)
    if finer is None:
        return None
    moved = _moved(context.published, unit, -n) if unit in ("Y", "DE") else move(
        context.published, "D", -round(n * {"M": 30, "W": 7}.get(unit, 1))
    )  # fmt: skip
    return dated(unit_value(moved, finer), "inferred", "document") if moved else None


def later(slots: Slots, context: Context) -> Meaning | None:
    """``two days later``, ``a week earlier``: from the day last told of."""
    n, unit = amount(slots), unit_of(slots)
    if unit in CLOCK_UNITS and context.told is not None:
        return dated(context.told.isoformat(), "inferred", context.told_id)
    if isinstance(n, str) or context.told is None or unit in CLOCK_UNITS:
        return unanchored(GRANULARITY.get(unit))
    moved = _moved(context.told, unit, n * slots["d"])
    return _no_finer(moved, unit, context) if moved else None


def _no_finer(day: date, unit: str, context: Context) -> Meaning:
    """Return the unit around a day, but a day for whole weeks counted from a day."""
    if FINENESS.index(_granularity(context)) < FINENESS.index(GRANULARITY[unit].replace("end", "")):
        return unanchored(GRANULARITY[unit])
    exact = _granularity(context) == "day" and unit in ("W", "FN")
    return dated(unit_value(day, "D" if exact else unit), "inferred", context.told_id)


def _granularity(context: Context) -> str:
    found = bounds(context.told_value)[2] or "day"
    return {"time": "day", "weekend": "week", "interval": "day"}.get(found, found)


def told_unit(slots: Slots, context: Context) -> Meaning | None:
    """``the next day``, ``that year``, ``the year before``, ``the same month``."""
    part = slots.get("p") or slots.get("p2")
    unit = "D" if part else unit_of(slots)
    if unit in CLOCK_UNITS:
        return None
    shift = next((slots[slot] for slot in ("t", "t2", "d") if slots.get(slot) is not None), 0)
    if context.told is None:
        return unanchored(GRANULARITY[unit])
    moved = _moved(context.told, unit, shift)
    if moved is None:
        return None
    found = replace(_no_finer(moved, "D" if part else unit, context))
    if unit in ("W", "FN") and found.value:
        found = dated(unit_value(moved, unit), "inferred", context.told_id)
    return (
        dated(f"{found.value}T{part}", "inferred", context.told_id)
        if part and found.value
        else found
    )


def reference(slots: Slots, context: Context, **given: Any) -> Meaning | None:
    """``recently``, ``now``, ``in the near future``: a side of the document's day, no date."""
    value = slots.get("v") or given["value"]
    past = context.published if value == "PAST_REF" else None
    future = context.published if value == "FUTURE_REF" else None
    now = context.published if value == "PRESENT_REF" else None
    found = dated(value, "vague", "document" if context.published else "needs_anchor")
    return replace(found, first=future or now, last=past or now)
