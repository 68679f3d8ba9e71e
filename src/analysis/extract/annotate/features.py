"""Word knowledge as columns of the embedding: the layer of our own in the embedded pipeline.

Beside the usual columns (norm, prefix, suffix, shape) a word is looked up in a table made at
training time, which lies in `vocab.lookups` of the pipeline: the word's Brown cluster, how
common it is in lower case, and what the name lists say (country, city, given name, title,
...). Each becomes one more hashed column. Beside them stands the word's vector, if it has one
(`vectors`). A word that training saw too seldom to learn from has no norm, so that an unknown
name is read by its shape, its lists, its vector and its context.

Importing this module makes the layer known to spaCy under `entente.WordFeatures.v2`.
It reads words; it decides nothing about names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import spacy
from spacy.attrs import LOWER, NORM, ORTH, PREFIX, SHAPE, SUFFIX
from spacy.tokens import Doc
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

from analysis.extract.annotate.vectors import DIMENSIONS, codes_of, find, vectors_layer

TABLE = "entente_words"
FIELDS = {"keys": "<u4", "packed": "<u4", "places": "<u2", "persons": "<u2"}

# `packed` holds a cluster (18 bits), a class of frequency (4), and whether the norm counts for
# names and for syntax (1 each).
CLUSTER = (1 << 18) - 1
FREQUENCY_SHIFT, FREQUENCY = 18, 15
KNOWN_SHIFT = {"names": 22, "syntax": 23}

# Columns in order, with what each is hashed from.
COLUMNS = (
    "norm", "prefix", "suffix", "shape", "cluster", "cluster_10", "cluster_6", "places",
    "persons", "frequency",
)  # fmt: skip
NAME_LISTS = (COLUMNS.index("places"), COLUMNS.index("persons"))
VECTOR = len(COLUMNS)  # behind them stand the codes of the word's vector

Columns = np.ndarray


def read_table(table: dict[str, bytes]) -> dict[str, np.ndarray]:
    """Return the arrays of a word table; `keys` ascend and the other fields go with them.

    Parameters
    ----------
    table
        Little-endian bytes by name of `FIELDS`: keys are the upper half of spaCy's hash of
        the word.
    """
    return {name: np.frombuffer(table[name], dtype=kind) for name, kind in FIELDS.items()}


def rows_of(keys: np.ndarray, words: np.ndarray, lowers: np.ndarray) -> np.ndarray:
    """Return the row of each word: its own, else that of its lower case, else -1.

    Parameters
    ----------
    keys
        Ascending upper halves of hashes.
    words, lowers
        spaCy's 64-bit hashes of the words as written and in lower case.
    """
    return np.where((found := find(keys, words)) >= 0, found, find(keys, lowers))


def columns_of(attributes: np.ndarray, table: dict[str, np.ndarray], task: str) -> Columns:
    """Return the columns of `COLUMNS` for tokens.

    Parameters
    ----------
    attributes
        A row a token: hashes of norm, prefix, suffix, shape, the word and its lower case.
    table
        As `read_table` gives it.
    task
        `names` or `syntax`: whose training must have seen a word for its norm to count.

    Returns
    -------
    numpy.ndarray
        A row a token, unsigned 64-bit; 0 where the table does not know the word.
    """
    rows = rows_of(table["keys"], attributes[:, 4], attributes[:, 5])
    known = rows >= 0
    packed = np.where(known, _at(table["packed"], rows), 0).astype("u8")
    cluster = packed & np.uint64(CLUSTER)
    columns = np.empty((len(attributes), len(COLUMNS)), dtype="u8")
    counts = (packed >> np.uint64(KNOWN_SHIFT[task])) & np.uint64(1)
    columns[:, 0] = np.where(counts, attributes[:, 0], 0)
    columns[:, 1:4] = attributes[:, 1:4]
    columns[:, 4] = cluster
    columns[:, 5] = cluster & np.uint64(1023)
    columns[:, 6] = cluster & np.uint64(63)
    columns[:, 7] = np.where(known, _at(table["places"], rows), 0)
    columns[:, 8] = np.where(known, _at(table["persons"], rows), 0)
    columns[:, 9] = (packed >> np.uint64(FREQUENCY_SHIFT)) & np.uint64(FREQUENCY)
    return columns


def _at(values: np.ndarray, rows: np.ndarray) -> np.ndarray:
    return values[rows] if len(values) else np.zeros(len(rows), dtype=values.dtype)


def thin_out(
    columns: Columns, share_norms: float, share_lists: float, share_vectors: float
) -> Columns:
    """Forget some norms, name lists and vectors, so that training learns to do without.

    Parameters
    ----------
    columns
        As `columns_of` gives them, the codes of the vectors behind.
    share_norms, share_lists, share_vectors
        Share of the tokens whose norm (whose list marks, whose vector) become 0. Drawn from
        numpy's global generator, which spaCy seeds before training.
    """
    thinned = columns.copy()
    thinned[np.random.random(len(columns)) < share_norms, 0] = 0
    without = np.random.random(len(columns)) < share_lists
    for column in NAME_LISTS:
        thinned[without, column] = 0
    thinned[np.random.random(len(columns)) < share_vectors, VECTOR:] = 0
    return thinned


def _forward(
    model: Model[list[Doc], list[Columns]], docs: list[Doc], is_train: bool
) -> tuple[list[Columns], Callable[[Any], list[Any]]]:
    found = [_of_doc(doc, model.attrs["task"]) for doc in docs]
    if is_train:
        shares = [model.attrs[name] for name in ("drop_norms", "drop_lists", "drop_vectors")]
        found = [thin_out(columns, *shares) for columns in found]
    return found, lambda gradients: []


def _of_doc(doc: Doc, task: str) -> Columns:
    lookups = doc.vocab.lookups
    if not lookups.has_table(TABLE):
        raise ValueError(
            f"the pipeline's vocabulary has no table '{TABLE}'; load the pipeline with its "
            "folder vocab/ as `make model` left it"
        )
    attributes = doc.to_array([NORM, PREFIX, SUFFIX, SHAPE, ORTH, LOWER]).reshape(-1, 6)
    columns = columns_of(attributes, read_table(lookups.get_table(TABLE)), task)
    return np.hstack([columns, codes_of(doc, attributes[:, 5], attributes[:, 0])])


@spacy.registry.architectures("entente.WordFeatures.v2")
def word_features(
    task: str,
    width: int,
    rows: list[int],
    widths: list[int],
    drop_norms: float,
    drop_lists: float,
    drop_vectors: float,
) -> Model[list[Doc], list[Any]]:
    """Return a layer from Docs to one vector a token.

    Parameters
    ----------
    task
        `names` or `syntax`; see `columns_of`.
    width
        Of the vector.
    rows, widths
        Rows and width of the hashed table of each column of `COLUMNS`.
    drop_norms, drop_lists, drop_vectors
        Shares forgotten in training; see `thin_out`.

    Raises
    ------
    ValueError
        If there are not as many rows and widths as columns.
    """
    if not len(rows) == len(widths) == len(COLUMNS):
        raise ValueError(
            f"{len(rows)} rows and {len(widths)} widths for {len(COLUMNS)} columns of word "
            f"features {COLUMNS}; give one of each a column in the training configuration"
        )
    extract: Model[list[Doc], list[Columns]] = Model(
        "word_features",
        _forward,
        attrs={
            "task": task,
            "drop_norms": drop_norms,
            "drop_lists": drop_lists,
            "drop_vectors": drop_vectors,
        },
    )
    tables: list[Model[Any, Any]] = [
        HashEmbed(n_out, n_rows, column=column, seed=column + 7, dropout=None)
        for column, (n_rows, n_out) in enumerate(zip(rows, widths, strict=True))
    ]
    width_in = sum(widths) + DIMENSIONS
    mix: Model[Any, Any] = chain(
        concatenate(*tables, vectors_layer(VECTOR)),
        Maxout(width, width_in, nP=3, dropout=0.0, normalize=True),
    )
    return chain(extract, list2ragged(), with_array(mix), ragged2list())
