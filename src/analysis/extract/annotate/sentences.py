"""Where a sentence ends, by rules that know quotation marks, brackets and abbreviations.

A blank line ends a sentence. Otherwise only `. ! ? …` do, with the quotes and brackets that
close on them, before a plausible start. A sentence never ends inside quotation marks or
brackets, even where several sentences are quoted: speech is kept with its speaker, up to
`LONGEST_QUOTE`. A mark left open protects nothing, and none reaches over a blank line.

Time grows with the length of the text and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from analysis.lexicon import read_words

# Characters. A quoted stretch is seldom three sentences of news; a longer one is a document
# read out, or a mark that lost its partner, and is divided like other text.
LONGEST_QUOTE = 600

# Characters. The longest word that is looked up before a full stop.
LONGEST_WORD = 24

_CLOSERS = "\"”’»'\\)\\]"
# The mark, what closes on it, the numbers of footnotes, and the blanks after it.
_END = re.compile(rf"(?<![.!?…])([.!?…]++)([{_CLOSERS}]*+(?:\[\d{{1,3}}\])*+)(\s++)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+")
_ITEM = re.compile(r"\n[^\S\n]*+(?=(?:[-*•▪●–]|\d{1,3}[.)])[^\S\n])")
_MARK = re.compile(r'["“”«»„()\[\]]|\n[^\S\n]*+\n')
_OPENERS = " \t\n\xa0([{-–—/'‘“"
_STARTS = "\"“«‘'([<{„*•@#$€£¿¡§–—-"
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_SPEAKER = re.compile(
    r"(?:[A-Z][\w'’.-]*+\s++){1,4}(?:said|says|told|asked|added|wrote|replied|warned|declared)\b"
)
_CLOSING = {")": "(", "]": "[", "”": "“", "»": "«"}


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Divide a text into sentences.

    Parameters
    ----------
    text
        Any text; blank lines part its paragraphs.

    Returns
    -------
    list of (start, end)
        In text order, without blanks at either end; every character that is not blank
        lies in exactly one sentence. Empty if there is none.
    """
    cuts = sorted(
        [match.end() for match in _BLANK_LINE.finditer(text)]
        + [match.end() for match in _ITEM.finditer(text)]
        + _full_stops(text)
    )
    return [
        (start, end)
        for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True)
        for start, end in [_trimmed(text, first, last)]
        if start < end
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    return start + left, end - (len(stretch) - len(stretch.rstrip()))


def _full_stops(text: str) -> list[int]:
    """Return the starts of the sentences that follow a full stop, an exclamation or a question."""
    opened, closed = _protected(text)
    cuts = []
    for match in _END.finditer(text):
        position = match.end(2)
        within = bisect_right(opened, position - 1) - 1
        if within >= 0 and position < closed[within]:
            continue
        if match.end() < len(text) and _ends(text, match):
            cuts.append(match.end())
    return cuts


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a mark that could end a sentence does."""
    stop, closers, gap = match.groups()
    following = text[match.end() : match.end() + LONGEST_WORD]
    first = following.lstrip("\"“«‘'([{„*¿¡")[:1]
    if first.islower() or not (first.isalnum() or following[0] in _STARTS):
        return False
    if "\n" in gap and not gap.strip(" \n") and gap.count("\n") > 1:
        return True
    if stop == "." and not closers:
        return not _continues(text, match.start(), following)
    if stop.startswith("..") or stop == "…":
        return following[0] in _STARTS or _starts_sentence(following)
    if closers and stop[-1] in "!?" and closers[0] in "\"”»'’":
        return not _SPEAKER.match(text[match.end() : match.end() + 120])
    return True


def _continues(text: str, stop: int, following: str) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or a number of a list."""
    before = text[max(stop - LONGEST_WORD, 0) : stop].split()
    word = before[-1].lstrip("\"“«‘'([{") if before and not text[stop - 1].isspace() else ""
    if len(word) == 1 and word.isupper():
        return not _starts_sentence(following)
    if word.isdigit():
        return _begins_line(text, stop - len(word)) and len(word) < 4
    ends = _abbreviations().get(word)
    if ends == "never":
        return True
    if ends == "number":
        return following[0].isdigit()
    if ends == "date":
        return following[0].isdigit() or not _starts_sentence(following)
    if ends == "maybe" or _LETTERS.match(word):
        return not _starts_sentence(following)
    return False


def _begins_line(text: str, position: int) -> bool:
    before = text[max(position - 4, 0) : position].rstrip(" \t")
    return position == 0 or not before or before.endswith("\n")


def _starts_sentence(following: str) -> bool:
    """Whether the first word is one that names seldom begin with, as `The` or `He`."""
    word = _WORD.match(following.lstrip("\"“«‘'([{„"))
    return word is not None and word.group() in _starters()


@cache
def _abbreviations() -> dict[str, str]:
    rows = read_words("abbreviations")
    return dict(zip(rows["form"], rows["ends"], strict=True))


@cache
def _starters() -> frozenset[str]:
    return frozenset(read_words("sentence_starters")["form"])


def _protected(text: str) -> tuple[list[int], list[int]]:
    """Stretches in quotation marks or brackets, outermost only, as starts and ends."""
    pairs: list[tuple[int, int]] = []
    stack: dict[str, list[int]] = {"(": [], "[": [], "“": [], "«": []}
    straight = -1
    for match in _MARK.finditer(text):
        mark, here = match.group(), match.start()
        if mark[0] == "\n":
            stack = {opener: [] for opener in stack}
            straight = -1
        elif mark == '"':
            opens = (here == 0 or text[here - 1] in _OPENERS) and not text[
                here + 1 : here + 2
            ].isspace()
            if straight >= 0 and not opens:
                pairs.append((straight, here + 1))
                straight = -1
            elif opens or straight < 0:
                straight = here if opens else -1
        elif mark in stack:
            stack[mark].append(here)
        elif mark in _CLOSING and stack[_CLOSING[mark]]:
            pairs.append((stack[_CLOSING[mark]].pop(), here + 1))
    return _outermost([pair for pair in pairs if pair[1] - pair[0] <= LONGEST_QUOTE])


def _outermost(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Join the pairs that touch or hold each other."""
    opened: list[int] = []
    closed: list[int] = []
    for start, end in sorted(pairs):
        if closed and start < closed[-1]:
            closed[-1] = max(closed[-1], end)
        else:
            opened.append(start)
            closed.append(end)
    return opened, closed
