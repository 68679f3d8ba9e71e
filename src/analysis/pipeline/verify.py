"""Everything again, elsewhere, compared by bytes."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from analysis import store
from analysis.pipeline import accuracy
from analysis.pipeline.build import build, built_files
from analysis.pipeline.engines import Workers
from analysis.pipeline.report import PROJECT, notebook_files, report
from analysis.store import Workspace
from analysis.store.workspace import CORRECTIONS, EXTRA_FACTS, MARK, settings_toml


def verify(workspace: Workspace, *, workers: Workers | None = None) -> list[str]:
    """Make tables, notebooks and pages again in a temporary place and compare.

    Parameters
    ----------
    workspace
        The corpus to verify. Its notebooks and pages are compared where it has them.
    workers
        See `build`.

    Returns
    -------
    list of str
        Every file that differs from what a clean run writes, or is absent: paths below
        the workspace, sorted. Empty if all is well.
    """
    with tempfile.TemporaryDirectory(prefix="verify-") as name:
        again = _mirror(workspace, Path(name))
        pairs = _compared(workspace, again, workers)
        return sorted(_shown(mine, workspace) for mine, theirs in pairs if _differ(mine, theirs))


def _mirror(workspace: Workspace, place: Path) -> Workspace:
    """Lay out the same corpus with the same notebooks below a temporary folder."""
    (place / MARK).write_text(settings_toml(workspace.settings), encoding="utf-8")
    shutil.copytree(workspace.raw, place / "data/raw", symlinks=True)
    if workspace.corrections is not None and workspace.corrections.is_file():
        shutil.copy(workspace.corrections, place / CORRECTIONS)
    if workspace.facts is not None and workspace.facts.is_dir():
        shutil.copytree(workspace.facts, place / EXTRA_FACTS)
    for folder in accuracy.score_folders(workspace)[:1]:  # those notebook 06 reads
        (place / accuracy.FOLDER).mkdir(parents=True)
        for name in accuracy.score_files(folder):
            shutil.copy(folder / name, place / accuracy.FOLDER / name)
    source = _notebooks(workspace)
    if source is not None:
        (place / "notebooks").mkdir()
        for path in notebook_files(source):
            shutil.copy(path, place / "notebooks" / path.name)
    return Workspace(
        place,
        place / "data/raw",
        place / "data/processed",
        workspace.settings,
        place / CORRECTIONS,
        place / EXTRA_FACTS,
    )


def _notebooks(workspace: Workspace) -> Path | None:
    """Return the folder of this corpus's executed notebooks, if it has one."""
    beside = workspace.processed / "notebooks"
    if beside.is_dir():
        return beside
    for root in (workspace.root, PROJECT):
        if workspace.processed == (root / "data/processed").resolve():
            return root / "notebooks" if (root / "notebooks").is_dir() else None
    return None


def _compared(
    workspace: Workspace, again: Workspace, workers: Workers | None
) -> list[tuple[Path, Path]]:
    notebooks = _notebooks(workspace)
    if notebooks is None:
        build(again, workers=workers)
    else:
        report(again, workers=workers)
    names = [*built_files(again.processed), store.manifest.FILE]
    pairs = [(workspace.processed / name, again.processed / name) for name in names]
    if notebooks is not None:
        found = notebook_files(again.root / "notebooks")
        pairs += [(notebooks / path.name, path) for path in found]
        pages = notebooks.parent / "reports"
        if pages.is_dir():
            made = sorted((again.root / "reports").glob("*.html"))
            pairs += [(pages / path.name, path) for path in made]
    return pairs


def _differ(mine: Path, theirs: Path) -> bool:
    return not mine.is_file() or mine.read_bytes() != theirs.read_bytes()


def _shown(path: Path, workspace: Workspace) -> str:
    for base in (workspace.processed.parent, workspace.root, PROJECT):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return os.fspath(path.name)
