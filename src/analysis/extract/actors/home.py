"""Which state an article is at home in: the one that by far most of its names mean.

Used only where an officer or organ is named without a state, and the state is left open by the
names before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analysis.extract.actors.link import Memory
from analysis.extract.actors.offices import states_of_persons
from analysis.extract.actors.reading import Reading

# Names of the state that make it the home of the article, and how many times those of the next.
LEAST, TIMES = 3, 3

_TELLING = ("state", "adjective", "capital", "people", "institution", "title", "seat", "person")


def home_state(memory: Memory) -> str:
    """Return the state that by far most names of the whole article mean; empty if none is."""
    if memory.home is None:
        memory.home = most_named(_state_of(reading) for reading in memory.readings)
    return memory.home


def most_named(states: Iterable[str]) -> str:
    """Return the state named most, if it is by far; empty if none is.

    Parameters
    ----------
    states
        The state of each name; an empty text counts nowhere.
    """
    counted = Counter(state for state in states if state).most_common(2)
    if not counted or counted[0][1] < LEAST:
        return ""
    second = counted[1][1] if len(counted) > 1 else 0
    return counted[0][0] if counted[0][1] >= TIMES * second else ""


def _state_of(reading: Reading) -> str:
    """Return the one state the text of a name speaks of; empty if there are several or none."""
    if reading.kind not in _TELLING:
        return ""
    if reading.kind == "person":
        states = states_of_persons(meaning.actor_id for meaning in reading.meanings)
    else:
        states = {meaning.state_id for meaning in reading.meanings}
    return next(iter(states)) if len(states) == 1 else ""
