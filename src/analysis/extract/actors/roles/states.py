"""Whether a state acts in its sentence or is where something happens.

Read from the words beside it, without a parser: prepositions before it, the noun it
possesses, the role of the name it is joined to. A state that none of these decide acts.
"""

from __future__ import annotations

import re

from analysis.extract.actors.roles.groups import ACTOR, DESCRIPTOR, PLACE, UNDECIDED

_SIDES = (
    r"(?:(?:the|all|most|parts of|much of|nearby|neighbou?ring|war-torn|government-held|rebel-held|"
    r"(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?|central|downtown|"
    r"occupied|mainland|southernmost|northernmost|rural|coastal) )*"
)
_LISTED = r"(?:[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*(?:, and |, | and ))*(?:the )?"
_IN = re.compile(
    rf"\b(?:(?:in|inside|across|within|throughout|near|into|through|around|outside|at|over|via|"
    rf"(?:inside|outside|out|north|south|east|west|rest|(?:other )?parts|part|coast|region|"
    rf"province|district|city|town|village|island|oblast|state|regions|provinces|cities|towns) of"
    rf") {_SIDES})$",
    re.I,
)
_IN_LIST = re.compile(rf"\b(?:in|across|near|around|throughout) (?:the )?{_LISTED}$")
_REGION = re.compile(
    r"\b(?:(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?|central|downtown|"
    r"occupied|mainland) $",
    re.I,
)
_VISITED = re.compile(
    r"\b(?:visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|le(?:ft|aving|ave|aves)|flee(?:s|ing)?|fled|"
    r"enter(?:s|ed|ing)?|(?:left|bound|headed|heading|departed|leaves|departs) for) (?:the )?$",
    re.I,
)
_FROM = re.compile(rf"\bfrom {_SIDES}$", re.I)
_PEOPLE_FROM = re.compile(
    r"\b(?:counterparts?|ministers?|officials?|delegat(?:es?|ions?)|representatives?|leaders?|"
    r"diplomats?|envoys?|presidents?|experts|support|pressure|help|aid|approval|"
    r"independence|statement|letter|message|reaction|response|condemnation|criticism|comment|"
    r"recognition|threats?|warnings?|permission|order|orders|call|calls|demands?|sanctions|"
    r"guarantees?|assurances?|concessions?|troops|forces|soldiers|negotiators) from (?:the )?$",
    re.I,
)
_TO = re.compile(r"\bto (?:the )?$", re.I)
_GOING = re.compile(
    r"\b(?:fl(?:y|ies|ew|own|ying|ights?)|travel\w*|return\w*|visit\w*|trips?|go(?:es|ing)?|went|"
    r"mov\w+|fle(?:e|d|eing)|arriv\w*|deport\w*|sent|sends?|headed|heads|came|comes?|route|way|"
    r"move|extradit\w+|journey\w*|sail\w*|repatriat\w+|airlift\w*|evacuat\w+|emigrat\w+|"
    r"immigrat\w+|migrat\w+|exile\w*|reloc\w+|escap\w+|tour|delegation|bound|close|brought|bring|"
    r"transfer\w*|smuggl\w+|traffick\w+|back|taken|taking)\b[^.;,]{0,60}\bto (?:the )?$",
    re.I,
)
_GIVING = re.compile(
    r"\b(?:told|offer\w*|promis\w+|pledg\w+|s[oe]l[dl]s?|aid|assistance|support|apolog\w+|appeal\w*|"
    r"threats?|warning|message|letters?|proposals?|ambassadors?|envoys?|response|belong\w*|l[oe]st|"
    r"lose|according|loyal|g[ai]ves?|suppl\w+|export\w*|concessions?|opposed|due|related|"
    r"linked|responds?|responded|ties|sales?|weapons|arms|missiles|subsidies|payments|loans?|"
    r"deliver\w*|shipments?|open|similar|compar\w+|next|important|blow|challenge|allegiance|"
    r"commitments?|objections?|hostile|relation|reply|signals?|help|guarantees?|visitors?)"
    r"\b[^.;,]{0,30}\bto (?:the )?$",
    re.I,
)
_FATE = re.compile(
    r"\b(?:break-?up|collapse|fall|end|dissolution|partition|creation|founding|birth|history|"
    r"legacy|remnants?|heirs?) of (?:the )?$",
    re.I,
)
_TRAIT_OF = re.compile(
    r"\b(?:sovereignty|(?:territorial )?integrity|territory|people|citizens?|residents|population|"
    r"economy|constitution|future|flag|map|borders?|soil|unity|stability) of (?:the )?$",
    re.I,
)
_POSSESSED = re.compile(r"(?:['’]s?) ((?:[\w-]+ ?){1,4})")
_VERB = re.compile(
    r"(?:\s(?:also|now|still|again|then|never|not|\w+ly))?\s"
    r"(?:has|have|had|is|was|are|were|will|would|could|should|may|might|must|can|did|does|do|"
    r"[Ss]ays?|[Ss]aid|[Tt]old|[Ss]aw|[Ss]ees|[Ss]ought|[Ww]ants?|[Kk]eeps?|[Kk]ept|[Gg]ave|[Gg]ives|"
    r"[Tt]ook|[Mm]ade|[Ww]on|[Ll]ost|[Bb]egan|[Ss]ent|[Mm]et|[Ll]ed|[Hh]eld|[A-Z]?[a-z]{2,}ed|"
    r"[A-Z]?[a-z]{2,}(?:[^aiousx\W\d_]|[^s\W\d_]e)s)\b(?!-)"
)
_MARKS = ("'", "’")
_TOWN = re.compile(
    r"(?<![\w-])(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|"
    r"June|July|August|September|October|November|December|Yesterday|Today|Meanwhile|However|"
    r"Now|Then|Later|Also|Earlier|Separately|Moreover|Still|Finally|Instead|Overall), $)"
    r"[A-Z][^\W\d_]+, $"
)
_CITY_AFTER = re.compile(r" (?:City|Province|Oblast|Region|District|Governorate|Peninsula|Island|"
                         r"Islands|Strip|Coast|Border|border)\b")  # fmt: skip
_DESCRIBING = re.compile(r"(?: [a-z][\w-]+){1,3}")
SHORT = frozenset({"U.S.", "US", "U.S", "UK", "U.K.", "UAE", "United States", "United Kingdom"})
_IN_SHORT = re.compile(r"\b(?:in|at|of|with|by|from|to|into|over|on) $")

_PLACE_OWNED = frozenset(
    {
        "war", "wars", "conflict", "north", "south", "east", "west", "northeast", "northwest",
        "southeast", "southwest", "border", "borders", "coast", "capital", "city", "cities",
        "airspace", "airport", "streets", "suburbs", "outskirts", "metro", "mayor", "region",
        "province", "provinces", "uprising", "revolution", "waters", "center", "centre", "port",
        "civil", "territory", "shores", "islands", "island", "desert", "mountains", "northern",
        "southern", "eastern", "western", "largest", "biggest", "airports", "ports", "coastline",
        "district", "hospitals", "prisons", "second-largest", "mainland",
    }
)  # fmt: skip
_OWN_TRAIT = frozenset(
    {
        "territorial", "integrity", "sovereignty", "economy", "people", "population",
        "independence", "history", "constitution", "future", "currency", "refugees", "civilians",
        "citizens", "children", "society", "climate", "culture", "elections", "election",
    }
)  # fmt: skip
_JOINED = (", ", " and ", ", and ", " or ", " & ", ", or ", "-", "/", "–", " and the ", ", the ",
           " (", ", and the ")  # fmt: skip

# Words that may stand before a state and say more than nothing. The word before is looked
# up first, which spares most names all patterns.
_PREPOSED = frozenset(
    {
        "in", "inside", "across", "within", "throughout", "near", "into", "through", "around",
        "outside", "at", "over", "from", "to", "of", "the", "all", "most", "central", "downtown",
        "occupied", "mainland", "nearby", "north", "south", "neighboring", "neighbouring", "via",
        "war-torn", "government-held", "rebel-held", "rural", "coastal", "for", "and",
        "visit", "visits", "visited", "visiting", "tour", "tours", "toured", "touring", "left",
        "leave", "leaves", "leaving", "flee", "flees", "fleeing", "fled", "enter", "enters",
        "entered", "entering",
    }
)  # fmt: skip


def is_joined(gap: str) -> bool:
    """Whether the text between two names joins them to a list or a pair."""
    return gap in _JOINED


def role_of_state(before: str, after: str, joined_to: str, *, name: str = "") -> str:
    """Return the role of a state.

    Parameters
    ----------
    before, after
        Up to some sixty characters of the sentence on either side.
    joined_to
        Role of the name before it that it is joined to; empty if there is none.
    name
        The name as printed: a short one may describe the noun after it (`in US custody`).
    """
    owned = _role_by_possession(after) if after[:1] in _MARKS else ""
    if owned:
        return owned
    if _CITY_AFTER.match(after):
        return PLACE
    word = before[:-1].rpartition(" ")[2].lower() if before[-1:] == " " else ""
    listed = before[-2:] == ", "
    if word not in _PREPOSED and not word.endswith(("ern", "ernmost", "east", "west")):
        return PLACE if listed and _is_listed(before, joined_to) else _role_in_list(
            before, after, joined_to
        )  # fmt: skip
    if name in SHORT and _IN_SHORT.search(before) and _DESCRIBING.match(after):
        return ACTOR
    if _IN.search(before) or _REGION.search(before) or _VISITED.search(before):
        return PLACE
    if _FROM.search(before):
        return ACTOR if _PEOPLE_FROM.search(before) else PLACE
    if _TO.search(before):
        return _role_after_to(before)
    if _FATE.search(before) or _TRAIT_OF.search(before):
        return DESCRIPTOR
    if _is_listed(before, joined_to):
        return PLACE
    return _role_in_list(before, after, joined_to)


def _is_listed(before: str, joined_to: str) -> bool:
    """Whether it ends a list of places that no list of ours has: `in Anbar, Mosul and Iraq`."""
    return not joined_to and _IN_LIST.search(before) is not None


def _role_in_list(before: str, after: str, joined_to: str) -> str:
    """Return the role of a state that nothing but the names before it can decide.

    `Anbar, Iraq` is a place, also where Anbar is no name we know; a state that does something
    acts, whatever stands before it: `In Geneva, Iran said`.
    """
    if joined_to == PLACE or (not joined_to and _TOWN.search(before)):
        return ACTOR if _VERB.match(after) else PLACE
    return joined_to or ACTOR


def _role_after_to(before: str) -> str:
    if _GIVING.search(before[-36:]):
        return ACTOR
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
