"""Intervals on observed over expected come from resampled stories, and only where they can."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.measure import cooccurrence
from analysis.schema import MENTIONS, PAIRS, SECTIONS, SENTENCES, STORIES, SchemaError, empty


def corpus(*stories):
    """Tables of stories written as articles, each as its sentences, e.g. ["A B. A", "A B. A"]."""
    articles = [
        (f"a{s:02d}{a}", f"a{s:02d}0", text.split("."))
        for s, told in enumerate(stories)
        for a, text in enumerate(told)
    ]
    sentences = pd.DataFrame(
        [
            (f"{article}.{n}", article, "body", 10 * n)
            for article, _, parts in articles
            for n in range(len(parts))
        ],
        columns=["sentence_id", "article_id", "section", "start"],
    )
    mentions = pd.DataFrame(
        [
            (f"{article}.{n}", article, name)
            for article, _, parts in articles
            for n, part in enumerate(parts)
            for name in part.split()
        ],
        columns=["sentence_id", "article_id", "actor_id"],
    )
    told = pd.DataFrame([(a, s) for a, s, _ in articles], columns=["article_id", "story_id"])
    sections = empty(SECTIONS)
    return mentions.astype("str"), sentences, sections, told


def with_intervals(tables, within="sentence", seed=3, **options):
    pairs = cooccurrence.count_pairs_within(*tables, within=within)
    rng = np.random.default_rng(seed)
    return cooccurrence.add_intervals(pairs, *tables, rng=rng, within=within, **options)


# Twelve stories: A and B together in a half, each alone in one, nobody in the rest.
TWELVE = [["A B"]] * 6 + [["A"], ["B"]] + [["."]] * 4
MIXED = corpus(*[[text.replace(".", "") for text in story] for story in TWELVE])


def test_the_interval_holds_the_ratio():
    pair = with_intervals(MIXED).squeeze()
    # Together 6, each 7, of 12: 6 * 12 / 49 = 1.47.
    assert pair["low"] < 6 * 12 / 49 < pair["high"]
    assert 0.9 < pair["low"] < 1.3 and 1.6 < pair["high"] < 3.5


def test_the_resamples_are_those_of_the_plain_bootstrap():
    found = with_intervals(MIXED, n_resamples=400, level=0.8).squeeze()
    rng = np.random.default_rng(np.random.default_rng(3).integers(2**63))
    stories = np.array([(1, 1, 1)] * 6 + [(0, 1, 0), (0, 0, 1)] + [(0, 0, 0)] * 4)
    drawn = [stories[rows].sum(axis=0) for rows in rng.integers(0, 12, size=(400, 12))]
    ratios = sorted(12 * n / (a * b) if a * b else 0.0 for n, a, b in drawn)
    assert found["low"] == pytest.approx(ratios[39], rel=1e-12)
    assert found["high"] == pytest.approx(ratios[359], rel=1e-12)


def test_reprints_add_no_certainty():
    once = with_intervals(MIXED).squeeze()
    told = [[text] * 5 for text in ["A B"] * 6 + ["A", "B", "", "", "", ""]]
    five_times = with_intervals(corpus(*told)).squeeze()
    assert five_times["n_together"] == 5 * once["n_together"]
    assert (five_times["low"], five_times["high"]) == pytest.approx((once["low"], once["high"]))


@pytest.mark.parametrize(
    ("stories", "given"),
    [
        pytest.param([["A B"]] * 5 + [["A"]] * 4, False, id="nine stories give no interval"),
        pytest.param([["A B"]] * 5 + [["A"]] * 5, True, id="ten stories give one"),
        pytest.param([["A B"]] + [["A"]] * 20, False, id="a pair of one story has none"),
        pytest.param([["A B"]] * 2 + [["A"]] * 20, True, id="a pair of two stories has one"),
    ],
)
def test_an_interval_needs_stories(stories, given):
    found = with_intervals(corpus(*stories)).squeeze()
    assert found[["low", "high"]].notna().tolist() == [given, given]


def test_the_same_seed_gives_the_same_interval_and_rows_leave_no_trace():
    mentions, sentences, sections, stories = MIXED
    shuffled = (
        mentions.sample(frac=1, random_state=1), sentences.sample(frac=1, random_state=2),
        sections, stories.sample(frac=1, random_state=3),
    )  # fmt: skip
    assert_frame_equal(with_intervals(MIXED), with_intervals(shuffled))


def test_pairs_chunked_by_memory_get_the_same_intervals(monkeypatch):
    from analysis.measure.cooccurrence import intervals

    tables = corpus(*[["A B. B C"], ["A C"], ["A B C"]] * 5)
    whole = with_intervals(tables, n_resamples=50)
    monkeypatch.setattr(intervals, "CELLS", 60)
    monkeypatch.setattr(intervals, "WEIGHTS", 40)
    assert_frame_equal(with_intervals(tables, n_resamples=50), whole)
    assert whole[["low", "high"]].notna().all(axis=None)


@pytest.mark.parametrize("within", ["sentence", "article", "story"])
def test_other_columns_are_left_as_they_were(within):
    tables = corpus(*[["A B. B C", "A B. B C"], ["A C"], ["A B C. "]] * 5)
    pairs = cooccurrence.count_pairs_within(*tables, within=within)
    found = with_intervals(tables, within=within)
    assert_frame_equal(found.drop(columns=["low", "high"]), pairs.drop(columns=["low", "high"]))


def test_pairs_of_other_mentions_are_refused():
    pairs = cooccurrence.count_pairs_within(*corpus(*[["A Z"]] * 12))
    with pytest.raises(ValueError, match="1 of 1 pairs share no sentence .* first 'A' and 'Z'"):
        cooccurrence.add_intervals(pairs, *MIXED, rng=np.random.default_rng(1))


def test_an_article_without_a_story_is_an_error():
    mentions, sentences, sections, stories = MIXED
    pairs = cooccurrence.count_pairs_within(*MIXED)
    with pytest.raises(SchemaError, match="1 sentences lie in articles without a story"):
        cooccurrence.add_intervals(
            pairs, mentions, sentences, sections, stories.iloc[1:], rng=np.random.default_rng(1)
        )


def test_empty_tables_give_an_empty_table():
    tables = [empty(table) for table in (MENTIONS, SENTENCES, SECTIONS, STORIES)]
    rng = np.random.default_rng(1)
    found = cooccurrence.add_intervals(empty(PAIRS), *tables, rng=rng)
    assert_frame_equal(found, empty(PAIRS))
