"""The layer of the embedded pipeline that reads words: look-up, columns, forgetting."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.lookups import Lookups
from spacy.strings import hash_string

from analysis.extract.annotate.features import (
    COLUMNS,
    FIELDS,
    FREQUENCY_SHIFT,
    KNOWN_SHIFT,
    NAME_LISTS,
    TABLE,
    VECTOR,
    columns_of,
    read_table,
    rows_of,
    thin_out,
    word_features,
)
from analysis.extract.annotate.vectors import N_CODES
from analysis.extract.annotate.vectors import TABLE as VECTORS

HASHES = {word: np.uint64(hash_string(word)) for word in ("Ankara", "ankara", "ANKARA", "met")}
# Cluster 1446 ends in 0b0110100110 (422) and 0b100110 (38); frequency class 3.
PACKED = {"Ankara": 1446 | 3 << FREQUENCY_SHIFT | 1 << KNOWN_SHIFT["names"], "met": 7}


def table_of(packed: dict[str, int], places: dict[str, int]) -> dict[str, bytes]:
    """A table of words, the rows in the order of their keys."""
    rows = sorted(
        (int(hash_string(word) >> 32), packed[word], places.get(word, 0)) for word in packed
    )
    columns = {"keys": 0, "packed": 1, "places": 2}
    return {
        name: np.array([row[columns[name]] if name in columns else 5 for row in rows])
        .astype(kind)
        .tobytes()
        for name, kind in FIELDS.items()
    }


def attributes_of(*words: str) -> np.ndarray:
    """Attributes of words: 11, 12, 13, 14 for norm to shape, then the word and its lower case."""
    rows = [[11, 12, 13, 14, hash_string(word), hash_string(word.lower())] for word in words]
    return np.array(rows, dtype="u8").reshape(-1, 6)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        pytest.param("Ankara", ["Ankara", "met"], "Ankara", id="a word is found as written"),
        pytest.param("ANKARA", ["ankara", "met"], "ankara", id="else in lower case"),
        pytest.param("Ankara", ["Ankara", "ankara"], "Ankara", id="as written comes first"),
        pytest.param("Ankara", ["met"], None, id="an unknown word has no row"),
        pytest.param("Ankara", [], None, id="an empty table knows nothing"),
    ],
)
def test_words_are_looked_up(word, known, expected):
    keys = np.array(sorted(int(hash_string(name) >> 32) for name in known), dtype="u4")
    words = np.array([hash_string(word)], dtype="u8")
    lowers = np.array([hash_string(word.lower())], dtype="u8")
    row = rows_of(keys, words, lowers)[0]
    found = None if row < 0 else int(keys[row])
    assert found == (None if expected is None else int(hash_string(expected) >> 32))


def test_columns_worked_by_hand():
    table = read_table(table_of(PACKED, {"Ankara": 12}))
    columns = columns_of(attributes_of("Ankara", "met", "Qamishli"), table, "names")
    assert columns[0].tolist() == [11, 12, 13, 14, 1446, 422, 38, 12, 5, 3]
    # Seldom seen in training: no norm; the rest stays.
    assert columns[1].tolist() == [0, 12, 13, 14, 7, 7, 7, 0, 5, 0]
    assert columns[2].tolist() == [0, 12, 13, 14, 0, 0, 0, 0, 0, 0]


def test_a_norm_counts_for_one_task_alone():
    table = read_table(table_of(PACKED, {}))
    assert columns_of(attributes_of("Ankara"), table, "names")[0, 0] == 11
    assert columns_of(attributes_of("Ankara"), table, "syntax")[0, 0] == 0


def test_no_tokens_give_no_rows():
    table = read_table(table_of(PACKED, {}))
    assert columns_of(attributes_of(), table, "names").shape == (0, len(COLUMNS))


CODES = set(range(VECTOR, VECTOR + N_CODES))


@pytest.mark.parametrize(
    ("shares", "zero"),
    [
        pytest.param((0.0, 0.0, 0.0), set(), id="nothing is forgotten"),
        pytest.param((1.0, 0.0, 0.0), {0}, id="norms are forgotten"),
        pytest.param((0.0, 1.0, 0.0), set(NAME_LISTS), id="name lists are forgotten"),
        pytest.param((0.0, 0.0, 1.0), CODES, id="vectors are forgotten whole"),
    ],
)
def test_forgetting_is_of_whole_columns_of_a_token(shares, zero):
    columns = np.full((50, VECTOR + N_CODES), 9, dtype="u8")
    thinned = thin_out(columns, *shares)
    assert {int(column) for column in np.flatnonzero((thinned == 0).all(axis=0))} == zero
    assert (columns == 9).all()


def test_forgetting_repeats_with_the_seed():
    columns = np.full((50, VECTOR + N_CODES), 9, dtype="u8")
    np.random.seed(3)
    first = thin_out(columns, 0.5, 0.5, 0.5)
    np.random.seed(3)
    assert (thin_out(columns, 0.5, 0.5, 0.5) == first).all()
    assert 0 < (first[:, 0] == 0).sum() < 50
    without = (first[:, VECTOR:] == 0).all(axis=1)
    assert (without == (first[:, VECTOR:] == 0).any(axis=1)).all()
    assert 0 < without.sum() < 50


def test_the_layer_gives_one_vector_a_token_and_forgets_only_in_training():
    nlp = spacy.blank("en")
    nlp.vocab.lookups = Lookups()
    nlp.vocab.lookups.add_table(TABLE, table_of(PACKED, {"Ankara": 12}))
    nlp.vocab.lookups.add_table(VECTORS, {"keys": b"", "codes": b""})
    docs = [nlp.make_doc("They met in Ankara."), nlp.make_doc("")]
    layer = word_features("names", 8, [20] * len(COLUMNS), [4] * len(COLUMNS), 1.0, 1.0, 1.0)
    layer.initialize(X=docs)
    first, second = layer.predict(docs), layer.predict(docs)
    assert [vectors.shape for vectors in first] == [(5, 8), (0, 8)]
    assert (first[0] == second[0]).all()
    trained, _ = layer(docs, is_train=True)
    assert (trained[0][3] != first[0][3]).any()


def test_rows_and_widths_are_one_a_column():
    with pytest.raises(ValueError, match="1 rows and 2 widths for 10 columns"):
        word_features("names", 8, [20], [4, 4], 0.0, 0.0, 0.0)


def test_a_vocabulary_without_the_table_is_refused():
    layer = word_features("names", 8, [20] * len(COLUMNS), [4] * len(COLUMNS), 0.0, 0.0, 0.0)
    with pytest.raises(ValueError, match="no table 'entente_words'"):
        layer.predict([spacy.blank("en").make_doc("Ankara")])
