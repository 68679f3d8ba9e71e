"""How well a random sample corrects frequencies that a program gets wrong.

    python benchmarks/correction.py --worlds 1000

A world is a corpus made up by chance: 150 stories of 2 to 6 sentences, each reprinted once,
twice or more; four parties named by a half to a fiftieth of the stories. A program finds each
party in a sentence that names it, and does not where it is not, with the accuracies given (80
to 90 % right); so its shares are far off. A sheet is drawn, filled in with the truth, and the
share corrected. Printed are the bias of the raw and of the corrected share, and how often the
intervals hold the share in this corpus, and the share in the limit of ever more stories.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from analysis.measure.correction import NOBODY, correct, draw_sample
from analysis.measure.frequency import count_frequency, count_parts

RATES = {"A02": 0.02, "B10": 0.10, "C30": 0.30, "D50": 0.50}


def make_world(rng, *, n_stories: int, right: tuple[float, float]) -> dict[str, pd.DataFrame]:
    """Sentences and stories, with who is named (`truth`) and who is found (`mentions`)."""
    names = rng.random((n_stories, len(RATES))) < np.array(list(RATES.values()))
    n_reprints = rng.choice([1, 2, 3, 6], size=n_stories, p=[0.6, 0.2, 0.1, 0.1])
    story = np.repeat(np.arange(n_stories), n_reprints)
    n_sentences = rng.integers(2, 7, size=n_stories)[story]
    article = np.repeat(np.arange(len(story)), n_sentences)
    truth = names[story[article]] & (rng.random((len(article), len(RATES))) < 0.6)
    accuracy = np.linspace(*right, num=len(RATES))
    found = truth ^ (rng.random(truth.shape) > accuracy)
    ids = pd.Series([f"{a:05d}.{place:05d}" for place, a in enumerate(article)], dtype="str")
    sentences = pd.DataFrame({"sentence_id": ids, "article_id": ids.str[:5], "section": "body",
                              "text": ids})  # fmt: skip
    stories = pd.DataFrame({"article_id": [f"{a:05d}" for a in range(len(story))],
                            "story_id": [f"s{s:05d}" for s in story]}).astype("str")  # fmt: skip
    return {"sentences": sentences, "stories": stories, "truth": _named(truth, ids),
            "mentions": _named(found, ids)}  # fmt: skip


def _named(cells: np.ndarray, ids: pd.Series) -> pd.DataFrame:
    row, actor = np.nonzero(cells)
    return pd.DataFrame(
        {"mention_id": [f"{r}.{a}" for r, a in zip(row, actor, strict=True)],
         "sentence_id": ids.to_numpy()[row],
         "actor_id": np.array(list(RATES), dtype=object)[actor]}
    ).astype("str")  # fmt: skip


def fill_in(sheet: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """Fill in the sheet with who is named."""
    named = truth.groupby("sentence_id")["actor_id"].agg("|".join)
    return sheet.assign(gold=sheet["sentence_id"].map(named).astype("str").fillna(NOBODY))


def measure_correction(
    *, n_worlds: int, n: int, right: tuple[float, float] = (0.8, 0.9), n_stories: int = 150,
    seed: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """Bias and coverage by actor."""
    rows = []
    for world in range(n_worlds):
        rng = np.random.default_rng([seed, world])
        made = make_world(rng, n_stories=n_stories, right=right)
        tables = (made["mentions"], made["sentences"], made["stories"])
        sheet = fill_in(draw_sample(*tables, n=n, rng=rng), made["truth"])
        told = made["stories"].set_index("article_id")["story_id"]
        by_story = count_parts(made["mentions"], made["sentences"], told)
        found = correct(sheet, count_frequency(*tables), by_story=by_story)
        found = found.set_index("actor_id").reindex(list(RATES))
        here = made["truth"]["actor_id"].value_counts().reindex(list(RATES)).fillna(0)
        found["here"] = here / len(made["sentences"])
        found["beyond"] = 0.6 * pd.Series(RATES)
        rows.append(found.reset_index())
    worlds = pd.concat(rows)
    worlds = worlds.assign(
        raw_bias=worlds["share_raw"] - worlds["here"],
        bias=worlds["share"] - worlds["here"],
        coverage=(worlds["low"] <= worlds["here"]) & (worlds["here"] <= worlds["high"]),
        coverage_beyond=(worlds["low_beyond"] <= worlds["beyond"])
        & (worlds["beyond"] <= worlds["high_beyond"]),
        width=worlds["high"] - worlds["low"],
    )
    names = ["raw_bias", "bias", "coverage", "coverage_beyond", "width"]
    return worlds.groupby("actor_id", sort=True)[names].mean()


def main() -> None:
    """Print bias and coverage for sheets of two sizes and labels of several qualities."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=1000)
    options = parser.parse_args()
    for n, right in ((200, (0.8, 0.9)), (400, (0.8, 0.9)), (400, (0.95, 0.99))):
        found = measure_correction(n_worlds=options.worlds, n=n, right=right)
        print(f"\nsheet of {n} sentences, labels {right[0]:.0%} to {right[1]:.0%} right")
        print(found.round(4).to_string())


if __name__ == "__main__":
    main()
