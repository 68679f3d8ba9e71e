"""Files of annotated sets: lines of JSON, CSV, and words in columns."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd


class Scored(NamedTuple):
    """Tallies of a set and, for texts of our own, the cases that are wrong."""

    tallies: pd.DataFrame
    errors: pd.DataFrame | None = None


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read the records of a JSONL file, packed by gzip or not.

    Raises
    ------
    ValueError
        If a line is no JSON object.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    records = []
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
            except ValueError as error:
                raise ValueError(f"set '{path.name}', line {number}: no JSON ({error})") from error
            if not isinstance(record, dict):
                raise ValueError(f"set '{path.name}', line {number}: expected a JSON object")
            records.append(record)
    return records


def read_sheet(path: Path, *needed: str) -> pd.DataFrame:
    """Read a CSV file as text, `NA` and empty cells too.

    Raises
    ------
    ValueError
        If a needed column is absent.
    """
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    absent = [name for name in needed if name not in frame]
    if absent:
        raise ValueError(f"'{path.name}' has no columns {absent}; it has {list(frame.columns)}")
    return frame


def read_blocks(path: Path) -> Iterator[list[str]]:
    """Yield the lines of each sentence of a file in columns; a blank line ends a sentence."""
    block: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block
