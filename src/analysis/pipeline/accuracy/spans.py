"""Sets with annotated names: their texts, their spans, and what their labels are of ours.

Labels are brought to the coarser of the two sides, set by set (`MAPS`): found spans whose
label a set does not annotate are left out of its precision. Offices without a name ("the
Turkish defence minister") are no names for any of these sets and are left out on our side.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from analysis.lexicon.names import meanings_of
from analysis.measure import accuracy
from analysis.pipeline.accuracy.files import read_blocks, read_records
from analysis.pipeline.accuracy.texts import Text, annotated, mentioned
from analysis.settings import Settings

PLACE = {"GPE": "place", "LOC": "place", "FAC": "place"}
NAMED = {"PERSON": "person", "ORG": "organisation", **PLACE}
OTHER = {"NORP": "other", "EVENT": "other", "MISC": "other"}
# For each set, what our labels and its own are called in its scores; what is not listed is
# left out. WikiGold's MISC holds nationalities, events and works; UNER has none of them;
# CrossNER's misc has nationalities now and then, so they are left out on both sides.
MAPS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "uner-english-ewt": (NAMED, {"PER": "person", "ORG": "organisation", "LOC": "place"}),
    "wikigold": (
        NAMED | OTHER,
        {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"},
    ),
    "crossner": (
        NAMED | {"EVENT": "event"},
        {
            "politician": "person", "person": "person", "organisation": "organisation",
            "politicalparty": "organisation", "country": "place", "location": "place",
            "event": "event", "election": "event",
        },
    ),
    "re3d-open": (
        NAMED | {"NORP": "nationality"},
        {
            "Person": "person", "Organisation": "organisation", "Location": "place",
            "Nationality": "nationality",
        },
    ),
    "gum-open": (
        NAMED | {"EVENT": "event"},
        {
            "person": "person", "organization": "organisation", "place": "place", "event": "event",
        },
    ),
}  # fmt: skip
WORD = re.compile(r"\w+(?:[.'’&-]+\w+)*\.?")
JOINING = ("of", "the", "and", "for")
ADDRESS = ("Mr", "Mrs", "Ms", "Dr", "Sir", "Prof", "Professor", "Lord", "Lady", "Justice")
TRUSTED = 0.5  # agreement of re3d's annotators from which a span is taken as true


def score_records(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally exact spans of a set of JSON records (`uner-english-ewt`, `wikigold`)."""
    records = read_records(path)
    ours, theirs = MAPS[path.parent.name]
    gold = spans_of(records, theirs)
    return accuracy.judge_spans(gold, _found(_texts(records), ours, settings))


def score_crossner(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally exact spans of CrossNER's sentences; its tokens are joined by rule into text."""
    ours, theirs = MAPS["crossner"]
    texts, rows = [], []
    for number, block in enumerate(read_blocks(path)):
        words = [line.split("\t")[0] for line in block]
        tags = [line.split("\t")[-1].strip() for line in block]
        text, places = join_words(words)
        document = f"crossner-{number:04d}"
        texts.append(Text(document, text))
        rows += [
            (document, places[first][0], places[last][1], theirs[label])
            for first, last, label in chunks(tags)
            if label in theirs
        ]
    gold = pd.DataFrame(rows, columns=["document", "start", "end", "label"])
    return accuracy.judge_spans(gold, _found(texts, ours, settings))


def score_re3d(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally the recall of names in re3d, by overlap: its spans are phrases, not all names."""
    records = read_records(path)
    ours, theirs = MAPS["re3d-open"]
    gold = spans_of(records, theirs)
    texts = _texts(records)
    named = gold["text"].str.contains("[A-Z]", regex=True)
    found = _found(texts, ours, settings).assign(slice=None)
    return accuracy.judge_heads(gold[named].assign(slice=None), found, precise=False)


def score_gum(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally names in GUM, by label and genre, exact and by overlap.

    A name is the run of capitalised words around the head of an annotated noun phrase, for a
    person without its title.
    """
    records = read_records(path)
    ours, theirs = MAPS["gum-open"]
    rows = [
        (record["id"], *name_around(record["text"], entity), theirs[entity["label"]],
         record["genre"])
        for record in records
        for entity in record["entities"]
        if entity["named"] and entity["label"] in theirs
    ]  # fmt: skip
    gold = pd.DataFrame(rows, columns=["document", "start", "end", "label", "slice"])
    gold = gold.drop_duplicates(["document", "start", "end", "label"])
    genres = {record["id"]: record["genre"] for record in records}
    found = _found(_texts(records), ours, settings)
    found = found.assign(slice=found["document"].map(genres).astype("str"))
    return pd.concat([accuracy.judge_heads(gold, found), accuracy.judge_spans(gold, found)])


def name_around(text: str, entity: dict) -> tuple[int, int]:
    """Return the run of capitalised words around an entity's head, or the head alone.

    Small words inside names (of, the, and, for) belong to it between two such words; an
    opening title does not belong to a person's name, unless nothing else does.
    """
    words = [
        (match.start() + entity["start"], match.end() + entity["start"], match.group())
        for match in WORD.finditer(text[entity["start"] : entity["end"]])
    ]
    inside = [n for n, (first, last, _) in enumerate(words) if first < entity["head"][1]
              and entity["head"][0] < last]  # fmt: skip
    if not inside or not words[inside[0]][2][:1].isupper():
        return entity["head"][0], entity["head"][1]
    capital = [word[:1].isupper() for _, _, word in words]
    first, last = _run(capital, [w in JOINING for _, _, w in words], inside[0], inside[-1])
    if entity["label"] == "person":
        while first < last and is_title(words[first][2]):
            first += 1
    return words[first][0], words[last][1]


def _run(capital: list[bool], joining: list[bool], first: int, last: int) -> tuple[int, int]:
    """Stretch a run of words over capitalised ones, and over joining ones between them."""
    while first > 0 and (capital[first - 1] or (joining[first - 1] and any(capital[: first - 1]))):
        first -= 1
    while last + 1 < len(capital) and (
        capital[last + 1] or (joining[last + 1] and last + 2 < len(capital) and capital[last + 2])
    ):
        last += 1
    while not capital[first]:
        first += 1
    return first, last


def is_title(word: str) -> bool:
    """Whether a word is an office or a form of address."""
    meanings = meanings_of(word.lower())
    return word.rstrip(".") in ADDRESS or any(meaning.kind == "title" for meaning in meanings)


def spans_of(records: list[dict], labels: dict[str, str]) -> pd.DataFrame:
    """Return the annotated spans of records whose labels are listed, trusted ones only."""
    rows = [
        (record["id"], entity["start"], entity["end"], labels[entity["label"]], entity["text"])
        for record in records
        for entity in record["entities"]
        if entity["label"] in labels and entity.get("confidence", 1) >= TRUSTED
    ]
    frame = pd.DataFrame(rows, columns=["document", "start", "end", "label", "text"])
    return frame.drop_duplicates(["document", "start", "end", "label"])


def join_words(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Write tokens as text, and say where each stands.

    A blank parts two tokens unless a mark or a clitic follows, or an opening bracket comes
    before; quotation marks open and close in turn.
    """
    text, places, inside, glued = "", [], False, True
    for word in words:
        closes = word in {",", ".", ";", ":", "!", "?", ")", "]", "%", "...", "''", "”", "’"}
        closes = closes or word.lower() in {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"}
        if word == '"':
            closes, inside = inside, not inside
        if not glued and not closes:
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glued = word in {"(", "[", "``", "“", "‘", "$", "£", "€"} or (word == '"' and inside)
    return text, places


def chunks(tags: list[str]) -> list[tuple[int, int, str]]:
    """Return the stretches of BIO tags: first and last token, label."""
    found: list[tuple[int, int, str]] = []
    for number, tag in enumerate(tags):
        mark, _, label = tag.partition("-")
        if mark == "I" and found and found[-1][1] == number - 1 and found[-1][2] == label:
            found[-1] = (found[-1][0], number, label)
        elif mark in ("B", "I"):
            found.append((number, number, label))
    return found


def _texts(records: list[dict]) -> list[Text]:
    return [
        Text(record["id"], record["text"], (record.get("date") or "")[:10]) for record in records
    ]


def _found(texts: list[Text], labels: dict[str, str], settings: Settings) -> pd.DataFrame:
    """Return the spans found in texts whose labels are listed, under the names they have there."""
    if "MISC" in labels:
        found = mentioned(texts, settings)
        found = found[~found["kind"].isin(["bare_office", "relational_office"])]
    else:
        found = annotated(texts, settings)["spans"]
    return found.assign(label=found["label"].map(labels)).dropna(subset="label")[
        ["document", "start", "end", "label"]
    ]
