"""Count pairs of codes that share a unit: sorted, in chunks, without joining a table to itself.

Each unit's actors are brought into order once. Units of one size then form a block, so that
all pairs of the block are sums of rows: `first * n_actors + second`, one number a pair. The
numbers are sorted and the lengths of their runs are the counts. Chunks of mentions small
enough for the processor's cache keep this fast; a buffer of fixed size keeps it small: when
it is full it is sorted and folded into the counts so far.

Everything is whole numbers, so that no order of work can change a result.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[Any]  # whole numbers of any width

# Mentions treated at a time: their numbers fit into the second level of a processor's cache.
CHUNK = 1 << 17

# Pairs held before they are sorted and counted: 64 MB of four bytes, or 128 MB of eight.
BUFFER = 1 << 24

_HALF = 2**32


def count_together(
    units: Codes, actors: Codes, *, n_actors: int, buffer: int = BUFFER, chunk: int = CHUNK
) -> tuple[Codes, Codes, Codes]:
    """Count, for each pair of actors, the units that hold both.

    Parameters
    ----------
    units, actors
        Codes from 0, one of each per mention. Fastest if mentions of a unit stand together,
        units in rising order, as tables in key order have them. A mention that is repeated
        counts once.
    n_actors
        One more than the largest code of an actor.
    buffer
        Pairs held at a time: what bounds the memory beside the result. A single unit may
        exceed it.
    chunk
        Mentions treated at a time.

    Returns
    -------
    tuple of arrays
        The smaller code, the larger code, and the number of units that hold both, at least
        1; in rising order of the codes.
    """
    counted = _Tally(buffer, np.uint32 if n_actors**2 <= _HALF else np.uint64)
    for _, members, starts, sizes in _chunks_of_units(units, actors, n_actors, chunk):
        for size, which in _sizes(sizes):
            block = members[starts[which] + np.arange(size)[:, None]]
            for part in _parts(block, size, buffer):
                _add_pairs(part, counted, n_actors)
    keys, counts = counted.result()
    first = keys // n_actors
    return first.astype(np.int64), (keys - first * n_actors).astype(np.int64), counts


def count_named(units: Codes, actors: Codes, *, n_actors: int) -> Codes:
    """Count, for each actor from 0 to `n_actors`, the units that hold it."""
    counts = np.zeros(n_actors, dtype=np.int64)
    for _, members, _, _ in _chunks_of_units(units, actors, n_actors, CHUNK):
        counts += np.bincount(members.astype(np.int64), minlength=n_actors)
    return counts


def list_together(units: Codes, actors: Codes, *, n_actors: int) -> tuple[Codes, Codes, Codes]:
    """List every pair in every unit: the rows that `count_together` counts.

    Returns
    -------
    tuple of arrays
        The unit, the smaller code and the larger code; ordered by these.
    """
    found = [np.empty((3, 0), dtype=np.int64)]
    for codes, members, starts, sizes in _chunks_of_units(units, actors, n_actors, CHUNK):
        for size, which in _sizes(sizes):
            first, second = np.triu_indices(size, 1)
            block = members[starts[which] + np.arange(size)[:, None]].astype(np.int64)
            unit = np.broadcast_to(codes[which], (len(first), len(which)))
            found.append(np.stack([part.ravel() for part in (unit, block[first], block[second])]))
    rows = np.concatenate(found, axis=1)
    unit, one, other = rows[:, np.lexsort(rows[::-1])]
    return unit, one, other


def _chunks_of_units(
    units: Codes, actors: Codes, n_actors: int, chunk: int
) -> Iterator[tuple[Codes, Codes, Codes, Codes]]:
    """Give the distinct actors of each unit, some units at a time.

    Yields
    ------
    tuple of arrays
        The code of each unit; the codes of actors, unit after unit and rising within each;
        where each unit starts; and its number of actors.
    """
    if len(units) and (units[1:] < units[:-1]).any():
        order = np.argsort(units, kind="stable")
        units, actors = units[order], actors[order]
    at = 0
    while at < len(units):
        end = min(at + chunk, len(units))
        if end < len(units):
            cut = int(np.searchsorted(units, units[end], side="left"))
            # A unit longer than a chunk is treated whole.
            end = cut if cut > at else int(np.searchsorted(units, units[end], side="right"))
        yield _distinct(units[at:end], actors[at:end], n_actors)
        at = end


def _distinct(units: Codes, actors: Codes, n_actors: int) -> tuple[Codes, Codes, Codes, Codes]:
    origin = int(units[0])
    kind = np.uint32 if (int(units[-1]) - origin + 1) * n_actors <= _HALF else np.uint64
    keys: Codes = (units - origin).astype(kind)
    keys *= n_actors
    keys += actors.astype(kind)
    keys.sort()
    keys = keys[_changes(keys)]
    unit = keys // n_actors
    starts = np.flatnonzero(_changes(unit))
    sizes = np.diff(starts, append=len(unit))
    members = (keys - unit * n_actors).astype(np.uint64 if n_actors**2 > _HALF else np.uint32)
    return unit[starts].astype(np.int64) + origin, members, starts, sizes


def _changes(values: Codes) -> NDArray[np.bool_]:
    """Whether each value differs from the one before it."""
    changed = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _sizes(sizes: Codes) -> Iterator[tuple[int, Codes]]:
    """Give each size of two or more, with the places of the units of that size."""
    # Sixteen bits are sorted by their digits, in one pass.
    short = sizes.astype(np.uint16) if sizes.max(initial=0) < 1 << 16 else sizes
    order = np.argsort(short, kind="stable")
    bounds = np.append(np.flatnonzero(_changes(sizes[order])), len(order))
    for left, right in zip(bounds[:-1], bounds[1:], strict=True):
        size = int(sizes[order[left]])
        if size > 1:
            yield size, order[left:right]


def _parts(block: Codes, size: int, buffer: int) -> Iterator[Codes]:
    """Cut a block into parts whose pairs fit the buffer."""
    at_once = max(1, buffer // (size * (size - 1) // 2))
    for left in range(0, block.shape[1], at_once):
        yield block[:, left : left + at_once]


def _add_pairs(block: Codes, counted: _Tally, n_actors: int) -> None:
    size, n_units = block.shape
    room = counted.room(size * (size - 1) // 2 * n_units)
    first = block[:-1] * n_actors
    at = 0
    for row in range(size - 1):
        followers = block[row + 1 :]
        into = room[at : at + followers.size].reshape(followers.shape)
        np.add(first[row], followers, out=into)
        at += followers.size


class _Tally:
    """Counts of keys, from a buffer that is folded into them whenever it is full."""

    def __init__(self, buffer: int, kind: type[np.uint32] | type[np.uint64]) -> None:
        self._buffer = np.empty(min(buffer, 1 << 16), dtype=kind)
        self._most = buffer
        self._used = 0
        self._counts: list[tuple[Codes, Codes]] = []

    def room(self, n: int) -> Codes:
        """Return the next `n` places of the buffer, to be filled at once."""
        if self._used + n > len(self._buffer):
            self._grow(n)
        self._used += n
        return self._buffer[self._used - n : self._used]

    def _grow(self, n: int) -> None:
        if self._used + n > self._most:
            self._fold()
        if self._used + n > len(self._buffer):
            size = max(min(2 * (self._used + n), self._most), n)
            larger = np.empty(size, dtype=self._buffer.dtype)
            larger[: self._used] = self._buffer[: self._used]
            self._buffer = larger

    def _fold(self) -> None:
        if not self._used:
            return
        keys = self._buffer[: self._used]
        keys.sort()
        self._counts.append(_run_lengths(keys))
        self._used = 0
        # Like sizes are merged with like, so that each count is merged a few times only.
        while len(self._counts) > 1 and len(self._counts[-2][0]) < 2 * len(self._counts[-1][0]):
            self._counts.append(_merged(self._counts.pop(-2), self._counts.pop()))

    def result(self) -> tuple[Codes, Codes]:
        """Return the distinct keys, rising, and how often each was added."""
        self._fold()
        self._buffer = self._buffer[:0].copy()
        while len(self._counts) > 1:
            self._counts.append(_merged(self._counts.pop(-2), self._counts.pop()))
        if not self._counts:
            return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int64)
        return self._counts[0]


def _run_lengths(keys: Codes) -> tuple[Codes, Codes]:
    starts = np.flatnonzero(_changes(keys))
    return keys[starts], np.diff(starts, append=len(keys))


def _merged(one: tuple[Codes, Codes], other: tuple[Codes, Codes]) -> tuple[Codes, Codes]:
    """Add the counts of two sorted lists of distinct keys."""
    keys = np.concatenate([one[0], other[0]])
    counts = np.concatenate([one[1], other[1]])
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    starts = np.flatnonzero(_changes(keys))
    return keys[starts], np.add.reduceat(counts, starts)
