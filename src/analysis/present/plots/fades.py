"""Stretches of time that are open on one side, fading towards it.

"Since 2011" has a first day and no last one. Its bar is that of 2011, and a fade behind it;
the fade is as long for every stretch, because the text does not say how far it reaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.present.plots.theme import GREY

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes

# Part of the axis a fade covers: enough to be seen, too little to be read as a length.
_LENGTH = 0.04
# Opacity of its steps, from the stretch outwards; steps, because a gradient would be an image.
_STEPS = (0.55, 0.42, 0.30, 0.20, 0.12, 0.06)
# Height of a fade in rows; bars have 0.7.
_HEIGHT = 0.4
_KEYS = ["first_day", "last_day", "granularity"]
_SIDES = ("before", "after")


def reach(
    told: pd.DataFrame, open_ends: pd.DataFrame | None, *, whole: pd.Timedelta
) -> pd.DataFrame:
    """Say how far each stretch reaches on a chart, with its fades.

    Parameters
    ----------
    told
        Rows of table `TIMELINE` with both days.
    open_ends
        Columns `first_day`, `last_day`, `granularity`, `side` (``"before"`` or ``"after"``)
        and `n`; none if ends are not to be shown. Rows that match no stretch are passed over.
    whole
        Length of the axis; missing for a chart without days.

    Returns
    -------
    DataFrame
        `told` with `open_before` and `open_after` (expressions, 0 for a closed end), and
        `first_drawn` and `last_drawn`, the days its bar and fades take up.

    Raises
    ------
    ValueError
        If a side is neither ``"before"`` nor ``"after"``.
    """
    length = pd.Timedelta(0) if pd.isna(whole) else whole * _LENGTH
    first, last, found = told["first_day"], told["last_day"], told
    for side in _SIDES:
        found = found.assign(**{f"open_{side}": _n_open(told, open_ends, side)})
    return found.assign(
        first_drawn=first.where(found["open_before"] == 0, first - length),
        last_drawn=last.where(found["open_after"] == 0, last + length),
    )


def draw_fades(ax: Axes, lane: pd.DataFrame, rows: np.ndarray) -> None:
    """Draw the fades of one lane of stretches as `reach` returns them, on their rows."""
    from matplotlib.dates import date2num

    for side in _SIDES:
        is_open = (lane[f"open_{side}"] > 0).to_numpy()
        if not is_open.any():
            continue
        drawn = lane[is_open]
        # A bar ends where its last day does; one day is drawn as a point, at its beginning.
        edge = drawn["first_day"] if side == "before" else drawn["last_day"]
        begin = date2num(edge.to_numpy())
        if side == "after":
            begin = begin + (drawn["last_day"] > drawn["first_day"]).to_numpy()
        outer = drawn["first_drawn"] if side == "before" else drawn["last_drawn"]
        step = (date2num(outer.to_numpy()) - date2num(edge.to_numpy())) / len(_STEPS)
        for place, alpha in enumerate(_STEPS):
            ax.barh(
                rows[is_open], step, left=begin + place * step, height=_HEIGHT, color=GREY,
                alpha=alpha, linewidth=0, antialiased=False, zorder=0.5, gid=f"fade {side}",
            )  # fmt: skip


def _n_open(told: pd.DataFrame, open_ends: pd.DataFrame | None, side: str) -> pd.Series:
    """Return how many expressions leave each stretch open on a side."""
    if open_ends is None:
        return pd.Series(0, index=told.index, dtype="int64")
    unknown = open_ends.loc[~open_ends["side"].isin(_SIDES), "side"]
    if not unknown.empty:
        raise ValueError(f"open_ends: side is {unknown.iloc[0]!r}; expected one of {_SIDES}")
    n_open = open_ends[open_ends["side"] == side].groupby(_KEYS)["n"].sum()
    keys = pd.MultiIndex.from_frame(told[_KEYS])
    return pd.Series(n_open.reindex(keys, fill_value=0).to_numpy("int64"), index=told.index)
