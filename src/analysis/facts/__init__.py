"""The reference tables: states, names, offices and their holders, each row with its source.

All values are text as written in the files; `NA` is Namibia and `NO` is Norway, and no
cell is turned into a missing value or a truth value. An empty cell is an empty string.

A researcher's own rows (`overlay`) are laid over them for as long as a run lasts. This module
is the only one that knows: whoever calls `read_facts` gets both, and what was computed from
the tables and kept in memory is forgotten when they change.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.facts.packaged import FOLDER, ReferenceDataError, read_packaged

if TYPE_CHECKING:
    from analysis.facts.overlay import Extra, Merged

__all__ = [
    "FOLDER",
    "ReferenceDataError",
    "conflicts",
    "in_use",
    "laid_over",
    "lay_over",
    "read_facts",
]


# Modules whose caches may rest on the tables; a new one under these needs nothing more.
RESTING = ("analysis.lexicon", "analysis.extract", "analysis.measure", "analysis.pipeline")


@dataclass
class _Over:
    """What lies over the packaged tables in this process."""

    extra: Extra | None = None
    merged: Merged | None = None


_OVER = _Over()  # what lies there now


def read_facts(name: str) -> pd.DataFrame:
    """Return one reference table, for instance ``"states"``; a fresh copy each time.

    Raises
    ------
    ReferenceDataError
        If there is no table of that name, or a row laid over it does not hold.
    """
    merged = _merged()
    if merged is not None and name in merged.tables:
        return merged.tables[name].copy()
    return read_packaged(name)


def conflicts() -> pd.DataFrame:
    """Return where the rows laid over the tables disagree with them.

    Returns
    -------
    DataFrame
        `overlay.CONFLICT_COLUMNS`: both rows in words, and which of them stands.
    """
    from analysis.facts.overlay import no_conflicts

    merged = _merged()
    return no_conflicts() if merged is None else merged.conflicts.copy()


def in_use() -> Extra | None:
    """Return what lies over the tables of this process; none if nothing does."""
    return _OVER.extra


def lay_over(extra: Extra | None) -> None:
    """Lay a researcher's facts over the tables of this process, or take them away.

    Laying over what already lies there costs nothing.

    Raises
    ------
    ReferenceDataError
        If the files have changed since they were listed, or a row does not hold.
    """
    if extra != _OVER.extra:
        _set(_Over(extra))
    _merged()


@contextmanager
def laid_over(extra: Extra | None) -> Iterator[None]:
    """Lay a researcher's facts over the tables for the length of a block.

    Rows are read and checked when a table is first asked for, or by `conflicts`.
    """
    before = _OVER
    _set(_Over(extra) if extra != before.extra else before)
    try:
        yield
    finally:
        _set(before)


def _set(over: _Over) -> None:
    global _OVER
    if over is not _OVER:
        _OVER = over
        _forget()


def _merged() -> Merged | None:
    if _OVER.extra is not None and _OVER.merged is None:
        _OVER.merged = _OVER.extra.merged()
    return _OVER.merged


def _forget() -> None:
    """Empty the caches of the modules that read the tables, and of those that read these."""
    for name in sorted(sys.modules):
        if name.startswith(RESTING):
            for value in list(vars(sys.modules[name]).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()
