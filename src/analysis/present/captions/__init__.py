"""What stands under a chart, and what a reader who cannot see it is told.

Captions and alternative texts are computed from the tables drawn, in plain text; nothing in
them is markup. A caption says what one mark is, of how much it is a part, what was left out,
and what share of the mentions could not be resolved. An alternative text says the largest
marks in words.
"""

from __future__ import annotations

from analysis.present.captions.accuracy import (
    published_table,
    scores_alt,
    scores_caption,
    scores_card,
    scores_table,
)
from analysis.present.captions.actors import (
    frequency_alt,
    frequency_caption,
    pairs_alt,
    pairs_caption,
)
from analysis.present.captions.base import base_words, left_out_words, unresolved_words
from analysis.present.captions.card import actor_card, corpus_card, pair_card
from analysis.present.captions.chance import tested_words
from analysis.present.captions.codes import spell_codes
from analysis.present.captions.periods import (
    binned_alt,
    binned_caption,
    bursts_alt,
    bursts_caption,
)
from analysis.present.captions.times import (
    lag_alt,
    lag_caption,
    timeline_alt,
    timeline_caption,
)
from analysis.present.captions.wording import (
    count_words,
    day_words,
    list_words,
    percent_words,
    share_words,
    span_words,
)

__all__ = [
    "actor_card",
    "base_words",
    "binned_alt",
    "binned_caption",
    "bursts_alt",
    "bursts_caption",
    "corpus_card",
    "count_words",
    "day_words",
    "frequency_alt",
    "frequency_caption",
    "lag_alt",
    "lag_caption",
    "left_out_words",
    "list_words",
    "pair_card",
    "pairs_alt",
    "pairs_caption",
    "percent_words",
    "published_table",
    "scores_alt",
    "scores_caption",
    "scores_card",
    "scores_table",
    "share_words",
    "span_words",
    "spell_codes",
    "tested_words",
    "timeline_alt",
    "timeline_caption",
    "unresolved_words",
]
