"""Sentences with their source, and with what was found in them marked."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.schema import SchemaError

# What every piece of evidence says about its sentence, in this order. `marks` are the
# stretches to highlight, as "start-end|start-end", counted from the sentence's beginning.
COLUMNS = (
    "sentence_id", "article_id", "source", "published", "title", "section", "text", "start",
    "end", "marks",
)  # fmt: skip


def marked_sentences(
    spans: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: Sequence[str] = (),
) -> pd.DataFrame:
    """Fetch the sentences of some spans of text, with the spans marked.

    Parameters
    ----------
    spans
        `sentence_id`, `start`, `end` (offsets in the article) and the columns of `by`.
    sentences, articles
        Tables `SENTENCES` and `ARTICLES`, with every sentence of `spans`.
    by
        Columns of `spans` that part rows beside the sentence.

    Returns
    -------
    DataFrame
        `by`, then `COLUMNS`: one row per sentence and value of `by`, in order of
        publication (undated last), then of the text.

    Raises
    ------
    SchemaError
        If a span's sentence, or its article, is absent.
    """
    keys = [*by, "sentence_id"]
    sentence = sentences[["sentence_id", "article_id", "section", "text", "start", "end"]]
    placed = spans[[*keys, "start", "end"]].merge(
        sentence[["sentence_id", "start"]], on="sentence_id", suffixes=("", "_sentence")
    )
    if len(placed) < len(spans):
        raise SchemaError(
            f"{len(spans) - len(placed)} of {len(spans)} spans stand in sentences that table "
            "'sentences' does not have; pass tables of one build"
        )
    placed["mark"] = [
        f"{start - origin}-{end - origin}"
        for start, end, origin in zip(
            placed["start"], placed["end"], placed["start_sentence"], strict=True
        )
    ]
    marks = (
        placed.sort_values(["start", "end"], kind="stable")
        .drop_duplicates([*keys, "mark"])
        .groupby(keys)["mark"]
        .agg(lambda places: "|".join(places))
        .rename("marks")
        .astype("str")
        .reset_index()
    )
    about = articles[["article_id", "source", "published", "title"]]
    found = marks.merge(sentence, on="sentence_id").merge(about, on="article_id")
    if len(found) < len(marks):
        raise SchemaError(
            f"{len(marks) - len(found)} sentences are absent from table 'articles'; pass tables "
            "of one build"
        )
    order = ["published", "article_id", "sentence_id", *by]
    ordered = found.sort_values(order, kind="stable", na_position="last")
    return ordered[[*by, *COLUMNS]].reset_index(drop=True)
