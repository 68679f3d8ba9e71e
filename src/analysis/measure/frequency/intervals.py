r"""Intervals on shares of units that come in stories of very unequal size.

Story s has :math:`n_s` units, :math:`y_s` of which name the actor; the share is the ratio
of sums :math:`p = \sum y_s / \sum n_s`. Two estimates say how many independent yes-or-no
answers the corpus is worth, the effective number of units :math:`n_e`:

- Reprints repeat, they do not inform: :math:`n_k = (\sum n_s)^2 / \sum n_s^2` stories of
  equal size (Kish 1965) tell as much. A story speaks of an actor throughout or in part;
  with :math:`x_s = y_s / n_s`, mean m, :math:`\phi = \mathrm{var}(x_s) / (m (1 - m))` is 1
  if throughout and less if in part, and :math:`n_e = n_k / \phi` (at most the units there
  are). All stories serve to estimate it, so it is steady for rare actors.
- If stories that name the actor are reprinted more or less than others (correlation of
  :math:`x_s` and :math:`\log n_s` beyond the 5 % point), that is not all. Then
  :math:`n_e = p (1 - p) / v` if that is less, with the linearised variance
  :math:`v = \frac{S}{S-1} \sum (y_s - p n_s)^2 / (\sum n_s)^2` of a ratio over S clusters
  (Cochran 1977), which is what resampling the stories tends to (Field and Welsh 2007).

The interval is the score interval of Wilson (1927) with :math:`n_e` for n, as Korn and
Graubard (1998) and Dean and Pagano (2015) do for clustered samples: with z the normal
quantile, :math:`\left(p + \frac{z^2}{2 n_e} \pm z \sqrt{\frac{p (1 - p)}{n_e} +
\frac{z^2}{4 n_e^2}}\right) / (1 + z^2 / n_e)`. ``benchmarks/coverage.py`` measures how
often it covers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import pandas as pd

Interval = Literal["score", "percentile"]

# Absolute correlation, times the root of the number of stories, beyond which it is not
# taken for chance: the two-sided 5 % point of the normal distribution.
CORRELATED = 1.96

# Decimals kept, so that the last bits of a logarithm do not differ between machines.
DECIMALS = 10

# Story weights drawn at a time: 4 million of eight bytes, 32 MB.
CHUNK = 4_000_000


def bound_shares(
    naming: pd.DataFrame,
    sizes: np.ndarray,
    *,
    level: float,
    interval: Interval = "score",
    n_resamples: int = 0,
    rng: np.random.Generator | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Give the bounds of the share of units naming each actor.

    Parameters
    ----------
    naming
        `actor` and `story` (numbers from 0), `n` units of the story that name the actor;
        no cell twice, ordered by actor.
    sizes
        Units of each story, at least one each.
    level
        Probability of covering, between 0 and 1.
    interval
        ``"score"``, or ``"percentile"``: percentiles of the share over resamples of the
        stories.
    n_resamples, rng
        For the percentiles only.

    Returns
    -------
    low, high
        Bounds of each actor, between 0 and 1.

    Raises
    ------
    ValueError
        If `interval` is unknown, or percentiles are asked for without a generator.
    """
    if interval not in ("score", "percentile"):
        raise ValueError(f"interval is {interval!r}; expected 'score' or 'percentile'")
    if not len(naming):
        return np.empty(0), np.empty(0)
    if interval == "percentile":
        if rng is None:
            raise ValueError("the percentile interval draws stories; pass a generator as rng")
        return _percentiles(naming, sizes, level=level, n_resamples=n_resamples, rng=rng)
    low, high = score_bounds(*_worth(naming, sizes), level=level)
    return low.round(DECIMALS), high.round(DECIMALS)


def score_bounds(
    share: np.ndarray, n_effective: np.ndarray, *, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give Wilson's bounds of shares, each resting on so many independent units."""
    from scipy.stats import norm

    z2 = norm.ppf((1 + level) / 2) ** 2 / n_effective
    middle = (share + z2 / 2) / (1 + z2)
    half = np.sqrt(z2 * share * (1 - share) + z2**2 / 4) / (1 + z2)
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def _worth(naming: pd.DataFrame, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share of each actor, and the number of independent units it rests on."""
    n_stories, n_units = len(sizes), sizes.sum()
    n_kish = n_units**2 / (sizes**2).sum()
    y, n = naming["n"].to_numpy(dtype=np.float64), sizes[naming["story"]]

    def by_actor(values: np.ndarray) -> np.ndarray:
        return np.bincount(naming["actor"], weights=values)

    share, mean = by_actor(y) / n_units, by_actor(y / n) / n_stories
    spread = by_actor((y / n) ** 2) / n_stories - mean**2
    whole = np.maximum(mean * (1 - mean), 1e-300)
    within = spread / whole * n_stories / max(n_stories - 1, 1)
    even = np.minimum(n_kish / np.maximum(np.where(spread > 1e-12, within, 1), 1e-300), n_units)
    logs = np.log(sizes) - np.log(sizes).mean()
    scale = np.sqrt(np.maximum(spread, 1e-300) * (logs**2).mean())
    together = by_actor(y / n * logs[naming["story"]]) / np.sqrt(n_stories)
    uneven = (spread > 1e-12) & (np.abs(together) > CORRELATED * scale)
    squares = by_actor(y**2) - 2 * share * by_actor(y * n) + share**2 * (sizes**2).sum()
    variance = squares / n_units**2 * n_stories / max(n_stories - 1, 1)
    linear = share * (1 - share) / np.maximum(variance, 1e-300)
    return share, np.where(uneven, np.minimum(even, linear), even)


def _percentiles(
    naming: pd.DataFrame,
    sizes: np.ndarray,
    *,
    level: float,
    n_resamples: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Percentiles of each actor's share over resamples of the stories."""
    from scipy.sparse import coo_array

    shape = (len(sizes), int(naming["actor"].max()) + 1)
    places = (naming["story"].to_numpy(), naming["actor"].to_numpy())
    table = coo_array((naming["n"].to_numpy(dtype=np.int64), places), shape=shape).tocsr()
    shares = np.concatenate(
        [
            (table.T @ weights).T / (sizes @ weights)[:, None]
            for weights in _story_weights(len(sizes), n_resamples, rng)
        ]
    )
    tail = (1 - level) / 2
    # The inverse of the distribution function gives a share that was drawn, without
    # interpolating: the same bits on every machine.
    low, high = np.quantile(shares, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return low, high


def _story_weights(
    n_stories: int, n_resamples: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """How often each story is drawn (rows) in each resample (columns), some at a time."""
    at_once = max(1, CHUNK // n_stories)
    for first in range(0, n_resamples, at_once):
        n = min(at_once, n_resamples - first)
        drawn = rng.integers(0, n_stories, size=(n, n_stories))
        cells = (drawn + n_stories * np.arange(n)[:, None]).ravel()
        yield np.bincount(cells, minlength=n * n_stories).reshape(n, n_stories).T
