"""The tokens of a text: spaCy's tokenizer, guarded, its result as columns.

Blanks are no tokens. A run of characters without a blank longer than `LONGEST_RUN` is cut
before it reaches the tokenizer, which would need time by the square of its length. Every
blank reaches it as one space: with other blanks it takes three times as long. Invisible marks
around a word, which pages and writing from right to left leave there, reach it as a space, too:
as a part of the word they would make it another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.schema import TOKENS, conform, empty

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Characters. The longest address seen in news has some three hundred; five hundred brackets
# in a row take a millisecond, two hundred thousand never end.
LONGEST_RUN = 500

# Characters of one Doc. Only a matter of memory.
PIECE = 20_000

# Soft hyphen, zero-width and bidirectional marks, byte order mark: where a word begins or ends.
_MARK = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MARKS_AROUND = re.compile(rf"(?<![{_MARK}])[{_MARK}]++(?!\w)|(?<![\w{_MARK}])[{_MARK}]++")
_BLANKS = re.compile(r"(\s\s+|[^\S ])")
_ODD = re.compile(rf"(\s\s+|[^\S ])|\S{{{LONGEST_RUN}}}(?=\S)")


@dataclass(frozen=True)
class Plain:
    """A text as the tokenizer reads it best, and the way back.

    Parameters
    ----------
    text
        Single spaces between words, long runs parted by a space.
    places, shifts
        From each place in `text` on, what to add to get the place in the original.
    """

    text: str
    places: np.ndarray
    shifts: np.ndarray

    def back(self, positions: np.ndarray) -> np.ndarray:
        """Turn starts of tokens into positions in the original text."""
        return positions + self.shifts[np.searchsorted(self.places, positions, side="right") - 1]


def plain_text(text: str) -> Plain:
    """Reduce blanks to single spaces, with marks around words as such, and part long runs."""
    if not text.isascii():
        text = _MARKS_AROUND.sub(lambda marks: " " * len(marks.group()), text)
    pieces: list[str] = []
    places, shifts = [0], [0]
    done = length = 0
    for match in (_ODD if _has_long_run(text) else _BLANKS).finditer(text):
        end = match.start() if match.group(1) else match.end()
        pieces.append(text[done:end])
        length += end - done + 1
        done = match.end()
        places.append(length)
        shifts.append(done - length)
    return Plain(" ".join([*pieces, text[done:]]), np.array(places), np.array(shifts))


def _has_long_run(text: str) -> bool:
    """Whether a run without a plain blank may be too long; seldom so, and quick to tell."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    blanks = np.flatnonzero(codes <= ord(" "))
    edges = np.concatenate([[-1], blanks, [len(codes)]])
    return bool((np.diff(edges) > LONGEST_RUN).any())


def tokenize(text: str, nlp: Language) -> tuple[np.ndarray, np.ndarray, pd.Series]:
    """Divide a text into tokens.

    Returns
    -------
    (starts, ends, texts)
        Positions in `text` and the printed tokens, in text order, blanks left out.
    """
    plain = plain_text(text)
    columns = [
        (starts + base, ends + base, words)
        for base, piece in _pieces(plain.text)
        for starts, ends, words, _ in [token_columns(nlp.tokenizer(piece))]
    ]
    if not columns:
        nothing = np.empty(0, dtype="int64")
        return nothing, nothing, pd.Series(dtype="str")
    starts, ends, words = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    origins = plain.back(starts)
    return origins, origins + ends - starts, printed(words, nlp.vocab)


def _pieces(text: str) -> list[tuple[int, str]]:
    """Cut a text at spaces into pieces of about `PIECE` characters, no space first."""
    pieces = []
    start = 1 if text.startswith(" ") else 0
    while start < len(text):
        cut = text.find(" ", start + PIECE)
        end = len(text) if cut < 0 else cut
        pieces.append((start, text[start:end]))
        start = end + 1
    return pieces


def token_columns(doc: Doc) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return starts, ends and hashes of the tokens that are not blanks, and their numbers."""
    table = doc.to_array(["ORTH", "LENGTH", "SPACY", "IS_SPACE"])
    lengths = table[:, 1].astype("int64")
    advances = lengths + table[:, 2].astype("int64")
    starts = np.cumsum(advances) - advances
    kept = np.flatnonzero(table[:, 3] == 0)
    return starts[kept], (starts + lengths)[kept], table[kept, 0], kept


def printed(hashes: np.ndarray, vocab: Vocab) -> pd.Series:
    """Return the text behind each hash of a token."""
    words, where = np.unique(hashes, return_inverse=True)
    return pick([vocab.strings[word] for word in words.tolist()], where)


def pick(values: Sequence[str] | np.ndarray | pd.Series, where: np.ndarray) -> pd.Series:
    """Return a text column with the value of each number; much cheaper than from objects."""
    return pd.Series(pd.Series(values, dtype="str").array.take(where))


def tokens_table(columns: dict[str, Any]) -> pd.DataFrame:
    """Return table `TOKENS` from its columns; those of a parser may be absent."""
    if not len(columns["start"]):
        return empty(TOKENS)
    frame = pd.DataFrame(columns)
    nothing = pd.Series([np.nan], dtype="str").array.take(np.zeros(len(frame), dtype="int64"))
    for name in ("lemma", "pos", "tag", "dep"):
        if name not in frame:
            frame[name] = nothing
    if "head_no" not in frame:
        frame["head_no"] = pd.Series(pd.NA, index=frame.index, dtype="Int64")
    return conform(frame, TOKENS)
