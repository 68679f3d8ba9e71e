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

# An office whose field is named after it: `Minister of Health`, `Secretary for Transport`.
_OF_A_FIELD = re.compile(
    r"\b(?P<office>(?:deputy |vice |state )?minister|secretary)s? (?:of|for) (?:the )?"
    r"(?!state\b)(?:[\w-]+,? (?:and |& )?){1,5}$",
    re.I,
)
# What may stand between a name and the title after it: `X, the country's health minister`.
_BEFORE_TITLE = re.compile(
    r", (?:\d{1,2}, )?(?:(?:who (?:is|was|serves as)|the|a|an|its|his|her|their|then|now) )?"
    r"(?:(?:the )?(?:country|nation|city|region|province|government|party|state)['’]s )?"
    r"(?:(?:former|acting|deputy|chief|senior|top|current|outgoing|interim|ousted|late) )*"
)
_WORDS = re.compile(r"(?:[\w-]+ ){0,3}[\w-]+")
# What may follow such a title: all but an owner, unless it is of the state the article is about.
_AFTER_TITLE = re.compile(
    r"(?!['’-]|[\w]| (?:of|for|in|at|to|with|on)\b)|"
    r" (?:of|for|in|at) (?:the |that |this )?(?:[\w-]+ ){0,2}?(?:country|nation|city|town|village|"
    r"province|region|district|state|government|ministry|police|army|military|president|premier|"
    r"minister|governor|parliament|party|opposition|court|agency|capital|county|island)\b"
)

# A title set off by a comma: `the party's leader, Jane Doe`.
_APPOSED = re.compile(
    r"(?:['’]s?|\b(?:[Ii]ts|[Tt]he|[Tt]heir|[Hh]is|[Hh]er|[Aa]n?)) (?:[\w-]+ ){0,4}[\w-]+, $"
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
    if not before.endswith(" ") or _ends_organ(name, memory):
        return ""
    words = fold_name(before).replace("-elect", "").replace("-designate", "").split()
    words = words[-LONGEST_TITLE:]
    for first in range(len(words)):
        for title in (" ".join(words[first:]), _singular(words[first:])):
            if any(meaning.kind == "title" for meaning in meanings_of(title)):
                return title.lower()
    of_a_field = _OF_A_FIELD.search(before)
    return "minister" if of_a_field else ""


def _ends_organ(name: Name, memory: Memory) -> bool:
    """Whether the word before a name is part of an organ's: `the House of Representatives X`."""
    found = memory.preceding(name)
    return (
        found is not None
        and found[0].label == "ORG"
        and found[0].end == name.start - 1
        and found[1].kind == "institution"
    )


def _singular(words: list[str]) -> str:
    """Return words with the last in the singular: `Vice Presidents`, `Attorneys general`."""
    last = words[-1]
    return " ".join([*words[:-1], last[:-1]]) if last.endswith("s") and len(last) > 3 else ""


def title_after(name: Name, memory: Memory) -> str:
    """Return the title set off after a name, in lower case; empty if there is none.

    Only a title whose owner is not named counts: `X, the health minister`, `X, spokesman for
    the police`, but not `X, director of Acme`.
    """
    after = memory.after(name, REACH + 32)
    lead = _BEFORE_TITLE.match(after)
    words = _WORDS.match(after, lead.end()) if lead else None
    if lead is None or words is None:
        return ""
    said = words.group().split(" ")
    for last in range(len(said), 0, -1):
        title = " ".join(said[:last])
        end = lead.end() + len(title)
        if any(meaning.kind == "title" for meaning in meanings_of(title)):
            return title.lower() if _AFTER_TITLE.match(after, end) else ""
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
