"""Pairs of actors as a square of numbers, darker where more units name both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.present.plots.theme import (
    EMPTY_HEIGHT,
    INK,
    PAPER,
    TEXT,
    display_names,
    new_axes,
    say_nothing_to_draw,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Inches for one cell, and for the names beside and below.
_CELL, _NAMES = 0.36, 1.7
# Part of the largest number from which a cell is so dark that white reads better on it.
_DARK = 0.67


def pair_matrix(
    pairs: pd.DataFrame,
    *,
    names: pd.Series,
    order: Sequence[str],
    units: str = "sentences",
    ax: Axes | None = None,
) -> Axes:
    """Draw the number of units that name both actors, for every two of a list of actors.

    Each pair stands twice, above and below the diagonal, so that a row can be read from end
    to end. A blank cell means that no unit names both.

    Parameters
    ----------
    pairs
        Table `PAIRS` for one unit (`within`), with no actor that is not in `order`.
    names
        Display name of each actor, indexed by `actor_id`.
    order
        The actors from top to bottom, each once; readable for up to fourteen.
    units
        What was counted, in the plural.
    ax
        Axes to draw on; by default a new one, large enough for the actors.

    Raises
    ------
    ValueError
        If a pair names an actor not in `order`, or `order` names one twice, or a pair has
        more than one row.
    """
    import seaborn as sns
    from matplotlib.colors import LinearSegmentedColormap

    counts = _square(pairs, list(order))
    empty = bool(counts.isna().all(axis=None))
    if ax is None:
        height = EMPTY_HEIGHT if empty else _CELL * len(order) + _NAMES
        ax = new_axes(height, width=_width(len(order)))
    ax.set_title(f"{units.capitalize()} that name both actors", loc="left")
    if empty:
        return say_nothing_to_draw(ax, "No two of these actors are named together.")
    labels = display_names(pd.Series(list(order), dtype="str"), names)
    sns.heatmap(
        counts, annot=True, fmt=",.0f", vmin=0, cmap=LinearSegmentedColormap.from_list(
            "ink", ["#eaf0f4", INK]
        ), cbar=False, square=True, linewidths=1.5, linecolor=PAPER,
        annot_kws={"fontsize": 9}, xticklabels=labels, yticklabels=labels, ax=ax,
    )  # fmt: skip
    numbers = counts.to_numpy(dtype="float64")
    for text in ax.texts:
        column, row = (int(place) for place in text.get_position())
        text.set_color(PAPER if numbers[row, column] > _DARK * np.nanmax(numbers) else TEXT)
    ax.set_xticks(ax.get_xticks(), labels, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(ax.get_yticks(), labels, rotation=0)
    ax.set(xlabel="", ylabel="")
    ax.tick_params(length=0)
    return ax


def _width(n_actors: int) -> float:
    return max(_CELL * n_actors + _NAMES + 0.3, 3.6)


def _square(pairs: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Return the counts with one row and one column per actor, missing where there is no pair."""
    repeated = sorted({actor for actor in order if order.count(actor) > 1})
    absent = sorted({*pairs["actor_a"], *pairs["actor_b"]} - {*order})
    if repeated or absent:
        raise ValueError(
            f"actors {absent[:3]} of the pairs are not in `order`, {repeated[:3]} stand in it "
            "twice; choose the pairs with both actors in `order`, each once, before drawing"
        )
    if pairs.duplicated(["actor_a", "actor_b"]).any():
        raise ValueError("a pair has more than one row; choose one unit (`within`) before drawing")
    one_way = pairs.pivot(index="actor_a", columns="actor_b", values="n_together")
    square = one_way.reindex(index=order, columns=order).astype("float64")
    return square.fillna(square.T)
