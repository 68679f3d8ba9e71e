"""Whether a full stop ends a sentence: abbreviations, initials, hours, numbers of a list.

The list `abbreviations` says of each when it goes on: `never` ends a sentence; `number` and
`date` go on before a number; `time` (`5 p.m.`) goes on before a zone or a day; `maybe` ends
one only before a word that begins sentences and no names, as `The` or `Meanwhile`. So do
letters with stops between them, such as `U.S.`, and initials.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.annotate.quotes import OPENERS
from analysis.lexicon import read_words

# Characters. The longest word that is looked up before or after a full stop.
LONGEST_WORD = 24

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_LIST_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}$")
_AFTER_HOUR = re.compile(
    r"(?:[A-Z]{1,3}T|UTC)\b|\(\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"(?:Eastern|Pacific|Central|Mountain|Greenwich|Standard|Local)\b|[A-Z][\w-]+ [Tt]ime\b"
)
# What a letter may number, so that it is no initial: `hepatitis B`, `Plan A`, `World War I`.
_LETTERED = frozenset(
    {
        "annex", "appendix", "area", "article", "block", "building", "category", "class",
        "exhibit", "grade", "group", "hall", "hepatitis", "influenza", "option", "part",
        "phase", "plan", "point", "schedule", "section", "serie", "series", "team", "type",
        "unit", "vitamin", "war", "ward", "zone",
    }
)  # fmt: skip


def goes_on(text: str, stop: int, following: str) -> bool:
    """Whether the sentence goes on after a full stop.

    Parameters
    ----------
    text
        The text.
    stop
        Where the full stop stands.
    following
        What follows it after the blanks, at least `LONGEST_WORD` characters or to the end.
    """
    if stop == 0 or text[stop - 1].isspace():
        return False
    before = text[max(stop - 2 * LONGEST_WORD, 0) : stop].split()
    word = before[-1].lstrip(OPENERS)[-LONGEST_WORD:]
    if len(word) == 1 and word.isupper():
        return _is_initial(word, before[-2:-1]) and not begins_sentence(following)
    if _LIST_NUMBER.match(word):
        return _begins_line(text, stop - len(word)) or _has_ended(before[-2:-1])
    ends = _abbreviations().get(word)
    number = following.lstrip(OPENERS)[:1].isdigit()
    if ends == "never" or (ends in ("number", "date") and number):
        return True
    if ends == "time":
        return _AFTER_HOUR.match(following) is not None
    if ends in ("maybe", "date") or (ends is None and _LETTERS.match(word)):
        return not begins_sentence(following)
    return False


def begins_sentence(following: str) -> bool:
    """Whether the first word is one that names seldom begin with, as `The` or `He`."""
    word = _WORD.match(following.lstrip(OPENERS))
    return word is not None and word.group() in _starters()


def _is_initial(letter: str, before: list[str]) -> bool:
    """Whether a single letter is short for a name; `I` may be the pronoun."""
    word = before[0] if before else ""
    if letter == "I" and word[:1].islower():
        return False
    return word.lower() not in _LETTERED


def _begins_line(text: str, position: int) -> bool:
    before = text[max(position - 4, 0) : position].rstrip(" \t")
    return position == 0 or not before or before.endswith("\n")


def _has_ended(before: list[str]) -> bool:
    """Whether the word before a number ends a sentence: the number alone would be none."""
    word = before[0] if before else ""
    return word[-1:] in (".", "!", "?", ":", ";") and word[:-1] not in _abbreviations()


@cache
def _abbreviations() -> dict[str, str]:
    rows = read_words("abbreviations")
    return dict(zip(rows["form"], rows["ends"], strict=True))


@cache
def _starters() -> frozenset[str]:
    """Words that names hardly begin with: those of `people`, and further function words."""
    return frozenset(read_words("sentence_starters")["form"]) | frozenset(
        read_words("sentence_openers")["form"]
    )
