"""Which actors are named together, how often, and how much more than by chance.

Two actors co-occur when both are named in one unit of text: a sentence, a paragraph, an
article or a story. A unit counts once for a pair, however often either name recurs in it,
so that a wordy article weighs no more than a terse one. Units that name nobody are part of
the base: without them every pair would look less than chance.

Being named together is not a relation. For who acts on whom, see `events`.

`units` says which unit is which, `pairs` counts, `counting` counts fast, `meetings` lists
what was counted, `association` compares with independence, `intervals` says how far the
comparison can be trusted, `robustness` what the choice of unit changes. Whether chance alone
could do it is asked in `nulls`.
"""

from __future__ import annotations

from analysis.measure.cooccurrence.association import associate
from analysis.measure.cooccurrence.intervals import MIN_PAIR_STORIES, add_intervals
from analysis.measure.cooccurrence.meetings import list_meetings
from analysis.measure.cooccurrence.pairs import count_pairs, count_pairs_within
from analysis.measure.cooccurrence.robustness import GROUPINGS, robustness
from analysis.measure.cooccurrence.units import UNITS, Unit, in_units, stories_of_units, units_of
from analysis.settings import MIN_STORIES

__all__ = [
    "GROUPINGS",
    "MIN_PAIR_STORIES",
    "MIN_STORIES",
    "UNITS",
    "Unit",
    "add_intervals",
    "associate",
    "count_pairs",
    "count_pairs_within",
    "in_units",
    "list_meetings",
    "robustness",
    "stories_of_units",
    "units_of",
]
