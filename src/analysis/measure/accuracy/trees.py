"""Parts of speech and heads, against treebanks: words are paired by their characters.

As in the CoNLL 2018 shared task: a word counts if a token has the same first and last
character, its head if it and its head are paired with token and head, its relation if that
is the same too. Figures are F1, so that a word cut in two costs on both sides.
"""

from __future__ import annotations

import pandas as pd

from analysis.measure.accuracy.tallies import tally

WORD = ["document", "start", "end"]
ASPECTS = {"words": "paired", "tag": "same_tag", "unlabelled": "same_head", "labelled": "same_dep"}


def judge_trees(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Judge the words of parsed texts.

    Parameters
    ----------
    gold, found
        One row per word: `document`, `start`, `end`, `pos` (universal part of speech),
        `head_start`, `head_end` (its own for the root) and `dep` (universal relation, without
        subtype).

    Returns
    -------
    DataFrame
        Tallies of precision and recall of ``words``, ``tag``, ``unlabelled`` and
        ``labelled`` attachment.
    """
    heads = ["head_start", "head_end"]
    pairs = gold.merge(found, on=WORD, how="outer", suffixes=("", "_found"), indicator="side")
    side = pairs["side"].astype("str")
    paired = side == "both"
    same_head = paired & (pairs[heads].to_numpy() == pairs[[f"{h}_found" for h in heads]]).all(
        axis="columns"
    )
    judged = pairs[WORD].assign(
        gold=side != "right_only",
        found=side != "left_only",
        paired=paired,
        same_tag=paired & (pairs["pos"] == pairs["pos_found"]).fillna(False),
        same_head=same_head,
        same_dep=same_head & (pairs["dep"] == pairs["dep_found"]).fillna(False),
    )
    measures: dict[str, tuple[str, str]] = {}
    for name, column in ASPECTS.items():
        measures |= {
            f"{name} precision": (column, "found"),
            f"{name} recall": (column, "gold"),
        }
    return tally(judged, measures)
