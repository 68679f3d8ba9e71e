"""Abbreviations the article explains: `National Telecommunications Commission (NTC)`.

An abbreviation in brackets after a name is that name from then on.
"""

from __future__ import annotations

from analysis.extract.actors.link import Link, Memory, Name

LONGEST = 8  # letters of an abbreviation
BRACKETS = (" (", ' ("', " (the ")


def abbreviated(name: Name, memory: Memory) -> Link | None:
    """Return the link of what a name abbreviates; missing if the article does not explain it.

    Parameters
    ----------
    name
        A name no list has.
    memory
        What the article has said; an explained abbreviation is noted there.
    """
    letters = name.text.replace(".", "")
    if not (1 < len(letters) <= LONGEST and letters[0].isupper() and letters[-1].isupper()):
        return None
    if name.text not in memory.abbreviations:
        last = memory.at - 1
        if last < 0 or memory.text[memory.names[last].end : name.start] not in BRACKETS:
            return None
        if memory.links[last].actor_id is None or memory.names[last].label != "ORG":
            return None
        memory.abbreviations[name.text] = memory.links[last]
    return memory.abbreviations[name.text]
