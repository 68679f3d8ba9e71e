"""From text to extracted tables, for one part of the corpus: what a worker runs.

Everything in here sees one article at a time, so that cutting the corpus differently
changes nothing. An article that makes a step fail is set aside as a reject with the
error's words; its neighbours go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.facts import lay_over
from analysis.facts.overlay import Extra
from analysis.pipeline.engines import Work
from analysis.pipeline.parts import Part, Tables, halve
from analysis.schema import CORRECTIONS, INPUTS, MENTIONS, REJECTS, TABLES, conform, empty
from analysis.settings import Settings

EXTRACTED = ("articles", "sections", "sentences", "spans", "tokens", "mentions", "timexes")
READ = ("inputs", "articles", "sections", "rejects", "remarks")
DETAIL_CHARS = 300  # characters kept of an error's words


@dataclass(frozen=True)
class Files:
    """Some files of the raw folder, to be read together."""

    raw: Path
    paths: tuple[str, ...]
    settings: Settings
    facts: Extra | None = None


def read_files(files: Files) -> list[Tables]:
    """Read some files; returns batches of the tables named in `READ`."""
    from analysis.extract import corpus

    lay_over(files.facts)
    return list(corpus.read_inputs(files.raw, files.paths, files.settings))


def extract(part: Part) -> Tables:
    """Annotate, link and date the articles of a part.

    Returns
    -------
    dict of DataFrame
        The tables named in `EXTRACTED`, for the articles that went through, `rejects` for
        those that did not, and `corrections`, what the analyst's rows changed.
    """
    lay_over(part.facts)
    try:
        return _extracted(part)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, MemoryError) as error:
        pieces = halve(part)
        if len(pieces) == 1:
            return _nothing(part, "failed", f"{type(error).__name__}: {error}")
        return joined([extract(piece) for piece in pieces])


def joined(results: Sequence[Tables]) -> Tables:
    """Return the tables of several results as one."""
    tables = {
        name: conform(pd.concat([result[name] for result in results]), TABLES[name])
        for name in (*EXTRACTED, "rejects")
    }
    return tables | {"corrections": summed([result["corrections"] for result in results])}


def summed(corrections: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return table `CORRECTIONS` of the whole from those of its parts."""
    if not corrections:
        return empty(CORRECTIONS)
    rows = pd.concat(corrections)
    keys = [name for name in rows if name != "n_mentions"]
    counted = rows.groupby(keys, dropna=False, sort=True)[["n_mentions"]].sum().reset_index()
    return conform(counted, CORRECTIONS)


READING = Work(
    run=read_files, halve=lambda files: _halved(files), lost=lambda files: _unread(files)
)
EXTRACTING = Work(
    run=extract,
    halve=halve,
    lost=lambda part: _nothing(part, "worker_lost", "the process that worked on it died"),
)


def _extracted(part: Part) -> Tables:
    from analysis.extract import actors, annotate, corrections, timex

    articles, sections, settings = part.articles, part.sections, part.settings
    found = annotate.annotate(articles, sections, settings)
    sentences = found["sentences"]
    mentions = actors.link_spans(found["spans"], sentences, articles, sections, settings)
    references = actors.link_references(mentions, sentences, articles)
    mentions = conform(pd.concat([mentions, references]), MENTIONS)
    mentions, corrected = corrections.apply_corrections(mentions, part.corrections)
    timexes = timex.find_timexes(sentences, articles, settings)
    return {
        "articles": articles,
        "sections": sections,
        **found,
        "mentions": mentions,
        "timexes": timexes,
        "corrections": corrected,
        "rejects": empty(REJECTS),
    }


def _nothing(part: Part, reason: str, detail: str) -> Tables:
    """Return the result that stands for articles lost in this stage."""
    articles = part.articles
    rejects = pd.DataFrame(
        {
            "raw_path": articles["raw_path"],
            "line": articles["raw_line"],
            "stage": "annotate",
            "reason": reason,
            "detail": detail[:DETAIL_CHARS],
            "sha256": articles["raw_sha256"],
        }
    )
    return {name: empty(TABLES[name]) for name in (*EXTRACTED, "corrections")} | {
        "rejects": conform(rejects, REJECTS)
    }


def _halved(files: Files) -> list[Files]:
    middle = len(files.paths) // 2
    if middle == 0:
        return [files]
    return [
        replace(files, paths=files.paths[:middle]),
        replace(files, paths=files.paths[middle:]),
    ]


def _unread(files: Files) -> list[Tables]:
    """Return the batch that stands for a file whose reading killed every worker."""
    inputs = pd.DataFrame(
        {
            "raw_path": list(files.paths), "status": "rejected", "reason": "worker_lost",
            "reader": None, "n_bytes": 0, "n_articles": 0, "n_rejects": 1, "sha256": None,
        }
    )  # fmt: skip
    rejects = pd.DataFrame(
        {
            "raw_path": list(files.paths), "line": None, "stage": "read",
            "reason": "worker_lost", "detail": "the process that read it died", "sha256": None,
        }
    )  # fmt: skip
    tables = {name: empty(TABLES[name]) for name in READ}
    return [tables | {"inputs": conform(inputs, INPUTS), "rejects": conform(rejects, REJECTS)}]
