"""Whether a name acts in its sentence, or is only where something happens.

Read from the words beside it, without a parser: prepositions before it, the noun it
possesses, the verb after it, and the role of the name it is joined to. A capital that none
of these decide stays undecided; a state that none decide acts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicon import read_words

ACTOR, PLACE, DESCRIPTOR, UNDECIDED = "actor", "place", "descriptor", "undecided"

_SIDES = (
    r"(?:(?:the|all|most|parts of|much of|nearby|neighbou?ring|war-torn|government-held|rebel-held|"
    r"(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?|central|downtown|"
    r"occupied|mainland) )*"
)
_IN = re.compile(
    rf"\b(?:in|inside|across|within|throughout|near|into|through|around|outside|at|over|"
    rf"(?:inside|outside|out|north|south|east|west) of) {_SIDES}$",
    re.I,
)
_REGION = re.compile(
    r"\b(?:(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?|central|downtown|"
    r"occupied) $",
    re.I,
)
_FROM = re.compile(rf"\bfrom {_SIDES}$", re.I)
_PEOPLE_FROM = re.compile(
    r"\b(?:counterparts?|ministers?|officials?|delegat(?:es?|ions?)|representatives?|leaders?|"
    r"diplomats?|envoys?|presidents?|experts|support|pressure|help|aid|approval|"
    r"independence|statement|letter|message) from (?:the )?$",
    re.I,
)
_TO = re.compile(r"\bto (?:the )?$", re.I)
_GOING = re.compile(
    r"\b(?:fl(?:y|ies|ew|ying|ights?)|travel\w*|return\w*|visit\w*|trips?|go(?:es|ing)?|went|mov\w+|"
    r"fle(?:e|d|eing)|arriv\w*|deport\w*|sent|sends?|headed|heads|came|comes?|route|way|move|"
    r"extradit\w+|journey\w*|sail\w*|repatriat\w+)\b[^.;,]{0,30}\bto (?:the )?$",
    re.I,
)
_GIVING = re.compile(
    r"\b(?:told|offer\w*|promis\w+|pledg\w+|s[oe]l[dl]s?|aid|assistance|support|apolog\w+|appeal\w*|"
    r"threats?|warning|message|letters?|proposals?|ambassador|envoy|response|belong\w*|l[oe]st|lose|"
    r"according|loyal|close|g[ai]ves?|suppl\w+|export\w*|concessions?|opposed|due|related|linked|"
    r"transfer\w*|responds?|responded|ties|sales?)\b[^.;,]{0,30}\bto (?:the )?$",
    re.I,
)
_WITH = re.compile(
    r"\b(?:between|with|by|against|on behalf of|for|among|versus|v\.|vs\.|behind|"
    r"accus\w+|urg\w+|warn\w*|back\w*|told|condemn\w*|critici[sz]\w+|ask\w*|press\w*|blam\w+|help\w*|"
    r"pressur\w+|join\w*|invit\w+|support\w*|oppos\w+|sanction\w*|threaten\w*|persuad\w+|allow\w*|"
    r"forc\w+|appeas\w+|isolat\w+|convinc\w+|arm\w*|recogni[sz]\w+) (?:the )?$",
    re.I,
)
_OF_PARTY = re.compile(
    r"\b(?:ally|allies|opponents?|enem(?:y|ies)|critics?|support|backing|foes?|rivals?|partners?|"
    r"governments?|behalf|policy|policies|decisions?|position|recognition|isolation|leaders?|"
    r"interests?|influence|agents?|part|request|demands?) of (?:the )?$",
    re.I,
)
_FATE = re.compile(
    r"\b(?:break-?up|collapse|fall|end|dissolution|partition|creation|founding|birth|history|"
    r"legacy|remnants?|heirs?) of (?:the )?$",
    re.I,
)
_OF = re.compile(r"\bof (?:the )?$", re.I)
_DATELINE = re.compile(r"\s?(?:[,(][^.\n]{0,40})?\s?(?:\([A-Za-z /]+\)\s?)?[-–—]{1,2}\s")
_VERB = re.compile(
    r"(?:\s(?:also|now|still|again|then|never|not|\w+ly))?\s"
    r"(?:has|have|had|is|was|are|were|will|would|could|should|may|might|must|can|did|does|do|"
    r"[Ss]ays?|[Ss]aid|[Tt]old|[Ss]aw|[Ss]ees|[Ss]ought|[Ww]ants?|[Kk]eeps?|[Kk]ept|[Gg]ave|[Gg]ives|"
    r"[Tt]ook|[Mm]ade|[Ww]on|[Ll]ost|[Bb]egan|[Ss]ent|[Mm]et|[Ll]ed|[Hh]eld|[A-Z]?[a-z]{2,}ed|"
    r"[A-Z]?[a-z]{2,}(?:[^aiousx\W\d_]|[^s\W\d_]e)s)\b(?!-)"
)
_AFTER_COMMA = re.compile(r", (?:which|who|whose|meanwhile|however|for its part)\b")
_POSSESSED = re.compile(r"(?:['’]s?) ((?:[\w-]+ ?){1,4})")
_MARKS = ("'", "’")
# A capital that is part of a longer name, or is followed by the state it lies in.
_PROPER = re.compile(r"(?:, | )[A-Z]\w")
_CITY = re.compile(r"\b(?:city|capital|town|port)(?: of|,)? $", re.I)
_TOWN = re.compile(r"[A-Z][^\W\d_]+, $")
_NEXT = re.compile(r" ([a-z]+)")
_PLACE_OWNED = frozenset(
    {
        "war", "wars", "conflict", "north", "south", "east", "west", "northeast", "northwest",
        "southeast", "southwest", "border", "borders", "coast", "capital", "city", "cities",
        "airspace", "airport", "streets", "suburbs", "outskirts", "metro", "mayor", "region",
        "province", "provinces", "uprising", "revolution", "waters", "center", "centre", "port",
        "civil", "territory",
    }
)  # fmt: skip
_OWN_TRAIT = frozenset(
    {
        "territorial", "integrity", "sovereignty", "economy", "people", "population",
        "independence", "history", "constitution", "future", "currency", "refugees", "civilians",
    }
)  # fmt: skip
_JOINED = (", ", " and ", ", and ", " or ", " & ", ", or ", "-", "/", "–", " and the ", ", the ")
_STOP = frozenset(
    {
        "of", "in", "on", "at", "to", "for", "with", "by", "from", "and", "or", "but", "as",
        "is", "was", "has", "had", "will", "who", "which", "that",
    }
)  # fmt: skip


# Words that may stand before a state and say more than nothing. The word before is looked
# up first, which spares most names all patterns.
_PREPOSED = frozenset(
    {
        "in", "inside", "across", "within", "throughout", "near", "into", "through", "around",
        "outside", "at", "over", "from", "to", "of", "the", "all", "most", "central", "downtown",
        "occupied", "mainland", "nearby", "north", "south", "neighboring", "neighbouring",
        "war-torn", "government-held", "rebel-held",
    }
)  # fmt: skip


class Group(NamedTuple):
    """What a noun makes of the nationality before it."""

    sector: str
    role: str


@cache
def groups() -> dict[str, Group]:
    """Return the nouns that tell whom a nationality stands for."""
    rows = read_words("groups")
    columns = zip(rows["noun"], rows["sector"], rows["role"], strict=True)
    return {noun: Group(sector, role) for noun, sector, role in columns}


def is_joined(gap: str) -> bool:
    """Whether the text between two names joins them to a list or a pair."""
    return gap in _JOINED


def group_after(after: str) -> Group | None:
    """Return the group that the noun after a nationality names; missing if none does."""
    known = groups()
    for word in after[1:].split()[:3] if after[:1] in " -" else ():
        noun = word.strip(".,;:'’\"”)").removesuffix("'s").removesuffix("’s")
        if noun in known or noun.lower() in known:
            return known.get(noun) or known[noun.lower()]
        if noun.lower() in _STOP or noun != word.rstrip("'’"):
            return None
    return None


def role_of_state(before: str, after: str, joined_to: str) -> str:
    """Return the role of a state.

    Parameters
    ----------
    before, after
        Up to some sixty characters of the sentence on either side.
    joined_to
        Role of the name before it that it is joined to; empty if there is none.
    """
    owned = _role_by_possession(after) if after[:1] in _MARKS else ""
    if owned:
        return owned
    word = before[:-1].rpartition(" ")[2].lower() if before[-1:] == " " else ""
    if word not in _PREPOSED and not word.endswith(("ern", "east", "west")):
        return _role_in_list(before, after, joined_to)
    if _IN.search(before) or _REGION.search(before):
        return PLACE
    if _FROM.search(before):
        return ACTOR if _PEOPLE_FROM.search(before) else PLACE
    if _TO.search(before):
        return _role_after_to(before)
    if _FATE.search(before):
        return DESCRIPTOR
    return _role_in_list(before, after, joined_to)


def _role_in_list(before: str, after: str, joined_to: str) -> str:
    """Return the role of a state that nothing but the names before it can decide.

    `Anbar, Iraq` is a place, also where Anbar is no name we know; a state that does something
    acts, whatever stands before it: `In Geneva, Iran said`.
    """
    if joined_to == PLACE or (not joined_to and _TOWN.search(before)):
        return ACTOR if _VERB.match(after) else PLACE
    return joined_to or ACTOR


def role_of_capital(
    before: str, after: str, joined_to: str, *, opens: bool = False, titled: bool = False
) -> str:
    """Return the role of a capital.

    Parameters
    ----------
    before, after, joined_to
        As in `role_of_state`.
    opens
        Whether it stands at the beginning of its section, as in a dateline.
    titled
        Whether it stands in a headline, where any word may be capitalised.
    """
    if opens and _DATELINE.match(after):
        return PLACE
    owned = _role_by_possession(after) if after[:1] in _MARKS else ""
    if owned:
        return owned
    if _PROPER.match(after) and not titled or _CITY.search(before):
        return PLACE
    if _IN.search(before) or _REGION.search(before) or _FROM.search(before):
        return ACTOR if _PEOPLE_FROM.search(before) else PLACE
    if _TO.search(before):
        return _role_after_to(before)
    if _OF.search(before):
        return ACTOR if _OF_PARTY.search(before) else UNDECIDED
    following = _NEXT.match(after)
    if following is not None and following.group(1) in _PLACE_OWNED:
        return PLACE
    if _VERB.match(after) or _AFTER_COMMA.match(after):
        return ACTOR
    if joined_to:
        return joined_to
    return ACTOR if _WITH.search(before) else UNDECIDED


def _role_after_to(before: str) -> str:
    if _GOING.search(before):
        return PLACE
    return ACTOR if _GIVING.search(before) else UNDECIDED


def _role_by_possession(after: str) -> str:
    match = _POSSESSED.match(after)
    if match is None:
        return ""
    nouns = match.group(1).split()
    if any(noun.lower() in _PLACE_OWNED for noun in nouns[:2]) or nouns[-1] in (
        "Airport",
        "airport",
    ):
        return PLACE
    return DESCRIPTOR if any(noun in _OWN_TRAIT for noun in nouns[:2]) else ACTOR
