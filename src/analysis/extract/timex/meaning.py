"""What an expression means, and what its meaning may lean on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analysis.extract.timex.values import bounds

Tense = Literal["past", "future", ""]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A resolved expression; the fields are columns of the table `TIMEXES`.

    `first`, `last` and `granularity` left None are taken from the value. `settled` says
    whether later expressions ("the next day") may lean on this one.
    """

    type: str
    value: str | None
    certainty: str = "explicit"
    anchor: str | None = None
    modifier: str | None = None
    first: date | None = None
    last: date | None = None
    granularity: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands.

    Parameters
    ----------
    published
        The day of the document; None if unknown.
    told
        First day of the last expression resolved before this one, or None.
    told_value, told_id
        Its value and its `timex_id`.
    tense
        Tense of the clause: ``past``, ``future``, or empty if there is no sign of either.
    told_here
        The year that the sentence itself has named before; 0 if none.
    """

    published: date | None = None
    told: date | None = None
    told_value: str = ""
    told_id: str = ""
    tense: Tense = ""
    told_here: int = 0


def dated(value: str, certainty: str = "explicit", anchor: str | None = None) -> Meaning:
    """Return a date, or a time of day if the value has one, with the days it covers."""
    first, last, granularity = bounds(value)
    kind = "TIME" if "T" in value.split("_")[0] and value[:1].isdigit() else "DATE"
    return Meaning(kind, value, certainty, anchor, None, first, last, granularity)


def unanchored(granularity: str | None = None, kind: str = "DATE") -> Meaning:
    """Return the meaning of a relative expression without anything to relate it to."""
    return Meaning(kind, None, "vague", "needs_anchor", granularity=granularity)


def modified(meaning: Meaning, modifier: str) -> Meaning:
    """Return the meaning with a TIMEX3 modifier, unless it has one."""
    return replace(meaning, modifier=meaning.modifier or modifier)
