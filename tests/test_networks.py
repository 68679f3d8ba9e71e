"""Groups, places and periods of the network, and how firm they are."""

from __future__ import annotations

from math import sqrt

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.measure import networks
from analysis.measure.networks.communities import adjusted_rand
from analysis.measure.networks.resampling import resampled, whole
from analysis.schema import SchemaError


def by_story(*stories):
    """Pairs by story, for stories written as lines with weights, e.g. ``"AB2 AC"``."""
    rows = [
        (line[0], line[1], f"s{number:02d}", int(line[2:] or 1))
        for number, story in enumerate(stories)
        for line in story.split()
    ]
    columns = ["actor_a", "actor_b", "story_id", "n_together"]
    found = pd.DataFrame(rows, columns=columns).astype({"n_together": "int64"})
    return found.sort_values(columns[:3], kind="stable", ignore_index=True)


MEETINGS = pd.DataFrame(
    [("A", "B", "a.0"), ("A", "B", "a.1"), ("A", "C", "b.0"), ("B", "C", "b.0"), ("A", "B", "c.0")],
    columns=["actor_a", "actor_b", "unit_id"],
).astype("str")
TOLD = pd.DataFrame({"unit_id": ["a.0", "a.1", "b.0", "c.0"], "story_id": ["a", "a", "b", "a"]})


def test_meetings_are_counted_by_story():
    found = networks.pairs_by_story(MEETINGS, TOLD)
    assert found.to_numpy().tolist() == [["A", "B", "a", 3], ["A", "C", "b", 1], ["B", "C", "b", 1]]
    assert networks.pairs_by_story(MEETINGS.iloc[:0], TOLD.iloc[:0]).empty
    with pytest.raises(ValueError, match="1 of 5 meetings are in units without a story"):
        networks.pairs_by_story(MEETINGS, TOLD.iloc[:3])


def test_graphs_are_built_in_order_whatever_the_rows():
    pairs = whole(by_story("BC AC", "AB2 BC"))
    graph = networks.build_graph(pairs.sample(frac=1, random_state=1))
    assert list(graph.nodes) == ["A", "B", "C"]
    assert list(graph.edges(data="weight")) == [("A", "B", 2), ("A", "C", 1), ("B", "C", 2)]
    with pytest.raises(ValueError, match="1 rows join actors that another row joins"):
        networks.build_graph(pd.concat([pairs, pairs.head(1)]))


def test_a_draw_sums_the_drawn_stories():
    story = by_story("AB", "AB2", "BC4")
    for seed in range(5):
        drawn = np.random.default_rng(seed).integers(0, 3, size=3)
        expected = {"AB": sum([1, 2, 0][s] for s in drawn), "BC": sum([0, 0, 4][s] for s in drawn)}
        (found,) = resampled(story, n_stories=3, n_resamples=1, rng=np.random.default_rng(seed))
        counts = dict(zip(found["actor_a"] + found["actor_b"], found["n_together"], strict=True))
        assert counts == {pair: n for pair, n in expected.items() if n}
    with pytest.raises(ValueError, match="n_stories is 2, but 3 stories hold pairs"):
        next(resampled(story, n_stories=2, n_resamples=1, rng=np.random.default_rng(1)))


# --- centrality

KITE = by_story("AB3 BC", "AB2", "BC2 CD", "AC", *["AB"] * 8)


def values(found, measure):
    rows = found[found["measure"] == measure]
    return dict(zip(rows["actor_id"], rows["value"], strict=True))


def test_centralities_equal_those_of_networkx():
    found = networks.centralities(KITE, n_stories=12, rng=np.random.default_rng(1), n_resamples=5)
    graph = networks.build_graph(whole(KITE))
    for _, _, line in graph.edges(data=True):
        line["length"] = 1 / line["weight"]
    assert values(found, "degree") == {"A": 2, "B": 2, "C": 3, "D": 1}
    assert values(found, "strength") == {"A": 14, "B": 16, "C": 5, "D": 1}
    assert values(found, "betweenness") == pytest.approx(
        nx.betweenness_centrality(graph, weight="length"), abs=1e-9
    )
    assert values(found, "eigenvector") == pytest.approx(
        nx.eigenvector_centrality_numpy(graph, weight="weight"), abs=1e-8
    )


def test_a_star_worked_by_hand():
    found = networks.centralities(by_story("AB AC AD"), n_stories=1, rng=np.random.default_rng(1))
    # All three paths between leaves pass through A; A x = sqrt(3) x.
    assert values(found, "betweenness") == {"A": 1.0, "B": 0.0, "C": 0.0, "D": 0.0}
    leaf = 1 / sqrt(6)
    assert values(found, "eigenvector") == pytest.approx(
        {"A": 1 / sqrt(2), "B": leaf, "C": leaf, "D": leaf}, abs=1e-9
    )
    assert found[["low", "high"]].isna().all(axis=None), "one story has no interval"


def test_intervals_hold_the_strength():
    found = networks.centralities(KITE, n_stories=12, rng=np.random.default_rng(1))
    strength = found[found["measure"] == "strength"]
    assert ((strength["low"] <= strength["value"]) & (strength["value"] <= strength["high"])).all()
    b = strength[strength["actor_id"] == "B"].squeeze()
    assert 8 < b["low"] < 14 < 18 < b["high"] < 26
    again = networks.centralities(KITE, n_stories=12, rng=np.random.default_rng(1))
    assert_frame_equal(found, again)


def test_no_pairs_have_no_centralities():
    assert networks.centralities(by_story(), n_stories=20, rng=np.random.default_rng(1)).empty


# --- communities

TWO_GROUPS = by_story(*["AB3 AC3 BC3", "XY2 XZ2 YZ2"] * 8, "CX")


def test_two_groups_are_found_and_firm():
    found = networks.find_communities(
        TWO_GROUPS, n_stories=17, rng=np.random.default_rng(1), n_resamples=60
    )
    members = found.members.groupby("community")["actor_id"].agg("".join).to_dict()
    assert members == {1: "ABC", 2: "XYZ"}
    assert found.members["n_members"].tolist() == [3] * 6
    assert found.members["stability"].min() > 0.99
    assert found.agreement > 0.99


def test_groups_of_chance_are_not_firm():
    rng = np.random.default_rng(5)
    actors = np.array([*"ABCDEFGHIJKL"])
    lines = ["".join(sorted(rng.choice(actors, 2, False))) for _ in range(90)]
    chance = by_story(*[" ".join(sorted(set(lines[n : n + 3]))) for n in range(0, 90, 3)])
    found = networks.find_communities(
        chance, n_stories=30, rng=np.random.default_rng(1), n_resamples=60
    )
    assert found.members["community"].nunique() > 1
    assert found.agreement < 0.5


def test_draws_without_an_actor_say_nothing_about_it():
    # X and Y are in one story of eleven: often in no draw, but never apart.
    rare = by_story(*["AB3 AC3 BC3"] * 10, "XY")
    found = networks.find_communities(
        rare, n_stories=11, rng=np.random.default_rng(1), n_resamples=60
    )
    assert found.members.set_index("actor_id")["stability"].to_dict() == dict.fromkeys("ABCXY", 1.0)


def test_communities_are_the_same_again_and_missing_is_missing():
    first, again = (
        networks.find_communities(
            TWO_GROUPS, n_stories=17, rng=np.random.default_rng(9), n_resamples=20
        )
        for _ in range(2)
    )
    assert_frame_equal(first.members, again.members)
    few = networks.find_communities(by_story("AB"), n_stories=1, rng=np.random.default_rng(1))
    assert few.members["stability"].isna().all() and np.isnan(few.agreement)
    none = networks.find_communities(by_story(), n_stories=20, rng=np.random.default_rng(1))
    assert none.members.empty and np.isnan(none.agreement)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param([1, 1, 2, 2], [2, 2, 1, 1], 1.0, id="names of groups do not matter"),
        pytest.param([1, 1, 1, 1], [1, 1, 1, 1], 1.0, id="all in one"),
        # Together in both 1, in one 2, in the other 2, of 6 pairs: (1 - 2/3) / (2 - 2/3)...
        pytest.param([1, 1, 1, 2], [1, 1, 2, 2], 0.0, id="one of three and two, as by chance"),
        pytest.param([1, 1, 2, 2], [1, 2, 1, 2], -0.5, id="less than by chance"),
    ],
)
def test_adjusted_rand_worked_by_hand(one, other, expected):
    # Inside, rows, columns: (1, 3, 2) with 3 * 2 / 6 = 1 expected gives 0; (0, 2, 2) with 2/3
    # expected gives (0 - 2/3) / (2 - 2/3) = -1/2.
    assert adjusted_rand(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-12)


# --- articles and periods

MENTIONS = pd.DataFrame(
    [("a.0", "a", "A"), ("a.0", "a", "A"), ("a.1", "a", "A"), ("a.1", "a", "B"), ("b.0", "b", "B"),
     ("b.0", "b", None), ("c.0", "c", "A"), ("c.0", "c", "B"), ("d.0", "d", "A"), ("d.0", "d", "B"),
     ("d.0", "d", "C")],
    columns=["sentence_id", "article_id", "actor_id"],
).astype("str")  # fmt: skip
STORIES = pd.DataFrame({"article_id": [*"abcd"], "story_id": [*"aacd"]})
ARTICLES = pd.DataFrame(
    {
        "article_id": [*"abcd"],
        "published": pd.to_datetime(
            ["2023-01-31", "2023-02-01", "2023-04-30 23:59", None], format="ISO8601"
        ),
    }
)


def test_articles_and_actors():
    found = networks.count_by_article(MENTIONS, STORIES)
    assert found.to_numpy().tolist() == [
        ["A", "a", "a", 3, 2, 2], ["A", "c", "c", 1, 1, 2], ["A", "d", "d", 1, 1, 3],
        ["B", "a", "a", 1, 1, 2], ["B", "b", "a", 1, 1, 1], ["B", "c", "c", 1, 1, 2],
        ["B", "d", "d", 1, 1, 3], ["C", "d", "d", 1, 1, 3],
    ]  # fmt: skip
    assert networks.count_by_article(MENTIONS.iloc[:0], STORIES).empty
    with pytest.raises(ValueError, match="3 rows are of articles without a story, first 'd'"):
        networks.count_by_article(MENTIONS, STORIES.iloc[:3])


def days(periods):
    return [f"{row.first_day:%Y-%m-%d} {row.before_day:%Y-%m-%d}" for row in periods.itertuples()]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        pytest.param(
            "month",
            ["2023-01-01 2023-02-01", "2023-02-01 2023-03-01", "2023-03-01 2023-04-01",
             "2023-04-01 2023-05-01"],
            id="months, the empty one included",
        ),
        pytest.param("quarter", ["2023-01-01 2023-04-01", "2023-04-01 2023-07-01"], id="quarters"),
        pytest.param("year", ["2023-01-01 2024-01-01"], id="a year"),
    ],
)  # fmt: skip
def test_periods_are_half_open_and_leave_no_gap(length, expected):
    assert days(networks.cut_periods(ARTICLES, length=length)) == expected


def test_weeks_begin_on_monday():
    weeks = networks.cut_periods(ARTICLES.head(2), length="week")
    assert days(weeks) == ["2023-01-30 2023-02-06"]


def test_no_dated_article_no_period():
    assert networks.cut_periods(ARTICLES.tail(1)).empty
    with pytest.raises(ValueError, match="length is 'decade'"):
        networks.cut_periods(ARTICLES, length="decade")


LINES = pd.DataFrame(
    [("A", "B", "a.1"), ("A", "B", "c.0"), ("A", "B", "d.0"), ("A", "C", "d.0"), ("B", "C", "d.0")],
    columns=["actor_a", "actor_b", "unit_id"],
).astype("str")


def test_lines_stand_in_the_period_they_were_written_in():
    months = networks.cut_periods(ARTICLES)
    found = networks.edges_over_time(LINES, MENTIONS, ARTICLES, months)
    ab = found[(found["actor_a"] == "A") & (found["actor_b"] == "B")]
    assert ab["n_together"].tolist() == [1, 1, 1]
    assert ab["first_day"].dt.strftime("%Y-%m").fillna("-").tolist() == ["2023-01", "2023-04", "-"]
    assert ab["evidence"].tolist() == ["a.1", "c.0", "d.0"]
    # The undated article is not lost: it stands in a row without days.
    assert found["n_together"].sum() == len(LINES)
    assert found["before_day"].isna().sum() == 3


def test_larger_units_show_all_sentences_that_name_either():
    by_article = LINES.assign(unit_id=LINES["unit_id"].str[0])
    years = networks.cut_periods(ARTICLES, length="year")
    found = networks.edges_over_time(by_article, MENTIONS, ARTICLES, years, within="article")
    row = found.iloc[0]
    assert (row["n_together"], row["n_articles"]) == (2, 2)
    assert row["evidence"] == "a.0|a.1|c.0"


def test_days_outside_all_periods_are_kept_without_days():
    january = networks.cut_periods(ARTICLES).head(1)
    found = networks.edges_over_time(LINES, MENTIONS, ARTICLES, january)
    assert found["n_together"].tolist() == [1, 2, 1, 1]
    assert found["first_day"].notna().tolist() == [True, False, False, False]


def test_the_day_a_period_ends_before_is_not_in_it():
    january = pd.DataFrame({"first_day": ["2023-01-01"], "before_day": ["2023-01-31"]})
    found = networks.edges_over_time(
        LINES.head(1), MENTIONS, ARTICLES, january.astype("datetime64[us]")
    )
    assert found["n_together"].tolist() == [1]
    assert found["first_day"].isna().all()


def test_wrong_periods_and_articles_are_refused():
    months = networks.cut_periods(ARTICLES)
    late = months.assign(before_day=months["before_day"] + pd.Timedelta(days=1))
    with pytest.raises(ValueError, match="period from 2023-02-01 ends before it begins, or begins"):
        networks.edges_over_time(LINES, MENTIONS, ARTICLES, late)
    with pytest.raises(SchemaError, match="lacks 1 articles of the mentions, first 'd'"):
        networks.edges_over_time(LINES, MENTIONS, ARTICLES.head(3), months)


def test_no_meetings_give_no_lines():
    months = networks.cut_periods(ARTICLES)
    found = networks.edges_over_time(LINES.iloc[:0], MENTIONS, ARTICLES, months)
    assert found.empty
    none = networks.cut_periods(ARTICLES.iloc[:0])
    found = networks.edges_over_time(LINES.iloc[:0], MENTIONS.iloc[:0], ARTICLES.iloc[:0], none)
    assert found.empty
    assert str(found["first_day"].dtype) == "datetime64[us]"
    assert str(found["n_together"].dtype) == "int64"
