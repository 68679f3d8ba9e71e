"""What made what: hashes of inputs, code, settings and outputs, and the versions used.

The manifest holds no time, no path outside the corpus and no name of a machine, so that
two runs of the same thing write the same manifest. The interpreter's version is left out
for the same reason: results do not depend on it, and the tests show so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from analysis.settings import Settings
from analysis.store.files import write_bytes

FILE = "manifest.json"
FORMAT = 1
CHECK = "sha256"  # of the manifest itself, without this entry
PACKAGE = Path(__file__).parents[1]
CODE_SUFFIXES = (".py", ".csv", ".toml", ".j2", ".css", ".json", ".bin", ".cfg")
# Packages whose version may change a number, a chart or a page.
LIBRARIES = (
    "ahocorasick-rs", "charset-normalizer", "datasketch", "ftfy", "markdown-it-py", "matplotlib",
    "nbconvert", "networkx", "nh3", "numpy", "pandas", "pandera", "pyarrow", "rapidfuzz", "scipy",
    "seaborn", "spacy", "trafilatura",
)  # fmt: skip


@dataclass(frozen=True)
class Manifest:
    """The record of one build.

    Attributes
    ----------
    inputs
        SHA-256 of every file in the raw folder, by path; a file that cannot be read has "".
    code
        SHA-256 over the package: code, facts, lexicon, model and templates.
    settings
        The options of the run.
    annotator
        Name and version of the pipeline that found sentences and names.
    corrections
        SHA-256 of the file of corrections; empty if there is none.
    facts
        SHA-256 of each file of the researcher's own reference tables, by name.
    versions
        Versions of the libraries that may change a result.
    outputs
        For every file: its SHA-256, and for tables also rows, the hash of the rows and of
        the description they were held to.
    """

    inputs: dict[str, str]
    code: str
    settings: dict[str, object]
    annotator: dict[str, str]
    corrections: str
    facts: dict[str, str]
    versions: dict[str, str]
    outputs: dict[str, dict[str, object]]
    format: int = FORMAT

    def same_making(self, other: Manifest) -> bool:
        """Return whether both were made from the same inputs by the same means."""
        mine, theirs = asdict(self), asdict(other)
        return all(mine[part] == theirs[part] for part in mine if part != "outputs")


def fingerprint(
    inputs: dict[str, str],
    settings: Settings,
    annotator: dict[str, str],
    corrections: str = "",
    facts: Iterable[tuple[str, str]] = (),
) -> Manifest:
    """Return the manifest of a build that has no outputs yet."""
    return Manifest(
        inputs=dict(sorted(inputs.items())),
        code=code_hash(),
        settings=settings.as_dict(),
        annotator=annotator,
        corrections=corrections,
        facts=dict(sorted(facts)),
        versions=library_versions(),
        outputs={},
    )


def code_hash() -> str:
    """Return one hash over the files of the package that can change a result."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*"), key=lambda path: path.relative_to(PACKAGE).as_posix()):
        if path.suffix in CODE_SUFFIXES and "__pycache__" not in path.parts:
            digest.update(path.relative_to(PACKAGE).as_posix().encode("utf-8"))
            digest.update(b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def library_versions() -> dict[str, str]:
    """Return the installed version of each library that may change a result."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a folder of tables; none if it is absent, harmed or not ours."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
        found = json.loads(text)
        manifest = Manifest(**{key: found[key] for key in found if key != CHECK})
    except (OSError, ValueError, TypeError):
        return None
    return manifest if manifest.format == FORMAT and _as_text(manifest) == text else None


def manifest_hash(folder: Path) -> str:
    """Return the check sum a manifest carries of itself; empty if there is no manifest."""
    manifest = read_manifest(folder)
    return "" if manifest is None else json.loads(_as_text(manifest))[CHECK]


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest, atomically."""
    write_bytes(folder / FILE, _as_text(manifest).encode("utf-8"))


def _as_text(manifest: Manifest) -> str:
    """Return the manifest as it is written, with a check sum over all the rest."""
    content = asdict(manifest)
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode("utf-8")).hexdigest()
    return (
        json.dumps(content | {CHECK: digest}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    )
