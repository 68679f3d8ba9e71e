"""Names of news agencies and other organisations, as far as reading needs them.

An agency in a byline or a dateline is who wrote the report. Any organisation before a
dash, as in "NATO — ", is not the place a dateline names.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.facts import ReferenceDataError, read_facts

LONGEST = 200  # characters of a byline looked at
_WORD = re.compile(r"\w+(?:[-.'’&]\w+)*")


def agency_in(text: str | None) -> str | None:
    """Return the short name of the first news agency named in a byline, or None."""
    if not text:
        return None
    names = _agencies()
    words = [(match.start(), match.end()) for match in _WORD.finditer(text[:LONGEST])]
    for first, (start, _) in enumerate(words):
        for _, end in reversed(words[first : first + _longest_name()]):
            if (found := names.get(text[start:end].casefold())) is not None:
                return found
    return None


def is_agency(text: str) -> bool:
    """Tell whether a text is the name of a news agency and nothing else."""
    return text.strip().casefold() in _agencies()


def is_organisation(text: str) -> bool:
    """Tell whether a text is the name of an organisation and nothing else."""
    return text.strip().casefold() in _organisations()


def is_capital(text: str) -> bool:
    """Tell whether a text is the name of a capital city and nothing else."""
    return text.strip().casefold() in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(row["city"].casefold() for row in _rows("capitals"))


@cache
def _agencies() -> dict[str, str]:
    """Return the short name of each agency by each of its names, case-folded."""
    found: dict[str, str] = {}
    for row in _rows("organisations"):
        if row["kind"] == "agency_news":
            short = row["short_name"] or row["name"]
            for name in _names(row):
                found.setdefault(name, short)
    return found


@cache
def _organisations() -> frozenset[str]:
    return frozenset(name for row in _rows("organisations") for name in _names(row))


@cache
def _longest_name() -> int:
    return max((len(_WORD.findall(name)) for name in _agencies()), default=1)


def _names(row: dict[str, str]) -> list[str]:
    names = [row["name"], row["short_name"], *row["aliases"].split("|")]
    return [name.strip().casefold() for name in names if name.strip()]


def _rows(table: str) -> list[dict[str, str]]:
    try:
        return [
            {str(column): str(value) for column, value in row.items()}
            for row in read_facts(table).to_dict("records")
        ]
    except ReferenceDataError:
        return []
