"""Persons the facts do not know and no title stands before.

Taken for a person are two to four capitalised words that begin with a given name (`Martin
Fayulu`), or that a role explains: `Carrie Lam, the chief executive`, `president of Tonga
Akilisi Pohiva`. Later and earlier mentions by surname follow.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from analysis.extract.annotate.compose import CAPITAL, NAME_PART, Items
from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.spans import RULES, Spans, spans_of
from analysis.facts import read_facts
from analysis.lexicon import read_words
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import meanings_of

_PARTICLE = r"(?:(?:bin|ibn|al|van|von|der|den|de|da|dos|del|di|el|le|la|ul|ould|uld) ){0,2}"
_NAME = re.compile(rf"(?<![\w’'-]){NAME_PART}(?: {_PARTICLE}{NAME_PART}){{1,3}}(?![\w-])")
_ROLE_AFTER = re.compile(
    r", (?:\d{1,2},|(?:(?:the|a|an|who is|his|her|its|then|one of) (?:[\w'’-]+ ){0,5}?)?"
    r"(?:president|minister|premier|ambassador|envoy|chief|head|leader|secretary|spokes\w+|member|"
    r"commander|general|governor|mayor|speaker|director|chair\w*|senator|king|queen|executive|"
    r"representative|official|prosecutor|judge|politician|negotiator|advis[eo]r|commissioner|"
    r"chancellor|lawmaker|delegate|diplomat|founder|analyst|expert|professor|journalist|lawyer|"
    r"activist|candidate|economist|author|researcher|activist|critic|deputy|officer)\b)"
)
_ROLE_BEFORE = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Pp]remier|[Kk]ing|[Qq]ueen|[Ee]mir|[Ll]eader|[Cc]hancellor|"
    r"[Aa]mbassador|[Gg]overnor|[Cc]hief|[Hh]ead) of (?:the )?[A-Z][\w ]{2,40} $"
)
# Last words of names of things that begin like a person's: `Victoria Falls`.
_NO_PERSON = frozenset(
    {
        "Agreement", "Airport", "Bank", "Base", "Beach", "Board", "Book", "Brothers", "Building",
        "Camp", "Castle", "Center", "Centre", "City", "Club", "College", "Commission", "Company",
        "Council", "County", "Court", "Cup", "Day", "Dam", "District", "Falls", "FC", "Force",
        "Foundation", "Fund", "Garden", "Group", "Hall", "Hospital", "Hotel", "House", "Inc",
        "Initiative", "Institute", "International", "Island", "Islands", "League", "Library", "Ltd",
        "Memorial", "Mosque", "Mountain", "Museum", "News", "Office", "Palace", "Park", "Party",
        "Post", "Prison", "Prize", "Province", "Region", "Republic", "River", "Road", "School",
        "Square", "Station", "Street", "Times", "Tower", "Trust", "Union", "United", "University",
        "War", "Corporation", "Airlines", "Sea", "Bay", "Lake", "Canyon", "Valley", "Awards",
        "Award", "Stadium", "Church", "Cathedral", "Bridge", "Monument", "Ministry", "Army",
    }
)  # fmt: skip


def add_introduced_names(items: Items, layout: Layout, spans: Spans) -> None:
    """Add unknown persons, with their mentions by surname.

    Parameters
    ----------
    items
        Names found by the gazetteer; what a person's name takes up is marked used.
    layout
        The text they were found in.
    spans
        Takes the persons; what it holds already is left alone.
    """
    covered = bytearray(len(layout.text) + 1)
    for start, end in zip(spans.starts, spans.ends, strict=True):
        _cover(covered, start, end)
    item_starts = np.array(items.starts, dtype="int64")
    found: dict[int, dict[str, None]] = {}
    for match in _NAME.finditer(layout.text):
        start, end = match.span()
        words = match.group().split(" ")
        while len(words) > 2 and (_is_no_name(words[0]) or _is_given(words[1])):
            if _is_given(words[0]) and not _is_no_name(words[0]):
                break
            start += len(words.pop(0)) + 1
        if not _is_person(layout.text, words, start, end):
            continue
        if not any(covered[start:end]) and _use_weak(items, item_starts, start, end):
            spans.add(start, end, "PERSON", RULES)
            _cover(covered, start, end)
            article = int(layout.article_no[int(layout.section_of(np.array([start]))[0])])
            found.setdefault(article, {})[words[-1]] = None
    _add_surnames(layout, found, covered, spans)


def with_introduced(settled: Spans, items: Items, layout: Layout) -> Spans:
    """Add unknown persons where neither the lists nor a model found anything.

    Parameters
    ----------
    settled
        Spans that stand, in text order.
    items, layout
        As for `add_introduced_names`.

    Returns
    -------
    Spans
        In text order.
    """
    both = spans_of(settled.rows())
    add_introduced_names(items, layout, both)
    return spans_of(sorted(both.rows()))


def _cover(covered: bytearray, start: int, end: int) -> None:
    covered[start:end] = b"\x01" * (end - start)


def _use_weak(items: Items, item_starts: np.ndarray, start: int, end: int) -> bool:
    """Whether no firm name of the gazetteer lies there; weak ones are used up."""
    first = int(np.searchsorted(item_starts, start))
    if first and items.ends[first - 1] > start:
        return False
    within = []
    while first < len(items.starts) and items.starts[first] < end:
        weak = items.kinds[first] == "surname" or (
            items.kinds[first] in ("capital", "state") and items.starts[first] > start
        )
        if not weak:
            return False
        within.append(first)
        first += 1
    for item in within:
        items.used[item] = True
    return True


def _is_given(word: str) -> bool:
    return fold_name(word).lower() in given_names()


def _is_no_name(word: str) -> bool:
    """Whether a capitalised word before a name is a word, a title or a known name of its own."""
    return (
        word in _starters()
        or word in ("Democrat", "Republican", "Labour", "Conservative", "Broadcaster", "Mayor")
        or any(meaning.kind != "surname" for meaning in meanings_of(word))
    )


def _is_person(text: str, words: list[str], start: int, end: int) -> bool:
    first, last = words[0], words[-1]
    if not first[:1].isupper() or first in _starters() or last in _NO_PERSON or len(last) < 2:
        return False
    if any(meaning.kind == "title" for meaning in meanings_of(words[0])):
        return False
    if _is_given(words[0]):
        return not words[-1].isupper()
    return _ROLE_AFTER.match(text, end) is not None or (
        _ROLE_BEFORE.search(text[max(start - 60, 0) : start]) is not None
    )


def _add_surnames(
    layout: Layout, found: dict[int, dict[str, None]], covered: bytearray, spans: Spans
) -> None:
    bounds: dict[int, list[int]] = {}
    for number, start, end in zip(
        layout.article_no.tolist(), layout.starts.tolist(), layout.ends.tolist(), strict=True
    ):
        first, last = bounds.get(number, [start, end])
        bounds[number] = [min(first, start), max(last, end)]
    for article, families in found.items():
        first, last = bounds[article]
        for family in families:
            if meanings_of(family) or len(family) < 3:
                continue
            for match in re.finditer(rf"(?<![\w’'-]){re.escape(family)}(?![\w-])",
                                     layout.text[first:last]):  # fmt: skip
                start, end = match.start() + first, match.end() + first
                before = layout.text[max(start - 24, 0) : start]
                if _stands_alone(before) and not any(covered[start:end]):
                    spans.add(start, end, "PERSON", RULES)
                    _cover(covered, start, end)


_WORD_BEFORE = re.compile(rf"([{CAPITAL}][\w.'’-]*) $")


def _stands_alone(before: str) -> bool:
    word = _WORD_BEFORE.search(before)
    if word is None or (word.group(1).endswith(".") and len(word.group(1)) > 3):
        return True
    return word.group(1) in _starters() or bool(meanings_of(word.group(1)))


@cache
def given_names() -> frozenset[str]:
    """Return given names, folded in lower case: of the persons in the facts, and of a list."""
    names: set[str] = set()
    for row in read_facts("persons").itertuples(index=False):
        names.update(fold_name(str(row.given)).lower().replace(".", " ").split())
    names.update(form.lower() for form in read_words("person_words").query("kind == 'given'").form)
    weak = {word.lower() for word in _starters()}
    weak |= {form.lower() for form in read_words("common_words")["form"]}
    return frozenset(
        name
        for name in sorted(names)
        if len(name) > 2
        and name not in weak
        and name.isalpha()
        and not any(meaning.kind != "surname" for meaning in meanings_of(name.capitalize()))
    )


@cache
def _starters() -> frozenset[str]:
    more = (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
        "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December", "Foreign", "Prime", "President", "Minister",
    )  # fmt: skip
    return frozenset(read_words("sentence_starters")["form"]) | frozenset(more)
