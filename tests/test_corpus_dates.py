"""The day printed on an article: what is read, what is refused, and why."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extract.corpus.dates import LONGEST, MONTHS, read_day

DAY = date(2023, 4, 25)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2023-04-25", id="ISO day"),
        pytest.param("2023-04-25T23:59:59+03:00", id="the printed day, whatever the zone"),
        pytest.param("2023-04-25T00:30:00-11:00", id="no zone moves it the other way"),
        pytest.param("2023-04-25 19:05:00", id="blank instead of T"),
        pytest.param("2023-04-25T10:00:00.123456Z", id="fractions of a second"),
        pytest.param("20230425", id="compact ISO"),
        pytest.param("20230425T100000Z", id="compact ISO with time"),
        pytest.param("2023/04/25", id="year first with slashes"),
        pytest.param("April 25, 2023", id="American"),
        pytest.param("25 April 2023", id="British"),
        pytest.param("Apr. 25, 2023", id="shortened month with a dot"),
        pytest.param("APRIL 25, 2023", id="capitals"),
        pytest.param("Tuesday, April 25, 2023", id="weekday before"),
        pytest.param("Tue Apr 25 2023", id="weekday without comma"),
        pytest.param("25th April 2023", id="ordinal"),
        pytest.param("25th of April, 2023", id="ordinal with of"),
        pytest.param("Tue, 25 Apr 2023 10:00:00 GMT", id="mail header"),
        pytest.param("Tue, 25 Apr 2023 10:00:00 +0300", id="mail header with offset"),
        pytest.param("April 25, 2023 at 6:30 p.m. EDT", id="time after"),
        pytest.param("April 25, 2023, 10 p.m.", id="full hour after"),
        pytest.param("  April 25, 2023 \n", id="blanks around"),
        pytest.param("25-Apr-2023", id="hyphens"),
        pytest.param("25/04/2023", id="only one order is possible, day first"),
        pytest.param("04/25/2023", id="only one order is possible, month first"),
        pytest.param("25.04.2023", id="dots mean day first"),
        pytest.param("25 Nisan 2023 Salı", id="Turkish, weekday after"),
        pytest.param("25 NİSAN 2023", id="Turkish capitals with dotted I"),
        pytest.param("25 апреля 2023 года", id="Russian"),
        pytest.param("mardi 25 avril 2023", id="French"),
        pytest.param("25. April 2023", id="German"),
    ],
)
def test_reads_the_day(text):
    assert read_day(text) == (DAY, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("04.05.2023", date(2023, 5, 4), id="dots mean day first even where both fit"),
        pytest.param("05/05/2023", date(2023, 5, 5), id="the same day in either order"),
        pytest.param("1er mai 1848", date(1848, 5, 1), id="French first of the month"),
        pytest.param("February 29, 2024", date(2024, 2, 29), id="leap day"),
        pytest.param("1 August 1800", date(1800, 8, 1), id="earliest year"),
        pytest.param("31 December 2100", date(2100, 12, 31), id="latest year"),
    ],
)
def test_reads_other_days(text, expected):
    assert read_day(text) == (expected, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("04/05/2023", "date_ambiguous", id="April or May"),
        pytest.param("10-09-1969", "date_ambiguous", id="hyphens do not settle it"),
        pytest.param("25/04/23", "date_ambiguous", id="two digits of a year"),
        pytest.param("2023-02-30", "date_impossible", id="no such day"),
        pytest.param("February 29, 2023", "date_impossible", id="no leap year"),
        pytest.param("32/01/2023", "date_impossible", id="no such day of any month"),
        pytest.param("2023-13-01", "date_impossible", id="no such month"),
        pytest.param("0000-00-00", "date_impossible", id="zeros"),
        pytest.param("25 April 1799", "date_impossible", id="year before 1800"),
        pytest.param("3023-04-25", "date_impossible", id="year after 2100"),
        pytest.param(None, "date_missing", id="nothing"),
        pytest.param("", "date_missing", id="empty"),
        pytest.param("April 2023", "date_missing", id="a month is no day"),
        pytest.param("2023", "date_missing", id="a year is no day"),
        pytest.param("yesterday", "date_missing", id="relative"),
        pytest.param("1682380800", "date_missing", id="seconds since 1970"),
        pytest.param("25 Brumaire 2023", "date_missing", id="unknown month"),
        pytest.param("April 25, 2023 the ministers met", "date_missing", id="a sentence"),
        pytest.param("2023-04-25" + "0" * 90, "date_missing", id="too long for a date"),
    ],
)
def test_says_why_there_is_no_day(text, problem):
    assert read_day(text) == (None, problem)


def test_every_month_has_names():
    assert sorted(set(MONTHS.values())) == list(range(1, 13))


@settings(max_examples=60)
@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)))
def test_reads_back_what_is_written(day):
    assert read_day(day.isoformat()).day == day
    assert read_day(f"{day.day}.{day.month}.{day.year}").day == day


@settings(max_examples=60)
@given(st.text(max_size=LONGEST + 20))
def test_any_text_has_a_day_or_a_problem(text):
    found = read_day(text)
    assert (found.day is None) != (found.problem is None)
