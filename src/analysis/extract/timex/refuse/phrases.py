"""Guards for phrases: feasts that are names, days in figures, "the year" of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extract.timex.refuse import around
from analysis.extract.timex.values import CLOCK_UNITS

if TYPE_CHECKING:
    from analysis.extract.timex.scan import Match, Sentence

# Units from fine to coarse, as a length of two of them is written: "two hours, 30 minutes".
_ORDER = ("S", "MIN", "H", "D", "W", "FN", "M", "Q", "Y", "DE", "CE", "ML")


def feast_name(sentence: Sentence, match: Match) -> bool:
    """Accept "on Good Friday", not "Good Friday prayers", "Easter Island" or "the Agreement"."""
    after = around.after(sentence, match)
    return around.ends_clause(after) or after.lower() in sentence.listed("after_a_day")


def christmas(sentence: Sentence, match: Match) -> bool:
    """Accept "Christmas" unless it is part of a name or of another rite."""
    before, after = around.before(sentence, match), around.after(sentence, match)
    rite = before.lower() in ("orthodox", "coptic", "father", "armenian")
    return not rite and not (after[:1].isupper() and after.lower() in ("island", "islands"))


def day_in_figures(sentence: Sentence, match: Match) -> bool:
    """Accept `3/15` after a word that asks for a day, not a fraction, a score or a rate."""
    word, after = sentence.words[match.first], around.after(sentence, match)
    before = around.before(sentence, match).lower()
    if around.touches(sentence, match) or word in ("24/7", "50/50", "9/11"):
        return False
    counts = after.lower() in ("of", "%") or after[:1].isdigit()
    closes = around.ends_clause(after) or after.lower() in sentence.listed("after_a_day")
    return before in sentence.listed("day_prepositions") and closes and not counts


def the_unit(sentence: Sentence, match: Match) -> bool:
    """Accept "for the day", "ended the week higher", "most of the year"; not "day of the week"."""
    before, after = around.before(sentence, match).lower(), around.after(sentence, match)
    if match.slots["u"] in (*CLOCK_UNITS, "DE", "CE", "ML") or _is_length(sentence, match):
        return False
    if before == "of":
        whole = around.before(sentence, match, 2).lower()
        if whole not in sentence.listed("parts_of_a_unit"):
            return False
    elif before not in sentence.listed("before_the_unit"):
        return False
    closes = around.ends_clause(after) and after not in ("-", "\u2013")
    return closes or after.lower() in sentence.listed("after_the_unit")


def unit_ended(sentence: Sentence, match: Match) -> bool:
    """Accept "the year" in "in the year ended March 31", "in the year to June"."""
    return match.slots["u"] not in CLOCK_UNITS and _is_length(sentence, match)


def _is_length(sentence: Sentence, match: Match) -> bool:
    after, then = around.after(sentence, match).lower(), around.after(sentence, match, 1)
    if after in ("ended", "ending"):
        return True
    known = sentence.grammar.values["month"]
    return after in ("to", "through") and then.lower() in known and then[:1].isupper()


def compound(sentence: Sentence, match: Match) -> bool:
    """Accept "two hours and 30 minutes"; the second unit is finer than the first."""
    slots, after = match.slots, around.after(sentence, match).lower()
    units = slots.get("u") or slots["u2"], slots.get("w") or slots["w2"]
    if any(unit not in _ORDER for unit in units) or after in ("ago", "later", "earlier"):
        return False
    before = around.before(sentence, match)
    return _ORDER.index(units[0]) > _ORDER.index(units[1]) and not before[:1].isdigit()


def part_of_period(sentence: Sentence, match: Match) -> bool:
    """Accept "the first nine months", "the last two months of 2012"; not "the fifth two days"."""
    slots = match.slots
    dated = any(slots.get(slot) is not None for slot in ("y", "m", "x", "r", "t"))
    return dated or (slots.get("o") == 1 and slots.get("n") is not None)


def some_day(sentence: Sentence, match: Match) -> bool:
    """Accept "one day they will meet", not "for one day" or "one day after"."""
    before, after = around.before(sentence, match).lower(), around.after(sentence, match).lower()
    if match.slots.get("s2"):
        closes = around.ends_clause(after) or after in sentence.listed("after_a_day")
        return match.slots["s2"] == "D" and closes
    if match.slots.get("s"):
        return True
    if after in sentence.listed("event_cues") or after in ("later", "earlier", "ago", "in", "of",
                                                           "-", "only", "each", "a"):  # fmt: skip
        return False
    opens = not before or not before[0].isalnum()
    return opens or before in ("will", "would", "could", "may", "might", "can", "that", "and",
                               "but", "hope", "hopes", "hoped")  # fmt: skip


def that_time(sentence: Sentence, match: Match) -> bool:
    """Accept "by that time", not "all that time" or "that time bomb"."""
    before, after = around.before(sentence, match).lower(), around.after(sentence, match)
    asked = before in ("at", "by", "since", "until", "till", "before", "after", "from", "around")
    return asked and after.lower() not in sentence.listed("things_of_time")


def early_hours(sentence: Sentence, match: Match) -> bool:
    """Accept "in the early hours" where no day follows that they are of."""
    return around.after(sentence, match).lower() not in ("of", "on")


def term(sentence: Sentence, match: Match) -> bool:
    """Accept "in the long term", not "the short-term loan"."""
    before, after = around.before(sentence, match).lower(), around.after(sentence, match).lower()
    closes = around.ends_clause(after) or after in sentence.listed("after_a_day")
    return before in ("in", "over", "for") and (closes or "-" not in around.words(sentence, match))


def century(sentence: Sentence, match: Match) -> bool:
    """Accept an ordinal before "century", leaving "last century" to what is relative."""
    return match.slots.get("o") != -1


def latest_unit(sentence: Sentence, match: Match) -> bool:
    """Accept "the latest quarter", not "the latest day"."""
    return match.slots["u"] in ("W", "M", "Q", "Y")


def fiscal_unit(sentence: Sentence, match: Match) -> bool:
    """Accept "the fiscal year", "fiscal third quarter", not "fiscal quarters of officials"."""
    return around.after(sentence, match).lower() != "of" or match.slots.get("y") is not None


def may_day(sentence: Sentence, match: Match) -> bool:
    """Accept "May Day", not "a March day"."""
    return match.slots["m"] == 5 and sentence.words[match.first + 1] == "Day"


def mid_unit(sentence: Sentence, match: Match) -> bool:
    """Accept "mid-year" where nothing follows that it qualifies; weeks and years only."""
    after = around.after(sentence, match)
    unit = match.slots.get("u") or match.slots.get("u2")
    return unit in ("W", "Y") and (
        around.ends_clause(after) or after.lower() in sentence.listed("after_a_day")
    )
