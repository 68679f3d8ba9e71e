"""How often an actor is named, and how far that share can be trusted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.measure import frequency
from analysis.measure.frequency import MIN_STORIES, count_frequency
from analysis.schema import FREQUENCY, MENTIONS, SENTENCES, STORIES, SchemaError, empty


def corpus_of(*articles):
    """Mentions, sentences and stories of articles written as ``"story: A B | | C"``.

    Sentences are parted by ``|``, a dot is a mention that was not resolved, and a sentence
    that begins with ``-`` is a caption.
    """
    mentions, sentences, stories = [], [], []
    for number, article in enumerate(articles):
        article_id = f"a{number:03d}"
        story_id, _, text = article.partition(":")
        stories.append((article_id, story_id))
        for place, names in enumerate(text.split("|")):
            sentence_id = f"{article_id}.{place:04d}"
            section = "caption" if names.strip().startswith("-") else "body"
            sentences.append((sentence_id, article_id, section))
            for name in names.replace("-", "").split():
                mention_id = f"{sentence_id}.{len(mentions):06d}"
                mentions.append((mention_id, sentence_id, None if name == "." else name))
    return (
        pd.DataFrame(mentions, columns=["mention_id", "sentence_id", "actor_id"]).astype("str"),
        pd.DataFrame(sentences, columns=["sentence_id", "article_id", "section"]).astype("str"),
        pd.DataFrame(stories, columns=["article_id", "story_id"]).astype("str"),
    )


def frequency_of(*articles, seed=1, **options):
    return count_frequency(*corpus_of(*articles), rng=np.random.default_rng(seed), **options)


# Two articles tell the story x (5 sentences), one the story y (1 sentence, naming nobody).
SMALL = ["x: R R S | R | .", "x: R | S T", "y:"]


@pytest.mark.parametrize(
    ("within", "shares"),
    [
        # 8 mentions, one of them unresolved: R 4, S 2, T 1.
        pytest.param("mention", {"R": 4 / 8, "S": 2 / 8, "T": 1 / 8}, id="of all mentions"),
        pytest.param("sentence", {"R": 3 / 6, "S": 2 / 6, "T": 1 / 6}, id="of all sentences"),
        pytest.param("article", {"R": 2 / 3, "S": 2 / 3, "T": 1 / 3}, id="of all articles"),
        pytest.param("story", {"R": 1 / 2, "S": 1 / 2, "T": 1 / 2}, id="of all stories"),
    ],
)
def test_counts_and_shares_worked_by_hand(within, shares):
    found = frequency_of(*SMALL, within=within).set_index("actor_id")
    assert found["share"].to_dict() == shares
    counts = found[["n_mentions", "n_sentences", "n_articles", "n_stories"]]
    assert counts.loc["R"].tolist() == [4, 3, 2, 1]
    assert counts.loc["S"].tolist() == [2, 2, 2, 1]
    assert counts.loc["T"].tolist() == [1, 1, 1, 1]
    assert set(found["within"]) == {within}


def test_captions_are_no_part_of_the_base():
    found = frequency_of("x: R | - | |")
    assert found["share"].tolist() == [1 / 3]


def test_an_article_without_a_counted_sentence_is_no_part_of_the_base():
    assert frequency_of("x: R", "y: -", within="article")["share"].tolist() == [1.0]


def test_mentions_outside_the_base_are_refused():
    with pytest.raises(ValueError, match="2 of 3 mentions stand outside the counted sections"):
        frequency_of("x: R | - S S")


def test_an_article_without_a_story_is_refused():
    mentions, sentences, stories = corpus_of("x: R", "y: S")
    with pytest.raises(SchemaError, match="1 articles .* first 'a001'"):
        count_frequency(mentions, sentences, stories.head(1), rng=np.random.default_rng(1))


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="within is 'page'"):
        frequency_of(*SMALL, within="page")


def test_few_stories_give_no_interval():
    found = frequency_of(*[f"s{n}: R | S" for n in range(MIN_STORIES - 1)])
    assert found["share"].tolist() == [0.5, 0.5]
    assert found[["low", "high"]].isna().all(axis=None)


def test_many_articles_of_few_stories_give_no_interval():
    found = frequency_of(*[f"s{n % 3}: R" for n in range(50)])
    assert found[["low", "high"]].isna().all(axis=None)


def test_an_actor_in_every_sentence_has_no_spread():
    found = frequency_of(*[f"s{n}: R" for n in range(MIN_STORIES)])
    assert found[["share", "low", "high"]].squeeze().tolist() == [1, 1, 1]


def test_the_interval_is_that_of_the_binomial_when_stories_are_single_sentences():
    # 40 of 100 stories name R; the percentiles of Binomial(100, 0.4) at .025 and .975 are
    # 31 and 50 (scipy.stats.binom.ppf), and of 4,000 draws at most one off.
    articles = [f"s{n:02d}: {'R' if n < 40 else ''}" for n in range(100)]
    found = frequency_of(*articles, n_resamples=4000).squeeze()
    assert found["share"] == 0.4
    assert abs(found["low"] - 0.31) <= 0.0101
    assert abs(found["high"] - 0.50) <= 0.0101


def test_reprints_widen_the_interval():
    alone = [f"s{n:02d}: {'R' if n % 5 == 0 else ''}" for n in range(60)]
    reprinted = [f"s{n // 6:02d}: {'R' if n // 6 % 5 == 0 else ''}" for n in range(60)]
    narrow, wide = frequency_of(*alone).squeeze(), frequency_of(*reprinted).squeeze()
    assert narrow["share"] == wide["share"] == 0.2
    assert wide["high"] - wide["low"] > 2 * (narrow["high"] - narrow["low"])


def test_the_share_in_a_resample_is_a_ratio_of_sums():
    # One story of 90 sentences never names R, nineteen of one sentence always do. Resamples
    # without the long story have share 1, those with it once at most 19/109, so the upper
    # bound is 1; a mean of the stories' own shares would stay below 1 in most resamples.
    articles = ["long: " + " | " * 89, *[f"s{n:02d}: R" for n in range(19)]]
    found = frequency_of(*articles).squeeze()
    assert found["share"] == pytest.approx(19 / 109)
    assert found["high"] == 1.0
    assert found["low"] < 19 / 109


def test_the_same_seed_gives_the_same_interval_and_another_another():
    articles = [f"s{n:02d}: {'R' if n % 3 else 'S'} |" for n in range(30)]
    first, again, other = (frequency_of(*articles, seed=seed, n_resamples=7) for seed in (5, 5, 6))
    assert_frame_equal(first, again)
    assert not first.equals(other)


def test_the_size_of_the_chunks_leaves_no_trace(monkeypatch):
    articles = [f"s{n:02d}: {'R' if n % 3 else 'S'} |" for n in range(30)]
    whole = frequency_of(*articles, n_resamples=70)
    monkeypatch.setattr(frequency, "CHUNK", 100)
    assert_frame_equal(frequency_of(*articles, n_resamples=70), whole)


@pytest.mark.parametrize("within", ["mention", "sentence", "article", "story"])
def test_row_order_of_input_leaves_no_trace(within):
    tables = corpus_of(*[f"s{n % 12:02d}: {'R S' if n % 3 else 'S T'} | ." for n in range(30)])
    shuffled = [table.sample(frac=1, random_state=3) for table in tables]
    first = count_frequency(*tables, within=within, rng=np.random.default_rng(2))
    second = count_frequency(*shuffled, within=within, rng=np.random.default_rng(2))
    assert first["low"].notna().all()
    assert_frame_equal(first, second)


@given(
    st.lists(st.tuples(st.sampled_from("xyz"), st.text("RST.| ", max_size=12)), max_size=14),
    st.sampled_from(["mention", "sentence", "article", "story"]),
)
@settings(max_examples=30, deadline=None)
def test_counts_are_ordered_and_bounds_lie_in_range(articles, within):
    written = [
        f"{story}{number}: {' '.join(text)}" for number, (story, text) in enumerate(articles)
    ]
    found = frequency_of(*written, within=within, n_resamples=50)
    assert (found["n_mentions"] >= found["n_sentences"]).all()
    assert (found["n_sentences"] >= found["n_articles"]).all()
    assert (found["n_articles"] >= found["n_stories"]).all()
    assert found["share"].between(0, 1, inclusive="right").all()
    assert (found["low"].isna() | (found["low"] <= found["high"])).all()


def test_empty_tables_give_an_empty_table():
    found = count_frequency(
        empty(MENTIONS), empty(SENTENCES), empty(STORIES), rng=np.random.default_rng(1)
    )
    assert_frame_equal(found, empty(FREQUENCY))
