"""How often the program is right, estimated from the sheet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measure.correction.reading import read_labels, stratum_sizes
from analysis.schema import SCORES, conform


def score_labels(sheet: pd.DataFrame, *, level: float = 0.95, name: str = "sample") -> pd.DataFrame:
    """Estimate precision and recall of what the program found in sentences.

    Parameters
    ----------
    sheet
        As for `correct`.
    level
        Probability the intervals are to cover with.
    name
        Name of the sheet, for the column `set`.

    Returns
    -------
    DataFrame
        Table `SCORES`: task ``actors in sentences``, slices ``all`` and each actor,
        measures ``precision`` and ``recall`` weighted by inverse chance of being drawn; `n`
        are the cases on the sheet. The interval is Wilson's (1927), with the effective
        number of cases (Kish 1965), 1 over the sum of squared weights. Without a case the
        value is missing.
    """
    labels = read_labels(sheet)
    weight = labels["stratum"].map(stratum_sizes(sheet)["weight"]).to_numpy(dtype=np.float64)
    rows = []
    slices = [("all", np.ones(len(labels), dtype=bool))]
    slices += [(actor, (labels["actor_id"] == actor).to_numpy())
               for actor in sorted(labels["actor_id"].unique())]  # fmt: skip
    for label, chosen in slices:
        for measure, of in (("precision", "found"), ("recall", "gold")):
            cases = chosen & labels[of].to_numpy()
            right = (labels["found"] & labels["gold"]).to_numpy()[cases]
            value, low, high = _weighted_share(right, weight[cases], level=level)
            rows.append(("actors in sentences", label, measure, value, low, high,
                         int(cases.sum()), name))  # fmt: skip
    return conform(pd.DataFrame(rows, columns=list(SCORES.columns)), SCORES)


def _weighted_share(
    right: np.ndarray, weight: np.ndarray, *, level: float
) -> tuple[float, float, float]:
    """Weighted share of cases that are right, with Wilson's interval."""
    if not len(right):
        return float("nan"), float("nan"), float("nan")
    value = float(weight[right].sum() / weight.sum())
    worth = (weight**2).sum() / weight.sum() ** 2
    low, high = wilson(np.array([value]), np.array([worth]), level=level)
    return value, float(low[0]), float(high[0])


def wilson(
    share: np.ndarray, one_over_n: np.ndarray, *, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give Wilson's bounds (1927) of shares of n cases, given 1 / n."""
    from scipy.stats import norm

    u = norm.ppf((1 + level) / 2) ** 2 * one_over_n
    middle = (share + u / 2) / (1 + u)
    half = np.sqrt(u * share * (1 - share) + u**2 / 4) / (1 + u)
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)
