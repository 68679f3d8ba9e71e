"""Which days a fiscal year has: by the state named beside it, or the month it ends in.

"The US fiscal year 2023", "Japan's fiscal 2022" and "fiscal 2023 in India" take the
calendar of the state; "the fiscal year ended March 31" takes the day that is printed. A
state elsewhere in the sentence decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.extract.timex.make.fiscal import (
    Calendar,
    beginning,
    calendars,
    ending,
    of_state,
)
from analysis.extract.timex.meaning import Meaning
from analysis.extract.timex.resolve import Found
from analysis.extract.timex.scan import Sentence

# Words that may stand between a state and its fiscal year.
_INSIDE = frozenset(
    ("'s", "\u2019s", "the", "government", "federal", "budget", "current", "last", "next",
     "previous", "central")
)  # fmt: skip
# Tokens between a state and its fiscal year, at most.
_REACH = 3
_AFTER = ("in", "of", "for")
_ENDS = ("ended", "ending", "ends", "end", "closed", "closing")
_BEGINS = ("beginning", "began", "begins", "starting", "started", "starts")
_BETWEEN = frozenset((*_ENDS, *_BEGINS, "that", "which", "on", "in", ",", "with", "will"))


def is_fiscal(meaning: Meaning, words: Sequence[str]) -> bool:
    """Return whether an expression, written in these words, is of a fiscal year."""
    return str(meaning.value).startswith("FY") or (
        meaning.value is None and any(word in ("fiscal", "financial") for word in words)
    )


def with_calendar(found: Found, sentence: Sentence) -> Found:
    """Give a fiscal expression the days of the state in its noun phrase, if there is one."""
    words = sentence.lower[found.first : found.last]
    if found.meaning.value is None or not is_fiscal(found.meaning, words):
        return found
    calendar = _before(found, sentence) or _after(found, sentence)
    return replace(found, meaning=of_state(found.meaning, calendar)) if calendar else found


def with_edge(found: Found, edge: Found, sentence: Sentence) -> Found:
    """Give "the fiscal year" its days from "ended March 31" that follows it."""
    words = sentence.lower[found.first : found.last]
    between = sentence.lower[found.last : edge.first]
    day = edge.meaning
    apart = not between or len(between) > _REACH or not _BETWEEN.issuperset(between)
    if apart or day.granularity not in ("day", "month") or not is_fiscal(found.meaning, words):
        return found
    if any(word in _ENDS for word in between) and day.last is not None:
        return replace(found, meaning=ending(found.meaning, day.last))
    if any(word in _BEGINS for word in between) and day.first is not None:
        return replace(found, meaning=beginning(found.meaning, day.first))
    return found


def _before(found: Found, sentence: Sentence) -> Calendar | None:
    for last in range(found.first, max(0, found.first - _REACH) - 1, -1):
        calendar = _named(sentence.words[max(0, last - 2) : last])
        if calendar:
            return calendar
        if last == 0 or sentence.lower[last - 1] not in _INSIDE:
            break
    inside = sentence.words[found.first : found.last]
    return next((known for word in inside if (known := calendars().get(word))), None)


def _named(words: list[str]) -> Calendar | None:
    """Return the calendar of the state that these one or two words end with."""
    return calendars().get(" ".join(words)) or (calendars().get(words[-1]) if words else None)


def _after(found: Found, sentence: Sentence) -> Calendar | None:
    words = sentence.words[found.last : found.last + 4]
    if not words or words[0] not in _AFTER:
        return None
    rest = words[2:] if len(words) > 1 and words[1] == "the" else words[1:]
    return calendars().get(" ".join(rest[:2])) or (calendars().get(rest[0]) if rest else None)
