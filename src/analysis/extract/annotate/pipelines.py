"""Which spaCy pipeline annotates: our own rules, the embedded one, or an installed one.

Only this folder imports spaCy, and only when a pipeline is asked for. What cannot be loaded
as it was made is refused, with what to do; nothing else takes its place in silence.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.extract.annotate.sentences import split_sentences
from analysis.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SENTENCES_PIPE = "entente_sentences"
RULES_ONLY = "rules"
EMBEDDED = "embedded"

# Where sentences end is ours to say: pipes that would say it, too, are left out.
_OTHER_SENTENCES = ["senter", "sentencizer"]

# What the folder of a pipeline may hold beside it, not part of it.
CHECK_FILE = "SHA256"
_BESIDE = (CHECK_FILE, "README.md", "CARD.md", "LICENSE", "ATTRIBUTION.md", "__init__.py")

_INSTEAD = (
    'set annotator = "rules" in settings.toml (names from the lists only, no parser: events '
    "are coarser)"
)


@dataclass(frozen=True)
class Annotator:
    """A pipeline and its name.

    Parameters
    ----------
    name
        `rules`, `embedded`, or the name of an installed spaCy pipeline.
    nlp
        The pipeline. Its first pipe sets the sentences by our own rules.
    """

    name: str
    nlp: Language

    @property
    def parses(self) -> bool:
        """Whether it gives more than tokens and sentences."""
        return self.name != RULES_ONLY


def load_annotator(settings: Settings) -> Annotator:
    """Load the annotator the settings name, once per process.

    Raises
    ------
    ValueError
        If the settings name a spaCy pipeline that is not an installed package, or the embedded
        pipeline is not in this installation or not as it was made, or it was made for another
        version of spaCy. A path is never loaded.
    """
    return _load(settings.annotator)


def identify_annotator(settings: Settings) -> dict[str, str]:
    """Return what identifies the annotator, for the manifest.

    Returns
    -------
    dict
        `name`; for a pipeline also `version`, and `sha256` over all its files.

    Raises
    ------
    ValueError
        If it cannot be had, as `load_annotator`.
    """
    name = settings.annotator
    if name == RULES_ONLY:
        return {"name": name}
    folder = _folder(name)
    return {
        "name": name,
        "version": str(_meta(folder).get("version", "unknown")),
        "sha256": folder_hash(folder),
    }


def folder_hash(folder: Path) -> str:
    """Return one hash over the names and contents of the files of a pipeline.

    The check file, licences and what Python leaves behind are not counted.
    """
    digest = hashlib.sha256()
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name not in _BESIDE]
    for path in sorted(paths, key=lambda path: path.relative_to(folder).as_posix()):
        if "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode("utf-8"))
            digest.update(b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def model_folder() -> Path:
    """Return where the embedded pipeline lies in this installation."""
    return Path(str(files("analysis") / "model"))


@cache
def _load(name: str) -> Annotator:
    import spacy

    _register()
    if name == RULES_ONLY:
        nlp = spacy.blank("en")
    else:
        folder = _folder(name)
        if name == EMBEDDED:
            _check_hash(folder)
            from analysis.extract.annotate import features  # noqa: F401  (its layer)
        _check_version(name, folder)
        nlp = spacy.load(folder if name == EMBEDDED else name, exclude=_OTHER_SENTENCES)
    nlp.add_pipe(SENTENCES_PIPE, first=True)
    return Annotator(name, nlp)


def _folder(name: str) -> Path:
    """Return the folder of a pipeline that is there."""
    from spacy.util import get_package_path, is_package

    if name == EMBEDDED:
        folder = model_folder()
        if not (folder / "meta.json").is_file():
            raise ValueError(
                "the embedded pipeline is not in this installation (no meta.json in "
                f"{folder.parent.name}/{folder.name}/); install the package again, make it with "
                f'"make model", or {_INSTEAD}'
            )
        return folder
    if not is_package(name):
        raise ValueError(
            f"spaCy pipeline '{name}' is not installed; run \"python -m spacy download {name}\" or "
            f"{_INSTEAD}"
        )
    return Path(get_package_path(name))


def _check_hash(folder: Path) -> None:
    """Refuse an embedded pipeline whose files are not those that were made."""
    stated = folder / CHECK_FILE
    if stated.is_file():
        expected, found = stated.read_text(encoding="utf-8").split()[0], folder_hash(folder)
        if found != expected:
            raise ValueError(
                f"the embedded pipeline has the hash {found[:12]}..., but {CHECK_FILE} beside it "
                f"says {expected[:12]}...; install the package again, or {_INSTEAD}"
            )


def _check_version(name: str, folder: Path) -> None:
    """Refuse a pipeline made for another version of spaCy; spaCy itself would only warn."""
    import spacy
    from spacy.util import is_compatible_version

    wanted = str(_meta(folder).get("spacy_version", ""))
    if wanted and is_compatible_version(spacy.__version__, wanted) is False:
        raise ValueError(
            f"pipeline '{name}' was made for spaCy {wanted}, but {spacy.__version__} is installed; "
            f"install a pipeline for this version, or {_INSTEAD}"
        )


def _meta(folder: Path) -> dict[str, object]:
    """Return what a pipeline says of itself; nothing if it says nothing."""
    for path in [folder / "meta.json", *sorted(folder.glob("*/meta.json"))]:
        if path.is_file():
            found = json.loads(path.read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
    return {}


def _register() -> None:
    """Make our sentence boundaries known to spaCy, unless they are."""
    from spacy.language import Language

    if not Language.has_factory(SENTENCES_PIPE):
        Language.component(SENTENCES_PIPE, func=set_sentences)


def set_sentences(doc: Doc) -> Doc:
    """Set the sentence boundaries of a Doc by our own rules.

    Where `doc.user_data` names the numbers of the first tokens under `SENTENCES_PIPE`, those
    are taken, and the text is not read again.
    """
    known = doc.user_data.get(SENTENCES_PIPE)
    if known is None:
        begins = {start for start, _ in split_sentences(doc.text)}
        known = {token.i for token in doc if token.idx in begins}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.i in known
    return doc
