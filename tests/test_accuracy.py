"""Figures with intervals from judged cases: worked by hand, case by case."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.measure import accuracy
from analysis.measure.accuracy.figures import HEADLINES
from analysis.measure.accuracy.scoring import MIN_DOCUMENTS
from analysis.schema import SCORES, conform, empty


def spans_of(*spans: str) -> pd.DataFrame:
    """Spans written as ``document start-end label``, for instance ``"a 0-6 person"``."""
    rows = []
    for span in spans:
        document, place, label = span.split()
        start, _, end = place.partition("-")
        rows.append((document, int(start), int(end), label))
    frame = pd.DataFrame(rows, columns=["document", "start", "end", "label"])
    types = {"document": "str", "start": "int64", "end": "int64", "label": "str"}
    return frame.astype(types)


def shares(tallies: pd.DataFrame) -> dict[str, str]:
    """Tallies as ``{"slice measure": "right/cases"}``."""
    summed = tallies.groupby(["slice", "measure"])[["part", "whole"]].sum()
    return {" ".join(key): f"{row.part}/{row.whole}" for key, row in summed.iterrows()}


def scored(tallies: pd.DataFrame, **options) -> pd.DataFrame:
    made = {"task": "spans", "name": "set", "rng": np.random.default_rng(7)} | options
    return accuracy.score_tallies(tallies, **made)


def tallies_of(*documents: str, measure: str = "accuracy") -> pd.DataFrame:
    """Tallies of documents written as ``right/cases``."""
    rows = [
        ("all", measure, f"d{n:03d}", *map(int, text.split("/")))
        for n, text in enumerate(documents)
    ]
    return pd.DataFrame(rows, columns=["slice", "measure", "document", "part", "whole"])


# --- tallies


def test_cases_are_summed_by_document_and_slice():
    cases = pd.DataFrame(
        {
            "document": ["a", "a", "b", "b"],
            "right": [True, False, True, True],
            "asked": [True, True, True, False],
            "kind": ["x", "y", "x", None],
        }
    )
    found = accuracy.tally(cases, {"recall": ("right", "asked")}, by=["kind"])
    assert shares(found) == {"all recall": "2/3", "x recall": "2/2", "y recall": "0/1"}
    assert found.loc[found["slice"] == "all", "document"].tolist() == ["a", "b"]


def test_no_cases_are_no_tallies():
    none = pd.DataFrame({"document": [], "right": [], "asked": []})
    assert accuracy.tally(none, {"recall": ("right", "asked")}, by=["document"]).empty


# --- scores


def test_a_figure_is_cases_right_of_all_cases_not_a_mean_of_documents():
    score = scored(tallies_of("1/1", "0/3")).iloc[0]
    assert (score["value"], score["n"]) == (0.25, 4)


def test_f1_is_the_harmonic_mean_and_counts_the_cases_of_the_recall():
    both = pd.concat(
        [tallies_of("2/4", measure="strict precision"), tallies_of("2/3", measure="strict recall")]
    )
    found = scored(both).set_index("measure")
    assert found.loc["strict F1", "value"] == pytest.approx(4 / 7)  # 2 * 2 / (4 + 3)
    assert found.loc["strict F1", "n"] == 3


def test_a_recall_alone_has_no_f1():
    assert scored(tallies_of("1/2", measure="recall"))["measure"].tolist() == ["recall"]


def test_f1_of_nothing_right_is_none_and_not_missing():
    both = pd.concat([tallies_of("0/4", measure="precision"), tallies_of("0/3", measure="recall")])
    assert scored(both)["value"].tolist() == [0, 0, 0]


def test_few_documents_have_no_interval():
    few = scored(tallies_of(*["1/2"] * (MIN_DOCUMENTS - 1)))
    assert few[["low", "high"]].isna().all(axis=None)
    assert scored(tallies_of(*["1/2", "2/2"] * 5))[["low", "high"]].notna().all(axis=None)


def test_all_right_is_no_proof_of_perfection():
    score = scored(tallies_of(*["3/3"] * 20)).iloc[0]
    # Wilson with 20 documents, not 60 cases: 20 / (20 + 1.96 ** 2) = 0.839.
    assert score["low"] == pytest.approx(0.8389, abs=1e-4)
    assert score["high"] == 1
    none = scored(tallies_of(*["0/3"] * 20)).iloc[0]
    assert (none["low"], none["high"]) == (0, pytest.approx(0.1611, abs=1e-4))


def test_documents_not_cases_are_drawn():
    # One large document that is wrong: half the draws have it twice or not at all.
    spread = scored(tallies_of("0/50", *["1/1"] * 50)).iloc[0]
    even = scored(tallies_of(*["1/2"] * 49, "0/1", "1/1")).iloc[0]
    assert spread["high"] - spread["low"] > 0.4
    assert even["high"] - even["low"] < 0.05


def test_intervals_cover_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(20230425)
    covered = 0
    for _ in range(200):
        # Documents differ: each has its own share, the truth is 0.8.
        truth = rng.beta(8, 2, size=60)
        right = rng.binomial(5, truth)
        score = scored(tallies_of(*(f"{n}/5" for n in right)), n_resamples=400).iloc[0]
        covered += score["low"] <= 0.8 <= score["high"]
    assert 0.90 <= covered / 200 <= 0.98


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=25))
def test_figures_lie_in_their_intervals_and_these_between_none_and_all(documents):
    texts = [f"{min(pair)}/{max(pair)}" for pair in documents if max(pair)]
    if not texts:
        return
    score = scored(tallies_of(*texts), n_resamples=50).iloc[0]
    if not np.isnan(score["low"]):
        assert 0 <= score["low"] <= score["high"] <= 1


def test_order_of_rows_leaves_no_trace():
    rows = tallies_of(*["1/2", "3/4", "2/5"] * 6)
    shuffled = rows.sample(frac=1, random_state=3)
    assert_frame_equal(scored(rows), scored(shuffled))


def test_no_tallies_are_no_scores():
    assert_frame_equal(scored(tallies_of()), empty(SCORES))


# --- spans


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        pytest.param(["a 0-4 person"], ["a 0-4 person"], ("1/1", "1/1", "1/1"), id="the same"),
        pytest.param(["a 0-4 person"], ["a 0-4 place"], ("0/1", "0/1", "1/1"), id="other label"),
        pytest.param(["a 0-4 person"], ["a 0-5 person"], ("0/1", "0/1", "0/1"), id="other end"),
        pytest.param(["a 0-4 person"], ["b 0-4 person"], ("0/1", "0/1", "0/1"), id="other text"),
        pytest.param(["a 0-4 person"] * 2, ["a 0-4 person"], ("1/1", "1/1", "1/1"), id="twice"),
        pytest.param(
            ["a 0-4 person", "a 5-9 person"], ["a 0-4 person"], ("1/1", "1/2", "1/1"), id="missed"
        ),
    ],
)
def test_spans_are_right_by_both_ends_and_label(gold, found, expected):
    made = shares(accuracy.judge_spans(spans_of(*gold), spans_of(*found)))
    keys = ("all precision", "all recall", "untyped precision")
    assert tuple(made[key] for key in keys) == expected


def test_scores_do_not_depend_on_how_a_set_is_cut():
    one = (spans_of("a 0-4 person", "a 5-9 place"), spans_of("a 0-4 place"))
    two = (spans_of("b 1-3 place"), spans_of("b 1-3 place", "b 4-6 person"))
    parts = pd.concat([accuracy.judge_spans(*one), accuracy.judge_spans(*two)])
    whole = accuracy.judge_spans(*(pd.concat(sides) for sides in zip(one, two, strict=True)))
    assert shares(parts) == shares(whole)


@pytest.mark.parametrize(
    ("span", "other", "expected"),
    [
        pytest.param("a 0-4 x", "a 3-9 y", True, id="a character in common"),
        pytest.param("a 0-4 x", "a 4-9 y", False, id="side by side"),
        pytest.param("a 0-9 x", "a 3-4 y", True, id="one inside the other"),
        pytest.param("a 0-4 x", "b 0-4 x", False, id="another text"),
    ],
)
def test_overlap_is_a_character_in_common(span, other, expected):
    pair = spans_of(span), spans_of(other)
    assert accuracy.overlapped(*pair, same_label=False).tolist() == [expected]


def test_heads_are_judged_by_overlap_and_label():
    gold = spans_of("a 0-4 person", "a 5-9 place").assign(slice="news")
    found = spans_of("a 2-9 person").assign(slice="news")
    made = shares(accuracy.judge_heads(gold, found))
    assert made == {
        "all overlapping precision": "1/1",
        "all overlapping recall": "1/2",
        "news overlapping precision": "1/1",
        "news overlapping recall": "1/2",
        "person overlapping precision": "1/1",
        "person overlapping recall": "1/1",
        "place overlapping recall": "0/1",
        "untyped overlapping precision": "1/1",
        "untyped overlapping recall": "2/2",
    }


# --- who is meant


def mentions_of(*mentions: str) -> pd.DataFrame:
    """Mentions as ``start-end state``; a dot stands for no state. All stand in one text."""
    frame = spans_of(*(f"a {mention}" for mention in mentions))
    return frame.assign(state=frame["label"].mask(frame["label"] == ".")).drop(columns="label")


def judged_states(gold: list[str], found: list[str]) -> dict[str, str]:
    paired = accuracy.pair_mentions(mentions_of(*gold), mentions_of(*found))
    compared = accuracy.compare_links(paired, {"state": ("state", "found_state")})
    return shares(accuracy.judge_links(compared, "state", by=[]))


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        pytest.param(["0-6 RUS"], ["0-6 RUS"], {"recall": "1/1", "accuracy": "1/1"}, id="right"),
        pytest.param(["0-6 RUS"], ["0-6 BLR"], {"recall": "0/1", "accuracy": "0/1"}, id="wrong"),
        pytest.param(["0-6 RUS"], ["0-6 ."], {"recall": "0/1"}, id="unresolved is not wrong"),
        pytest.param(["0-6 RUS"], [], {"recall": "0/1"}, id="missed"),
        pytest.param(["0-6 ."], ["0-6 RUS"], {}, id="nothing asked is no case"),
        pytest.param(
            ["0-6 RUS", "7-9 IRN"],
            ["0-9 RUS"],
            {"recall": "1/2", "accuracy": "1/2"},
            id="one phrase answers two",
        ),
    ],
)
def test_a_mention_is_right_found_or_missed(gold, found, expected):
    assert judged_states(gold, found) == {f"all state {key}": v for key, v in expected.items()}


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        pytest.param("5-20 RUS", ["0-7 SYR", "8-19 RUS"], "RUS", id="most characters in common"),
        pytest.param("5-9 RUS", ["3-7 SYR", "7-11 RUS"], "SYR", id="of equals the first"),
    ],
)
def test_the_answer_is_the_mention_with_most_in_common(gold, found, expected):
    paired = accuracy.pair_mentions(mentions_of(gold), mentions_of(*found))
    assert paired["found_state"].tolist() == [expected]


def test_nothing_expected_and_nothing_found_is_right():
    paired = accuracy.pair_mentions(mentions_of("0-6 ."), mentions_of("0-6 ."))
    compared = accuracy.compare_links(paired, {"state": ("state", "found_state")})
    columns = ["state_asked", "state_given", "state_right", "state_wrong"]
    assert compared[columns].squeeze().tolist() == [False, False, True, False]


def test_pairing_keeps_the_rows_and_says_which_are_exact():
    paired = accuracy.pair_mentions(
        mentions_of("0-6 RUS", "9-12 IRN", "20-24 SYR"), mentions_of("0-6 RUS", "8-12 IRN")
    )
    assert paired["state"].tolist() == ["RUS", "IRN", "SYR"]
    assert paired["met"].tolist() == [True, True, False]
    assert paired["exact"].tolist() == [True, False, False]


# --- when


def times_of(*expressions: str) -> pd.DataFrame:
    """Expressions as ``start-end text value first_day last_day``; a dot is missing."""
    rows = [expression.split() for expression in expressions]
    table = pd.DataFrame(rows, columns=["place", "text", "value", "first_day", "last_day"])
    edges = table["place"].str.split("-", expand=True).astype("int64")
    texts = table[["text", "value", "first_day", "last_day"]].mask(lambda part: part == ".")
    return texts.astype("str").assign(document="a", start=edges[0], end=edges[1], type="date")


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        pytest.param(
            "0-7 Tuesday 2023-04-25 . .", "0-7 Tuesday 2023-04-25 2023-04-25 2023-04-25",
            ("1/1", "1/1", "1/1"), id="right",
        ),
        pytest.param(
            "3-7 2011 2011 . .", "0-7 in2011 2011 . .", ("0/1", "1/1", "1/1"), id="longer span",
        ),
        pytest.param(
            "0-7 Tuesday 2023-04-25 . .", "0-7 Tuesday 2023-04-18 . .", ("1/1", "1/1", "0/1"),
            id="the wrong week",
        ),
        pytest.param(
            "0-4 weeks P2W|P14D . .", "0-4 weeks P14D . .", ("1/1", "1/1", "1/1"),
            id="one of several values",
        ),
        pytest.param(
            "0-4 2011 . 2011-01-01 2011-12-31", "0-4 2011 2011 2011-01-01 2011-12-31",
            ("1/1", "1/1", "1/1"), id="compared by days where there is no value",
        ),
        pytest.param(
            "0-4 2011 . 2011-01-01 2011-12-31", "0-4 2011 2012 2012-01-01 2012-12-31",
            ("1/1", "1/1", "0/1"), id="other days",
        ),
        pytest.param(
            "5-9 1776 . 1776-01-01 1776-12-31", "0-9 1711-1776 1711/1776 1711-01-01 1776-12-31",
            ("0/1", "1/1", "1/1"), id="the end of a stretch of years",
        ),
        pytest.param(
            "0-4 1776 . 1776-01-01 1776-12-31", "0-9 1711-1776 1711/1776 1711-01-01 1776-12-31",
            ("0/1", "1/1", "0/1"), id="not the beginning of it",
        ),
    ],
)  # fmt: skip
def test_an_expression_is_judged_by_place_and_value(gold, found, expected):
    made = shares(accuracy.judge_times(times_of(gold), times_of(found), precise=True))
    keys = ("all strict recall", "all relaxed recall", "all value recall")
    assert tuple(made[key] for key in keys) == expected
    assert made["all value precision"] == made["all value recall"]


def test_an_expression_without_a_meaning_counts_for_its_place_only():
    made = shares(
        accuracy.judge_times(
            times_of("0-4 then . . ."), times_of("0-4 then PAST_REF . ."), precise=True
        )
    )
    assert made["all strict recall"] == "1/1"
    assert "all value recall" not in made and made["all value precision"] == "0/1"


def test_plain_dates_are_a_slice_and_incomplete_sets_have_no_precision():
    gold = times_of("0-4 2011 2011 . .", "9-13 soon FUTURE_REF . .")
    made = shares(accuracy.judge_times(gold, times_of("0-4 2011 2011 . ."), precise=False))
    assert made["plain dates value recall"] == "1/1"
    assert made["other expressions relaxed recall"] == "0/1"
    assert not [key for key in made if "precision" in key]


# --- trees


def words_of(*words: str) -> pd.DataFrame:
    """Words as ``start-end pos head_start-head_end dep``."""
    rows = []
    for word in words:
        place, pos, head, dep = word.split()
        rows.append(("a", *map(int, place.split("-")), pos, *map(int, head.split("-")), dep))
    names = ["document", "start", "end", "pos", "head_start", "head_end", "dep"]
    return pd.DataFrame(rows, columns=names)


def test_trees_are_judged_word_by_word():
    gold = words_of("0-4 NOUN 5-9 nsubj", "5-9 VERB 5-9 root", "10-15 ADV 5-9 advmod")
    found = words_of(
        "0-4 NOUN 5-9 nsubj", "5-9 NOUN 5-9 root", "10-12 ADV 5-9 advmod", "12-15 X 10-12 dep"
    )
    made = shares(accuracy.judge_trees(gold, found))
    assert made == {
        "all words precision": "2/4", "all words recall": "2/3",
        "all tag precision": "1/4", "all tag recall": "1/3",
        "all unlabelled precision": "2/4", "all unlabelled recall": "2/3",
        "all labelled precision": "2/4", "all labelled recall": "2/3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "unlabelled", "labelled"),
    [
        pytest.param("0-4 NOUN 5-9 obj", "2/2", "1/2", id="another relation"),
        pytest.param("0-4 NOUN 0-4 nsubj", "1/2", "1/2", id="another head"),
    ],
)
def test_a_relation_needs_the_head_and_its_name(found, unlabelled, labelled):
    gold = words_of("0-4 NOUN 5-9 nsubj", "5-9 VERB 5-9 root")
    made = shares(accuracy.judge_trees(gold, words_of(found, "5-9 VERB 5-9 root")))
    assert made["all unlabelled recall"] == unlabelled
    assert made["all labelled recall"] == labelled


# --- systems, figures, errors


@pytest.mark.parametrize(
    ("step", "system", "published", "task"),
    [
        pytest.param("actors", "", False, "actors", id="ours has the plain name"),
        pytest.param("actors", "pycountry", False, "actors, by pycountry", id="another system"),
        pytest.param("time", "HeidelTime", True, "time, published: HeidelTime", id="published"),
        pytest.param("spans", "a, by b", False, "spans, by a, by b", id="a name with a comma"),
    ],
)
def test_whose_figure_it_is_stands_in_the_task(step, system, published, task):
    assert accuracy.label_task(step, system, published=published) == task
    row = accuracy.systems_of(pd.DataFrame({"task": [task]})).iloc[0]
    assert (row["task"], row["system"], row["published"]) == (step, system, published)


def scores_of(*rows: str) -> pd.DataFrame:
    """Scores written as ``task | set | slice | measure | value``; ten cases each."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    frame = pd.DataFrame(cells, columns=["task", "set", "slice", "measure", "value"])
    made = frame.assign(value=frame["value"].astype("float64"), low=None, high=None, n=10)
    return conform(made, SCORES)


def test_headlines_stand_in_their_order_with_rivals_below_ours():
    scores = scores_of(
        "actors, by Babel | country forms | all | names right | 0.4",
        "actors | country forms | all | names right | 0.9",
        "actors | wp-current-events | all | actor recall | 0.8",
        "actors | wp-current-events | demonym | actor recall | 0.7",
        "time | own refusals | all | refused | 1.0",
    )
    shown = accuracy.headline_figures(scores, "actors")
    assert shown["label"].tolist() == [
        "linked parties found and right", "short names of states", "by Babel",
    ]  # fmt: skip
    assert shown["system"].tolist() == ["", "", "Babel"]
    assert accuracy.headline_figures(scores, "spans").empty


def test_headlines_are_named_once_and_fit_an_axis():
    assert len({row[:4] for row in HEADLINES}) == len(HEADLINES)
    assert all(len(row[4]) <= 38 for row in HEADLINES)


def test_slices_stand_by_their_value_after_all_of_them():
    scores = scores_of(
        "actors | own texts | kind: seat | state recall | 0.2",
        "actors | own texts | kind: short_name | state recall | 0.9",
        "actors | own texts | part: dev | state recall | 0.5",
        "actors | own texts | all | state recall | 0.6",
        "actors, by x | own texts | kind: seat | state recall | 0.1",
    )
    wanted = {"task": "actors", "name": "own texts", "measure": "state recall"}
    shown = accuracy.slice_figures(scores, **wanted, prefix="kind: ")
    assert shown["label"].tolist() == ["all", "short name", "seat"]
    assert accuracy.slice_figures(scores, **wanted, least=11)["label"].tolist() == ["all"]


def test_sets_tried_names_the_other_systems():
    scores = scores_of(
        "actors | country forms | all | names right | 0.9",
        "actors, by b | country forms | all | names right | 0.4",
        "actors, by a | country forms | all | names right | 0.4",
        "time | my own | all | refused | 1.0",
    )
    tried = accuracy.sets_tried(scores)
    assert tried["systems"].tolist() == ["a, b", "–"]
    assert tried["texts"].tolist() == ["names of states as news write them", "my own"]
    assert accuracy.sets_tried(empty(SCORES)).empty


def test_errors_are_grouped_by_what_was_found_for_what():
    cases = pd.DataFrame(
        {
            "document": ["t1", "t1", "t2", "t2"],
            "slice": "part: dev",
            "start": [0, 10, 0, 4],
            "end": [6, 13, 6, 9],
            "sentence": ["Moscow met the UN.", "Moscow met the UN.", "Moscow left.", "The Syria."],
            "wrong": [True, False, True, True],
            "role": ["actor", "actor", "actor", None],
            "answer": ["place", "actor", "place", "actor"],
        }
    )
    errors = accuracy.list_errors(cases, name="own", aspects={"role": ("wrong", "role", "answer")})
    assert len(errors) == 3
    typical = accuracy.typical_errors(errors)
    assert typical[["wrong", "n_errors"]].to_numpy().tolist() == [
        ["role: place for actor", 2], ["role: actor for nothing", 1],
    ]  # fmt: skip
    assert typical["example"].iloc[0] == "»Moscow« met the UN."
    assert accuracy.typical_errors(errors.iloc[:0]).empty
