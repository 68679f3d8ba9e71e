"""Do the facts know the foreign leaders who visited the United States since 2000?

The State Department's list gives a name, a country and a date for each visit. The terms in
the facts were not taken from it, but names and offices were added where it showed them to
be absent: it is a check against mistakes, not a measure on unseen data. What the two say
differently stands in `known_visits.csv`, each with its reason; the most frequent is a name
misspelt in the list.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from analysis.facts import read_facts

VISITS = Path(__file__).parents[2] / "shared/corpora/us-diplomatic-travel/travel.jsonl"
KNOWN = Path(__file__).parent / "known_visits.csv"

pytestmark = pytest.mark.skipif(not VISITS.exists(), reason="needs ../shared/corpora")

COUNTRIES = {  # as the list writes them, where no name in the facts is written so
    "Afghanistan (Interim Authority)": "AFG", "Congo, Democratic Republic of": "COD",
    "China, People’s Republic of": "CHN", "Congo, Republic of": "COG", "Korea": "KOR",
    "Cote d’Ivoire": "CIV", "Democratic Republic of the Congo (Zaire)": "COD",
    "Germany, Federal Republic of": "DEU", "Korea, South": "KOR", "Macedonia": "MKD",
    "Micronesia": "FSM", "Slovak Republic": "SVK", "Somoa": "WSM", "The Gambia": "GMB",
}  # fmt: skip


def plain(name: str) -> str:
    """The name in lower case without accents, apostrophes, commas and full stops."""
    by_hand = str.maketrans("øØłŁđĐðı’ʻ", "oOlLdDdi''")
    apart = unicodedata.normalize("NFKD", name.translate(by_hand))
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", kept.lower().replace("'", "")).strip()


def visits() -> pd.DataFrame:
    """The visits since 2000: date, last day, visitor with title, state."""
    names = read_facts("state_names")
    states = dict(zip(names["name"], names["state_id"], strict=True)) | COUNTRIES
    lines = map(json.loads, VISITS.read_text(encoding="utf-8").splitlines())
    rows = [
        (line["date"], line["date_end"] or line["date"], line["actor"], line["country"].strip())
        for line in lines
        if line["kind"] == "leader_visit" and line["date"] >= "2000"
    ]
    frame = pd.DataFrame(rows, columns=["date", "last", "actor", "country"])
    return frame.assign(state=frame["country"].map(states))


def terms() -> dict[str, list[tuple[str, str, str]]]:
    """Name, first and last day of those who held an office, by state; a row for each name."""
    rows = (
        read_facts("holders")
        .merge(read_facts("persons"), on="person_id", validate="m:1")
        .merge(read_facts("offices")[["office_id", "state_id"]], on="office_id", validate="m:1")
    )
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows.itertuples():
        last = row.end + "9999-12-31"[len(row.end) :]
        for name in [row.name, *row.variants.split("|")]:
            found.setdefault(row.state_id, []).append((plain(name), row.start, last))
    return found


def is_named(name: str, actor: str) -> bool:
    """Whether all words of a name of two words or more stand in the visitor's, in order."""
    words = iter(actor.split())
    return " " in name and all(word in words for word in name.split())


@pytest.fixture(scope="module")
def unexplained() -> pd.DataFrame:
    """The visits on whose day the facts give the visitor no office of his state."""
    held = terms()
    rows = visits()
    right = [
        any(
            first <= row.last and row.date <= last and is_named(name, plain(row.actor))
            for name, first, last in held.get(row.state, [])
        )
        for row in rows.itertuples()
    ]
    return rows[[not is_right for is_right in right]]


def test_every_country_of_the_list_is_a_state_of_the_facts():
    assert visits()["state"].notna().all()


def test_nineteen_visitors_of_twenty_held_an_office_of_their_state(unexplained):
    assert len(unexplained) <= 0.05 * len(visits())


def test_every_difference_is_explained(unexplained):
    known = pd.read_csv(KNOWN, dtype=str, keep_default_na=False)
    assert (known["reason"] != "").all()
    assert not known.duplicated(["date", "actor"]).any()
    listed = set(zip(known["date"], known["actor"], strict=True))
    found = set(zip(unexplained["date"], unexplained["actor"], strict=True))
    assert sorted(found - listed) == []


def test_what_is_explained_stands_in_the_list():
    known = pd.read_csv(KNOWN, dtype=str, keep_default_na=False)
    rows = visits()
    there = set(zip(rows["date"], rows["actor"], strict=True))
    assert set(zip(known["date"], known["actor"], strict=True)) <= there
