"""What a trained spaCy pipeline adds: parts of speech, heads, and names the facts lack."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.pipelines import Annotator
from analysis.extract.annotate.tokens import cut_runs, token_columns

# The labels of common pipelines, as ours. Dates and numbers are found elsewhere; whatever
# else a pipeline calls a name is MISC.
LABEL = {
    "GPE": "GPE", "NORP": "NORP", "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG",
    "FAC": "FAC", "LOC": "LOC", "EVENT": "EVENT",
}  # fmt: skip
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
    texts: np.ndarray
    extra: dict[str, object]
    entities: list[tuple[int, int, str]]


def parse(layout: Layout, annotator: Annotator) -> Parsed:
    """Run a pipeline over every section."""
    starts, ends, texts, heads = [], [], [], []
    features: dict[str, list[np.ndarray]] = {"lemma": [], "pos": [], "tag": [], "dep": []}
    entities: list[tuple[int, int, str]] = []
    n_rows = 0
    cut = [
        cut_runs(layout.text[first:last])
        for first, last in zip(layout.starts.tolist(), layout.ends.tolist(), strict=True)
    ]
    docs = annotator.nlp.pipe([text for text, _ in cut])
    for doc, (_, places), base in zip(docs, cut, layout.starts.tolist(), strict=True):
        first, last, words, kept = token_columns(doc)
        shift = np.searchsorted(places, first, side="left")
        starts.append(first - shift + base)
        ends.append(last - shift + base)
        texts.append(words)
        row = np.full(len(doc), -1)
        row[kept] = np.arange(len(kept)) + n_rows
        heads.append(row[np.array([token.head.i for token in doc], dtype="int64")[kept]])
        for name, column in features.items():
            column.append(np.array([getattr(token, f"{name}_") for token in doc], object)[kept])
        entities += [
            (*_moved(entity.start_char, entity.end_char, places, base), LABEL.get(entity.label_, "MISC"))
            for entity in doc.ents
            if entity.label_ not in DROPPED
        ]
        n_rows += len(kept)
    extra = {name: np.concatenate(column) for name, column in features.items()}
    return Parsed(
        annotator.name,
        np.concatenate(starts),
        np.concatenate(ends),
        np.concatenate(texts),
        _made(extra, np.concatenate(heads)),
        entities,
    )


def _moved(start: int, end: int, places: np.ndarray, base: int) -> tuple[int, int]:
    before = int(np.searchsorted(places, start))
    return start - before + base, end - int(np.searchsorted(places, end)) + base


def _made(features: dict[str, np.ndarray], heads: np.ndarray) -> dict[str, object]:
    """Keep the columns the pipeline filled; empty text is missing."""
    import pandas as pd

    made: dict[str, object] = {
        name: pd.Series(np.where(column == "", None, column), dtype="str")
        for name, column in features.items()
        if (column != "").any()
    }
    if "dep" in made:
        made["head"] = pd.array(np.where(heads < 0, 0, heads), dtype="Int64")
        made["head"] = pd.Series(made["head"]).mask(heads < 0).to_numpy(dtype=object)
    return made
