"""Pronouns: `he` and `she`, where one person only was named shortly before.

The person is the one named in the sentence before the pronoun, or, if nobody is, in the
sentence before it, unless that one speaks of somebody else without a name.
"""

from __future__ import annotations

import re

from analysis.extract.actors.link import Link
from analysis.extract.actors.references.types import Found, Named, Stretch

_PRONOUN = re.compile(r"(?<![\w'’-])(?:[Hh]e|[Ss]he)(?![\w'’-])")


def pronouns_in(
    text: str, sentence: Stretch, previous: Stretch | None, before: Named, here: Named
) -> list[Found]:
    """Link `he` and `she` to the one person named shortly before."""
    found = []
    for match in _PRONOUN.finditer(text, sentence.start, sentence.end):
        quoted = text.count('"', sentence.start, match.start()) % 2
        people = _people([pair for pair in here if pair[0].end <= match.start()])
        if not people and previous is not None:
            people = _people([pair for pair in before if pair[0].start >= previous.start])
            people = {} if _rivals(text, previous, before) else people
        elif match.start() != sentence.start and len(_people([*here])) > 1:
            continue
        beside = text[max(match.start() - 4, 0) : match.start()] == "and " or any(
            pair[0].end + 2 == match.start() for pair in here
        )
        if len(people) != 1 or quoted or beside:
            continue
        link = next(iter(people.values()))
        link = link._replace(kind="pronoun", link_rule="one_person_before")
        found.append(Found(match.start(), match.end(), link))
    return found


_UNNAMED_PERSON = re.compile(
    r"\b(?:(?:a|an|the|his|her|another) (?:[\w-]+ ){0,3}(?:man|woman|spokes\w+|official|minister|"
    r"president|leader|son|father|brother|wife|mother|daughter|general|envoy|judge|"
    r"predecessor|successor|rival|deputy|witness|soldier|officer|diplomat|adviser|lawyer|aide))\b|"
    r"\b[Hh]e\b.*\b[Hh]is\b.*\b[Hh]im\b"
)


def _rivals(text: str, previous: Stretch, before: Named) -> bool:
    """Whether the sentence before speaks of somebody else without a name."""
    said = text[previous.start : previous.end]
    names = [pair for pair in before if pair[0].start >= previous.start]
    for match in _UNNAMED_PERSON.finditer(said):
        after = previous.start + match.end()
        if not any(0 <= name.start - after <= 2 for name, _ in names):
            return True
    return False


def _people(pairs: Named) -> dict[str, Link]:
    """Return the persons among mentions, unresolved ones under their text."""
    return {
        str(link.actor_id or name.text): link
        for name, link in pairs
        if name.label == "PERSON" and link.role == "actor"
    }
