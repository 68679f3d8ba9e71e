"""Names from the links that editors set in news items.

The boundaries are theirs; the kind is read off the linked article's title, the facts and the
name lists.

A link may cover less than a name, more than one ("Rwandan Foreign Minister") or a common word
("airstrike"). What is not understood is left open, and so is every other capitalised word of
the item, since editors link a name once and not always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.dates import dates_in
from training.labels import (
    capitals_in,
    is_people,
    is_state,
    lists,
    people_in,
    place_label,
    strip_article,
    times_in,
    without_overlap,
)
from training.sets import Span, Text, read_lines
from training.word_sources import parts

ITEMS = "wp-current-events/current_events.jsonl.gz"

_BRACKETS = re.compile(r"_\(([^)]*)\)$")
PERSON_NOTES = (
    "politician",
    "footballer",
    "actor",
    "actress",
    "singer",
    "general",
    "journalist",
    "judge",
    "businessman",
    "musician",
    "diplomat",
    "military_officer",
    "racing_driver",
    "tennis",
    "lawyer",
    "activist",
    "rapper",
    "cyclist",
    "writer",
    "born",
)
ORG_NOTES = (
    "company",
    "newspaper",
    "party",
    "organization",
    "airline",
    "band",
    "militia",
    "group",
    "magazine",
    "website",
    "network",
    "broadcaster",
    "university",
)
PLACE_NOTES = ("city", "town", "village", "state", "country", "island", "region", "district")
EVENT_WORDS = (
    "War",
    "war",
    "attack",
    "attacks",
    "election",
    "elections",
    "crisis",
    "protests",
    "protest",
    "earthquake",
    "Olympics",
    "Cup",
    "Championship",
    "Championships",
    "crash",
    "summit",
    "Summit",
    "bombing",
    "shooting",
    "massacre",
    "conflict",
    "offensive",
    "wildfires",
    "invasion",
    "Hurricane",
    "Typhoon",
    "Cyclone",
    "Festival",
    "referendum",
    "floods",
    "Awards",
    "Open",
    "Prix",
    "Games",
    "Bowl",
    "Series",
    "strikes",
    "genocide",
    "Storm",
    "Contest",
    "uprising",
    "insurgency",
    "ceasefire",
    "impeachment",
    "coup",
)


NOT_PERSONS = {"Law", "Award", "Works", "Bill", "Pass", "Line", "Code", "Virus", "Disease"}


def kind_of_link(text: str, wiki: str) -> str | None:
    """Return the label of a linked name, ``""`` if it is no name, None if that is not known.

    Parameters
    ----------
    text
        As printed.
    wiki
        Title of the linked article, blanks as underscores.
    """
    words = parts(text)
    if not words or not text[0].isupper() or not words[-1][:1].isupper():
        return "" if text[:1].islower() or (words and is_people(words[0])) else None
    if is_people(text):
        return "NORP"
    if is_state(text):
        return "GPE"
    if words[-1] in offices():
        return ""
    note = _BRACKETS.search(wiki)
    if note and (kind := _by_note(note.group(1))):
        return kind if kind != "PLACE" else place_label(text)
    return _by_words(text, _BRACKETS.sub("", wiki).replace("_", " "))


def offices() -> set[str]:
    """Return the words that end the name of an office: President, Minister, ..."""
    known = lists()
    other = known["military"] | known["organisation"] | known["direction"] | known["given"]
    return {word for word in known["title"] - other if len(word) > 3 and word.istitle()}


def _by_note(note: str) -> str | None:
    for kind, notes in (("PERSON", PERSON_NOTES), ("ORG", ORG_NOTES), ("PLACE", PLACE_NOTES)):
        if any(word in note for word in notes):
            return kind
    return None


def _by_words(text: str, title: str) -> str | None:
    known, words = lists(), parts(title)
    named = parts(text)
    heads = {named[-1], named[0], words[-1]}
    if named[-1] in known["organisation"] | known["media"] and named[-1] not in known["facility"]:
        return "ORG"
    if re.match(r"\d{4}", title) or set(named) & set(EVENT_WORDS):
        return "EVENT" if set(named) & set(EVENT_WORDS) else None
    if "," in title or named[-1] in known["settlement"]:
        return place_label(text)
    if named[-1] in known["facility"] - known["organisation"]:
        return "FAC"
    if set(named) & (known["organisation"] | known["military"]) - known["direction"]:
        return "ORG"
    if heads & known["geographic"]:
        return "LOC"
    if text in known["acronym"] or (text.isupper() and 2 <= len(text) <= 6):
        return "ORG"
    if (
        text in known["city"] | known["capital"] | known["division"]
        or text == title in known["town"]
    ):
        return "GPE"
    if 2 <= len(words) <= 5 and _personal(words) and named[-1] in words:
        return "PERSON"
    return None


def _personal(words: list[str]) -> bool:
    known = lists()
    if not all(w[:1].isupper() or w in known["particle"] for w in words):
        return False
    cues = ("organisation", "event", "facility", "geographic", "settlement", "continent", "media")
    if any(set(words) & known[cue] for cue in cues) or set(words) & NOT_PERSONS:
        return False
    return words[0] in known["given"] and words[0] not in known["direction"]


def read_items(corpora: Path) -> Iterator[Text]:
    """Yield the news items."""
    for record in read_lines(corpora / ITEMS):
        yield item(record["id"], record["text"], record["entities"])


def item(key: str, text: str, links: list[dict[str, Any]]) -> Text:
    """Return a news item with what its links tell."""
    spans: list[Span] = []
    unsure: list[tuple[int, int]] = []
    for link in links:
        start, end, label = strip_article(text, (link["start"], link["end"], ""))
        kind = kind_of_link(text[start:end], link["wiki"])
        if kind is None or (kind and _runs_on(text, start, end)):
            unsure.append((start, end))
        elif kind in ("GPE", "LOC"):
            spans += places(text, start, end)
        elif kind:
            spans.append((start, end, kind))
    spans = without_overlap(spans)
    unsure = [stretch for stretch in unsure if stretch[0] < stretch[1]]
    people, left = people_in(text, spans + [(*stretch, "") for stretch in unsure])
    spans = sorted(spans + people)
    unsure += left
    spans = sorted(spans + dates_in(text, [*spans, *((*part, "") for part in unsure)]))
    unsure += times_in(text, spans)
    unsure += capitals_in(text, [*spans, *unsure])
    return Text("links", key, text, spans, sorted(unsure))


def places(text: str, start: int, end: int) -> list[Span]:
    """Return a place, or the places of "Portland, Oregon"."""
    found = re.finditer(r"[^,\s][^,]*", text[start:end])
    bounds = [(start + m.start(), start + m.end()) for m in found]
    return [(a, b, place_label(text[a:b])) for a, b in bounds]


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether a capital stands right before or after, so that the name may be longer."""
    before = re.search(r"(\w+)[ -]$", text[:start])
    after = re.match(r"[ -](\w)", text[end:])
    if after and after.group(1).isupper():
        return True
    if not before or not before.group(1)[0].isupper():
        return False
    word = before.group(1)
    return not (is_people(word) or word in lists()["title"] or before.start() == 0)
