"""The result of linking one name, and what is remembered while an article is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


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
    named_persons
        Every person named in full anywhere in the article.
    named_states
        Every state named beyond doubt anywhere in the article.
    persons
        Person or name last meant by each surname, with its link.
    ministries
        The ministry last named of each state.
    in_united_states
        Whether the article names places of the United States; missing until it is asked.
    previous
        The name before, with its link.
    officer
        Where the officer last named stands, and the office held.
    """

    text: str
    day: str
    window: int
    named_persons: frozenset[str] = frozenset()
    named_states: frozenset[str] = frozenset()
    persons: dict[str, Link] = field(default_factory=dict)
    ministries: dict[str, str] = field(default_factory=dict)
    in_united_states: bool | None = None
    previous: tuple[Name, Link] | None = None
    officer: tuple[int, str] | None = None


def listed(values: list[str]) -> str | None:
    """Write a list into one cell; missing if it is empty."""
    return "|".join(dict.fromkeys(value for value in values if value)) or None
