"""The scores on disk: a table with its CSV twin, the errors of our own texts, and how made.

Scores belong to the program, not to a corpus, and a build cannot make them, since the sets
are not part of the project. They therefore lie in `data/accuracy`, beside the tables of the
corpus; or in a folder of tables, for a researcher who has sets of her own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import store
from analysis.measure import accuracy
from analysis.pipeline.accuracy.files import read_sheet
from analysis.pipeline.accuracy.running import Accuracy, measured_code
from analysis.schema import SCORES, conform, empty
from analysis.store import Workspace, write_bytes
from analysis.store.manifest import library_versions
from analysis.store.tables import csv_bytes

FOLDER = "data/accuracy"  # below the root of a workspace
MADE = "scores.json"
ERRORS = "errors.csv"
PROJECT = Path(__file__).parents[4]  # where the package is installed editable


@dataclass(frozen=True)
class Stored:
    """Scores as stored.

    Attributes
    ----------
    scores, errors
        Tables `SCORES` and `ERRORS`; empty if there are none.
    made
        What each task and set was judged with, by ``task / set``.
    """

    scores: pd.DataFrame
    errors: pd.DataFrame
    made: dict[str, dict[str, object]]

    @property
    def outdated(self) -> list[str]:
        """Tasks and sets judged with another state of the code than this."""
        code = measured_code()
        return sorted(name for name, entry in self.made.items() if entry.get("code") != code)


def write_accuracy(found: Accuracy, folder: Path) -> Stored:
    """Write what a run found; what it did not judge anew keeps the figures it has there.

    Returns
    -------
    Stored
        What lies in the folder then.
    """
    before = read_accuracy(folder)
    keys = _keys(before.scores)
    kept = before.scores[~keys.isin(list(found.made))]
    judged = found.scores["set"].unique()
    errors = before.errors[~before.errors["set"].isin(list(judged))]
    made = {key: entry for key, entry in before.made.items() if key in set(keys)} | found.made
    stored = Stored(
        conform(pd.concat([kept, found.scores]), SCORES),
        conform(pd.concat([errors, found.errors]), accuracy.ERRORS),
        dict(sorted(made.items())),
    )
    store.write(stored.scores, "scores", folder)
    write_bytes(folder / ERRORS, csv_bytes(stored.errors))
    content = {"judged": stored.made, "versions": library_versions()}
    write_bytes(folder / MADE, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode())
    return stored


def read_accuracy(folder: Path) -> Stored:
    """Read the scores of a folder; empty if there are none.

    Raises
    ------
    ValueError
        If the table is damaged.
    """
    if not (folder / "scores.parquet").is_file():
        return Stored(empty(SCORES), empty(accuracy.ERRORS), {})
    errors = empty(accuracy.ERRORS)
    if (folder / ERRORS).is_file():
        sheet = read_sheet(folder / ERRORS, *accuracy.ERRORS.columns)
        errors = conform(_unquoted(sheet), accuracy.ERRORS)
    try:
        made = json.loads((folder / MADE).read_text(encoding="utf-8"))["judged"]
    except (OSError, ValueError, KeyError, TypeError):
        made = {}
    return Stored(store.read("scores", folder), errors, made)


def stored_accuracy(workspace: Workspace) -> Stored:
    """Return the scores that hold for a corpus: its own, else those of the program.

    Looked for in the folder of its tables, in `data/accuracy` of its workspace, and in that
    of the project; empty if they are nowhere.
    """
    return read_accuracy(next(iter(score_folders(workspace)), PROJECT / FOLDER))


def score_folders(workspace: Workspace) -> list[Path]:
    """Return the folders that hold scores for a corpus, that whose scores count first."""
    folders = [workspace.processed, workspace.root / FOLDER, PROJECT / FOLDER]
    return [folder for folder in folders if (folder / "scores.parquet").is_file()]


def score_files(folder: Path) -> list[str]:
    """Return the names of the files of scores that lie in a folder."""
    names = [*store.table_files("scores"), ERRORS, MADE]
    return [name for name in names if (folder / name).is_file()]


def published() -> pd.DataFrame:
    """Return figures others published on sets that are not at hand, with their `source`.

    Returns
    -------
    DataFrame
        The columns of table `SCORES` but the bounds, `system` and `source`.
    """
    names = ("task", "system", "set", "slice", "measure", "value", "n", "source")
    sheet = read_sheet(Path(__file__).parent / "published.csv", *names)
    return sheet.astype({"value": "float64", "n": "int64"})


def _keys(scores: pd.DataFrame) -> pd.Series:
    return (scores["task"] + " / " + scores["set"]).astype("str")


def _unquoted(sheet: pd.DataFrame) -> pd.DataFrame:
    """Undo what the CSV does for spreadsheets, and make empty slices missing again."""
    texts = {
        name: sheet[name].str.replace(r"^'(?=[=+\-@\t\r])", "", regex=True)
        for name in ("expected", "found", "sentence")
    }
    numbers = {"start": sheet["start"].astype("int64"), "end": sheet["end"].astype("int64")}
    return sheet.assign(**texts, **numbers, slice=sheet["slice"].mask(sheet["slice"] == ""))
