"""When an event happened: which expression dates it, and what stays undated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.extract.timex import find_timexes
from analysis.extract.timex.dating import EVENT_TIMES, TRIGGERS, date_events
from analysis.extract.timex.event_time import (
    UNDATED,
    EventTime,
    Expression,
    Trigger,
    event_time,
)
from analysis.schema import TIMEXES, SchemaError, empty
from analysis.schema.tables import TENSES, TIME_SOURCES
from analysis.settings import Settings

PUBLISHED = date(2023, 4, 25)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def said(
    start: int,
    value: str | None,
    days: tuple[str, str] | None,
    granularity: str | None = "day",
    *,
    modifier: str | None = None,
    kind: str = "DATE",
) -> Expression:
    """An expression of four characters at `start`, named for where it stands."""
    first, last = days or (None, None)
    return Expression(
        f"t{start}", start, start + 4, kind, value, modifier, day(first), day(last), granularity
    )


def year(start: int, number: int, modifier: str | None = None) -> Expression:
    days = (f"{number}-01-01", f"{number}-12-31")
    return said(start, str(number), days, "year", modifier=modifier)


TUESDAY = said(60, "2023-04-25", ("2023-04-25", "2023-04-25"))
FRIDAY = said(60, "2023-04-28", ("2023-04-28", "2023-04-28"))
MORNING = said(60, "2023-04-25TMO", ("2023-04-25", "2023-04-25"), "time", kind="TIME")
RECENTLY = said(60, "PAST_REF", None, "past_ref")
NOW = said(60, "PRESENT_REF", ("2023-04-25", "2023-04-25"), "present_ref")
UNKNOWN = said(60, None, None)
# A length may be given days, as "the past decade" is; it dates nothing all the same.
DECADE = said(60, "P1DE", ("2013-04-25", "2023-04-25"), None, kind="DURATION")
YEARS = said(60, "PXY", None, None, kind="DURATION")
TWO_HOURS = said(60, "PT2H", None, None, kind="DURATION")
EVERY_WEEK = said(60, "P1W", None, None, kind="SET")

CLAUSE = Trigger(50, 56, clause=(40, 80), tense="past", news=True)
RELATIVE = Trigger(20, 26, clause=(10, 40), governing=(0, 80), tense="past", news=True)
UNPARSED = Trigger(50, 56, tense="past", news=True)
OF_SAYING = (0, 80)

CASES = {
    "an expression in the clause dates the event": (
        CLAUSE, [TUESDAY], (), None, ("t60", "2023-04-25", "2023-04-25", "day", "clause")),
    "a time of day dates it to the day": (
        CLAUSE, [MORNING], (), None, ("t60", "2023-04-25", "2023-04-25", "time", "clause")),
    "a year stays a year": (
        CLAUSE, [year(60, 2011)], (), None, ("t60", "2011-01-01", "2011-12-31", "year", "clause")),
    "of two in the clause the nearer dates it": (
        CLAUSE, [year(42, 2011), year(70, 2015)], (), None,
        ("t42", "2011-01-01", "2011-12-31", "year", "clause")),
    "of two equally near the earlier in the text dates it": (
        CLAUSE, [year(44, 2011), year(58, 2015)], (), None,
        ("t44", "2011-01-01", "2011-12-31", "year", "clause")),
    "the clause comes before a nearer date outside it": (
        replace(CLAUSE, clause=(49, 80)), [year(44, 2011), year(70, 2015)], (), None,
        ("t70", "2015-01-01", "2015-12-31", "year", "clause")),
    "what stands in a clause within the clause is not its own": (
        CLAUSE, [year(70, 2015)], [(65, 80)], None, None),
    "two events of one clause share its date": (
        CLAUSE, [TUESDAY], [(40, 80)], None,
        ("t60", "2023-04-25", "2023-04-25", "day", "clause")),
    "the governing clause dates what hangs on it": (
        RELATIVE, [year(60, 2015)], (), None,
        ("t60", "2015-01-01", "2015-12-31", "year", "governing")),
    "the own clause comes before the governing": (
        RELATIVE, [year(30, 2011), year(60, 2015)], (), None,
        ("t30", "2011-01-01", "2011-12-31", "year", "clause")),
    "a day to come does not date the past from the governing clause": (
        RELATIVE, [FRIDAY], (), None, ("", "2023-04-25", "2023-04-25", "day", "default")),
    "an expression outside all clauses dates it": (
        CLAUSE, [year(10, 2015)], (), None,
        ("t10", "2015-01-01", "2015-12-31", "year", "sentence")),
    "an expression in another event's clause does not": (
        CLAUSE, [year(10, 2015)], [(0, 40)], None,
        ("", "2023-04-25", "2023-04-25", "day", "default")),
    "without a parse the nearest of the sentence dates it": (
        UNPARSED, [year(10, 2015), TUESDAY], (), None,
        ("t60", "2023-04-25", "2023-04-25", "day", "sentence")),
    "a day to come does not date the past": (
        replace(UNPARSED, news=False), [FRIDAY], (), None, None),
    "a day gone by does not date the future": (
        replace(UNPARSED, tense="future"), [year(60, 2015)], (), None, None),
    "in its own clause the future may be of long ago": (
        replace(CLAUSE, tense="future"), [year(60, 2015)], (), None,
        ("t60", "2015-01-01", "2015-12-31", "year", "clause")),
    "another mention dates what says nothing": (
        replace(CLAUSE, news=False), [], (),
        EventTime("t9", date(2023, 4, 25), date(2023, 4, 25), "day", "clause"),
        ("t9", "2023-04-25", "2023-04-25", "day", "document_event")),
    "a date of its own comes before another mention's": (
        CLAUSE, [year(60, 2011)], (),
        EventTime("t9", date(2023, 4, 25), date(2023, 4, 25), "day", "clause"),
        ("t60", "2011-01-01", "2011-12-31", "year", "clause")),
    "another mention's default is no date": (
        replace(CLAUSE, news=False), [], (),
        EventTime(None, date(2023, 4, 25), date(2023, 4, 25), "day", "default"), None),
    "a perfect reaches up to the document": (
        replace(CLAUSE, tense="perfect"), [], (), None,
        ("", None, "2023-04-25", "interval", "perfect")),
    "a perfect with its own date has that": (
        replace(CLAUSE, tense="perfect"), [year(60, 2015)], (), None,
        ("t60", "2015-01-01", "2015-12-31", "year", "clause")),
    "a perfect since a year runs to the document": (
        replace(CLAUSE, tense="perfect"), [year(60, 2011, "ON_OR_AFTER")], (), None,
        ("t60", "2011-01-01", "2023-04-25", "interval", "clause")),
    "a simple past in the news is of the document's day": (
        CLAUSE, [], (), None, ("", "2023-04-25", "2023-04-25", "day", "default")),
    "in the background it is undated": (replace(CLAUSE, news=False), [], (), None, None),
    "a present is undated": (replace(CLAUSE, tense="present"), [], (), None, None),
    "a future is undated": (replace(CLAUSE, tense="future"), [], (), None, None),
    "a noun is undated": (replace(CLAUSE, tense=""), [], (), None, None),
    "a quoted past is undated": (replace(CLAUSE, quoted=True), [], (), None, None),
    "a quoted perfect reaches up to the document": (
        replace(CLAUSE, tense="perfect", quoted=True), [], (), None,
        ("", None, "2023-04-25", "interval", "perfect")),
    "what was said on Tuesday did not happen on Tuesday": (
        replace(CLAUSE, clause=(40, 59), governing=OF_SAYING, quoted=True), [TUESDAY],
        [OF_SAYING], None, None),
    "nor where no clause is known": (replace(UNPARSED, quoted=True), [TUESDAY], (), None, None),
    "what was said to be in 2011 was in 2011": (
        replace(CLAUSE, quoted=True), [year(60, 2011)], (), None,
        ("t60", "2011-01-01", "2011-12-31", "year", "clause")),
    "recently dates nothing and is no news": (CLAUSE, [RECENTLY], (), None, None),
    "now dates nothing, whatever days it has": (CLAUSE, [NOW], (), None, None),
    "a date without value dates nothing and is no news": (CLAUSE, [UNKNOWN], (), None, None),
    "a length with days dates nothing and is no news": (CLAUSE, [DECADE], (), None, None),
    "for years dates nothing and is no news": (CLAUSE, [YEARS], (), None, None),
    "every week dates nothing and is no news": (CLAUSE, [EVERY_WEEK], (), None, None),
    "two hours of talks are still the day's news": (
        CLAUSE, [TWO_HOURS], (), None, ("", "2023-04-25", "2023-04-25", "day", "default")),
    "since runs to the document": (
        CLAUSE, [year(60, 2011, "ON_OR_AFTER")], (), None,
        ("t60", "2011-01-01", "2023-04-25", "interval", "clause")),
    "after begins with the next day": (
        CLAUSE, [year(60, 2011, "AFTER")], (), None,
        ("t60", "2012-01-01", "2023-04-25", "interval", "clause")),
    "after a time of day begins on that day": (
        CLAUSE, [replace(MORNING, modifier="AFTER")], (), None,
        ("t60", "2023-04-25", "2023-04-25", "interval", "clause")),
    "a future since stays open": (
        replace(CLAUSE, tense="future"), [replace(FRIDAY, modifier="ON_OR_AFTER")], (), None,
        ("t60", "2023-04-28", None, "interval", "clause")),
    "after the document's own day stays open": (
        CLAUSE, [replace(TUESDAY, modifier="AFTER")], (), None,
        ("t60", "2023-04-26", None, "interval", "clause")),
    "until ends with the last day": (
        CLAUSE, [year(60, 2015, "ON_OR_BEFORE")], (), None,
        ("t60", None, "2015-12-31", "interval", "clause")),
    "before ends with the day before": (
        CLAUSE, [year(60, 2015, "BEFORE")], (), None,
        ("t60", None, "2014-12-31", "interval", "clause")),
    "the start of a year is within that year": (
        CLAUSE, [year(60, 2011, "START")], (), None,
        ("t60", "2011-01-01", "2011-12-31", "year", "clause")),
    "after the last day of all opens both sides": (
        CLAUSE, [said(60, "9999-12-31", ("9999-12-31", "9999-12-31"), modifier="AFTER")], (), None,
        ("t60", None, None, "interval", "clause")),
}  # fmt: skip


def shown(time: EventTime) -> tuple[str | None, ...]:
    first, last = (None if side is None else str(side) for side in (time.first_day, time.last_day))
    return (time.timex_id or "", first, last, time.granularity, time.time_source)


@pytest.mark.parametrize(
    ("trigger", "expressions", "others", "told", "expected"), CASES.values(), ids=CASES
)
def test_an_event_is_dated(trigger, expressions, others, told, expected):
    time = event_time(trigger, expressions, published=PUBLISHED, others=others, told=told)
    assert shown(time) == (expected or shown(UNDATED))


@pytest.mark.parametrize("tense", ["past", "perfect"])
def test_without_a_day_of_the_document_nothing_is_dated_by_it(tense):
    trigger = replace(CLAUSE, tense=tense)
    assert event_time(trigger, [], published=None) == UNDATED


def test_without_a_day_of_the_document_since_stays_open():
    time = event_time(CLAUSE, [year(60, 2011, "ON_OR_AFTER")], published=None)
    assert (time.first_day, time.last_day) == (date(2011, 1, 1), None)


ANY_EXPRESSION = st.builds(
    year,
    st.integers(0, 90),
    st.integers(2000, 2030),
    st.sampled_from([None, "START", "BEFORE", "AFTER", "ON_OR_AFTER", "ON_OR_BEFORE"]),
)
ANY_TRIGGER = st.builds(
    Trigger,
    start=st.integers(40, 50),
    end=st.integers(51, 60),
    clause=st.sampled_from([None, (30, 70)]),
    governing=st.sampled_from([None, (0, 70)]),
    tense=st.sampled_from(["", *TENSES]),
    news=st.booleans(),
    quoted=st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(trigger=ANY_TRIGGER, expressions=st.lists(ANY_EXPRESSION, max_size=4))
def test_a_time_always_says_its_source_and_no_more_than_it_knows(trigger, expressions):
    time = event_time(trigger, expressions, published=PUBLISHED)
    assert time.time_source in TIME_SOURCES
    assert (time == UNDATED) == (time.time_source == "none")
    stated = time.time_source in ("clause", "governing", "sentence")
    assert (time.timex_id is not None) == stated
    if time.first_day is not None and time.last_day is not None:
        assert time.first_day <= time.last_day
    if time.time_source == "default":
        assert trigger.tense == "past" and trigger.news and not trigger.quoted


# --- over tables ---------------------------------------------------------------------------

ARTICLE = [
    "Russia hosts Turkey and Syria",
    "Ministers met in Moscow on Tuesday and also held talks.",
    "Ties were severed at the start of the war in 2011.",
    "Russia turned the tide in 2015, launching air strikes to support the government.",
    "Syria has won back much of the territory.",
    "The minister said on Tuesday that Ankara withdrew.",
]
# Sentence, trigger, its clause, the clause that governs it, tense, quoted, cluster.
SEED = {
    "the headline takes the day of the meeting below": (
        0, "hosts", None, None, "present", False, "meeting",
        ("2023-04-25", "2023-04-25", "day", "document_event")),
    "the meeting was on Tuesday": (
        1, "met", "Ministers met in Moscow on Tuesday", None, "past", False, "meeting",
        ("2023-04-25", "2023-04-25", "day", "clause")),
    "the talks are dated by default": (
        1, "held", "also held talks", None, "past", False, None,
        ("2023-04-25", "2023-04-25", "day", "default")),
    "ties were severed in 2011": (
        2, "severed", "Ties were severed at the start of the war in 2011", None, "past", False,
        None, ("2011-01-01", "2011-12-31", "year", "clause")),
    "the tide turned in 2015": (
        3, "turned", "Russia turned the tide in 2015", None, "past", False, None,
        ("2015-01-01", "2015-12-31", "year", "clause")),
    "so were the air strikes": (
        3, "strikes", "launching air strikes to support the government",
        "Russia turned the tide in 2015", "", False, None,
        ("2015-01-01", "2015-12-31", "year", "governing")),
    "territory has been won back up to now": (
        4, "won", ARTICLE[4], None, "perfect", False, None,
        (None, "2023-04-25", "interval", "perfect")),
    "when Ankara withdrew is not said": (
        5, "withdrew", "that Ankara withdrew", "The minister said on Tuesday", "past", True, None,
        (None, None, None, "none")),
}  # fmt: skip


def article(article_id: str = "a0") -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Triggers, timexes and articles of the worked example."""
    starts = [sum(len(text) + 1 for text in ARTICLE[:number]) for number in range(len(ARTICLE))]
    sentences = pd.DataFrame(
        {
            "sentence_id": [f"{article_id}.{number:04d}" for number in range(len(ARTICLE))],
            "article_id": article_id,
            "sentence_no": range(len(ARTICLE)),
            "section": ["headline", *["body"] * (len(ARTICLE) - 1)],
            "start": starts,
            "end": [start + len(text) for start, text in zip(starts, ARTICLE, strict=True)],
            "text": ARTICLE,
        }
    )
    articles = pd.DataFrame(
        {
            "article_id": [article_id],
            "published": pd.Series([PUBLISHED], dtype="datetime64[us]"),
            "language": "en",
        }
    )
    rows = []
    for number, case in enumerate(SEED.values()):
        at, word, clause, governing, tense, quoted, cluster, _ = case
        start = starts[at] + ARTICLE[at].index(word)
        spans = [
            (None, None)
            if part is None
            else (starts[at] + ARTICLE[at].index(part),)
            + (starts[at] + ARTICLE[at].index(part) + len(part),)
            for part in (clause, governing)
        ]
        rows.append(
            (f"{article_id}.e{number:02d}", article_id, f"{article_id}.{at:04d}", start,
             start + len(word), *spans[0], *spans[1], tense or None,
             "headline" if at == 0 else "body", True, quoted, cluster)
        )  # fmt: skip
    triggers = pd.DataFrame(rows, columns=list(TRIGGERS.columns))
    return triggers, find_timexes(sentences, articles, Settings()), articles


@pytest.mark.parametrize("number", range(len(SEED)), ids=list(SEED))
def test_the_worked_example_is_dated(number):
    row = date_events(*article()).iloc[number]
    first, last, granularity, source = list(SEED.values())[number][-1]
    days = [None if pd.isna(side) else str(side.date()) for side in (row.first_day, row.last_day)]
    assert days == [first, last]
    assert (None if pd.isna(row.granularity) else row.granularity) == granularity
    assert row.time_source == source


@pytest.mark.parametrize("section", ["headline", "caption", "related"])
def test_only_the_body_tells_the_news_of_the_day(section):
    triggers, timexes, articles = article()
    times = date_events(triggers.assign(section=section, news=True), timexes, articles)
    assert "default" not in times["time_source"].tolist()


def test_articles_are_dated_one_at_a_time():
    one, two = article("a0"), article("a1")
    together = date_events(*(pd.concat(pair) for pair in zip(one, two, strict=True)))
    apart = pd.concat([date_events(*one), date_events(*two)], ignore_index=True)
    assert_frame_equal(together, apart)


def test_the_order_of_rows_does_not_matter():
    triggers, timexes, articles = article()
    assert_frame_equal(
        date_events(triggers[::-1], timexes[::-1], articles), date_events(*article())
    )


def test_a_cluster_of_one_article_dates_no_other():
    triggers, timexes, articles = article("a0")
    other, _, others = article("a1")
    undated = date_events(
        pd.concat([triggers, other]), timexes, pd.concat([articles, others])
    ).set_index("event_id")
    assert undated.loc["a1.e00", "time_source"] == "none"


def test_nothing_in_gives_the_empty_table():
    _, timexes, articles = article()
    result = date_events(empty(TRIGGERS), empty(TIMEXES), articles)
    assert_frame_equal(result, empty(EVENT_TIMES))


def test_a_trigger_of_an_unknown_article_is_an_error():
    triggers, timexes, articles = article()
    with pytest.raises(ValueError, match="first a0; pass the articles"):
        date_events(triggers, timexes, articles.iloc[:0])


def test_an_unknown_tense_is_an_error():
    triggers, timexes, articles = article()
    with pytest.raises(SchemaError, match="pluperfect"):
        date_events(triggers.assign(tense="pluperfect"), timexes, articles)
