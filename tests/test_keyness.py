"""Who is named more in one part of the corpus than in another."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy import stats

from analysis.measure.frequency import count_parts, split_at
from analysis.measure.keyness import chi_square, compare_parts, log_likelihood, log_ratio


def parts_of(**parts):
    """Counts written as ``before="100 R:10 S:3"``: units in all, then units by actor."""
    rows = []
    for part, written in parts.items():
        total, *named = written.split()
        rows.append((part, None, int(total)))
        rows += [(part, name.split(":")[0], int(name.split(":")[1])) for name in named]
    frame = pd.DataFrame(rows, columns=["part", "actor_id", "n"])
    return frame.astype({"part": "str", "actor_id": "str", "n": "int64"})


def compared(**parts):
    return compare_parts(parts_of(**parts), one="one", other="other").set_index("actor_id")


def test_worked_by_hand():
    # 10 of 100 units against 20 of 400: expected 6 and 24.
    found = compared(one="100 R:10", other="400 R:20").loc["R"]
    likelihood = 2 * (10 * math.log(10 / 6) + 20 * math.log(20 / 24))
    assert found["log_likelihood"] == pytest.approx(likelihood, abs=1e-9)
    assert found["log_likelihood"] == pytest.approx(2.9236502036, abs=1e-9)
    # Naming 10, 20; not naming 90, 380. Expected 6, 24, 94, 376: 16/6 + 16/24 + 16/94 + 16/376.
    assert found["chi_square"] == pytest.approx(3.5460992908, abs=1e-9)
    # Twice as often.
    assert found["log_ratio"] == pytest.approx(1, abs=1e-9)
    assert (found["n_one"], found["n_other"]) == (10, 20)
    assert (found["units_one"], found["units_other"]) == (100, 400)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(0, 8, math.log2((0.5 / 50) / (8 / 100)), id="none counts as one half"),
        pytest.param(4, 8, 0, id="as often"),
        pytest.param(1, 8, -2, id="a quarter as often"),
        pytest.param(8, 0, math.log2((8 / 50) / (0.5 / 100)), id="none in the other"),
    ],
)
def test_log_ratio(a, b, expected):
    assert float(log_ratio(a, b, 50, 100)) == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(60, 90), st.integers(60, 900))
@settings(max_examples=40, deadline=None)
def test_tests_equal_those_of_scipy(a, b, n_a, n_b):
    if a + b == 0 or a + b == n_a + n_b:
        assert np.isnan(chi_square(a, b, n_a, n_b))
        return
    table = [[a, b], [n_a - a, n_b - b]]
    expected = stats.chi2_contingency(table, correction=False)
    assert float(chi_square(a, b, n_a, n_b)) == pytest.approx(expected.statistic, abs=1e-9)
    # The log-likelihood ratio of two counts is the power divergence of their expectations.
    even = (a + b) * np.array([n_a, n_b]) / (n_a + n_b)
    divergence = stats.power_divergence([a, b], even, lambda_="log-likelihood")
    assert float(log_likelihood(a, b, n_a, n_b)) == pytest.approx(divergence.statistic, abs=1e-9)
    found = compared(one=f"{n_a} R:{a}", other=f"{n_b} R:{b}").loc["R"]
    assert found["p_value"] == pytest.approx(divergence.pvalue, rel=1e-9)
    assert found["chi_square_p"] == pytest.approx(expected.pvalue, rel=1e-9)


def test_false_discovery_control_worked_by_hand():
    # With tails .001, .02, .03 (by construction in order) q is p times 3 over its rank,
    # never more than that of the next.
    found = compared(one="1000 R:40 S:30 T:20", other="1000 R:12 S:14 T:10")
    p = found["p_value"].to_numpy()
    assert p.tolist() == sorted(p)
    last = p[2]
    middle = min(p[1] * 3 / 2, last)
    assert found["q_value"].tolist() == pytest.approx([min(p[0] * 3, middle), middle, last])


def test_the_most_certain_comes_first_and_ties_go_by_name():
    found = compared(one="100 T:5 S:5 R:20", other="100 S:9 T:9 R:1")
    assert found.index.tolist() == ["R", "S", "T"]


def test_who_is_named_in_one_part_only_is_listed():
    found = compared(one="100 R:5", other="200 S:3")
    assert found[["n_one", "n_other"]].to_dict("index") == {
        "R": {"n_one": 5, "n_other": 0}, "S": {"n_one": 0, "n_other": 3},
    }  # fmt: skip
    assert found["log_ratio"].gt(0).to_dict() == {"R": True, "S": False}


def test_a_part_without_units_is_refused():
    with pytest.raises(ValueError, match=r"parts \['other'\] have no units"):
        compare_parts(parts_of(one="10 R:1"), one="one", other="other")


def test_parts_that_name_nobody_give_an_empty_table():
    found = compare_parts(parts_of(one="10", other="20"), one="one", other="other")
    assert len(found) == 0
    assert found["n_one"].dtype == "int64"


SENTENCES = pd.DataFrame(
    {
        "sentence_id": ["a.0", "a.1", "b.0", "c.0", "c.1"],
        "article_id": ["a", "a", "b", "c", "c"],
        "section": ["body", "body", "body", "body", "caption"],
    }
).astype("str")
MENTIONS = pd.DataFrame(
    {
        "mention_id": ["1", "2", "3", "4"],
        "sentence_id": ["a.0", "a.0", "a.1", "b.0"],
        "actor_id": ["R", "R", "R", None],
    }
).astype("str")


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        pytest.param("mention", {("x", ""): 3, ("x", "R"): 3, ("y", ""): 1}, id="mentions"),
        pytest.param("sentence", {("x", ""): 2, ("x", "R"): 2, ("y", ""): 2}, id="sentences"),
        pytest.param("article", {("x", ""): 1, ("x", "R"): 1, ("y", ""): 2}, id="articles"),
    ],
)
def test_counts_by_part(within, expected):
    parts = pd.Series({"a": "x", "b": "y", "c": "y"})
    found = count_parts(MENTIONS, SENTENCES, parts, within=within)
    rows = zip(found["part"], found["actor_id"].fillna(""), found["n"], strict=True)
    assert {(part, actor): n for part, actor, n in rows} == expected


def test_articles_of_no_part_are_left_out():
    found = count_parts(MENTIONS, SENTENCES, pd.Series({"b": "y"}))
    assert found["n"].tolist() == [1]


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="within is 'story'"):
        count_parts(MENTIONS, SENTENCES, pd.Series({"b": "y"}), within="story")


def test_counts_of_nothing_are_an_empty_table():
    found = count_parts(MENTIONS.head(0), SENTENCES.head(0), pd.Series(dtype="str"))
    assert found.dtypes.astype(str).to_dict() == {"part": "str", "actor_id": "str", "n": "int64"}
    assert found.empty


def test_split_at_a_day():
    articles = pd.DataFrame(
        {"article_id": ["a", "b", "c"],
         "published": pd.to_datetime(["2023-04-24", "2023-04-25", None]).astype("datetime64[us]")}
    )  # fmt: skip
    found = split_at(articles, "2023-04-25")
    assert found.dropna().to_dict() == {"a": "before", "b": "since"}
    assert found.index.tolist() == ["a", "b", "c"]


def test_row_order_of_input_leaves_no_trace():
    counts = parts_of(one="100 R:5 S:7 T:1", other="300 S:9 T:4 U:2")
    shuffled = counts.sample(frac=1, random_state=4)
    assert_frame_equal(
        compare_parts(counts, one="one", other="other"),
        compare_parts(shuffled, one="one", other="other"),
    )
