"""From any number back to the sentences it rests on.

Every function returns sentences as printed, with what was found in them marked and with
the article they come from, so that a reader can disagree. They take the same mentions the
count took (see `parties`), so that a count and its evidence cannot part ways.
"""

from __future__ import annotations

from analysis.measure.evidence.marks import COLUMNS
from analysis.measure.evidence.sentences import (
    evidence_for_pairs,
    mentions_of,
    opening_sentences,
    sentences_naming,
    sentences_telling,
)
from analysis.measure.evidence.tracing import trace

__all__ = [
    "COLUMNS",
    "evidence_for_pairs",
    "mentions_of",
    "opening_sentences",
    "sentences_naming",
    "sentences_telling",
    "trace",
]
