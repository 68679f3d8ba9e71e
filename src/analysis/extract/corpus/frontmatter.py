"""Fields written above a Markdown or plain text between two fences.

`---` encloses `key: value` lines, `+++` the same with `=`. Values are strings and stay
strings: a headline `NO` is a headline. This reads what news archives write there, scalars
and lists of scalars; it is not YAML and runs nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MOST_LINES = 200  # lines of front matter; a fence further down is part of the text
_ENTRY = {
    "---": re.compile(r"([A-Za-z][\w .-]{0,40}?)\s*:(?:\s+(.*)|$)"),
    "+++": re.compile(r"([A-Za-z][\w.-]{0,40})\s*=\s*(.*)"),
}
_CLOSING = {"---": ("---", "..."), "+++": ("+++",)}
_ITEM = re.compile(r"\s*-\s+(.*)")


class FrontMatter(NamedTuple):
    """The fields, strings or lists of strings, and the position at which the text begins."""

    fields: dict[str, object]
    end: int


def split_front_matter(text: str) -> FrontMatter | None:
    """Read the front matter of a text; None if it has none.

    Two fences with anything else between them than fields are rules in a text, not front
    matter.
    """
    fence = text[:3]
    if fence not in _ENTRY or text[3:].partition("\n")[0].strip():
        return None
    lines = text.split("\n", MOST_LINES)
    closing = next(
        (number for number, line in enumerate(lines[1:], 1) if line.rstrip() in _CLOSING[fence]),
        None,
    )
    if closing is None or closing == MOST_LINES:
        return None
    fields = _fields(lines[1:closing], _ENTRY[fence])
    end = sum(len(line) + 1 for line in lines[: closing + 1])
    return FrontMatter(fields, min(end, len(text))) if fields else None


def _fields(lines: list[str], entry: re.Pattern[str]) -> dict[str, object]:
    fields: dict[str, object] = {}
    name = ""
    for line in lines:
        if match := entry.match(line):
            name = match[1].strip()
            fields[name] = _value(match[2] or "")
        elif name and (item := _ITEM.fullmatch(line)):
            held = fields[name]
            fields[name] = [*(held if isinstance(held, list) else []), _unquoted(item[1])]
        elif name and line[:1].isspace() and line.strip():
            fields[name] = _continued(fields[name], line.strip())
    return fields


def _continued(held: object, more: str) -> object:
    """Append a line that continues a value, as after `|` or `>`."""
    if not isinstance(held, str):
        return held
    return more if held in ("", "|", ">", "|-", ">-") else f"{held} {more}"


def _value(written: str) -> object:
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        items = [_unquoted(item) for item in written[1:-1].split(",")]
        return [item for item in items if item]
    return _unquoted(written)


def _unquoted(written: str) -> str:
    written = written.strip()
    if len(written) >= 2 and written[0] == written[-1] == '"':
        return written[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(written) >= 2 and written[0] == written[-1] == "'":
        return written[1:-1].replace("''", "'")
    return written
