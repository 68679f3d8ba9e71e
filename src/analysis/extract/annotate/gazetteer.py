"""Where the known names stand in a text: longest first, word-bounded, case kept.

The text and the names are folded the same way, so that accents, blanks, soft hyphens and
curly marks make no difference; names of four letters or more are also found in capitals.
A name counts only if no letter or digit touches it. Of names that overlap, the one that
begins first is taken, and of those the longest.

What a name means is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from analysis.lexicon.fold import Folded, fold
from analysis.lexicon.names import Meaning, known_names, names_in_capitals

# Characters before the sign of a mail address; the standard allows no more.
LONGEST_MAILBOX = 64

_ADDRESS = re.compile(r"(?:https?://|www\.)\S++")
_DOMAIN = re.compile(r"@[^\s@]++")
_FIRST_FOREIGN = 128
_WORD_BYTES = np.array(
    [code < _FIRST_FOREIGN and (chr(code).isalnum() or chr(code) == "_") for code in range(256)]
)


@dataclass(frozen=True)
class Gazetteer:
    """An automaton over folded names.

    Parameters
    ----------
    automaton
        Of `ahocorasick_rs`, over the patterns in UTF-8.
    forms
        The known name behind each pattern.
    kinds
        The strongest kind of each.
    meanings
        What each can mean.
    """

    automaton: Any
    forms: tuple[str, ...]
    kinds: tuple[str, ...]
    meanings: tuple[tuple[Meaning, ...], ...]


@dataclass(frozen=True)
class Finds:
    """Names found, in text order and without overlap, as columns.

    `patterns` number the names as in the gazetteer.
    """

    starts: np.ndarray
    ends: np.ndarray
    patterns: np.ndarray


def build_gazetteer(patterns: dict[str, tuple[Meaning, ...]]) -> Gazetteer:
    """Build an automaton over folded names and what they mean."""
    from ahocorasick_rs import BytesAhoCorasick, MatchKind

    forms = sorted(patterns)
    automaton = BytesAhoCorasick(
        [form.encode("utf-8") for form in forms], matchkind=MatchKind.Standard
    )
    return Gazetteer(
        automaton if forms else None,
        tuple(forms),
        tuple(patterns[form][0].kind for form in forms),
        tuple(patterns[form] for form in forms),
    )


@cache
def the_gazetteer() -> Gazetteer:
    """Return the gazetteer of all known names, built once per process."""
    known = known_names()
    return build_gazetteer(
        known | {capitals: known[form] for capitals, form in names_in_capitals().items()}
    )


def find_names(text: str, gazetteer: Gazetteer) -> Finds:
    """Find the known names in a text.

    Parameters
    ----------
    text
        Any text, not folded.
    gazetteer
        The names to look for.

    Returns
    -------
    Finds
        Positions in `text`. Names inside an address of the web or of mail are left out.
    """
    folded = fold(text)
    if gazetteer.automaton is None or not folded.data:
        nothing = np.empty(0, dtype="int64")
        return Finds(nothing, nothing, nothing)
    matches = gazetteer.automaton.find_matches_as_indexes(folded.data, overlapping=True)
    table = np.fromiter(chain.from_iterable(matches), "int64", 3 * len(matches)).reshape(-1, 3)
    table = table[_bounded(text, folded, table[:, 1], table[:, 2])]
    table = _leftmost_longest(table)
    starts, ends = folded.unfold(table[:, 1], table[:, 2])
    outside = _outside_addresses(text, starts)
    return Finds(starts[outside], ends[outside], table[outside, 0])


def _bounded(text: str, folded: Folded, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Whether neither end of a match touches a letter or a digit."""
    codes = np.frombuffer(b" " + folded.data + b" ", dtype="u1")
    free = np.ones(len(starts), dtype=bool)
    for outside in (starts - 1, ends):
        code = codes[outside + 1]
        free &= ~_WORD_BYTES[code]
        for row in np.flatnonzero(free & (code >= _FIRST_FOREIGN)).tolist():
            free[row] = not text[int(folded.origin(outside[row : row + 1])[0])].isalnum()
    return free


def _leftmost_longest(table: np.ndarray) -> np.ndarray:
    """Choose from rows (pattern, start, end) so that none overlaps another."""
    ordered = table[np.lexsort((-table[:, 2], table[:, 1]))]
    starts, ends = ordered[:, 1], ordered[:, 2]
    kept = np.ones(len(ordered), dtype=bool)
    kept[1:] = starts[1:] >= np.maximum.accumulate(ends)[:-1]
    free = 0
    for row in np.flatnonzero(~kept).tolist():  # most names stand apart and are not looked at
        if kept[row - 1]:
            free = ends[row - 1]
        if starts[row] >= free:
            kept[row] = True
            free = ends[row]
    return ordered[kept]


def _outside_addresses(text: str, starts: np.ndarray) -> np.ndarray:
    stretches = sorted([match.span() for match in _ADDRESS.finditer(text)] + _mail(text))
    if not stretches:
        return np.ones(len(starts), dtype=bool)
    opened = np.array([start for start, _ in stretches], dtype="int64")
    closed = np.maximum.accumulate(np.array([end for _, end in stretches], dtype="int64"))
    nearest = np.searchsorted(opened, starts, side="right") - 1
    return (nearest < 0) | (starts >= closed[np.maximum(nearest, 0)])


def _mail(text: str) -> list[tuple[int, int]]:
    """Addresses of mail: what stands before the sign up to a blank, and all that follows it."""
    found = []
    for match in _DOMAIN.finditer(text):
        before = text[max(match.start() - LONGEST_MAILBOX - 1, 0) : match.start()]
        words = before.split()
        if not words or before[-1:].isspace() or "@" in words[-1]:
            continue
        if len(words[-1]) <= LONGEST_MAILBOX:
            found.append((match.start() - len(words[-1]), match.end()))
    return found
