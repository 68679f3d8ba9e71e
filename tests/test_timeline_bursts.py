"""Marks on a series of stories allow for the volume of news."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.measure.timeline import articles_naming, count_periods, find_bursts, find_change
from analysis.measure.timeline.bursts import _draws
from analysis.schema import ARTICLES, MENTIONS, STORIES, SchemaError, empty

BENCHMARK = Path(__file__).parents[1] / "benchmarks/bursts.py"


def periods_of(*counts):
    """Days written as ``(naming stories, stories)``, one after the other."""
    days = pd.date_range("2023-01-02", periods=len(counts), freq="D", unit="us")
    named, volume = zip(*counts, strict=True) if counts else ((), ())
    return pd.DataFrame({"first_day": days, "last_day": days}).assign(
        n_named=np.array(named, dtype="int64"), n_stories=np.array(volume, dtype="int64")
    )


def corpus_of(*articles):
    """Tables for articles written as ``"a 2023-01-02 a"``: article, day or ``-``, story."""
    rows = pd.DataFrame([row.split() for row in articles], columns=["article", "day", "story"])
    published = pd.to_datetime(rows["day"].replace("-", None)).astype("datetime64[us]")
    return (
        pd.DataFrame({"article_id": rows["article"], "published": published}),
        pd.DataFrame({"article_id": rows["article"], "story_id": rows["story"]}),
    )


def lines(periods):
    return [
        f"{row.first_day:%m-%d} {row.last_day:%m-%d}: {row.n_named} of {row.n_stories}"
        for row in periods.itertuples()
    ]


# --- periods -------------------------------------------------------------------------

# b and c print a's story again on later days; e has no date, f and g are one undated story.
CORPUS = corpus_of(
    "a 2023-01-31 a", "b 2023-02-01 a", "c 2023-02-06 a", "d 2023-02-06 d",
    "e - d", "f - f", "g - f",
)  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "naming", "expected"),
    [
        pytest.param("month", ["a"], ["01-01 01-31: 1 of 1", "02-01 02-28: 0 of 1"],
                     id="a story stands in the month it was first told in"),
        pytest.param("month", ["c", "b"], ["01-01 01-31: 1 of 1", "02-01 02-28: 0 of 1"],
                     id="a story named in reprints alone stands there, too, once"),
        pytest.param("month", ["e"], ["01-01 01-31: 0 of 1", "02-01 02-28: 1 of 1"],
                     id="a naming article without a day counts through its story's day"),
        pytest.param("month", ["f", "g"], ["01-01 01-31: 0 of 1", "02-01 02-28: 0 of 1"],
                     id="an undated story counts nowhere"),
        pytest.param("week", ["d"], ["01-30 02-05: 0 of 1", "02-06 02-12: 1 of 1"],
                     id="weeks begin on Monday"),
        pytest.param("year", ["a", "d"], ["01-01 12-31: 2 of 2"], id="a year holds all"),
    ],
)  # fmt: skip
def test_stories_are_counted_by_period(unit, naming, expected):
    assert lines(count_periods(*CORPUS, naming, unit=unit)) == expected


def test_days_without_a_story_are_zero_up_to_the_last_article():
    found = count_periods(*CORPUS, ["a"], unit="day")
    assert found["n_stories"].tolist() == [1, 0, 0, 0, 0, 0, 1]
    assert found["n_named"].tolist() == [1, 0, 0, 0, 0, 0, 0]


def test_the_last_day_of_the_corpus_may_hold_a_reprint_only():
    assert lines(
        count_periods(*corpus_of("a 2023-01-30 a", "b 2023-02-06 a"), [], unit="week")
    ) == [
        "01-30 02-05: 0 of 1",
        "02-06 02-12: 0 of 0",
    ]


def test_articles_naming_a_pair_name_both():
    mentions = pd.DataFrame(
        [("a", "TUR"), ("a", "SYR"), ("b", "TUR"), ("b", "TUR"), ("c", "SYR"), ("c", None)],
        columns=["article_id", "actor_id"],
    )
    assert articles_naming(mentions, ["SYR", "TUR"]).tolist() == ["a"]
    assert articles_naming(mentions, ["TUR"]).tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        pytest.param(lambda: count_periods(*CORPUS, [], unit="fortnight"), ValueError,
                     "unit is 'fortnight'; expected one of", id="an unknown unit"),
        pytest.param(lambda: count_periods(CORPUS[0], CORPUS[1].tail(6), []), SchemaError,
                     "1 dated rows .* first 'a'", id="an article without a story"),
        pytest.param(lambda: articles_naming(empty(MENTIONS), []), ValueError,
                     "at least one actor", id="nobody to name"),
        pytest.param(lambda: find_bursts(periods_of((0, 1), (3, 2))), ValueError,
                     "n_named is 3 of n_stories 2 in row 1", id="more naming stories than stories"),
    ],
)  # fmt: skip
def test_errors_say_what_was_found(wrong, error, words):
    with pytest.raises(error, match=words):
        wrong()


# --- bursts --------------------------------------------------------------------------


def test_a_burst_worked_by_hand():
    found = find_bursts(periods_of((4, 4), (1, 4), (1, 4)), level=0.1)
    # 6 of 12 name it. Four of four: C(6,4) C(6,0) / C(12,4) = 15 / 495; the others do not vary.
    # None of four is as likely, so that at least one of four has 1 - 15 / 495 or more.
    assert found["expected"].tolist() == [2, 2, 2]
    assert found["p_value"].iloc[0] == pytest.approx(15 / 495, rel=1e-6)
    assert found["p_value"].iloc[1] >= 1 - 15 / 495
    assert found["q_value"].iloc[0] == pytest.approx(3 * 15 / 495, rel=1e-6)
    assert found["marked"].tolist() == [True, False, False]


def test_a_day_with_more_news_is_no_burst():
    counts = [(2, 20)] * 9 + [(20, 200)]
    assert not find_bursts(periods_of(*counts))["marked"].any()


def test_the_same_count_on_a_quiet_day_is_a_burst():
    counts = [(2, 20)] * 9 + [(20, 40)]
    assert find_bursts(periods_of(*counts))["marked"].tolist() == [False] * 9 + [True]


def test_shares_that_vary_anyway_make_a_burst_less_sure():
    steady = [(10, 40)] * 10 + [(22, 40)]
    varying = [(4, 40), (16, 40)] * 5 + [(22, 40)]
    of_steady, of_varying = (find_bursts(periods_of(*counts)) for counts in (steady, varying))
    assert of_steady["marked"].tolist() == [False] * 10 + [True]
    assert not of_varying["marked"].any()


def test_periods_without_stories_are_not_tested():
    found = find_bursts(periods_of((3, 9), (0, 0), (4, 9)))
    assert found["p_value"].isna().tolist() == [False, True, False]
    assert found["expected"].tolist() == [3.5, 0, 3.5]


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param([(4, 4), (0, 90)], id="fewer than five naming stories"),
        pytest.param([(9, 20)], id="a single period"),
        pytest.param([], id="no period"),
    ],
)
def test_too_little_is_not_tested(counts):
    found = find_bursts(periods_of(*counts))
    assert found["p_value"].isna().all()
    assert not found["marked"].any()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 30)), min_size=2, max_size=8))
def test_chances_are_chances_and_order_leaves_no_trace(counts):
    found = find_bursts(periods_of(*counts))
    back = find_bursts(periods_of(*counts[::-1]))
    tested = found["p_value"].dropna()
    assert tested.between(0, 1).all()
    assert (found["q_value"] >= found["p_value"]).sum() == len(tested)
    assert found["p_value"].tolist() == pytest.approx(back["p_value"].tolist()[::-1], nan_ok=True)


# --- change --------------------------------------------------------------------------


def change_of(*counts, seed=1, **options):
    return find_change(periods_of(*counts), rng=np.random.default_rng(seed), **options)


def test_a_change_of_the_share_is_found_on_its_day():
    (row,) = change_of(*[(2, 20)] * 12, *[(5, 20)] * 8).itertuples()
    assert row.first_day == pd.Timestamp("2023-01-14")
    assert (row.share_before, row.share_after) == (0.1, 0.25)
    assert (row.n_before, row.n_after) == (240, 160)
    assert row.marked


def test_a_change_of_the_volume_alone_is_none():
    (row,) = change_of(*[(2, 20)] * 12, *[(10, 100)] * 8).itertuples()
    assert not row.marked
    assert row.p_value > 0.5


def test_a_change_of_the_share_is_found_when_the_volume_changes_too():
    (row,) = change_of(*[(2, 20)] * 12, *[(25, 100)] * 8).itertuples()
    assert row.first_day == pd.Timestamp("2023-01-14")
    assert row.marked


@pytest.mark.parametrize("spread", [0.0, 0.05])
def test_draws_of_the_null_keep_the_volumes(spread):
    named, volume = np.array([2, 0, 9]), np.array([10, 0, 100])
    drawn = _draws(named, volume, spread, 400, np.random.default_rng(1))
    assert (drawn <= volume).all()
    assert spread or (drawn.sum(axis=1) == 11).all()
    # One story in ten: 1, 0 and 10 on average; 400 means vary by less than a half.
    assert drawn.mean(axis=0) == pytest.approx([1, 0, 10], abs=1)


def test_a_change_needs_ten_stories_on_both_sides():
    (row,) = change_of((5, 5), (4, 5), *[(1, 20)] * 5).itertuples()
    assert row.n_before == 10
    assert change_of((5, 5), (4, 9)).empty


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param([(4, 40), (0, 40)], id="fewer than five naming stories"),
        pytest.param([(40, 40), (30, 30)], id="all stories name it"),
        pytest.param([(9, 40)], id="a single period"),
        pytest.param([], id="no period"),
    ],
)
def test_where_nothing_can_change_there_is_no_row(counts):
    found = change_of(*counts)
    assert found.empty
    assert found["first_day"].dtype == "datetime64[us]"
    assert found["marked"].dtype == "bool"


def test_the_seed_alone_settles_the_chance():
    counts = [(3, 20), (1, 25), (4, 20), (2, 15), (6, 20)]
    one, same, other = (change_of(*counts, seed=seed) for seed in (1, 1, 2))
    assert_frame_equal(one, same)
    assert one["p_value"].item() != other["p_value"].item()
    assert one["p_value"].item() == pytest.approx(other["p_value"].item(), abs=0.08)


def test_one_draw_in_two_is_the_least_chance():
    assert change_of(*[(1, 20)] * 6, *[(15, 20)] * 6, n_draws=1)["p_value"].item() == 0.5


def test_empty_tables_have_no_periods():
    periods = count_periods(empty(ARTICLES), empty(STORIES), [])
    assert list(periods) == ["first_day", "last_day", "n_named", "n_stories"]
    assert periods["n_named"].dtype == "int64"
    assert find_bursts(periods).empty
    assert find_change(periods, rng=np.random.default_rng(1)).empty


# --- worlds --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shares():
    spec = importlib.util.spec_from_file_location("bursts_benchmark", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.measure(30)


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_flat_worlds_are_not_marked(shares, unit):
    # Of 30 worlds at 5 %, 1.5 are expected to be marked; five or more in 2 % of seeds.
    assert shares[f"flat, marked, by {unit}"] <= 4 / 30


@pytest.mark.parametrize("kind", ["from a day on", "in one month"])
def test_a_planted_doubling_is_found(shares, kind):
    assert shares[f"doubling {kind}, found"] >= 0.8


def test_without_volume_flat_worlds_are_marked(shares):
    assert shares["flat, marked if volume were passed over"] > 0.15
