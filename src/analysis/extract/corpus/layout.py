"""The parts of an article's text: headline, byline, date, caption, body, links, address.

Every character that is not blank lies in exactly one section. The body is cut into
paragraphs, one section each: at blank lines or, where there are none, at line ends,
unless the lines are broken to a width. What stands above the body is recognised line by
line, in any order; from the first line on that is none of these, text is body, among
which captions with a credit, related links and the page's address are still told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.extract.corpus import marks
from analysis.extract.corpus.dates import read_day

WRAPPED_SHARE = 0.3  # share of lines going on in lower case from which text is wrapped
WRAPPED_CHARS = 120  # longest line of text broken to a width
TOP_LINES = 20  # lines above the body; a page has one or two of each kind
Span = tuple[int, int]


class Stretch(NamedTuple):
    """One section, what it says (headline, author, date or address), and the agency in it."""

    start: int
    end: int
    section: str
    value: str | None = None
    agency: str | None = None


@dataclass(frozen=True)
class Layout:
    """The sections of a text, in order, and what they say as printed, each the first found."""

    sections: tuple[Stretch, ...]
    title: str | None
    byline: str | None
    agency: str | None
    date: str | None
    url: str | None


def lay_out(
    text: str, *, start: int = 0, above: Sequence[Stretch] = (), finds_title: bool = True
) -> Layout:
    """Tell the sections of a text apart.

    Parameters
    ----------
    text
        The whole article, tidied.
    start
        Where to begin; what stands before is given by `above`.
    above
        Sections before `start`, for a headline or caption that came in its own field.
    finds_title
        Whether a first line that looks like a headline is one.

    Returns
    -------
    Layout
        Its sections do not overlap, begin and end with a character that is not blank, and
        cover all such characters.
    """
    top, blocks = _read_top(text, _blocks(text, start), finds_title=finds_title)
    sections = (*above, *top, *_read_body(text, _units(text, blocks)))
    dates = [part.value for part in sections if part.section == "dateline" and part.value]
    return Layout(
        sections=sections,
        title=_first(sections, "headline"),
        byline=_first(sections, "byline"),
        agency=next((part.agency for part in sections if part.agency), None),
        date=next((date for date in dates if read_day(date).day), dates[0] if dates else None),
        url=_first(sections, "footer"),
    )


def _first(sections: Sequence[Stretch], section: str) -> str | None:
    return next((part.value for part in sections if part.section == section and part.value), None)


def _blocks(text: str, start: int) -> list[list[Span]]:
    """Return the lines between blank lines, each a stripped span."""
    blocks: list[list[Span]] = [[]]
    at = start
    for line in text[start:].split("\n"):
        stripped = line.strip()
        if stripped:
            first = at + len(line) - len(line.lstrip())
            blocks[-1].append((first, first + len(stripped)))
        elif blocks[-1]:
            blocks.append([])
        at += len(line) + 1
    return [block for block in blocks if block]


def _read_top(
    text: str, blocks: list[list[Span]], *, finds_title: bool
) -> tuple[list[Stretch], list[list[Span]]]:
    """Return what stands above the body, and the blocks that are left."""
    top: list[Stretch] = []
    for n_block, block in enumerate(blocks):
        below = blocks[n_block + 1][:1] if n_block + 1 < len(blocks) else []
        for n_line in range(len(block)):
            lines = [text[slice(*span)] for span in (block[n_line : n_line + 2] + below)[:2]]
            alone, start = n_line + 1 == len(block), block[n_line][0]
            seen = {part.section for part in top} | (set() if finds_title else {"headline"})
            found = _top_line(lines[0], start, seen)
            if not found and len(lines) == 2 and "headline" not in seen:
                found = _headline(lines[0], start, lines[1], alone=alone)
            if not found and len(lines) == 2 and len(block) == 1:
                found = _caption(lines[0], start, at_top=True)
            if not found or len(top) > TOP_LINES:
                return top, [block[n_line:], *blocks[n_block + 1 :]]
            top.extend(found)
    return top, []


def _top_line(line: str, start: int, seen: set[str]) -> list[Stretch]:
    """Return a byline, a printed date, a labelled caption or credit, if the line is one."""
    end = start + len(line)
    if "byline" not in seen and (name := marks.byline(line)):
        return [Stretch(start, end, "byline", name)]
    if "dateline" not in seen and (date := marks.printed_date(line)):
        return [Stretch(start, end, "dateline", date)]
    if marks.is_credit(line):
        return [Stretch(start, end, "credit")]
    return [Stretch(start, end, "caption")] if marks.is_caption(line) else []


def _headline(line: str, start: int, next_line: str, *, alone: bool) -> list[Stretch]:
    """Return the line as headline if it looks like one and stands apart from the text."""
    marked = line.startswith("# ")
    apart = alone or marks.byline(next_line) or marks.printed_date(next_line)
    if not marked and not (apart and marks.is_title(line)):
        return []
    return [Stretch(start, start + len(line), "headline", line.lstrip("#").strip("* \t"))]


def _caption(paragraph: str, start: int, *, at_top: bool) -> list[Stretch]:
    """Return caption and bold credit, if the paragraph ends with one."""
    credit = marks.credit_start(paragraph, at_top=at_top)
    if credit is None:
        return []
    return [
        Stretch(start, start + len(paragraph[:credit].rstrip()), "caption"),
        Stretch(start + credit, start + len(paragraph), "credit"),
    ]


def _units(text: str, blocks: list[list[Span]]) -> list[Span]:
    """Return the paragraphs of the body as spans."""
    if len(blocks) == 1 and not _is_wrapped(text, blocks[0]):
        return blocks[0]
    return [span for block in blocks for span in _paragraphs(text, block)]


def _paragraphs(text: str, block: list[Span]) -> Iterator[Span]:
    """Yield a block as one span, but for lines in it that are links or addresses."""
    begun: Span | None = None
    for start, end in block:
        if _is_link_line(text[start:end]):
            if begun:
                yield begun
            yield start, end
            begun = None
        else:
            begun = (begun[0] if begun else start, end)
    if begun:
        yield begun


def _is_link_line(line: str) -> bool:
    if marks.is_related(line) or marks.address(line) is not None:
        return True
    return marks.labelled_address(line) is not None


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Tell whether lines are broken to a width: many go on in lower case, none is long."""
    if len(lines) < 2 or max(end - start for start, end in lines) > WRAPPED_CHARS:
        return False
    n_lower = sum(text[start].islower() for start, _ in lines[1:])
    return n_lower >= WRAPPED_SHARE * (len(lines) - 1)


def _read_body(text: str, units: list[Span]) -> Iterator[Stretch]:
    """Yield the sections of what stands below the top."""
    before_body, in_links, done = True, False, 0
    for number, (start, end) in enumerate(units):
        if start < done:
            continue
        paragraph = text[start:end]
        following = units[number + 1] if number + 1 < len(units) else None
        in_links = marks.is_related(paragraph) or (in_links and marks.is_link_item(paragraph))
        footer = _footer(text, (start, end), following)
        if in_links:
            yield Stretch(start, end, "related")
        elif footer:
            yield footer
            done = footer.end
        elif caption := _caption(paragraph, start, at_top=False):
            yield from caption
        else:
            yield from _body(paragraph, start, first=before_body)
            before_body = False


def _footer(text: str, span: Span, following: Span | None) -> Stretch | None:
    """Return the page's address with its label, or a bare address at the very end.

    Only the labelled address is taken for the article's own.
    """
    paragraph = text[slice(*span)]
    named = marks.labelled_address(paragraph)
    if named == "" and following:
        url = marks.address(text[slice(*following)])
        return Stretch(span[0], following[1], "footer", url) if url else None
    bare = named is None and following is None and marks.address(paragraph) is not None
    return Stretch(*span, "footer", named or None) if bare or named is not None else None


def _body(paragraph: str, start: int, *, first: bool) -> list[Stretch]:
    """Return a paragraph, cut after the wire dateline that the first one may begin with."""
    end = start + len(paragraph)
    wire = marks.wire_dateline(paragraph) if first else None
    if wire is None:
        return [Stretch(start, end, "body")]
    head_end = start + len(paragraph[: wire.length].rstrip())
    head = Stretch(start, head_end, "dateline", wire.date, wire.agency)
    body_start = start + wire.length
    return [head, Stretch(body_start, end, "body")] if body_start < end else [head]
