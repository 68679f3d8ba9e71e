"""Whom a nationality stands for: the noun it describes.

`Turkish ground forces` are the military, `Syrian refugees` nobody's government, `the Libyan
coast` a place. Read from the words after the nationality, without a parser: the first noun
the list knows counts, or the one right after it, where the first only describes the second
(`border guards`, `oil minister`). Participles joined by a hyphen tell whether a state does
what is said (`Russian-backed`) or is only a trait (`Russian-made`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicon import read_words

ACTOR, PLACE, DESCRIPTOR, UNDECIDED = "actor", "place", "descriptor", "undecided"

# Words after a nationality that are read for its noun.
REACH = 3

# Participles after a hyphen by which a party is named, and those that name a trait.
PARTY_MADE = frozenset(
    {
        "backed", "led", "brokered", "mediated", "sponsored", "funded", "financed", "supported",
        "supplied", "trained", "armed", "hosted", "imposed", "proposed", "drafted", "installed",
        "appointed", "dominated", "allied", "aligned", "affiliated", "linked", "controlled",
        "held", "occupied", "run", "ruled", "administered", "designated", "sanctioned", "friendly",
        "backing", "initiated", "organised", "organized", "protected", "declared", "built-up",
        "annexed", "leaning", "facilitated", "guaranteed", "endorsed", "orchestrated", "directed",
    }
)  # fmt: skip
TRAIT = frozenset(
    {
        "made", "born", "built", "style", "speaking", "educated", "registered", "flagged", "owned",
        "language", "majority", "designed", "produced", "manufactured", "themed",
        "based", "bound", "era", "held-territory", "listed", "raised", "inspired", "origin",
    }
)  # fmt: skip

_STOP = frozenset(
    {
        "of", "in", "on", "at", "to", "for", "with", "by", "from", "and", "or", "but", "as",
        "is", "was", "are", "were", "has", "have", "had", "will", "would", "who", "which", "that",
        "the", "a", "an", "after", "before", "over", "since", "amid", "during", "near", "than",
        "not", "its", "their", "his", "her", "also", "said", "says", "against", "into", "when",
    }
)  # fmt: skip

# Nouns that are verbs too, after the name of a state: `Russia attacks`, `Japan films`.
_ALSO_VERBS = frozenset(
    {
        "attack", "attacks", "raid", "raids", "strike", "strikes", "claim", "claims", "demand",
        "demands", "offer", "request", "requests", "threat", "plan", "plans", "pledge", "veto",
        "support", "pressure", "permission", "interests", "film", "films", "games", "name",
        "time", "vote", "votes", "trade", "ship", "ships", "market", "markets", "stocks", "shares",
        "imports", "exports", "produce", "goods", "loans", "bonds", "boats", "displaced", "patrol",
        "patrols", "tests", "sanctions", "names", "press", "conflict", "guards", "delegates",
        "backing", "warning", "approval", "state", "assault", "aid", "bombing", "shelling",
        "recognition", "dead", "channels", "models", "mission",
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


def group_after(after: str) -> Group | None:
    """Return the group that the noun after a nationality names; missing if none does.

    Parameters
    ----------
    after
        Up to some fifty characters of the sentence, from the end of the nationality.
    """
    joined = _PARTICIPLE.match(after)
    if joined is not None:
        return Group("", ACTOR if joined.group(1).lower() in PARTY_MADE else DESCRIPTOR)
    words = after[1:].split()[: REACH + 1] if after[:1] in " -" else []
    for place, word in enumerate(words[:REACH]):
        noun = _bare(word)
        found = _known(noun, words[place + 1] if place + 1 < len(words) else "")
        if found is not None:
            return _head(found, noun, words[place:])
        if noun.lower() in _STOP or noun != word.rstrip("'’"):
            return None
    return None


def group_after_state(after: str) -> Group | None:
    """Return the group that the noun right after the name of a state names.

    A verb may follow a state (`Israel withdraws troops`), so that only the next word counts,
    unless it may be a verb itself.
    """
    if after[:1] == "-":
        return group_after(after) if _PARTICIPLE.match(after) else None
    word = _bare(after[1:].split(" ", 1)[0]) if after[:1] == " " else ""
    if word in _ALSO_VERBS or word not in groups():
        return None
    return group_after(after)


_PARTICIPLE = re.compile(r"-(" + "|".join(sorted(PARTY_MADE | TRAIT)) + r")\b", re.I)


def _bare(word: str) -> str:
    return word.strip(".,;:'’\"”)(").removesuffix("'s").removesuffix("’s")


def _known(noun: str, following: str) -> Group | None:
    """Look a noun up; in a proper name, as `National Congress`, only parties count."""
    known = groups()
    if noun in known:
        return known[noun]
    found = known.get(noun.lower())
    if found is not None and found.role != ACTOR and following[:1].isupper():
        return None
    return found


def _head(first: Group, noun: str, words: list[str]) -> Group | None:
    """Return the group of the noun that follows at once, if the first only describes it."""
    if first.sector not in ("", "BUS") or words[0] != noun or len(words) < 2:
        return first
    following = _bare(words[1])
    found = groups().get(following)
    if found is not None and found.role != PLACE and not _is_plural(noun):
        return found
    if first.role == PLACE and following.islower() and following not in _STOP:
        return first if _is_plural(noun) or following.endswith(("s", "ed", "ing")) else None
    return first


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
