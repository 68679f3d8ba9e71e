"""The state of a person by what stands after the name: `X, the Jordanian envoy`, `X of Ghana`."""

from __future__ import annotations

import re

from analysis.extract.actors.link import Memory, Name
from analysis.extract.actors.meanings import decide
from analysis.extract.actors.origins.types import Origin, is_role
from analysis.extract.actors.reading import Reading
from analysis.extract.actors.titles import REACH

_APPOSED = re.compile(
    r"(?:, (?:\d{1,3}, )?| \(|, (?:who is|who was|then|now) )(?:(?:the|a|an|one of|his|her|its) )*"
    r"(?:(?:former|then|acting|interim|outgoing|senior|top|chief|current|new|deputy|retired|late|"
    r"longtime|long-time|ex-?|veteran|prominent|leading|exiled|jailed|\d{1,3}-year-old|second|"
    r"first|ruling|powerful|main|two-time|influential|incumbent|newly|elected|"
    r"[a-z]+-year-old) ?)*$"
)
_ROLE_OF = re.compile(
    r"(?:, | \()(?:(?:the|a|an|his|her|its|then|now) )*(?:[\w'’-]+ ){1,7}"
    r"(?:of|for|from|in|to|at) (?:the )?$"
)
# Who is sent to a state is not of it: `X, the ambassador to Turkey`.
_SENT = re.compile(
    r"\b(?:ambassador|envoy|representative|diplomat|consul|delegate|emissary|attach[eé])\b.* "
    r"(?:to|in|for|at) (?:the )?$",
    re.I,
)
_OF_STATE = re.compile(r" (?:of|from) (?:the )?$")
# Between the nationality of the next one in a list and his name: ` prime minister `.
_NEXT_IN_LIST = re.compile(r" (?:[\w'’-]+ ){0,5}$")


def by_apposition(name: Name, title: str, memory: Memory) -> Origin:
    """Read `X, the Jordanian envoy`, `X, president of Ghana`, `X of Ghana`."""
    found = memory.following(name)
    if found is None or found[0].start < name.end or found[0].start - name.end > REACH:
        return Origin()
    following, reading = found
    gap = memory.text[name.end : following.start]
    meanings, _ = decide(reading.meanings, memory) if reading.meanings else ((), "")
    if len(meanings) != 1 or not meanings[0].state_id:
        return Origin()
    told = Origin(meanings[0].state_id, "apposition")
    owns = memory.text[following.end : following.end + 2]
    if _APPOSED.fullmatch(gap) and (
        reading.kind == "adjective" or reading.head is not None or owns in ("'s", "’s")
    ):
        return Origin() if _is_next_listed(gap, following, name, memory) else told
    if _is_office_of(gap, reading):
        return told
    if reading.kind == "adjective" and _OF_STATE.fullmatch(gap) and owns[1:].isupper():
        return told
    if reading.kind == "state" and (
        (_OF_STATE.fullmatch(gap) and title != "") or (gap == " (" and following.label == "GPE")
    ):
        return told
    return Origin()


def _is_next_listed(gap: str, following: Name, name: Name, memory: Memory) -> bool:
    """Whether the nationality is that of the next in a list: `X, Greek prime minister Y`."""
    after = memory.following(name, 2)
    return (
        gap == ", "
        and after is not None
        and after[0].label == "PERSON"
        and _NEXT_IN_LIST.fullmatch(memory.text[following.end : after[0].start]) is not None
    )


def _is_office_of(gap: str, reading: Reading) -> bool:
    """Whether an office `of` what follows stands between: `X, mayor of the Polish city`."""
    of_state = reading.kind in (
        "state", "adjective", "institution", "title", "organisation", "seat",
    )  # fmt: skip
    return (
        of_state
        and _ROLE_OF.fullmatch(gap) is not None
        and is_role(gap)
        and _SENT.search(gap) is None
    )
