"""Which encoding the bytes of a file are in: decided once for a file, by evidence.

In order: a byte order mark, strict UTF-8, a detector. A page's own declaration comes
between the first two and is weighed in `pages`. Bytes that are UTF-8 but for a few lines
stay UTF-8, with the broken bytes replaced and the loss noted; one bad byte must not turn
a million good lines to nonsense.

The detector is trusted where letters beyond ASCII are the rule (Cyrillic, Arabic, Greek).
Where they are the exception, a few bytes decide nothing by statistics, and a rule for
Turkish, Polish and western text is used instead.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HEAD_BYTES = 65_536  # bytes looked at for binary content and byte order marks
SAMPLE_BYTES = 262_144  # bytes of undecodable lines kept for the detector
PIECE_BYTES = 4_194_304  # a line longer than this is surveyed in pieces
DETECTED_SHARE = 0.25  # share of letters beyond ASCII from which the detector is asked
DETECTED_LETTERS = 12  # fewer of them tell the detector nothing
CONTROL_SHARE = 0.05  # share of control bytes from which a file is taken for binary
FEW_CONTROLS = 8  # control bytes that any short text may hold by accident
DETECTABLE = ["cp1251", "koi8_r", "cp1256", "cp1253", "cp1255", "gb18030", "shift_jis", "euc_kr"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MARKED = tuple(name for _, name in _MARKS)  # codecs chosen by a byte order mark
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"\x1f\x8b",
          b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"SQLite format 3")  # fmt: skip
_CONTROL = bytes(code for code in range(32) if code not in (0, 9, 10, 12, 13, 27))
_TURKISH = re.compile(r"[ğışİŞĞ]")
_ICELANDIC = re.compile(r"[ðþÐÞ][a-zýö]{0,20}[áéíóúæ]|[áéíóúæ][a-zýö]{0,20}[ðþ]", re.IGNORECASE)
_POLISH = re.compile(r"[A-Za-z][¹³¿¼]|[¹³¿¼][a-z]")


@dataclass(frozen=True)
class Encoding:
    """How bytes are decoded: by which codec, whether that was guessed, and with what loss."""

    name: str
    detected: bool = False
    lossy: bool = False


@dataclass(frozen=True)
class Survey:
    """What one pass over the bytes of a file found.

    `n_good` and `n_bad` are lines beyond ASCII that are, and are not, valid UTF-8;
    `sample` holds some of the latter.
    """

    sha256: str
    n_bytes: int
    head: bytes
    n_good: int
    n_bad: int
    sample: bytes


def survey(chunks: Iterable[bytes]) -> Survey:
    """Hash the bytes and count the lines that are valid UTF-8; holds one chunk at a time."""
    digest = hashlib.sha256()
    head, sample = b"", b""
    n_bytes = n_good = n_bad = 0
    for piece in _whole_lines(_hashed(chunks, digest)):
        n_bytes += len(piece)
        if len(head) < HEAD_BYTES:
            head += piece[: HEAD_BYTES - len(head)]
        if piece.isascii():
            continue
        lines = [line for line in piece.split(b"\n") if not line.isascii()]
        bad = [] if _is_utf8(piece) else [line for line in lines if not _is_utf8(line)]
        n_good += len(lines) - len(bad)
        n_bad += len(bad)
        if len(sample) < SAMPLE_BYTES:
            sample += b"".join(line + b"\n" for line in bad)[: SAMPLE_BYTES - len(sample)]
    return Survey(digest.hexdigest(), n_bytes, head, n_good, n_bad, sample)


def decide(found: Survey) -> Encoding:
    """Choose the encoding of a file from its survey; see the head of this module."""
    for mark, name in _MARKS:
        if found.head.startswith(mark):
            return Encoding(name, lossy=name != "utf-8-sig" or found.n_bad > 0)
    wide = _wide(found.head)
    if wide:
        return Encoding(wide, detected=True)
    if found.n_bad == 0:
        return Encoding("utf-8")
    if found.n_good >= found.n_bad:
        return Encoding("utf-8", lossy=True)
    name = detect(found.sample)
    return Encoding(name, detected=True, lossy=not decodes(found.sample, name))


def is_binary(head: bytes) -> bool:
    """Tell whether a file that should be text is something else, from its first bytes."""
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return False
    if head.startswith(_MAGIC):
        return True
    n_control = len(head) - len(head.translate(None, _CONTROL))
    n_nul = head.count(0)
    return n_control > max(FEW_CONTROLS, CONTROL_SHARE * len(head)) or n_nul > 0.3 * len(head)


def detect(sample: bytes) -> str:
    """Guess the legacy encoding of bytes that are not UTF-8."""
    n_high = sum(byte > 127 for byte in sample)
    n_letters = n_high + len(re.findall(rb"[A-Za-z]", sample))
    if n_high >= max(DETECTED_LETTERS, DETECTED_SHARE * n_letters):
        from charset_normalizer import from_bytes

        best = from_bytes(sample[:HEAD_BYTES], cp_isolation=DETECTABLE).best()
        if best is not None and best.encoding != "ascii":
            return best.encoding
    western = sample.decode("cp1252", "replace")
    if _TURKISH.search(sample.decode("cp1254", "replace")) and not _ICELANDIC.search(western):
        return "cp1254"
    return "cp1250" if _POLISH.search(western) else "cp1252"


def decodes(data: bytes, name: str) -> bool:
    """Tell whether bytes are valid in an encoding; False too if there is none of that name."""
    try:
        data.decode(name)
    except (UnicodeError, LookupError):
        return False
    return True


def decoded(chunks: Iterable[bytes], encoding: Encoding) -> Iterator[str]:
    """Decode bytes piece by piece; what cannot be decoded becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", True)


def _hashed(chunks: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _is_utf8(data: bytes) -> bool:
    return decodes(data, "utf-8")


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Recut chunks so that none ends within a line, or, in a very long line, within a character."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(b"\n") + 1
        if cut == 0 and len(rest) > PIECE_BYTES:
            cut = _character_start(rest)
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def _character_start(data: bytes) -> int:
    """Return the last position at which a UTF-8 character can begin."""
    for back in range(1, 5):
        if data[-back] < 128 or data[-back] >= 192:
            return len(data) - back
    return len(data)


def _wide(head: bytes) -> str | None:
    """Return the UTF-16 codec of text without a mark: every second byte of Latin text is NUL."""
    even, odd = head[0::2], head[1::2]
    if len(odd) < 8:
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.02 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.02 * len(odd):
        return "utf-16-be"
    return None
