"""Units that name each actor, counted four ways, with the share of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analysis.measure.frequency.intervals import Interval, bound_shares
from analysis.schema import FREQUENCY, SchemaError, conform
from analysis.settings import MIN_STORIES, Settings

Within = Literal["mention", "sentence", "article", "story"]
COUNTS = {"mention": "n_mentions", "sentence": "n_sentences", "article": "n_articles",
          "story": "n_stories"}  # fmt: skip


def count_frequency(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    rng: np.random.Generator | None = None,
    within: Within = "sentence",
    sections: Sequence[str] = Settings.counted_sections,
    level: float = Settings.level,
    n_resamples: int = Settings.n_resamples,
    interval: Interval = "score",
) -> pd.DataFrame:
    """Count how often each actor is named, with an interval on its share.

    Parameters
    ----------
    mentions
        Table `MENTIONS` as `parties.counted` returns it, at the level to count. Mentions
        without an actor count in the base of ``within="mention"`` and nowhere else.
    sentences
        Table `SENTENCES`, of all sections.
    stories
        Table `STORIES`, with every article of `sentences`.
    rng
        Generator of the resamples of ``interval="percentile"``, which needs one; the
        score interval draws nothing.
    within
        The unit `share` is a share of. The counts are always given in all four units.
    sections
        The sections whose sentences are the base: those `parties.counted` was given. An
        article or story counts in the base if it has a sentence in one of them.
    level
        Probability the interval is to cover the share with, between 0 and 1.
    n_resamples
        Resamples of the stories for ``interval="percentile"``.
    interval
        How `low` and `high` are got; see `intervals`. ``"percentile"`` covers too seldom
        where actors are rare or stories are reprinted unevenly; it is kept to compare.

    Returns
    -------
    DataFrame
        Table `FREQUENCY`, one row per actor named. `low` and `high` are missing with
        fewer than `MIN_STORIES` stories.

    Raises
    ------
    ValueError
        If `within` or `interval` is unknown, a generator is wanting, or a mention stands
        outside the counted sections.
    SchemaError
        If an article has no story.
    """
    if within not in COUNTS:
        raise ValueError(f"within is {within!r}; expected one of {list(COUNTS)}")
    base = _units(sentences[sentences["section"].isin(list(sections))], stories)
    named = _named(mentions, base)
    present = named.dropna(subset="actor_id")
    counts = {
        count: present.drop_duplicates(["actor_id", f"{unit}_id"]).groupby("actor_id").size()
        for unit, count in COUNTS.items()
    }
    found = pd.DataFrame(counts).rename_axis("actor_id").reset_index()
    units = named if within == "mention" else base
    n_units = units[f"{within}_id"].nunique()
    naming, sizes, actor_ids = _by_story(present, units, f"{within}_id")
    low, high = bound_shares(
        naming, sizes, level=level, interval=interval, n_resamples=n_resamples, rng=rng
    )
    if len(sizes) < MIN_STORIES:
        low, high = np.full(len(low), np.nan), np.full(len(high), np.nan)
    bounds = pd.DataFrame({"actor_id": actor_ids, "low": low, "high": high})
    shares = found[COUNTS[within]] / max(n_units, 1)
    return conform(
        found.assign(within=within, share=shares).merge(bounds, on="actor_id", how="left"),
        FREQUENCY,
    )


def _units(sentences: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """Sentence, article and story of each sentence of the base."""
    story = sentences["article_id"].map(stories.set_index("article_id")["story_id"])
    if story.isna().any():
        lost = sentences.loc[story.isna(), "article_id"].unique()
        raise SchemaError(
            f"table 'stories': {len(lost)} articles of table 'sentences' have no row, first "
            f"{lost[0]!r}; group the stories of the whole corpus"
        )
    return sentences[["sentence_id", "article_id"]].assign(story_id=story.astype("str"))


def _named(mentions: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Mention, sentence, article, story and actor of each mention."""
    named = mentions[["mention_id", "sentence_id", "actor_id"]].merge(base, on="sentence_id")
    if len(named) < len(mentions):
        raise ValueError(
            f"{len(mentions) - len(named)} of {len(mentions)} mentions stand outside the "
            "counted sections; pass what parties.counted(mentions, sentences) kept"
        )
    return named


def _by_story(
    present: pd.DataFrame, units: pd.DataFrame, unit: str
) -> tuple[pd.DataFrame, np.ndarray, pd.Series]:
    """Units of each story by actor they name, units of each story in all, and the actors."""
    story_ids = pd.Index(sorted(units["story_id"].unique()))
    sizes = units.drop_duplicates(unit)["story_id"].value_counts().reindex(story_ids)
    naming = present.drop_duplicates(["actor_id", unit])
    actors, actor_ids = pd.factorize(naming["actor_id"], sort=True)
    cells = pd.DataFrame({"story": story_ids.get_indexer(naming["story_id"]), "actor": actors})
    counted = cells.groupby(["actor", "story"], sort=True).size().rename("n").reset_index()
    return counted, sizes.to_numpy(dtype=np.float64), pd.Series(actor_ids, dtype="str")
