"""Feasts that name a day: fixed ones, those counted from Easter, the Iranian new year.

Feasts whose day depends on the sight of the moon or on the state (Ramadan, Independence
Day, Thanksgiving) are not read: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from analysis.extract.timex.make.days import nearest_of
from analysis.extract.timex.make.slots import Slots, number
from analysis.extract.timex.make.years import gregorian
from analysis.extract.timex.meaning import Context, Meaning, dated, unanchored
from analysis.extract.timex.values import unit_value

# Years between the Gregorian year and the year of the Iranian calendar that begins in it.
IRANIAN_OFFSET = 621
# First and last year for which the rule of the Gregorian Easter is given.
EASTER_YEARS = (1583, 2199)
# Years around the document's that are looked at for the nearest feast.
REACH = 3

Feast = Callable[[int], date | None]


def feast(slots: Slots, context: Context) -> Meaning | None:
    """Read ``Christmas Day``, ``New Year's Eve``, ``last Christmas``, ``Halloween 2012``."""
    month, day = (int(part) for part in str(slots.get("f") or "01-01").split("-"))
    eve = timedelta(bool(slots.get("v") or slots.get("v2")))

    def on(year: int) -> date | None:
        return date(year + (bool(eve) and (month, day) == (1, 1)), month, day) - eve

    return _of_feast(on, slots, context)


def easter(
    slots: Slots, context: Context, *, days: int = 0, orthodox: bool = False
) -> Meaning | None:
    """Read ``Easter Sunday``, ``Good Friday``: so many days from the Easter of the rite."""

    def on(year: int) -> date | None:
        sunday = orthodox_easter(year) if orthodox else western_easter(year)
        return sunday + timedelta(days) if sunday else None

    found = _of_feast(on, slots, context)
    if slots.get("k") and found and found.first:
        return dated(unit_value(found.first, "WE"), found.certainty, found.anchor)
    return found


def nowruz(slots: Slots, context: Context) -> Meaning | None:
    """Read ``Nowruz``: the first day of the Iranian year."""
    return _of_feast(lambda year: gregorian(year - IRANIAN_OFFSET, 1, 1), slots, context)


def _of_feast(on: Feast, slots: Slots, context: Context) -> Meaning | None:
    """Return the feast of the year that is printed, else the nearest on the tense's side."""
    if slots.get("y"):
        day = on(number(slots["y"]))
        return dated(day.isoformat()) if day else None
    published = context.published
    if published is None:
        return unanchored("day")
    years = range(max(2, published.year - REACH), min(9997, published.year + REACH) + 1)
    days = [day for day in map(on, years) if day]
    relative = slots.get("r")
    if slots.get("q") is not None:
        days = [day for day in days if day.year == published.year + slots["q"]]
    elif relative == 0:
        days = [day for day in days if day.year == published.year]
    elif relative:
        days = [day for day in days if (day > published) == (relative > 0) and day != published]
        days = days[:1] if relative > 0 else days[-1:]
    chosen = nearest_of(days, published, context.tense)
    return dated(chosen.isoformat(), "inferred", "document") if chosen else None


def western_easter(year: int) -> date | None:
    """Return Easter Sunday by the Gregorian rule; None outside `EASTER_YEARS`.

    The golden number gives the full moon of spring, corrected for the leap days and the
    moon's drift of each century; Easter is the Sunday after it.
    """
    if not EASTER_YEARS[0] <= year <= EASTER_YEARS[1]:
        return None
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    away = epact - weekday
    month = 3 + (away + 40) // 44
    return date(year, month, away + 28 - 31 * (month // 4))


def orthodox_easter(year: int) -> date | None:
    """Return Easter Sunday by the Julian rule, as a Gregorian day; None where it is not given.

    The two calendars differ by 13 days from 1900 to 2099, the years this is given for.
    """
    if not 1900 <= year <= 2099:
        return None
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(13)
