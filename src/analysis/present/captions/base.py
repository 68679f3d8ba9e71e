"""The sentences every caption shares: of how much, without what, and how much unresolved."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.present.captions.wording import (
    count_words,
    percent_words,
    plural,
    share_words,
    span_words,
)
from analysis.settings import Settings


def base_words(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    within: str = "sentence",
    n_units: int | None = None,
    sections: Sequence[str] = Settings.counted_sections,
) -> str:
    """Return what a count is a part of.

    Parameters
    ----------
    articles, sentences
        Tables `ARTICLES` and `SENTENCES` of the corpus, of all sections.
    within
        The unit counted: ``mention``, ``sentence``, ``paragraph``, ``article`` or ``story``.
    n_units
        Number of units in all; needed for mentions, paragraphs and stories, which these
        tables do not tell, and left unsaid there if not given.
    sections
        The sections that count.

    Returns
    -------
    str
        For instance ``412 sentences in 55 articles, 9 March 2011 to 4 February 2025``.
    """
    known = {
        "sentence": int(sentences["section"].isin(list(sections)).sum()),
        "article": len(articles),
    }
    n_units = known.get(within, n_units)
    corpus = count_words(len(articles), "article")
    if within != "article":
        units = f"all {plural(2, within)}" if n_units is None else count_words(n_units, within)
        corpus = f"{units} in {corpus}"
    return corpus + _when(articles)


def _when(articles: pd.DataFrame) -> str:
    """Return the days of publication as they follow the number of articles."""
    days = articles["published"].dropna()
    undated = len(articles) - len(days)
    if days.empty:
        return "" if articles.empty else ", without dates"
    words = f", {span_words(days.min(), days.max())}"
    return f"{words} ({undated:,} without a date)" if undated else words


def unresolved_words(mentions: pd.DataFrame, outcomes: pd.DataFrame | None = None) -> str:
    """Return the share of mentions that count for no actor, as a sentence.

    Parameters
    ----------
    mentions
        Table `MENTIONS`, those counted, unresolved ones among them.
    outcomes
        Columns `outcome` and `n_mentions`, with ``unresolved`` and ``resolved, no party``
        told apart; by default every mention without an actor counts as unresolved.
    """
    if mentions.empty:
        return "No mention was found."
    numbers = {"unresolved": int(mentions["actor_id"].isna().sum()), "resolved, no party": 0}
    if outcomes is not None:
        found = outcomes.set_index("outcome")["n_mentions"]
        numbers = {name: int(found.get(name, 0)) for name in numbers}
    lost, apart = numbers["unresolved"], numbers["resolved, no party"]
    words = (
        f"{share_words(lost, len(mentions), 'mention')} {plural(lost, 'was')} not resolved "
        "to an actor."
    )
    if not lost:
        words = f"None of {count_words(len(mentions), 'mention')} is unresolved."
    if not apart:
        return words
    more = f"{apart:,} more" if lost else f"{apart:,}"
    return (
        f"{words} {more} ({percent_words(apart / len(mentions))}) "
        f"{plural(apart, 'is')} of somebody known who counts for no party."
    )


def left_out_words(left_out: pd.DataFrame | None) -> str:
    """Return what is not counted, as a sentence; an empty text if that is nothing.

    Parameters
    ----------
    left_out
        Columns `reason` (a section as ``section caption``, or ``publisher``) and
        `n_mentions`, in the order told.
    """
    if left_out is None or left_out.empty:
        return ""
    reasons = left_out["reason"].str.removeprefix("section ")
    parts = [f"{reason} {n:,}" for reason, n in zip(reasons, left_out["n_mentions"], strict=True)]
    total = int(left_out["n_mentions"].sum())
    return f"Left out: {count_words(total, 'mention')} ({', '.join(parts)})."
