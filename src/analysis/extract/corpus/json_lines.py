"""Reads JSON Lines: an object a line, streamed, so that memory does not grow with the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from analysis.extract.corpus.characters import printable
from analysis.extract.corpus.encoding import decoded
from analysis.extract.corpus.fields import record_of
from analysis.extract.corpus.records import Content, Loss, Outcome


def read(content: Content) -> Iterator[Outcome]:
    """Yield the record of each line that is not blank; a broken line is a loss of its own."""
    longest = content.settings.max_article_bytes
    lines = split_lines(decoded(content.chunks(), content.encoding), longest)
    for number, line in enumerate(lines, 1):
        if line is None:
            detail = f"the line has more than {longest} characters (max_article_bytes)"
            yield Loss("too_long", detail, number)
        elif line.strip():
            yield parse(line, number, replaced=content.encoding.lossy and "\ufffd" in line)


def parse(line: str, number: int, *, replaced: bool) -> Outcome:
    """Return the record of one JSON object, or why it is none."""
    try:
        value = json.loads(line)
    except RecursionError:
        return Loss("too_deep", "brackets nested deeper than can be read", number)
    except json.JSONDecodeError as error:
        return Loss("malformed", printable(f"{error.msg} at character {error.pos + 1}"), number)
    except ValueError as error:
        return Loss("malformed", printable(str(error)), number)
    return record_or_loss(value, number, replaced=replaced)


def record_or_loss(value: object, number: int | None, *, replaced: bool) -> Outcome:
    """Return the record of a JSON value; anything but an object is a loss."""
    if not isinstance(value, dict):
        detail = f"expected an object with fields, found {printable(repr(value), 60)}"
        return Loss("malformed", detail, number)
    return record_of(value, line=number, replaced=replaced)


def split_lines(pieces: Iterable[str], longest: int) -> Iterator[str | None]:
    r"""Cut text into lines at ``\n`` alone, as other line ends may stand inside JSON strings.

    A line of more than `longest` characters is None and is never held as a whole.
    """
    rest, too_long = "", False
    for piece in pieces:
        *lines, last = piece.split("\n")
        for line in lines:
            whole = rest + line
            yield None if too_long or len(whole) > longest else whole
            rest, too_long = "", False
        rest += last
        if len(rest) > longest:
            rest, too_long = "", True
    if rest or too_long:
        yield None if too_long else rest
