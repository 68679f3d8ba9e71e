"""Surnames of known persons that the article gives to somebody else.

`Carrie Lam` is named somewhere, so that `Lam` is not To Lam. The given name before the
surname is read from the text, whether or not it was found as a name.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.actors.link import Memory, Name
from analysis.lexicon import read_words
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import Meaning, meanings_of

_GIVEN = re.compile(r"(?<![\w.] )(?<![\w'’-])([A-Z][^\W\d_]+(?:-[A-Z]?[^\W\d_]+)?)(?: [A-Z]\.)* $")


def surname_meanings(text: str) -> tuple[Meaning, ...]:
    """Return the persons a surname can mean, with or without given names before it."""
    words = fold_name(text).split(" ")
    for cut in range(len(words)):
        known = tuple(m for m in meanings_of(" ".join(words[cut:])) if m.kind == "surname")
        given = [word.lower().rstrip(".") for word in words[:cut]]
        fitting = tuple(m for m in known if all(word in m.actor_id.split("-") for word in given))
        if fitting:
            return fitting
    return ()


def stranger_named(name: Name, persons: tuple[Meaning, ...], memory: Memory) -> str:
    """Return the full name of somebody else of that surname in the article; empty if none."""
    family = name.text
    if " " in family:
        return ""
    if family not in memory.strangers:
        memory.strangers[family] = _find(family, persons, memory.text)
    return memory.strangers[family]


def _find(family: str, persons: tuple[Meaning, ...], text: str) -> str:
    known = {part for person in persons for part in person.actor_id.split("-")}
    start = -1
    while (start := text.find(family, start + 1)) >= 0:
        after = text[start + len(family) : start + len(family) + 1]
        given = _GIVEN.search(text[max(start - 32, 0) : start])
        if given is None or after.isalnum() or text[start - 1] != " ":
            continue
        word = given.group(1)
        if fold_name(word).lower() in known or word in _no_given() or meanings_of(word):
            continue
        return f"{word} {family}"
    return ""


@cache
def _no_given() -> frozenset[str]:
    starters = set(read_words("sentence_starters")["form"])
    titles = {word for form in read_words("titles")["form"] for word in form.title().split()}
    return frozenset(starters | titles | {"Comrade", "Sheikh", "Ayatollah", "Mr", "Team"})
