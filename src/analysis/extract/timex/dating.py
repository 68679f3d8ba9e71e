"""Triggers of events in, the time of each event out: `event_time` over tables.

Mentions of one event in a document share a `cluster_id`: what one of them says of its day
holds for those that say nothing, wherever they stand, so that a headline is dated by the
paragraph under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from analysis.extract.timex.event_time import (
    EventTime,
    Expression,
    Span,
    Trigger,
    event_time,
    stated_time,
)
from analysis.schema import EVENTS, Column, Table, conform


def _bound(about: str) -> Column:
    return Column("int?", about, required=False, low=0)


TRIGGERS = Table("triggers", "one row per event that is to be dated", ("event_id",), {
    "event_id": EVENTS.columns["event_id"], "article_id": EVENTS.columns["article_id"],
    "sentence_id": EVENTS.columns["sentence_id"],
    "start": Column("int", "first character of the trigger in the article's text", low=0),
    "end": Column("int", "its last character, exclusive", low=0),
    "clause_start": _bound("where its clause begins; missing if not known"),
    "clause_end": _bound("where its clause ends; missing if not known"),
    "governing_start": _bound("where the governing clause begins; missing if none"),
    "governing_end": _bound("where the governing clause ends; missing if none"),
    "tense": EVENTS.columns["tense"],
    "section": EVENTS.columns["section"],
    "news": Column("bool", "whether it stands in a news paragraph, not in background"),
    "quoted": Column("bool", "whether it is quoted or reported speech"),
    "cluster_id": Column("text", "the event in the article; missing if alone", required=False),
})  # fmt: skip

EVENT_TIMES = Table("event_times", "one row per event: when it happened", ("event_id",), {
    **{name: EVENTS.columns[name]
       for name in ("event_id", "timex_id", "first_day", "last_day", "granularity",
                    "time_source")},
})  # fmt: skip

_EXPRESSION = list(Expression.__dataclass_fields__)
_TIME = list(EventTime.__dataclass_fields__)


def date_events(
    triggers: pd.DataFrame, timexes: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Date every event.

    Parameters
    ----------
    triggers
        Table `TRIGGERS`.
    timexes
        Table `TIMEXES` of the same articles.
    articles
        Table `ARTICLES`; holds every article of `triggers`. `published` is read.

    Returns
    -------
    DataFrame
        Table `EVENT_TIMES`, one row per trigger; its columns are those of `EVENTS`.

    Raises
    ------
    SchemaError
        If `triggers` is not as `TRIGGERS` says.
    ValueError
        If a trigger belongs to an article that is not in `articles`.
    """
    ordered = conform(triggers, TRIGGERS).sort_values(
        ["article_id", "start", "event_id"], kind="stable"
    )
    published = dict(zip(articles["article_id"], map(_day, articles["published"]), strict=True))
    orphans = sorted(set(ordered["article_id"]) - set(published))
    if orphans:
        raise ValueError(
            f"{len(orphans)} articles of 'triggers' are not in 'articles', first {orphans[0]}; "
            "pass the articles the events were read from"
        )
    said = _by_sentence(timexes)
    rows: list[tuple[Any, ...]] = []
    for article_id, group in ordered.groupby("article_id", sort=False):
        for event_id, time in _of_article(group.to_dict("records"), said, published[article_id]):
            rows.append((event_id, *(getattr(time, name) for name in _TIME)))
    frame = pd.DataFrame(rows, columns=list(EVENT_TIMES.columns))
    return conform(frame, EVENT_TIMES)


def _day(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()


def _by_sentence(timexes: pd.DataFrame) -> dict[str, list[Expression]]:
    said: dict[str, list[Expression]] = defaultdict(list)
    columns = (timexes[name].tolist() for name in ("sentence_id", *_EXPRESSION))
    for sentence_id, *fields in zip(*columns, strict=True):
        known = dict(zip(_EXPRESSION, fields, strict=True))
        for name in ("value", "modifier", "granularity"):
            known[name] = None if pd.isna(known[name]) else known[name]
        for name in ("first_day", "last_day"):
            known[name] = _day(known[name])
        said[sentence_id].append(Expression(**known))
    return said


def _of_article(
    rows: list[dict[Any, Any]], said: dict[str, list[Expression]], published: date | None
) -> Iterator[tuple[str, EventTime]]:
    """Yield each event of one article with its time: first what is stated, then what is shared."""
    triggers = [_trigger(row) for row in rows]
    clauses: dict[str, list[Span]] = defaultdict(list)
    for row, trigger in zip(rows, triggers, strict=True):
        if trigger.clause is not None:
            clauses[row["sentence_id"]].append(trigger.clause)
    shared: dict[str, EventTime] = {}
    for row, trigger in zip(rows, triggers, strict=True):
        expressions, taken = said.get(row["sentence_id"], []), clauses[row["sentence_id"]]
        time = stated_time(trigger, expressions, published=published, others=taken)
        if time.time_source != "none" and not pd.isna(row["cluster_id"]):
            shared.setdefault(row["cluster_id"], time)
    for row, trigger in zip(rows, triggers, strict=True):
        expressions, taken = said.get(row["sentence_id"], []), clauses[row["sentence_id"]]
        told = None if pd.isna(row["cluster_id"]) else shared.get(row["cluster_id"])
        yield (
            row["event_id"],
            event_time(trigger, expressions, published=published, others=taken, told=told),
        )


def _trigger(row: dict[Any, Any]) -> Trigger:
    return Trigger(
        start=row["start"],
        end=row["end"],
        clause=_span(row["clause_start"], row["clause_end"]),
        governing=_span(row["governing_start"], row["governing_end"]),
        tense="" if pd.isna(row["tense"]) else row["tense"],
        news=bool(row["news"]) and row["section"] == "body",
        quoted=bool(row["quoted"]),
    )


def _span(start: int | None, end: int | None) -> Span | None:
    if start is None or end is None or pd.isna(start) or pd.isna(end):
        return None
    return int(start), int(end)
