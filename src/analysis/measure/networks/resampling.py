"""Networks as another draw of stories would have made them.

Stories are drawn with replacement, as many as there are (the cluster bootstrap; Field and
Welsh 2007, J. R. Stat. Soc. B 69); the weight of a pair in a draw is the sum over the drawn
stories. Reprints of one report are drawn together, as they came.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def pairs_by_story(meetings: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Count the units of each story in which two actors meet.

    Parameters
    ----------
    meetings
        `actor_a`, `actor_b`, `unit_id`, see `cooccurrence.list_meetings`.
    told
        `unit_id`, `story_id` of every unit, see `cooccurrence.stories_of_units`.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b`, `story_id`, `n_together` (1 or more), in the order of these.

    Raises
    ------
    ValueError
        If a unit has no story.
    """
    story = meetings["unit_id"].map(told.set_index("unit_id")["story_id"])
    if story.isna().any():
        raise ValueError(
            f"{int(story.isna().sum())} of {len(meetings)} meetings are in units without a story, "
            f"first {meetings.loc[story.isna(), 'unit_id'].iloc[0]!r}; pass tables of one build"
        )
    return (
        meetings[["actor_a", "actor_b"]]
        .assign(story_id=story.astype("str"))
        .groupby(["actor_a", "actor_b", "story_id"], sort=True)
        .size()
        .rename("n_together")
        .reset_index()
    )


def whole(by_story: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of all stories together: `actor_a`, `actor_b`, `n_together`."""
    return by_story.groupby(["actor_a", "actor_b"], sort=True)["n_together"].sum().reset_index()


def resampled(
    by_story: pd.DataFrame, *, n_stories: int, n_resamples: int, rng: np.random.Generator
) -> Iterator[pd.DataFrame]:
    """Give the pairs of each draw of stories.

    Parameters
    ----------
    by_story
        What `pairs_by_story` returned.
    n_stories
        Stories of the corpus, those without any pair included.
    n_resamples
        Draws.
    rng
        Generator of the draws.

    Yields
    ------
    DataFrame
        `actor_a`, `actor_b`, `n_together`, as from `whole`; pairs of no drawn story are left
        out.

    Raises
    ------
    ValueError
        If `n_stories` is smaller than the number of stories with pairs.
    """
    pairs = whole(by_story)
    counts = _counts(by_story)
    if n_stories < counts.shape[1]:
        raise ValueError(
            f"n_stories is {n_stories}, but {counts.shape[1]} stories hold pairs; pass the number "
            "of all stories in the corpus"
        )
    for _ in range(n_resamples):
        drawn = np.bincount(rng.integers(0, n_stories, size=n_stories), minlength=n_stories)
        together = counts @ drawn[: counts.shape[1]]
        kept = pairs.assign(n_together=together)
        yield kept[kept["n_together"] > 0].reset_index(drop=True)


def _counts(by_story: pd.DataFrame) -> csr_array:
    """Sparse table of pairs by stories, both in order."""
    from scipy.sparse import coo_array

    row = by_story.groupby(["actor_a", "actor_b"], sort=True).ngroup().to_numpy()
    column, story_ids = pd.factorize(by_story["story_id"], sort=True)
    shape = (int(row.max(initial=-1)) + 1, len(story_ids))
    return coo_array((by_story["n_together"].to_numpy(), (row, column)), shape=shape).tocsr()
