"""The records of one file become articles or losses; no error in it goes further.

One pass over the bytes finds hash and encoding, a second one reads records. What a reader
did not foresee becomes a loss ``failed`` with the error's words: of one record where it
was one record's fault, else of what is left of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analysis.extract.corpus import delimited, json_files, json_lines, pages, plain
from analysis.extract.corpus.articles import Article, Origin, make_article
from analysis.extract.corpus.encoding import Survey, decide, is_binary, survey
from analysis.extract.corpus.entries import DAMAGED, Chunks, Entry, digest
from analysis.extract.corpus.files import ONE_ARTICLE, unreadable
from analysis.extract.corpus.records import Content, Loss, Outcome, Record, RefusedError
from analysis.settings import Settings

READERS: dict[str, Callable[[Content], Iterator[Outcome]]] = {
    "text": plain.read,
    "markdown": plain.read,
    "html": pages.read,
    "json": json_files.read,
    "jsonl": json_lines.read,
    "csv": delimited.read_csv,
    "tsv": delimited.read_tsv,
}


def examined(entry: Entry) -> tuple[str | None, int, Survey | Loss | None]:
    """Look at the bytes of an entry once.

    Returns
    -------
    sha256
        Hash of the bytes as stored; None if they are out of reach, and of the bytes before
        the damage for a damaged member of an archive.
    n_bytes
        Their number, 0 if they are out of reach.
    found
        The survey of the text, or why it is refused; None if it is not to be read.
    """
    found: Survey | Loss | None = entry.loss
    if entry.chunks is not None:
        found = _surveyed(entry, entry.chunks)
        if entry.chunks is entry.stored and isinstance(found, Survey):
            return found.sha256, found.n_bytes, found
    if entry.stored is None:
        return None, 0, found
    try:
        return *digest(entry.stored()), found
    except (OSError, RefusedError, *DAMAGED) as error:
        return None, 0, found if entry.ignored else found or _loss_of(error, entry)


def _surveyed(entry: Entry, chunks: Chunks) -> Survey | Loss:
    try:
        return survey(_up_to_damage(chunks()) if entry.packed else chunks())
    except (OSError, RefusedError) as error:
        return _loss_of(error, entry)


def _up_to_damage(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what can be unpacked; the second pass meets the damage again and reports it."""
    try:
        yield from chunks
    except DAMAGED:
        return


def _loss_of(error: Exception, entry: Entry) -> Loss:
    """Return the loss that an error in reading an entry stands for."""
    if isinstance(error, RefusedError):
        return error.loss
    if isinstance(error, RecursionError):
        return Loss("too_deep", "nested deeper than can be read")
    if entry.packed and isinstance(error, DAMAGED):
        return Loss("bad_archive", f"damaged or cut short: {error}")
    if isinstance(error, OSError):
        return unreadable(error)
    return Loss("failed", f"{type(error).__name__}: {error}")


def articles_of(
    entry: Entry,
    sha256: str | None,
    found: Survey | Loss | None,
    settings: Settings,
    seen: set[int],
) -> Iterator[Article | Loss]:
    """Yield what becomes of each record of an entry, in the order of the file.

    Parameters
    ----------
    entry, sha256, found
        The entry and what `examined` gives for it.
    settings
        Caps on sizes and times.
    seen
        Identifiers of the articles met in the same file; grows by those yielded.
    """
    if isinstance(found, Loss):
        yield found
    if found is None or isinstance(found, Loss):
        return
    if unfit := _unfit(entry, found, settings):
        yield unfit
        return
    none = True
    for outcome in _outcomes(entry, sha256 or "", found, settings):
        none = False
        if isinstance(outcome, Article):
            article_id = str(outcome.article["article_id"])
            if int(article_id, 16) in seen:
                detail = f"the identifier {article_id} was met before in this file"
                yield Loss("id_conflict", detail, _line_of(outcome))
                continue
            seen.add(int(article_id, 16))
        yield outcome
    if none:
        yield Loss("empty", "the file holds no record")


def _line_of(article: Article) -> int | None:
    line = article.article["raw_line"]
    return line if isinstance(line, int) else None


def _unfit(entry: Entry, found: Survey, settings: Settings) -> Loss | None:
    """Return why a file is not to be read as text, by its size and first bytes."""
    limit, name = settings.max_file_bytes, "max_file_bytes"
    if entry.reader in ONE_ARTICLE:
        limit, name = settings.max_article_bytes, "max_article_bytes"
    if found.n_bytes > limit:
        return Loss("too_large", f"{found.n_bytes} bytes, at most {limit} ({name})")
    return Loss("not_text", "binary content under a text's name") if is_binary(found.head) else None


def _outcomes(
    entry: Entry, sha256: str, found: Survey, settings: Settings
) -> Iterator[Article | Loss]:
    """Read the records of an entry and make articles of them; an error ends the entry."""
    if entry.chunks is None or entry.reader is None:
        return
    try:
        content = Content(entry.chunks, decide(found), settings)
        if entry.reader == "html":
            content = pages.declared(content)
        origin = Origin(entry.raw_path, sha256, content.encoding)
        for outcome in READERS[entry.reader](content):
            if isinstance(outcome, Record):
                yield _made(outcome, origin, settings)
            else:
                yield outcome
    except Exception as error:  # noqa: BLE001 one bad file must not stop the corpus
        yield _loss_of(error, entry)


def _made(record: Record, origin: Origin, settings: Settings) -> Article | Loss:
    try:
        return make_article(record, origin, max_chars=settings.max_article_chars)
    except Exception as error:  # noqa: BLE001 one bad record must not stop the file
        return Loss("failed", f"{type(error).__name__}: {error}", record.line)
