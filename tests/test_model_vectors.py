"""Word vectors in four bits a number: packing, looking up, and the layer that hands them on."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.attrs import LOWER, NORM
from spacy.lookups import Lookups
from spacy.strings import hash_string

from analysis.extract.annotate.vectors import (
    DIMENSIONS,
    LEVELS,
    N_CODES,
    SIZE,
    TABLE,
    codes_of,
    find,
    pack,
    read_vectors,
    unpack,
    vectors_layer,
    without_marks,
)

SEED = 6


def table_of(*words: str) -> dict[str, bytes]:
    """A table whose word number n has n + 1 as every code, rows in the order of the keys."""
    rows = sorted((int(hash_string(word) >> 32), n + 1) for n, word in enumerate(words))
    keys = np.array([key for key, _ in rows], dtype="<u4")
    codes = np.array([[code] * N_CODES for _, code in rows], dtype="<u8")
    return {"keys": keys.tobytes(), "codes": codes.tobytes()}


def codes_in(text: str, table: dict[str, bytes]) -> list[int]:
    """The first code of each token of a text."""
    nlp = spacy.blank("en")
    nlp.vocab.lookups = Lookups()
    nlp.vocab.lookups.add_table(TABLE, table)
    doc = nlp.make_doc(text)
    attributes = doc.to_array([LOWER, NORM]).reshape(-1, 2)
    codes = codes_of(doc, attributes[:, 0], attributes[:, 1])
    assert codes.shape == (len(doc), N_CODES)
    return codes[:, 0].tolist()


def test_levels_are_even_and_ascend():
    assert len(LEVELS) == 16
    assert (LEVELS[1:] > LEVELS[:-1]).all()
    assert (-LEVELS[::-1] == LEVELS).all()


def test_a_code_worked_by_hand():
    # 0.2 is nearest level 8 (0.1284), -9 level 0, 9 level 15: 8 + 0 * 16, then 15 + 8 * 16.
    numbers = np.full((1, DIMENSIONS), -9.0)
    numbers[0, :4] = [0.2, -9.0, 9.0, 0.2]
    assert pack(numbers)[0].tolist() == [8 + (15 + 8 * 16) * 256, 0, 0, 0]


@settings(deadline=None)
@given(st.lists(st.integers(0, 15), min_size=DIMENSIONS, max_size=DIMENSIONS))
def test_levels_come_back_as_they_were(levels):
    numbers = LEVELS[[levels]]
    codes = pack(numbers)
    if codes.any():
        assert np.allclose(unpack(codes), numbers * SIZE, rtol=1e-6)


def test_sixteen_levels_keep_99_of_100_parts_of_the_variance():
    numbers = np.random.default_rng(SEED).standard_normal((2000, DIMENSIONS))
    lost = ((unpack(pack(numbers)) / SIZE - numbers) ** 2).mean()
    assert lost < 0.01


def test_a_word_without_a_vector_has_zeros():
    assert unpack(np.zeros((2, N_CODES), dtype="u8")).tolist() == [[0.0] * DIMENSIONS] * 2
    assert unpack(np.zeros((0, N_CODES), dtype="u8")).shape == (0, DIMENSIONS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ankara met", [1, 2], id="words are looked up in lower case"),
        pytest.param("ANKARA", [1], id="capitals make no difference"),
        pytest.param("Erdoğan", [3], id="marks on letters are left out where needed"),
        pytest.param("Qamishli", [0], id="an unknown word has no code"),
        pytest.param("«Ankara»", [0, 1, 0], id="marks of punctuation have none"),
        pytest.param("", [], id="no tokens"),
    ],
)
def test_words_are_looked_up(text, expected):
    assert codes_in(text, table_of("ankara", "met", "erdogan")) == expected


def test_a_word_as_written_comes_before_its_plain_form():
    assert codes_in("Erdoğan", table_of("erdogan", "erdoğan")) == [2]


def test_a_norm_is_looked_up_where_the_word_is_not():
    assert codes_in("they're", table_of("they", "are")) == [1, 2]


def test_an_empty_table_knows_nothing():
    assert codes_in("Ankara Erdoğan", {"keys": b"", "codes": b""}) == [0, 0]


def test_hashes_are_found_by_their_upper_half():
    keys = np.array([3, 8], dtype="u4")
    hashes = np.array([8 << 32 | 5, 9 << 32, 3 << 32], dtype="u8")
    assert find(keys, hashes).tolist() == [1, -1, 0]
    assert find(np.array([], dtype="u4"), hashes).tolist() == [-1, -1, -1]


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        pytest.param("erdoğan", "erdogan", id="a breve"),
        pytest.param("kılıç", "kilic", id="an i without a dot"),
        pytest.param("tokyo", "tokyo", id="nothing to leave out"),
        pytest.param("東京", "東京", id="other letters stay"),
    ],
)
def test_marks_are_left_out(word, plain):
    assert without_marks(word) == plain


def test_a_table_is_read_a_row_a_word():
    table = read_vectors(table_of("ankara", "met"))
    assert table["codes"].shape == (2, N_CODES)
    assert (table["keys"][1:] > table["keys"][:-1]).all()


def test_a_vocabulary_without_the_table_is_refused():
    doc = spacy.blank("en").make_doc("Ankara")
    with pytest.raises(ValueError, match="no table 'entente_vectors'"):
        codes_of(doc, np.zeros(1, dtype="u8"), np.zeros(1, dtype="u8"))


def test_the_layer_reads_its_columns_alone_and_learns_nothing():
    columns = np.zeros((2, 3 + N_CODES), dtype="u8")
    columns[:, :3] = 7
    columns[1, 3] = 8
    layer = vectors_layer(3)
    numbers, backwards = layer(columns, is_train=True)
    assert (numbers == unpack(columns[:, 3:])).all()
    assert not numbers[0].any()
    assert not backwards(numbers).any()
