"""Raw files to saved tables: read, annotate, link, date, measure, and write what made what.

A build whose inputs, code, settings and versions are those of the last one, and whose
files are still what that build wrote, is not done again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import facts, store
from analysis.facts.overlay import list_extra
from analysis.pipeline import engines, parts, results
from analysis.pipeline.engines import Progress, Workers
from analysis.pipeline.extraction import EXTRACTED, EXTRACTING, summed
from analysis.pipeline.reading import read_corpus
from analysis.schema import TABLES
from analysis.store import Manifest, Workspace

WORKPLACE = ".building"  # temporary folder below the processed one
LOCK = ".lock"
LOCK_SECONDS = 600  # how long a second run waits for the first


@dataclass(frozen=True)
class BuildSummary:
    """What a build found.

    Attributes
    ----------
    n_files, n_ignored
        Files in the raw folder, and those of them that hold no article by their kind.
    n_kept, n_rejected
        Articles kept, and records rejected.
    fresh
        Whether anything had to be computed.
    n_conflicts
        Where the researcher's own facts disagree with the packaged ones; 0 if not `fresh`.
    """

    n_files: int
    n_ignored: int
    n_kept: int
    n_rejected: int
    fresh: bool = False
    n_conflicts: int = 0


def build(
    workspace: Workspace, *, workers: Workers | None = None, progress: Progress | None = None
) -> BuildSummary:
    """Make all tables of a corpus from its raw folder, or find that they are up to date.

    Parameters
    ----------
    workspace
        Where to read and write, and with which settings.
    workers
        Which engine runs the parts; by default this process. Never changes a result.
    progress
        Wraps the sequence of parts, for instance to draw a bar; gets a label.

    Returns
    -------
    BuildSummary
        Counts of files and articles; `n_kept + n_rejected` is all that was found.

    Raises
    ------
    ValueError
        If the raw folder is absent, its files change during the run, or the folder of
        tables cannot be written.
    """
    with _locked(workspace.processed), facts.laid_over(list_extra(workspace.facts)):
        planned = _planned(workspace)
        if not _up_to_date(planned, workspace.processed):
            _build_afresh(workspace, planned, workers or Workers(), progress or _no_progress)
            found = build_summary(workspace)
            return replace(found, fresh=True, n_conflicts=len(facts.conflicts()))
    return build_summary(workspace)


def built_files(folder: Path) -> list[str]:
    """Return the names of the files a build writes beside the manifest."""
    names = [file for name in (*EXTRACTED, *results.SMALL) for file in store.table_files(name)]
    return sorted([*names, *results.GRAPHS, results.DATAPACKAGE])


def _no_progress(items: Iterable[Any], label: str) -> Iterable[Any]:
    return items


def _planned(workspace: Workspace) -> Manifest:
    from analysis.extract import annotate, corpus

    hashes = {path: _hash(workspace.raw / path) for path in corpus.list_inputs(workspace.raw)}
    annotator = annotate.identify_annotator(workspace.settings)
    corrected = _hash(workspace.corrections) if workspace.corrections else ""
    extra = facts.in_use()
    added = extra.files if extra else ()
    return store.fingerprint(hashes, workspace.settings, annotator, corrected, added)


def _hash(path: Path) -> str:
    try:
        return store.sha256_file(path) if path.is_file() else ""
    except OSError:
        return ""


def _up_to_date(planned: Manifest, folder: Path) -> bool:
    """Return whether the folder holds just what this build would write."""
    found = store.read_manifest(folder)
    if found is None or not found.same_making(planned):
        return False
    if sorted(found.outputs) != built_files(folder):
        return False
    return all(_hash(folder / name) == entry.get("sha256") for name, entry in found.outputs.items())


def _build_afresh(
    workspace: Workspace, planned: Manifest, workers: Workers, progress: Progress
) -> None:
    from analysis.extract import annotate, corrections

    facts.conflicts()  # fails now if a row of the researcher's own facts does not hold
    annotate.load_annotator(workspace.settings)  # fails now if it cannot be had
    wanted = corrections.read_corrections(workspace.corrections)
    place = workspace.processed / WORKPLACE
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        made = place / "tables"
        made.mkdir()
        collected = read_corpus(workspace, workers, progress, place)
        _refuse_changes(collected.small["inputs"], planned, workspace)
        _extract(collected, workspace, wanted, workers, progress, made)
        results.measure(made, workspace.settings)
        results.describe(made)
        _publish(made, workspace.processed, planned)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _refuse_changes(inputs: pd.DataFrame, planned: Manifest, workspace: Workspace) -> None:
    """Stop if a file is not, any more, what it was when the run began."""
    hashes = inputs.dropna(subset="sha256").set_index("raw_path")["sha256"].to_dict()
    changed = [
        path for path, found in hashes.items() if planned.inputs.get(str(path), found) != found
    ]
    changed += [
        path
        for path, known in planned.inputs.items()
        if known and not (workspace.raw / path).is_file()
    ]
    if changed:
        raise ValueError(
            f"{len(changed)} raw files changed while they were read, first '{changed[0]}'; "
            "nothing was written; run again when they are left alone"
        )


def _extract(
    collected: parts.Collected,
    workspace: Workspace,
    wanted: pd.DataFrame,
    workers: Workers,
    progress: Progress,
    made: Path,
) -> None:
    rejects = [collected.small["rejects"]]
    corrected: list[pd.DataFrame] = []
    n_kept = n_lost = 0
    kept_ids: list[pd.Series] = []
    cut = parts.cut(collected, workspace.settings, wanted, facts.in_use())
    todo = progress(cut, "annotating")
    with store.open_tables(list(EXTRACTED), made) as sinks:
        for tables in engines.run_parts(EXTRACTING, todo, workers):
            for name, sink in sinks.items():
                sink.add(tables[name])
            rejects.append(tables["rejects"])
            corrected.append(tables["corrections"])
            kept_ids.append(tables["articles"]["article_id"])
            n_kept += len(tables["articles"])
            n_lost += len(tables["rejects"])
    if n_kept + n_lost != len(collected.sizes):
        raise AssertionError(
            f"{len(collected.sizes)} articles read, but {n_kept} kept and {n_lost} rejected"
        )
    results.write_small(collected.small, rejects, kept_ids, made)
    store.write(summed(corrected), "corrections", made)


def _publish(made: Path, folder: Path, planned: Manifest) -> None:
    """Put the finished files in their place and, last, the manifest that names them."""
    outputs = {name: _output(made, name) for name in built_files(made)}
    finished = replace(planned, outputs=outputs)
    if store.read_manifest(folder) != finished:
        (folder / store.manifest.FILE).unlink(missing_ok=True)
    for name in built_files(made):
        store.replace_file(made / name, folder / name)
    store.write_manifest(finished, folder)


def _output(folder: Path, name: str) -> dict[str, object]:
    entry: dict[str, object] = {"sha256": store.sha256_file(folder / name)}
    stem, _, suffix = name.rpartition(".")
    if suffix == "parquet":
        rows, content = results.table_identity(stem, folder)
        entry |= {"rows": rows, "rows_sha256": content, "schema": results.schema_hash(TABLES[stem])}
    return entry


def build_summary(workspace: Workspace) -> BuildSummary:
    """Return the counts of the last build."""
    inputs = store.read("inputs", workspace.processed)
    return BuildSummary(
        n_files=len(inputs),
        n_ignored=int((inputs["status"] == "ignored").sum()),
        n_kept=int(inputs["n_articles"].sum()),
        n_rejected=int(inputs["n_rejects"].sum()),
    )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep a second run out of the folder; the lock of a dead process holds nobody."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK, timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise ValueError(
            f"another run has been writing to '{folder.name}' for {LOCK_SECONDS} seconds; wait "
            "for it to end, or stop it"
        ) from error
    except PermissionError as error:
        raise ValueError(
            f"the folder of tables cannot be written ({error.strerror}: "
            f"'{Path(error.filename or folder).name}'); give another one with --processed"
        ) from error
