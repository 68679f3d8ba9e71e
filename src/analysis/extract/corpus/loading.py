"""Files become tables, batch by batch: articles in are articles kept and rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from analysis.extract.corpus.articles import Article, Row
from analysis.extract.corpus.characters import printable
from analysis.extract.corpus.entries import Entry, open_entries
from analysis.extract.corpus.files import list_inputs
from analysis.extract.corpus.reading import articles_of, examined
from analysis.extract.corpus.records import Loss
from analysis.schema import TABLES, conform
from analysis.settings import Settings

NAMES = ("inputs", "articles", "sections", "rejects", "remarks")
ROW_CHARS = 200  # what a row without text counts toward the size of a batch
Rows = dict[str, list[Row]]


def read_inputs(
    raw: Path, paths: Sequence[str], settings: Settings
) -> Iterator[dict[str, pd.DataFrame]]:
    """Read some files of the raw folder, batch by batch.

    Parameters
    ----------
    raw
        The folder of articles.
    paths
        Paths below it, as `list_inputs` gives them, none twice.
    settings
        Caps on sizes and times, and `part_chars`, the characters of a batch.

    Yields
    ------
    dict of DataFrame
        Tables `inputs`, `articles`, `sections`, `rejects` and `remarks`. A file's row of
        `inputs` comes with, or after, the last of its articles. A batch exceeds
        `part_chars` by one article at most; no batch is empty.
    """
    rows, size = _no_rows(), 0
    for path in paths:
        seen: set[int] = set()
        for entry in open_entries(raw, path, settings):
            for found in _rows_of(entry, settings, seen):
                size += sum(_size(row) for new in found.values() for row in new)
                for name, new in found.items():
                    rows[name].extend(new)
                if size >= settings.part_chars:
                    yield _tables(rows)
                    rows, size = _no_rows(), 0
    if any(rows.values()):
        yield _tables(rows)


def load_corpus(raw: Path, settings: Settings) -> dict[str, pd.DataFrame]:
    """Read everything in the raw folder at once.

    Returns
    -------
    dict of DataFrame
        Tables `inputs`, `articles`, `sections`, `rejects` and `remarks`, empty if the
        folder is.

    Raises
    ------
    ValueError
        If there is no such folder.
    """
    batches = list(read_inputs(raw, list_inputs(raw), settings)) or [_tables(_no_rows())]
    if len(batches) == 1:
        return batches[0]
    return {
        name: conform(pd.concat([batch[name] for batch in batches]), TABLES[name]) for name in NAMES
    }


def _no_rows() -> Rows:
    return {name: [] for name in NAMES}


def _size(row: Row) -> int:
    return len(str(row["text"])) + ROW_CHARS if "text" in row else ROW_CHARS


def _tables(rows: Rows) -> dict[str, pd.DataFrame]:
    return {
        name: conform(pd.DataFrame(rows[name], columns=list(TABLES[name].columns)), TABLES[name])
        for name in NAMES
    }


def _rows_of(entry: Entry, settings: Settings, seen: set[int]) -> Iterator[Rows]:
    """Yield the rows of each record of an entry, and at the end its row of `inputs`.

    `seen` holds the identifiers of the articles of this file, and grows.
    """
    sha256, n_bytes, found = examined(entry)
    n_articles = n_rejects = 0
    first_loss: Loss | None = None
    for outcome in articles_of(entry, sha256, found, settings, seen):
        if isinstance(outcome, Article):
            n_articles += 1
            article, sections, remarks = outcome
            yield {"articles": [article], "sections": sections, "remarks": remarks}
        else:
            n_rejects += 1
            first_loss = first_loss or outcome
            yield {"rejects": [_reject(entry.raw_path, sha256, outcome)]}
    rejected = first_loss if n_articles == 0 else None
    row: Row = {
        "raw_path": entry.raw_path,
        "status": "ignored" if entry.ignored else "rejected" if rejected else "read",
        "reason": entry.ignored or (rejected.detail if rejected else None),
        "reader": entry.reader,
        "n_bytes": n_bytes,
        "n_articles": n_articles,
        "n_rejects": n_rejects,
        "sha256": sha256,
    }
    yield {"inputs": [row]}


def _reject(raw_path: str, sha256: str | None, loss: Loss) -> Row:
    return {
        "raw_path": raw_path, "line": loss.line, "stage": "read", "reason": loss.reason,
        "detail": printable(loss.detail), "sha256": sha256,
    }  # fmt: skip
