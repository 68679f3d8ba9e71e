"""Tables and quoted sentences as fragments of HTML, for the outputs of notebooks.

A fragment is made for two readers: the notebook viewer, which may typeset mathematics (hence
the class that forbids it), and `document`, which cleans it like any other output.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.present.pages.text import escape

# Both names are needed: older and newer viewers look for another one.
_LITERAL = "mathjax_ignore tex2jax_ignore"


def frame_table(
    cells: pd.DataFrame, *, numeric: Sequence[str] = (), caption: str = "", note: str = ""
) -> str:
    """Return a table of texts as HTML.

    Parameters
    ----------
    cells
        The texts to show, in order; column names are the headings. The index is not shown.
    numeric
        Columns set flush right.
    caption
        Shown above the table; none if empty.
    note
        Shown below the table, for instance the number of rows not shown; none if empty.
    """
    opened = [' class="number"' if name in numeric else "" for name in cells.columns]
    head = "".join(
        f'<th scope="col"{mark}>{escape(name)}</th>'
        for name, mark in zip(cells.columns, opened, strict=True)
    )
    rows = "\n".join(
        "<tr>"
        + "".join(f"<td{mark}>{escape(cell)}</td>" for cell, mark in zip(row, opened, strict=True))
        + "</tr>"
        for row in cells.itertuples(index=False, name=None)
    )
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    below = f'\n<p class="left-out">{escape(note)}</p>' if note else ""
    return (
        f'<div class="{_LITERAL}"><table class="table">{above}\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>{below}</div>"
    )


def folded(summary: str, inner: str) -> str:
    """Return a fragment of HTML, made by this module, folded away behind a line of text."""
    return f"<details><summary>{escape(summary)}</summary>{inner}</details>"


def evidence_blocks(
    quotations: Sequence[tuple[str, str, str]], *, rows: int, note: str = ""
) -> str:
    """Return sentences as quotations, the first ones in view and the others folded away.

    Parameters
    ----------
    quotations
        For each sentence its text, the stretches to mark as ``"start-end|start-end"``
        (positions in the sentence, end exclusive, empty for none), and its source in words.
    rows
        Sentences in view.
    note
        Shown at the end; none if empty.
    """
    blocks = [_quotation(*quotation) for quotation in quotations]
    folded = blocks[rows:]
    more = f"{len(folded):,} more sentence{'' if len(folded) == 1 else 's'}"
    fold = ["<details><summary>" + more + "</summary>", *folded, "</details>"] if folded else []
    below = [f'<p class="left-out">{escape(note)}</p>'] if note else []
    return "\n".join([f'<div class="{_LITERAL}">', *blocks[:rows], *fold, *below, "</div>"])


def _quotation(text: str, marks: str, source: str) -> str:
    return (
        f'<blockquote class="evidence"><p><bdi>{_marked(text, marks)}</bdi></p>'
        f'<p class="source"><bdi>{escape(source)}</bdi></p></blockquote>'
    )


def _marked(text: str, marks: str) -> str:
    """Return the text escaped, each stretch in a `mark`; stretches that overlap become one."""
    pieces, position = [], 0
    for start, end in _merged(_stretches(marks, len(text))):
        pieces += [escape(text[position:start]), f"<mark>{escape(text[start:end])}</mark>"]
        position = end
    return "".join([*pieces, escape(text[position:])])


def _stretches(marks: str, length: int) -> list[tuple[int, int]]:
    """Return the stretches in order, cut to the text; stretches outside it are left out."""
    pairs = [mark.split("-") for mark in marks.split("|") if mark]
    cut = [(max(0, int(start)), min(int(end), length)) for start, end in pairs]
    return sorted((start, end) for start, end in cut if start < end)


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
