"""Names linked to actors: who is meant, in which role, by which rule, on which day."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from pandas.testing import assert_frame_equal

from analysis.extract.actors import link_spans, list_actors
from analysis.extract.annotate import annotate
from analysis.schema import ACTORS, ARTICLES, MENTIONS, SECTIONS, SENTENCES, SPANS, conform, empty
from analysis.settings import Settings
from test_annotate import PHRASES, RULES, articles_of, sections_of


def linked(text: str, day: str | None = "2023-04-25", section: str = "body") -> pd.DataFrame:
    articles = articles_of(text, published=day)
    sections = sections_of(articles, section)
    found = annotate(articles, sections, RULES)
    return link_spans(found["spans"], found["sentences"], articles, sections)


def told(mentions: pd.DataFrame, column: str) -> list[str]:
    """`name value` for each mention, a dot for what is missing."""
    values = mentions[column].astype(object).where(mentions[column].notna(), ".")
    return [f"{name}: {value}" for name, value in zip(mentions["text"], values, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Russia met Iran.", ["Russia: RUS", "Iran: IRN"], id="states"),
        pytest.param("Ankara met Iran.", ["Ankara: TUR", "Iran: IRN"], id="a capital is its state"),
        pytest.param("The Kremlin spoke.", ["Kremlin: RUS-presidency"], id="a seat is its organ"),
        pytest.param("10 Downing Street spoke.", ["10 Downing Street: GBR-government"],
                     id="where no president leads, the government"),
        pytest.param("The Turkish defense ministry spoke. The Turkish ministry left.",
                     ["Turkish defense ministry: TUR-defence_ministry",
                      "Turkish ministry: TUR-defence_ministry"],
                     id="a shortened repeat joins the ministry before"),
        pytest.param("The Turkish defense ministry spoke. The Syrian ministry left.",
                     ["Turkish defense ministry: TUR-defence_ministry",
                      "Syrian ministry: SYR-government"],
                     id="not that of another state"),
        pytest.param("Nepal's Ministry of Communications spoke.",
                     ["Nepal's Ministry of Communications: NPL-ministry_of_communications"],
                     id="a ministry no list has"),
        pytest.param("The Syrian leader spoke.", ["Syrian leader: SYR-president"],
                     id="an office is the actor"),
        pytest.param("The president of Iran spoke.", ["president of Iran: IRN-president"],
                     id="also the other way round"),
        pytest.param("The Peruvian attorney general spoke.",
                     ["Peruvian attorney general: PER-attorney_general"],
                     id="an office the facts do not list"),
        pytest.param("Sergei Shoigu met his Turkish counterpart.",
                     ["Sergei Shoigu: person-sergei-shoigu",
                      "Turkish counterpart: TUR-defence_minister"],
                     id="a counterpart holds the same office"),
        pytest.param("He met his Turkish counterpart.", ["Turkish counterpart: TUR"],
                     id="without an officer before only the state is known"),
        pytest.param("NATO spoke.", ["NATO: org-nato"], id="an organisation"),
        pytest.param("The Soviet Union fell.", ["Soviet Union: former-soviet-union"],
                     id="a former state is itself"),
        pytest.param("Crimea voted.", ["Crimea: disputed-crimea"], id="a disputed territory"),
        pytest.param("Korea voted.", ["Korea: ."], id="one of two states"),
        pytest.param("Korea and South Korea voted.", ["Korea: KOR", "South Korea: KOR"],
                     id="decided by the state named beside it"),
        pytest.param("The Congolese army left.", ["Congolese army: ."], id="an army of two states"),
        pytest.param("Georgia met Iran.", ["Georgia: GEO", "Iran: IRN"], id="the state of Georgia"),
        pytest.param("Atlanta, Georgia, voted.", ["Georgia: ."], id="perhaps the other Georgia"),
        pytest.param("Foreign Minister Jane Doe spoke. Doe left.",
                     ["Jane Doe: name-jane-doe", "Doe: name-jane-doe"],
                     id="an unknown person recurs by surname"),
        pytest.param("TASS spoke.", ["TASS: ."], id="an agency is no actor"),
    ],
)  # fmt: skip
def test_actors(text, expected):
    assert told(linked(text), "actor_id") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Soviet Union fell.", ["Soviet Union: ."], id="nothing for a successor"),
        pytest.param("Crimea voted.", ["Crimea: ."], id="nothing for a disputed territory"),
        pytest.param("TASS spoke.", ["TASS: ."], id="nothing for an agency"),
        pytest.param("NATO spoke.", ["NATO: ."], id="nothing for an alliance"),
        pytest.param("Russian Minister Ivan Example spoke.",
                     ["Russian: RUS", "Ivan Example: RUS"],
                     id="an unknown person has the state before the title"),
        pytest.param("Minister Ivan Example spoke.", ["Ivan Example: ."], id="or none"),
        pytest.param("Recep Tayyip Erdogan met Assad.",
                     ["Recep Tayyip Erdogan: TUR", "Assad: SYR"], id="that of the office held"),
    ],
)  # fmt: skip
def test_states(text, expected):
    assert told(linked(text), "state_id") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They met in Syria.", "place", id="in"),
        pytest.param("They met in northern Syria.", "place", id="in the north of"),
        pytest.param("They met outside of Syria.", "place", id="outside of"),
        pytest.param("They met in Example, Iraq.", "place", id="after a town nobody lists"),
        pytest.param("In Example, Iraq said no.", "actor", id="unless it does something"),
        pytest.param("They fled from Syria.", "place", id="from"),
        pytest.param("He met officials from Syria.", "actor", id="officials from"),
        pytest.param("Talks with Syria began.", "actor", id="with"),
        pytest.param("Syria's civil war began.", "place", id="the war a state has"),
        pytest.param("They respect Syria's territorial integrity.", "descriptor", id="its traits"),
        pytest.param("Syria's offer stands.", "actor", id="its offer"),
        pytest.param("In Syria's offer he saw hope.", "actor", id="what it owns goes first"),
        pytest.param("They flew to Syria.", "place", id="flying to"),
        pytest.param("They gave aid to Syria.", "actor", id="giving to"),
        pytest.param("It happened to Syria.", "undecided", id="a verb that does not tell"),
        pytest.param("Syrian refugees returned.", "descriptor", id="refugees are no government"),
        pytest.param("Syrian forces returned.", "actor", id="forces act"),
        pytest.param("They fought on Syrian soil.", "place", id="soil is a place"),
        pytest.param("The Syrians returned.", "descriptor", id="a people"),
        pytest.param("They met in Damascus.", "place", id="a capital in which"),
        pytest.param("Damascus has won.", "actor", id="a capital that does something"),
        pytest.param("Damascus said no.", "actor", id="a capital that speaks"),
        pytest.param("It is an ally of Damascus.", "actor", id="an ally of"),
        pytest.param("Talks with Damascus began.", "actor", id="a capital talked with"),
        pytest.param("The streets of Damascus were calm.", "place", id="its streets"),
        pytest.param("They toured Damascus.", "place", id="a capital toured"),
        pytest.param("The question of Damascus is open.", "undecided", id="of what else"),
        pytest.param("The capital Damascus fell.", "place", id="the capital so called"),
        pytest.param("DAMASCUS (Agency) - They met.", "place", id="a dateline"),
        pytest.param("The fall of the Ottoman Empire hurt.", "descriptor", id="what fell"),
    ],
)
def test_roles(text, expected):
    assert linked(text)["role"].tolist()[0] == expected


def test_names_joined_to_a_place_are_places():
    mentions = linked("They fought in Syria and Iraq. Ties between Ankara and Damascus froze.")
    assert told(mentions, "role") == [
        "Syria: place", "Iraq: place", "Ankara: actor", "Damascus: actor",
    ]  # fmt: skip


def test_sectors_come_from_the_noun_after():
    mentions = linked(
        "Turkish ground forces met Russian and Iranian officials and Syrian refugees."
    )
    assert told(mentions, "sector") == [
        "Turkish: MIL", "Russian: GOV", "Iranian: GOV", "Syrian: REF",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day", "office", "person"),
    [
        pytest.param("The Turkish foreign minister spoke.", "2023-04-25",
                     "TUR-foreign_minister", "person-mevlut-cavusoglu", id="before the change"),
        pytest.param("The Turkish foreign minister spoke.", "2023-06-10",
                     "TUR-foreign_minister", "person-hakan-fidan", id="after it"),
        pytest.param("The Turkish foreign minister spoke.", "2023-06-02",
                     "TUR-foreign_minister", "person-mevlut-cavusoglu", id="the day before it"),
        pytest.param("The new Turkish foreign minister spoke.", "2023-06-03",
                     "TUR-foreign_minister", "person-hakan-fidan", id="on its day, if told"),
        pytest.param("The outgoing Turkish foreign minister spoke.", "2023-06-03",
                     "TUR-foreign_minister", "person-mevlut-cavusoglu", id="also the other way"),
        pytest.param("The Turkish foreign minister spoke.", "2023-06-04",
                     "TUR-foreign_minister", "person-hakan-fidan", id="the day after it"),
        pytest.param("Hakan Fidan spoke.", "2023-04-25",
                     "TUR-intelligence_chief", "person-hakan-fidan", id="the same man before"),
        pytest.param("The Syrian president spoke.", "2025-06-01",
                     "SYR-president", "person-ahmed-al-sharaa", id="a new ruler"),
        pytest.param("President Assad spoke.", "1990-05-01",
                     "SYR-president", "person-hafez-al-assad", id="the father"),
        pytest.param("President Assad spoke.", "2005-05-01",
                     "SYR-president", "person-bashar-al-assad", id="the son"),
    ],
)  # fmt: skip
def test_the_day_decides(text, day, office, person):
    mention = linked(text, day).iloc[0]
    assert (mention["office_id"], mention["person_id"]) == (office, person)
    assert mention["fact_row"].startswith(f"holders:{office}/{person}/")


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        pytest.param("Sergei Shoigu spoke.", "2023-04-25", "full_name", id="in office"),
        pytest.param("Sergei Shoigu spoke. Shoigu left.", "2023-04-25",
                     "full_name surname_in_article", id="a surname after the name"),
        pytest.param("Shoigu left. Sergei Shoigu spoke.", "2023-04-25",
                     "surname_named_later full_name", id="a surname before the name"),
        pytest.param("Shoigu left.", "2023-04-25", "surname_of_holder", id="a surname alone"),
        pytest.param("Shoigu left.", "1970-04-25", "surname_outside_window", id="too early"),
        pytest.param("Shoigu left.", None, "no_date", id="a surname without a day"),
        pytest.param("Cavusoglu left.", "2024-06-01", "former_holder",
                     id="a surname out of office"),
        pytest.param("Assad left.", "2005-06-01", "surname_in_office",
                     id="one of two of one state is in office"),
        pytest.param("Assad left.", "2000-07-01", "ambiguous", id="neither is"),
        pytest.param("Mansour left.", "2013-09-01", "ambiguous", id="two states have one"),
        pytest.param("Hulusi Akar spoke.", "2024-04-25", "former_holder", id="out of office"),
        pytest.param("Mevlut Cavusoglu and Hakan Fidan spoke.", "2023-06-03",
                     "full_name full_name", id="the day of the change is of both"),
        pytest.param("Mevlut Cavusoglu spoke.", "2023-06-04", "former_holder",
                     id="the day after it is the successor's"),
        pytest.param("The Turkish foreign minister spoke.", "2023-06-03", "handover",
                     id="an office on the day of the change"),
        pytest.param("Bashar al-Assad spoke.", "1990-04-25", "no_office_at_date", id="not yet in"),
        pytest.param("Turkish Foreign Minister Hulusi Akar spoke.", "2023-04-25",
                     "adjective_group office_mismatch", id="an office the facts give to another"),
        pytest.param("Russian Defense Minister Ivan Example spoke.", "2023-04-25",
                     "adjective_group office_mismatch", id="a holder the facts do not know"),
        pytest.param("Colombian Minister Pedro Sánchez spoke.", "2025-04-25",
                     "adjective_group namesake", id="somebody else of that name"),
        pytest.param("The Soviet Union fell.", "2023-04-25", "former_state", id="a former state"),
        pytest.param("Crimea voted.", "2023-04-25", "disputed_territory", id="a territory"),
        pytest.param("Moscow spoke.", "2023-04-25", "by_date", id="a capital of two states"),
        pytest.param("Moscow spoke.", None, "capital", id="without a day the state of today"),
        pytest.param("The Turkish foreign minister spoke.", None, "no_date",
                     id="an office without a day"),
    ],
)  # fmt: skip
def test_rules(text, day, rule):
    assert " ".join(linked(text, day)["link_rule"]) == rule


@pytest.mark.parametrize(
    ("day", "actor"), [("1985-05-01", "former-yugoslavia"), ("2020-05-01", "SRB"), (None, "SRB")]
)
def test_a_capital_is_that_of_the_state_of_the_day(day, actor):
    assert told(linked("Belgrade spoke.", day), "actor_id") == [f"Belgrade: {actor}"]


def test_a_name_out_of_every_date_is_that_of_the_state_of_today():
    mentions = linked("Dar es Salaam spoke.", "2025-05-01")
    assert told(mentions, "actor_id") == ["Dar es Salaam: TZA"]


def test_a_mismatch_is_recorded_and_not_overwritten():
    mention = linked("Russian Defense Minister Ivan Example spoke.").iloc[1]
    assert mention["actor_id"] == mention["person_id"] == "name-ivan-example"
    assert mention["office_id"] == "RUS-defence_minister"
    assert mention["candidates"] == "person-sergei-shoigu"


def test_undecided_names_list_their_candidates():
    assert linked("Korea voted.")["candidates"].tolist() == ["KOR|PRK"]
    mansours = linked("Mansour left.", "2013-09-01")["candidates"].iloc[0].split("|")
    assert {"person-adly-mansour", "person-adnan-mansour"} <= set(mansours)


def test_the_window_is_a_setting():
    articles = articles_of("Cavusoglu left.", published="2027-04-25")
    sections = sections_of(articles)
    found = annotate(articles, sections, RULES)
    frames = (found["spans"], found["sentences"], articles, sections)
    assert link_spans(*frames)["link_rule"].tolist() == ["former_holder"]
    narrow = link_spans(*frames, Settings(surname_window_years=1))
    assert narrow["link_rule"].tolist() == ["surname_outside_window"]


@pytest.mark.parametrize("section", ["byline", "credit"])
def test_makers_of_text_and_picture_act_for_nobody(section):
    mentions = linked("Jane Doe / Russian Defence Ministry / AFP", section=section)
    assert told(mentions, "role") == [
        "Jane Doe: publisher", "Russian Defence Ministry: actor", "AFP: publisher",
    ]  # fmt: skip
    assert told(mentions, "actor_id") == [
        "Jane Doe: .", "Russian Defence Ministry: RUS-defence_ministry", "AFP: .",
    ]  # fmt: skip
    assert told(mentions, "state_id")[::2] == ["Jane Doe: .", "AFP: ."]


@given(PHRASES, PHRASES)
@settings(max_examples=10, deadline=None)
def test_articles_do_not_know_each_other(first, second):
    articles = articles_of(first, second)
    sections = sections_of(articles)
    found = annotate(articles, sections, RULES)
    together = link_spans(found["spans"], found["sentences"], articles, sections)
    apart = []
    for number in range(2):
        part = articles.iloc[[number]]
        own = annotate(part, sections_of(part), RULES)
        apart.append(link_spans(own["spans"], own["sentences"], part, sections_of(part)))
    assert_frame_equal(pd.concat(apart, ignore_index=True), together)


def test_order_of_rows_leaves_no_trace():
    articles = articles_of("Erdogan met Assad in Moscow.", "The Turkish leader left.")
    sections = sections_of(articles)
    found = annotate(articles, sections, RULES)
    spans, sentences = found["spans"], found["sentences"]
    assert_frame_equal(
        link_spans(spans, sentences, articles, sections),
        link_spans(spans[::-1], sentences[::-1], articles[::-1], sections[::-1]),
    )


def test_empty_in_empty_out():
    nothing = link_spans(empty(SPANS), empty(SENTENCES), empty(ARTICLES), empty(SECTIONS))
    assert_frame_equal(nothing, empty(MENTIONS))
    assert_frame_equal(list_actors(nothing), empty(ACTORS))


def test_actors_are_listed_with_names_to_show():
    mentions = linked(
        "The Russian Defense Ministry and the Turkish foreign minister met NATO, Iran, Crimea, "
        "Assad. Foreign Minister Jane Doe left. The Kremlin and the Soviet Union, too."
    )
    actors = list_actors(mentions)
    assert actors[["actor_id", "name", "kind"]].to_numpy().tolist() == [
        ["IRN", "Iran", "state"],
        ["RUS", "Russia", "state"],
        ["RUS-defence_ministry", "Russian defence ministry", "institution"],
        ["RUS-presidency", "Russian presidency", "institution"],
        ["SYR", "Syria", "state"],
        ["TUR", "Turkey", "state"],
        ["TUR-foreign_minister", "Foreign minister of Turkey", "office"],
        ["disputed-crimea", "Crimea", "disputed"],
        ["former-soviet-union", "Soviet Union", "former"],
        ["name-jane-doe", "Jane Doe", "person"],
        ["org-nato", "North Atlantic Treaty Organization", "organisation"],
        ["person-bashar-al-assad", "Bashar al-Assad", "person"],
    ]
    assert actors["state_id"].isna().tolist() == [False] * 7 + [True] * 4 + [False]


def test_a_state_is_listed_once_named_or_not():
    one = list_actors(linked("The Russian foreign minister arrived."))
    both = list_actors(linked("The Russian foreign minister left Russia."))
    assert one["actor_id"].tolist() == both["actor_id"].tolist() == ["RUS", "RUS-foreign_minister"]
    assert both["name"].tolist() == ["Russia", "Foreign minister of Russia"]


@pytest.fixture(scope="module")
def seed(shared) -> tuple[dict, pd.DataFrame]:
    """The seed's annotation and our mentions, in the sections of the annotation."""
    gold = json.loads((shared / "gold/seed.json").read_text(encoding="utf-8"))
    articles = articles_of((shared / gold["document"]).read_text(encoding="utf-8"))
    sections = pd.DataFrame(gold["sentences"])[["start", "end", "zone"]]
    sections = sections.rename(columns={"zone": "section"}).replace({"title": "headline"})
    sections = conform(sections.assign(article_id="000000000000"), SECTIONS)
    found = annotate(articles, sections, RULES)
    mentions = link_spans(found["spans"], found["sentences"], articles, sections)
    places = found["sentences"].set_index("sentence_id")["section"]
    return gold, mentions.assign(section=mentions["sentence_id"].map(places))


def test_the_seed_has_the_mentions_of_its_annotation(seed):
    gold, mentions = seed
    expected = []
    for mention in gold["mentions"]:
        role = {"other": "descriptor"}.get(
            mention.get("role", "actor"), mention.get("role", "actor")
        )
        if len(mention["country"]) == 2:
            middle = mention["start"] + mention["text"].index("-")
            first, second = mention["country"]
            expected.append((mention["start"], middle, mention["type"], first, role))
            expected.append((middle + 1, mention["end"], mention["type"], second, role))
        else:
            state = mention["country"][0] if mention["country"] else ""
            expected.append((mention["start"], mention["end"], mention["type"], state, role))
    columns = ["start", "end", "label", "state_id", "role"]
    assert mentions[columns].fillna("").apply(tuple, axis=1).tolist() == expected


@pytest.mark.parametrize("zone", ["body", "title+body"])
def test_the_seed_has_the_counts_of_its_annotation(seed, zone):
    gold, mentions = seed
    counted = {"body": ["body"], "title+body": ["headline", "body"]}[zone]
    own = mentions[mentions["section"].isin(counted)].dropna(subset="state_id")
    assert own["state_id"].value_counts().to_dict() == gold["country_mention_frequency"][zone]
    pairs: Counter[str] = Counter()
    for _, states in own.groupby("sentence_id")["state_id"]:
        pairs.update("-".join(pair) for pair in combinations(sorted(states.unique()), 2))
    assert dict(pairs) == gold["cooccurrence_country_sentence"][zone]


@pytest.mark.parametrize(
    ("carrier", "others"),
    [
        pytest.param("{}", [], id="alone"),
        pytest.param("Officials from {} met in Geneva.", [], id="officials from"),
        pytest.param("{} said so.", [], id="as a speaker"),
        pytest.param("Talks between Iran and {} began.", ["IRN"], id="in a pair"),
    ],
)
def test_every_form_of_a_state_is_read_as_listed(shared, carrier, others):
    forms = pd.read_csv(shared / "gold/country_forms.csv", dtype="str", keep_default_na=False)
    articles = articles_of(*(carrier.format(form) for form in forms["form"]))
    sections = sections_of(articles)
    found = annotate(articles, sections, RULES)
    mentions = link_spans(found["spans"], found["sentences"], articles, sections)
    wrong = {}
    for article_id, form, state in zip(
        articles["article_id"], forms["form"], forms["state"], strict=True
    ):
        own = set(mentions.loc[mentions["article_id"] == article_id, "state_id"].dropna())
        if own != {*others, *([state] if state else [])}:
            wrong[form] = own
    assert wrong == {}
