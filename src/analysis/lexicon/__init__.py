"""The word lists: what a name, a title or an institution looks like, each row with an example.

Ground floor, beside `facts`: facts say what is so in the world, word lists say how news
writes it. Values are text as written in the files; an empty cell is an empty string.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

FOLDER = Path(__file__).parent


@cache
def _read(name: str) -> pd.DataFrame:
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        known = sorted(entry.stem for entry in FOLDER.glob("*.csv"))
        raise ValueError(f"no word list '{name}' in {FOLDER.name}/; there are {known}")
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")


def read_words(name: str) -> pd.DataFrame:
    """Return one word list, for instance ``"titles"``; a fresh copy each time.

    Raises
    ------
    ValueError
        If there is no such list; the message names those there are.
    """
    return _read(name).copy()


def rows_of(frame: pd.DataFrame) -> Iterable[Any]:
    """Return the rows of a small table, one named tuple each; all values are text."""
    return frame.itertuples(index=False)
