"""In which unit of text each sentence lies, and each mention stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from analysis.schema import SchemaError
from analysis.settings import Settings

Unit = Literal["sentence", "paragraph", "article", "story"]
UNITS = ("sentence", "paragraph", "article", "story")


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


def stories_of_units(
    units: pd.DataFrame, sentences: pd.DataFrame, stories: pd.DataFrame, *, within: Unit
) -> pd.DataFrame:
    """Say to which story each unit belongs: what resampling by story needs.

    Parameters
    ----------
    units
        What `units_of` returned for `within`.
    sentences, stories
        Tables `SENTENCES` and `STORIES`.
    within
        The unit of text.

    Returns
    -------
    DataFrame
        `unit_id` and `story_id`, one row per unit, those that name nobody included, in order
        of `unit_id`.

    Raises
    ------
    SchemaError
        If an article has no story.
    """
    article = units["sentence_id"].map(sentences.set_index("sentence_id")["article_id"])
    story = article.map(stories.set_index("article_id")["story_id"])
    if story.isna().any():
        raise SchemaError(
            f"table 'stories': {int(story.isna().sum())} sentences lie in articles without a "
            f"story, first article {article[story.isna()].iloc[0]!r}; pass tables of one build"
        )
    found = pd.DataFrame({"unit_id": units[f"{within}_id"], "story_id": story.astype("str")})
    ordered = found.drop_duplicates("unit_id").sort_values("unit_id", kind="stable")
    return ordered.reset_index(drop=True)
