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

# Largest error of a fitted margin, as a share of it: sought, and still put up with where the
# arithmetic does not reach the first. Both are far below what a count can show.
TOLERANCE, ENOUGH = 1e-12, 1e-8

# Newton's steps, and how often one is halved. Real tables take some ten steps.
MAX_STEPS, MAX_HALVINGS = 100, 40

# A step may seem to lead up by so much, as a share of the height, and still be right.
ROUNDING = 1e-12


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
    chances = np.zeros((len(named), len(lengths)))
    _fill(chances, np.arange(len(named)), np.arange(len(lengths)),
          named.astype("float64"), lengths.astype("float64"), n_actors, n_units)  # fmt: skip
    return chances


def _fill(
    chances: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    d: np.ndarray,
    k: np.ndarray,
    n_d: np.ndarray,
    n_k: np.ndarray,
) -> None:
    """Fill the chances of some rows and columns, whose margins within these are d and k.

    Where the margins leave no choice they are certain: if the l most named actors are named
    as often as they can be (Gale and Ryser's condition holds with equality), all of them are
    in each unit that names l or more, and nobody else is in the others. What remains falls
    into two parts that are filled each for itself.
    """
    some, any_ = d > 0, k > 0
    order = np.argsort(-d[some], kind="stable")
    rows, d, n_d = rows[some][order], d[some][order], n_d[some][order]
    columns, k, n_k = columns[any_], k[any_], n_k[any_]
    if not len(rows):
        return
    above = np.cumsum(n_d)
    most = (np.minimum(k, above[:, None]) * n_k).sum(axis=1)
    tight = np.flatnonzero(most == np.cumsum(d * n_d))
    if k.max() < above[-1]:
        tight = tight[tight < len(rows) - 1]
    if not len(tight):
        chances[np.ix_(rows, columns)] = _fitted(d, n_d, k, n_k)
        return
    top = np.arange(len(rows)) <= tight[0]
    level = above[tight[0]]
    full = k >= level
    chances[np.ix_(rows[top], columns[full])] = 1
    for here, there, d_left, k_left in (
        (top, ~full, d[top] - n_k[full].sum(), k[~full]),
        (~top, full, d[~top], k[full] - level),
    ):
        _fill(chances, rows[here], columns[there], d_left, k_left, n_d[here], n_k[there])


def _fitted(d: np.ndarray, n_d: np.ndarray, k: np.ndarray, n_k: np.ndarray) -> np.ndarray:
    """Minimise the convex function whose slopes are the errors of the margins (Newton)."""
    scale = np.sqrt((d * n_d).sum())
    theta, phi = np.log(d / scale), np.log(k / scale)
    error = np.inf
    for _ in range(MAX_STEPS):
        chances = 1 / (1 + np.exp(-(theta[:, None] + phi)))
        over_d, over_k = (chances * n_k).sum(axis=1) - d, (chances.T * n_d).sum(axis=1) - k
        error = max(np.abs(over_d / d).max(), np.abs(over_k / k).max())
        if error < TOLERANCE:
            return chances
        step_d, step_k = _step(chances, over_d * n_d, over_k * n_k, n_d, n_k)
        before = _height(theta, phi, d, n_d, k, n_k)
        for halving in range(MAX_HALVINGS):
            part = 0.5**halving
            after = _height(theta + part * step_d, phi + part * step_k, d, n_d, k, n_k)
            if after <= before + ROUNDING * (1 + abs(before)):
                break
        theta, phi = theta + part * step_d, phi + part * step_k
    if error < ENOUGH:
        return chances
    raise ValueError(
        f"the margins are met to {error:.1e} of their size after {MAX_STEPS} steps, expected "
        f"{ENOUGH:.0e}; frequencies {d[:3].tolist()}..., lengths {k[:3].tolist()}..."
    )


def _height(
    theta: np.ndarray,
    phi: np.ndarray,
    d: np.ndarray,
    n_d: np.ndarray,
    k: np.ndarray,
    n_k: np.ndarray,
) -> float:
    logs = np.logaddexp(0, theta[:, None] + phi)
    return float(
        (logs * n_d[:, None] * n_k).sum() - (n_d * d * theta).sum() - (n_k * k * phi).sum()
    )


def _step(
    chances: np.ndarray, slope_d: np.ndarray, slope_k: np.ndarray, n_d: np.ndarray, n_k: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Newton's step; the rows are solved for first, which leaves one equation per column."""
    curve = chances * (1 - chances) * n_d[:, None] * n_k
    rows = np.maximum(curve.sum(axis=1), 1e-300)
    left = np.diag(curve.sum(axis=0)) - curve.T @ (curve / rows[:, None])
    step_k = np.linalg.lstsq(left, curve.T @ (slope_d / rows) - slope_k, rcond=None)[0]
    return -(slope_d + curve @ step_k) / rows, step_k
