"""Which state a person belongs to, as the text says it.

The facts do not know every lawmaker, envoy and general. The text does: by a nationality
before the title (`Turkish lawmaker X`), by the state after it (`president of Ghana X`), by an
apposition (`X, the Jordanian envoy`), by the person it is listed with (`Israeli prime minister
X and energy minister Y`), by a part of a state (`Texas governor X`), and, for offices, by the
one state the sentence or the article has spoken of so far (`Cuba's court jailed former economy
minister X`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.extract.actors.link import Link, Memory, Name
from analysis.extract.actors.meanings import decide
from analysis.extract.actors.refusals import regions
from analysis.extract.actors.roles import groups
from analysis.extract.actors.roles.states import SHORT
from analysis.extract.actors.titles import REACH, role_of, title_before

# Kinds of mention that show whom the sentence is about at home.
DOMESTIC = (
    "institution", "seat", "bare_office", "full_name", "office_name", "short_name", "person",
)  # fmt: skip

POSSESSIVE = ("'s ", "’s ", "' ", "’ ")

# Sectors whose nouns, in the singular, name one person: `Taiwanese activist`.
ONE_PERSON = ("CVL", "MED", "JUD", "OPP", "LEG", "REF")

# Titles that do not tell where their holder is at home.
UNTOLD = ("honorific", "envoy", "pope", "", "secretary_general", "prince", "military", "ambassador")

_NOT_BETWEEN = frozenset(
    {
        "of", "in", "on", "at", "to", "for", "with", "by", "from", "but", "as", "is", "was",
        "are", "were", "has", "have", "had", "will", "who", "which", "that", "after", "against",
        "said", "says", "told", "over", "before", "when", "while", "including",
    }
)  # fmt: skip
_PLAIN_GAP = re.compile(r"(?:['’]s?)? (?:(?:[\w.’'&/-]+,? )*)$")
_APPOSED = re.compile(
    r"(?:, (?:\d{1,3}, )?| \(|, (?:who is|who was|then|now) )(?:(?:the|a|an|one of|his|her|its) )*"
    r"(?:(?:former|then|acting|interim|outgoing|senior|top|chief|current|new|deputy|retired|late|"
    r"longtime|long-time|ex-?|veteran|prominent|leading|exiled|jailed|\d{1,3}-year-old|second|"
    r"first|ruling|powerful|main|two-time|influential|incumbent|newly|elected) ?)*$"
)
_ROLE_OF = re.compile(
    r"(?:, | \()(?:(?:the|a|an|his|her|its|then|now) )*(?:[\w'’-]+ ){1,7}"
    r"(?:of|for|from|in|to|at) (?:the )?$"
)
_OF_STATE = re.compile(r" (?:of|from) (?:the )?$")
_LISTED = re.compile(r",? (?:and|as well as|or) (?:(?:former|acting|his|her|the) )*$|, $")
_REGION = re.compile(r"\b([A-Z][\w.]*(?: [A-Z][\w.]*)?)(?:['’]s)? (?:[\w-]+ )?$")
_REPORTED = re.compile(r"[\"“”]")


class Origin(NamedTuple):
    """State and the rule that told it; the state is empty if nothing did."""

    state: str = ""
    rule: str = ""


def origin_of(name: Name, title: str, memory: Memory) -> Origin:
    """Return the state a person belongs to, as the text says it."""
    for told in (_by_nationality, _by_apposition, _by_list, _by_region, _by_context):
        origin = told(name, title, memory)
        if origin.state:
            return origin
    return Origin()


def nationality_before(name: Name, title: str, memory: Memory) -> str:
    """Return the state of `Russian Defence Minister ` or `Turkey's ` before a name."""
    return _by_nationality(name, title, memory).state


def _by_nationality(name: Name, title: str, memory: Memory) -> Origin:
    found = memory.preceding(name)
    if found is None or found[0].end > name.start:
        return Origin()
    last, link = found
    gap = memory.text[last.end : name.start]
    if len(gap) > REACH or not link.state_id or last.label == "PERSON":
        return Origin()
    words = [word.lower() for word in gap.split()]
    if last.label in ("GPE", "NORP"):
        leads = _leads(last, gap, title, memory)
        return Origin(link.state_id, "nationality") if leads else Origin()
    if not _PLAIN_GAP.fullmatch(gap) or _NOT_BETWEEN & set(words) or "," in gap:
        return Origin()
    if last.label in ("ORG", "MISC") and len(words) <= 4 and (title or link.kind != "institution"):
        return Origin(link.state_id, "institution_before")
    return Origin()


def _leads(last: Name, gap: str, title: str, memory: Memory) -> bool:
    """Whether a nationality describes the person: only a title or its adjectives lie between."""
    of_state = memory.text[max(last.start - 8, 0) : last.start].endswith((" of ", " of the "))
    if of_state and gap == " ":
        return bool(title_before(last, memory)) or _title_of(last, memory)
    if of_state or not _PLAIN_GAP.fullmatch(gap):
        return False
    words = gap.lower().removeprefix("'s").removeprefix("’s").split()
    if not title:
        return (not words and (last.label == "NORP" or gap in POSSESSIVE)) or (
            (last.label == "NORP" or last.text in SHORT) and _is_described(words)
        )
    if gap[:1] not in " '’" or _NOT_BETWEEN & set(words[: -len(title.split())]):
        return False
    extra = len(words) - len(title.split())
    return extra <= (1 if last.label == "GPE" and gap[:1] == " " else 5)


def _is_described(words: list[str]) -> bool:
    """Whether words between a nationality and a name end in a noun for one person."""
    if not 0 < len(words) <= 4 or _NOT_BETWEEN & set(words):
        return False
    if any(word.endswith("s") for word in words):
        return False
    group = groups().get(words[-1])
    one = group is not None and group.sector in ONE_PERSON
    return one or _ROLE_NOUNS.fullmatch(words[-1]) is not None


def _title_of(state: Name, memory: Memory) -> bool:
    """Whether a title with `of` stands before a state: `President of Ghana `."""
    before = memory.text[max(state.start - REACH, state.sentence_start) : state.start]
    title = before.removesuffix("the ").removesuffix("of ")
    words = title.split()[-4:]
    return any(role_of(" ".join(words[first:]).lower()) for first in range(len(words)))


def _by_apposition(name: Name, title: str, memory: Memory) -> Origin:
    """Read `X, the Jordanian envoy`, `X, president of Ghana`, `X of Ghana`."""
    found = memory.following(name)
    if found is None or found[0].start < name.end or found[0].start - name.end > REACH:
        return Origin()
    following, reading = found
    gap = memory.text[name.end : following.start]
    meanings, _ = decide(reading.meanings, memory) if reading.meanings else ((), "")
    if len(meanings) != 1 or not meanings[0].state_id:
        return Origin()
    state = meanings[0].state_id
    if _APPOSED.fullmatch(gap) and (
        reading.kind == "adjective"
        or reading.head is not None
        or memory.text[following.end : following.end + 2] in ("'s", "’s")
    ):
        return Origin(state, "apposition")
    if reading.kind in ("state", "institution", "title", "organisation", "seat") and (
        _ROLE_OF.fullmatch(gap) and _is_role(gap)
    ):
        return Origin(state, "apposition")
    if (
        reading.kind == "adjective"
        and _OF_STATE.fullmatch(gap)
        and (memory.text[following.end : following.end + 2][1:].isupper())
    ):
        return Origin(state, "apposition")
    if reading.kind == "state" and (
        (_OF_STATE.fullmatch(gap) and title != "") or (gap == " (" and following.label == "GPE")
    ):
        return Origin(state, "apposition")
    return Origin()


_ROLE_NOUNS = re.compile(
    r"\b(?:president|premier|minister|ambassador|envoy|chief|head|leader|secretary|spokes\w+|member|"
    r"commander|general|governor|mayor|speaker|director|chair\w*|senator|deputy|king|queen|emir|"
    r"representative|official|prosecutor|judge|justice|politician|negotiator|adviser|advisor|"
    r"commissioner|chancellor|lawmaker|delegate|diplomat|founder|ruler)\b",
    re.I,
)


def _is_role(gap: str) -> bool:
    return _ROLE_NOUNS.search(gap) is not None


def _by_list(name: Name, title: str, memory: Memory) -> Origin:
    """Read `Israeli prime minister X and energy minister Y`."""
    found = memory.preceding(name)
    if not title or found is None or found[0].label != "PERSON" or not found[1].state_id:
        return Origin()
    gap = memory.text[found[0].end : name.start]
    if not gap.lower().endswith(title + " "):
        return Origin()
    if _LISTED.fullmatch(gap[: len(gap) - len(title) - 1]):
        return Origin(found[1].state_id, "listed_with")
    return Origin()


def _by_region(name: Name, title: str, memory: Memory) -> Origin:
    """Read `Texas Governor X`, `Ontario Premier X`."""
    if not title:
        return Origin()
    before = memory.before(name, REACH)
    match = _REGION.search(before[: len(before) - len(title) - 1])
    if match is None:
        return Origin()
    words = match.group(1)
    state = regions().get(words) or regions().get(words.split(" ")[-1], "")
    return Origin(state, "part_of_state") if state else Origin()


def _by_context(name: Name, title: str, memory: Memory) -> Origin:
    """Return the one state that the sentence, or else the article, has spoken of so far."""
    if not title or role_of(title) in UNTOLD or _of_others(name, title, memory):
        return Origin()
    links = list(zip(memory.names, memory.links, strict=False))
    here = [link for other, link in links if other.start >= name.sentence_start]
    for scope in (here, [link for _, link in links]):
        states = {link.state_id for link in scope if _tells(link)}
        if len(states) == 1:
            return Origin(str(states.pop()), "one_state_so_far")
        if states:
            return _at_home(scope)
    return Origin()


def _of_others(name: Name, title: str, memory: Memory) -> bool:
    """Whether the title belongs to a party without a state: `Soviet leader`, `Hamas leader`."""
    found = memory.preceding(name)
    if found is None or found[1].state_id or found[0].label == "PERSON":
        return False
    gap = memory.text[found[0].end : name.start]
    return (
        len(gap) < REACH
        and _PLAIN_GAP.fullmatch(gap) is not None
        and not (_NOT_BETWEEN & set(gap.lower().split()))
    )


def _at_home(links: list[Link]) -> Origin:
    """Return the one state whose organs or persons act, where several states are named."""
    states = {link.state_id for link in links if link.state_id and link.kind in DOMESTIC}
    return Origin(str(states.pop()), "one_state_at_home") if len(states) == 1 else Origin()


def _tells(link: Link) -> bool:
    return bool(link.state_id) and link.role != "publisher"


__all__ = ["Origin", "nationality_before", "origin_of"]
