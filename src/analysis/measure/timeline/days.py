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


# Classes of days from publication to the day told of, each with its first and last day;
# wider the farther away, because "last Tuesday" and "in 2011" are different kinds of memory.
LAGS: tuple[tuple[str, int, int], ...] = (
    ("more than ten years before", -(10**6), -3654),
    ("one to ten years before", -3653, -366),
    ("31 days to a year before", -365, -31),
    ("8 to 30 days before", -30, -8),
    ("2 to 7 days before", -7, -2),
    ("the day before", -1, -1),
    ("the same day", 0, 0),
    ("the day after", 1, 1),
    ("2 to 7 days after", 2, 7),
    ("8 to 30 days after", 8, 30),
    ("more than 30 days after", 31, 10**6),
)

# Days that a chart of a whole year would press into a quarter of its width.
FEW_DAYS = 92


def count_lags(lags: pd.DataFrame) -> pd.DataFrame:
    """Count expressions by how far the day told of lies from the day of publication.

    Parameters
    ----------
    lags
        What `lag_days` returns.

    Returns
    -------
    DataFrame
        `lag` (one of `LAGS`, in that order), `first_lag` and `last_lag` (days, inclusive,
        negative for the past) and `n_expressions`; empty classes have 0. No rows if there
        are no lags.
    """
    classes = pd.DataFrame(LAGS, columns=["lag", "first_lag", "last_lag"])
    days = lags["lag_days"]
    counts = [int(days.between(first, last).sum()) for _, first, last in LAGS]
    counted = classes.assign(n_expressions=pd.Series(counts, dtype="int64"))
    return counted.astype({"lag": "str"}) if len(lags) else counted.iloc[:0].astype({"lag": "str"})


def around_publication(
    timeline: pd.DataFrame, *, years_before: int, years_after: int
) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """Give the ends of a chart that one mention of the Middle Ages cannot stretch.

    Parameters
    ----------
    timeline
        Table `TIMELINE`.
    years_before, years_after
        Years shown before the first and after the last day of publication at most.

    Returns
    -------
    tuple
        First and last day; both none where no article has a date. Neither lies farther out
        than any day of the table.
    """
    published = timeline.loc[timeline["clock"] == "published", "first_day"].dropna()
    if published.empty:
        return None, None
    first = published.min() - pd.DateOffset(years=years_before)
    last = published.max() + pd.DateOffset(years=years_after)
    return max(first, timeline["first_day"].min()), min(last, timeline["last_day"].max())


def busiest_stretch(
    articles: pd.DataFrame,
) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """Give the ends of a closer look: the calendar year with most articles, or months of it.

    Parameters
    ----------
    articles
        Table `ARTICLES`.

    Returns
    -------
    tuple
        First and last day of the year, the earliest among equals. Where its articles lie
        within `FEW_DAYS`, those of the months that hold them. Both none without a date.
    """
    published = articles["published"].dropna()
    if published.empty:
        return None, None
    years = published.dt.to_period("Y")
    year = years.value_counts().sort_index().idxmax()
    inside = published[years == year]
    unit = "M" if (inside.max() - inside.min()).days < FEW_DAYS else "Y"
    first, last = (day.to_period(unit) for day in (inside.min(), inside.max()))
    return first.start_time, last.end_time.normalize()


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
