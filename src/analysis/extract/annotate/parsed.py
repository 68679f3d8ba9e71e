"""What a trained spaCy pipeline adds: parts of speech, heads, and names the facts lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.pipelines import SENTENCES_PIPE, Annotator
from analysis.extract.annotate.spans import Spans
from analysis.extract.annotate.tokens import Plain, plain_text, printed, token_columns

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The labels of common pipelines, as ours. Dates and numbers are found elsewhere; whatever
# else a pipeline calls a name is MISC.
LABEL = {
    "GPE": "GPE", "NORP": "NORP", "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG",
    "FAC": "FAC", "LOC": "LOC", "EVENT": "EVENT",
}  # fmt: skip
# Characters parsed at a time, some thirty sentences; a parser's time grows faster than a longer
# text. Sections are seldom as long.
LONGEST_PARSED = 5_000

# Characters held in memory at a time, parsed: a parsed text takes some thousand times as much.
HELD = 100_000

# A stretch of `LEAST_TEXT` characters or more with a lower share of letters is a table, a
# drawing or an attack; parsing it would take long and tell nothing.
LEAST_TEXT = 500
LEAST_LETTERS = 0.2

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
        The names, in text order, none overlapping another.
    """

    name: str
    starts: np.ndarray
    ends: np.ndarray
    texts: pd.Series
    extra: dict[str, object]
    entities: Spans


def parse(layout: Layout, annotator: Annotator, sentences: np.ndarray) -> Parsed:
    """Run a pipeline over every section.

    Parameters
    ----------
    layout
        The sections.
    annotator
        The pipeline. It does not see stretches that are no prose; their tokens have neither
        features nor heads.
    sentences
        Where sentences start in the layout, in order; its parser is bound to them.
    """
    parts: dict[str, list[np.ndarray]] = {}
    entities = Spans()
    n_rows = 0
    for doc, plain, base in _docs(layout, annotator, sentences):
        columns = _columns(doc, plain, base, n_rows)
        for name, column in columns.items():
            parts.setdefault(name, []).append(column)
        n_rows += len(columns["start"])
        for entity in doc.ents:
            if entity.label_ not in DROPPED:
                start, end = _moved(entity.start_char, entity.end_char, plain, base)
                entities.add(start, end, LABEL.get(entity.label_, "MISC"), annotator.name)
    whole = {name: np.concatenate(columns) for name, columns in parts.items()}
    return Parsed(
        annotator.name,
        whole["start"],
        whole["end"],
        printed(whole["word"], annotator.nlp.vocab),
        _made(whole),
        entities,
    )


def _docs(
    layout: Layout, annotator: Annotator, sentences: np.ndarray
) -> Iterator[tuple[Doc, Plain, int]]:
    """Parse the stretches in order; each with its plain text and where it begins."""
    for _, held in groupby(_stretches(layout, sentences), lambda stretch: stretch[0] // HELD):
        plains = [(plain_text(layout.text[first:last]), first) for first, last in held]
        docs = [
            _with_sentences(annotator.nlp.make_doc(plain.text), plain, sentences - base)
            for plain, base in plains
        ]
        prose = [_is_prose(plain.text) for plain, _ in plains]
        parsed = annotator.nlp.pipe(doc for doc, told in zip(docs, prose, strict=True) if told)
        for doc, told, (plain, base) in zip(docs, prose, plains, strict=True):
            yield next(parsed) if told else doc, plain, base


def _stretches(layout: Layout, sentences: np.ndarray) -> list[tuple[int, int]]:
    """Sections, long ones cut between sentences; longer sentences at a blank if there is one."""
    found = []
    for first, last in zip(layout.starts.tolist(), layout.ends.tolist(), strict=True):
        begin = first
        while last - begin > LONGEST_PARSED:
            row = int(np.searchsorted(sentences, begin + LONGEST_PARSED, side="right")) - 1
            cut = int(sentences[row])
            if cut <= begin:
                blank = layout.text.find(" ", begin + LONGEST_PARSED, last)
                cut = (
                    begin + LONGEST_PARSED
                    if blank < 0
                    else min(blank + 1, begin + 2 * LONGEST_PARSED)
                )
                if row + 1 < len(sentences):
                    cut = min(cut, int(sentences[row + 1]))
            if cut >= last:
                break
            found.append((begin, cut))
            begin = cut
        found.append((begin, last))
    return found


def _is_prose(text: str) -> bool:
    n_letters = sum(map(str.isalpha, text)) if len(text) >= LEAST_TEXT else len(text)
    return n_letters >= LEAST_LETTERS * len(text)


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
        unknown = (heads < 0) | (columns["dep"] == "")
        made["head"] = pd.Series(heads, dtype="Int64").mask(unknown)
    return made
