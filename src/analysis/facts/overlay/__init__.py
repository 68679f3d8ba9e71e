"""A researcher's own facts, laid over those of the package.

A folder (`data/facts/`) may hold any of the reference tables as CSV, with the columns of the
packaged table that it needs. Its rows are added. Where a row says otherwise than a packaged
one, the packaged one stays and the conflict is listed, unless the column `precedence` of the
row says `replace` (the row stands instead) or `beside` (both stand).

Folders below it are not read: imported dictionaries leave their lists there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.facts.overlay.merging import CONFLICT_COLUMNS, Merged, merge
from analysis.facts.overlay.reading import PRECEDENCE, read_extra
from analysis.facts.packaged import ReferenceDataError

__all__ = [
    "CONFLICT_COLUMNS",
    "PRECEDENCE",
    "Extra",
    "Merged",
    "list_extra",
    "merge",
    "no_conflicts",
    "read_extra",
]


@dataclass(frozen=True)
class Extra:
    """The state of a folder of extra facts: small enough to travel to every worker.

    Attributes
    ----------
    folder
        Where the files lie.
    files
        Name and SHA-256 of each file, by name; what is read later must still be this.
    """

    folder: Path
    files: tuple[tuple[str, str], ...]

    def merged(self) -> Merged:
        """Read the files, check them and lay them over the packaged tables.

        Raises
        ------
        ReferenceDataError
            If a file has changed since it was listed, or a row does not hold.
        """
        found = list_extra(self.folder)
        if found != self:
            raise ReferenceDataError(
                f"the files of '{self.folder.name}' changed during the run; run again when "
                "they are left alone"
            )
        return merge(read_extra(self.folder))


def no_conflicts() -> pd.DataFrame:
    """Return the table of conflicts without rows."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in CONFLICT_COLUMNS})


def list_extra(folder: Path | None) -> Extra | None:
    """Return the state of a folder of extra facts; none if there is no file in it."""
    if folder is None or not folder.is_dir():
        return None
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        return None
    return Extra(
        folder, tuple((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths)
    )
