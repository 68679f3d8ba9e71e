"""Treebanks in CoNLL-U to Docs with gold words, spacing, tags, heads and sentence starts.

A document is cut at its paragraphs, and those into chunks of up to ten sentences, so that
training sees text as annotation feeds it: one paragraph at a time, not parted into sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST_CHUNK = 10  # sentences


@dataclass(frozen=True)
class Sentence:
    """A sentence of a treebank.

    Parameters
    ----------
    text
        As printed.
    document
        Identifier of its document.
    begins_paragraph
        Whether a paragraph or document starts here.
    words, tags, universal, heads, labels
        One a word; `heads` number the words of the sentence from 1, 0 for the root.
    """

    text: str
    document: str
    begins_paragraph: bool
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    universal: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, in order; empty nodes and ranges are left out.

    Raises
    ------
    ValueError
        If a sentence has no `# text` line.
    """
    text, document, paragraph, rows = None, "", True, []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() + [""], start=1):
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line.startswith(("# newpar", "# newdoc")):
            paragraph = True
            document = line.partition("= ")[2] if line.startswith("# newdoc") else document
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if text is None:
                raise ValueError(f"{path.name}, line {number}: a sentence without '# text'")
            yield _fill(Sentence(text, document, paragraph), rows)
            text, paragraph, rows = None, False, []


def _fill(sentence: Sentence, rows: list[list[str]]) -> Sentence:
    for row in rows:
        if row[0].isdigit():
            sentence.words.append(row[1])
            sentence.universal.append(row[3])
            sentence.tags.append(row[4])
            sentence.heads.append(int(row[6]))
            sentence.labels.append(row[7])
    return sentence


def spaces_after(sentence: Sentence) -> list[bool] | None:
    """Return whether a blank follows each word; None if the words do not spell the text."""
    at, spaces = 0, []
    for word in sentence.words:
        if not sentence.text.startswith(word, at):
            return None
        at += len(word)
        after = at
        while at < len(sentence.text) and sentence.text[at].isspace():
            at += 1
        spaces.append(at > after)
    if at < len(sentence.text):
        return None
    return [*spaces[:-1], True]


def chunks(sentences: list[Sentence], longest: int = LONGEST_CHUNK) -> Iterator[list[Sentence]]:
    """Yield runs of sentences of one paragraph, each of at most `longest`."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (sentence.begins_paragraph or len(run) == longest):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def restyled(sentence: Sentence, style: Callable[[str], str]) -> Sentence:
    """Return a sentence in another style of letters; as it was where lengths would change."""
    words = [style(word) for word in sentence.words]
    same = all(len(new) == len(old) for new, old in zip(words, sentence.words, strict=True))
    if not same or spaces_after(sentence) is None:
        return sentence
    text, at = sentence.text, 0
    for old, new in zip(sentence.words, words, strict=True):
        at = text.index(old, at)
        text = text[:at] + new + text[at + len(old) :]
        at += len(old)
    return replace(sentence, text=text, words=words)


def chunk_to_doc(run: list[Sentence], vocab: Vocab) -> Doc | None:
    """Return the Doc of a run of sentences; None where a text is not its words."""
    spacing = [spaces_after(sentence) for sentence in run]
    if any(spaces is None for spaces in spacing):
        return None
    offsets = np.cumsum([0, *(len(sentence.words) for sentence in run)])
    heads = [
        index + offset if head == 0 else head - 1 + offset
        for sentence, offset in zip(run, offsets.tolist(), strict=False)
        for index, head in enumerate(sentence.heads)
    ]
    return Doc(
        vocab,
        words=[word for sentence in run for word in sentence.words],
        spaces=[space for spaces in spacing if spaces for space in spaces],
        tags=[tag for sentence in run for tag in sentence.tags],
        pos=[pos for sentence in run for pos in sentence.universal],
        heads=heads,
        deps=[_label(label) for sentence in run for label in sentence.labels],
        sent_starts=[index == 0 for sentence in run for index in range(len(sentence.words))],
    )


def _label(label: str) -> str:
    return "ROOT" if label == "root" else label
