"""A graph from a table of pairs, the same for the same rows in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import networkx as nx


def build_graph(pairs: pd.DataFrame, *, weight: str = "n_together") -> nx.Graph:
    """Build an undirected graph, points and lines in the order of identifiers.

    Parameters
    ----------
    pairs
        `actor_a`, `actor_b` and the weight, one row per pair; table `PAIRS` of one unit.
    weight
        Column of the weights: whole numbers above 0.

    Returns
    -------
    Graph
        Its points are actors, its lines have `weight`.

    Raises
    ------
    ValueError
        If two rows join the same two actors.
    """
    import networkx as nx

    rows = pairs[["actor_a", "actor_b", weight]]
    twins = rows[rows.duplicated(["actor_a", "actor_b"])]
    if not twins.empty:
        raise ValueError(
            f"{len(twins)} rows join actors that another row joins, first "
            f"{twins.iloc[0].to_list()}; pass the pairs of one unit"
        )
    graph = nx.Graph()
    graph.add_nodes_from(actors_of(pairs))
    graph.add_weighted_edges_from(sorted(rows.itertuples(index=False, name=None)))
    return graph


def actors_of(pairs: pd.DataFrame) -> list[str]:
    """Return the actors of some pairs, in order."""
    both = pd.concat([pairs["actor_a"], pairs["actor_b"]])
    return sorted(both.unique().tolist())
