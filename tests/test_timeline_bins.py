"""Expressions in bins, those in none, and those open on one side."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.measure.timeline import bin_told, find_open_ends
from analysis.measure.timeline.bins import RULES
from analysis.schema import ARTICLES, TIMEXES, empty


def told_of(*rows):
    """Expressions as ``"a 2023-01-03 2023-01-03 day since"``; ``-`` stands for none."""
    modifiers = {"since": "ON_OR_AFTER", "after": "AFTER", "until": "ON_OR_BEFORE",
                 "before": "BEFORE", "early": "START"}  # fmt: skip
    columns = ["article_id", "first_day", "last_day", "granularity", "cue"]
    parts = [(row.split() + [None])[:5] for row in rows]
    frame = pd.DataFrame(parts, columns=columns, dtype="str").replace("-", None)
    days = {name: pd.to_datetime(frame[name]) for name in ("first_day", "last_day")}
    return frame.assign(**days, modifier=frame["cue"].map(modifiers).astype("str")).astype(
        dict.fromkeys(days, "datetime64[us]")
    )


def articles_of(*days):
    published = pd.Series(pd.to_datetime(list(days), format="ISO8601"), dtype="datetime64[us]")
    return pd.DataFrame({"published": published})


# From 10 January to 20 March.
NEWS = articles_of("2023-03-20 09:00", "2023-01-10", None)


def rules_of(left_out):
    rows = left_out[left_out["n_expressions"] > 0]
    return dict(zip(rows["rule"], rows["n_expressions"], strict=True))


def test_bins_from_the_first_to_the_last_day_of_the_corpus():
    told = told_of(
        "a 2023-01-12 2023-01-12 day",
        "a 2023-01-13 2023-01-13 day",
        "b 2023-01-01 2023-01-31 month",
        "b 2023-03-18 2023-03-19 weekend",
    )
    binned, left_out = bin_told(told, NEWS, unit="month")
    assert binned["first_day"].dt.month.tolist() == [1, 2, 3]
    assert binned["last_day"].dt.day.tolist() == [31, 28, 31]
    assert binned["n_expressions"].tolist() == [3, 0, 1]
    assert binned["n_articles"].tolist() == [2, 0, 1]
    assert rules_of(left_out) == {}


@pytest.mark.parametrize(
    ("row", "unit", "rule"),
    [
        pytest.param("a - - -", "month", "undated", id="no day at all"),
        pytest.param("a - 2023-02-01 past_ref", "month", "undated", id="a last day alone"),
        pytest.param("a 2023-02-01 2023-02-01 present_ref", "month", "vague", id="now"),
        pytest.param("a 2023-02-01 2023-02-01 day since", "month", "open-ended", id="since"),
        pytest.param("a 2023-02-01 2023-02-01 day before", "month", "open-ended", id="before"),
        pytest.param("a 2023-02-01 - interval", "month", "open-ended", id="a first day alone"),
        pytest.param("a 2023-01-01 2023-12-31 year since", "month", "open-ended",
                     id="an open end is said before a great length"),
        pytest.param("a 2023-01-01 2023-12-31 year", "month", "coarser than the bin", id="a year"),
        pytest.param("a 2023-01-01 2023-01-31 month", "week", "coarser than the bin", id="a month"),
        pytest.param("a 2023-01-30 2023-02-05 week", "day", "coarser than the bin", id="a week"),
        pytest.param("a 2023-01-30 2023-02-05 week", "month", "across two bins",
                     id="a week across two months"),
        pytest.param("a 2023-01-30 2023-02-05 week", "week", None, id="a week in its week"),
        pytest.param("a 2023-01-01 2023-12-31 year early", "year", None,
                     id="early in the year is in the year"),
        pytest.param("a 2023-01-09 2023-01-09 day", "month", "outside the days of the corpus",
                     id="the day before the first article, in a month that is shown"),
        pytest.param("a 2023-01-10 2023-01-10 day", "month", None, id="the day of the first"),
        pytest.param("a 2023-03-20 2023-03-20 day", "month", None, id="the day of the last"),
        pytest.param("a 2023-03-21 2023-03-21 day", "month", "outside the days of the corpus",
                     id="the day after the last article"),
        pytest.param("a 1119-06-01 1119-06-01 day", "year", "outside the days of the corpus",
                     id="the Middle Ages"),
    ],
)  # fmt: skip
def test_each_expression_is_in_a_bin_or_left_out_by_one_rule(row, unit, rule):
    binned, left_out = bin_told(told_of(row), NEWS, unit=unit)
    assert rules_of(left_out) == ({rule: 1} if rule else {})
    assert binned["n_expressions"].sum() == (0 if rule else 1)


def test_rules_come_in_their_order_with_zeros():
    _, left_out = bin_told(told_of("a - - -"), NEWS)
    assert left_out["rule"].tolist() == list(RULES)
    assert left_out["n_expressions"].tolist() == [1, 0, 0, 0, 0, 0]


DAYS = st.dates(pd.Timestamp("2022-12-01").date(), pd.Timestamp("2023-05-01").date())


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(DAYS, st.integers(0, 400), st.booleans()), max_size=8),
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
)
def test_binned_and_left_out_are_all_and_order_leaves_no_trace(rows, unit):
    told = told_of(
        *(
            f"a {day} {pd.Timestamp(day) + pd.Timedelta(days=length):%Y-%m-%d} interval"
            + (" since" if is_open else "")
            for day, length, is_open in rows
        )
    )
    binned, left_out = bin_told(told, NEWS, unit=unit)
    assert binned["n_expressions"].sum() + left_out["n_expressions"].sum() == len(rows)
    for one, other in zip(
        bin_told(told[::-1].reset_index(drop=True), NEWS, unit=unit),
        (binned, left_out),
        strict=True,
    ):
        assert_frame_equal(one, other)


def test_open_ends_are_counted_by_stretch_and_side():
    found = find_open_ends(
        told_of(
            "a 2011-01-01 2011-12-31 year since",
            "b 2011-01-01 2011-12-31 year after",
            "b 2011-01-01 2011-12-31 year",
            "b 2011-01-01 2011-12-31 year early",
            "a 2011-01-01 2011-12-31 year until",
            "a 2023-05-01 2023-05-01 day before",
            "a 2023-06-01 - -",
            "a - - - since",
        )
    )
    assert [
        f"{row.first_day:%Y-%m-%d} {row.last_day:%Y-%m-%d} {row.granularity} {row.side} {row.n}"
        for row in found.itertuples()
    ] == [
        "2011-01-01 2011-12-31 year after 2",
        "2011-01-01 2011-12-31 year before 1",
        "2023-05-01 2023-05-01 day before 1",
        "2023-06-01 2023-06-01 interval after 1",
    ]


def test_an_unknown_unit_is_an_error():
    with pytest.raises(ValueError, match="unit is 'decade'; expected one of"):
        bin_told(empty(TIMEXES), empty(ARTICLES), unit="decade")


def test_without_a_corpus_there_are_no_bins():
    binned, left_out = bin_told(told_of("a 2023-02-01 2023-02-01 day"), articles_of(None))
    assert binned.empty
    assert rules_of(left_out) == {"outside the days of the corpus": 1}


def test_empty_tables_give_empty_tables():
    binned, left_out = bin_told(empty(TIMEXES), empty(ARTICLES))
    assert [str(kind) for kind in binned.dtypes] == ["datetime64[us]"] * 2 + ["int64"] * 2
    assert left_out["n_expressions"].sum() == 0
    ends = find_open_ends(empty(TIMEXES))
    assert ends.empty
    assert list(ends) == ["first_day", "last_day", "granularity", "side", "n"]
