"""How often a step is right, against texts that people annotated.

Every figure is a share of cases, or the harmonic mean of two (F1). A set of annotated
texts is judged case by case (`spans`, `links`, `times`, `trees`), the cases are summed by
document (`tallies`), and documents are resampled for the intervals (`scoring`): the cases
of one text are no independent voices.

A score holds for its set. On other texts the step is right as often as they are alike.
"""

from __future__ import annotations

from analysis.measure.accuracy.errors import ERRORS, list_errors, typical_errors
from analysis.measure.accuracy.figures import headline_figures, sets_tried, slice_figures
from analysis.measure.accuracy.links import compare_links, judge_links, pair_mentions
from analysis.measure.accuracy.scoring import score_tallies
from analysis.measure.accuracy.spans import judge_heads, judge_spans, overlapped
from analysis.measure.accuracy.systems import OURS, label_task, systems_of
from analysis.measure.accuracy.tallies import TALLIES, tally
from analysis.measure.accuracy.times import judge_times
from analysis.measure.accuracy.trees import judge_trees

__all__ = [
    "ERRORS",
    "OURS",
    "TALLIES",
    "compare_links",
    "headline_figures",
    "judge_heads",
    "judge_links",
    "judge_spans",
    "judge_times",
    "judge_trees",
    "label_task",
    "list_errors",
    "overlapped",
    "pair_mentions",
    "score_tallies",
    "sets_tried",
    "slice_figures",
    "systems_of",
    "tally",
    "typical_errors",
]
