"""What the text of a span says, before anything is known of the article.

A span is a known name, or a nationality with an institution or an office (`Syria's foreign
ministry`, `president of Iran`), or a name nobody knows. Texts recur, so each is read once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from analysis.extract.actors.unlisted import unlisted_organ
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import LOOKED_UP, Meaning, meanings_of

NATIONALITIES = ("state", "adjective", "capital", "people", "organisation")
HEADS = ("institution", "title", "counterpart", "seat")
MODIFIERS = ("interim", "acting", "transitional", "new")


class Reading(NamedTuple):
    """What a text says.

    Parameters
    ----------
    kind
        A kind of name, as in `lexicon.names.KINDS`; empty if the name is unknown.
    meanings
        What the name, or the nationality in it, can mean.
    head
        The institution, title or counterpart after the nationality, if there is one.
    title
        That head as written, folded, in lower case.
    """

    kind: str
    meanings: tuple[Meaning, ...] = ()
    head: Meaning | None = None
    title: str = ""


UNKNOWN = Reading("")


@lru_cache(maxsize=LOOKED_UP)
def read_name(text: str) -> Reading:
    """Read the text of a span."""
    known = strongest(meanings_of(text))
    if known:
        return Reading(known[0].kind, known)
    folded = " ".join(fold_name(text).split())
    return _of_phrase(folded) or _nationality_first(folded) or UNKNOWN


def strongest(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Return the meanings of the strongest kind only."""
    return tuple(meaning for meaning in meanings if meaning.kind == meanings[0].kind)


def _nationality_first(text: str) -> Reading | None:
    words = text.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        owner = " ".join(words[:cut]).removesuffix("'s").removesuffix("'")
        rest = words[cut:]
        if rest[0] in MODIFIERS and len(rest) > 1:
            rest = rest[1:]
        reading = _composed(owner, " ".join(rest))
        if reading:
            return reading
    return None


def _of_phrase(text: str) -> Reading | None:
    cut = text.find(" of ")
    while cut >= 0:
        reading = _composed(text[cut + 4 :].removeprefix("the "), text[:cut])
        if reading:
            return reading
        cut = text.find(" of ", cut + 1)
    return None


def _composed(owner: str, head: str) -> Reading | None:
    owners = strongest(meanings_of(owner))
    heads = [meaning for meaning in meanings_of(head) if meaning.kind in HEADS]
    heads = heads or unlisted_organ(head)
    if owners and heads and owners[0].kind in NATIONALITIES:
        return Reading(heads[0].kind, owners, heads[0], head.lower())
    return None
