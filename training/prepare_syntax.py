"""First step: treebanks to training files, and the table of words.

Reads the corpora; writes `syntax-train.spacy`, `syntax-dev.spacy` and `words.bin`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.lookups import Lookups
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from analysis.extract.annotate.features import TABLE
from analysis.extract.annotate.vectors import TABLE as VECTORS
from training.conllu import chunk_to_doc, chunks, read_sentences, restyled
from training.sets import all_texts
from training.word_sources import all_lists, lookups_data
from training.word_vectors import packaged_table
from training.words import count_words, word_table

TREEBANKS = {
    "train": ("ud-english-ewt/en_ewt-ud-train", "ud-english-gum/en_gum_open-ud-train"),
    "dev": ("ud-english-ewt/en_ewt-ud-dev", "ud-english-gum/en_gum_open-ud-dev"),
}


# Shares of training paragraphs that return in another style.
STYLES: dict[float, Callable[[str], str]] = {
    0.06: lambda word: word[:1].upper() + word[1:],
    0.03: str.lower,
    0.02: str.upper,
}
SEED = 4712


def treebank_docs(corpora: Path, part: str, vocab: Vocab) -> Iterator[Doc]:
    """Yield the Docs of a part of the treebanks, ``train`` or ``dev``.

    Some training paragraphs return as headlines, in lower case or in capitals.
    """
    draw = random.Random(SEED)
    for name in TREEBANKS[part]:
        for run in chunks(list(read_sentences(corpora / f"{name}.conllu"))):
            variants = [run]
            for share, style in STYLES.items():
                if part == "train" and draw.random() < share:
                    variants.append([restyled(sentence, style) for sentence in run])
            docs = (chunk_to_doc(variant, vocab) for variant in variants)
            yield from (doc for doc in docs if doc is not None)


def word_lookups(corpora: Path) -> Lookups:
    """Return the tables the pipeline carries: its words, and spaCy's list of norms."""
    nlp = spacy.blank("en")
    words = count_words(
        sentence.words
        for name in TREEBANKS["train"]
        for sentence in read_sentences(corpora / f"{name}.conllu")
    )
    names = count_words([token.text for token in nlp.make_doc(text)] for text in all_texts(corpora))
    seen: dict[str, Counter[str]] = {"syntax": words, "names": names}
    clusters, probabilities = lookups_data("lexeme_cluster"), lookups_data("lexeme_prob")
    lookups = Lookups()
    lookups.add_table(TABLE, word_table(clusters, probabilities, all_lists(), seen))
    lookups.add_table(VECTORS, packaged_table())
    lookups.add_table("lexeme_norm", lookups_data("lexeme_norm"))
    return lookups


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "words.bin").write_bytes(word_lookups(options.corpora).to_bytes())
    vocab = spacy.blank("en").vocab
    for part in TREEBANKS:
        docs = treebank_docs(options.corpora, part, vocab)
        DocBin(docs=docs, store_user_data=False).to_disk(options.out / f"syntax-{part}.spacy")


if __name__ == "__main__":
    main()
