"""Who is meant, against who is meant: mentions paired by their place in the text.

The found mention that answers an annotated one is that with most characters in common; of
equals, the first. One found mention may answer several ("Turkish Defence Minister Hulusi
Akar" holds three), and two annotated ones stay two.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.measure.accuracy.tallies import tally

RECALL, ACCURACY = "recall", "accuracy"


def pair_mentions(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Put beside each annotated mention the found one that answers it.

    Parameters
    ----------
    gold
        `document`, `start`, `end` and any further columns.
    found
        `document`, `start`, `end` and any further columns.

    Returns
    -------
    DataFrame
        The rows and columns of `gold` in their order, with the columns of `found` under
        names beginning with ``found_`` (missing where nothing answers), `met`, whether
        something does, and `exact`, whether it has the same ends.
    """
    numbered = gold.reset_index(drop=True).assign(row=np.arange(len(gold)))
    others = found.rename(columns={name: f"found_{name}" for name in found if name != "document"})
    pairs = numbered[["row", "document", "start", "end"]].merge(others, on="document")
    common = pairs[["end", "found_end"]].min(axis="columns") - pairs[["start", "found_start"]].max(
        axis="columns"
    )
    chosen = (
        pairs.assign(common=common)[common > 0]
        .sort_values(
            ["row", "common", "found_start", "found_end"],
            ascending=[True, False, True, True],
            kind="stable",
        )
        .drop_duplicates("row")
        .drop(columns=["document", "start", "end", "common"])
    )
    paired = numbered.merge(chosen, on="row", how="left").drop(columns="row")
    exact = (paired["start"] == paired["found_start"]) & (paired["end"] == paired["found_end"])
    return paired.assign(met=paired["found_start"].notna(), exact=exact.fillna(False))


def compare_links(paired: pd.DataFrame, aspects: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """Say of each paired mention what of it is asked, answered and right.

    Parameters
    ----------
    paired
        As `pair_mentions` returns it.
    aspects
        For each aspect, the column of what is expected and of what was found; both texts. A
        missing expectation is a case too: there nothing is to be found.

    Returns
    -------
    DataFrame
        The same rows with, for each aspect, truth values `<aspect>_asked` (something is
        expected), `<aspect>_given` (something was found), `<aspect>_right` (the same),
        `<aspect>_wrong` (not the same).
    """
    columns: dict[str, pd.Series] = {}
    for aspect, (expected, found) in aspects.items():
        asked, given = paired[expected].notna(), paired[found].notna()
        same = paired[expected].astype("str") == paired[found].astype("str")
        right = (same.fillna(False).astype("bool") & asked) | (~asked & ~given)
        columns |= {
            f"{aspect}_asked": asked,
            f"{aspect}_given": asked & given,
            f"{aspect}_right": right,
            f"{aspect}_wrong": ~right,
        }
    return paired.assign(**columns)


def judge_links(compared: pd.DataFrame, aspect: str, *, by: list[str]) -> pd.DataFrame:
    """Tally one aspect of annotated mentions: found at all, and right where answered.

    Parameters
    ----------
    compared
        As `compare_links` returns it, those mentions only of which the aspect is asked.
    aspect
        The aspect.
    by
        Columns whose values are slices.

    Returns
    -------
    DataFrame
        Tallies of ``<aspect> recall``, the share of mentions with the right answer, and
        ``<aspect> accuracy``, the share of the answers that are right.
    """
    asked, given, right = (f"{aspect}_{side}" for side in ("asked", "given", "right"))
    return tally(
        compared,
        {f"{aspect} {RECALL}": (right, asked), f"{aspect} {ACCURACY}": (right, given)},
        by=by,
    )
