"""What stands in a dictionary of actors of the field: names, codes and the days they hold.

A name stands in capitals, its words parted by one blank. A code is a row of three-letter
parts, `SYRGOVMIL`; `---` is the null code: the name is known and codes nothing. Days are
inclusive on both sides in these dictionaries, unlike the `end` of our own tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NULL_CODE = "---"
NOT_IN_WORDS = re.compile(r"[\[\]{}<>#;_~=\s\x00-\x1f\x7f]|^\+|\+$")


@dataclass(frozen=True, order=True)
class Term:
    """A code and the days on which it holds.

    Attributes
    ----------
    code
        The code as written.
    first, last
        First and last day as ISO text, both inclusive; empty if open.
    """

    code: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Entry:
    """One actor: its name, then its synonyms, and its codes.

    Attributes
    ----------
    names
        The primary name first; at least one.
    terms
        Codes in the order of the file. A term without days is the default.
    file, line
        Where the entry begins; no part of what the entry says.
    """

    names: tuple[str, ...]
    terms: tuple[Term, ...]
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def place(self) -> str:
        """The file and line it begins at, as `file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Agent:
    """A common noun that adds a code to an actor's: `minister` is `~GOV`.

    Attributes
    ----------
    names
        The singular and the plurals, substitution sets written out.
    code
        Without the tilde.
    before
        Whether the code goes before the actor's; mostly it goes after.
    file, line
        Where it stands; no part of what it says.
    """

    names: tuple[str, ...]
    code: str
    before: bool = False
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Unread:
    """A line, or the part of it, that could not be understood, and why."""

    file: str
    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Dictionary:
    """A file as read.

    Attributes
    ----------
    entries, agents
        What it says, in the order of the file.
    unread
        What could not be understood.
    n_lines, n_empty, n_used
        Lines in all; those that are blank or comment; those that gave a name or a code.
        A line that gave one and was also not wholly understood counts as used, so that
        `n_lines - n_empty - n_used` lines gave nothing, and each of them is in `unread`.
    """

    entries: tuple[Entry, ...] = ()
    agents: tuple[Agent, ...] = ()
    unread: tuple[Unread, ...] = ()
    n_lines: int = 0
    n_empty: int = 0
    n_used: int = 0


def name_of(phrase: str) -> str:
    """Return a name as entries hold it: in capitals, one blank between words."""
    return " ".join(word for word in re.split(r"[_\s]+", phrase.upper()) if word)


def is_writable(name: str) -> bool:
    """Whether a name can stand in a dictionary: no sign in it that the format gives a sense."""
    return bool(name) and not any(not word or NOT_IN_WORDS.search(word) for word in name.split(" "))
