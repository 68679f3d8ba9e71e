"""When an event happened, told from the expressions of time around its trigger.

The first that has an answer dates the event, and `time_source` says which it was:

==================  ==================================================================
``clause``          an expression in the trigger's own clause
``governing``       one in the clause that governs it: a relative, a purpose
``sentence``        one of the sentence that stands in no other event's clause
``document_event``  another mention of the same event in the document
``perfect``         a perfect: from an unknown day to the day of the document
``default``         a simple past in a news paragraph, with no sign of another time
``none``            nothing does; the event is undated
==================  ==================================================================

The day of the document is an event's day under ``default`` alone. What is quoted or
reported takes the time of what was said: neither an expression beside the verb of saying
nor the day of the document dates it. Lengths without days (unlike "in the past two weeks"),
habits and vague references ("recently") date nothing, and keep the default away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Types that name a day; a DURATION does where it has its days, a SET is a habit.
_DATING = ("DATE", "TIME")
_REFERENCES = ("past_ref", "present_ref", "future_ref")
# Lengths of hours or less: "after two hours of talks" leaves the day of the talks as it is.
_WITHIN_A_DAY = re.compile(r"PT[\d.]+[SMH]")
_DAY = timedelta(days=1)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time: the columns of `TIMEXES` that matter here, None for missing."""

    timex_id: str
    start: int
    end: int
    type: str
    value: str | None
    modifier: str | None
    first_day: date | None
    last_day: date | None
    granularity: str | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that tells an event, and what is known of where it stands.

    Parameters
    ----------
    start, end
        Offsets into the article's text, end exclusive, as are all spans here.
    clause, governing
        Its own clause and the clause that governs that one; None if not known.
    tense
        One of `TENSES`; empty for a noun or where it is not known.
    news
        Whether it stands in a news paragraph of the body, where a simple past tells what
        has just happened; False for background.
    quoted
        Whether it is part of what somebody is quoted or reported to have said.
    """

    start: int
    end: int
    clause: Span | None = None
    governing: Span | None = None
    tense: str = ""
    news: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class EventTime:
    """The days an event may lie in; a side that is open or unknown is None."""

    timex_id: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    granularity: str | None = None
    time_source: str = "none"


UNDATED = EventTime()


def event_time(
    trigger: Trigger,
    expressions: Sequence[Expression],
    *,
    published: date | None,
    others: Sequence[Span] = (),
    told: EventTime | None = None,
) -> EventTime:
    """Date one event by the first source that has an answer.

    Parameters
    ----------
    trigger
        The event's trigger.
    expressions
        The expressions of its sentence.
    published
        Day of the document; None if unknown, and then nothing is dated by it.
    others
        Clauses of the other events of the sentence; its own among them does no harm.
    told
        Date of another mention of the same event, or None.

    Returns
    -------
    EventTime
        `time_source` is one of `TIME_SOURCES`; all else is missing where it is ``none``.
        `granularity` is ``interval`` wherever one side is open.
    """
    stated = stated_time(trigger, expressions, published=published, others=others)
    if stated.time_source != "none":
        return stated
    if told is not None and told.time_source in ("clause", "governing", "sentence"):
        return EventTime(
            told.timex_id, told.first_day, told.last_day, told.granularity, "document_event"
        )
    if published is None:
        return UNDATED
    if trigger.tense == "perfect":
        return EventTime(None, None, published, "interval", "perfect")
    if _is_news_of_the_day(trigger, expressions):
        return EventTime(None, published, published, "day", "default")
    return UNDATED


def stated_time(
    trigger: Trigger,
    expressions: Sequence[Expression],
    *,
    published: date | None,
    others: Sequence[Span] = (),
) -> EventTime:
    """Date one event by an expression of its sentence alone; see `event_time`.

    In a governing clause, and elsewhere in the sentence, an expression that lies after the
    document dates no past and one that lies before it no future.
    """
    spans = [span for span in (trigger.clause, trigger.governing, *others) if span is not None]
    found: dict[str, list[Expression]] = {"clause": [], "governing": [], "sentence": []}
    for expression in filter(_is_dating, expressions):
        source = _source(expression, trigger, spans)
        if source == "clause" or (source and _agrees(expression, trigger, published)):
            found[source].append(expression)
    for source, candidates in found.items():
        if candidates:
            return _dated(_nearest(candidates, trigger), source, trigger, published)
    return UNDATED


def _is_dating(expression: Expression) -> bool:
    return (
        (expression.type in _DATING or expression.granularity == "interval")
        and bool(expression.value)
        and expression.first_day is not None
        and expression.last_day is not None
        and expression.granularity not in _REFERENCES
    )


def _source(expression: Expression, trigger: Trigger, spans: Iterable[Span]) -> str:
    """Return whose the expression is by the innermost clause around it; empty for another's."""
    around = [span for span in spans if span[0] <= expression.start and expression.end <= span[1]]
    innermost = min(around, key=lambda span: (span[1] - span[0], span), default=None)
    if innermost is None:
        return "" if trigger.quoted else "sentence"
    if innermost == trigger.clause:
        return "clause"
    return "governing" if innermost == trigger.governing and not trigger.quoted else ""


def _agrees(expression: Expression, trigger: Trigger, published: date | None) -> bool:
    if published is None or expression.first_day is None or expression.last_day is None:
        return True
    if trigger.tense in ("past", "perfect"):
        return expression.first_day <= published
    return trigger.tense != "future" or expression.last_day >= published


def _nearest(expressions: Sequence[Expression], trigger: Trigger) -> Expression:
    def distance(expression: Expression) -> tuple[int, str]:
        gap = max(expression.start - trigger.end, trigger.start - expression.end, 0)
        return gap, expression.timex_id

    return min(expressions, key=distance)


def _dated(
    expression: Expression, source: str, trigger: Trigger, published: date | None
) -> EventTime:
    first, last, granularity = _opened(expression, trigger, published)
    return EventTime(expression.timex_id, first, last, granularity, source)


def _opened(
    expression: Expression, trigger: Trigger, published: date | None
) -> tuple[date | None, date | None, str | None]:
    """Return the days an event may lie in: "since 2011" runs on, "before 2011" runs up to it.

    What is told as past or present has begun by the day of the document: there "since" and
    "after" end, unless they begin later.
    """
    first, last = expression.first_day, expression.last_day
    if first is None or last is None:
        return first, last, expression.granularity
    outside = timedelta(0) if expression.granularity == "time" else _DAY
    if expression.modifier in ("ON_OR_AFTER", "AFTER"):
        begin = first if expression.modifier == "ON_OR_AFTER" else _moved(last, outside)
        runs_on = published is None or trigger.tense == "future" or published < (begin or last)
        return begin, None if runs_on else published, "interval"
    if expression.modifier in ("ON_OR_BEFORE", "BEFORE"):
        end = last if expression.modifier == "ON_OR_BEFORE" else _moved(first, -outside)
        return None, end, "interval"
    return first, last, expression.granularity


def _moved(day: date, step: timedelta) -> date | None:
    try:
        return day + step
    except OverflowError:  # 31 December 9999 has no day after it
        return None


def _is_news_of_the_day(trigger: Trigger, expressions: Iterable[Expression]) -> bool:
    if trigger.tense != "past" or not trigger.news or trigger.quoted:
        return False
    clause = trigger.clause
    return not any(
        clause is None or (clause[0] <= expression.start and expression.end <= clause[1])
        for expression in expressions
        if not _WITHIN_A_DAY.fullmatch(expression.value or "")
    )
