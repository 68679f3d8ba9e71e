"""What a reader hands over: a record as found, or the reason why there is none.

Readers know their format and nothing else. They give every record they meet as one of
these two, in the order of the file, and never raise for what the file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.extract.corpus.encoding import Encoding
from analysis.settings import Settings


@dataclass(frozen=True)
class Record:
    """One article as found, before anything is cleaned or understood.

    Parameters
    ----------
    text
        The text field, or the whole file.
    line
        Line or record number from 1; missing if the file is the record.
    title
        Headline, if it came in a field of its own.
    in_fields
        Whether headline and text are fields of their own, so that no line of the text is
        to be taken for the headline.
    date, url, byline, outlet, language, own_id, caption
        Other fields as written, if there are any.
    replaced
        Whether bytes of it could not be decoded and were replaced.
    exact
        Whether positions in the text field must hold, as annotation may refer to them.
    """

    text: str
    line: int | None = None
    title: str | None = None
    in_fields: bool = True
    date: str | None = None
    url: str | None = None
    byline: str | None = None
    outlet: str | None = None
    language: str | None = None
    own_id: str | None = None
    caption: str | None = None
    replaced: bool = False
    exact: bool = True


@dataclass(frozen=True)
class Loss:
    """A record, or a whole file if `line` is missing, that is not kept.

    `reason` is one of the closed list of table `REJECTS`; `detail` says what was found.
    """

    reason: str
    detail: str
    line: int | None = None


class RefusedError(ValueError):
    """Stops the reading of one file from deep within; becomes a `Loss` in `loading`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.loss = Loss(reason, detail)


@dataclass(frozen=True)
class Content:
    """The bytes of one file, ready to be read.

    Parameters
    ----------
    chunks
        Gives the bytes from the start, piece by piece, each time it is called.
    encoding
        How to decode them, decided once.
    settings
        Caps on sizes and times.
    """

    chunks: Callable[[], Iterator[bytes]]
    encoding: Encoding
    settings: Settings


Outcome = Record | Loss
