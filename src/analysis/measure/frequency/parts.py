"""The same counts by parts of the corpus: by source, by period, by story.

What comes out is one long table of `part`, `actor_id` and `n`, which `keyness` (two parts
compared), `dispersion` (how evenly over all) and `ranks` (parts drawn again) take.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from analysis.settings import Settings

Unit = Literal["mention", "sentence", "article"]


def count_parts(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    parts: pd.Series,
    *,
    within: Unit = "sentence",
    sections: Sequence[str] = Settings.counted_sections,
) -> pd.DataFrame:
    """Count the units that name each actor in each part of the corpus.

    Parameters
    ----------
    mentions
        Table `MENTIONS` as `parties.counted` returns it, at the level to count.
    sentences
        Table `SENTENCES`, of all sections.
    parts
        Name of the part each article belongs to, indexed by `article_id`: its source, its
        story, or what `split_at` returns. Articles that are not in it, or whose part is
        missing, are left out.
    within
        The unit counted. To count stories, pass one article of each story as `parts`.
    sections
        The sections counted, those `parties.counted` was given.

    Returns
    -------
    DataFrame
        `part`, `actor_id`, `n`, ordered by the first two. One row per part without an actor
        holds all units of the part, those that name nobody included; one row per part and
        actor named there holds the units naming it.

    Raises
    ------
    ValueError
        If `within` is no unit.
    """
    if within not in ("mention", "sentence", "article"):
        raise ValueError(f"within is {within!r}; expected 'mention', 'sentence' or 'article'")
    counted = sentences[sentences["section"].isin(list(sections))]
    base = counted[["sentence_id", "article_id"]].assign(
        part=counted["article_id"].map(parts).astype("str")
    )
    base = base.dropna(subset="part")
    named = mentions[["mention_id", "sentence_id", "actor_id"]].merge(base, on="sentence_id")
    unit = f"{within}_id"
    units = named if within == "mention" else base
    total = units.drop_duplicates(unit).groupby("part", as_index=False).size()
    present = named.dropna(subset="actor_id").drop_duplicates(["actor_id", unit])
    found = present.groupby(["part", "actor_id"], as_index=False).size()
    rows = pd.concat([total.assign(actor_id=None), found]).rename(columns={"size": "n"})
    typed = rows.astype({"part": "str", "actor_id": "str", "n": "int64"})
    return typed.sort_values(["part", "actor_id"], kind="stable", na_position="first")[
        ["part", "actor_id", "n"]
    ].reset_index(drop=True)


def split_at(articles: pd.DataFrame, day: str | pd.Timestamp) -> pd.Series:
    """Part the articles into those published before a day and those from it on.

    Parameters
    ----------
    articles
        Table `ARTICLES`.
    day
        First day of the later part.

    Returns
    -------
    Series
        ``"before"`` or ``"since"``, indexed by `article_id`; undated articles are missing.
    """
    later = (articles["published"] >= pd.Timestamp(day)).map({True: "since", False: "before"})
    return pd.Series(
        later.where(articles["published"].notna()).to_numpy(),
        index=articles["article_id"].to_numpy(),
        dtype="str",
        name="part",
    )
