"""The state of a person by somebody or something beside the name.

By who is listed with it (`Israeli prime minister X and energy minister Y`, `Senators X, Y and
Z`), who is related to it (`his wife X`, `X, son of Y`, `Navalny's lawyer X`), and by a part of
a state (`Texas governor X`).
"""

from __future__ import annotations

import re

from analysis.extract.actors.clusters import is_shortened, words_of
from analysis.extract.actors.link import Memory, Name
from analysis.extract.actors.offices import states_of_persons
from analysis.extract.actors.origins.types import Origin
from analysis.extract.actors.reading import Reading
from analysis.extract.actors.refusals import regions
from analysis.extract.actors.titles import REACH

_LISTED = re.compile(r",? (?:and|as well as|or) (?:(?:former|acting|his|her|the) )*$|, $")
_JOINED = re.compile(r",? (?:and|or|&) $|, $")
# Titles in the plural, borne by all who are listed after them.
_ALL_OF_THEM = re.compile(
    r"\b(?:representatives|senators|lawmakers|ministers|deputies|governors|legislators|MPs|"
    r"congressmen|ambassadors|generals|judges|prosecutors|presidents|politicians|activists|"
    r"journalists|officials|leaders|members|candidates|diplomats) $",
    re.I,
)
_REGION = re.compile(r"\b([A-Z][\w.]*(?: [A-Z][\w.]*)?)(?:['’]s)? (?:[\w-]+ )?$")

_GOVERNING = (
    r"(?:governor|mayor|premier|senator|attorney general|representative|chief minister|lawmaker|"
    r"congressman|congresswoman|head|leader|police chief|president|prosecutor|judge|candidate|"
    r"first minister|councillor|member|spokes\w+)(?: of the [a-z]+)? (?:of|for|from|in) (?:the )?"
    r"(?:(?:[A-Z][\w.]+ )?(?:state|province|region|county|district) of )?"
    r"(?P<region>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})"
)
_GOVERNS = re.compile(
    rf",? (?:(?:the|a|an|former|then|current|acting) )*(?:[a-z-]+ ){{0,2}}{_GOVERNING}"
)
_GOVERNED = re.compile(rf"\b{_GOVERNING},? $")

_KIN = (
    r"(?:wife|husband|widow|widower|son|daughter|brother|sister|father|mother|cousin|nephew|niece|"
    r"uncle|aunt|grandson|granddaughter|grandfather|grandmother|son-in-law|daughter-in-law|"
    r"brother-in-law|sister-in-law|father-in-law|mother-in-law|spouse|half-brother|parents|children)"
)
_STAFF = (
    r"(?:spokes(?:man|woman|person)|lawyer|attorney|aide|advis[eo]r|deputy|predecessor|successor|"
    r"chief of staff|press secretary|bodyguard|running mate|rival|ally|associate|assistant)"
)
_OWNED = re.compile(
    rf"(?P<whose>['’]s?|\b(?:[Hh]is|[Hh]er)) (?:[\w-]+ ){{0,3}}?(?:{_KIN}|{_STAFF})(?:,)? $"
)
_KIN_OF = re.compile(
    rf", (?:(?:the|a|an|eldest|elder|younger|youngest|only) )*{_KIN} (?:of|to) "
    r"(?:[\w'’-]+ ){0,5}$"
)
_ONE_OF = re.compile(r", (?:an?|the|one of) (?:[\w'’-]+ ){0,4}$|, $")
_OWNS = re.compile(rf"['’]s? (?:[\w-]+ ){{0,3}}?(?:{_KIN}|{_STAFF}|aides|allies|associates)s?\b")


def by_list(name: Name, title: str, memory: Memory) -> Origin:
    """Read `Israeli prime minister X and energy minister Y`, `Senators X, Y and Z`."""
    found = memory.preceding(name)
    if found is None or found[0].label != "PERSON" or not found[1].state_id:
        return Origin()
    gap = memory.text[found[0].end : name.start]
    told = Origin(found[1].state_id, "listed_with")
    if not title:
        return told if _JOINED.fullmatch(gap) and _bears_title_of_all(memory) else Origin()
    if not gap.lower().endswith(title + " "):
        return Origin()
    return told if _LISTED.fullmatch(gap[: len(gap) - len(title) - 1]) else Origin()


def _bears_title_of_all(memory: Memory) -> bool:
    """Whether a title in the plural stands before the list the present name is in."""
    place = memory.at - 1
    while place > 0 and memory.names[place - 1].label == "PERSON":
        gap = memory.text[memory.names[place - 1].end : memory.names[place].start]
        if _JOINED.fullmatch(gap) is None:
            break
        place -= 1
    first = memory.names[place]
    before = memory.text[max(first.start - REACH, first.sentence_start) : first.start]
    return _ALL_OF_THEM.search(before) is not None


def by_region(name: Name, title: str, memory: Memory) -> Origin:
    """Read `Texas Governor X`, `X, governor of Kherson`, `senator from Vermont X`."""
    before = memory.before(name, REACH)
    match = _REGION.search(before[: len(before) - len(title) - 1]) if title else None
    state = _region_state(match.group(1)) if match else ""
    if not state:
        beside = _GOVERNS.match(memory.after(name, 2 * REACH)) or _GOVERNED.search(before)
        state = _region_state(beside.group("region")) if beside else ""
    return Origin(state, "part_of_state") if state else Origin()


def _region_state(words: str) -> str:
    """Return the state a region belongs to, by the whole name, its first or its last word."""
    parts = words.split(" ")
    for known in (words, " ".join(parts[:2]), parts[0], parts[-1]):
        if known in regions():
            return regions()[known]
    return ""


def by_relation(name: Name, title: str, memory: Memory) -> Origin:
    """Read `his wife X`, `Navalny's lawyer X`, `X, son of Y`, `X, Y's brother`."""
    state = _state_of_owner(name, memory) or _state_of_kin_after(name, memory)
    return Origin(state, "relation_of_person") if state else Origin()


def _state_of_owner(name: Name, memory: Memory) -> str:
    """Return the state of the person whose wife, lawyer or aide the name is."""
    before = memory.before(name, REACH)
    match = _OWNED.search(before)
    if match is None:
        return ""
    if match.group("whose")[0] in "'’":
        owner = name.start - len(before) + match.start()
        found = memory.preceding(name)
        owns = found is not None and found[0].label == "PERSON" and found[0].end == owner
        return (found[1].state_id or "") if owns and found is not None else ""
    beside = memory.preceding(name)
    if beside is not None and beside[0].label == "PERSON":
        gap = memory.text[beside[0].end : name.start - len(before) + match.start()]
        if gap in (" and ", ", "):
            return beside[1].state_id or ""
    people = [
        (other, link)
        for other, link in zip(memory.names, memory.links, strict=False)
        if other.label == "PERSON" and link.role == "actor"
    ]
    here = [link for other, link in people if other.start >= name.sentence_start]
    last = here or [link for _, link in people[-1:]]
    states = {link.state_id or "" for link in last}
    return states.pop() if len(states) == 1 else ""


def _state_of_kin_after(name: Name, memory: Memory) -> str:
    """Return the state of the person named after, whose kin or aide the name is."""
    found = memory.following(name)
    if found is None or found[0].label != "PERSON" or found[0].start - name.end > REACH:
        return ""
    gap, after = memory.text[name.end : found[0].start], memory.text[found[0].end :][:48]
    if _KIN_OF.fullmatch(gap) or (_ONE_OF.fullmatch(gap) and _OWNS.match(after)):
        return _state_of(*found, memory)
    return ""


def _state_of(person: Name, reading: Reading, memory: Memory) -> str:
    """Return the one state of a person named further on, if the facts or the article tell it."""
    if reading.kind == "person":
        states = states_of_persons(meaning.actor_id for meaning in reading.meanings)
    else:
        words = words_of(person.text)
        known = [link for long, _, link in memory.people.values() if is_shortened(words, long)]
        states = {link.state_id or "" for link in known}
    return states.pop() if len(states) == 1 else ""
