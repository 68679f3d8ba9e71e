"""Reads a JSON file: one article, a list of articles, or an object that holds such a list.

Lists are read element by element, so that a file cut short keeps what stands before the
cut, and a large list is never held as a whole. Several values one after another are read
too: many files called `.json` are JSON Lines. After a break in the grammar nothing more
can be told apart; what follows is one loss.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from analysis.extract.corpus.characters import printable
from analysis.extract.corpus.encoding import decoded
from analysis.extract.corpus.fields import TEXT
from analysis.extract.corpus.json_lines import record_or_loss
from analysis.extract.corpus.records import Content, Loss, Outcome

CONTAINERS = ("articles", "items", "data", "results", "documents", "docs", "entries", "news")
WRAPPERS = ("response", "data", "result")
OBJECT_CHARS = 100_000_000  # characters of one value held at once; a list may be any length
READ_CHARS = 1_000_000  # characters read on at least, when a value goes on beyond what is held
_NEAR_END = 16  # an error this close to the end of what is held may be the cut, not a fault
_GRAMMAR = " \t\n\r\ufeff,"


class _Value(NamedTuple):
    """A JSON value or a loss, and whether it stands in a list at the top."""

    value: object
    in_list: bool


def read(content: Content) -> Iterator[Outcome]:
    """Yield the records of a JSON file, numbered from 1 unless there is but one object."""
    values = _values(decoded(content.chunks(), content.encoding))
    first = list(islice(values, 2))
    alone = len(first) == 1 and not first[0].in_list and _listed(first[0].value) is None
    number = 0
    for value, _ in chain(first, values):
        for item in _listed(value) or [value]:
            number += 1
            yield _outcome(item, None if alone else number, lossy=content.encoding.lossy)


def _outcome(item: object, number: int | None, *, lossy: bool) -> Outcome:
    if isinstance(item, Loss):
        return Loss(item.reason, item.detail, number)
    replaced = lossy and isinstance(item, dict) and any("\ufffd" in str(v) for v in item.values())
    return record_or_loss(item, number, replaced=replaced)


def _listed(value: object) -> list[object] | None:
    """Return the list of articles an object holds under one of the usual names, if it does."""
    if not isinstance(value, dict) or any(isinstance(value.get(name), str) for name in TEXT[:7]):
        return None
    for name in CONTAINERS:
        held = value.get(name)
        if isinstance(held, list) and all(isinstance(item, dict) for item in held):
            return held
    wrapped = (_listed(value[name]) for name in WRAPPERS if isinstance(value.get(name), dict))
    return next((held for held in wrapped if held is not None), None)


def _values(pieces: Iterator[str]) -> Iterator[_Value]:
    """Yield the elements of lists at the top, and other values at the top, one by one."""
    decoder = json.JSONDecoder()
    text, at, in_list, ended = "", 0, False, False
    while True:
        while at < len(text) and text[at] in _GRAMMAR:
            at += 1
        if at == len(text) and not ended:
            text, at = _read_on("", pieces)
            ended = not text
            continue
        if at == len(text):
            if in_list:
                yield _Value(Loss("malformed", "the file ends before its list is closed"), True)
            return
        if text[at] == ("]" if in_list else "["):
            in_list, at = not in_list, at + 1
            continue
        try:
            value, at = decoder.raw_decode(text, at)
        except RecursionError:
            yield _Value(Loss("too_deep", "nested deeper than can be read; the rest is left"), True)
            return
        except ValueError as error:
            if not ended and _may_be_cut(error, text) and len(text) - at < OBJECT_CHARS:
                held = text[at:]
                text, at = _read_on(held, pieces)
                ended = len(text) == len(held)
                continue
            yield _Value(Loss("malformed", printable(f"{error}; the rest is left")), in_list)
            return
        yield _Value(value, in_list)


def _read_on(held: str, pieces: Iterator[str]) -> tuple[str, int]:
    """Return what is held with as much again behind it, and the position 0."""
    found, wanted = [held], max(len(held), READ_CHARS)
    for piece in pieces:
        found.append(piece)
        wanted -= len(piece)
        if wanted <= 0:
            break
    return "".join(found), 0


def _may_be_cut(error: ValueError, text: str) -> bool:
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated") or error.pos >= len(text) - _NEAR_END
