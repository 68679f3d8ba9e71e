r"""Who is named more in one part of the corpus than in another, and by how much.

An actor is named by a of the :math:`N_a` units of one part and by b of the :math:`N_b` of
the other. Three figures, each for its own question:

- How sure is it that the two differ? The log-likelihood ratio
  :math:`G^2 = 2 (a \ln(a / E_a) + b \ln(b / E_b))` with
  :math:`E_a = N_a (a + b) / (N_a + N_b)` (Rayson and Garside 2000), and Pearson's
  chi-square of the table of units that name it and units that do not (without Yates'
  correction), each with its tail under the chi-square distribution of one degree.
- How much do they differ? The log ratio :math:`\log_2 \frac{a / N_a}{b / N_b}` (Hardie
  2014): 1 is twice as often, -1 half as often. A zero count is taken for one half.
- How many of those listed differ by chance only? `q_value` controls the false discovery
  rate (Benjamini and Hochberg 1995) over all actors listed, by the tail of :math:`G^2`.

Both tests take the units for independent. Reprints are not: count one article of each
story, else every tail is too small.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

# What a count of zero is taken for in the log ratio, after Hardie (2014).
HALF = 0.5

COLUMNS = {
    "actor_id": "str", "n_one": "int64", "n_other": "int64", "units_one": "int64",
    "units_other": "int64", "log_likelihood": "float64", "p_value": "float64",
    "q_value": "float64", "chi_square": "float64", "chi_square_p": "float64",
    "log_ratio": "float64",
}  # fmt: skip


WithoutUnits = Literal["refuse", "nothing"]
BASE = {"actor_id": "str", "n_one": "int64", "n_other": "int64", "units_one": "int64",
        "units_other": "int64"}  # fmt: skip


def compare_parts(
    counts: pd.DataFrame, *, one: str, other: str, without_units: WithoutUnits = "refuse"
) -> pd.DataFrame:
    """Compare how often actors are named in two parts of the corpus.

    Parameters
    ----------
    counts
        What `frequency.count_parts` returned.
    one, other
        Names of the two parts.
    without_units
        What to do if a part has no units: ``"refuse"``, or return ``"nothing"``, a table
        without rows.

    Returns
    -------
    DataFrame
        One row per actor named in either, most certain difference first (ties by
        `actor_id`): counts `n_`, units in all `units_`, `log_likelihood` with `p_value`
        and `q_value`, `chi_square` with `chi_square_p`, and `log_ratio`, above 0 if the
        actor is named more in `one`.

    Raises
    ------
    ValueError
        If a part has no units and `without_units` is ``"refuse"``.
    """
    units = counts[counts["actor_id"].isna()].set_index("part")["n"]
    absent = [part for part in (one, other) if part not in units.index]
    if absent and without_units == "nothing":
        return _tested(pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in BASE.items()}))
    if absent:
        raise ValueError(
            f"parts {absent} have no units; the parts counted are {sorted(units.index)[:10]}"
        )
    wide = counts[counts["part"].isin([one, other])].dropna(subset="actor_id")
    wide = wide.pivot(index="actor_id", columns="part", values="n")
    wide = wide.reindex(columns=[one, other], fill_value=0).fillna(0)
    found = pd.DataFrame(
        {
            "actor_id": wide.index,
            "n_one": wide[one].to_numpy(),
            "n_other": wide[other].to_numpy(),
            "units_one": units[one],
            "units_other": units[other],
        }
    )
    return _tested(found)


def log_likelihood(a: np.ndarray, b: np.ndarray, n_a: np.ndarray, n_b: np.ndarray) -> np.ndarray:
    """Log-likelihood ratio of two counts of so many units (Rayson and Garside 2000)."""
    from scipy.special import xlogy

    a, b, n_a, n_b = (np.asarray(value, dtype=np.float64) for value in (a, b, n_a, n_b))
    rate = (a + b) / (n_a + n_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = 2 * (xlogy(a, a / (n_a * rate)) + xlogy(b, b / (n_b * rate)))
    return np.maximum(np.nan_to_num(ratio), 0)


def log_ratio(a: np.ndarray, b: np.ndarray, n_a: np.ndarray, n_b: np.ndarray) -> np.ndarray:
    """Binary logarithm of the ratio of two shares (Hardie 2014)."""
    a, b = (np.where(np.asarray(value) == 0, HALF, value) for value in (a, b))
    return np.log2((a / np.asarray(n_a)) / (b / np.asarray(n_b)))


def chi_square(a: np.ndarray, b: np.ndarray, n_a: np.ndarray, n_b: np.ndarray) -> np.ndarray:
    r"""Pearson's chi-square of units naming and not naming; missing if all or none do.

    :math:`\frac{N (a (N_b - b) - b (N_a - a))^2}{N_a N_b (a + b)(N - a - b)}`, N all units.
    """
    a, b, n_a, n_b = (np.asarray(value, dtype=np.float64) for value in (a, b, n_a, n_b))
    n = n_a + n_b
    with np.errstate(divide="ignore", invalid="ignore"):
        return n * (a * (n_b - b) - b * (n_a - a)) ** 2 / (n_a * n_b * (a + b) * (n - a - b))


def _tested(found: pd.DataFrame) -> pd.DataFrame:
    from scipy.stats import chi2, false_discovery_control

    cells = [found[name].to_numpy() for name in ("n_one", "n_other", "units_one", "units_other")]
    certain, square = log_likelihood(*cells), chi_square(*cells)
    tail = chi2.sf(certain, df=1)
    tested = found.assign(
        log_likelihood=certain,
        p_value=tail,
        q_value=false_discovery_control(tail) if len(tail) else tail,
        chi_square=square,
        chi_square_p=chi2.sf(square, df=1),
        log_ratio=log_ratio(*cells),
    )
    return (
        tested.astype(COLUMNS)[list(COLUMNS)]
        .sort_values(["log_likelihood", "actor_id"], ascending=[False, True], kind="stable")
        .reset_index(drop=True)
    )
