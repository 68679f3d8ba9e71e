"""Where stretches of time stand on a chart: a lane for each length, rows within a lane."""

from __future__ import annotations

import numpy as np
import pandas as pd

# Lanes from top to bottom: from the exact to the vague.
_LANES = {
    "day": ("day", "time"),
    "week": ("week", "weekend"),
    "month": ("month",),
    "part of a year": ("quarter", "season", "half"),
    "year": ("year",),
    "decade or more": ("decade", "century"),
    "other stretch": ("interval", "past_ref", "present_ref", "future_ref"),
}
# Widest lane, in rows of bars; further bars of the lane share its last row.
_MOST_ROWS = 8


def split_lanes(told: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return name and rows of each lane that has any, from days to decades.

    Parameters
    ----------
    told
        Rows of table `TIMELINE` with both days, in the order of their days.
    """
    found = [
        (name, told[told["granularity"].isin(kinds)].reset_index(drop=True))
        for name, kinds in _LANES.items()
    ]
    return [(name, lane) for name, lane in found if not lane.empty]


def stack(lane: pd.DataFrame) -> np.ndarray:
    """Return the row of each stretch in its lane, so that stretches do not cover each other."""
    free: list[pd.Timestamp] = []
    rows = []
    for first, last in zip(lane["first_day"], lane["last_day"], strict=True):
        row = next((number for number, day in enumerate(free) if day < first), len(free))
        row = min(row, _MOST_ROWS - 1)
        if row == len(free):
            free.append(last)
        free[row] = max(free[row], last)
        rows.append(row)
    return np.array(rows, dtype="float64")
