"""Actors and the articles that name them: the network before actors are joined.

A line between two actors hides whether one article made it or fifty, and whether these
named two actors or twenty. This table shows it.
"""

from __future__ import annotations

import pandas as pd


def count_by_article(mentions: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """Count how often each article names each actor.

    Parameters
    ----------
    mentions
        Table `MENTIONS` as `parties.counted` returns it. Mentions without an actor are left
        out.
    stories
        Table `STORIES`, with every article of `mentions`.

    Returns
    -------
    DataFrame
        `actor_id`, `article_id`, `story_id`, `n_mentions`, `n_sentences` (naming the actor),
        `n_actors` (named by the article, this one included), in the order of these.

    Raises
    ------
    ValueError
        If an article has no story.
    """
    named = mentions[mentions["actor_id"].notna()]
    found = (
        named.groupby(["actor_id", "article_id"], sort=True)["sentence_id"]
        .agg(["size", "nunique"])
        .set_axis(["n_mentions", "n_sentences"], axis="columns")
        .reset_index()
        .astype({"actor_id": "str", "article_id": "str"})
        .astype({"n_mentions": "int64", "n_sentences": "int64"})
    )
    story = found["article_id"].map(stories.set_index("article_id")["story_id"])
    if story.isna().any():
        raise ValueError(
            f"{int(story.isna().sum())} rows are of articles without a story, first "
            f"{found.loc[story.isna(), 'article_id'].iloc[0]!r}; pass tables of one build"
        )
    found.insert(2, "story_id", story.astype("str"))
    n_actors = found.groupby("article_id")["actor_id"].transform("size")
    return found.assign(n_actors=n_actors.astype("int64"))
