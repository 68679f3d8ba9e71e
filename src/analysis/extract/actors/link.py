"""The result of linking one name, and what is remembered while an article is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.extract.actors.reading import Reading


class Link(NamedTuple):
    """What linking adds to a span: the columns of `MENTIONS` that `SPANS` has not."""

    actor_id: str | None
    state_id: str | None
    kind: str
    role: str
    link_rule: str
    sector: str | None = None
    office_id: str | None = None
    person_id: str | None = None
    candidates: str | None = None
    fact_row: str | None = None


class Name(NamedTuple):
    """A span as linking sees it; positions are those of `articles.text`."""

    start: int
    end: int
    text: str
    label: str
    annotator: str
    section: str
    opens: bool
    sentence_start: int
    sentence_end: int


@dataclass
class Memory:
    """What an article has said so far, and what it says anywhere.

    Parameters
    ----------
    text
        The text of the article.
    day
        Day of publication as ISO text; empty if it is not known.
    window
        Years before or after an office in which a surname may still mean its holder.
    names, readings
        All names of the article in text order, and what the text of each says.
    links
        The links made so far: those of the first names.
    named_persons
        Every person named in full anywhere in the article.
    named_states
        Every state named beyond doubt anywhere in the article.
    people
        Persons named so far: the words of the longest form, where the sentence starts that
        named them last, and the link.
    ministries
        The ministry last named of each state.
    officer
        Where the officer last named stands, and the office held.
    strangers
        Full names that end in a surname but are no person of the facts; filled on demand.
    in_united_states
        Whether the article names places of the United States; missing until it is asked.
    abbreviations
        Abbreviations explained so far, with the link of what they stand for.
    home
        The state that by far most names of the article mean; missing until it is asked.
    """

    text: str
    day: str
    window: int
    names: list[Name] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    named_persons: frozenset[str] = frozenset()
    named_states: frozenset[str] = frozenset()
    people: dict[str, tuple[tuple[str, ...], int, Link]] = field(default_factory=dict)
    ministries: dict[str, str] = field(default_factory=dict)
    officer: tuple[int, str] | None = None
    strangers: dict[str, str] = field(default_factory=dict)
    in_united_states: bool | None = None
    abbreviations: dict[str, Link] = field(default_factory=dict)
    home: str | None = None

    @property
    def at(self) -> int:
        """Number of the name that is being linked."""
        return len(self.links)

    def before(self, name: Name, length: int) -> str:
        """Text of its sentence before a name, at most so many characters."""
        return self.text[max(name.start - length, name.sentence_start) : name.start]

    def after(self, name: Name, length: int) -> str:
        """Text of its sentence after a name, at most so many characters."""
        return self.text[name.end : min(name.end + length, name.sentence_end)]

    def following(self, name: Name, nth: int = 1) -> tuple[Name, Reading] | None:
        """Return the nth name after the present one, if it stands in the same sentence."""
        place = self.at + nth
        if place >= len(self.names) or self.names[place].start >= name.sentence_end:
            return None
        return self.names[place], self.readings[place]

    def preceding(self, name: Name, nth: int = 1) -> tuple[Name, Link] | None:
        """Return the nth name before the present one, if it stands in the same sentence."""
        place = self.at - nth
        if place < 0 or self.names[place].start < name.sentence_start:
            return None
        return self.names[place], self.links[place]


def listed(values: list[str]) -> str | None:
    """Write a list into one cell; missing if it is empty."""
    return "|".join(dict.fromkeys(value for value in values if value)) or None
