"""Persons linked to the facts: by full name, by title, by surname in the same article.

The office recorded is the one held on the article's day. What the text calls a person is
compared with it; a mismatch stands in `link_rule` and is never overwritten.
"""

from __future__ import annotations

import re

from analysis.extract.actors.clusters import antecedent, without_honorific
from analysis.extract.actors.link import Link, Memory, Name, listed
from analysis.extract.actors.middle_names import person_named_at_length
from analysis.extract.actors.offices import (
    Term,
    acts_for,
    first_day,
    fits,
    held,
    leading,
    near,
    offices,
    offices_titled,
    states_of_persons,
    terms_by_person,
    years_from,
)
from analysis.extract.actors.origins import nationality_before, origin_of
from analysis.extract.actors.reading import Reading, read_name
from analysis.extract.actors.strangers import stranger_named, surname_meanings
from analysis.extract.actors.text_persons import (
    actor_named,
    link_repeated,
    link_unknown,
    named_later,
)
from analysis.extract.actors.titles import (
    claims_office,
    is_coming,
    is_former,
    title_before,
)
from analysis.lexicon.names import Meaning

_NOT_IN_SLUG = re.compile(r"[^\w]+")


def link_person(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link a person named in full or by surname."""
    title = title_before(name, memory)
    if reading.kind == "person":
        if _is_namesake(reading.meanings, name, title, memory):
            ids = sorted({meaning.actor_id for meaning in reading.meanings})
            return link_unknown(name, title, memory)._replace(
                link_rule="namesake", candidates=listed(ids)
            )
        return _known(name, reading.meanings, title, memory)
    plain = without_honorific(name.text)
    if plain != name.text:
        told = read_name(plain)
        if told.kind == "person" and len({m.actor_id for m in told.meanings}) == 1:
            return _known(name, told.meanings, title, memory)
    before, claimants = antecedent(name, title, memory)
    if before is not None:
        return link_repeated(name, title, before, memory)
    if claimants:
        return _undecided(claimants, "ambiguous")
    later = named_later(name, memory)
    if later is not None:
        return later
    persons = surname_meanings(name.text)
    known_here = any(meaning.actor_id in memory.named_persons for meaning in persons)
    stranger = "" if known_here or not persons else stranger_named(name, persons, memory)
    if stranger:
        return Link(actor_named(stranger), None, "short_name", "actor", "other_of_that_name")
    if persons:
        return _by_surname(name, persons, title, memory)
    known = person_named_at_length(name.text, memory.day, memory.window)
    if known:
        return in_office(known, "full_name", "middle_name", title, name, memory)
    return link_unknown(name, title, memory)


def _is_namesake(persons: tuple[Meaning, ...], name: Name, title: str, memory: Memory) -> bool:
    """Whether a title of one state stands before the name of another state's officer."""
    state = nationality_before(name, title, memory) if title else ""
    states = states_of_persons(meaning.actor_id for meaning in persons)
    return bool(state and states) and state not in states


def _known(name: Name, persons: tuple[Meaning, ...], title: str, memory: Memory) -> Link:
    """Link one of the persons of that name: the one in office, if there are several."""
    ids = sorted({meaning.actor_id for meaning in persons})
    if len(ids) > 1:
        ids = [
            person for person in ids if held(terms_by_person().get(person, ()), memory.day)
        ] or ids
    if len(ids) > 1:
        return Link(None, None, "full_name", "actor", "ambiguous", candidates=listed(ids))
    link = in_office(ids[0], "full_name", "full_name", title, name, memory)
    if link.state_id is None and not _acts_for_organisation(link):
        return link._replace(state_id=origin_of(name, title, memory).state or None)
    return link


def _acts_for_organisation(link: Link) -> bool:
    """Whether a person holds an office of an organisation, and so acts for no state."""
    return link.office_id is not None


def in_office(
    person: str, kind: str, rule: str, title: str, name: Name, memory: Memory
) -> Link:  # fmt: skip
    """Return the link of a person with the office and state of the article's day.

    Who has left office keeps its state; who has not come to one yet has it if the office is
    near, within the window.
    """
    terms = terms_by_person().get(person, ())
    row = f"persons:{person}"
    now = leading(held(terms, memory.day), title)
    if now is not None:
        office = offices()[now.office_id]
        past = is_former(name, memory) or is_coming(name, memory)
        if title and not past and claims_office(title) and _is_mismatch(terms, title, memory.day):
            rule = "office_mismatch"
        return Link(person, acts_for(office) or None, kind, "actor", rule, office.sector or None,
                    now.office_id, person, fact_row=now.fact_row)  # fmt: skip
    states = sorted(states_of_persons([person]))
    one = states[0] if len(states) == 1 else None
    if not memory.day:
        return Link(
            person, one, kind, "actor", rule if one else "no_date", person_id=person, fact_row=row
        )
    past_terms = [term for term in terms if term.end and first_day(term.end) <= memory.day]
    last = max(past_terms, key=lambda term: (term.end, term.office_id), default=None)
    if last is None:
        soon = terms and first_day(terms[0].start) <= years_from(memory.day, memory.window)
        return Link(person, one if soon else None, kind, "actor", "no_office_at_date",
                    person_id=person, fact_row=row)  # fmt: skip
    office = offices()[last.office_id]
    return Link(person, acts_for(office) or one, kind, "actor", "former_holder", None,
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
        return in_office(later[0], "short_name", "surname_named_later", title, name, memory)
    if not memory.day:
        return _undecided(ids, "no_date")
    state = nationality_before(name, title, memory)
    close = [
        term
        for person in ids
        for term in near(terms_by_person().get(person, ()), memory.day, memory.window)
        if not state or offices()[term.office_id].state_id in (state, "")
    ]
    if state and not close:
        return link_unknown(name, title, memory)
    possible = sorted({term.person_id for term in close})
    former = is_former(name, memory)
    for kind, rule, chosen in (
        ("office_name", "title_and_surname", _titled(close, title, memory.day)),
        ("short_name", "surname_of_holder", possible),
        ("short_name", "surname_in_office", [] if former else _of_one_state(close, memory.day)),
    ):
        if len(chosen) == 1:
            return in_office(chosen[0], kind, rule, title, name, memory)
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
