"""Stories by the day, week or month in which they were first told.

A story is one event of publishing, however often it is printed again: it stands in the period
of its earliest dated article, once, and names an actor if any of its articles does. The
number of all stories of a period is its volume, the base of every share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd

from analysis.schema import SchemaError

Unit = Literal["day", "week", "month", "quarter", "year"]
# Weeks begin on Monday (ISO 8601).
UNITS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


# The longest stretch of days that each unit divides into no more bars than a chart can hold.
_REACH: dict[Unit, int] = {"day": 31, "week": 366, "month": 3 * 366, "quarter": 20 * 366}


def fitting_unit(articles: pd.DataFrame) -> Unit:
    """Return the length of a bin that suits the days of a corpus: neither one bar nor hundreds.

    Parameters
    ----------
    articles
        Table `ARTICLES`. A corpus without dates gets ``"day"``.
    """
    published = articles["published"].dropna()
    n_days = (published.max() - published.min()).days + 1 if len(published) else 1
    return next((unit for unit, reach in _REACH.items() if n_days <= reach), "year")


def articles_naming(mentions: pd.DataFrame, actors: Sequence[str]) -> pd.Series:
    """Return the articles that name all of some actors: one actor, or a pair.

    Parameters
    ----------
    mentions
        Table `MENTIONS` as `parties.counted` returns it.
    actors
        Identifiers of one or more actors.

    Returns
    -------
    Series
        `article_id`, each once, in order.

    Raises
    ------
    ValueError
        If `actors` is empty.
    """
    wanted = sorted({*actors})
    if not wanted:
        raise ValueError("actors is empty; expected the identifier of at least one actor")
    named = mentions.loc[mentions["actor_id"].isin(wanted), ["article_id", "actor_id"]]
    n_named = named.drop_duplicates().groupby("article_id").size()
    found = n_named.index[n_named == len(wanted)]
    return pd.Series(found, name="article_id", dtype="str")


def count_periods(
    articles: pd.DataFrame, stories: pd.DataFrame, naming: Iterable[str], *, unit: Unit = "week"
) -> pd.DataFrame:
    """Count the stories of each period, and those among them that name something.

    Parameters
    ----------
    articles
        Table `ARTICLES`. Stories without any dated article are left out.
    stories
        Table `STORIES`, with every article.
    naming
        `article_id` of the articles that name what is looked for, in any order, for instance
        from `articles_naming`.
    unit
        Length of a period: ``"day"``, ``"week"``, ``"month"``, ``"quarter"`` or ``"year"``.

    Returns
    -------
    DataFrame
        `first_day`, `last_day`, `n_named`, `n_stories` (stories): one row per period from the
        first to the last day of the corpus, in order, periods without a story as 0. Outside,
        nothing is known, so there is no row.

    Raises
    ------
    ValueError
        If `unit` is none of the five.
    SchemaError
        If a dated article has no story.
    """
    freq = checked_unit(unit)
    dated = articles.loc[articles["published"].notna(), ["article_id", "published"]]
    told = dated.merge(stories[["article_id", "story_id"]], on="article_id", how="left")
    lost = told.loc[told["story_id"].isna(), "article_id"]
    if not lost.empty:
        raise SchemaError(
            f"table 'stories': {len(lost)} dated rows of table 'articles' have no row, first "
            f"{lost.iloc[0]!r}; group the stories of the whole corpus"
        )
    naming_articles = stories["article_id"].isin(list(naming))
    naming_stories = stories.loc[naming_articles, "story_id"]
    first_told = told.groupby("story_id")["published"].min().dt.to_period(freq)
    periods = (
        pd.period_range(first_told.min(), told["published"].max(), freq=freq)
        if len(first_told)
        else pd.PeriodIndex([], freq=freq)
    )
    named = first_told[first_told.index.isin(naming_stories)]
    counts = {
        name: found.value_counts().reindex(periods, fill_value=0).to_numpy("int64")
        for name, found in (("n_named", named), ("n_stories", first_told))
    }
    return pd.DataFrame(period_days(periods) | counts)


def checked_unit(unit: str) -> str:
    """Return the frequency of a unit; an error if there is no such unit."""
    if unit not in UNITS:
        raise ValueError(f"unit is {unit!r}; expected one of {list(UNITS)}")
    return UNITS[unit]


def period_days(periods: pd.PeriodIndex) -> dict[str, pd.DatetimeIndex]:
    """Return `first_day` and `last_day` of periods."""
    return {
        "first_day": periods.to_timestamp(how="start").as_unit("us"),
        "last_day": periods.to_timestamp(how="end").normalize().as_unit("us"),
    }
