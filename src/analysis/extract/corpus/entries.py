"""Files as streams of bytes: as they lie on disk, unpacked from `.gz`, or out of a `.zip`.

Whatever they come from, bytes are handed on in small chunks, counted while they come and
stopped at the caps of the settings, so that an archive that unpacks to more than it
should never does.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from analysis.extract.corpus import files
from analysis.extract.corpus.characters import label
from analysis.extract.corpus.records import Loss, RefusedError
from analysis.settings import Settings

CHUNK_BYTES = 262_144
# Bytes below which no ratio is looked at: a short file of blanks packs a thousandfold.
RATIO_FROM_BYTES = 10_000_000
DAMAGED = (BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
ARCHIVES = (".zip", ".gz", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz")
Chunks = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class Entry:
    """One row of table `INPUTS` to be, and how to get at its bytes.

    Parameters
    ----------
    raw_path
        Its path as shown in tables; a member of an archive follows ``!/``.
    stored
        Gives the bytes as they lie on disk, or a member's own; None if they are out of
        reach.
    chunks
        Gives the bytes to be read as text; None if it is not to be read.
    reader
        The reader that takes it, or ``zip``.
    ignored
        Why it is not read, in words.
    loss
        Why it is refused.
    packed
        Whether unpacking may fail after the first bytes.
    """

    raw_path: str
    stored: Chunks | None = None
    chunks: Chunks | None = None
    reader: str | None = None
    ignored: str | None = None
    loss: Loss | None = None
    packed: bool = False


def open_entries(raw: Path, name: str, settings: Settings) -> Iterator[Entry]:
    """Yield the entry of a file and, for an archive, those of its members after it.

    An entry's bytes can be had until the next entry is asked for.
    """
    shown = label(name)
    found = files.refusal(raw, name)
    if isinstance(found, Loss):
        yield Entry(shown, loss=found)
        return
    path = os.path.join(raw, name)
    stored = partial(disk, path)
    entry = Entry(shown, stored=stored)
    why = files.ignored(name)
    if found or why:
        yield replace(entry, ignored=found or why, stored=None if found else entry.stored)
    elif name.lower().endswith(".zip"):
        yield from _archive(path, replace(entry, reader="zip"), settings)
    else:
        reader = files.reader_of(name)
        packed = name.lower().endswith(".gz")
        chunks: Chunks = partial(unpacked, path, settings) if packed else stored
        yield replace(entry, chunks=chunks, reader=reader, packed=packed)


def disk(path: str) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    with open(path, "rb") as stream:
        yield from _pieces(stream)


def unpacked(path: str, settings: Settings) -> Iterator[bytes]:
    """Yield the bytes that a `.gz` file holds, up to the caps."""
    with gzip.GzipFile(path, "rb") as stream:
        yield from capped(_pieces(stream), os.path.getsize(path), settings)


def capped(chunks: Iterator[bytes], n_packed: int, settings: Settings) -> Iterator[bytes]:
    """Yield chunks on, and stop with `RefusedError` when they are more than a text packs to."""
    n_bytes = 0
    for chunk in chunks:
        n_bytes += len(chunk)
        if n_bytes > settings.max_file_bytes:
            limit = settings.max_file_bytes
            raise RefusedError("too_large", f"more than {limit} bytes unpacked (max_file_bytes)")
        if n_bytes > max(RATIO_FROM_BYTES, settings.max_archive_ratio * n_packed):
            raise RefusedError(
                "archive_bomb",
                f"{n_packed} bytes unpack to more than {settings.max_archive_ratio} times as many "
                "(max_archive_ratio)",
            )
        yield chunk


def _pieces(stream: BufferedIOBase | IO[bytes]) -> Iterator[bytes]:
    """Yield what comes, as it comes, so that a stream cut short gives all before the cut."""
    read = getattr(stream, "read1", stream.read)
    while chunk := read(CHUNK_BYTES):
        yield chunk


def digest(chunks: Iterator[bytes]) -> tuple[str, int]:
    """Return the SHA-256 of bytes, in hex, and their number."""
    found, n_bytes = hashlib.sha256(), 0
    for chunk in chunks:
        found.update(chunk)
        n_bytes += len(chunk)
    return found.hexdigest(), n_bytes


def _archive(path: str, entry: Entry, settings: Settings) -> Iterator[Entry]:
    """Yield the entry of an archive and of its members, by name."""
    try:
        archive = ZipFile(path)
    except PermissionError as error:
        yield replace(entry, loss=files.unreadable(error))
        return
    except Exception as error:  # noqa: BLE001 a damaged directory fails in many ways
        yield replace(entry, loss=Loss("bad_archive", f"cannot be opened: {error}"))
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        loss = _refused(members, os.path.getsize(path), settings)
        yield replace(entry, loss=loss)
        if loss is None:
            yield from _members(archive, members, entry.raw_path, settings)


def _refused(members: list[ZipInfo], n_packed: int, settings: Settings) -> Loss | None:
    """Return why an archive is not unpacked at all; no member yields more than it declares."""
    if not members:
        return Loss("empty", "the archive holds no file")
    n_bytes = sum(member.file_size for member in members)
    if n_bytes <= max(RATIO_FROM_BYTES, settings.max_archive_ratio * n_packed):
        return None
    limit = settings.max_archive_ratio
    detail = f"{n_packed} bytes unpack to {n_bytes}, at most {limit} times (max_archive_ratio)"
    return Loss("archive_bomb", detail)


def _members(
    archive: ZipFile, members: list[ZipInfo], shown: str, settings: Settings
) -> Iterator[Entry]:
    """Yield the entries of members; of several with one name the first is read."""
    seen: set[str] = set()
    for member in sorted(members, key=lambda one: (one.filename, one.header_offset)):
        raw_path, number = f"{shown}!/{label(member.orig_filename)}", 1
        while raw_path in seen:
            number += 1
            raw_path = f"{shown}!/{label(member.orig_filename)}#{number}"
        seen.add(raw_path)
        if number > 1:
            loss = Loss("bad_name", "another member of the archive has the same name")
            yield Entry(raw_path, loss=loss)
        else:
            yield _member(archive, member, Entry(raw_path, packed=True), settings)


def _member(archive: ZipFile, member: ZipInfo, entry: Entry, settings: Settings) -> Entry:
    """Return the entry of a member with its bytes or the reason why they are not read."""
    name = member.orig_filename
    if problem := files.bad_name(name):
        return replace(entry, loss=Loss("bad_name", problem))
    if member.flag_bits & 1:
        return replace(entry, loss=Loss("encrypted", "the member is encrypted"))
    if name.lower().endswith(ARCHIVES):
        detail = "an archive inside an archive is not read; unpack it"
        return replace(entry, loss=Loss("bad_archive", detail))

    def chunks() -> Iterator[bytes]:
        with archive.open(member) as stream:
            yield from capped(_pieces(stream), member.compress_size, settings)

    if why := files.ignored(name):
        return replace(entry, stored=chunks, ignored=why)
    return replace(entry, stored=chunks, chunks=chunks, reader=files.reader_of(name))
