"""Articles compared pair by pair and grouped into stories.

Containment (Broder 1997) decides: the share of the shorter text's shingles found in the
other. Pairs that pass are joined, and what is joined through others is one story; so a
digest that reprints two reports joins them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measure.stories.candidates import find_candidates
from analysis.measure.stories.shingles import (
    MIN_SHINGLES,
    find_shingles,
    number_shingles,
    sizes,
)
from analysis.schema import STORIES, conform
from analysis.settings import Settings

# Pairs compared at a time: some hundred megabytes at most, with long articles.
CHUNK = 20_000


def group_stories(
    articles: pd.DataFrame, sections: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """Group the articles that tell one report in the same words.

    Parameters
    ----------
    articles
        Table `ARTICLES`.
    sections
        Table `SECTIONS` of these articles; headline and body are compared.
    settings
        `shingle_words`, `story_containment`, `copy_containment`, `story_window_days`.

    Returns
    -------
    DataFrame
        Table `STORIES`, one row for every article. The original is the earliest article,
        undated ones last, ties by `article_id`. `relation` to it is ``copy`` if each text
        holds `copy_containment` of the other, ``excerpt`` if only one holds so much of the
        other, else ``rewrite``. `similarity` is the share of the shorter text's shingles
        found in the other; an article grouped through others may have a low one.

        Fewer than `MIN_SHINGLES` shared shingles prove nothing unless all agree, so very
        short texts are grouped only if they are the same. An article without words is its
        own story.
    """
    ordered = articles.sort_values("article_id", kind="stable").reset_index(drop=True)
    shingles = find_shingles(
        ordered, sections, n_words=settings.shingle_words, window_days=settings.story_window_days
    )
    n_own = sizes(shingles, len(ordered))
    shared = number_shingles(shingles)
    first, second = find_candidates(
        shared,
        n_own=n_own,
        day=_days(ordered["published"]),
        containment=settings.story_containment,
        window_days=settings.story_window_days,
    )
    alike = _alike(first, second, shared, n_own, settings.story_containment)
    original = _originals(ordered, first[alike], second[alike])
    return _related(ordered, original, shared, n_own, settings.copy_containment)


def _days(published: pd.Series) -> np.ndarray:
    """Day of publication as a number of days; NaN if undated."""
    since = published.dt.normalize() - pd.Timestamp("1970-01-01")
    return since.dt.days.to_numpy(dtype=np.float64)


def _alike(
    first: np.ndarray,
    second: np.ndarray,
    shared: pd.DataFrame,
    n_own: np.ndarray,
    containment: float,
) -> np.ndarray:
    """Whether the two texts of each pair tell one report."""
    n_first = _n_found(first, second, shared, len(n_own))
    n_second = _n_found(second, first, shared, len(n_own))
    enough = np.where(
        n_own[first] <= n_own[second],
        (n_first >= containment * n_own[first]) & (n_first >= MIN_SHINGLES),
        (n_second >= containment * n_own[second]) & (n_second >= MIN_SHINGLES),
    )
    same = (n_first == n_own[first]) & (n_second == n_own[second])
    return enough | same


def _n_found(
    one: np.ndarray, other: np.ndarray, shared: pd.DataFrame, n_articles: int
) -> np.ndarray:
    """How many of the shingles looked for of the one are found in the other, pair by pair."""
    from scipy.sparse import coo_array

    shape = (n_articles, int(shared["shingle"].max()) + 1 if len(shared) else 1)
    places = (shared["article"].to_numpy(), shared["shingle"].to_numpy())
    whole = coo_array((np.ones(len(shared), dtype=np.int64), places), shape=shape).tocsr()
    own = coo_array((shared["own"].to_numpy(dtype=np.int64), places), shape=shape).tocsr()
    found = [
        own[one[at : at + CHUNK]].multiply(whole[other[at : at + CHUNK]]).sum(axis=1)
        for at in range(0, len(one), CHUNK)
    ]
    return np.concatenate([np.empty(0, dtype=np.int64), *found])


def _originals(articles: pd.DataFrame, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Find the number of the earliest article of each article's story."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n = len(articles)
    if n == 0:
        return np.empty(0, dtype=np.int64)
    edges = coo_array((np.ones(len(first)), (first, second)), shape=(n, n))
    _, story = connected_components(edges, directed=False)
    by_age = articles.assign(story=story).sort_values(
        ["published", "article_id"], kind="stable", na_position="last"
    )
    earliest = by_age.drop_duplicates("story")
    return pd.Series(earliest.index, index=earliest["story"]).loc[story].to_numpy()


def _related(
    articles: pd.DataFrame,
    original: np.ndarray,
    shared: pd.DataFrame,
    n_own: np.ndarray,
    copy_containment: float,
) -> pd.DataFrame:
    """Table `STORIES`, given the number of each article's original."""
    number = np.arange(len(articles))
    in_original = _n_found(number, original, shared, len(articles)) / np.maximum(n_own, 1)
    of_original = _n_found(original, number, shared, len(articles)) / np.maximum(n_own[original], 1)
    found = np.where(n_own <= n_own[original], in_original, of_original)
    relation = np.select(
        [
            number == original,
            np.minimum(in_original, of_original) >= copy_containment,
            found >= copy_containment,
        ],
        ["original", "copy", "excerpt"],
        default="rewrite",
    )
    article_ids = articles["article_id"].to_numpy(dtype=object)
    stories = {
        "article_id": pd.Series(article_ids, dtype="str"),
        "story_id": pd.Series(article_ids[original], dtype="str"),
        "relation": pd.Series(relation, dtype="str"),
        "similarity": np.where(number == original, 1.0, found),
    }
    return conform(pd.DataFrame(stories), STORIES)
