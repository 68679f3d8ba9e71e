"""TIMEX3 values and days: bounds, distances, the words of tense."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extract.timex.grammar import grammar_of
from analysis.extract.timex.scan import read_sentence
from analysis.extract.timex.tense import signs_of, tense_of
from analysis.extract.timex.tokens import kind_of, words_of
from analysis.extract.timex.values import (
    add_months,
    bounds,
    duration,
    move,
    season_of,
    unit_value,
)  # fmt: skip

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@given(DAYS, st.sampled_from(["D", "W", "M", "Q", "HY", "Y", "DE", "CE"]))
def test_the_unit_of_a_day_holds_the_day(day, unit):
    first, last, granularity = bounds(unit_value(day, unit))
    assert first <= day <= last
    assert granularity is not None


@given(DAYS, st.integers(-40, 40), st.sampled_from(["D", "W", "FN"]))
def test_moving_there_and_back(day, n, unit):
    assert move(move(day, unit, n), unit, -n) == day


@given(DAYS)
def test_a_season_holds_its_day(day):
    year, sign = season_of(day)
    first, last, _ = bounds(f"{year:04d}-{sign}")
    assert first <= day <= last


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2020, 1, 31), 1, date(2020, 2, 29), id="a leap year's February"),
        pytest.param(date(2021, 1, 31), 1, date(2021, 2, 28), id="another February"),
        pytest.param(date(2021, 1, 15), -1, date(2020, 12, 15), id="over the turn of the year"),
    ],
)
def test_months_end_where_the_calendar_does(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(("n", "unit"), [(-9000, "Y"), (9_000_000, "D")])
def test_outside_the_calendar_is_an_error(n, unit):
    with pytest.raises(ValueError, match="outside the"):
        move(date(2023, 4, 25), unit, n)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2020-W53", (date(2020, 12, 28), date(2021, 1, 3), "week"), id="week 53"),
        pytest.param(
            "2015/2017", (date(2015, 1, 1), date(2017, 12, 31), "interval"), id="a stretch"
        ),
        pytest.param("FY2015", (None, None, "year"), id="a fiscal year has no known days"),
        pytest.param("P3D", (None, None, None), id="a length"),
        pytest.param("00", (date(1, 1, 1), date(99, 12, 31), "century"), id="there is no year 0"),
    ],
)
def test_bounds(value, expected):
    assert bounds(value) == expected


@pytest.mark.parametrize(
    ("n", "unit", "expected"),
    [
        (2, "W", "P2W"), (2.5, "Y", "P2.5Y"), ("X", "H", "PTXH"), (2.0, "D", "P2D"),
        (1, "FN", "P2W"), (30, "MIN", "PT30M"), (6, "M", "P6M"), (3, "DE", "P3DE"),
    ],
)  # fmt: skip
def test_durations(n, unit, expected):
    assert duration(n, unit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2015-2017", ["in", "2015-2017"]),
        ("at 6 p.m. in", ["at", "6 p.m.", "in"]),
        ("the 1990s", ["the", "1990s"]),
        ("2008's film", ["2008", "'s", "film"]),
        ("U.S. on Dec. 3", ["U.S.", "on", "Dec", ".", "3"]),
        ("138-2010-2015", ["138-2010-2015"]),
        ("Tuesday's", ["Tuesday", "'s"]),
        ("twenty-five", ["twenty-five"]),
    ],
)
def test_tokens(text, expected):
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("25", "day"), ("32", "whole"), ("2011", "year"), ("2254", "whole"), ("2,015", "part"),
        ("2015-2017", "years"), ("23-24", "days"), ("10:30", "clock"), ("25/04/2023", "slashed"),
        ("138-2010-2015", "junk"), ("COP28", "junk"), ("0800", "fourdigit"), ("23rd", "dayth"),
        ("2.0.15", "junk"), ("1990s", "decade"), ("may", "lower"), ("Putin", "upper"),
        (",", "mark"),
    ],
)  # fmt: skip
def test_shapes(token, kind):
    assert kind_of(token) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They met on Friday.", "past", id="a past tense before it"),
        pytest.param("They will meet on Friday.", "future", id="a future before it"),
        pytest.param("He said he would fly on Friday.", "future", id="the nearest sign counts"),
        pytest.param("He said on Friday he would fly.", "past", id="not what comes after it"),
        pytest.param("On Friday they will meet.", "future", id="it opens the clause"),
        pytest.param("It will be held on Friday.", "future", id="a participle after will"),
        pytest.param("It is to be held on Friday.", "future", id="a participle after to be"),
        pytest.param("They are expected to meet on Friday.", "future", id="expected to"),
        pytest.param("They went to Moscow on Friday.", "past", id="to a place is no future"),
        pytest.param("Markets are closed until Friday.", "future", id="a limit lies ahead"),
        pytest.param("The truce lasted until Friday.", "past", id="unless it was reached"),
        pytest.param("It broke out in May, ended, and Friday.", "past", id="May is no modal"),
        pytest.param("A rainy Friday.", "", id="no sign"),
    ],
)
def test_tense(text, expected):
    sentence = read_sentence(text, grammar_of("en"))
    first = sentence.words.index("Friday")
    assert tense_of(sentence, signs_of(sentence), first, first + 1) == expected
