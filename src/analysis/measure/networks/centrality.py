"""Where actors stand in the network, and how firm that place is.

A place in a network of names is a place in the reporting, not in diplomacy: an actor is
between two others if reports name it with each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.measure.networks.graph import actors_of, build_graph
from analysis.measure.networks.resampling import resampled, whole
from analysis.settings import MIN_STORIES, Settings

if TYPE_CHECKING:
    import networkx as nx

CENTRALITIES = ("degree", "strength", "betweenness", "eigenvector")

# Draws of stories: each needs the whole network measured again, which takes a second or two
# for 300 actors and 1,800 pairs.
N_RESAMPLES = 200

# Digits kept: sums along paths end in different last bits on different processors.
DECIMALS = 10

# Rounds and largest change of the power method.
_ROUNDS, _TOLERANCE = 10_000, 1e-13


def centralities(
    by_story: pd.DataFrame,
    *,
    n_stories: int,
    rng: np.random.Generator,
    level: float = Settings.level,
    n_resamples: int = N_RESAMPLES,
) -> pd.DataFrame:
    """Measure the place of each actor in the network, with intervals by resampling stories.

    Parameters
    ----------
    by_story
        What `pairs_by_story` returned.
    n_stories
        Stories of the corpus, those without any pair included.
    rng
        Generator of the resamples.
    level
        Probability the intervals are to cover with, between 0 and 1.
    n_resamples
        Draws of stories.

    Returns
    -------
    DataFrame
        `actor_id`, `measure`, `value`, `low`, `high`: one row per actor and measure, in the
        order of these.

        ``degree``: number of actors it is named with. In a resample it can only be smaller,
        so its interval lies below the value.
        ``strength``: sum of the weights of its lines (Barrat et al. 2004).
        ``betweenness``: share of the shortest paths between two others that pass through it,
        lines being ``1 / weight`` long (Freeman 1977; Brandes 2001), 0 to 1.
        ``eigenvector``: proportional to the sum of its neighbours' (Bonacich 1987), ``A x =
        lambda x`` for the largest lambda, ``sum(x**2) = 1``; 0 to 1.

        `low` and `high` are percentiles over the resamples, an actor absent from one counting
        as 0; missing with fewer than `MIN_STORIES` stories.
    """
    pairs = whole(by_story)
    actors = actors_of(pairs)
    value = _measured(pairs, actors)
    low = high = np.full(value.shape, np.nan)
    if n_stories >= MIN_STORIES and actors:
        draws = resampled(by_story, n_stories=n_stories, n_resamples=n_resamples, rng=rng)
        drawn = np.stack([_measured(draw, actors) for draw in draws])
        tail = (1 - level) / 2
        low, high = np.quantile(drawn, [tail, 1 - tail], axis=0, method="inverted_cdf")
    found = pd.DataFrame(
        {
            "actor_id": pd.Series(np.repeat(actors, len(CENTRALITIES)), dtype="str"),
            "measure": pd.Series(np.tile(CENTRALITIES, len(actors)), dtype="str"),
            "value": value.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
        }
    )
    return found.sort_values(["actor_id", "measure"], kind="stable", ignore_index=True)


def _measured(pairs: pd.DataFrame, actors: list[str]) -> np.ndarray:
    """All measures (columns) of all actors (rows); 0 where an actor is in no pair."""
    graph = build_graph(pairs)
    measures = [
        dict(graph.degree()), dict(graph.degree(weight="weight")), _betweenness(graph),
        _eigenvector(pairs, actors),
    ]  # fmt: skip
    table = [[float(measure.get(actor, 0)) for measure in measures] for actor in actors]
    return np.round(np.array(table).reshape(len(actors), len(CENTRALITIES)), DECIMALS)


def _betweenness(graph: nx.Graph) -> dict[str, float]:
    import networkx as nx

    for _, _, line in graph.edges(data=True):
        line["length"] = 1 / line["weight"]
    return nx.betweenness_centrality(graph, weight="length")


def _eigenvector(pairs: pd.DataFrame, actors: list[str]) -> dict[str, float]:
    """Power method on A + I, which has the same vectors and does not swing to and fro."""
    from scipy.sparse import coo_array

    place = pd.Index(actors)
    a, b = (place.get_indexer(pd.Index(pairs[side])) for side in ("actor_a", "actor_b"))
    w = pairs["n_together"].to_numpy(dtype="float64")
    ends = (np.append(a, b), np.append(b, a))
    table = coo_array((np.append(w, w), ends), shape=(len(actors), len(actors))).tocsr()
    known = np.zeros(len(actors))
    known[np.append(a, b)] = 1.0
    for _ in range(_ROUNDS):
        before = known
        known = table @ known + known * w.max(initial=0)
        known /= max(np.sqrt((known**2).sum()), 1e-300)
        if np.abs(known - before).max(initial=0) < _TOLERANCE:
            break
    return dict(zip(actors, known.tolist(), strict=True))
