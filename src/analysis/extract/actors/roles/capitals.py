"""Whether a capital acts in its sentence or is where something happens.

`Ankara` may be the government of Turkey or the town. The syntactic place is read from the
words beside the name: what stands before it (a preposition with the word that governs it, a
verb), what it owns, the verb after it, the names it is joined to. For each place a list of
words, `lexicon/capital_cues.csv`, says what it makes of the capital. What none of them
decide stays undecided.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.extract.actors.roles.cues import cue
from analysis.extract.actors.roles.groups import (
    ACTOR,
    PLACE,
    TRAIT,
    UNDECIDED,
    group_after,
)
from analysis.extract.actors.roles.predicates import (
    ADVERBS,
    FINITE,
    role_by_list,
    role_by_predicate,
)


class Surroundings(NamedTuple):
    """What stands beside a capital.

    Parameters
    ----------
    before, after
        Up to some sixty characters of its sentence on either side.
    joined_to
        Role of the name before it that it is joined to; empty if there is none.
    opens
        Whether it stands at the beginning of its section, as in a dateline.
    titled
        Whether it stands in a headline, where any word may be capitalised.
    own_state_follows
        Whether the next name, after a comma, is the state it is the capital of.
    list_follows
        What stands after the other parties joined to it; empty if there are none.
    """

    before: str
    after: str
    joined_to: str = ""
    opens: bool = False
    titled: bool = False
    own_state_follows: bool = False
    list_follows: str = ""


# Words between a preposition and a capital that say nothing of its role.
_BETWEEN = frozenset(
    {
        "the", "central", "downtown", "nearby", "both", "either", "neighbouring", "neighboring",
        "northern", "southern", "eastern", "western", "north", "south", "east", "west", "all",
        "then", "war-torn", "besieged", "occupied", "government-held", "rebel-held", "historic",
    }
)  # fmt: skip
_SIDE = frozenset({"central", "downtown", "northern", "southern", "eastern", "western", "north",
                   "south", "east", "west", "nearby", "besieged", "occupied", "war-torn",
                   "government-held", "rebel-held"})  # fmt: skip
_WHERE = frozenset(
    {
        "in", "inside", "at", "near", "around", "outside", "across", "through", "via", "within",
        "over", "above", "into", "throughout", "beyond", "beneath", "under", "past", "onto",
    }
)  # fmt: skip
_WHOM = {
    "to": UNDECIDED, "of": UNDECIDED, "on": UNDECIDED, "from": PLACE, "for": ACTOR, "with": ACTOR,
    "by": ACTOR, "between": ACTOR, "against": ACTOR, "among": ACTOR, "without": ACTOR,
    "toward": ACTOR, "towards": ACTOR, "about": ACTOR, "versus": ACTOR, "vs": ACTOR,
    "than": ACTOR, "like": ACTOR, "unlike": ACTOR, "behind": ACTOR,
}  # fmt: skip
_REACH = {"to": 7, "of": 3, "from": 2}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TRAIL = re.compile(r"(?<![\w'’-])([^\W\d_][\w'’-]*) $")
_IN_LIST = re.compile(
    r"\b(?:in|at|near|around|across|through|outside|into|over|as) (?:the )?"
    r"(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*(?:, and |, | and ))+$"
)
_DATELINE = re.compile(
    r"\s?(?:[,(][^.\n]{0,40})?\s?(?:\([A-Za-z /]+\)\s?)?(?:[-–—]{1,2}(?:\s|$)|: (?=[A-Z]))|"
    r", (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|[A-Z][a-z]{2,3}\.?) \d"
)
_OWNED = re.compile(r"['’]s? (?P<nouns>[\w-]+(?: [\w-]+){0,3})")
_HYPHEN = re.compile(r"[-–]([a-z]+)")
_LINKED = re.compile(r"[-–][A-Z]\w+(?: [A-Z]\w+)? (rally|road|train|trains|flight|flights|route|"
                     r"highway|railway|line|bus|race|motorway|pipeline)\b")  # fmt: skip
_HELD = re.compile(r"-(?:controlled|held|occupied|ruled|administered) $")
_PREFIXED = re.compile(r"\b(?:pro|anti)-$", re.I)
_CITY = re.compile(
    r"\b(?:city|capital|town|port|hub|seat)(?:,| of)? (?:of )?$|\b(?:mayor|governor|bishop) of $",
    re.I,
)
_IS_CITY = re.compile(
    r", (?:the|a|its|now|once|then|formerly)?\s?(?:[\w'’-]+ ){0,3}"
    r"(?:capital|city|home|seat|town)\b|"
    r", where\b| as (?:the|its|their) capital\b"
)
_NAMED_ON = re.compile(r" (?:[A-Z][\w'’-]+|(?:\d))")
_AFTER_COMMA = re.compile(
    r"(?:, (?:which|who|whose|meanwhile|however|for its part)| \([^)]{0,40}\))"
)
_WHICH = re.compile(r", which ")
_FROM_TO = re.compile(r"\bfrom [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)* to $")
_RECALLED = re.compile(r"\b(?:recall\w*|with\w*dr[ae]w\w*|expel\w*|pull\w*|return\w*|evacuat\w*|"
                       r"arriv\w*|c[ao]me|flew|fl[ye]\w*)\b[^.;,]{0,40} from $")  # fmt: skip
_QUOTING = re.compile(r": ")


def role_of_capital(place: Surroundings) -> str:
    """Return the role of a capital: actor, place or undecided."""
    if place.opens and _DATELINE.match(place.after):
        return PLACE
    if place.joined_to == ACTOR:
        return ACTOR
    for decide in (_by_name, _by_possession, _by_preposition, _by_clause, _by_verb_before):
        role = decide(place)
        if role:
            return role
    return place.joined_to or UNDECIDED


def _by_name(place: Surroundings) -> str:
    """Roles by what the capital is called, or is a part of."""
    if place.own_state_follows or _CITY.search(place.before) or _IS_CITY.match(place.after):
        return PLACE
    joined = _HYPHEN.match(place.after)
    if joined is not None:
        return PLACE if joined.group(1) in TRAIT else ACTOR
    if _HELD.search(place.before) or _LINKED.match(place.after):
        return PLACE
    if _PREFIXED.search(place.before):
        return ACTOR
    if _NAMED_ON.match(place.after) and not place.titled and not place.list_follows:
        return PLACE
    return ""


def _by_possession(place: Surroundings) -> str:
    """Roles by what the capital has: `Moscow's streets`, `Moscow's offensive`."""
    match = _OWNED.match(place.after)
    if match is None:
        return ""
    nouns = match.group("nouns").split()
    for noun in nouns:
        role = cue("owned", noun)
        if role:
            return role
    if nouns[0][0].isupper():
        return UNDECIDED
    group = group_after(" " + " ".join(nouns))
    if group is not None:
        return ACTOR if group.role == ACTOR else PLACE
    return ACTOR


def _by_preposition(place: Surroundings) -> str:
    """Roles by the preposition before it and the word that governs the preposition."""
    words = [word.lower() for word in _WORD.findall(place.before)]
    if not words or not _TRAIL.search(place.before):
        return ""
    if _IN_LIST.search(place.before) and not place.joined_to:
        return PLACE
    sided = False
    while words and words[-1] in _BETWEEN:
        sided = sided or words[-1] in _SIDE
        words.pop()
    if not words or sided:
        return PLACE if sided else ""
    preposition = words.pop()
    if preposition in _WHERE:
        return PLACE
    if preposition not in _WHOM:
        return ""
    position = "toward" if preposition == "towards" else preposition
    compound = _by_compound(place)
    if compound:
        return compound
    if preposition == "from" and _RECALLED.search(place.before):
        return PLACE
    for governor in reversed(words[-_REACH.get(preposition, 4) :]):
        role = cue(position, governor)
        if role:
            return role
    if preposition == "to" and _FROM_TO.search(place.before):
        return PLACE
    return _WHOM[preposition]


def _by_clause(place: Surroundings) -> str:
    """Roles by the verb after it, or by the noun it describes."""
    after = place.after
    skipped = _AFTER_COMMA.match(after)
    if skipped is not None:
        after = after[skipped.end() :]
    adverbs = ADVERBS.match(after)
    after = after[adverbs.end() :] if adverbs else after
    compound = _by_compound(place)
    if compound:
        return compound
    role = role_by_predicate(after) or role_by_list(place.list_follows)
    if not role and _WHICH.match(place.list_follows):
        return role_by_predicate(place.list_follows[len(", which") :])
    if role:
        return role
    if place.titled and _QUOTING.match(after):
        return ACTOR
    return ""


def _by_compound(place: Surroundings) -> str:
    following = FINITE.match(place.after)
    if following is None or not following.group(1).islower():
        return ""
    return cue("compound", following.group(1))


def _by_verb_before(place: Surroundings) -> str:
    """Roles by the verb whose object it is; then by the names it is joined to."""
    if place.joined_to:
        return place.joined_to
    before = place.before
    for _ in range(2):
        last = _TRAIL.search(before)
        if last is None:
            break
        role = cue("object", last.group(1))
        if role:
            return role
        if last.group(1).lower() not in _BETWEEN:
            break
        before = before[: last.start()]
    return ""
