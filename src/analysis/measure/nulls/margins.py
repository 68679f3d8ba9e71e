"""The chance of each actor in each unit, given how often and how many are named.

The bipartite configuration model (Saracco et al. 2015, Sci. Rep. 5): among all random tables
of units by actors whose row and column sums are right on average it is the least committed
one. The chance that unit u names actor i is

    p_iu = x_i * y_u / (1 + x_i * y_u),   sum_u p_iu = d_i,   sum_i p_iu = k_u

with d_i the units naming i and k_u the actors named in u. Actors with equal d, and units
with equal k, have equal chances, so it is fitted for the distinct values only. Neal,
Domagalski and Sagan (2021, Sci. Rep. 11) found it the best of six ways to fit an SDSM.
"""

from __future__ import annotations

import numpy as np

# Largest error of a fitted margin, as a share of it; far below what a count can show.
TOLERANCE = 1e-10

# Rounds of the fit. Real tables take some tens.
MAX_ROUNDS = 20_000


def fit_chances(
    named: np.ndarray, n_actors: np.ndarray, lengths: np.ndarray, n_units: np.ndarray
) -> np.ndarray:
    """Fit the chance that a unit of some length names an actor of some frequency.

    Parameters
    ----------
    named
        Distinct numbers of units that name an actor, each at least 1.
    n_actors
        Number of actors that so many units name.
    lengths
        Distinct numbers of actors a unit names, each at least 1.
    n_units
        Number of units that name so many.

    Returns
    -------
    ndarray
        Chances, one row for each of `named`, one column for each of `lengths`. An actor in
        all units, or a unit with all actors, has chance 1 there.

    Raises
    ------
    ValueError
        If the two margins do not add up to the same, or no chances fit them.
    """
    if (named * n_actors).sum() != (lengths * n_units).sum():
        raise ValueError(
            f"actors are named {(named * n_actors).sum()} times, units name "
            f"{(lengths * n_units).sum()}; both margins must come from one table"
        )
    rows, columns = np.ones(len(named), dtype=bool), np.ones(len(lengths), dtype=bool)
    d, k = named.astype("float64"), lengths.astype("float64")
    chances = np.zeros((len(d), len(k)))
    # Who is everywhere, and units that name everybody, are certain; the rest is fitted
    # without them, which may make others certain or empty.
    while True:
        full_rows = rows & (d >= n_units[columns].sum())
        full_columns = columns & (k >= n_actors[rows].sum())
        if full_rows.any():
            chances[np.ix_(full_rows, columns)] = 1
            k[columns] -= n_actors[full_rows].sum()
        elif full_columns.any():
            chances[np.ix_(rows, full_columns)] = 1
            d[rows] -= n_units[full_columns].sum()
        rows &= ~full_rows & (d > 0)
        columns &= (k > 0) if full_rows.any() else ~full_columns & (k > 0)
        if not (full_rows.any() or full_columns.any()):
            break
    if rows.any() and columns.any():
        inner = _fitted(d[rows], n_actors[rows], k[columns], n_units[columns])
        chances[np.ix_(rows, columns)] = inner
    return chances


def _fitted(d: np.ndarray, n_d: np.ndarray, k: np.ndarray, n_k: np.ndarray) -> np.ndarray:
    """Alternate between the margins until both hold (Gauss and Seidel's way)."""
    scale = np.sqrt((d * n_d).sum())
    x, y = d / scale, k / scale
    for _ in range(MAX_ROUNDS):
        x = d / (n_k * y / (1 + np.outer(x, y))).sum(axis=1)
        y = k / (n_d[:, None] * x[:, None] / (1 + np.outer(x, y))).sum(axis=0)
        odds = np.outer(x, y)
        chances = odds / (1 + odds)
        error_d = np.abs((chances * n_k).sum(axis=1) / d - 1).max()
        error_k = np.abs((chances * n_d[:, None]).sum(axis=0) / k - 1).max()
        if max(error_d, error_k) < TOLERANCE:
            return chances
    raise ValueError(
        f"the margins are met to {max(error_d, error_k):.1e} of their size after {MAX_ROUNDS} "
        f"rounds, expected {TOLERANCE:.0e}; frequencies {d[:3].tolist()}..., lengths "
        f"{k[:3].tolist()}..."
    )
