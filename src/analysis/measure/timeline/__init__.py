"""When it was written, and of which days it tells.

Two clocks, never mixed. `published` is the day printed on an article. `told` are the days,
months, years the text names. An article of one day tells of many; an expression coarser
than a day stays a stretch and is never put on a day of its own choosing.

A day without articles is a day without articles in this corpus, not one without events.

`told` chooses the expressions, `counts` makes the table, `days` reads series from it.
"""

from __future__ import annotations

from analysis.measure.timeline.counts import count_timeline
from analysis.measure.timeline.days import around_publication, count_lags, daily, lag_days
from analysis.measure.timeline.told import left_out, told_of

__all__ = [
    "around_publication",
    "count_lags",
    "count_timeline",
    "daily",
    "lag_days",
    "left_out",
    "told_of",
]
