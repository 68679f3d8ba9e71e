"""Turns of phrase that make a capital a party or a place, whatever its verb is.

Each is a pattern of the words before it and one of the words after it, tried in order; they
hold for words no list has. `aimed at Budapest` speaks of a government though `at` tells of
places, and `came under fire` of a town though towns `come` as governments do.
"""

from __future__ import annotations

import re

from analysis.extract.actors.roles.cues import cue
from analysis.extract.actors.roles.groups import ACTOR, PLACE, UNDECIDED

_ANY = ""
_INFINITIVE = (r" (?:not )?to (?!the\b|an?\b|its\b|their\b|his\b|her\b|this\b|that\b|no\b|all\b|"
               r"some\b|one\b|two\b|three\b|many\b)[a-z]{2,}\b")  # fmt: skip
_TOWN_AFTER = (r" and (?:the |its |a )?(?:[a-z-]+ ){0,2}(?:border|coast|coastline|airport|sea|port|"
               r"city|town|north|south|east|west|frontier|suburbs?|villages?|mountains?|"
               r"countryside|interior|provinces?|rest of the country)\b")  # fmt: skip
_CALLED = r"\b(?:call|brand|label|consider|declar|deem|dubb?|term|think|make|made|judg)\w* $"
_OF_MEASURE = (r"\b(?:kilomet(?:re|er)s?|km|miles?|hours?|minutes?|metres|meters|drive|walk|"
               r"distance|"
               r"half-?way|midway|road|roads|route|routes|highway|motorway|railway|rail|"
               r"trains?|line|"
               r"flights?|ferry|ferries|buses|border|tunnel|pipeline|services)\b[\w ,'’-]{0,24} "
               r"(?:between|linking|connecting|joining) (?:the )?$")  # fmt: skip
_UNDER = (r" (?:(?:has|have|had) )?(?:c[oa]me|comes|coming|been|be|was|were|is|remain\w*|stay\w*|"
          r"put|placed)? ?(?:back |again |still )?under (?:a |an |the )?(?:[a-z-]+ ){0,2}"
          r"(?:fire|attacks?|bombardment|shelling|siege|curfew|lockdown|assault|water|snow|rubble|"
          r"martial law|occupation|blackout|drones?|missiles?|smog)\b")  # fmt: skip
_DRY = (r" (?:(?:has|have|had) )?(?:run|ran|runs|running|is running|was running|go|goes|went|gone) "
        r"(?:short of|low on|out of|without) (?:drinking |clean |basic )?(?:water|bread|food|fuel|"
        r"petrol|gas|oxygen|power|electricity|beds|blood|medicines?|candles|space|"
        r"room)\b")  # fmt: skip

# Words before the capital, words after it, and the role they give it.
_TURNS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(before, re.I), re.compile(after), role)
    for before, after, role in (
        (_OF_MEASURE, _ANY, PLACE),
        (r"\bbetween (?:the )?$", _TOWN_AFTER, PLACE),
        (r"\b(?:\d[\d,.]*|several|few|some|dozen|hundred) (?:[a-z]+ )?(?:kilomet(?:re|er)s?|"
         r"km|miles?|"
         r"metres|meters|hours|minutes)[\w ]{0,16} (?:of|from|to) (?:the )?$", _ANY, PLACE),
        (r"\b(?:blam|pinn)\w+ [^.;]{2,40} on $", _ANY, ACTOR),
        (r"\b(?:eyes are|(?:turn|put|shift|place)\w* [a-z ]{0,12}(?:spotlight|onus|blame|"
         r"burden)) on $",
         _ANY, ACTOR),
        (r"\b(?:is|was|be) (?:not )?up to $", _ANY, ACTOR),
        (r"\b(?:c[oa]me|comes|struck|as) (?:as )?an? [a-z ]{3,24} (?:to|for) $", _ANY, ACTOR),
        (r"\b(?:thorn in the side|at the (?:behest|request|insistence|urging|invitation|expense|"
         r"mercy)|at odds|in defiance|in the (?:hands|pay|orbit|grip)|to the (?:dismay|delight|"
         r"annoyance|fury)|on the orders|on behalf) (?:of|with) $", _ANY, ACTOR),
        (r"\b(?:hands?|give|gives|gave|giving|deals?|dealt|owes?|owed|teach\w*|taught|buys?|bought|"
         r"cost|costs|costing|earn\w*|win|wins|won|grant\w*|den(?:y|ies|ied)|offer\w*|lend|lent) $",
         r" (?:a|an|the|its|their|his|her|some|more|much|two|three|\d)\b", ACTOR),
        (_CALLED, r" (?:an?|the|its|their|one|not)\b", ACTOR),
        (r"\b(?:put|puts|putting|place[sd]?|leaves|pit|pits|pitted|took|tak\w+|drag\w*|"
         r"haul\w*|caught|catch\w*|set|sets|bring|brings|brought|hold|holds|held|push\w*|forc\w+|"
         r"driv\w+|drove) $",
         r" (?:at odds|on notice|under pressure|in a |off guard|by surprise|to (?:court|task|"
         r"account|"
         r"heel)|into (?:line|the arms|a corner|an?|talks|conflict)|against|with (?:no|few|"
         r"little|only|a)|"
         r"without|responsible|accountable|hostage|isolated|exposed|alone|closer|"
         r"back to the table)\b",
         ACTOR),
        (r"\bneither $", r" nor\b", ACTOR),
        (r"\bneither (?:the )?[A-Z][\w'’ -]{2,24} nor $", _ANY, ACTOR),
        (r"\b[Ww]hat (?:[a-z]+ly )?[a-z]+s $", r" (?:is|was|most)\b", ACTOR),
        (r"\bcut(?:ting)? off $", _ANY, UNDECIDED),
        (r"\bcredit\w* $", r" with\b", ACTOR),
        (r"\b(?:it|that) (?:has |had |will |would )?(?:took|takes?|taken) $",
         r" [\w ]{2,24}(?:years?|months?|weeks?|days?|decades?|hours?) to\b", ACTOR),
        (r"^To $", r", (?:the|this|that|it|such|any|these|those|an?)\b", ACTOR),
        (r"\b(?:not|never) lost on $", _ANY, ACTOR),
        (r"\b(?:[Ee]mbassy|EMBASSY|[Ll]egation|[Cc]onsulate) (?:in )?$", _ANY, PLACE),
        (r"\b(?:tel|telegram|deptel|embtel|cable|despatch|airgram)s? [\w-]{1,8} (?:to|from) $",
         _ANY, PLACE),
        (r"", r"['’]s? (?:(?:tel|telegram|cable|despatch|airgram)s?\b|[A-Z]-?\d|\d)", PLACE),
        (r"", r" (?:to|in|into) (?:a (?:complete |virtual |near )?(?:standstill|halt)|darkness|"
              r"flames|ruins|rubble|mourning)\b", PLACE),
        (r"", r" (?:has |had )?(?:chang(?:ed|es) hands|(?:held|holds) its breath)\b", PLACE),
        (r"", r" (?:is|was|remains?) in (?:no|a) (?:hurry|rush|mood|bind|corner|position)\b",
         ACTOR),
        (r"", r" (?:(?:is|are|was|were|remains?|remained|ha[sd] been) )?(?:still |now |again |"
              r"not |no longer )?(?:at odds|at loggerheads|on (?:\w+ )?(?:\w+ )?terms|locked in "
              r"(?:an?|talks)|in (?:talks|dispute|negotiations|favou?r))\b", ACTOR),
        (r"", r" (?:sees|saw|views|viewed|regards|regarded|casts?|portrays?|portrayed|treats|"
              r"treated|frames|framed) [^.;]{2,40} as (?:an?|the|its|part)\b", ACTOR),
        (r"\bit (?:is|was) $", r" (?:that|which|who)\b", ACTOR),
        (r"\bball (?:is|was) (?:now |back |firmly )?in $", r"['’]s court\b", ACTOR),
        (r"\b(?:within|in) (?:sight|range|reach|earshot|view|striking distance) of $", _ANY, PLACE),
        (r"\bon to $", _ANY, PLACE),
        (r"\b(?:through|via) $", r"[^.;]{0,40}\b(?:messages?|channels?|mediation|"
                                 r"contacts)\b", ACTOR),
        (r"\b(?:messages?|channels?|mediation|contacts|indirectly|relayed|conveyed|"
         r"passed)\b[^.;,]{0,20} "
         r"(?:through|via) $", _ANY, ACTOR),
        (r"^$", _INFINITIVE, ACTOR),
        (r"", r" (?:(?:is|was|has|had|been|came|comes) ){0,2}(?:caught off guard|"
              r"caught by surprise|"
              r"taken aback|wrong-footed|under (?:[a-z]+ ){0,2}(?:pressure|scrutiny|criticism))\b",
         ACTOR),
        (r"", r" (?:is|was|has|had) (?:running|run) dry\b", PLACE),
        (r"", _UNDER, PLACE),
        (r"", _DRY, PLACE),
        (r"", r" (?:lies|lie|lay|sits|sat|stands|stood|stretches|sprawls) "
              r"(?:on|in|at|along|near|beside|across|between|beneath|under|below|above|about|some|"
              r"north|south|east|west|\d)", PLACE),
        (r"", r" (?:has |had )?(?:(?:ground|grinds|came|comes|come) to a (?:halt|standstill)|"
              r"(?:took|takes|taken) to the streets|"
              r"(?:went|goes|gone) (?:dark|quiet|silent))\b",
         PLACE),
        (r"", r" turn(?:s|ed) out (?:to|for|in)\b", PLACE),
    )
)  # fmt: skip
_ORDERED = re.compile(r"\b([a-z]{3,}(?:ed|s|ing)|to [a-z]{3,}|told|tells?|got|let|leave|"
                      r"leaves|made|"
                      r"forbade|bade|led|want|wants|beg|put) $")  # fmt: skip
_TO_DO = re.compile(_INFINITIVE)
_SIDE_OF_PAIR = re.compile(
    r"\b(?:in|at|near|around|across|through|outside|into|over|between|to|from|via|than) "
    r"(?:the )?(?:[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*, )*[A-Z][\w'’.-]+"
    r"(?: [A-Z][\w'’.-]+)*,? (?:and|or) $"
)
_INNER_LIST = re.compile(r"\w (?:in|at|near|around|across) (?:[A-Z][\w'’.-]+(?: [A-Z]\w+)?, )+$")
_LIST_GOES_ON = re.compile(r"(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)*,? and [A-Z]")


def role_by_turn(before: str, after: str) -> str:
    """Return the role that a turn of phrase gives a capital; empty if there is none.

    Parameters
    ----------
    before, after
        Its sentence on either side.
    """
    return next(
        (role for left, right, role in _TURNS
         if right.match(after) and (not left.pattern or left.search(before))),
        "",
    )  # fmt: skip


def is_told_to_act(before: str, after: str) -> bool:
    """Whether a verb before it makes it do something: `ordered Managua to pay`."""
    if not _TO_DO.match(after):
        return False
    verb = _ORDERED.search(before)
    return verb is not None and cue("object", verb.group(1).split(" ")[-1]) != PLACE


def is_in_list_of_places(before: str, after: str) -> bool:
    """Whether a list of places goes on with it: `offices in Dakar, Accra and Nairobi`.

    Parameters
    ----------
    before
        Its sentence before it, which ends in names of places.
    after
        Its sentence after it.
    """
    if _SIDE_OF_PAIR.search(before):
        return True
    return _INNER_LIST.search(before) is not None and _LIST_GOES_ON.match(after) is not None
