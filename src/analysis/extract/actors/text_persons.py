"""Persons the facts do not know: who they are, and of which state, as the text says.

Their identifier is made of their name as printed, so that it means one person in one article
and, across articles, whoever bears that name.
"""

from __future__ import annotations

import re

from analysis.extract.actors.clusters import antecedent, is_shortened, words_of
from analysis.extract.actors.link import Link, Memory, Name, listed
from analysis.extract.actors.offices import Term, held, offices_titled, terms_by_office
from analysis.extract.actors.origins import Origin, origin_of
from analysis.extract.actors.strangers import surname_meanings
from analysis.extract.actors.titles import claims_office, is_coming, is_former, sector_of
from analysis.lexicon.fold import fold_name
from analysis.schema.tables import TEXT_ONLY

_NOT_IN_SLUG = re.compile(r"[^\w]+")


def link_repeated(name: Name, title: str, before: Link, memory: Memory) -> Link:
    """Return the link of a person named before: by surname, or again in full.

    Whom nothing placed in a state so far may be placed here.
    """
    if before.state_id is None and before.kind in ("person", "short_name") and not before.person_id:
        origin = origin_of(name, title, memory)
        before = before._replace(
            state_id=origin.state or None, sector=before.sector or sector_of(title) or None
        )
    if len(words_of(name.text)) > 1 and before.kind == "person":
        return before._replace(candidates=None)
    return before._replace(kind="short_name", link_rule="surname_in_article")


def repeated_person(name: Name, memory: Memory) -> Link | None:
    """Return the link of a person named before that a name of another label repeats.

    A model takes `al-Quaety` for an organisation; the article has named Nabil al-Quaety.
    """
    if name.label not in ("ORG", "MISC") or len(name.text.split()) > 1:
        return None
    before, _ = antecedent(name, "", memory)
    ends = before is not None and any(
        long[-1:] == words_of(name.text)[-1:] for long, _, link in memory.people.values()
        if link.actor_id == before.actor_id
    )  # fmt: skip
    return link_repeated(name, "", before, memory) if before is not None and ends else None


def named_later(name: Name, memory: Memory) -> Link | None:
    """Link a shortened name to an unknown person the article names in full further on."""
    short = words_of(name.text)
    longer = {
        actor_named(other.text): other
        for other, reading in zip(
            memory.names[memory.at + 1 :], memory.readings[memory.at + 1 :], strict=True
        )
        if other.label == "PERSON" and reading.kind != "person"
        and len(words_of(other.text)) > len(short) and is_shortened(short, words_of(other.text))
    }  # fmt: skip
    if len(longer) != 1 or surname_meanings(name.text):
        return None
    return Link(next(iter(longer)), None, "short_name", "actor", "surname_named_later")


def actor_named(text: str) -> str:
    """Return the identifier of a person only the text knows."""
    return TEXT_ONLY + _NOT_IN_SLUG.sub("-", fold_name(text).lower()).strip("-")


def link_unknown(name: Name, title: str, memory: Memory) -> Link:
    """Link a person the facts do not know, with the state the text gives."""
    actor = actor_named(name.text)
    origin, sector = origin_of(name, title, memory), sector_of(title)
    state = origin.state or None
    rule = _rule_of(origin, title)
    office = next(iter(offices_titled(origin.state, title)), None) if state and title else None
    past = is_former(name, memory) or is_coming(name, memory)
    if office is None or past or not claims_office(title) or not _is_stated(origin):
        return Link(actor, state, "person", "actor", rule, sector or None)
    holders: list[Term] = held(terms_by_office().get(office.office_id, ()), memory.day)
    if not holders:
        return Link(actor, state, "person", "actor", rule, office.sector or None, office.office_id)
    return Link(actor, state, "person", "actor", "office_mismatch", office.sector or None,
                office.office_id, candidates=listed([term.person_id for term in holders]),
                fact_row=listed([term.fact_row for term in holders]))  # fmt: skip


def _rule_of(origin: Origin, title: str) -> str:
    if origin.rule in ("", "nationality"):
        return "title_and_name" if title else ("nationality" if origin.rule else "unknown_name")
    return origin.rule


def _is_stated(origin: Origin) -> bool:
    """Whether the text itself says whose officer it is."""
    return origin.rule in ("nationality", "apposition", "institution_before")
