"""Numbers, days and lists in English words, the same under every locale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PLURALS = {"story": "stories", "party": "parties", "is": "are", "was": "were", "has": "have"}
# What stands in a cell without a value.
MISSING = "–"
# Numbers nearer to 0 than this are not written out: "1.5e-07" is no number to most readers.
NEARLY_NOTHING = 0.001


def count_words(number: int, noun: str) -> str:
    """Return a number with its noun, for instance ``1 article`` or ``1,234 articles``."""
    return f"{number:,} {plural(number, noun)}"


def plural(number: int, word: str) -> str:
    """Return a noun, or a form of to be and to have, as the number asks for it."""
    return word if number == 1 else _PLURALS.get(word, f"{word}s")


def day_words(day: pd.Timestamp) -> str:
    """Return a day as ``25 April 2023``; ``no date`` if it is missing."""
    if pd.isna(day):
        return "no date"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_words(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a stretch of days as ``9 March 2011 to 4 February 2025``, or its only day."""
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def percent_words(share: float) -> str:
    """Return a share from 0 to 1 in whole per cent, never rounded to none or to all.

    A share that is missing is ``an unknown share``.
    """
    if pd.isna(share):
        return "an unknown share"
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 <= share < 1:
        return "over 99 %"
    # Halves are rounded up, as readers do; the small term undoes binary fractions.
    return f"{int(share * 100 + 0.5 + 1e-9)} %"


def share_words(part: int, whole: int, noun: str) -> str:
    """Return a part of a whole as ``33 of 402 mentions (8 %)``."""
    words = f"{part:,} of {count_words(whole, noun)}"
    return f"{words} ({percent_words(part / whole)})" if whole else words


def list_words(items: Sequence[str]) -> str:
    """Return items as ``a, b and c``; an empty text for none."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def cell_text(value: Any) -> str:  # noqa: ANN401 - a cell may hold anything
    """Return one value as readers see it.

    Whole numbers get thousands separators, other numbers two decimals (more below a tenth;
    what is nearer to 0 than a thousandth is told as that), days are written as
    ``2023-04-25``, a missing value as a dash.
    """
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return MISSING
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "yes" if value else "no"
    if pd.api.types.is_integer(value):
        return f"{value:,}"
    if isinstance(value, float) and 0 < abs(value) < NEARLY_NOTHING:
        return f"< {NEARLY_NOTHING}" if value > 0 else f"> -{NEARLY_NOTHING}"
    if isinstance(value, float):
        return f"{value:,.2f}" if value == 0 or abs(value) >= 0.1 else f"{value:.2g}"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return str(value)
