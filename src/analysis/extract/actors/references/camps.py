"""Camps without nationality: `the opposition`, `the rebels`, `the junta`.

They are of the one state that the article has named so far, in whatever role; where it has
named two, they stay open. The state is where they are, not whom they act for: `sector` says
that they are no government.
"""

from __future__ import annotations

import re

from analysis.extract.actors.link import Link
from analysis.extract.actors.references.types import Found, Named, Stretch

_SECTORS = {
    "opposition": "OPP", "rebels": "REB", "insurgents": "REB", "separatists": "REB",
    "mutineers": "REB", "putschists": "MIL", "junta": "MIL", "generals": "MIL",
    "soldiers": "MIL", "troops": "MIL", "security forces": "MIL", "armed forces": "MIL",
}  # fmt: skip
_CAMP = re.compile(
    r"\b[Tt]he (?P<camp>" + "|".join(sorted(_SECTORS, key=len, reverse=True)) + r")\b"
    r"(?! of\b| from\b| in\b| (?:part|leader|lawmaker|politician|candidate|figure|activist)|['’-])"
)


def camps_in(text: str, sentence: Stretch, before: Named, here: Named) -> list[Found]:
    """Link the camps of a sentence to the one state named so far; left out if there are two."""
    found = []
    for match in _CAMP.finditer(text, sentence.start, sentence.end):
        earlier = [*before, *(pair for pair in here if pair[0].end <= match.start())]
        states = {link.state_id for _, link in earlier if link.state_id}
        if len(states) != 1:
            continue
        state = str(states.pop())
        link = Link(state, state, "group_description", "actor", "one_state_so_far",
                    _SECTORS[match.group("camp").lower()])  # fmt: skip
        found.append(Found(match.start("camp"), match.end("camp"), link))
    return found
