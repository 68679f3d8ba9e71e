r"""From a sheet that people filled in to corrected shares.

With :math:`\hat Y` what the program found (1 if the sentence names the actor), Y what people
read, and :math:`\pi` the chance a sentence had of being on the sheet R, the corrected share
of N sentences is :math:`\left(\sum \hat Y + \sum_{R} (Y - \hat Y) / \pi\right) / N`, the
design-adjusted outcome of Egami, Hinck, Stewart and Wei (2023), a difference estimator
(Cassel, Särndal and Wretman 1976). It has no bias, whatever the program's errors.

Its variance in a corpus is that of a stratified sample, :math:`\sum_h N_h^2 (1 - n_h / N_h)
s_h^2 / n_h / N^2` (Cochran 1977), with :math:`s_h^2` the variance of :math:`Y - \hat Y` in
stratum h. Where a stratum shows no error, none is no proof: a quarter of an error of
either sign is shared out over all strata by their size.

Beyond the corpus the stories are a sample themselves. Then the outcomes are summed by story,
to :math:`\tilde y_s` of :math:`n_s` sentences, and the variance of their ratio is that of
clusters, :math:`\frac{S}{S-1} \sum_s (\tilde y_s - p n_s)^2 / N^2`, which holds the spread
between stories and the sampling of sentences; the interval is Wilson's with as many sentences
as have that variance.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measure.correction.reading import label_errors, read_labels, stratum_sizes
from analysis.measure.correction.scores import wilson
from analysis.settings import MIN_STORIES

# Errors of either sign added to what the sheet shows, over all strata together.
PRIOR_ERRORS = 0.25

CORRECTED = ("actor_id", "share_raw", "share", "low", "high", "low_beyond", "high_beyond")


def correct(
    sheet: pd.DataFrame,
    frequency: pd.DataFrame,
    *,
    by_story: pd.DataFrame | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Correct the share of sentences that name each actor.

    Parameters
    ----------
    sheet
        What `draw_sample` returned, with `gold` filled in for every row.
    frequency
        Table `FREQUENCY` counted over the same mentions and sentences; only its rows
        ``within == "sentence"`` are used.
    by_story
        What `frequency.count_parts` returned for the same, with stories as parts.
    level
        Probability the intervals are to cover with, between 0 and 1.

    Returns
    -------
    DataFrame
        One row per actor found in the corpus or read on the sheet: `share_raw` as counted,
        `share` corrected, both of all sentences. `low` and `high` hold the share people
        would have read in this corpus; `low_beyond` and `high_beyond` also allow for which
        stories happen to be in it; they are missing without `by_story` and with fewer than
        `MIN_STORIES` stories.

    Raises
    ------
    ValueError
        If columns are absent, a sentence was not read, chances lie outside (0, 1], or the
        sheet does not stand for as many sentences as were counted.
    """
    from scipy.stats import norm

    labels = read_labels(sheet)
    n_units = stratum_sizes(sheet)["n_all"].sum()
    raw = frequency[frequency["within"] == "sentence"].set_index("actor_id")
    _check_base(raw, n_units)
    actors = pd.Index(sorted({*raw.index, *labels["actor_id"]}), dtype="str")
    error = label_errors(sheet, labels, actors)
    difference, variance = _differences(sheet, error)
    counted = raw["n_sentences"].reindex(actors).fillna(0).to_numpy(dtype=np.float64)
    found = pd.DataFrame({"actor_id": actors, "share_raw": counted / max(n_units, 1)})
    found["share"] = np.clip((counted + difference) / max(n_units, 1), 0, 1)
    half = norm.ppf((1 + level) / 2) * np.sqrt(variance) / max(n_units, 1)
    found["low"] = np.clip(found["share"] - half, 0, 1)
    found["high"] = np.clip(found["share"] + half, 0, 1)
    if by_story is None:
        return found.assign(low_beyond=np.nan, high_beyond=np.nan)[list(CORRECTED)]
    low, high = _beyond(sheet, error, actors, by_story, level)
    found = found.assign(low_beyond=low, high_beyond=high)
    return found[list(CORRECTED)]


def _check_base(raw: pd.DataFrame, n_units: float) -> None:
    counted = (raw["n_sentences"] / raw["share"]).round()
    if len(counted) and int(counted.iloc[0]) != int(n_units):
        raise ValueError(
            f"the sheet stands for {int(n_units)} sentences, but {int(counted.iloc[0])} were "
            "counted; it has lost or gained rows, or was drawn from another corpus: read all "
            "its rows, or draw it again"
        )


def _differences(sheet: pd.DataFrame, error: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sentences missed less sentences wrongly found, in all, and the variance of that."""
    sizes = stratum_sizes(sheet)
    n_units = sizes["n_all"].sum()
    total, variance = np.zeros(error.shape[1]), np.zeros(error.shape[1])
    strata = sheet.groupby("stratum", sort=True).indices
    for places, n_all in zip(strata.values(), sizes["n_all"], strict=True):
        inside, n = error[places], len(places)
        spread = ((inside - inside.mean(axis=0)) ** 2).sum(axis=0) / max(n - 1, 1)
        spread += 2 * PRIOR_ERRORS * n_all / n_units / n
        total += inside.mean(axis=0) * n_all
        variance += n_all**2 * (1 - n / n_all) * spread / n
    return total, variance


def _beyond(
    sheet: pd.DataFrame, error: np.ndarray, actors: pd.Index, by_story: pd.DataFrame, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of each share in the news these stories are a sample of."""
    total = by_story[by_story["actor_id"].isna()].set_index("part")["n"].sort_index()
    if len(total) < MIN_STORIES:
        return np.full(len(actors), np.nan), np.full(len(actors), np.nan)
    named = by_story.dropna(subset="actor_id")
    outcome = np.zeros((len(total), len(actors)))
    row = total.index.get_indexer(pd.Index(named["part"]))
    np.add.at(outcome, (row, actors.get_indexer(pd.Index(named["actor_id"]))), named["n"])
    weighted = error / sheet["inclusion"].astype("float64").to_numpy()[:, None]
    np.add.at(outcome, total.index.get_indexer(pd.Index(sheet["story_id"])), weighted)
    sizes = total.to_numpy(dtype=np.float64)
    share = outcome.sum(axis=0) / sizes.sum()
    rest = outcome - share * sizes[:, None]
    variance = (rest**2).sum(axis=0) / sizes.sum() ** 2 * len(sizes) / (len(sizes) - 1)
    share = np.clip(share, 0, 1)
    # A share of 0 has no spread to tell its worth by: then a story counts once.
    whole = share * (1 - share)
    one_over_n = np.where(whole > 0, variance / np.maximum(whole, 1e-300), 1 / len(sizes))
    return wilson(share, one_over_n, level=level)
