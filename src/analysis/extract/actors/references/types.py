"""What a reference is: where it stands, and whom it means."""

from __future__ import annotations

from typing import NamedTuple

from analysis.extract.actors.link import Link, Name

# Names before a sentence that a reference in it may look back to.
EARLIER = 200

Named = list[tuple[Name, Link]]


class Found(NamedTuple):
    """A reference with the link it has; positions are those of `articles.text`."""

    start: int
    end: int
    link: Link


class Stretch(NamedTuple):
    """A sentence: where it starts and ends."""

    start: int
    end: int
