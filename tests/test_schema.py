"""The gate every table passes."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.schema import STORIES, TABLES, Column, SchemaError, Table, conform, empty

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
