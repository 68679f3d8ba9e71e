"""The look of all charts: one ink, one font, fixed colours for a few states.

Figures are made without pyplot: no display is needed, nothing stays open, and a kernel does
not show them a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#2b4c63"
PAPER = "#ffffff"
TEXT = "#1d2429"
# For words and lines that must not compete with the marks.
GREY = "#5a666e"
# Colours that stay apart for colour-blind readers (Okabe and Ito 2008), darkened for print.
_STATE_COLOURS = {
    "IRN": "#b98300",
    "RUS": "#0072b2",
    "SYR": "#007d5c",
    "TUR": "#c8500a",
    "USA": "#a5487f",
}
# Inches; the width that keeps 10 point type readable on a phone.
WIDTH = 5.6
# Characters of a name on an axis; longer ones end in an ellipsis.
LONGEST_NAME = 38


def set_theme() -> None:
    """Set the look of all charts that follow; call it once, in a notebook's first cell.

    Everything is set from matplotlib's own defaults, so that a reader's configuration file
    leaves no trace. Dollar signs in names are not mathematics.
    """
    import matplotlib
    import seaborn as sns

    matplotlib.rcdefaults()
    sns.set_theme(
        style="white",
        font="DejaVu Sans",
        rc={
            "axes.edgecolor": GREY,
            "axes.labelcolor": GREY,
            "axes.labelsize": 9,
            "axes.titlelocation": "left",
            "axes.titlesize": 11,
            "axes.titleweight": "bold",
            "axes.unicode_minus": True,
            "figure.facecolor": PAPER,
            "font.size": 10,
            "savefig.facecolor": PAPER,
            "svg.hashsalt": "entente",
            "text.color": TEXT,
            "text.parse_math": False,
            "xtick.color": TEXT,
            "xtick.labelsize": 9,
            "ytick.color": TEXT,
            "ytick.labelsize": 10,
        },
    )


def actor_colours(actor_ids: Iterable[str]) -> dict[str, str]:
    """Return a colour for each actor, the same in every chart.

    Returns
    -------
    dict
        Actor to colour, in the order of the identifiers; a few states have their own colour,
        parties of a state (``SYR-...``) have their state's, all others the ink.
    """
    return {
        actor: _STATE_COLOURS.get(actor[:3] if actor[3:4] in ("", "-") else actor, INK)
        for actor in sorted({*actor_ids})
    }


# Inches of a chart that says why there is nothing on it.
EMPTY_HEIGHT = 1.2


def new_axes(height: float, *, width: float = WIDTH) -> Axes:
    """Return the one Axes of a new figure of that size in inches."""
    return new_figure(height, width=width).add_subplot()


def new_figure(height: float, *, width: float = WIDTH) -> Figure:
    """Return an empty figure of that size in inches, which no window shows."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def display_names(actor_ids: pd.Series, names: pd.Series) -> list[str]:
    """Return the names of actors as they stand on an axis.

    Parameters
    ----------
    actor_ids
        The actors, in the order drawn.
    names
        Display name of each actor, indexed by `actor_id`.

    Returns
    -------
    list
        One name for each actor, on one line, at most 38 characters; an actor without a name
        stands under its identifier.
    """
    known = names[~names.index.duplicated()]
    shown = actor_ids.map(known).fillna(actor_ids)
    return [shorten(str(name)) for name in shown]


def shorten(name: str) -> str:
    """Return a name on one line without control characters, cut to what an axis holds."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", name).split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"


def say_nothing_to_draw(ax: Axes, words: str) -> Axes:
    """Write on the Axes that its table is empty; return it."""
    ax.set_axis_off()
    ax.text(0, 0.5, words, transform=ax.transAxes, color=GREY, ha="left", va="center")
    return ax


def write_title(ax: Axes, title: str, note: str = "") -> None:
    """Write the title at the left, and what it leaves out in small type below it."""
    ax.set_title(title, loc="left", pad=20 if note else 6)
    if note:
        ax.annotate(
            note, (0, 1), xycoords="axes fraction", xytext=(0, 5), textcoords="offset points",
            fontsize=9, color=GREY,
        )  # fmt: skip
