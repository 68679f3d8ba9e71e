"""Names of persons that are longer than what the lists found of them.

`Sheikh Sabah` goes on as `Sheikh Sabah Al-Khalid`, who is somebody else; `Tamim` in `Ali bin
Tamim` is not the known person of that name.
"""

from __future__ import annotations

import re

from analysis.extract.annotate.compose import CAPITAL, Items
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import Meaning, meanings_of

_HOUSE_AFTER = re.compile(rf"(?: [Aa]l[- ][{CAPITAL}][^\W\d_]+)+")
# A given name and a particle before a surname: `Ali bin`, `Arnel dela`.
_PARTICLE_BEFORE = re.compile(
    rf"(?P<given>[{CAPITAL}][\w.'’-]*) (?:(?:bin|ibn|dela|de|del|della|da|dos|di|van|von|der|den|"
    r"la|le|ul|ould|ter|ten|zu) )+$"
)


def name_at_length(items: Items, item: int) -> tuple[int, tuple[Meaning, ...]]:
    """Where a full name ends that goes on, and whom it means: `Sheikh Sabah Al-Khalid`."""
    start, end = items.starts[item], items.ends[item]
    short = items.gazetteer.meanings[items.patterns[item]]
    more = _HOUSE_AFTER.match(items.text, end)
    if more is None:
        return end, short
    plain = items.text[start : more.end()].removeprefix("Sheikh ").removeprefix("Sheikha ")
    known = tuple(meaning for meaning in meanings_of(plain) if meaning.kind == "person")
    return (more.end(), known) if known else (end, short)


def is_of_another(before: str, persons: set[str]) -> bool:
    """Whether a given name and a particle before a surname are of none of the persons.

    Parameters
    ----------
    before
        The text before the surname.
    persons
        The identifiers of those the surname may mean.
    """
    match = _PARTICLE_BEFORE.search(before)
    parts = {part for person in persons for part in person.split("-")}
    return match is not None and fold_name(match.group("given")).lower() not in parts
