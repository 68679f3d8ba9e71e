"""The corpora as they lie in `corpora/`, one reader a set, each to texts with marked names.

Labels become those of the package here; see `labels`. Test parts held back elsewhere are
not read: they are not in the folder.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Span = tuple[int, int, str]
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """A text with marked names.

    Parameters
    ----------
    set
        The corpus it is from.
    key
        Identifies the document in its set; parts of a document share it.
    text
        As annotation would be given it.
    spans
        Start, end and label of each name, in order and without overlap.
    unsure
        Start and end of stretches of which nothing is known.
    """

    set: str
    key: str
    text: str
    spans: list[Span] = field(default_factory=list)
    unsure: list[tuple[int, int]] = field(default_factory=list)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSONL file, packed or not."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    for line in data.decode("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


# Each set's files, for counting words.
TEXTS = (
    "uner-english-ewt/uner_ewt_train.jsonl", "gum-open/gum.jsonl", "wikigold/wikigold.jsonl",
    "re3d-open/re3d.jsonl", "wp-current-events/current_events.jsonl.gz",
)  # fmt: skip


def all_texts(corpora: Path) -> Iterator[str]:
    """Yield every text training reads."""
    for name in TEXTS:
        for record in read_lines(corpora / name):
            yield record["text"]
    for path in sorted((corpora / "crossner").glob("*.txt")):
        yield " ".join(
            line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()
        )


# Texts without marked names, for measuring speed and sameness.
BARE = (
    ("wikinews-2019-2020/wikinews.jsonl", "wikinews", 1),
    ("frus/frus1969-76ve04.jsonl.gz", "frus", 2),
    ("frus/frus1964-68v18.jsonl.gz", "frus", 3),
    ("us-diplomatic-travel/travel.jsonl", "travel", 4),
)
SHORTEST, LONGEST = 60, 1500  # characters of a paragraph


def bare_paragraphs(corpora: Path) -> Iterator[Text]:
    """Yield paragraphs of the texts without marked names, of long sets each n-th document.

    The persons marked in diplomatic documents are kept; paragraphs in capitals are left out.
    """
    for path, name, step in BARE:
        for number, record in enumerate(read_lines(corpora / path)):
            if number % step == 0:
                persons = [e for e in record.get("entities", ()) if e["label"] == "PERSON"]
                yield from _paragraphs(Text(
                    name, record["id"], record["text"],
                    [(e["start"], e["end"], "PERSON") for e in persons],
                ))  # fmt: skip


def _paragraphs(text: Text) -> Iterator[Text]:
    start = 0
    for line in text.text.splitlines(keepends=True):
        end = start + len(line)
        part = line.strip()
        first = start + line.find(part)
        capitals = sum(letter.isupper() for letter in part)
        if SHORTEST <= len(part) <= LONGEST and capitals < len(part) / 4:
            spans = [(a - first, b - first, c) for a, b, c in text.spans if first <= a and b <= end]
            yield Text(text.set, text.key, part, spans)
        start = end


def read_text_lines(path: Path) -> Iterator[Text]:
    """Yield texts as `write_text_lines` left them."""
    for record in read_lines(path):
        spans = [(start, end, label) for start, end, label in record["spans"]]
        unsure = [(start, end) for start, end in record["unsure"]]
        yield Text(record["set"], record["key"], record["text"], spans, unsure)


def write_text_lines(texts: Iterable[Text], path: Path) -> None:
    """Write texts as JSONL."""
    lines = (json.dumps(asdict(text), ensure_ascii=False) + "\n" for text in texts)
    path.write_text("".join(lines), encoding="utf-8")
