"""The days of a corpus in a row, and the distance from telling to what is told."""

from __future__ import annotations

from typing import Literal

import pandas as pd

Clock = Literal["published", "told"]


def lag_days(timexes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Say how many days lie between the day told of and the day of publication.

    Parameters
    ----------
    timexes
        Table `TIMEXES`, for instance what `told_of` kept. Only expressions of one day are
        used: of a month or a year there is no day to subtract from.
    articles
        Table `ARTICLES`. Articles without a date are left out.

    Returns
    -------
    DataFrame
        `timex_id`, `article_id` and `lag_days`: told minus published, negative for the
        past, 0 for the day of publication.
    """
    days = timexes[(timexes["granularity"] == "day") & timexes["first_day"].notna()]
    dated = articles.loc[articles["published"].notna(), ["article_id", "published"]]
    both = days.merge(dated, on="article_id").sort_values("timex_id", kind="stable")
    lag = (both["first_day"] - both["published"].dt.normalize()).dt.days
    return (
        both[["timex_id", "article_id"]].assign(lag_days=lag.astype("int64")).reset_index(drop=True)
    )


def daily(timeline: pd.DataFrame, clock: Clock, *, source_id: str = "all") -> pd.DataFrame:
    """Give the days of the corpus without gaps, a day without rows as 0.

    Parameters
    ----------
    timeline
        Table `TIMELINE`, with the rows of the whole corpus.
    clock
        ``"published"`` or ``"told"``.
    source_id
        ``"all"`` or an actor.

    Returns
    -------
    DataFrame
        `day`, `n_events`, `n_articles`, `n_stories`: one row per day from the first to the
        last on which the corpus has an article. Outside, nothing is known, so there is no
        row; days told of outside, and stretches longer than a day, are not shown.
    """
    rows = timeline[timeline["granularity"] == "day"]
    span = rows.loc[(rows["clock"] == "published") & (rows["source_id"] == "all"), "first_day"]
    counts = ["n_events", "n_articles", "n_stories"]
    wanted = rows[(rows["clock"] == clock) & (rows["source_id"] == source_id)]
    days = (
        pd.date_range(span.min(), span.max(), freq="D", unit="us")
        if len(span)
        else pd.DatetimeIndex([], dtype="datetime64[us]")
    )
    series = wanted.set_index("first_day")[counts].reindex(days, fill_value=0)
    return series.astype("int64").rename_axis("day").reset_index()
