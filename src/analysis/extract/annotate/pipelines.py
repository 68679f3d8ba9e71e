"""Which spaCy pipeline annotates: our own rules, or an installed one.

Only this folder imports spaCy, and only when a pipeline is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.extract.annotate.sentences import split_sentences
from analysis.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SENTENCES_PIPE = "entente_sentences"


@dataclass(frozen=True)
class Annotator:
    """A pipeline and its name.

    Parameters
    ----------
    name
        `rules`, or the name of an installed spaCy pipeline.
    nlp
        The pipeline. Its first pipe sets the sentences by our own rules.
    """

    name: str
    nlp: Language

    @property
    def parses(self) -> bool:
        """Whether it gives more than tokens and sentences."""
        return self.name != "rules"


def load_annotator(settings: Settings) -> Annotator:
    """Load the annotator the settings name, once per process.

    Raises
    ------
    ValueError
        If the settings name a spaCy pipeline that is not an installed package; a path is
        never loaded.
    """
    return _load(settings.annotator)


@cache
def _load(name: str) -> Annotator:
    import spacy
    from spacy.util import is_package

    _register()
    if name == "rules":
        nlp = spacy.blank("en")
    elif is_package(name):
        nlp = spacy.load(name)
    else:
        raise ValueError(
            f"spaCy pipeline '{name}' is not installed; run \"python -m spacy download {name}\" or "
            'set annotator = "rules" in settings.toml (names from the lists only, no parser: '
            "events are coarser)"
        )
    nlp.add_pipe(SENTENCES_PIPE, first=True)
    return Annotator(name, nlp)


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
