"""So many units before or after a day, the document's or the one last told of: makers.

Leaning on the day told of ("two days later") takes the last resolved date before the
expression in the same article; where there is none, the value stays missing and the
anchor says `needs_anchor`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analysis.extract.timex.make.near import GRANULARITY, reference
from analysis.extract.timex.make.slots import Slots, amount, counted, unit_of
from analysis.extract.timex.meaning import Context, Meaning, dated, unanchored
from analysis.extract.timex.values import CLOCK_UNITS, bounds, move, unit_value

# From coarse to fine; what is told of a year cannot say which day came next.
FINENESS = ("century", "decade", "year", "half", "season", "quarter", "month", "week", "day")


def ago(slots: Slots, context: Context) -> Meaning | None:
    """Read ``two years ago``: the unit that holds that day, no finer."""
    return _away(slots, context, -1)


def from_now(slots: Slots, context: Context) -> Meaning | None:
    """Read ``two weeks from now``."""
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
    """Read ``a year and a half ago``: the month that holds that day."""
    unit = unit_of(slots)
    n = float(counted(slots.get("n") or 1)) + 0.5
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
    """Read ``two days later``, ``a week earlier``: from the day last told of."""
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
    """Read ``the next day``, ``that year``, ``the year before``, ``the same month``."""
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
