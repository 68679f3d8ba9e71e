"""Which pairs are named together more often than chance would: p, q and what is tested."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from analysis.measure.nulls.margins import fit_chances
from analysis.measure.nulls.shuffles import shuffled_exceedances
from analysis.measure.nulls.tails import upper_tails
from analysis.schema import PAIRS, conform

Null = Literal["sdsm", "fdsm", "hypergeometric"]
NULLS = ("sdsm", "fdsm", "hypergeometric")

# Units an actor must be named in to be tested. Whether a pair is tested then depends on how
# often its actors are named, never on how often they meet, which would spoil the control of
# false discoveries; and names seen once or twice do not swell the number of tests.
MIN_NAMED = 5

# Significant digits kept of a chance: below them, processors differ.
DIGITS = 10

# Draws of FDSM: p-values in steps of a thousandth.
N_SAMPLES = 1000


def test_pairs(
    pairs: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    null: Null = "sdsm",
    min_named: int = MIN_NAMED,
    n_samples: int = N_SAMPLES,
    rng: np.random.Generator | None = None,
) -> pd.DataFrame:
    """Test each pair against a null model, with control of false discoveries.

    Parameters
    ----------
    pairs
        Table `PAIRS` of one unit, all rows of it: a table filtered before makes `q_value`
        larger than need be.
    mentions
        The mentions the pairs were counted in, with the unit's column. Mentions without an
        actor are left out.
    null
        ``"sdsm"``: both how often an actor is named and how many actors a unit names are
        fixed on average (Neal 2014), by the bipartite configuration model (Saracco et al.
        2015); the tail of the Poisson-binomial distribution is summed exactly.
        ``"fdsm"``: both are fixed exactly (Zweig and Kaufmann 2011), by curveball trades
        (Strona et al. 2014); ``p = (1 + draws with as many) / (1 + draws)``. Slow beyond
        some hundred actors.
        ``"hypergeometric"``: only how often an actor is named is fixed (Tumminello et al.
        2011). Weaker: long units make false pairs.
    min_named
        Units an actor must be named in for its pairs to be tested.
    n_samples
        Draws of ``"fdsm"``.
    rng
        Generator of the draws; needed for ``"fdsm"`` only.

    Returns
    -------
    DataFrame
        Table `PAIRS` with `p_value`, the chance of as many units together or more, and
        `q_value`, the same under control of the false discovery rate (Benjamini and Hochberg
        1995): among the pairs with ``q_value <= 0.05`` one in twenty is expected to be
        false. Tested are all pairs of actors named often enough, those never together
        included; the others have both missing.

    Raises
    ------
    ValueError
        If the pairs mix units, the unit's column is absent, `null` is unknown or lacks its
        generator, or the counts do not come from these mentions.
    """
    within = _one_unit(pairs)
    present = _present(mentions, within)
    n_by_actor = present["actor_id"].value_counts().sort_index()
    _check_counts(pairs, n_by_actor)
    tested = (pairs[["n_a", "n_b"]].min(axis=1) >= min_named).to_numpy()
    n_actors = int((n_by_actor >= min_named).sum())
    chosen = pairs[tested]
    if null == "sdsm":
        found = _sdsm(chosen, present, n_by_actor)
    elif null == "fdsm":
        if rng is None:
            raise ValueError("null 'fdsm' draws tables; pass rng, e.g. np.random.default_rng(7)")
        found = _fdsm(chosen, present, n_samples, rng)
    elif null == "hypergeometric":
        found = _hypergeometric(chosen)
    else:
        raise ValueError(f"null is {null!r}; expected one of {list(NULLS)}")
    p_value, q_value = np.full(len(pairs), np.nan), np.full(len(pairs), np.nan)
    p_value[tested] = found
    q_value[tested] = _false_discovery(found, n_actors * (n_actors - 1) // 2)
    return conform(pairs.assign(p_value=p_value, q_value=q_value), PAIRS)


def _one_unit(pairs: pd.DataFrame) -> str:
    within = sorted(pairs["within"].unique())
    if len(within) > 1:
        raise ValueError(f"pairs mix units {within}; test those of one unit at a time")
    return within[0] if within else "sentence"


def _present(mentions: pd.DataFrame, within: str) -> pd.DataFrame:
    """Each unit and actor it names, once."""
    unit = f"{within}_id"
    if unit not in mentions:
        raise ValueError(f"mentions have no column '{unit}'; pass those the pairs were counted in")
    named = mentions.loc[mentions["actor_id"].notna(), [unit, "actor_id"]]
    return named.drop_duplicates().set_axis(["unit_id", "actor_id"], axis="columns")


def _check_counts(pairs: pd.DataFrame, n_by_actor: pd.Series) -> None:
    for actor, count in (("actor_a", "n_a"), ("actor_b", "n_b")):
        known = pairs[actor].map(n_by_actor)
        wrong = pairs[known != pairs[count]]
        if not wrong.empty:
            row = wrong.iloc[0]
            raise ValueError(
                f"{row[actor]!r} is in {row[count]} units by the pairs, in "
                f"{known[wrong.index[0]]:.0f} by the mentions; pass the mentions the pairs were "
                "counted in"
            )


def _sdsm(pairs: pd.DataFrame, present: pd.DataFrame, n_by_actor: pd.Series) -> np.ndarray:
    lengths, n_units = np.unique(present["unit_id"].value_counts().to_numpy(), return_counts=True)
    named, n_actors = np.unique(n_by_actor.to_numpy(), return_counts=True)
    if pairs.empty:
        return np.empty(0)
    chances = fit_chances(named, n_actors, lengths, n_units)
    # Pairs of equal frequencies and equal counts have equal chances.
    a, b = pairs["n_a"].to_numpy(), pairs["n_b"].to_numpy()
    alike = np.stack([np.minimum(a, b), np.maximum(a, b), pairs["n_together"].to_numpy()], axis=1)
    cases, case = np.unique(alike, axis=0, return_inverse=True)
    one, other = (np.searchsorted(named, cases[:, side]) for side in (0, 1))
    tails = np.empty(len(cases))
    for part in np.array_split(np.arange(len(cases)), -(-len(cases) // 50_000)):
        both = chances[one[part]] * chances[other[part]]
        tails[part] = upper_tails(both, n_units, cases[part, 2])
    rounded = np.array([float(f"{tail:.{DIGITS - 1}e}") for tail in tails.tolist()])
    return rounded[case.ravel()]


def _fdsm(
    pairs: pd.DataFrame, present: pd.DataFrame, n_samples: int, rng: np.random.Generator
) -> np.ndarray:
    table = pd.crosstab(present["actor_id"], present["unit_id"]).to_numpy() > 0
    actors = pd.Index(sorted(present["actor_id"].unique()))
    first, second = (actors.get_indexer(pd.Index(pairs[side])) for side in ("actor_a", "actor_b"))
    exceeded = shuffled_exceedances(table, first, second, n_samples=n_samples, rng=rng)
    return (1 + exceeded) / (1 + n_samples)


def _hypergeometric(pairs: pd.DataFrame) -> np.ndarray:
    from scipy.stats import hypergeom

    together, units, a, b = (
        pairs[column].to_numpy() for column in ("n_together", "n_units", "n_a", "n_b")
    )
    return hypergeom.sf(together - 1, units, a, b)


def _false_discovery(p_values: np.ndarray, n_tests: int) -> np.ndarray:
    """Benjamini and Hochberg's q among `n_tests`, of which those not given have p = 1."""
    from scipy.stats import false_discovery_control

    if not len(p_values):
        return p_values
    return np.minimum(1.0, false_discovery_control(p_values) * n_tests / len(p_values))
