"""Counts by day, week or month, with the periods that stand out marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.present.plots.days import write_days
from analysis.present.plots.theme import (
    EMPTY_HEIGHT,
    GREY,
    INK,
    new_axes,
    say_nothing_to_draw,
    write_title,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Bars that are not marked, lighter than the ink.
_BAR = "#9fb1bd"
_HEIGHT = 2.2


def told_bars(binned: pd.DataFrame, *, unit: str, ax: Axes | None = None) -> Axes:
    """Draw the expressions of time that tell of each day, week or month.

    Parameters
    ----------
    binned
        Columns `first_day`, `last_day` and `n_expressions`, as `timeline.bin_told` returns
        them: bins within the corpus. Outside them the chart is blank, not zero.
    unit
        What a bin is, for instance ``"month"``.
    ax
        Axes to draw on; by default a new one.
    """
    ax = new_axes(EMPTY_HEIGHT if binned.empty else _HEIGHT) if ax is None else ax
    write_title(ax, f"Expressions by the {unit} told of", "")
    if binned.empty:
        return say_nothing_to_draw(ax, "No article has a day of publication.")
    _draw_bars(ax, binned, binned["n_expressions"], colours=INK)
    return ax


def burst_bars(
    bursts: pd.DataFrame,
    *,
    name: str,
    unit: str,
    change: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the stories of each period that name an actor, and how many its volume explains.

    Parameters
    ----------
    bursts
        What `timeline.find_bursts` returns. The line across a bar is `expected`; marked
        periods are dark and carry their number.
    name
        What the stories name, for instance ``"Türkiye"``.
    unit
        What a period is, for instance ``"month"``.
    change
        What `timeline.find_change` returns: a dashed line stands where a change is marked.
    ax
        Axes to draw on; by default a new one.
    """
    from matplotlib.dates import date2num

    ax = new_axes(EMPTY_HEIGHT if bursts.empty else _HEIGHT) if ax is None else ax
    write_title(ax, f"Stories that name {name}, by {unit}", "")
    if bursts.empty:
        return say_nothing_to_draw(ax, "No story has a day of publication.")
    marked = bursts["marked"].to_numpy()
    _draw_bars(ax, bursts, bursts["n_named"], colours=np.where(marked, INK, _BAR))
    begins, ends = _edges(bursts)
    ax.hlines(bursts["expected"], begins, ends, color=GREY, linewidth=1)
    top = float(max(bursts["n_named"].max(), bursts["expected"].max(), 1))
    for row in np.flatnonzero(marked):
        count = int(bursts["n_named"].iloc[row])
        ax.annotate(
            f"{count:,}", ((begins[row] + ends[row]) / 2, count), xytext=(0, 2),
            textcoords="offset points", ha="center", va="bottom", fontsize=8,
        )  # fmt: skip
    ax.set_ylim(0, top * 1.15)
    for day in [] if change is None else change.loc[change["marked"], "first_day"]:
        ax.axvline(float(date2num(day)), color=INK, linewidth=1, linestyle=(0, (4, 3)))
    return ax


def _draw_bars(
    ax: Axes, periods: pd.DataFrame, counts: pd.Series, *, colours: str | np.ndarray
) -> None:
    """Draw one bar over each whole period, on a line at zero that ends with the periods."""
    from matplotlib.ticker import MaxNLocator

    begins, ends = _edges(periods)
    ax.bar(begins, counts, width=ends - begins, align="edge", color=colours, linewidth=0)
    ax.hlines(0, begins[0], ends[-1], color=GREY, linewidth=1)
    air = (ends[-1] - begins[0]) * 0.02
    ax.set(xlabel="", ylabel="", xlim=(begins[0] - air, ends[-1] + air))
    ax.set_ylim(0, max(float(counts.max()), 1.0) * 1.12)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    ax.spines[["left", "right", "top", "bottom"]].set_visible(False)
    ax.tick_params(left=False)
    write_days(ax)


def _edges(periods: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return where each period begins and ends on the axis, in days."""
    from matplotlib.dates import date2num

    return date2num(periods["first_day"].to_numpy()), date2num(periods["last_day"].to_numpy()) + 1
