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
from analysis.extract.actors.roles.evidence import is_struck
from analysis.extract.actors.roles.groups import (
    ACTOR,
    PLACE,
    TRAIT,
    UNDECIDED,
    group_after,
)
from analysis.extract.actors.roles.patterns import (
    is_in_list_of_places,
    is_told_to_act,
    role_by_turn,
)
from analysis.extract.actors.roles.possessions import role_by_possession
from analysis.extract.actors.roles.predicates import (
    ADVERBS,
    FINITE,
    is_noun_phrase,
    role_by_list,
    role_by_predicate,
)
from analysis.extract.actors.roles.prepositions import BETWEEN, LAST_WORD, role_by_preposition


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


_DATELINE = re.compile(
    r"\s?(?:[,(][^.\n]{0,40})?\s?(?:\([A-Za-z /]+\)\s?)?(?:[-–—]{1,2}(?:\s|$)|: (?=[A-Z]))|"
    r", (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|[A-Z][a-z]{2,3}\.?) \d"
)
_HYPHEN = re.compile(r"[-–]([a-z]+)")
_LINKED = re.compile(r"[-–][A-Z]\w+(?: [A-Z]\w+)? (?:[a-z][a-z-]+ ){0,2}(?:rally|road|trains?|"
                     r"flights?|routes?|[Ee]xpressway|[Hh]ighway|[Rr]ail\w*|[Ll]ine|bus|buses|race|"
                     r"[Mm]otorway|pipeline|corridor|ferry|service|derby|shuttle)\b")  # fmt: skip
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
_NAME_GOES_ON = re.compile(
    r"\b(?!(?:[Oo]n|[Ii]n|[Uu]nder|[Bb]y|[Ss]ince|[Aa]fter|[Bb]efore|[Uu]ntil|[Aa]t|[Ff]or|[Ff]rom|[Tt]o|"
    r"[Ll]ast|[Nn]ext|[Tt]his|[Ee]very) )[a-z]+,? (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )"
    r"(?:[A-Z][a-z][\w’'-]*(?<!['’]s) )+$"
)
_NAMED_ON = re.compile(
    r" (?:[A-Z][\w'’-]+|(?:\d)|"
    r"(?:and|&) (?:[A-Z]\w+ )+(?:Railway|Bank|University|Company|Society|Trust))"
)
_ASIDE = re.compile(
    r", (?!and\b|or\b|but\b|where\b|which\b|who\b|while\b|as\b|the\b)[a-z][^,.;:]{2,48},(?= [a-z])"
)
_AFTER_COMMA = re.compile(
    r"(?:, (?:which|who|whose|meanwhile|however|for its part)| \([^)]{0,40}\))"
)
_AND_OTHERS = re.compile(
    r" (?:and|or|nor) (?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*|(?:the|its|his) "
    r"(?:[a-z-]+ ){0,2}[a-z-]+)(?= [a-z])"
)
_PARTICLES = frozenset({"off", "out", "down", "away", "aside", "back"})
_ARTICLE = re.compile(r"(?:^|\b)(?:the|an?|every|each|several|two|three|many) $", re.I)
_RELATIVE = re.compile(
    r"\b(?:who|which|that) (?:[a-z]+ly |ha[sd] |have |also |now |still )?([a-z]+) $"
)
_WHICH = re.compile(r", which ")
_QUOTING = re.compile(r": ")


def role_of_capital(place: Surroundings) -> str:
    """Return the role of a capital: actor, place or undecided."""
    role = _told_role(place)
    part_of_name = role == ACTOR and not place.titled and _NAME_GOES_ON.search(place.before)
    return UNDECIDED if part_of_name else role


def _told_role(place: Surroundings) -> str:
    if place.opens and _DATELINE.match(place.after):
        return PLACE
    if place.joined_to == ACTOR:
        return PLACE if _NAMED_ON.match(place.after) and not place.titled else ACTOR
    if place.joined_to == PLACE and is_in_list_of_places(place.before, place.after):
        return PLACE
    for decide in (
        _by_name, _by_turn, _by_possession, _by_preposition, _by_clause, _by_verb_before
    ):  # fmt: skip
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


def _by_turn(place: Surroundings) -> str:
    """Roles by a turn of phrase around it."""
    return role_by_turn(place.before, place.after)


def _by_possession(place: Surroundings) -> str:
    """Roles by what the capital has: `Moscow's streets`, `Moscow's offensive`."""
    return role_by_possession(place.after)


def _by_preposition(place: Surroundings) -> str:
    """Roles by the preposition before it and the word that governs the preposition."""
    return role_by_preposition(
        place.before, _by_compound(place), joined=bool(place.joined_to), after=place.after
    )


def _by_clause(place: Surroundings) -> str:
    """Roles by the verb after it, or by the noun it describes."""
    relative = _RELATIVE.search(place.before)
    if relative is not None and cue("object", relative.group(1)):
        return ""
    after = place.after
    skipped = _ASIDE.match(after) or _AFTER_COMMA.match(after)
    if skipped is not None:
        after = after[skipped.end() :]
    adverbs = ADVERBS.match(after)
    after = after[adverbs.end() :] if adverbs else after
    compound = _by_compound(place)
    if compound:
        return compound
    role = role_by_predicate(after) or role_by_turn("", place.list_follows)
    role = role or role_by_list(place.list_follows)
    if not role and _WHICH.match(place.list_follows):
        return role_by_predicate(place.list_follows[len(", which") :])
    others = _AND_OTHERS.match(after) if not role and not place.list_follows else None
    role = role or (role_by_list(after[others.end() :]) if others else "")
    if role:
        return role
    if place.titled and _QUOTING.match(after):
        return ACTOR
    return ""


def _by_compound(place: Surroundings) -> str:
    following = FINITE.match(place.after)
    if following is None or not following.group(1).islower():
        return ""
    noun = following.group(1)
    if noun.endswith("ed"):
        return ""
    role = cue("compound", noun) or cue("town", noun)
    if role or not is_noun_phrase(place.after, described=bool(_ARTICLE.search(place.before))):
        return role
    group = group_after(place.after)
    return ACTOR if group is not None and group.role == ACTOR and group.sector == "GOV" else PLACE


def _by_verb_before(place: Surroundings) -> str:
    """Roles by the verb whose object it is; then by the names it is joined to."""
    if place.joined_to:
        return place.joined_to
    before = place.before
    for _ in range(2):
        last = LAST_WORD.search(before)
        if last is None:
            break
        role = cue("object", last.group(1))
        if role:
            struck = role == ACTOR and is_struck(before[: last.start()])
            return PLACE if struck else role
        if is_told_to_act(before, place.after):
            return ACTOR
        if last.group(1).lower() not in BETWEEN | _PARTICLES:
            break
        before = before[: last.start()]
    return ""
