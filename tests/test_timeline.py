"""When it was written, and of which days it tells."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.measure.timeline import (
    around_publication,
    busiest_stretch,
    count_lags,
    count_timeline,
    daily,
    fitting_unit,
    lag_days,
    left_out,
    told_of,
)
from analysis.measure.timeline.days import LAGS
from analysis.schema import (
    ARTICLES,
    MENTIONS,
    SENTENCES,
    STORIES,
    TIMELINE,
    TIMEXES,
    SchemaError,
    empty,
)

# a and b are prints of one story; d has no date.
ARTICLE_ROWS = pd.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "published": pd.to_datetime(["2023-04-25", "2023-04-25", "2023-04-28", None]),
    }
).astype({"article_id": "str", "published": "datetime64[us]"})
STORY_ROWS = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "story_id": ["a", "a", "c", "d"]})
SENTENCE_ROWS = pd.DataFrame(
    [("a.0", "body"), ("a.1", "caption"), ("b.0", "body"), ("c.0", "headline"), ("d.0", "body")],
    columns=["sentence_id", "section"],
)


def timexes_of(*rows):
    """Expressions as ``(sentence, type, first day, last day, granularity)``."""
    columns = ["sentence_id", "type", "first_day", "last_day", "granularity"]
    frame = pd.DataFrame(rows, columns=columns).astype(
        {"sentence_id": "str", "type": "str", "granularity": "str"}
        | dict.fromkeys(["first_day", "last_day"], "datetime64[us]")
    )
    frame.insert(0, "timex_id", [f"t{place}" for place in range(len(rows))])
    return frame.assign(article_id=frame["sentence_id"].str[0])


def day_of(sentence, day, kind="DATE"):
    return (sentence, kind, day, day, "day")


YEAR = ("2011-01-01", "2011-12-31", "year")
TIMEX_ROWS = timexes_of(
    day_of("a.0", "2023-04-25"),
    day_of("a.0", "2023-04-25"),
    day_of("b.0", "2023-04-25"),
    day_of("c.0", "2023-04-26"),
    ("a.0", "DATE", *YEAR),
    ("c.0", "DATE", *YEAR),
    ("c.0", "DATE", "2011-03-01", None, "interval"),
    ("d.0", "TIME", "2023-04-25", "2023-04-25", "time"),
    ("c.0", "DATE", None, None, "past_ref"),
    ("d.0", "DATE", None, "2015-12-31", "year"),
    ("c.0", "DURATION", None, None, None),
    ("c.0", "SET", None, None, "week"),
    ("c.0", "SET", None, None, "day"),
    day_of("a.1", "2023-04-24"),
)


def rows_of(timeline, clock, source="all"):
    """Rows as ``first last granularity: events articles stories``, one line each."""
    chosen = timeline[(timeline["clock"] == clock) & (timeline["source_id"] == source)]

    def shown(day):
        return "-" if pd.isna(day) else f"{day:%Y-%m-%d}"

    return [
        f"{shown(row.first_day)} {shown(row.last_day)} {row.granularity}: "
        f"{row.n_events} {row.n_articles} {row.n_stories}"
        for row in chosen.itertuples()
    ]


def timeline_of(**changes):
    tables = {
        "articles": ARTICLE_ROWS,
        "timexes": TIMEX_ROWS,
        "sentences": SENTENCE_ROWS,
        "stories": STORY_ROWS,
    }
    return count_timeline(**(tables | changes))


def test_one_row_per_day_of_publication():
    assert rows_of(timeline_of(), "published") == [
        "2023-04-25 2023-04-25 day: 0 2 1",
        "2023-04-28 2023-04-28 day: 0 1 1",
        "- - undated: 0 1 1",
    ]


def test_one_row_per_stretch_told_of():
    assert rows_of(timeline_of(), "told") == [
        "2023-04-25 2023-04-25 day: 3 2 1",
        "2023-04-26 2023-04-26 day: 1 1 1",
        "2011-03-01 - interval: 1 1 1",
        "2023-04-25 2023-04-25 time: 1 1 1",
        "- - undated: 2 2 2",
        "2011-01-01 2011-12-31 year: 2 2 2",
    ]


def test_actors_have_rows_of_their_own_beside_the_whole():
    mentions = pd.DataFrame(
        [
            ("a.0", "TUR"),
            ("a.0", "TUR"),
            ("a.0", "SYR"),
            ("c.0", "SYR"),
            ("c.0", None),
            ("d.0", "SYR"),
        ],
        columns=["sentence_id", "actor_id"],
    )
    mentions = mentions.assign(article_id=mentions["sentence_id"].str[0])
    found = timeline_of(mentions=mentions)
    assert rows_of(found, "published", "SYR") == [
        "2023-04-25 2023-04-25 day: 0 1 1",
        "2023-04-28 2023-04-28 day: 0 1 1",
        "- - undated: 0 1 1",
    ]
    assert rows_of(found, "told", "TUR") == [
        "2023-04-25 2023-04-25 day: 2 1 1",
        "2011-01-01 2011-12-31 year: 1 1 1",
    ]
    assert_frame_equal(
        found[found["source_id"] == "all"].reset_index(drop=True), timeline_of(), check_dtype=True
    )


def test_an_article_without_a_story_is_an_error():
    with pytest.raises(SchemaError, match="1 rows of table 'articles' have no row, first 'd'"):
        timeline_of(stories=STORY_ROWS.head(3))


def test_what_is_on_no_clock_is_counted():
    found = left_out(TIMEX_ROWS, SENTENCE_ROWS)
    assert list(found.itertuples(index=False, name=None)) == [
        ("type SET", 2),
        ("section caption", 1),
        ("type DURATION", 1),
    ]
    kept = told_of(TIMEX_ROWS, SENTENCE_ROWS)
    assert len(kept) + found["n_timexes"].sum() == len(TIMEX_ROWS)
    assert rows_of(timeline_of(timexes=kept), "told") == rows_of(timeline_of(), "told")


def test_an_expression_without_its_sentence_is_an_error():
    with pytest.raises(SchemaError, match="1 rows stand in sentences .* first 'd.0'"):
        told_of(timexes_of(day_of("d.0", "2023-04-25")), SENTENCE_ROWS.head(4))


def test_lag_is_told_minus_published_in_days():
    timexes = timexes_of(
        day_of("c.0", "2023-04-26"),
        day_of("a.0", "2023-04-25"),
        day_of("b.0", "2023-05-01"),
        day_of("a.0", "2022-12-28"),
        ("a.0", "DATE", *YEAR),
        day_of("d.0", "2023-04-25"),
        ("a.0", "DATE", None, None, "day"),
    )
    found = lag_days(timexes, ARTICLE_ROWS)
    assert dict(zip(found["timex_id"], found["lag_days"], strict=True)) == {
        "t0": -2,
        "t1": 0,
        "t2": 6,
        "t3": -118,
    }
    assert found["lag_days"].dtype == "int64"


def test_days_without_articles_are_zero_within_the_corpus():
    found = daily(timeline_of(), "published")
    assert found["day"].dt.day.tolist() == [25, 26, 27, 28]
    assert found["n_articles"].tolist() == [2, 0, 0, 1]
    assert found["n_stories"].tolist() == [1, 0, 0, 1]
    assert found["day"].dtype == "datetime64[us]"


def test_days_told_of_are_shown_within_the_corpus_only():
    timexes = timexes_of(
        day_of("a.0", "2023-04-26"), day_of("c.0", "2023-04-26"), day_of("c.0", "2023-05-01")
    )
    assert daily(timeline_of(timexes=timexes), "told")["n_events"].tolist() == [0, 2, 0, 0]


def test_an_actor_has_the_days_of_the_whole_corpus():
    mentions = pd.DataFrame({"sentence_id": ["c.0"], "article_id": ["c"], "actor_id": ["SYR"]})
    found = daily(timeline_of(mentions=mentions), "published", source_id="SYR")
    assert found["n_articles"].tolist() == [0, 0, 0, 1]


def test_row_order_of_input_leaves_no_trace():
    shuffled = timeline_of(
        articles=ARTICLE_ROWS.sample(frac=1, random_state=1),
        timexes=TIMEX_ROWS.sample(frac=1, random_state=2),
        sentences=SENTENCE_ROWS.sample(frac=1, random_state=3),
    )
    assert_frame_equal(shuffled, timeline_of())


def test_empty_tables_give_empty_tables():
    tables = [empty(table) for table in (ARTICLES, TIMEXES, SENTENCES, STORIES)]
    timeline = count_timeline(*tables)
    assert_frame_equal(timeline, empty(TIMELINE))
    assert_frame_equal(count_timeline(*tables, mentions=empty(MENTIONS)), empty(TIMELINE))
    assert daily(timeline, "published").empty
    assert lag_days(empty(TIMEXES), empty(ARTICLES)).empty
    assert left_out(empty(TIMEXES), empty(SENTENCES)).empty


def test_a_corpus_without_dates_has_one_row_and_no_days():
    undated = ARTICLE_ROWS.assign(
        published=pd.Series(pd.NaT, index=range(4), dtype="datetime64[us]")
    )
    found = timeline_of(articles=undated)
    assert rows_of(found, "published") == ["- - undated: 0 4 3"]
    assert daily(found, "told").empty


@pytest.mark.parametrize(
    ("days", "lag"),
    [
        pytest.param(0, "the same day", id="today"),
        pytest.param(-1, "the day before", id="yesterday"),
        pytest.param(-7, "2 to 7 days before", id="a week ago"),
        pytest.param(-8, "8 to 30 days before", id="more than a week ago"),
        pytest.param(-366, "one to ten years before", id="a year and a day ago"),
        pytest.param(-4000, "more than ten years before", id="eleven years ago"),
        pytest.param(1, "the day after", id="tomorrow"),
        pytest.param(400, "more than 30 days after", id="next year"),
    ],
)
def test_a_lag_falls_into_its_class(days, lag):
    counted = count_lags(pd.DataFrame({"lag_days": [days, days]})).set_index("lag")
    assert counted["n_expressions"].to_dict() == dict.fromkeys(counted.index, 0) | {lag: 2}


def test_classes_of_lags_leave_no_gap():
    assert [first for _, first, _ in LAGS[1:]] == [last + 1 for _, _, last in LAGS[:-1]]


def test_no_lags_no_classes():
    assert count_lags(pd.DataFrame({"lag_days": pd.Series(dtype="int64")})).empty


def days_of(**days):
    """Rows of a timeline, e.g. ``days_of(published=["2020-01-01"], told=["1119-01-01"])``."""
    rows = [(clock, pd.Timestamp(day)) for clock, found in days.items() for day in found]
    clocks, dates = zip(*rows, strict=True)
    dates = pd.Series(dates, dtype="datetime64[us]")
    return pd.DataFrame({"clock": clocks, "first_day": dates, "last_day": dates})


def test_one_mention_of_the_middle_ages_does_not_stretch_the_chart():
    rows = days_of(published=["2020-03-01", "2021-03-01"], told=["1119-01-01", "2021-06-01"])
    ends = around_publication(rows, years_before=15, years_after=2)
    assert ends == (pd.Timestamp("2005-03-01"), pd.Timestamp("2021-06-01"))


def printed_on(*days):
    return pd.DataFrame({"published": pd.to_datetime([*days, None])})


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        pytest.param(["2022-12-30", "2023-01-14", "2023-09-22"], "2023-01-01", "2023-12-31",
                     id="the year with most"),
        pytest.param(["2022-03-01", "2023-04-25"], "2022-03-01", "2022-03-31",
                     id="the earlier of two, and its only month"),
        pytest.param(["2025-03-01", "2025-03-20"], "2025-03-01", "2025-03-31", id="one month"),
        pytest.param(["2024-01-31", "2024-04-30"], "2024-01-01", "2024-04-30",
                     id="months of a few days apart"),
        pytest.param(["2024-01-31", "2024-05-03"], "2024-01-01", "2024-12-31",
                     id="too far apart for months"),
        pytest.param(["2023-12-31", "2024-01-01", "2024-01-02"], "2024-01-01", "2024-01-31",
                     id="not across the turn of the year"),
    ],
)  # fmt: skip
def test_a_closer_look_is_at_the_year_with_most_articles(days, first, last):
    found = busiest_stretch(printed_on(*days))
    assert found == (pd.Timestamp(first), pd.Timestamp(last))


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        pytest.param([], "day", id="no dates"),
        pytest.param(["2025-03-01"], "day", id="one day"),
        pytest.param(["2025-03-01", "2025-03-31"], "day", id="a month"),
        pytest.param(["2025-03-01", "2025-04-01"], "week", id="a day more"),
        pytest.param(["2024-01-01", "2024-12-31"], "week", id="a leap year"),
        pytest.param(["2023-01-01", "2025-12-31"], "month", id="three years"),
        pytest.param(["2011-08-10", "2025-02-05"], "quarter", id="fourteen years"),
        pytest.param(["1990-01-01", "2025-02-05"], "year", id="a generation"),
    ],
)
def test_bins_fit_the_days_of_the_corpus(days, unit):
    assert fitting_unit(printed_on(*days)) == unit


def test_without_dates_there_is_no_closer_look():
    assert busiest_stretch(printed_on()) == (None, None)


def test_without_dates_a_chart_has_no_ends():
    assert around_publication(empty(TIMELINE), years_before=1, years_after=1) == (None, None)
