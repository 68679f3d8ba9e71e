"""Persons named again by surname, once the article has given their full name.

Somebody introduced by a title (`Foreign Minister Jane Doe`) or found by a model is `Doe` from
then on. A surname counts only where no other name touches it: not in `John Doe`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import numpy as np

from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.spans import RULES, Row, Spans, first_found, spans_of
from analysis.lexicon import read_words
from analysis.lexicon.names import meanings_of

MONTHS_DAYS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday",
)  # fmt: skip
WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*) $")
# What a surname may be besides, so that it alone is not taken for the person.
_OTHER_KINDS = ("state", "adjective", "people", "capital", "seat", "organisation", "title",
                "institution")  # fmt: skip


@cache
def not_given_names() -> frozenset[str]:
    """Return words that begin sentences and dates, and no full names."""
    return frozenset(read_words("sentence_starters")["form"]) | frozenset(MONTHS_DAYS)


def find_again(text: str, first: int, last: int, surnames: Mapping[str, int]) -> list[Row]:
    """Find surnames that stand alone.

    Parameters
    ----------
    text
        The text of the layout.
    first, last
        The stretch of the article.
    surnames
        Each with the position from which on it is looked for.

    Returns
    -------
    list of (start, end, label, annotator)
        In text order.
    """
    from ahocorasick_rs import AhoCorasick

    names = sorted(surnames)
    matches = AhoCorasick(names).find_matches_as_indexes(text[first:last], overlapping=True)
    return [
        (first + start, first + end, "PERSON", RULES)
        for name, start, end in matches
        if first + start >= surnames[names[name]] and _alone(text, first + start, first + end)
    ]


def _alone(text: str, start: int, end: int) -> bool:
    if text[end : end + 1].isalnum() or text[start - 1 : start].isalnum():
        return False
    before = WORD_BEFORE.search(text[max(start - 24, 0) : start])
    return before is None or before[1][0].islower() or before[1] in not_given_names()


def with_repeats(spans: Spans, layout: Layout, model: str) -> Spans:
    """Add the persons a model found where the article names them again.

    Parameters
    ----------
    spans
        What stands, in text order.
    layout
        Their text.
    model
        The pipeline, as in `annotators`. What it called something else where it stands alone
        is the person, too, if the full name stands in the article.

    Returns
    -------
    Spans
        In text order, none overlapping another.
    """
    rows = spans.rows()
    persons: dict[int, dict[str, int]] = defaultdict(dict)
    articles = layout.article_no[layout.section_of(np.array(spans.starts))].tolist() if rows else []
    begins = dict(zip(layout.article_no[::-1].tolist(), layout.starts[::-1].tolist(), strict=True))
    ends = dict(zip(layout.article_no.tolist(), layout.ends.tolist(), strict=True))
    for article, (start, end, label, annotator) in zip(articles, rows, strict=True):
        surname = _surname(layout.text[start:end])
        if label == "PERSON" and annotator == model and surname:
            persons[article][surname] = begins[article]
    relabelled = [
        (start, end, "PERSON", annotator)
        if annotator == model and layout.text[start:end] in persons.get(article, ())
        else (start, end, label, annotator)
        for article, (start, end, label, annotator) in zip(articles, rows, strict=True)
    ]
    again = [
        row
        for article, surnames in persons.items()
        for row in find_again(layout.text, begins[article], ends[article], surnames)
    ]
    return first_found(spans_of(relabelled + again))


def _surname(name: str) -> str:
    """Return the last word of a full name, if it alone can mean the person; else nothing."""
    words = name.split()
    last = words[-1] if len(words) > 1 else ""
    if last.rstrip(".") in ("Jr", "Sr") or len(last) < 3 or not last[0].isupper():
        return ""
    if last in MONTHS_DAYS or any(m.kind in _OTHER_KINDS for m in meanings_of(last)):
        return ""
    return last
