"""How far the order of actors would survive other stories."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy import stats

from analysis.measure.ranks import rank_actors, rank_agreement
from analysis.present.display import cell_text


def counts_of(stories):
    """Counts of stories written as ``["R S", "R", ""]``, one unit each."""
    rows = [(f"s{number:03d}", None, 1) for number in range(len(stories))]
    rows += [
        (f"s{number:03d}", name, 1)
        for number, names in enumerate(stories)
        for name in names.split()
    ]
    frame = pd.DataFrame(rows, columns=["part", "actor_id", "n"])
    return frame.astype({"part": "str", "actor_id": "str", "n": "int64"})


def ranks_of(stories, seed=1, **options):
    return rank_actors(counts_of(stories), rng=np.random.default_rng(seed), **options)


def test_ranks_worked_by_hand():
    found = ranks_of(["R"] * 6 + ["S"] * 3 + ["T"] * 3, top=2)
    assert found[["rank", "actor_id", "n"]].to_numpy().tolist() == [[1, "R", 6], [2, "S", 3]]


def test_the_share_of_orders_that_hold_is_that_of_the_multinomial():
    # Of 20 stories 8 name R, 5 name S, 7 nobody. A resample has X of R and Y of S with
    # P(X > Y) + P(X = Y) / 2 summed over the multinomial.
    chances = [8 / 20, 5 / 20, 7 / 20]
    expected = sum(
        stats.multinomial.pmf([x, y, 20 - x - y], 20, chances) * ((x > y) + (x == y) / 2)
        for x in range(21)
        for y in range(21 - x)
    )
    found = ranks_of(["R"] * 8 + ["S"] * 5 + [""] * 7, n_resamples=20_000)
    assert found["above_next"].iloc[0] == pytest.approx(expected, abs=0.012)
    assert np.isnan(found["above_next"].iloc[1])


@pytest.mark.parametrize(
    ("stories", "expected"),
    [
        pytest.param(["R S"] * 12 + ["R"] * 28, (0.99, 1.0), id="never below: always above"),
        pytest.param(["R S"] * 20, (0.5, 0.5), id="always together: a coin"),
    ],
)
def test_orders_that_hold(stories, expected):
    low, high = expected
    assert low <= ranks_of(stories)["above_next"].iloc[0] <= high


def test_rank_bounds():
    found = ranks_of(["R S"] * 12 + ["R"] * 8 + ["T"] * 2).set_index("actor_id")
    assert found.loc["R", ["rank_low", "rank_high"]].tolist() == [1, 1]
    assert found.loc["T", ["rank_low", "rank_high"]].tolist() == [3, 3]


def test_places_are_whole_numbers_ties_or_not():
    # R and S are in the same ten stories: in every draw they share places 1 and 2.
    found = ranks_of(["R S"] * 10 + ["T"] * 2)
    places = found.set_index("actor_id")[["rank_low", "rank_high"]]
    assert places.loc[["R", "S"]].to_numpy().tolist() == [[1, 2], [1, 2]]
    assert [str(dtype) for dtype in places.dtypes] == ["Int64", "Int64"]
    shown = [cell_text(place) for place in found["rank_high"]]
    assert shown == ["2", "2", "3"]


@given(
    st.lists(st.sampled_from(["R", "S", "T", "R S", "S T", "R S T", ""]), min_size=10, max_size=30),
    st.integers(0, 99),
)
@settings(max_examples=30, deadline=None)
def test_the_places_lie_in_order_and_among_the_actors(stories, seed):
    found = ranks_of(stories, seed=seed, n_resamples=50)
    assert (found["rank_low"] >= 1).all() and (found["rank_high"] <= len(found)).all()
    assert (found["rank_low"] <= found["rank_high"]).all()


def test_few_stories_say_nothing():
    found = ranks_of(["R"] * 5 + ["S"] * 4)
    assert found["n"].tolist() == [5, 4]
    assert found[["rank_low", "rank_high", "above_next"]].isna().all(axis=None)
    assert [cell_text(place) for place in found["rank_low"]] == ["–", "–"]
    agreement = rank_agreement(counts_of(["R"] * 5 + ["S"] * 4), rng=np.random.default_rng(1))
    assert np.isnan(list(agreement.values())).all()


def test_agreement_of_a_firm_and_a_loose_ranking():
    firm = counts_of(["R S T"] * 10 + ["R S"] * 20 + ["R"] * 30)
    loose = counts_of(["R", "S", "T"] * 10 + ["R R", "R S", "R"])
    rng = np.random.default_rng(3)
    assert rank_agreement(firm, rng=rng)["tau"] == pytest.approx(1, abs=0.001)
    # Its three actors have 15, 11 and 10: nearly a coin for each of the three pairs.
    loose = counts_of(["R"] * 12 + ["S"] * 11 + ["T"] * 10)
    found = rank_agreement(loose, rng=rng)
    assert 0 < found["tau"] < 0.5
    assert found["low"] < 0 < found["high"]


def test_tau_is_that_of_scipy_with_one_draw():
    counts = counts_of(["R"] * 9 + ["S"] * 6 + ["T"] * 4)
    weights = np.random.default_rng(5).multinomial(19, np.full(19, 1 / 19), size=1)[0]
    drawn = [weights[:9].sum(), weights[9:15].sum(), weights[15:].sum()]
    expected = stats.kendalltau([9, 6, 4], drawn).statistic
    found = rank_agreement(counts, rng=np.random.default_rng(5), n_resamples=1)
    assert found["tau"] == pytest.approx(expected, abs=1e-12)


def test_the_same_seed_gives_the_same_and_row_order_leaves_no_trace():
    counts = counts_of(["R S", "S", "T", "R", "R T", ""] * 4)
    first = rank_actors(counts, rng=np.random.default_rng(2))
    shuffled = counts.sample(frac=1, random_state=1)
    assert_frame_equal(rank_actors(shuffled, rng=np.random.default_rng(2)), first)


def test_nobody_named():
    assert ranks_of([""] * 12).empty
    assert ranks_of([]).empty
