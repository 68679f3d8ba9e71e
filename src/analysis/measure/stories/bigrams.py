"""Articles as sets of bigrams, two words in a row, each weighed by how rare it is.

Of the bigrams of a text whose words were changed one in ten, four in five are left; one in
three changed, still almost half. Longer runs are rarer by chance but break sooner. What
common bigrams ("of the") prove is little, so each weighs
``1 - ln(articles that hold it) / ln(articles + 1000)``: near 1 for a name, near 0 for what
stands everywhere. (The thousand keeps a corpus of few articles from taking each word two of
them share for common.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.measure.stories.texts import MIX, Texts

# Added to the number of articles, as if so many others were at hand to judge rarity by.
PRIOR_ARTICLES = 1000

# Articles whose bigrams are found at a time, and stretches the bigrams are counted in: so
# that a million articles are sorted a sixteenth at a time.
CHUNK = 20_000
STRETCHES = 16

# Stands for the word after the last in a text of one word.
NO_WORD = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True)
class Bigrams:
    """The distinct bigrams of all articles.

    Parameters
    ----------
    bigram
        Number of each bigram, made of its two words; ordered within each article.
    starts
        Where each article begins in `bigram`, and where the last ends.
    n_holding
        How many articles of the corpus hold each bigram, next to `bigram`.
    n_all
        Articles of the corpus.
    """

    bigram: np.ndarray
    starts: np.ndarray
    n_holding: np.ndarray
    n_all: int

    def places(self, articles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the places of the bigrams of some articles, and where each article begins."""
        sizes = self.sizes()[articles]
        bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
        return np.repeat(self.starts[articles] - bounds[:-1], sizes) + np.arange(bounds[-1]), bounds

    def of(self, articles: np.ndarray) -> Bigrams:
        """Take some articles, which then go by 0, 1, 2 ...; rarity stays the corpus'."""
        places, starts = self.places(articles)
        return Bigrams(self.bigram[places], starts, self.n_holding[places], self.n_all)

    def sizes(self) -> np.ndarray:
        """Count the bigrams of each article."""
        return np.diff(self.starts)


def find_bigrams(texts: Texts) -> Bigrams:
    """List the bigrams of each article, and count the articles that hold each."""
    found, sizes = [np.empty(0, dtype=np.uint64)], [np.empty(0, dtype=np.int64)]
    for first in range(0, texts.n_articles, CHUNK):
        last = min(first + CHUNK, texts.n_articles)
        bigram, article = _in_articles(texts, first, last)
        found.append(bigram)
        sizes.append(np.bincount(article, minlength=last - first))
    bigram = np.concatenate(found)
    starts = np.concatenate([[0], np.cumsum(np.concatenate(sizes))]).astype(np.int64)
    return Bigrams(bigram, starts, _n_holding(bigram), texts.n_articles)


def weights(n_holding: np.ndarray, n_all: int) -> np.ndarray:
    """Weigh words or bigrams that so many of all articles hold, from 0 to 1."""
    return 1 - np.log(np.maximum(n_holding, 1)) / np.log(n_all + PRIOR_ARTICLES)


def weigh_words(texts: Texts) -> np.ndarray:
    """Weigh each word, by its number."""
    n_words = int(texts.words.max(initial=0)) + 1
    held = np.zeros(n_words, dtype=np.int64)
    for first in range(0, texts.n_articles, CHUNK):
        last = min(first + CHUNK, texts.n_articles)
        begin, end = texts.starts[2 * first], texts.starts[2 * last]
        lengths = np.diff(texts.starts[2 * first : 2 * last + 1 : 2])
        article = np.repeat(np.arange(last - first, dtype=np.int64), lengths)
        found = np.sort(article * n_words + texts.words[begin:end])
        once = found[np.concatenate([np.ones(min(len(found), 1), bool), found[1:] != found[:-1]])]
        held += np.bincount(once % n_words, minlength=n_words)
    return weights(held, texts.n_articles)


def stretch_of(bigram: np.ndarray) -> np.ndarray:
    """Stretch each bigram is counted in, spread evenly whatever the words."""
    return ((bigram * MIX) >> np.uint64(32)).astype(np.uint8) % np.uint8(STRETCHES)


def _in_articles(texts: Texts, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    """Distinct bigrams of some articles in order, and the article of each from 0."""
    starts = texts.starts[2 * first : 2 * last + 1]
    words = texts.words[starts[0] : starts[-1]].astype(np.uint64)
    block = np.repeat(np.arange(2 * (last - first)), np.diff(starts))
    follower = np.concatenate([words[1:], np.zeros(min(len(words), 1), dtype=np.uint64)])
    inside = np.concatenate([block[1:] == block[:-1], np.zeros(min(len(words), 1), dtype=bool)])
    alone = ~inside & np.concatenate([np.ones(min(len(words), 1), dtype=bool), ~inside[:-1]])
    bigram = (words << np.uint64(32)) | np.where(inside, follower, NO_WORD)
    bigram, article = bigram[inside | alone], block[inside | alone] // 2
    order = np.lexsort([bigram, article])
    bigram, article = bigram[order], article[order]
    new = np.ones(len(bigram), dtype=bool)
    new[1:] = (bigram[1:] != bigram[:-1]) | (article[1:] != article[:-1])
    return bigram[new], article[new]


def _n_holding(bigram: np.ndarray) -> np.ndarray:
    """How many articles hold each bigram, next to it."""
    held = np.zeros(len(bigram), dtype=np.uint32)
    stretches = stretch_of(bigram)
    for stretch in range(STRETCHES):
        places = np.flatnonzero(stretches == stretch)
        _, which, counts = np.unique(bigram[places], return_inverse=True, return_counts=True)
        held[places] = counts[which]
    return held
