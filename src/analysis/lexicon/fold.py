"""A copy of a text in which every way to write a name is one way, and the way back.

Folded are accents, full width, ligatures, curly apostrophes and dashes, every kind of blank;
left out are soft hyphens, zero-width and bidirectional marks. Case is kept. Letters of
another script that look like Latin ones are not folded: they are another name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

# Characters whose decomposition is not what a typist without them would write.
BY_HAND = {
    "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a",
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "ʻ": "'", "′": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
}  # fmt: skip

_ASCII_BLANKS = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c", " ") | {"`": "'"})
_ASCII_CODES = np.array([ord(chr(code).translate(_ASCII_BLANKS)) for code in range(128)], "<u4")


@dataclass(frozen=True)
class Folded:
    """A folded text with the way back to the text it was made from.

    Parameters
    ----------
    text
        The folded text.
    origins
        For each folded character the position it came from, with one entry more for the
        end; missing if the two texts agree position for position.
    """

    text: str
    origins: np.ndarray | None = None

    def unfold(self, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Turn stretches of the folded text into stretches of the original text."""
        if self.origins is None:
            return starts, ends
        last = np.maximum(ends - 1, 0)
        return self.origins[starts], np.where(ends > starts, self.origins[last] + 1, starts)


def fold(text: str) -> Folded:
    """Fold a text, keeping the way back.

    Text of plain ASCII, the usual case, takes a fast path: only its blanks change.
    """
    if text.isascii():
        return Folded(text.translate(_ASCII_BLANKS))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    foreign = np.flatnonzero(codes > 127)
    kinds, where = np.unique(codes[foreign], return_inverse=True)
    replacements = [_fold_character(chr(code)) for code in kinds.tolist()]
    first = np.array([ord(new[0]) if new else 0 for new in replacements], dtype="<u4")
    folded = _ASCII_CODES[np.minimum(codes, 127)]
    folded[foreign] = first[where]
    lengths = np.array([len(new) for new in replacements], dtype="int64")
    if (lengths == 1).all():
        return Folded(_decode(folded))
    n_new = np.ones(len(codes), dtype="int64")
    n_new[foreign] = lengths[where]
    origins = np.repeat(np.arange(len(codes)), n_new)
    spread = folded[origins]
    for kind in np.flatnonzero(lengths > 1).tolist():
        for place in foreign[where == kind].tolist():
            begin = int(np.searchsorted(origins, place))
            spread[begin : begin + int(lengths[kind])] = [ord(new) for new in replacements[kind]]
    return Folded(_decode(spread), np.append(origins, len(codes)))


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """Fold a name as it stands in a list: as `fold`, without blanks around it."""
    return fold(name).text.strip()


def _decode(codes: np.ndarray) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _fold_character(character: str) -> str:
    if character in BY_HAND:
        return BY_HAND[character]
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if character.isascii():
        return character
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)
    )
    return plain if plain and plain.isascii() else character
