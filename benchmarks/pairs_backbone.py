"""The disparity filter beside that of textnets, on one graph.

    python benchmarks/pairs_backbone.py --peers DIR

`DIR` is a folder of installed packages that has textnets, for instance
`lib/python3.11/site-packages` of another environment; it is searched last. Prints the largest
difference between the two alphas over all lines, and both times.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings

import numpy as np
import pandas as pd

from analysis.measure.backbones import disparity_filter


def network(n_actors, n_lines, seed=4):
    """Draw distinct lines with Zipf's weights, some actors with a single line."""
    rng = np.random.default_rng(seed)
    ends = np.sort(rng.integers(0, n_actors, size=(n_lines, 2)), axis=1)
    lines = pd.DataFrame(ends, columns=["a", "b"]).query("a != b").drop_duplicates()
    return pd.DataFrame(
        {
            "actor_a": [f"{a:05d}" for a in lines["a"]],
            "actor_b": [f"{b:05d}" for b in lines["b"]],
            "n_together": np.minimum(rng.zipf(1.8, len(lines)), 10_000),
        }
    )


def textnets_alphas(edges):
    """Return textnets' alpha of each line, in the order given."""
    import igraph
    from textnets import params
    from textnets.network import disparity_filter as peer

    params["progress_bar"] = False
    rows = list(edges.itertuples(index=False, name=None))
    return list(peer(igraph.Graph.TupleList(rows, edge_attrs=["weight"])))


def main():
    """Run and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actors", type=int, default=300)
    parser.add_argument("--lines", type=int, default=3000)
    parser.add_argument("--peers", required=True, help="folder that has textnets, searched last")
    options = parser.parse_args()
    sys.path.append(options.peers)
    edges = network(options.actors, options.lines)
    begun = time.perf_counter()
    found = disparity_filter(edges)["alpha"]
    between = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = np.array(textnets_alphas(edges))
    figures = {
        "lines": len(edges),
        "lines below .05": int((found < 0.05).sum()),
        "lines textnets leaves undefined (both ends have no other)": int(np.isnan(theirs).sum()),
        "largest difference": float(np.nanmax(np.abs(found.to_numpy() - theirs))),
        "seconds, ours": round(between - begun, 4),
        "seconds, textnets": round(time.perf_counter() - between, 4),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
