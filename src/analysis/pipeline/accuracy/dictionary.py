"""What a dictionary of the field makes of the same texts.

The dictionary of political actors (Phoenix, 2014) is used at its best: the longest of its
phrases that stands in the text, and the role that holds on the day.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.pipeline.accuracy.texts import Text
from analysis.settings import Settings

DICTIONARY = "Phoenix.Countries.actors.txt"
TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
DATED = re.compile(r"\[([^\]\s]+)(?:\s+([<>]?)(\d{6,8})?-?(\d{6,8})?)?\s*\]")


class Role(NamedTuple):
    """A code and the days it holds, as eight digits; empty if open."""

    code: str
    first: str
    last: str


def read_dictionary(path: Path) -> dict[tuple[str, ...], tuple[Role, ...]]:
    """Read a dictionary of actors: each phrase, in capitals, with its roles.

    A name stands alone on a line, its synonyms follow with a plus sign, its codes in square
    brackets, with or without days, on its own line or on lines of their own.
    """
    found: dict[tuple[str, ...], tuple[Role, ...]] = {}
    names: list[str] = []
    roles: list[Role] = []
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        content = line.partition("#")[0].rstrip()
        if not content.strip():
            continue
        if not line[0].isspace() and not content.startswith("+"):
            _keep(found, names, roles)
            names, roles = [], []
        phrase = content.partition("[")[0].strip().lstrip("+").strip()
        if phrase:
            names.append(phrase)
        roles += [_role(match) for match in DATED.finditer(content)]
    _keep(found, names, roles)
    return found


def _keep(
    found: dict[tuple[str, ...], tuple[Role, ...]], names: list[str], roles: list[Role]
) -> None:
    for name in names:
        words = tuple(word for word in re.split(r"[_\s]+", name.upper()) if word)
        if words and roles:
            found.setdefault(words, tuple(roles))


def _role(match: re.Match[str]) -> Role:
    code, side, first, last = match.groups(default="")
    if side == "<":
        return Role(code, "", first)
    return Role(code, first, last)


def state_on(roles: tuple[Role, ...], day: str) -> str | None:
    """Return the state of the roles that hold on a day; an undated role holds where none does."""
    date = day.replace("-", "")
    dated = [role for role in roles if role.first or role.last]
    held = [r for r in dated if r.first <= date and (not r.last or date <= r.last)]
    chosen = held or [role for role in roles if role not in dated]
    code = chosen[0].code[:3] if chosen else ""
    return code if code in _codes() else None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    from analysis.facts import read_facts

    return frozenset(read_facts("states")["iso3"]) - {""}


def find_states(
    texts: list[Text], dictionary: dict[tuple[str, ...], tuple[Role, ...]]
) -> pd.DataFrame:
    """Find the dictionary's actors in texts, longest first, with the state of that day.

    Returns
    -------
    DataFrame
        `document`, `start`, `end` and `state_id`, missing where no role holds.
    """
    lengths: dict[str, list[int]] = {}
    for phrase in sorted(dictionary, key=len, reverse=True):
        known = lengths.setdefault(phrase[0], [])
        if len(phrase) not in known:
            known.append(len(phrase))
    rows = []
    for text in texts:
        tokens = [(match.start(), match.end()) for match in TOKEN.finditer(text.text)]
        words = [_plain(text.text[start:end]) for start, end in tokens]
        at = 0
        while at < len(words):
            length = next(
                (
                    n
                    for n in lengths.get(words[at], ())
                    if at + n <= len(words) and tuple(words[at : at + n]) in dictionary
                ),
                0,
            )
            if length:
                roles = dictionary[tuple(words[at : at + length])]
                start, end = tokens[at][0], tokens[at + length - 1][1]
                rows.append((text.document, start, end, state_on(roles, text.day)))
            at += max(length, 1)
    frame = pd.DataFrame(rows, columns=["document", "start", "end", "state_id"])
    return frame.astype({"document": "str", "start": "int64", "end": "int64", "state_id": "str"})


def _plain(word: str) -> str:
    word = re.sub(r"['’]S?$", "", word.upper())
    return word if word.count(".") > 1 else word.rstrip(".")


def score_links(path: Path, settings: Settings) -> pd.DataFrame | None:
    """Tally the states the dictionary gives to linked names; none if it is not at hand."""
    from analysis.pipeline.accuracy.links import judge

    file = path.parent.parent / "event-dictionaries" / DICTIONARY
    if not file.is_file():
        return None
    dictionary = read_dictionary(file)
    return judge(path, lambda texts: find_states(texts, dictionary))
