"""How far the ratio of observed to expected can be trusted.

One report is told many times, and its tellings name the same parties together. So the
interval resamples stories, not units (the cluster bootstrap; Field and Welsh 2007, J. R.
Stat. Soc. B 69): stories are drawn with replacement, as many as there are, and the ratio

    n_together * n_units / (n_a * n_b)

is taken from the sums over the drawn stories. `low` and `high` are percentiles of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.measure.cooccurrence.counting import list_together
from analysis.measure.cooccurrence.pairs import coded
from analysis.measure.cooccurrence.units import Unit, in_units, stories_of_units, units_of
from analysis.schema import PAIRS, conform
from analysis.settings import MIN_STORIES, Settings

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Stories naming both below which a pair gets no interval: a single story says nothing about
# how stories differ. Simulated, its interval would cover the truth in 88 of 100 cases.
MIN_PAIR_STORIES = 2

# Ratios held at a time, pairs times resamples: 160 MB of eight bytes.
CELLS = 20_000_000

# Story weights drawn at a time: 32 MB of eight bytes.
WEIGHTS = 4_000_000


def add_intervals(
    pairs: pd.DataFrame,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    sections: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    rng: np.random.Generator,
    within: Unit = "sentence",
    counted: Sequence[str] = Settings.counted_sections,
    level: float = Settings.level,
    n_resamples: int = Settings.n_resamples,
) -> pd.DataFrame:
    """Give each pair an interval on observed over expected, by resampling stories.

    Parameters
    ----------
    pairs
        Rows of table `PAIRS` that `count_pairs_within` made from the same tables and
        options. Of a large corpus pass the pairs to be shown: the work grows with pairs
        times resamples.
    mentions, sentences, sections, stories, within, counted
        As for `count_pairs_within`.
    rng
        Generator of the resamples, for instance ``np.random.default_rng(settings.seed)``.
    level
        Probability the interval is to cover the ratio with, between 0 and 1.
    n_resamples
        Resamples of the stories. A resample that does not name both actors counts as 0.

    Returns
    -------
    DataFrame
        Table `PAIRS` with `low` and `high`, 0 or more, without unit; missing if there are
        fewer than `MIN_STORIES` stories, or fewer than `MIN_PAIR_STORIES` that hold the pair.

    Raises
    ------
    ValueError
        If a pair is not found in the mentions.
    SchemaError
        If an article has no story.
    """
    units = units_of(sentences, sections, stories, within=within, counted=counted)
    told = stories_of_units(units, sentences, stories, within=within)
    story, story_ids = pd.factorize(told["story_id"], sort=True)
    blank = pairs.assign(low=np.nan, high=np.nan)
    if len(story_ids) < MIN_STORIES or pairs.empty:
        return conform(blank, PAIRS)
    seed = int(rng.integers(2**63))
    story_of_unit = pd.Series(story, index=told["unit_id"])
    together, named, sides = _by_story(
        pairs, in_units(mentions, units, within=within), story_of_unit, within, len(story_ids)
    )
    n_stories = np.diff(together.indptr)
    rows = np.flatnonzero(n_stories >= MIN_PAIR_STORIES)
    base = np.bincount(story, minlength=len(story_ids))
    low, high = np.full(len(pairs), np.nan), np.full(len(pairs), np.nan)
    tail = (1 - level) / 2
    for part in np.array_split(rows, max(1, -(-len(rows) * n_resamples // CELLS))):
        ratios = _ratios(together[part], named, sides[:, part], base, n_resamples, seed)
        # The inverse of the distribution function gives a ratio that was drawn, without
        # interpolating: the same bits on every machine.
        low[part], high[part] = np.quantile(ratios, [tail, 1 - tail], axis=1, method="inverted_cdf")
    return conform(pairs.assign(low=low, high=high), PAIRS)


def _by_story(
    pairs: pd.DataFrame,
    mentions: pd.DataFrame,
    story_of_unit: pd.Series,
    within: Unit,
    n_stories: int,
) -> tuple[csr_array, csr_array, np.ndarray]:
    """Units of each story that hold each pair, that name each actor, and each pair's actors."""
    units, actors, unit_ids, actor_ids = coded(mentions, within)
    story = story_of_unit.reindex(unit_ids).to_numpy(dtype="int64")
    unit, first, second = list_together(units, actors, n_actors=len(actor_ids))
    sides = np.stack(
        [actor_ids.get_indexer(pd.Index(pairs[side])) for side in ("actor_a", "actor_b")]
    )
    wanted = pd.Index(sides[0] * len(actor_ids) + sides[1])
    row = wanted.get_indexer(pd.Index(first * len(actor_ids) + second))
    known = np.isin(np.arange(len(pairs)), row) & (sides >= 0).all(axis=0)
    known &= (pairs["within"] == within).to_numpy()
    lost = np.flatnonzero(~known)
    if len(lost):
        one, other = pairs.iloc[lost[0]][["actor_a", "actor_b"]]
        raise ValueError(
            f"{len(lost)} of {len(pairs)} pairs share no {within} in these mentions, first "
            f"{one!r} and {other!r}; pass the mentions the pairs were counted in"
        )
    held = row >= 0
    together = _counts(row[held], story[unit[held]], (len(pairs), n_stories))
    distinct = np.unique(units * len(actor_ids) + actors)
    named = _counts(
        distinct % len(actor_ids), story[distinct // len(actor_ids)], (len(actor_ids), n_stories)
    )
    return together, named, sides


def _counts(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> csr_array:
    from scipy.sparse import coo_array

    ones = np.ones(len(rows), dtype=np.int64)
    counts = coo_array((ones, (rows, columns)), shape=shape).tocsr()
    counts.sum_duplicates()
    return counts


def _ratios(
    together: csr_array,
    named: csr_array,
    sides: np.ndarray,
    base: np.ndarray,
    n_resamples: int,
    seed: int,
) -> np.ndarray:
    """Observed over expected of each pair (rows) in each resample (columns)."""
    wanted, places = np.unique(sides, return_inverse=True)
    one, other = places.reshape(sides.shape)
    found = []
    for weights in _story_weights(len(base), n_resamples, np.random.default_rng(seed)):
        n_named = named[wanted] @ weights
        chance = n_named[one] * n_named[other]
        ratio = np.zeros(chance.shape)
        np.divide((together @ weights) * (base @ weights), chance, out=ratio, where=chance > 0)
        found.append(ratio)
    return np.concatenate(found, axis=1)


def _story_weights(
    n_stories: int, n_resamples: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """How often each story is drawn (rows) in each resample (columns), some at a time."""
    at_once = max(1, WEIGHTS // n_stories)
    for first in range(0, n_resamples, at_once):
        n = min(at_once, n_resamples - first)
        drawn = rng.integers(0, n_stories, size=(n, n_stories))
        cells = (drawn + n_stories * np.arange(n)[:, None]).ravel()
        yield np.bincount(cells, minlength=n * n_stories).reshape(n, n_stories).T
