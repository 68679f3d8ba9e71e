"""Names in GUM, whose mentions are full noun phrases: the proper nouns around each head.

From "Afghan Ambassador Hamdullah Mohib" the person is "Hamdullah Mohib"; an organisation
runs on over of, for, and ("Ministry of Foreign Affairs"); "the President" is nobody's name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.conllu import Sentence, read_sentences, spaces_after
from training.labels import is_people, label_of, lists, people_in, without_overlap
from training.named_sets import chunk_sentences, cut
from training.sets import Span, Text, read_lines

KINDS = {
    "person": "PERSON", "organization": "ORG", "place": "PLACE", "event": "EVENT", "object": "MISC",
    "abstract": "MISC",
}  # fmt: skip
CONNECTORS = ("of", "for", "and", "the", "'s", "’s", "&", "de", "in", "on", "-")
RANKS = ("Administrator", "Chair", "Chairperson", "Earl", "Protector", "Viscount", "Whip")
PERSON_CONNECTORS = ("-", "’", "'", "bin", "al", "von", "van", "de", "der", "la")

Word = tuple[int, int, str]  # start, end, Penn tag


def words_of(text: str, sentences: list[list[int]], rows: list[Sentence]) -> list[Word]:
    """Return the treebank's words with their place in the text, without sentences that differ."""
    words: list[Word] = []
    for (start, end), row in zip(sentences, rows, strict=False):
        at = start
        if spaces_after(row) is None or row.text[:4] != text[start:end][:4]:
            continue
        for word, tag in zip(row.words, row.tags, strict=True):
            at = text.find(word, at, end + 1)
            if at < 0:
                break
            words.append((at, at + len(word), tag))
            at += len(word)
    return words


def name_in(words: list[Word], text: str, head: int, label: str) -> tuple[int, int] | None:
    """Return the name around a head among the words of its mention; None if there is none.

    Parameters
    ----------
    words
        The words of the mention, in order.
    text
        The document.
    head
        Number of the head among them.
    label
        One of `KINDS`' values.
    """
    joins = PERSON_CONNECTORS if label == "PERSON" else CONNECTORS
    first = last = head
    if not _proper(words[head]):
        return None
    while (step := _step(words, text, first, -1, joins)) is not None:
        first = step
    while (step := _step(words, text, last, 1, joins)) is not None:
        last = step
    if _owns_the_rest(words, last):
        return None
    if label == "PERSON":
        titled = [i for i in range(first, last + 1) if _is_title(text[words[i][0] : words[i][1]])]
        first = titled[-1] + 1 if titled else first
        if first > last and (rest := _proper_after(words, text, last)):
            first, last = rest
    return (words[first][0], words[last][1]) if first <= last else None


def _proper(word: Word) -> bool:
    return word[2] in ("NNP", "NNPS")


def _owns_the_rest(words: list[Word], at: int) -> bool:
    """Whether a possessive follows and something is owned: then that, not the owner, is meant."""
    return at + 2 < len(words) and words[at + 1][2] == "POS"


def _is_title(word: str) -> bool:
    return word in lists()["title"] or word in RANKS or word.lower() in lists()["role"]


def _step(words: list[Word], text: str, at: int, way: int, joins: tuple[str, ...]) -> int | None:
    """Return the next proper noun in one direction, over at most two joining words."""
    for distance in (1, 2, 3):
        to = at + way * distance
        if not 0 <= to < len(words):
            return None
        if _proper(words[to]) or (
            distance == 1 and way < 0 and _capital_adjective(words[to], text)
        ):
            return to
        if text[words[to][0] : words[to][1]] not in joins:
            return None
    return None


def _capital_adjective(word: Word, text: str) -> bool:
    return (
        word[2] in ("JJ", "NN", "NNS", "CD")
        and text[word[0]].isupper()
        and not is_people(text[word[0] : word[1]])
    )


def _proper_after(words: list[Word], text: str, at: int) -> tuple[int, int] | None:
    """Return first and last of the name that ends a mention after an office, None if none does.

    "Secretary of State Anna Bos" ends with a name behind what the office is of; in "President
    of Peru" nothing else follows.
    """
    last = len(words) - 1
    first = last + 1
    while first - 1 > at and _proper(words[first - 1]):
        first -= 1
    before = text[words[first - 1][0] : words[first - 1][1]]
    if before == "of":
        first = last - 1 if last - first >= 2 else last + 1
    return (first, last) if first <= last else None


def read_gum(corpora: Path, part: str) -> Iterator[Text]:
    """Yield the names of a part of GUM's open genres, ``train`` or ``dev``."""
    rows: dict[str, list[Sentence]] = {}
    for row in read_sentences(corpora / f"ud-english-gum/en_gum_open-ud-{part}.conllu"):
        rows.setdefault(row.document, []).append(row)
    for record in read_lines(corpora / "gum-open/gum.jsonl"):
        if record["split"] == part:
            words = words_of(record["text"], record["sentences"], rows.get(record["id"], []))
            bounds = chunk_sentences(record["sentences"], record["text"])
            yield from cut(_document(record, words, part), bounds)


def _document(record: dict[str, Any], words: list[Word], part: str) -> Text:
    text = record["text"]
    starts, ends = [word[0] for word in words], [word[1] for word in words]
    spans: list[Span] = [(t["start"], t["end"], "DATE") for t in record["timexes"]]
    unsure: list[tuple[int, int]] = []
    for entity in record["entities"]:
        inside = words[bisect_left(starts, entity["start"]) : bisect_right(ends, entity["end"])]
        heads = [i for i, word in enumerate(inside) if word[0] == entity["head"][0]]
        if not entity["named"] or not heads or entity["label"] == "time":
            continue
        label = KINDS.get(entity["label"], "MISC")
        name = name_in(inside, text, heads[0], label)
        if name is None:
            continue
        if label == "MISC" and not (entity.get("wiki") and entity["label"] in KINDS):
            unsure.append(name)
        else:
            spans.append((*name, label_of(label, text[name[0] : name[1]])))
    spans = without_overlap(spans)
    people, left = people_in(text, spans)
    return Text(
        f"gum-{part}-{record['genre']}", record["id"], text, sorted(spans + people), unsure + left
    )
