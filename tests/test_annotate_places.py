"""What stands around a model's span and tells what it is: operations, places like states."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.extract.annotate.layout import lay_out
from analysis.extract.annotate.operations import with_operations
from analysis.extract.annotate.place_names import with_place_nouns, with_towns
from analysis.extract.annotate.spans import spans_of


def laid_out(*texts):
    """Return articles of one section each, as they are annotated."""
    ids = [f"a{number}" for number in range(len(texts))]
    articles = pd.DataFrame({"article_id": ids, "text": texts})
    sections = pd.DataFrame({
        "article_id": ids, "section": "body", "start": 0, "end": [len(text) for text in texts],
    })  # fmt: skip
    return lay_out(articles, sections)


def labels(names, *texts, label="ORG"):
    """Return the label of each given name, called `label` by a model, in the order of the text."""
    layout = laid_out(*texts)
    rows, at = [], 0
    for name in names:
        at = layout.text.index(name, at)
        rows.append((at, at + len(name), label, "embedded"))
        at += len(name)
    return with_operations(spans_of(rows), layout).labels


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param("It began Operation Red Water.", ["Operation Red Water"], ["EVENT"],
                     id="with its first word"),
        pytest.param("It began Operation Red Water. Red Water failed.", ["Red Water"] * 2,
                     ["EVENT"] * 2, id="and without it, wherever the article names it"),
        pytest.param("Red Water failed. So Operation Red Water ended.", ["Red Water"], ["EVENT"],
                     id="also before"),
        pytest.param("Operations Red Water, Stone and Claw-Sword ended.",
                     ["Red Water", "Stone", "Claw-Sword"], ["EVENT"] * 3, id="several at once"),
        pytest.param("Red Water sold its shares.", ["Red Water"], ["ORG"], id="nowhere so called"),
        pytest.param("The operation Red Water filmed ended.", ["Red Water"], ["ORG"],
                     id="an operation of somebody"),
    ],
)  # fmt: skip
def test_operations_are_events(text, names, expected):
    assert labels(names, text) == expected


def test_another_article_may_mean_another_thing():
    texts = ("It began Operation Red Water.", "Red Water sold its shares.")
    assert labels(["Red Water", "Red Water"], *texts) == ["EVENT", "ORG"]


def test_states_stay_states():
    assert labels(["Peru"], "It began Operation Peru.", label="GPE") == ["GPE"]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        pytest.param("In the Niger Delta it rained.", [(7, 12, "GPE")], [(7, 18, "LOC")],
                     id="the noun belongs to the name"),
        pytest.param("In Niger Delta forces met.", [(3, 8, "GPE"), (9, 21, "ORG")],
                     [(3, 8, "GPE"), (9, 21, "ORG")], id="not one of another name"),
        pytest.param("In Niger it rained.", [(3, 8, "GPE")], [(3, 8, "GPE")], id="a state alone"),
        pytest.param("In Ede River it rained.", [(3, 6, "GPE")], [(3, 6, "GPE")],
                     id="no state: nothing to mistake it for"),
        pytest.param("It rained.", [], [], id="nothing found, nothing made of it"),
        pytest.param("In Niger Deltas it rained.", [(3, 8, "GPE")], [(3, 8, "GPE")],
                     id="another word"),
    ],
)  # fmt: skip
def test_a_place_called_after_a_state_is_none(text, spans, expected):
    found = with_place_nouns(spans_of([(*span, "embedded") for span in spans]), text)
    assert [row[:3] for row in found.rows()] == expected


def placed(text, *names):
    """Return the names, and their labels, that stand after the nouns beside them are read."""
    rows = [(text.index(n), text.index(n) + len(n), label, "embedded") for n, label in names]
    found = with_towns(spans_of(rows), text, "embedded")
    return [(text[start:end], label) for start, end, label, _ in found.rows()]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param("They hold Al-Bos province.", [("Al-Bos province", "PERSON")],
                     [("Al-Bos province", "GPE")], id="a province is nobody"),
        pytest.param("They hold the Bos district.", [("Bos", "PERSON")], [("Bos", "GPE")],
                     id="nor if the noun is left out"),
        pytest.param("In the town of Tel Bos they met.", [("Tel Bos", "ORG")],
                     [("Tel Bos", "GPE")], id="a town, by the noun before it"),
        pytest.param("In the town of Tel Bos they met.", [], [("Tel Bos", "GPE")],
                     id="also one the model missed"),
        pytest.param("In the city of Bos Police met.", [("Bos Police", "LOC")],
                     [("Bos Police", "LOC")], id="what the model calls a place stays"),
        pytest.param("In the town of Bos Anna Bos met.", [("Anna Bos", "PERSON")],
                     [("Anna Bos", "PERSON")], id="no name over another"),
        pytest.param("The Labour county chair met.", [("Labour", "ORG")], [("Labour", "ORG")],
                     id="a party is not where its county is"),
        pytest.param("The Ede School District met.", [("Ede School District", "ORG")],
                     [("Ede School District", "ORG")], id="an organ with a capital"),
        pytest.param("The village of elders met.", [], [], id="no name"),
        pytest.param("The Abu Dhabi crown prince met Jordan.",
                     [("Abu Dhabi", "PERSON"), ("Jordan", "PERSON")],
                     [("Abu Dhabi", "GPE"), ("Jordan", "PERSON")],
                     id="a capital of two words is nobody; one word may be somebody"),
    ],
)  # fmt: skip
def test_what_is_called_a_town_is_a_place(text, names, expected):
    assert placed(text, *names) == expected
