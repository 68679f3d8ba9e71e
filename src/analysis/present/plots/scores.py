"""How often something is right: one dot a figure, with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.present.plots.theme import GREY, INK, TEXT, new_axes, say_nothing_to_draw, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH = 3.9  # inches; narrow, so that the words stay readable on a phone
_ROW = 0.37  # inches for one figure: its words, and its line below them
_TITLE = 0.8  # inches for the title and the axis
_PALE = "#d9e0e5"  # the line from none to all, which the dot stands on


def score_dots(figures: pd.DataFrame, *, title: str, ax: Axes | None = None) -> Axes:
    """Draw one dot per figure on a line from none to all, in the order of the rows.

    Parameters
    ----------
    figures
        Columns `label`, `system` (empty text if it is ours; others are drawn hollow), `value`,
        `low`, `high`: shares, as `accuracy.headline_figures` returns them. The line through a
        dot is its interval, where there is one. A figure without a value is not drawn.
    title
        What is right how often.
    ax
        Axes to draw on; by default a new one, tall enough for the rows.
    """
    height = _ROW * max(len(figures), 1) + _TITLE
    ax = new_axes(height, width=_WIDTH) if ax is None else ax
    ax.set_title(title, loc="left")
    shown = figures.dropna(subset="value").reset_index(drop=True)
    if shown.empty:
        return say_nothing_to_draw(ax, "Nothing to show: this step has no figures here.")
    ours = shown["system"] == ""
    ax.hlines(shown.index, 0, 1, color=_PALE, linewidth=0.8, zorder=1)
    ax.hlines(
        shown.index, shown["low"], shown["high"], color=INK, linewidth=3, alpha=0.45, zorder=2
    )
    for own, face in ((True, INK), (False, "white")):
        part = shown[ours == own]
        ax.scatter(part["value"], part.index, s=36, color=face, edgecolor=INK, zorder=3)
    _write_rows(ax, shown, ours)
    ax.set(xlim=(-0.02, 1.02), ylim=(len(shown) - 0.6, -0.85), xlabel="", ylabel="", yticks=[])
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    ax.spines[["left", "right", "top", "bottom"]].set_visible(False)
    ax.tick_params(left=False, bottom=False)
    return ax


def _write_rows(ax: Axes, shown: pd.DataFrame, ours: pd.Series) -> None:
    """Write above each line what it is, at the left, and its figure, at the right."""
    for row, (label, value) in enumerate(zip(shown["label"], shown["value"], strict=True)):
        own = bool(ours.iloc[row])
        words = shorten(str(label)) if own else f"    {shorten(str(label))}"
        colour, number = TEXT if own else GREY, per_cent(value)
        for text, x, lift, side in ((words, 0, 3, "left"), (number, 1, 4, "right")):
            ax.annotate(
                text, (x, row), xytext=(0, lift), textcoords="offset points", ha=side,
                va="bottom", fontsize=9, color=colour,
            )  # fmt: skip


def per_cent(value: float) -> str:
    """Return a share in per cent with one decimal, never rounded to none or to all."""
    if 0 < value < 0.0005:
        return "<0.1 %"
    return ">99.9 %" if 0.9995 <= value < 1 else f"{100 * value:.1f} %"
