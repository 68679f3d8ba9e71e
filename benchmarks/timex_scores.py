"""How well expressions of time are found and resolved, on annotated text.

    python benchmarks/timex_scores.py ../shared/corpora [--misses SET] [--write]

With `--write` the figures are saved as `timex_scores.json`. They are in sample: rules were
read off these sets. `timex_folds.py` says what is left of them out of sample.

Sets and conventions:

- `meantime-en`: TIMEX3 in news, up to `annotated_end`. Its values write a part of day
  without a `T` before it (`2010-07-16TMO`), durations also as `PM6` for `P6M`; both are
  brought to one form. An outer duration over "from X to Y" is dropped on both sides.
- `gum-open`: dates only, no durations, so recall and values, not precision. A value is
  right if the days it covers are the gold's (`when`, or `from` with `to`); expressions
  with open bounds (`notBefore`) count for spans only. One text marks both years of
  "(1711-1776)" apart, others the stretch: where the gold is one end of a stretch of ours,
  that end is compared; the figures name how many plain dates are right only by this.
- `recognizers-datetime`: sentences to an assistant. Values are compared for the types
  `date`, `daterange`, `duration` and `set`. `XXXX-10-02` means "either side": ours is right
  if it is one of the two nearest. A preposition opening a gold span is not part of ours,
  so its strict spans are not comparable and only the relaxed are given.

How the assistant's conventions map to those of news, which ours are:

| theirs | ours, and why |
|---|---|
| "from X to Y", "before X" as one expression | X and Y, no preposition; compared by overlap |
| "few hours" is 3 hours, "noonish", "after dinner" are times | "few" is X; no time is invented |
| "two months ago" is that very day | the month that holds it: a report is no finer than it says |
| "in two weeks" is a day | a length, two weeks; TIMEX3 links it by its signal |
| "2 weeks before Christmas" is a day | a length and a day, each on its own |
| "previous Monday" of the week before | counted from the day last told of |
| "weekends" is P1WE, "every morning" TMO | XXXX-WXX-WE, XXXX-XX-XXTMO |
| "14 nov", "dec", "mar4", "20200701" | months have a capital, days a form of their own |
| "week 31", "day 3", holidays of one state | not read: the calendar is not known |
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from analysis.extract.timex.grammar import Grammar, grammar_of
from analysis.extract.timex.meaning import Context, Meaning
from analysis.extract.timex.reading import read
from analysis.extract.timex.resolve import Found
from analysis.extract.timex.scan import Sentence, find_head, read_sentence, scan
from analysis.extract.timex.values import bounds

# A plain calendar date: it names a year, a month or a weekday.
PLAIN = re.compile(
    r"\b(1[5-9]|20)\d\d\b|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?!d)\w*|"
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)

# Two-sided 95 % quantile of the normal distribution, for Wilson's interval.
Z = 1.959964


# Record, gold, found, and for each gold whether it has a value to compare.
Document = tuple[dict, list["Case"], list["Case"], list[bool]]


@dataclass(frozen=True)
class Case:
    """One expression: where it stands and what it means."""

    start: int
    end: int
    text: str
    value: str
    days: tuple[date | None, date | None]
    rules: tuple[str, ...] = ()
    dates: bool = True


def found_in(record: dict, sentences: list[tuple[int, int]], grammar: Grammar) -> list[Case]:
    """Return what we find in a record, sentence by sentence."""
    day = date.fromisoformat(record["date"][:10]) if record.get("date") else None
    context = Context(published=day)
    cases = []
    for start, end in sentences:
        text = record["text"][start:end]
        sentence = read_sentence(text, grammar)
        if sentence is None:
            continue
        for found, told in read(sentence, context, grammar):
            context = told
            first, last = sentence.spans[found.first][0], sentence.spans[found.last - 1][1]
            case = _case(start + first, start + last, text[first:last], found.meaning)
            cases.append(replace(case, rules=rules_of(found, sentence, grammar)))
    return cases


def rules_of(found: Found, sentence: Sentence, grammar: Grammar) -> tuple[str, ...]:
    """Return the rules that read an expression, those of its head and neighbours included."""
    ids = []
    for match in scan(sentence, grammar):
        if found.first <= match.first and match.last <= found.last:
            head = find_head(sentence, match, found.first, grammar)
            ids += [match.rule.rule_id] + ([head.rule.rule_id] if head else [])
    return tuple(ids)


def _case(start: int, end: int, text: str, meaning: Meaning) -> Case:
    value = meaning.value or ""
    days = (meaning.first, meaning.last) if value.startswith(("P", "FY")) else bounds(value)[:2]
    dates = meaning.type in ("DATE", "TIME") and "_REF" not in value and bool(value)
    return Case(start, end, text, value, days, dates=dates)


def sentences_of(record: dict) -> list[tuple[int, int]]:
    """Return the sentences of a record as offsets; the whole text if it has none."""
    found = [
        (entry["start"], entry["end"]) if isinstance(entry, dict) else (entry[0], entry[1])
        for entry in record.get("sentences") or []
    ]
    return found or [(0, len(record["text"]))]


def records(path: Path) -> Iterator[dict]:
    """Yield the records of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def meantime(folder: Path, grammar: Grammar) -> Iterator[Document]:
    """Yield record, gold, found, and for each gold whether it has a value to compare."""
    for record in records(folder / "meantime-en" / "meantime.jsonl"):
        limit = record["annotated_end"]
        inside = [timex for timex in record["timexes"] if timex["end"] <= limit]
        gold = [
            Case(t["start"], t["end"], t["text"], plain(t["value"]), (None, None))
            for t in inside
            if not any(_holds(t, other) for other in inside)
        ]
        found = [
            case for case in found_in(record, sentences_of(record), grammar) if case.end <= limit
        ]
        yield record, gold, found, [True] * len(gold)


def _holds(outer: dict, inner: dict) -> bool:
    return (outer["start"], outer["end"]) != (inner["start"], inner["end"]) and (
        outer["start"] <= inner["start"] and inner["end"] <= outer["end"]
    )


def plain(value: str) -> str:
    """Bring a TIMEX3 value to one form."""
    value = re.sub(r"^P(T?)([A-Z])(\d+)$", r"P\1\3\2", value)
    return re.sub(r"(\d)T?(MO|AF|EV|NI|MI)$", r"\1T\2", value)


def gum(folder: Path, grammar: Grammar) -> Iterator[Document]:
    """Yield record, gold, found, and for each gold whether it has a value to compare."""
    for record in records(folder / "gum-open" / "gum.jsonl"):
        gold, valued = [], []
        for t in record["timexes"]:
            days = _gum_days(t)
            gold.append(Case(t["start"], t["end"], t["text"], "", days or (None, None)))
            valued.append(days is not None)
        yield record, gold, found_in(record, sentences_of(record), grammar), valued


def _gum_days(timex: dict) -> tuple[date | None, date | None] | None:
    first, last = timex.get("when") or timex.get("from"), timex.get("when") or timex.get("to")
    if not first or not last or first.startswith("-") or last.startswith("-"):
        return None
    try:
        return bounds(first[:10])[0], bounds(last[:10])[1]
    except ValueError:
        return None


def assistant(folder: Path, grammar: Grammar) -> Iterator[Document]:
    """Yield record, gold, found, and for each gold whether it has a value to compare."""
    for record in records(folder / "recognizers-datetime" / "datetime.jsonl"):
        gold, valued = [], []
        for t in record["timexes"]:
            days = _assistant_days(t)
            value = "|".join(t["timex"]) if t["type"] in ("duration", "set") else ""
            gold.append(Case(t["start"], t["end"], t["text"], value, days or (None, None)))
            valued.append(bool(value) or days is not None)
        yield record, gold, found_in(record, sentences_of(record), grammar), valued


def _assistant_days(timex: dict) -> tuple[date | None, date | None] | None:
    if timex["type"] not in ("date", "daterange") or len(timex["timex"]) != 1:
        return None
    text = timex["timex"][0]
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?|-W\d\d(-WE)?)?", text):
        return None
    try:
        return bounds(text)[:2]
    except ValueError:  # the set has a 29 February 2019
        return None


SETS = {"meantime-en": meantime, "gum-open": gum, "recognizers-datetime": assistant}


def right(gold: Case, found: Case) -> bool:
    """Return whether a found expression means what the gold says."""
    if gold.value:
        return plain(found.value) in gold.value.split("|")
    return found.days == gold.days


def end_of(found: Case, gold: Case) -> Case:
    """Return the end of a stretch ("1711-1776") that a gold expression marks, or all of it."""
    if not re.fullmatch(r"\d{4}/\d{4}", found.value) or not re.fullmatch(r"\d{4}", gold.text):
        return found
    at_start, at_end = gold.start == found.start, gold.end == found.end
    if at_start == at_end:
        return found
    value = found.value.split("/")[0 if at_start else 1]
    return Case(gold.start, gold.end, gold.text, value, bounds(value)[:2])


def counts_of(document: Document) -> Counter[str]:
    """Count in one document what the figures are made of."""
    _, gold, found, valued = document
    counts: Counter[str] = Counter(gold=len(gold), found=len(found))
    taken: set[int] = set()
    for case, has_value in zip(gold, valued, strict=True):
        best, meets, exact = _best(case, found)
        taken.update(map(found.index, meets))
        by_end = best is not None and not right(case, best) and right(case, end_of(best, case))
        is_right = best is not None and has_value and (by_end or right(case, best))
        is_plain = has_value and bool(PLAIN.search(case.text))
        counts.update(
            strict=exact, relaxed=bool(meets), valued=has_value, right=is_right,
            met=has_value and best is not None, plain=is_plain,
            plain_right=is_plain and is_right, plain_by_end=is_plain and by_end,
        )  # fmt: skip
    counts["found_right"] = len(taken)
    return counts


def _best(case: Case, found: list[Case]) -> tuple[Case | None, list[Case], bool]:
    meets = [one for one in found if one.start < case.end and case.start < one.end]
    exact = [one for one in meets if (one.start, one.end) == (case.start, case.end)]
    return next(iter(exact or meets), None), meets, bool(exact)


def figures(n: Counter[str]) -> dict[str, tuple[float, int]]:
    """Return each figure of summed counts with its base."""
    precision = n["found_right"] / max(1, n["found"])
    recall = n["relaxed"] / max(1, n["gold"])
    return {
        "strict F1": (_f1(n["strict"], n["found"], n["gold"]), n["gold"]),
        "relaxed precision": (precision, n["found"]),
        "relaxed recall": (recall, n["gold"]),
        "relaxed F1": (_f(precision, recall), n["gold"]),
        "value F1": (_f1(n["right"], n["found"], n["valued"]), n["valued"]),
        "value accuracy where met": (n["right"] / max(1, n["met"]), n["met"]),
        "plain dates right of all": (n["plain_right"] / max(1, n["plain"]), n["plain"]),
        "plain dates right by an end": (n["plain_by_end"] / max(1, n["plain"]), n["plain"]),
        "value right of all": (n["right"] / max(1, n["valued"]), n["valued"]),
    }


def score(name: str, folder: Path) -> dict[str, tuple[float, int]]:
    """Return each figure of a set with its base."""
    documents = SETS[name](folder, grammar_of("en"))
    return figures(sum(map(counts_of, documents), Counter()))


def print_misses(document: Document) -> None:
    """Print what was missed, valued wrongly or found beside the gold."""
    record, gold, found, valued = document
    taken: list[Case] = []
    for case, has_value in zip(gold, valued, strict=True):
        best, meets, _ = _best(case, found)
        taken += meets
        wrong = best is None or not (right(case, best) or right(case, end_of(best, case)))
        if not meets or (has_value and wrong):
            shown = f"{best.text} = {best.value} {best.days}" if best else "-"
            wanted = f"{case.text} = {case.value or case.days}"
            print(f"{record.get('date')} | {wanted} | {shown} | {_around(record, case)}")
    for case in found:
        if case not in taken:
            print(f"EXTRA {case.text} = {case.value} | {_around(record, case)}")


def _around(record: dict, case: Case) -> str:
    return record["text"][max(0, case.start - 50) : case.end + 30].replace("\n", " ")


def _f1(n_right: int, n_found: int, n_gold: int) -> float:
    return 2 * n_right / max(1, n_found + n_gold)


def _f(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def interval(share: float, n: int) -> tuple[float, float]:
    """Return Wilson's interval of a share of `n` cases."""
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * ((share * (1 - share) + Z * Z / (4 * n)) / n) ** 0.5 / (1 + Z * Z / n)
    return centre - half, centre + half


def main() -> None:
    """Print one line for each set and figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--misses", choices=sorted(SETS))
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = []
    for name in [chosen.misses] if chosen.misses else SETS:
        if chosen.misses:
            for document in SETS[name](chosen.corpora, grammar_of("en")):
                print_misses(document)
        for measure, (value, n) in score(name, chosen.corpora).items():
            low, high = interval(value, max(1, n))
            print(f"{name:22} {measure:27} {value:.3f} [{low:.3f}, {high:.3f}] n = {n}")
            rows.append({"set": name, "measure": measure, "value": round(value, 4),
                         "low": round(low, 4), "high": round(high, 4), "n": n})  # fmt: skip
    if chosen.write:
        path = Path(__file__).with_name("timex_scores.json")
        path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
