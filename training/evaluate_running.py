"""What a pipeline costs, and whether it says the same however it is run.

Size on disk, time to load, memory, words a second on one core; and the predictions compared
between batch sizes, orders of the texts and worker counts.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import components as components  # makes the layer known
from training.sets import bare_paragraphs, read_lines

TEXTS = 1500
SAME = 300  # texts compared


def said(docs: Iterable[Doc]) -> list[tuple[object, ...]]:
    """Return what a pipeline says of each text: names, heads, labels, tags, lemmas."""
    return [
        (
            [(e.start_char, e.end_char, e.label_) for e in doc.ents],
            [(t.head.i, t.dep_, t.tag_, t.pos_, t.lemma_, t.is_sent_start) for t in doc],
        )
        for doc in docs
    ]


def differing(nlp: Language, texts: list[str]) -> dict[str, int]:
    """Return how many texts are read otherwise, by what was changed."""
    usual = said(nlp.pipe(texts))
    ways = {
        "batches of 1": said(nlp.pipe(texts, batch_size=1)),
        "batches of 7": said(nlp.pipe(texts, batch_size=7)),
        "reverse order": said(nlp.pipe(texts[::-1]))[::-1],
        "2 workers": said(nlp.pipe(texts, n_process=2)),
        "one by one": said(nlp(text) for text in texts),
    }
    return {
        way: sum(a != b for a, b in zip(usual, found, strict=True)) for way, found in ways.items()
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("corpora", type=Path)
    options = parser.parse_args()
    size = sum(path.stat().st_size for path in options.pipeline.rglob("*") if path.is_file())
    begin = time.process_time()
    nlp = spacy.load(options.pipeline)
    loaded = time.process_time() - begin
    items = read_lines(options.corpora / "wp-current-events/current_events.jsonl.gz")
    texts = [item["text"] for item in items][:TEXTS]
    texts += [text.text for text in bare_paragraphs(options.corpora) if text.set == "wikinews"][
        :TEXTS
    ]
    words = sum(len(text.split()) for text in texts)
    speeds = {}
    for name, left_out in (("all", []), ("names", [p for p in nlp.pipe_names if p != "ner"])):
        with nlp.select_pipes(disable=left_out):
            begin = time.process_time()
            for _ in nlp.pipe(texts):
                pass
            speeds[name] = words / (time.process_time() - begin)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"size {size / 1e6:.1f} MB, load {loaded:.2f} s of processor, memory {memory:.0f} MB")
    for name, speed in speeds.items():
        print(f"{name}: {speed:,.0f} words a second of processor time")
    for way, number in differing(nlp, texts[:: max(len(texts) // SAME, 1)]).items():
        print(f"{way}: {number} texts read otherwise")


if __name__ == "__main__":
    main()
