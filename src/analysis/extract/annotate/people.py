"""Persons: known by name, introduced by a title, and named again by surname.

A surname alone is taken for a person if the article gives the full name somewhere, if a
title stands before it, or if it is a known holder's and no other capitalised word touches
it: `Erdogan`, but neither `Emine Erdogan` nor, without a full name, `May`.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.annotate.compose import (
    FULL_NAME,
    GAZETTEER,
    LAST_NAME,
    RULES,
    Items,
    Spans,
)
from analysis.extract.annotate.layout import Layout
from analysis.lexicon import read_words

# Titles after which one capitalised word is a name, even an unknown one.
_WITH_SURNAME = ("honorific", "military", "legislator")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*) $")
_WORD_AFTER = re.compile(r" ([A-Z][^\W\d_]+)")
_MONTHS_DAYS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday",
)  # fmt: skip
_DATE_BEFORE = re.compile(r"\b(?:in|last|next|early|late|since|by|on|of|until|from|\d{1,2}) $", re.I)
_NAME_BETWEEN_SIGNS = re.compile(
    r"(?:[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*|[A-Z]\.)(?: (?:[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*|[A-Z]\.)){1,3}"
)
_SIGNS = re.compile(r"[/|,;()\[\]#*\n]|\s(?:via|and|for|with)\s|\b[Bb][Yy]\s|:\s")


def add_persons(items: Items, layout: Layout, articles: list[int], spans: Spans) -> None:
    """Add the persons of all sections.

    Parameters
    ----------
    items
        Names found, in text order.
    layout
        The text they were found in.
    articles
        The article of each item, as a number.
    spans
        Takes the persons.
    """
    full = _add_full_names(items, articles, spans)
    _add_known_surnames(items, articles, full, spans)
    introduced = _add_introduced(items, articles, spans)
    _add_repeats(items, layout, introduced, spans)


def _add_full_names(items: Items, articles: list[int], spans: Spans) -> dict[int, set[str]]:
    """Add known full names; return the persons named in each article."""
    named: dict[int, set[str]] = {}
    for item, kind in enumerate(items.kinds):
        if kind == "person" and not items.used[item]:
            spans.add(items.starts[item], items.ends[item], "PERSON", GAZETTEER)
            items.used[item] = True
            for meaning in items.gazetteer.meanings[items.patterns[item]]:
                named.setdefault(articles[item], set()).add(meaning.actor_id)
    return named


def _add_known_surnames(
    items: Items, articles: list[int], named: dict[int, set[str]], spans: Spans
) -> None:
    for item, kind in enumerate(items.kinds):
        if kind != "surname" or items.used[item]:
            continue
        persons = {meaning.actor_id for meaning in items.gazetteer.meanings[items.patterns[item]]}
        start = _name_start(items, item, persons)
        known = not persons.isdisjoint(named.get(articles[item], ()))
        if start is not None and (known or start < items.starts[item] or _stands_alone(items, item)):
            spans.add(start, items.ends[item], "PERSON", GAZETTEER)
            items.used[item] = True


def _name_start(items: Items, item: int, persons: set[str]) -> int | None:
    """Where a name that ends in a surname begins; missing if it is somebody else's name."""
    start = items.starts[item]
    word = _WORD_BEFORE.search(items.text[max(start - 24, 0) : start])
    if items.gap(item - 1, item) == " " and items.kinds[item - 1] != "surname":
        return start
    if word is None or not word.group(1)[0].isupper():
        return None if word and _is_month(items, item) else start
    found = word.group(1)
    if found in _not_given_names():
        return start
    parts = {part for person in persons for part in person.split("-")}
    if found.lower().rstrip(".") in parts:
        return start - len(found) - 1
    return None


def _is_month(items: Items, item: int) -> bool:
    start, end = items.starts[item], items.ends[item]
    return items.text[start:end] in _MONTHS_DAYS and bool(
        _DATE_BEFORE.search(items.text[max(start - 8, 0) : start])
    )


def _stands_alone(items: Items, item: int) -> bool:
    """Whether a known surname without a full name in the article is still taken for a person."""
    if items.gap(item - 1, item) == " " and items.kinds[item - 1] == "title":
        return True
    surname = items.text[items.starts[item] : items.ends[item]]
    return surname not in _common_words() and not _WORD_AFTER.match(items.text, items.ends[item])


@cache
def _common_words() -> frozenset[str]:
    return frozenset(read_words("common_words")["form"])


@cache
def _not_given_names() -> frozenset[str]:
    return frozenset(read_words("sentence_starters")["form"]) | frozenset(_MONTHS_DAYS)


def _add_introduced(
    items: Items, articles: list[int], spans: Spans
) -> dict[int, dict[str, tuple[int, int]]]:
    """Add unknown names after a title; return by article surname, first end and section."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for item, kind in enumerate(items.kinds):
        if kind not in ("title", "counterpart"):
            continue
        match = FULL_NAME.match(items.text, items.ends[item]) or _surname_after(items, item)
        if match is None:
            continue
        start, end = match.span("name")
        if item + 1 < len(items.starts) and items.starts[item + 1] < end:
            continue
        spans.add(start, end, "PERSON", RULES)
        family = match.group("name").split(" ")[-1]
        if family.rstrip(".") not in ("Jr", "Sr"):
            found.setdefault(articles[item], {}).setdefault(family, (end, item))
    return found


def _surname_after(items: Items, item: int) -> re.Match[str] | None:
    meaning = items.gazetteer.meanings[items.patterns[item]][0]
    nationality = items.gap(item - 1, item) == " " and items.kinds[item - 1] in (
        "adjective", "state",
    )  # fmt: skip
    if meaning.actor_id in _WITH_SURNAME or (meaning.kind == "title" and nationality):
        return LAST_NAME.match(items.text, items.ends[item])
    return None


def _add_repeats(
    items: Items, layout: Layout, introduced: dict[int, dict[str, tuple[int, int]]], spans: Spans
) -> None:
    """Add later mentions, by surname alone, of persons introduced with a title."""
    if not introduced:
        return
    taken = set(spans.starts)
    last = {int(number): int(end) for number, end in zip(layout.article_no, layout.ends, strict=True)}
    for article, surnames in introduced.items():
        for family, (first, _) in surnames.items():
            for start in _later(layout.text, family, first, last[article]):
                if start not in taken:
                    spans.add(start, start + len(family), "PERSON", RULES)
                    taken.add(start)


def _later(text: str, family: str, start: int, end: int) -> list[int]:
    found = []
    while (start := text.find(family, start, end)) >= 0:
        after = text[start + len(family) : start + len(family) + 1]
        before = _WORD_BEFORE.search(text[max(start - 24, 0) : start])
        alone = before is None or before.group(1)[0].islower() or before.group(1) in _not_given_names()
        if not after.isalnum() and not text[start - 1].isalnum() and alone:
            found.append(start)
        start += len(family)
    return found


def add_credited(layout: Layout, spans: Spans) -> None:
    """Add names that stand between signs in bylines and credits, as `Jane Doe / Agency`."""
    taken = sorted(zip(spans.starts, spans.ends, strict=True))
    for section in range(len(layout.starts)):
        if layout.kinds[section] not in ("byline", "credit"):
            continue
        base, end = int(layout.starts[section]), int(layout.ends[section])
        for start, stretch in _between_signs(layout.text[base:end]):
            first = base + start
            if _NAME_BETWEEN_SIGNS.fullmatch(stretch) and not any(
                begin < first + len(stretch) and first < stop for begin, stop in taken
            ):
                spans.add(first, first + len(stretch), "PERSON", RULES)


def _between_signs(text: str) -> list[tuple[int, str]]:
    cuts = [0, *(edge for match in _SIGNS.finditer(text) for edge in match.span()), len(text)]
    pieces = [(cuts[i], text[cuts[i] : cuts[i + 1]]) for i in range(0, len(cuts), 2)]
    return [
        (start + len(piece) - len(piece.lstrip()), piece.strip()) for start, piece in pieces if piece.strip()
    ]
