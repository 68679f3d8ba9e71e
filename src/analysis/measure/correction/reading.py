"""The sheet that people filled in, checked and laid out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measure.correction.sample import NOBODY

NEEDED = ("sentence_id", "story_id", "stratum", "inclusion", "found", "gold")


def read_labels(sheet: pd.DataFrame) -> pd.DataFrame:
    """List who was found and who was read in each sentence of the sheet.

    Parameters
    ----------
    sheet
        What `draw_sample` returned, with `gold` filled in for every row; all columns may be
        text, as a spreadsheet leaves them.

    Returns
    -------
    DataFrame
        `sentence_id`, `stratum`, `actor_id`, `found` and `gold`: one row per sentence and
        actor, if found or read there.

    Raises
    ------
    ValueError
        If columns are absent, a sentence was not read, or chances lie outside (0, 1].
    """
    absent = [column for column in NEEDED if column not in sheet]
    if absent:
        raise ValueError(f"the sheet has no columns {absent}; it needs {list(NEEDED)}")
    chance = sheet["inclusion"].astype("float64")
    if not chance.between(0, 1, inclusive="right").all():
        raise ValueError(
            f"the sheet's column 'inclusion' holds {chance[~chance.between(0, 1)].tolist()[:3]}; "
            "expected chances above 0, at most 1, as drawn"
        )
    gold = sheet["gold"].astype("str").str.strip()
    unread = sheet.loc[gold.isna() | (gold == ""), "sentence_id"]
    if len(unread):
        raise ValueError(
            f"{len(unread)} of {len(sheet)} sentences of the sheet have no gold, first "
            f"{unread.iloc[0]!r}; write the actors each names, or '{NOBODY}' for nobody"
        )
    sides = [
        sheet[["sentence_id", "stratum"]].assign(
            actor_id=sheet[side].astype("str").str.split("|"), side=side
        )
        for side in ("found", "gold")
    ]
    long = pd.concat(sides).explode("actor_id")
    long["actor_id"] = long["actor_id"].astype("str").str.strip()
    long = long[~long["actor_id"].isin([NOBODY, ""])].drop_duplicates()
    keys = ["sentence_id", "stratum", "actor_id"]
    wide = long.assign(yes=True).pivot(index=keys, columns="side", values="yes")
    wide = wide.reindex(columns=["found", "gold"]).notna().reset_index()
    return wide.astype({"sentence_id": "str", "stratum": "str", "actor_id": "str"})


def stratum_sizes(sheet: pd.DataFrame) -> pd.DataFrame:
    """Count the sentences drawn (`n`) and in all (`n_all`), with their ratio, by stratum."""
    sizes = sheet.groupby("stratum", sort=True)["inclusion"].agg(["size", "first"])
    n_all = (sizes["size"] / sizes["first"].astype("float64")).round()
    return pd.DataFrame({"n": sizes["size"], "n_all": n_all, "weight": n_all / sizes["size"]})


def label_errors(sheet: pd.DataFrame, labels: pd.DataFrame, actors: pd.Index) -> np.ndarray:
    """Mark sentences (rows) with 1 for actors (columns) missed and -1 for wrongly found."""
    wrong = labels[labels["found"] != labels["gold"]]
    error = np.zeros((len(sheet), len(actors)))
    row = pd.Index(sheet["sentence_id"]).get_indexer(pd.Index(wrong["sentence_id"]))
    column = actors.get_indexer(pd.Index(wrong["actor_id"]))
    error[row, column] = np.where(wrong["gold"], 1, -1)
    return error
