"""One sentence read: its expressions resolved in order, each in the light of those before it."""

from __future__ import annotations

from dataclasses import replace

from analysis.extract.timex.fiscal import with_calendar
from analysis.extract.timex.grammar import Grammar
from analysis.extract.timex.meaning import Context, Meaning, modified
from analysis.extract.timex.named import away_from_event
from analysis.extract.timex.neighbours import settled
from analysis.extract.timex.resolve import (
    Found,
    after_clock,
    at_the_edge,
    begun,
    opened,
    resolve,
    with_clock,
    with_lent_years,
)  # fmt: skip
from analysis.extract.timex.scan import Match, Sentence, find_head, scan
from analysis.extract.timex.tense import signs_of, tense_of


def read(
    sentence: Sentence, context: Context, grammar: Grammar, article_id: str = "", offset: int = 0
) -> list[tuple[Found, Context]]:
    """Return the expressions of one sentence, each with the context after it.

    Parameters
    ----------
    context
        What is known before the sentence.
    article_id, offset
        Where the sentence stands, for the identifiers of anchors.
    """
    results: list[tuple[Found, Context]] = []
    clock: Match | None = None
    context = before = replace(context, told_here=0)
    matches = with_lent_years(scan(sentence, grammar), sentence)
    signs = signs_of(sentence) if matches else []
    for match in matches:
        free = results[-1][0].last if results else 0
        tense = tense_of(sentence, signs, match.first, match.last)
        if not tense and results and _lies_ahead(results[-1][0].meaning, context):
            tense = "future"
        here = replace(context, tense=tense)
        joined = _join(match, results, here, sentence)
        if joined is not None:
            results.pop()
            found = joined
        else:
            meaning = resolve(match, _anchored(match, here))
            if meaning is None:
                continue
            meaning = _after_event(match, meaning, sentence)
            found = _with_head(match, meaning, sentence, free, grammar, here)
            merged = after_clock(clock, found, here, sentence) if clock else None
            if merged is not None:
                context = before
                results.pop()
                found = merged
        clock = match if match.rule.make == "clock" and joined is None else None
        found = with_calendar(begun(opened(found, sentence), sentence, signs), sentence)
        if results and not at_the_edge(here):
            previous, found = settled(results[-1][0], found, sentence, here)
            results[-1] = previous, results[-1][1]
        before = context
        context = _told(found, sentence, context, article_id, offset)
        results.append((found, context))
    return results


def _lies_ahead(meaning: Meaning, context: Context) -> bool:
    """Return whether an expression is of a day to come: "from tomorrow into Friday"."""
    if meaning.first is None or context.published is None:
        return False
    return meaning.first > context.published


def _after_event(match: Match, meaning: Meaning, sentence: Sentence) -> Meaning:
    """Resolve "a year" before "after the fall of Assad"; without a known event it needs one."""
    follows = sentence.lower[match.last] if match.last < len(sentence.words) else ""
    if match.rule.make != "duration" or follows not in sentence.listed("event_cues"):
        return meaning
    rest = sentence.text[sentence.spans[match.last - 1][1] :]
    return away_from_event(rest, match.slots) or replace(meaning, anchor="needs_anchor")


def _join(
    match: Match, results: list[tuple[Found, Context]], context: Context, sentence: Sentence
) -> Found | None:
    if match.rule.make != "clock" or not results:
        return None
    return with_clock(match, results[-1][0], context, sentence)


def _anchored(match: Match, context: Context) -> Context:
    """Let "a year earlier" lean on the document's day where nothing was told before."""
    backwards = match.rule.make == "later" and match.slots.get("d") == -1
    if backwards and context.told is None and context.published is not None:
        day = context.published
        return replace(context, told=day, told_value=day.isoformat(), told_id="document")
    return context


def _with_head(
    match: Match,
    meaning: Meaning,
    sentence: Sentence,
    free: int,
    grammar: Grammar,
    context: Context,
) -> Found:
    head = find_head(sentence, match, free, grammar)
    if head is None:
        return Found(match.first, match.last, meaning)
    slots = head.slots
    if head.rule.make == "more":
        return Found(head.first, match.last, meaning)
    if slots.get("p"):
        if meaning.granularity == "time" and meaning.value is not None and head.rule.fixed:
            return Found(head.first, match.last, modified(meaning, str(slots["e"])))
        if meaning.granularity != "day" or meaning.value is None:
            return Found(match.first, match.last, meaning)
        timed = replace(
            meaning, type="TIME", value=f"{meaning.value}T{slots['p']}", granularity="time",
            modifier=slots.get("e"),
        )  # fmt: skip
        return Found(head.first, match.last, timed)
    modifier = next(
        (str(word) for word in slots.values() if isinstance(word, str) and word.isupper()), "APPROX"
    )
    return Found(head.first, match.last, modified(meaning, modifier))


def _told(
    found: Found, sentence: Sentence, context: Context, article_id: str, offset: int
) -> Context:
    """Return the context after an expression: a dated one becomes what is told of."""
    meaning = found.meaning
    dated = meaning.type in ("DATE", "TIME") and meaning.value and meaning.certainty != "vague"
    stretch = meaning.granularity == "interval"
    first = (meaning.last if stretch else meaning.first) or meaning.last
    if not dated or first is None:
        return context
    start, end = span_of(found, sentence)
    timex_id = timex_id_of(article_id, offset + start, offset + end)
    stated = meaning.anchor is None and meaning.certainty == "explicit"
    return replace(
        context, told=first, told_value=str(meaning.value), told_id=timex_id,
        told_here=first.year if stated else context.told_here,
    )  # fmt: skip


def span_of(found: Found, sentence: Sentence) -> tuple[int, int]:
    """Return start and end of an expression in characters of its sentence."""
    return sentence.spans[found.first][0], sentence.spans[found.last - 1][1]


def timex_id_of(article_id: str, start: int, end: int) -> str:
    """Return the identifier of an expression; it sorts in reading order."""
    return f"{article_id}.t{start:06d}-{end:06d}"
