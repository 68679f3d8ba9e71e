"""Whether what is said of a capital is said of a government or of a town.

`Ankara accused`, `Kyiv is ready` and `Paris and Berlin agree` speak of governments; `Kyiv was
shelled`, `Kabul fell` and `Baghdad is a city of millions` of towns.
"""

from __future__ import annotations

import re

from analysis.extract.actors.roles.cues import cue
from analysis.extract.actors.roles.groups import ACTOR, UNDECIDED

ADVERBS = re.compile(r"(?: (?:also|now|still|again|then|never|not|no longer|long|later|once|even|"
                      r"both|all|first|soon|only|itself|in turn|[a-z]+ly)\b)*")  # fmt: skip
FINITE = re.compile(r" ([A-Za-z][a-z]*)\b")
_NOUN = re.compile(r"[^\W\d_][\w'’-]*")
_MODAL = re.compile(r" (?:will|would|could|should|may|might|must|can|cannot|did|does|do|has|have|"
                    r"had|wo|ca|could)\b", re.I)  # fmt: skip
_BE = re.compile(r" (?:is|was|are|were|remains?|remained|stays?|stayed)\b(?:n['’]t)?")
_BEEN = re.compile(r" (?:be|been|not be|not been)\b")
_THIRD = re.compile(r"(?:[a-z]{2,}ed|[a-z]{2,}(?:[^aiousx\W\d_]|[^s\W\d_]e)s)$")
_BARE = re.compile(r" ([a-z]{3,})\b")
_NO_VERB = frozenset(
    {
        "and", "but", "for", "from", "with", "last", "this", "that", "when", "after", "before",
        "over", "during", "amid", "since", "into", "the", "early", "late", "next", "were", "are",
        "because", "while", "where", "about", "than",
    }
)  # fmt: skip


def role_by_list(after: str) -> str:
    """Roles by the predicate of a list, whose verb may have no ending: `A and B apply`."""
    role = role_by_predicate(after)
    verb = _BARE.match(after)
    if role or verb is None or verb.group(1) in _NO_VERB:
        return role
    return cue("compound", verb.group(1)) or ACTOR


def role_by_predicate(after: str) -> str:
    """Roles by a predicate: `was shelled`, `is ready`, `has agreed`, `accused`."""
    being = _BE.match(after)
    if being is None:
        modal = _MODAL.match(after)
        if modal is not None:
            rest = after[modal.end() :]
            been = _BEEN.match(rest)
            return (_of_being(rest[been.end() :]) if been else _of_verb(rest)) or ACTOR
        return _of_verb(after)
    return _of_being(after[being.end() :]) or UNDECIDED


def _of_being(rest: str) -> str:
    adverbs = ADVERBS.match(rest)
    rest = rest[adverbs.end() :] if adverbs else rest
    word = FINITE.match(rest)
    if word is None:
        return ""
    if word.group(1) in ("a", "an", "the", "one", "home", "its", "their"):
        kinds = [cue("be_noun", noun) for noun in _NOUN.findall(rest)[:6]]
        return next((kind for kind in kinds if kind), "")
    role = cue("be", word.group(1))
    if not role and word.group(1).endswith("ing"):
        return cue("subject", word.group(1)) or ACTOR
    return role


def _of_verb(after: str) -> str:
    """Roles by a finite verb: of those no list has, only cities' own are left out."""
    word = FINITE.match(after)
    if word is None:
        return ""
    role = cue("subject", word.group(1))
    return role or (ACTOR if _THIRD.match(word.group(1).lower()) else "")
