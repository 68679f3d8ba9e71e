"""What the words in the slots of a rule amount to."""

from __future__ import annotations

from typing import Any

Slots = dict[str, Any]


def number(text: object) -> int:
    """Return the whole number that a token begins with or holds, ordinals included."""
    return int("".join(sign for sign in str(text) if sign.isdecimal()))


def amount(slots: Slots) -> int | float | str:
    """Return how many units the slots count: a number, or ``X`` for "several"."""
    times = next((slots[slot] for slot in ("k", "k2", "n2") if isinstance(slots.get(slot), int)), 1)
    if slots.get("n"):
        return counted(slots["n"]) * times
    if any(slots.get(slot) for slot in ("s", "s2")) or slots.get("k") == "X":
        return "X"
    return times


def counted(word: object) -> int | float:
    """Return the number a word or a token in figures stands for."""
    if isinstance(word, int):
        return word
    text = str(word).replace(",", "")
    return float(text) if "." in text else int(text)


def unit_of(slots: Slots) -> str:
    """Return the unit named in whichever slot holds one."""
    return next(slots[slot] for slot in ("u", "u2", "u3", "u4", "u5") if slots.get(slot))
