"""Every name the facts and word lists know, and what each can mean.

A name is looked up as folded by `fold`; it may have several meanings, which differ by date
or stay undecided. Annotation looks for these names, linking asks what they mean.
"""

from __future__ import annotations

from functools import cache, lru_cache

from analysis.lexicon.fold import fold_name
from analysis.lexicon.forms import KINDS, Meaning, all_forms

__all__ = ["KINDS", "LABELS", "Meaning", "known_names", "meanings_of", "names_in_capitals"]

LABELS = {
    "state": "GPE", "capital": "GPE", "adjective": "NORP", "people": "NORP", "prefix": "NORP",
    "person": "PERSON", "surname": "PERSON", "organisation": "ORG", "seat": "ORG",
}  # fmt: skip

# Texts whose meaning is kept, so that memory does not grow with the corpus.
LOOKED_UP = 50_000


@cache
def known_names() -> dict[str, tuple[Meaning, ...]]:
    """Return each folded form with its meanings, the strongest kind first.

    Forms of a name in capitals are not listed; `meanings_of` finds them.
    """
    found: dict[str, dict[Meaning, None]] = {}
    for form, meaning in all_forms():
        folded = fold_name(form)
        if folded:
            found.setdefault(folded, {})[meaning] = None
    return {
        form: tuple(sorted(meanings, key=lambda meaning: (KINDS.index(meaning.kind), meaning)))
        for form, meanings in found.items()
    }


@cache
def names_in_capitals() -> dict[str, str]:
    """Return each known name of four letters or more, written in capitals, with its form."""
    return {
        form.upper(): form
        for form in sorted(known_names())
        if sum(letter.isalpha() for letter in form) >= 4 and form.upper() not in known_names()
    }


@lru_cache(maxsize=LOOKED_UP)
def meanings_of(form: str) -> tuple[Meaning, ...]:
    """Return what a name can mean; empty if it is not known."""
    folded = fold_name(form)
    known = known_names()
    return known.get(folded) or known.get(names_in_capitals().get(folded, ""), ())
