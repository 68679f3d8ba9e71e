"""Periods in which something is told of more often than the volume of news explains.

On a day with twice the news everybody is named twice as often; that is no burst. Both tests
take the number of stories of each period as given and ask whether the *share* that names an
actor is higher in one period (`find_bursts`) or changes for good at some day (`find_change`).
Stories are counted, not articles: a report reprinted thirty times is one decision to report.

Shares that vary from period to period anyway are allowed for: the variation is estimated from
the other periods, and a mark must survive it, too. A mark says that the *telling* changed;
why is for the stories to say.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

# Half of five per cent: two tests are made of one series, and both together may mark at most
# one flat series in twenty. Who looks at many series divides it by their number.
LEVEL = 0.025
# Stories naming the actor in the whole series, below which nothing is tested.
MIN_NAMED = 5
# Stories on either side of a change, so that a single odd story makes none.
MIN_SIDE = 10
# Draws of the null: chances in steps of a thousandth.
N_DRAWS = 999
# Decimals kept of a chance: below them, processors differ.
DECIMALS = 10
# Draws compared at once, to bound memory with thousands of periods.
_BLOCK = 250


def find_bursts(periods: pd.DataFrame, *, level: float = LEVEL) -> pd.DataFrame:
    """Test each period for more stories that name the actor than its volume explains.

    The chance of as many or more is the larger of two: hypergeometric, with the volume of
    every period and the number of naming stories fixed; and beta-binomial, with share and
    variation of shares estimated from all other periods. The chances are then controlled for
    the number of periods (Benjamini and Hochberg 1995).

    Parameters
    ----------
    periods
        What `count_periods` returns.
    level
        Largest `q_value` that is marked.

    Returns
    -------
    DataFrame
        The rows of `periods` with `expected` (stories, from the share of the whole series),
        `p_value` and `q_value` in [0, 1], and `marked`. Periods without a story, and all
        periods of a series with fewer than `MIN_NAMED` naming stories, are not tested: both
        values are missing.
    """
    named, volume = _counts(periods)
    total = int(volume.sum())
    share = named.sum() / total if total else np.nan
    tested = (volume > 0) & (named.sum() >= MIN_NAMED) & (np.count_nonzero(volume) > 1)
    p_value = np.full(len(periods), np.nan)
    q_value = p_value.copy()
    if tested.any():
        from scipy.stats import false_discovery_control

        p_value[tested] = _upper_tails(named[tested], volume[tested])
        q_value[tested] = false_discovery_control(p_value[tested], method="bh").round(DECIMALS)
    return periods.assign(
        expected=volume * share, p_value=p_value, q_value=q_value, marked=q_value <= level
    )


def find_change(
    periods: pd.DataFrame,
    *,
    rng: np.random.Generator,
    n_draws: int = N_DRAWS,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Find the day from which on the share of stories is another, if there is one.

    Of all cuts between two periods the one with the largest log-likelihood ratio is taken.
    Its chance is the share of draws whose own best cut is as good: the naming stories dealt
    over the periods anew, volumes kept; where the shares of the whole series vary more than
    dealing explains, each period of a draw gets a share of its own (beta-binomial). A change
    adds to that variation, so the test errs towards no mark.

    Parameters
    ----------
    periods
        What `count_periods` returns.
    rng
        Generator of the draws; the same seed gives the same chance.
    n_draws
        Number of draws; ``p = (1 + draws as good) / (1 + draws)``.
    level
        Largest `p_value` that is marked.

    Returns
    -------
    DataFrame
        One row: `first_day` (of the first period after the cut), `share_before`,
        `share_after`, `n_before`, `n_after` (stories on each side), `p_value`, `marked`. No
        row where nothing can be tested: fewer than `MIN_NAMED` stories name the actor, all
        do, or no cut leaves `MIN_SIDE` stories on both sides.
    """
    named, volume = _counts(periods)
    allowed = _allowed(volume)
    if not (MIN_NAMED <= named.sum() < volume.sum()) or not allowed.any():
        return _no_change()
    ratios = _ratios(named[None, :], volume)[0]
    cut = int(np.argmax(np.where(allowed, ratios, -np.inf)))
    best = ratios[cut] - 1e-9  # equal counts are equal, whatever the order of summing
    spread = _spread(named, volume)
    as_good = 0
    for start in range(0, n_draws, _BLOCK):
        drawn = _draws(named, volume, spread, min(_BLOCK, n_draws - start), rng)
        as_good += int((_ratios(drawn, volume)[:, allowed].max(axis=1) >= best).sum())
    p_value = round((1 + as_good) / (1 + n_draws), DECIMALS)
    before, after = slice(None, cut + 1), slice(cut + 1, None)
    row = {
        "first_day": periods["first_day"].iloc[cut + 1],
        "share_before": named[before].sum() / volume[before].sum(),
        "share_after": named[after].sum() / volume[after].sum(),
        "n_before": int(volume[before].sum()),
        "n_after": int(volume[after].sum()),
        "p_value": p_value,
        "marked": p_value <= level,
    }
    return pd.DataFrame([row]).astype(_no_change().dtypes.to_dict())


def _no_change() -> pd.DataFrame:
    types = {
        "first_day": "datetime64[us]", "share_before": "float64", "share_after": "float64",
        "n_before": "int64", "n_after": "int64", "p_value": "float64", "marked": "bool",
    }  # fmt: skip
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()})


def _counts(periods: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return naming and all stories of each period; an error if more name than there are."""
    named, volume = (periods[name].to_numpy("int64") for name in ("n_named", "n_stories"))
    if (named > volume).any() or (named < 0).any():
        place = int(np.argmax((named > volume) | (named < 0)))
        raise ValueError(
            f"periods: n_named is {named[place]} of n_stories {volume[place]} in row {place}; "
            "expected what `count_periods` returns"
        )
    return named, volume


def _upper_tails(named: np.ndarray, volume: np.ndarray) -> np.ndarray:
    """Return the chance of as many naming stories or more in each period."""
    from scipy.stats import betabinom, hypergeom

    dealt = hypergeom.sf(named - 1, volume.sum(), named.sum(), volume)
    others_named, others = named.sum() - named, volume.sum() - volume
    share = (others_named + 0.5) / (others + 1)  # never 0 or 1
    spread = np.array([_spread_without(named, volume, place) for place in range(len(named))])
    varying = spread > 0
    size = 1 / spread[varying] - 1
    tails = dealt.copy()
    tails[varying] = betabinom.sf(
        named[varying] - 1, volume[varying], share[varying] * size, (1 - share[varying]) * size
    )
    return np.clip(np.maximum(dealt, tails), 0, 1).round(DECIMALS)


def _spread_without(named: np.ndarray, volume: np.ndarray, place: int) -> float:
    """Return the variation of the other shares, if there is any one standard error more.

    A chance far out in the tail depends on it, and it is estimated from few periods.
    """
    kept = np.arange(len(named)) != place
    return _spread(named[kept], volume[kept], n_errors=1)


def _spread(named: np.ndarray, volume: np.ndarray, *, n_errors: int = 0) -> float:
    """Return the variation of shares between periods beyond chance, from 0 to below 1.

    The correlation of two stories of one period, by the method of moments: Pearson's
    chi-square is expected to exceed its degrees of freedom by it, times the stories less one.
    """
    named, volume = named[volume > 0], volume[volume > 0]
    weight = (volume - 1).sum()
    if not weight or not 0 < named.sum() < volume.sum():
        return 0.0
    share = named.sum() / volume.sum()
    distance = (named - volume * share) ** 2 / (volume * share * (1 - share))
    freedom = len(volume) - 1
    excess = distance.sum() - freedom
    if excess > 0:
        excess += n_errors * np.sqrt(2 * freedom)
    return float(np.clip(excess / weight, 0, 0.99))


def _draws(
    named: np.ndarray, volume: np.ndarray, spread: float, size: int, rng: np.random.Generator
) -> np.ndarray:
    """Return naming stories of each period (columns) in flat series (rows)."""
    if spread == 0:
        return rng.multivariate_hypergeometric(
            volume, int(named.sum()), size=size, method="marginals"
        )
    share, total = named.sum() / volume.sum(), 1 / spread - 1
    shares = rng.beta(share * total, (1 - share) * total, (size, len(volume)))
    return rng.binomial(volume, shares)


def _allowed(volume: np.ndarray) -> np.ndarray:
    """Return whether each cut leaves enough stories on both sides."""
    before = volume.cumsum()[:-1]
    return (before >= MIN_SIDE) & (volume.sum() - before >= MIN_SIDE)


def _ratios(named: np.ndarray, volume: np.ndarray) -> np.ndarray:
    """Return the log-likelihood ratio of each cut (columns) of each series (rows)."""
    before, n_before = named.cumsum(axis=1)[:, :-1], volume.cumsum()[:-1]
    total, n = named.sum(axis=1, keepdims=True), volume.sum()
    split = _likelihood(before, n_before) + _likelihood(total - before, n - n_before)
    return split - _likelihood(total, np.asarray(n))


def _likelihood(named: np.ndarray, volume: np.ndarray) -> np.ndarray:
    """Return the log-likelihood of counts under their own share."""
    from scipy.special import xlogy

    rest = volume - named
    return xlogy(named, named) + xlogy(rest, rest) - xlogy(volume, volume)
