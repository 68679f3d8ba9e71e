"""Second step: texts with marked names to training files.

Reads the corpora; writes `names-train.spacy`, `names-dev.spacy` and, to be read by people,
`names-dev.jsonl`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as DocSpan

from training.augment import augmented
from training.gum_names import read_gum
from training.links import read_items
from training.named_sets import read_crossner, read_uner, read_wikigold
from training.re3d import read_re3d
from training.sets import Text, write_text_lines

FOLDS = 10
SMALL_SETS = {"re3d": 3}  # of a small set, how many folds: a tenth would hold too few names


def marked(corpora: Path) -> Iterator[Text]:
    """Yield the texts whose names people marked, training and developer parts."""
    yield from read_uner(corpora, "train")
    yield from read_uner(corpora, "dev")
    yield from read_gum(corpora, "train")
    yield from read_gum(corpora, "dev")
    yield from read_wikigold(corpora)
    yield from read_re3d(corpora)
    yield from read_crossner(corpora)


def held_out(text: Text, fold: int) -> bool:
    """Whether a text is left out of training in a fold from 0; fold -1 leaves out none.

    Developer parts are left out in every fold. A document is whole in one fold. The folds
    follow a sum over the key, not Python's hash.
    """
    if fold >= 0 and "-dev" in text.set:
        return True
    total = sum(ord(letter) * (i + 1) for i, letter in enumerate(text.key))
    if fold >= 0 and (folds := SMALL_SETS.get(text.set)):
        return total % folds == folds - 1 - fold % folds
    return total % FOLDS == fold


def to_doc(text: Text, nlp: Language) -> Doc:
    """Return a Doc whose names are entities; what is unsure is missing, the rest outside."""
    doc = nlp.make_doc(text.text)
    names: list[DocSpan] = []
    open_stretches: list[DocSpan] = []
    for start, end, label in text.spans:
        span = doc.char_span(start, end, label=label)
        if span is None:
            wide = doc.char_span(start, end, alignment_mode="expand")
            open_stretches += [wide] if wide is not None else []
        else:
            names.append(span)
    for start, end in text.unsure:
        wide = doc.char_span(start, end, alignment_mode="expand")
        open_stretches += [wide] if wide is not None else []
    names = spacy.util.filter_spans(names)
    taken = {token.i for span in names for token in span}
    missing = sorted({t.i for span in open_stretches for t in span} - taken)
    doc.set_ents(names, missing=[doc[i : i + 1] for i in missing], default="outside")
    return doc


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, default=-1, help="leave this tenth out, for developing")
    options = parser.parse_args()
    nlp = spacy.blank("en")
    texts = [*marked(options.corpora), *read_items(options.corpora)]
    train = [text for text in texts if not held_out(text, options.fold)]
    dev = [text for text in texts if held_out(text, max(options.fold, 0))]
    write_text_lines(dev, options.out / "names-dev.jsonl")
    docs = {"train": chain(train, augmented(train)), "dev": dev}
    for part, found in docs.items():
        path = options.out / f"names-{part}.spacy"
        DocBin(docs=(to_doc(text, nlp) for text in found), store_user_data=False).to_disk(path)


if __name__ == "__main__":
    main()
