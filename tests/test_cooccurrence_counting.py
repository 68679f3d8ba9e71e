"""Pairs of codes are counted right, whatever the size of chunks and buffers."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measure import cooccurrence
from analysis.measure.cooccurrence.counting import count_named, count_together, list_together


def coded(*units):
    """Codes of units and actors for units written as lists of actors."""
    rows = [(unit, actor) for unit, actors in enumerate(units) for actor in actors]
    table = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def reference(units, actors):
    """Units of each pair, counted one by one."""
    named = {}
    for unit, actor in zip(units.tolist(), actors.tolist(), strict=True):
        named.setdefault(unit, set()).add(actor)
    pairs = [pair for members in named.values() for pair in combinations(sorted(members), 2)]
    return Counter(pairs)


def as_dict(found):
    return {(a, b): n for a, b, n in zip(*(part.tolist() for part in found), strict=True)}


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        pytest.param([], {}, id="no units, no pairs"),
        pytest.param([[4]], {}, id="an actor alone makes no pair"),
        pytest.param([[4, 2]], {(2, 4): 1}, id="the smaller code comes first"),
        pytest.param([[2, 4, 2, 4]], {(2, 4): 1}, id="a repeated mention counts once"),
        pytest.param([[0, 1], [1, 0], [1, 2]], {(0, 1): 2, (1, 2): 1}, id="units add up"),
        pytest.param(
            [[0, 1, 2], [0, 2]], {(0, 1): 1, (0, 2): 2, (1, 2): 1}, id="units of two sizes"
        ),
    ],
)
def test_counts_of_a_few_units(units, expected):
    assert as_dict(count_together(*coded(*units), n_actors=5)) == expected


MENTIONS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), max_size=60)


@given(MENTIONS, st.integers(1, 12), st.integers(1, 12))
@settings(max_examples=80, deadline=None)
def test_chunks_and_buffers_leave_no_trace(mentions, chunk, buffer):
    table = np.array(mentions, dtype=np.int64).reshape(-1, 2)
    found = count_together(table[:, 0], table[:, 1], n_actors=7, chunk=chunk, buffer=buffer)
    assert as_dict(found) == reference(table[:, 0], table[:, 1])
    keys = found[0] * 7 + found[1]
    assert (np.diff(keys) > 0).all()


@pytest.mark.parametrize(
    "n_actors",
    [
        pytest.param(40, id="keys of four bytes"),
        pytest.param(70_000, id="keys of eight bytes"),
        pytest.param(5_000_000, id="more actors than two bytes hold"),
    ],
)
def test_large_codes_are_told_apart(n_actors):
    rng = np.random.default_rng(8)
    units = np.sort(rng.integers(0, 500, 3000))
    actors = n_actors - 1 - np.minimum(rng.geometric(0.1, 3000), 39)
    found = count_together(units, actors, n_actors=n_actors, chunk=200, buffer=1000)
    assert as_dict(found) == reference(units, actors)


def test_a_unit_longer_than_the_buffer_is_counted():
    # 300 actors make 44,850 pairs; the buffer holds 100, a chunk 64 mentions.
    units, actors = coded(range(300), [3, 7], [7, 3])
    found = as_dict(count_together(units, actors, n_actors=300, chunk=64, buffer=100))
    assert len(found) == 44_850
    assert found[(3, 7)] == 3
    assert sum(found.values()) == 44_852


def test_counts_equal_the_product_of_matrices():
    from scipy.sparse import coo_array, triu

    rng = np.random.default_rng(2)
    units, actors = np.sort(rng.integers(0, 4000, 12_000)), rng.integers(0, 150, 12_000)
    table = coo_array((np.ones(12_000, dtype=np.int64), (units, actors)), shape=(4000, 150)).tocsr()
    table.data[:] = 1
    upper = triu(table.T @ table, k=1, format="coo")
    expected = {(a, b): n for a, b, n in zip(upper.row, upper.col, upper.data, strict=True)}
    assert as_dict(count_together(units, actors, n_actors=150, buffer=5000)) == expected


def test_each_actor_is_counted_once_a_unit():
    units, actors = coded([0, 0, 3], [3], [3, 1, 3])
    assert count_named(units, actors, n_actors=5).tolist() == [1, 1, 0, 3, 0]


@given(MENTIONS)
@settings(max_examples=40, deadline=None)
def test_the_list_is_what_is_counted(mentions):
    table = np.array(mentions, dtype=np.int64).reshape(-1, 2)
    unit, first, second = list_together(table[:, 0], table[:, 1], n_actors=7)
    rows = list(zip(unit.tolist(), first.tolist(), second.tolist(), strict=True))
    assert rows == sorted(set(rows))
    counted = count_together(table[:, 0], table[:, 1], n_actors=7)
    assert Counter((a, b) for _, a, b in rows) == as_dict(counted)


def test_meetings_carry_the_identifiers():
    mentions = pd.DataFrame(
        {
            "sentence_id": ["s2", "s2", "s1", "s1", "s1"],
            "actor_id": ["SYR", "RUS", "TUR", "SYR", None],
        }
    ).astype("str")
    found = cooccurrence.list_meetings(mentions)
    assert found.to_numpy().tolist() == [["RUS", "SYR", "s2"], ["SYR", "TUR", "s1"]]
