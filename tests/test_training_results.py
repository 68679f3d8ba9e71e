"""Scores and packaging of the embedded pipeline. No corpus is read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.assemble import needed_strings, package  # noqa: E402
from training.evaluate_names import count, measures, scored_as, table  # noqa: E402
from training.sets import Text  # noqa: E402

from analysis.extract.annotate.pipelines import CHECK_FILE, folder_hash  # noqa: E402

ANNA, EDE, PERU = (0, 4, "PERSON"), (9, 12, "GPE"), (16, 20, "GPE")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([ANNA, EDE], (2, 2, 2, 2), id="all right"),
        pytest.param([(0, 4, "ORG"), EDE], (1, 2, 2, 2), id="the label is wrong"),
        pytest.param([(0, 3, "PERSON")], (0, 1, 2, 0), id="the span is wrong"),
        pytest.param([PERU], (0, 0, 2, 0), id="where nobody knows it counts neither way"),
        pytest.param([(9, 12, "FAC")], (1, 1, 2, 1), id="places are one kind here"),
        pytest.param(
            [(22, 26, "DATE")], (0, 0, 2, 0), id="what the set does not mark is not scored"
        ),
        pytest.param([], (0, 0, 2, 0), id="nothing found"),
    ],
)
def test_names_are_counted(found, expected):
    labels = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "FAC": "LOC"}
    text = Text("uner-dev", "k", "Anna saw Ede or Peru, once", [ANNA, EDE], [(16, 20)])
    assert count(found, text, labels) == expected


def test_a_marked_name_counts_though_something_unknown_touches_it():
    text = Text("uner-dev", "k", "Ede Airport", [(0, 3, "GPE")], [(0, 11)])
    labels = {"GPE": "LOC", "FAC": "LOC"}
    assert count([(0, 3, "GPE")], text, labels) == (1, 1, 1, 1)
    assert count([(0, 11, "FAC")], text, labels) == (0, 0, 1, 0)


def test_measures_worked_by_hand():
    # 6 right of 8 found and 12 marked: 3/4, 1/2, 12/20, and 9/12 whatever the label.
    assert measures(np.array([6, 8, 12, 9])).tolist() == [0.75, 0.5, 0.6, 0.75]


def test_sets_are_scored_by_what_they_mark():
    assert scored_as("uner-dev")[0] == "uner-dev"
    name, labels = scored_as("crossner-politics")
    assert name == "crossner-politics"
    assert (labels["FAC"], labels["EVENT"]) == ("LOC", "EVENT")
    assert scored_as("gum-dev-news")[0] == "gum"


def test_the_table_has_a_line_a_set():
    texts = [Text("links", "a", "Anna", [ANNA]), Text("re3d", "b", "Ede", [(0, 3, "GPE")])]
    lines = table(texts, [[ANNA], []])
    assert [line.split()[0] for line in lines] == ["set", "links", "re3d"]
    assert lines[1].split()[1:4] == ["100.0", "100.0", "100.0"]


def test_the_same_pipeline_is_packaged_to_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        nlp = spacy.blank("en")
        recogniser = nlp.add_pipe("ner")
        recogniser.add_label("PERSON")
        spacy.util.fix_random_seed(4)
        nlp.initialize()
        nlp.make_doc(f"A word of {name} corpus: {name}word")
        package(nlp, tmp_path / name)
    assert folder_hash(tmp_path / "one") == folder_hash(tmp_path / "two")
    stated = (tmp_path / "one" / CHECK_FILE).read_text(encoding="utf-8").strip()
    assert stated == folder_hash(tmp_path / "one")
    meta = (tmp_path / "one" / "meta.json").read_text(encoding="utf-8")
    assert list(json.loads(meta)) == sorted(json.loads(meta))
    assert spacy.load(tmp_path / "one").pipe_names == ["ner"]


def test_packaged_strings_are_labels_and_no_words():
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger").add_label("NNP")
    nlp.make_doc("Qamishli")
    assert needed_strings(nlp) == ["NNP", "ROOT", "_", "dep"]
