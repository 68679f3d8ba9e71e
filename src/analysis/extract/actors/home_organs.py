"""Organs named without their state: `Somalia's Federal Parliament`, `the Electoral Commission`.

What names found by a model mean, if they are organs that no list has.
"""

from __future__ import annotations

import re

from analysis.extract.actors.link import Link, Memory, Name
from analysis.extract.actors.unlisted import unlisted_organ

# How organs begin that a state has one of and that are named without it.
GENERIC = frozenset(
    {
        "high", "supreme", "constitutional", "federal", "national", "central", "electoral",
        "election", "legislative", "public", "presidential", "state", "anti-corruption", "interior",
        "foreign", "finance", "defence", "defense", "justice", "department", "ministry", "chamber",
        "council", "court", "house", "office", "directorate", "bureau",
    }
)  # fmt: skip

_BESIDE = re.compile(r"(?:['’]s?)? (?:(?:new|own|powerful|top|main|highest|so-called) )?")
_OF = re.compile(r" (?:of|in) (?:the )?")


def link_unlisted(name: Name, memory: Memory) -> Link | None:
    """Link an organ named without its state, if the text around it tells whose it is.

    The state right before it or after its `of` is asked, then the article's organ of that
    name, then, for organs every state has, the one state the article has spoken of as acting.

    Returns
    -------
    Link or None
        None if the name is of no organ, is a single word, or its state is open.
    """
    organ = next(iter(unlisted_organ(name.text)), None)
    if organ is None or "_" not in organ.actor_id:
        return None
    for told in (_beside, _named_before, _only_state):
        state, rule = told(name, organ.actor_id, memory)
        if state:
            actor = f"{state}-{organ.actor_id}"
            return Link(actor, state, "institution", "actor", rule, organ.sector)
    return None


def _beside(name: Name, organ: str, memory: Memory) -> tuple[str, str]:
    """Read `Somalia's Federal Parliament`, `the Electoral Court of Costa Rica`."""
    found = memory.preceding(name)
    led = found is not None and found[0].label in ("GPE", "NORP")
    if found and led and _BESIDE.fullmatch(memory.text[found[0].end : name.start]):
        return found[1].state_id or "", "institution"
    following = memory.following(name)
    if following is None or not _OF.fullmatch(memory.text[name.end : following[0].start]):
        return "", ""
    reading = following[1]
    states = {meaning.actor_id for meaning in reading.meanings}
    return (
        (states.pop(), "institution") if reading.kind == "state" and len(states) == 1 else ("", "")
    )


def _named_before(name: Name, organ: str, memory: Memory) -> tuple[str, str]:
    """Read a repeat: the organ was named with its state."""
    states = {
        link.state_id
        for link in memory.links
        if link.state_id and link.actor_id == f"{link.state_id}-{organ}"
    }
    return (states.pop(), "organ_in_article") if len(states) == 1 else ("", "")


def _only_state(name: Name, organ: str, memory: Memory) -> tuple[str, str]:
    """Read the organ of the one state that has acted so far in the article."""
    if organ.split("_")[0] not in GENERIC:
        return "", ""
    acting = {link.state_id for link in memory.links if link.state_id and link.role == "actor"}
    return (acting.pop(), "one_state_so_far") if len(acting) == 1 else ("", "")
