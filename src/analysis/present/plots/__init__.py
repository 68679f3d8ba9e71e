"""One table on one Axes.

Every function takes a table already filtered and ranked, draws each of its rows and returns
the Axes; nothing is counted, left out or reordered here, so the table shown is the table
handed in. `timeline_panels` puts two Axes under each other and returns their Figure.

A chart of actors named together is not a map of relations, and the places of a network's
points mean nothing but nearness drawn from counts.
"""

from __future__ import annotations

from analysis.present.plots.bars import lag_bars, pair_bars, ranked_bars
from analysis.present.plots.matrix import pair_matrix
from analysis.present.plots.network import network
from analysis.present.plots.periods import burst_bars, told_bars
from analysis.present.plots.scores import score_dots
from analysis.present.plots.theme import INK, actor_colours, set_theme
from analysis.present.plots.timeline import published_days, timeline_panels, told_spans

__all__ = [
    "burst_bars",
    "told_bars",
    "INK",
    "actor_colours",
    "lag_bars",
    "network",
    "pair_bars",
    "pair_matrix",
    "published_days",
    "ranked_bars",
    "score_dots",
    "set_theme",
    "timeline_panels",
    "told_spans",
]
