"""From the words in a rule's slots to a meaning: makers, named by the rules of the grammar.

A maker takes the slots and the context and returns a `Meaning`, or None if what was read
is no date (30 February, month 13).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from analysis.extract.timex.meaning import Meaning

Maker = Callable[..., Meaning | None]


@cache
def maker_of(name: str) -> Maker:
    """Return the maker a rule names.

    Raises
    ------
    ValueError
        If no module of makers has a function of that name.
    """
    from analysis.extract.timex.make import (
        counted,
        days,
        feasts,
        fiscal,
        lasting,
        near,
        phrases,
        years,
    )

    for module in (days, years, near, counted, lasting, feasts, fiscal, phrases):
        if hasattr(module, name):
            maker: Maker = getattr(module, name)
            return maker
    raise ValueError(f"a rule names the maker '{name}'; none of the modules of makers has it")
