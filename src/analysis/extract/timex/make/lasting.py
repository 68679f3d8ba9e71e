"""Lengths of time, what recurs, and times of day: makers."""

from __future__ import annotations

from dataclasses import replace

from analysis.extract.timex.make.near import reference
from analysis.extract.timex.make.slots import Slots, amount, number, unit_of
from analysis.extract.timex.meaning import Context, Meaning, dated
from analysis.extract.timex.values import CLOCK_UNITS, moved
from analysis.extract.timex.values import duration as duration_value


def _lasting(value: str) -> Meaning:
    return Meaning("DURATION", value, "vague" if "X" in value else "explicit")


def duration(slots: Slots, context: Context) -> Meaning | None:
    """Read ``three days``, ``two-day``, ``years``."""
    if slots.get("m") or slots.get("p"):
        return _lasting(duration_value("X", unit_of(slots)))
    counted = any(slots.get(slot) for slot in ("n", "n2", "s", "s2", "k", "u2"))
    return _lasting(duration_value(amount(slots) if counted else "X", unit_of(slots)))


def long(slots: Slots, context: Context) -> Meaning | None:
    """Read ``monthlong``."""
    return _lasting(slots["v"])


def half_duration(slots: Slots, context: Context) -> Meaning | None:
    """Read ``two and a half years``, ``half an hour``."""
    plain = slots.get("u2") and not slots.get("u")
    n = amount(slots) if (slots.get("n") or slots.get("n2")) else 1
    half_only = plain and slots.get("half")
    return _lasting(duration_value(0.5 if half_only else float(n) + 0.5, unit_of(slots)))


def half_unit(slots: Slots, context: Context) -> Meaning | None:
    """Read ``half an hour``, ``half-century``."""
    return _lasting(duration_value(0.5, unit_of(slots)))


def span(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the past two weeks``, ``the next few days``: a length that ends or begins today."""
    n, unit, side = amount(slots), unit_of(slots), slots["d"]
    if n == 1 and slots.get("u"):
        return reference({}, context, value="PAST_REF" if side < 0 else "FUTURE_REF")
    found = _lasting(duration_value(n, unit))
    if context.published is None:
        return replace(found, anchor="needs_anchor")
    far = None
    if not isinstance(n, str) and unit not in CLOCK_UNITS and n == int(n):
        far = moved(context.published, unit, side * int(n))
    first, last = (far, context.published) if side < 0 else (context.published, far)
    return replace(found, anchor="document", first=first, last=last, granularity="interval")


def frequency(slots: Slots, context: Context) -> Meaning | None:
    """Read ``weekly``, ``annual``."""
    return Meaning("SET", slots["f"])


def every(slots: Slots, context: Context) -> Meaning | None:
    """Read ``every Tuesday``, ``twice a year``, ``on Friday nights``."""
    if slots.get("w"):
        part = f"T{slots['q']}" if slots.get("q") else ""
        return Meaning("SET", f"XXXX-WXX-{slots['w']}{part}")
    if slots.get("m"):
        return Meaning("SET", f"XXXX-{slots['m']:02d}")
    if slots.get("p"):
        return Meaning("SET", f"XXXX-XX-XXT{slots['p']}")
    if slots.get("s"):
        return Meaning("SET", f"XXXX-{slots['s']}")
    if not (slots.get("u") or slots.get("u2")):
        return Meaning("SET", "XXXX-WXX-WE")
    counted = slots.get("n") if not slots.get("k") and slots.get("e") else None
    n = amount({"n": counted}) if counted else 2 if slots.get("x") else 1
    return Meaning("SET", duration_value(n, unit_of(slots)))


def clock(slots: Slots, context: Context) -> Meaning | None:
    """Read ``10:30 GMT``, ``6am``, ``noon``, ``six o'clock``: on the day last told of."""
    time = _time_of(slots)
    if time is None:
        return None
    day = context.told or context.published
    told_day = context.told is not None and len(context.told_value) >= 10
    day = context.told if told_day else context.published
    zone = _zone_of(slots)
    if day is None:
        return Meaning("TIME", None, "vague", "needs_anchor", granularity="time")
    anchor = context.told_id if told_day else "document"
    return dated(f"{day.isoformat()}T{time}{zone}", "inferred", anchor)


def _zone_of(slots: Slots) -> str:
    if slots.get("o"):
        return f"{'+' if slots['o'] > 0 else '-'}{number(slots['i']):02d}:00"
    return str(slots.get("z") or "")


def _time_of(slots: Slots) -> str | None:
    if slots.get("n"):
        return str(slots["n"])
    hours = slots.get("h") or slots.get("h2")
    if hours:
        o_clock = number(hours)
        return f"{o_clock:02d}:00" if o_clock <= 24 else None
    text = str(slots.get("c") or slots["c2"]).lower()
    digits = text.replace(".", ":").split("a")[0].split("p")[0].strip(" :")
    if ":" not in digits and len(digits) == 4:
        digits = f"{digits[:2]}:{digits[2:]}"
    hour, _, minute = digits.partition(":")
    n = int(hour)
    if "m" in text:
        if not 1 <= n <= 12:
            return None
        n = n % 12 + (12 if "p" in text else 0)
    if n > 24 or (minute[:2] and int(minute[:2]) > 59):
        return None
    return f"{n:02d}:{minute or '00'}"


def part_of_day(slots: Slots, context: Context) -> Meaning | None:
    """Read ``the morning``, ``the early evening``: of the day last told of."""
    told_day = context.told is not None and len(context.told_value) >= 10
    day = context.told if told_day else context.published
    if day is None:
        return Meaning("TIME", None, "vague", "needs_anchor", granularity="time")
    anchor = context.told_id if told_day else "document"
    found = dated(f"{day.isoformat()}T{slots['p']}", "inferred", anchor)
    return replace(found, modifier=slots.get("e"))
