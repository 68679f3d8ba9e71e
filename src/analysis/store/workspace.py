"""Where a run reads and writes: the raw folder, the processed folder and the settings.

A notebook names them as in the project, ``data/raw`` and so on. They are found from the
folder the notebook runs in, or any folder below the one that holds `settings.toml`, so
that notebooks work from `notebooks/`, from the project's folder, and as copies beside
another corpus.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from analysis.settings import Settings, read_settings, settings_toml
from analysis.store.files import write_bytes

CORRECTIONS = "data/corrections.csv"  # below the root
EXTRA_FACTS = "data/facts"
MARK = "settings.toml"  # the file that marks the root of a workspace
LINKS = ".workspace.json"  # where the folders lie, in a workspace that lies beside a corpus


@dataclass(frozen=True)
class Workspace:
    """Folders of one corpus, and the settings it is read with.

    Attributes
    ----------
    root
        The folder that holds the settings; other paths may be given relative to it.
    raw
        The researcher's articles; never written.
    processed
        The tables, the manifest and the data package.
    settings
        The options of the run.
    corrections
        The analyst's corrections; none, or a file that need not exist.
    facts
        The researcher's own reference tables, laid over those of the package; none, or a
        folder that need not exist.
    """

    root: Path
    raw: Path
    processed: Path
    settings: Settings
    corrections: Path | None = None
    facts: Path | None = None


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder, at or above `start`, that holds `settings.toml`.

    Raises
    ------
    ValueError
        If there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARK).is_file():
            return folder
    raise ValueError(
        f"no {MARK} in '{here.name}' or any folder above it; run from inside the project, or give "
        "--settings FILE (a copy of the project's settings.toml will do)"
    )


def open_workspace(
    raw: str = "data/raw", processed: str = "data/processed", settings: str = MARK
) -> Workspace:
    """Find the folders of a corpus and read its settings.

    Parameters
    ----------
    raw, processed, settings
        Paths, absolute or relative to the root of the workspace (see `find_root`).

    Raises
    ------
    ValueError
        If no root is found or the settings do not hold.
    """
    root = find_root()
    return Workspace(
        root,
        _linked(root, raw),
        _linked(root, processed),
        read_settings(root / settings),
        _linked(root, CORRECTIONS),
        _linked(root, EXTRA_FACTS),
    )


def workspace_at(
    raw: Path | None,
    processed: Path | None,
    settings: Path | None,
    corrections: Path | None = None,
    facts: Path | None = None,
    *,
    project: Path,
) -> Workspace:
    """Return the workspace the command line asks for; its paths are relative to the caller.

    Parameters
    ----------
    raw, processed, settings
        Paths as given, or none for those of the workspace the caller stands in.
    corrections, facts
        Paths as given; by default those of the workspace, but only for its own articles.
    project
        The workspace to fall back on where the caller stands in none.
    """
    try:
        root = find_root()
    except ValueError:
        root = project
    file = (settings or root / MARK).resolve()
    options = read_settings(file) if settings or file.is_file() else Settings()
    if corrections is not None and not corrections.is_file():
        raise ValueError(f"file of corrections '{corrections}' does not exist")
    if facts is not None and not facts.is_dir():
        raise ValueError(f"folder of facts '{facts}' does not exist")
    own = root if raw is None else None
    return Workspace(
        root,
        (raw or root / "data/raw").resolve(),
        (processed or root / "data/processed").resolve(),
        options,
        corrections.resolve() if corrections else own and own / CORRECTIONS,
        facts.resolve() if facts else own and own / EXTRA_FACTS,
    )


def write_links(folder: Path, workspace: Workspace) -> None:
    """Make `folder` the root of a workspace of its own whose folders lie elsewhere.

    Notebooks below it then find the corpus under the names they use in the project. The
    file of links is hidden and is not for sharing: it holds this machine's paths.
    """
    links = {"data/raw": str(workspace.raw), "data/processed": str(workspace.processed)}
    links[CORRECTIONS] = str(workspace.corrections or folder / CORRECTIONS)
    links[EXTRA_FACTS] = str(workspace.facts or folder / EXTRA_FACTS)
    write_bytes(folder / LINKS, (json.dumps(links, indent=1) + "\n").encode("utf-8"))
    write_bytes(folder / MARK, settings_toml(workspace.settings).encode("utf-8"))


def _linked(root: Path, path: str) -> Path:
    links = root / LINKS
    found = json.loads(links.read_text(encoding="utf-8")) if links.is_file() else {}
    return root / found.get(path, path)
