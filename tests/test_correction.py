"""Frequencies corrected by a random sample that people have read."""

from __future__ import annotations

import importlib.util
import itertools
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.measure.correction import NOBODY, correct, draw_sample, score_labels
from analysis.measure.frequency import count_frequency, count_parts
from analysis.schema import SCORES, SchemaError, empty

BENCHMARK = Path(__file__).parents[1] / "benchmarks/correction.py"


def tables_of(*sentences):
    """Mentions, sentences and stories of sentences written as ``"story: R S"``."""
    mentions, rows, stories = [], [], {}
    for number, sentence in enumerate(sentences):
        story, _, names = sentence.partition(":")
        article_id = f"a-{story}"
        stories[article_id] = story
        sentence_id = f"{article_id}.{number:04d}"
        rows.append((sentence_id, article_id, "body", f"Sentence {number}."))
        for name in names.split():
            mentions.append((f"m{len(mentions):05d}", sentence_id, None if name == "." else name))
    return (
        pd.DataFrame(mentions, columns=["mention_id", "sentence_id", "actor_id"]).astype("str"),
        pd.DataFrame(rows, columns=["sentence_id", "article_id", "section", "text"]).astype("str"),
        pd.DataFrame(stories.items(), columns=["article_id", "story_id"]).astype("str"),
    )


def sheet_of(*rows):
    """A filled sheet of rows written as ``"stratum 4 found gold"``: one drawn of four."""
    parts = [row.split() for row in rows]
    return pd.DataFrame(
        {
            "sentence_id": [f"t{number:03d}" for number in range(len(rows))],
            "story_id": [f"s{number:03d}" for number in range(len(rows))],
            "stratum": [stratum for stratum, _, _, _ in parts],
            "inclusion": [1 / float(of) for _, of, _, _ in parts],
            "found": [found for _, _, found, _ in parts],
            "gold": [gold for _, _, _, gold in parts],
        }
    ).astype(dict.fromkeys(["sentence_id", "story_id", "stratum", "found", "gold"], "str"))


def frequency_of(n_units, **counts):
    return pd.DataFrame(
        {"actor_id": list(counts), "within": "sentence", "n_sentences": list(counts.values()),
         "share": [n / n_units for n in counts.values()]}
    ).astype({"actor_id": "str"})  # fmt: skip


CORPUS = [f"s{number % 40:02d}: {'R' if number % 2 else ''} {'S' if number % 9 == 0 else ''}"
          for number in range(600)]  # fmt: skip


def test_the_corrected_share_worked_by_hand():
    # Of 40 sentences 10 are drawn of each 20: R found in 12 by the program. On the sheet it
    # was missed once and found wrongly twice, each standing for 4 or 2 sentences.
    sheet = sheet_of(
        *["R 2 R R"] * 8, *["R 2 R -"] * 2, *["- 4 - -"] * 4, "- 4 - R"
    )  # 20 of stratum R (ten drawn), 20 of nobody (five drawn)
    found = correct(sheet, frequency_of(40, R=12)).set_index("actor_id").loc["R"]
    assert found["share_raw"] == 12 / 40
    assert found["share"] == pytest.approx((12 + 4 - 2 * 2) / 40)
    # Variances of the error: 10 of stratum R with two of -1, 5 of nobody with one of 1; half
    # an error in all added to the squares of both, by size.
    spread_one = (2 * 0.8**2 + 8 * 0.2**2) / 9 + 2 * 0.25 * 0.5 / 10
    spread_two = (0.8**2 + 4 * 0.2**2) / 4 + 2 * 0.25 * 0.5 / 5
    variance = 20**2 * 0.5 * spread_one / 10 + 20**2 * 0.75 * spread_two / 5
    half = 1.959963984540054 * math.sqrt(variance) / 40
    assert found["high"] == pytest.approx(0.3 + half, abs=1e-9)
    assert found["low"] == pytest.approx(max(0.3 - half, 0), abs=1e-9)
    assert np.isnan(found["low_beyond"])


def test_an_actor_only_people_saw_is_added():
    sheet = sheet_of("- 2 - T", *["- 2 - -"] * 9)
    found = correct(sheet, frequency_of(20, R=3)).set_index("actor_id")
    assert found["share_raw"].to_dict() == {"R": 3 / 20, "T": 0}
    assert found["share"].to_dict() == {"R": 3 / 20, "T": 2 / 20}


def test_a_sheet_that_agrees_changes_nothing_but_is_no_proof():
    sheet = sheet_of(*["R 5 R R"] * 10, *["- 5 - -"] * 10)
    found = correct(sheet, frequency_of(100, R=50)).squeeze()
    assert found["share"] == found["share_raw"] == 0.5
    assert 0 < found["high"] - found["low"] < 0.2


def test_a_sheet_of_the_whole_corpus_leaves_no_doubt():
    sheet = sheet_of(*["R 1 R R"] * 3, "R 1 R -", "- 1 - -")
    found = correct(sheet, frequency_of(5, R=4)).squeeze()
    assert found[["share", "low", "high"]].tolist() == pytest.approx([0.6] * 3)


def test_the_interval_beyond_the_corpus_worked_by_hand():
    # Twelve stories of two sentences; six name R in both. Nothing to correct: the variance
    # is that of six 1 and six -1 over 24 sentences, times 12/11; worth 11 sentences.
    sentences = [f"s{number // 2:02d}: {'R' if number < 12 else ''}" for number in range(24)]
    mentions, rows, stories = tables_of(*sentences)
    sheet = draw_sample(mentions, rows, stories, n=24, rng=np.random.default_rng(1))
    sheet["gold"] = sheet["found"]
    by_story = count_parts(mentions, rows, stories.set_index("article_id")["story_id"])
    frequency = count_frequency(mentions, rows, stories)
    found = correct(sheet, frequency, by_story=by_story).squeeze()
    n, z = 11, 1.959963984540054
    half = z * math.sqrt(0.25 / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    assert found["low_beyond"] == pytest.approx(0.5 - half, abs=1e-9)
    assert found["high_beyond"] == pytest.approx(0.5 + half, abs=1e-9)
    few = by_story[by_story["part"] < "s08"]
    assert np.isnan(correct(sheet, frequency, by_story=few)["low_beyond"]).all()


def test_precision_and_recall_weighted_by_chance():
    sheet = sheet_of("R 2 R R", "R 2 R R", "R 2 R S", "- 10 - R", "- 10 - -")
    scores = score_labels(sheet).set_index(["slice", "measure"])
    assert list(scores.columns) == [c for c in SCORES.columns if c not in ("slice", "measure")]
    # R found in three of weight 2, two of them right; named in two of weight 2, one of 10.
    assert scores.loc[("R", "precision"), "value"] == pytest.approx(4 / 6)
    assert scores.loc[("R", "recall"), "value"] == pytest.approx(4 / 14)
    assert scores.loc[("S", "recall"), "value"] == 0
    assert np.isnan(scores.loc[("S", "precision"), "value"])
    assert scores.loc[("all", "recall"), "value"] == pytest.approx(4 / 16)
    assert scores.loc[("all", "recall"), "n"] == 4
    # Weights 2, 2, 10: worth 14^2 / 108 cases.
    n, p, z = 14**2 / 108, 4 / 14, 1.959963984540054
    middle, half = p + z**2 / (2 * n), z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    assert scores.loc[("R", "recall"), "low"] == pytest.approx((middle - half) / (1 + z**2 / n))


def test_what_is_drawn():
    sheet = draw_sample(*tables_of(*CORPUS), n=120, rng=np.random.default_rng(3))
    assert len(sheet) == 120
    assert sheet["sentence_id"].is_unique
    assert sheet["sentence_id"].is_monotonic_increasing
    assert set(sheet["stratum"]) == {NOBODY, "R", "S"}
    # The rarest party found decides: S in every ninth sentence, R in every second.
    assert (sheet.loc[sheet["stratum"] == "S", "found"].str.contains("S")).all()
    assert (sheet.loc[sheet["stratum"] == "R", "found"] == "R").all()
    assert sheet["gold"].isna().all()
    assert (sheet["text"].str.startswith("Sentence")).all()


def test_chances_are_those_of_the_strata():
    mentions, sentences, stories = tables_of(*CORPUS)
    sheet = draw_sample(mentions, sentences, stories, n=120, rng=np.random.default_rng(3))
    n_all = {NOBODY: 600 - 300 - 34, "R": 300 - 33, "S": 67}
    sizes = sheet.groupby("stratum")["inclusion"].agg(["size", "first", "nunique"])
    assert (sizes["nunique"] == 1).all()
    for stratum, size in sizes["size"].items():
        assert sizes["first"][stratum] == pytest.approx(size / n_all[stratum])
    assert (1 / sheet["inclusion"]).sum() == pytest.approx(600)


def test_every_sentence_is_drawn_as_often_as_its_chance_says():
    tables = tables_of(*[f"s{n}: {'R' if n % 3 == 0 else ''}" for n in range(30)])
    drawn = pd.Series(0, index=tables[1]["sentence_id"])
    for seed in range(60):
        sheet = draw_sample(*tables, n=12, rng=np.random.default_rng(seed))
        drawn[sheet["sentence_id"]] += 1
    chance = sheet.set_index("stratum")["inclusion"].to_dict()
    expected = [chance["R"] if n % 3 == 0 else chance[NOBODY] for n in range(30)]
    # 60 draws: a standard deviation is at most .065.
    assert (drawn / 60).tolist() == pytest.approx(expected, abs=0.22)
    assert chance["R"] > 0.45 > 0.4 > chance[NOBODY]


def test_a_sheet_larger_than_the_corpus_is_the_corpus():
    sheet = draw_sample(*tables_of("x: R", "y: S", "z:"), n=50, rng=np.random.default_rng(1))
    assert sheet["inclusion"].tolist() == [1, 1, 1]
    assert sheet["found"].tolist() == ["R", "S", NOBODY]


@pytest.mark.parametrize("n", [1, 2, 5, 13, 60])
def test_as_many_are_drawn_as_asked_for_and_one_of_each_stratum(n):
    sheet = draw_sample(*tables_of(*CORPUS), n=n, rng=np.random.default_rng(1))
    assert len(sheet) == max(n, sheet["stratum"].nunique())


def test_the_same_seed_draws_the_same_and_row_order_leaves_no_trace():
    tables = tables_of(*CORPUS)
    shuffled = [table.sample(frac=1, random_state=2) for table in tables]
    first = draw_sample(*tables, n=50, rng=np.random.default_rng(4))
    assert_frame_equal(draw_sample(*shuffled, n=50, rng=np.random.default_rng(4)), first)
    other = draw_sample(*tables, n=50, rng=np.random.default_rng(5))
    assert first["sentence_id"].tolist() != other["sentence_id"].tolist()


def test_captions_and_unresolved_mentions_are_not_drawn():
    mentions, sentences, stories = tables_of("x: R .", "x: .", "y: S")
    sentences.loc[2, "section"] = "caption"
    sheet = draw_sample(mentions, sentences, stories, n=9, rng=np.random.default_rng(1))
    assert sheet["found"].tolist() == ["R", NOBODY]


def test_nothing_to_draw():
    sheet = draw_sample(*tables_of(), n=9, rng=np.random.default_rng(1))
    assert sheet.empty
    assert sheet["inclusion"].dtype == "float64"
    assert correct(sheet, frequency_of(1)).empty
    assert_frame_equal(score_labels(sheet).head(0), empty(SCORES))


def test_a_sheet_read_back_as_text_is_the_same():
    sheet = sheet_of(*["R 3 R R"] * 5, "R 3 R -", *["- 5 - -"] * 6, "- 5 - R|S")
    frequency = frequency_of(53, R=18)
    as_text = sheet.astype("str").assign(gold=lambda rows: " " + rows["gold"] + " ")
    assert_frame_equal(correct(as_text, frequency), correct(sheet, frequency))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"gold": None}, "1 of 1 sentences of the sheet have no gold", id="unread"),
        pytest.param({"gold": " "}, "write the actors each names, or '-'", id="an empty cell"),
        pytest.param({"inclusion": 0}, "holds .*; expected chances above 0", id="no chance"),
        pytest.param({"inclusion": 1.5}, r"holds \[1.5\]", id="more than sure"),
    ],
)
def test_refused(change, message):
    with pytest.raises(ValueError, match=message):
        correct(sheet_of("R 2 R R").assign(**change), frequency_of(2, R=1))


def test_a_sheet_that_lost_rows_is_refused():
    sheet = sheet_of(*["R 2 R R"] * 5, *["- 4 - -"] * 5)
    frequency = frequency_of(30, R=10)
    assert correct(sheet, frequency)["share"].tolist() == pytest.approx([10 / 30])
    with pytest.raises(ValueError, match="stands for 26 sentences, but 30 were counted"):
        correct(sheet.iloc[:-1], frequency)


def test_absent_columns_and_articles_without_a_story_are_refused():
    with pytest.raises(ValueError, match=r"no columns \['gold'\]"):
        correct(sheet_of("R 2 R R").drop(columns="gold"), frequency_of(2, R=1))
    mentions, sentences, stories = tables_of("x: R", "y: S")
    with pytest.raises(SchemaError, match="1 sentences .* first 'a-y'"):
        draw_sample(mentions, sentences, stories.head(1), n=1, rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match="n is 0"):
        draw_sample(mentions, sentences, stories, n=0, rng=np.random.default_rng(1))


def test_no_bias_over_all_sheets():
    # Six sentences, three drawn: over all twenty sheets the corrected share is the truth.
    found, gold = ["R", "R", "R", "-", "-", "-"], ["R", "-", "-", "-", "R", "-"]
    shares = []
    for places in itertools.combinations(range(6), 3):
        sheet = sheet_of(*[f"one 2 {found[place]} {gold[place]}" for place in places])
        shares.append(correct(sheet, frequency_of(6, R=3)).set_index("actor_id").loc["R", "share"])
    # Clipped at 0, which only lifts it: two sheets of twenty would give less.
    unclipped = [
        (3 + 2 * sum((gold[p] == "R") - (found[p] == "R") for p in places)) / 6
        for places in itertools.combinations(range(6), 3)
    ]
    assert np.mean(unclipped) == pytest.approx(2 / 6)
    assert shares == pytest.approx(np.clip(unclipped, 0, 1))


def test_a_small_version_of_the_benchmark():
    spec = importlib.util.spec_from_file_location("correction_benchmark", BENCHMARK)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    found = benchmark.measure_correction(n_worlds=50, n=150, n_stories=80)
    # The program's shares are off by up to 20 points, the corrected by less than 1.
    assert found["raw_bias"].max() > 0.15
    assert found["bias"].abs().max() < 0.015
    # Of 200 intervals at 95 %, ten are expected to miss and twenty are far too many.
    assert 0.9 <= found["coverage"].mean() < 1
    assert 0.9 <= found["coverage_beyond"].mean() < 1
