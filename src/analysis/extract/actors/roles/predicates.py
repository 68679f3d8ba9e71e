"""Whether what is said of a capital is said of a government or of a town.

`Ankara accused`, `Kyiv is ready` and `Paris and Berlin agree` speak of governments; `Kyiv was
shelled`, `Kabul fell` and `Baghdad is a city of millions` of towns.
"""

from __future__ import annotations

import re

from analysis.extract.actors.roles.cues import cue
from analysis.extract.actors.roles.groups import ACTOR, PLACE, UNDECIDED

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


_HELPS = re.compile(r" (?:has|have|had|is|was|are|were|will|would|could|can|may|must|said|"
                    r"says|took|"
                    r"began|fell|rose|held|made|met|went|came|won|lost|broke|"
                    r"[a-z]{2,}ed)\b")  # fmt: skip
_WORDS = re.compile(r"[a-z][\w-]*")
_OWN = re.compile(r" (?:to [a-z]+ )?(?:its|their) ")
_HAS_SOME = re.compile(r" (?:an?|the|no|more|few|fewer|many|some|one|two|three|only|\d[\d,.]*) ")
_BY_FORCE = re.compile(r" [a-z-]+(?<!ing)(?: [a-z]+ly)?(?: apart| down| hard)? (?:by|with|amid) ")


def is_noun_phrase(after: str, *, described: bool) -> bool:
    """Whether a name only describes the word after it: `Athens prosecutors opened`.

    Parameters
    ----------
    after
        The sentence after the name.
    described
        Whether an article stands before the name, as in `the Doha round`: what follows is
        then a noun.
    """
    word = FINITE.match(after)
    if word is None or not word.group(1).islower() or word.group(1) in _NO_VERB:
        return False
    if _MODAL.match(after) or _BE.match(after) or ADVERBS.match(after).group():  # type: ignore[union-attr]
        return False
    rest = after[word.end() :]
    if described:
        return not _THIRD.match(word.group(1)) or _HELPS.match(rest) is not None
    plural = word.group(1).endswith("s") and not cue("subject", word.group(1))
    return plural and _HELPS.match(rest) is not None


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
            if _HAS_SOME.match(rest) and _has_town_noun(rest, 5):
                return UNDECIDED
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
    forced = _BY_FORCE.match(rest)
    if forced and any(cue("force", noun) for noun in _WORDS.findall(rest[forced.end() :])[:6]):
        return PLACE
    if word.group(1) in ("a", "an", "the", "one", "home", "its", "their"):
        kinds = [cue("be_noun", noun) for noun in _NOUN.findall(rest)[:6]]
        return next((kind for kind in kinds if kind), "")
    role = cue("be", word.group(1))
    if not role and word.group(1).endswith("ing"):
        return cue("subject", word.group(1)) or _unless_towns_own(rest[word.end() :], ACTOR)
    return role


def _of_verb(after: str) -> str:
    """Roles by a finite verb: of those no list has, only cities' own are left out."""
    word = FINITE.match(after)
    if word is None:
        return ""
    role = cue("subject", word.group(1))
    if not role and _THIRD.match(word.group(1).lower()):
        role = ACTOR
    return _unless_towns_own(after[word.end() :], role) if role == ACTOR else role


def _unless_towns_own(rest: str, role: str) -> str:
    """Leave a role open where the object is what towns have: `Manila shut its schools`."""
    own = _OWN.match(rest)
    if own is None:
        return role
    return UNDECIDED if _has_town_noun(rest[own.end() :], 2) else role


def _has_town_noun(rest: str, reach: int) -> bool:
    """Whether one of the next words names what towns have."""
    return any(cue("town", word) for word in _WORDS.findall(rest)[:reach])
