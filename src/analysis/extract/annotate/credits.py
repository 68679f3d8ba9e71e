"""Names in bylines and photo credits: who made the text or the picture."""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.extract.annotate.compose import NAME_PART
from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.spans import RULES, Spans

_NAME_BETWEEN_SIGNS = re.compile(rf"{NAME_PART}(?: {NAME_PART}){{1,3}}")
_SIGNS = re.compile(r"[/|,;()\[\]#*\n]|\s(?:via|and|for|with)\s|\b[Bb][Yy]\s|:\s")


def add_credited(layout: Layout, spans: Spans) -> None:
    """Add names that stand between signs in bylines and credits, as `Jane Doe / Agency`."""
    taken = sorted(zip(spans.starts, spans.ends, strict=True))
    for section in range(len(layout.starts)):
        if layout.kinds[section] not in ("byline", "credit"):
            continue
        base, end = int(layout.starts[section]), int(layout.ends[section])
        for start, stretch in _between_signs(layout.text[base:end]):
            first = base + start
            last = first + len(stretch)
            after = bisect_left(taken, (last, 0))
            free = after == 0 or taken[after - 1][1] <= first
            if free and _NAME_BETWEEN_SIGNS.fullmatch(stretch):
                spans.add(first, last, "PERSON", RULES)


def _between_signs(text: str) -> list[tuple[int, str]]:
    cuts = [0, *(edge for match in _SIGNS.finditer(text) for edge in match.span()), len(text)]
    pieces = [(cuts[i], text[cuts[i] : cuts[i + 1]]) for i in range(0, len(cuts), 2)]
    return [
        (start + len(piece) - len(piece.lstrip()), piece.strip())
        for start, piece in pieces
        if piece.strip()
    ]
