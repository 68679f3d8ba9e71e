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


def stack(lane: pd.DataFrame, *, first: str = "first_day", last: str = "last_day") -> np.ndarray:
    """Return the row of each stretch in its lane, so that stretches do not cover each other.

    Parameters
    ----------
    lane
        Stretches in the order of their days.
    first, last
        Columns with the first and last day that a stretch takes up on the chart.
    """
    free: list[pd.Timestamp] = []
    rows = []
    for begin, end in zip(lane[first], lane[last], strict=True):
        row = next((number for number, day in enumerate(free) if day < begin), len(free))
        row = min(row, _MOST_ROWS - 1)
        if row == len(free):
            free.append(end)
        free[row] = max(free[row], end)
        rows.append(row)
    return np.array(rows, dtype="float64")
