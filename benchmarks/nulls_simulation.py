"""False edges, power, and agreement of the null models, on simulated worlds.

    python benchmarks/nulls_simulation.py --worlds 200
    python benchmarks/nulls_simulation.py --worlds 20 --fdsm 5

A world has 60 actors and 1,000 articles. How often actors are named follows Zipf's law, how
many an article names a log-normal one, so that a few round-ups name dozens. Given these two,
actors are independent: every edge found is false. In a planted world some pairs are made to
meet three times as often as their margins say, with both margins kept: the chance that an
article names one of them stays `p` and `q`, the chance that it names both becomes
`min(c p q, p, q)`, with `c` such that three times as many meetings are expected. Planted are
disjoint pairs whose expected number of meetings in an independent world lies between 8 and 20.

Reported, each with the share of worlds or pairs it rests on:

- false edges: pairs with q <= .05 in independent worlds; the share of worlds with any (which
  Benjamini and Hochberg hold to 5 % there), and their number by null model and by the rule
  "together at least five times";
- power: planted pairs with q <= .05; and the false discovery proportion in planted worlds;
- agreement: Spearman's correlation of the p-values of SDSM and FDSM over all pairs.
"""

from __future__ import annotations

import argparse
import json
import time

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from analysis.measure import cooccurrence, nulls

N_ACTORS, N_ARTICLES = 60, 1000
MEAN_NAMED = 2.2  # actors an article names, on average
SPREAD = 1.1  # of the logarithm of an article's length
STEEPNESS = 0.55  # Zipf's exponent of the actors' frequencies
N_PLANTED, FOLD = 8, 3.0
EXPECTED = (8.0, 20.0)
LEVEL = 0.05


def chances(rng):
    """Chance that each article (row) names each actor (column)."""
    popular = 1 / np.arange(1, N_ACTORS + 1) ** STEEPNESS
    lengths = np.exp(rng.normal(0, SPREAD, N_ARTICLES))
    odds = np.outer(lengths / lengths.mean(), popular / popular.sum() * MEAN_NAMED * 1.12)
    return odds / (1 + odds)


def planted_pairs(p, rng):
    """Disjoint pairs whose expected meetings lie in the range, in random order."""
    expected = p.T @ p
    most = np.minimum(p[:, :, None], p[:, None, :]).sum(axis=0)
    fit = (EXPECTED[0] <= expected) & (expected <= EXPECTED[1]) & (FOLD * expected <= most)
    first, second = np.nonzero(np.triu(fit, 1))
    chosen, used = [], set()
    for at in rng.permutation(len(first)):
        pair = (int(first[at]), int(second[at]))
        if not used & {*pair} and len(chosen) < N_PLANTED:
            chosen.append(pair)
            used |= {*pair}
    return chosen


def joint(p, q):
    """Chance that each article names both, `FOLD` times as often in all as if independent."""
    low, high = 1.0, 1000.0
    for _ in range(60):
        middle = (low + high) / 2
        enough = np.minimum(middle * p * q, np.minimum(p, q)).sum() >= FOLD * (p * q).sum()
        low, high = (low, middle) if enough else (middle, high)
    return np.minimum(high * p * q, np.minimum(p, q))


def draw(p, pairs, rng):
    """Draw a table of articles by actors; the members of `pairs` meet `FOLD` times as often."""
    table = rng.random(p.shape) < p
    for a, b in pairs:
        both = joint(p[:, a], p[:, b])
        one = rng.random(len(p))
        table[:, a] = one < p[:, a]
        table[:, b] = (one < both) | ((one >= p[:, a]) & (one < p[:, a] + p[:, b] - both))
    return table


def tables_of(table):
    """Mentions and pairs of a simulated world."""
    article, actor = np.nonzero(table)
    mentions = pd.DataFrame(
        {
            "article_id": pd.Series([f"{n:04d}" for n in article], dtype="str"),
            "actor_id": pd.Series([f"{n:02d}" for n in actor], dtype="str"),
        }
    )
    pairs = cooccurrence.count_pairs(mentions, n_units=len(table), within="article")
    return mentions, pairs


def found(pairs):
    """Pairs with q <= LEVEL, as numbers of actors."""
    kept = pairs[pairs["q_value"] <= LEVEL]
    return set(zip(kept["actor_a"].astype(int), kept["actor_b"].astype(int), strict=True))


def world(seed, n_samples=0):
    """All figures of one independent world and one planted world."""
    rng = np.random.default_rng([20230425, seed])
    p = chances(rng)
    mentions, pairs = tables_of(draw(p, [], rng))
    sdsm = nulls.test_pairs(pairs, mentions)
    weak = nulls.test_pairs(pairs, mentions, null="hypergeometric")
    row = {
        "pairs": len(pairs),
        "five_times": int((pairs["n_together"] >= 5).sum()),
        "hypergeometric": len(found(weak)),
        "sdsm": len(found(sdsm)),
    }
    if n_samples:
        fdsm = nulls.test_pairs(pairs, mentions, null="fdsm", rng=rng, n_samples=n_samples)
        both = sdsm["p_value"].notna()
        row["spearman"] = float(spearmanr(sdsm["p_value"][both], fdsm["p_value"][both])[0])
        row["fdsm"] = len(found(fdsm))
    planted = planted_pairs(p, rng)
    mentions, pairs = tables_of(draw(p, planted, rng))
    edges = found(nulls.test_pairs(pairs, mentions))
    hits = len(edges & set(planted))
    row |= {"planted": len(planted), "hits": hits, "false_beside": len(edges) - hits}
    return row


def simulate(n_worlds, n_fdsm=0, n_samples=1000):
    """Simulate worlds; FDSM runs in the first `n_fdsm` of them."""
    rows = [world(seed, n_samples if seed < n_fdsm else 0) for seed in range(n_worlds)]
    table = pd.DataFrame(rows)
    discoveries = table["hits"] + table["false_beside"]
    figures = {
        "worlds": n_worlds,
        "pairs per world": table["pairs"].mean(),
        "false edges per world, at least five times": table["five_times"].mean(),
        "false edges per world, hypergeometric": table["hypergeometric"].mean(),
        "false edges per world, sdsm": table["sdsm"].mean(),
        "share of independent worlds with a false edge, sdsm": (table["sdsm"] > 0).mean(),
        "planted pairs": int(table["planted"].sum()),
        "power": table["hits"].sum() / table["planted"].sum(),
        "false discovery proportion": (table["false_beside"] / discoveries.clip(lower=1)).mean(),
    }
    if n_fdsm:
        figures |= {
            "worlds with fdsm": n_fdsm,
            "spearman sdsm and fdsm, mean": table["spearman"].mean(),
            "spearman sdsm and fdsm, least": table["spearman"].min(),
            "false edges per world, fdsm": table["fdsm"].mean(),
        }
    return {name: round(float(value), 4) for name, value in figures.items()}


def main():
    """Run and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=50)
    parser.add_argument("--fdsm", type=int, default=0, metavar="N", help="worlds with FDSM too")
    options = parser.parse_args()
    begun = time.perf_counter()
    figures = simulate(options.worlds, options.fdsm)
    print(json.dumps(figures | {"seconds": round(time.perf_counter() - begun, 1)}, indent=1))


if __name__ == "__main__":
    main()
