"""The card beside a figure: what a methods section asks of it, computed from the tables.

A card is a mapping of what is told to how it is told, in plain text and in order. One card
of the corpus serves all figures of a notebook; each figure adds what is its own.
"""

from __future__ import annotations

import pandas as pd

from analysis.present.captions.base import unresolved_words
from analysis.present.captions.wording import count_words, percent_words, plural, span_words

NO_NULL = "none: these are counts, nothing is claimed to be more than chance"
NOT_VALIDATED = "not validated on this corpus"
HASH_CHARS = 12  # of the manifest's hash; enough to tell two builds apart


def corpus_card(
    articles: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    rejects: pd.DataFrame,
    manifest: str,
    mentions: pd.DataFrame | None = None,
    outcomes: pd.DataFrame | None = None,
) -> dict[str, str]:
    """Return what holds for every figure of a corpus.

    Parameters
    ----------
    articles, stories, rejects
        Tables `ARTICLES`, `STORIES` and `REJECTS`.
    manifest
        Hash of the manifest of the build.
    mentions, outcomes
        As for `unresolved_words`; the share unresolved is left out without them.
    """
    days = articles["published"].dropna()
    when = f", {span_words(days.min(), days.max())}" if len(days) else ""
    n_stories = int(stories["story_id"].nunique())
    card = {
        "corpus": f"{count_words(len(articles), 'article')} of "
        f"{count_words(int(articles['source'].nunique()), 'source')}, telling "
        f"{count_words(n_stories, 'story')}{when}; {count_words(len(rejects), 'record')} rejected",
        "null model": NO_NULL,
        "accuracy of the step": NOT_VALIDATED,
    }
    if mentions is not None:
        card["unresolved"] = unresolved_words(mentions, outcomes)
    return card | {"build": f"manifest {manifest[:HASH_CHARS]}"}


def actor_card(frequency: pd.DataFrame, *, names: pd.Series, level: float) -> dict[str, str]:
    """Return the largest bar of a chart of actors, raw and by story.

    Parameters
    ----------
    frequency
        Table `FREQUENCY`, the rows drawn, largest first.
    names
        Display name of each actor, indexed by `actor_id`.
    level
        Level of the interval.
    """
    if frequency.empty:
        return {}
    row = frequency.iloc[0]
    share = f"{percent_words(row['share'])} of all {plural(2, str(row['within']))}"
    return {
        "largest mark": f"{names.get(row['actor_id'], row['actor_id'])}: "
        f"{count_words(int(row['n_mentions']), 'mention')} in "
        f"{count_words(int(row['n_sentences']), 'sentence')}, "
        f"{count_words(int(row['n_articles']), 'article')} and "
        f"{count_words(int(row['n_stories']), 'story')}; {share}, {_interval(row, level)}"
    }


def pair_card(pairs: pd.DataFrame, *, names: pd.Series, level: float, q: float) -> dict[str, str]:
    """Return the largest pair of a chart, and what it was tested against.

    Parameters
    ----------
    pairs
        Table `PAIRS`, the rows drawn, largest first.
    names
        Display name of each actor, indexed by `actor_id`.
    level
        Level of the interval.
    q
        Rate of false discoveries accepted.
    """
    if pairs.empty:
        return {}
    row = pairs.iloc[0]
    first, second = (names.get(row[end], row[end]) for end in ("actor_a", "actor_b"))
    ratio = row["n_together"] / row["expected"]
    reach = (
        "no interval, for want of stories"
        if pd.isna(row["low"])
        else f"{percent_words(level)} interval {row['low']:.2f} to {row['high']:.2f}"
    )
    tested = int(pairs["q_value"].notna().sum())
    return {
        "largest mark": f"{first} and {second}: {row['n_together']:,} of "
        f"{count_words(int(row['n_units']), str(row['within']))}, {ratio:.2f} times what "
        f"independence gives, {reach}",
        "null model": "stochastic degree sequence model (frequency of each actor and length of "
        f"each unit fixed), false discoveries at most {q:g}; {tested:,} of the "
        f"{count_words(len(pairs), 'pair')} drawn {plural(tested, 'was')} tested"
        if tested
        else "not tested, for want of stories or of frequent actors",
    }


def _interval(row: pd.Series, level: float) -> str:
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return "no interval, for want of stories"
    low, high = percent_words(row["low"]), percent_words(row["high"])
    return f"{percent_words(level)} interval by story {low} to {high}"
