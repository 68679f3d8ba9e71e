"""References without a name: only where the text leaves no choice."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.extract.actors import link_references, link_spans
from analysis.extract.annotate import annotate
from analysis.schema import ARTICLES, MENTIONS, SENTENCES, conform, empty
from test_annotate import RULES, articles_of, sections_of


def references(*texts: str, day: str = "2023-04-25", section: str = "body") -> pd.DataFrame:
    articles = articles_of(*texts, published=day)
    sections = sections_of(articles, section)
    found = annotate(articles, sections, RULES)
    mentions = link_spans(found["spans"], found["sentences"], articles, sections)
    return link_references(mentions, found["sentences"], articles)


def told(found: pd.DataFrame) -> list[str]:
    """`text: actor`, or `text: members` for a set."""
    return [
        f"{row.text}: {row.actor_id if isinstance(row.actor_id, str) else row.candidates}"
        for row in found.itertuples()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Sergei Shoigu met Hulusi Akar. The two ministers left.",
                     ["two ministers: RUS|TUR"], id="two ministers"),
        pytest.param("Russia met Iran, Syria and Turkey. The three countries left.",
                     ["The three countries: IRN|SYR|TUR"], id="the last list of three"),
        pytest.param("Ties between Ankara and Damascus froze. Both sides agreed.",
                     ["Both sides: TUR|SYR"], id="both sides"),
        pytest.param("He met counterparts from Syria, Turkey and Iran. All participants agreed.",
                     ["All participants: SYR|TUR|IRN"], id="all participants"),
        pytest.param("Iran left. Both sides agreed.", [], id="one is no set"),
        pytest.param("Both sides agreed.", [], id="nobody named"),
    ],
)  # fmt: skip
def test_sets(text, expected):
    found = references(text)
    own = found[found["kind"] == "set_reference"]
    assert [line.removeprefix("The ") for line in told(own)] == [
        line.removeprefix("The ") for line in expected
    ]
    assert own["state_id"].isna().all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Turkish foreign ministry spoke. The ministry left.",
                     ["ministry: TUR-foreign_ministry"], id="the ministry of before"),
        pytest.param("The Turkish army met the Syrian army. The army left.", [],
                     id="two armies in play"),
        pytest.param("Turkey voted. The parliament met.", ["parliament: TUR-parliament"],
                     id="the one state so far"),
        pytest.param("Turkey met Iran. The parliament met.", [], id="one of two states"),
        pytest.param("Turkey voted. The president left.", ["president: TUR-president"],
                     id="an office"),
        pytest.param("Turkey voted. The president of the club left.", [], id="of something else"),
        pytest.param("Turkey voted. The former president left.", [], id="not the present one"),
        pytest.param("The ministry left.", [], id="nobody named"),
    ],
)  # fmt: skip
def test_institutions_and_offices_without_nationality(text, expected):
    assert told(references(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Sergei Lavrov remains foreign minister.",
                     ["foreign minister: RUS-foreign_minister person-sergei-lavrov"],
                     id="remains"),
        pytest.param("Sergei Lavrov, foreign minister since 2004, left.",
                     ["foreign minister: RUS-foreign_minister person-sergei-lavrov"],
                     id="in apposition"),
        pytest.param("Dmitry Medvedev succeeded Vladimir Putin as president.",
                     ["president: RUS-president person-dmitry-medvedev"], id="of who succeeds"),
        pytest.param("He endorsed Joe Biden for president.", [], id="a candidate for it"),
        pytest.param("Joe Biden's vice president left.", [], id="somebody else's office"),
        pytest.param("Sergei Lavrov met the foreign minister of a club.", [], id="of another"),
        pytest.param("Vladimir Putin met his host, Recep Tayyip Erdogan.",
                     ["host: person-recep-tayyip-erdogan person-recep-tayyip-erdogan"],
                     id="a relation named after it"),
        pytest.param("Sergei Lavrov thanked his predecessor.", ["predecessor: RUS ."],
                     id="a relation of the same state"),
        pytest.param("Sergei Lavrov met Hakan Fidan. He thanked his predecessor.", [],
                     id="of one of two states"),
        pytest.param("Sergei Lavrov thanked his host.", [], id="a host of any state"),
    ],
)  # fmt: skip
def test_offices_and_relations_beside_a_person(text, expected):
    found = references(text)
    own = found[found["kind"].isin(["bare_office", "relational_office"])]
    persons = own["person_id"].astype(object).where(own["person_id"].notna(), ".")
    assert [f"{line} {person}" for line, person in zip(told(own), persons, strict=True)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Syria voted. The opposition stayed away.", ["opposition: SYR"],
                     id="the opposition"),
        pytest.param("Syria met Iran. The rebels left.", [], id="of one of two states"),
        pytest.param("Syria voted. The opposition leader left.", [], id="its leader"),
        pytest.param("The rebels left.", [], id="nobody named"),
    ],
)  # fmt: skip
def test_camps(text, expected):
    found = references(text)
    assert told(found[found["kind"] == "group_description"]) == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        pytest.param("France voted. The outgoing president left.", "2012-05-15",
                     "person-nicolas-sarkozy", id="outgoing on the day"),
        pytest.param("France voted. The new president left.", "2012-05-15",
                     "person-francois-hollande", id="new on the day"),
        pytest.param("France voted. The outgoing president left.", "2014-05-15", None,
                     id="outgoing on any other day"),
        pytest.param("France voted. The president, Angela Merkel, left.", "2014-05-15", "",
                     id="somebody of another state is named"),
    ],
)  # fmt: skip
def test_offices_on_the_day_of_a_handover(text, day, expected):
    found = references(text, day=day)
    persons = found.loc[found["kind"] == "bare_office", "person_id"].astype(object)
    held = [person if isinstance(person, str) else None for person in persons]
    assert held == ([] if expected == "" else [expected])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Shoigu met officials. He left.",
            ["He: person-sergei-shoigu"],
            id="the one person of the sentence before",
        ),
        pytest.param("Shoigu said he left.", ["he: person-sergei-shoigu"], id="of the sentence"),
        pytest.param("Shoigu met Akar. He left.", [], id="two persons"),
        pytest.param("Shoigu met a man. He left.", [], id="somebody without a name"),
        pytest.param("Iran left. He left.", [], id="a state is no person"),
        pytest.param('Shoigu said: "He left."', [], id="in a quotation"),
        pytest.param("Shoigu left. It rained. He came.", [], id="too far"),
    ],
)
def test_pronouns(text, expected):
    found = references(text)
    assert told(found[found["kind"] == "pronoun"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("South Korea spoke. The North left.", ["North: PRK"], id="the North"),
        pytest.param("Sudan and South Korea spoke. The North left.", [], id="of two lands"),
        pytest.param("Iran spoke. The South left.", [], id="no Korea"),
    ],
)
def test_sides_of_korea(text, expected):
    assert told(references(text)) == expected


def test_references_are_mentions_that_overlap_no_name():
    articles = articles_of("The Turkish foreign ministry spoke. The ministry left.")
    sections = sections_of(articles)
    found = annotate(articles, sections, RULES)
    mentions = link_spans(found["spans"], found["sentences"], articles, sections)
    both = pd.concat([mentions, link_references(mentions, found["sentences"], articles)])
    assert len(conform(both, MENTIONS)) == len(mentions) + 1


def test_captions_and_links_are_passed_over():
    assert references("Turkey voted. The president left.", section="caption").empty


def test_articles_do_not_know_each_other():
    together = references("Turkey voted.", "The president left.")
    assert_frame_equal(together, empty(MENTIONS))


def test_empty_in_empty_out():
    nothing = link_references(empty(MENTIONS), empty(SENTENCES), empty(ARTICLES))
    assert_frame_equal(nothing, empty(MENTIONS))
