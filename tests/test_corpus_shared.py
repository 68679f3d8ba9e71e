"""The seed article against its annotation, and the annotated sets; skipped where absent."""

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.extract.corpus import load_corpus, read_inputs
from analysis.settings import Settings

SHARED = Path(__file__).parents[2] / "shared"
CORPORA = SHARED / "corpora"
SETS = sorted(
    path.relative_to(CORPORA).as_posix()
    for path in [*CORPORA.rglob("*.jsonl"), *CORPORA.rglob("*.jsonl.gz")]
)
absent = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared is not there")


@pytest.fixture(scope="module")
def seed():
    return load_corpus(SHARED / "articles", Settings())


@absent
def test_the_seed_has_the_sections_of_its_annotation(seed):
    gold = json.loads((SHARED / "gold" / "seed.json").read_text(encoding="utf-8"))
    expected = [
        (row["start"], row["end"], {"title": "headline"}.get(row["zone"], row["zone"]))
        for row in gold["sentences"]
    ]
    # Each paragraph of the seed is one sentence, so its sections are the gold's sentences.
    found = seed["sections"].sort_values("start")
    assert list(zip(found.start, found.end, found.section, strict=True)) == expected


@absent
def test_the_seed_has_the_fields_of_its_annotation(seed):
    article = seed["articles"].squeeze()
    path = SHARED / "articles" / article.raw_path
    assert article.text == path.read_text(encoding="utf-8")
    assert article.title == "Russia Hosts Talks with Iran, Syria, Turkey"
    assert (article.byline, article.agency) == ("AFP", "AFP")
    assert article.published == pd.Timestamp("2023-04-25")
    assert article.source == "themoscowtimes.com"
    assert pd.isna(article.outlet)
    assert article.url.startswith("https://www.themoscowtimes.com/2023/04/25/")
    assert article.url.endswith("a80934")
    assert (article.text_offset, article.language, article.encoding) == (0, "en", "utf-8")
    assert len(seed["remarks"]) == len(seed["rejects"]) == 0


@absent
@pytest.mark.parametrize("path", SETS)
def test_a_set_loads_whole_and_in_place(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(CORPORA / path, "rt", encoding="utf-8", newline="\n") as stream:
        records = dict(enumerate(map(json.loads, stream), 1))
    batches = list(read_inputs(CORPORA, [path], Settings()))
    articles = pd.concat([batch["articles"] for batch in batches])
    assert sum(len(batch["rejects"]) for batch in batches) == 0
    texts = {
        row.raw_line: row.text[row.text_offset :]
        for row in articles.itertuples()
    }  # fmt: skip
    assert texts == {line: record["text"] for line, record in records.items()}
    undated = {row.raw_line for row in articles.itertuples() if pd.isna(row.published)}
    assert undated == {
        line for line, record in records.items() if len(record.get("date") or "") < 10
    }
