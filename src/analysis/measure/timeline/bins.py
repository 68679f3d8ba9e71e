"""Expressions of time counted in days, weeks or months, and those that no bin can hold.

A bin counts what lies wholly inside it. "2011" has no place in a series of months: it is left
out and counted, not put into January or spread over twelve months.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measure.timeline.periods import Unit, checked_unit, period_days

# TIMEX3 modifiers of expressions with one end only, and the side that is open.
OPEN_SIDES = {
    "ON_OR_AFTER": "after",
    "AFTER": "after",
    "ON_OR_BEFORE": "before",
    "BEFORE": "before",
}
# Words that name no unit of the calendar: "now", "recently", "in future".
VAGUE = ("past_ref", "present_ref", "future_ref")
# Longest bin of each unit, in days.
_LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
# Why an expression is in no bin; the first that holds is counted.
RULES = (
    "undated",
    "open-ended",
    "vague",
    "coarser than the bin",
    "across two bins",
    "outside the days of the corpus",
)


def bin_told(
    told: pd.DataFrame, articles: pd.DataFrame, *, unit: Unit = "month"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count expressions by the day, week, month, quarter or year they tell of.

    Parameters
    ----------
    told
        The expressions of the clock ``told``: rows of table `TIMEXES` as `told_of` returns
        them.
    articles
        Table `ARTICLES`: its first and last day of publication bound the bins.
    unit
        Length of a bin: at or above the granularity that is to be shown.

    Returns
    -------
    binned : DataFrame
        `first_day`, `last_day`, `n_expressions`, `n_articles` (articles with such an
        expression): one row per bin with a day of the corpus, in order; bins that nothing
        tells of are 0. Bins outside the corpus have no row: they are blank, not zero.
    left_out : DataFrame
        `rule`, one of `RULES` and in their order, and `n_expressions`. With the expressions
        binned they are as many as `told`.

    Raises
    ------
    ValueError
        If `unit` is none of the five.
    """
    freq = checked_unit(unit)
    published = articles["published"].dropna()
    bins = (
        pd.period_range(published.min(), published.max(), freq=freq)
        if len(published)
        else pd.PeriodIndex([], freq=freq)
    )
    rule = _rules(told, unit, published)
    inside = told[rule.isna()]
    place = inside["first_day"].dt.to_period(freq)
    counts = {
        "n_expressions": inside.groupby(place).size(),
        "n_articles": inside.groupby(place)["article_id"].nunique(),
    }
    binned = pd.DataFrame(
        period_days(bins)
        | {name: n.reindex(bins, fill_value=0).to_numpy("int64") for name, n in counts.items()}
    )
    n_by_rule = rule.value_counts().reindex(list(RULES), fill_value=0)
    left_out = pd.DataFrame({"rule": list(RULES), "n_expressions": n_by_rule.to_numpy("int64")})
    return binned, left_out.astype({"rule": "str"})


def find_open_ends(told: pd.DataFrame) -> pd.DataFrame:
    """Count the expressions that are open on one side: "since 2011", "until May".

    Parameters
    ----------
    told
        Rows of table `TIMEXES` as `told_of` returns them.

    Returns
    -------
    DataFrame
        `first_day`, `last_day`, `granularity` (of the date that is printed, as in table
        `TIMELINE`), `side` (``"after"`` or ``"before"``) and `n` expressions, in order.
        Undated expressions have no place on a chart and are not counted; a first day without
        a last one is open after it.
    """
    side = _open_sides(told)
    rows = told[side.notna() & told["first_day"].notna()]
    found = rows.assign(
        side=side,
        last_day=rows["last_day"].fillna(rows["first_day"]),
        granularity=rows["granularity"].fillna("interval"),
    )
    keys = ["first_day", "last_day", "granularity", "side"]
    counted = found.groupby(keys, as_index=False).size().rename(columns={"size": "n"})
    return counted.astype({"granularity": "str", "side": "str", "n": "int64"})


def _open_sides(told: pd.DataFrame) -> pd.Series:
    """Return the open side of each expression; missing if it has both ends."""
    side = told["modifier"].map(OPEN_SIDES).astype("str")
    return side.mask(side.isna() & told["first_day"].notna() & told["last_day"].isna(), "after")


def _rules(told: pd.DataFrame, unit: Unit, published: pd.Series) -> pd.Series:
    """Return why each expression is in no bin; missing if it is in one."""
    first, last = told["first_day"], told["last_day"]
    begins, ends = (day.dt.to_period(checked_unit(unit)) for day in (first, last))
    days = (last - first).dt.days + 1
    holds = {
        "undated": first.isna(),
        "open-ended": _open_sides(told).notna(),
        "vague": told["granularity"].isin(VAGUE),
        "coarser than the bin": days > _LONGEST[unit],
        "across two bins": begins != ends,
        "outside the days of the corpus": _outside(first, last, published),
    }
    named = np.select([holds[name].to_numpy("bool") for name in RULES], list(RULES), "")
    rule = pd.Series(named, index=told.index, dtype="str")
    return rule.where(rule != "")


def _outside(first: pd.Series, last: pd.Series, published: pd.Series) -> pd.Series:
    """Return whether a stretch has no day from the first to the last day of publication."""
    if published.empty:
        return pd.Series(True, index=first.index)
    begin, end = published.min().normalize(), published.max().normalize()
    return ~((last >= begin) & (first <= end))
