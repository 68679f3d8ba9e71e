"""How well a pipeline parses treebanks it has not seen: raw paragraphs in.

Tags, heads and sentences, on each treebank's developer part and on its news alone, with
intervals from resampling documents.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from training import components as components  # makes the layer known
from training.conllu import chunk_to_doc, chunks, read_sentences

SETS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "EWT dev": ("ud-english-ewt/en_ewt-ud-dev.conllu", lambda document: True),
    "GUM dev": ("ud-english-gum/en_gum_open-ud-dev.conllu", lambda document: True),
    "GUM dev, news": (
        "ud-english-gum/en_gum_open-ud-dev.conllu",
        lambda document: "_news_" in document,
    ),
}
MEASURES = ("tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f")
RESAMPLES, SEED = 200, 5


def documents(path: Path, chosen: Callable[[str], bool], nlp: Language) -> dict[str, list[Doc]]:
    """Return the gold paragraphs of each chosen document."""
    found: dict[str, list[Doc]] = defaultdict(list)
    for run in chunks([s for s in read_sentences(path) if chosen(s.document)]):
        doc = chunk_to_doc(run, nlp.vocab)
        if doc is not None:
            found[run[0].document].append(doc)
    return found


def examples(nlp: Language, golds: list[Doc]) -> list[Example]:
    """Return examples of a pipeline's own reading beside the gold."""
    read = nlp.pipe(gold.text for gold in golds)
    return [Example(doc, gold) for doc, gold in zip(read, golds, strict=True)]


def scores(found: list[Example], pipeline: list[str]) -> dict[str, float]:
    """Return the measures, as spaCy scores them."""
    scorer = Scorer(
        default_lang="en", default_pipeline=["tagger", "morphologizer", "senter", "parser"]
    )
    scored = scorer.score(found)
    return {name: float(scored.get(name) or 0.0) for name in MEASURES}


def main() -> None:
    """Print a line a set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="pipes to leave out")
    options = parser.parse_args()
    nlp = spacy.load(options.pipeline, exclude=["ner", "lemmatizer", *options.without])
    for name, (path, chosen) in SETS.items():
        found = documents(options.corpora / path, chosen, nlp)
        read = {key: examples(nlp, golds) for key, golds in found.items()}
        whole = scores([example for each in read.values() for example in each], nlp.pipe_names)
        las = resampled(
            [scores(each, nlp.pipe_names)["dep_las"] for each in read.values()],
            [sum(len(example.reference) for example in each) for each in read.values()],
        )
        line = "  ".join(f"{measure} {whole[measure] * 100:.1f}" for measure in MEASURES)
        print(f"{name:15} {line}  LAS {las[0] * 100:.1f}-{las[1] * 100:.1f}")


def resampled(values: list[float], weights: list[int]) -> tuple[float, float]:
    """Return a 0.95 interval of a mean of documents weighted by their words."""
    value, weight = np.array(values), np.array(weights, dtype=float)
    draw = np.random.default_rng(SEED).integers(0, len(value), (RESAMPLES, len(value)))
    means = (value[draw] * weight[draw]).sum(axis=1) / weight[draw].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


if __name__ == "__main__":
    main()
