"""Articles and expressions counted by the stretch of the calendar they stand for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measure.timeline.told import told_of
from analysis.schema import TIMELINE, SchemaError, conform
from analysis.settings import Settings

ALL = "all"
UNDATED = "undated"
STRETCH = ["first_day", "last_day", "granularity"]


def count_timeline(
    articles: pd.DataFrame,
    timexes: pd.DataFrame,
    sentences: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    mentions: pd.DataFrame | None = None,
    sections: Sequence[str] = Settings.counted_sections,
) -> pd.DataFrame:
    """Count articles by the day they were published, and expressions by the days they tell of.

    Parameters
    ----------
    articles
        Table `ARTICLES`.
    timexes
        Table `TIMEXES`; `told_of` says which of them count.
    sentences
        Table `SENTENCES`.
    stories
        Table `STORIES`, with every article.
    mentions
        Table `MENTIONS` as `parties.counted` returns it. If given, there are also rows for
        each actor: articles that name it, and expressions in sentences that name it.
    sections
        Names of the sections that count.

    Returns
    -------
    DataFrame
        Table `TIMELINE`. On the clock ``published`` one row per day with articles, on the
        clock ``told`` one row per stretch told of, and on each at most one row
        ``undated``. `source_id` is ``"all"`` for the whole corpus, else the actor. Rows of
        actors overlap and do not add up to the whole.

    Raises
    ------
    SchemaError
        If an article has no story.
    """
    story = stories.set_index("article_id")["story_id"]
    lost = articles.loc[~articles["article_id"].isin(story.index), "article_id"]
    if not lost.empty:
        raise SchemaError(
            f"table 'stories': {len(lost)} rows of table 'articles' have no row, first "
            f"{lost.iloc[0]!r}; group the stories of the whole corpus"
        )
    published = _published(articles)
    told = _stretches(told_of(timexes, sentences, sections=sections))
    clocks = {"published": [_of_all(published)], "told": [_of_all(told)]}
    if mentions is not None:
        named = mentions.dropna(subset="actor_id")
        clocks["published"].append(_of_actors(published, named, "article_id"))
        clocks["told"].append(_of_actors(told, named, "sentence_id"))
    counts = [
        _counted(pd.concat(parts, ignore_index=True), story).assign(clock=clock)
        for clock, parts in clocks.items()
    ]
    found = pd.concat(counts, ignore_index=True)
    return conform(
        found.assign(
            target_id=pd.Series(np.nan, index=found.index, dtype="str"),
            event_type=pd.Series(np.nan, index=found.index, dtype="str"),
            n_events=found["n_events"].where(found["clock"] == "told", 0),
        ),
        TIMELINE,
    )


def _published(articles: pd.DataFrame) -> pd.DataFrame:
    """Stretch of each article: its day of publication."""
    day = articles["published"].dt.normalize()
    granularity = pd.Series("day", index=articles.index, dtype="str").mask(day.isna(), UNDATED)
    return articles[["article_id"]].assign(first_day=day, last_day=day, granularity=granularity)


def _stretches(told: pd.DataFrame) -> pd.DataFrame:
    """Stretch of each expression; without a first day it is undated."""
    undated = told["first_day"].isna()
    return told[["article_id", "sentence_id"]].assign(
        first_day=told["first_day"],
        last_day=told["last_day"].mask(undated),
        granularity=told["granularity"].fillna("interval").mask(undated, UNDATED).astype("str"),
    )


def _of_all(stretches: pd.DataFrame) -> pd.DataFrame:
    return stretches[["article_id", *STRETCH]].assign(source_id=ALL)


def _of_actors(stretches: pd.DataFrame, named: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Each stretch once for each actor named in its unit."""
    naming = named[[unit, "actor_id"]].drop_duplicates().rename(columns={"actor_id": "source_id"})
    return stretches.merge(naming, on=unit)[["article_id", *STRETCH, "source_id"]]


def _counted(stretches: pd.DataFrame, story: pd.Series) -> pd.DataFrame:
    """Expressions, articles and stories of each stretch and source."""
    return (
        stretches.assign(story_id=stretches["article_id"].map(story))
        .groupby([*STRETCH, "source_id"], dropna=False, as_index=False)
        .agg(
            n_events=("article_id", "size"),
            n_articles=("article_id", "nunique"),
            n_stories=("story_id", "nunique"),
        )
    )
