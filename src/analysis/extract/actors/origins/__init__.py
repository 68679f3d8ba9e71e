"""Which state a person belongs to, as the text says it.

The facts do not know every lawmaker, envoy and general. The text does: by a nationality
before the title (`Turkish lawmaker X`), by the state after it (`president of Ghana X`), by an
apposition (`X, the Jordanian envoy`), by the person it is listed with (`Israeli prime minister
X and energy minister Y`) or related to (`his wife X`), by a part of a state (`Texas governor
X`), and, for offices, by the one state the sentence or the article has spoken of so far
(`Cuba's court jailed former economy minister X`).
"""

from __future__ import annotations

from analysis.extract.actors.link import Memory, Name
from analysis.extract.actors.origins.apposition import by_apposition
from analysis.extract.actors.origins.beside import by_list, by_region, by_relation
from analysis.extract.actors.origins.context import by_context
from analysis.extract.actors.origins.nationality import by_nationality
from analysis.extract.actors.origins.types import Origin

__all__ = ["Origin", "nationality_before", "origin_of"]

_TOLD = (by_nationality, by_apposition, by_list, by_region, by_relation, by_context)


def origin_of(name: Name, title: str, memory: Memory) -> Origin:
    """Return the state a person belongs to, as the text says it.

    Parameters
    ----------
    name
        The person, at whose place the article is being read.
    title
        The title directly before the name; empty if there is none.
    memory
        What the article has said.

    Returns
    -------
    Origin
        The state by the surest of the ways above, and the rule; both empty if none tells it.
    """
    for told in _TOLD:
        origin = told(name, title, memory)
        if origin.state:
            return origin
    return Origin()


def nationality_before(name: Name, title: str, memory: Memory) -> str:
    """Return the state of `Russian Defence Minister ` or `Turkey's ` before a name."""
    return by_nationality(name, title, memory).state
