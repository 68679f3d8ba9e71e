"""From extracted tables to the results that are saved beside them.

The saved results count parties: states, with all who act for them, and organisations.
Notebooks count other things by calling the same measures with other options.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from analysis import store
from analysis.measure.cooccurrence import Unit
from analysis.measure.frequency import Within
from analysis.schema import REJECTS, Table, conform
from analysis.settings import Settings
from analysis.store.files import write_bytes

if TYPE_CHECKING:
    from analysis.measure.networks.periods import Length

DATAPACKAGE = "datapackage.json"
SMALL = (
    "inputs",
    "rejects",
    "remarks",
    "corrections",
    "actors",
    "stories",
    "frequency",
    "pairs",
    "timeline",
    "unknown_names",
)
FREQUENCY_UNITS: tuple[Within, ...] = ("mention", "sentence", "article", "story")
GRAPHS = {
    "network.gexf": "parties named in one sentence, over time, for Gephi",
    "network.graphml": "the same, all periods summed",
    "network_edges.csv": "the same as a list, with the sentences behind each line",
}
PAIR_UNITS: tuple[Unit, ...] = ("sentence", "paragraph", "article")


@dataclass(frozen=True)
class Texts:
    """The tables that say where and in which article, section and story a sentence stands."""

    articles: pd.DataFrame
    sections: pd.DataFrame
    sentences: pd.DataFrame
    stories: pd.DataFrame


def write_small(
    small: dict[str, pd.DataFrame], rejects: list[pd.DataFrame], kept: list[pd.Series], folder: Path
) -> None:
    """Write the tables of files, rejects and remarks, corrected for what was lost later."""
    lost = pd.concat(rejects[1:]) if rejects[1:] else rejects[0].iloc[:0]
    n_lost = small["inputs"]["raw_path"].map(lost["raw_path"].value_counts()).fillna(0)
    inputs = small["inputs"].assign(
        n_articles=lambda table: table["n_articles"] - n_lost.astype("int64"),
        n_rejects=lambda table: table["n_rejects"] + n_lost.astype("int64"),
    )
    ids = pd.concat(kept) if kept else pd.Series(dtype="str")
    store.write(inputs, "inputs", folder)
    store.write(conform(pd.concat(rejects), REJECTS), "rejects", folder)
    remarks = small["remarks"]
    store.write(remarks[remarks["article_id"].isin(ids)], "remarks", folder)


def measure(folder: Path, settings: Settings) -> None:
    """Compute and write actors, stories, frequency, pairs, timeline and unknown names."""
    from analysis.extract import actors
    from analysis.measure import parties, stories, timeline, unknown

    articles, sections = store.read("articles", folder), store.read("sections", folder)
    told = stories.group_stories(articles, sections, settings)
    articles = articles.drop(columns="text")
    sentences = store.read("sentences", folder).drop(columns="text")
    mentions = store.read("mentions", folder)
    timexes = store.read("timexes", folder)
    counted = settings.counted_sections
    kept = parties.counted(mentions, sentences, sections=counted).mentions
    named = parties.as_parties(kept)
    texts = Texts(articles, sections, sentences, told)
    store.write(told, "stories", folder)
    store.write(actors.list_actors(mentions), "actors", folder)
    store.write(_frequencies(named, sentences, told, settings), "frequency", folder)
    pairs = [tested_pairs(named, texts, within=unit, settings=settings) for unit in PAIR_UNITS]
    store.write(pd.concat(pairs), "pairs", folder)
    names = store.read("actors", folder).set_index("actor_id")
    _write_graphs(named, texts, names, folder, settings)
    days = timeline.count_timeline(articles, timexes, sentences, told, sections=counted)
    store.write(days, "timeline", folder)
    names_lost = unknown.list_unknown(kept, articles, told, settings)
    store.write(names_lost, "unknown_names", folder)


def tested_pairs(
    named: pd.DataFrame, texts: Texts, *, within: Unit, settings: Settings
) -> pd.DataFrame:
    """Count pairs, test them against chance, and add intervals.

    Parameters
    ----------
    named
        Table `MENTIONS` of the parties counted.
    texts
        The texts they stand in.
    within
        The unit two parties must share.
    settings
        Sections, level, resamples and seed.

    Returns
    -------
    DataFrame
        Table `PAIRS` with `p_value`, `q_value` (stochastic degree sequence model), `low` and
        `high` (observed over expected, stories resampled); all four missing with fewer than
        `cooccurrence.MIN_STORIES` stories.
    """
    from analysis.measure import cooccurrence, nulls

    tables = (texts.sentences, texts.sections, texts.stories)
    counted = settings.counted_sections
    pairs = cooccurrence.count_pairs_within(named, *tables, within=within, counted=counted)
    units = cooccurrence.units_of(*tables, within=within, counted=counted)
    placed = cooccurrence.in_units(named, units, within=within)
    # Sentences of one report are no independent voices: with few stories nothing is tested.
    enough = texts.stories["story_id"].nunique() >= cooccurrence.MIN_STORIES
    tested = nulls.test_pairs(pairs, placed) if enough else pairs
    return cooccurrence.add_intervals(
        tested, named, *tables, within=within, counted=counted,
        rng=np.random.default_rng(settings.seed), level=settings.level,
        n_resamples=settings.n_resamples,
    )  # fmt: skip


def _write_graphs(
    named: pd.DataFrame, texts: Texts, actors: pd.DataFrame, folder: Path, settings: Settings
) -> None:
    """Write the network of sentences over time for programs that draw graphs."""
    from analysis.measure import cooccurrence, networks
    from analysis.present import graphs

    meetings = cooccurrence.list_meetings(named, within="sentence")
    periods = networks.cut_periods(texts.articles, length=cast("Length", settings.network_period))
    edges = networks.edges_over_time(meetings, named, texts.articles, periods)
    names, kinds = actors["name"], actors["kind"]
    newest = texts.articles["published"].max()
    graphs.write_gexf(
        edges, folder / "network.gexf", names=names, kinds=kinds,
        description="Sentences that name both parties", modified=newest,
    )  # fmt: skip
    graphs.write_graphml(edges, folder / "network.graphml", names=names, kinds=kinds)
    graphs.write_edges(edges, folder / "network_edges.csv", names=names)


def _frequencies(
    named: pd.DataFrame, sentences: pd.DataFrame, told: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    from analysis.measure import frequency

    return pd.concat(
        [
            frequency.count_frequency(
                named, sentences, told, rng=np.random.default_rng(settings.seed), within=unit,
                sections=settings.counted_sections, level=settings.level,
                n_resamples=settings.n_resamples,
            )
            for unit in FREQUENCY_UNITS
        ]
    )  # fmt: skip


def describe(folder: Path) -> None:
    """Write `datapackage.json`, which tells other programs what the files are."""
    from analysis.present import exports
    from analysis.schema import TABLES

    files = {path.name: path for path in sorted(folder.iterdir()) if path.stem in TABLES}
    graphs = {name: (folder / name, about) for name, about in GRAPHS.items()}
    text = json.dumps(exports.datapackage(files, graphs), indent=1, ensure_ascii=False)
    write_bytes(folder / DATAPACKAGE, (text + "\n").encode("utf-8"))


def table_identity(name: str, folder: Path) -> tuple[int, str]:
    """Return the number of rows of a table, and a hash of them whatever the file format."""
    frame = store.read(name, folder)
    return len(frame), store.tables.logical_hash(frame)


def schema_hash(table: Table) -> str:
    """Return a hash of the description of a table."""
    text = repr((table.name, table.key, [(name, repr(c)) for name, c in table.columns.items()]))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
