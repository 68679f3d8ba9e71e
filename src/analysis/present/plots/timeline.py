"""Two clocks under each other: when articles were published, and which days they tell of.

The upper panel has a line at zero only where the corpus covers the days; outside it there is
nothing, because no news in the folder is not no news. The lower panel shows each stretch at
the length the text gives it: a day is a point, "2011" is a bar of a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.present.plots.days import write_days
from analysis.present.plots.fades import draw_fades, reach
from analysis.present.plots.lanes import split_lanes, stack
from analysis.present.plots.theme import (
    GREY,
    INK,
    PAPER,
    new_axes,
    new_figure,
    say_nothing_to_draw,
    write_title,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Inches of one row of bars, and rows from one lane to the next.
_ROW, _LANE = 0.22, 1.35
# Lighter than the ink, so that the bars do not outweigh the days.
_BAR = "#557082"
# Part of the axis a bar must cover to carry its number.
_NUMBER = 0.035
# Days of news up to which each gets a point on its line.
_MOST_POINTS = 120


def timeline_panels(
    timeline: pd.DataFrame,
    *,
    first_day: pd.Timestamp | None = None,
    last_day: pd.Timestamp | None = None,
    open_ends: pd.DataFrame | None = None,
) -> Figure:
    """Draw both clocks under each other, on one axis of days.

    Parameters
    ----------
    timeline
        Table `TIMELINE` with `source_id` ``all``.
    first_day, last_day
        The days the axis begins and ends with; by default all days of the table. Days of
        the table outside are counted under the lower panel's title.
    open_ends
        As in `told_spans`.

    Returns
    -------
    Figure
        Two Axes: articles by day of publication, and expressions by the days they mean.
    """
    begin, end = _ends(timeline, first_day, last_day)
    shown = _within(_rows(timeline, "told"), begin, end)
    height = _told_height(reach(shown, open_ends, whole=end - begin))
    figure = new_figure(2.1 + height)
    top, bottom = figure.subplots(2, sharex=True, gridspec_kw={"height_ratios": [1.25, height]})
    published_days(timeline, ax=top)
    told_spans(timeline, first_day=first_day, last_day=last_day, open_ends=open_ends, ax=bottom)
    _limit(top, begin, end)
    top.tick_params(labelbottom=False, bottom=False)
    figure.align_ylabels()
    return figure


def published_days(timeline: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the number of articles of each day of publication.

    Parameters
    ----------
    timeline
        Table `TIMELINE`; rows of the ``published`` clock are drawn, its undated articles are
        counted under the title.
    ax
        Axes to draw on; by default a new one.
    """
    from matplotlib.ticker import MaxNLocator

    ax = new_axes(2.2) if ax is None else ax
    days = _rows(timeline, "published")
    undated = _n_undated(timeline, "published", "n_articles")
    note = _counted(undated, "article", "without a day") if undated else ""
    write_title(ax, "Articles by day of publication", note)
    if days.empty:
        return say_nothing_to_draw(ax, "No article has a day of publication.")
    where = days["first_day"].to_numpy()
    height = days["n_articles"].to_numpy()
    ax.hlines(0, where.min(), where.max(), color=GREY, linewidth=1)
    ax.vlines(where, 0, height, color=INK, linewidth=1.6 if len(days) <= _MOST_POINTS else 0.8)
    if len(days) <= _MOST_POINTS:
        ax.plot(where, height, linestyle="", marker="o", markersize=3.6, color=INK)
    ceiling = max(height.max() * 1.12, 1.2)
    ax.set(ylim=(-0.02 * ceiling, ceiling), xlabel="", ylabel="")
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    ax.spines[["left", "right", "top", "bottom"]].set_visible(False)
    ax.tick_params(left=False)
    write_days(ax)
    return ax


def told_spans(
    timeline: pd.DataFrame,
    *,
    first_day: pd.Timestamp | None = None,
    last_day: pd.Timestamp | None = None,
    open_ends: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the stretches of time told about, days as points and longer ones as bars.

    Parameters
    ----------
    timeline
        Table `TIMELINE`; rows of the ``told`` clock are drawn, in one lane for each length.
        The area of a point grows with `n_events`; bars carry the number where it fits.
    first_day, last_day
        The days the axis begins and ends with; by default those of the table. Expressions
        that mean other days are counted under the title.
    open_ends
        What `timeline.find_open_ends` returns: the stretches that some expressions leave open
        on one side ("since 2011"). They fade towards it over a fixed part of the axis, which
        says nothing about how far they reach.
    ax
        Axes to draw on; by default a new one.
    """
    begin, end = _ends(timeline, first_day, last_day)
    told = _rows(timeline, "told")
    shown = _within(told, begin, end)
    shown = reach(shown, open_ends, whole=end - begin)
    ax = new_axes(_told_height(shown) + 0.6) if ax is None else ax
    undated = _n_undated(timeline, "told", "n_events")
    outside = int(told["n_events"].sum() - shown["n_events"].sum())
    notes = [_counted(undated, "expression", "without a date")] if undated else []
    notes += [_counted(outside, "expression", "outside the days shown")] if outside else []
    write_title(ax, "Days told about", "; ".join(notes))
    if shown.empty:
        return say_nothing_to_draw(ax, "No expression of time could be dated.")
    top, ticks, names = 0.0, [], []
    for name, lane in split_lanes(shown):
        rows = stack(lane, first="first_drawn", last="last_drawn")
        draw_fades(ax, lane, top + rows)
        _draw_lane(ax, lane, top + rows, is_days=name == "day", whole=end - begin)
        ticks.append(top + rows.max() / 2)
        names.append(name)
        top += rows.max() + _LANE
    ax.set_yticks(ticks, names)
    ax.set(ylim=(top - 0.6, -0.8), xlabel="", ylabel="")
    ax.spines[["left", "right", "top"]].set_visible(False)
    ax.tick_params(left=False)
    write_days(ax)
    _limit(ax, begin, end)
    return ax


def _rows(timeline: pd.DataFrame, clock: str) -> pd.DataFrame:
    """Return the dated rows of one clock, in the order of their days."""
    rows = timeline[(timeline["clock"] == clock) & timeline["first_day"].notna()]
    rows = rows.assign(last_day=rows["last_day"].fillna(rows["first_day"]))
    return rows.sort_values(["first_day", "last_day"], kind="stable").reset_index(drop=True)


def _n_undated(timeline: pd.DataFrame, clock: str, value: str) -> int:
    of_clock = timeline["clock"] == clock
    return int(timeline.loc[of_clock & timeline["first_day"].isna(), value].sum())


def _within(rows: pd.DataFrame, begin: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return the rows whose stretch has a day from `begin` to `end`."""
    inside = (rows["last_day"] >= begin) & (rows["first_day"] <= end)
    return rows[inside].reset_index(drop=True)


def _ends(
    timeline: pd.DataFrame, first: pd.Timestamp | None, last: pd.Timestamp | None
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day of the axis; missing if there is no day at all."""
    days = pd.concat([timeline["first_day"], timeline["last_day"]])
    return (days.min() if first is None else first, days.max() if last is None else last)


def _counted(number: int, unit: str, words: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'} {words}"


def _told_height(told: pd.DataFrame) -> float:
    """Return inches for the lower panel."""
    stacked = [stack(lane, first="first_drawn", last="last_drawn") for _, lane in split_lanes(told)]
    n_rows = sum(rows.max() + _LANE for rows in stacked)
    return max(_ROW * n_rows + 0.5, 1.0)


def _draw_lane(
    ax: Axes, lane: pd.DataFrame, rows: np.ndarray, *, is_days: bool, whole: pd.Timedelta
) -> None:
    """Draw one lane; `whole` is the length of the axis, of which a number needs its part."""
    counts = lane["n_events"].to_numpy()
    if is_days:
        sizes = 12 + 9 * np.sqrt(counts)
        ax.scatter(lane["first_day"], rows, s=sizes, color=INK, alpha=0.7, linewidths=0, zorder=3)
        return
    from matplotlib.dates import date2num

    days = (lane["last_day"] - lane["first_day"]).dt.days.to_numpy() + 1
    begins = date2num(lane["first_day"].to_numpy())  # days as numbers reach back to any year
    fits = days > whole.days * _NUMBER
    ax.barh(
        rows, days, left=begins, height=0.7, color=_BAR, linewidth=0.9,
        edgecolor=np.where(fits, PAPER, _BAR),
    )  # fmt: skip
    middles = begins + days / 2
    for count, row, middle in zip(counts[fits], rows[fits], middles[fits], strict=True):
        ax.text(
            middle, row, f"{count:,}", ha="center", va="center", fontsize=7.5, color=PAPER,
            clip_on=True,
        )  # fmt: skip


def _limit(ax: Axes, begin: pd.Timestamp, end: pd.Timestamp) -> None:
    """Set the ends of the axis of days, with a little air, if there are any days."""
    from matplotlib.dates import date2num

    if pd.isna(begin) or pd.isna(end):
        return
    air = max((end - begin) * 0.03, pd.Timedelta(days=2))
    ax.set_xlim(float(date2num(begin - air)), float(date2num(end + air)))
