"""The table of pairs: units that name both, and how that compares with chance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measure.cooccurrence.counting import Codes, count_named, count_together
from analysis.measure.cooccurrence.units import Unit, in_units, units_of
from analysis.schema import PAIRS, conform
from analysis.settings import Settings

# Decimals kept of a logarithm: the last bits differ between processors, and could leave
# the range.
DECIMALS = 12


def count_pairs_within(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    sections: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    within: Unit = "sentence",
    counted: Sequence[str] = Settings.counted_sections,
) -> pd.DataFrame:
    """Count pairs in the units of a corpus: `units_of` and `count_pairs` in one step.

    Parameters, result and errors are theirs; `counted` are the sections that
    `parties.counted` was given.
    """
    units = units_of(sentences, sections, stories, within=within, counted=counted)
    return count_pairs(
        in_units(mentions, units, within=within),
        n_units=units[f"{within}_id"].nunique(),
        within=within,
    )


def count_pairs(mentions: pd.DataFrame, *, n_units: int, within: Unit = "sentence") -> pd.DataFrame:
    """Count the units of text in which two actors are both named.

    Parameters
    ----------
    mentions
        Table `MENTIONS` with the unit's column, see `in_units`. Mentions without an actor
        are left out.
    n_units
        Number of units in the corpus, with and without mentions: the base of every
        probability.
    within
        The unit of text two actors must share.

    Returns
    -------
    DataFrame
        Table `PAIRS`, one row per unordered pair with `actor_a < actor_b` and
        `n_together >= 1`. `n_*` are units. `expected` is ``n_a * n_b / n_units``. `npmi`
        (Bouma 2009) is ``ln(n_together / expected) / -ln(n_together / n_units)`` and lies in
        [-1, 1]; it is missing where every unit holds the pair. The columns of tests and
        intervals are missing: see `nulls.test_pairs` and `add_intervals`.

    Raises
    ------
    ValueError
        If the unit's column is absent, or `n_units` is smaller than the number of units
        that name an actor.
    """
    units, actors, unit_ids, actor_ids = coded(mentions, within)
    if n_units < len(unit_ids):
        raise ValueError(
            f"n_units is {n_units}, but {len(unit_ids)} units ({within}) name an actor; pass "
            "the number of all units in the corpus"
        )
    first, second, n_together = count_together(units, actors, n_actors=len(actor_ids))
    n_by_actor = count_named(units, actors, n_actors=len(actor_ids))
    pairs = pd.DataFrame(
        {
            "actor_a": pd.Series(actor_ids.take(first), dtype="str"),
            "actor_b": pd.Series(actor_ids.take(second), dtype="str"),
            "n_together": n_together,
            "n_a": n_by_actor[first],
            "n_b": n_by_actor[second],
        }
    ).assign(within=within, n_units=n_units, **dict.fromkeys(["p_value", "q_value"], np.nan))
    chance = pairs["n_a"] * (pairs["n_b"] / max(n_units, 1))
    return conform(
        pairs.assign(expected=chance, npmi=_npmi, low=np.nan, high=np.nan),
        PAIRS,
    )


def coded(mentions: pd.DataFrame, within: Unit) -> tuple[Codes, Codes, pd.Index, pd.Index]:
    """Replace units and actors by numbers from 0.

    Returns
    -------
    tuple
        Per mention with an actor the number of its unit and of its actor; then the
        identifiers the numbers stand for. Actors are numbered in order of identifiers,
        units in order of appearance.

    Raises
    ------
    ValueError
        If the unit's column is absent.
    """
    unit = f"{within}_id"
    if unit not in mentions:
        raise ValueError(f"mentions have no column '{unit}'; add it with in_units(mentions, ...)")
    present = mentions.loc[mentions["actor_id"].notna(), [unit, "actor_id"]]
    units, unit_ids = pd.factorize(present[unit])
    actors, actor_ids = pd.factorize(present["actor_id"], sort=True)
    return units, actors, pd.Index(unit_ids), pd.Index(actor_ids)


def _npmi(pairs: pd.DataFrame) -> pd.Series:
    """Normalised pointwise mutual information (Bouma 2009) of each pair."""
    p_together = pairs["n_together"] / pairs["n_units"]
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = np.log((pairs["n_together"] / pairs["expected"]).to_numpy())
        npmi = observed / -np.log(p_together.to_numpy())
    defined = pd.Series(npmi, index=pairs.index).where(pairs["n_together"] < pairs["n_units"])
    # In a large corpus nearly always together, a rounding error of the logarithms exceeds 1.
    return defined.clip(-1, 1).round(DECIMALS)
