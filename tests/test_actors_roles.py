"""Place or actor: capitals in every syntactic place, states, nationalities, seats."""

from __future__ import annotations

import pytest

from analysis.extract.actors.roles import group_after, group_after_state
from analysis.extract.actors.roles.cues import cue, forms_of
from analysis.lexicon import read_words
from test_actors import linked, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kyiv accused the envoy.", "actor", id="subject of a political verb"),
        pytest.param("Kyiv doubled the tariff.", "actor", id="subject of a verb no list needs"),
        pytest.param("Kyiv has repeatedly refused.", "actor", id="behind an auxiliary"),
        pytest.param("Kyiv is ready to talk.", "actor", id="ready"),
        pytest.param("Kyiv is a close ally.", "actor", id="is an ally"),
        pytest.param("Kyiv is a city of millions.", "place", id="is a city"),
        pytest.param("Kyiv was shelled overnight.", "place", id="shelled"),
        pytest.param("Kyiv fell after a siege.", "place", id="fell"),
        pytest.param("Kyiv, which refused, left.", "actor", id="relative clause"),
        pytest.param("Kyiv and Minsk agree.", "actor", id="a pair whose verb has no ending"),
        pytest.param("Kyiv, the Ukrainian capital, slept.", "place", id="apposition: the capital"),
        pytest.param("Kyiv, Ukraine, slept.", "place", id="followed by its state"),
        pytest.param("Kyiv, where he lived, slept.", "place", id="where"),
        pytest.param("Kyiv-backed units left.", "actor", id="backed"),
        pytest.param("Kyiv-based lawyers left.", "place", id="based"),
        pytest.param("Kyiv-born lawyers left.", "place", id="born"),
        pytest.param("Kyiv's streets were calm.", "place", id="its streets"),
        pytest.param("Kyiv's offensive began.", "actor", id="its offensive"),
        pytest.param("The Kyiv suburbs burned.", "place", id="its suburbs"),
        pytest.param("The Kyiv talks ended.", "place", id="talks named for where they are"),
        pytest.param("The army shelled Kyiv.", "place", id="object of shelling"),
        pytest.param("The ministers suspended Kyiv.", "actor", id="object of suspending"),
        pytest.param("The envoy visited Kyiv.", "place", id="visited"),
        pytest.param("The envoy warned Kyiv.", "actor", id="warned"),
        pytest.param("They met in nearby Kyiv.", "place", id="in nearby"),
        pytest.param("They marched through Kyiv.", "place", id="through"),
        pytest.param("They met in Lviv, Odesa and Kyiv.", "place", id="the end of a list of towns"),
        pytest.param("They flew to Kyiv.", "place", id="flying to"),
        pytest.param("They sold weapons to Kyiv.", "actor", id="selling to"),
        pytest.param("They sent troops to Kyiv.", "place", id="troops sent to"),
        pytest.param("They took the train from Lviv to Kyiv.", "place", id="from one town to it"),
        pytest.param("He returned from Kyiv.", "place", id="returning from"),
        pytest.param("The proposal from Kyiv was clear.", "actor", id="a proposal from"),
        pytest.param("They recalled the envoy from Kyiv.", "place", id="recalled from"),
        pytest.param("The mayor of Kyiv left.", "place", id="mayor of"),
        pytest.param("They are critics of Kyiv.", "actor", id="critics of"),
        pytest.param("They put sanctions on Kyiv.", "actor", id="sanctions on"),
        pytest.param("They fired rockets on Kyiv.", "place", id="rockets on"),
        pytest.param("He left for Kyiv.", "place", id="leaving for"),
        pytest.param("There was support for Kyiv.", "actor", id="support for"),
        pytest.param("Ties between Kyiv and Minsk froze.", "actor", id="ties between"),
        pytest.param("The road between Kyiv and Minsk froze.", "place", id="the road between"),
        pytest.param("They hold Houthi-held Sanaa.", "place", id="held by somebody"),
        pytest.param("KYIV, June 3 - They met.", "place", id="a dateline with a day"),
        pytest.param("Brussels offered a loan.", "undecided", id="or the Union that sits there"),
        pytest.param("Belgium acted. Brussels offered.", "actor", id="unless its state is named"),
        pytest.param("In 1968 Prague banned the play.", "actor", id="behind a year"),
    ],
)
def test_capitals(text, expected):
    roles = dict(line.split(": ") for line in told(linked(text), "role"))
    name = next(name for name in ("Kyiv", "KYIV", "Sanaa", "Brussels", "Prague") if name in roles)
    assert roles[name] == expected


@pytest.mark.parametrize(
    ("text", "role", "sector"),
    [
        pytest.param("Russian-made jets flew.", "descriptor", None, id="made is a trait"),
        pytest.param("Russian-backed rebels fled.", "actor", None, id="backed is an act"),
        pytest.param("Pro-Russian rebels fled.", "descriptor", None, id="for it, not of it"),
        pytest.param("Russian border guards fled.", "actor", "MIL", id="guards at a border"),
        pytest.param("The Russian border was shut.", "place", None, id="a border"),
        pytest.param("Russian oil was sold.", "descriptor", None, id="oil"),
        pytest.param("Russian oil minister Jane Doe left.", "actor", "GOV", id="an oil minister"),
        pytest.param("The Russian National Museum burned.", "actor", None, id="a proper name"),
        pytest.param("Russian settler attacks rose.", "descriptor", "CVL", id="by settlers"),
        pytest.param("The Russians fear it.", "actor", None, id="a people that acts as one"),
        pytest.param("Two Russians died.", "descriptor", "CVL", id="two of a people"),
    ],
)  # fmt: skip
def test_nationalities(text, role, sector):
    mention = linked(text).iloc[0]
    assert mention["role"] == role
    assert (mention["sector"] if isinstance(mention["sector"], str) else None) == sector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("On Tuesday, Iran met the envoy.", "actor", id="behind a day of the week"),
        pytest.param("He visited Iran.", "place", id="visited"),
        pytest.param("He died in US custody.", "actor", id="a short name describes a noun"),
        pytest.param("Israel withdraws troops.", "actor", id="a verb is no noun of a group"),
        pytest.param("They met in the Fars region of Iran.", "place", id="a region of"),
        pytest.param("He was airlifted to Iran.", "place", id="airlifted to"),
        pytest.param("They export oil to Iran.", "actor", id="exporting to"),
    ],
)
def test_states(text, expected):
    assert linked(text)["role"].tolist()[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Kremlin refused.", "actor", id="a seat that acts"),
        pytest.param("They met in the Kremlin.", "place", id="a seat that is a building"),
        pytest.param("In the Kremlin's view it was late.", "actor", id="unless it owns the noun"),
    ],
)
def test_seats(text, expected):
    assert linked(text)["role"].tolist()[0] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("accused", "accuse", id="e and d"),
        pytest.param("denies", "deny", id="ies"),
        pytest.param("bombing", "bomb", id="ing"),
        pytest.param("banned", "ban", id="doubled letter"),
    ],
)
def test_forms_lead_back_to_their_stem(word, expected):
    assert expected in forms_of(word)


def test_cues_are_found_in_any_form_and_spelling():
    assert cue("object", "warned") == cue("object", "warns") == "actor"
    assert cue("owned", "defense") == cue("owned", "defence") == "actor"
    assert cue("object", "nothing") == ""


def test_every_cue_is_a_closed_role_and_listed_once():
    rows = read_words("capital_cues")
    assert set(rows["role"]) <= {"actor", "place", "undecided"}
    assert not rows.duplicated(["word", "position"]).any()


def test_the_noun_of_a_state_is_the_next_word_only():
    assert group_after(" heavily armed soldiers left").sector == "MIL"
    assert group_after_state(" withdraws troops from") is None
    assert group_after_state(" officials left").sector == "GOV"
