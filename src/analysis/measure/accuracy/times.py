"""Expressions of time found, against those annotated: where they stand and what they mean.

As in TempEval-3 (UzZaman et al. 2013): strict spans have the same ends, relaxed ones a
character in common; a value is right where the spans meet and the values are equal, and its
F1 counts what was found and what was annotated. Sets that give days and no values are
compared by first and last day; where one end of a stretch of years is marked, by that end.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.measure.accuracy.links import pair_mentions
from analysis.measure.accuracy.spans import KEY, overlapped
from analysis.measure.accuracy.tallies import tally

# A plain calendar date: it names a year, a month or a weekday.
PLAIN = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?!d)\w*|"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)

YEARS = r"^(\d{4})/(\d{4})$"  # the value of a stretch of years


def judge_times(gold: pd.DataFrame, found: pd.DataFrame, *, precise: bool) -> pd.DataFrame:
    """Judge expressions of time by place and meaning.

    Parameters
    ----------
    gold
        `document`, `start`, `end`, `text`, `type` (a slice; missing if the set has none),
        and what it means: `value`, several parted by ``|`` where any is right, or, where
        that is missing, `first_day` and `last_day` as ISO text; all missing if the set does
        not say.
    found
        `document`, `start`, `end`, `type`, `value`, and `first_day`, `last_day` as ISO text.
    precise
        Whether the annotation is complete, so that what it has not is wrong.

    Returns
    -------
    DataFrame
        Tallies of ``strict``, ``relaxed`` and ``value`` ``precision`` and ``recall``
        (precisions only if `precise`), and of ``value accuracy``, the share of values right
        where the spans meet; slices ``plain dates`` and each type.
    """
    cases = _meant(pair_mentions(gold, found))
    plain = cases["text"].map(lambda text: bool(PLAIN.search(text))).astype("bool")
    kind = pd.Series(np.where(plain, "plain dates", "other expressions"), index=cases.index)
    cases = cases.assign(all=True, kind=kind)
    measures = {
        "strict recall": ("exact", "all"),
        "relaxed recall": ("met", "all"),
        "value recall": ("right", "valued"),
        "value accuracy": ("right", "compared"),
    }
    recalls = tally(cases, measures, by=["type", "kind"])
    return pd.concat([recalls, _precisions(cases, found)]) if precise else recalls


def _meant(cases: pd.DataFrame) -> pd.DataFrame:
    """Say of each annotated expression whether it has a meaning, and whether ours is that."""
    by_value = cases["value"].notna()
    by_days = ~by_value & (cases["first_day"].notna() | cases["last_day"].notna())
    same_value = [
        bool(met) and str(found) in str(value).split("|")
        for value, found, met in zip(
            cases["value"], cases["found_value"], cases["met"], strict=True
        )
    ]
    same_days = cases["met"] & np.logical_and.reduce(
        [
            cases[day].fillna("").astype("str") == cases[f"found_{day}"].fillna("").astype("str")
            for day in ("first_day", "last_day")
        ]
    )
    right = np.where(by_value, same_value, (same_days | _is_end(cases)) & by_days)
    valued = by_value | by_days
    return cases.assign(valued=valued, compared=valued & cases["met"], right=right)


def _is_end(cases: pd.DataFrame) -> np.ndarray:
    """Whether the annotation marks one end of a stretch of years ("1711-1776") of ours."""
    found = cases["found_value"].astype("str").str.extract(YEARS).astype("str")
    starts = (cases["start"] == cases["found_start"]) & (cases["end"] != cases["found_end"])
    ends = (cases["start"] != cases["found_start"]) & (cases["end"] == cases["found_end"])
    first, last = (found[side] == cases["text"].astype("str") for side in (0, 1))
    at_an_end = (starts & first.fillna(False)) | (ends & last.fillna(False))
    return at_an_end.to_numpy(dtype=bool)


def _precisions(cases: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Tallies of what was found that is annotated, and means the same."""
    same = set(cases.loc[cases["exact"], KEY].itertuples(index=False, name=None))
    answered = cases.loc[cases["right"].astype("bool"), ["document", "found_start", "found_end"]]
    right = set(answered.itertuples(index=False, name=None))
    keys = list(found[KEY].itertuples(index=False, name=None))
    judged = found[KEY].assign(
        all=True,
        exact=[key in same for key in keys],
        met=overlapped(found, cases, same_label=False),
        right=[key in right for key in keys],
    )
    return tally(judged, {
        "strict precision": ("exact", "all"), "relaxed precision": ("met", "all"),
        "value precision": ("right", "all"),
    })  # fmt: skip
