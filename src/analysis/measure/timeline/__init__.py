"""When it was written, and of which days it tells.

Two clocks, never mixed. `published` is the day printed on an article. `told` are the days,
months, years the text names. An article of one day tells of many; an expression coarser
than a day stays a stretch and is never put on a day of its own choosing.

A day without articles is a day without articles in this corpus, not one without events.

`told` chooses the expressions, `counts` makes the table, `days` reads series from it. `bins`
counts expressions in months or weeks, `periods` counts stories in them, and `bursts` says which
periods have more than the volume of news explains.
"""

from __future__ import annotations

from analysis.measure.timeline.bins import bin_told, find_open_ends
from analysis.measure.timeline.bursts import find_bursts, find_change
from analysis.measure.timeline.counts import count_timeline
from analysis.measure.timeline.days import (
    around_publication,
    busiest_stretch,
    count_lags,
    daily,
    lag_days,
)
from analysis.measure.timeline.periods import articles_naming, count_periods, fitting_unit
from analysis.measure.timeline.told import left_out, told_of

__all__ = [
    "around_publication",
    "articles_naming",
    "bin_told",
    "busiest_stretch",
    "count_lags",
    "count_periods",
    "count_timeline",
    "daily",
    "find_bursts",
    "find_change",
    "find_open_ends",
    "fitting_unit",
    "lag_days",
    "left_out",
    "told_of",
]
