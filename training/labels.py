"""Which of our labels a marked name has: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, DATE, MISC.

The corpora draw other lines. Here a country, capital, city or first-level division is GPE
even where it acts; a people, nationality or religion is NORP; works, products, laws,
languages and awards are MISC. Dates are marked only where a corpus marks them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from training.sets import Span, Stretch
from training.word_sources import Lists, all_lists, frozen_lists, parts

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "MISC")

# Words that make a capitalised run the name of an event.
EVENT_WORDS = {
    "War",
    "Wars",
    "Battle",
    "Olympics",
    "Olympic",
    "Summit",
    "Cup",
    "Championship",
    "Games",
    "Championships",
    "Revolution",
    "Hurricane",
    "Festival",
    "Election",
    "Elections",
    "Crisis",
    "Massacre",
    "Genocide",
    "Uprising",
    "Conference",
    "Intifada",
    "Operation",
}

_RUN = re.compile(r"[A-Z]\w+(?:(?: of| the| in| de)? [A-Z]\w+)+(?: [IVX]+\b)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TIME = re.compile(
    r"\b(?:(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?: \d{1,2}(?:st|nd|rd|th)?\b)?,?"
    r"(?: \d{4}\b)?|May \d{1,4}\b|\d{1,2}(?:st|nd|rd|th)? (?:of )?May\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[Tt]oday\b|[Yy]esterday\b|[Tt]omorrow\b"
    r"|[Tt]onight\b|(?:1[5-9]|20)\d\ds?\b|(?:last|next|this|past|previous|earlier this) "
    r"(?:week|month|year|night|morning|evening|summer|winter|spring|autumn|fall|decade)\b"
    r"|\d{1,2}(?:st|nd|rd|th)? (?=January|February|March|April|June|July|August|September|October"
    r"|November|December))"
)
_LANGUAGE_BEFORE = re.compile(r"(?:\b(?:in|speaks?|spoken|spoke|learn|into|from|language) )$")
_LANGUAGE_AFTER = re.compile(r" (?:language|word|name|translation|alphabet|dialect)")


@cache
def lists() -> Lists:
    """Return the name lists, read once."""
    return all_lists()


@cache
def _states() -> frozenset[str]:
    return frozenset(frozen_lists()["state_name"]) | {"US", "USA", "UK", "U.S", "UAE"}


@cache
def _capitals() -> frozenset[str]:
    return frozenset(frozen_lists()["capital_name"])


def is_state(text: str) -> bool:
    """Whether a text is the name of a state or territory."""
    return _bare(text) in _states()


def is_people(text: str) -> bool:
    """Whether a text is a nationality, a people or a religion, as adjective or noun."""
    if text in _states():
        return False
    return text in lists()["demonym"] or (text[:1].isupper() and text in lists()["groups"])


def place_label(text: str) -> str:
    """Return GPE, LOC or FAC for the name of a place."""
    bare = _bare(text)
    words = parts(bare)
    if bare in _states() or bare in _capitals() or not words:
        return "GPE"
    if words[-1] in lists()["settlement"] and len(words) > 1:
        return "GPE"
    ends = {words[-1], words[0]}
    if ends & (lists()["facility"] - {"House", "Port", "Fort", "Center", "Centre", "Camp"}):
        return "FAC"
    if len(words) > 1 and words[-1] in lists()["facility"]:
        return "FAC"
    if ends & lists()["geographic"] and bare not in lists()["city"]:
        return "LOC"
    if words[-1] in ("East", "West", "North", "South", "Bank", "Strip") and len(words) > 1:
        return "LOC"
    return "LOC" if words[-1] in lists()["continent"] and len(words) < 3 else "GPE"


def label_of(label: str, text: str) -> str:
    """Return our label for a name; `label` is one of ours or ``PLACE``."""
    if label == "PLACE":
        return place_label(text)
    if label == "ORG" and (is_state(text) or _bare(text) in _capitals()):
        return "GPE"
    if label in ("MISC", "PERSON", "LOC", "GPE") and is_people(text):
        return "NORP"
    if label == "MISC" and set(text.split()) & EVENT_WORDS and len(text.split()) > 1:
        return "EVENT"
    return label


def _bare(text: str) -> str:
    return re.sub(r"^[Tt]he ", "", text)


def strip_article(text: str, span: Span) -> Span:
    """Return a span without a leading small "the"."""
    start, end, label = span
    return (start + 4, end, label) if text.startswith("the ", start) else span


def without_overlap(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, of those that overlap the longest, then the first."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if span[0] < span[1] and all(span[1] <= a or span[0] >= b for a, b, _ in kept):
            kept.append(span)
    return sorted(kept)


def touches(start: int, end: int, others: Iterable[Stretch | Span]) -> bool:
    """Whether a stretch shares a character with any other."""
    return any(start < other[1] and end > other[0] for other in others)


def people_in(text: str, spans: list[Span]) -> tuple[list[Span], list[tuple[int, int]]]:
    """Find nationalities, peoples and religions outside the marked names.

    Returns
    -------
    list, list
        Spans NORP; and stretches left open: languages, and such words before a capital that
        no name covers ("American Airlines").
    """
    found: list[Span] = []
    unsure: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not is_people(match.group()) or touches(start, end, spans):
            continue
        after = text[end : end + 12]
        capital = after[:1] == " " and after[1:2].isupper() and not touches(end + 1, end + 2, spans)
        language = _LANGUAGE_BEFORE.search(text[max(start - 10, 0) : start])
        if capital or language or _LANGUAGE_AFTER.match(after):
            unsure.append((start, end))
        else:
            found.append((start, end, "NORP"))
    return found, unsure


def times_in(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Return the stretches outside the marked names that look like a date."""
    return [m.span() for m in _TIME.finditer(text) if not touches(*m.span(), spans)]


def events_in(text: str, known: Iterable[Stretch | Span]) -> list[tuple[int, int]]:
    """Return capitalised runs outside the marked names that may be events."""
    known = list(known)
    runs = (m for m in _RUN.finditer(text) if set(m.group().split()) & EVENT_WORDS)
    return [m.span() for m in runs if not touches(*m.span(), known)]


def capitals_in(text: str, known: Iterable[Stretch | Span]) -> list[tuple[int, int]]:
    """Return capitalised words that may be names though nobody marked them.

    Words that begin a sentence count only if they are rare in lower case; "I" never does.
    """
    known = list(known)
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or word in ("I", "I'm", "I'll", "I've"):
            continue
        if touches(*match.span(), known) or (_begins(text, match.start()) and is_common(word)):
            continue
        found.append(match.span())
    return found


def _begins(text: str, start: int) -> bool:
    before = text[max(start - 3, 0) : start].rstrip(" \"'“‘(")
    return start == 0 or not before or before[-1] in ".!?:\n"


@cache
def _common_words() -> frozenset[str]:
    from training.word_sources import lookups_data

    names = lists()["given"] | lists()["city"] | lists()["country"]
    return frozenset(
        word
        for word, value in lookups_data("lexeme_prob").items()
        if value > -14 and word.islower() and word.capitalize() not in names
    )


def is_common(word: str) -> bool:
    """Whether a word is common in lower case and no usual name."""
    return word.lower() in _common_words()
