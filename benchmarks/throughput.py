"""How fast a corpus goes through, beside spaCy's blank English tokenizer on the same texts.

``python benchmarks/throughput.py FOLDER`` reads the articles of a folder once, then times in
alternating order, in one process: annotating and linking them with `annotator = "rules"`, and
spaCy's blank English pipeline with its sentencizer. It prints medians and their ratio. With
``--build`` it also times a whole build into a temporary folder and prints articles a second
and the peak of memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from analysis.extract import actors, annotate, corpus, timex
from analysis.settings import Settings

ROUNDS = 5  # pairs of runs; the order alternates so that a warm cache favours nobody


def main() -> None:
    """Time one folder and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder of articles")
    parser.add_argument("--build", action="store_true", help="time a whole build, too")
    options = parser.parse_args()
    read = corpus.load_corpus(options.folder, Settings())
    articles, sections = read["articles"], read["sections"]
    texts = articles["text"].tolist()
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")

    def ours() -> None:
        found = annotate.annotate(articles, sections, Settings())
        actors.link_spans(found["spans"], found["sentences"], articles, sections, Settings())

    def dated() -> None:
        timex.find_timexes(sentences, articles, Settings())

    sentences = annotate.annotate(articles, sections, Settings())["sentences"]
    times = alternate(
        {"rules": ours, "blank": lambda: [*map(len, blank.pipe(texts))], "time": dated}
    )
    n_words = sum(len(text.split()) for text in texts)
    print(f"{len(texts):,} articles, {n_words:,} words; medians of {ROUNDS} rounds, CPU seconds")
    for name, seconds in times.items():
        print(f"{name:6} {seconds:7.2f} s  {n_words / seconds:10,.0f} words/s")
    print(f"rules over blank tokenizer with sentencizer: {times['rules'] / times['blank']:.2f}")
    if options.build:
        time_build(options.folder, len(texts))


def alternate(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median processor time of each run, after one round to warm up."""
    measured: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(ROUNDS + 1):
        for name in sorted(runs, reverse=bool(number % 2)):
            begin = time.process_time()
            runs[name]()
            if number:
                measured[name].append(time.process_time() - begin)
    return {name: statistics.median(values) for name, values in measured.items()}


def time_build(folder: Path, n_articles: int) -> None:
    """Build in a process of its own and print its wall time and peak memory."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "analysis", "build", "--raw", folder, "--processed", out]
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"build: {wall:.1f} s, {n_articles / wall:,.0f} articles/s, peak {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
