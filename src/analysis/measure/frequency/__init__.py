"""How often an actor is named, and how far that share can be trusted.

Counted four ways: mentions, sentences, articles, stories. A unit counts once for an actor,
however often it names it. The share has all units of the counted sections as its base,
those that name nobody included.

Articles are not independent: one wire report is printed many times. So the interval looks
at stories, not articles: `counting` counts, `intervals` says how many independent stories
the counts are worth. With few stories there is no interval, and none is made up.

Being named often is not being important, and not being the one who acts.
"""

from __future__ import annotations

from analysis.measure.frequency.counting import COUNTS, Within, count_frequency
from analysis.measure.frequency.intervals import Interval
from analysis.measure.frequency.parts import count_parts, split_at
from analysis.settings import MIN_STORIES

__all__ = [
    "COUNTS",
    "MIN_STORIES",
    "Interval",
    "Within",
    "count_frequency",
    "count_parts",
    "split_at",
]
