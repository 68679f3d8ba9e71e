"""Articles to sentences, names and tokens: the only part that imports spaCy.

Each section of an article is annotated for itself, so that a headline is never one sentence
with the paragraph after it. Names of states, offices and persons come from the facts
(`annotator` is `gazetteer`), from a title before an unknown name (`rules`), and, where the
settings name a spaCy pipeline, from its model for what the facts do not know.

A span says that something is named. Who is meant is for `actors`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.extract.annotate.compose import items_of, join_names, keep_names
from analysis.extract.annotate.conflicts import settle
from analysis.extract.annotate.credits import add_credited
from analysis.extract.annotate.gazetteer import find_names, the_gazetteer
from analysis.extract.annotate.headlines import without_headline_words
from analysis.extract.annotate.introduced import add_introduced_names, with_introduced
from analysis.extract.annotate.layout import Layout, lay_out
from analysis.extract.annotate.operations import with_operations
from analysis.extract.annotate.parsed import Parsed, parse
from analysis.extract.annotate.people import add_persons
from analysis.extract.annotate.pipelines import (
    Annotator,
    identify_annotator,
    load_annotator,
)
from analysis.extract.annotate.place_names import with_place_nouns, with_towns
from analysis.extract.annotate.repeats import with_repeats
from analysis.extract.annotate.sentences import split_sentences
from analysis.extract.annotate.spans import Spans, first_found
from analysis.extract.annotate.tokens import pick, tokenize, tokens_table
from analysis.lexicon.names import LABELS
from analysis.schema import SENTENCES, SPANS, conform, empty
from analysis.settings import Settings

__all__ = ["Annotator", "annotate", "identify_annotator", "load_annotator", "split_sentences"]

# Sections that are one sentence, whatever marks they hold.
ONE_SENTENCE = ("byline", "dateline", "credit", "related", "footer")

# Sections in which nobody is named: the address of the article.
WITHOUT_NAMES = ("footer",)


def annotate(
    articles: pd.DataFrame, sections: pd.DataFrame, settings: Settings
) -> dict[str, pd.DataFrame]:
    """Annotate articles.

    Parameters
    ----------
    articles
        Table `ARTICLES`.
    sections
        Table `SECTIONS` of these articles. Text outside every section is not annotated.
    settings
        `annotator` names the pipeline.

    Returns
    -------
    dict
        Tables `sentences`, `spans` and `tokens`. Sentences are numbered through the
        article in text order. Spans do not overlap and lie in one sentence each. With the
        annotator `rules`, tokens have no lemma, part of speech or head.

    Raises
    ------
    ValueError
        If the settings name a spaCy pipeline that is not installed.
    """
    annotator = load_annotator(settings)
    layout = lay_out(articles, sections)
    if not layout.text.strip():
        return {
            "sentences": empty(SENTENCES),
            "spans": empty(SPANS),
            "tokens": tokens_table({"start": ()}),
        }
    sentences = _sentences(layout)
    starts = sentences["at"].to_numpy()
    parsed = parse(layout, annotator, starts) if annotator.parses else None
    return {
        "sentences": conform(sentences.drop(columns="at"), SENTENCES),
        "spans": _spans(layout, sentences, parsed),
        "tokens": _tokens(layout, sentences, annotator, parsed),
    }


def _sentences(layout: Layout) -> pd.DataFrame:
    """Rows of `SENTENCES`, with the position in the layout as `at`."""
    found = np.array(split_sentences(layout.text), dtype="int64").reshape(-1, 2)
    section = layout.section_of(found[:, 0])
    whole = np.isin(layout.kinds[section].astype(str), ONE_SENTENCE)
    first = np.concatenate([[True], section[1:] != section[:-1]])
    last = np.concatenate([section[1:] != section[:-1], [True]])
    starts = found[~whole | first, 0]
    ends = found[~whole | last, 1]
    section = section[~whole | first]
    article = layout.article_no[section]
    begins = np.concatenate([[True], article[1:] != article[:-1]])
    number = np.arange(len(starts)) - np.flatnonzero(begins)[np.cumsum(begins) - 1]
    ids = layout.article_ids[section]
    shift = layout.shifts[section]
    return pd.DataFrame({
        "sentence_id": [f"{a}.{n:04d}" for a, n in zip(ids.tolist(), number.tolist(), strict=True)],
        "article_id": ids,
        "sentence_no": number,
        "section": layout.kinds[section],
        "start": starts + shift,
        "end": ends + shift,
        "text": [layout.text[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True)],
        "at": starts,
    })  # fmt: skip


def _spans(layout: Layout, sentences: pd.DataFrame, parsed: Parsed | None) -> pd.DataFrame:
    """Table `SPANS`."""
    gazetteer = the_gazetteer()
    items = items_of(layout, find_names(layout.text, gazetteer), gazetteer)
    articles = layout.article_no[layout.section_of(np.array(items.starts, "int64"))].tolist()
    spans = Spans()
    join_names(items, spans)
    add_persons(items, layout, articles, spans)
    if parsed is None:
        add_introduced_names(items, layout, spans)
    keep_names(items, LABELS, spans)
    add_credited(layout, spans)
    if parsed is None:
        return _spans_table(layout, sentences, first_found(spans))
    entities = with_towns(parsed.entities, layout.text, parsed.name)
    entities = with_place_nouns(entities, layout.text)
    theirs = with_operations(without_headline_words(entities, layout), layout)
    settled = with_introduced(settle(spans, theirs, layout.text), items, layout)
    return _spans_table(layout, sentences, with_repeats(settled, layout, parsed.name))


def _spans_table(layout: Layout, sentences: pd.DataFrame, spans: Spans) -> pd.DataFrame:
    """Table `SPANS` of those that lie in one sentence of a section with names."""
    starts, ends = np.array(spans.starts, "int64"), np.array(spans.ends, "int64")
    sentence = np.searchsorted(sentences["at"].to_numpy(), starts, side="right") - 1
    section = layout.section_of(starts)
    shift = layout.shifts[section]
    inside = ends + shift <= sentences["end"].to_numpy()[sentence]
    inside &= ~np.isin(layout.kinds[section].astype(str), WITHOUT_NAMES)
    kept, starts, ends = np.flatnonzero(inside), starts[inside], ends[inside]
    sentence, shift, section = sentence[inside], shift[inside], section[inside]
    if not len(kept):
        return empty(SPANS)
    ids = layout.article_ids[section].tolist()
    firsts, lasts = (starts + shift).tolist(), (ends + shift).tolist()
    return conform(
        pd.DataFrame({
            "mention_id": [
                f"{a}.{s:06d}-{e:06d}" for a, s, e in zip(ids, firsts, lasts, strict=True)
            ],
            "article_id": ids,
            "sentence_id": sentences["sentence_id"].to_numpy(dtype=object)[sentence],
            "start": firsts,
            "end": lasts,
            "text": [layout.text[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True)],
            "label": np.array(spans.labels, dtype=object)[kept],
            "annotator": np.array(spans.annotators, dtype=object)[kept],
        }),
        SPANS,
    )  # fmt: skip


def _tokens(
    layout: Layout, sentences: pd.DataFrame, annotator: Annotator, parsed: Parsed | None
) -> pd.DataFrame:
    """Table `TOKENS`."""
    if parsed is None:
        starts, ends, texts = tokenize(layout.text, annotator.nlp)
        extra: dict[str, Any] = {}
    else:
        starts, ends, texts, extra = parsed.starts, parsed.ends, parsed.texts, parsed.extra
    section = layout.section_of(starts)
    shift = layout.shifts[section]
    sentence = np.searchsorted(sentences["at"].to_numpy(), starts, side="right") - 1
    article = layout.article_no[section]
    begins = (
        np.concatenate([[True], article[1:] != article[:-1]])
        if len(article)
        else np.array([], bool)
    )
    opening = np.flatnonzero(begins)[np.cumsum(begins) - 1]
    if "head" in extra:
        extra["head_no"] = extra.pop("head") - opening
    return tokens_table({
        "article_id": pick(layout.article_ids, section),
        "token_no": np.arange(len(starts)) - opening,
        "sentence_id": pick(sentences["sentence_id"], sentence),
        "start": starts + shift,
        "end": ends + shift,
        "text": texts,
        **extra,
    })  # fmt: skip
