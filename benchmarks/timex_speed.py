"""How many words of news are read for time in a second, on one core.

    python benchmarks/timex_speed.py ../shared/corpora

Reads the Wikinews articles of 2019 and 2020 four times over (about 5 MB) through
`find_timexes`, table in and table out; sentences are cut at full stops beforehand and not
timed. Processor time, not the clock on the wall: other work on the machine does not count.
The best of three runs is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

import pandas as pd

from analysis.extract.timex import find_timexes
from analysis.settings import Settings

N_COPIES = 4
N_RUNS = 3


def tables(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return sentences and articles of the set, copied `N_COPIES` times."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines] * N_COPIES
    articles = pd.DataFrame(
        {
            "article_id": [f"{number:012x}" for number in range(len(records))],
            "published": pd.to_datetime([record["date"][:10] for record in records]),
            "language": "en",
        }
    )
    rows = [
        (f"{number:012x}.{order:04d}", f"{number:012x}", order, "body", found.start(), found[0])
        for number, record in enumerate(records)
        for order, found in enumerate(re.finditer(r"\S[^\n]*?(?:[.!?](?=\s)|\n|$)", record["text"]))
    ]
    names = ["sentence_id", "article_id", "sentence_no", "section", "start", "text"]
    return pd.DataFrame(rows, columns=names), articles


def main() -> None:
    """Print words, expressions and words a second."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    chosen = parser.parse_args()
    sentences, articles = tables(chosen.corpora / "wikinews-2019-2020" / "wikinews.jsonl")
    n_words = int(sentences["text"].str.count(r"\S+").sum())
    seconds = []
    for _ in range(N_RUNS):
        started = time.process_time()
        timexes = find_timexes(sentences, articles, Settings())
        seconds.append(time.process_time() - started)
    best = min(seconds)
    print(
        f"{n_words} words, {len(timexes)} expressions, {best:.2f} s, {n_words / best:.0f} words/s"
    )


if __name__ == "__main__":
    main()
