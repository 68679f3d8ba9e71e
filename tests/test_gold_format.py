"""The gold keeps its promises: offsets, identifiers, parts, hard cases, no text twice."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from analysis.extract.corpus import load_corpus
from analysis.settings import read_settings

TESTS = Path(__file__).parent
GOLD = TESTS / "gold"
FACTS = TESTS.parent / "src" / "analysis" / "facts"
KINDS = [
    "full_name",
    "short_name",
    "office_name",
    "possessive_name",
    "bare_office",
    "relational_office",
    "institution",
    "seat",
    "capital",
    "state",
    "adjective_group",
    "group_description",
    "set_reference",
    "pronoun",
    "organisation",
]
ROLES = ["actor", "place", "publisher", "descriptor", "undecided"]
LABELS = ["actor", "place", "undecided", "none"]
HARD = [
    "homonym_georgia",
    "homonym_jordan",
    "homonym_chad",
    "homonym_niger_nigeria",
    "homonym_congo",
    "homonym_korea",
    "homonym_guinea",
    "homonym_washington",
    "handover_day",
    "namesake",
    "family",
    "acting",
    "former_holder",
    "rival_government",
    "former_state",
    "capital_subject",
    "capital_object",
    "capital_possessor",
    "capital_in",
    "capital_to",
    "capital_from",
    "capital_with",
    "capital_for",
    "capital_of",
    "capital_between",
    "capital_coordinated",
    "capital_dateline",
    "seat",
    "demonym_noun",
    "coordinated_adjectives",
    "not_government",
    "set_reference",
    "counterpart",
    "bare_office",
    "institution_national",
    "institution_bare",
    "shortened_repeat",
    "pronoun_certain",
    "pronoun_uncertain",
    "publisher",
    "organisation",
    "unknown_person",
]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def facts(name: str, column: str) -> list[str]:
    return [row[column] for row in rows(FACTS / f"{name}.csv")]


TEXTS = rows(GOLD / "texts.csv")
MENTIONS = rows(GOLD / "mentions.csv")
CAPITALS = rows(GOLD / "capitals.csv")


@pytest.fixture(scope="module")
def loaded():
    settings = read_settings(TESTS.parent / "settings.toml")
    return load_corpus(GOLD / "texts", settings)


@pytest.fixture(scope="module")
def text_of(loaded):
    text_by_file = loaded["articles"].set_index("raw_path")["text"]
    return {row["text_id"]: text_by_file[row["file"]] for row in TEXTS}


def offsets(row: dict[str, str]) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def cells(row: dict[str, str], column: str) -> list[str]:
    return row[column].split("|") if row[column] else []


def test_every_text_is_listed_and_read_without_loss_or_remark(loaded):
    assert sorted(path.name for path in (GOLD / "texts").iterdir()) == sorted(
        row["file"] for row in TEXTS
    )
    assert loaded["rejects"].empty and loaded["remarks"].empty
    published = loaded["articles"].set_index("raw_path")["published"]
    assert [str(published[row["file"]].date()) for row in TEXTS] == [row["date"] for row in TEXTS]


def test_texts_are_short_and_none_is_there_twice(text_of):
    assert len(set(text_of.values())) == len({row["text_id"] for row in TEXTS}) == 60
    words = [len(text.split()) for text in text_of.values()]
    assert min(words) >= 60 and max(words) <= 180  # 150 of the body, and headline, byline, date


def test_the_texts_have_the_promised_parts_and_spread_over_the_years():
    assert Counter(row["part"] for row in TEXTS) == {"dev": 40, "blind": 20}
    years = {row["date"][:4] for row in TEXTS}
    assert {"2001", "2026"} <= years and len(years) >= 20


@pytest.mark.parametrize("text_id", [row["text_id"] for row in TEXTS])
def test_mentions_cut_their_text_and_neither_nest_nor_overlap(text_id, text_of):
    mentions = [row for row in MENTIONS if row["text_id"] == text_id]
    assert len(mentions) >= 10
    cursor = 0
    for row in mentions:
        start, end = offsets(row)
        core_start, core_end = int(row["core_start"]), int(row["core_end"])
        assert text_of[text_id][start:end] == row["text"] != ""
        assert cursor <= start <= core_start < core_end <= end, row["text"]
        assert row["text"] == row["text"].strip()
        cursor = end


def test_mentions_name_texts_kinds_and_roles_that_exist():
    assert {row["text_id"] for row in MENTIONS} == {row["text_id"] for row in TEXTS}
    assert {row["kind"] for row in MENTIONS} == set(KINDS)
    assert {row["role"] for row in MENTIONS} == set(ROLES)


@pytest.mark.parametrize(
    ("column", "table", "key"),
    [
        pytest.param("state", "states", "state_id", id="states exist, or are refused"),
        pytest.param("office", "offices", "office_id", id="offices are offices of the facts"),
    ],
)
def test_identifiers_of_the_mentions_exist(column, table, key):
    known = {*facts(table, key), *(["-"] if column == "state" else [])}
    assert [row for row in MENTIONS if not known.issuperset(cells(row, column))] == []


def test_organisation_identifiers_exist():
    named = [row["org"] for row in MENTIONS if row["org"].startswith("org-")]
    assert len(named) > 50
    assert set(named) <= set(facts("organisations", "org_id"))


def test_an_office_belongs_to_the_state_or_organisation_of_its_mention():
    state_of = dict(zip(facts("offices", "office_id"), facts("offices", "state_id"), strict=True))
    wrong = [
        row
        for row in MENTIONS
        if row["office"]
        and row["state"] != ""
        and state_of[row["office"]] not in ("", row["state"])
    ]
    assert wrong == []


def test_names_of_persons_have_a_person_or_are_refused():
    names = ("full_name", "short_name", "office_name", "possessive_name")
    nameless = [row for row in MENTIONS if row["kind"] in names and not row["person"]]
    assert {row["state"] for row in nameless} == {"-"}


@pytest.mark.parametrize("case", HARD)
def test_every_hard_case_is_there_at_least_twice(case):
    assert sum(case in cells(row, "hard") for row in MENTIONS) >= 2


def test_no_hard_case_goes_by_an_unlisted_name():
    assert {case for row in MENTIONS for case in cells(row, "hard")} <= set(HARD)


def test_uses_of_capitals_cut_their_text():
    for row in CAPITALS:
        start, end = offsets(row)
        assert row["text"][start:end] == row["capital"] != "", row["use_id"]
        date.fromisoformat(row["date"])


def test_uses_of_capitals_have_the_promised_parts_labels_and_breadth():
    assert Counter(row["part"] for row in CAPITALS) == {"dev": 250, "blind": 150}
    assert {row["label"] for row in CAPITALS} == set(LABELS)
    assert len({row["use_id"] for row in CAPITALS}) == 400
    assert len({row["capital"].casefold() for row in CAPITALS}) >= 40
    assert len({row["position"] for row in CAPITALS}) >= 15
    places = sum(row["label"] == "place" for row in CAPITALS)
    assert 160 <= places <= 240


def test_a_sentence_with_several_uses_lies_in_one_part_and_has_no_use_twice():
    parts = {row["text"]: {other["part"] for other in CAPITALS if other["text"] == row["text"]}
             for row in CAPITALS}  # fmt: skip
    assert {len(part) for part in parts.values()} == {1}
    assert len({(row["text"], row["start"]) for row in CAPITALS}) == 400


def test_uses_of_capitals_have_a_state_unless_they_are_none():
    known = set(facts("states", "state_id"))
    assert all((row["state"] in known) != (row["label"] == "none") for row in CAPITALS)


def test_the_codebook_names_every_kind_role_and_label():
    book = (GOLD / "CODEBOOK.md").read_text(encoding="utf-8")
    assert [name for name in (*KINDS, *ROLES, *LABELS) if name not in book] == []
