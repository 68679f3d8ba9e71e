"""Institutions, seats, organisations, and offices named without their holder."""

from __future__ import annotations

import re

from analysis.extract.actors.link import Link, Memory, Name, listed
from analysis.extract.actors.meanings import decide, is_elsewhere, is_valid
from analysis.extract.actors.offices import (
    SHARED_ROLES,
    Office,
    Term,
    held,
    leading,
    offices,
    offices_of,
    offices_titled,
    role_of,
    terms_by_office,
)
from analysis.extract.actors.reading import Reading
from analysis.lexicon.names import Meaning

# Sector of each kind of organisation; those left out have none.
SECTORS = {
    "igo": "IGO", "alliance": "IGO", "format": "IGO", "armed_group": "REB", "company": "BUS",
    "agency": "GOV", "agency_news": "MED", "court": "JUD",
}  # fmt: skip

# Kinds of organisation that act for the state they belong to.
ACTING_FOR_STATE = ("agency",)

# Organs that a town has of its own: `Paris police` are not those of France.
OF_A_TOWN = ("police",)

# Organs the facts know by a name of their own, so that both names count as one actor.
NAMED_ORGANS = {"ISR-military": "org-idf", "ISR-army": "org-idf"}


def link_organ(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link an institution: a state and one of its organs."""
    head = reading.head
    owner, rule, candidates = _owner(reading, memory)
    if head is None or owner is None:
        return Link(None, None, "institution", "actor", rule, candidates=candidates)
    if head.kind == "seat":
        return _seat(head, memory)
    sector = head.sector or None
    state = owner.state_id or None
    if not state:
        return Link(owner.actor_id, None, "institution", "actor", rule or "institution", sector,
                    fact_row=owner.fact_row)  # fmt: skip
    organ, rule = head.actor_id, rule or "institution"
    if organ == "ministry":
        organ = memory.ministries.get(state, "government")
        rule = "institution_repeat" if state in memory.ministries else "ministry_unnamed"
    elif organ.endswith("_ministry"):
        memory.ministries[state] = organ
    role = "place" if owner.kind == "capital" and organ in OF_A_TOWN else "actor"
    actor = NAMED_ORGANS.get(f"{state}-{organ}", f"{state}-{organ}")
    return Link(actor, state, "institution", role, rule, sector, fact_row=owner.fact_row)


def _owner(reading: Reading, memory: Memory) -> tuple[Meaning | None, str, str | None]:
    """State or organisation an office or institution belongs to, or why it is not known."""
    meanings, rule = decide(reading.meanings, memory)
    if len(meanings) == 1 and not is_elsewhere(meanings[0], memory):
        return meanings[0], rule, None
    rule = rule if rule == "no_date" else "ambiguous"
    return None, rule, listed([meaning.actor_id for meaning in meanings])


def link_seat(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link a seat of power to its organ."""
    valid = [m for m in reading.meanings if not memory.day or is_valid(m, memory.day)]
    actors = sorted({meaning.actor_id for meaning in valid or reading.meanings})
    if len(actors) > 1:
        return Link(None, None, "seat", "actor", "ambiguous", candidates=listed(actors))
    link = _seat((valid or list(reading.meanings))[0], memory)
    inside = _INSIDE.search(memory.before(name, 40)) and memory.after(name, 1) not in ("'", "’")
    return link._replace(role="place") if inside else link


# What goes before a seat that is a building: `met in the Kremlin`, `moves into`.
_INSIDE = re.compile(
    r"\b(?:(?:in|inside|into|outside|around|near|at|towards?|left|leaves|leaving|entered|enters|"
    r"stormed|storm|visit\w*|toured|reached|occupied)|(?:return\w*|invit\w*|welcom\w*|visits?|"
    r"came|c[oa]mes?|went|go|goes|trip|driven|drove|arriv\w*|move[sd]?|moving|walked|summoned|"
    r"residence|palace|gates?|steps|grounds|gardens?|lawn)\b.{0,24} (?:to|of|from)) (?:the )?$",
    re.I,
)


def _seat(meaning: Meaning, memory: Memory) -> Link:
    rule = "seat" if not memory.day or is_valid(meaning, memory.day) else "seat_at_other_date"
    return Link(meaning.actor_id, meaning.state_id or None, "seat", "actor", rule,
                meaning.sector or None, fact_row=meaning.fact_row)  # fmt: skip


def link_organisation(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link an organisation; a news agency reports and acts for nobody."""
    actors = sorted({meaning.actor_id for meaning in reading.meanings})
    if len(actors) > 1:
        return Link(None, None, "organisation", "actor", "ambiguous", candidates=listed(actors))
    meaning = reading.meanings[0]
    kind, sector = meaning.sector, SECTORS.get(meaning.sector)
    if meaning.actor_id in NAMED_ORGANS.values():
        sector = "MIL"
    if kind in ACTING_FOR_STATE and not meaning.state_id:
        sector = None
    if kind == "agency_news":
        return Link(
            None, None, "organisation", "publisher", "publisher", sector, fact_row=meaning.fact_row
        )
    state = meaning.state_id if kind in ACTING_FOR_STATE else ""
    return Link(meaning.actor_id, state or None, "organisation", "actor", "organisation", sector,
                fact_row=meaning.fact_row)  # fmt: skip


def link_office(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link an office named without its holder; the office is the actor, the holder a field."""
    owner, rule, candidates = _owner(reading, memory)
    if owner is None:
        return Link(None, None, "bare_office", "actor", rule, candidates=candidates)
    if reading.kind == "counterpart":
        return link_counterpart(name, owner, memory)
    known = offices_titled(owner.actor_id, reading.title)
    if not known or (role_of(reading.title) in SHARED_ROLES and len(known[0].titles) > 1):
        sector = reading.head.sector if reading.head else ""
        role = role_of(reading.title) or "_".join(reading.title.replace("-", " ").split())
        return _unlisted(owner, role, "bare_office", sector)
    return _of_office(known, "bare_office", memory, owner, name)


def _unlisted(owner: Meaning, role: str, kind: str, sector: str) -> Link:
    """Link an office of which the facts have no row."""
    return Link(
        f"{owner.actor_id}-{role}",
        owner.state_id or None,
        kind,
        "actor",
        f"{kind}_unlisted",
        sector=sector or None,
        fact_row=owner.fact_row,
    )


_TITLE_ONLY = re.compile(
    r"\b(?:serv(?:e|es|ed|ing) (?:\w+ ){0,3}as|elected|re-elected|appointed|sworn in as|became|"
    r"become|becomes|becoming|named|nominated|running for|run for|ran for|bid for|candidate for|"
    r"elected as|appointed as|was|been|being|the office of|position of|post of|role of|"
    r"worked as|resigned as|inaugurated as|reign as|tenure as|time as|years as|term as|"
    r"elect|election of|oath as|inaugurated as \w+|took office as|sworn in (?:\w+ )?as|"
    r"successor to|every|any|no|first|former|next|future|second|previous|"
    r"then|late|ex|as)[ -](?:the |a |an |its |their )?(?:\w+(?:st|nd|rd|th) |new |next )?$",
    re.I,
)


def _of_office(
    known: tuple[Office, ...], kind: str, memory: Memory, owner: Meaning, name: Name
) -> Link:  # fmt: skip
    """Link the office that is held on the day; the first, without a holder, if none is.

    On the day of handover both holders are candidates, unless the text says which.
    """
    terms = [
        term
        for office in known
        for term in held(terms_by_office().get(office.office_id, ()), memory.day)
    ]
    term = leading(terms)
    office = offices()[term.office_id] if term else known[0]
    own = [other for other in terms if other.office_id == office.office_id and not other.acting]
    rule = kind if term else ("no_date" if not memory.day else f"{kind}_without_holder")
    row = term.fact_row if term else f"offices:{office.office_id}"
    candidates = said_of = None
    before = memory.before(name, 48)
    if term and _TITLE_ONLY.search(before):
        term, rule, row = None, "office_named", f"offices:{office.office_id}"
        said_of = None if _ANY_HOLDER.search(before) else _person_before(name, owner, memory)
    elif len(own) > 1:
        chosen = _by_wording(own, before + name.text)
        if chosen is None:
            candidates = listed([other.person_id for other in own])
            row = listed([other.fact_row for other in own]) or row
            term, rule = None, "handover"
        else:
            term, row = chosen, chosen.fact_row
    return Link(
        office.office_id,
        office.state_id or None,
        kind,
        "actor",
        rule,
        sector=office.sector or None,
        office_id=office.office_id,
        person_id=term.person_id if term else said_of,
        candidates=candidates,
        fact_row=row,
    )


_ANY_HOLDER = re.compile(
    r"\b(?:any|every|no|next|future|election|post|position|candidate|bid|run\w*|ran|successor|"
    r"previous) (?:\w+ ){0,3}$",
    re.I,
)


def _person_before(name: Name, owner: Meaning, memory: Memory) -> str | None:
    """Return the person of that state an office is said of: `Aoun was elected president of`."""
    found = memory.preceding(name)
    if found is None or found[0].label != "PERSON" or found[1].state_id != owner.state_id:
        return None
    return found[1].person_id


_LEAVING = re.compile(
    r"\b(?:outgoing|departing|departed|defeated|deposed|ousted|resigning)\b", re.I
)
_COMING = re.compile(r"\b(?:incoming|new|newly|next)\b", re.I)


def _by_wording(terms: list[Term], wording: str) -> Term | None:
    """Return the holder that `outgoing` or `new` means on the day of handover."""
    ordered = sorted(terms, key=lambda term: (term.start, term.person_id))
    if _LEAVING.search(wording):
        return ordered[0]
    return ordered[-1] if _COMING.search(wording) else None


def link_counterpart(name: Name, owner: Meaning, memory: Memory) -> Link:
    """Link `his Turkish counterpart` to the office the nearest officer before it holds."""
    if memory.officer is None or memory.officer[0] < name.sentence_start:
        return Link(owner.actor_id, owner.state_id or None, "relational_office", "actor",
                    "no_antecedent", fact_row=owner.fact_row)  # fmt: skip
    role = offices()[memory.officer[1]].role
    known = tuple(office for office in offices_of(owner.actor_id) if office.role == role)
    if not known:
        return _unlisted(owner, role, "relational_office", "")
    return _of_office(known, "relational_office", memory, owner, name)
