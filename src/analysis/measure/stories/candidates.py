"""Which pairs of articles are worth comparing, without comparing all.

If a share c of a text's n shingles is found in another text, then among any
``n - ceil(c n) + 1`` of them at least one is. So it is enough to look up so many of each
text's shingles, and the rarest ones meet the fewest others: the prefix filter of exact set
joins (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007). It finds short
excerpts in long texts, which signatures of whole sets (MinHash) do not, and misses no pair.

A shingle held by very many articles (a template) is the one exception: there each article
meets only its next neighbours in time, so that the work stays in proportion to the text.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

# Articles holding one shingle that each of them is compared with: the next ones in time.
MAX_NEIGHBOURS = 50


def find_candidates(
    shared: pd.DataFrame,
    *,
    n_own: np.ndarray,
    day: np.ndarray,
    containment: float,
    window_days: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Find the pairs of articles of which one may hold enough of the other.

    Parameters
    ----------
    shared
        What `shingles.number_shingles` returned.
    n_own
        Shingles of each article that are looked for, those it shares with none included.
    day
        Day of publication of each article as a number; NaN is compared with all.
    containment
        Share of the shorter text's shingles that must be found in the other.
    window_days
        Days two articles may lie apart.

    Returns
    -------
    tuple of arrays
        Article numbers of each pair, the smaller first, ordered, each pair once.
    """
    n_articles = len(n_own)
    postings = _postings(shared, n_own, day, containment)
    shingle, article, rare = (
        postings[column].to_numpy() for column in ("shingle", "article", "rare")
    )
    found = [np.empty(0, dtype=np.int64)]
    here = np.arange(len(shingle))
    for step in range(1, MAX_NEIGHBOURS + 1):
        here = here[here + step < len(shingle)]
        here = here[shingle[here] == shingle[here + step]]
        if not len(here):
            break
        apart = np.abs(day[article[here]] - day[article[here + step]])
        met = here[~(apart > window_days) & (rare[here] | rare[here + step])]
        ends = np.sort(np.stack([article[met], article[met + step]]), axis=0)
        found.append(np.unique(ends[0] * n_articles + ends[1]))
    pairs = np.unique(np.concatenate(found))
    return pairs // max(n_articles, 1), pairs % max(n_articles, 1)


def _postings(
    shared: pd.DataFrame, n_own: np.ndarray, day: np.ndarray, containment: float
) -> pd.DataFrame:
    """Articles of each shingle in order of time, and whether it is among their rarest.

    Shingles that no article shares come before all others in rarity: of the rarest to be
    looked up, those are already used up.
    """
    own = shared[shared["own"]].sort_values(["article", "shingle"], kind="stable")
    n_shared = np.bincount(own["article"], minlength=len(n_own))
    n_prefix = n_own - np.ceil(containment * n_own - 1e-9).astype(np.int64) + 1
    left = n_prefix - (n_own - n_shared)
    place = own.groupby("article").cumcount().to_numpy()
    rare = pd.Series(place < left[own["article"].to_numpy()], index=own.index)
    marked = shared.assign(
        rare=rare.reindex(shared.index, fill_value=False), day=day[shared["article"].to_numpy()]
    )
    of_use = marked["rare"].groupby(marked["shingle"]).transform("any")
    return marked[of_use].sort_values(["shingle", "day", "article"], kind="stable")
