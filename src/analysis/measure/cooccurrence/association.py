"""How strongly two actors go together, by measures that take units for independent draws.

They rank pairs and compare with other studies; none of them knows the length of a unit,
so none of them is a test of whether a tie exists: for that see `nulls`.

Every pair has a table of two by two: units naming both, only a, only b, and neither. O are
the counts, E those expected from the margins, ``E_ij = row_i * column_j / n_units``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

MEASURES = ("npmi", "llr", "chi_square", "chi_square_p", "hypergeometric_p")


def associate(pairs: pd.DataFrame) -> pd.DataFrame:
    """Compare each pair with independence of its two actors.

    Parameters
    ----------
    pairs
        Table `PAIRS`; the counts are read, the rest is ignored.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b`, `within` and, in the order of the rows given:

        `npmi` : Bouma (2009), ``ln(n_together / expected) / -ln(n_together / n_units)``, in
        [-1, 1]; missing where every unit holds the pair.

        `llr` : Dunning (1993), ``2 * sum(O * ln(O / E))``, 0 or more, negative where the two
        are together less often than expected (Evert 2005), so that it ranks.

        `chi_square` : Pearson (1900), ``sum((O - E)**2 / E)`` without correction, 0 or more,
        and `chi_square_p`, its upper tail with one degree of freedom; both missing where an
        actor is in all units.

        `hypergeometric_p` : chance of as many together or more if the units of b were drawn
        without regard to a (Fisher 1934). A weaker null than those of `nulls`: it takes long
        units and short ones for equal.
    """
    from scipy.stats import chi2, hypergeom

    observed, expected = _cells(pairs)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(observed > 0, observed * np.log(observed / expected), 0.0).sum(axis=0)
        square = ((observed - expected) ** 2 / expected).sum(axis=0)
        npmi = np.log(observed[0] / expected[0]) / -np.log(observed[0] / observed.sum(axis=0))
    sign = np.where(observed[0] < expected[0], -1.0, 1.0)
    n = [pairs[column].to_numpy() for column in ("n_together", "n_units", "n_a", "n_b")]
    return pairs[["actor_a", "actor_b", "within"]].assign(
        npmi=np.where(np.isfinite(npmi), np.clip(npmi, -1, 1), np.nan),
        # Less than no evidence is none: sums of logarithms may end below zero by a last bit.
        llr=sign * np.maximum(2 * logs, 0.0),
        chi_square=np.where(np.isfinite(square), square, np.nan),
        chi_square_p=chi2.sf(np.where(np.isfinite(square), square, np.nan), df=1),
        hypergeometric_p=hypergeom.sf(n[0] - 1, n[1], n[2], n[3]),
    )


def _cells(pairs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Observed and expected counts: both, only a, only b, neither (rows) of each pair."""
    both, a, b, n = (
        pairs[column].to_numpy(dtype="float64")
        for column in ("n_together", "n_a", "n_b", "n_units")
    )
    observed = np.stack([both, a - both, b - both, n - a - b + both])
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.stack([a * b, a * (n - b), (n - a) * b, (n - a) * (n - b)]) / n
    return observed, expected
