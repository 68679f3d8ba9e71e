"""A dictionary of actors or agents, read whole: every line is understood, or listed with why.

The format, as the documentation of PETRARCH describes it and its files show it:

- a comment begins with `#` or `;`, or stands between `<!--` and `-->`;
- a line that begins with a name opens an entry, a line that begins with `+` adds a synonym;
- codes stand in square brackets, on the line of the name or on lines of their own, each with
  one restriction at most: `[CODE 20000101-20080507]`, `[CODE >20100101]`, `[CODE <20100101]`;
- days are `YYYYMMDD` or `YYMMDD`, and inclusive; the years 31 to 99 are 1931 to 1999.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from analysis.facts.cameo.agents import AgentReader
from analysis.facts.cameo.entries import Dictionary, Entry, Term, Unread, is_writable, name_of

LAST_SHORT_YEAR = 30  # two digits up to this mean the 2000s
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_CODE = re.compile(r"[A-Za-z0-9~-]+")
_DAYS = re.compile(r"(?:([<>])\s*(\d+)|(\d+)\s*-\s*(\d+))")


def read_dictionary(path: Path) -> Dictionary:
    """Read a dictionary of actors, or of agents where its codes carry a tilde.

    Parameters
    ----------
    path
        A text file in UTF-8. A line in another encoding is listed as not understood.

    Returns
    -------
    Dictionary
        Entries in the order of the file, and all that was not understood.

    Raises
    ------
    ValueError
        If the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(f"dictionary '{path}' cannot be read: {error.strerror}") from error
    return parse_dictionary(data, path.name)


def parse_dictionary(data: bytes, file: str) -> Dictionary:
    """Read a dictionary from its bytes; see `read_dictionary`."""
    found = _Found(file)
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    for number, content, whole in _contents(lines):
        if whole is None:
            found.refuse(number, repr(lines[number - 1])[2:-1], "not UTF-8")
        elif not content.strip():
            found.n_empty += 1
        else:
            found.take(number, content)
    return found.dictionary(len(lines))


def _contents(lines: list[bytes]) -> Iterator[tuple[int, str, str | None]]:
    """Yield each line with its number and without comments; the last is missing if undecodable."""
    inside = False
    for number, line in enumerate(lines, start=1):
        try:
            whole = line.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError:
            yield number, "", None
            continue
        content, rest = "", whole
        while rest:
            mark = "-->" if inside else "<!--"
            part, sign, rest = rest.partition(mark)
            content += "" if inside else part
            inside ^= bool(sign)
        yield number, re.split("[#;]", content, maxsplit=1)[0].rstrip(), whole


class _Found:
    """What has been read so far; the open entry is closed by the next name."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.n_empty = self.n_used = 0
        self._agents = AgentReader(file)
        self._entries: list[Entry] = []
        self._unread: list[Unread] = []
        self._names: list[str] = []
        self._terms: list[Term] = []
        self._line = 0

    def refuse(self, number: int, text: str, reason: str) -> None:
        self._unread.append(Unread(self.file, number, text.strip(), reason))

    def take(self, number: int, content: str) -> None:
        """Take one line that holds something."""
        if self._agents.is_agent(content):
            reason = self._agents.take(number, content)
            self.n_used += not reason
            if reason:
                self.refuse(number, content, reason)
            return
        phrase, _, codes = content.strip().partition("[")
        used = self._take_name(number, phrase) if phrase.strip() else bool(self._names)
        if not phrase.strip() and not used:
            self.refuse(number, content, "codes without a name before them")
        elif codes and used:
            used = self._take_codes(number, "[" + codes) or bool(phrase.strip())
        self.n_used += used

    def _take_name(self, number: int, phrase: str) -> bool:
        added = phrase.startswith("+")
        name = name_of(phrase[1:] if added else phrase)
        if not added:
            self._close()
        if not is_writable(name):
            sign = "no name" if not name else "a sign that names may not hold"
            self.refuse(number, phrase, f"{sign}; the line and its codes are left out")
            return False
        if added and not self._names:
            self.refuse(number, phrase, "a synonym without a name before it")
            return False
        self._line = self._line if added else number
        if name not in self._names:
            self._names.append(name)
        return True

    def _take_codes(self, number: int, text: str) -> bool:
        """Add the codes of a line; true if there was one to be understood."""
        n_before = len(self._terms)
        for match in _BRACKET.finditer(text):
            term = _term(match.group(1))
            if isinstance(term, Term):
                self._terms.append(term)
            else:
                self.refuse(number, match.group(), term)
        left = _BRACKET.sub("", text).strip()
        if left:
            self.refuse(number, left, "neither a name nor a code")
        return len(self._terms) > n_before

    def _close(self) -> None:
        if self._names:
            self._entries.append(
                Entry(tuple(self._names), tuple(self._terms), self.file, self._line)
            )
        self._names, self._terms = [], []

    def dictionary(self, n_lines: int) -> Dictionary:
        self._close()
        return Dictionary(
            tuple(self._entries), self._agents.agents, tuple(self._unread),
            n_lines, self.n_empty, self.n_used,
        )  # fmt: skip


def _term(text: str) -> Term | str:
    """Return the code in a bracket with its days, or what is wrong with it."""
    code, _, restriction = text.strip().partition(" ")
    if not _CODE.fullmatch(code):
        return "no code of letters, digits, hyphens and tildes in the bracket"
    restriction = restriction.strip()
    if not restriction:
        return Term(code)
    match = _DAYS.fullmatch(restriction)
    if match is None:
        return f"restriction '{restriction}' is none of >day, <day and day-day"
    side, one, first, last = match.groups()
    first, last = (
        (one if side == ">" else "", one if side == "<" else "") if side else (first, last)
    )
    days = [_day(digits) if digits else "" for digits in (first, last)]
    if None in days:
        return f"restriction '{restriction}' holds no day of the form YYYYMMDD or YYMMDD"
    start, end = str(days[0]), str(days[1])
    if start and end and end < start:
        return f"restriction '{restriction}' ends before it begins"
    return Term(code, start, end)


def _day(digits: str) -> str | None:
    """Return a day as ISO text; none if there is no such day."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= LAST_SHORT_YEAR else "19") + digits
    if len(digits) != 8:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return None
