"""Sentences in, expressions of time out: the stage that fills the table `TIMEXES`.

An expression is read as it stands in its clause and article: a bare weekday is the
nearest one not after the article's day, or the coming one in a clause about the future;
"the next day" follows the day last told of. An article without a day keeps what carries
its own date; everything relative stays without a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from analysis.extract.timex.grammar import Grammar, grammar_of, languages
from analysis.extract.timex.meaning import Context, Meaning, modified
from analysis.extract.timex.resolve import (
    Found, after_clock, opened, resolve, with_clock, with_lent_years,
)  # fmt: skip
from analysis.extract.timex.scan import Match, Sentence, find_head, read_sentence, scan
from analysis.extract.timex.tense import tense_of
from analysis.schema import TIMEXES, conform, empty
from analysis.settings import Settings

# Sections whose dates say nothing of what is told: who wrote it, where it is kept.
UNREAD_SECTIONS = ("byline", "footer")

# Language whose grammar reads articles in a language without one.
FALLBACK = "en"

_COLUMNS = list(TIMEXES.columns)
_NARRATIVE = ("later", "told_unit")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands."""

    article_id: str
    sentence_id: str
    start: int


def find_timexes(
    sentences: pd.DataFrame, articles: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """Find and resolve every expression of time.

    Parameters
    ----------
    sentences
        Table `SENTENCES`.
    articles
        Table `ARTICLES`; holds every article of `sentences`. `published` anchors
        relative expressions, `language` chooses the grammar.
    settings
        The options of the run; none of them matters here yet.

    Returns
    -------
    DataFrame
        Table `TIMEXES`, one row per expression outside byline and footer. `value` is
        missing where the text does not settle it: an ambiguous numeric date, a relative
        expression without an anchor.

    Raises
    ------
    ValueError
        If a sentence belongs to an article that is not in `articles`.
    """
    known = dict(
        zip(
            articles["article_id"],
            zip(articles["published"], articles["language"], strict=True),
            strict=True,
        )
    )
    orphans = sorted(set(sentences["article_id"]) - set(known))
    if orphans:
        raise ValueError(
            f"{len(orphans)} articles of 'sentences' are not in 'articles', first {orphans[0]}; "
            "pass the articles the sentences were made from"
        )
    ordered = sentences.sort_values(["article_id", "sentence_no"], kind="stable")
    rows: list[tuple[Any, ...]] = []
    for article_id, group in ordered.groupby("article_id", sort=False):
        published, language = known[article_id]
        rows.extend(_rows_of_article(group, _day(published), _grammar(language)))
    if not rows:
        return empty(TIMEXES)
    return conform(_frame(rows), TIMEXES)


def _frame(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    for column in ("first_day", "last_day"):
        frame[column] = frame[column].astype("datetime64[us]")
    return frame


def _day(published: Any) -> date | None:
    return None if pd.isna(published) else published.date()


def _grammar(language: str) -> Grammar:
    return grammar_of(language if language in languages() else FALLBACK)


def _rows_of_article(
    sentences: pd.DataFrame, published: date | None, grammar: Grammar
) -> Iterator[tuple[Any, ...]]:
    context = Context(published=published)
    for row in zip(
        sentences["sentence_id"], sentences["article_id"], sentences["section"],
        sentences["start"], sentences["text"], strict=True,
    ):  # fmt: skip
        sentence_id, article_id, section, start, text = row
        if section in UNREAD_SECTIONS:
            continue
        sentence = read_sentence(text, grammar)
        if sentence is None:
            continue
        place = _Place(article_id, sentence_id, int(start))
        for found, context in read(sentence, context, grammar, place.article_id, place.start):
            yield _row(found, sentence, place)


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
    for match in with_lent_years(scan(sentence, grammar), sentence):
        free = results[-1][0].last if results else 0
        tense = tense_of(sentence.words, match.first, match.last)
        here = replace(context, tense=tense)
        joined = _join(match, results, here, sentence)
        if joined is not None:
            results.pop()
            found = joined
        else:
            meaning = resolve(match, _anchored(match, here))
            if meaning is None:
                continue
            found = _with_head(match, meaning, sentence, free, grammar, here)
            merged = after_clock(clock, found, here, sentence) if clock else None
            if merged is not None:
                context = before
                results.pop()
                found = merged
        clock = match if match.rule.make == "clock" and joined is None else None
        found = opened(found, sentence, context.published)
        before = context
        context = _told(found, sentence, context, article_id, offset)
        results.append((found, context))
    return results


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
    first = meaning.first or (meaning.last if dated else None)
    if not dated or first is None:
        return context
    start, end = _span(found, sentence)
    timex_id = timex_id_of(article_id, offset + start, offset + end)
    stated = meaning.anchor is None and meaning.certainty == "explicit"
    return replace(
        context, told=first, told_value=str(meaning.value), told_id=timex_id,
        told_here=first.year if stated else context.told_here,
    )  # fmt: skip


def _span(found: Found, sentence: Sentence) -> tuple[int, int]:
    return sentence.spans[found.first][0], sentence.spans[found.last - 1][1]


def timex_id_of(article_id: str, start: int, end: int) -> str:
    """Return the identifier of an expression; it sorts in reading order."""
    return f"{article_id}.t{start:06d}-{end:06d}"


def _row(found: Found, sentence: Sentence, place: _Place) -> tuple[Any, ...]:
    start, end = _span(found, sentence)
    meaning = found.meaning
    first, last = place.start + start, place.start + end
    return (
        timex_id_of(place.article_id, first, last), place.article_id, place.sentence_id, first,
        last, sentence.text[start:end], meaning.type, meaning.value, meaning.modifier,
        meaning.first, meaning.last, meaning.granularity, meaning.certainty, meaning.anchor,
    )  # fmt: skip
