"""Places called after a state: `Niger Delta` is not Niger, though a model finds `Niger` in it."""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.annotate.spans import Spans, spans_of
from analysis.lexicon import read_words
from analysis.lexicon.names import meanings_of

_NEXT = re.compile(r" ([A-Z]\w+)(?!\w)")


def with_place_nouns(theirs: Spans, text: str) -> Spans:
    """Lengthen a model's states by the noun of a place behind them; these are no states.

    Parameters
    ----------
    theirs
        What a model found, in text order, none overlapping another.
    text
        The text of the layout.
    """
    rows = theirs.rows()
    begins = [start for start, *_ in rows[1:]] + [len(text)]
    found = []
    for (start, end, label, name), begin in zip(rows, begins, strict=True):
        noun = _NEXT.match(text, end) if label == "GPE" else None
        if (
            noun
            and noun.end() <= begin
            and noun.group(1) in _nouns()
            and _is_state(text[start:end])
        ):
            found.append((start, noun.end(), "LOC", name))
        else:
            found.append((start, end, label, name))
    return spans_of(found)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(read_words("place_nouns")["form"])


def _is_state(name: str) -> bool:
    return any(meaning.kind == "state" for meaning in meanings_of(name))
