"""From matches to meanings: which maker serves which rule, and what neighbours lend.

A year printed once for two dates ("from 3 May to 10 June 2015") is lent to the one
without; a time of day beside a date is read together with it ("10:30 GMT on Tuesday").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.extract.timex.make import maker_of
from analysis.extract.timex.make.slots import number
from analysis.extract.timex.meaning import Context, Meaning, Tense, modified
from analysis.extract.timex.scan import Match, Sentence

_YEARLESS = ("calendar", "month", "days")
_LINKS = ("to", "and", "-", "\u2013", "\u2014", "until", "till", "through", "or", "&", ",")
# Words between "the start of" and the year of what starts, at most: "the war in Syria in".
_REACH_OF_START = 8
_NEW_CLAUSE = (",", ";", ":", "that", "which", "who", "when", "where", "and", "but", "to")
# Years from either end of the calendar within which a step, at most "last millennium", may
# lead out of it.
EDGE = 1000
_CLOCK_LINKS = ("on", ",", "at", "of", "local", "time")


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved expression of a sentence, in tokens: from `first` to before `last`."""

    first: int
    last: int
    meaning: Meaning


def resolve(match: Match, context: Context) -> Meaning | None:
    """Return what a match means, or None if it means no time.

    Days outside the years 1 to 9999 cannot be given; near the ends of that calendar what
    leads out of it means nothing.
    """
    try:
        return maker_of(match.rule.make)(match.slots, context, **match.rule.given)
    except (ValueError, OverflowError):
        if not at_the_edge(context):
            raise
        return None


def at_the_edge(context: Context) -> bool:
    """Return whether a day leaned on lies near an end of the calendar, years 1 to 9999."""
    days = (context.published, context.told)
    return any(day is not None and not EDGE <= day.year <= 9999 - EDGE for day in days)


def with_lent_years(matches: list[Match], sentence: Sentence) -> list[Match]:
    """Give dates without a year the year of a date they are joined to."""
    lent = list(matches)
    for position in range(len(lent) - 2, -1, -1):
        lent[position] = _lent(lent[position], lent[position + 1], sentence, forwards=False)
    for position in range(1, len(lent)):
        lent[position] = _lent(lent[position], lent[position - 1], sentence, forwards=True)
    return lent


def _lent(match: Match, lender: Match, sentence: Sentence, *, forwards: bool) -> Match:
    takes = match.rule.make in _YEARLESS and lender.rule.make in _YEARLESS
    if not takes or match.slots.get("y") or not lender.slots.get("y"):
        return match
    if any(match.slots.get(slot) is not None for slot in ("r", "q", "t")):
        return match
    left, right = (lender, match) if forwards else (match, lender)
    between = [word.lower() for word in sentence.words[left.last : right.first]]
    if not (
        1 <= len(between) <= 3
        and all(word in (*_LINKS, "on", "in", "the", "from") for word in between)
    ):
        return match
    year = number(lender.slots["y"])
    turn = (
        match.slots["m"] < lender.slots["m"] if forwards else match.slots["m"] > lender.slots["m"]
    )
    return replace(match, slots={**match.slots, "y": str(year + (turn if forwards else -turn))})


def with_clock(
    clock: Match, day: Found | None, context: Context, sentence: Sentence
) -> Found | None:
    """Return a time of day read together with the day before it, or None if it stands alone."""
    if day is None or not _is_day(day.meaning):
        return None
    between = [word.lower() for word in sentence.words[day.last : clock.first]]
    if len(between) > 1 or any(word not in _CLOCK_LINKS for word in between):
        return None
    return _joined(day.first, clock.last, clock, day.meaning, context)


def _is_day(meaning: Meaning) -> bool:
    return meaning.value is not None and meaning.granularity == "day" and "/" not in meaning.value


def _joined(first: int, last: int, clock: Match, day: Meaning, context: Context) -> Found | None:
    told = replace(context, told=day.first, told_value=str(day.value), told_id="document")
    time = resolve(clock, told)
    if time is None:
        return None
    return Found(first, last, replace(time, certainty=day.certainty, anchor=day.anchor))


def after_clock(clock: Match, found: Found, context: Context, sentence: Sentence) -> Found | None:
    """Return a day read together with the time of day before it, or None."""
    if not _is_day(found.meaning):
        return None
    between = [word.lower() for word in sentence.words[clock.last : found.first]]
    if len(between) > 2 or any(word not in _CLOCK_LINKS for word in between):
        return None
    return _joined(clock.first, found.last, clock, found.meaning, context)


def opened(found: Found, sentence: Sentence) -> Found:
    """Say by its modifier that a date bounds what is told: "since", "until", "before", "after".

    The days stay those of the date that is printed: "since 2011" is 2011 with the modifier
    `ON_OR_AFTER`, and how far it reaches is for the reader of the table to say.
    """
    meaning = found.meaning
    if meaning.first is None or meaning.type not in ("DATE", "TIME") or meaning.modifier:
        return found
    before = sentence.lower[found.first - 1] if found.first else ""
    modifier = sentence.grammar.values.get("opening", {}).get(before)
    if modifier is None or _qualifies_a_noun(found, sentence, modifier):
        return found
    return replace(found, meaning=modified(meaning, modifier))


def begun(found: Found, sentence: Sentence, signs: list[Tense]) -> Found:
    """Say that "2011" is meant from its start on in "at the start of the war in 2011".

    What starts in a year is told of at some early part of what follows; how a war ends in a
    year says nothing of where in that year it did. "Since the start of the war in 2011" is
    open towards today, as "since 2011" is.
    """
    meaning, lower = found.meaning, sentence.lower
    if meaning.granularity != "year" or meaning.modifier or meaning.type != "DATE":
        return found
    if not found.first or lower[found.first - 1] not in ("in", "of"):
        return found
    nouns = sentence.grammar.values.get("edgenoun", {})
    for position in range(found.first - 2, max(0, found.first - _REACH_OF_START) - 1, -1):
        if lower[position] in _NEW_CLAUSE or signs[position]:
            return found
        if nouns.get(lower[position]) == "START" and lower[position + 1] == "of":
            before = [word for word in lower[max(0, position - 3) : position]
                      if word not in ("the", "very")]  # fmt: skip
            opening = sentence.grammar.values.get("opening", {})
            modifier = opening.get(before[-1], "START") if before else "START"
            return replace(found, meaning=modified(meaning, modifier))
    return found


def _qualifies_a_noun(found: Found, sentence: Sentence, modifier: str) -> bool:
    """Return whether "after Tuesday's talks", "before 2015 elections" is what is meant."""
    after = sentence.lower[found.last] if found.last < len(sentence.words) else ""
    if after in sentence.grammar.values.get("possessive", {}):
        return True
    return modifier in ("BEFORE", "AFTER") and after[:1].isalpha() and after not in _LINKS
