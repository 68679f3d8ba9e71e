"""Places a model misreads, told by the noun beside them.

`Niger Delta` is not Niger, though a model finds `Niger` in it; and what is a province or a
town (`Al-Raqqa province`, `the town of Tel Tamer`) is nobody's name, though a model that has
never heard of it takes it for a person's, or for none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from analysis.extract.annotate.compose import NAME_PART
from analysis.extract.annotate.spans import Row, Spans, spans_of
from analysis.lexicon import read_words
from analysis.lexicon.names import meanings_of

# Labels a model gives to a town it does not know.
MISTAKEN = ("PERSON", "ORG", "MISC", "FAC")

_KIND = (
    r"(?:city|town|village|hamlet|province|district|governorate|region|oblast|prefecture|county"
    r"|municipality|suburb|neighbou?rhood)"
)
_NEXT = re.compile(r" ([A-Z]\w+)(?!\w)")
_ENDS = re.compile(rf"\S {_KIND}\Z")
_AFTER = re.compile(rf" {_KIND}(?!\w)")
_OF = re.compile(rf"\b{_KIND} of (?P<name>{NAME_PART}(?: {NAME_PART}){{0,2}})(?!\w)")


def with_towns(theirs: Spans, text: str, annotator: str) -> Spans:
    """Take what is called a town, district or province for a place.

    Parameters
    ----------
    theirs
        What a model found, in text order, none overlapping another.
    text
        The text of the layout.
    annotator
        The pipeline.

    Returns
    -------
    Spans
        In text order, none overlapping another; with the names behind `town of` and the like
        that the model did not find.
    """
    named = {match.start("name"): match.end("name") for match in _OF.finditer(text)}
    rows = [_as_place(row, text, named) for row in theirs.rows()]
    missed = [
        (start, end, "GPE", annotator)
        for start, end in named.items()
        if bisect_left(theirs.starts, end) == bisect_right(theirs.ends, start)
    ]
    return spans_of(sorted(rows + missed))


def _as_place(row: Row, text: str, named: dict[int, int]) -> Row:
    start, end, label, name = row
    if label not in MISTAKEN:
        return row
    told = named.get(start) == end or _ENDS.search(text[start:end]) is not None
    if label == "PERSON" and (_AFTER.match(text, end) or _is_long_place(text[start:end])):
        told = True
    return (start, end, "GPE", name) if told else row


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
    found = []
    for at, (start, end, label, name) in enumerate(rows):
        begin = rows[at + 1][0] if at + 1 < len(rows) else len(text)
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


def _is_long_place(name: str) -> bool:
    """Whether a name of several words, as few persons have, is a state's or its capital's."""
    kinds = {meaning.kind for meaning in meanings_of(name)} if " " in name else set()
    return bool(kinds & {"state", "capital"})


def _is_state(name: str) -> bool:
    return any(meaning.kind == "state" for meaning in meanings_of(name))
