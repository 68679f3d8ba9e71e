"""The corpora with names marked by people, with our labels: WikiGold, re3d, UNER, CrossNER."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.dates import dates_in
from training.labels import (
    capitals_in,
    events_in,
    label_of,
    people_in,
    strip_article,
    times_in,
    without_overlap,
)
from training.sets import Span, Text, read_lines

LONGEST_CHUNK = 10  # sentences
LOSES_BREAKS = 4  # of so many chunks one loses its line breaks
NOT_IN_NAMES = ("minister", "secretary", "president", "commander", "ambassador", "for", "of")
PRONOUNS = ("I", "We", "The", "Our", "They", "It", "He", "She", "His", "Her", "Their", "My", "You")

UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "OTH": "MISC"}
WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "MISC"}
RE3D = {
    "Organisation": "ORG",
    "Person": "PERSON",
    "Location": "PLACE",
    "Nationality": "NORP",
    "Temporal": "DATE",
    "DocumentReference": "MISC",
    "MilitaryPlatform": "MISC",
    "Vehicle": "MISC",
    "Weapon": "MISC",
}
CROSSNER = {
    "person": "PERSON",
    "politician": "PERSON",
    "writer": "PERSON",
    "musicalartist": "PERSON",
    "scientist": "PERSON",
    "researcher": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "band": "ORG",
    "university": "ORG",
    "country": "PLACE",
    "location": "PLACE",
    "event": "EVENT",
    "election": "EVENT",
    "conference": "EVENT",
}

_CONNECTORS = {
    "of",
    "the",
    "and",
    "for",
    "in",
    "to",
    "on",
    "de",
    "al",
    "el",
    "bin",
    "ibn",
    "’s",
    "'s",
    "&",
    "von",
    "van",
    "der",
    "la",
    "a",
    "du",
    "del",
    "-",
}


def chunk_sentences(sentences: list[list[int]], text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of runs of up to ten sentences that no line break parts."""
    run: list[list[int]] = []
    for sentence in sentences:
        if run and (len(run) == LONGEST_CHUNK or "\n\n" in text[run[-1][1] : sentence[0]]):
            yield run[0][0], run[-1][1]
            run = []
        run.append(sentence)
    if run:
        yield run[0][0], run[-1][1]


def cut(text: Text, bounds: Iterator[tuple[int, int]]) -> Iterator[Text]:
    """Yield parts of a text; what crosses a bound is left out. Some lose their line breaks."""
    for number, (start, end) in enumerate(bounds):
        part = text.text[start:end]
        yield Text(
            text.set,
            text.key,
            part.replace("\n", " ") if number % LOSES_BREAKS == LOSES_BREAKS - 1 else part,
            [(a - start, b - start, c) for a, b, c in text.spans if start <= a and b <= end],
            [(a - start, b - start) for a, b in text.unsure if start <= a and b <= end],
        )


def finish(name: str, key: str, text: str, spans: list[Span], complete: bool) -> Text:
    """Return a text with peoples and plain dates added and, unless `complete`, with capitals open.

    Parameters
    ----------
    name, key, text, spans
        As in `Text`; spans have our labels or ``PLACE``.
    complete
        Whether every name of every kind but dates and peoples is marked.
    """
    spans = [strip_article(text, span) for span in spans]
    spans = without_overlap((a, b, label_of(c, text[a:b])) for a, b, c in spans)
    people, unsure = people_in(text, spans)
    spans = sorted(spans + people)
    if not any(label == "DATE" for _, _, label in spans):
        spans = sorted(spans + dates_in(text, [*spans, *((*part, "") for part in unsure)]))
        unsure += times_in(text, spans)
    if name.startswith("uner"):
        unsure += events_in(text, [*spans, *unsure])
    if not complete:
        unsure += capitals_in(text, [*spans, *unsure])
    return Text(name, key, text, spans, sorted(unsure))


def read_uner(corpora: Path, part: str) -> Iterator[Text]:
    """Yield a part of UNER EWT, ``train`` or ``dev``; other kinds of name are left open."""
    for record in read_lines(corpora / f"uner-english-ewt/uner_ewt_{part}.jsonl"):
        spans = [(e["start"], e["end"], UNER[e["label"]]) for e in record["entities"]]
        text = finish(f"uner-{part}", record["id"], record["text"], spans, complete=True)
        yield from cut(text, _lines_apart(record))


def _lines_apart(record: dict[str, Any]) -> Iterator[tuple[int, int]]:
    return chunk_sentences(record["sentences"], record["text"])


def read_wikigold(corpora: Path) -> Iterator[Text]:
    """Yield WikiGold."""
    for record in read_lines(corpora / "wikigold/wikigold.jsonl"):
        spans = [(e["start"], e["end"], WIKIGOLD[e["label"]]) for e in record["entities"]]
        text = finish("wikigold", record["id"], record["text"], spans, complete=True)
        yield from cut(text, _lines_apart(record))


def read_re3d(corpora: Path) -> Iterator[Text]:
    """Yield re3d, a paragraph at a time; of descriptive phrases only the names in them."""
    for record in read_lines(corpora / "re3d-open/re3d.jsonl"):
        spans = [
            (e["start"], e["end"], RE3D[e["label"]])
            for e in record["entities"]
            if e["label"] in RE3D and _is_name(record["text"][e["start"] : e["end"]], e["label"])
        ]
        spans = _innermost(spans, record["text"])
        text = finish("re3d", record["id"], record["text"], spans, complete=False)
        yield from cut(text, (m.span() for m in re.finditer(r"[^\n]+", record["text"])))


def _is_name(text: str, label: str) -> bool:
    words = text.split()
    if label == "Temporal":
        return True
    if label == "Person" and any(word.lower() in NOT_IN_NAMES for word in words):
        return False
    if not words or not words[0][:1].isupper() or words[0] in PRONOUNS:
        return False
    return all(word[:1].isupper() or word[:1].isdigit() or word in _CONNECTORS for word in words)


def _innermost(spans: list[Span], text: str) -> list[Span]:
    """Take "Palmyra" and "Syria" rather than "Palmyra, Syria", and names without their title."""
    kept = []
    for start, end, label in spans:
        inner = [s for s in spans if start <= s[0] and s[1] <= end and s[:2] != (start, end)]
        parted = label == "PLACE" and ", " in text[start:end]
        titled = label == "PERSON" and any(s[2] == "PERSON" and s[1] == end for s in inner)
        if not (inner and (parted or titled)):
            kept.append((start, end, label))
    return kept


def read_crossner(corpora: Path) -> Iterator[Text]:
    """Yield CrossNER's sentences, put back into running text."""
    for path in sorted((corpora / "crossner").glob("*.txt")):
        blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
        for number, block in enumerate(blocks):
            rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
            text, offsets = run_together([row[0] for row in rows])
            spans = _tagged([row[1] for row in rows], offsets, text)
            key = f"{path.stem}-{number:04d}"
            yield finish(f"crossner-{path.stem.split('-')[0]}", key, text, spans, complete=True)


def _tagged(tags: list[str], offsets: list[tuple[int, int]], text: str) -> list[Span]:
    spans: list[Span] = []
    for tag, (start, end) in zip(tags, offsets, strict=True):
        if tag.startswith("B-"):
            spans.append((start, end, tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], end, spans[-1][2])
    return [
        (start, end, CROSSNER.get(label, "MISC"))
        for start, end, label in spans
        if label in CROSSNER or text[start].isupper()
    ]


def run_together(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return running text of words as tokenised, and where each word stands in it."""
    text, offsets, open_quote = "", [], False
    glue = True
    for word in words:
        closing = word in (
            ",",
            ".",
            ";",
            ":",
            "?",
            "!",
            ")",
            "]",
            "%",
            "'s",
            "n't",
            "'",
            "’s",
            "'re",
            "'ve",
            "'ll",
            "'d",
            "''",
        )
        if word == '"':
            closing, open_quote = open_quote, not open_quote
        text += "" if glue or closing else " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
        glue = word in ("(", "[", "``", "$", "£") or (word == '"' and open_quote)
    return text, offsets
