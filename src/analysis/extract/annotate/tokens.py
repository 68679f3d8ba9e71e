"""The tokens of a text: spaCy's tokenizer, guarded, its result as columns.

Blanks are no tokens. A run of characters without a blank longer than `LONGEST_RUN` is cut
before it reaches the tokenizer, which would need time by the square of its length. Line
ends and tabs reach it as spaces: each of them would make it search for special cases again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.schema import TOKENS, conform, empty

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Characters. The longest address seen in news has some three hundred; five hundred brackets
# in a row take a millisecond, two hundred thousand never end.
LONGEST_RUN = 500

# Characters of one Doc. Only a matter of memory.
PIECE = 20_000

_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")


def cut_runs(text: str) -> tuple[str, np.ndarray]:
    """Part long runs without a blank by line ends.

    Returns
    -------
    (text, places)
        The text, and the places in it at which a line end was put in.
    """
    ends = [match.end() for match in _RUN.finditer(text)]
    if not ends:
        return text, np.empty(0, dtype="int64")
    edges = [0, *ends, len(text)]
    pieces = [text[first:last] for first, last in zip(edges[:-1], edges[1:], strict=True)]
    return "\n".join(pieces), np.array(ends, dtype="int64") + np.arange(len(ends))


def tokenize(text: str, nlp: Language) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divide a text into tokens.

    Returns
    -------
    (starts, ends, texts)
        Positions in `text` and the printed tokens, in text order, blanks left out.
    """
    safe, places = cut_runs(text)
    safe = safe.replace("\n", " ").replace("\t", " ")
    columns = [
        (starts + base, ends + base, texts)
        for base, piece in _pieces(safe)
        for starts, ends, texts in [token_columns(nlp.tokenizer(piece))[:3]]
    ]
    if not columns:
        nothing = np.empty(0, dtype="int64")
        return nothing, nothing, np.empty(0, dtype=object)
    starts, ends, texts = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    shift = np.searchsorted(places, starts, side="left")
    return starts - shift, ends - shift, texts


def _pieces(text: str) -> list[tuple[int, str]]:
    """Cut a long text at blanks into pieces of about `PIECE` characters."""
    pieces = []
    start = 0
    while start < len(text):
        cut = text.find(" ", start + PIECE)
        end = len(text) if cut < 0 else cut + 1
        pieces.append((start, text[start:end]))
        start = end
    return pieces


def token_columns(doc: Doc) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return starts, ends and texts of the tokens that are not blanks, and their numbers."""
    table = doc.to_array(["ORTH", "LENGTH", "SPACY", "IS_SPACE"])
    lengths = table[:, 1].astype("int64")
    advances = lengths + table[:, 2].astype("int64")
    starts = np.cumsum(advances) - advances
    kept = np.flatnonzero(table[:, 3] == 0)
    words, where = np.unique(table[kept, 0], return_inverse=True)
    strings = doc.vocab.strings
    texts = np.array([strings[word] for word in words.tolist()], dtype=object)[where]
    return starts[kept], (starts + lengths)[kept], texts, kept


def tokens_table(columns: dict[str, Any]) -> pd.DataFrame:
    """Return table `TOKENS` from its columns; those of a parser may be absent."""
    if not len(columns["start"]):
        return empty(TOKENS)
    frame = pd.DataFrame(columns)
    for name in ("lemma", "pos", "tag", "dep"):
        if name not in frame:
            frame[name] = pd.Series(np.nan, index=frame.index, dtype="str")
    if "head_no" not in frame:
        frame["head_no"] = pd.Series(pd.NA, index=frame.index, dtype="Int64")
    return conform(frame, TOKENS)
