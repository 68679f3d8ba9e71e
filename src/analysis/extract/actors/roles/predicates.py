"""Whether what is said of a capital is said of a government or of a town.

`Ankara accused`, `Kyiv is ready` and `Paris and Berlin agree` speak of governments; `Kyiv was
shelled`, `Kabul fell` and `Baghdad is a city of millions` of towns.
"""

from __future__ import annotations

import re

from analysis.extract.actors.roles.cues import cue
from analysis.extract.actors.roles.evidence import is_of_town, role_by_matter, role_by_object
from analysis.extract.actors.roles.groups import ACTOR, PLACE, UNDECIDED

ADVERBS = re.compile(r"(?: (?:also|now|still|again|then|never|not|no longer|long|later|once|even|"
                      r"both|all|first|soon|only|itself|in turn|[a-z]+ly)\b)*")  # fmt: skip
FINITE = re.compile(r" ([A-Za-z][a-z]*)\b")
_NOUN = re.compile(r"[^\W\d_][\w'’-]*")
_MODAL = re.compile(r" (?:will|would|could|should|may|might|must|can|cannot|did|does|do|has|have|"
                    r"had|wo|ca|could)\b", re.I)  # fmt: skip
_BE = re.compile(r" (?:is|was|are|were|remains?|remained|stays?|stayed)\b(?:n['’]t)?")
_BEEN = re.compile(r" (?:(?:have|had|has|need|needs|still|not|never|also) (?:to )?)?(?:be|been)\b")
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
_DOING = re.compile(r"(?= [a-z]{2,}ing\b)")
_SAID_TO = re.compile(r" (?:believed|thought|said|known|understood|reported|rumou?red|supposed|"
                      r"alleged|likely|certain|sure|set|due) to(?= [a-z])")  # fmt: skip
_AGENTS = re.compile(r"[a-z]{2,}(?:[^aeiou]ers|tors|ists|ians|men|women|goers|ites)$")
_BEFORE_NAME = re.compile(
    r" (?:[a-z]{4,}(?:or|er|ist|ian|man|nt)|wom[ae]n|chief|official) (?:[A-Z]|who\b|and\b|,)"
)
_HAS_SOME = re.compile(
    r" (?:its|an?|the|no|more|few|fewer|many|some|one|two|three|only|\d[\d,.]*) "
)
_ALONE = re.compile(r"$|[.,;:]| (?:with|as|when|while|under|in(?= )|into|through|beneath|"
                    r"whatever|until|from|during|all|like|amid)\b")  # fmt: skip
_DONE = re.compile(r" [a-z]+ed\b")
_TO_VERB = re.compile(r" to(?= (?!the\b|an?\b|its\b|their\b|work\b)[a-z])")
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
    if _AGENTS.match(word.group(1)) and not cue("subject", word.group(1)):
        return True
    if described:
        return not _THIRD.match(word.group(1)) or _HELPS.match(rest) is not None
    if cue("subject", word.group(1)):
        return False
    if _BEFORE_NAME.match(after):
        return True
    return word.group(1).endswith("s") and _HELPS.match(rest) is not None


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
            if _HAS_SOME.match(rest):
                return UNDECIDED if _has_town_noun(rest, 5) else role_by_object(rest) or UNDECIDED
            been = _BEEN.match(rest)
            if been is not None:
                done = _DONE.match(rest[been.end() :])
                return _of_being(rest[been.end() :]) or (ACTOR if done else UNDECIDED)
            adverbs = ADVERBS.match(rest)
            return _of_verb(rest[adverbs.end() :] if adverbs else rest) or ACTOR
        return _of_verb(after)
    return _of_being(after[being.end() :]) or UNDECIDED


def _of_being(rest: str) -> str:
    adverbs = ADVERBS.match(rest)
    rest = rest[adverbs.end() :] if adverbs else rest
    word = FINITE.match(rest)
    if word is None:
        return ""
    said = _SAID_TO.match(rest)
    if said is not None:
        return _of_verb(rest[said.end() :]) or cue("be", word.group(1))
    forced = _BY_FORCE.match(rest)
    if forced and any(cue("force", noun) for noun in _WORDS.findall(rest[forced.end() :])[:6]):
        return PLACE
    if word.group(1) in ("a", "an", "the", "one", "home", "its", "their"):
        kinds = [cue("be_noun", noun) for noun in _NOUN.findall(rest)[:6]]
        return next((kind for kind in kinds if kind), "")
    role = cue("be", word.group(1))
    if not role and word.group(1).endswith("ing"):
        return _of_said(word.group(1), rest[word.end() :])
    return role


def _of_verb(after: str) -> str:
    """Roles by a finite verb; empty if the word is none that is known."""
    word = FINITE.match(after)
    if word is None:
        return ""
    verb, rest = word.group(1), after[word.end() :]
    known = cue("subject", verb) or cue("either", verb) or _THIRD.match(verb.lower())
    return _of_said(verb, rest) if known else ""


def _of_said(verb: str, rest: str) -> str:
    """Roles by a verb and what follows it.

    A verb that towns have as well is decided by its object. One that no list has is a
    government's, unless it has no object or speaks of the life of a town.
    """
    if cue("either", verb):
        onward = _TO_VERB.match(rest) or _DOING.match(rest)
        if onward is not None:
            return _of_verb(rest[onward.end() :]) or ACTOR
        return role_by_object(rest) or UNDECIDED
    role = cue("subject", verb)
    if (not role or cue("council", verb)) and is_of_town(rest):
        return PLACE
    if not role and _ALONE.match(rest) and not role_by_matter(rest):
        return PLACE if rest[:1] == " " else UNDECIDED
    return _unless_towns_own(rest, role or ACTOR) if role in ("", ACTOR) else role


def _unless_towns_own(rest: str, role: str) -> str:
    """Leave a role open where the object is what towns have: `Manila shut its schools`."""
    own = _OWN.match(rest)
    if own is None:
        return role
    return UNDECIDED if _has_town_noun(rest[own.end() :], 2) else role


def _has_town_noun(rest: str, reach: int) -> bool:
    """Whether one of the next words names what towns have."""
    return any(cue("town", word) for word in _WORDS.findall(rest)[:reach])
