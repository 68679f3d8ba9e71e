"""What a dictionary of the field makes of the same texts.

The dictionary of political actors (Phoenix, 2014) is used at its best: the longest of its
phrases that stands in the text, and the role that holds on the day. Its file is read as any
other dictionary of that format is (`facts.cameo`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.facts.cameo import Entry, Term, read_dictionary
from analysis.pipeline.accuracy.texts import Text
from analysis.settings import Settings

DICTIONARY = "Phoenix.Countries.actors.txt"
TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")

Phrases = dict[tuple[str, ...], tuple[Term, ...]]


def phrases_of(entries: Iterable[Entry]) -> Phrases:
    """Return the words of each name, in capitals, with its codes.

    Where two entries share a name, the first one with a code has it; entries without a code
    give nothing.
    """
    found: Phrases = {}
    for entry in entries:
        for name in entry.names if entry.terms else ():
            found.setdefault(tuple(name.split(" ")), entry.terms)
    return found


def state_on(terms: Iterable[Term], day: str) -> str | None:
    """Return the state of the terms that hold on a day; an undated term holds where none does."""
    terms = tuple(terms)
    dated = [term for term in terms if term.first or term.last]
    held = [term for term in dated if term.first <= day and (not term.last or day <= term.last)]
    chosen = held or [term for term in terms if term not in dated]
    code = chosen[0].code[:3] if chosen else ""
    return code if code in _codes() else None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    from analysis.facts import read_facts

    return frozenset(read_facts("states")["iso3"]) - {""}


def find_states(texts: list[Text], phrases: Phrases) -> pd.DataFrame:
    """Find the dictionary's actors in texts, longest first, with the state of that day.

    Parameters
    ----------
    texts
        Texts with their days.
    phrases
        What `phrases_of` returned.

    Returns
    -------
    DataFrame
        `document`, `start`, `end` and `state_id`, missing where no role holds.
    """
    lengths: dict[str, list[int]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
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
                    if at + n <= len(words) and tuple(words[at : at + n]) in phrases
                ),
                0,
            )
            if length:
                terms = phrases[tuple(words[at : at + length])]
                start, end = tokens[at][0], tokens[at + length - 1][1]
                rows.append((text.document, start, end, state_on(terms, text.day)))
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
    phrases = phrases_of(read_dictionary(file).entries)
    return judge(path, lambda texts: find_states(texts, phrases))
