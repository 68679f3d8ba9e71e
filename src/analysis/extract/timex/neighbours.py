"""What two expressions beside each other decide for one another once both are resolved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from analysis.extract.timex.fiscal import with_edge
from analysis.extract.timex.meaning import Context, dated
from analysis.extract.timex.resolve import Found
from analysis.extract.timex.scan import Sentence

_LINKS = ("to", "through", "until", "till", "-", "\u2013", "and", "or")
_WEEK = timedelta(7)


def settled(
    previous: Found, found: Found, sentence: Sentence, context: Context
) -> tuple[Found, Found]:
    """Return two neighbours in the light of each other.

    A fiscal year takes its days from the day it is said to end on; of two weekdays joined
    to each other ("from Monday to Friday") the second comes after the first.
    """
    if _are_out_of_order(previous, found, sentence):
        if context.tense == "future" or _lies_ahead(previous, context):
            return previous, _shifted(found, _WEEK)
        return _shifted(previous, -_WEEK), found
    return with_edge(previous, found, sentence), found


def _are_out_of_order(previous: Found, found: Found, sentence: Sentence) -> bool:
    if found.first - previous.last != 1 or sentence.lower[previous.last] not in _LINKS:
        return False
    weekdays = sentence.grammar.values.get("weekday", {})
    bare = all(
        one.last - one.first == 1 and sentence.lower[one.first] in weekdays
        for one in (previous, found)
    )
    first, last = previous.meaning.first, found.meaning.first
    return bare and first is not None and last is not None and first > last


def _lies_ahead(found: Found, context: Context) -> bool:
    first, published = found.meaning.first, context.published
    return first is not None and published is not None and first > published


def _shifted(found: Found, by: timedelta) -> Found:
    day = found.meaning.first
    if day is None:
        return found
    moved = dated((day + by).isoformat(), found.meaning.certainty, found.meaning.anchor)
    return replace(found, meaning=replace(moved, modifier=found.meaning.modifier))
