"""Expressions and refusals written for this project, worked out by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from test_timex_grammar import expressions

GOLD = Path(__file__).parent / "gold"


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row['day']} {row['text']} {row['expression']}")
            for row in rows("timex_expressions.csv")],
)  # fmt: skip
def test_an_expression_has_the_value_worked_out_by_hand(row):
    assert f"{row['expression']} = {row['value'] or '-'}" in expressions(row["text"], row["day"])


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["text"]) for row in rows("timex_refusals.csv")]
)
def test_what_looks_like_a_date_is_refused(row):
    found = [expression.split(" = ")[0] for expression in expressions(row["text"], "2023-04-25")]
    start = row["text"].index(row["refused"])
    end = start + len(row["refused"])
    starts = [row["text"].index(text) for text in found]
    assert not [
        text
        for text, first in zip(found, starts, strict=True)
        if first < end and start < first + len(text)
    ]


def test_the_sets_are_as_large_and_as_varied_as_the_specification_asks():
    expressions_of = rows("timex_expressions.csv")
    assert len(expressions_of) >= 200 and len(rows("timex_refusals.csv")) >= 200
    assert len({row["day"] for row in expressions_of}) == 10
    assert {row["tense"] for row in expressions_of} == {"past", "future", "none"}
