"""How well texts are divided into sentences, on annotated sets, by kind of text.

    python benchmarks/sentences.py ../shared/corpora [--misses SLICE]

A sentence is right if both its ends are (blanks apart). Each document is raw text: its
sentences joined as printed, paragraphs parted by a blank line where the set marks them.
Intervals: 95 %, by resampling documents. Sets:

- `gum` and `ewt`: the developer parts (train and dev) of the Universal Dependencies
  treebanks, by genre; GUM with its paragraphs, and `gum-flat` without. Speech of several
  sentences is divided there at each of its sentences; our rule (`tests/gold_sentences`)
  keeps it with its speaker. `apart` gives the share of the missing ends that stand within
  quotation marks, where the two rules differ.
- `meantime`: news, title and date line as paragraphs, the rest in one.
- `own`: `tests/gold_sentences/news.csv`, written for this project; each text a document.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.extract.annotate.quotes import pairs_of
from analysis.extract.annotate.sentences import split_sentences

GOLD = Path(__file__).parents[1] / "tests/gold_sentences/news.csv"
SEED = 20230425
N_RESAMPLES = 2000
MARKS = {"||": "", "|": " ", "¶": "\n\n"}  # ends of sentences in our gold, as blanks
SHOWN = 60  # characters shown on either side of an error


@dataclass(frozen=True)
class Document:
    """A text and where its sentences stand."""

    slice: str
    text: str
    gold: list[tuple[int, int]]


@dataclass(frozen=True)
class Counts:
    """Of one document: sentences right, found and annotated; missing ends, those in speech."""

    right: int
    found: int
    gold: int
    missing: int
    in_speech: int


def joined(name: str, pieces: list[tuple[str, str]]) -> Document:
    """Return a document of sentences, each with the blanks before it."""
    text, gold = "", []
    for blanks, sentence in pieces:
        text += blanks if text else ""
        gold.append((len(text), len(text) + len(sentence)))
        text += sentence
    return Document(name, text, gold)


def treebank(paths: list[Path], slice_of: Callable[[str], str], gap: str) -> Iterator[Document]:
    """Yield the documents of a treebank; `gap` stands between its paragraphs."""
    name, blanks, glued = "", "", False
    pieces: list[tuple[str, str]] = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc id = "):
                if pieces:
                    yield joined(slice_of(name), pieces)
                name, pieces = line.split(" = ")[1], []
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                blanks = gap
            elif line.startswith("# text = "):
                pieces.append((blanks or ("" if glued else " "), line.split(" = ", 1)[1].strip()))
                blanks = ""
            elif line[:1].isdigit() and "-" not in line.split("\t")[0]:
                glued = "SpaceAfter=No" in line.split("\t")[9]
    if pieces:
        yield joined(slice_of(name), pieces)


def gum(corpora: Path, gap: str = "\n\n") -> Iterator[Document]:
    """Yield GUM's documents, by genre."""
    paths = sorted((corpora / "ud-english-gum").glob("*.conllu"))
    return treebank(paths, lambda name: name.split("_")[1], gap)


def ewt(corpora: Path) -> Iterator[Document]:
    """Yield the documents of the English Web Treebank, by genre."""
    paths = sorted((corpora / "ud-english-ewt").glob("*.conllu"))
    return treebank(paths, lambda name: name.split("-")[0], "\n\n")


def meantime(corpora: Path) -> Iterator[Document]:
    """Yield the Wikinews articles of MEANTIME."""
    path = corpora / "meantime-en" / "meantime.jsonl"
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        sentences = [record["text"][start:end].strip() for start, end in record["sentences"]]
        gaps = ["\n\n" if number < 3 else " " for number in range(len(sentences))]
        yield joined("news", list(zip(gaps, sentences, strict=True)))


def own(_: Path) -> Iterator[Document]:
    """Yield the texts of our own gold, by what makes them hard."""
    with GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield marked(row["kind"], row["text"])


def marked(name: str, text: str) -> Document:
    """Return a text with its ends marked as a document.

    Parameters
    ----------
    name
        The slice it belongs to.
    text
        A bar marks the end of a sentence and stands for one blank, unless a blank follows;
        two bars stand for none; a pilcrow stands for a blank line.
    """
    plain, edges = "", [0]
    for piece in re.split(r"(\|\||\||¶)", text):
        if piece in MARKS:
            plain += MARKS[piece]
            edges.append(len(plain))
        else:
            if piece[:1].isspace() and plain.endswith(" "):
                plain = plain[:-1]
            plain += piece
    edges.append(len(plain))
    stretches = [
        (start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
        for start, end in zip(edges, edges[1:], strict=False)
        for part in [plain[start:end]]
        if part.strip()
    ]
    return Document(name, plain, stretches)


SETS: dict[str, Callable[[Path], Iterator[Document]]] = {
    "gum": gum,
    "gum-flat": lambda corpora: gum(corpora, " "),
    "ewt": ewt,
    "meantime": meantime,
    "own": own,
}


def count(document: Document) -> Counts:
    """Compare what we find in a document with its annotation."""
    found = split_sentences(document.text)
    missing = {start for start, _ in document.gold} - {start for start, _ in found}
    pairs = [pair for pair in pairs_of(document.text) if document.text[pair[0]] not in "(["]
    in_speech = sum(any(start < cut < end for start, end in pairs) for cut in missing)
    right = len(set(found) & set(document.gold))
    return Counts(right, len(found), len(document.gold), len(missing), in_speech)


def f_score(counts: np.ndarray) -> np.ndarray:
    """Return F of sums of right, found and gold, the last axis."""
    return 2 * counts[..., 0] / np.maximum(counts[..., 1] + counts[..., 2], 1)


def interval(counts: np.ndarray) -> tuple[float, float]:
    """Return the 95 % interval of F by resampling documents, the rows."""
    rng = np.random.default_rng(SEED)
    drawn = rng.integers(0, len(counts), (N_RESAMPLES, len(counts)))
    low, high = np.quantile(f_score(counts[drawn].sum(axis=1)), [0.025, 0.975])
    return float(low), float(high)


def errors(documents: list[Document]) -> Iterator[str]:
    """Yield every end missing or too many, with what stands around it."""
    for document in documents:
        gold = {start for start, _ in document.gold}
        found = {start for start, _ in split_sentences(document.text)}
        for cut in sorted(gold ^ found):
            kind = "MISSING" if cut in gold else "TOO MANY"
            before, after = document.text[max(cut - SHOWN, 0) : cut], document.text[cut:][:SHOWN]
            yield f"{kind:8} {before!r} || {after!r}"


def main() -> None:
    """Print one line for each set and slice, or the errors of one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--misses", metavar="SET/SLICE", help="print errors, as `gum/news`")
    chosen = parser.parse_args()
    for name, read in SETS.items():
        documents = list(read(chosen.corpora))
        slices = sorted({document.slice for document in documents})
        for part in [*slices, "all"]:
            inside = [document for document in documents if part in ("all", document.slice)]
            if chosen.misses:
                if chosen.misses == f"{name}/{part}":
                    print(*errors(inside), sep="\n")
                continue
            counts = [count(document) for document in inside]
            sums = np.array([(c.right, c.found, c.gold) for c in counts])
            right, found, gold = sums.sum(axis=0)
            low, high = interval(sums)
            apart = sum(c.in_speech for c in counts), sum(c.missing for c in counts)
            print(
                f"{name:9} {part:14} F {f_score(sums.sum(axis=0)):.3f} [{low:.3f}, {high:.3f}] "
                f"P {right / max(found, 1):.3f} R {right / max(gold, 1):.3f} n = {gold:5} "
                f"documents {len(inside):4} apart {apart[0]}/{apart[1]}"
            )


if __name__ == "__main__":
    main()
