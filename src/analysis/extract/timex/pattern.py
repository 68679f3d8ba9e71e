"""Which codes a pattern may begin with: the index by which the scanner finds its rules.

A pattern arrives as the list of its signs, each either a set of codes or one of the four
characters ``( | ) ?``. It is parsed into nested tuples: a sequence holds items, an item is
a set of codes or a group of alternative sequences, each with a mark for "may be absent".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Sign = tuple[str, str]
Item = tuple[object, bool]
Sequence = list[Item]


def parse(signs: list[Sign]) -> list[Sequence]:
    """Return the alternatives of a pattern.

    Raises
    ------
    ValueError
        If the brackets do not match.
    """
    alternatives, position = _alternatives(signs, 0)
    if position != len(signs):
        raise ValueError(f"sign {position} of a pattern closes a group that was not opened")
    return alternatives


def first_codes(alternatives: list[Sequence]) -> str:
    """Return every code with which a match of the pattern can begin."""
    return "".join(_first(sequence)[0] for sequence in alternatives)


def any_of(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """Return a pattern that matches where one of these does, without their slots.

    Asked first, it spares asking each of them where none matches.
    """
    plain = (re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in patterns)
    return re.compile("|".join(f"(?:{expression})" for expression in plain))


def _alternatives(signs: list[Sign], position: int) -> tuple[list[Sequence], int]:
    found: list[Sequence] = [[]]
    while position < len(signs) and signs[position] != ("syntax", ")"):
        kind, sign = signs[position]
        position += 1
        if kind == "codes":
            found[-1].append((sign, False))
        elif sign == "|":
            found.append([])
        elif sign == "?":
            found[-1][-1] = (found[-1][-1][0], True)
        else:
            group, position = _alternatives(signs, position)
            if position == len(signs):
                raise ValueError("a group of a pattern is not closed")
            found[-1].append((group, False))
            position += 1
    return found, position


def _first(sequence: Sequence) -> tuple[str, bool]:
    """Return the codes a sequence can begin with, and whether it can be empty."""
    codes = ""
    for item, optional in sequence:
        if isinstance(item, str):
            here, can_be_empty = item, False
        else:
            firsts = [_first(alternative) for alternative in item]  # type: ignore[attr-defined]
            here = "".join(first for first, _ in firsts)
            can_be_empty = any(empty for _, empty in firsts)
        codes += here
        if not (optional or can_be_empty):
            return codes, False
    return codes, True
