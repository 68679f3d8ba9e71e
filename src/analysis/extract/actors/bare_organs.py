"""Organs of a state that are named without it: `the Defense Ministry`, `Parliament`, `Coast Guard`.

A nationality right before the name tells whose organ it is (`Turkish [Foreign Ministry]`), or a
state after it (`[Electoral Court] of Costa Rica`), or a name only one state has for it (`State
Department`). Else it is that of the one state whose organ of that kind the article named; and,
where it is an organ that every state has, of the one state the article has spoken of, or of the
one it is at home in. Where none of these tells, the organ stays unresolved.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.extract.actors.home import home_state
from analysis.extract.actors.link import Link, Memory, Name
from analysis.extract.actors.organs import OF_A_TOWN
from analysis.extract.actors.reading import Reading
from analysis.extract.actors.unlisted import unlisted_organ


class Organ(NamedTuple):
    """An organ by its last part of an actor's identifier, its sector, and if every state has it."""

    organ: str
    sector: str
    common: bool = True


# Names that only one state has for an organ.
OWN_NAMES = {
    "state department": "USA", "department of state": "USA", "house of lords": "GBR",
    "legislative yuan": "TWN", "executive yuan": "TWN", "home office": "GBR",
}  # fmt: skip

# Parties that are called like the parliaments of other states.
PARTIES = frozenset({("IND", "National Congress"), ("ZAF", "National Congress")})

# Nouns that end, or begin, the name of an organ the lists do not have, with organ and sector.
_ENDS = {
    "parliament": Organ("parliament", "LEG"), "congress": Organ("parliament", "LEG"),
    "assembly": Organ("parliament", "LEG"), "council": Organ("", "GOV"),
    "senate": Organ("parliament", "LEG"),
    "yuan": Organ("parliament", "LEG"), "commons": Organ("parliament", "LEG"),
    "lords": Organ("parliament", "LEG"), "legislature": Organ("parliament", "LEG"),
    "police": Organ("police", "GOV"), "forces": Organ("military", "MIL"),
    "force": Organ("military", "MIL"), "army": Organ("military", "MIL"),
    "navy": Organ("military", "MIL"), "guard": Organ("", "MIL"), "guards": Organ("", "MIL"),
    "court": Organ("", "JUD"), "ministry": Organ("", "GOV"), "commission": Organ("", "GOV"),
    "directorate": Organ("", "GOV"), "department": Organ("", "GOV"), "bureau": Organ("", "GOV"),
    "committee": Organ("", "GOV"), "agency": Organ("", "GOV"), "service": Organ("", "GOV"),
    "administration": Organ("", "GOV"), "kgb": Organ("intelligence", "SPY"),
}  # fmt: skip

# Words that make such a noun an organ of a state: `National Police`, `Legislative Assembly`.
_OF_STATE = frozenset(
    {
        "national", "federal", "royal", "state", "central", "supreme", "constitutional", "high",
        "legislative", "presidential", "electoral", "election", "elections", "armed", "security",
        "defence", "defense", "air", "border", "coast", "home", "foreign", "interior", "republican",
        "civil", "intelligence", "house", "senate", "parliamentary", "investigative", "military",
        "anti-corruption", "telecommunications", "justice", "health", "finance", "emergency",
        "immigration", "customs", "aviation", "disaster", "ruling", "government", "appeals",
        "criminal", "human", "rights", "special", "executive", "of", "and", "for", "the",
        "judiciary", "affairs", "agriculture", "energy", "transport", "education", "labour",
        "services", "statistics", "investigation", "prisons", "commerce", "treasury", "veterans",
        "housing", "urban", "development", "labor", "economy", "trade", "information",
        "resistance", "homeland", "people's",
    }
)  # fmt: skip
_OPENS_NAME = re.compile(
    r"(?:(?:National|Federal) )?(?:Directorate|Ministry|Department|House|Bureau|Chamber|Council) "
    r"(?:of|for) "
)
_NATION_BEFORE = ("GPE", "NORP")
_BESIDE = re.compile(r"(?:['’]s?)? (?:(?:new|own|powerful|top|main|highest|so-called) )?")
_OF = re.compile(r" (?:of|in) (?:the )?")

# How names of organs begin that every state has; others need their state beside them.
_COMMON = frozenset(
    {
        "high", "supreme", "constitutional", "federal", "national", "central", "electoral",
        "election", "legislative", "public", "presidential", "state", "anti-corruption", "interior",
        "foreign", "finance", "defence", "defense", "justice",
    }
)  # fmt: skip


def link_bare_organ(name: Name, reading: Reading, memory: Memory) -> Link | None:
    """Link an organ without nationality; missing if it is none, or if it stays open whose it is.

    Parameters
    ----------
    name, reading
        A name nobody else was found for, and what its text says.
    memory
        What the article has said.
    """
    organ = organ_of(name.text, reading)
    if organ is None:
        return None
    state, rule = _owner(name, organ, memory)
    if not state:
        return None
    return Link(f"{state}-{organ.organ}", state, "institution", "actor", rule, organ.sector or None)


def organ_of(text: str, reading: Reading) -> Organ | None:
    """Return the organ of a state that a text names without the state; missing if it is none."""
    if reading.kind == "institution" and reading.head is None:
        meaning = reading.meanings[0]
        organ = "government" if meaning.actor_id == "ministry" else meaning.actor_id
        return Organ(organ, meaning.sector)
    words = text.lower().removeprefix("the ").replace("’", "'").split(" ")
    if words == ["house"]:
        return Organ("parliament", "LEG")
    end = _ENDS.get(words[-1]) if len(words) > 1 or words[-1] == "kgb" else None
    if end is None:
        end = _opening(text)
    elif not all(word.strip(",") in _OF_STATE for word in words[:-1]):
        end = None
    if end is not None:
        return end if end.organ else Organ(_slug(words), end.sector)
    named = unlisted_organ(" ".join(words)) if len(words) > 1 else []
    return Organ(named[0].actor_id, named[0].sector, words[0] in _COMMON) if named else None


def _opening(text: str) -> Organ | None:
    text = text.removeprefix("the ").removeprefix("The ")
    opens = _OPENS_NAME.match(text)
    if opens is None:
        return None
    noun = opens.group().split(" ")[-3]
    rest = text[opens.end() :].lower().replace(",", "").split(" ")
    if noun in ("Department", "Bureau", "Council") and not all(word in _OF_STATE for word in rest):
        return None
    return Organ("parliament", "LEG") if noun in ("House", "Chamber") else Organ("", "GOV")


def _slug(words: list[str]) -> str:
    return "_".join(re.sub(r"[^\w]+", "_", word).strip("_") for word in words if word != "the")


def _owner(name: Name, organ: Organ, memory: Memory) -> tuple[str, str]:
    """Return the state an organ belongs to, and the rule; both empty if it stays open."""
    beside = _nation_before(name, memory) or _state_after(name, memory)
    if beside:
        return ("", "") if (beside, name.text) in PARTIES else (beside, "institution")
    own = OWN_NAMES.get(name.text.lower().removeprefix("the "), "")
    if own:
        return own, "institution"
    same = {
        link.state_id
        for link in memory.links
        if link.state_id and link.actor_id == f"{link.state_id}-{organ.organ}"
    }
    if len(same) == 1:
        return str(same.pop()), "organ_in_article"
    if same or not organ.common:
        return "", ""
    acting = {link.state_id for link in memory.links if link.state_id and link.role == "actor"}
    if len(acting) == 1 and organ.organ not in OF_A_TOWN:
        return str(acting.pop()), "one_state_so_far"
    home = home_state(memory)
    return (home, "one_state_at_home") if home else ("", "")


def _nation_before(name: Name, memory: Memory) -> str:
    """Return the state of the nationality right before a name: `Turkish [Foreign Ministry]`."""
    found = memory.preceding(name)
    if found is None or found[0].label not in _NATION_BEFORE:
        return ""
    gap = memory.text[found[0].end : name.start]
    return (found[1].state_id or "") if _BESIDE.fullmatch(gap) else ""


def _state_after(name: Name, memory: Memory) -> str:
    """Return the state a name goes on with: `[Electoral Court] of Costa Rica`."""
    found = memory.following(name)
    if found is None or found[1].kind != "state":
        return ""
    states = {meaning.actor_id for meaning in found[1].meanings}
    is_of = _OF.fullmatch(memory.text[name.end : found[0].start]) is not None
    return states.pop() if is_of and len(states) == 1 else ""
