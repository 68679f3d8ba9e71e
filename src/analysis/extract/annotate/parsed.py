"""What a trained spaCy pipeline adds: parts of speech, heads, and names the facts lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.pipelines import SENTENCES_PIPE, Annotator
from analysis.extract.annotate.tokens import Plain, plain_text, printed, token_columns

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The labels of common pipelines, as ours. Dates and numbers are found elsewhere; whatever
# else a pipeline calls a name is MISC.
LABEL = {
    "GPE": "GPE", "NORP": "NORP", "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG",
    "FAC": "FAC", "LOC": "LOC", "EVENT": "EVENT",
}  # fmt: skip
FEATURES = ("lemma", "pos", "tag", "dep")
DROPPED = ("DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY")


@dataclass(frozen=True)
class Parsed:
    """Tokens and entities of all sections, as columns; positions are those of the layout.

    Parameters
    ----------
    name
        The pipeline.
    starts, ends, texts
        The tokens, blanks left out.
    extra
        Columns `lemma`, `pos`, `tag`, `dep` and `head`: the row of each token's head, -1
        if unknown. Missing columns were not made by the pipeline.
    entities
        Start, end and label of the names, in text order.
    """

    name: str
    starts: np.ndarray
    ends: np.ndarray
    texts: pd.Series
    extra: dict[str, object]
    entities: list[tuple[int, int, str]]


def parse(layout: Layout, annotator: Annotator, sentences: np.ndarray) -> Parsed:
    """Run a pipeline over every section.

    Parameters
    ----------
    layout
        The sections.
    annotator
        The pipeline.
    sentences
        Where sentences start in the layout, in order; its parser is bound to them.
    """
    parts: dict[str, list[np.ndarray]] = {}
    entities: list[tuple[int, int, str]] = []
    n_rows = 0
    plains = [
        plain_text(layout.text[first:last])
        for first, last in zip(layout.starts.tolist(), layout.ends.tolist(), strict=True)
    ]
    bases = layout.starts.tolist()
    ready = [
        _with_sentences(annotator.nlp.make_doc(plain.text), plain, sentences - base)
        for plain, base in zip(plains, bases, strict=True)
    ]
    for doc, plain, base in zip(annotator.nlp.pipe(ready), plains, bases, strict=True):
        columns = _columns(doc, plain, base, n_rows)
        for name, column in columns.items():
            parts.setdefault(name, []).append(column)
        n_rows += len(columns["start"])
        entities += [
            (
                *_moved(entity.start_char, entity.end_char, plain, base),
                LABEL.get(entity.label_, "MISC"),
            )
            for entity in doc.ents
            if entity.label_ not in DROPPED
        ]
    whole = {name: np.concatenate(columns) for name, columns in parts.items()}
    return Parsed(
        annotator.name,
        whole["start"],
        whole["end"],
        printed(whole["word"], annotator.nlp.vocab),
        _made(whole),
        entities,
    )


def _with_sentences(doc: Doc, plain: Plain, starts: np.ndarray) -> Doc:
    """Note in a Doc which of its tokens begin a sentence."""
    if len(doc):
        origins = plain.back(np.array([token.idx for token in doc]))
        inside = starts[(starts >= origins[0]) & (starts <= origins[-1])]
        doc.user_data[SENTENCES_PIPE] = set(np.searchsorted(origins, inside).tolist())
    return doc


def _columns(doc: Doc, plain: Plain, base: int, n_before: int) -> dict[str, np.ndarray]:
    """Columns of one section's tokens; `head` is a row of all sections', -1 if unknown."""
    first, last, words, kept = token_columns(doc)
    origins = plain.back(first) + base
    row = np.full(len(doc), -1)
    row[kept] = np.arange(len(kept)) + n_before
    heads = np.array([token.head.i for token in doc], dtype="int64")[kept]
    return {
        "start": origins,
        "end": origins + last - first,
        "word": words,
        "head": row[heads],
        **{
            name: np.array([getattr(token, f"{name}_") for token in doc], dtype=object)[kept]
            for name in FEATURES
        },
    }


def _moved(start: int, end: int, plain: Plain, base: int) -> tuple[int, int]:
    first, last = plain.back(np.array([start, end - 1])).tolist()
    return first + base, last + 1 + base


def _made(columns: dict[str, np.ndarray]) -> dict[str, object]:
    """Keep the columns the pipeline filled; empty text is missing, and so is an unknown head."""
    made: dict[str, object] = {
        name: pd.Series(columns[name], dtype="str").mask(columns[name] == "")
        for name in FEATURES
        if (columns[name] != "").any()
    }
    if "dep" in made:
        heads = columns["head"]
        made["head"] = pd.Series(heads, dtype="Int64").mask(heads < 0)
    return made
