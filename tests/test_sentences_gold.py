"""Our own gold of news sentences, text by text; and the scorer that reads it."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from analysis.extract.annotate.sentences import split_sentences

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests/gold_sentences/news.csv"

# Texts we divide wrongly, each with the reason.
KNOWN_FAILURES = {
    "The site Example.com was blocked.|Yahoo! News reported it.": "no list of names with a mark",
}


def rows() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def case(row: dict[str, str]) -> object:
    reason = KNOWN_FAILURES.get(row["text"])
    marks = [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True)]
    return pytest.param(row["kind"], row["text"], marks=marks, id=f"{row['kind']}: {row['text']}")


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location(
        "sentences_bench", ROOT / "benchmarks/sentences.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("kind", "text"), [case(row) for row in rows()])
def test_a_text_is_divided_as_by_hand(bench, kind, text):
    document = bench.marked(kind, text)
    pieces = [document.text[start:end] for start, end in split_sentences(document.text)]
    assert pieces == [document.text[start:end] for start, end in document.gold]


def test_the_gold_is_large_and_varied(bench):
    documents = list(bench.own(ROOT))
    assert sum(len(document.gold) for document in documents) > 250
    assert len({document.slice for document in documents}) == 14


@pytest.mark.parametrize(
    ("text", "plain", "gold"),
    [
        pytest.param("They met.|He left.", "They met. He left.", [(0, 9), (10, 18)], id="a bar"),
        pytest.param("Talks¶They met.", "Talks\n\nThey met.", [(0, 5), (7, 16)], id="a pilcrow"),
        pytest.param(
            "1. A.|\n2. B.", "1. A.\n2. B.", [(0, 5), (6, 11)], id="a bar at a line's end"
        ),
        pytest.param("A.||B.", "A.B.", [(0, 2), (2, 4)], id="two bars"),
        pytest.param("He left.", "He left.", [(0, 8)], id="no mark"),
    ],
)
def test_marks_become_offsets(bench, text, plain, gold):
    assert bench.marked("plain", text) == bench.Document("plain", plain, gold)


def test_a_document_is_counted_by_both_ends(bench):
    text = 'A war began. "Go. Stay," he said.'
    document = bench.Document("news", text, [(0, 12), (13, 17), (18, 33)])
    # Found: the first sentence and the whole quotation; missing: the end inside of it.
    assert bench.count(document) == bench.Counts(1, 2, 3, 1, 1)
    counts = np.array([(1, 2, 3), (2, 2, 2)])
    assert bench.f_score(counts.sum(axis=0)) == pytest.approx(6 / 9)
    low, high = bench.interval(counts)
    assert (low, high) == (pytest.approx(2 / 5), pytest.approx(1.0))


def test_a_treebank_is_joined_as_printed(bench, tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(
        "# newdoc id = G_news_a\n# newpar\n# text = He left\n1\tHe" + "\t_" * 8 + "\n\n"
        "# newpar\n# newpar_block = p\n# text = They met.\n1\tThey" + "\t_" * 8 + "\n"
        "2\tmet." + "\t_" * 7 + "\tSpaceAfter=No\n\n# text = (No.)\n1\tNo" + "\t_" * 8 + "\n\n"
        "# newdoc id = G_bio_b\n# text = One.\n1\tOne" + "\t_" * 8 + "\n",
        encoding="utf-8",
    )
    documents = list(bench.treebank([path], lambda name: name.split("_")[1], "\n\n"))
    assert documents == [
        bench.Document("news", "He left\n\nThey met.(No.)", [(0, 7), (9, 18), (18, 23)]),
        bench.Document("bio", "One.", [(0, 4)]),
    ]


@pytest.mark.parametrize(
    ("name", "part", "least"),
    [("gum", "news", 0.93), ("meantime", "news", 0.94), ("own", None, 0.98)],
)
def test_real_news_is_divided_well(bench, shared, name, part, least):
    documents = [d for d in bench.SETS[name](shared / "corpora") if part in (None, d.slice)]
    counts = np.array([(c.right, c.found, c.gold) for c in map(bench.count, documents)])
    assert bench.f_score(counts.sum(axis=0)) >= least
