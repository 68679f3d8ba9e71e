"""States, nationalities and capitals linked to the state they mean on the article's day."""

from __future__ import annotations

import re

from analysis.extract.actors.link import Link, Memory, Name, listed
from analysis.extract.actors.meanings import (
    SHARED_SEATS,
    decide,
    is_elsewhere,
    speaks_for_others,
)
from analysis.extract.actors.offices import states_of_persons
from analysis.extract.actors.organs import link_counterpart
from analysis.extract.actors.reading import Reading
from analysis.extract.actors.roles import (
    ACTOR,
    DESCRIPTOR,
    PLACE,
    UNDECIDED,
    Surroundings,
    group_after,
    group_after_state,
    is_joined,
    role_of_capital,
    role_of_state,
)
from analysis.extract.actors.roles.cues import cue
from analysis.extract.actors.roles.states import SHORT
from analysis.lexicon.names import Meaning

# Characters beside a name that are read for its role.
BEFORE, AFTER = 60, 48
# The same for a capital, whose verb may stand behind an aside.
CAPITAL_AFTER = 96

# Regions that govern themselves within a state they do not contest.
SUB_STATES = {"disputed-kurdistan": "IRQ"}
# Peoples who also live in the state named before them: `Bosnian Serbs`, `Kosovo Albanians`.
_LIVING_ABROAD = frozenset(
    {"Serb", "Serbs", "Croat", "Croats", "Albanian", "Albanians", "Hungarians"}
)

_KIND = {
    "state": "state", "capital": "capital", "adjective": "adjective_group",
    "prefix": "adjective_group", "people": "group_description",
}  # fmt: skip


def link_place(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link a state, a nationality or a capital."""
    role, sector = _role(name, reading.kind, memory)
    kind = _KIND[reading.kind]
    meanings, rule = decide(reading.meanings, memory)
    if len(meanings) > 1:
        told = _of_next_person(meanings, name, memory)
        meanings, rule = (tuple(told), "by_person") if len(told) == 1 else (meanings, rule)
    if len(meanings) > 1 or (meanings and is_elsewhere(meanings[0], memory)):
        return Link(
            None,
            None,
            kind,
            role,
            rule if rule == "no_date" else "ambiguous",
            sector=sector or None,
            candidates=listed([meaning.actor_id for meaning in meanings]),
            fact_row=listed([meaning.fact_row for meaning in meanings]),
        )
    meaning = meanings[0]
    own = _state_lived_in(name, memory)
    if own is not None:
        return own._replace(kind=kind, role=role, sector=sector or None)
    if meaning.actor_id in SUB_STATES:
        return Link(meaning.actor_id, SUB_STATES[meaning.actor_id], kind, role, "sub_state",
                    sector=sector or None, fact_row=meaning.fact_row)  # fmt: skip
    if kind == "adjective_group" and _COUNTERPART.match(memory.after(name, AFTER)):
        return link_counterpart(name, meaning, memory)
    seat = name.text.removeprefix("the ")
    if kind == "capital" and role == ACTOR and speaks_for_others(seat, meaning.state_id, memory):
        others = f"{meaning.actor_id}|{SHARED_SEATS[seat]}"
        return Link(meaning.actor_id, meaning.state_id, kind, UNDECIDED, "seat_of_organisation",
                    candidates=others, fact_row=meaning.fact_row)  # fmt: skip
    if not meaning.state_id:
        rule = "former_state" if meaning.actor_id.startswith("former") else "disputed_territory"
    return Link(
        meaning.actor_id,
        meaning.state_id or None,
        kind,
        role,
        rule or kind,
        sector=sector or None,
        fact_row=meaning.fact_row,
    )


def _state_lived_in(name: Name, memory: Memory) -> Link | None:
    """Return the link of the state named right before a people that lives there, too."""
    found = memory.preceding(name) if name.text in _LIVING_ABROAD else None
    if found is None or memory.text[found[0].end : name.start] != " ":
        return None
    return found[1]._replace(link_rule="people_within") if found[1].state_id else None


def _role(name: Name, kind: str, memory: Memory) -> tuple[str, str]:
    """Role and sector of a place or nationality in its sentence."""
    before, after = memory.before(name, BEFORE), memory.after(name, AFTER)
    if kind == "people":
        return _role_of_people(before, after)
    if kind in ("adjective", "prefix"):
        return _role_of_adjective(before, after)
    joined = _joined_role(name, memory)
    if kind == "capital":
        surroundings = Surroundings(
            before,
            memory.after(name, CAPITAL_AFTER),
            joined,
            opens=name.opens,
            titled=name.section in ("headline", "related"),
            own_state_follows=name.text.endswith(_DISTRICT) or _own_state_follows(name, memory),
            list_follows=_after_list(name, memory),
        )
        return role_of_capital(surroundings), ""
    group = group_after(after) if name.text in SHORT else group_after_state(after)
    if group and group.role != PLACE:
        return group.role, group.sector
    return role_of_state(before, after, joined, name=name.text), ""


_DISTRICT = ("D.C.", "D.C", "DC")  # after a capital, they tell of the town
_COUNTERPART = re.compile(r" (?:counterpart|colleague|opposite number)\b")
_VERB = re.compile(r" (?:(?:also|now|still|again|then|never|not|[a-z]+ly) )?([a-z]+)\b")


def _role_of_people(before: str, after: str) -> tuple[str, str]:
    """Role and sector of a people: those who act as one are the party (`the Saudis fear`)."""
    verb = _VERB.match(after)
    acts = verb is not None and cue("subject", verb.group(1)) == ACTOR
    if before[-4:].lower() == "the " and acts:
        return ACTOR, ""
    return DESCRIPTOR, "CVL"


_PREFIXED = re.compile(r"(?:\b(?:pro|anti|non)-|\bOne )$", re.I)


def _role_of_adjective(before: str, after: str) -> tuple[str, str]:
    """Role and sector of a nationality: those of the noun it describes."""
    if _PREFIXED.search(before):
        return DESCRIPTOR, ""
    group = group_after(_after_joined(after))
    return (group.role, group.sector) if group else (ACTOR, "")


_JOINED_NATIONALITY = re.compile(r"(?:-|/|–| and | or |, )[A-Z][\w.]*(?= )")


def _after_joined(after: str) -> str:
    """Skip nationalities joined to this one: `Russian and Iranian support`."""
    match = _JOINED_NATIONALITY.match(after)
    return after[match.end() :] if match else after


def _joined_role(name: Name, memory: Memory) -> str:
    """Role of the name before, if this one is joined to it in a list or a pair."""
    found = memory.preceding(name)
    if found is None:
        return ""
    last, link = found
    if last.label not in ("GPE", "ORG") or last.end > name.start:
        return ""
    gap = memory.text[last.end : name.start]
    return link.role if is_joined(gap) and link.role in (ACTOR, PLACE) else ""


def _own_state_follows(name: Name, memory: Memory) -> bool:
    """Whether the state the capital is in is named after it: `Damascus, Syria`."""
    found = memory.following(name)
    if found is None or memory.text[name.end : found[0].start] not in (", ", " ("):
        return False
    own = {meaning.actor_id for meaning in memory.readings[memory.at].meanings}
    return found[1].kind == "state" and any(m.actor_id in own for m in found[1].meanings)


def _after_list(name: Name, memory: Memory) -> str:
    """Text after the names joined to this one; empty if none is."""
    end, nth = name.end, 1
    while (found := memory.following(name, nth)) is not None:
        if not is_joined(memory.text[end : found[0].start]) or found[0].label == "PERSON":
            break
        end, nth = found[0].end, nth + 1
    return memory.text[end : min(end + AFTER, name.sentence_end)] if nth > 1 else ""


def _of_next_person(meanings: tuple[Meaning, ...], name: Name, memory: Memory) -> list[Meaning]:
    """Return the meaning that the known person after a shared adjective decides."""
    found = memory.following(name)
    if found is None or found[1].kind != "person" or found[0].start - name.end > AFTER:
        return []
    if any(mark in memory.text[name.end : found[0].start] for mark in ".,;:()"):
        return []
    states = states_of_persons([meaning.actor_id for meaning in found[1].meanings])
    return [meaning for meaning in meanings if meaning.actor_id in states]
