"""What looks like a date and is none: guards, named by the rules of the grammar.

A guard sees the sentence and the match and says whether the match may stand. Numbers are
refused as years when they count things ("2011 people"), when they are part of a name
("Boeing 747", "Agenda 2030", "Resolution 1973") or of an amount ("$2015"); months and
weekdays when they are names or verbs ("Theresa May", "Black Friday", "Sunday Times"). The
word lists they ask are in the grammar's file, under `lists`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

Guard = Callable[..., bool]


@cache
def guard_of(name: str) -> Guard:
    """Return the guard a rule names.

    Raises
    ------
    ValueError
        If no module of guards has a function of that name.
    """
    from analysis.extract.timex.refuse import names, numbers, phrases, units

    for module in (numbers, names, units, phrases):
        if hasattr(module, name):
            guard: Guard = getattr(module, name)
            return guard
    raise ValueError(f"a rule names the guard '{name}'; none of the modules of guards has it")
