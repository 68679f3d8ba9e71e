"""Sets of parties: `both sides`, `the two countries`, `the three ministers`.

A set is the last list of as many parties; its members stand in `candidates`, since it has no
actor of its own.
"""

from __future__ import annotations

import re

from analysis.extract.actors.link import Link, Name, listed
from analysis.extract.actors.references.types import Found, Named, Stretch
from analysis.extract.actors.roles import is_joined

PERSON_KINDS = ("full_name", "short_name", "office_name", "person")
PARTIES = (
    "state",
    "capital",
    "adjective_group",
    "organisation",
    "institution",
    *PERSON_KINDS,
    "relational_office",
)
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_SET = re.compile(
    r"\b(?P<set>(?:[Bb]oth|(?:[Tt]he|[Tt]heir|[Aa]ll) (?P<number>two|three|four|five)|"
    r"[Aa]ll(?: the)?|[Tt]he) (?P<noun>sides|parties|countries|states|nations|governments|capitals|"
    r"neighbours|neighbors|leaders|presidents|ministers|delegations|participants|men|women|allies|"
    r"counterparts|diplomats))\b"
)
_ALWAYS_SETS = ("sides", "participants", "parties")


def sets_in(
    text: str, sentence: Stretch, previous: Stretch | None, before: Named, here: Named
) -> list[Found]:
    """Find the sets of parties in a sentence, each with the members last listed."""
    found = []
    for match in _SET.finditer(text, sentence.start, sentence.end):
        wanted = _NUMBERS.get(match.group("number") or match.group("set").split()[0].lower(), 0)
        if not wanted and match.group("noun") not in _ALWAYS_SETS:
            continue
        earlier = [*before, *(pair for pair in here if pair[0].end <= match.start())]
        near = previous.start if previous is not None else sentence.start
        of_two = match.group("noun") == "sides"
        members = (of_two and _last_list(text, earlier, 2)) or _last_list(text, earlier, wanted)
        if match.group("noun") == "participants" and _joined_since(earlier, members):
            continue
        members = members or _just_named(earlier, near, wanted or 2)
        if members:
            candidates = listed(members)
            link = Link(None, None, "set_reference", "actor", "last_set", candidates=candidates)
            found.append(Found(match.start(), match.end(), link))
    return found


def _last_list(text: str, earlier: Named, wanted: int) -> list[str]:
    """Return the members of the last list of parties, of a given length if it is not 0."""
    runs: list[list[tuple[Name, Link]]] = []
    parties = [pair for pair in earlier[-24:] if pair[1].actor_id and pair[1].kind in PARTIES
               and pair[1].role == "actor"]  # fmt: skip
    for pair in parties:
        if runs and _continues(text, runs[-1][-1][0], pair[0]):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    for run in reversed(runs):
        members = list(dict.fromkeys(str(link.state_id or link.actor_id) for _, link in run))
        if len(members) >= 2 and wanted in (0, len(members)):
            return members
    return []


def _joined_since(earlier: Named, members: list[str]) -> bool:
    """Whether a state that is no member was named as acting after the last of the members."""
    acting = [str(link.state_id) for _, link in earlier if link.state_id and link.role == "actor"]
    last = max((place for place, state in enumerate(acting) if state in members), default=-1)
    return bool(members) and last + 1 < len(acting)


def _just_named(earlier: Named, near: int, wanted: int) -> list[str]:
    """Return the parties named since a position, if they are as many as are meant."""
    members = dict.fromkeys(
        str(link.state_id or link.actor_id)
        for name, link in earlier
        if name.start >= near and link.actor_id and link.kind in PARTIES and link.role == "actor"
    )
    return list(members) if len(members) == wanted else []


def _continues(text: str, last: Name, name: Name) -> bool:
    """Whether two names belong to one list, titles between them left out."""
    gap = text[last.end : name.start]
    if len(gap) > 60 or "." in gap or ";" in gap:
        return False
    words = re.sub(r" +", " ", _TITLES.sub("", gap))
    return is_joined(words) or words.strip() in (",", "and", ", and", "")


# Titles between the members of a list: `foreign ministers of A, B and president C`.
_TITLES = re.compile(
    r"\b(?:[a-z-]*(?:minister|president|leader|counterpart|secretary|chief)s?|foreign|defen[cs]e|"
    r"prime|his|her|the|vice|deputy|interior)\b",
    re.I,
)
