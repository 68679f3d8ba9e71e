r"""How evenly the mentions of an actor lie over the parts of the corpus.

The same count may come from all sources or from one. With :math:`s_i` the share of part i
in the corpus and :math:`v_i` its share of the actor's mentions, Gries' deviation of
proportions (2008) is :math:`DP = \frac12 \sum_i |v_i - s_i|`: 0 if the actor is named
everywhere in proportion to the text, near 1 if in one small part only. Its largest value
depends on the parts; :math:`DP_{norm} = DP / (1 - \min_i s_i)` (Lijffijt and Gries 2012)
lies between 0 and 1 whatever they are.

Few mentions cannot lie evenly over many parts: compare actors named about as often.
"""

from __future__ import annotations

import pandas as pd

COLUMNS = {"actor_id": "str", "n": "int64", "n_parts": "int64", "dp": "float64",
           "dp_norm": "float64"}  # fmt: skip


def measure_dispersion(counts: pd.DataFrame) -> pd.DataFrame:
    """Measure how evenly each actor is named over the parts.

    Parameters
    ----------
    counts
        What `frequency.count_parts` returned.

    Returns
    -------
    DataFrame
        One row per actor, by `actor_id`: `n` units naming it, in `n_parts` parts, `dp` and
        `dp_norm` in [0, 1]. Both are missing with fewer than two parts: nothing to compare.
    """
    total = counts[counts["actor_id"].isna()].set_index("part")["n"]
    named = counts.dropna(subset="actor_id")
    by_actor = named.groupby("actor_id", sort=True)["n"]
    own = named["n"] / by_actor.transform("sum")
    size = named["part"].map(total).astype("float64") / max(int(total.sum()), 1)
    # A part that never names the actor adds its whole size; those that do are taken out.
    deviation = (own - size).abs() - size
    dp = (1 + deviation.groupby(named["actor_id"]).sum()) / 2
    found = pd.DataFrame({"n": by_actor.sum(), "n_parts": by_actor.size(), "dp": dp})
    if len(total) < 2:
        found["dp"] = float("nan")
    smallest = total.min() / total.sum() if len(total) else float("nan")
    found["dp_norm"] = found["dp"] / (1 - smallest) if len(total) > 1 else float("nan")
    return found.rename_axis("actor_id").reset_index().astype(COLUMNS)
