"""Actors as points, joined where units of text name both.

Near points are named together often; beyond that their places mean nothing, and another
seed gives another picture of the same table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.present.plots.labels import place_labels
from analysis.present.plots.theme import (
    EMPTY_HEIGHT,
    PAPER,
    WIDTH,
    actor_colours,
    display_names,
    new_axes,
    new_figure,
    say_nothing_to_draw,
)

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

# Points: lines from the thinnest that prints to the widest that still joins two points.
_THINNEST, _WIDEST = 0.7, 7.0
# Part of a place that comes from its rank: the middle of a network is crowded, and ranks
# keep left of left and above above while they spread it.
_BY_RANK = 0.55
# Layouts tried, and the part of the chart's width a line should keep from other points.
_LAYOUTS, _CLEARANCE = 12, 0.06
# Square points: discs of actors named least and most.
_SMALLEST, _LARGEST = 50.0, 520.0
_EDGE = "#b4c1c9"


def network(
    pairs: pd.DataFrame,
    *,
    names: pd.Series,
    sizes: pd.Series,
    seed: int,
    units: str = "sentences",
    ax: Axes | None = None,
) -> Axes:
    """Draw actors as points and pairs as lines, wider where more units name both.

    Parameters
    ----------
    pairs
        Table `PAIRS` for one unit (`within`), already filtered; readable for up to some
        twenty actors. Every actor of a pair is drawn, no other.
    names
        Display name of each actor, indexed by `actor_id`.
    sizes
        Number of units that name each actor, indexed by `actor_id`: the area of its point.
        An actor without one is drawn smallest.
    seed
        Seed of the layouts, the clearest of which is drawn.
    units
        What was counted, in the plural.
    ax
        Axes to draw on; by default a new one.

    Returns
    -------
    Axes
        With one label per actor, none on top of another where there is room for all.
    """
    import networkx as nx

    if ax is None:
        ax = new_axes(EMPTY_HEIGHT) if pairs.empty else _fixed_axes()
    ax.set_title(f"Actors named together, by {units}", loc="left")
    if pairs.empty:
        return say_nothing_to_draw(ax, "There is no pair to draw.")
    graph = _graph(pairs)
    actors, places = list(graph.nodes), _places(graph, seed)
    known = sizes[~sizes.index.duplicated()].reindex(actors).fillna(0).to_numpy(dtype="float64")
    areas = _SMALLEST + (_LARGEST - _SMALLEST) * known / max(known.max(), 1)
    together = np.array([n for _, _, n in graph.edges(data="weight")], dtype="float64")
    widths = _THINNEST + (_WIDEST - _THINNEST) * together / together.max()
    colours = actor_colours(actors)
    nx.draw_networkx_edges(graph, places, width=list(widths), edge_color=_EDGE, ax=ax)
    nx.draw_networkx_nodes(
        graph, places, node_size=list(areas), linewidths=1.2, edgecolors=PAPER, ax=ax,
        node_color=[colours[actor] for actor in actors],
    )  # fmt: skip
    ax.set_axis_off()
    labels = display_names(pd.Series(actors, dtype="str"), names)
    place_labels(ax, np.array([places[actor] for actor in actors]), labels, areas)
    return ax


def _fixed_axes() -> Axes:
    """Return Axes whose place in the figure is fixed, so that labels stay where they are put."""
    figure = new_figure(0.86 * WIDTH)
    figure.set_layout_engine("none")
    return figure.add_axes((0.01, 0.01, 0.98, 0.9))


def _graph(pairs: pd.DataFrame) -> nx.Graph:
    """Return the pairs as a graph, its points and lines in the order of identifiers."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted({*pairs["actor_a"], *pairs["actor_b"]}))
    rows = pairs[["actor_a", "actor_b", "n_together"]].itertuples(index=False, name=None)
    graph.add_weighted_edges_from(sorted((min(a, b), max(a, b), int(n)) for a, b, n in rows))
    return graph


def _places(graph: nx.Graph, seed: int) -> dict[str, np.ndarray]:
    """Return the place of each point, in the unit square.

    Of several layouts the one is taken whose lines pass least behind points they do not
    join. Weights enter as square roots, or one frequent pair would draw all else to the rim;
    the places are rounded, so that the last bits of a processor's arithmetic leave no trace.
    """
    import networkx as nx

    softened = graph.copy()
    for _, _, line in softened.edges(data=True):
        line["weight"] = float(np.sqrt(line["weight"]))
    actors = list(graph.nodes)
    lines = np.array([(actors.index(a), actors.index(b)) for a, b in graph.edges])
    tried = []
    for start in np.random.default_rng(seed).integers(2**31, size=_LAYOUTS):
        found = nx.spring_layout(
            softened, k=2.2 / np.sqrt(len(graph)), iterations=150, seed=int(start), method="force"
        )
        points = np.round(np.array([found[actor] for actor in actors]), 4)
        tried.append(np.round(np.column_stack([_spread(points[:, axis]) for axis in (0, 1)]), 2))
    best = min(tried, key=lambda points: round(_obstruction(points, lines), 4))
    return dict(zip(actors, best, strict=True))


def _obstruction(points: np.ndarray, lines: np.ndarray) -> float:
    """Return by how much points stand in the way of lines that do not join them.

    Parameters
    ----------
    points
        Two columns, places in the unit square.
    lines
        Two columns, the rows of the points that each line joins.
    """
    begin, end = points[lines[:, 0]][:, None], points[lines[:, 1]][:, None]
    along = end - begin
    length = np.maximum((along**2).sum(axis=2), 1e-9)
    part = np.clip(((points[None] - begin) * along).sum(axis=2) / length, 0, 1)
    gaps = np.linalg.norm(points[None] - begin - part[..., None] * along, axis=2)
    rows = np.arange(len(lines))
    gaps[rows, lines[:, 0]] = gaps[rows, lines[:, 1]] = np.inf
    return float(np.clip(_CLEARANCE - gaps, 0, None).sum())


def _spread(values: np.ndarray) -> np.ndarray:
    """Return coordinates from 0 to 1, between their own distances and even ones."""
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(len(values)) / max(len(values) - 1, 1)
    reach = values.max() - values.min()
    scaled = (values - values.min()) / reach if reach > 0 else np.full(len(values), 0.5)
    return (1 - _BY_RANK) * scaled + _BY_RANK * ranks
