"""Which of its meanings a name has: by the day, and by what else the article names.

`Korea` is one of two states, `Georgia` a state or a part of another, `Belgrade` the capital of
one state or another by date, `Brussels` speaks for Belgium or for those who have their seat
there. What neither the day nor the article decides stays with its candidates.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.actors.link import Memory
from analysis.extract.actors.offices import states_of_persons
from analysis.lexicon import read_words
from analysis.lexicon.names import Meaning


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
    hinted = tuple(meaning for meaning in single if is_hinted(meaning.actor_id, memory.text))
    if len(hinted) == 1:
        return hinted, "by_context"
    dated = not memory.day and any(meaning.start or meaning.end for meaning in single)
    return single, "no_date" if dated else "ambiguous"


def is_hinted(state: str, text: str) -> bool:
    """Whether a text names a place or a party that speaks for one of the states of a name."""
    pattern = _hints().get(state)
    return pattern is not None and pattern.search(text) is not None


@cache
def _hints() -> dict[str, re.Pattern[str]]:
    rows = read_words("contexts")
    return {
        str(state): re.compile(r"\b(?:" + "|".join(re.escape(form) for form in own) + r")\b")
        for state, own in rows.groupby("state_id")["form"]
    }


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
    if meaning.kind == "capital":
        return not _us_speaks(memory) and _WASHINGTON_STATE.search(memory.text) is not None
    if memory.in_united_states is None:
        near = memory.named_states & _NEIGHBOURS.get(meaning.actor_id, frozenset())
        memory.in_united_states = _us_context().search(memory.text) is not None or (
            not near and _us_speaks(memory)
        )
    return memory.in_united_states


_WASHINGTON_STATE = re.compile(r"\b(?:Seattle|Spokane|Tacoma|state of Washington|"
                               r"Washington [Ss]tate)\b")  # fmt: skip

# States that, named beside a state that is also a part of the United States, speak for it.
_NEIGHBOURS = {
    "GEO": frozenset({"GEO", "RUS", "ARM", "AZE", "TUR", "UKR", "MDA", "disputed-abkhazia",
                      "disputed-south-ossetia", "former-soviet-union"}),
}  # fmt: skip


def _us_speaks(memory: Memory) -> bool:
    """Whether the article names the United States or its president, and no capital of Georgia."""
    american = any(
        meaning.state_id == "USA" or meaning.actor_id.startswith("USA-")
        for reading in memory.readings
        for meaning in reading.meanings
    ) or "USA" in states_of_persons(sorted(memory.named_persons))
    return (
        american
        and not any(
            meaning.state_id == "GEO" and reading.kind != "state"
            for reading in memory.readings
            for meaning in reading.meanings
        )
        and "GEO" not in states_of_persons(sorted(memory.named_persons))
    )


# Capitals that are also the seat of organisations, and the organisations. They act for their
# state only if the article names it otherwise; Vienna unless it speaks of the agencies there.
SHARED_SEATS = {
    "Brussels": "org-eu|org-nato",
    "The Hague": "org-icc|org-icj|org-opcw",
    "Vienna": "org-iaea|org-osce|org-opec",
}
_OF_AGENCIES = re.compile(
    r"\b(?:nuclear|atomic|enrich\w*|inspect\w+|watchdog|agency|IAEA|OSCE|OPEC|oil|barrels?)\b"
)


def speaks_for_others(name: str, state: str, memory: Memory) -> bool:
    """Whether a capital that acts may stand for an organisation that has its seat there."""
    if name not in SHARED_SEATS or (name == "Vienna" and not _OF_AGENCIES.search(memory.text)):
        return False
    return not any(
        meaning.state_id == state
        for reading in memory.readings
        if reading.kind in ("state", "adjective")
        for meaning in reading.meanings
    )


@cache
def _us_context() -> re.Pattern[str]:
    words = sorted(read_words("us_context")["form"])
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")
