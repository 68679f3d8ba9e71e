"""Whether two articles tell one report, decided on their words.

An outlet writes its own headline over another's report. So where the body is long enough,
what is looked for in the other text is the body alone; where it is looked for is the whole
text, headline included. The shorter text decides, in one of three ways:

- *Contained*: all its runs of a few words (shingles) are found in the other. Very short
  texts prove nothing so, unless the two are the same.
- *Copied*: its shingles are found in the other, by containment (Broder 1997): so many in
  share, and so many in number that it is no turn of phrase, and they are no template: the
  bigrams the two share weigh enough.
- *Reworded*: words were changed here and there, so that few runs are whole, but what is
  left stands in the same order: the heaviest common subsequence of the two (Hunt and
  Szymanski 1977), each word weighing its rarity, holds a large share of it, and the
  bigrams the two share outweigh what a template shares.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.measure.stories.bigrams import Bigrams, weights
from analysis.measure.stories.texts import Texts

# Shared shingles that show one report; with four words each, a run of fifteen words. Less
# is a turn of phrase ("two people are killed in an air strike on a boat in the").
MIN_SHINGLES = 12

# Shingles of a text all of which are found in another that show an excerpt; with four words
# each, a run of nine words.
MIN_CONTAINED = 6

# Weight of the shared bigrams from which shared runs are no template: items that differ in
# their numbers and places only weigh less once there are a few dozen of them.
MIN_COPIED_WEIGHT = 9.0

# Weight of the shared bigrams that shows one report where the runs are broken: a run of
# thirteen or fourteen words that stand nowhere else. Items of one template and day weigh
# 8 to 11 in the portal's current events, dispatches of 50 words with three in ten changed
# 12 and more.
MIN_WEIGHT = 12.0

# Share of the shorter text, by weight, that stands in the other in the same order. Texts of
# one template reached .49 in Wikinews, copies with three words in ten changed .61 and more.
MIN_ALIGNED = 0.58

# Share of the bigrams of the shorter text below which two are not compared word by word.
# Three words in ten changed leave .40 and more.
MIN_SHARED = 0.25

# Words of a text that are aligned, from its beginning: a second for the longest pair.
LONGEST_ALIGNED = 20_000

# Bigrams of the pairs whose sets are intersected at a time: some hundred megabytes.
CHUNK = 4_000_000


def shared_bigrams(
    first: np.ndarray, second: np.ndarray, bigrams: Bigrams
) -> tuple[np.ndarray, np.ndarray]:
    """Give the share of the shorter text's bigrams that a pair shares, and their weight."""
    sizes = bigrams.sizes()
    share, weight = [np.empty(0)], [np.empty(0)]
    for pairs in _portions(sizes[first] + sizes[second]):
        number, mass = _intersections(first[pairs], second[pairs], bigrams)
        share.append(number / np.minimum(sizes[first[pairs]], sizes[second[pairs]]))
        weight.append(mass)
    return np.concatenate(share), np.concatenate(weight)


def alike(
    one: int, other: int, texts: Texts, *, weight: float, rarity: np.ndarray, n_words: int,
    containment: float,
) -> bool:  # fmt: skip
    """Say whether two articles tell one report.

    Parameters
    ----------
    one, other
        Numbers of the articles.
    texts
        The words of all articles.
    weight
        Weight of the bigrams the two share.
    rarity
        Weight of each word.
    n_words
        Words in a shingle.
    containment
        Share of the shorter text's shingles found in the other, from which it is copied.
    """
    n_one, found_one = contained(one, other, texts, n_words=n_words)
    n_other, found_other = contained(other, one, texts, n_words=n_words)
    if (found_one, found_other) == (n_one, n_other):
        return True
    n, found = (n_one, found_one) if n_one <= n_other else (n_other, found_other)
    if found == n >= MIN_CONTAINED:
        return True
    if found >= max(containment * n, MIN_SHINGLES) and weight >= MIN_COPIED_WEIGHT:
        return True
    if weight < MIN_WEIGHT:
        return False
    short, long = (one, other) if n_one <= n_other else (other, one)
    return aligned_share(_own(short, texts), texts.blocks(long), rarity) >= MIN_ALIGNED


def contained(one: int, other: int, texts: Texts, *, n_words: int) -> tuple[int, int]:
    """Count the shingles looked for of one article, and those found in the other."""
    own = _shingles(_own(one, texts), n_words)
    return len(own), len(own & _shingles(texts.blocks(other), n_words))


def aligned_share(
    sought: tuple[list[int], ...], whole: tuple[list[int], ...], rarity: np.ndarray
) -> float:
    """Share of a text, by weight, that stands in another text in the same order."""
    short = np.array([word for block in sought for word in block], dtype=np.int64)
    long = np.array([word for block in whole for word in block], dtype=np.int64)
    short, long = short[:LONGEST_ALIGNED], long[:LONGEST_ALIGNED]
    total = rarity[short].sum()
    common = short[np.isin(short, long)]
    if total <= 0 or rarity[common].sum() < MIN_ALIGNED * total:
        return 0.0
    best = np.zeros(len(long) + 1)
    for word in common:
        joined = best[:-1] + np.where(long == word, rarity[word], 0)
        best[1:] = np.maximum.accumulate(np.maximum(best[1:], joined))
    return float(best[-1] / total)


def _own(article: int, texts: Texts) -> tuple[list[int], ...]:
    """Words looked for: those of the body, or all where it is short."""
    headline, body = texts.blocks(article)
    return (body,) if len(body) >= MIN_SHINGLES + 3 else (headline, body)


def _shingles(blocks: tuple[list[int], ...], n_words: int) -> set[tuple[int, ...]]:
    """Set of the runs of so many words within each block; a shorter block is one run."""
    return {
        tuple(block[at : at + n_words])
        for block in blocks
        if block
        for at in range(max(len(block) - n_words + 1, 1))
    }


def _portions(sizes: np.ndarray) -> Iterator[slice]:
    """Slices of the pairs that hold some millions of bigrams each."""
    portion = np.cumsum(sizes) // CHUNK
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(portion)) + 1, [len(sizes)]])
    for first, last in zip(bounds[:-1], bounds[1:], strict=True):
        if last > first:
            yield slice(int(first), int(last))


def _intersections(
    first: np.ndarray, second: np.ndarray, bigrams: Bigrams
) -> tuple[np.ndarray, np.ndarray]:
    """Count and weigh the bigrams each pair shares."""
    from scipy.sparse import csr_array

    def rows(articles: np.ndarray) -> csr_array:
        places, bounds = bigrams.places(articles)
        held = weights(bigrams.n_holding[places], bigrams.n_all)
        columns = bigrams.bigram[places].view(np.int64)
        return csr_array((held, columns, bounds), shape=(len(articles), np.iinfo(np.int64).max))

    both = rows(first).minimum(rows(second))
    number = np.diff(both.indptr)
    row = np.repeat(np.arange(len(first)), number)
    return number, np.bincount(row, weights=both.data, minlength=len(first))
