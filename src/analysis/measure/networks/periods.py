"""The network cut into periods: which lines were told when.

A period is half open: it begins with `first_day` and ends before `before_day`, the first day
of the next one. No day falls between two periods or into two of them. The clock is that of
publication: a line stands in the period in which it was written, whatever days it tells of.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analysis.schema import SchemaError

Length = Literal["week", "month", "quarter", "year"]
# Weeks begin on Monday (ISO 8601).
LENGTHS = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}

# Parts the sentences of one line.
BAR = "|"


def cut_periods(articles: pd.DataFrame, *, length: Length = "month") -> pd.DataFrame:
    """Cut the days from the first to the last article into periods.

    Parameters
    ----------
    articles
        Table `ARTICLES`; only `published` is read, undated articles are passed over.
    length
        ``"week"``, ``"month"``, ``"quarter"`` or ``"year"`` of the calendar.

    Returns
    -------
    DataFrame
        `first_day`, `before_day`: one row per period, in order, those without an article
        included. Empty if no article is dated.

    Raises
    ------
    ValueError
        If `length` is none of the four.
    """
    if length not in LENGTHS:
        raise ValueError(f"length is {length!r}; expected one of {list(LENGTHS)}")
    days = articles["published"].dropna()
    if days.empty:
        return pd.DataFrame(
            {name: pd.Series(dtype="datetime64[us]") for name in ("first_day", "before_day")}
        )
    periods = pd.period_range(days.min(), days.max(), freq=LENGTHS[length])
    first = periods.to_timestamp(how="start")
    following = (periods + 1).to_timestamp(how="start")
    return pd.DataFrame({"first_day": first, "before_day": following}).astype("datetime64[us]")


def edges_over_time(
    meetings: pd.DataFrame,
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    periods: pd.DataFrame,
    *,
    within: str = "sentence",
) -> pd.DataFrame:
    """Count each pair in each period, with the sentences that show it.

    Parameters
    ----------
    meetings
        `actor_a`, `actor_b`, `unit_id`, see `cooccurrence.list_meetings`.
    mentions
        The mentions the meetings were listed from, with the unit's column.
    articles
        Table `ARTICLES`, with every article of `mentions`.
    periods
        `first_day`, `before_day`: half-open, in order, without overlap.
    within
        The unit of text. A story is of the day of its first dated article.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b`, `first_day`, `before_day`, `n_together` (units), `n_articles`
        (with a sentence shown) and `evidence`: the `sentence_id` of these units that name
        either of the two, parted by `|`. One row per pair and period in which they meet, in
        the order of these. Units without a day, and units outside all periods, are kept in
        one row per pair with both days missing: the sum of `n_together` is the number of
        meetings.

    Raises
    ------
    SchemaError
        If an article is absent.
    ValueError
        If periods overlap or end before they begin.
    """
    _check_periods(periods)
    unit = f"{within}_id"
    published = articles.set_index("article_id")["published"]
    unknown = ~mentions["article_id"].isin(articles["article_id"])
    if unknown.any():
        raise SchemaError(
            f"table 'articles' lacks {int(mentions.loc[unknown, 'article_id'].nunique())} articles "
            f"of the mentions, first {mentions.loc[unknown, 'article_id'].iloc[0]!r}; pass tables "
            "of one build"
        )
    days = published.reindex(mentions["article_id"]).to_numpy(dtype="datetime64[us]")
    named = mentions.assign(unit_id=mentions[unit], day=days)
    first_day = _period_of(named.groupby("unit_id", sort=True)["day"].min(), periods)
    placed = meetings.assign(
        first_day=first_day.reindex(meetings["unit_id"]).to_numpy(dtype="datetime64[us]")
    )
    keys = ["actor_a", "actor_b", "first_day"]
    counted = placed.groupby(keys, sort=True, dropna=False).size().rename("n_together")
    shown = _evidence(placed, named, keys)
    found = counted.reset_index().merge(shown, on=keys, how="left")
    ends = periods.set_index("first_day")["before_day"]
    found.insert(3, "before_day", ends.reindex(found["first_day"]).to_numpy())
    return found.astype(
        {"actor_a": "str", "actor_b": "str", "evidence": "str"}
        | dict.fromkeys(["first_day", "before_day"], "datetime64[us]")
        | dict.fromkeys(["n_together", "n_articles"], "int64")
    ).sort_values(keys, kind="stable", ignore_index=True)


def _check_periods(periods: pd.DataFrame) -> None:
    first, before = periods["first_day"], periods["before_day"]
    wrong = periods[(first >= before) | (first < before.shift())]
    if not wrong.empty:
        raise ValueError(
            f"period from {wrong['first_day'].iloc[0]:%Y-%m-%d} ends before it begins, or begins "
            "before the one above it ends; pass half-open periods in order"
        )


def _period_of(days: pd.Series, periods: pd.DataFrame) -> pd.Series:
    """First day of the period each day lies in; missing for no day and days outside all."""
    edges = pd.DataFrame({"day": days}).reset_index()
    dated = edges.dropna(subset="day").sort_values("day", kind="stable")
    placed = pd.merge_asof(dated, periods, left_on="day", right_on="first_day")
    inside = placed[placed["day"] < placed["before_day"]]
    return inside.set_index("unit_id")["first_day"]


def _evidence(placed: pd.DataFrame, named: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Sentences and articles behind each pair in each period."""
    names = named.loc[
        named["actor_id"].notna(), ["unit_id", "actor_id", "sentence_id", "article_id"]
    ].drop_duplicates()
    sides = [
        placed.merge(names, left_on=["unit_id", side], right_on=["unit_id", "actor_id"])
        for side in ("actor_a", "actor_b")
    ]
    shown = pd.concat(sides)[[*keys, "sentence_id", "article_id"]].drop_duplicates()
    groups = shown.sort_values("sentence_id", kind="stable").groupby(keys, sort=True, dropna=False)
    return groups.agg(
        n_articles=("article_id", "nunique"), evidence=("sentence_id", BAR.join)
    ).reset_index()
