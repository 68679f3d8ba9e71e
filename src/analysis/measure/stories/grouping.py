"""Articles compared pair by pair and grouped into stories.

Pairs that are alike are joined, and what is joined through others is one story; so a digest
that reprints two reports joins them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measure.stories.bigrams import Bigrams, find_bigrams, weigh_words
from analysis.measure.stories.candidates import find_candidates
from analysis.measure.stories.comparison import MIN_SHARED, alike, contained, shared_bigrams
from analysis.measure.stories.texts import Texts, read_texts
from analysis.schema import STORIES, conform
from analysis.settings import Settings


def group_stories(
    articles: pd.DataFrame, sections: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """Group the articles that tell one report in the same words, or words little changed.

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
        found in the other; where words were changed throughout, or an article was grouped
        through others, it is low.

        Very short texts prove nothing and are grouped only if they are the same; short
        ones, below some 50 words, only if little was changed or nothing but cut. An article
        without words is its own story.
    """
    ordered = articles.sort_values("article_id", kind="stable").reset_index(drop=True)
    texts = read_texts(ordered, sections, window_days=settings.story_window_days)
    story = _joined(texts, _days(ordered["published"]), settings)
    original = _originals(ordered, story)
    return _related(ordered, original, texts, settings)


def _days(published: pd.Series) -> np.ndarray:
    """Day of publication as a number of days; NaN if undated."""
    since = published.dt.normalize() - pd.Timestamp("1970-01-01")
    return since.dt.days.to_numpy(dtype=np.float64)


def _joined(texts: Texts, day: np.ndarray, settings: Settings) -> np.ndarray:
    """For each article, the number of the one that leads its story."""
    bigrams, rarity = find_bigrams(texts), weigh_words(texts)
    leader = list(range(texts.n_articles))
    compared = np.arange(texts.n_articles)
    while len(compared) > 1:
        n_joined = _join(leader, compared, texts, bigrams, rarity, day, settings)
        compared = _heads(leader, bigrams.sizes()) if n_joined else compared[:0]
    return np.array([_leader(leader, article) for article in leader], dtype=np.int64)


def _join(
    leader: list[int], compared: np.ndarray, texts: Texts, bigrams: Bigrams, rarity: np.ndarray,
    day: np.ndarray, settings: Settings,
) -> int:  # fmt: skip
    """Compare some articles with each other, join those that are alike, and count these."""
    own = bigrams if len(compared) == texts.n_articles else bigrams.of(compared)
    first, second = find_candidates(own, day=day[compared], window_days=settings.story_window_days)
    share, weight = shared_bigrams(first, second, own)
    worth = np.flatnonzero(share >= MIN_SHARED)
    # The surest pairs first: two articles that others have joined need no comparison.
    worth = worth[np.argsort(-share[worth], kind="stable")]
    ones, others = compared[first[worth]].tolist(), compared[second[worth]].tolist()
    n_joined = 0
    for one, other, mass in zip(ones, others, weight[worth].tolist(), strict=True):
        of_one, of_other = _leader(leader, one), _leader(leader, other)
        if of_one != of_other and alike(
            one, other, texts, weight=mass, rarity=rarity, n_words=settings.shingle_words,
            containment=settings.story_containment,
        ):  # fmt: skip
            leader[max(of_one, of_other)] = min(of_one, of_other)
            n_joined += 1
    return n_joined


def _heads(leader: list[int], sizes: np.ndarray) -> np.ndarray:
    """Return the longest article of each story of several, the first of equals."""
    story = np.array([_leader(leader, article) for article in range(len(leader))], dtype=np.int64)
    order = np.lexsort([-sizes, story])
    opening = np.ones(len(order), dtype=bool)
    opening[1:] = story[order][1:] != story[order][:-1]
    return np.sort(order[opening & (np.bincount(story)[story[order]] > 1)])


def _leader(leader: list[int], article: int) -> int:
    """Follow the leaders up to the one that leads itself, and shorten the way."""
    while leader[article] != article:
        leader[article] = leader[leader[article]]
        article = leader[article]
    return article


def _originals(articles: pd.DataFrame, story: np.ndarray) -> np.ndarray:
    """Find the number of the earliest article of each article's story."""
    by_age = articles[["article_id", "published"]].assign(story=story)
    by_age = by_age.sort_values(["published", "article_id"], kind="stable", na_position="last")
    earliest = by_age.drop_duplicates("story")
    return pd.Series(earliest.index, index=earliest["story"]).reindex(story).to_numpy()


def _related(
    articles: pd.DataFrame, original: np.ndarray, texts: Texts, settings: Settings
) -> pd.DataFrame:
    """Table `STORIES`, given the number of each article's original."""
    number = np.arange(len(articles))
    relation = np.full(len(articles), "original", dtype=object)
    similarity = np.ones(len(articles))
    for article in np.flatnonzero(number != original).tolist():
        of = int(original[article])
        n, found = contained(article, of, texts, n_words=settings.shingle_words)
        n_of, found_of = contained(of, article, texts, n_words=settings.shingle_words)
        shares = (found / max(n, 1), found_of / max(n_of, 1))
        similarity[article] = shares[0] if n <= n_of else shares[1]
        relation[article] = _relation(shares, similarity[article], settings.copy_containment)
    article_ids = articles["article_id"].to_numpy(dtype=object)
    stories = {
        "article_id": pd.Series(article_ids, dtype="str"),
        "story_id": pd.Series(article_ids[original], dtype="str"),
        "relation": pd.Series(relation, dtype="str"),
        "similarity": similarity,
    }
    return conform(pd.DataFrame(stories), STORIES)


def _relation(shares: tuple[float, float], similarity: float, copy_containment: float) -> str:
    if min(shares) >= copy_containment:
        return "copy"
    return "excerpt" if similarity >= copy_containment else "rewrite"
