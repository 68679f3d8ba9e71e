"""Which expressions of time are on the clock ``told``, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.schema import SchemaError
from analysis.settings import Settings

# Expressions that name a stretch of the calendar. A duration has a length and no place in
# time, a set ("every Tuesday") many places.
CALENDAR = ("DATE", "TIME")


def told_of(
    timexes: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    sections: Sequence[str] = Settings.counted_sections,
) -> pd.DataFrame:
    """Keep the expressions of the clock ``told``: dates and times in the counted sections.

    Parameters and errors are those of `left_out`, which counts the others.

    Returns
    -------
    DataFrame
        Rows of `timexes`, those without a day included.
    """
    reason = _reason_left_out(timexes, sentences, sections)
    return timexes[reason.isna()].reset_index(drop=True)


def left_out(
    timexes: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    sections: Sequence[str] = Settings.counted_sections,
) -> pd.DataFrame:
    """Count the expressions that are on no clock, by reason.

    Parameters
    ----------
    timexes
        Table `TIMEXES`.
    sentences
        Table `SENTENCES`, with every sentence of `timexes`.
    sections
        Names of the sections that count.

    Returns
    -------
    DataFrame
        `reason` (``"section footer"``, ``"type DURATION"``, ...) and `n_timexes`, the
        largest first. With the rows of `told_of` they are as many as `timexes`.

    Raises
    ------
    SchemaError
        If an expression stands in a sentence that `sentences` does not have.
    """
    reason = _reason_left_out(timexes, sentences, sections)
    counts = reason.value_counts().rename_axis("reason").rename("n_timexes").reset_index()
    return (
        counts.astype({"reason": "str", "n_timexes": "int64"})
        .sort_values(["n_timexes", "reason"], ascending=[False, True], kind="stable")
        .reset_index(drop=True)
    )


def _reason_left_out(
    timexes: pd.DataFrame, sentences: pd.DataFrame, sections: Sequence[str]
) -> pd.Series:
    """Why each expression is on no clock; missing if it is on one."""
    section = timexes["sentence_id"].map(sentences.set_index("sentence_id")["section"])
    if section.isna().any():
        lost = timexes.loc[section.isna(), "sentence_id"]
        raise SchemaError(
            f"table 'timexes': {len(lost)} rows stand in sentences that table 'sentences' "
            f"does not have, first {lost.iloc[0]!r}; pass both tables of one build"
        )
    reason = ("section " + section.astype("str")).where(~section.isin(list(sections)))
    elsewhere = reason.isna() & ~timexes["type"].isin(CALENDAR)
    return reason.mask(elsewhere, "type " + timexes["type"].astype("str"))
