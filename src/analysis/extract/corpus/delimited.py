"""Reads CSV and TSV files: a header, then one article a record.

Cells are text as written; `NA` is Namibia, not a gap. Records may span lines inside
quotes. A record that breaks the rules is a loss; reading goes on with the next line. A
quote that is never closed takes the rest of the file with it, and says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from analysis.extract.corpus.characters import printable
from analysis.extract.corpus.encoding import decoded
from analysis.extract.corpus.fields import known, names_text, record_of
from analysis.extract.corpus.json_lines import split_lines
from analysis.extract.corpus.records import Content, Loss, Outcome

SPARE_CELLS = 50  # cells beyond the header that may follow, if they are all empty


def read_csv(content: Content) -> Iterator[Outcome]:
    """Yield the records of a file with commas, or with semicolons if its header says so."""
    return _read(content, ",;")


def read_tsv(content: Content) -> Iterator[Outcome]:
    """Yield the records of a file with tabs."""
    return _read(content, "\t")


def _read(content: Content, delimiters: str) -> Iterator[Outcome]:
    longest = content.settings.max_article_bytes
    lines = _lines(content, longest)
    head = next((line for line in lines if line.strip()), "")
    delimiter = max(delimiters, key=lambda mark: sum(map(known, _cells(head, mark))))
    header = [name.strip() for name in _cells(head, delimiter)]
    if not names_text(header):
        if head:
            yield Loss("no_text", printable(f"no column of the header holds a text: {header}"))
        return
    csv.field_size_limit(longest)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Loss(
                "malformed", printable(f"{error}, in lines up to {rows.line_num + 1}"), number
            )
            continue
        if row:
            number += 1
            yield _outcome(header, row, number, lossy=content.encoding.lossy)


def _lines(content: Content, longest: int) -> Iterator[str]:
    """Yield lines with their ends; one that is too long is given as an unclosed cell."""
    for line in split_lines(decoded(content.chunks(), content.encoding), longest):
        yield '"too long"!\n' if line is None else line.removesuffix("\r") + "\n"


def _cells(head: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        return []


def _outcome(header: list[str], row: list[str], number: int, *, lossy: bool) -> Outcome:
    surplus = row[len(header) :]
    if any(cell.strip() for cell in surplus) or len(surplus) > SPARE_CELLS:
        detail = f"{len(row)} cells under a header of {len(header)}"
        return Loss("malformed", detail, number)
    fields = dict(zip(reversed(header), reversed(_padded(row, len(header))), strict=True))
    return record_of(
        {name: fields[name] for name in header},
        line=number,
        replaced=lossy and any("\ufffd" in cell for cell in row),
    )


def _padded(row: list[str], length: int) -> list[str | None]:
    cells: list[str | None] = [*row[:length]]
    return cells + [None] * (length - len(cells))
