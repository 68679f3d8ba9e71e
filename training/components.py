"""What the training configurations name beside spaCy's own: the word features and their table.

Given to spaCy as `--code`.
"""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.lookups import Lookups

from analysis.extract.annotate import features as features  # makes the layer known

__all__ = ["features", "word_lookups"]


@spacy.registry.misc("entente.words.v1")
def word_lookups(path: str) -> Lookups:
    """Return the tables of words that `prepare` wrote to a file."""
    return Lookups().from_bytes(Path(path).read_bytes())
