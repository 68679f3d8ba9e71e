"""What stands before and after a match, as the guards ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.extract.timex.scan import Match, Sentence


# Signs that make what they follow or precede an amount: "US$2.7 billion".
_MONEY = ("$", "€", "£", "¥")


def before(sentence: Sentence, match: Match, n: int = 1) -> str:
    """Return the n-th token before a match; empty if there is none."""
    return sentence.words[match.first - n] if match.first >= n else ""


def after(sentence: Sentence, match: Match, n: int = 0) -> str:
    """Return the token after a match, or the n-th after that; empty if there is none."""
    return sentence.words[match.last + n] if match.last + n < len(sentence.words) else ""


def words(sentence: Sentence, match: Match) -> list[str]:
    """Return the tokens of a match in lower case."""
    return sentence.lower[match.first : match.last]


def ends_clause(word: str) -> bool:
    """Return whether a token closes what stands before it: nothing, a sign, "and", "when"."""
    return (
        not word or not word[0].isalnum() or word.lower() in ("and", "but", "or", "when", "while")
    )


def is_of_something(sentence: Sentence, match: Match) -> bool:
    """Return whether what the match is of follows: "of the war", not "of $2.7 billion"."""
    then = after(sentence, match, 1)
    amount = then[:1].isdigit() or not then[:1].isalpha() or after(sentence, match, 2) in _MONEY
    return after(sentence, match).lower() == "of" and not amount


def touches(sentence: Sentence, match: Match) -> bool:
    """Return whether a sign of a larger number or name is glued to the match."""
    start, end = sentence.spans[match.first][0], sentence.spans[match.last - 1][1]
    left, right = sentence.text[max(0, start - 1) : start], sentence.text[end : end + 2]
    glued_left = left in ("$", "€", "£", "¥", "₺", "₽", "#", "@", "/", "_", "+", "№", "=", "&")
    hyphen_left = left in ("-", "\u2013") and before(sentence, match, 2).lower() not in (
        "mid", "early", "late", "pre", "post", "since", "then", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december",
    )  # fmt: skip
    glued_right = right[:1] in ("%", "/", "_", "@", "°", "=") and right[:2] != "/ "
    return glued_left or hyphen_left or glued_right
