"""Texts as sets of shingles: runs of words, without case, punctuation or boilerplate.

An outlet writes its own headline over another's report. So where the body is long enough,
what is looked for in other texts is the body alone (`own`); where it is looked for is the
whole text, headline included.

A paragraph that one outlet prints again and again over a longer time than a story lasts
(an address, an appeal to subscribe, the standing background to a war) is boilerplate and
left out, unless nothing else would be left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np
import pandas as pd

# Sections compared. Bylines, captions and related links are each outlet's own.
COMPARED = ("headline", "body")

# Letters and digits, with the apostrophe inside a word ("Syria's", "don't").
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

# Shared shingles that show one report; with four words each, a run of fifteen words. Less
# is a turn of phrase ("two people are killed in an air strike on a boat in the").
MIN_SHINGLES = 12

# Articles of one source that must hold a paragraph before it can be boilerplate.
MIN_REPEATS = 5

# Paragraphs whose words are held in memory as text at one time.
CHUNK = 20_000

# An odd number with well-mixed bits (the golden ratio in 64): parts the positions in a hash.
MIX = np.uint64(0x9E3779B97F4A7C15)


def find_shingles(
    articles: pd.DataFrame, sections: pd.DataFrame, *, n_words: int, window_days: int
) -> pd.DataFrame:
    """List the distinct shingles of each article.

    Parameters
    ----------
    articles
        Table `ARTICLES` with index 0, 1, 2 ...: the number an article goes by here.
    sections
        Table `SECTIONS`; a row is a paragraph.
    n_words
        Words in a shingle. A headline or body of fewer words is one shingle.
    window_days
        Days a story lasts: a paragraph repeated for longer may be boilerplate.

    Returns
    -------
    DataFrame
        `article`, `shingle` (a hash: equal words, equal number, in every run) and `own`,
        whether the shingle is looked for in other texts; ordered by the first two.
    """
    paragraphs = _paragraphs(articles, sections)
    words, n_by_paragraph = _word_hashes(paragraphs["text"])
    paragraphs = paragraphs.drop(columns="text").assign(n_words=n_by_paragraph)
    keys = _paragraph_keys(words, n_by_paragraph)
    kept = _kept(paragraphs.assign(key=keys), articles, window_days=window_days)
    block = (2 * paragraphs["article"] + paragraphs["body"]).to_numpy()
    in_kept = np.repeat(kept, n_by_paragraph)
    block_of_word = np.repeat(block, n_by_paragraph)[in_kept]
    found = _shingles(words[in_kept], block_of_word, n_words)
    return _with_own(found)


def _paragraphs(articles: pd.DataFrame, sections: pd.DataFrame) -> pd.DataFrame:
    """Article number, whether body, and text of each paragraph, headlines first."""
    number = pd.Series(articles.index, index=articles["article_id"])
    compared = sections[sections["section"].isin(COMPARED)]
    compared = compared.assign(
        article=compared["article_id"].map(number), body=compared["section"] == "body"
    ).dropna(subset="article")
    compared = compared.astype({"article": "int64"}).sort_values(
        ["article", "body", "start"], kind="stable"
    )
    texts = articles["text"].to_numpy(dtype=object)[compared["article"].to_numpy()]
    cut = [
        text[start:end]
        for text, start, end in zip(texts, compared["start"], compared["end"], strict=True)
    ]
    return pd.DataFrame(
        {
            "article": compared["article"].to_numpy(),
            "body": compared["body"].to_numpy(),
            "text": pd.Series(cut, dtype="object"),
        }
    )


def _word_hashes(texts: Sequence[str] | pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Hash of every word of the texts in order, and the number of words of each text."""
    hashes, lengths = [np.empty(0, dtype=np.uint64)], [np.empty(0, dtype=np.int64)]
    for first in range(0, len(texts), CHUNK):
        words = [WORD.findall(_folded(text)) for text in texts[first : first + CHUNK]]
        flat = np.array(list(chain.from_iterable(words)), dtype=object)
        lengths.append(np.fromiter(map(len, words), dtype=np.int64, count=len(words)))
        if len(flat):
            hashes.append(pd.util.hash_array(flat))
    return np.concatenate(hashes), np.concatenate(lengths)


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")


def _paragraph_keys(words: np.ndarray, n_by_paragraph: np.ndarray) -> np.ndarray:
    """One number for the words of each paragraph in their order; 0 without words."""
    first = np.cumsum(n_by_paragraph) - n_by_paragraph
    place = np.arange(len(words)) - np.repeat(first, n_by_paragraph)
    placed = words * (MIX * (2 * place + 1).astype(np.uint64))
    total = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(placed, dtype=np.uint64)])
    return total[first + n_by_paragraph] - total[first]


def _kept(paragraphs: pd.DataFrame, articles: pd.DataFrame, *, window_days: int) -> np.ndarray:
    """Whether each paragraph is compared: not boilerplate, or all there is of the article."""
    about = articles[["source", "published"]].take(paragraphs["article"].to_numpy())
    printed = paragraphs.assign(
        source=about["source"].to_numpy(), published=about["published"].to_numpy()
    )
    by_key = printed.groupby(["source", "key"])
    n_articles = by_key["article"].transform("nunique")
    span = by_key["published"].transform("max") - by_key["published"].transform("min")
    boilerplate = (n_articles >= MIN_REPEATS) & (span > pd.Timedelta(days=window_days))
    left = printed["n_words"].where(~boilerplate & printed["body"], 0)
    nothing_left = left.groupby(printed["article"]).transform("sum") == 0
    return (~boilerplate | nothing_left).to_numpy()


def _shingles(words: np.ndarray, block: np.ndarray, n_words: int) -> pd.DataFrame:
    """Block and hash of each run of words within a block; a short block is one run."""
    n = len(words)
    padded = np.concatenate([words, np.zeros(n_words, dtype=np.uint64)])
    blocks = np.concatenate([block, np.full(n_words, -1)])
    hashes = np.zeros(n, dtype=np.uint64)
    for step in range(n_words):
        within = blocks[step : step + n] == block
        hashes = hashes * MIX + np.where(within, padded[step : step + n], np.uint64(0))
    whole = blocks[n_words - 1 : n_words - 1 + n] == block
    opening = np.concatenate([np.ones(min(n, 1), dtype=bool), block[1:] != block[:-1]])
    kept = whole | opening
    return pd.DataFrame({"block": block[kept], "shingle": hashes[kept]})


def _with_own(found: pd.DataFrame) -> pd.DataFrame:
    """Say which shingles are looked for: those of the body, or all where it is short."""
    block, shingle = found["block"].to_numpy(), found["shingle"].to_numpy()
    article, headline = block // 2, block % 2 == 0
    order = np.lexsort([headline, shingle, article])
    article, shingle, body = article[order], shingle[order], ~headline[order]
    distinct = np.ones(len(order), dtype=bool)
    distinct[1:] = (article[1:] != article[:-1]) | (shingle[1:] != shingle[:-1])
    article, shingle, body = article[distinct], shingle[distinct], body[distinct]
    n_body = np.bincount(article[body], minlength=int(article.max(initial=-1)) + 1)
    own = body | (n_body[article] < MIN_SHINGLES)
    return pd.DataFrame({"article": article, "shingle": shingle, "own": own})


def number_shingles(shingles: pd.DataFrame) -> pd.DataFrame:
    """Give a number to each shingle that two articles or more share, the rarest first.

    Parameters
    ----------
    shingles
        What `find_shingles` returned.

    Returns
    -------
    DataFrame
        The rows of shared shingles, with `shingle` replaced by 0, 1, 2 ... in order of the
        number of articles that hold it (ties by hash).
    """
    hashes, number, n_articles = np.unique(
        shingles["shingle"].to_numpy(), return_inverse=True, return_counts=True
    )
    order = np.lexsort([hashes, n_articles])
    rank = np.empty(len(hashes), dtype=np.int64)
    rank[order] = np.arange(len(hashes))
    n_alone = int((n_articles == 1).sum())
    return (
        shingles.assign(shingle=rank[number] - n_alone).query("shingle >= 0").reset_index(drop=True)
    )


def sizes(shingles: pd.DataFrame, n_articles: int) -> np.ndarray:
    """Count the shingles of each article that are looked for; articles without have 0."""
    return np.bincount(shingles.loc[shingles["own"], "article"], minlength=n_articles)
