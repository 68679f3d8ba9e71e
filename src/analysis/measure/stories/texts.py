"""Articles as runs of numbered words, without case, punctuation or boilerplate.

A paragraph that one outlet prints again and again over a longer time than a story lasts
(an address, an appeal to subscribe, the standing background to a war) is boilerplate and
left out, unless nothing else would be left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

# Sections compared. Bylines, captions and related links are each outlet's own.
COMPARED = ("headline", "body")

# Letters and digits, with the apostrophe inside a word ("Syria's", "don't").
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

# Articles of one source that must hold a paragraph before it can be boilerplate.
MIN_REPEATS = 5

# Paragraphs whose words are held in memory as text at one time.
CHUNK = 50_000

# An odd number with well-mixed bits (the golden ratio in 64): parts the positions in a key.
MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Texts:
    """The words of all articles.

    Parameters
    ----------
    words
        A number for each word, equal for equal words, article after article, headline
        before body.
    starts
        Where each block begins in `words`, and where the last ends: block 2 i is the
        headline of article i, block 2 i + 1 its body.
    """

    words: np.ndarray
    starts: np.ndarray

    @property
    def n_articles(self) -> int:
        """Number of articles, those without words included."""
        return (len(self.starts) - 1) // 2

    def blocks(self, article: int) -> tuple[list[int], list[int]]:
        """Words of the headline and of the body of one article."""
        first, middle, last = self.starts[2 * article : 2 * article + 3].tolist()
        return self.words[first:middle].tolist(), self.words[middle:last].tolist()


def read_texts(articles: pd.DataFrame, sections: pd.DataFrame, *, window_days: int) -> Texts:
    """Read the words of headline and body of each article.

    Parameters
    ----------
    articles
        Table `ARTICLES` with index 0, 1, 2 ...: the number an article goes by here.
    sections
        Table `SECTIONS`; a row is a paragraph.
    window_days
        Days a story lasts: a paragraph repeated for longer may be boilerplate.
    """
    paragraphs = _paragraphs(articles, sections)
    words, n_words = _numbered_words(articles["text"], paragraphs)
    counted = paragraphs[["article", "body"]].assign(n_words=n_words, key=_keys(words, n_words))
    kept = _kept(counted, articles, window_days=window_days)
    if not kept.all():
        words = words[np.repeat(kept, n_words)]
    block = (2 * paragraphs["article"] + paragraphs["body"]).to_numpy()[kept]
    sizes = np.bincount(block, weights=n_words[kept], minlength=2 * len(articles))
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Texts(words=words, starts=starts)


def _paragraphs(articles: pd.DataFrame, sections: pd.DataFrame) -> pd.DataFrame:
    """Article number, whether body, start and end of each paragraph, headlines first."""
    compared = sections[sections["section"].isin(COMPARED)]
    number = pd.Index(articles["article_id"]).get_indexer(compared["article_id"])
    found = pd.DataFrame(
        {
            "article": number,
            "body": (compared["section"] == "body").to_numpy(),
            "start": compared["start"].to_numpy(),
            "end": compared["end"].to_numpy(),
        }
    )
    found = found[found["article"] >= 0]
    return found.sort_values(["article", "body", "start"], kind="stable").reset_index(drop=True)


def _numbered_words(texts: pd.Series, paragraphs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of the words of all paragraphs in order, and how many each paragraph has."""
    numbers: dict[str, int] = {}
    words, n_words = [np.empty(0, dtype=np.uint32)], [np.empty(0, dtype=np.int64)]
    for cut in _cut(texts, paragraphs):
        split = [WORD.findall(text.casefold().replace("’", "'")) for text in cut]
        flat = chain.from_iterable(split)
        words.append(
            np.fromiter((numbers.setdefault(word, len(numbers)) for word in flat), dtype=np.uint32)
        )
        n_words.append(np.fromiter(map(len, split), dtype=np.int64, count=len(split)))
    return np.concatenate(words), np.concatenate(n_words)


def _cut(texts: pd.Series, paragraphs: pd.DataFrame) -> Iterator[list[str]]:
    """Texts of the paragraphs, some at a time."""
    for at in range(0, len(paragraphs), CHUNK):
        rows = paragraphs.iloc[at : at + CHUNK]
        first = int(rows["article"].iloc[0])
        whole = texts.iloc[first : int(rows["article"].iloc[-1]) + 1].to_numpy(dtype=object)
        places = zip(rows["article"] - first, rows["start"], rows["end"], strict=True)
        yield [whole[article][start:end] for article, start, end in places]


def _keys(words: np.ndarray, n_words: np.ndarray) -> np.ndarray:
    """One number for the words of each paragraph in their order; 0 without words."""
    keys = [np.empty(0, dtype=np.uint64)]
    ends = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(n_words)])
    for at in range(0, len(n_words), CHUNK):
        bounds = ends[at : at + CHUNK + 1]
        inside = words[bounds[0] : bounds[-1]].astype(np.uint64) + np.uint64(1)
        place = np.arange(len(inside)) - np.repeat(bounds[:-1] - bounds[0], np.diff(bounds))
        placed = inside * MIX * (2 * place + 1).astype(np.uint64)
        placed ^= placed >> np.uint64(29)
        total = np.concatenate(
            [np.zeros(1, dtype=np.uint64), np.cumsum(placed * MIX, dtype=np.uint64)]
        )
        keys.append(total[bounds[1:] - bounds[0]] - total[bounds[:-1] - bounds[0]])
    return np.concatenate(keys)


def _kept(paragraphs: pd.DataFrame, articles: pd.DataFrame, *, window_days: int) -> np.ndarray:
    """Whether each paragraph is compared: not boilerplate, or all there is of the article."""
    _, which, n_same = np.unique(
        paragraphs["key"].to_numpy(), return_inverse=True, return_counts=True
    )
    repeated = n_same[which] >= MIN_REPEATS
    printed = paragraphs[repeated]
    about = articles[["source", "published"]].take(printed["article"].to_numpy())
    printed = printed.assign(
        source=about["source"].to_numpy(), published=about["published"].to_numpy()
    )
    by_key = printed.groupby(["source", "key"])
    n_articles = by_key["article"].transform("nunique")
    span = by_key["published"].transform("max") - by_key["published"].transform("min")
    boilerplate = np.zeros(len(paragraphs), dtype=bool)
    boilerplate[repeated] = (n_articles >= MIN_REPEATS) & (span > pd.Timedelta(days=window_days))
    left = paragraphs["n_words"].where(~boilerplate & paragraphs["body"], 0)
    n_left = np.bincount(paragraphs["article"], weights=left)
    return ~boilerplate | (n_left[paragraphs["article"]] == 0)
