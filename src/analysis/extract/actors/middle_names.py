"""A known person under a longer name: with a middle name, an initial, other capitals.

Protocols write `Malcolm B. Turnbull` and `Jakaya Mrisho Kikwete` where the news writes two
words. Such a name is that person's if first and last word are, if nobody else has them, and
if the person holds or held a listed office near the day; a longer name alone proves nothing.
"""

from __future__ import annotations

from functools import cache

from analysis.extract.actors.offices import near, terms_by_person
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import known_names

SUFFIXES = ("jr", "jr.", "sr", "sr.", "ii", "iii")


def person_named_at_length(text: str, day: str, window: int) -> str:
    """Return the person whose first and last word a name has; empty if none or several.

    Parameters
    ----------
    text
        The name as printed.
    day
        The article's day as ISO text; empty if unknown.
    window
        Years before and after a term in which its holder is still meant.
    """
    words = _words(text)
    if len(words) < 2 or not day:
        return ""
    persons = _by_ends().get((words[0], words[-1]), ())
    if len(persons) != 1 or not near(terms_by_person().get(persons[0], ()), day, window):
        return ""
    return persons[0]


@cache
def _by_ends() -> dict[tuple[str, str], tuple[str, ...]]:
    """Persons by the first and last word of a known full name."""
    found: dict[tuple[str, str], set[str]] = {}
    for form, meanings in known_names().items():
        words = _words(form)
        if len(words) == 2:
            persons = {meaning.actor_id for meaning in meanings if meaning.kind == "person"}
            found.setdefault((words[0], words[1]), set()).update(persons)
    return {ends: tuple(sorted(persons)) for ends, persons in found.items() if persons}


def _words(text: str) -> list[str]:
    words = fold_name(text).casefold().split()
    return words[:-1] if words and words[-1] in SUFFIXES else words
