"""How well copies are grouped into stories, and how long a million articles take.

    python benchmarks/stories.py --planted ../shared/corpora
    python benchmarks/stories.py --articles 1000000

Planted: each text of a set is copied once, the copy is changed in one of the ways below and
dated up to two days later; everything else in the set stays as it is. Counted are pairs of
articles in one story: right if both come from one text. Sets: `wikinews` (whole articles),
`dispatches` (their first 50 to 110 words), `briefs` (25 to 50 words), `items` (the portal's
current events, 16 to 60 words; its items of one chain and day are the hard negatives).
The threshold on aligned words is chosen anew on each half of the texts and tried on the
other.

Articles: a synthetic corpus of 150 words an article, from a vocabulary of Zipf's frequencies,
over 52 weeks; four in ten articles are copies, a third of these whole, edited and cut.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.measure.stories import comparison, group_stories
from analysis.settings import Settings

KINDS = (
    "whole", "10 % replaced", "20 % replaced", "30 % replaced", "20 % mixed", "30 % mixed",
    "truncated", "excerpt", "excerpt, 15 % replaced", "new lead, truncated",
)  # fmt: skip
SHORTEST = {"wikinews": 0, "dispatches": 50, "briefs": 25, "items": 16}


def changed(words: list[str], kind: str, rng: random.Random, vocabulary: list[str]) -> list[str]:
    """Return the words of a copy changed in one of the ways of `KINDS`."""
    n = len(words)
    if kind.endswith("% replaced") and kind[0].isdigit():
        return _replaced(words, int(kind[:2]) / 100, rng, vocabulary)
    if kind.endswith("mixed"):
        return _mixed(words, int(kind[:2]) / 100, rng, vocabulary)
    if kind == "truncated":
        return words[: max(1, round(n * rng.uniform(0.4, 0.7)))]
    if kind.startswith("excerpt"):
        length = max(1, round(n * rng.uniform(0.4, 0.7)))
        first = rng.randrange(n - length + 1)
        excerpt = words[first : first + length]
        return excerpt if kind == "excerpt" else _replaced(excerpt, 0.15, rng, vocabulary)
    if kind == "new lead, truncated":
        return rng.choices(vocabulary, k=round(0.15 * n)) + words[: round(0.6 * n)]
    return list(words)


def _replaced(words, rate, rng, vocabulary):
    words = list(words)
    for place in rng.sample(range(len(words)), round(rate * len(words))):
        words[place] = rng.choice(vocabulary)
    return words


def _mixed(words, rate, rng, vocabulary):
    """Words replaced, left out, put in and swapped with the next."""
    words = list(words)
    for _ in range(round(rate * len(words))):
        place, way = rng.randrange(len(words)), rng.random()
        if way < 0.4:
            words[place] = rng.choice(vocabulary)
        elif way < 0.65 and len(words) > 5:
            del words[place]
        elif way < 0.9:
            words.insert(place, rng.choice(vocabulary))
        elif place + 1 < len(words):
            words[place], words[place + 1] = words[place + 1], words[place]
    return words


def tables(texts: list[str], days: list[pd.Timestamp]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles and sections of texts that are all body."""
    ids = [f"{number:012x}" for number in range(len(texts))]
    articles = pd.DataFrame(
        {"article_id": pd.Series(ids, dtype="str"), "source": pd.Series(ids, dtype="str"),
         "published": pd.to_datetime(days).astype("datetime64[us]"),
         "text": pd.Series(texts, dtype="str")}
    )  # fmt: skip
    sections = pd.DataFrame(
        {"article_id": articles["article_id"], "start": 0,
         "end": articles["text"].str.len().astype("int64"), "section": "body"}
    )  # fmt: skip
    return articles, sections.astype({"section": "str"})


def read_set(name: str, corpora: Path, rng: random.Random) -> tuple[list[str], list[pd.Timestamp]]:
    """Texts and days of one set."""
    if name == "items":
        path = corpora / "wp-current-events/current_events.jsonl.gz"
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    else:
        path = corpora / "wikinews-2019-2020/wikinews.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    texts = [record["text"] for record in records]
    if name in ("dispatches", "briefs"):
        low, high = (50, 110) if name == "dispatches" else (25, 50)
        texts = [" ".join(text.split()[: rng.randint(low, high)]) for text in texts]
    return texts, [pd.Timestamp(record["date"][:10]) for record in records]


def plant(
    texts: list[str], days: list[pd.Timestamp], *, seed: int, n: int, shortest: int
) -> tuple[list[str], list[pd.Timestamp], list[tuple[int, str]]]:
    """Add n changed copies; returns texts, days, and source and kind of each copy."""
    rng = random.Random(seed)
    texts, days, planted = list(texts), list(days), []
    vocabulary = [word for text in texts for word in text.split()]
    long = [number for number, text in enumerate(texts) if len(text.split()) >= shortest]
    chosen = rng.sample(long, min(n, len(long)))
    for place, number in enumerate(chosen):
        kind = KINDS[(place + seed) % len(KINDS)]
        texts.append(" ".join(changed(texts[number].split(), kind, rng, vocabulary)))
        days.append(days[number] + pd.Timedelta(days=rng.randint(0, 2)))
        planted.append((number, kind))
    return texts, days, planted


def score(stories: pd.Series, planted: list[tuple[int, str]], already: pd.Series) -> dict:
    """Pairs found, right and planted, and copies found by kind.

    Pairs that are in one story without any copy planted (`already`) are the set's own: they
    are counted by themselves, to be read by eye.
    """
    n_own = len(stories) - len(planted)
    source = np.concatenate([np.arange(n_own), [number for number, _ in planted]]).astype(int)
    frame = pd.DataFrame({"story": stories.to_numpy(), "source": source})
    frame["root"] = already.to_numpy()[source]
    n_together = _n_pairs(frame["story"])
    n_right = _n_pairs(frame["story"] + " " + frame["source"].astype("str"))
    n_near = _n_pairs(frame["story"] + " " + frame["root"])
    found = [
        (kind, stories.iloc[n_own + place] == stories.iloc[number])
        for place, (number, kind) in enumerate(planted)
    ]
    kinds = Counter(kind for kind, _ in found)
    hits = Counter(kind for kind, hit in found if hit)
    return {"together": n_together, "right": n_right, "of its own": n_near - n_right,
            "planted": len(found), "found": sum(hits.values()),
            "kinds": {kind: (hits[kind], kinds[kind]) for kind in KINDS}}  # fmt: skip


def _n_pairs(labels: pd.Series) -> int:
    sizes = labels.value_counts()
    return int((sizes * (sizes - 1) // 2).sum())


def measure_set(name: str, corpora: Path, *, seeds: range, n: int) -> dict:
    """Scores of one set, summed over seeds."""
    total: dict = Counter()
    kinds: dict = {kind: np.zeros(2, dtype=int) for kind in KINDS}
    for seed in seeds:
        texts, days = read_set(name, corpora, random.Random(seed))
        already = group_stories(*tables(texts, days), Settings())["story_id"]
        texts, days, planted = plant(texts, days, seed=seed, n=n, shortest=SHORTEST[name])
        stories = group_stories(*tables(texts, days), Settings())["story_id"]
        found = score(stories, planted, already)
        for kind, pair in found.pop("kinds").items():
            kinds[kind] += pair
        total.update(found)
    return dict(total) | {"kinds": kinds}


def print_planted(corpora: Path, n_seeds: int) -> None:
    """Print precision and recall by set and kind of change."""
    for name in SHORTEST:
        found = measure_set(name, corpora, seeds=range(n_seeds), n=900)
        wrong = found["together"] - found["right"] - found["of its own"]
        print(
            f"{name}: precision {found['right'] / (found['right'] + wrong):.3f} "
            f"({wrong} pairs wrong, {found['of its own']} pairs the set's own), recall "
            f"{found['found'] / found['planted']:.3f} of {found['planted']}"
        )
        for kind, (hit, of) in found["kinds"].items():
            print(f"    {kind:24s} {hit / max(of, 1):.3f} of {of}")


def choose_threshold(corpora: Path) -> None:
    """Choose the share of aligned words on half of the texts and try it on the other half."""
    grid = [round(0.50 + 0.02 * step, 2) for step in range(9)]
    for name in ("wikinews", "dispatches"):
        texts, days = read_set(name, corpora, random.Random(1))
        halves = [(texts[side::2], days[side::2]) for side in (0, 1)]
        found: dict = {}
        for threshold in grid:
            comparison.MIN_ALIGNED = threshold
            for side, (half, when) in enumerate(halves):
                already = group_stories(*tables(half, when), Settings())["story_id"]
                more, later, planted = plant(half, when, seed=side, n=900, shortest=20)
                stories = group_stories(*tables(more, later), Settings())["story_id"]
                found[side, threshold] = score(stories, planted, already)
        for side in (0, 1):
            best = max(grid, key=lambda t, side=side: (_f(found[side, t]), -abs(t - 0.58)))
            other = found[1 - side, best]
            print(
                f"{name}: {best} chosen on half {side}; on the other precision "
                f"{other['right'] / max(other['together'], 1):.3f}, recall "
                f"{other['found'] / other['planted']:.3f}"
            )


def _f(found: dict) -> float:
    precision = found["right"] / max(found["together"], 1)
    recall = found["found"] / found["planted"]
    return 2 * precision * recall / max(precision + recall, 1e-9)


def synthetic(n: int, seed: int = 1) -> tuple[list[str], list[pd.Timestamp], np.ndarray]:
    """Texts, days and true stories of n articles."""
    rng = np.random.default_rng(seed)
    n_words = 400_000
    names = np.array([f"w{number:x}" for number in range(n_words)], dtype=object)
    chances = 1 / (np.arange(n_words) + 2.7)
    steps = np.cumsum(chances / chances.sum())
    first = pd.Timestamp("2025-01-01")
    texts: list[str] = []
    days, story = np.zeros(n, dtype=int), np.arange(n)
    recent: list[tuple[int, np.ndarray]] = []
    for number in range(n):
        days[number] = number * 364 // n
        copied = recent and rng.random() < 0.4
        if copied:
            of, words = recent[int(rng.integers(len(recent)))]
            story[number] = story[of]
            way = rng.integers(3)
            if way == 1:
                words = words.copy()
                hit = rng.random(len(words)) < rng.uniform(0.1, 0.3)
                words[hit] = np.searchsorted(steps, rng.random(hit.sum()))
            elif way == 2:
                words = words[: int(len(words) * rng.uniform(0.4, 0.8))]
        else:
            words = np.searchsorted(steps, rng.random(int(rng.integers(80, 221))))
            recent.append((number, words))
            recent = recent[-max(4, n // 200) :]  # some days at most
        texts.append(" ".join(names[np.minimum(words, n_words - 1)]))
    return texts, [first + pd.Timedelta(days=int(day)) for day in days], story


def print_scale(n: int) -> None:
    """Print time, memory, precision and recall for a synthetic corpus."""
    texts, days, truth = synthetic(n)
    articles, sections = tables(texts, days)
    del texts, days
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    start, cpu = time.perf_counter(), time.process_time()
    stories = group_stories(articles, sections, Settings())
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    true = pd.Series(truth.astype(str))
    n_right = _n_pairs(stories["story_id"] + " " + true)
    n_found, n_true = _n_pairs(stories["story_id"]), _n_pairs(true)
    print(
        f"{n} articles: {seconds:.0f} s wall, {cpu:.0f} s of processor; peak memory "
        f"{peak:.2f} GiB ({held:.2f} before grouping); {n_true} true pairs, precision "
        f"{n_right / max(n_found, 1):.4f}, recall {n_right / max(n_true, 1):.4f}"
    )


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--planted", type=Path, metavar="DIR", help="folder of annotated sets")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--threshold", action="store_true", help="choose the threshold anew")
    parser.add_argument("--articles", type=int, nargs="*", default=[])
    options = parser.parse_args()
    if options.planted and options.threshold:
        choose_threshold(options.planted)
    elif options.planted:
        print_planted(options.planted, options.seeds)
    for n in options.articles:
        print_scale(n)


if __name__ == "__main__":
    main()
