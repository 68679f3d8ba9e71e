"""The state of an officer the text gives none, by what the article is about.

A minister, mayor or spokesman without a nationality is at home in the one state that the
sentence, or else the article, has spoken of so far; where several are named, in the one whose
organs or persons act, or that by far most names of the article mean.
"""

from __future__ import annotations

import re

from analysis.extract.actors.home import home_state
from analysis.extract.actors.link import Link, Memory, Name
from analysis.extract.actors.origins.types import NOT_BETWEEN, PLAIN_GAP, Origin
from analysis.extract.actors.titles import REACH, role_of, sector_of, title_after

# Kinds of mention that show whom the sentence is about at home.
DOMESTIC = (
    "institution", "seat", "bare_office", "full_name", "office_name", "short_name", "person",
)  # fmt: skip

# Titles that do not tell where their holder is at home.
UNTOLD = ("honorific", "envoy", "pope", "", "secretary_general", "prince", "military", "ambassador")

# Those of them that do where the whole article is about one state.
AT_HOME = ("prince", "military")

# Words of the names of parties, whose leaders are at home where the article is.
PARTY = ("Party", "Movement", "Union", "Coalition", "Alliance", "Rally", "Democrats", "League",
         "Bloc", "Parliament", "House", "Senate", "Congress", "Assembly", "Council")  # fmt: skip

# Members of parties, before a name: `a Republican, X`, `Conservative X`.
PARTISANS = frozenset(
    {
        "Republican", "Democrat", "Conservative", "Tory", "Liberal", "Socialist", "Communist",
        "Independent", "Green", "Islamist", "Nationalist", "Centrist", "Labour",
    }
)  # fmt: skip

_AT_HOME_TOO = (
    *PARTY, *sorted(PARTISANS), "Muslim", "Christian", "Catholic", "Sunni", "Shia", "Shiite",
    "Jewish", "Buddhist", "Hindu", "Orthodox", "Protestant", "Islamic",
)  # fmt: skip

# Nouns for one person who, as a rule, is at home where the news is made.
CITIZENS = frozenset(
    {
        "legislator", "lawmaker", "parliamentarian", "politician", "candidate", "voter",
        "protester", "demonstrator", "activist", "dissident", "campaigner", "resident", "villager",
        "farmer", "lawyer", "attorney", "magistrate", "judge", "prosecutor", "cleric", "imam",
        "priest", "bishop", "archbishop", "monk", "official", "student", "teacher", "soldier",
        "officer", "policeman", "survivor", "suspect", "defendant", "councillor", "councilor",
        "governor", "mayor", "minister", "lieutenant", "prince", "princess", "commander",
        "general", "leader", "chief", "trader", "shopkeeper", "fisherman", "refugee", "settler",
    }
)  # fmt: skip


def by_context(name: Name, title: str, memory: Memory) -> Origin:
    """Return the one state that the sentence, or else the article, has spoken of so far."""
    if _of_others(name, memory):
        return Origin()
    title = title or title_after(name, memory)
    if not title:
        described = _is_described(name, memory)
        return _at(home_state(memory), "one_state_at_home") if described else Origin()
    role = _role(title)
    if role in UNTOLD:
        home = home_state(memory) if role in AT_HOME else ""
        return _at(home, "one_state_at_home")
    links = list(zip(memory.names, memory.links, strict=False))
    here = [link for other, link in links if other.start >= name.sentence_start]
    for scope in (here, [link for _, link in links]):
        states = {link.state_id for link in scope if link.state_id and link.role != "publisher"}
        if len(states) == 1:
            return Origin(str(states.pop()), "one_state_so_far")
        if states:
            return _at_home(scope, title, memory)
    return _at(home_state(memory), "one_state_at_home")


def _at(state: str, rule: str) -> Origin:
    return Origin(state, rule) if state else Origin()


def _of_others(name: Name, memory: Memory) -> bool:
    """Whether the title belongs to a party without a state: `Soviet leader`, `Hamas leader`."""
    found = memory.preceding(name)
    if found is None or found[1].state_id or found[0].label == "PERSON":
        return False
    if found[1].actor_id is None and found[0].text.endswith(_AT_HOME_TOO):
        return False
    gap = memory.text[found[0].end : name.start]
    return (
        len(gap) < REACH
        and PLAIN_GAP.fullmatch(gap) is not None
        and not (NOT_BETWEEN & set(gap.lower().split()))
    )


def _at_home(links: list[Link], title: str, memory: Memory) -> Origin:
    """Return the one state whose organs or persons act, where several states are named.

    A lawmaker is of the one state whose parliament the article named.
    """
    states = {link.state_id for link in links if link.state_id and link.kind in DOMESTIC}
    if len(states) != 1 and sector_of(title) == "LEG":
        states = {
            link.state_id
            for link in memory.links
            if link.state_id and link.actor_id == f"{link.state_id}-parliament"
        }
    if len(states) == 1:
        return Origin(str(states.pop()), "one_state_at_home")
    home = home_state(memory)
    named = {link.state_id for link in links if link.state_id}
    return Origin(home, "one_state_at_home") if home in named else Origin()


def _is_described(name: Name, memory: Memory) -> bool:
    """Whether a noun right before a name says what the person is: `student protester X`."""
    words = memory.before(name, REACH).split()
    last = words[-1].removesuffix(",") if words else ""
    if last in PARTISANS or (last in words[-1:] and last.lower() in CITIZENS):
        return True
    apposed = _APPOSED.match(memory.after(name, REACH))
    return apposed is not None and apposed.group("noun") in CITIZENS


# A noun set off after a name: `X, a human rights activist`.
_APPOSED = re.compile(
    r", (?:\d{1,3}, )?(?:an?|the|who is an?|who was an?|himself an?) (?:[\w-]+ ){0,3}?"
    r"(?P<noun>[a-z]+)(?=[,.;:)]|$| (?:who|whose|and|was|is|has|had|said|told|killed|jailed)\b)"
)


def _role(title: str) -> str:
    """Return the role of a title, or of the word that says it: `minister of economy`."""
    words = title.split(" ")
    return role_of(title) or role_of(words[-1]) or role_of(words[0])
