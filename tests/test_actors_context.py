"""What an article tells beyond the words beside a name: whose officer, organ, wife or acronym."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.extract.actors import link_spans
from analysis.extract.actors.bare_organs import organ_of
from analysis.extract.actors.clusters import without_honorific
from analysis.extract.actors.home import most_named
from analysis.extract.actors.link import Link
from analysis.extract.actors.offices import Office, acts_for
from analysis.extract.actors.reading import read_name
from analysis.extract.actors.spread import spread_states
from analysis.extract.annotate import annotate
from analysis.schema import SPANS, conform
from test_actors import linked
from test_actors_persons import state_of
from test_actors_references import references, told
from test_annotate import RULES, articles_of, sections_of


def linked_with(
    text: str, *found: str, day: str = "2023-04-25", first: bool = False
) -> pd.DataFrame:
    """Mentions of a text in which a model found more, each as `LABEL name`, at its last place."""
    articles = articles_of(text, published=day)
    sections = sections_of(articles)
    made = annotate(articles, sections, RULES)
    spans, sentences = made["spans"], made["sentences"]
    for one in found:
        label, _, name = one.partition(" ")
        start = text.index(name) if first else text.rindex(name)
        end = start + len(name)
        own = sentences[(sentences["start"] <= start) & (end <= sentences["end"])].iloc[0]
        spans = spans[(spans["end"] <= start) | (spans["start"] >= end)]
        row = {"mention_id": f"{own.article_id}.{start:06d}-{end:06d}",
               "article_id": own.article_id, "sentence_id": own.sentence_id, "start": start,
               "end": end, "text": name, "label": label, "annotator": "model"}  # fmt: skip
        spans = pd.concat([spans, pd.DataFrame([row])], ignore_index=True)
    return link_spans(conform(spans, SPANS), sentences, articles, sections)


def whose(text: str, *found: str) -> str:
    """Actor and rule of the last mention."""
    last = linked_with(text, *found).iloc[-1]
    return f"{last['actor_id']} {last['link_rule']}"


HOME = "Ghana voted. Ghana's army watched. The Ghanaian parliament met. Togo waited. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(HOME + "Mary Roe, the health minister, left.", "GHA", id="a title behind"),
        pytest.param(HOME + "Mary Roe, a human rights activist, left.", "GHA", id="a noun behind"),
        pytest.param(HOME + "Mary Roe, director of Acme, left.", ".", id="of somebody else"),
        pytest.param(HOME + "Mary Roe, spokeswoman for the police, left.", "GHA", id="of an organ"),
        pytest.param(HOME + "Activist Mary Roe left.", "GHA", id="a noun before"),
        pytest.param(HOME + "A Conservative, Mary Roe, left.", "GHA", id="a partisan"),
        pytest.param(HOME + "Analyst Mary Roe left.", ".", id="who comments may be from abroad"),
        pytest.param(HOME + "General Mary Roe left.", "GHA", id="a soldier at home"),
        pytest.param(HOME + "Special envoy Mary Roe left.", ".", id="an envoy is from abroad"),
        pytest.param("Ghana met Togo. Mary Roe, the health minister, left.", ".", id="one of two"),
        pytest.param("Mary Roe, ambassador to Turkey, left.", ".", id="sent to a state"),
        pytest.param("Mary Roe, mayor of the Polish city, left.", "POL", id="of a Polish city"),
        pytest.param("Mary Roe, a Georgian tennis player, left.", "GEO", id="words in s between"),
        pytest.param("Former Israeli official, Mary Roe, left.", "ISR", id="between commas"),
        pytest.param("Mary Roe, governor of Kerala, left.", "IND", id="a region behind"),
        pytest.param("The governor of Texas, Mary Roe, left.", "USA", id="a region before"),
        pytest.param("Mary Roe, Greek prime minister Kyriakos Mitsotakis and Peter Poe left.", ".",
                     id="the nationality of the next in a list"),
        pytest.param("Mary Roe, Greek prime minister, left.", "GRC", id="without an article"),
        pytest.param("Turkish lawmakers Peter Poe and Mary Roe left.", "TUR", id="a title of all"),
        pytest.param("Turkish lawmaker Peter Poe and Mary Roe left.", ".", id="a title of one"),
        pytest.param("Bashar al-Assad and his wife, Mary Roe, left.", "SYR", id="his wife"),
        pytest.param("Mary Roe, Bashar al-Assad's spokeswoman, left.", "SYR", id="his speaker"),
        pytest.param("Mary Roe, daughter of Bashar al-Assad, left.", "SYR", id="daughter of"),
        pytest.param("Bashar al-Assad met Vladimir Putin. His wife Mary Roe left.", "RUS",
                     id="of the last named"),
        pytest.param("Bashar al-Assad met Vladimir Putin; his wife Mary Roe left.", ".",
                     id="of one of two"),
        pytest.param("Mary Roe left. Turkish lawmaker Mary Roe came.", "TUR", id="told later"),
        pytest.param("Turkey's Minister of Economy Mary Roe left.", "TUR",
                     id="minister of a field"),
        pytest.param("One of Ghana's Vice Presidents, Mary Roe, left.", "GHA", id="in the plural"),
    ],
)  # fmt: skip
def test_what_tells_the_state_of_a_person(text, expected):
    assert state_of(text, "Mary Roe") == expected


def test_a_state_told_later_holds_for_the_first_mention():
    text = "Roe left. Turkish lawmaker Mary Roe came."
    found = linked_with(text, "PERSON Roe", first=True)
    assert found["text"].tolist() == ["Roe", "Turkish", "Mary Roe"]
    assert found["state_id"].tolist() == ["TUR", "TUR", "TUR"]


def link_of(actor: str | None, state: str | None, rule: str = "unknown_name") -> Link:
    return Link(actor, state, "person", "actor", rule)


def test_states_spread_only_where_there_is_one():
    links = [link_of("name-roe", None), link_of("name-roe", "TUR", "nationality"),
             link_of("name-poe", None), link_of("name-poe", "TUR"), link_of("name-poe", "GHA"),
             link_of("person-x", None), link_of("person-x", "FRA"),
             link_of(None, None)]  # fmt: skip
    spread = spread_states(links)
    assert [link.state_id for link in spread] == [
        "TUR", "TUR", None, "TUR", "GHA", None, "FRA", None,
    ]  # fmt: skip
    assert spread[0].link_rule == "state_elsewhere"


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param("GHA GHA GHA", "GHA", id="alone"),
        pytest.param("GHA GHA", "", id="too few"),
        pytest.param("GHA GHA GHA TGO", "GHA", id="three to one"),
        pytest.param("GHA GHA GHA TGO TGO", "", id="three to two"),
        pytest.param("", "", id="none"),
    ],
)
def test_an_article_is_at_home_in_the_state_most_named(states, expected):
    assert most_named(states.split()) == expected


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        pytest.param("Iran spoke. The Defense Ministry left.", "ORG Defense Ministry",
                     "IRN-defence_ministry one_state_so_far", id="of the one state so far"),
        pytest.param("Turkish Foreign Ministry spokesman Mary Roe left.", "ORG Foreign Ministry",
                     "name-mary-roe institution_before", id="a person after it stays a person"),
        pytest.param("Iran met Iraq. The Defense Ministry left.", "ORG Defense Ministry",
                     "nan unknown_name", id="of one of two"),
        pytest.param("Iran's parliament met Iraq. Parliament left.", "ORG Parliament",
                     "IRN-parliament organ_in_article", id="the organ of before"),
        pytest.param("Iran met Iraq. The State Department spoke.", "ORG State Department",
                     "USA-foreign_ministry institution", id="only one state has it"),
        pytest.param("Iran's Civil Aviation Commission left.", "ORG Civil Aviation Commission",
                     "IRN-civil_aviation_commission institution", id="one no list has"),
        pytest.param("The Indian National Congress left.", "ORG National Congress",
                     "nan unknown_name", id="a party called like a parliament"),
        pytest.param("Iran spoke. Police left.", "ORG Police", "nan unknown_name",
                     id="the police of some town"),
        pytest.param("Iran spoke. The Acme Commission left.", "ORG Acme Commission",
                     "nan unknown_name", id="no organ of a state"),
        pytest.param("They met in Jeddah.", "GPE Jeddah", "nan unlisted_place", id="a town"),
        pytest.param("They saw Lada.", "MISC Lada", "nan unknown_name", id="something else"),
    ],
)  # fmt: skip
def test_names_a_model_found(text, found, expected):
    assert whose(text, found) == expected


def test_a_town_is_a_place():
    assert linked_with("They met in Jeddah.", "GPE Jeddah")["role"].tolist() == ["place"]


def test_an_abbreviation_is_what_it_stands_for():
    text = "Iran's Civil Aviation Commission (CAC) left. The CBC came."
    names = ("ORG Civil Aviation Commission", "ORG CAC", "ORG CBC")
    found = linked_with(text, *names, first=True)
    assert found["state_id"].fillna(".").tolist() == ["IRN", "IRN", "IRN", "."]


def test_a_person_a_model_took_for_an_organisation():
    found = linked_with("Turkish lawmaker Nabil al-Roe left. Then al-Roe spoke.", "ORG al-Roe")
    assert found["actor_id"].tolist()[-1] == "name-nabil-al-roe"
    assert found["state_id"].tolist()[-1] == "TUR"


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        pytest.param("Legislative Assembly", "parliament", id="assembly"),
        pytest.param("the National Police", "police", id="police"),
        pytest.param("House of Commons", "parliament", id="house of"),
        pytest.param("Department of Energy", "department_of_energy", id="department of"),
        pytest.param("Department of Soil Physics", "", id="of a university"),
        pytest.param("Acme Court", "", id="any court"),
        pytest.param("Service", "", id="a noun alone"),
    ],
)
def test_organs_named_without_their_state(text, organ):
    found = organ_of(text, read_name(text))
    assert (found.organ if found and found.common else "") == organ


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Sheikh Sabah Al-Khalid Al-Sabah spoke.", "person-sabah-al-khalid-al-sabah",
                     id="a short name that goes on"),
        pytest.param("Sheikh Sabah spoke.", "person-sabah-al-ahmad-al-jaber-al-sabah",
                     id="a short name alone"),
    ],
)  # fmt: skip
def test_names_at_length(text, expected):
    assert linked_with(text, day="2019-06-05")["actor_id"].tolist() == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Dr Ali bin Tamim spoke.", ["name-ali-bin-tamim"], id="another given name"),
        pytest.param("Floods hit Sabah. Sabah is in Malaysia.", ["MYS", "MYS", "MYS"],
                     id="a region"),
        pytest.param("Kuwait's Sheikh Nasser Al-Sabah spoke.",
                     ["KWT", "name-sheikh-nasser-al-sabah"], id="the name of a house"),
        pytest.param("Yemen's news agency Saba said so.", ["YEM"], id="a paper"),
    ],
)  # fmt: skip
def test_names_that_are_also_places(text, expected):
    found = linked_with(text, day="2019-06-05")
    assert found["actor_id"].dropna().tolist() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Russia, Iran and Turkey met. Syria joined. All participants agreed.", [],
                     id="somebody joined"),
        pytest.param("Russia, Iran and Turkey met. Iran said all participants agreed.",
                     ["all participants: RUS|IRN|TUR"], id="a member spoke"),
        pytest.param("Talks between Iran and Iraq began. Russia, Turkey and Oman helped. "
                     "He praised the sides.", ["the sides: IRN|IRQ"], id="sides are two"),
    ],
)  # fmt: skip
def test_sets_of_parties(text, expected):
    found = references(text)
    assert told(found[found["kind"] == "set_reference"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ghana voted. The government's plan failed.", ["government: GHA-government"],
                     id="with a possessive"),
        pytest.param(HOME + "The government fell.", ["government: GHA-government"],
                     id="of the state it is at home in"),
        pytest.param("Ghana met Togo. The government fell.", [], id="of one of two"),
        pytest.param("Ghana met Togo. In Ghana the government fell.", [],
                     id="nobody acts in the sentence"),
        pytest.param("Ghana met Togo. Togo said the police fell.", ["police: TGO-police"],
                     id="of the one that acts in the sentence"),
    ],
)  # fmt: skip
def test_organs_without_a_name(text, expected):
    assert told(references(text)) == expected


def test_who_heads_an_agency_acts_for_its_state():
    assert acts_for(Office("org-irgc-commander", "org-irgc", "", "commander", "MIL", ())) == "IRN"
    assert acts_for(Office("org-un-head", "org-un", "", "secretary_general", "IGO", ())) == ""
    assert acts_for(Office("GHA-president", "GHA", "GHA", "president", "GOV", ())) == "GHA"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        pytest.param("Imam Reza Roe", "Reza Roe", id="one"),
        pytest.param("Sheikh Dr. Reza", "Reza", id="two"),
        pytest.param("Sheikh", "Sheikh", id="nothing else"),
        pytest.param("Reza Imam", "Reza Imam", id="a surname"),
    ],
)
def test_honorifics_are_no_names(name, plain):
    assert without_honorific(name) == plain


def test_a_person_only_the_text_knows_is_a_person():
    mentions = linked("Mary Roe left. Sergei Lavrov stayed.")
    assert mentions["person_id"].tolist() == ["name-mary-roe", "person-sergei-lavrov"]
