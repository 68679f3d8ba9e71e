"""Captions and alternative texts of counts by day, week or month."""

from __future__ import annotations

import pandas as pd

from analysis.present.captions.wording import (
    count_words,
    list_words,
    plural,
    share_words,
    span_words,
)

# Periods told one by one in an alternative text.
_TOLD = 3
_RULE_WORDS = {
    "undated": "without a date",
    "vague": "too vague for a day (now, in the past)",
    "open-ended": "open on one side (since, until)",
    "coarser than the bin": "longer than a {unit}",
    "across two bins": "across two {unit}s",
    "outside the days of the corpus": "outside the days of the corpus",
}


def binned_caption(binned: pd.DataFrame, left_out: pd.DataFrame, *, unit: str) -> str:
    """Return the caption of expressions counted in bins, with what each rule left out.

    Parameters
    ----------
    binned, left_out
        What `timeline.bin_told` returns.
    unit
        What a bin is, for instance ``"month"``.
    """
    kept, lost = int(binned["n_expressions"].sum()), int(left_out["n_expressions"].sum())
    if not kept + lost:
        return "Nothing to count: no expression of time was found."
    rows = left_out[left_out["n_expressions"] > 0]
    parts = [
        f"{n:,} {_RULE_WORDS[rule].format(unit=unit)}"
        for rule, n in zip(rows["rule"], rows["n_expressions"], strict=True)
    ]
    base = share_words(kept, kept + lost, "expression")
    reach = "" if binned.empty else f", {_reach(binned)}"
    rest = f" Left out: {list_words(parts)}." if parts else ""
    return (
        f"Each bar is a {unit}: the number of expressions of time that tell of it or of a day in "
        f"it, {base}{reach}.{rest} Outside the days of the corpus the chart is blank, not zero."
    )


def binned_alt(binned: pd.DataFrame, *, unit: str) -> str:
    """Return in words what the chart of `binned_caption` shows: its reach and largest bars."""
    shown = binned[binned["n_expressions"] > 0]
    if shown.empty:
        return "An empty chart: no expression of time is in a bin."
    return (
        f"Bar chart of expressions by the {unit} told of, {_reach(binned)}, most in "
        f"{_largest(shown, 'n_expressions')}."
    )


def bursts_caption(
    bursts: pd.DataFrame, change: pd.DataFrame, *, name: str, unit: str, level: float
) -> str:
    """Return the caption of stories by period: the marks, the base and the null they survive.

    Parameters
    ----------
    bursts
        What `timeline.find_bursts` returns.
    change
        What `timeline.find_change` returns.
    name
        What the stories name.
    unit
        What a period is, for instance ``"month"``.
    level
        The level both were marked at.
    """
    if bursts.empty:
        return "Nothing to count: no story has a day of publication."
    base = share_words(int(bursts["n_named"].sum()), int(bursts["n_stories"].sum()), "story")
    begin = (
        f"Each bar is a {unit}: the number of stories first told in it that name {name}, {base}, "
        f"{_reach(bursts)}; the line across it is the number its share of all stories explains."
    )
    return f"{begin} {_burst_words(bursts, unit, level)} {_change_words(change, unit, level)}"


def bursts_alt(bursts: pd.DataFrame, *, name: str, unit: str) -> str:
    """Return in words what the chart of `bursts_caption` shows: largest and marked periods."""
    if bursts.empty:
        return "An empty chart: no story has a day of publication."
    shown = bursts[bursts["n_named"] > 0]
    if shown.empty:
        return f"An empty chart: no story names {name}."
    n_marked = int(bursts["marked"].sum())
    marked = f"{count_words(n_marked, unit)} marked" if n_marked else f"no {unit} marked"
    return (
        f"Bar chart of stories that name {name} by {unit}, {_reach(bursts)}, most in "
        f"{_largest(shown, 'n_named')}; {marked}."
    )


def _burst_words(bursts: pd.DataFrame, unit: str, level: float) -> str:
    n_tested, n_marked = int(bursts["p_value"].notna().sum()), int(bursts["marked"].sum())
    if not n_tested:
        return f"Too few stories to test any {unit}: nothing is marked."
    number = f"{n_marked:,} of {count_words(n_tested, unit)} {plural(n_marked, 'is')} marked"
    return (
        f"{number} as having more than the {unit}'s volume explains (hypergeometric and "
        f"beta-binomial, false discovery at most {level:g})."
    )


def _change_words(change: pd.DataFrame, unit: str, level: float) -> str:
    if change.empty:
        return "No change of the share could be tested."
    row = change.iloc[0]
    chance = f"chance {row['p_value']:.3f} in flat series of the same volume"
    if not row["marked"]:
        return f"No change of the share is marked (best cut: {chance}; marked at {level:g})."
    day = span_words(row["first_day"], row["first_day"])
    return (
        f"The dashed line marks a change of the share, from {row['share_before']:.2f} to "
        f"{row['share_after']:.2f} with the {unit} that begins on {day} ({chance})."
    )


def _reach(periods: pd.DataFrame) -> str:
    return span_words(periods["first_day"].iloc[0], periods["last_day"].iloc[-1])


def _largest(periods: pd.DataFrame, value: str) -> str:
    """Return the periods with the largest counts, earliest first among equals."""
    order = [value, "first_day"]
    ranked = periods.sort_values(order, ascending=[False, True], kind="stable").head(_TOLD)
    rows = zip(ranked["first_day"], ranked["last_day"], ranked[value], strict=True)
    return list_words([f"{span_words(first, last)} ({n:,})" for first, last, n in rows])
