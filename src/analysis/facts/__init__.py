"""The reference tables: states, names, offices and their holders, each row with its source.

All values are text as written in the files; `NA` is Namibia and `NO` is Norway, and no
cell is turned into a missing value or a truth value. An empty cell is an empty string.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent


class ReferenceDataError(ValueError):
    """A curated table contradicts itself."""


@cache
def _read(name: str) -> pd.DataFrame:
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        known = sorted(entry.stem for entry in FOLDER.glob("*.csv"))
        raise ReferenceDataError(f"no reference table '{name}' in facts/; there are {known}")
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")


def read_facts(name: str) -> pd.DataFrame:
    """Return one reference table, for instance ``"states"``; a fresh copy each time."""
    return _read(name).copy()
