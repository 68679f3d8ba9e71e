"""Where a sentence ends, by rules that know quotation marks, brackets and abbreviations.

A blank line ends a sentence. Otherwise only `. ! ? …` do, with the quotes, brackets and
footnotes that close on them, before a plausible start. Speech is kept with its speaker (see
`quotes`). Three things end without a mark: a place or a date that opens a paragraph
(`ANKARA (AP) -`), a date that closes a headline, and a caption before its `Photo:`.

Time grows with the length of the text and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from analysis.extract.annotate.quotes import OPENERS, is_speaker, protected
from analysis.extract.annotate.stops import LONGEST_WORD, begins_sentence, goes_on

_CLOSERS = "\"”’»'\\)\\]"
# Numbers of footnotes and remarks of editors: `[3]`, `[citation needed]`.
_NOTE = r"[^\S\n]?+\[(?:\d{1,3}|[a-z][a-z ]{2,24})\]"
# The mark, what closes on it (also a closing mark astray between blanks), and the blanks.
_END = re.compile(
    rf"(?<![.!?…])([.!?…]++)([{_CLOSERS}]*+(?:[^\S\n][\"”](?=\s|\Z))?+(?:{_NOTE})*+)(\s++)"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+")
_ITEM = re.compile(r"\n[^\S\n]*+(?=(?:[-*•▪●–]|\d{1,3}[.)])[^\S\n])")
_GLUED = re.compile(r"(?<=[a-z]{2})[.!?](?=([A-Z][a-z]*)\s)")
_STARTS = "\"“«‘'`([<{„*•@#$€£¿¡§–—-"
_NO_LETTERS = OPENERS + "`*¿¡-–— "
_BRAND = re.compile(r"[a-z]{1,5}[A-Z]")
_SIGNED = re.compile(r"[-–—]{1,2}\s?[A-Z][^\n.!?]{2,60}(?:\n[^\S\n]*\n|\Z)")

_PARAGRAPH = r"(?:\A|(?<=\n\n))"
_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, "
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December) \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}"
)
_PLACE = r"[A-Z][\w.'’-]{1,24}(?: [A-Z][\w.'’-]{1,24}){0,3}"
_UNMARKED = re.compile(
    rf"{_PARAGRAPH}{_DAY}[^\S\n]++(?=[A-Z\"“])|"
    rf"{_PARAGRAPH}(?:{_PLACE}(?:, {_PLACE}){{0,3}} \([A-Z][^()\n]{{1,30}}\)|"
    rf"{_PLACE}(?:, {_PLACE}){{1,3}}|(?!FILE\b)[A-Z]{{3,}}[A-Z .,'’-]{{0,40}}[A-Z.])"
    r" ?(?:--|[-–—]) (?=[A-Z\"“])|"
    rf"(?<=[\w)'’])[^\S\n]++(?={_DAY}(?:\n[^\S\n]*\n|\Z))|"
    r"(?<=[^\s:])[^\S\n]++(?=(?:Image|Photo|Picture|Video|Photograph|Graphic|File photo|Credit)"
    r"s?(?: credit| by)?: ?[A-Z@][^\n]{0,120}(?:\n[^\S\n]*\n|\Z))"
)
# Words before a date that make it part of the sentence: `talks opened on Monday, May 1, 2023`.
_BEFORE_DATE = re.compile(
    r"\b(?:on|of|until|till|since|by|from|for|to|and|or|before|after|last|this|next|than|"
    r"between|is|was|dated|effective|ending|starting|beginning)\s++\Z", re.I
)  # fmt: skip


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
        + _unmarked(text)
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


def _unmarked(text: str) -> list[int]:
    """Return the ends of datelines, and the starts of closing dates and credits."""
    return [
        match.end()
        for match in _UNMARKED.finditer(text)
        if not _BEFORE_DATE.search(text[max(match.end() - 12, 0) : match.end()])
    ]


def _full_stops(text: str) -> list[int]:
    """Return the starts of the sentences that follow a full stop, an exclamation or a question."""
    opened, closed = protected(text)
    ends = [
        (match.end(2), match.end())
        for match in _END.finditer(text)
        if match.end() < len(text) and _ends(text, match)
    ]
    ends += [
        (match.end(), match.end())
        for match in _GLUED.finditer(text)
        if begins_sentence(match.group(1))
    ]
    cuts = []
    for position, cut in ends:
        within = bisect_right(opened, position - 1) - 1
        if within < 0 or position >= closed[within]:
            cuts.append(cut)
    return cuts


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a mark that could end a sentence does."""
    stop, closers, gap = match.groups()
    following = text[match.end() : match.end() + LONGEST_WORD]
    word = following.lstrip(_NO_LETTERS)
    if word[:1].islower() and not _BRAND.match(word):
        return False
    if not (following[0].isalnum() or following[0] in _STARTS):
        return False
    if "\n" in gap and not gap.strip(" \n") and gap.count("\n") > 1:
        return True
    if following[0] in "-–—" and _SIGNED.match(text, match.end()):
        return False
    if stop == "." and not closers:
        return not goes_on(text, match.start(), following)
    if stop.startswith("..") or stop == "…":
        return following[0] in _STARTS or begins_sentence(following)
    if closers and stop[-1] in "!?" and closers[0] in "\"”»'’":
        return not is_speaker(text, match.end())
    return True
