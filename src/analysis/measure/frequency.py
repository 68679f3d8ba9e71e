"""How often an actor is named, and how far that share can be trusted.

Counted four ways: mentions, sentences, articles, stories. A unit counts once for an actor,
however often it names it. The share has all units of the counted sections as its base,
those that name nobody included.

Articles are not independent: one wire report is printed many times. So the interval
resamples stories, not articles (the cluster bootstrap; Field and Welsh 2007, J. R. Stat.
Soc. B 69), and the share in each resample is a ratio of sums: units naming the actor over
units in all. With few stories there is no interval, and none is made up.

Being named often is not being important, and not being the one who acts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from analysis.schema import FREQUENCY, SchemaError, conform
from analysis.settings import Settings

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Within = Literal["mention", "sentence", "article", "story"]
COUNTS = {"mention": "n_mentions", "sentence": "n_sentences", "article": "n_articles",
          "story": "n_stories"}  # fmt: skip

# Stories below which no interval is given: resampling fewer says little about what other
# stories would have held, and nothing at all about actors none of them names.
MIN_STORIES = 10

# Story weights drawn at a time: 4 million of eight bytes, 32 MB.
CHUNK = 4_000_000


def count_frequency(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    rng: np.random.Generator,
    within: Within = "sentence",
    sections: Sequence[str] = Settings.counted_sections,
    level: float = Settings.level,
    n_resamples: int = Settings.n_resamples,
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
        Generator of the resamples, for instance ``np.random.default_rng(settings.seed)``.
    within
        The unit `share` is a share of. The counts are always given in all four units.
    sections
        The sections whose sentences are the base: those `parties.counted` was given. An
        article or story counts in the base if it has a sentence in one of them.
    level
        Probability the interval is to cover the share with, between 0 and 1.
    n_resamples
        Resamples of the stories.

    Returns
    -------
    DataFrame
        Table `FREQUENCY`, one row per actor named. `low` and `high` are percentiles over
        the resamples; they are missing with fewer than `MIN_STORIES` stories.

    Raises
    ------
    ValueError
        If `within` is no unit, or a mention stands outside the counted sections.
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
    bounds = _intervals(present, units, within, level=level, n_resamples=n_resamples, rng=rng)
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


def _intervals(
    present: pd.DataFrame,
    units: pd.DataFrame,
    within: str,
    *,
    level: float,
    n_resamples: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Percentile interval of each actor's share over resamples of the stories."""
    story_ids = pd.Index(sorted(units["story_id"].unique()))
    if len(story_ids) < MIN_STORIES:
        return pd.DataFrame({"actor_id": pd.Series(dtype="str"), "low": [], "high": []})
    unit = f"{within}_id"
    base = units.drop_duplicates(unit)["story_id"].value_counts().reindex(story_ids)
    naming = present.drop_duplicates(["actor_id", unit])
    actors, actor_ids = pd.factorize(naming["actor_id"], sort=True)
    table = _counts_by_story(story_ids.get_indexer(naming["story_id"]), actors, len(story_ids))
    shares = np.concatenate(
        [
            (table.T @ weights).T / (base.to_numpy() @ weights)[:, None]
            for weights in _story_weights(len(story_ids), n_resamples, rng)
        ]
    )
    tail = (1 - level) / 2
    # The inverse of the distribution function gives a share that was drawn, without
    # interpolating: the same bits on every machine.
    low, high = np.quantile(shares, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return pd.DataFrame({"actor_id": pd.Series(actor_ids, dtype="str"), "low": low, "high": high})


def _counts_by_story(stories: np.ndarray, actors: np.ndarray, n_stories: int) -> csr_array:
    """Sparse matrix of stories by actors: units of the story that name the actor."""
    from scipy.sparse import coo_array

    shape = (n_stories, int(actors.max(initial=-1)) + 1)
    ones = np.ones(len(stories), dtype=np.int64)
    return coo_array((ones, (stories, actors)), shape=shape).tocsr()


def _story_weights(
    n_stories: int, n_resamples: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """How often each story is drawn (rows) in each resample (columns), some at a time."""
    at_once = max(1, CHUNK // n_stories)
    for first in range(0, n_resamples, at_once):
        n = min(at_once, n_resamples - first)
        drawn = rng.integers(0, n_stories, size=(n, n_stories))
        cells = (drawn + n_stories * np.arange(n)[:, None]).ravel()
        yield np.bincount(cells, minlength=n * n_stories).reshape(n, n_stories).T
