"""Persons: known by name, introduced by a title, and named again by surname.

A surname alone is taken for a person if the article gives the full name somewhere, if a
title stands before it, or if it is a known holder's and no other capitalised word touches
it: `Erdogan`, but neither `Emine Erdogan` nor, without a full name, `May`.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.annotate.compose import (
    CAPITAL,
    FULL_NAME,
    LAST_NAME,
    Items,
)
from analysis.extract.annotate.headlines import (
    end_of_known,
    in_headline,
    text_of,
    words_elsewhere,
)
from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.long_names import is_of_another, name_at_length
from analysis.extract.annotate.repeats import (
    MONTHS_DAYS,
    WORD_BEFORE,
    find_again,
    not_given_names,
)
from analysis.extract.annotate.spans import GAZETTEER, RULES, Spans
from analysis.lexicon import read_words

# Kinds of known names that an unknown name does not contain.
_FIRM = ("person", "organisation", "seat", "title", "institution", "not_actor", "counterpart")

# Titles after which one capitalised word is a name, even an unknown one.
_WITH_SURNAME = ("honorific", "military", "legislator")
_GOES_ON = re.compile(rf" (?:[{CAPITAL}]|al-|bin |ibn )|-[^\W\d_]|['’](?!s\b)[^\W\d_]")
_ARTICLE = re.compile(r"(?:^|[\s\"“(])[Aa]l[- ]$")
_PREFIX = re.compile(r"(?:\b(?:pro|anti|ex|non|post|pre)|[\s]\w+ed)-$", re.I)
# Words after a title that are no name: `Premier League`.
_NO_NAME = frozenset(
    {
        "League", "Cup", "Office", "Party", "Council", "House", "Minister", "Ministers",
        "President", "Day", "Palace", "Street", "Administration", "Government", "Committee",
        "Summit", "Forum", "Election", "Elections", "City", "Hospital", "Doctors", "Assembly",
        "Secretariat", "Airport", "University", "Base", "School",
    }
)  # fmt: skip
_DATE_BEFORE = re.compile(
    r"\b(?:in|last|next|early|late|since|by|on|of|until|from|\d{1,2}) $", re.I
)


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
    introduced = _add_introduced(items, layout, articles, spans)
    _add_repeats(layout, introduced, spans)


def _add_full_names(items: Items, articles: list[int], spans: Spans) -> dict[int, set[str]]:
    """Add known full names; return the persons named in each article."""
    named: dict[int, set[str]] = {}
    for item, kind in enumerate(items.kinds):
        if kind == "person" and not items.used[item]:
            end, meanings = name_at_length(items, item)
            spans.add(items.starts[item], end, "PERSON", GAZETTEER)
            for other in range(item, len(items.starts)):
                if items.starts[other] >= end:
                    break
                items.used[other] = True
            for meaning in meanings:
                named.setdefault(articles[item], set()).add(meaning.actor_id)
    return named


def _add_known_surnames(
    items: Items, articles: list[int], named: dict[int, set[str]], spans: Spans
) -> None:
    for item, kind in enumerate(items.kinds):
        if kind != "surname" or items.used[item]:
            continue
        persons = {meaning.actor_id for meaning in items.gazetteer.meanings[items.patterns[item]]}
        start = _name_start(items, item, persons) if _ends_name(items, item) else None
        known = not persons.isdisjoint(named.get(articles[item], ()))
        if start is not None and (
            known or start < items.starts[item] or _stands_alone(items, item)
        ):
            spans.add(start, items.ends[item], "PERSON", GAZETTEER)
            items.used[item] = True


def _name_start(items: Items, item: int, persons: set[str]) -> int | None:
    """Where a name that ends in a surname begins; missing if it is somebody else's name."""
    start = items.starts[item]
    before = items.text[max(start - 24, 0) : start]
    if before[-1:] in "-'’" and before:
        article = _ARTICLE.search(before)
        if article is None:
            return start if _PREFIX.search(before) else None
        start -= 3
        before = before[:-3]
    if is_of_another(before, persons):
        return None
    word = WORD_BEFORE.search(before)
    if items.gap(item - 1, item) == " " and items.kinds[item - 1] != "surname":
        return start
    if word is None or not word.group(1)[0].isupper():
        return None if word and _is_month(items, item) else start
    found = word.group(1)
    if found in not_given_names() or (found.endswith(".") and len(found) > 2):
        return start
    if items.titled[item] and found not in _given_names():
        return start
    parts = {part for person in persons for part in person.split("-")}
    if found.lower().rstrip(".") in parts:
        return start - len(found) - 1
    return None


def _ends_name(items: Items, item: int) -> bool:
    """Whether a name ends with this surname, instead of going on as `Ali Yousif`."""
    goes_on = _GOES_ON.match(items.text, items.ends[item])
    return goes_on is None or (items.titled[item] and goes_on.group()[0] == " ")


def _is_month(items: Items, item: int) -> bool:
    start, end = items.starts[item], items.ends[item]
    return items.text[start:end] in MONTHS_DAYS and bool(
        _DATE_BEFORE.search(items.text[max(start - 8, 0) : start])
    )


def _stands_alone(items: Items, item: int) -> bool:
    """Whether a known surname without a full name in the article is still taken for a person."""
    if items.gap(item - 1, item) == " " and items.kinds[item - 1] == "title":
        return True
    surname = items.text[items.starts[item] : items.ends[item]]
    return surname not in _common_words()


@cache
def _common_words() -> frozenset[str]:
    return frozenset(read_words("common_words")["form"]) | frozenset(
        read_words("person_words")["form"]
    )


@cache
def _given_names() -> frozenset[str]:
    rows = read_words("person_words")
    return frozenset(rows.loc[rows["kind"] == "given", "form"])


def _add_introduced(
    items: Items, layout: Layout, articles: list[int], spans: Spans
) -> dict[int, dict[str, int]]:
    """Add unknown names after a title; return for each article the surnames and first ends."""
    found: dict[int, dict[str, int]] = {}
    elsewhere: dict[int, frozenset[str]] = {}
    for item, kind in enumerate(items.kinds):
        if kind not in ("title", "counterpart"):
            continue
        match = FULL_NAME.match(items.text, items.ends[item]) or _surname_after(items, item)
        if match is None:
            continue
        start, end = match.span("name")
        if in_headline(items.text, start):
            article = articles[item]
            if article not in elsewhere:
                elsewhere[article] = words_elsewhere(text_of(layout, article))
            end = end_of_known(items.text, start, end, elsewhere[article])
            if end == start:
                continue
        within = [
            other
            for other in range(item + 1, min(item + 5, len(items.starts)))
            if items.starts[other] < end
        ]
        words = items.text[start:end].split(" ")
        if any(items.used[other] or items.kinds[other] in _FIRM for other in within):
            continue
        if words[0] in _NO_NAME or words[-1] in _NO_NAME or (within and len(words) == 1):
            continue
        for other in within:
            items.used[other] = True
        spans.add(start, end, "PERSON", RULES)
        family = words[-1]
        if family.rstrip(".") not in ("Jr", "Sr"):
            found.setdefault(articles[item], {}).setdefault(family, end)
    return found


def _surname_after(items: Items, item: int) -> re.Match[str] | None:
    meaning = items.gazetteer.meanings[items.patterns[item]][0]
    nationality = items.gap(item - 1, item) == " " and items.kinds[item - 1] in (
        "adjective", "state",
    )  # fmt: skip
    if meaning.actor_id in _WITH_SURNAME or (meaning.kind == "title" and nationality):
        return LAST_NAME.match(items.text, items.ends[item])
    return None


def _add_repeats(layout: Layout, introduced: dict[int, dict[str, int]], spans: Spans) -> None:
    """Add later mentions, by surname alone, of persons introduced with a title."""
    taken = set(spans.starts)
    last = dict(zip(layout.article_no.tolist(), layout.ends.tolist(), strict=True))
    for article, surnames in introduced.items():
        first = min(surnames.values())
        for row in find_again(layout.text, first, last[article], surnames):
            if row[0] not in taken:
                spans.add(*row)
                taken.add(row[0])
