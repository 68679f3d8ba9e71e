"""What the preposition before a capital, and the word that governs it, make of the capital.

`In` and `near` tell of places, `with` and `between` of parties; `to`, `from`, `of` and `on` say
what the verb or noun before them says: `flew to`, `sold to`, `streets of`, `critics of`.
"""

from __future__ import annotations

import re

from analysis.extract.actors.roles.cues import cue
from analysis.extract.actors.roles.groups import ACTOR, PLACE, UNDECIDED

# Words between a preposition and a capital that say nothing of its role.
BETWEEN = frozenset(
    {
        "the", "central", "downtown", "old", "inner", "nearby", "both", "either",
        "neighbouring", "neighboring",
        "northern", "southern", "eastern", "western", "north", "south", "east", "west", "all",
        "then", "war-torn", "besieged", "occupied", "government-held", "rebel-held", "historic",
    }
)  # fmt: skip
_SIDE = frozenset({"central", "downtown", "old", "inner", "northern", "southern", "eastern",
                   "western", "north", "south", "east", "west", "nearby", "besieged", "occupied",
                   "war-torn", "government-held", "rebel-held"})  # fmt: skip
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
LAST_WORD = re.compile(r"(?<![\w'’-])([^\W\d_][\w'’-]*) $")
_IN_LIST = re.compile(
    r"\b(?:in|at|near|around|across|through|outside|into|over|as) (?:the )?"
    r"(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*(?:, and |, | and ))+$"
)
_FROM_TO = re.compile(r"\bfrom [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)* to $")
_RECALLED = re.compile(r"\b(?:recall\w*|with\w*dr[ae]w\w*|expel\w*|pull\w*|return\w*|evacuat\w*|"
                       r"arriv\w*|c[ao]me|flew|fl[ye]\w*)\b[^.;,]{0,40} from $")  # fmt: skip
_LIKENED = re.compile(r", (?:the|a|an|it|this|its) ")
_CAME = re.compile(r"\b(?<!who )c[oa]mes? (?:\w+ )?from $")


def role_by_preposition(before: str, compound: str, *, joined: bool, after: str = "") -> str:
    """Return the role that the preposition before a capital gives it; empty if none does.

    Parameters
    ----------
    before
        Its sentence before it.
    compound
        Role by the noun it describes, which is what the preposition governs then.
    after
        Its sentence after it.
    joined
        Whether it is joined to a name before it that has a role.
    """
    words = [word.lower() for word in _WORD.findall(before)]
    if not words or not LAST_WORD.search(before):
        return ""
    if _IN_LIST.search(before) and not joined:
        return PLACE
    sided = False
    while words and words[-1] in BETWEEN:
        sided = sided or words[-1] in _SIDE
        words.pop()
    if not words or sided:
        return PLACE if sided else ""
    preposition = words.pop()
    if preposition in _WHERE:
        aimed = preposition == "at" and any(cue("at", word) for word in words[-3:])
        return ACTOR if aimed else PLACE
    if preposition not in _WHOM:
        return ""
    position = "toward" if preposition == "towards" else preposition
    if compound:
        return compound
    if preposition == "from" and _RECALLED.search(before):
        told = any(cue("from", word) == ACTOR for word in words[-6:])
        return ACTOR if told and _CAME.search(before) else PLACE
    for governor in reversed(words[-_REACH.get(preposition, 4) :]):
        role = cue(position, governor) or (cue("town", governor) if position == "of" else "")
        role = role or (cue("thing", governor) if position in ("for", "about") else "")
        if role:
            return role
    if before == "Like " and _LIKENED.match(after):
        return UNDECIDED
    if preposition == "to" and _FROM_TO.search(before):
        return PLACE
    return _WHOM[preposition]
