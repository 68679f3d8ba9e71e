"""A sentence as tokens, and tokens as codes of a grammar.

Digits joined by hyphens, slashes, points, colons or commas stay one token and are told
by their shape, so that a telephone number, a score, a version or a price can never lend
a year or a day to a rule. The same holds for letters with digits (`COP28`, `A320`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import decimal

from analysis.extract.timex.grammar import Grammar

# Words whose shape is remembered: the vocabulary of some thousand articles.
REMEMBERED = 100_000

_MERIDIEM = r"(?:[ap]\.[ ]?m\b\.?|[ap]m\b)"

TOKEN = re.compile(
    r"[^\W\d_]++(?![\d.'\u2019-])|"  # most words, read at the first try
    r"(?<![\w.])\d{1,2}(?:[:.]\d{2}){0,2}[ ]?" + _MERIDIEM + r"|"  # 6 p.m., 10:30am
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?|"  # 2023-04-25T10:30Z
    r"\d+(?:[-\u2013/.:,]\d+)*"  # 25, 2015-2017, 25/04/2023, 10:30, 2,015
    r"(?:(?:st|nd|rd|th)\b|(?<=0)['\u2019]s\b|[^\W\d_]\w*)?|"  # 23rd, 1990's, 747s, 5km
    r"['\u2019]\d0s\b|"  # '90s
    r"[^\W\d_]++\d\w*+"  # COP28, Q1
    r"(?:(?:(?<=\bFY\d\d)|(?<=\bFY\d{4}))[-\u2013/]\d\d(?:\d\d)?\b)?|"  # FY2022-23
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-"
    r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth)\b|"
    r"o['\u2019]clock\b|"
    r"(?:[A-Za-z]\.){2,}|"  # U.S., a.m.
    r"[^\W\d_]+|['\u2019]s\b|[^\w\s]|_+",
    re.IGNORECASE,
)

_SHAPES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("meridiem", r"\d{1,2}(?:[:.][0-5]\d){0,2}[ ]?" + _MERIDIEM),
        ("day", r"0?[1-9]|[12]\d|3[01]"),
        ("fourdigit", r"0\d[0-5]\d"),
        ("year", r"1\d{3}|20\d{2}|21\d{2}"),
        ("dayth", r"0?(?:[23]?1st|2?2nd|2?3rd|(?:[4-9]|1\d|2[04-9]|30)th)"),
        ("nth", r"\d+(?:st|nd|rd|th)"),
        ("decade", r"(?:1\d\d0|20\d0|[2-9]0)['\u2019]?s|['\u2019]\d0s"),
        ("iso", r"\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?:T.*)?"),
        ("clock", r"(?:[01]?\d|2[0-4])[:][0-5]\d(?::[0-5]\d)?"),
        ("slashed", r"\d{1,2}/\d{1,2}/\d{4}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}-\d{1,2}-\d{4}"),
        ("dotted", r"\d{1,2}\.\d{1,2}\.\d{4}"),
        ("years", r"(?:1\d|20)\d\d[-\u2013](?:(?:1\d|20)\d\d|\d\d)|(?:19|20)\d\d/\d\d"),
        ("days", r"(?:[1-9]|[12]\d|3[01])[-\u2013](?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"),
        ("part", r"\d+\.\d+|\d{1,3}(?:,\d{3})+"),
        ("whole", r"\d+"),
        ("fraction", r"1/2|\u00bd"),
        ("fy", r"FY(?:\d\d|20\d\d)(?:[-\u2013/]\d\d(?:\d\d)?)?"),
        ("monthday", r"\d{1,2}/\d{1,2}"),
        ("qtr", r"Q[1-4]"),
        ("halfyear", r"H[12]"),
    )
)  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def kind_of(token: str) -> str:
    """Return the shape of a token that no grammar lists, one of `grammar.SHAPES`."""
    if token[0].isalpha() and token[-1].isalpha():
        return "lower" if token[0].islower() else "upper"
    token = in_ascii_digits(token)
    for name, pattern in _SHAPES:
        if pattern.fullmatch(token):
            return name
    if any(sign.isdigit() for sign in token):
        return "junk"
    return "upper" if token[0].isalpha() else "mark"


def in_ascii_digits(token: str) -> str:
    """Return a token with the digits of any script written as 0 to 9."""
    if token.isascii():
        return token
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in token)


def codes_of(words: list[str], grammar: Grammar) -> str:
    """Return a sentence as one code for each of its words."""
    known, shapes = grammar.codes, grammar.shapes
    return "".join([known.get(word) or shapes[kind_of(word)] for word in words])


def words_of(text: str) -> list[str]:
    """Return the tokens of a text in order."""
    return TOKEN.findall(text)


def positions_of(text: str) -> list[tuple[int, int]]:
    """Return start and end of each token of `words_of`, in characters of the text."""
    return [found.span() for found in TOKEN.finditer(text)]
