"""Whether the clause around an expression speaks of the past or of what is to come.

Told from words, without a parser: the nearest sign of tense before the expression
decides ("said on Tuesday that he *will* visit on Friday"); where the expression opens
its clause, the nearest after it ("On Friday they *will* meet"). The signs are lists of
the grammar's file: `future`, `past`, `modals` and others. A language without them has no
tense, and a date without a year then falls to the past.
"""

from __future__ import annotations

from analysis.extract.timex.meaning import Tense
from analysis.extract.timex.scan import Sentence

BREAKS = frozenset('.,;:\u2014()"\u201c\u201d')

# Words looked at on either side: a clause of news is seldom longer.
REACH = 16
# Words between an auxiliary and its participle, at most.
REACH_OF_MODAL = 4
# Letters of the shortest word whose "-ed" is taken for a past tense: "ended", not "shed".
SHORTEST_PAST = 5


def signs_of(sentence: Sentence) -> list[Tense]:
    """Return for each token the tense it is a sign of, empty for most."""
    future, past, ahead = (sentence.listed(name) for name in ("future", "past", "ahead_of_to"))
    signs: list[Tense] = [""] * len(sentence.lower)
    for position, word in enumerate(sentence.lower):
        if word in future or (word == "to" and position and sentence.lower[position - 1] in ahead):
            signs[position] = "future"
        elif word in past or (word.endswith("ed") and _ends_in_ed(sentence, word)):
            signs[position] = _tense_of_participle(sentence, position)
    return signs


def _tense_of_participle(sentence: Sentence, position: int) -> Tense:
    near = sentence.words[max(0, position - REACH_OF_MODAL) : position]  # May is no modal
    modal = any(word in sentence.listed("modals") for word in near)
    return "future" if modal or _to_be(near) else "past"


def tense_of(sentence: Sentence, signs: list[Tense], first: int, last: int) -> Tense:
    """Return the tense of the clause around tokens `first` to before `last`.

    Parameters
    ----------
    signs
        What `signs_of` says of the sentence.

    Returns
    -------
    str
        ``past``, ``future``, or empty if neither side shows a sign.
    """
    lower = sentence.lower
    if first and lower[first - 1] in sentence.listed("limits"):
        near = lower[max(0, first - REACH_OF_MODAL) : first]
        return "past" if any(word in sentence.listed("lasted") for word in near) else "future"
    if _opens_clause(sentence, first):
        return _after(sentence, signs, last) or _before(signs, first)
    return _before(signs, first) or _after(sentence, signs, last)


def _opens_clause(sentence: Sentence, first: int) -> bool:
    lower, openers = sentence.lower, sentence.listed("openers")
    position = first - 1
    while position >= max(0, first - REACH) and (
        lower[position] in openers or lower[position][0].isdigit()
    ):
        position -= 1
    return position < 0 or lower[position] in BREAKS


def _before(signs: list[Tense], first: int) -> Tense:
    near = signs[max(0, first - REACH) : first]
    return next((sign for sign in reversed(near) if sign), "")


def _after(sentence: Sentence, signs: list[Tense], last: int) -> Tense:
    for position in range(last, min(len(signs), last + REACH)):
        if sentence.lower[position] in BREAKS and position > last:
            return ""
        if signs[position]:
            return signs[position]
    return ""


def _ends_in_ed(sentence: Sentence, word: str) -> bool:
    if not word.endswith("ed") or len(word) < SHORTEST_PAST:
        return False
    return bool(sentence.listed("past")) and word not in sentence.listed("not_past")


def _to_be(near: list[str]) -> bool:
    return any(a == "to" and b == "be" for a, b in zip(near, near[1:], strict=False))
