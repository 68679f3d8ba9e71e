"""Cases summed by document: how many there are, and how many of them are right.

Sums by document are all that the figures and their intervals need, and they add up: the
tallies of two sets put together are the tallies of the set of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

ALL = "all"
TALLIES = ("slice", "measure", "document", "part", "whole")


def tally(
    cases: pd.DataFrame, measures: Mapping[str, tuple[str, str]], *, by: Sequence[str] = ()
) -> pd.DataFrame:
    """Sum judged cases by document, for all of them and for each slice.

    Parameters
    ----------
    cases
        One row per case: `document`, the truth values `measures` names, and the columns of
        `by`. A case in which the second of a measure's columns is false is none of it.
    measures
        For each measure, the column that says whether a case is right, and the column that
        says whether it is a case at all.
    by
        Columns whose values are slices; a missing value is in no slice.

    Returns
    -------
    DataFrame
        Columns `TALLIES`: `part` cases right of `whole`, in each `document` that has a case.
        The slice of all cases is ``all``.
    """
    sliced = [cases.assign(slice=ALL)]
    sliced += [cases.assign(slice=cases[name]).dropna(subset="slice") for name in by]
    rows = pd.concat(sliced) if len(cases) else cases.assign(slice=pd.Series(dtype="str"))
    return pd.concat([_counted(rows, name, *columns) for name, columns in measures.items()])[
        list(TALLIES)
    ].reset_index(drop=True)


def _counted(rows: pd.DataFrame, measure: str, right: str, case: str) -> pd.DataFrame:
    chosen = rows[rows[case].astype("bool")]
    counted = chosen.assign(part=chosen[right].astype("int64"), whole=1)
    summed = counted.groupby(["slice", "document"], sort=True)[["part", "whole"]].sum()
    return summed.reset_index().assign(measure=measure).astype({"slice": "str", "document": "str"})
