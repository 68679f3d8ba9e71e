"""re3d, the news of the war in Syria and Iraq: the names in its marked phrases, our labels.

Annotators marked phrases ("the Government of Iraq", "an Iraqi tribal sheikh", "we"), and in
them the names, often without agreeing. A phrase that is a name but for its article is taken
whole; of other phrases only the names in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.labels import is_people, lists
from training.named_sets import cut, finish
from training.sets import Span, Text, read_lines

NOT_IN_NAMES = ("minister", "secretary", "president", "commander", "ambassador", "for", "of")
NO_NAMES = (
    "I", "We", "The", "Our", "They", "It", "He", "She", "His", "Her", "Their", "My", "You",
    "Members",
)  # fmt: skip
LABELS = {
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

_ARTICLE = re.compile(r"[Tt]he (?=[A-Z])")
_ARABIC_ARTICLE = re.compile(r"^(?:al|el|a[dnrstz]|ash)-(?=[A-Z])")
_WORD = re.compile(r"(\S+)\s+")
_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]$")
_CONNECTORS = {
    "of", "the", "and", "for", "in", "to", "on", "de", "al", "el", "bin", "ibn", "’s", "'s",
    "&", "von", "van", "der", "la", "a", "du", "del", "-",
}  # fmt: skip


def read_re3d(corpora: Path) -> Iterator[Text]:
    """Yield re3d, a paragraph at a time; of descriptive phrases only the names in them."""
    for record in read_lines(corpora / "re3d-open/re3d.jsonl"):
        text = record["text"]
        marked = [
            _bounds(text, (e["start"], e["end"], LABELS[e["label"]]))
            for e in sorted(record["entities"], key=lambda e: e["confidence"])
            if e["label"] in LABELS
        ]
        names = [span for span in marked if _is_name(text[span[0] : span[1]], span[2])]
        spans = _innermost(_agreed(names, text), text)
        whole = finish("re3d", record["id"], text, spans, complete=False)
        yield from cut(whole, (m.span() for m in re.finditer(r"[^\n]+", text)))


def _bounds(text: str, span: Span) -> Span:
    """Return a span without article, titles and possessive, with the stop of its initials."""
    start, end, label = span
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    while label == "PERSON" and (word := _WORD.match(text, start, end)):
        if word.group(1) not in lists()["title"] or word.end() >= end:
            break
        start = word.end()
    if text[end - 2 : end] in ("'s", "’s"):
        end -= 2
    stop = _INITIALS.search(text, start, end) and text[end : end + 1] == "."
    return start, end + bool(stop), label


def _agreed(spans: list[Span], text: str) -> list[Span]:
    """Return spans marked with several labels once, with the last; peoples and cities are such."""
    labels = {(start, end): label for start, end, label in spans}
    return [
        (start, end, _beyond_doubt(text[start:end]) or label)
        for (start, end), label in labels.items()
    ]


def _beyond_doubt(name: str) -> str:
    if is_people(name):
        return "NORP"
    return "PLACE" if name in lists()["city"] else ""


def _is_name(text: str, label: str) -> bool:
    words = _ARABIC_ARTICLE.sub("", text).split()
    if label == "DATE":
        return True
    if not words or not words[0][:1].isupper() or words[0] in NO_NAMES:
        return False
    if label == "PERSON" and any(word.lower() in NOT_IN_NAMES for word in words):
        return False
    if words[-1].endswith("-led"):
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
