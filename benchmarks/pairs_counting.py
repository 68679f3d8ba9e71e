"""How fast pairs are counted, beside the tools one would take instead, in one run.

    python benchmarks/pairs_counting.py                       # 1e6 units, 20,000 actors
    python benchmarks/pairs_counting.py --peers DIR           # with polars, duckdb from DIR
    python benchmarks/pairs_counting.py --units 10000000 --alone

A unit names one actor and a Poisson number more; actors follow Zipf's law, their codes are
shuffled. All tools get the same distinct mentions, units in rising order and actors within a
unit in any order, as their own table, made beforehand; what is timed ends with arrays or
columns of pairs and counts. Their results are compared. scipy is timed twice: with the matrix
made from the mentions and the upper half taken, and the bare product `X.T @ X` of a matrix
made beforehand. networkx takes a share of the units, and so do we beside it.

A peer that is absent is left out. `DIR` is a folder of installed packages, for instance
`lib/python3.11/site-packages` of another environment; it is searched last.

`--alone` runs only this project's counting, and prints the memory at its peak beside that
before it began.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from analysis.measure.cooccurrence.counting import BUFFER, count_together

NETWORKX_SHARE = 50


def world(n_units, n_actors, mean, seed=1):
    """Draw the distinct mentions of a corpus: codes of units, rising, and of actors."""
    rng = np.random.default_rng(seed)
    lengths = 1 + rng.poisson(mean - 1, n_units)
    weights = np.cumsum(1 / np.arange(1, n_actors + 1))
    drawn = np.searchsorted(weights / weights[-1], rng.random(lengths.sum()))
    actors = rng.permutation(n_actors)[np.minimum(drawn, n_actors - 1)]
    units = np.repeat(np.arange(n_units), lengths)
    keys = units * n_actors + actors
    kept = np.unique(keys)
    # Shuffled within units: the reversed order of a second, random numbering of the actors.
    units, actors = kept // n_actors, kept % n_actors
    order = np.argsort(units * n_actors + rng.permutation(n_actors)[actors])
    return units, actors[order]


def with_scipy(units, actors, n_actors):
    """Make the matrix from the mentions, take its product and the upper half of that."""
    from scipy.sparse import coo_array, triu

    def prepare():
        return None

    def run(_):
        ones = np.ones(len(units), dtype=np.int64)
        shape = (int(units.max()) + 1, n_actors)
        table = coo_array((ones, (units, actors)), shape=shape).tocsr()
        upper = triu(table.T @ table, k=1, format="coo")
        return upper.row, upper.col, upper.data

    return prepare, run


def with_scipy_product(units, actors, n_actors):
    """Take the bare product of a matrix made beforehand; its result is not the wanted one."""
    from scipy.sparse import coo_array

    def prepare():
        ones = np.ones(len(units), dtype=np.int64)
        shape = (int(units.max()) + 1, n_actors)
        return coo_array((ones, (units, actors)), shape=shape).tocsr()

    def run(table):
        return table.T @ table

    return prepare, run


def with_polars(units, actors, n_actors):
    """Join the mentions to themselves and group them."""
    import polars as pl

    def prepare():
        return pl.DataFrame({"unit": units, "actor": actors})

    def run(mentions):
        found = (
            mentions.lazy()
            .join(mentions.lazy(), on="unit", suffix="_b")
            .filter(pl.col("actor") < pl.col("actor_b"))
            .group_by("actor", "actor_b")
            .len()
            .collect()
        )
        return tuple(found[column].to_numpy() for column in ("actor", "actor_b", "len"))

    return prepare, run


def with_duckdb(units, actors, n_actors):
    """Do the same in SQL, from a table in memory."""
    import duckdb
    import pandas as pd

    def prepare():
        connection = duckdb.connect()
        connection.register("given", pd.DataFrame({"unit": units, "actor": actors}))
        connection.execute("create table mentions as select * from given")
        return connection

    def run(connection):
        found = connection.execute(
            "select a.actor as a, b.actor as b, count(*) as n from mentions a "
            "join mentions b on a.unit = b.unit and a.actor < b.actor group by 1, 2"
        ).fetchnumpy()
        return found["a"], found["b"], found["n"]

    return prepare, run


def ours(units, actors, n_actors):
    """Count as this project does."""
    return lambda: None, lambda _: count_together(units, actors, n_actors=n_actors)


def with_networkx(units, actors, n_actors):
    """Take the weighted projection of the graph of units and actors."""
    import networkx as nx

    def prepare():
        graph = nx.Graph()
        graph.add_edges_from(zip((-1 - units).tolist(), actors.tolist(), strict=True))
        return graph, np.unique(actors).tolist()

    def run(prepared):
        projected = nx.bipartite.weighted_projected_graph(*prepared)
        rows = np.array([(*sorted((a, b)), w) for a, b, w in projected.edges(data="weight")])
        return tuple(rows.reshape(-1, 3).T)

    return prepare, run


PEERS = {"scipy": with_scipy, "polars": with_polars, "duckdb": with_duckdb}


def checksum(found, n_actors):
    """Return a number that two equal results share, whatever the order of their rows."""
    first, second, counts = (np.asarray(part).astype(np.uint64) for part in found)
    keys = (first * np.uint64(n_actors) + second) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (keys ^ (keys >> np.uint64(29))) * (counts + np.uint64(1))
    return len(first), int(counts.sum()), int(mixed.sum())


def timed(tools, n_repeats, n_actors):
    """Return the median seconds of each tool, taking turns, and a checksum of each result."""
    ready = {name: (run, prepare()) for name, (prepare, run) in tools.items()}
    seconds = {name: [] for name in ready}
    sums = {}
    for _ in range(n_repeats):
        for name, (run, prepared) in ready.items():
            begun = time.perf_counter()
            found = run(prepared)
            seconds[name].append(time.perf_counter() - begun)
            if isinstance(found, tuple):
                sums[name] = checksum(found, n_actors)
    return {name: statistics.median(times) for name, times in seconds.items()}, sums


def compare(n_units, n_actors, mean, n_repeats):
    """Time all tools at hand on one world."""
    units, actors = world(n_units, n_actors, mean)
    present = {name: tool for name, tool in PEERS.items() if importlib.util.find_spec(name)}
    tools = {name: tool(units, actors, n_actors) for name, tool in present.items()}
    tools["scipy, bare product"] = with_scipy_product(units, actors, n_actors)
    tools["ours"] = ours(units, actors, n_actors)
    medians, sums = timed(tools, n_repeats, n_actors)
    assert len(set(sums.values())) == 1, f"results differ: {sums}"
    part = units < n_units // NETWORKX_SHARE
    few = {
        "networkx": with_networkx(units[part], actors[part], n_actors),
        "ours": ours(units[part], actors[part], n_actors),
    }
    few_medians, few_sums = timed(few, 1, n_actors)
    assert len(set(few_sums.values())) == 1, f"results differ: {few_sums}"
    best = min(medians[name] for name in present)
    n_pairs, n_meetings, _ = sums["ours"]
    return {
        "units": n_units, "actors": n_actors, "mentions": len(units), "pairs": n_pairs,
        "meetings": n_meetings, "repeats": n_repeats,
        "median seconds": {name: round(value, 4) for name, value in medians.items()},
        "times faster than": {
            name: round(value / medians["ours"], 2)
            for name, value in medians.items() if name != "ours"
        },
        "times faster than the best": round(best / medians["ours"], 2),
        f"networkx, on 1/{NETWORKX_SHARE} of the units": {
            "seconds": {name: round(value, 4) for name, value in few_medians.items()},
            "times faster": round(few_medians["networkx"] / few_medians["ours"], 1),
        },
    }  # fmt: skip


def alone(n_units, n_actors, mean):
    """Time only this project's counting, in a process of its own, with its memory."""
    units, actors = world(n_units, n_actors, mean)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mentions.npy"
        np.save(path, np.stack([units.astype(np.int32), actors.astype(np.int32)]))
        command = [sys.executable, __file__, "--count", str(path), "--actors", str(n_actors)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {"units": n_units, "actors": n_actors} | json.loads(found)


def count(path, n_actors):
    """Count the pairs of a file of mentions."""
    units, actors = np.load(path)
    before = peak_memory()
    begun = time.perf_counter()
    first, _, counts = count_together(units, actors, n_actors=n_actors)
    seconds = time.perf_counter() - begun
    peak = peak_memory()
    return {
        "mentions": len(units), "pairs": len(first), "meetings": int(counts.sum()),
        "seconds": round(seconds, 2), "buffer, pairs": BUFFER,
        "input, MiB": round(2 * units.nbytes / 2**20),
        "result, MiB": round(3 * first.nbytes / 2**20),
        "peak before counting, MiB": round(before),
        "peak, MiB": round(peak),
        "added by counting and its result, MiB": round(peak - before),
    }  # fmt: skip


def peak_memory():
    """Return the most memory this process has held, in MiB (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main():
    """Run and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--actors", type=int, default=20_000)
    parser.add_argument("--mean", type=float, default=3.0, help="actors a unit names")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--peers", help="folder of installed packages, searched last")
    parser.add_argument("--alone", action="store_true", help="only ours, with its memory")
    parser.add_argument("--count", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peers:
        sys.path.append(options.peers)
    size = (options.units, options.actors, options.mean)
    if options.count:
        figures = count(options.count, options.actors)
    else:
        figures = alone(*size) if options.alone else compare(*size, options.repeats)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
