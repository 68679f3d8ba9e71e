"""What the rest of a clause tells of a capital whose verb governments and towns may both have.

`Athens lost its patience` and `Athens lost its trams` have one verb. The first word after it that
is a matter of state (`sanctions`, `envoy`) speaks of the government, the first one of the life of
a town (`tourists`, `sirens`) of the town. Where neither is said, nothing is told.
"""

from __future__ import annotations

import re

from analysis.extract.actors.roles.cues import cue
from analysis.extract.actors.roles.groups import ACTOR, PLACE

REACH = 8  # words after a verb, or before one, that may tell what it is about
_CLAUSE_ENDS = re.compile(
    r"[.;:?!]|, (?!and [a-z]+ [a-z])| (?:after|while|because|although|though|when|where|since|is|"
    r"was|are|were|as (?:the|its|his|it|he|she|they)) "
)
_CLAUSE_BEGINS = re.compile(r"[.;:?!,] | (?:that|but|when|while|as|after|because|who|which) ")
_WORDS = re.compile(r"[^\W\d_][\w-]*")
_NAMES = re.compile(
    r" (?:the |new |former |visiting |both )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|"
    r"February|March|April|May|June|July|August|September|October|November|December|Christmas|"
    r"Easter|Ramadan|Olympic)[A-Z][a-z]"
)
_RECORD = re.compile(
    r" (?:(?:its|the|one of its|one of the|another) )?"
    r"(?:[a-z]+(?<!inter)est|worst|best|most [a-z]+|least [a-z]+|first) (?:[\w-]+ ){0,3}"
    r"(?:days?|nights?|mornings?|weekends?|weeks?|months?|years?|winters?|summers?|springs?|"
    r"autumns?|seasons?|quarters?|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|on record|"
    r"in (?:modern|recorded|living|decades|years|history|memory|a|more))\b"
)
_THAT = re.compile(r" (?:that|how|why|whether|what|no (?:reason|need|point|sign)) ")


def role_by_matter(rest: str) -> str:
    """Return the role that the first telling word of a clause gives; empty if none does.

    Parameters
    ----------
    rest
        The sentence after the verb.
    """
    return next(iter(_roles_in(rest)), "")


def is_of_town(rest: str) -> bool:
    """Whether a clause has words of the life of a town, and none of a matter of state."""
    roles = _roles_in(rest)
    return PLACE in roles and ACTOR not in roles


def _roles_in(rest: str) -> list[str]:
    """Return the roles that the words of a clause tell, in their order."""
    clause = _CLAUSE_ENDS.split(rest, maxsplit=1)[0]
    roles = [cue("matter", word) for word in _WORDS.findall(clause)[:REACH]]
    return [role for role in roles if role]


def role_by_object(rest: str) -> str:
    """Return the role by the object of a verb: a name or a matter of state, or a town's life."""
    if _THAT.match(rest):
        return ACTOR
    told = PLACE if _RECORD.match(rest) else role_by_matter(rest)
    return told or (ACTOR if _NAMES.match(rest) else "")


def is_struck(before: str) -> bool:
    """Whether what does something to a capital is no party: `The outbreak brought`.

    Parameters
    ----------
    before
        The sentence before the verb.
    """
    clause = _CLAUSE_BEGINS.split(before)[-1]
    words = _WORDS.findall(clause)[-REACH:]
    if any(cue("matter", word) == ACTOR for word in words):
        return False
    return any(PLACE in (cue("force", word), cue("matter", word), cue("thing", word))
               for word in words)  # fmt: skip
