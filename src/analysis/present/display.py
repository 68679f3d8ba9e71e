"""What a notebook shows: figures, tables, evidence and sentences with numbers in them.

Each function displays and returns nothing, so that no object's address ends up in a notebook.
Everything that may come from an article is escaped; a template is written by an author.
"""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.present.captions import count_words, day_words
from analysis.present.captions.wording import cell_text
from analysis.present.pages import escape_markdown, evidence_blocks, folded, frame_table, visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Dots per inch of every figure: sharp on a screen of double density.
DPI = 144
# Sentences of evidence shown at most, in view and folded; the rest is counted.
MOST_EVIDENCE = 100


def show_figure(
    drawn: Axes | Figure, *, caption: str, alt: str, card: Mapping[str, str] | None = None
) -> None:
    """Display a chart with its alternative text, and its caption below; close the figure.

    Parameters
    ----------
    drawn
        The chart, as the functions of `plots` return it. The same chart gives the same
        bytes; a character the font lacks is drawn as a box.
    caption, alt
        Plain text, shown as it is.
    card
        What a methods section asks (`captions.corpus_card`); folded away below the caption.

    Raises
    ------
    ValueError
        If `caption` or `alt` is empty.
    """
    if not caption.strip() or not alt.strip():
        raise ValueError(
            "a figure needs a caption and an alt text, one of them is empty; compute both "
            "with analysis.present.captions"
        )
    words = visible(alt)
    encoded = base64.b64encode(_png(drawn)).decode("ascii")
    _display({"image/png": encoded, "text/plain": words}, {"image/png": {"alt": words}})
    _display({"text/markdown": escape_markdown(caption), "text/plain": visible(caption)})
    if card:
        cells = pd.DataFrame({"about": list(card), "this figure": list(card.values())}, dtype="str")
        shown = folded("About this figure", frame_table(cells))
        _display({"text/html": shown, "text/plain": _plain_table(cells, "About this figure", "")})


def show_table(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    caption: str = "",
    rows: int = 10,
) -> None:
    """Display the first rows of a table, and say how many are not shown.

    Parameters
    ----------
    frame
        Any table; its index is not shown.
    columns
        The columns to show, in order, or a mapping of each to its heading; by default all.
    caption
        Plain text above the table.
    rows
        Rows shown.

    Raises
    ------
    ValueError
        If a column is absent.
    """
    headings = _headings(frame, columns)
    shown = frame[list(headings)].head(rows)
    cells = pd.DataFrame(
        {headings[name]: [visible(cell_text(value)) for value in shown[name]] for name in headings},
        dtype="str",
    )
    numeric = [
        headings[name]
        for name in headings
        if pd.api.types.is_numeric_dtype(frame[name])
        and not pd.api.types.is_bool_dtype(frame[name])
    ]
    hidden = len(frame) - len(shown)
    note = f"{count_words(hidden, 'more row')} not shown." if hidden else ""
    note = note if len(frame) else "No rows."
    _display(
        {
            "text/html": frame_table(cells, numeric=numeric, caption=caption, note=note),
            "text/plain": _plain_table(cells, caption, note),
        }
    )


def show_evidence(found: pd.DataFrame, *, rows: int = 5) -> None:
    """Display sentences as quotations with the names in them marked, and their sources.

    Parameters
    ----------
    found
        Columns `text`, `marks` (stretches as ``start-end|start-end``, positions in the
        sentence), `source`, `published` and `article_id`, in the order shown.
    rows
        Sentences in view; up to a hundred follow folded away, the rest is counted.
    """
    shown = found.head(max(rows, MOST_EVIDENCE))
    hidden = len(found) - len(shown)
    note = f"{count_words(hidden, 'more sentence')} not shown." if hidden else ""
    note = note if len(found) else "No sentence was found."
    sources = [
        f"{source}, {day_words(day)}, article {article}"
        for source, day, article in zip(
            shown["source"], shown["published"], shown["article_id"], strict=True
        )
    ]
    texts = [visible(text) for text in shown["text"].fillna("")]
    marks = shown["marks"].fillna("").astype("str")
    plain = [f"{text}\n    {visible(source)}" for text, source in zip(texts, sources, strict=True)]
    quotations = list(zip(shown["text"].fillna(""), marks, sources, strict=True))
    _display(
        {
            "text/html": evidence_blocks(quotations, rows=rows, note=note),
            "text/plain": "\n".join([*plain[:rows], *([note] if note else [])]),
        }
    )


def show_text(markdown_template: str, **values: object) -> None:
    """Display Markdown with values filled in, each shown as its own text and never as markup.

    Parameters
    ----------
    markdown_template
        Markdown as `str.format` takes it, for instance ``"**{name}**: {n} sentences"``.
    **values
        The values. Whole numbers get thousands separators and days are written out, unless
        the template gives a format.
    """
    literal = {name: _Filled(value, escape_markdown) for name, value in values.items()}
    plain = {name: _Filled(value, visible) for name, value in values.items()}
    _display(
        {
            "text/markdown": markdown_template.format(**literal),
            "text/plain": markdown_template.format(**plain),
        }
    )


@dataclass(frozen=True)
class _Filled:
    """A value in a template, which writes it as its own text."""

    value: object
    escape: Callable[[object], str]

    def __format__(self, form: str) -> str:
        if form:
            return self.escape(format(self.value, form))
        if isinstance(self.value, pd.Timestamp):
            return self.escape(day_words(self.value))
        return self.escape(cell_text(self.value))


def _display(data: dict[str, str], metadata: dict[str, Any] | None = None) -> None:
    from IPython.display import display

    display(data, raw=True, metadata=metadata or {})


def _png(drawn: Axes | Figure) -> bytes:
    """Return the figure as a PNG without date or program, and let go of it."""
    from matplotlib.figure import Figure as TheFigure
    from matplotlib.text import Text

    figure = drawn.get_figure(root=True)
    if not isinstance(figure, TheFigure):
        raise ValueError("the Axes belong to no figure any more; draw them again to show them")
    for text in figure.findobj(Text):
        text.set_parse_math(False)
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure.savefig(
            content, format="png", dpi=DPI, bbox_inches="tight", pad_inches=0.08,
            metadata={"Software": None},
        )  # fmt: skip
    figure.clear()
    return content.getvalue()


def _headings(
    frame: pd.DataFrame, columns: Mapping[str, str] | Sequence[str] | None
) -> dict[str, str]:
    if columns is None:
        columns = [str(name) for name in frame.columns]
    headings = dict(columns) if isinstance(columns, Mapping) else {name: name for name in columns}
    absent = [name for name in headings if name not in frame]
    if absent:
        raise ValueError(f"columns {absent} are absent; the table has {list(frame.columns)}")
    return headings


def _plain_table(cells: pd.DataFrame, caption: str, note: str) -> str:
    rows = [list(cells.columns), *cells.to_numpy().tolist()]
    lines = [" | ".join(" ".join(visible(cell).split()) for cell in row) for row in rows]
    return "\n".join(line for line in (visible(caption), *lines, note) if line)
