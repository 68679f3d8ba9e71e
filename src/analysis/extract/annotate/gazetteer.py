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
from typing import Any

import numpy as np

from analysis.lexicon.fold import Folded, fold
from analysis.lexicon.names import Meaning, known_names, names_in_capitals

_ADDRESS = re.compile(r"(?:https?://|www\.)\S++|(?<!\S)[^\s@]{1,64}@[^\s@]++")
_WORD_ASCII = np.array([chr(code).isalnum() or chr(code) == "_" for code in range(128)])


@dataclass(frozen=True)
class Gazetteer:
    """An automaton over folded names.

    Parameters
    ----------
    automaton
        Of `ahocorasick_rs`, over the patterns.
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
    from ahocorasick_rs import AhoCorasick, MatchKind

    forms = sorted(patterns)
    return Gazetteer(
        AhoCorasick(forms, matchkind=MatchKind.Standard) if forms else None,
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
    if gazetteer.automaton is None or not folded.text:
        nothing = np.empty(0, dtype="int64")
        return Finds(nothing, nothing, nothing)
    matches = gazetteer.automaton.find_matches_as_indexes(folded.text, overlapping=True)
    table = np.array(matches, dtype="int64").reshape(-1, 3)
    table = table[_bounded(folded, table[:, 1], table[:, 2])]
    table = _leftmost_longest(table)
    starts, ends = folded.unfold(table[:, 1], table[:, 2])
    outside = _outside_addresses(text, starts)
    return Finds(starts[outside], ends[outside], table[outside, 0])


def _bounded(folded: Folded, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Whether neither end of a match touches a letter or a digit."""
    if folded.text.isascii():
        codes = np.frombuffer(folded.text.encode("ascii"), dtype="u1")
        in_word = _WORD_ASCII[codes]
    else:
        wide = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        in_word = _WORD_ASCII[np.minimum(wide, 127)]
        foreign = np.flatnonzero(wide > 127)
        kinds, where = np.unique(wide[foreign], return_inverse=True)
        in_word[foreign] = np.array([chr(code).isalnum() for code in kinds.tolist()], bool)[where]
    padded = np.concatenate([[False], in_word, [False]])
    return ~padded[starts] & ~padded[ends + 1]


def _leftmost_longest(table: np.ndarray) -> np.ndarray:
    """Choose from rows (pattern, start, end) so that none overlaps another."""
    ordered = table[np.lexsort((-table[:, 2], table[:, 1]))]
    kept = []
    free = 0
    for row, (start, end) in enumerate(ordered[:, 1:].tolist()):
        if start >= free:
            kept.append(row)
            free = end
    return ordered[np.array(kept, dtype="int64")]


def _outside_addresses(text: str, starts: np.ndarray) -> np.ndarray:
    if "@" not in text and "://" not in text and "www." not in text:
        return np.ones(len(starts), dtype=bool)
    stretches = [match.span() for match in _ADDRESS.finditer(text)]
    if not stretches:
        return np.ones(len(starts), dtype=bool)
    opened, closed = np.array(stretches, dtype="int64").T
    nearest = np.searchsorted(opened, starts, side="right") - 1
    return (nearest < 0) | (starts >= closed[np.maximum(nearest, 0)])
