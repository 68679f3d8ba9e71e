"""Titles of encyclopaedia articles, as the parties they are about.

Editors link names to articles; an article's title is a clean name, so that the facts can say
which state, office, organ, organisation or person it stands for. A title the facts do not
know, or know under several meanings, is nobody here: it is counted apart, never guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.extract.actors.offices import held, offices, terms_by_person
from analysis.extract.actors.reading import read_name
from analysis.facts import read_facts
from analysis.lexicon.names import Meaning, meanings_of

# What stands in brackets after a title, by the kind of name it may follow.
BRACKETS = {
    "state": re.compile(r"^(?:country|state)\)$"),
    "person": re.compile(r"politician|president|minister|diplomat|general|officer|governor"),
    "organisation": re.compile(r"group|organi[sz]ation|militia|party|movement|company|agency"),
}
STATES = ("state", "adjective", "people", "prefix")
AGENCY = "agency_news"  # news agencies publish; naming one names no party
PARTS = "part of a state"


class Party(NamedTuple):
    """Who a title stands for.

    Parameters
    ----------
    kind
        `state`, `part of a state`, `capital`, `organisation`, `institution`, `office`,
        `leader` (a person in an office on that day) or `other person`.
    actor_id
        What is to be found: the state of the first four and of institutions and offices, the
        organisation, the person.
    state_id
        The state it acts for; empty if none, or several.
    """

    kind: str
    actor_id: str
    state_id: str


@lru_cache(maxsize=100_000)
def party_of(title: str, day: str) -> Party | None:
    """Return who a title stands for on a day, as ISO text; none if the facts do not tell."""
    name, _, bracket = title.replace("_", " ").partition(" (")
    known = [
        meaning
        for meaning in meanings_of(name)
        if (not meaning.start or meaning.start <= day) and (not meaning.end or day < meaning.end)
    ]
    strongest = [meaning for meaning in known if meaning.kind == known[0].kind]
    if strongest:
        return _party_named(strongest, bracket, day)
    reading = read_name(name)
    owners = {meaning.state_id for meaning in reading.meanings}
    if (
        bracket
        or reading.head is None
        or len(owners) != 1
        or reading.meanings[0].kind not in STATES
    ):
        return None
    state = reading.meanings[0].state_id
    kind = {"title": "office", "institution": "institution"}.get(reading.head.kind)
    return Party(kind, state, state) if kind and state else None


def _party_named(meanings: list[Meaning], bracket: str, day: str) -> Party | None:
    kind, actors = meanings[0].kind, {meaning.actor_id for meaning in meanings}
    allowed = BRACKETS.get("state" if kind in STATES else kind)
    if len(actors) > 1 or (bracket and not (allowed and allowed.search(bracket))):
        return None
    meaning = meanings[0]
    if kind in (*STATES, "capital", "seat") and not meaning.state_id:
        return None
    if kind in STATES:
        part = meaning.fact_row in _parts()
        return Party(PARTS if part else "state", meaning.state_id, meaning.state_id)
    if kind in ("capital", "seat"):
        name = "capital" if kind == "capital" else "institution"
        return Party(name, meaning.state_id, meaning.state_id)
    if kind == "organisation":
        if meaning.sector == AGENCY:
            return None
        return Party("organisation", meaning.actor_id, meaning.state_id)
    if kind == "person":
        return _person(meaning.actor_id, day)
    return None


def _person(person_id: str, day: str) -> Party:
    terms = held(terms_by_person().get(person_id, ()), day)
    if not terms:
        return Party("other person", person_id, "")
    states = {offices()[term.office_id].state_id for term in terms}
    return Party("leader", person_id, states.pop() if len(states) == 1 else "")


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    """Return the rows of names that are those of a part of a state."""
    rows = read_facts("state_names")
    rows = rows[rows["kind"] == "part"]
    return frozenset("state_names:" + rows["state_id"] + "/" + rows["name"])
