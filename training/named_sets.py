"""The corpora with names marked by people, with our labels: WikiGold, UNER, CrossNER."""

from __future__ import annotations

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

UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "OTH": "MISC"}
WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "MISC"}
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
