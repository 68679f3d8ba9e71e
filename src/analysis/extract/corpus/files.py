"""Which files the raw folder holds, and what each of them is by its name.

Everything found is listed, be it read or not: a file passed over in silence is a loss
nobody notices.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePosixPath

from analysis.extract.corpus.characters import printable
from analysis.extract.corpus.records import Loss

READERS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv",
}  # fmt: skip
ONE_ARTICLE = ("text", "markdown", "html")  # readers of files that hold one article
NAME_BYTES = 255  # longest name of a file on common file systems, and in an archive

_ABOUT = re.compile(
    r"(?:readme|licen[sc]es?|copying|changelog|citation)(?:[._ -].*)?", re.IGNORECASE
)
_JUNK = ("thumbs.db", "desktop.ini")


def list_inputs(raw: Path) -> list[str]:
    """List everything in the raw folder that is not a folder.

    Parameters
    ----------
    raw
        The folder of articles.

    Returns
    -------
    list of str
        Paths below `raw` with ``/``, sorted by code point. Links are listed and not
        followed into; a folder that cannot be opened is listed itself. Names that are not
        UTF-8 hold lone surrogates, as Python gives them.

    Raises
    ------
    ValueError
        If there is no such folder.
    """
    if not raw.is_dir():
        raise ValueError(
            f"raw folder '{printable(str(raw))}' does not exist or is no folder; create it and "
            "put articles into it, or name another with --raw"
        )
    base = os.fspath(raw)
    closed: list[str] = []
    found: list[str] = []
    for folder, names, files in os.walk(base, onerror=lambda error: closed.append(error.filename)):
        linked = [name for name in names if os.path.islink(os.path.join(folder, name))]
        found.extend(os.path.join(folder, name) for name in [*files, *linked])
    relative = (os.path.relpath(path, base).replace(os.sep, "/") for path in [*found, *closed])
    return sorted(relative)


def ignored(name: str) -> str | None:
    """Say in words why a file of this name is not read; None if a reader takes it.

    Parameters
    ----------
    name
        Path below the raw folder or inside an archive, with ``/``.
    """
    path = PurePosixPath(name)
    last = path.name.lower()
    if any(part.startswith(".") for part in path.parts):
        return "hidden file"
    if last in _JUNK:
        return "written by the system, not by a person"
    if "__MACOSX" in path.parts:
        return "written by the archiver, not by a person"
    if _ABOUT.fullmatch(last):
        return "about the collection, not an article"
    kind = (
        "".join(path.suffixes[-2:]).lower() if path.suffix.lower() == ".gz" else path.suffix.lower()
    )
    if reader_of(name) or path.suffix.lower() == ".zip":
        return None
    return f"files of kind '{printable(kind, 30)}' are not read" if kind else "no file extension"


def reader_of(name: str) -> str | None:
    """Return the reader of a file by its extension, of what is inside for `.gz`; else None."""
    path = PurePosixPath(name.lower())
    suffix = PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix
    return READERS.get(suffix)


def bad_name(name: str) -> str | None:
    """Say in words why a name is refused; None if it may be read."""
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or re.match(r"[A-Za-z]:", name):
        return "the name is an absolute path or holds a backslash"
    if ".." in parts:
        return "the name leads out of its folder"
    if "\0" in name:
        return "the name holds a NUL character"
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return "the name is not UTF-8"
    longest = max(len(part.encode()) for part in parts)
    return f"the name has {longest} bytes, at most {NAME_BYTES}" if longest > NAME_BYTES else None


def refusal(raw: Path, name: str) -> Loss | str | None:
    """Look at a file on disk before opening it.

    Returns
    -------
    Loss, str or None
        A loss if the file must not or cannot be read, words if it is ignored for what it
        is, None if it is a regular file inside the raw folder.
    """
    if problem := bad_name(name):
        return Loss("bad_name", problem)
    path, base = os.path.join(raw, name), os.path.realpath(raw)
    target = os.path.realpath(path)
    if target != base and not target.startswith(base.rstrip(os.sep) + os.sep):
        return Loss("outside_raw", "a link that leads out of the raw folder")
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode) and not os.path.islink(path):
            os.scandir(path).close()
    except OSError as error:
        return unreadable(error)
    if stat.S_ISREG(mode):
        return None
    return "a link to a folder" if stat.S_ISDIR(mode) else "no regular file"


def unreadable(error: OSError) -> Loss:
    """Return the loss for a file that the system does not let us read."""
    reason = "permission" if isinstance(error, PermissionError) else "failed"
    return Loss(reason, f"cannot be read: {error.strerror or type(error).__name__}")
