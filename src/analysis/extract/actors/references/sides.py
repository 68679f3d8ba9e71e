"""`The North` and `the South`: one of two states that share a name, where the article tells which.

After Korea was named, `the North` is North Korea; an article that also names Sudan, Vietnam or
Yemen leaves it open.
"""

from __future__ import annotations

import re

from analysis.extract.actors.link import Link
from analysis.extract.actors.references.types import Found, Named, Stretch

_SIDE = re.compile(r"\b[Tt]he (?P<side>North|South)\b(?! [A-Z]|-)")
_KOREAS = {"North": "PRK", "South": "KOR"}
_OTHERS = frozenset({"SSD", "SDN", "VNM", "YEM", "former-south-vietnam", "former-south-yemen"})


def sides_in(text: str, sentence: Stretch, before: Named, here: Named) -> list[Found]:
    """Find the sides of Korea in a sentence."""
    found = []
    for match in _SIDE.finditer(text, sentence.start, sentence.end):
        earlier = [*before, *(pair for pair in here if pair[0].end <= match.start())]
        named = {link.state_id or link.actor_id for _, link in earlier}
        if named & set(_KOREAS.values()) and not named & _OTHERS:
            state = _KOREAS[match.group("side")]
            link = Link(state, state, "state", "actor", "side_of_two")
            found.append(Found(match.start("side"), match.end("side"), link))
    return found
