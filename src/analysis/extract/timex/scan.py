"""Reading one sentence with a grammar: the longest match at the leftmost place.

At each token the rules that can begin there are tried; the longest match that its guard
lets pass wins, rules earlier in the file winning ties. Then what stands before the match
("early", "the end of", "about") is taken in where a rule for heads says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from analysis.extract.timex.grammar import Grammar, Rule
from analysis.extract.timex.refuse import guard_of
from analysis.extract.timex.tokens import codes_of, positions_of, words_of

# Tokens a head may have; the longest is "the very early - to - mid - ".
LONGEST_HEAD = 8

NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ready to be read: its words, their codes, where each stands."""

    text: str
    words: list[str]
    codes: str
    spans: list[tuple[int, int]]
    lower: list[str]
    grammar: Grammar

    def listed(self, name: str) -> frozenset[str]:
        """Return a word list of the grammar; empty if its language has none of that name."""
        return self.grammar.lists.get(name, NO_WORDS)


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found: tokens from `first` to before `last`, and the words in its slots."""

    rule: Rule
    first: int
    last: int
    slots: dict[str, Any]


def read_sentence(text: str, grammar: Grammar) -> Sentence | None:
    """Cut a text into tokens; None if no word of it can be part of a time expression."""
    words = words_of(text)
    codes = codes_of(words, grammar)
    if not grammar.trigger.search(codes):
        return None
    lower = [word.lower() for word in words]
    return Sentence(text, words, codes, positions_of(text), lower, grammar)


def scan(sentence: Sentence, grammar: Grammar) -> list[Match]:
    """Return the matches of a sentence from left to right, none overlapping another."""
    found: list[Match] = []
    codes, opens = sentence.codes, grammar.opens
    position = 0
    while position < len(codes):
        code = codes[position]
        begins = code in opens and opens[code].match(codes, position)
        match = _longest(grammar.rules[code], sentence, position, grammar) if begins else None
        if match is None:
            position += 1
            continue
        found.append(match)
        position = match.last
    return found


def find_head(sentence: Sentence, match: Match, free: int, grammar: Grammar) -> Match | None:
    """Return the head that ends where a match begins, reaching back to token `free` at most."""
    for first in range(max(free, match.first - LONGEST_HEAD), match.first):
        for rule in grammar.heads.get(sentence.codes[first], ()):
            found = rule.pattern.fullmatch(sentence.codes, first, match.first)
            if found and _fits(rule, match):
                return Match(rule, first, match.first, _slots(found, rule, sentence, grammar))
    return None


def _fits(head: Rule, match: Match) -> bool:
    return any(match.rule.make.startswith(make) for make in head.given["of"])


def _longest(
    candidates: tuple[Rule, ...], sentence: Sentence, position: int, grammar: Grammar
) -> Match | None:
    ends = []
    for order, rule in enumerate(candidates):
        found = rule.pattern.match(sentence.codes, position)
        if found and found.end() > position:
            ends.append((-found.end(), order, found))
    ends.sort(key=lambda end: end[:2])
    for _, order, found in ends:
        rule = candidates[order]
        last = _without_full_stop(sentence, position, found.end())
        match = Match(rule, position, last, _slots(found, rule, sentence, grammar))
        if not rule.guard or guard_of(rule.guard)(sentence, match):
            return match
    return None


def _without_full_stop(sentence: Sentence, first: int, last: int) -> int:
    """Leave out a point at the end unless it marks an abbreviation."""
    words, abbreviated = sentence.words, sentence.listed("abbreviated")
    stops = last - first > 1 and words[last - 1] == "."
    return last - 1 if stops and words[last - 2].lower() not in abbreviated else last


def _slots(
    found: re.Match[str], rule: Rule, sentence: Sentence, grammar: Grammar
) -> dict[str, Any]:
    filled: dict[str, Any] = dict(rule.fixed)
    for slot, name in rule.slots.items():
        start = found.start(slot)
        if start >= 0:
            word = sentence.words[start]
            table = grammar.values.get(name, {})
            filled[slot] = table.get(word.lower(), word)
    return filled
