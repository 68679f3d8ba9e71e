"""Files become tables, batch by batch: nothing is lost, and nothing stops the corpus.

For every entry of the raw folder: one pass over its bytes finds hash and encoding, a
second one reads records, each of which ends as an article or as a row of `rejects`. What
a reader did not foresee becomes a reject `failed` with the error's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from analysis.extract.corpus import delimited, json_files, json_lines, pages, plain
from analysis.extract.corpus.articles import Article, Origin, Row, make_article
from analysis.extract.corpus.characters import printable
from analysis.extract.corpus.encoding import Survey, decide, is_binary, survey
from analysis.extract.corpus.entries import DAMAGED, Chunks, Entry, digest, open_entries
from analysis.extract.corpus.files import ONE_ARTICLE, unreadable
from analysis.extract.corpus.records import Content, Loss, Outcome, Record, RefusedError
from analysis.schema import TABLES, conform
from analysis.settings import Settings

NAMES = ("inputs", "articles", "sections", "rejects", "remarks")
ROW_CHARS = 200  # what a row without text counts toward the size of a batch
Rows = dict[str, list[Row]]

READERS: dict[str, Callable[[Content], Iterator[Outcome]]] = {
    "text": plain.read,
    "markdown": plain.read,
    "html": pages.read,
    "json": json_files.read,
    "jsonl": json_lines.read,
    "csv": delimited.read_csv,
    "tsv": delimited.read_tsv,
}


def read_inputs(
    raw: Path, paths: Sequence[str], settings: Settings
) -> Iterator[dict[str, pd.DataFrame]]:
    """Read some files of the raw folder, batch by batch.

    Parameters
    ----------
    raw
        The folder of articles.
    paths
        Paths below it, as `list_inputs` gives them, none twice.
    settings
        Caps on sizes and times, and `part_chars`, the characters of a batch.

    Yields
    ------
    dict of DataFrame
        Tables `inputs`, `articles`, `sections`, `rejects` and `remarks`. A file's row of
        `inputs` comes with, or after, the last of its articles. A batch exceeds
        `part_chars` by one article at most; no batch is empty.
    """
    rows, size = _no_rows(), 0
    for path in paths:
        seen: set[int] = set()
        for entry in open_entries(raw, path, settings):
            for found in _rows_of(entry, settings, seen):
                size += sum(_size(row) for new in found.values() for row in new)
                for name, new in found.items():
                    rows[name].extend(new)
                if size >= settings.part_chars:
                    yield _tables(rows)
                    rows, size = _no_rows(), 0
    if any(rows.values()):
        yield _tables(rows)


def load_corpus(raw: Path, settings: Settings) -> dict[str, pd.DataFrame]:
    """Read everything in the raw folder at once.

    Returns
    -------
    dict of DataFrame
        Tables `inputs`, `articles`, `sections`, `rejects` and `remarks`, empty if the
        folder is.

    Raises
    ------
    ValueError
        If there is no such folder.
    """
    from analysis.extract.corpus.files import list_inputs

    batches = [_tables(_no_rows()), *read_inputs(raw, list_inputs(raw), settings)]
    return {
        name: conform(pd.concat([batch[name] for batch in batches]), TABLES[name]) for name in NAMES
    }


def _no_rows() -> Rows:
    return {name: [] for name in NAMES}


def _size(row: Row) -> int:
    return len(str(row["text"])) + ROW_CHARS if "text" in row else ROW_CHARS


def _tables(rows: Rows) -> dict[str, pd.DataFrame]:
    return {
        name: conform(pd.DataFrame(rows[name], columns=list(TABLES[name].columns)), TABLES[name])
        for name in NAMES
    }


def _rows_of(entry: Entry, settings: Settings, seen: set[int]) -> Iterator[Rows]:
    """Yield the rows of each record of an entry, and at the end its row of `inputs`.

    `seen` holds the identifiers of the articles of this file, and grows.
    """
    sha256, n_bytes, found = _examined(entry)
    n_articles = n_rejects = 0
    first_loss: Loss | None = None
    for outcome in _articles(entry, sha256, found, settings, seen):
        if isinstance(outcome, Article):
            n_articles += 1
            article, sections, remarks = outcome
            yield {"articles": [article], "sections": sections, "remarks": remarks}
        else:
            n_rejects += 1
            first_loss = first_loss or outcome
            yield {"rejects": [_reject(entry.raw_path, sha256, outcome)]}
    rejected = first_loss if n_articles == 0 else None
    row: Row = {
        "raw_path": entry.raw_path,
        "status": "ignored" if entry.ignored else "rejected" if rejected else "read",
        "reason": entry.ignored or (rejected.detail if rejected else None),
        "reader": entry.reader,
        "n_bytes": n_bytes,
        "n_articles": n_articles,
        "n_rejects": n_rejects,
        "sha256": sha256,
    }
    yield {"inputs": [row]}


def _reject(raw_path: str, sha256: str | None, loss: Loss) -> Row:
    return {
        "raw_path": raw_path, "line": loss.line, "stage": "read", "reason": loss.reason,
        "detail": printable(loss.detail), "sha256": sha256,
    }  # fmt: skip


def _examined(entry: Entry) -> tuple[str | None, int, Survey | Loss | None]:
    """Return hash and size of an entry, and the survey of its text or why there is none."""
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


def _articles(
    entry: Entry,
    sha256: str | None,
    found: Survey | Loss | None,
    settings: Settings,
    seen: set[int],
) -> Iterator[Article | Loss]:
    """Yield what becomes of each record of an entry."""
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
