"""Fiscal years, their halves and quarters: makers and the calendars of states.

A fiscal year has days only where the text or a table decides them: a state named beside
it whose calendar is known (`lexicon/timex_fiscal.csv`), or the month it is said to end
in. Else the value keeps what is printed and the days stay missing.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from analysis.extract.timex.make.slots import Slots, number
from analysis.extract.timex.meaning import Context, Meaning, unanchored
from analysis.extract.timex.values import add_months
from analysis.lexicon import read_words

_YEARS = ("y", "y2", "v", "p", "p2")
_LENGTH = {"Q": 3, "H": 6}
_GRANULARITY = {"Q": "quarter", "H": "half", "": "year"}
_MONTHS = {"quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The fiscal calendar of a state.

    Parameters
    ----------
    state_id
        ISO 3166-1 alpha-3.
    first_month
        Month on whose first day a fiscal year begins.
    named_by
        Year a single number names: that in which it ``begin``s or ``end``s; ``pair`` where
        only two numbers ("2022-23") say which it is.
    since
        First calendar year a fiscal year of this kind ended in.
    """

    state_id: str
    first_month: int
    named_by: str
    since: int

    def first_day(self, printed: str) -> date | None:
        """Return the first day of the fiscal year printed as ``2023`` or ``2022-23``."""
        first, _, pair = printed.partition("-")
        year = int(first)
        if self.first_month == 1:
            return date(year, 1, 1) if not pair and year >= self.since else None
        if not pair and self.named_by == "pair":
            return None
        begins = year if pair or self.named_by == "begin" else year - 1
        return date(begins, self.first_month, 1) if begins >= self.since - 1 else None


@cache
def calendars() -> dict[str, Calendar]:
    """Return the calendar of each state by each of its names, as they are written."""
    found: dict[str, Calendar] = {}
    for row in read_words("timex_fiscal").itertuples():
        calendar = Calendar(
            str(row.state_id), int(str(row.first_month)), str(row.named_by), int(str(row.since))
        )
        found.update(dict.fromkeys(str(row.names).split("|"), calendar))
    return found


def fiscal(slots: Slots, context: Context) -> Meaning | None:
    """Read ``fiscal year 2015``, ``FY2022-23``, ``the third quarter of fiscal 2012``."""
    printed = _printed(slots)
    if printed is None:
        return None
    sign, part = _part(slots)
    if sign and not 1 <= part <= 12 // _LENGTH[sign]:
        return None
    if not printed:
        return unanchored(_GRANULARITY[sign])
    value = f"FY{printed}" + (f"-{sign}{part}" if sign else "")
    return Meaning("DATE", value, granularity=_GRANULARITY[sign])


def _printed(slots: Slots) -> str | None:
    """Return ``2015`` or ``2022-23``; empty if no number is printed, None if no pair."""
    text = str(next((slots[name] for name in _YEARS if slots.get(name)), ""))
    text = text.upper().removeprefix("FY").replace("\u2013", "-").replace("/", "-")
    first, _, second = text.partition("-")
    if not first:
        return ""
    begins = number(first) if len(first) > 2 else 2000 + number(first)
    if not second:
        return str(begins)
    follows = (begins + 1) % 10 ** len(second) == number(second)
    return f"{begins}-{(begins + 1) % 100:02d}" if follows else None


def _part(slots: Slots) -> tuple[str, int]:
    part = slots.get("o") or slots.get("o2") or slots.get("o3")
    if not part:
        return "", 0
    sign = "H" if slots.get("h") or slots.get("h2") else "Q"
    n = part if isinstance(part, int) else number(part)
    return sign, 12 // _LENGTH[sign] if n == -1 else n


def of_state(meaning: Meaning, calendar: Calendar) -> Meaning:
    """Return a fiscal expression with the days the state's calendar gives it."""
    printed, sign, part = _parsed(str(meaning.value))
    begins = calendar.first_day(printed)
    if begins is None:
        return meaning
    months = _LENGTH.get(sign, 12)
    first = add_months(begins, (part - 1) * months) if sign else begins
    return _between(meaning, first, add_months(first, months) - timedelta(1))


def ending(meaning: Meaning, last: date) -> Meaning:
    """Return a fiscal year, half or quarter that is said to end on that day."""
    months = _MONTHS[str(meaning.granularity)]
    closes_month = last.day == monthrange(last.year, last.month)[1]
    if closes_month:
        first = add_months(last.replace(day=1), 1 - months)
    else:
        first = add_months(last, -months) + timedelta(1)
    return _between(meaning, first, last)


def beginning(meaning: Meaning, first: date) -> Meaning:
    """Return a fiscal year, half or quarter that is said to begin on that day."""
    last = add_months(first, _MONTHS[str(meaning.granularity)]) - timedelta(1)
    return _between(meaning, first, last)


def _between(meaning: Meaning, first: date, last: date) -> Meaning:
    value = meaning.value or f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"
    return replace(meaning, value=value, anchor=None, first=first, last=last, certainty="inferred")


def _parsed(value: str) -> tuple[str, str, int]:
    text = value.removeprefix("FY")
    if len(text) > 2 and text[-2] in _LENGTH:
        return text[:-3], text[-2], int(text[-1])
    return text, "", 0
