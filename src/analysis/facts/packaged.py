"""The reference tables of the package, as the files have them."""

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
        raise ReferenceDataError(
            f"no reference table '{name}' in facts/; there are {table_names()}"
        )
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")


def table_names() -> list[str]:
    """Return the names of the tables there are."""
    return sorted(entry.stem for entry in FOLDER.glob("*.csv"))


def read_packaged(name: str) -> pd.DataFrame:
    """Return one table of the package, without what a researcher adds; a fresh copy.

    Raises
    ------
    ReferenceDataError
        If there is no table of that name.
    """
    return _read(name).copy()
