"""Sentences in, expressions of time out: the stage that fills the table `TIMEXES`.

An expression is read as it stands in its clause and article: a bare weekday is the
nearest one not after the article's day, or the coming one in a clause about the future;
"the next day" follows the day last told of. An article without a day keeps what carries
its own date; everything relative stays without a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from analysis.extract.timex.grammar import Grammar, grammar_of, languages
from analysis.extract.timex.meaning import Context, Meaning
from analysis.extract.timex.named import Named, named_dates, phases
from analysis.extract.timex.reading import read, span_of, timex_id_of
from analysis.extract.timex.scan import read_sentence
from analysis.schema import TIMEXES, conform, empty
from analysis.settings import Settings

# Sections whose dates say nothing of what is told: who wrote it, where it is kept.
UNREAD_SECTIONS = ("byline", "footer")

# Language whose grammar reads articles in a language without one.
FALLBACK = "en"

_COLUMNS = list(TIMEXES.columns)


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


def _day(published: pd.Timestamp) -> date | None:
    return None if pd.isna(published) else published.date()


@cache
def _grammar(language: str) -> Grammar:
    return grammar_of(language if language in languages() else FALLBACK)


def _rows_of_article(
    sentences: pd.DataFrame, published: date | None, grammar: Grammar
) -> Iterator[tuple[Any, ...]]:
    context = Context(published=published)
    columns = ("sentence_id", "article_id", "section", "start", "text")
    for row in zip(*(sentences[column].tolist() for column in columns), strict=True):
        sentence_id, article_id, section, start, text = row
        if section in UNREAD_SECTIONS:
            continue
        place = _Place(article_id, sentence_id, int(start))
        sentence = read_sentence(text, grammar)
        stages = list(phases(text, published)) if grammar.language == FALLBACK else []
        spans = [(stage.start, stage.end) for stage in stages]
        yield from (_row_of_named(text, stage, place) for stage in stages)
        if sentence is not None:
            for found, told in read(sentence, context, grammar, article_id, place.start):
                context = told
                span = span_of(found, sentence)
                if not any(_meet(span, (stage.start, stage.end)) for stage in stages):
                    spans.append(span)
                    yield _row(text, *span, found.meaning, place)
        if grammar.language == FALLBACK:
            for named in named_dates(text):
                if not any(_meet(span, (named.start, named.end)) for span in spans):
                    yield _row_of_named(text, named, place)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _row_of_named(text: str, named: Named, place: _Place) -> tuple[Any, ...]:
    return _row(text, named.start, named.end, named.meaning, place)


def _row(text: str, start: int, end: int, meaning: Meaning, place: _Place) -> tuple[Any, ...]:
    first, last = place.start + start, place.start + end
    return (
        timex_id_of(place.article_id, first, last), place.article_id, place.sentence_id, first,
        last, text[start:end], meaning.type, meaning.value, meaning.modifier,
        meaning.first, meaning.last, meaning.granularity, meaning.certainty, meaning.anchor,
    )  # fmt: skip
