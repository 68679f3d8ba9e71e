"""What the words before a name say of a person: a title, and whether the office is past."""

from __future__ import annotations

import re

from analysis.extract.actors.link import Memory, Name
from analysis.extract.actors.offices import SHARED_ROLES, role_of
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import meanings_of

# Words before a name that are read for a title: `deputy minister of foreign affairs`.
LONGEST_TITLE = 6

# Characters before a name in which its title stands.
REACH = 64

# A title set off by a comma: `the party's leader, Jane Doe`.
_APPOSED = re.compile(
    r"(?:['’]s?|\b(?:[Ii]ts|[Tt]he|[Tt]heir|[Hh]is|[Hh]er)) (?:[\w-]+ ){0,4}[\w-]+, $"
)
_FORMER = re.compile(
    r"(?:\b(?:former|late|ousted|deposed|ex|then|toppled|exiled|outgoing|jailed|onetime|one-time|"
    r"ex-|erstwhile|dismissed|sacked|retired|previous)[ -])(?:[\w.'’-]+ ){0,5}$",
    re.I,
)
_COMING = re.compile(
    r"(?:\b(?:incoming|future|next|designate)[ -](?:[\w.'’-]+ ){0,4}|[- ](?:elect|designate) )$",
    re.I,
)


def title_before(name: Name, memory: Memory) -> str:
    """Return the title directly before a name, in lower case; empty if there is none."""
    before = memory.before(name, REACH)
    if _APPOSED.search(before):
        before = before[:-2] + " "
    if not before.endswith(" "):
        return ""
    words = fold_name(before).replace("-elect", "").replace("-designate", "").split()
    words = words[-LONGEST_TITLE:]
    for first in range(len(words)):
        title = " ".join(words[first:])
        if any(meaning.kind == "title" for meaning in meanings_of(title)):
            return title.lower()
    return ""


def is_former(name: Name, memory: Memory) -> bool:
    """Whether the words before a name say that its office is past."""
    return _FORMER.search(memory.before(name, REACH)) is not None


def is_coming(name: Name, memory: Memory) -> bool:
    """Whether the words before a name say that its office is still to come."""
    return _COMING.search(memory.before(name, REACH)) is not None


def claims_office(title: str) -> bool:
    """Whether a title names an office one person holds."""
    role = role_of(title)
    return bool(role) and role not in SHARED_ROLES and role != "leader"


def sector_of(title: str) -> str:
    """Return the sector of a title; empty if none."""
    titles = [meaning for meaning in meanings_of(title) if meaning.kind == "title"] if title else []
    return titles[0].sector if titles else ""
