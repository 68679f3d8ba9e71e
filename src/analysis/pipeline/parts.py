"""The corpus cut into parts of whole articles, in the order of `article_id`.

Articles arrive in the order of files; tables are kept in the order of identifiers.
Batches are therefore collected, sorted and, beyond a limit, laid down in temporary
tables, from which each part takes its range of identifiers. The cuts depend on the
articles alone, never on files, workers or memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import store
from analysis.facts.overlay import Extra
from analysis.schema import ARTICLES, INPUTS, REJECTS, REMARKS, SECTIONS, conform, empty
from analysis.settings import Settings

SPILL_CHARS = 60_000_000  # characters of text kept in memory before they are laid down
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Part:
    """Some whole articles with their sections, and the settings, corrections and facts for them."""

    articles: pd.DataFrame
    sections: pd.DataFrame
    settings: Settings
    corrections: pd.DataFrame
    facts: Extra | None = None


@dataclass(frozen=True)
class Collected:
    """A corpus as read, sorted, in one or more frames or temporary tables.

    Attributes
    ----------
    heaps
        Frames `(articles, sections)`, or the folder they were laid down in.
    sizes
        Characters of text by `article_id`, sorted.
    small
        Tables `inputs`, `rejects` and `remarks`, whole.
    """

    heaps: list[tuple[pd.DataFrame, pd.DataFrame] | Path]
    sizes: pd.Series
    small: Tables


def collect(batches: Iterable[Tables], folder: Path) -> Collected:
    """Gather the batches of a corpus, laying them down in `folder` when they grow large.

    An `article_id` met twice is kept once; the second becomes a reject `id_conflict`.
    """
    held: list[Tables] = []
    heaps: list[tuple[pd.DataFrame, pd.DataFrame] | Path] = []
    small: dict[str, list[pd.DataFrame]] = {"inputs": [], "rejects": [], "remarks": []}
    sizes: list[pd.Series] = []
    chars = 0
    seen: set[str] = set()
    for arrived in batches:
        batch = _without_twins(arrived, seen)
        lengths = batch["articles"]["text"].str.len().astype("int64")
        sizes.append(lengths.set_axis(batch["articles"]["article_id"]))
        for name, frames in small.items():
            frames.append(batch[name])
        held.append({name: batch[name] for name in ("articles", "sections")})
        chars += int(lengths.sum())
        if chars >= SPILL_CHARS:
            heaps.append(_laid_down(held, folder / f"heap-{len(heaps):04d}"))
            held, chars = [], 0
    heaps.append((_joined(held, "articles"), _joined(held, "sections")))
    lengths = pd.concat(sizes).sort_index(kind="stable") if sizes else pd.Series(dtype="int64")
    tables = {name: _whole(frames, name) for name, frames in small.items()}
    return Collected(heaps, lengths, tables)


def cut(
    collected: Collected,
    settings: Settings,
    corrections: pd.DataFrame,
    facts: Extra | None = None,
) -> Iterator[Part]:
    """Yield the corpus part by part, each of `settings.part_chars` characters or one article."""
    if collected.sizes.empty:
        return
    ids = collected.sizes.index.to_numpy(dtype=object)
    number = (collected.sizes.cumsum() - collected.sizes).to_numpy() // settings.part_chars
    firsts = np.flatnonzero(np.diff(number, prepend=-1))
    for first, last in zip(firsts, [*(firsts[1:] - 1), len(ids) - 1], strict=True):
        articles, sections = _range(collected.heaps, ids[first], ids[last])
        yield Part(articles, sections, settings, corrections, facts)


def halve(part: Part) -> list[Part]:
    """Cut a part in two; a part of one article is given back as it is."""
    middle = len(part.articles) // 2
    if middle == 0:
        return [part]
    return [
        _part_of(part, part.articles.iloc[:middle]),
        _part_of(part, part.articles.iloc[middle:]),
    ]


def _part_of(part: Part, articles: pd.DataFrame) -> Part:
    mine = part.sections["article_id"].isin(articles["article_id"])
    return replace(
        part,
        articles=articles.reset_index(drop=True),
        sections=part.sections[mine].reset_index(drop=True),
    )


def _without_twins(batch: Tables, seen: set[str]) -> Tables:
    """Move articles whose identifier was met before to the rejects; note the others in `seen`."""
    articles = batch["articles"]
    twin = articles["article_id"].isin(seen)
    seen.update(articles["article_id"])
    if not twin.any():
        return batch
    refused = articles[twin]
    rejects = pd.DataFrame(
        {
            "raw_path": refused["raw_path"],
            "line": refused["raw_line"],
            "stage": "read",
            "reason": "id_conflict",
            "detail": "another article has the identifier " + refused["article_id"],
            "sha256": refused["raw_sha256"],
        }
    )
    gone = refused["article_id"]
    kept = {
        name: batch[name][~batch[name]["article_id"].isin(gone)] for name in ("sections", "remarks")
    }
    joined = pd.concat([batch["rejects"], rejects])
    return batch | kept | {"articles": articles[~twin], "rejects": joined}


def _range(
    heaps: list[tuple[pd.DataFrame, pd.DataFrame] | Path], first: str, last: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    found = [_heap_range(heap, first, last) for heap in heaps]
    articles = conform(pd.concat([pair[0] for pair in found]), ARTICLES)
    return articles, conform(pd.concat([pair[1] for pair in found]), SECTIONS)


def _heap_range(
    heap: tuple[pd.DataFrame, pd.DataFrame] | Path, first: str, last: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    if isinstance(heap, Path):
        within = [("article_id", ">=", first), ("article_id", "<=", last)]
        return (
            store.read("articles", heap, rows=within),
            store.read("sections", heap, rows=within),
        )
    articles, sections = heap
    return (
        articles[articles["article_id"].between(first, last)],
        sections[sections["article_id"].between(first, last)],
    )


def _laid_down(held: list[Tables], folder: Path) -> Path:
    folder.mkdir(parents=True)
    with store.open_tables(["articles", "sections"], folder, rows_per_group=1000) as sinks:
        for name, sink in sinks.items():
            sink.add(_joined(held, name))
    return folder


def _joined(held: list[Tables], name: str) -> pd.DataFrame:
    table = {"articles": ARTICLES, "sections": SECTIONS}[name]
    return conform(pd.concat([batch[name] for batch in held]), table) if held else empty(table)


def _whole(frames: list[pd.DataFrame], name: str) -> pd.DataFrame:
    table = {"inputs": INPUTS, "rejects": REJECTS, "remarks": REMARKS}[name]
    return conform(pd.concat(frames), table) if frames else empty(table)
