"""Measures of association equal their worked references and scipy's tails."""

from __future__ import annotations

from math import log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, fisher_exact

from analysis.measure import cooccurrence
from analysis.measure.cooccurrence.association import MEASURES


def pairs_of(*counts):
    """Pairs written as (together, a, b, units)."""
    table = pd.DataFrame(counts, columns=["n_together", "n_a", "n_b", "n_units"]).astype("int64")
    return table.assign(actor_a="A", actor_b="B", within="sentence")


def test_dunnings_own_example():
    # Dunning (1993), table 2: "the swiss", cells 110, 2442, 111, 29114; he prints 270.72.
    found = cooccurrence.associate(pairs_of((110, 2552, 221, 31777))).squeeze()
    both, a, b, neither = 110, 2442, 111, 29114
    n = both + a + b + neither
    cells = [
        (both, (both + a) * (both + b)), (a, (both + a) * (a + neither)),
        (b, (b + neither) * (both + b)), (neither, (b + neither) * (a + neither)),
    ]  # fmt: skip
    assert found["llr"] == pytest.approx(270.72, abs=0.005)
    assert found["llr"] == pytest.approx(2 * sum(o * log(o * n / e) for o, e in cells), abs=1e-9)


def test_a_pair_worked_by_hand():
    # Both 3, only a 2, only b 1, neither 4 of 10; expected 2, 3, 2, 3; each differs by 1.
    found = cooccurrence.associate(pairs_of((3, 5, 4, 10))).squeeze()
    assert found["chi_square"] == pytest.approx(1 / 2 + 1 / 3 + 1 / 2 + 1 / 3, abs=1e-9)
    assert found["llr"] == pytest.approx(
        2 * (3 * log(3 / 2) + 2 * log(2 / 3) + log(1 / 2) + 4 * log(4 / 3)), abs=1e-9
    )
    assert found["npmi"] == pytest.approx(log(3 / 2) / log(10 / 3), abs=1e-9)
    # Ways to draw b's 4 units with 3 or 4 of a's 5: (10 * 5 + 5 * 1) of 210.
    assert found["hypergeometric_p"] == pytest.approx(55 / 210, abs=1e-9)


def test_less_than_expected_is_negative():
    # Together 1, expected 6 * 5 / 10 = 3.
    found = cooccurrence.associate(pairs_of((1, 6, 5, 10))).squeeze()
    assert found["llr"] < -1
    assert found["npmi"] == pytest.approx(log(1 / 3) / log(10), abs=1e-9)


COUNTS = st.tuples(st.integers(1, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 300))


@given(COUNTS)
@settings(max_examples=60, deadline=None)
def test_equal_to_scipy(cells):
    both, a, b, neither = cells
    found = cooccurrence.associate(
        pairs_of((both, both + a, both + b, both + a + b + neither))
    ).squeeze()
    table = np.array([[both, a], [b, neither]])
    assert found["hypergeometric_p"] == pytest.approx(
        fisher_exact(table, alternative="greater").pvalue, rel=1e-9
    )
    if (table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all():
        square = chi2_contingency(table, correction=False)
        ratio = chi2_contingency(table, correction=False, lambda_="log-likelihood")
        assert found["chi_square"] == pytest.approx(square.statistic, rel=1e-9, abs=1e-9)
        assert found["chi_square_p"] == pytest.approx(square.pvalue, rel=1e-9)
        assert abs(found["llr"]) == pytest.approx(ratio.statistic, rel=1e-9, abs=1e-9)


def test_an_actor_in_all_units_says_nothing():
    found = cooccurrence.associate(pairs_of((4, 10, 4, 10))).squeeze()
    assert pd.isna(found["chi_square"]) and pd.isna(found["chi_square_p"])
    assert (found["llr"], found["npmi"], found["hypergeometric_p"]) == (0.0, 0.0, 1.0)


def test_npmi_is_missing_where_every_unit_holds_the_pair():
    assert pd.isna(cooccurrence.associate(pairs_of((5, 5, 5, 5))).squeeze()["npmi"])


def test_rows_keep_their_order_and_none_gives_none():
    found = cooccurrence.associate(pairs_of((3, 5, 4, 10), (1, 6, 5, 10)))
    assert found["llr"].tolist() == sorted(found["llr"], reverse=True)
    nothing = cooccurrence.associate(pairs_of())
    assert list(nothing.columns) == ["actor_a", "actor_b", "within", *MEASURES]
    assert nothing.empty
