"""Persons linked to the facts: by full name, by title, by surname in the same article.

The office recorded is the one held on the article's day. What the text calls a person is
compared with it; a mismatch stands in `link_rule` and is never overwritten.
"""

from __future__ import annotations

import re

from analysis.extract.actors.link import Link, Memory, Name, listed
from analysis.extract.actors.offices import (
    Term,
    fits,
    held,
    leading,
    near,
    offices,
    offices_titled,
    terms_by_office,
    terms_by_person,
)
from analysis.extract.actors.reading import Reading
from analysis.extract.actors.titles import claims_office, is_former, state_before, title_before
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import Meaning, meanings_of

_NOT_IN_SLUG = re.compile(r"[^\w]+")


def link_person(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link a person named in full or by surname."""
    title = title_before(name, memory)
    if reading.kind == "person":
        if _is_namesake(reading.meanings, name, title, memory):
            ids = sorted({meaning.actor_id for meaning in reading.meanings})
            return _unknown(name, title, memory)._replace(
                link_rule="namesake", candidates=listed(ids)
            )
        return _known(name, reading.meanings, title, memory, "full_name")
    surname = surname_of(name.text)
    persons = surname_meanings(name.text)
    remembered = memory.persons.get(surname)
    if remembered is not None and (
        not persons or remembered.person_id is None or _among(remembered, persons)
    ):
        return remembered._replace(kind="short_name", link_rule="surname_in_article")
    if persons:
        return _by_surname(name, persons, title, memory)
    return _unknown(name, title, memory)


def _is_namesake(persons: tuple[Meaning, ...], name: Name, title: str, memory: Memory) -> bool:
    """Whether a title of one state stands before the name of another state's officer."""
    state = state_before(name, title, memory)[0] if title else None
    if state is None:
        return False
    terms = [term for meaning in persons for term in terms_by_person().get(meaning.actor_id, ())]
    states = {offices()[term.office_id].state_id for term in terms} - {""}
    return bool(states) and state not in states


def surname_of(text: str) -> str:
    """Return the folded key under which later mentions find a person."""
    return fold_name(text).rsplit(" ", 1)[-1].removeprefix("al-").removeprefix("Al-")


def surname_meanings(text: str) -> tuple[Meaning, ...]:
    """Return the persons a surname can mean, with or without given names before it."""
    words = fold_name(text).split(" ")
    for cut in range(len(words)):
        known = tuple(m for m in meanings_of(" ".join(words[cut:])) if m.kind == "surname")
        given = [word.lower().rstrip(".") for word in words[:cut]]
        fitting = tuple(m for m in known if all(word in m.actor_id.split("-") for word in given))
        if fitting:
            return fitting
    return ()


def _among(link: Link, persons: tuple[Meaning, ...]) -> bool:
    return any(meaning.actor_id == link.person_id for meaning in persons)


def _known(name: Name, persons: tuple[Meaning, ...], title: str, memory: Memory, kind: str) -> Link:
    """Link one of the persons of that name: the one in office, if there are several."""
    ids = sorted({meaning.actor_id for meaning in persons})
    if len(ids) > 1:
        ids = [
            person for person in ids if held(terms_by_person().get(person, ()), memory.day)
        ] or ids
    if len(ids) > 1:
        return Link(None, None, kind, "actor", "ambiguous", candidates=listed(ids))
    return in_office(ids[0], kind, kind, title, is_former(name, memory), memory)


def in_office(person: str, kind: str, rule: str, title: str, former: bool, memory: Memory) -> Link:
    """Return the link of a person with the office and state of the article's day."""
    terms = terms_by_person().get(person, ())
    row = f"persons:{person}"
    now = leading(held(terms, memory.day), title)
    if now is not None:
        office = offices()[now.office_id]
        if title and not former and claims_office(title) and _is_mismatch(terms, title, memory.day):
            rule = "office_mismatch"
        return Link(person, office.state_id or None, kind, "actor", rule, office.sector or None,
                    now.office_id, person, fact_row=now.fact_row)  # fmt: skip
    states = sorted({offices()[term.office_id].state_id for term in terms} - {""})
    if not memory.day:
        one = states[0] if len(states) == 1 else None
        return Link(
            person, one, kind, "actor", rule if one else "no_date", person_id=person, fact_row=row
        )
    past = [
        term
        for term in near(terms, memory.day, memory.window)
        if term.end and term.end <= memory.day
    ]
    last = max(past, key=lambda term: (term.end, term.office_id), default=None)
    if last is None:
        return Link(
            person, None, kind, "actor", "no_office_at_date", person_id=person, fact_row=row
        )
    office = offices()[last.office_id]
    return Link(person, office.state_id or None, kind, "actor", "former_holder", None,
                None, person, fact_row=last.fact_row)  # fmt: skip


def _is_mismatch(terms: tuple[Term, ...], title: str, day: str) -> bool:
    """Whether the facts have such an office in the person's state, and give it to another."""
    current = [offices()[term.office_id] for term in held(terms, day)]
    listed_there = any(offices_titled(office.owner, title) for office in current)
    return listed_there and not any(fits(office, title) for office in current)


def _by_surname(name: Name, persons: tuple[Meaning, ...], title: str, memory: Memory) -> Link:
    """Link a surname that the article has not explained so far."""
    ids = sorted({meaning.actor_id for meaning in persons})
    later = [person for person in ids if person in memory.named_persons]
    if len(later) == 1:
        return in_office(
            later[0], "short_name", "surname_named_later", title, is_former(name, memory), memory
        )
    if not memory.day:
        return _undecided(ids, "no_date")
    close = [
        term
        for person in ids
        for term in near(terms_by_person().get(person, ()), memory.day, memory.window)
    ]
    possible = sorted({term.person_id for term in close})
    former = is_former(name, memory)
    for kind, rule, chosen in (
        ("office_name", "title_and_surname", _titled(close, title, memory.day)),
        ("short_name", "surname_of_holder", possible),
        ("short_name", "surname_in_office", [] if former else _of_one_state(close, memory.day)),
    ):
        if len(chosen) == 1:
            return in_office(chosen[0], kind, rule, title, former, memory)
    return _undecided(possible or ids, "ambiguous" if possible else "surname_outside_window")


def _titled(terms: list[Term], title: str, day: str) -> list[str]:
    """Return the persons who hold an office of that title."""
    fitting = [
        term for term in held(terms, day) if title and fits(offices()[term.office_id], title)
    ]
    return sorted({term.person_id for term in fitting})


def _of_one_state(terms: list[Term], day: str) -> list[str]:
    """Return the persons in office, if all that are possible belong to one state."""
    owners = {offices()[term.office_id].owner for term in terms}
    return sorted({term.person_id for term in held(terms, day)}) if len(owners) == 1 else []


def _undecided(persons: list[str], rule: str) -> Link:
    return Link(None, None, "short_name", "actor", rule, candidates=listed(persons))


def _unknown(name: Name, title: str, memory: Memory) -> Link:
    """Link a person the facts do not know: by the nationality before the title, if there is one."""
    slug = _NOT_IN_SLUG.sub("-", fold_name(name.text).lower()).strip("-")
    actor = f"name-{slug}"
    state, sector = state_before(name, title, memory)
    office = next(iter(offices_titled(state, title)), None) if state and title else None
    if office is None or is_former(name, memory) or not claims_office(title):
        return Link(actor, state, "person", "actor", "title_and_name" if title else "unknown_name",
                    sector or None)  # fmt: skip
    holders: list[Term] = held(terms_by_office().get(office.office_id, ()), memory.day)
    if not holders:
        return Link(
            actor,
            state,
            "person",
            "actor",
            "title_and_name",
            office.sector or None,
            office.office_id,
        )
    return Link(actor, state, "person", "actor", "office_mismatch", office.sector or None,
                office.office_id, candidates=listed([term.person_id for term in holders]),
                fact_row=listed([term.fact_row for term in holders]))  # fmt: skip
