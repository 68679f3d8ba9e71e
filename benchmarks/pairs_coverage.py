"""How often the interval on observed over expected covers the truth, on simulated worlds.

    python benchmarks/pairs_coverage.py --worlds 200

A world has 30, 100 or 300 stories. A story is told a Zipf number of times (30 at most), each
telling an article of one sentence. Who a story names depends on the story: twelve actors,
each with a chance drawn around its own, higher or lower together; a telling changes one name
in seven. The truth is the ratio in a world of 60,000 such stories. Reported is the share of
intervals that hold it, by the number of stories that hold the pair, with the share of truths
below and above the interval; pairs without an interval are counted apart.
"""

from __future__ import annotations

import argparse
import json

import numpy as np
import pandas as pd

from analysis.measure import cooccurrence
from analysis.schema import SECTIONS, empty

N_ACTORS, MOST_TELLINGS, CHANGED = 12, 30, 0.15
SIZES = (30, 100, 300)
BANDS = (2, 4, 8, 16, 32, 1000)


def draw(n_stories, rng):
    """Draw who is named in each telling (rows), and the story of each telling."""
    tellings = np.minimum(rng.zipf(2.0, n_stories), MOST_TELLINGS)
    together = rng.normal(0, 0.6, (n_stories, 1)) + rng.normal(0, 1.2, (n_stories, N_ACTORS))
    chance = 1 / (1 + np.exp(-(np.linspace(-3.2, -1.0, N_ACTORS) + together)))
    first = rng.random(chance.shape) < chance
    story = np.repeat(np.arange(n_stories), tellings)
    again = rng.random((len(story), N_ACTORS)) < chance[story]
    changed = rng.random(again.shape) < CHANGED
    return np.where(changed, again, first[story]), story


def ratios(table):
    """Return the ratio of observed to expected of each two actors."""
    together = table.T.astype("float64") @ table
    named = np.diag(together)
    return together * len(table) / np.outer(named, named)


def tables_of(table, story):
    """Make the tables of a world: mentions, sentences, sections, stories."""
    articles = [f"{s:05d}.{n:06d}" for n, s in enumerate(story)]
    unit, actor = np.nonzero(table)
    sentences = pd.DataFrame({"sentence_id": articles, "article_id": articles, "section": "body"})
    mentions = pd.DataFrame(
        {
            "sentence_id": pd.Series([articles[n] for n in unit], dtype="str"),
            "actor_id": pd.Series([f"{n:02d}" for n in actor], dtype="str"),
        }
    )
    told = pd.DataFrame({"article_id": articles, "story_id": [f"{s:05d}" for s in story]})
    return mentions, sentences, empty(SECTIONS), told


def world(seed, truth, n_resamples):
    """Return one row per pair: stories that hold it, whether and how the truth is missed."""
    rng = np.random.default_rng([7, seed])
    table, story = draw(int(rng.choice(SIZES)), rng)
    tables = tables_of(table, story)
    pairs = cooccurrence.count_pairs_within(*tables)
    found = cooccurrence.add_intervals(pairs, *tables, rng=rng, n_resamples=n_resamples)
    a, b = found["actor_a"].astype(int), found["actor_b"].astype(int)
    right = truth[a, b]
    held = [len(np.unique(story[table[:, i] & table[:, j]])) for i, j in zip(a, b, strict=True)]
    return pd.DataFrame(
        {
            "n_stories": held, "given": found["low"].notna(),
            "below": right < found["low"], "above": right > found["high"],
        }
    )  # fmt: skip


def main():
    """Run and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=100)
    parser.add_argument("--resamples", type=int, default=1000)
    options = parser.parse_args()
    truth = ratios(draw(60_000, np.random.default_rng(99))[0])
    rows = pd.concat(world(seed, truth, options.resamples) for seed in range(options.worlds))
    given = rows[rows["given"]]
    covered = ~(given["below"] | given["above"])
    labels = [f"{a} to {b - 1}" for a, b in zip(BANDS, BANDS[1:], strict=False)]
    band = pd.cut(given["n_stories"], BANDS, right=False, labels=labels)
    figures = {
        "worlds": options.worlds,
        "pairs with an interval": len(given),
        "pairs without": len(rows) - len(given),
        "covered": round(covered.mean(), 4),
        "truth below": round(given["below"].mean(), 4),
        "truth above": round(given["above"].mean(), 4),
        "covered, by stories that hold the pair": {
            label: [int(n), round(share, 4)]
            for label, n, share in zip(
                band.cat.categories,
                covered.groupby(band, observed=False).size(),
                covered.groupby(band, observed=False).mean(),
                strict=True,
            )
        },
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
