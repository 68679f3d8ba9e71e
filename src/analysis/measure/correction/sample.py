"""A random sheet of sentences to be read by people, with each one's chance to be on it.

Drawn by stratum, so that rare parties are on it too: a sentence belongs to the stratum of
the party that, of those found in it, is found least in the corpus; sentences in which nobody
was found have a stratum of their own, for it is there that misses are seen. Within a stratum
every sentence has the same chance, and every set of so many sentences too (stratified random
sampling; Cochran 1977, chapter 5). To draw them evenly over the stories instead makes the
estimates a little better and their intervals too wide: in `benchmarks/correction.py` 99 % of
them cover, for 95 %.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.schema import SchemaError
from analysis.settings import Settings

# Written where a sentence names nobody: an empty cell is a sentence not yet read.
NOBODY = "-"

# Sentences drawn of each stratum at least, if it has so many. Fewer say little about spread.
LEAST = 15

# Share of the sheet drawn from sentences in which nobody was found.
NOBODY_SHARE = 0.3

COLUMNS = {"sentence_id": "str", "article_id": "str", "story_id": "str", "stratum": "str",
           "inclusion": "float64", "text": "str", "found": "str", "gold": "str"}  # fmt: skip


def draw_sample(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    n: int,
    rng: np.random.Generator,
    sections: Sequence[str] = Settings.counted_sections,
) -> pd.DataFrame:
    """Draw sentences to be read by people.

    Parameters
    ----------
    mentions
        Table `MENTIONS` as for `frequency.count_frequency`: counted, at the level to count.
    sentences
        Table `SENTENCES`, of all sections.
    stories
        Table `STORIES`, with every article of `sentences`.
    n
        Sentences to draw; all, if there are fewer.
    rng
        Generator of the draws, for instance ``np.random.default_rng(settings.seed)``.
    sections
        The sections counted: those `parties.counted` was given.

    Returns
    -------
    DataFrame
        One row per sentence drawn, by `sentence_id`: where it stands, `stratum`,
        `inclusion` (the chance it had of being drawn), `text`, `found` (actors found in it,
        parted by ``|``, or ``-``) and `gold`, missing: to be filled in the same way with
        the actors the sentence names, ``-`` for nobody.

    Raises
    ------
    ValueError
        If `n` is below 1.
    SchemaError
        If an article has no story.
    """
    if n < 1:
        raise ValueError(f"n is {n}; expected 1 or more sentences to draw")
    base = sentences[sentences["section"].isin(list(sections))]
    story = base["article_id"].map(stories.set_index("article_id")["story_id"])
    if story.isna().any():
        raise SchemaError(
            f"table 'stories': {int(story.isna().sum())} sentences stand in articles without a "
            f"row, first {base.loc[story.isna(), 'article_id'].iloc[0]!r}; group the stories "
            "of the whole corpus"
        )
    frame = base[["sentence_id", "article_id", "text"]].assign(story_id=story.astype("str"))
    frame = frame.sort_values(["story_id", "sentence_id"], kind="stable").reset_index(drop=True)
    found = _found(mentions, frame["sentence_id"])
    frame["stratum"] = _strata(found, frame["sentence_id"], n)
    frame["found"] = _joined(found, frame["sentence_id"])
    drawn = [_drawn(part, size, rng) for part, size in _sizes(frame, n)] if len(frame) else []
    sheet = pd.concat([frame.iloc[:0].assign(inclusion=0.0), *drawn]).assign(gold=None)
    return sheet.astype(COLUMNS)[list(COLUMNS)].sort_values("sentence_id", kind="stable",
                                                            ignore_index=True)  # fmt: skip


def _found(mentions: pd.DataFrame, sentence_ids: pd.Series) -> pd.DataFrame:
    """Sentence and actor, once each, of the sentences counted."""
    named = mentions.dropna(subset="actor_id")[["sentence_id", "actor_id"]].drop_duplicates()
    named = named[named["sentence_id"].isin(sentence_ids)]
    return named.sort_values(["sentence_id", "actor_id"], kind="stable")


def _joined(found: pd.DataFrame, sentence_ids: pd.Series) -> pd.Series:
    joined = found.groupby("sentence_id")["actor_id"].agg("|".join).astype("str")
    return sentence_ids.map(joined).astype("str").fillna(NOBODY)


def _strata(found: pd.DataFrame, sentence_ids: pd.Series, n: int) -> pd.Series:
    """Stratum of each sentence: its rarest party, of as many parties as the sheet holds."""
    n_by_actor = found["actor_id"].value_counts().rename_axis("actor_id").reset_index(name="n")
    ranked = n_by_actor.sort_values(["n", "actor_id"], ascending=[False, True], kind="stable")
    room = min(max(int(n * (1 - NOBODY_SHARE)) // (2 * LEAST), 1), len(ranked))
    place = pd.Series(range(room), index=ranked["actor_id"].head(room), dtype="int64")
    placed = found.assign(place=found["actor_id"].map(place).fillna(-1).astype("int64"))
    rarest = placed.groupby("sentence_id")["place"].max()
    names = pd.Series(place.index, index=place.to_numpy(), dtype="str")
    stratum = rarest.map(names).astype("str").fillna("other")
    return sentence_ids.map(stratum).astype("str").fillna(NOBODY)


def _sizes(frame: pd.DataFrame, n: int) -> list[tuple[pd.DataFrame, int]]:
    """Sentences of each stratum, and how many to draw: more of the larger, by their root."""
    parts = [(name, part) for name, part in frame.groupby("stratum", sort=True)]
    held = np.array([len(part) for _, part in parts], dtype=np.int64)
    weight = np.array([0.0 if name == NOBODY else len(part) ** 0.5 for name, part in parts])
    of_nobody = weight.sum() * NOBODY_SHARE / (1 - NOBODY_SHARE)
    weight[weight == 0] = max(of_nobody, 1.0)
    sizes = np.minimum(held, max(min(LEAST, n // len(parts)), 1))
    for _ in range(min(n, int(held.sum())) - int(sizes.sum())):
        # To the stratum furthest behind its weight (the highest averages of D'Hondt).
        sizes[np.argmax(np.where(sizes < held, weight / (sizes + 1), 0))] += 1
    return [(part, int(size)) for (_, part), size in zip(parts, sizes, strict=True)]


def _drawn(part: pd.DataFrame, size: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw so many rows, each set of so many with the same chance."""
    places = np.sort(rng.choice(len(part), size=size, replace=False))
    return part.iloc[places].assign(inclusion=size / len(part))
