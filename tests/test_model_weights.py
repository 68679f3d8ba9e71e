"""The embedded pipeline as it is shipped: whole, small, and saying the same however it is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.extract.annotate.features import FIELDS, TABLE, read_table
from analysis.extract.annotate.pipelines import (
    CHECK_FILE,
    folder_hash,
    load_annotator,
    model_folder,
)
from analysis.extract.annotate.vectors import TABLE as VECTORS
from analysis.extract.annotate.vectors import read_vectors
from analysis.settings import Settings

FOLDER = model_folder()
LARGEST = 20_000_000  # bytes
LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "MISC"}
TEXTS = [
    "Norwegian Foreign Minister Ingrid Solbakken met Khaled al-Rifai in Oslo on Tuesday.",
    "OSLO HOSTS TALKS ON SUDAN",
    "The talks had failed, an official of the Ministry of Defence said. Nobody left.",
    "",
    "«Why?» asked Ms. Okonkwo-Bell of the Nile Basin Council.",
    "\n\n",
]

pytestmark = pytest.mark.skipif(
    not (FOLDER / "meta.json").is_file(), reason='no weights in model/; make them with "make model"'
)


@pytest.fixture(scope="module")
def nlp():
    return load_annotator(Settings(annotator="embedded")).nlp


def said(docs):
    return [
        [(t.text, t.ent_iob_, t.ent_type_, t.tag_, t.dep_, t.head.i, t.lemma_) for t in doc]
        for doc in docs
    ]


def test_the_weights_are_those_that_were_made():
    assert (FOLDER / CHECK_FILE).read_text(encoding="utf-8").split()[0] == folder_hash(FOLDER)


def test_the_weights_are_small_and_licensed():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < LARGEST
    assert (
        json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))["license"] == "CC BY-SA 4.0"
    )
    for name in ("LICENSE", "ATTRIBUTION.md", "README.md"):
        assert (FOLDER / name).is_file()


def test_no_path_and_no_word_of_a_corpus_is_in_the_weights():
    strings = json.loads((FOLDER / "vocab/strings.json").read_text(encoding="utf-8"))
    assert len(strings) < 400
    config = (FOLDER / "config.cfg").read_text(encoding="utf-8")
    assert ".spacy" not in config
    assert "words.bin" not in config


def test_names_come_before_the_parser(nlp):
    assert nlp.pipe_names.index("ner") < nlp.pipe_names.index("parser")
    assert set(nlp.get_pipe("ner").labels) == LABELS


def test_unknown_names_are_found(nlp):
    doc = nlp(TEXTS[0])
    found = {(entity.text, entity.label_) for entity in doc.ents}
    assert {("Ingrid Solbakken", "PERSON"), ("Khaled al-Rifai", "PERSON"), ("Oslo", "GPE")} <= found
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["met"]


def test_the_table_of_words_is_whole(nlp):
    table = read_table(nlp.vocab.lookups.get_table(TABLE))
    assert len({len(table[name]) for name in FIELDS}) == 1
    assert (table["keys"][1:] > table["keys"][:-1]).all()
    assert len(table["keys"]) > 100_000


def test_the_table_of_vectors_is_whole(nlp):
    table = read_vectors(nlp.vocab.lookups.get_table(VECTORS))
    assert len(table["codes"]) == len(table["keys"]) > 100_000
    assert (table["keys"][1:] > table["keys"][:-1]).all()


def test_batches_and_order_leave_no_trace(nlp):
    usual = said(nlp.pipe(TEXTS))
    assert said(nlp.pipe(TEXTS, batch_size=1)) == usual
    assert said(nlp.pipe(TEXTS[::-1]))[::-1] == usual
    assert said(nlp(text) for text in TEXTS) == usual


def test_threads_and_hash_seeds_leave_no_trace():
    code = (
        "import sys, json\n"
        "from analysis.extract.annotate.pipelines import load_annotator\n"
        "from analysis.settings import Settings\n"
        "nlp = load_annotator(Settings(annotator='embedded')).nlp\n"
        "docs = nlp.pipe(json.loads(sys.argv[1]))\n"
        "print([[(t.ent_type_, t.dep_, t.head.i) for t in doc] for doc in docs])"
    )
    outputs = set()
    for number in ("1", "2"):
        environment = os.environ | {
            "OMP_NUM_THREADS": number, "BLIS_NUM_THREADS": number, "PYTHONHASHSEED": number,
            "PYTHONPATH": str(Path(FOLDER).parents[1]),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", code, json.dumps(TEXTS)],
            capture_output=True, text=True, check=True, env=environment,
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1
