"""Writing a file so that nobody ever sees half of it, and hashing one."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

CHUNK = 1 << 20  # bytes read at a time when hashing


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read in chunks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file atomically; a file that already holds these bytes is left untouched.

    Raises
    ------
    OSError
        If the folder cannot be written or the disk is full; the old file is then whole.
    """
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write(unfinished, content)
        os.replace(unfinished, path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def replace_file(finished: Path, path: Path) -> None:
    """Move a finished file into its place; one that holds the same bytes is left untouched."""
    if path.is_file() and sha256_file(path) == sha256_file(finished):
        finished.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    os.replace(finished, path)
