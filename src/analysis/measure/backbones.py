"""Which lines of a weighted network carry more than their ends would make them carry.

A network of pairs is dense, and cutting it at one weight keeps the frequent actors and drops
the rest. A backbone asks of each line whether it is heavy *for these two*. Neither question
is whether chance made the pair (`nulls` asks that): a backbone takes the weights as given.

Neither sees the units of text behind the weights. Prefer `nulls.test_pairs` where units are
at hand; backbones are for weights without units, and for comparison with other studies.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def disparity_filter(edges: pd.DataFrame, *, weight: str = "n_together") -> pd.DataFrame:
    """Ask whether a line is heavy for one of its ends (Serrano, Boguna and Vespignani 2009).

    For an end with strength s (sum of weights) and k lines, if s were cut into k parts at
    random, a line of weight w or more has the chance

        alpha = (1 - w / s) ** (k - 1)

    and the line's `alpha` is the smaller of its two ends' (PNAS 106). An end with one line
    says nothing: its alpha is 1.

    Parameters
    ----------
    edges
        `actor_a`, `actor_b` and the weight, one row per line without direction: table
        `PAIRS` of one unit.
    weight
        Column of the weights, above 0.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b`, the weight, and `alpha` from 0 to 1, in the order given. Keep
        those below a level, for instance .05; no correction for many tests is made, as in
        the method as published.

    Raises
    ------
    ValueError
        If a weight is not above 0, or two rows join the same two actors.
    """
    strength, degree = _ends(edges, weight)
    sides = []
    for actor in ("actor_a", "actor_b"):
        s, k = edges[actor].map(strength).to_numpy(), edges[actor].map(degree).to_numpy()
        share = np.minimum(edges[weight].to_numpy(dtype="float64") / s, 1.0)
        sides.append(np.where(k > 1, (1 - share) ** (k - 1), 1.0))
    return edges[["actor_a", "actor_b", weight]].assign(alpha=np.minimum(*sides))


def noise_corrected(edges: pd.DataFrame, *, weight: str = "n_together") -> pd.DataFrame:
    """Ask whether a line is heavier than its ends' strengths explain (Coscia and Neffke 2017).

    Every unit of weight is taken for one draw among all (IEEE ICDE 33). With strengths s_a and
    s_b, and S the sum of all strengths (twice the sum of weights), the lift of a line is
    ``L = w * S / (s_a * s_b)``, mapped to the symmetric ``score = (L - 1) / (L + 1)``. The
    chance of a draw is estimated in Bayes' way, from a beta prior with the mean and variance
    of a hypergeometric one; its binomial variance, carried to the score by the delta method,
    gives `deviation`. The prior's second parameter is the published one, with ``1 - mu**2``
    where matching moments would ask for ``(1 - mu)**2``; the two part ways only where one
    line carries most of the network.

    Parameters
    ----------
    edges
        As for `disparity_filter`; weights are counts.
    weight
        Column of the weights.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b`, the weight, `score` from -1 to 1, its standard `deviation`, and
        `p_value`, the upper tail of the normal distribution at ``score / deviation``, in the
        order given. The authors keep lines with ``score > 1.64 * deviation`` (p < .05) and
        stricter. Missing where one line is the whole network.

    Raises
    ------
    ValueError
        As `disparity_filter`.
    """
    from scipy.stats import norm

    strength, _ = _ends(edges, weight)
    w = edges[weight].to_numpy(dtype="float64")
    s_a, s_b = (edges[side].map(strength).to_numpy("float64") for side in ("actor_a", "actor_b"))
    total = 2 * w.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = s_a * s_b / total
        lift = 1 / chance
        score = (lift * w - 1) / (lift * w + 1)
        prior = chance / total
        spread = prior * (1 - s_a / total) * (1 - s_b / total) / (total - 1)
        alpha = prior**2 / spread * (1 - prior) - prior
        beta = prior / spread * (1 - prior**2) - (1 - prior)
        posterior = (alpha + w) / (alpha + beta + total)
        variance = posterior * (1 - posterior) * total
        slope = (
            2 * (lift + w * (1 / total - (s_a + s_b) / (s_a * s_b)) * lift) / (lift * w + 1) ** 2
        )
        deviation = np.sqrt(variance * slope**2)
        p_value = norm.sf(score / deviation)
    return edges[["actor_a", "actor_b", weight]].assign(
        score=score, deviation=deviation, p_value=p_value
    )


def _ends(edges: pd.DataFrame, weight: str) -> tuple[pd.Series, pd.Series]:
    """Strength (sum of weights) and degree (number of lines) of each actor."""
    wrong = edges[~(edges[weight] > 0)]
    if not wrong.empty:
        row = wrong.iloc[0]
        raise ValueError(
            f"{len(wrong)} weights are not above 0, first {row[weight]} between "
            f"{row['actor_a']!r} and {row['actor_b']!r}; leave such lines out"
        )
    twins = edges[edges.duplicated(["actor_a", "actor_b"])]
    if not twins.empty:
        row = twins.iloc[0]
        raise ValueError(
            f"{len(twins)} rows join actors that another row joins, first {row['actor_a']!r} and "
            f"{row['actor_b']!r}; pass the pairs of one unit"
        )
    ends = pd.concat(
        [edges[["actor_a", weight]].set_axis(["actor_id", "weight"], axis=1),
         edges[["actor_b", weight]].set_axis(["actor_id", "weight"], axis=1)]
    ).groupby("actor_id", sort=True)["weight"]  # fmt: skip
    return ends.sum(), ends.size()
