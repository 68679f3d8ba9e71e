"""Spans while they are being found: columns of one length, in the positions of the layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

# Who found a span, where it was no model: the lists, or a rule about what stands around it.
GAZETTEER = "gazetteer"
RULES = "rules"

Row = tuple[int, int, str, str]


@dataclass
class Spans:
    """Spans found so far, as columns of one length; positions are those of the layout."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    annotators: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: int, end: int, label: str, annotator: str) -> None:
        """Append one span."""
        self.starts.append(start)
        self.ends.append(end)
        self.labels.append(label)
        self.annotators.append(annotator)

    def rows(self) -> list[Row]:
        """Return start, end, label and annotator of each span."""
        return list(zip(self.starts, self.ends, self.labels, self.annotators, strict=True))


def spans_of(rows: Iterable[Row]) -> Spans:
    """Return rows of start, end, label and annotator as columns."""
    spans = Spans()
    for row in rows:
        spans.add(*row)
    return spans


def first_found(spans: Spans) -> Spans:
    """Return the spans that overlap none found before them, in text order."""
    rows = spans.rows()
    starts = np.array(spans.starts, dtype="int64")
    kept: list[int] = []
    for row in np.lexsort((np.arange(len(rows)), starts)).tolist():
        while kept and rows[row][0] < rows[kept[-1]][1] and row < kept[-1]:
            kept.pop()
        if not kept or rows[row][0] >= rows[kept[-1]][1]:
            kept.append(row)
    return spans_of(rows[row] for row in kept)
