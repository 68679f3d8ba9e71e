"""Sets with annotated expressions of time, and what in them is compared.

- `meantime-en`: TIMEX3 in news, up to `annotated_end`. Its values write a part of day without
  a `T` before it, and some durations as `PM6`; both are brought to one form. An outer
  duration over "from X to Y" is left out.
- `gum-open`: dates only, so recall and values. Compared by the days they cover (`when`, or
  `from` with `to`); those with open bounds count for their place only.
- `recognizers-datetime`: sentences to an assistant; values of the types `date`, `daterange`,
  `duration` and `set`. A preposition that opens its span is no part of ours.
- our own expressions and refusals (`tests/gold`), written from the specification.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from analysis.lexicon import rows_of
from analysis.measure import accuracy
from analysis.pipeline.accuracy.files import read_records, read_sheet
from analysis.pipeline.accuracy.texts import Text, timed
from analysis.settings import Settings

GOLD = ["document", "start", "end", "text", "type", "value", "first_day", "last_day"]
DAY = "2023-04-25"  # on which the sentences that must be refused are read


def score_meantime(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally the expressions of MEANTIME."""
    records = read_records(path)
    rows = []
    for record in records:
        inside = [t for t in record["timexes"] if t["end"] <= record["annotated_end"]]
        rows += [
            (record["id"], t["start"], t["end"], t["text"], t["type"].lower(), plain_value(
                t["value"]), None, None)
            for t in inside if not any(_holds(t, other) for other in inside)
        ]  # fmt: skip
    found = timed([_text(record) for record in records], settings)
    limits = {record["id"]: record["annotated_end"] for record in records}
    found = found[found["end"] <= found["document"].map(limits)]
    return accuracy.judge_times(_gold(rows), _plain(found), precise=True)


def score_gum(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally the dates of GUM."""
    records = read_records(path)
    rows = [
        (record["id"], t["start"], t["end"], t["text"], record["genre"], None, *_days(
            t.get("when") or t.get("from"), t.get("when") or t.get("to")))
        for record in records for t in record["timexes"]
    ]  # fmt: skip
    found = timed([_text(record) for record in records], settings)
    return accuracy.judge_times(_gold(rows), found, precise=False)


def score_assistant(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally the sentences of recognizers-datetime."""
    records = read_records(path)
    rows = []
    for record in records:
        for t in record["timexes"]:
            of_value = t["type"] in ("duration", "set")
            exact = t["type"] in ("date", "daterange") and len(t["timex"]) == 1
            days = _days(t["timex"][0], t["timex"][0]) if exact else (None, None)
            value = "|".join(t["timex"]) if of_value else None
            rows.append((record["id"], t["start"], t["end"], t["text"], t["type"], value, *days))
    found = timed([_text(record) for record in records], settings)
    return accuracy.judge_times(_gold(rows), _plain(found), precise=True)


def score_expressions(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally our own expressions: the place and the value worked out by hand."""
    sheet = read_sheet(path, "day", "tense", "text", "expression", "value")
    texts = [Text(f"{n:04d}", row.text, row.day) for n, row in enumerate(rows_of(sheet))]
    rows = []
    for text, row in zip(texts, rows_of(sheet), strict=True):
        start = row.text.index(row.expression)
        rows.append((text.document, start, start + len(row.expression), row.expression,
                     f"{row.tense} tense", row.value or None, None, None))  # fmt: skip
    return accuracy.judge_times(_gold(rows), timed(texts, settings), precise=False)


def score_refusals(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally the numbers and names that are no dates: right if nothing is found in them."""
    sheet = read_sheet(path, "text", "refused")
    texts = [Text(f"{n:04d}", row.text, DAY) for n, row in enumerate(rows_of(sheet))]
    starts = [row.text.index(row.refused) for row in rows_of(sheet)]
    cases = pd.DataFrame({
        "document": [text.document for text in texts],
        "start": starts,
        "end": [start + len(text) for start, text in zip(starts, sheet["refused"], strict=True)],
    })  # fmt: skip
    taken = accuracy.overlapped(cases, timed(texts, settings), same_label=False)
    return accuracy.tally(cases.assign(refused=~taken, case=True), {"refused": ("refused", "case")})


def plain_value(value: str) -> str:
    """Bring a TIMEX3 value to one form: `PM6` is `P6M`, `2010-07-16MO` is `2010-07-16TMO`."""
    value = re.sub(r"^P(T?)([A-Z])(\d+)$", r"P\1\3\2", value)
    return re.sub(r"(\d)T?(MO|AF|EV|NI|MI)$", r"\1T\2", value)


def _plain(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(value=found["value"].map(plain_value, na_action="ignore"))


def _text(record: dict) -> Text:
    return Text(record["id"], record["text"], (record.get("date") or "")[:10])


def _gold(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=GOLD)
    texts = ["text", "type", "value", "first_day", "last_day"]
    return frame.astype(dict.fromkeys(texts, "str")).drop_duplicates(["document", "start", "end"])


def _holds(outer: dict, inner: dict) -> bool:
    return (outer["start"], outer["end"]) != (inner["start"], inner["end"]) and (
        outer["start"] <= inner["start"] and inner["end"] <= outer["end"]
    )


def _days(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    """First and last day of two values as ISO text; none where a bound is open or no date."""
    from analysis.extract.timex.values import bounds

    if not first or not last or not all(_is_day(text) for text in (first[:10], last[:10])):
        return None, None
    try:
        begins, ends = bounds(first[:10])[0], bounds(last[:10])[1]
    except ValueError:  # such as a 29 February 2019
        return None, None
    return (begins.isoformat(), ends.isoformat()) if begins and ends else (None, None)


def _is_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}(-\d\d(-\d\d)?|-W\d\d(-WE)?)?", text) is not None
