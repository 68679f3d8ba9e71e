"""Tables to notebooks to pages: what a researcher shares.

For the project's own corpus the committed notebooks are executed in place and the pages
go to `reports/`. For another corpus, other settings or other parameters, executed copies
and pages go beside that corpus's tables, and the committed notebooks are left alone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import store
from analysis.pipeline.accuracy import score_files, score_folders
from analysis.pipeline.build import build, build_summary, built_files
from analysis.pipeline.engines import Progress, Workers
from analysis.pipeline.notebooks import (
    NotebookFailed,
    read_notebook,
    refuse_unknown,
    run_notebook,
    write_notebook,
)
from analysis.pipeline.results import GRAPHS
from analysis.schema import TABLES
from analysis.settings import Settings, read_settings
from analysis.store import Workspace, write_bytes
from analysis.store.workspace import CORRECTIONS, EXTRA_FACTS, MARK, write_links

if TYPE_CHECKING:
    from analysis.present.pages import PageLink

__all__ = ["NotebookFailed", "report"]

PROJECT = Path(__file__).parents[3]  # where the package is installed editable
STAMPS = ".stamps.json"  # which notebook and tables each page was made from
INDEX = "index.html"


@dataclass(frozen=True)
class Places:
    """Where the notebooks come from, where they are written and run, and where pages go."""

    source: Path
    notebooks: Path
    pages: Path


def report(
    workspace: Workspace,
    *,
    workers: Workers | None = None,
    progress: Progress | None = None,
    parameters: dict[str, str] | None = None,
) -> Path:
    """Build the tables, execute the notebooks and render the pages.

    What is unchanged since the last report is not done again.

    Parameters
    ----------
    workspace
        Where to read and write, and with which settings.
    workers, progress
        See `build`.
    parameters
        Values for the notebooks' `parameters` cells.

    Returns
    -------
    Path
        The index page.

    Raises
    ------
    ValueError
        If the data or settings do not hold, there is no article, there are no notebooks, or
        a parameter is unknown.
    NotebookFailed
        If a notebook does not run to its end. Notebooks and pages made before are kept.
    """
    places = _places(workspace, parameters or {})
    sources = notebook_files(places.source)
    refuse_unknown(parameters or {}, sources)
    found = build(workspace, workers=workers, progress=progress)
    if not found.n_kept:
        raise ValueError(
            f"no article was found in '{workspace.raw.name}' ({found.n_files} files, "
            f"{found.n_ignored} of them of a kind that holds none, {found.n_rejected} records "
            "rejected); put articles there, or see rejects.csv for what was refused"
        )
    if places.notebooks != places.source:
        write_links(places.notebooks.parent, workspace)
    for path in progress(sources, "notebooks") if progress else sources:
        _refresh(path, places, workspace, parameters or {})
    return _write_index(sources, places, workspace)


def notebook_files(folder: Path) -> list[Path]:
    """Return the notebooks of a folder in their order.

    Raises
    ------
    ValueError
        If there are none.
    """
    found = sorted(folder.glob("*.ipynb"))
    if not found:
        raise ValueError(
            f"no notebooks in '{folder.name}'; run from the project's folder, where they are"
        )
    return found


def _places(workspace: Workspace, parameters: dict[str, str]) -> Places:
    source = workspace.root / "notebooks"
    if not source.is_dir():
        source = PROJECT / "notebooks"
    root = source.parent
    names = ("data/raw", "data/processed", CORRECTIONS, EXTRA_FACTS)
    own = [root / name for name in names]
    asked = [workspace.raw, workspace.processed, workspace.corrections, workspace.facts]
    asked = [path or mine for path, mine in zip(asked, own, strict=True)]
    same = [path.resolve() for path in asked if path] == [path.resolve() for path in own]
    same = same and workspace.settings == _settings_of(root)
    if same and not parameters:
        return Places(source, source, root / "reports")
    return Places(source, workspace.processed / "notebooks", workspace.processed / "reports")


def _settings_of(root: Path) -> Settings:
    return read_settings(root / MARK) if (root / MARK).is_file() else Settings()


def _refresh(path: Path, places: Places, workspace: Workspace, parameters: dict[str, str]) -> None:
    """Execute and render one notebook unless it, its tables and its page are unchanged."""
    target = places.notebooks / path.name
    page = places.pages / f"{path.stem}.html"
    before = _stamps(places.pages)
    if before.get(path.stem) == _stamp(path, target, page, workspace, parameters):
        return
    places.notebooks.mkdir(parents=True, exist_ok=True)
    if target != path:
        write_notebook(read_notebook(path), target)
    partial = places.pages / f"{path.stem}.failed.ipynb"
    notebook = run_notebook(target, folder=target.parent, partial=partial, parameters=parameters)
    write_notebook(notebook, target)
    partial.unlink(missing_ok=True)
    _render(target, places, page)
    stamps = before | {path.stem: _stamp(path, target, page, workspace, parameters)}
    write_bytes(places.pages / STAMPS, (json.dumps(stamps, indent=1) + "\n").encode("utf-8"))


def _render(target: Path, places: Places, page: Path) -> None:
    from analysis.present import pages

    links = _links(notebook_files(places.source))
    title = next(link.title for link in links if link.file == page.name)
    made = pages.render_page(read_notebook(target), title=title, links=links, current=page.name)
    write_bytes(page, made.encode("utf-8"))


def _links(sources: list[Path]) -> list[PageLink]:
    """Return a link to each notebook's page: its heading, and the paragraph after it."""
    from analysis.present.pages import PageLink

    links = []
    for path in sources:
        prose = [c.source for c in read_notebook(path).cells if c.cell_type == "markdown"]
        blocks = [block.strip() for block in "\n\n".join(prose).split("\n\n") if block.strip()]
        title = blocks[0].lstrip("# ") if blocks else path.stem
        about = " ".join(blocks[1].split()) if len(blocks) > 1 else ""
        links.append(PageLink(f"{path.stem}.html", title, about))
    return links


def _write_index(sources: list[Path], places: Places, workspace: Workspace) -> Path:
    from analysis.present import pages

    index = places.pages / INDEX
    summary = build_summary(workspace)
    about = (
        f"{summary.n_kept:,} articles, {summary.n_rejected:,} records rejected, "
        f"{summary.n_ignored:,} of {summary.n_files:,} files ignored. Every page is one file that "
        "runs no script and loads nothing; send it to whom you like."
    )
    files = [(name, _file_about(name)) for name in built_files(workspace.processed)]
    made = pages.render_index(
        _links(sources), title="Who is in the news, with whom, and when", about=about, files=files
    )
    write_bytes(index, made.encode("utf-8"))
    return index


def _file_about(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    if name in GRAPHS:
        return GRAPHS[name]
    if stem not in TABLES:
        return "what the files are, for other programs"
    return TABLES[stem].about + (" (for spreadsheets)" if suffix == "csv" else "")


def _stamps(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / STAMPS).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError):
        return {}


def _stamp(
    path: Path, target: Path, page: Path, workspace: Workspace, parameters: dict[str, str]
) -> str:
    """Return one hash over all a page depends on, and the page itself."""
    digest = hashlib.sha256(json.dumps(parameters, sort_keys=True).encode("utf-8"))
    scores = [folder / name for folder in score_folders(workspace) for name in score_files(folder)]
    for file in (path, target, page, workspace.processed / store.manifest.FILE, *scores):
        digest.update(store.sha256_file(file).encode() if file.is_file() else b"absent")
    return digest.hexdigest()
