"""Capitals as places or parties: turns of phrase, and probes of every syntactic place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.extract.actors import link_spans
from analysis.extract.actors.roles.patterns import (
    is_in_list_of_places,
    is_told_to_act,
    role_by_turn,
)
from analysis.extract.actors.roles.predicates import is_noun_phrase, role_by_predicate
from analysis.extract.actors.roles.prepositions import role_by_preposition
from analysis.extract.annotate import annotate
from test_actors import linked, told
from test_annotate import RULES, articles_of, sections_of

PROBES = Path(__file__).parent / "gold" / "capitals_probes.csv"


@pytest.fixture(scope="module")
def probes() -> pd.DataFrame:
    """The probes with the role the resolver gives each, `none` where it names no state."""
    uses = pd.read_csv(PROBES, dtype={"state": "str", "label": "str"}, keep_default_na=False)
    texts = [
        articles_of(use.text, published=use.date).assign(article_id=f"{number:012x}")
        for number, use in enumerate(uses.itertuples())
    ]
    articles = pd.concat(texts, ignore_index=True)
    sections = sections_of(articles)
    found = annotate(articles, sections, RULES)
    mentions = link_spans(found["spans"], found["sentences"], articles, sections)
    told_by = dict(list(mentions.groupby("article_id")))
    roles = [
        _role(told_by.get(f"{number:012x}", mentions[:0]), use.start, use.end)
        for number, use in enumerate(uses.itertuples())
    ]
    return uses.assign(role=roles)


def _role(mentions: pd.DataFrame, start: int, end: int) -> str:
    own = mentions[(mentions["start"] < end) & (mentions["end"] > start)]
    return own["role"].iloc[0] if own["state_id"].notna().any() else "none"


def test_probes_are_rightly_told_apart(probes):
    assert (probes["role"] == probes["label"]).mean() > 0.96


def test_probes_called_actors_are_actors(probes):
    acting = probes[probes["role"] == "actor"]
    assert len(acting) > 300
    assert (acting["label"] == "actor").mean() > 0.98


def test_probes_point_at_the_capital():
    uses = pd.read_csv(PROBES, keep_default_na=False)
    said = [text[a:b] for text, a, b in zip(uses["text"], uses["start"], uses["end"], strict=True)]
    assert [word.casefold() for word in said] == [name.casefold() for name in uses["capital"]]
    assert uses["use_id"].is_unique
    assert set(uses["label"]) == {"actor", "place", "undecided", "none"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("aimed a barb at ", ".", "", id="at is left to prepositions"),
        pytest.param("He blamed the attack on ", ".", "actor", id="blame on, though attack on"),
        pytest.param("The move puts ", " at odds with others.", "actor", id="puts at odds"),
        pytest.param("It is up to ", " to decide.", "actor", id="up to"),
        pytest.param("The envoy called ", " a partner.", "actor", id="called a partner"),
        pytest.param("", " came under fire.", "place", id="under fire"),
        pytest.param("", " came under pressure.", "actor", id="under pressure"),
        pytest.param("", " has run out of water.", "place", id="run out of water"),
        pytest.param("", " has run out of patience.", "", id="patience is no supply"),
        pytest.param("", " lies on the steppe.", "place", id="lies on"),
        pytest.param("", " lies about it.", "place", id="lies about reads as a place"),
        pytest.param("", " came to a standstill.", "place", id="to a standstill"),
        pytest.param("", " came to an agreement.", "", id="to an agreement"),
        pytest.param("", " lies.", "", id="tells lies"),
        pytest.param("", " to send troops", "actor", id="a headline's infinitive"),
        pytest.param("The railway between ", " and Minsk froze.", "place", id="railway between"),
        pytest.param("between ", " and the coast", "place", id="between it and the coast"),
        pytest.param("between ", " and the rebels", "", id="between it and rebels"),
    ],
)
def test_turns_of_phrase(before, after, expected):
    assert role_by_turn(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("The court ordered ", " to pay.", True, id="ordered to pay"),
        pytest.param("The envoy left ", " to rest.", False, id="left to rest"),
        pytest.param("The court ordered ", " to the table.", False, id="to no verb"),
        pytest.param("The old ", " to pay.", False, id="no verb before"),
    ],
)
def test_who_is_told_to_act(before, after, expected):
    assert is_told_to_act(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("Offices in Dakar, ", " and Nairobi will close.", True, id="inside a list"),
        pytest.param("Trains between Vienna and ", " stopped.", True, id="the other end"),
        pytest.param("In Geneva, ", " said no.", False, id="behind an adverbial"),
        pytest.param("Iran and ", " said no.", False, id="a pair no preposition governs"),
    ],
)
def test_lists_of_places(before, after, expected):
    assert is_in_list_of_places(before, after) is expected


@pytest.mark.parametrize(
    ("after", "described", "expected"),
    [
        pytest.param(" prosecutors opened an inquiry.", False, True, id="a plural before a verb"),
        pytest.param(" expects talks.", False, False, id="a verb before a noun"),
        pytest.param(" round collapsed.", True, True, id="behind an article"),
        pytest.param(" will agree.", True, False, id="an auxiliary"),
        pytest.param(", a city", True, False, id="no word follows"),
    ],
)
def test_names_that_describe_a_noun(after, described, expected):
    assert is_noun_phrase(after, described=described) is expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(" was shaken by a strong earthquake.", "place", id="by a force of nature"),
        pytest.param(" is playing with fire.", "actor", id="what it does itself"),
        pytest.param(" shut its schools.", "undecided", id="shut what towns have"),
        pytest.param(" shut its embassy.", "actor", id="shut what states have"),
        pytest.param(" has the oldest metro.", "undecided", id="has what towns have"),
        pytest.param(" has the law on its side.", "actor", id="has what states have"),
        pytest.param(" fumed for days.", "actor", id="a verb no list has"),
    ],
)
def test_predicates(after, expected):
    assert role_by_predicate(after) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("They aimed a barb at ", "actor", id="a barb at"),
        pytest.param("They met at ", "place", id="met at"),
        pytest.param("The order came directly from ", "actor", id="an order came from"),
        pytest.param("The minister arrived from ", "place", id="a minister arrived from"),
        pytest.param("the sewers of ", "place", id="what towns have, of it"),
        pytest.param("the regime of ", "actor", id="the regime of"),
    ],
)
def test_prepositions(before, expected):
    assert role_by_preposition(before, "", joined=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Luanda, tired of the war, offered talks.", "Luanda: actor", id="an aside"),
        pytest.param("Paris police detained forty.", "Paris police: place", id="a town's police"),
        pytest.param("The Hague ruled.", "The Hague: undecided", id="or the court there"),
        pytest.param("Vienna said inspectors left.", "Vienna: undecided", id="or the agency there"),
        pytest.param("Vienna said envoys left.", "Vienna: actor", id="no agency spoken of"),
        pytest.param("Sofia Coppola left.", "Sofia: descriptor", id="a given name"),
    ],
)
def test_capitals_in_sentences(text, expected):
    assert told(linked(text), "role")[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Bosnian Serbs protested.", "Serbs: BIH", id="Serbs of Bosnia"),
        pytest.param("The Serbs protested.", "Serbs: SRB", id="Serbs of Serbia"),
        pytest.param("Erbil refused.", "Erbil: IRQ", id="a region within its state"),
    ],
)
def test_peoples_and_regions_within_a_state(text, expected):
    assert expected in told(linked(text), "state_id")


def test_an_organ_has_one_identifier_under_both_its_names():
    found = linked("The Israeli military spoke. The IDF spoke.")
    assert found["actor_id"].tolist() == ["org-idf", "org-idf"]
    assert found["sector"].tolist() == ["MIL", "MIL"]
