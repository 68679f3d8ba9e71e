"""Treebanks and sentence boundaries: CoNLL-U files as text with words in their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.measure import accuracy
from analysis.pipeline.accuracy.files import read_blocks, read_records
from analysis.pipeline.accuracy.texts import Text, annotated
from analysis.settings import Settings

WORDS = ["document", "start", "end", "pos", "head_start", "head_end", "dep"]


def score_sentences(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally sentences by both their ends, of records with `sentences`, and by genre."""
    records = read_records(path)
    rows = [
        (record["id"], start, end, record.get("genre") or "")
        for record in records
        for start, end in record["sentences"]
    ]
    gold = pd.DataFrame(rows, columns=["document", "start", "end", "label"])
    texts = [Text(record["id"], record["text"]) for record in records]
    found = annotated(texts, settings)["sentences"]
    genres = {record["id"]: record.get("genre") or "" for record in records}
    found = found.assign(label=found["document"].map(genres).astype("str"))
    tallies = accuracy.judge_spans(gold, found[["document", "start", "end", "label"]])
    return tallies[~tallies["slice"].isin(["", "untyped"])]


def score_parse(path: Path, settings: Settings) -> pd.DataFrame | None:
    """Tally words, universal tags, heads and relations of a treebank.

    Returns
    -------
    DataFrame or None
        None if the annotator does not parse.
    """
    bank = read_bank(path)
    tokens = annotated(bank.texts, settings)["tokens"]
    if tokens["head_no"].isna().all():
        return None
    heads = tokens[["document", "token_no", "start", "end"]]
    heads = heads.rename(
        columns={"token_no": "head_no", "start": "head_start", "end": "head_end"}
    ).astype({"head_no": "Int64"})
    found = tokens.merge(heads, on=["document", "head_no"], how="left")
    found = found.assign(dep=found["dep"].str.split(":").str[0].str.lower())
    tallies = accuracy.judge_trees(bank.words, found[WORDS])
    universal = found["dep"].isin(["nsubj"]).any() and found["dep"].isin(["obl", "case"]).any()
    return tallies if universal else tallies[~tallies["measure"].str.startswith("labelled")]


@dataclass
class Bank:
    """The texts of a treebank, and their words as `judge_trees` takes them."""

    texts: list[Text] = field(default_factory=list)
    words: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=WORDS))


def read_bank(path: Path) -> Bank:
    """Read a CoNLL-U file: documents, their text, and where each word stands in it."""
    parts: dict[str, str] = {}
    rows: list[tuple] = []
    document = path.stem
    for block in read_blocks(path):
        notes = dict(re.findall(r"^# ?([\w ]+?) = (.*)$", "\n".join(block), re.MULTILINE))
        document = notes.get("newdoc id", document)
        known = parts.get(document, "")
        paragraph = any(line.startswith("# newpar") for line in block)
        known += ("\n\n" if paragraph else " ") if known else ""
        parts[document] = known + notes["text"]
        lines = [line.split("\t") for line in block if not line.startswith("#")]
        rows += _words(lines, notes["text"], document, len(known))
    texts = [Text(name, text) for name, text in parts.items()]
    return Bank(texts, pd.DataFrame(rows, columns=WORDS))


def _words(lines: list[list[str]], text: str, document: str, base: int) -> list[tuple]:
    """Place the words of one sentence; parts of a contraction share its characters out."""
    places: dict[str, tuple[int, int]] = {}
    at, covered = 0, 0
    for line in lines:
        number, form = line[0], line[1]
        if "." in number or (number.isdigit() and int(number) <= covered):
            continue
        at = text.index(form, at)
        first, _, last = number.partition("-")
        if last:
            covered = int(last)
            places |= _shared([row for row in lines if row[0].isdigit() and int(first) <= int(
                row[0]) <= covered], text[at : at + len(form)], at)  # fmt: skip
        else:
            places[number] = (at, at + len(form))
        at += len(form)
    words = [line for line in lines if line[0].isdigit()]
    return [
        (document, base + places[line[0]][0], base + places[line[0]][1], line[3],
         *(base + bound for bound in places[line[6] if line[6] != "0" else line[0]]),
         line[7].split(":")[0])
        for line in words
    ]  # fmt: skip


def _shared(words: list[list[str]], form: str, at: int) -> dict[str, tuple[int, int]]:
    """Share out a contraction's characters; each word has all where they do not spell it."""
    if "".join(word[1] for word in words).lower() != form.lower():
        return {word[0]: (at, at + len(form)) for word in words}
    places = {}
    for word in words:
        places[word[0]] = (at, at + len(word[1]))
        at += len(word[1])
    return places
