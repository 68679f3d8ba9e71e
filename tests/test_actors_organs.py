"""Organs that no list has: known by their noun, their state told by the text beside them."""

from __future__ import annotations

import pytest

from analysis.extract.actors import link_article
from analysis.extract.actors.link import Memory, Name
from analysis.extract.actors.reading import read_name
from analysis.extract.actors.unlisted import unlisted_organ
from analysis.lexicon import read_words


def links_of(text: str, *marked: str) -> list[str]:
    """State and actor of each marked name (`LABEL name`), as a model would have found them."""
    names, at = [], 0
    for entry in marked:
        label, _, name = entry.partition(" ")
        at = text.index(name, at)
        start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
        end = text.find(". ", at)
        names.append(
            Name(at, at + len(name), name, label, "model", "body", False, start,
                 end if end >= 0 else len(text))
        )  # fmt: skip
        at += len(name)
    links = link_article(names, Memory(text, "2023-04-25", 10))
    return [f"{link.state_id or '.'} {link.actor_id or '.'} {link.link_rule}" for link in links]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Russian Investigative Committee", "RUS investigative_committee GOV",
                     id="a nationality and an organ"),
        pytest.param("US Geological Survey", "USA geological_survey GOV", id="a state before"),
        pytest.param("Court of Audit of Iraq", "IRQ court_of_audit JUD", id="a state behind"),
        pytest.param("Nepalese Commission for the Investigation of Abuse",
                     "NPL commission_for_investigation_of_abuse GOV", id="with its field"),
        pytest.param("U.S. Treasury", "USA treasury GOV", id="a word that is enough alone"),
        pytest.param("Lebanese Forces", None, id="a word that is not"),
        pytest.param("Australian Labor Party", None, id="a party"),
        pytest.param("Afghan Cricket Board", None, id="a board of sport"),
        pytest.param("Sudan Liberation Army", None, id="an army against a state"),
        pytest.param("French Football Federation", None, id="no noun of an organ"),
        pytest.param("Human Rights Commission of Pakistan", None, id="one of citizens"),
    ],
)  # fmt: skip
def test_a_nationality_and_a_noun_of_an_organ_make_an_institution(name, expected):
    reading = read_name(name)
    found = reading.head and (
        f"{reading.meanings[0].state_id} {reading.head.actor_id} {reading.head.sector}"
    )
    assert found == expected


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        pytest.param("Somalia's Federal Parliament met.", ["GPE Somalia", "ORG Federal Parliament"],
                     "SOM SOM-parliament institution", id="an owner before it"),
        pytest.param("The Danish Security and Intelligence Service warned.",
                     ["NORP Danish", "ORG Security and Intelligence Service"],
                     "DNK DNK-security_and_intelligence_service institution",
                     id="a nationality before it"),
        pytest.param("The Electoral Court of Costa Rica ruled.",
                     ["ORG Electoral Court", "GPE Costa Rica"],
                     "CRI CRI-electoral_court institution", id="a state after its of"),
        pytest.param("Iran met Kenya's High Court. The High Court ruled.",
                     ["GPE Iran", "GPE Kenya", "ORG High Court", "ORG High Court"],
                     "KEN KEN-high_court organ_in_article", id="named with its state before"),
        pytest.param("Chile voted. The Chamber of Deputies met.",
                     ["GPE Chile", "ORG Chamber of Deputies"],
                     "CHL CHL-parliament one_state_so_far", id="the one state so far"),
        pytest.param("Chile accused Peru. The Chamber of Deputies met.",
                     ["GPE Chile", "GPE Peru", "ORG Chamber of Deputies"],
                     ". . unknown_name", id="one of two states"),
        pytest.param("Chile voted. The Maritime Authority met.",
                     ["GPE Chile", "ORG Maritime Authority"], ". . unknown_name",
                     id="an organ that not every state has"),
        pytest.param("Chile voted. The Department of Soil Physics met.",
                     ["GPE Chile", "ORG Department of Soil Physics"], ". . unknown_name",
                     id="a department of anything"),
        pytest.param("The Chilean Department of Soil Physics met.",
                     ["NORP Chilean", "ORG Department of Soil Physics"],
                     "CHL CHL-department_of_soil_physics institution",
                     id="the same with its state"),
        pytest.param("Chile voted. The African Court met.", ["GPE Chile", "ORG African Court"],
                     ". . unknown_name", id="a court of several states"),
    ],
)  # fmt: skip
def test_the_text_tells_whose_organ_it_is(text, marked, expected):
    organs = [at for at, entry in enumerate(marked) if entry.startswith("ORG")]
    assert links_of(text, *marked)[organs[-1]] == expected


def test_each_noun_has_a_sector_and_an_example_with_it():
    rows = read_words("organ_nouns")
    assert not rows["noun"].duplicated().any()
    assert set(rows["sector"]) <= {"GOV", "MIL", "SPY", "JUD", "LEG"}
    for row in rows.itertuples():
        assert row.noun in row.example.lower(), row.noun


def test_the_noun_stands_before_its_field():
    assert unlisted_organ("Office of Management and Budget")[0].actor_id == (
        "office_of_management_and_budget"
    )
    assert unlisted_organ("Management of Offices") == []
