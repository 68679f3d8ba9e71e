"""Persons: whose state the text tells, who is who in one article, and names that are none."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.extract.actors.clusters import is_shortened, words_of
from analysis.extract.actors.offices import first_day, last_day
from test_actors import linked, told


def state_of(text: str, person: str, day: str = "2023-04-25") -> str:
    """State of the last mention of a person; a dot if it has none."""
    mentions = linked(text, day)
    own = mentions[mentions["text"] == person]["state_id"]
    return "." if own.empty or pd.isna(own.iloc[-1]) else own.iloc[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Turkish lawmaker Mary Roe left.", "TUR", id="nationality and title"),
        pytest.param("Turkish senior opposition leader Mary Roe left.", "TUR", id="words between"),
        pytest.param("Taiwanese activist Mary Roe left.", "TWN", id="a noun for one person"),
        pytest.param("Turkish strikes kill Mary Roe.", ".", id="a verb between"),
        pytest.param("Ghana's Mary Roe left.", "GHA", id="possessive"),
        pytest.param("Mary Roe, the Jordanian envoy, left.", "JOR", id="apposition"),
        pytest.param("Mary Roe, a former Egyptian diplomat, left.", "EGY", id="former"),
        pytest.param("Mary Roe, president of Ghana, left.", "GHA", id="title and state behind"),
        pytest.param("Senator Mary Roe of Ghana left.", "GHA", id="of a state"),
        pytest.param("President of Ghana Mary Roe left.", "GHA", id="title of a state before"),
        pytest.param("Mary Roe, who met the Jordanian envoy, left.", ".", id="a clause is none"),
        pytest.param("Ontario Premier Mary Roe left.", "CAN", id="a part of a state"),
        pytest.param("Israeli Prime Minister Benjamin Netanyahu and energy minister Mary Roe left.",
                     "ISR", id="listed with an officer"),
        pytest.param("Cuba's Supreme Court freed former economy minister Mary Roe.", "CUB",
                     id="the one state the sentence speaks of"),
        pytest.param("Iran met Cuba. Economy minister Mary Roe left.", ".", id="one of two states"),
        pytest.param("Hamas leader Mary Roe met Iran.", ".", id="a party without a state"),
        pytest.param("Iran left. Hamas leader Mary Roe stayed.", ".", id="also after a state"),
        pytest.param("Pakistan's Foreign Office spokesperson Mary Roe left.", "PAK",
                     id="an institution before the title"),
        pytest.param("Turkish lawmaker Mary Roe left. Later Mary Roe came.", "TUR",
                     id="again in full"),
        pytest.param("Mary Roe left.", ".", id="nothing tells"),
    ],
)  # fmt: skip
def test_unknown_persons_have_the_state_the_text_gives(text, expected):
    assert state_of(text, "Mary Roe") == expected


@pytest.mark.parametrize(
    ("text", "day", "person", "expected"),
    [
        pytest.param("Jacques Chirac died.", "2035-09-26", "Jacques Chirac", "FRA",
                     id="long out of office"),
        pytest.param("Keir Starmer left.", "2019-09-26", "Keir Starmer", "GBR",
                     id="soon in office"),
    ],
)  # fmt: skip
def test_known_persons_keep_their_state(text, day, person, expected):
    assert state_of(text, person, day) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Bashar al-Assad followed Hafez al-Assad. Assad left.", [".", "ambiguous"],
                     id="two of one family with equal claims"),
        pytest.param("Hafez al-Assad died. Bashar al-Assad came. Assad left.",
                     ["person-bashar-al-assad", "surname_in_article"], id="the one named last"),
        pytest.param("Jane Lavrov, the Jordanian envoy, came. Lavrov left.",
                     ["name-jane-lavrov", "surname_in_article"], id="somebody of a known surname"),
        pytest.param("Roe left. Lawmaker Mary Roe came.", ["name-mary-roe", "title_and_name"],
                     id="the longer form stands on its own"),
    ],
)  # fmt: skip
def test_long_before_short(text, expected):
    last = linked(text).iloc[-1]
    assert [last["actor_id"] if isinstance(last["actor_id"], str) else ".", last["link_rule"]] == (
        expected
    )


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        pytest.param("Assad", "Bashar al-Assad", True, id="surname without article"),
        pytest.param("Kim Jong", "Kim Jong Un", True, id="first words"),
        pytest.param("Un Kim", "Kim Jong Un", False, id="order matters"),
        pytest.param("Mr. Biden", "Joe Biden", True, id="an honorific is no name"),
    ],
)
def test_shortened_names(short, long, expected):
    assert is_shortened(words_of(short), words_of(long)) is expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("They paid US$40 million.", "part_of_name", id="money"),
        pytest.param("The Hanoi Convention holds.", "part_of_name", id="a treaty"),
        pytest.param("Dynamo Kyiv won.", "part_of_name", id="a club"),
        pytest.param("He lived in Lebanon, Pa., then.", "elsewhere", id="a town elsewhere"),
        pytest.param("The state of Washington voted.", "part_of_state", id="a part of a state"),
        pytest.param("He spoke Italian.", "language", id="a language"),
        pytest.param("Georgia Meloni left.", "name_of_person", id="a given name"),
    ],
)
def test_names_that_only_look_like_a_party(text, rule):
    mentions = linked(text)
    refused = mentions[mentions["link_rule"] == rule]
    assert len(refused) == 1
    assert refused["state_id"].isna().all()


def test_a_person_called_like_a_state_is_not_the_state():
    mentions = linked("Jim Jordan lost. Jordan wants to try again. He flew to Jordan.")
    assert told(mentions[mentions["text"] == "Jordan"], "state_id") == ["Jordan: .", "Jordan: JOR"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Congolese President Felix Tshisekedi left.", "COD", id="by the holder"),
        pytest.param("Congolese President Denis Sassou Nguesso left.", "COG", id="the other one"),
        pytest.param("The Congolese army left Goma.", "COD", id="by a place of one"),
        pytest.param("The Congolese army left.", ".", id="else open"),
    ],
)
def test_a_shared_adjective(text, expected):
    assert told(linked(text), "state_id")[0].split(": ")[1] == expected


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        pytest.param("2020-02", "2020-02-01", "2020-02-29", id="a month"),
        pytest.param("2021", "2021-01-01", "2021-12-31", id="a year"),
        pytest.param("2021-05-07", "2021-05-07", "2021-05-07", id="a day"),
    ],
)
def test_coarse_dates_count_late_as_a_start_and_early_as_an_end(date, first, last):
    assert (first_day(date), last_day(date)) == (first, last)


@pytest.mark.parametrize(
    ("text", "rule", "person"),
    [
        pytest.param("The Turkish president spoke.", "bare_office", "person-recep-tayyip-erdogan",
                     id="the holder of the day"),
        pytest.param("He served as president of Turkey.", "office_named", None,
                     id="an office somebody had"),
        pytest.param("She was elected president of Turkey.", "office_named", None,
                     id="an office somebody gets"),
    ],
)  # fmt: skip
def test_an_office_named_is_not_its_holder(text, rule, person):
    mention = linked(text).iloc[-1]
    assert mention["link_rule"] == rule
    assert (mention["person_id"] if isinstance(mention["person_id"], str) else None) == person
