"""Which pairs of articles are worth comparing, without comparing all.

Each article looks up its rarest bigrams among those that any other of the same days holds,
and meets the articles that hold two of them. A copy keeps most of the rare bigrams of its
source and brings few of its own, so the rarest that anybody shares are those. This is the
prefix filter of exact set joins (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant
2007) with a prefix of fixed length. It finds short excerpts in long texts, which signatures
of whole sets (MinHash) do not.

Where a report stands twice in each of two versions, the rarest bigrams are those of the
version, and the versions miss each other. So the heads of the stories found are looked up
among each other once more (`grouping`), where bigrams of one version only are nobody's.

A bigram held by very many articles (a template) is met only by the next neighbours in time,
so that the work stays in proportion to the text.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measure.stories.bigrams import CHUNK, STRETCHES, Bigrams, stretch_of

# Bigrams each article looks up: with a third of the words changed, eight are expected to
# be left of sixteen, and fewer than two once in 4,000 times.
LOOKED_UP = 16

# Of these, how many must be met.
MIN_MET = 2

# Articles holding one bigram that each of them is compared with: the next ones in time.
MAX_NEIGHBOURS = 50


def find_candidates(
    bigrams: Bigrams, *, day: np.ndarray, window_days: int
) -> tuple[np.ndarray, np.ndarray]:
    """Find the pairs of articles that may tell one report.

    Parameters
    ----------
    bigrams
        Those of the articles to be compared.
    day
        Day of publication of each article as a number; NaN is compared with all.
    window_days
        Days two articles may lie apart.

    Returns
    -------
    tuple of arrays
        Article numbers of each pair, the smaller first, ordered, each pair once.
    """
    n_articles = len(day)
    stretches = stretch_of(bigrams.bigram)
    n_near = _holding_near(bigrams, stretches, day, window_days)
    rare = _looked_up(bigrams, n_near)
    keys, met = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for stretch in range(STRETCHES):
        places = np.flatnonzero((stretches == stretch) & (n_near > 1))
        article = np.searchsorted(bigrams.starts, places, side="right") - 1
        pairs = _meetings(bigrams.bigram[places], article, rare[places], day, window_days)
        pair, n_met = np.unique(pairs, return_counts=True)
        keys.append(pair)
        met.append(n_met)
    pair, which = np.unique(np.concatenate(keys), return_inverse=True)
    n_met = np.bincount(which, weights=np.concatenate(met), minlength=len(pair))
    first, second = pair // max(n_articles, 1), pair % max(n_articles, 1)
    fewest = np.minimum(bigrams.sizes()[first], bigrams.sizes()[second])
    enough = n_met >= np.minimum(MIN_MET, fewest)
    return first[enough], second[enough]


def _holding_near(
    bigrams: Bigrams, stretches: np.ndarray, day: np.ndarray, window_days: int
) -> np.ndarray:
    """How many articles hold each bigram around the same days, without a gap of a window."""
    near = np.zeros(len(bigrams.bigram), dtype=np.uint32)
    for stretch in range(STRETCHES):
        places = np.flatnonzero(stretches == stretch)
        bigram = bigrams.bigram[places]
        when = day[np.searchsorted(bigrams.starts, places, side="right") - 1]
        order = np.lexsort([when, bigram])  # undated ones come last
        places, bigram, when = places[order], bigram[order], when[order]
        other = np.ones(len(places), dtype=bool)
        other[1:] = bigram[1:] != bigram[:-1]
        gap = other.copy()
        gap[1:] |= np.diff(when) > window_days
        run, which = np.cumsum(gap) - 1, np.cumsum(other) - 1
        undated = np.bincount(which, weights=np.isnan(when))[which] if len(places) else when
        dated = np.bincount(run, weights=~np.isnan(when))[run] if len(places) else when
        held = np.bincount(which)[which] if len(places) else when
        near[places] = np.where(np.isnan(when), held, dated + undated)
    return near


def _looked_up(bigrams: Bigrams, n_near: np.ndarray) -> np.ndarray:
    """Whether each bigram is among the rarest of its article that another holds near it."""
    rare = np.zeros(len(bigrams.bigram), dtype=bool)
    for first in range(0, len(bigrams.starts) - 1, CHUNK):
        starts = bigrams.starts[first : first + CHUNK + 1]
        inside = slice(starts[0], starts[-1])
        shared = np.flatnonzero(n_near[inside] > 1)
        article = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[shared]
        held = n_near[inside][shared]
        order = np.lexsort([bigrams.bigram[inside][shared], held, article])
        ordered = article[order]
        opening = np.searchsorted(ordered, ordered)
        leading = order[np.arange(len(order)) - opening < LOOKED_UP]
        rare[starts[0] + shared[leading]] = True
    return rare


def _meetings(
    bigram: np.ndarray, article: np.ndarray, rare: np.ndarray, day: np.ndarray, window_days: int
) -> np.ndarray:
    """Pairs as one number, once for each bigram that one looks up and the other holds."""
    posted = pd.DataFrame({"bigram": bigram, "article": article, "rare": rare})
    sought = pd.Index(np.unique(bigram[rare]))
    posted = posted[posted["bigram"].isin(sought)].assign(
        day=lambda rows: day[rows["article"].to_numpy()]
    )
    posted = posted.sort_values(["bigram", "day", "article"], kind="stable")
    bigram, article, rare = (posted[name].to_numpy() for name in ("bigram", "article", "rare"))
    when = posted["day"].to_numpy()
    here, found = np.arange(len(posted)), [np.empty(0, dtype=np.int64)]
    for step in range(1, MAX_NEIGHBOURS + 1):
        here = here[here + step < len(posted)]
        here = here[bigram[here] == bigram[here + step]]
        if not len(here):
            break
        apart = np.abs(when[here] - when[here + step])
        met = here[~(apart > window_days) & (rare[here] | rare[here + step])]
        ends = np.sort(np.stack([article[met], article[met + step]]).astype(np.int64), axis=0)
        found.append(ends[0] * len(day) + ends[1])
    return np.concatenate(found)
