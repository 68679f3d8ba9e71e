"""How often an actor is named, and how far that share can be trusted."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.measure.frequency import MIN_STORIES, count_frequency, intervals
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


def wilson(share, n, z=1.959963984540054):
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    middle = share + z**2 / (2 * n)
    return [(middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)]


def bounds(*articles, **options):
    return frequency_of(*articles, **options)[["low", "high"]].iloc[0].tolist()


def test_an_actor_in_every_sentence_might_still_be_missing_elsewhere():
    # Ten of ten: the lower bound is 10 / (10 + z squared).
    found = frequency_of(*[f"s{n}: R" for n in range(MIN_STORIES)]).squeeze()
    assert found["share"] == found["high"] == 1
    assert found["low"] == pytest.approx(10 / (10 + 1.959963984540054**2), abs=1e-9)


def test_stories_of_one_sentence_are_worth_as_many_as_they_are():
    # One sentence a story: the spread between stories is p (1 - p) n / (n - 1), so that
    # 100 stories are worth 99.
    articles = [f"s{n:02d}: {'R' if n < 40 else ''}" for n in range(100)]
    assert bounds(*articles) == pytest.approx(wilson(0.4, 99), abs=1e-9)


def test_reprints_are_worth_nothing():
    # Twenty stories, each printed three times: worth 19, however often they are printed.
    articles = [f"s{n % 20:02d}: {'R' if n % 20 < 4 else ''}" for n in range(60)]
    once = bounds(*articles[:20], within="article")
    assert bounds(*articles, within="article") == pytest.approx(once, abs=1e-9)
    assert once == pytest.approx(wilson(0.2, 19), abs=1e-9)


def test_stories_of_unequal_size_are_worth_fewer():
    # Ten stories of one sentence and ten of three, half of each naming R throughout:
    # Kish's number is 40 squared over (10 + 90) = 16, of which the spread takes 19/20.
    texts = ["R", "", "R | R | R", " | | "]
    articles = [f"s{n:02d}: {texts[n % 4]}" for n in range(20)]
    assert bounds(*articles) == pytest.approx(wilson(0.5, 16 * 19 / 20), abs=1e-9)


def test_stories_that_speak_of_an_actor_in_part_are_worth_more():
    # Each story of four sentences names R once or thrice: x is 1/4 or 3/4, its variance
    # 1/16 * 20/19, against 1/4 if stories named R throughout or never. 20 are worth 76.
    texts = ["R | | | ", "R | R | R | "]
    articles = [f"s{n:02d}: {texts[n % 2]}" for n in range(20)]
    assert bounds(*articles) == pytest.approx(wilson(0.5, 76), abs=1e-9)


def test_stories_that_do_not_differ_are_worth_what_they_are():
    # Every story names R in one of its two sentences: no spread to learn from.
    assert bounds(*[f"s{n:02d}: R | " for n in range(12)]) == pytest.approx(wilson(0.5, 12))


def test_no_more_than_the_units_there_are():
    # Stories of two sentences name R in one of them, but for two of them that never do: by
    # their spread (mean 10/24, mean square 5/24) they would be worth 12 * 3.33 = 40 and more.
    articles = [f"s{n:02d}: {'R' if n < 10 else ''} | " for n in range(12)]
    assert bounds(*articles) == pytest.approx(wilson(10 / 24, 24), abs=1e-9)


def test_uneven_reprinting_widens_the_interval():
    # The four stories that name R are printed six times, the 36 others once; share 24/60.
    # The sum of (y - p n) squared is 4 (6 - 6p)^2 + 36 p^2 = 57.6, times 40/39. Kish's
    # number, 3600 / (144 + 36) = 20 of which the spread takes 39/40, would be too many.
    articles = [f"s{n:02d}: R" for n in range(4) for _ in range(6)]
    articles += [f"s{n:02d}:" for n in range(4, 40)]
    worth = 0.4 * 0.6 / (57.6 / 60**2 * 40 / 39)
    assert worth < 20 * 39 / 40
    assert bounds(*articles, within="article") == pytest.approx(wilson(0.4, worth), abs=1e-9)


def test_the_score_interval_draws_nothing():
    articles = [f"s{n:02d}: {'R' if n % 3 else 'S'} |" for n in range(30)]
    assert_frame_equal(frequency_of(*articles, seed=5), frequency_of(*articles, seed=6))
    assert_frame_equal(
        count_frequency(*corpus_of(*articles)), frequency_of(*articles, n_resamples=7)
    )


def test_the_percentile_interval_is_that_of_the_binomial_for_single_sentences():
    # 40 of 100 stories name R; the percentiles of Binomial(100, 0.4) at .025 and .975 are
    # 31 and 50 (scipy.stats.binom.ppf), and of 4,000 draws at most one off.
    articles = [f"s{n:02d}: {'R' if n < 40 else ''}" for n in range(100)]
    low, high = bounds(*articles, n_resamples=4000, interval="percentile")
    assert abs(low - 0.31) <= 0.0101
    assert abs(high - 0.50) <= 0.0101


def test_the_share_in_a_resample_is_a_ratio_of_sums():
    # One story of 90 sentences never names R, nineteen of one sentence always do. Resamples
    # without the long story have share 1, those with it once at most 19/109, so the upper
    # bound is 1; a mean of the stories' own shares would stay below 1 in most resamples.
    articles = ["long: " + " | " * 89, *[f"s{n:02d}: R" for n in range(19)]]
    found = frequency_of(*articles, interval="percentile").squeeze()
    assert found["share"] == pytest.approx(19 / 109)
    assert found["high"] == 1.0
    assert found["low"] < 19 / 109


def test_the_same_seed_gives_the_same_percentiles_and_another_others():
    articles = [f"s{n:02d}: {'R' if n % 3 else 'S'} |" for n in range(30)]
    first, again, other = (
        frequency_of(*articles, seed=seed, n_resamples=7, interval="percentile")
        for seed in (5, 5, 6)
    )
    assert_frame_equal(first, again)
    assert not first.equals(other)


def test_the_size_of_the_chunks_leaves_no_trace(monkeypatch):
    articles = [f"s{n:02d}: {'R' if n % 3 else 'S'} |" for n in range(30)]
    whole = frequency_of(*articles, n_resamples=70, interval="percentile")
    monkeypatch.setattr(intervals, "CHUNK", 100)
    assert_frame_equal(frequency_of(*articles, n_resamples=70, interval="percentile"), whole)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"interval": "wald"}, "interval is 'wald'", id="an unknown interval"),
        pytest.param(
            {"interval": "percentile", "rng": None}, "pass a generator", id="percentiles, no rng"
        ),
    ],
)
def test_refused(options, message):
    tables = corpus_of(*[f"s{n}: R" for n in range(12)])
    with pytest.raises(ValueError, match=message):
        count_frequency(*tables, **options)


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
    found = frequency_of(*written, within=within)
    assert (found["n_mentions"] >= found["n_sentences"]).all()
    assert (found["n_sentences"] >= found["n_articles"]).all()
    assert (found["n_articles"] >= found["n_stories"]).all()
    assert found["share"].between(0, 1, inclusive="right").all()
    assert (found["low"].isna() | (found["low"] <= found["share"] + 1e-9)).all()
    assert (found["high"].isna() | (found["high"] >= found["share"] - 1e-9)).all()


def test_empty_tables_give_an_empty_table():
    found = count_frequency(
        empty(MENTIONS), empty(SENTENCES), empty(STORIES), rng=np.random.default_rng(1)
    )
    assert_frame_equal(found, empty(FREQUENCY))
