"""Guards for numbers: years that count things, prices, pages, scores, ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extract.timex.refuse import around

if TYPE_CHECKING:
    from analysis.extract.timex.scan import Match, Sentence


# First year that a number without any sign of a date is taken for.
EARLIEST = 1500
# Tokens between the bracket that opens a list of citations and a year in it, at most.
LONGEST_CITATION = 60
# Below this a number before a plural counts things even after "in".
COUNT_LIKE = 1900


def alone(sentence: Sentence, match: Match) -> bool:
    """Accept a date in figures unless it is part of an address or a longer number."""
    return not around.touches(sentence, match)


def _cited(sentence: Sentence, match: Match) -> bool:
    """Return whether a year stands in a citation: "(Smith and Jones 2011; ..."."""
    before = sentence.words[max(0, match.first - LONGEST_CITATION) : match.first]
    opened = next((word for word in reversed(before) if word in ("(", ")")), "")
    return opened == "(" and around.after(sentence, match) in (")", ";", ",", ":")


def year(sentence: Sentence, match: Match) -> bool:
    """Accept a bare number of four digits as a year."""
    if around.touches(sentence, match) or _numbers(sentence, match) or _counts(sentence, match):
        return False
    before, after = around.before(sentence, match), around.after(sentence, match)
    low = before.lower()
    dated = low in sentence.listed("date_prepositions")
    if low in ("-", "\u2013") and around.before(sentence, match, 2).isdigit():
        return len(around.before(sentence, match, 2)) == 4
    if before[:1].isdigit() or (after[:1].isdigit() and not dated):
        return False
    if _plural(after) and after.lower() not in sentence.listed("event_nouns"):
        return _may_date(sentence, match) or low in ("the", "'s", "\u2019s")
    if before[:1].isupper() and before.isalpha() and match.first > 1 and not dated:
        return _cited(sentence, match) or low in sentence.listed("qualities")
    return int(sentence.words[match.first]) >= EARLIEST or dated or (before == "(" and after == ")")


def year_after_preposition(sentence: Sentence, match: Match) -> bool:
    """Accept a bare number as a year only after a word that asks for a date."""
    dated = around.before(sentence, match).lower() in sentence.listed("date_prepositions")
    return dated and not around.touches(sentence, match)


def _numbers(sentence: Sentence, match: Match) -> bool:
    """Return whether the number names a page, a law, an aircraft, a plan."""
    low = around.before(sentence, match).lower()
    before_that = around.before(sentence, match, 2).lower()
    if low in sentence.listed("number_signs") or low in sentence.listed("named_years"):
        return True
    if low == "." and before_that in sentence.listed("numbered"):
        return True
    return low == "of" and before_that in sentence.listed("totals")


def _counts(sentence: Sentence, match: Match) -> bool:
    """Return whether the number says how many there are of something."""
    low, after = around.before(sentence, match).lower(), around.after(sentence, match).lower()
    spans_years = low == "over" and _opens_stretch(sentence, match)
    if low in sentence.listed("unit_before") and not spans_years:
        return True
    if after in sentence.listed("counted"):
        return True
    dated = low in sentence.listed("date_prepositions")
    return after.endswith(("children", "men", "people")) or (after == "of" and not dated)


def _opens_stretch(sentence: Sentence, match: Match) -> bool:
    """Return whether another year follows behind a dash: "over 2000 - 2050"."""
    then = around.after(sentence, match, 1)
    dashed = around.after(sentence, match) in ("-", "\u2013")
    return dashed and len(then) == 4 and then.isdigit() and then > sentence.words[match.first]


def _may_date(sentence: Sentence, match: Match) -> bool:
    """Return whether "in 2012 clashes" may be a year: after a preposition, and not a round sum."""
    low, n = around.before(sentence, match).lower(), int(sentence.words[match.first])
    dated = low in sentence.listed("date_prepositions") and low != "of"
    return dated and n >= COUNT_LIKE and n % 100 != 0


def _plural(word: str) -> bool:
    """Return whether a word looks like the plural of a thing: "villages", not "was"."""
    if not (word.isalpha() and word.islower() and len(word) > 3 and word.endswith("s")):
        return False
    return not word.endswith(("ss", "us", "is")) and word != "does"


def old_year(sentence: Sentence, match: Match) -> bool:
    """Accept three figures after a month as a year where nothing follows that they count."""
    words, after = around.words(sentence, match), around.after(sentence, match)
    closes = after in ("", ")", ".", ";", "(") or (after == "," and "of" in words)
    return len(words[-1]) == 3 and words[-1][0] != "0" and closes


def years(sentence: Sentence, match: Match) -> bool:
    """Accept `2015-2017` unless it is part of a longer number or of a name."""
    before = around.before(sentence, match).lower()
    numbers = before[:1].isdigit() or around.after(sentence, match)[:1].isdigit()
    return not (
        around.touches(sentence, match)
        or numbers
        or before in sentence.listed("number_signs")
        or before == ":"
    )


def day_of_month(sentence: Sentence, match: Match) -> bool:
    """Accept a month with a day unless the number counts something."""
    after = around.after(sentence, match).lower()
    if (
        after in ("%", "percent", "per")
        or after in sentence.listed("counted")
        or around.touches(sentence, match)
    ):
        return False
    before = around.before(sentence, match)
    return not before[:1].isdigit() or before[-1:].isalpha() or ":" in before


def day_only(sentence: Sentence, match: Match) -> bool:
    """Accept "on the 18th" where nothing follows that is the eighteenth."""
    before, after = around.before(sentence, match).lower(), around.after(sentence, match)
    return before in ("on", "until", "since", "by") and around.ends_clause(after)


def decade(sentence: Sentence, match: Match) -> bool:
    """Accept a decade unless it is somebody's age or a quantity."""
    words, before = around.words(sentence, match), around.before(sentence, match).lower()
    before_edge = (
        around.before(sentence, match, 3).lower()
        if before in ("-",)
        else around.before(sentence, match, 2).lower()
    )
    if before in sentence.listed("possessives") or (
        before in ("mid", "early", "late", "-") and before_edge in sentence.listed("possessives")
    ):
        return False
    digits = sum(sign.isdigit() for sign in words[-1])
    return (
        digits == 4
        or not words[-1][0].isdigit()
        or "the" in words
        or before in ("late", "early", "mid", "-", "and")
    )


def quarter(sentence: Sentence, match: Match) -> bool:
    """Accept a quarter of a year, not of a match; "last quarter" is no ordinal."""
    dated = any(match.slots.get(slot) is not None for slot in ("y", "r", "t"))
    if match.slots.get("o") == -1 and not dated:
        return False
    after, then = around.after(sentence, match).lower(), around.after(sentence, match, 1).lower()
    if after == "of" and not match.slots.get("y") and then not in ("fiscal", "financial"):
        return False
    return not (
        after in ("final", "finals", "finalist") or (after == "-" and then.startswith("final"))
    )


def short_quarter(sentence: Sentence, match: Match) -> bool:
    """Accept `Q1` with its year or after a preposition; alone it may be a quartile."""
    dated = match.slots.get("y") or match.slots.get("y2")
    return bool(dated) or around.before(sentence, match).lower() in (
        "in",
        "during",
        "for",
        "by",
        "since",
    )
