"""How far the order of actors would survive other stories of the same news.

Two actors a few mentions apart have an order, but not one to build on. The stories are
drawn again with replacement (the cluster bootstrap; Field and Welsh 2007) and the actors
ranked anew: for each two neighbours of the ranking, the share of draws in which their order
holds; for the ranking as a whole, Kendall's tau-b (1945) with the ranking of each draw.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from analysis.settings import MIN_STORIES

ORDER = {"rank": "int64", "actor_id": "str", "n": "int64", "rank_low": "Int64",
         "rank_high": "Int64", "above_next": "float64"}  # fmt: skip


def rank_actors(
    counts: pd.DataFrame,
    *,
    rng: np.random.Generator,
    top: int = 20,
    n_resamples: int = 1000,
    level: float = 0.95,
) -> pd.DataFrame:
    """Rank the actors by units naming them, and say how firm each place is.

    Parameters
    ----------
    counts
        What `frequency.count_parts` returned with stories as parts.
    rng
        Generator of the resamples.
    top
        Actors ranked: those named most, ties by `actor_id`.
    n_resamples
        Resamples of the stories.
    level
        Share of the resamples in which an actor's rank lies between `rank_low` and
        `rank_high`, at least. Actors tied in a resample may each have any of the places
        they share there: the first counts for `rank_low`, the last for `rank_high`.

    Returns
    -------
    DataFrame
        One row per actor in order of `rank` from 1, with `n` units and `above_next`: the
        share of resamples in which it is named more than the next actor, ties counting
        half. Missing for the last; all but `rank` and `n` missing with fewer than
        `MIN_STORIES` stories.
    """
    drawn, found = _drawn(counts, rng=rng, top=top, n_resamples=n_resamples)
    if drawn is None:
        nothing = found.assign(rank_low=np.nan, rank_high=np.nan, above_next=np.nan)
        return nothing.astype(ORDER)[list(ORDER)]
    tail = (1 - level) / 2
    low = np.quantile(_places(drawn, "min"), tail, axis=1, method="inverted_cdf")
    high = np.quantile(_places(drawn, "max"), 1 - tail, axis=1, method="inverted_cdf")
    above = np.full(len(found), np.nan)
    above[:-1] = ((drawn[:-1] > drawn[1:]) + 0.5 * (drawn[:-1] == drawn[1:])).mean(axis=1)
    return found.assign(rank_low=low, rank_high=high, above_next=above).astype(ORDER)[list(ORDER)]


def rank_agreement(
    counts: pd.DataFrame,
    *,
    rng: np.random.Generator,
    top: int = 20,
    n_resamples: int = 1000,
    level: float = 0.95,
) -> dict[str, float]:
    """Kendall's tau-b between the ranking and those of the resamples.

    Parameters
    ----------
    counts, rng, top, n_resamples
        As for `rank_actors`.
    level
        Share of the resamples whose tau lies between `low` and `high`.

    Returns
    -------
    dict
        `tau`, the mean over the resamples, `low` and `high`; all NaN with fewer than
        `MIN_STORIES` stories or fewer than two actors.
    """
    from scipy.stats import kendalltau

    drawn, found = _drawn(counts, rng=rng, top=top, n_resamples=n_resamples)
    if drawn is None or len(found) < 2 or found["n"].nunique() < 2:
        return {"tau": np.nan, "low": np.nan, "high": np.nan}
    n = found["n"].to_numpy()
    taus = np.array([kendalltau(n, column).statistic for column in drawn.T])
    taus = np.nan_to_num(taus)  # all tied in a draw: no agreement
    tail = (1 - level) / 2
    low, high = np.quantile(taus, [tail, 1 - tail], method="inverted_cdf")
    return {"tau": float(taus.mean()), "low": float(low), "high": float(high)}


def _drawn(
    counts: pd.DataFrame, *, rng: np.random.Generator, top: int, n_resamples: int
) -> tuple[np.ndarray | None, pd.DataFrame]:
    """Units naming each of the leading actors (rows) in each resample, and these actors."""
    story_ids = np.sort(counts.loc[counts["actor_id"].isna(), "part"].to_numpy(dtype=object))
    named = counts.dropna(subset="actor_id")
    total = named.groupby("actor_id")["n"].sum().reset_index()
    found = total.sort_values(["n", "actor_id"], ascending=[False, True], kind="stable").head(top)
    found = found.reset_index(drop=True).assign(rank=lambda rows: rows.index + 1)
    if len(story_ids) < MIN_STORIES:
        return None, found
    wide = named.pivot(index="actor_id", columns="part", values="n")
    wide = wide.reindex(index=found["actor_id"], columns=story_ids).fillna(0)
    chances = np.full(len(story_ids), 1 / len(story_ids))
    weights = rng.multinomial(len(story_ids), chances, size=n_resamples)
    return wide.to_numpy(dtype=np.int64) @ weights.T, found


def _places(drawn: np.ndarray, ties: Literal["min", "max"]) -> np.ndarray:
    """Rank of each actor in each resample, the first or last of the places it shares."""
    from scipy.stats import rankdata

    return rankdata(-drawn, method=ties, axis=0) if len(drawn) else drawn
