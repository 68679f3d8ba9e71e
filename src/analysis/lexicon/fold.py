"""A copy of a text in which every way to write a name is one way, and the way back.

Folded are accents, full width, ligatures, curly apostrophes and dashes, every kind of blank;
left out are soft hyphens, zero-width and bidirectional marks. Case is kept. Letters of
another script that look like Latin ones are not folded: they are another name.

The folded text is UTF-8, since names are looked up byte by byte, and nearly all of it is
one byte a character; only where it is not does the way back need a table.
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

_ASCII = bytes.maketrans(b"\t\n\r\x0b\x0c`", b"     '")
_NOTHING = 0xFF  # a byte that UTF-8 never holds: the character is left out


@dataclass(frozen=True)
class Folded:
    """A folded text with the way back to the text it was made from.

    Parameters
    ----------
    data
        The folded text in UTF-8.
    places
        First byte in `data` of every character that did not become one byte, in order.
    origins
        Where each of these stood in the original text.
    widths
        How many bytes each became; 0 if it was left out.
    """

    data: bytes
    places: np.ndarray
    origins: np.ndarray
    widths: np.ndarray

    @property
    def text(self) -> str:
        """The folded text."""
        return self.data.decode("utf-8", "surrogatepass")

    def origin(self, positions: np.ndarray) -> np.ndarray:
        """Return the character of the original text that each byte was made from."""
        if not len(self.places):
            return positions
        nearest = np.searchsorted(self.places, positions, side="right") - 1
        before = np.maximum(nearest, 0)
        past = positions - self.places[before] - self.widths[before]
        return np.where(nearest < 0, positions, self.origins[before] + np.maximum(past + 1, 0))

    def unfold(self, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Turn stretches of bytes, none empty, into stretches of the original text."""
        return self.origin(starts), self.origin(ends - 1) + 1


def fold(text: str) -> Folded:
    """Fold a text, keeping the way back.

    Text of plain ASCII takes a fast path: only its blanks change.
    """
    if text.isascii():
        none = np.empty(0, dtype="int64")
        return Folded(text.encode("ascii").translate(_ASCII), none, none, none)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    foreign = np.flatnonzero(codes > 127)
    kinds, where = np.unique(codes[foreign], return_inverse=True)
    new = [_fold_character(chr(code)).encode("utf-8", "surrogatepass") for code in kinds.tolist()]
    widths = np.array([len(bytes_) for bytes_ in new], dtype="int64")[where]
    data = codes.astype("u1")
    data[foreign] = np.array([bytes_[0] if bytes_ else _NOTHING for bytes_ in new], "u1")[where]
    odd = widths != 1
    if odd.any():
        origins, widths, where = foreign[odd], widths[odd], where[odd]
        data = _with_more(data, origins, [new[kind] for kind in where.tolist()])
        grown = np.cumsum(widths - 1) - (widths - 1)
        return Folded(data.tobytes().translate(_ASCII), origins + grown, origins, widths)
    none = np.empty(0, dtype="int64")
    return Folded(data.tobytes().translate(_ASCII), none, none, none)


def _with_more(data: np.ndarray, places: np.ndarray, new: list[bytes]) -> np.ndarray:
    """Put in the further bytes of characters that became several; take out those left out."""
    n_more = np.array([max(len(bytes_) - 1, 0) for bytes_ in new], dtype="int64")
    if n_more.any():
        more = np.frombuffer(b"".join(bytes_[1:] for bytes_ in new), dtype="u1")
        data = np.insert(data, np.repeat(places + 1, n_more), more)
    return data[data != _NOTHING]


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """Fold a name as it stands in a list: as `fold`, without blanks around it."""
    return fold(name).text.strip()


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
