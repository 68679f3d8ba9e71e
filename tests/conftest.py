"""What several test files share: where things are, and a corpus built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated sets and the first real article, where it is at hand."""
    if not SHARED.is_dir():
        pytest.skip("the folder of annotated sets (../shared) is not here")
    return SHARED


def lay_out(place: Path, raw: Path) -> Path:
    """Lay out a workspace below `place`, with the project's notebooks and the articles of `raw`."""
    shutil.copytree(raw, place / "data/raw")
    shutil.copy(ROOT / "settings.toml", place / "settings.toml")
    (place / "notebooks").mkdir()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        shutil.copy(path, place / "notebooks" / path.name)
    return place
