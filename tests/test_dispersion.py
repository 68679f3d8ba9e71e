"""How evenly an actor is named over the parts of the corpus."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measure.dispersion import measure_dispersion


def counts_of(sizes, **actors):
    """Counts of parts of given sizes, with the units that name each actor in each."""
    rows = [(f"p{number}", None, size) for number, size in enumerate(sizes)]
    for actor, ns in actors.items():
        rows += [(f"p{number}", actor, n) for number, n in enumerate(ns) if n]
    frame = pd.DataFrame(rows, columns=["part", "actor_id", "n"])
    return frame.astype({"part": "str", "actor_id": "str", "n": "int64"})


def dispersion_of(sizes, **actors):
    return measure_dispersion(counts_of(sizes, **actors)).set_index("actor_id")


def test_the_example_of_gries():
    # Gries (2008): five parts of 9, 10, 10, 10 and 11 words hold 1, 2, 3, 4 and 5 of 15.
    found = dispersion_of([9, 10, 10, 10, 11], a=[1, 2, 3, 4, 5]).loc["a"]
    assert found["dp"] == pytest.approx(0.18, abs=1e-9)
    assert found["dp_norm"] == pytest.approx(0.18 / 0.82, abs=1e-9)
    assert (found["n"], found["n_parts"]) == (15, 5)


@pytest.mark.parametrize(
    ("sizes", "ns", "dp", "norm"),
    [
        pytest.param([10, 20, 30], [1, 2, 3], 0, 0, id="in proportion to the text"),
        pytest.param([10, 20, 30], [6, 0, 0], 5 / 6, 1, id="in the smallest part only"),
        pytest.param([10, 20, 30], [0, 0, 6], 1 / 2, 3 / 5, id="in the largest part only"),
        pytest.param([25, 25], [3, 1], 1 / 4, 1 / 2, id="three to one in two halves"),
    ],
)
def test_dispersion(sizes, ns, dp, norm):
    found = dispersion_of(sizes, R=ns, S=[1] * len(ns)).loc["R"]
    assert found["dp"] == pytest.approx(dp, abs=1e-9)
    assert found["dp_norm"] == pytest.approx(norm, abs=1e-9)


def test_one_part_leaves_nothing_to_compare():
    assert dispersion_of([10], R=[3])[["dp", "dp_norm"]].isna().all(axis=None)


def test_nobody_named():
    found = measure_dispersion(counts_of([10, 20]))
    assert found.empty
    assert found["n"].dtype == "int64"
    assert measure_dispersion(counts_of([])).empty


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 9)), min_size=2, max_size=8))
@settings(max_examples=40, deadline=None)
def test_equals_the_definition(parts):
    sizes, ns = zip(*parts, strict=True)
    if not sum(ns):
        return
    found = dispersion_of(sizes, R=ns).loc["R"]
    expected = sum(abs(n / sum(ns) - size / sum(sizes)) for size, n in zip(sizes, ns, strict=True))
    assert found["dp"] == pytest.approx(expected / 2, abs=1e-9)
    assert -1e-9 <= found["dp_norm"] <= 1 + 1e-9
