"""Capitals as places or parties: turns of phrase, and probes of every syntactic place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.extract.actors import link_spans
from analysis.extract.actors.roles.capitals import Surroundings, role_of_capital
from analysis.extract.actors.roles.evidence import (
    is_of_town,
    is_struck,
    role_by_matter,
    role_by_object,
)
from analysis.extract.actors.roles.patterns import (
    is_in_list_of_places,
    is_told_to_act,
    role_by_turn,
)
from analysis.extract.actors.roles.possessions import role_by_possession
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
    usual = probes[probes["use_id"].str.startswith("p")]
    assert (usual["role"] == usual["label"]).mean() > 0.96


def test_probes_called_actors_are_actors(probes):
    acting = probes[(probes["role"] == "actor") & probes["use_id"].str.startswith("p")]
    assert len(acting) > 650
    assert (acting["label"] == "actor").mean() > 0.985


def test_towns_that_stand_where_governments_do_are_seldom_called_actors(probes):
    towns = probes[probes["use_id"].str.startswith("h")]
    assert set(towns["label"]) == {"place"}
    assert (towns["role"] == "actor").mean() < 0.06
    assert (towns["role"] == "place").mean() > 0.8


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
        pytest.param("It took ", " nine months to agree.", "actor", id="it took long"),
        pytest.param("It took ", " by storm.", "", id="by storm"),
        pytest.param("To ", ", the drill was a threat.", "actor", id="in the eyes of"),
        pytest.param(
            "Drivers brought ", " to a standstill.", "place", id="brought to a standstill"
        ),
        pytest.param("They brought ", " to heel.", "actor", id="brought to heel"),
        pytest.param("neither Yerevan nor ", " is happy.", "actor", id="neither nor"),
        pytest.param("see ", "'s telegram of June", "place", id="a post's telegram"),
        pytest.param("He wired Embassy ", " at once.", "place", id="a post"),
        pytest.param("", " saw the port as a threat.", "actor", id="saw as"),
        pytest.param("The lender cut off ", ".", "undecided", id="cut off"),
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
        pytest.param(" shut its schools.", "place", id="shut what towns have"),
        pytest.param(" shut its embassy.", "actor", id="shut what states have"),
        pytest.param(" has the oldest metro.", "undecided", id="has what towns have"),
        pytest.param(" has the law on its side.", "actor", id="has what states have"),
        pytest.param(" fumed for days.", "actor", id="a verb no list has"),
        pytest.param(" swooned as the pope passed.", "place", id="an unknown verb, no object"),
        pytest.param(" lost its patience.", "actor", id="lost what states have"),
        pytest.param(" lost its trams.", "place", id="lost what towns have"),
        pytest.param(" lost its way.", "undecided", id="lost what either may"),
        pytest.param(" welcomed Putin.", "actor", id="welcomed somebody"),
        pytest.param(" continued to deny it.", "actor", id="to do what governments do"),
        pytest.param(" banned the envoys.", "actor", id="banned who is a matter of state"),
        pytest.param(" banned scooters.", "place", id="banned what a council bans"),
        pytest.param(" banned the envoys and tourists.", "actor", id="banned both"),
        pytest.param(" banned the book.", "actor", id="banned what either may"),
        pytest.param(" had its coldest night.", "place", id="a record of the weather"),
        pytest.param(" is believed to hold hostages.", "actor", id="believed to do it"),
        pytest.param(" may have to be evacuated.", "place", id="to be done to"),
        pytest.param(" has been gloomy.", "undecided", id="an adjective no list has"),
        pytest.param(" will be reminded of it.", "actor", id="done to, by nobody's force"),
    ],
)
def test_predicates(after, expected):
    assert role_by_predicate(after) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(" sanctions and tourists.", "actor", id="the first word that tells"),
        pytest.param(" tourists and sanctions.", "place", id="the other way round"),
        pytest.param(" a word, after the sanctions.", "", id="another clause"),
        pytest.param(" one two three four five six seven eight sanctions", "", id="out of reach"),
        pytest.param("", "", id="nothing follows"),
    ],
)
def test_matters_of_state_and_of_towns(rest, expected):
    assert role_by_matter(rest) == expected


def test_a_clause_is_of_the_town_if_nothing_else_is_said():
    assert is_of_town(" its trams and pavements")
    assert not is_of_town(" its trams and envoys")
    assert not is_of_town(" its words")


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(" that it was late.", "actor", id="a thought"),
        pytest.param(" Emmanuel Macron.", "actor", id="a name"),
        pytest.param(" Monday off.", "", id="a day is no name"),
        pytest.param(" the worst week in years.", "place", id="a record"),
        pytest.param(" interest in years.", "actor", id="interest is no superlative"),
        pytest.param(" a thing.", "", id="nothing that tells"),
    ],
)
def test_objects(rest, expected):
    assert role_by_object(rest) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("The outbreak ", True, id="a force"),
        pytest.param("The blast killed nine and ", True, id="a force, two verbs before"),
        pytest.param("The envoys of the storm ", False, id="a party beside it"),
        pytest.param("After the storm, they ", False, id="a force in another clause"),
        pytest.param("They ", False, id="nobody knows who"),
    ],
)
def test_what_strikes_a_town(before, expected):
    assert is_struck(before) is expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param("'s offensive stalled.", "actor", id="an offensive"),
        pytest.param("'s streets emptied.", "place", id="streets"),
        pytest.param("'s new airport opened.", "place", id="an adjective of both, then a town's"),
        pytest.param("'s traders blame the strikes.", "place", id="a plural ends the phrase"),
        pytest.param("'s seawall was lined.", "place", id="a verb ends the phrase"),
        pytest.param("'s dithering irked them.", "actor", id="an act no list has"),
        pytest.param("'s lawn bowlers won.", "place", id="a thing no list has"),
        pytest.param("'s Chinatown burned.", "undecided", id="a name"),
        pytest.param(" said no.", "", id="owns nothing"),
    ],
)
def test_possessions(after, expected):
    assert role_by_possession(after) == expected


@pytest.mark.parametrize(
    ("before", "titled", "expected"),
    [
        pytest.param("a record of Radio ", False, "undecided", id="a name goes on"),
        pytest.param("a record of the Vrije Radio ", False, "undecided", id="a longer name"),
        pytest.param("a record on Monday ", False, "actor", id="a day is no name"),
        pytest.param("a record in Easter ", False, "actor", id="a time"),
        pytest.param("a Record of Radio ", True, "actor", id="in a headline any word may be"),
    ],
)
def test_names_that_go_on_are_no_party(before, titled, expected):
    assert role_of_capital(Surroundings(before, " said no.", titled=titled)) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("They aimed a barb at ", "actor", id="a barb at"),
        pytest.param("They met at ", "place", id="met at"),
        pytest.param("The order came directly from ", "actor", id="an order came from"),
        pytest.param("The minister arrived from ", "place", id="a minister arrived from"),
        pytest.param("the sewers of ", "place", id="what towns have, of it"),
        pytest.param("the regime of ", "actor", id="the regime of"),
        pytest.param("a song about ", "place", id="a song about"),
        pytest.param("a warning about ", "place", id="a warning about"),
        pytest.param("doubts about ", "actor", id="doubts about"),
        pytest.param("the bakers of old ", "place", id="old"),
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
        pytest.param(
            "Kigali and Kinshasa came under fire.", "Kigali: place", id="a pair under fire"
        ),
        pytest.param("The rebels who control Sanaa fired.", "Sanaa: place", id="held by who acts"),
        pytest.param("Aid to Washington, D.C. grew.", "Washington, D.C.: place", id="the district"),
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
