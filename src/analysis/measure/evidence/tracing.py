"""The sentences behind one row of a result, whatever its table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.measure.evidence.marks import COLUMNS
from analysis.measure.evidence.sentences import (
    evidence_for_pairs,
    opening_sentences,
    sentences_naming,
    sentences_telling,
)


def trace(row: pd.Series, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Fetch the sentences behind one row of `FREQUENCY`, `PAIRS` or `TIMELINE`.

    Parameters
    ----------
    row
        One row, for instance ``pairs.iloc[0]``. Its table is known by its columns.
    tables
        By name: ``mentions`` (as counted), ``sentences``, ``articles``, and for a row of
        the clock ``told`` ``timexes`` (as `timeline.told_of` keeps them).

    Returns
    -------
    DataFrame
        `COLUMNS`: the sentences naming the actor, or both actors' units, or holding the
        expressions; for a day of publication the opening sentence of each article.

    Raises
    ------
    ValueError
        If the row is of no such table.
    """
    common = {"sentences": tables["sentences"], "articles": tables["articles"]}
    if "actor_a" in row:
        found = evidence_for_pairs(
            row.to_frame().T.infer_objects(), mentions=tables["mentions"], **common
        )
        return found[list(COLUMNS)]
    if "actor_id" in row:
        return sentences_naming([row["actor_id"]], mentions=tables["mentions"], **common)
    if row.get("clock") == "told":
        told = tables["timexes"]
        here = _same_stretch(told, row)
        if row["source_id"] != "all":
            here &= told["sentence_id"].isin(_naming(row["source_id"], tables, "sentence_id"))
        return sentences_telling(told.loc[here, "timex_id"], timexes=told, **common)
    if row.get("clock") == "published":
        day = tables["articles"]["published"]
        here = day.isna() if pd.isna(row["first_day"]) else day.dt.normalize() == row["first_day"]
        if row["source_id"] != "all":
            here &= tables["articles"]["article_id"].isin(
                _naming(row["source_id"], tables, "article_id")
            )
        return opening_sentences(tables["articles"].loc[here, "article_id"], **common)
    raise ValueError(
        f"row has columns {list(row.index)}; expected a row of table 'frequency', 'pairs' or "
        "'timeline'"
    )


def _naming(actor: str, tables: Mapping[str, pd.DataFrame], unit: str) -> pd.Series:
    mentions = tables["mentions"]
    return mentions.loc[mentions["actor_id"] == actor, unit]


def _same_stretch(told: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Whether each expression is counted in the row."""
    if pd.isna(row["first_day"]):
        return told["first_day"].isna()
    last = told["last_day"]
    same_end = last.isna() if pd.isna(row["last_day"]) else last == row["last_day"]
    granularity = told["granularity"].fillna("interval")
    return (told["first_day"] == row["first_day"]) & same_end & (granularity == row["granularity"])
