"""Agreement of readings, scores and packaging of the embedded pipeline. No corpus is read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from thinc.api import Linear, Relu

sys.path.insert(0, str(Path(__file__).parents[1]))

from training import silver  # noqa: E402
from training.assemble import needed_strings, package  # noqa: E402
from training.evaluate_names import count, measures, scored_as, table  # noqa: E402
from training.mix import mix  # noqa: E402
from training.sets import Text  # noqa: E402

from analysis.extract.annotate.pipelines import CHECK_FILE, folder_hash  # noqa: E402

ANNA, EDE, PERU = (0, 4, "PERSON"), (9, 12, "GPE"), (16, 20, "GPE")


@pytest.mark.parametrize(
    ("readings", "same", "differing"),
    [
        pytest.param([[ANNA], [ANNA]], [ANNA], [], id="found alike"),
        pytest.param([[ANNA, EDE], [ANNA]], [ANNA], [(9, 12)], id="found once is left open"),
        pytest.param([[(0, 4, "ORG")], [ANNA]], [], [(0, 4)], id="two labels agree on nothing"),
        pytest.param([[], []], [], [], id="nothing found"),
        pytest.param([[ANNA, (2, 6, "ORG")], [ANNA]], [ANNA], [], id="overlap is settled"),
    ],
)
def test_agreement(readings, same, differing):
    assert silver.agreed(readings) == (same, differing)


def test_marked_names_stay_whatever_was_found():
    text = Text("own", "k", "Anna saw Ede in Peru.", [(0, 4, "MISC")], [(9, 12), (16, 20)])
    made = silver.filled(text, [[ANNA, EDE], [ANNA, EDE]])
    assert made.spans == [(0, 4, "MISC"), EDE]
    assert made.unsure == [(16, 20)]


def test_a_target_has_the_kind_most_findings_give_it():
    links = {
        "a": [(0, 4, "Zoom"), (9, 12, "Ede")], "b": [(0, 4, "Zoom")], "c": [(0, 4, "Zoom")],
        "d": [(0, 4, "Once")],
    }  # fmt: skip
    found = {"a": [(0, 4, "ORG"), EDE], "b": [(0, 4, "ORG")], "c": [(0, 4, "MISC")], "d": [ANNA]}
    assert silver.kinds_of_targets(links, found) == {"Zoom": "ORG"}


def test_a_divided_target_stays_unknown():
    links = {key: [(0, 4, "Zoom")] for key in "abcd"}
    found = {key: [(0, 4, "ORG" if key in "ab" else "MISC")] for key in "abcd"}
    assert silver.kinds_of_targets(links, found) == {}


def test_links_of_a_known_target_are_names():
    text = Text("links", "k", "Zoom met Zoom", [], [(0, 4), (5, 8)])
    made = silver.with_kinds(text, [(0, 4, "Zoom"), (9, 13, "Zoom")], {"Zoom": "ORG"})
    assert (made.spans, made.unsure) == ([(0, 4, "ORG")], [(5, 8)])


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


def linear(value: float, outputs: int = 2) -> Linear:
    """A layer whose every weight is one value."""
    layer = Linear(nO=outputs, nI=1)
    layer.initialize()
    for name in layer.param_names:
        layer.set_param(name, np.full(layer.get_param(name).shape, value, dtype="f"))
    return layer


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(0.0, 1.0, id="none of the second"),
        pytest.param(0.25, 2.0, id="a quarter of the way from 1 to 5"),
        pytest.param(1.0, 5.0, id="the second"),
    ],
)
def test_weights_are_mixed(share, expected):
    first, second = linear(1.0), linear(5.0)
    mix(first, second, share)
    assert first.get_param("W").tolist() == [[expected], [expected]]
    assert second.get_param("W").tolist() == [[5.0], [5.0]]


def test_models_of_other_makes_are_not_mixed():
    with pytest.raises(ValueError, match="layer 'linear' meets"):
        mix(linear(1.0), Relu(nO=2, nI=1), 0.5)
