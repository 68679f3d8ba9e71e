"""What a capital has, and whether a government or a town has it.

`Moscow's offensive` and `Moscow's reluctance` are a government's, `Moscow's streets` and
`Moscow's bakers` a town's. The words up to the end of the noun phrase are asked in turn; a noun
no list has is a government's where it names an act or a state of mind, else a town's.
"""

from __future__ import annotations

import re

from analysis.extract.actors.roles.cues import cue, cues
from analysis.extract.actors.roles.groups import ACTOR, PLACE, UNDECIDED, group_after

_OWNED = re.compile(r"['’]s? (?P<nouns>[\w-]+(?: [\w-]+){0,3})")
_ABSTRACT = re.compile(
    r"(?:[ts]ion|ment|ance|ence|ness|ity|ship|ism|cy|al|ing|ure|age|hood|dom)s?$"
)
_PLURAL = re.compile(r"[^aiousx']s$|ers$|men$")
_NO_NOUN = frozenset(
    {
        "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could", "may",
        "might", "must", "to", "of", "in", "on", "at", "for", "with", "by", "from", "and", "or",
        "but", "as", "than", "that", "which", "who", "over", "after", "before", "against", "into",
    }
)  # fmt: skip


def role_by_possession(after: str) -> str:
    """Return the role that what a capital has gives it; empty if it has nothing.

    Parameters
    ----------
    after
        Its sentence after it.
    """
    match = _OWNED.match(after)
    if match is None:
        return ""
    nouns = _noun_phrase(match.group("nouns").split())
    for nth, noun in enumerate(nouns):
        role = cue("owned", noun) or cue("town", noun)
        if role == ACTOR and nth + 1 < len(nouns) and ("town", nouns[nth + 1]) in cues():
            return PLACE
        role = role or (cue("matter", noun) if noun.islower() else "")
        if role:
            return role
    if not nouns or nouns[0][0].isupper():
        return UNDECIDED
    group = group_after(" " + " ".join(nouns))
    if group is not None:
        return ACTOR if group.role == ACTOR else PLACE
    return ACTOR if any(_ABSTRACT.search(noun) for noun in nouns) else PLACE


def _noun_phrase(words: list[str]) -> list[str]:
    """Return the words up to the first that no noun phrase holds, or that ends one."""
    kept: list[str] = []
    for word in words:
        if word in _NO_NOUN:
            break
        kept.append(word)
        if _PLURAL.search(word) and not cue("owned", word):
            break
    return kept
