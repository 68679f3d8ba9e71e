"""From known names in the text to spans: names joined, refused, and left to stand.

Joined to one span are a nationality and its institution (`Syria's foreign ministry`), and a
nationality and an office without a name (`the Syrian leader`). With a name after it
(`Syrian leader Bashar al-Assad`) nationality and person are two spans. Refused are names
that only look like a state: a street, a paper, a person called Jordan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.extract.annotate.gazetteer import Finds, Gazetteer
from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.spans import GAZETTEER, Spans
from analysis.lexicon import read_words

TITLED = ("headline", "related")
NATIONALITY = ("state", "adjective", "capital")
PLACE_LIKE = ("state", "capital", "adjective", "people")
POSSESSIVE = ("'s ", "’s ", "' ", "’ ")
BETWEEN_STATE_AND_OFFICE = tuple(
    gap + word
    for gap in (" ", *POSSESSIVE)
    for word in ("", "interim ", "acting ", "transitional ", "new ")
)
OF_STATE = (" of ", " of the ")

# Capital letters of the Latin alphabets: `Jana Černochová`.
CAPITAL = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
NAME_PART = (
    rf"(?:(?:[{CAPITAL}]\.){{1,3}}|[{CAPITAL}][^\W\d_]*(?:['’-](?!s\b)[^\W\d_]+)*|"
    rf"[Aa]l-[{CAPITAL}][^\W\d_]+)"
)

# Words before a name that make it another name: New London, Fort Lebanon.
_BEFORE_PLACE = ("New", "Fort", "Port", "Lake", "Mount", "San", "Saint", "St.", "Radio")
_FORMER = re.compile(r"(?:\b(?:[Ff]ormer|[Ll]ate|[Ff]uture)\s|\b[Ee]x-)$")
_NEXT_WORD = re.compile(r"[ -]([A-Z][\w'’.]*)")
_MINISTRY_OF = re.compile(rf" of (?:the )?[{CAPITAL}]\w+(?:(?:,? and| &|,)? [{CAPITAL}]\w+){{0,4}}")
_LAST_WORD = re.compile(r"([\w.'’-]+) $")
_PARTICLE = r"(?:(?:bin|ibn|al|van|von|der|den|de|da|dos|del|di|el|le|la|ul) ){0,2}"
FULL_NAME = re.compile(rf" (?P<name>{NAME_PART}(?: {_PARTICLE}{NAME_PART}){{1,3}})(?!\w)")
LAST_NAME = re.compile(rf" (?P<name>(?:{_PARTICLE}){NAME_PART})(?!\w)")


@dataclass(frozen=True)
class Items:
    """Names of the gazetteer in text order, as plain lists, with what became of each.

    `titled` marks names in a headline or link, where any word may be capitalised.
    """

    text: str
    starts: list[int]
    ends: list[int]
    kinds: list[str]
    patterns: list[int]
    gazetteer: Gazetteer
    used: list[bool]
    titled: list[bool]

    def gap(self, left: int, right: int) -> str:
        """Return the text between two neighbours; a long one is cut."""
        if left < 0 or right >= len(self.starts):
            return "\n"
        return self.text[self.ends[left] : min(self.starts[right], self.ends[left] + 16)]


def items_of(layout: Layout, finds: Finds, gazetteer: Gazetteer) -> Items:
    """Unpack the finds of a gazetteer for the rules to walk over."""
    patterns = finds.patterns.tolist()
    return Items(
        layout.text,
        finds.starts.tolist(),
        finds.ends.tolist(),
        [gazetteer.kinds[pattern] for pattern in patterns],
        patterns,
        gazetteer,
        [False] * len(patterns),
        np.isin(layout.kinds[layout.section_of(finds.starts)].astype(str), TITLED).tolist(),
    )


def join_names(items: Items, spans: Spans) -> None:
    """Join nationalities to their institutions and offices; mark the names used up.

    Parameters
    ----------
    items
        Names found; those that go into a longer span are marked used.
    spans
        Takes the joined spans.
    """
    for item, kind in enumerate(items.kinds):
        if kind == "institution":
            _join_institution(items, item, spans)
        elif kind == "title":
            _join_office(items, item, spans)
        elif kind == "counterpart":
            _join_counterpart(items, item, spans)
        elif kind == "seat":
            _join_seat(items, item, spans)


def _join_institution(items: Items, item: int, spans: Spans) -> None:
    before, after = item - 1, item + 1
    if (
        items.gap(before, item) in (" ", *POSSESSIVE)
        and items.kinds[before] in (*NATIONALITY, "organisation")
        and not items.used[before]
    ):
        _use(items, spans, before, item, "ORG", _end_of_ministry(items, item))
    elif items.gap(item, after) in OF_STATE and items.kinds[after] == "state":
        _use(items, spans, item, after, "ORG")


def _end_of_ministry(items: Items, item: int) -> int:
    """Where `Ministry of Communications` ends, a ministry no list has."""
    end = items.ends[item]
    if items.text[end - 8 : end] not in ("Ministry", "ministry"):
        return end
    more = _MINISTRY_OF.match(items.text, end)
    limit = items.starts[item + 1] if item + 1 < len(items.starts) else len(items.text)
    return more.end() if more and more.end() <= limit else end


def _join_seat(items: Items, item: int, spans: Spans) -> None:
    before = item - 1
    if items.gap(before, item) == " " and items.kinds[before] in ("state", "adjective"):
        own = {meaning.state_id for meaning in items.gazetteer.meanings[items.patterns[item]]}
        other = {meaning.state_id for meaning in items.gazetteer.meanings[items.patterns[before]]}
        if own & other and not items.used[before]:
            _use(items, spans, before, item, "ORG")


def _join_office(items: Items, item: int, spans: Spans) -> None:
    meaning = items.gazetteer.meanings[items.patterns[item]][0]
    if "bare" not in meaning.senses or is_named(items, item):
        return
    following = _NEXT_WORD.match(items.text, items.ends[item])
    if items.text[items.ends[item] : items.ends[item] + 1] == "-" or (
        following and not items.titled[item]
    ):
        return
    before, after = item - 1, item + 1
    if (
        items.gap(before, item) in BETWEEN_STATE_AND_OFFICE
        and items.kinds[before] in (*NATIONALITY, "organisation")
        and not items.used[before]
        and not _FORMER.search(items.text[max(items.starts[before] - 8, 0) : items.starts[before]])
        and items.text[items.starts[before] - 1 : items.starts[before]] != "-"
    ):
        _use(items, spans, before, item, "MISC")
    elif (
        items.gap(item, after) in OF_STATE
        and items.kinds[after] in ("state", "organisation")
        and not _FORMER.search(items.text[max(items.starts[item] - 8, 0) : items.starts[item]])
        and not is_named(items, after)
    ):
        _use(items, spans, item, after, "MISC")


def _join_counterpart(items: Items, item: int, spans: Spans) -> None:
    before = item - 1
    if (
        items.gap(before, item) == " "
        and items.kinds[before] in ("adjective", "state")
        and not items.used[before]
        and not is_named(items, item)
    ):
        _use(items, spans, before, item, "MISC")


def is_named(items: Items, item: int) -> bool:
    """Whether the name of a person follows, with or without a comma."""
    after = item + 1
    if items.gap(item, after) in (" ", ", ") and items.kinds[after] in ("person", "surname"):
        return True
    name = FULL_NAME.match(items.text, items.ends[item])
    if name is None:
        return False
    known = after < len(items.starts) and items.starts[after] < name.end()
    return not known or items.kinds[after] in ("surname", "person")


def _use(
    items: Items, spans: Spans, first: int, last: int, label: str, end: int | None = None
) -> None:
    items.used[first] = items.used[last] = True
    spans.add(items.starts[first], end or items.ends[last], label, GAZETTEER)


def keep_names(items: Items, labels: dict[str, str], spans: Spans) -> None:
    """Add what stands alone: states, nationalities, capitals, organisations, seats."""
    for item, kind in enumerate(items.kinds):
        if items.used[item] or kind in ("surname", "person") or kind not in labels:
            continue
        if kind in PLACE_LIKE and _is_other_name(items, item):
            continue
        if kind == "prefix" and items.text[items.ends[item] : items.ends[item] + 1] != "-":
            continue
        spans.add(items.starts[item], items.ends[item], labels[kind], GAZETTEER)


def _is_other_name(items: Items, item: int) -> bool:
    """Whether a state, capital or nationality is only part of another name."""
    text, start, end = items.text, items.starts[item], items.ends[item]
    following = _NEXT_WORD.match(text, end) if text[end : end + 1] in " -" else None
    if following and following.group(1).rstrip(".'’") in _words("place_nouns", ""):
        return True
    before = _LAST_WORD.search(text[max(start - 16, 0) : start])
    word = before.group(1) if before else ""
    if word in _BEFORE_PLACE:
        return True
    senses = items.gazetteer.meanings[items.patterns[item]][0].senses
    if not senses or items.kinds[item] not in ("state", "capital"):
        return False
    if word in _words("person_words", "given"):
        return True
    return following is not None and following.group(1) in _words("person_words", "family")


@cache
def _words(name: str, kind: str) -> frozenset[str]:
    rows = read_words(name)
    return frozenset(rows["form"] if not kind else rows.loc[rows["kind"] == kind, "form"])
