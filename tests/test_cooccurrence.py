"""Which actors are named together, how often, and how much more than by chance."""

from __future__ import annotations

import json
from itertools import combinations
from math import log
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.measure.cooccurrence import count_pairs, count_pairs_within, in_units, units_of
from analysis.schema import (
    MENTIONS,
    PAIRS,
    SECTIONS,
    SENTENCES,
    STORIES,
    SchemaError,
    empty,
)

SEED = Path(__file__).parents[2] / "shared/gold/seed.json"


def mentions_of(*sentences):
    """Mentions of sentences written as actors; a dot is a mention that was not resolved."""
    rows = [
        {"sentence_id": f"s{place}", "actor_id": None if name == "." else name}
        for place, sentence in enumerate(sentences)
        for name in sentence.split()
    ]
    return pd.DataFrame(rows, columns=["sentence_id", "actor_id"]).astype("str")


def counts(pairs):
    return {f"{row.actor_a} {row.actor_b}": row.n_together for row in pairs.itertuples()}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param(["RUS SYR"], {"RUS SYR": 1}, id="one pair"),
        pytest.param(["SYR RUS"], {"RUS SYR": 1}, id="order in text does not matter"),
        pytest.param(["RUS RUS SYR"], {"RUS SYR": 1}, id="a sentence counts once"),
        pytest.param(["RUS SYR TUR"], {"RUS SYR": 1, "RUS TUR": 1, "SYR TUR": 1}, id="triangle"),
        pytest.param(
            ["RUS SYR", "TUR SYR", "SYR RUS"], {"RUS SYR": 2, "SYR TUR": 1}, id="sentences add up"
        ),
        pytest.param(["RUS ."], {}, id="an unresolved mention makes no pair"),
        pytest.param([". ."], {}, id="two unresolved mentions make no pair"),
        pytest.param(["RUS RUS"], {}, id="no pair with oneself"),
        pytest.param(["RUS", "SYR"], {}, id="neighbouring sentences make no pair"),
        pytest.param([], {}, id="no text, no pairs"),
    ],
)
def test_counts_pairs_by_sentence(sentences, expected):
    assert counts(count_pairs(mentions_of(*sentences), n_units=10)) == expected


def test_a_pair_worked_by_hand():
    pair = count_pairs(mentions_of("RUS SYR", "SYR RUS", "RUS", "."), n_units=4).squeeze()
    assert (pair.n_together, pair.n_a, pair.n_b, pair.n_units) == (2, 3, 2, 4)
    assert pair.expected == 1.5
    # Together in 2/4; by chance 3/4 * 2/4 = 3/8; ln(4/3) / ln(2) = 0.415.
    assert pair.npmi == pytest.approx(log(4 / 3) / log(2), abs=1e-9)
    assert pair[["p_value", "q_value", "low", "high"]].isna().all()
    assert pair.within == "sentence"


@pytest.mark.parametrize(
    ("sentences", "n_units", "npmi"),
    [
        pytest.param(["A B"], 7, 1.0, id="never one without the other is 1"),
        pytest.param(["A B", "A", "B"], 4, 0.0, id="as often as by chance is 0"),
        # Together in 1/5; by chance (3/5)^2 = 9/25; ln(5/9) / ln(5).
        pytest.param(["A B", "A", "A", "B", "B"], 5, log(5 / 9) / log(5), id="less than chance"),
    ],
)
def test_npmi_worked_by_hand(sentences, n_units, npmi):
    found = count_pairs(mentions_of(*sentences), n_units=n_units).squeeze()["npmi"]
    assert found == pytest.approx(npmi, abs=1e-9)


def test_npmi_is_missing_where_every_unit_holds_the_pair():
    pair = count_pairs(mentions_of("A B", "B A"), n_units=2).squeeze()
    assert (pair.n_together, pair.expected) == (2, 2.0)
    assert pd.isna(pair.npmi)


@pytest.mark.parametrize("n_units", [3, 49, 187, 1001])
def test_rounding_never_leaves_the_range(n_units):
    found = count_pairs(mentions_of("A B", "A B"), n_units=n_units).squeeze()["npmi"]
    assert found == 1.0


def test_too_few_units_are_refused():
    with pytest.raises(ValueError, match="n_units is 1, but 2 units"):
        count_pairs(mentions_of("A", "B", "."), n_units=1)


def test_a_missing_unit_is_refused():
    with pytest.raises(ValueError, match="no column 'paragraph_id'"):
        count_pairs(mentions_of("A B"), n_units=1, within="paragraph")


def test_row_order_of_input_leaves_no_trace():
    mentions = mentions_of("RUS SYR TUR", "IRN TUR", "TUR SYR", "IRN RUS")
    shuffled = mentions.sample(frac=1, random_state=7)
    assert_frame_equal(count_pairs(mentions, n_units=9), count_pairs(shuffled, n_units=9))


SENTENCE = st.lists(st.sampled_from([*"ABCDEF", "."]), max_size=6).map(" ".join)


@given(st.lists(SENTENCE, max_size=12))
@settings(max_examples=60, deadline=None)
def test_counts_equal_those_of_a_plain_reference(sentences):
    expected, named = {}, dict.fromkeys("ABCDEF", 0)
    for sentence in sentences:
        actors = sorted(set(sentence.split()) - {"."})
        for actor in actors:
            named[actor] += 1
        for pair in combinations(actors, 2):
            expected[" ".join(pair)] = expected.get(" ".join(pair), 0) + 1
    found = count_pairs(mentions_of(*sentences), n_units=len(sentences))
    assert counts(found) == expected
    assert found["n_a"].tolist() == [named[actor] for actor in found["actor_a"]]
    assert found["n_b"].tolist() == [named[actor] for actor in found["actor_b"]]


# Two articles of one story. The first has a headline, two paragraphs of two and one
# sentences, and a caption; the second one paragraph.
SENTENCE_ROWS = pd.DataFrame(
    [
        ("a.0", "a", "headline", 0),
        ("a.1", "a", "caption", 20),
        ("a.2", "a", "body", 40),
        ("a.3", "a", "body", 60),
        ("a.4", "a", "body", 80),
        ("b.0", "b", "body", 0),
        ("c.0", "c", "body", 30),
    ],
    columns=["sentence_id", "article_id", "section", "start"],
)
SECTION_ROWS = pd.DataFrame(
    [
        ("a", 0, 18, "headline"),
        ("a", 20, 38, "caption"),
        ("a", 40, 78, "body"),
        ("a", 80, 99, "body"),
        ("b", 0, 50, "body"),
        ("c", 30, 50, "body"),
    ],
    columns=["article_id", "start", "end", "section"],
)
STORY_ROWS = pd.DataFrame({"article_id": ["a", "b", "c"], "story_id": ["a", "a", "c"]})


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        pytest.param("sentence", ["a.0", "a.2", "a.3", "a.4", "b.0", "c.0"], id="sentences"),
        pytest.param(
            "paragraph",
            ["a.p000000", "a.p000040", "a.p000040", "a.p000080", "b.p000000", "c.p000030"],
            id="a paragraph is the section a sentence begins in",
        ),
        pytest.param("article", ["a", "a", "a", "a", "b", "c"], id="articles"),
        pytest.param("story", ["a", "a", "a", "a", "a", "c"], id="stories"),
    ],
)
def test_each_counted_sentence_lies_in_one_unit(within, expected):
    shuffled = SENTENCE_ROWS.sample(frac=1, random_state=2)
    units = units_of(shuffled, SECTION_ROWS, STORY_ROWS, within=within)
    assert units.sort_values("sentence_id")[f"{within}_id"].tolist() == expected


@pytest.mark.parametrize("within", ["paragraph", "story"])
def test_a_sentence_in_no_unit_is_an_error(within):
    with pytest.raises(SchemaError, match=f"1 rows lie in no {within}, first 'c.0'"):
        units_of(SENTENCE_ROWS, SECTION_ROWS.head(5), STORY_ROWS.head(2), within=within)


def test_a_sentence_between_two_sections_lies_in_no_paragraph():
    with pytest.raises(SchemaError, match="1 rows lie in no paragraph, first 'a.4'"):
        units_of(SENTENCE_ROWS, SECTION_ROWS.drop(index=3), STORY_ROWS, within="paragraph")


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="within is 'page'"):
        units_of(SENTENCE_ROWS, SECTION_ROWS, STORY_ROWS, within="page")


PLACED = pd.DataFrame(
    [("a.2", "A"), ("a.3", "B"), ("a.4", "C"), ("b.0", "A"), ("b.0", "C"), ("c.0", "B")],
    columns=["sentence_id", "actor_id"],
).astype("str")


@pytest.mark.parametrize(
    ("within", "expected", "n_units"),
    [
        pytest.param("sentence", {"A C": 1}, 6, id="sentences"),
        pytest.param("paragraph", {"A B": 1, "A C": 1}, 5, id="paragraphs"),
        pytest.param("article", {"A B": 1, "A C": 2, "B C": 1}, 3, id="articles"),
        pytest.param("story", {"A B": 1, "A C": 1, "B C": 1}, 2, id="stories"),
    ],
)
def test_the_unit_decides_who_is_together(within, expected, n_units):
    found = count_pairs_within(PLACED, SENTENCE_ROWS, SECTION_ROWS, STORY_ROWS, within=within)
    assert counts(found) == expected
    assert set(found["n_units"]) == {n_units}
    assert set(found["within"]) == {within}


def test_mentions_outside_the_units_are_refused():
    caption = pd.DataFrame({"sentence_id": ["a.1", "a.2"], "actor_id": ["A", "B"]})
    units = units_of(SENTENCE_ROWS, SECTION_ROWS, STORY_ROWS, within="article")
    with pytest.raises(ValueError, match="1 of 2 mentions stand in none of the articles"):
        in_units(caption, units, within="article")


@pytest.mark.parametrize("within", ["sentence", "paragraph", "article", "story"])
def test_empty_tables_give_an_empty_table(within):
    tables = [empty(table) for table in (MENTIONS, SENTENCES, SECTIONS, STORIES)]
    assert_frame_equal(count_pairs_within(*tables, within=within), empty(PAIRS))


@pytest.mark.skipif(not SEED.is_file(), reason="needs ../shared/gold/seed.json")
def test_the_states_of_the_first_article_pair_as_its_readers_counted():
    gold = json.loads(SEED.read_text(encoding="utf-8"))
    body = [sentence for sentence in gold["sentences"] if sentence["zone"] == "body"]
    mentions = mentions_of(*[" ".join(sentence["countries"]) for sentence in body])
    assert counts(count_pairs(mentions, n_units=len(body))) == {
        "SYR TUR": 9, "RUS SYR": 7, "RUS TUR": 4, "IRN RUS": 2, "IRN SYR": 2, "IRN TUR": 1,
        "RUS UKR": 1,
    }  # fmt: skip


def test_nearly_always_together_in_many_units_is_not_more_than_always():
    mentions = mentions_of(*["RUS SYR"] * 39_999)
    for n_units in range(40_000, 40_400, 7):
        assert count_pairs(mentions, n_units=n_units).squeeze().npmi <= 1
