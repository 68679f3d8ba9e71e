"""The points and lines of a network as plain values, and what XML can hold of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import pandas as pd

DAY = "%Y-%m-%d"

# What XML 1.0 does not allow, written in any way.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Spell:
    """A half-open stretch of days and the units told in it; no day if unknown."""

    first_day: pd.Timestamp | None
    before_day: pd.Timestamp | None
    n_together: int


@dataclass(frozen=True)
class Line:
    """Two actors and the stretches in which they were named together, in order."""

    a: str
    b: str
    spells: tuple[Spell, ...]

    @property
    def identifier(self) -> str:
        """Name of the line in a file."""
        return f"{clean(self.a)}--{clean(self.b)}"

    @property
    def total(self) -> int:
        """Units of all stretches."""
        return sum(spell.n_together for spell in self.spells)


def lines_of(edges: pd.DataFrame) -> list[Line]:
    """Return the lines of a table of `networks.edges_over_time`, in order of identifiers."""
    columns = ["actor_a", "actor_b", "first_day", "before_day", "n_together"]
    rows = edges[columns].sort_values(columns[:3], kind="stable")
    found: dict[tuple[str, str], list[Spell]] = {}
    for a, b, first, before, n in rows.itertuples(index=False, name=None):
        spell = Spell(
            None if pd.isna(first) else first, None if pd.isna(before) else before, int(n)
        )
        found.setdefault((a, b), []).append(spell)
    return [Line(a, b, tuple(spells)) for (a, b), spells in found.items()]


def names_of(actors: pd.Series, names: pd.Series) -> pd.Series:
    """Return the display name of each actor; its identifier where there is none."""
    return actors.map(names[~names.index.duplicated()]).astype("str").fillna(actors)


def points_of(
    lines: list[Line], names: pd.Series, kinds: pd.Series | None
) -> list[tuple[str, str, str | None]]:
    """Return identifier, label and kind of each actor of some lines, in order."""
    actors = pd.Series(sorted({actor for line in lines for actor in (line.a, line.b)}), dtype="str")
    labels = names_of(actors, names)
    if kinds is None:
        known = pd.Series([None] * len(actors), dtype="str")
    else:
        known = actors.map(kinds[~kinds.index.duplicated()]).astype("str")
    return [
        (actor, token(label), None if pd.isna(kind) else token(kind))
        for actor, label, kind in zip(actors, labels, known, strict=True)
    ]


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return FORBIDDEN.sub("", text)


def token(text: str) -> str:
    """Return a text without them, and without line breaks and runs of blanks."""
    return " ".join(clean(text).split())


def xml_bytes(root: ElementTree.Element) -> bytes:
    """Return an XML document, indented."""
    ElementTree.indent(root, space=" ")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
