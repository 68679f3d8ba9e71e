"""Text made safe to store and compare, with its positions kept wherever that is possible.

Line ends become LF, lone surrogates U+FFFD, control characters blanks, and the whole is
put in normal form C. Zero-width characters, soft hyphens and look-alike letters stay as
printed: the search for names works on a copy. Only the repair of plain mojibake and
normal form C can move positions, and the first of them is always remarked.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# The first bytes of UTF-8 sequences as cp1252 shows them, before what it shows of the second.
_MOJIBAKE = re.compile(
    "[\xc3\xc2\xc4\xc5][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Ð[\x80-\xbf°±²³´µ¶·¸¹º»]"
)
_BLANKS = re.compile(r"\s+")


class Tidy(NamedTuple):
    """A tidied text and the remarks of table `REMARKS` on what was repaired."""

    text: str
    remarks: tuple[str, ...]


def tidy(text: str, *, mojibake: bool = True) -> Tidy:
    """Repair what cannot be stored, and say what was repaired.

    Parameters
    ----------
    text
        Any string.
    mojibake
        Whether to repair UTF-8 that was read as a western encoding, which makes the text
        shorter: not for text to which positions were given.
    """
    remarks: list[str] = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        text = _without_control(text, remarks)
        return Tidy(text, tuple(remarks))
    text, n_surrogates = _SURROGATE.subn("\ufffd", text)
    if n_surrogates:
        remarks.append("surrogate_replaced")
    if mojibake and _MOJIBAKE.search(text):
        text = _without_mojibake(text, remarks)
    text = _without_control(text, remarks)
    return Tidy(unicodedata.normalize("NFC", text), tuple(remarks))


def one_line(text: str) -> Tidy:
    """Tidy a short field and put it on one line, blanks single and none at the ends."""
    found = tidy(text)
    return Tidy(_BLANKS.sub(" ", found.text).strip(), found.remarks)


def printable(text: str, longest: int = 200) -> str:
    """Return text fit for a message: no surrogates or controls, and short.

    Parameters
    ----------
    text
        Anything, file names with undecodable bytes included.
    longest
        Characters kept; what is cut is marked with an ellipsis.
    """
    escaped = text.encode("utf-8", "backslashreplace").decode("utf-8")
    shown = _BLANKS.sub(" ", _CONTROL.sub(" ", escaped[: 2 * longest]))
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def label(name: str) -> str:
    r"""Return a file name fit for a table: bytes that are not UTF-8 shown as ``\xff``."""
    if name.isascii() and "\0" not in name:
        return name
    kept = name.encode("utf-8", "surrogateescape" if _from_bytes(name) else "backslashreplace")
    return kept.decode("utf-8", "backslashreplace").replace("\0", "\\x00")


def _from_bytes(name: str) -> bool:
    return all("\udc80" <= letter <= "\udcff" for letter in _SURROGATE.findall(name))


def _without_control(text: str, remarks: list[str]) -> str:
    text, n_controls = _CONTROL.subn(" ", text)
    if n_controls:
        remarks.append("control_removed")
    return text


def _without_mojibake(text: str, remarks: list[str]) -> str:
    from ftfy import fix_encoding

    fixed = fix_encoding(text)
    if fixed != text:
        remarks.append("mojibake_repaired")
    return fixed
