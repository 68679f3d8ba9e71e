"""Which actors are named together, how often, and how much more than by chance.

Two actors co-occur when both are named in one unit of text: a sentence, a paragraph, an
article or a story. A unit counts once for a pair, however often either name recurs in it,
so that a wordy article weighs no more than a terse one. Units that name nobody are part of
the base: without them every pair would look less than chance.

Being named together is not a relation. For who acts on whom, see `events`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analysis.schema import PAIRS, SchemaError, conform
from analysis.settings import Settings

Unit = Literal["sentence", "paragraph", "article", "story"]
UNITS = ("sentence", "paragraph", "article", "story")

# Decimals kept of a logarithm: the last bits differ between processors, and could leave
# the range.
DECIMALS = 12


def units_of(
    sentences: pd.DataFrame,
    sections: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    within: Unit,
    counted: Sequence[str] = Settings.counted_sections,
) -> pd.DataFrame:
    """Say in which unit of text each sentence lies.

    Parameters
    ----------
    sentences
        Table `SENTENCES`.
    sections
        Table `SECTIONS`: a paragraph is the stretch in which a sentence begins.
    stories
        Table `STORIES`, with every article of `sentences`.
    within
        The unit asked for.
    counted
        Names of the sections that count; sentences of others are left out.

    Returns
    -------
    DataFrame
        `sentence_id` and, named for the unit, `sentence_id`, `paragraph_id`
        (``<article_id>.p<start>``), `article_id` or `story_id`. One row per sentence. The
        number of units in the corpus is the number of distinct values.

    Raises
    ------
    ValueError
        If `within` is no unit.
    SchemaError
        If a sentence lies in no section, or its article in no story.
    """
    base = sentences[sentences["section"].isin(list(counted))]
    if within == "sentence":
        return base[["sentence_id"]].reset_index(drop=True)
    if within == "article":
        return base[["sentence_id", "article_id"]].reset_index(drop=True)
    if within == "story":
        unit = base["article_id"].map(stories.set_index("article_id")["story_id"])
    elif within == "paragraph":
        unit = _paragraphs(base, sections)
    else:
        raise ValueError(f"within is {within!r}; expected one of {list(UNITS)}")
    if unit.isna().any():
        lost = base.loc[unit.isna(), "sentence_id"]
        raise SchemaError(
            f"table 'sentences': {len(lost)} rows lie in no {within}, first {lost.iloc[0]!r}; "
            "pass tables of one build"
        )
    placed = pd.DataFrame({"sentence_id": base["sentence_id"], f"{within}_id": unit.astype("str")})
    return placed.reset_index(drop=True)


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


def in_units(mentions: pd.DataFrame, units: pd.DataFrame, *, within: Unit) -> pd.DataFrame:
    """Give each mention the unit it stands in.

    Parameters
    ----------
    mentions
        Table `MENTIONS` as `parties.counted` returns it.
    units
        What `units_of` returned for `within`.
    within
        The unit of text.

    Returns
    -------
    DataFrame
        The same rows with the unit's column, for `count_pairs` and for `evidence`.

    Raises
    ------
    ValueError
        If a mention stands in none of the units.
    """
    unit = f"{within}_id"
    placed = mentions["sentence_id"].map(units.set_index("sentence_id", drop=False)[unit])
    if placed.isna().any():
        raise ValueError(
            f"{int(placed.isna().sum())} of {len(mentions)} mentions stand in none of the "
            f"{within}s; pass what parties.counted(mentions, sentences) kept"
        )
    return mentions.assign(**{unit: placed.astype("str")})


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
        lies in [-1, 1]; it is missing where every unit holds the pair. The columns of
        tests and intervals are missing.

    Raises
    ------
    ValueError
        If the unit's column is absent, or `n_units` is smaller than the number of units
        that name an actor.
    """
    unit = f"{within}_id"
    if unit not in mentions:
        raise ValueError(f"mentions have no column '{unit}'; add it with in_units(mentions, ...)")
    present = mentions.dropna(subset="actor_id")[[unit, "actor_id"]].drop_duplicates()
    units, unit_ids = pd.factorize(present[unit])
    actors, actor_ids = pd.factorize(present["actor_id"], sort=True)
    if n_units < len(unit_ids):
        raise ValueError(
            f"n_units is {n_units}, but {len(unit_ids)} units ({within}) name an actor; pass "
            "the number of all units in the corpus"
        )
    first, second, n_together = _together(units, actors)
    n_by_actor = np.bincount(actors, minlength=len(actor_ids))
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


def _paragraphs(sentences: pd.DataFrame, sections: pd.DataFrame) -> pd.Series:
    """Give the stretch each sentence begins in; missing if it begins in none."""
    stretches = sections.assign(
        unit=sections["article_id"] + ".p" + sections["start"].astype("str").str.zfill(6)
    )
    columns = ["article_id", "start"]
    found = pd.merge_asof(
        sentences[columns].reset_index(names="row").sort_values("start", kind="stable"),
        stretches[[*columns, "end", "unit"]].sort_values("start", kind="stable"),
        on="start",
        by="article_id",
    ).set_index("row")
    unit = found["unit"].where(found["start"] < found["end"])
    return unit.reindex(sentences.index)


def _together(units: np.ndarray, actors: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of actor codes, the smaller first, and the number of units that hold both."""
    from scipy.sparse import coo_array, triu

    shape = (int(units.max(initial=-1)) + 1, int(actors.max(initial=-1)) + 1)
    if 0 in shape:
        none = np.empty(0, dtype=np.int64)
        return none, none, none
    ones = np.ones(len(units), dtype=np.int64)
    named = coo_array((ones, (units, actors)), shape=shape).tocsr()
    shared = triu(named.T @ named, k=1, format="coo")
    return shared.row, shared.col, shared.data


def _npmi(pairs: pd.DataFrame) -> pd.Series:
    """Normalised pointwise mutual information (Bouma 2009) of each pair."""
    p_together = pairs["n_together"] / pairs["n_units"]
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = np.log((pairs["n_together"] / pairs["expected"]).to_numpy())
        npmi = observed / -np.log(p_together.to_numpy())
    defined = pd.Series(npmi, index=pairs.index).where(pairs["n_together"] < pairs["n_units"])
    return defined.round(DECIMALS)
