"""Tables of units by actors with the very margins of the one observed, drawn at random.

Curveball trades (Strona et al. 2014, Nat. Commun. 5): two actors put the units that name
just one of them into a pool and draw from it as many as each had put in. Every trade keeps
both margins; after enough of them all tables with these margins are equally likely
(Carstens 2015, Phys. Rev. E 91).
"""

from __future__ import annotations

import numpy as np

# Trades between two draws, and before the first one, for each actor.
TRADES, FIRST_TRADES = 5, 50


def shuffled_exceedances(
    table: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    *,
    n_samples: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Count the draws in which two actors share at least as many units as in the table.

    Parameters
    ----------
    table
        Whether each actor (row) is named in each unit (column), as booleans.
    first, second
        Rows of the actors of each pair.
    n_samples
        Draws.
    rng
        Generator of the trades.

    Returns
    -------
    ndarray
        One number for each pair, from 0 to `n_samples`.
    """
    drawn = table.copy()
    observed = _shared(table)[first, second]
    exceeded = np.zeros(len(first), dtype=np.int64)
    if len(table) < 2:
        return exceeded + n_samples
    _trade(drawn, FIRST_TRADES * len(table), rng)
    for _ in range(n_samples):
        _trade(drawn, TRADES * len(table), rng)
        exceeded += _shared(drawn)[first, second] >= observed
    return exceeded


def _shared(table: np.ndarray) -> np.ndarray:
    """Units that each two actors share; whole numbers, so that no sum is rounded."""
    numbers = table.astype("float64")
    return numbers @ numbers.T


def _trade(table: np.ndarray, n_trades: int, rng: np.random.Generator) -> None:
    """Trade between random actors, in place."""
    ones = rng.integers(0, len(table), size=n_trades)
    others = (ones + rng.integers(1, len(table), size=n_trades)) % len(table)
    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        pool = np.flatnonzero(table[one] != table[other])
        n_one = np.count_nonzero(table[one, pool])
        if 0 < n_one < len(pool):
            drawn = np.zeros(len(pool), dtype=bool)
            drawn[rng.permutation(len(pool))[:n_one]] = True
            table[one, pool] = drawn
            table[other, pool] = ~drawn
