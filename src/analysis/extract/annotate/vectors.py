"""Word vectors, four bits a number: what a word is like, for words training never saw.

The table lies in `vocab.lookups` of the pipeline, made at training time: for each of the most
frequent words of a large body of text 64 numbers, each as one of 16 levels. Sixteen levels
of a normal distribution keep 99 % of its variance, at an eighth of the size. Four unsigned
64-bit integers hold a word; all of them 0 mean that the word has no vector.

Words are looked up in lower case, then as their norm, then without marks on their letters
(Erdoğan, erdogan). A vector says nothing of the sense a word has in its sentence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from thinc.api import Model

TABLE = "entente_vectors"
FIELDS = {"keys": "<u4", "codes": "<u8"}

DIMENSIONS = 64
N_CODES = DIMENSIONS // 16  # integers a word, sixteen numbers each

# The 16 levels that keep most of a normal distribution (Lloyd 1957, Max 1960), and their size
# as the layer hands them on: about that of the hashed columns beside them.
_HALF = (0.1284, 0.3881, 0.6568, 0.9424, 1.2562, 1.6181, 2.0691, 2.7326)
LEVELS = np.array([-level for level in _HALF[::-1]] + list(_HALF))
SIZE = 0.25


def read_vectors(table: dict[str, bytes]) -> dict[str, np.ndarray]:
    """Return the arrays of a table of vectors; `keys` ascend, `codes` has a row a key.

    Parameters
    ----------
    table
        Little-endian bytes by name of `FIELDS`: keys are the upper half of spaCy's hash of
        the word in lower case.
    """
    arrays = {name: np.frombuffer(table[name], dtype=kind) for name, kind in FIELDS.items()}
    return {"keys": arrays["keys"], "codes": arrays["codes"].reshape(-1, N_CODES)}


def pack(numbers: np.ndarray) -> np.ndarray:
    """Return the codes of vectors: a row a word, `N_CODES` unsigned 64-bit integers.

    Parameters
    ----------
    numbers
        A row a word, `DIMENSIONS` numbers of mean 0 and variance 1 over the words.
    """
    edges = (LEVELS[1:] + LEVELS[:-1]) / 2
    nearest = np.searchsorted(edges, numbers).astype("u1")
    pairs = nearest[:, 0::2] | nearest[:, 1::2] << 4
    return np.ascontiguousarray(pairs).view("<u8")


def unpack(codes: np.ndarray) -> np.ndarray:
    """Return the numbers of codes, times `SIZE`; a row of zeros for a word without a vector.

    Parameters
    ----------
    codes
        As `pack` gives them; a row a token.
    """
    pairs = np.ascontiguousarray(codes, dtype="<u8").view("u1")
    levels = (LEVELS * SIZE).astype("f4")
    numbers = np.empty((len(codes), DIMENSIONS), dtype="f4")
    numbers[:, 0::2] = levels[pairs & 15]
    numbers[:, 1::2] = levels[pairs >> 4]
    numbers[~codes.any(axis=1)] = 0.0
    return numbers


def codes_of(doc: Doc, lowers: np.ndarray, norms: np.ndarray) -> np.ndarray:
    """Return the codes of the tokens of a Doc; zeros for words without a vector.

    Parameters
    ----------
    doc
        The tokens.
    lowers, norms
        Their 64-bit hashes in lower case and as their norm.
    """
    table = _table_of(doc)
    codes = np.zeros((len(doc), N_CODES), dtype="u8")
    if not len(table["keys"]):
        return codes
    rows = np.where((own := find(table["keys"], lowers)) >= 0, own, find(table["keys"], norms))
    marked = [i for i in np.flatnonzero(rows < 0).tolist() if not doc[i].is_ascii]
    plain = np.array([hash_string(without_marks(doc[i].lower_)) for i in marked], dtype="u8")
    rows[marked] = find(table["keys"], plain)
    codes[rows >= 0] = table["codes"][rows[rows >= 0]]
    return codes


def find(keys: np.ndarray, hashes: np.ndarray) -> np.ndarray:
    """Return the row of each hash among ascending upper halves of hashes; -1 where absent."""
    if not len(keys):
        return np.full(len(hashes), -1)
    short = (hashes >> np.uint64(32)).astype("u4")
    at = np.minimum(np.searchsorted(keys, short), len(keys) - 1)
    return np.where(keys[at] == short, at, -1)


def without_marks(word: str) -> str:
    """Return a word without marks on its letters; the small i without a dot becomes i."""
    parted = unicodedata.normalize("NFD", word).replace("ı", "i")
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _table_of(doc: Doc) -> dict[str, np.ndarray]:
    lookups = doc.vocab.lookups
    if not lookups.has_table(TABLE):
        raise ValueError(
            f"the pipeline's vocabulary has no table '{TABLE}'; load the pipeline with its "
            "folder vocab/ as `make model` left it"
        )
    return read_vectors(lookups.get_table(TABLE))


def vectors_layer(first_column: int) -> Model[Any, Any]:
    """Return a layer from columns that hold codes to numbers; it learns nothing.

    Parameters
    ----------
    first_column
        Where among the columns of a token its `N_CODES` codes begin.
    """
    return Model("word_vectors", _forward, attrs={"first": first_column}, dims={"nO": DIMENSIONS})


def _forward(
    model: Model[Any, Any], columns: np.ndarray, is_train: bool
) -> tuple[np.ndarray, Callable[[Any], Any]]:
    first = model.attrs["first"]
    zeros = np.zeros_like(columns)
    return unpack(columns[:, first : first + N_CODES]), lambda gradient: zeros
