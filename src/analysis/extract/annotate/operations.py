"""Names of military operations: events, which models take for organisations.

An article that speaks of `Operation Olive Branch` speaks of an event, and names it again
without its first word: `Olive Branch`.
"""

from __future__ import annotations

import re

import numpy as np

from analysis.extract.annotate.compose import CAPITAL
from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.spans import Spans, spans_of

# Labels a model gives an operation.
MISTAKEN = ("ORG", "MISC", "PERSON", "LOC", "FAC")

_PART = rf"[{CAPITAL}][\w’'-]*"
_NAME = rf"{_PART}(?: {_PART}){{0,3}}"
_NAMED = re.compile(rf"\bOperations? (?P<names>{_NAME}(?:(?:, and|,| and) {_NAME}){{0,3}})")
_BETWEEN = re.compile(r", and |, | and ")
_FIRST = re.compile(r"Operations? ")


def with_operations(theirs: Spans, layout: Layout) -> Spans:
    """Call the operations an article names so events, wherever a model found them.

    Parameters
    ----------
    theirs
        What a model found, in text order.
    layout
        The text they were found in.
    """
    named = _operations(layout)
    if not named:
        return theirs
    articles = layout.article_no[layout.section_of(np.array(theirs.starts, "int64"))].tolist()
    rows = []
    for (start, end, label, name), article in zip(theirs.rows(), articles, strict=True):
        plain = _FIRST.sub("", layout.text[start:end], count=1)
        is_one = label in MISTAKEN and plain in named.get(article, ())
        rows.append((start, end, "EVENT" if is_one else label, name))
    return spans_of(rows)


def _operations(layout: Layout) -> dict[int, set[str]]:
    """Return the names behind `Operation`, by the number of their article."""
    found: dict[int, set[str]] = {}
    for match in _NAMED.finditer(layout.text):
        section = layout.section_of(np.array([match.start()]))[0]
        names = _BETWEEN.split(match.group("names"))
        found.setdefault(int(layout.article_no[section]), set()).update(names)
    return found
