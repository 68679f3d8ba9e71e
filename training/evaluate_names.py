"""How many names a pipeline finds in held-out texts: exact spans, raw text in.

For each set: precision, recall and F with the labels that set knows, and F without labels,
each with an interval from resampling documents. A name found where nobody knows whether one
stands counts neither way.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import spacy
from spacy.language import Language

from training import components as components  # makes the layer known
from training.labels import touches
from training.sets import Span, Text, read_text_lines

PLACE = {"GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
COARSE = {"PERSON": "PER", "ORG": "ORG", **PLACE}
# What each set marks, and as what it counts; sets by the beginning of their name.
SCORED = {
    "uner": COARSE,
    "wikigold": COARSE,
    "crossner-politics": {**COARSE, "EVENT": "EVENT"},
    "crossner": {**COARSE, "EVENT": "EVENT"},
    "gum": {name: name for name in
            ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "MISC")},
    "re3d": {"GPE": "GPE", "NORP": "NORP"},
    "links": {**COARSE, "GPE": "LOC"},
}  # fmt: skip
RESAMPLES, SEED = 1000, 5


class Counts(NamedTuple):
    """Names found and right, found, marked; and found with any label."""

    right: int
    found: int
    marked: int
    right_untyped: int


def scored_as(set_name: str) -> tuple[str, dict[str, str]]:
    """Return the name under which a set is scored, and its labels."""
    name = next(name for name in SCORED if set_name.startswith(name))
    return (set_name if name == "uner" else name), SCORED[name]


def count(found: list[Span], text: Text, labels: dict[str, str]) -> Counts:
    """Compare the names found in a text with those marked."""
    marked = {(a, b, labels[c]) for a, b, c in text.spans if c in labels}
    spans = {(a, b) for a, b, _ in marked}
    others = [span for span in text.spans if span[2] not in labels]
    stated = {
        (a, b, labels[c])
        for a, b, c in found
        if c in labels and ((a, b) in spans or not touches(a, b, [*text.unsure, *others]))
    }
    anywhere = {(a, b) for a, b, _ in found}
    return Counts(len(marked & stated), len(stated), len(marked), len(spans & anywhere))


def names_found(nlp: Language, texts: list[Text]) -> list[list[Span]]:
    """Return the names a pipeline finds in each text."""
    docs = nlp.pipe(text.text for text in texts)
    return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]


def measures(counts: np.ndarray) -> np.ndarray:
    """Return precision, recall, F and untyped recall of summed counts, as columns."""
    right, found, marked, untyped = np.moveaxis(counts, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.stack(
            [right / found, right / marked, 2 * right / (found + marked), untyped / marked], -1
        )


def table(texts: list[Text], found: Iterable[list[Span]]) -> list[str]:
    """Return a line a set: measures with intervals (0.95), and the marked names."""
    by_set: dict[str, dict[str, list[Counts]]] = defaultdict(lambda: defaultdict(list))
    for text, names in zip(texts, found, strict=True):
        name, labels = scored_as(text.set)
        by_set[name][text.key].append(count(names, text, labels))
    lines = ["set                  precision  recall      F       interval untyped R      n"]
    for name in sorted(by_set):
        documents = np.array([np.sum(counts, axis=0) for counts in by_set[name].values()])
        p, r, f, u = measures(documents.sum(axis=0)) * 100
        draw = np.random.default_rng(SEED).integers(0, len(documents), (RESAMPLES, len(documents)))
        low, high = (
            np.nanquantile(measures(documents[draw].sum(axis=1))[:, 2], [0.025, 0.975]) * 100
        )
        marked = int(documents[:, 2].sum())
        lines.append(
            f"{name:20} {p:9.1f} {r:7.1f} {f:6.1f} {low:6.1f}-{high:6.1f} {u:9.1f} {marked:6}"
        )
    return lines


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("texts", type=Path, help="names-dev.jsonl of `prepare_names`")
    options = parser.parse_args()
    texts = list(read_text_lines(options.texts))
    print("\n".join(table(texts, names_found(spacy.load(options.pipeline), texts))))


if __name__ == "__main__":
    main()
