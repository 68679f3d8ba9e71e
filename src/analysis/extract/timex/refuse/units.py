"""Guards for units and references: ordinals, fractions, rates, "the day after" of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extract.timex.refuse import around
from analysis.extract.timex.values import CLOCK_UNITS

if TYPE_CHECKING:
    from analysis.extract.timex.scan import Match, Sentence


def relative_unit(sentence: Sentence, match: Match) -> bool:
    """Accept "last week", leaving "the next day" to the told and "the last day" to nobody."""
    words, before = around.words(sentence, match), around.before(sentence, match).lower()
    if (
        match.slots["u"] in CLOCK_UNITS
        or words[-1] == "day"
        or before in sentence.listed("possessives")
    ):
        return False
    if match.slots.get("r") == -1 and around.is_of_something(sentence, match):
        return False
    if words[:2] == ["the", "next"]:
        return False
    spanning = before in ("over", "in", "during", "within", "for", "throughout")
    return match.slots["u"] == "Q" or not (words[:2] == ["the", "last"] and spanning)


def weekend(sentence: Sentence, match: Match) -> bool:
    """Accept "the weekend", not "a weekend visit"."""
    return len(around.words(sentence, match)) > 1 or around.before(sentence, match).lower() in (
        "at",
        "over",
        "on",
    )


def later(sentence: Sentence, match: Match) -> bool:
    """Accept "two days after" only where nothing follows that it is after of."""
    last = around.words(sentence, match)[-1]
    return last not in ("before", "after") or around.ends_clause(around.after(sentence, match))


def told_unit(sentence: Sentence, match: Match) -> bool:
    """Accept "the day after" only where nothing follows; clock units never."""
    words = around.words(sentence, match)
    if any(match.slots.get(slot) in CLOCK_UNITS for slot in ("u", "u2", "u3", "u4")):
        return False
    if words[0] == "that" and around.after(sentence, match) == "-":
        return False
    return words[-1] not in ("before", "after") or around.ends_clause(around.after(sentence, match))


SPAN_WORDS = (
    "last", "past", "previous", "preceding", "recent", "next", "coming", "following", "upcoming",
    "ensuing",
)  # fmt: skip


def span(sentence: Sentence, match: Match) -> bool:
    """Accept "the past two weeks", not "the last days of the war" or "his last years"."""
    words, slots = around.words(sentence, match), match.slots
    counted = any(slots.get(slot) for slot in ("n", "s", "k")) or "couple" in words
    if slots.get("u2") and not counted and around.is_of_something(sentence, match):
        return False
    side = next(word for word in words if word in SPAN_WORDS)
    if slots.get("u2") and not counted:
        return side in ("past", "last") and words[0] in ("the", "this", "past") and (
            slots["u2"] not in CLOCK_UNITS or words[0] == "the"
        )  # fmt: skip
    if not counted and side in ("last", "next", "previous", "preceding", "following"):
        return False
    return not (words[0] in sentence.listed("possessives") and side == "last" and not counted)


def duration(sentence: Sentence, match: Match) -> bool:
    """Accept a counted unit unless it is an ordinal, a fraction or a rate."""
    words, after = around.words(sentence, match), around.after(sentence, match).lower()
    singular = bool(match.slots.get("u2"))
    unit = match.slots.get("u2") or match.slots["u"]
    if around.touches(sentence, match) and sentence.words[match.first][0].isdigit():
        return False
    if singular and words[0].isdigit() and len(words[0]) == 4:
        return False
    if singular and (unit in ("S", "Q") or words[0] == "some"):
        return False
    if words[0] in ("a", "an") and not singular and len(words) == 2:
        return False
    if (
        words[-1] == "quarters"
        and words[0] == "three"
        and after == "of"
        or around.before(sentence, match)[:1].isdigit()
    ):
        return False
    if singular and words[0] in ("a", "an") and len(words) == 2:
        return not rate(sentence, match) and after != "-"
    return True


FAR_BEFORE = 5


def rate(sentence: Sentence, match: Match) -> bool:
    """Accept "a year" as "each year" after an amount."""
    if around.after(sentence, match).lower() in (
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
    if around.before(sentence, match).lower() in sentence.listed("date_prepositions") | {
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
    return match.slots["u2"] != "Q" and not around.touches(sentence, match)


def bare_units(sentence: Sentence, match: Match) -> bool:
    """Accept "years" without a number, not "working hours" or "the minutes"."""
    word, before = sentence.words[match.first].lower(), around.before(sentence, match).lower()
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


def every(sentence: Sentence, match: Match) -> bool:
    """Accept "every year", not "each second man"."""
    return match.slots.get("u") != "S"


def reference(sentence: Sentence, match: Match) -> bool:
    """Accept "soon", not "as soon as" or "shortly after"."""
    word, before = sentence.words[match.first].lower(), around.before(sentence, match).lower()
    after = around.after(sentence, match).lower()
    if before == "-" or after == "-":
        return False
    if word in ("soon", "shortly", "recently"):
        return before not in ("as", "how", "too") and after not in ("after", "before", "as")
    return not (word == "current" and after in ("account", "events"))


def the_past(sentence: Sentence, match: Match) -> bool:
    """Accept "in the past", "at the moment", "at present", not "the present government"."""
    words, before = around.words(sentence, match), around.before(sentence, match).lower()
    if words[-1] == "moment":
        return before in ("at", "for")
    if words[0] == "the" and words[-1] in ("present", "past"):
        return around.ends_clause(around.after(sentence, match)) or before == "in"
    return True


def the_future(sentence: Sentence, match: Match) -> bool:
    """Accept "in the future", not "the future of the town"."""
    return around.after(sentence, match).lower() != "of"


def clock(sentence: Sentence, match: Match) -> bool:
    """Accept `10:30` where a zone or the words around show a time of day, not a score."""
    slots = match.slots
    if not slots.get("c") or slots.get("z"):
        return True
    before, after = around.before(sentence, match).lower(), around.after(sentence, match).lower()
    if len(around.words(sentence, match)) > 1 or after in (
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
    if around.after(sentence, match).lower() == "of":
        return False
    return around.before(sentence, match).lower() in (
        "in",
        "during",
        "by",
        "throughout",
        "later",
        "until",
    )
