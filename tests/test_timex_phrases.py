"""Feasts, fiscal years and phrases of several expressions; laws that hold for any text."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extract.timex.grammar import grammar_of
from analysis.extract.timex.make.feasts import orthodox_easter, western_easter
from analysis.extract.timex.make.fiscal import calendars
from analysis.extract.timex.meaning import Context
from analysis.extract.timex.reading import read, span_of
from analysis.extract.timex.scan import read_sentence
from analysis.lexicon import read_words
from test_timex import DAY, days_of, found
from test_timex_grammar import expressions


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        # The days the churches kept; 2011 and 2025 fell together.
        pytest.param(1961, "1961-04-02", "1961-04-09", id="a week apart"),
        pytest.param(2008, "2008-03-23", "2008-04-27", id="five weeks apart, the western early"),
        pytest.param(2011, "2011-04-24", "2011-04-24", id="the same day"),
        pytest.param(2013, "2013-03-31", "2013-05-05", id="in March and in May"),
        pytest.param(2024, "2024-03-31", "2024-05-05", id="in a leap year"),
        pytest.param(2038, "2038-04-25", "2038-04-25", id="the latest possible"),
        pytest.param(1954, "1954-04-18", "1954-04-25", id="the moon moved back by a day"),
        pytest.param(1981, "1981-04-19", "1981-04-26", id="the moon of the 29th epact"),
    ],
)
def test_easter(year, western, orthodox):
    assert (str(western_easter(year)), str(orthodox_easter(year))) == (western, orthodox)


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_within_its_35_days(year):
    sunday = western_easter(year)
    assert sunday.isoweekday() == 7
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)
    assert orthodox_easter(year).isoweekday() == 7
    assert orthodox_easter(year) >= sunday


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        pytest.param(
            "The US fiscal year 2023 began.", "FY2023", "2022-10-01", "2023-09-30",
            id="the American year begins in October and is named for its end",
        ),
        pytest.param(
            "Spending in U.S. fiscal 1976 rose.", "FY1976", None, None,
            id="before 1976 it began in another month",
        ),
        pytest.param(
            "Japan's fiscal 2022 budget passed.", "FY2022", "2022-04-01", "2023-03-31",
            id="the Japanese year is named for its beginning",
        ),
        pytest.param(
            "India's FY23 growth fell.", "FY2023", "2022-04-01", "2023-03-31",
            id="the Indian year is named for its end",
        ),
        pytest.param(
            "The British financial year 2022-23 ended.", "FY2022-23", "2022-04-01", "2023-03-31",
            id="two numbers say which year is meant",
        ),
        pytest.param(
            "The British financial year 2022 ended.", "FY2022", None, None,
            id="one number does not, in Britain",
        ),
        pytest.param(
            "Pakistan's government spent it in FY2023.", "FY2023", None, None,
            id="a state elsewhere in the sentence decides nothing",
        ),
        pytest.param("India grew in FY23.", "FY2023", None, None, id="nor does one near it"),
        pytest.param(
            "It spent more in fiscal year 2023 in Egypt.", "FY2023", None, None,
            id="the Egyptian year is written with two numbers",
        ),
        pytest.param(
            "It spent more in FY2022/23 in Egypt.", "FY2022-23", "2022-07-01", "2023-06-30",
            id="a state right behind it",
        ),
        pytest.param(
            "Sales in the first quarter of US fiscal 2023 rose.", "FY2023", "2022-10-01",
            "2023-09-30", id="the state stands inside",
        ),
        pytest.param(
            "Germany's fiscal 2023 began.", "FY2023", "2023-01-01", "2023-12-31",
            id="a calendar year",
        ),
        pytest.param("Spending in fiscal 2023 rose.", "FY2023", None, None, id="no state, no days"),
        pytest.param(
            "Spending rose for us in fiscal 2023.", "FY2023", None, None, id="us is not the US"
        ),
        pytest.param(
            "Sales in its fiscal year ended Sept. 29 rose.", "2021-09/2022-09", "2021-09-30",
            "2022-09-29", id="a year that ends within a month",
        ),
        pytest.param(
            "In the fiscal year ending in March sales rose.", "2022-04/2023-03", "2022-04-01",
            "2023-03-31", id="a year that ends with a month",
        ),
        pytest.param(
            "In the fiscal year that began on 1 July 2022 sales rose.", "2022-07/2023-06",
            "2022-07-01", "2023-06-30", id="a year that begins on a day",
        ),
    ],
)  # fmt: skip
def test_fiscal_years_have_days_where_the_text_or_the_table_decides(text, value, first, last):
    row = next(row for row in found(text).itertuples() if "F" in row.value or "/" in row.value)
    assert (row.value, *days_of(row)) == (value, first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param(
            "In the third quarter of fiscal 2012 sales rose.", [None, None], id="no state"
        ),
        pytest.param(
            "In America's fiscal third quarter of 2012 sales rose.", ["2012-04-01", "2012-06-30"],
            id="the third quarter of a year that begins in October",
        ),
        pytest.param(
            "In the first two months of 2016 they met.", ["2016-01-01", "2016-02-29"],
            id="months at the start of a year",
        ),
        pytest.param(
            "In the last two weeks of March 2022 they met.", ["2022-03-18", "2022-03-31"],
            id="weeks at the end of a month",
        ),
        pytest.param(
            "In the first nine months they met.", [None, None], id="of what is not said"
        ),
        pytest.param(
            "In the first few weeks of 2016 they met.", [None, None], id="how many is not said"
        ),
        pytest.param(
            "In the second three months of 2016 they met.", [None, None],
            id="only first and last are counted",
        ),
    ],
)  # fmt: skip
def test_days_of_part_of_a_period(text, days):
    assert days_of(next(found(text).itertuples())) == days


def test_the_table_of_fiscal_calendars_is_sound():
    rows = read_words("timex_fiscal")
    assert rows["state_id"].is_unique and rows["state_id"].is_monotonic_increasing
    assert set(rows["named_by"]) == {"begin", "end", "pair"}
    assert rows["first_month"].astype(int).between(1, 12).all()
    assert (rows[["names", "since", "source"]] != "").all(axis=None)
    assert len(calendars()) == sum(len(names.split("|")) for names in rows["names"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained from Monday to Friday.", "2013-03-11 2013-03-15", id="past"),
        pytest.param("It will rain from Friday to Monday.", "2013-03-22 2013-03-25", id="future"),
        pytest.param("It will rain from Thursday to Monday.", "2013-03-21 2013-03-25", id="today"),
        pytest.param("It rained on Thursday and Friday.", "2013-03-14 2013-03-15", id="and"),
        pytest.param("It rained Monday, then Friday.", "2013-03-18 2013-03-15", id="not joined"),
    ],
)
def test_of_two_weekdays_joined_the_second_comes_after_the_first(text, expected):
    assert " ".join(found(text, day="2013-03-21")["value"]) == expected


@pytest.mark.parametrize(
    ("text", "expression", "modifier"),
    [
        pytest.param("It took up to six months.", "up to six months", "EQUAL_OR_LESS", id="up to"),
        pytest.param(
            "It took no more than two weeks.", "no more than two weeks", "EQUAL_OR_LESS",
            id="no more than",
        ),
        pytest.param("It took some 20 years.", "some 20 years", "APPROX", id="some"),
        pytest.param("It took just over a week.", "just over a week", "MORE_THAN", id="just over"),
        pytest.param("It took just under a week.", "just under a week", "LESS_THAN", id="under"),
        pytest.param(
            "It took at least two hours and 30 minutes.", "at least two hours and 30 minutes",
            "EQUAL_OR_MORE", id="before two units",
        ),
        pytest.param(
            "It grew in the early to mid-2000s.", "the early to mid-2000s", "START", id="two edges"
        ),
        pytest.param(
            "It fell in the early hours of Tuesday.", "the early hours of Tuesday", "START",
            id="early hours",
        ),
    ],
)  # fmt: skip
def test_what_stands_before_an_expression_is_part_of_it(text, expression, modifier):
    row = found(text).squeeze()
    assert (row.text, row.modifier) == (expression, modifier)


def test_a_quarter_without_its_year_is_not_given_one():
    row = found("Profit rose in the fiscal third quarter.").squeeze()
    assert pd.isna(row.value) and (row.granularity, row.anchor) == ("quarter", "needs_anchor")


VOCABULARY = """
a the first last next two 30 2013 13 fiscal financial FY2023 FY2022-23 year years month months week
weeks day days hours minutes quarter half of in on ago later earlier before after Monday Friday
Easter Christmas New Year's Eve Nowruz March May 3/15 10/1 24/7 - to and or that time early hours
Tuesday night overnight this mid ended ending , . ( ) GMT 10:30 U.S. Japan's every twice some no
more than \u00bd Sunday Good term long 1 9999 0001 31 30th FY99 2015-17 23-24 Q3 480 BC 5,000 6 pm
"""
# Half of the words are those above, half any the grammar knows.
WORDS = st.sampled_from(VOCABULARY.split()) | st.sampled_from(sorted(grammar_of("en").codes))
ODD_DAYS = st.sampled_from(["0001-01-01", "0004-02-29", "1582-10-15", DAY, "9999-12-31"])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=14), ODD_DAYS)
def test_words_of_time_in_any_order_are_read_on_any_day(words, day):
    text = " ".join(words)
    grammar = grammar_of("en")
    sentence = read_sentence(text, grammar)
    if sentence is None:
        return
    end = 0
    for one, _ in read(sentence, Context(published=date.fromisoformat(day)), grammar):
        start, stop = span_of(one, sentence)
        assert end <= start < stop <= len(text)
        end = stop
        first, last = one.meaning.first, one.meaning.last
        assert first is None or last is None or first <= last


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([
        "They met on Tuesday.", "They will meet on Friday.", "They met last Sunday.",
        "They meet next Monday.", "They met a week ago Friday.", "They met two Mondays ago.",
        "They met from Monday to Friday.", "They met the Friday before last.",
        "They met on Monday night and Sunday morning.", "They meet two weeks from Tuesday.",
    ]),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1)),
    st.integers(-400, 400),
)  # fmt: skip
def test_weekdays_move_with_the_document_by_whole_weeks(text, day, weeks):
    def days(published: date) -> list[date]:
        values = [line.split(" = ")[1][:10] for line in expressions(text, published.isoformat())]
        return [date.fromisoformat(value) for value in values]

    by = timedelta(7 * weeks)
    assert days(day + by) == [one + by for one in days(day)]
