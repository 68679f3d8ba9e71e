"""States, nationalities and capitals linked to the state they mean on the article's day."""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.actors.link import Link, Memory, Name, listed
from analysis.extract.actors.reading import Reading
from analysis.extract.actors.roles import (
    ACTOR,
    DESCRIPTOR,
    PLACE,
    UNDECIDED,
    group_after,
    is_joined,
    role_of_capital,
    role_of_state,
)
from analysis.lexicon import read_words
from analysis.lexicon.names import Meaning

# Characters beside a name that are read for its role.
BEFORE, AFTER = 60, 48

_KIND = {
    "state": "state", "capital": "capital", "adjective": "adjective_group",
    "prefix": "adjective_group", "people": "group_description",
}  # fmt: skip


def link_place(name: Name, reading: Reading, memory: Memory) -> Link:
    """Link a state, a nationality or a capital."""
    role, sector = _role(name, reading.kind, memory)
    kind = _KIND[reading.kind]
    meanings, rule = decide(reading.meanings, memory)
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


def decide(meanings: tuple[Meaning, ...], memory: Memory) -> tuple[tuple[Meaning, ...], str]:
    """Choose among meanings by the day, then by what else the article names.

    A capital is that of a former state only on a day when there was that state; without a
    day, only if the article names it.

    Returns
    -------
    (meanings, rule)
        One meaning for each actor that remains possible; the rule is empty if there was
        no choice to make, and `no_date` if a date could have decided.
    """
    if len(meanings) == 1:
        return meanings, ""
    single = one_each(meanings)
    if len(single) == 1:
        return single, ""
    if memory.day:
        valid = one_each(tuple(meaning for meaning in meanings if is_valid(meaning, memory.day)))
        if len(valid) == 1:
            return valid, "by_date"
        single = valid or tuple(m for m in single if m.state_id) or single
        if len(single) == 1:
            return single, "by_date"
    elif meanings[0].kind == "capital":
        single = tuple(m for m in single if m.state_id or m.actor_id in memory.named_states)
        if len(single) == 1:
            return single, ""
    elsewhere = tuple(meaning for meaning in single if meaning.actor_id in memory.named_states)
    if len(elsewhere) == 1:
        return elsewhere, "same_article"
    dated = not memory.day and any(meaning.start or meaning.end for meaning in single)
    return single, "no_date" if dated else "ambiguous"


def one_each(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Return the first meaning for each actor, in the order of the actors."""
    first: dict[str, Meaning] = {}
    for meaning in meanings:
        first.setdefault(meaning.actor_id, meaning)
    return tuple(first[actor] for actor in sorted(first))


def is_valid(meaning: Meaning, day: str) -> bool:
    """Whether a name means this on a day."""
    return meaning.start <= day and (not meaning.end or day < meaning.end)


def is_elsewhere(meaning: Meaning, memory: Memory) -> bool:
    """Whether a name shared with a part of the United States may mean that part."""
    if "US state" not in meaning.senses:
        return False
    if memory.in_united_states is None:
        memory.in_united_states = _us_context().search(memory.text) is not None
    return memory.in_united_states


@cache
def _us_context() -> re.Pattern[str]:
    words = sorted(read_words("us_context")["form"])
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")


def _role(name: Name, kind: str, memory: Memory) -> tuple[str, str]:
    """Role and sector of a place or nationality in its sentence."""
    before = memory.text[max(name.start - BEFORE, name.sentence_start) : name.start]
    after = memory.text[name.end : min(name.end + AFTER, name.sentence_end)]
    if kind == "people":
        return DESCRIPTOR, "CVL"
    if kind in ("adjective", "prefix"):
        group = group_after(_after_joined(after))
        return (group.role, group.sector) if group else (ACTOR, "")
    joined = _joined_role(name, memory)
    if kind == "capital":
        return (
            role_of_capital(
                before,
                after,
                joined,
                opens=name.opens,
                titled=name.section in ("headline", "related"),
            ),
            "",
        )
    group = group_after(after)
    if group and group.role != PLACE:
        return group.role, group.sector
    return role_of_state(before, after, joined), ""


_JOINED_NATIONALITY = re.compile(r"(?:-|/| and | or |, )[A-Z][\w.]*(?= )")


def _after_joined(after: str) -> str:
    """Skip nationalities joined to this one: `Russian and Iranian support`."""
    match = _JOINED_NATIONALITY.match(after)
    return after[match.end() :] if match else after


def _joined_role(name: Name, memory: Memory) -> str:
    """Role of the name before, if this one is joined to it in a list or a pair."""
    if memory.previous is None:
        return ""
    last, link = memory.previous
    if last.label != "GPE" or last.start < name.sentence_start or last.end > name.start:
        return ""
    gap = memory.text[last.end : name.start]
    return link.role if is_joined(gap) and link.role != UNDECIDED else ""
