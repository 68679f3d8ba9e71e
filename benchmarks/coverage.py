"""How often the intervals on frequencies cover the truth, where stories are reprinted.

    python benchmarks/coverage.py --worlds 1000

A world is a corpus made up by chance: stories of 2 to 6 sentences, each reprinted a Zipf
number of times (exponent 2, at most 100), and actors that each story names with a known
probability, throughout its text or in part. The truth is the share of units in the limit of
ever more stories. In "uneven" worlds the stories that name the actor D30 are printed
twice as often. Covered means that the 95 % interval holds the truth.

For comparison: percentiles over resampled stories, and Wilson's interval with articles taken
for independent. Worlds in which nobody names an actor say nothing of it and are not counted.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from analysis.measure.frequency import COUNTS, count_frequency
from analysis.measure.frequency.intervals import score_bounds

# The shares of stories that name each actor; rare actors are the hard ones.
RATES = {"A02": 0.02, "B05": 0.05, "C10": 0.10, "D30": 0.30, "E50": 0.50}
METHODS = ("score", "percentile", "articles taken for independent")
ZIPF_EXPONENT, MOST_REPRINTS = 2.0, 100
LEVEL = 0.95


def make_world(rng, *, n_stories: int, uneven: bool) -> tuple[pd.DataFrame, ...]:
    """Mentions, sentences and stories of one world."""
    numbers = np.arange(1, MOST_REPRINTS + 1)
    chances = numbers**-ZIPF_EXPONENT / (numbers**-ZIPF_EXPONENT).sum()
    names = rng.random((n_stories, len(RATES))) < np.array(list(RATES.values()))
    n_reprints = rng.choice(numbers, size=n_stories, p=chances)
    if uneven:
        n_reprints = n_reprints * (1 + names[:, -2])
    n_sentences = rng.integers(2, 7, size=n_stories)
    density = rng.beta(2, 2, size=names.shape)
    story = np.repeat(np.arange(n_stories), n_sentences)
    place = np.arange(len(story)) - np.repeat(np.cumsum(n_sentences) - n_sentences, n_sentences)
    # A story that names an actor does so in its first sentence, later by chance.
    naming = names[story] & ((place == 0)[:, None] | (rng.random((len(story), 5)) < density[story]))
    article = np.repeat(np.arange(n_stories), n_reprints)
    copy = np.arange(len(article)) - np.repeat(np.cumsum(n_reprints) - n_reprints, n_reprints)
    printed = pd.DataFrame({"story": article, "copy": copy}).merge(
        pd.DataFrame({"story": story, "place": place, "row": np.arange(len(story))}), on="story"
    )
    printed["article_id"] = (1000 * printed["story"] + printed["copy"]).astype("str")
    printed["sentence_id"] = (10 * printed.index + 1_000_000).astype("str")
    row, actor = np.nonzero(naming[printed["row"]])
    mentions = pd.DataFrame(
        {
            "sentence_id": printed["sentence_id"].to_numpy()[row],
            "actor_id": np.array(list(RATES), dtype=object)[actor],
            "mention_id": np.arange(len(row)).astype(str),
        }
    )
    sentences = printed[["sentence_id", "article_id"]].assign(section="body")
    stories = printed[["article_id", "story"]].drop_duplicates()
    return mentions, sentences, stories.assign(story_id=stories["story"].astype("str"))


def true_shares(within: str, *, uneven: bool) -> dict[str, float]:
    """Share of units naming each actor, in the limit of ever more stories."""
    found = {}
    for actor, rate in RATES.items():
        share = rate
        if uneven and actor == "D30" and within != "story":
            share = 2 * rate / (1 + rate)
        # Of 2 to 6 sentences, 4 on average, the first always and each other with chance 1/2.
        found[actor] = share * (1 + 3 / 2) / 4 if within == "sentence" else share
    return found


def measure_coverage(
    *, n_worlds: int, n_stories: int, within: str, uneven: bool = False, seed: int = 1,
    methods: tuple[str, ...] = METHODS, n_resamples: int = 400,
) -> pd.DataFrame:  # fmt: skip
    """Share of worlds in which each interval covers, by actor and method."""
    truth = true_shares(within, uneven=uneven)
    rows = []
    for world in range(n_worlds):
        tables = make_world(
            np.random.default_rng([seed, world]), n_stories=n_stories, uneven=uneven
        )
        rng = np.random.default_rng([seed, world, 1])
        for method in methods:
            kind = "percentile" if method == "percentile" else "score"
            found = count_frequency(
                *tables, within=within, rng=rng, level=LEVEL, n_resamples=n_resamples,
                interval=kind,
            )  # fmt: skip
            low, high = found["low"], found["high"]
            if method == METHODS[2]:
                n_units = found[COUNTS[within]] / found["share"]
                low, high = score_bounds(found["share"].to_numpy(), n_units.to_numpy(), level=LEVEL)
            true = found["actor_id"].map(truth)
            rows.append(
                pd.DataFrame({"actor": found["actor_id"], "method": method,
                              "covered": (low <= true) & (true <= high), "width": high - low})
            )  # fmt: skip
    result = pd.concat(rows).groupby(["method", "actor"], sort=True)
    return result.agg(
        coverage=("covered", "mean"), n=("covered", "size"), width=("width", "median")
    ).reset_index()


def main() -> None:
    """Print the coverage in worlds of two sizes, by unit, actor and method."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--stories", type=int, nargs="*", default=[60, 200])
    parser.add_argument("--within", nargs="*", default=["story", "article", "sentence"])
    parser.add_argument("--methods", nargs="*", default=["score"], choices=METHODS)
    options = parser.parse_args()
    for uneven in (False, True):
        for n_stories in options.stories:
            for within in options.within:
                found = measure_coverage(
                    n_worlds=options.worlds, n_stories=n_stories, within=within, uneven=uneven,
                    methods=tuple(options.methods),
                )  # fmt: skip
                world = "uneven" if uneven else "even"
                print(f"\n{world} reprints, {n_stories} stories, within {within}")
                shown = found.pivot(index="method", columns="actor", values="coverage")
                hits = (found["coverage"] * found["n"]).groupby(found["method"]).sum()
                shown["all"] = hits / found.groupby("method")["n"].sum()
                print(shown.map("{:.1%}".format).to_string())


if __name__ == "__main__":
    main()
