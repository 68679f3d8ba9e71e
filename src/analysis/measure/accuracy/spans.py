"""Names found, against names annotated: the same characters, or characters in common.

A span counts as found if both its ends and its label are those of the annotation; without
labels (slice ``untyped``) if both ends are. Where annotations nest, or mark whole phrases,
ends are not comparable, and a span counts if it overlaps the head of an annotated one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measure.accuracy.tallies import TALLIES, tally

KEY = ["document", "start", "end"]
EXACT = {"precision": ("both", "found"), "recall": ("both", "gold")}


def judge_spans(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Judge spans by both their ends, with and without their labels.

    Parameters
    ----------
    gold, found
        One row per span: `document`, `start`, `end` and `label`, in the same labels on both
        sides. A span met twice counts once.

    Returns
    -------
    DataFrame
        Tallies of ``precision`` and ``recall``: slice ``all`` needs the same label, slices of
        single labels too, slice ``untyped`` only the same ends.
    """
    typed = tally(_met(gold, found, [*KEY, "label"]), EXACT, by=["label"])
    plain = tally(_met(gold, found, KEY), EXACT).assign(slice="untyped")
    return pd.concat([typed, plain], ignore_index=True)


def _met(gold: pd.DataFrame, found: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return the spans of either side, with whether each is annotated, found, or both."""
    met = (
        gold[key]
        .drop_duplicates()
        .merge(found[key].drop_duplicates(), on=key, how="outer", indicator="side")
    )
    side = met["side"].astype("str")
    return met.assign(gold=side != "right_only", found=side != "left_only", both=side == "both")


def overlapped(spans: pd.DataFrame, others: pd.DataFrame, *, same_label: bool) -> np.ndarray:
    """Say for each span whether it has a character in common with one of the others.

    Parameters
    ----------
    spans, others
        `document`, `start`, `end`, and with `same_label` also `label`.
    same_label
        Whether the other must have the same label.

    Returns
    -------
    ndarray of bool
        One value for each row of `spans`.
    """
    keys = ["document", "label"] if same_label else ["document"]
    numbered = spans[[*keys, "start", "end"]].assign(row=np.arange(len(spans)))
    pairs = numbered.merge(others[[*keys, "start", "end"]], on=keys, suffixes=("", "_other"))
    touch = (pairs["start"] < pairs["end_other"]) & (pairs["start_other"] < pairs["end"])
    return np.isin(np.arange(len(spans)), pairs.loc[touch, "row"].to_numpy())


def judge_heads(gold: pd.DataFrame, found: pd.DataFrame, *, precise: bool = True) -> pd.DataFrame:
    """Judge spans by whether they overlap the head of an annotated one of their label.

    Parameters
    ----------
    gold
        One row per annotated span: `document`, `start` and `end` of its head, `label`, and
        `slice`, a further part it belongs to (missing if none).
    found
        `document`, `start`, `end`, `label`, `slice`.
    precise
        Whether the annotation is meant to be complete, so that what it has not is wrong.

    Returns
    -------
    DataFrame
        Tallies of ``overlapping recall``, of ``overlapping precision`` if `precise`, by label
        and `slice`, and untyped.
    """
    sides = [(gold, found, "overlapping recall")]
    if precise:
        sides.append((found, gold, "overlapping precision"))
    rows: list[pd.DataFrame] = [pd.DataFrame(columns=list(TALLIES))]
    for spans, others, measure in sides:
        cases = spans.assign(
            case=True,
            typed=overlapped(spans, others, same_label=True),
            untyped=overlapped(spans, others, same_label=False),
        )
        rows.append(tally(cases, {measure: ("typed", "case")}, by=["label", "slice"]))
        rows.append(tally(cases, {measure: ("untyped", "case")}).assign(slice="untyped"))
    return pd.concat(rows[1:], ignore_index=True)
