"""What looks like a date and is none: guards, named by the rules of the grammar.

A guard sees the sentence and the match and says whether the match may stand. Numbers are
refused as years when they count things ("2011 people"), when they are part of a name
("Boeing 747", "Agenda 2030", "Resolution 1973") or of an amount ("$2015"); months and
weekdays when they are names or verbs ("Theresa May", "Black Friday", "Sunday Times").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extract.timex.refuse_words import (
    COUNTED, DATE_PREPOSITIONS, EVENT_NOUNS, FEAST_WORDS, NAMED_YEARS, NUMBER_SIGNS, PAPERS,
    POSSESSIVES, QUALITIES, UNIT_BEFORE,
)  # fmt: skip
from analysis.extract.timex.values import CLOCK_UNITS

if TYPE_CHECKING:
    from analysis.extract.timex.scan import Match, Sentence

MONTHS_THAT_ARE_WORDS = ("may", "march", "mar", "jan", "dec", "august", "april", "june")
FAR_BEFORE = 5


def _before(sentence: Sentence, match: Match, n: int = 1) -> str:
    return sentence.words[match.first - n] if match.first >= n else ""


def _after(sentence: Sentence, match: Match, n: int = 0) -> str:
    return sentence.words[match.last + n] if match.last + n < len(sentence.words) else ""


def _words(sentence: Sentence, match: Match) -> list[str]:
    return [word.lower() for word in sentence.words[match.first : match.last]]


def _ends_clause(word: str) -> bool:
    return (
        not word or not word[0].isalnum() or word.lower() in ("and", "but", "or", "when", "while")
    )


def _touches(sentence: Sentence, match: Match) -> bool:
    """Return whether a sign of a larger number or name is glued to the match."""
    start, end = sentence.spans[match.first][0], sentence.spans[match.last - 1][1]
    left, right = sentence.text[:start][-1:], sentence.text[end : end + 2]
    glued_left = left in ("$", "€", "£", "¥", "₺", "₽", "#", "@", "/", "_", "+", "№", "=", "&")
    hyphen_left = left in ("-", "\u2013") and not _before(sentence, match, 2).lower() in (
        "mid", "early", "late", "pre", "post", "since", "then", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december",
    )  # fmt: skip
    glued_right = right[:1] in ("%", "/", "_", "@", "°", "=") and right[:2] != "/ "
    return glued_left or hyphen_left or glued_right


def alone(sentence: Sentence, match: Match) -> bool:
    """Accept a date in figures unless it is part of an address or a longer number."""
    return not _touches(sentence, match)


def _cited(sentence: Sentence, match: Match) -> bool:
    """Return whether a year stands in a citation: "(Smith and Jones 2011; ..."."""
    before = sentence.words[max(0, match.first - 12) : match.first]
    return "(" in before and _after(sentence, match) in (")", ";", ",", ":")


def year(sentence: Sentence, match: Match) -> bool:
    """Accept a bare number of four digits as a year."""
    n = int(sentence.words[match.first])
    before, after = _before(sentence, match), _after(sentence, match)
    low, low_after = before.lower(), after.lower()
    if _touches(sentence, match) or low in NUMBER_SIGNS or low in NAMED_YEARS:
        return False
    if low_after.endswith(("children", "men", "people")):
        return False
    if low == "." and _before(sentence, match, 2).lower() in ("no", "nos", "art", "res", "p", "pp"):
        return False
    if low_after in COUNTED or low_after in ("%", "°", "x") or low in UNIT_BEFORE:
        return False
    if low in ("-", "\u2013") and _before(sentence, match, 2).isdigit():
        return len(_before(sentence, match, 2)) == 4
    dated = low in DATE_PREPOSITIONS
    if before[:1].isdigit() or (after[:1].isdigit() and not dated):
        return False
    if _plural(low_after) and low_after not in EVENT_NOUNS and low not in ("the", "'s", "’s"):
        return dated and n >= 1900 and n % 100 != 0 and low != "of"
    if before[:1].isupper() and before.isalpha() and match.first > 1 and not dated:
        return _cited(sentence, match) or before.isupper() and len(before) > 4 or low in QUALITIES
    return n >= 1500 or dated or (before == "(" and after == ")")


def _plural(word: str) -> bool:
    return word.isalpha() and word.islower() and len(word) > 3 and word.endswith("s") and (
        not word.endswith(("ss", "us", "is")) and word not in ("was", "has", "does", "as")
    )  # fmt: skip


def years(sentence: Sentence, match: Match) -> bool:
    """Accept `2015-2017` unless it is part of a longer number or of a name."""
    before = _before(sentence, match).lower()
    numbers = before[:1].isdigit() or _after(sentence, match)[:1].isdigit()
    return not (_touches(sentence, match) or numbers or before in NUMBER_SIGNS or before == ":")


def day_of_month(sentence: Sentence, match: Match) -> bool:
    """Accept a month with a day unless the number counts something."""
    after = _after(sentence, match).lower()
    if after in ("%", "percent", "per") or after in COUNTED or _touches(sentence, match):
        return False
    before = _before(sentence, match)
    return not before[:1].isdigit() or before[-1:].isalpha() or ":" in before


def bare_month(sentence: Sentence, match: Match) -> bool:
    """Accept the name of a month unless it is a person's, a verb or part of another name."""
    word = sentence.words[match.first]
    before, after = _before(sentence, match), _after(sentence, match)
    joining = word.lower() in ("may", "march") and before.lower() in (
        "and",
        "to",
        "or",
        "for",
        "on",
    )
    if joining:
        return False
    if before.lower() in DATE_PREPOSITIONS or before.lower() in QUALITIES:
        return not (word.lower() in ("may", "march") and word.isupper() and not before.isupper())
    if word.lower() in ("may", "march", "mar", "dec", "jan", "sep"):
        return before in ("(", "-", "\u2013") and after in (")", ",", "")
    if before[:1].isupper() and before.isalpha() and match.first > 1:
        return False
    return not (after[:1].isupper() and after[1:2].islower())


def day_only(sentence: Sentence, match: Match) -> bool:
    """Accept "on the 18th" where nothing follows that is the eighteenth."""
    before, after = _before(sentence, match).lower(), _after(sentence, match)
    return before in ("on", "until", "since", "by") and _ends_clause(after)


def bare_season(sentence: Sentence, match: Match) -> bool:
    """Accept a season without a year where a preposition shows that time is meant."""
    words = _words(sentence, match)
    if not sentence.words[match.last - 1].islower():
        return False
    before, after = _before(sentence, match).lower(), _after(sentence, match).lower()
    if words[-1] == "fall":
        return (
            before in ("in", "during", "by", "this", "until") and after != "of" and "the" in words
        )
    return before in DATE_PREPOSITIONS and before not in ("a", "and", "to")


def season_year(sentence: Sentence, match: Match) -> bool:
    """Accept a season with its year unless it is part of a name ("Arab Spring 2011")."""
    before = _before(sentence, match)
    return not (
        before[:1].isupper() and match.first > 1 and before.lower() not in DATE_PREPOSITIONS
    )


def decade(sentence: Sentence, match: Match) -> bool:
    """Accept a decade unless it is somebody's age or a quantity."""
    words, before = _words(sentence, match), _before(sentence, match).lower()
    before_edge = (
        _before(sentence, match, 3).lower()
        if before in ("-",)
        else _before(sentence, match, 2).lower()
    )
    if before in POSSESSIVES or (
        before in ("mid", "early", "late", "-") and before_edge in POSSESSIVES
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
    """Accept a quarter of a year, not of a match."""
    after, then = _after(sentence, match).lower(), _after(sentence, match, 1).lower()
    if after == "of" and not match.slots.get("y") and then not in ("fiscal", "financial"):
        return False
    return not (
        after in ("final", "finals", "finalist") or (after == "-" and then.startswith("final"))
    )


def short_quarter(sentence: Sentence, match: Match) -> bool:
    """Accept `Q1` with its year or after a preposition; alone it may be a quartile."""
    dated = match.slots.get("y") or match.slots.get("y2")
    return bool(dated) or _before(sentence, match).lower() in ("in", "during", "for", "by", "since")


def weekday(sentence: Sentence, match: Match) -> bool:
    """Accept a weekday unless it is part of a name."""
    before, after = _before(sentence, match), _after(sentence, match)
    named = before[:1].isupper() and before.lower() in FEAST_WORDS
    return not named and not (after[:1].isupper() and after.lower() in PAPERS)


def short_weekday(sentence: Sentence, match: Match) -> bool:
    """Accept `Tue.` after a word that asks for a day."""
    return _before(sentence, match).lower() in ("on", "last", "next", "this", "since", "until")


def relative_unit(sentence: Sentence, match: Match) -> bool:
    """Accept "last week", leaving "the next day" to the told and "the last day" to nobody."""
    words, before = _words(sentence, match), _before(sentence, match).lower()
    if match.slots["u"] in CLOCK_UNITS or words[-1] == "day" or before in POSSESSIVES:
        return False
    if words[0] == "the" and words[1] == "next":
        return False
    spanning = before in ("over", "in", "during", "within", "for", "throughout")
    return not (words[0] == "the" and words[1] == "last" and spanning)


def weekend(sentence: Sentence, match: Match) -> bool:
    """Accept "the weekend", not "a weekend visit"."""
    return len(_words(sentence, match)) > 1 or _before(sentence, match).lower() in (
        "at",
        "over",
        "on",
    )


def later(sentence: Sentence, match: Match) -> bool:
    """Accept "two days after" only where nothing follows that it is after of."""
    last = _words(sentence, match)[-1]
    return last not in ("before", "after") or _ends_clause(_after(sentence, match))


def told_unit(sentence: Sentence, match: Match) -> bool:
    """Accept "the day after" only where nothing follows; clock units never."""
    words = _words(sentence, match)
    if any(match.slots.get(slot) in CLOCK_UNITS for slot in ("u", "u2", "u3", "u4")):
        return False
    if words[0] == "that" and _after(sentence, match) == "-":
        return False
    return words[-1] not in ("before", "after") or _ends_clause(_after(sentence, match))


def span(sentence: Sentence, match: Match) -> bool:
    """Accept "the past two weeks", not "the last days of the war" or "his last years"."""
    words, slots = _words(sentence, match), match.slots
    counted = any(slots.get(slot) for slot in ("n", "s", "k")) or "couple" in words
    side = next(word for word in words if word in SPAN_WORDS)
    if slots.get("u2") and not counted:
        return side in ("past", "last") and words[0] in ("the", "this", "past") and (
            slots["u2"] not in CLOCK_UNITS or words[0] == "the"
        )  # fmt: skip
    if not counted and side in ("last", "next", "previous", "preceding", "following"):
        return False
    return not (words[0] in POSSESSIVES and side == "last" and not counted)


SPAN_WORDS = (
    "last", "past", "previous", "preceding", "recent", "next", "coming", "following", "upcoming",
    "ensuing",
)  # fmt: skip


def duration(sentence: Sentence, match: Match) -> bool:
    """Accept a counted unit unless it is an ordinal, a fraction or a rate."""
    words, after = _words(sentence, match), _after(sentence, match).lower()
    singular = bool(match.slots.get("u2"))
    unit = match.slots.get("u2") or match.slots["u"]
    if _touches(sentence, match) and sentence.words[match.first][0].isdigit():
        return False
    if singular and words[0].isdigit() and len(words[0]) == 4:
        return False
    if singular and (unit in ("S", "Q") or words[0] == "some"):
        return unit == "S" and words[0] == "one"
    if words[0] in ("a", "an") and not singular and len(words) == 2:
        return False
    if (
        words[-1] == "quarters"
        and words[0] == "three"
        and after == "of"
        or _before(sentence, match)[:1].isdigit()
    ):
        return False
    if singular and words[0] in ("a", "an") and len(words) == 2:
        return not rate(sentence, match) and after != "-"
    return True


def rate(sentence: Sentence, match: Match) -> bool:
    """Accept "a year" as "each year" after an amount."""
    if _after(sentence, match).lower() in (
        "after",
        "before",
        "ago",
        "later",
        "earlier",
        "of",
        "from",
    ):
        return False
    if match.slots.get("u") == "S" or match.slots.get("u2") == "S":
        return False
    if _before(sentence, match).lower() in DATE_PREPOSITIONS | {
        "about",
        "than",
        "nearly",
        "almost",
    }:
        return False
    start = max(0, match.first - FAR_BEFORE)
    near = [word.lower() for word in sentence.words[start : match.first]]
    amounts = (
        "million",
        "billion",
        "percent",
        "dollars",
        "euros",
        "tonnes",
        "tons",
        "barrels",
        "times",
    )
    return any(
        word[0].isdigit() or word in amounts or word in ("$", "€", "£", "%") for word in near
    )


def hyphened(sentence: Sentence, match: Match) -> bool:
    """Accept "two-day", not "one-second" or the tail of a number."""
    return match.slots["u2"] != "Q" and not _touches(sentence, match)


def bare_units(sentence: Sentence, match: Match) -> bool:
    """Accept "years" without a number, not "working hours" or "the minutes"."""
    word, before = sentence.words[match.first].lower(), _before(sentence, match).lower()
    if match.slots["u"] in ("S", "Q", "WE", "FN") or (
        sentence.words[match.first][0].isupper() and match.first
    ):
        return False
    if match.slots["u"] in CLOCK_UNITS or word == "days":
        return before in (
            "for",
            "in",
            "within",
            "after",
            "of",
            "took",
            "take",
            "lasted",
            "spent",
            "just",
            "only",
            "mere",
            "",
        )
    return before not in (
        "-",
        "early",
        "those",
        "these",
        "school",
        "light",
        "golden",
        "teenage",
        "s",
        "'s",
    )


def frequency(sentence: Sentence, match: Match) -> bool:
    """Accept "daily", not the Daily Mail."""
    before, after = _before(sentence, match), _after(sentence, match)
    titled = sentence.words[match.first][0].isupper()
    return not (titled and (after[:1].isupper() or (before[:1].isupper() and match.first > 1)))


def every(sentence: Sentence, match: Match) -> bool:
    """Accept "every year", not "each second man"."""
    return match.slots.get("u") != "S"


def reference(sentence: Sentence, match: Match) -> bool:
    """Accept "soon", not "as soon as" or "shortly after"."""
    word, before = sentence.words[match.first].lower(), _before(sentence, match).lower()
    after = _after(sentence, match).lower()
    if word in ("soon", "shortly", "recently"):
        return before not in ("as", "how", "too") and after not in ("after", "before", "as")
    return not (word == "current" and after in ("account", "events"))


def the_past(sentence: Sentence, match: Match) -> bool:
    """Accept "in the past", "at the moment", "at present", not "the present government"."""
    words, before = _words(sentence, match), _before(sentence, match).lower()
    if words[-1] == "moment":
        return before in ("at", "for")
    if words[0] == "the" and words[-1] in ("present", "past"):
        return _ends_clause(_after(sentence, match)) or before == "in"
    return True


def overnight(sentence: Sentence, match: Match) -> bool:
    """Accept "overnight" as a time, not "an overnight success"."""
    return _before(sentence, match).lower() not in ("an", "the")


def clock(sentence: Sentence, match: Match) -> bool:
    """Accept `10:30` where a zone or the words around show a time of day, not a score."""
    slots = match.slots
    if not slots.get("c") or slots.get("z"):
        return True
    before, after = _before(sentence, match).lower(), _after(sentence, match).lower()
    if len(_words(sentence, match)) > 1 or after in (
        "hours",
        "local",
        "today",
        "yesterday",
        "tomorrow",
    ):
        return True
    return before in ("at", "by", "from", "until", "till", "before", "after", "around", "about",
                      "since", "between", "to")  # fmt: skip


def part_of_day(sentence: Sentence, match: Match) -> bool:
    """Accept "in the morning", not "the night of the long knives"."""
    if _after(sentence, match).lower() == "of":
        return False
    return _before(sentence, match).lower() in (
        "in",
        "during",
        "by",
        "throughout",
        "later",
        "until",
    )
