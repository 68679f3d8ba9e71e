"""The gate every table passes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.schema import EVENTS, STORIES, TABLES, Column, SchemaError, Table, conform, empty
from analysis.schema.tables import MODIFIERS, TENSES, TIME_SOURCES

LEXICON = Path(__file__).parents[1] / "src/analysis/lexicon"
CITIES = Table(
    "cities", "one row per city", ("city",), {
        "city": Column("text", "name"),
        "n": Column("int", "people", low=0),
        "state": Column("text", "state", required=False, values=("NA", "NO")),
        "since": Column("date", "first day", required=False),
    },
)  # fmt: skip


def cities(**columns):
    base = {"city": ["b", "a"], "n": [2, 1], "state": ["NA", None], "since": ["2023-04-25", None]}
    return pd.DataFrame(base | columns)


def test_columns_types_and_order_are_those_of_the_description():
    table = conform(cities()[["since", "n", "state", "city"]], CITIES)
    assert list(table) == ["city", "n", "state", "since"]
    assert [str(dtype) for dtype in table.dtypes] == ["str", "int64", "str", "datetime64[us]"]
    assert table["city"].tolist() == ["a", "b"]
    assert table.index.tolist() == [0, 1]


def test_namibia_and_norway_stay_text():
    table = conform(cities(state=["NA", "NO"]), CITIES)
    assert table["state"].tolist() == ["NO", "NA"]


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        pytest.param(cities().drop(columns="n"), "absent columns ['n']", id="a column is absent"),
        pytest.param(cities(extra=1), "surplus columns ['extra']", id="a column is surplus"),
        pytest.param(cities(city=["a", "a"]), "2 rows share a key", id="two rows share a key"),
        pytest.param(cities(city=["a", None]), "1 values are missing", id="a name is missing"),
        pytest.param(cities(n=["x", 1]), "not all values are int64", id="a number is text"),
        pytest.param(cities(n=[-1, 1]), "-1", id="a count is negative"),
        pytest.param(cities(state=["DE", None]), "'DE'", id="a value is not in the list"),
    ],
)
def test_a_broken_promise_is_named(frame, words):
    with pytest.raises(SchemaError, match="table 'cities'") as error:
        conform(frame, CITIES)
    assert words in str(error.value)


def test_the_input_is_not_changed():
    frame = cities()
    before = frame.copy(deep=True)
    conform(frame, CITIES)
    assert_frame_equal(frame, before)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_table_may_be_empty(table):
    assert_frame_equal(conform(empty(table), table), empty(table))
    assert set(table.key) <= set(table.columns)


TIMEX = {
    "timex_id": ["a.t000000-000009"], "article_id": ["a"], "sentence_id": ["a.0000"],
    "start": [0], "end": [9], "text": ["last week"], "type": ["DATE"], "value": ["2023-W16"],
    "modifier": [None], "first_day": ["2023-04-17"], "last_day": ["2023-04-23"],
    "granularity": ["week"], "certainty": ["explicit"], "anchor": ["document"],
}  # fmt: skip
EVENT = {
    "event_id": ["a.e1"], "article_id": ["a"], "sentence_id": ["a.0000"], "section": ["body"],
    "event_type": ["meet"], "mode": [None], "directed": [False], "trigger_start": [0],
    "trigger_end": [3], "modality": ["real"], "polarity": ["positive"], "tense": [None],
    "attribution": [None], "place_id": [None], "timex_id": [None], "first_day": [None],
    "last_day": [None], "granularity": [None], "time_source": ["none"], "complete": [True],
    "cluster_id": ["a.c1"], "pattern": ["met"], "rule": ["subject"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "table", "column", "allowed", "wrong"),
    [
        pytest.param(TIMEX, "timexes", "modifier", MODIFIERS, "EARLY", id="modifiers of TIMEX3"),
        pytest.param(EVENT, "events", "tense", TENSES, "pluperfect", id="tenses"),
        pytest.param(EVENT, "events", "time_source", TIME_SOURCES, "guess", id="what dates"),
    ],
)
def test_closed_lists_hold_what_is_listed_and_nothing_else(row, table, column, allowed, wrong):
    for value in allowed:
        made = conform(pd.DataFrame(row | {column: [value]}), TABLES[table])
        assert made[column].tolist() == [value]
    with pytest.raises(SchemaError, match=f"column '{column}'.*'{wrong}'"):
        conform(pd.DataFrame(row | {column: [wrong]}), TABLES[table])


def test_a_noun_tells_an_event_without_a_tense():
    assert conform(pd.DataFrame(EVENT), EVENTS)["tense"].isna().all()


@pytest.mark.parametrize("path", sorted(LEXICON.glob("timex_*.toml")), ids=lambda path: path.stem)
def test_every_modifier_of_the_grammars_is_listed(path):
    grammar = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = ("about", "atleast", "compare", "compared", "edge", "edgenoun", "opening")
    used = [word for name in lists for word in grammar["words"].get(name, {}).values()]
    used += [rule["fixed"]["m"] for rule in grammar.get("head", ()) if "m" in rule.get("fixed", ())]
    assert set(used) <= set(MODIFIERS)
    assert used or path.stem != "timex_en"


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_row_order_of_input_leaves_no_trace(order):
    rows = pd.DataFrame(
        {
            "article_id": list("fbadec"),
            "story_id": list("ffaaee"),
            "relation": ["original", "copy", "original", "rewrite", "original", "excerpt"],
            "similarity": [1.0, 0.9, 1.0, 0.6, 1.0, 0.95],
        }
    )
    assert_frame_equal(conform(rows.iloc[order], STORIES), conform(rows, STORIES))
