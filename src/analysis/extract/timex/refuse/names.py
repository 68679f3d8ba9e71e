"""Guards for names: months, weekdays and seasons that are people, verbs, feasts, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extract.timex.refuse import around

if TYPE_CHECKING:
    from analysis.extract.timex.scan import Match, Sentence


def bare_month(sentence: Sentence, match: Match) -> bool:
    """Accept the name of a month unless it is a person's, a verb or part of another name."""
    word = sentence.words[match.first]
    before, after = around.before(sentence, match), around.after(sentence, match)
    low, is_word = before.lower(), word.lower() in sentence.listed("months_that_are_words")
    dated = low in sentence.listed("date_prepositions") or low in sentence.listed("qualities")
    if low == "the" and after[:1].isupper():
        return False
    if is_word and low in sentence.listed("joining"):
        return False
    if dated:
        return not (is_word and word.isupper() and not before.isupper())
    if is_word:
        return before in ("(", "-", "\u2013") and after in (")", ",", "")
    named = before[:1].isupper() and before.isalpha()
    return not named and not (after[:1].isupper() and after[1:2].islower())


def bare_season(sentence: Sentence, match: Match) -> bool:
    """Accept a season without a year where a preposition shows that time is meant."""
    words = around.words(sentence, match)
    if not sentence.words[match.last - 1].islower():
        return False
    before, after = around.before(sentence, match).lower(), around.after(sentence, match).lower()
    if words[-1] == "fall":
        return (
            before in ("in", "during", "by", "this", "until") and after != "of" and "the" in words
        )
    return before in sentence.listed("date_prepositions") and before not in ("a", "and", "to")


def season_year(sentence: Sentence, match: Match) -> bool:
    """Accept a season with its year unless it is part of a name ("Arab Spring 2011")."""
    before = around.before(sentence, match)
    return not (
        before[:1].isupper()
        and match.first > 1
        and before.lower() not in sentence.listed("date_prepositions")
    )


def weekday(sentence: Sentence, match: Match) -> bool:
    """Accept a weekday unless it is part of a name."""
    before, after = around.before(sentence, match), around.after(sentence, match)
    named = before[:1].isupper() and before.lower() in sentence.listed("feast_words")
    return not named and not (after[:1].isupper() and after.lower() in sentence.listed("papers"))


def short_weekday(sentence: Sentence, match: Match) -> bool:
    """Accept `Tue.` after a word that asks for a day."""
    return around.before(sentence, match).lower() in (
        "on",
        "last",
        "next",
        "this",
        "since",
        "until",
    )


def frequency(sentence: Sentence, match: Match) -> bool:
    """Accept "daily", not the Daily Mail."""
    titled = sentence.words[match.first][0].isupper()
    return not titled or (match.first == 0 and not around.after(sentence, match)[:1].isupper())


def overnight(sentence: Sentence, match: Match) -> bool:
    """Accept "overnight" as a time, not "an overnight success"."""
    return around.before(sentence, match).lower() not in ("an", "the")
