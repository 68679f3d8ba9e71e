"""Copies planted in the sample corpus are found, and what it holds stays as it is known."""

from __future__ import annotations

import csv
import importlib.util
import random
from pathlib import Path

import pandas as pd
import pytest

from analysis.extract import corpus
from analysis.measure.stories import group_stories
from analysis.settings import Settings

ROOT = Path(__file__).parents[1]
SETTINGS = Settings()


def benchmark():
    spec = importlib.util.spec_from_file_location("stories_bench", ROOT / "benchmarks/stories.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bench():
    return benchmark()


@pytest.fixture(scope="module")
def sample():
    return corpus.load_corpus(ROOT / "data/raw", SETTINGS)


@pytest.fixture(scope="module")
def known(sample):
    """Story, and relation to it, known and found, of each article of the sample corpus."""
    found = group_stories(sample["articles"], sample["sections"], SETTINGS)
    articles = sample["articles"].merge(found, on="article_id")
    articles["file"] = articles["raw_path"].str.split("!").str[0]
    articles["day"] = articles["published"].dt.strftime("%Y-%m-%d")
    with (ROOT / "tests/sample_truth.csv").open(encoding="utf-8", newline="") as lines:
        truth = pd.DataFrame(csv.DictReader(lines))
    truth = truth.rename(columns={"relation": "known", "relative_path": "file"})
    return truth.merge(
        articles[["file", "title", "story_id", "relation"]], on=["file", "title"], how="left"
    )


def test_every_article_of_the_sample_is_known(known, sample):
    assert len(known) == len(sample["articles"])
    assert known["story_id"].notna().all()


def test_the_stories_of_the_sample_are_those_planted_and_no_others(known):
    assert (known.groupby("story")["story_id"].nunique() == 1).all()
    assert (known.groupby("story_id")["story"].nunique() == 1).all()
    assert known["story"].nunique() == len(known) - 3


def test_copy_rewrite_and_excerpt_of_the_sample_are_told_apart(known):
    assert known["relation"].tolist() == known["known"].tolist()
    assert sorted(known["known"].unique()) == ["copy", "excerpt", "original", "rewrite"]


@pytest.mark.parametrize("meeting", ["moscow-2022-12-28", "moscow-2023-04-25"])
def test_four_tellings_of_one_meeting_are_four_stories(known, meeting):
    told = known[known["story"].str.startswith(meeting)]
    assert told["story_id"].nunique() == 4


def test_copies_planted_in_the_sample_are_found(bench, sample):
    articles, sections = sample["articles"], sample["sections"]
    body = (
        sections[sections["section"] == "body"]
        .groupby("article_id")[["start", "end"]]
        .agg({"start": "min", "end": "max"})
    )
    texts = [
        row.text[body.loc[row.article_id, "start"] : body.loc[row.article_id, "end"]]
        for row in articles.itertuples()
        if row.article_id in body.index
    ]
    days = articles["published"].tolist()
    already = group_stories(*bench.tables(texts, days), SETTINGS)["story_id"]
    total = {"together": 0, "right": 0, "of its own": 0, "planted": 0, "found": 0}
    for seed in range(3):
        more, later, planted = bench.plant(texts, days, seed=seed, n=60, shortest=60)
        stories = group_stories(*bench.tables(more, later), SETTINGS)["story_id"]
        found = bench.score(stories, planted, already)
        total = {name: n + found[name] for name, n in total.items()}
    # Ten ways of changing a copy: 10 to 30 % of the words, cut, excerpted.
    assert total["planted"] > 150
    assert total["found"] / total["planted"] >= 0.98
    assert total["together"] == total["right"] + total["of its own"]


STRIKE = (
    "{n} people are killed and {m} others are injured in a drone strike on a {what} in {where}."
)


def test_items_of_one_template_stay_apart(bench):
    rng = random.Random(1)
    items = [
        STRIKE.format(n=rng.randint(2, 90), m=rng.randint(2, 90), what=what, where=where)
        for what in ("market", "bus station", "depot", "bridge", "school")
        for where in ("Kherson", "Omdurman", "Aden", "Mosul", "Goma", "Sumy", "El Fasher")
    ]
    found = group_stories(*bench.tables(items, [pd.Timestamp("2025-03-01")] * 35), SETTINGS)
    assert found["story_id"].nunique() == 35


def test_a_small_synthetic_corpus_is_grouped_as_it_was_made(bench):
    texts, days, truth = bench.synthetic(600)
    found = group_stories(*bench.tables(texts, days), SETTINGS)["story_id"]
    groups = pd.DataFrame({"found": found, "truth": truth})
    assert (groups.groupby("found")["truth"].nunique() == 1).all()
    assert groups["found"].nunique() <= groups["truth"].nunique() + 3
    assert groups["truth"].nunique() < 400
