"""Captions and alternative texts of charts of time."""

from __future__ import annotations

import pandas as pd

from analysis.present.captions.wording import (
    count_words,
    day_words,
    list_words,
    plural,
    share_words,
    span_words,
)

# Days told one by one in an alternative text.
_TOLD = 3


def timeline_caption(
    timeline: pd.DataFrame,
    *,
    first_day: pd.Timestamp | None = None,
    last_day: pd.Timestamp | None = None,
    open_ends: pd.DataFrame | None = None,
) -> str:
    """Return the caption of the two clocks, published above and told below.

    Parameters
    ----------
    timeline
        Table `TIMELINE`, the rows drawn, with `source_id` ``all``.
    first_day, last_day
        The ends of the chart, if they were given to it: what lies outside is counted.
    open_ends
        What `timeline.find_open_ends` returns, if it was given to the chart.

    Returns
    -------
    str
        Plain text: the marks, the base, what has no date, what lies outside the chart and
        what fades, for each clock.
    """
    days, told = (_dated(timeline, clock) for clock in ("published", "told"))
    printed, inside = (_inside(rows, first_day, last_day) for rows in (days, told))
    words = [_published_words(timeline, printed), _told_words(timeline, inside)]
    outside = {
        "article": int(days.loc[~printed, "n_articles"].sum()),
        "expression": int(told.loc[~inside, "n_events"].sum()),
    }
    lost = [count_words(n, noun) for noun, n in outside.items() if n]
    if lost:
        lies = "lies" if sum(outside.values()) == 1 else "lie"
        words.append(f"{list_words(lost)} {lies} outside the days shown.")
    n_open = 0 if open_ends is None else _n_open(told[inside], open_ends)
    if n_open:
        named = "names one end only" if n_open == 1 else "name one end only"
        words.append(
            f"{count_words(n_open, 'expression')} {named} (since, after, until, before) and "
            f"{'fades' if n_open == 1 else 'fade'} towards the open side."
        )
    return " ".join(words)


def timeline_alt(
    timeline: pd.DataFrame,
    *,
    first_day: pd.Timestamp | None = None,
    last_day: pd.Timestamp | None = None,
) -> str:
    """Return in words what the two clocks show: their reach and their largest marks.

    Parameters
    ----------
    timeline
        Table `TIMELINE`, the rows drawn.
    first_day, last_day
        The ends of the chart, if they were given to it: what lies outside is not told.
    """
    rows = (_dated(timeline, clock) for clock in ("published", "told"))
    published, told = (row[_inside(row, first_day, last_day)] for row in rows)
    if published.empty and told.empty:
        return "An empty chart: nothing is dated."
    parts = []
    if not published.empty:
        reach = span_words(published["first_day"].min(), published["first_day"].max())
        parts.append(f"above, articles published, {reach}, most on {_peaks(published)}")
    if not told.empty:
        begins, ends = told["first_day"].min(), told["last_day"].max()
        begins = begins if first_day is None else max(begins, first_day)
        reach = span_words(begins, ends if last_day is None else min(ends, last_day))
        parts.append(f"below, the days they tell about, {reach}, most often {_peaks(told)}")
    return f"Two timelines: {'; '.join(parts)}."


def lag_caption(lags: pd.DataFrame) -> str:
    """Return the caption of the days between the day told and the day published.

    Parameters
    ----------
    lags
        Columns `first_lag`, `last_lag` (days, told minus published) and `n_expressions`, as
        `timeline.count_lags` returns them.
    """
    numbers = lags["n_expressions"]
    total = int(numbers.sum())
    if not total:
        return "No expression names a day in an article with a date."
    counts = {
        "the day of publication itself": numbers[(lags["first_lag"] == 0)].sum(),
        "an earlier day": numbers[lags["last_lag"] < 0].sum(),
        "a later one": numbers[lags["first_lag"] > 0].sum(),
    }
    parts = [f"{int(n):,} {'means' if n == 1 else 'mean'} {day}" for day, n in counts.items()]
    return (
        "Each bar is a distance from the day of publication to the day told of: the number of "
        f"expressions. Of {count_words(total, 'expression')} that name a day, {list_words(parts)}."
    )


def lag_alt(lags: pd.DataFrame) -> str:
    """Return in words what the chart of days between the clocks shows.

    Parameters
    ----------
    lags
        Columns `lag` and `n_expressions`, as `timeline.count_lags` returns them.
    """
    shown = lags[lags["n_expressions"] > 0]
    if shown.empty:
        return "An empty chart: no expression names a day."
    ranked = shown.sort_values("n_expressions", ascending=False, kind="stable").head(_TOLD)
    parts = [f"{row.lag} {row.n_expressions:,}" for row in ranked.itertuples()]
    return f"Bar chart of expressions by distance from publication: {list_words(parts)}."


def _dated(timeline: pd.DataFrame, clock: str) -> pd.DataFrame:
    rows = timeline[(timeline["clock"] == clock) & timeline["first_day"].notna()]
    return rows.assign(last_day=rows["last_day"].fillna(rows["first_day"]))


def _undated(timeline: pd.DataFrame, clock: str, value: str) -> int:
    rows = (timeline["clock"] == clock) & timeline["first_day"].isna()
    return int(timeline.loc[rows, value].sum())


def _inside(rows: pd.DataFrame, first: pd.Timestamp | None, last: pd.Timestamp | None) -> pd.Series:
    """Return whether a stretch has a day from the first to the last one shown."""
    inside = pd.Series(True, index=rows.index)
    inside &= True if first is None else rows["last_day"] >= first
    return inside & (True if last is None else rows["first_day"] <= last)


def _n_open(told: pd.DataFrame, open_ends: pd.DataFrame) -> int:
    """Return the expressions among the stretches shown that are open on one side."""
    keys = ["first_day", "last_day", "granularity"]
    shown = told[keys].drop_duplicates().merge(open_ends, on=keys)
    return int(shown["n"].sum())


def _published_words(timeline: pd.DataFrame, inside: pd.Series) -> str:
    days = _dated(timeline, "published")
    undated = _undated(timeline, "published", "n_articles")
    if days.empty and undated == 1:
        return "The one article has no day of publication."
    if days.empty:
        return f"None of {count_words(undated, 'article')} has a day of publication."
    days = days[inside]
    if days.empty:
        return "Above, nothing: no article was published on the days shown."
    base = (
        f"{count_words(int(days['n_articles'].sum()), 'article')} on "
        f"{count_words(days['first_day'].nunique(), 'day')}, "
        f"{span_words(days['first_day'].min(), days['first_day'].max())}"
    )
    rest = f"; {count_words(undated, 'article')} without a day left out" if undated else ""
    return f"Above, each line is a day of publication: its number of articles, of {base}{rest}."


def _told_words(timeline: pd.DataFrame, inside: pd.Series) -> str:
    told = _dated(timeline, "told")
    undated = _undated(timeline, "told", "n_events")
    total = undated + int(told["n_events"].sum())
    if not total:
        return "Below, nothing: no expression of time was found."
    lost = f"{share_words(undated, total, 'expression')} {plural(undated, 'is')} without a date"
    if told.empty:
        return f"Below, nothing: {lost}."
    rest = f" {lost} and left out." if undated else ""
    if not inside.any():
        return f"Below, nothing: no expression tells of the days shown.{rest}"
    return (
        "Below, each point is a day the text tells about and each bar a longer stretch, at the "
        f"length the text gives it; numbers count expressions of time.{rest}"
    )


def _peaks(rows: pd.DataFrame) -> str:
    """Return the rows with the largest counts, earliest first among equals."""
    value = "n_articles" if rows["clock"].iloc[0] == "published" else "n_events"
    ranked = rows.sort_values(
        [value, "first_day", "last_day"], ascending=[False, True, True], kind="stable"
    )[:_TOLD]
    parts = [
        f"{_stretch(first, last)} ({n:,})"
        for first, last, n in zip(
            ranked["first_day"], ranked["last_day"], ranked[value], strict=True
        )
    ]
    return list_words(parts)


def _stretch(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a year as its number, a month by its name, any other stretch by its days."""
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years:
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    whole_month = first.day == 1 and last == first + pd.offsets.MonthEnd()
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return day_words(first).removeprefix("1 ")
    return span_words(first, last)
