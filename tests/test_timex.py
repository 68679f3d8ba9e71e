"""The table of time expressions: what is read, how it is anchored, what stays open."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.extract.timex import find_timexes
from analysis.schema import TIMEXES, empty
from analysis.settings import Settings

SHARED = Path(__file__).parents[2] / "shared"
DAY = "2023-04-25"
# Seconds for 100 kB of the worst text we know; a quadratic step takes tens.
SLOWEST = 5.0


def articles_of(*days: str | None, language: str = "en") -> pd.DataFrame:
    """Articles ``a0``, ``a1`` ... published on these days."""
    return pd.DataFrame(
        {
            "article_id": [f"a{number}" for number in range(len(days))],
            "published": pd.Series(pd.to_datetime(list(days)), dtype="datetime64[us]"),
            "language": language,
        }
    )


def sentences_of(*texts: str, article_id: str = "a0", section: str = "body") -> pd.DataFrame:
    """Sentences of one article, one space between them."""
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    return pd.DataFrame(
        {
            "sentence_id": [f"{article_id}.{number:04d}" for number in range(len(texts))],
            "article_id": article_id,
            "sentence_no": range(len(texts)),
            "section": section,
            "start": starts,
            "end": [start + len(text) for start, text in zip(starts, texts, strict=True)],
            "text": list(texts),
        }
    )


def found(*texts: str, day: str | None = DAY, section: str = "body") -> pd.DataFrame:
    return find_timexes(sentences_of(*texts, section=section), articles_of(day), Settings())


def days_of(row: object) -> list[str | None]:
    return [
        None if pd.isna(day) else str(day.date())
        for day in (row.first_day, row.last_day)  # type: ignore[attr-defined]
    ]


def test_a_row_says_where_the_expression_stands():
    row = found("They met.", "It was on Tuesday.").squeeze()
    assert (row.timex_id, row.sentence_id) == ("a0.t000020-000027", "a0.0001")
    assert (row.start, row.end, row.text) == (20, 27, "Tuesday")
    assert (row.type, row.value, row.granularity) == ("DATE", "2023-04-25", "day")
    assert (row.certainty, row.anchor) == ("explicit", "document")


@pytest.mark.parametrize(
    ("text", "value", "first", "last", "granularity"),
    [
        pytest.param("It began in 2011.", "2011", "2011-01-01", "2011-12-31", "year", id="a year"),
        pytest.param(
            "It began in the 2000s.", "200", "2000-01-01", "2009-12-31", "decade", id="a decade"
        ),
        pytest.param(
            "It began in the 19th century.", "18", "1800-01-01", "1899-12-31", "century",
            id="a century is counted from 0",
        ),
        pytest.param(
            "It began last week.", "2023-W16", "2023-04-17", "2023-04-23", "week",
            id="a week begins on Monday",
        ),
        pytest.param(
            "They met over the weekend.", "2023-W16-WE", "2023-04-22", "2023-04-23", "weekend",
            id="a weekend",
        ),
        pytest.param(
            "They met in February 2016.", "2016-02", "2016-02-01", "2016-02-29", "month",
            id="a month of a leap year",
        ),
        pytest.param(
            "They met in Q3 2022.", "2022-Q3", "2022-07-01", "2022-09-30", "quarter", id="a quarter"
        ),
        pytest.param(
            "They met in the winter of 2015.", "2015-WI", "2015-12-01", "2016-02-29", "season",
            id="a winter ends in the next year",
        ),
        pytest.param(
            "They met at 10:30 GMT on Monday.", "2023-04-24T10:30Z", "2023-04-24", "2023-04-24",
            "time", id="a time of day",
        ),
        pytest.param(
            "They met recently.", "PAST_REF", None, "2023-04-25", "past_ref",
            id="a past reference ends on the document's day",
        ),
        pytest.param(
            "In the past two weeks they met.", "P2W", "2023-04-11", "2023-04-25", "interval",
            id="a span reaches back",
        ),
        pytest.param("They met for 3 days.", "P3D", None, None, None, id="a length has no days"),
    ],
)  # fmt: skip
def test_days_meant(text, value, first, last, granularity):
    row = found(text).squeeze()
    assert row.value == value
    assert days_of(row) == [first, last]
    assert granularity == (None if pd.isna(row.granularity) else row.granularity)


@pytest.mark.parametrize(
    ("text", "value", "certainty", "anchor"),
    [
        pytest.param("They met on Tuesday.", None, "vague", "needs_anchor", id="a weekday"),
        pytest.param("They met last year.", None, "vague", "needs_anchor", id="last year"),
        pytest.param("They met in December.", None, "vague", "needs_anchor", id="a bare month"),
        pytest.param("They met on 3 May.", None, "vague", "needs_anchor", id="a day of a month"),
        pytest.param("They met on 3 May 2015.", "2015-05-03", "explicit", None, id="a full date"),
        pytest.param("They met in 2015.", "2015", "explicit", None, id="a year"),
    ],
)
def test_without_a_day_only_what_carries_its_own_date_is_resolved(text, value, certainty, anchor):
    row = found(text, day=None).squeeze()
    got = [None if pd.isna(cell) else cell for cell in (row.value, row.certainty, row.anchor)]
    assert got == [value, certainty, anchor]


def test_what_follows_leans_on_what_was_told():
    rows = found("They met on 3 March 2023.", "Two days later they signed.", day=None)
    assert rows["value"].tolist() == ["2023-03-03", "2023-03-05"]
    assert rows["anchor"].tolist()[1] == rows["timex_id"].tolist()[0]


def test_days_of_antiquity_fit_the_table_and_those_before_the_year_1_stay_open():
    rows = found("It fell in AD 79, not in 480 BC.")
    assert rows["value"].tolist() == ["0079", "BC0480"]
    assert [days_of(row) for row in rows.itertuples()] == [
        ["0079-01-01", "0079-12-31"],
        [None, None],
    ]


def test_nothing_told_leaves_the_next_day_open():
    row = found("The next day they signed.").squeeze()
    assert pd.isna(row.value)
    assert row.anchor == "needs_anchor"


def test_a_year_cannot_say_which_day_came_next():
    rows = found("It began in 2011.", "The next day they signed.")
    assert rows["value"].isna().tolist() == [False, True]


def test_an_ambiguous_date_is_flagged_and_not_guessed():
    row = found("Dated 04/05/2023.").squeeze()
    assert pd.isna(row.value) and pd.isna(row.first_day)
    assert (row.certainty, row.granularity) == ("ambiguous", "day")


def test_modifiers_of_timex3():
    rows = found("Early last week and at the end of 2015, for nearly two years.")
    assert rows["modifier"].tolist() == ["START", "END", "LESS_THAN"]
    assert rows["text"].tolist() == ["Early last week", "the end of 2015", "nearly two years"]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        pytest.param("They have met since 2011.", "ON_OR_AFTER", id="since"),
        pytest.param("They fought until 2011.", "ON_OR_BEFORE", id="until"),
        pytest.param("It was so before 2011.", "BEFORE", id="before"),
        pytest.param("It was so after 2011.", "AFTER", id="after"),
        pytest.param("It ended before 2011 talks.", None, id="a year that qualifies a noun"),
        pytest.param("It was so in 2011.", None, id="in"),
    ],
)
def test_a_bound_keeps_the_days_of_its_date(text, modifier):
    row = found(text).squeeze()
    assert (None if pd.isna(row.modifier) else row.modifier) == modifier
    assert days_of(row) == ["2011-01-01", "2011-12-31"]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        pytest.param("It froze at the start of Syria's war in 2011.", "START", id="a start"),
        pytest.param("It began at the very outset of the war of 2011.", "START", id="an outset"),
        pytest.param(
            "They have met since the start of the war in 2011.", "ON_OR_AFTER", id="since a start"
        ),
        pytest.param("They fled at the end of the war in 2011.", None, id="an end"),
        pytest.param(
            "It was the start of a war that ended in 2011.", None, id="a clause between them"
        ),
        pytest.param("The start of the war ended it in 2011.", None, id="a verb between them"),
        pytest.param("At the start of talks, in 2011, they met.", None, id="a comma between them"),
        pytest.param(
            "It was the start of a long and very hard road back to old ties in 2011.", None,
            id="too far from each other",
        ),
    ],
)  # fmt: skip
def test_what_starts_in_a_year_is_told_of_its_start(text, modifier):
    row = found(text).squeeze()
    assert (None if pd.isna(row.modifier) else row.modifier) == modifier
    assert (row.text, days_of(row)) == ("2011", ["2011-01-01", "2011-12-31"])


@pytest.mark.parametrize("section", ["byline", "footer"])
def test_byline_and_footer_are_not_read(section):
    assert found("By A. Writer, 2015", section=section).empty


def test_the_dateline_is_read():
    assert found("April 25, 2023", section="dateline")["value"].tolist() == ["2023-04-25"]


def test_a_year_lent_by_its_neighbour():
    rows = found("It ran from 3 November to 10 February 2016.")
    assert rows["value"].tolist() == ["2015-11-03", "2016-02-10"]


@pytest.mark.parametrize(
    ("text", "expression", "value", "modifier"),
    [
        pytest.param(
            "Ties froze after the fall of Assad.", "fall of Assad", "2024-12-08", "AFTER",
            id="after an event",
        ),
        pytest.param(
            "A year after the fall of Assad they met.", "A year", "2025", None,
            id="a length of time after an event",
        ),
        pytest.param(
            "Ten days after the fall of Assad they met.", "Ten days", "2024-12-18", None,
            id="days after an event",
        ),
    ],
)  # fmt: skip
def test_named_events_date_what_is_told_by_them(text, expression, value, modifier):
    rows = found(text).set_index("text")
    row = rows.loc[expression]
    assert (row.value, row.anchor) == (value, "event-fall-of-assad")
    assert (None if pd.isna(row.modifier) else row.modifier) == modifier


def test_an_event_alone_is_no_date_and_an_unknown_one_is_not_guessed():
    assert found("The fall of Assad shook them.").empty
    assert found("A year after the quarrel they met.").squeeze().anchor == "needs_anchor"


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        pytest.param(
            "It fell in the early stages of the Korean War.", DAY,
            ("the early stages of the Korean War", "START", "1950-06-25", "1951-02-05"),
            id="the first fifth of 1128 days",
        ),
        pytest.param(
            "It fell in the final phase of the Korean War.", DAY,
            ("the final phase of the Korean War", "END", "1952-12-14", "1953-07-27"),
            id="the last fifth",
        ),
        pytest.param(
            "It fell in the early stages of the Syrian civil war.", "2025-01-10",
            ("the early stages of the Syrian civil war", "START", "2011-03-15", "2013-12-12"),
            id="1003 of 5017 days of a war that was over when this was printed",
        ),
        pytest.param(
            "It fell in the early stages of the Syrian civil war.", DAY, None,
            id="of a war that went on nobody knew what was early",
        ),
        pytest.param(
            "It fell in the early stages of the conflict.", DAY, None, id="an event without a name"
        ),
    ],
)  # fmt: skip
def test_stages_of_a_named_event_are_a_fifth_of_it(text, day, expected):
    rows = found(text, day=day)
    got = [(row.text, row.modifier, *days_of(row)) for row in rows.itertuples()]
    assert got == ([expected] if expected else [])


def test_a_name_whose_other_spelling_is_listed_is_still_known():
    row = found("They fled before the Syrian civil war.").squeeze()
    assert (row.text, row.value, row.modifier) == ("Syrian civil war", "2011-03-15", "BEFORE")


def test_no_text_no_rows():
    assert_frame_equal(
        find_timexes(sentences_of(), articles_of(), Settings()), empty(TIMEXES), check_names=False
    )


def test_a_sentence_without_its_article_is_an_error():
    with pytest.raises(
        ValueError, match="1 articles of 'sentences' are not in 'articles', first b"
    ):
        find_timexes(sentences_of("Now.", article_id="b"), articles_of(DAY), Settings())


PIECES = [
    "They met on Tuesday.", "The next day they left.", "It began in 2011.", "In December it fell.",
    "A year later they met at 6 p.m. on Monday.", "Nothing happened.", "May he come?",
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=5), st.lists(st.sampled_from(PIECES), max_size=5))
def test_articles_are_read_one_at_a_time(first, second):
    one, two = sentences_of(*first), sentences_of(*second, article_id="a1")
    articles = articles_of("2023-04-25", "2016-02-29")
    whole = find_timexes(pd.concat([two, one], ignore_index=True), articles, Settings())
    parts = [find_timexes(part, articles, Settings()) for part in (one, two)]
    assert_frame_equal(whole, pd.concat(parts, ignore_index=True))
    told = whole["anchor"].dropna().loc[lambda anchor: anchor.str.contains(".t", regex=False)]
    assert set(told) <= set(whole["timex_id"])


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789-/.:, adeMy'th", max_size=80))
def test_any_text_is_read_and_spans_are_the_text(text):
    for row in found(text).itertuples():
        assert text[row.start : row.end] == row.text
        assert pd.isna(row.first_day) or pd.isna(row.last_day) or row.first_day <= row.last_day


@pytest.mark.parametrize(
    "piece", ["2011 ", "a year ", "March 3 to ", "1-", "the first of the ", "'", "10:30 ", "9"]
)
def test_hostile_text_costs_no_more_than_its_length(piece):
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    found(text)
    assert time.perf_counter() - started < SLOWEST


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared, which is not there")
def test_the_seed_article_is_dated_as_its_gold_says():
    gold = json.loads((SHARED / "gold" / "seed.json").read_text(encoding="utf-8"))
    text = (SHARED / gold["document"]).read_text(encoding="utf-8")
    rows = [
        {
            "sentence_id": f"a0.{sentence['i']:04d}",
            "article_id": "a0",
            "sentence_no": sentence["i"],
            "section": {"title": "headline"}.get(sentence["zone"], sentence["zone"]),
            "start": sentence["start"],
            "end": sentence["end"],
            "text": text[sentence["start"] : sentence["end"]],
        }
        for sentence in gold["sentences"]
    ]
    timexes = find_timexes(pd.DataFrame(rows), articles_of(gold["date"]), Settings())
    dates = timexes[timexes["type"] == "DATE"]
    got = [(row.start, row.end, row.value, days_of(row)) for row in dates.itertuples()]
    assert got == [(d["start"], d["end"], d["value"], d["interval"]) for d in gold["dates"]]
