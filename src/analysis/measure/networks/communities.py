"""Groups of actors named with each other more than with the rest, and how firm they are.

A method that seeks groups finds some in any network. So the groups are sought again in
networks of resampled stories: what does not come back is not a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.measure.networks.graph import actors_of, build_graph
from analysis.measure.networks.resampling import resampled, whole
from analysis.settings import MIN_STORIES

# Draws of stories: each needs the groups sought again.
N_RESAMPLES = 200


@dataclass(frozen=True)
class Communities:
    """Groups of actors.

    Parameters
    ----------
    members
        `actor_id`, `community` (from 1, the largest first), `n_members`, `stability`: the
        share of resamples that put the actor in one group with another member of its own,
        averaged over these members; missing for one alone and without resamples. Ordered by
        community, then actor.
    agreement
        Mean adjusted Rand index (Hubert and Arabie 1985) of the groups with those of the
        resamples: 1 if they always come back, 0 as by chance; missing without resamples.
    """

    members: pd.DataFrame
    agreement: float


def find_communities(
    by_story: pd.DataFrame,
    *,
    n_stories: int,
    rng: np.random.Generator,
    resolution: float = 1.0,
    n_resamples: int = N_RESAMPLES,
) -> Communities:
    """Group the actors by Louvain's method (Blondel et al. 2008), with stability.

    The groups raise the modularity ``Q = sum_c (w_c / m - resolution * (s_c / 2m)**2)``, with
    w_c the weight inside a group, s_c the strengths of its members and m all weight (Newman
    and Girvan 2004; Reichardt and Bornholdt 2006).

    Parameters
    ----------
    by_story
        What `pairs_by_story` returned.
    n_stories
        Stories of the corpus, those without any pair included.
    rng
        Generator of the resamples and of the method's own order.
    resolution
        Above 1 for more and smaller groups.
    n_resamples
        Draws of stories; none are made with fewer than `MIN_STORIES` stories.

    Returns
    -------
    Communities
        Of the network of all stories.
    """
    pairs = whole(by_story)
    actors = actors_of(pairs)
    group = _groups(pairs, actors, resolution, rng)
    together, agreements = np.zeros((len(actors), len(actors))), []
    n_both = np.zeros_like(together)
    enough = n_stories >= MIN_STORIES and len(actors) > 0
    draws = resampled(
        by_story, n_stories=n_stories, n_resamples=n_resamples if enough else 0, rng=rng
    )
    for draw in draws:
        found = _groups(draw, actors, resolution, rng)
        present = found > 0
        n_both += np.outer(present, present)
        together += (found[:, None] == found) & present[:, None]
        agreements.append(adjusted_rand(group[present], found[present]))
    return Communities(
        members=_members(actors, group, together, n_both),
        agreement=round(float(np.mean(agreements)), 10) if agreements else float("nan"),
    )


def _groups(
    pairs: pd.DataFrame, actors: list[str], resolution: float, rng: np.random.Generator
) -> np.ndarray:
    """Give each actor the number of its group, from 1, the largest first; 0 if it is in no pair."""
    import networkx as nx

    # Points are numbers: the method walks through sets, and sets of texts have no order.
    place = pd.Index(actors)
    a, b = (place.get_indexer(pd.Index(pairs[side])) for side in ("actor_a", "actor_b"))
    numbered = pairs.assign(actor_a=a, actor_b=b)
    found = nx.community.louvain_communities(
        build_graph(numbered), resolution=resolution, seed=int(rng.integers(2**31))
    )
    ordered = sorted((sorted(members) for members in found), key=lambda m: (-len(m), m))
    group = np.zeros(len(actors), dtype=np.int64)
    for number, members in enumerate(ordered, start=1):
        group[members] = number
    return group


def _members(
    actors: list[str], group: np.ndarray, together: np.ndarray, n_both: np.ndarray
) -> pd.DataFrame:
    same = (group[:, None] == group) & ~np.eye(len(actors), dtype=bool) & (n_both > 0)
    share = np.divide(together, n_both, out=np.zeros_like(together), where=n_both > 0)
    n_same = same.sum(axis=1)
    stability = np.where(n_same > 0, (share * same).sum(axis=1) / np.maximum(n_same, 1), np.nan)
    found = pd.DataFrame(
        {
            "actor_id": pd.Series(actors, dtype="str"),
            "community": group,
            "n_members": np.bincount(group, minlength=1)[group],
            "stability": np.round(stability, 10),
        }
    )
    return found.sort_values(["community", "actor_id"], kind="stable", ignore_index=True)


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Agreement of two groupings of the same things (Hubert and Arabie 1985).

    ``(S - E) / (M - E)`` with S the pairs of things together in both, E their number expected
    for random groups of the same sizes, M the mean of the pairs together in each. 1 for equal
    groupings, those of nothing and of all in one included.
    """
    table = pd.crosstab(one, other).to_numpy().astype("float64")
    inside = (table * (table - 1) / 2).sum()
    rows, columns = (
        (size * (size - 1) / 2).sum() for size in (table.sum(axis=1), table.sum(axis=0))
    )
    n_pairs = table.sum() * (table.sum() - 1) / 2
    expected = rows * columns / n_pairs if n_pairs else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((inside - expected) / (most - expected))
