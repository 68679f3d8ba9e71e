"""The network of who is named with whom: groups, positions, change and firmness.

A graph is built last, from sorted actors and sorted pairs, and only to be measured or
written; what is stored is always a table. Whatever is read from a network is repeated on
resampled stories, so that it is known which of it another week's news would have left.

`graph` builds, `resampling` draws, `communities` and `centrality` measure, `bipartite` is
the view before actors are joined, `periods` cuts time.
"""

from __future__ import annotations

from analysis.measure.networks.bipartite import count_by_article
from analysis.measure.networks.centrality import CENTRALITIES, centralities
from analysis.measure.networks.communities import Communities, find_communities
from analysis.measure.networks.graph import build_graph
from analysis.measure.networks.periods import cut_periods, edges_over_time
from analysis.measure.networks.resampling import pairs_by_story

__all__ = [
    "CENTRALITIES",
    "Communities",
    "build_graph",
    "centralities",
    "count_by_article",
    "cut_periods",
    "edges_over_time",
    "find_communities",
    "pairs_by_story",
]
