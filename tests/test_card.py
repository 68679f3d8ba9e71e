"""The card beside a figure."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.present import captions
from analysis.schema import REJECTS, STORIES, empty

NAMES = pd.Series({"SYR": "Syria", "TUR": "Turkey"})
ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "source": ["Wire", "Wire", "Post"],
        "published": pd.to_datetime(["2023-04-25", "2023-04-26", None]),
    }
)


def told(*stories):
    return pd.DataFrame({"article_id": list("abc"), "story_id": list(stories)})


def frequency(**values):
    row = {
        "actor_id": "SYR", "within": "sentence", "n_mentions": 9, "n_sentences": 7,
        "n_articles": 3, "n_stories": 2, "share": 0.35, "low": None, "high": None,
    }  # fmt: skip
    return pd.DataFrame([row | values])


def pair(**values):
    row = {
        "actor_a": "SYR", "actor_b": "TUR", "within": "sentence", "n_together": 6, "n_units": 20,
        "expected": 4.0, "low": None, "high": None, "q_value": None,
    }  # fmt: skip
    return pd.DataFrame([row | values])


def test_the_corpus_is_counted_in_sources_articles_stories_and_rejects():
    card = captions.corpus_card(
        ARTICLES, told("a", "a", "c"), rejects=empty(REJECTS), manifest="0123456789abcdef"
    )
    assert card["corpus"] == (
        "3 articles of 2 sources, telling 2 stories, 25 April 2023 to 26 April 2023; "
        "0 records rejected"
    )
    assert card["build"] == "manifest 0123456789ab"
    assert card["accuracy of the step"] == "not validated on this corpus"
    assert "unresolved" not in card


def test_an_empty_corpus_has_a_card():
    card = captions.corpus_card(
        ARTICLES.iloc[:0], empty(STORIES), rejects=empty(REJECTS), manifest=""
    )
    assert card["corpus"] == "0 articles of 0 sources, telling 0 stories; 0 records rejected"
    assert captions.actor_card(frequency().iloc[:0], names=NAMES, level=0.95) == {}
    assert captions.pair_card(pair().iloc[:0], names=NAMES, level=0.95, q=0.05) == {}


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        pytest.param({}, "no interval, for want of stories", id="too few stories"),
        pytest.param({"low": 0.3, "high": 0.41}, "95 % interval by story 30 % to 41 %", id="some"),
    ],
)
def test_the_largest_bar_is_told_raw_and_by_story(bounds, words):
    told_of = captions.actor_card(frequency(**bounds), names=NAMES, level=0.95)["largest mark"]
    assert told_of == (
        "Syria: 9 mentions in 7 sentences, 3 articles and 2 stories; 35 % of all sentences, "
        + words
    )


def test_one_article_has_no_significance():
    card = captions.pair_card(pair(), names=NAMES, level=0.95, q=0.05)
    assert card["null model"] == "not tested, for want of stories or of frequent actors"
    assert card["largest mark"].endswith("1.50 times what independence gives, no interval, "
                                         "for want of stories")  # fmt: skip


def test_a_tested_pair_names_its_null_model():
    tested = pair(low=1.2, high=1.9, q_value=0.03)
    card = captions.pair_card(tested, names=NAMES, level=0.9, q=0.05)
    assert "stochastic degree sequence model" in card["null model"]
    assert "1 of the 1 pair drawn was tested" in card["null model"]
    assert card["largest mark"].endswith("90 % interval 1.20 to 1.90")
