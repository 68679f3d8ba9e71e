"""Null models hold their margins, their tails are exact, and chance alone makes no edges."""

from __future__ import annotations

import importlib.util
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy.stats import binom, false_discovery_control, hypergeom

from analysis.measure import cooccurrence, nulls
from analysis.measure.nulls.margins import fit_chances
from analysis.measure.nulls.shuffles import _trade, shuffled_exceedances
from analysis.measure.nulls.tails import upper_tails
from analysis.schema import PAIRS, empty

SIMULATION = Path(__file__).parents[1] / "benchmarks/nulls_simulation.py"


def mentions_of(*sentences):
    """Mentions of sentences written as actors; a dot is a mention that was not resolved."""
    rows = [
        {"sentence_id": f"s{place:03d}", "actor_id": None if name == "." else name}
        for place, sentence in enumerate(sentences)
        for name in sentence.split()
    ]
    return pd.DataFrame(rows, columns=["sentence_id", "actor_id"]).astype("str")


def outcome_of(*sentences, n_units=None, **options):
    mentions = mentions_of(*sentences)
    pairs = cooccurrence.count_pairs(mentions, n_units=n_units or len(sentences))
    return nulls.test_pairs(pairs, mentions, **({"min_named": 1} | options))


def row_of(found, a, b):
    return found[(found["actor_a"] == a) & (found["actor_b"] == b)].squeeze()


# --- margins


def test_chances_of_a_symmetric_table_are_its_density():
    # Four actors named in 3 of 6 units each; every unit names 2.
    chances = fit_chances(np.array([3]), np.array([4]), np.array([2]), np.array([6]))
    assert chances == pytest.approx(np.array([[0.5]]), abs=1e-9)


def test_chances_worked_by_hand():
    # Two actors, named in 3 and 1 of 4 units that name one each: x1 / x2 = ratio of odds, and
    # p1 + p2 = 1 in each unit, p1 = 3/4.
    chances = fit_chances(np.array([1, 3]), np.array([1, 1]), np.array([1]), np.array([4]))
    assert chances == pytest.approx(np.array([[0.25], [0.75]]), abs=1e-9)


TABLES = st.integers(2, 8).flatmap(
    lambda width: st.lists(
        st.lists(st.booleans(), min_size=width, max_size=width), min_size=2, max_size=9
    )
)


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_both_margins_are_kept(rows):
    table = np.array(rows, dtype=int)
    d, k = table.sum(axis=1), table.sum(axis=0)
    named, n_actors = np.unique(d[d > 0], return_counts=True)
    lengths, n_units = np.unique(k[k > 0], return_counts=True)
    if not len(named):
        return
    chances = fit_chances(named, n_actors, lengths, n_units)
    assert ((chances >= 0) & (chances <= 1)).all()
    assert (chances * n_units).sum(axis=1) == pytest.approx(named, rel=1e-9)
    assert (chances.T * n_actors).sum(axis=1) == pytest.approx(lengths, rel=1e-9)


def test_an_actor_in_every_unit_and_a_unit_with_all_are_certain():
    # Rows A 1111, B 1100, C 1010 : A is certain everywhere, the first unit for everybody.
    chances = fit_chances(np.array([2, 4]), np.array([2, 1]), np.array([1, 2, 3]),
                          np.array([1, 2, 1]))  # fmt: skip
    assert chances[1].tolist() == [1, 1, 1]
    assert chances[0].tolist() == pytest.approx([0, 0.5, 1], abs=1e-9)


def test_margins_that_leave_no_choice_are_certain():
    # Rows 111100, 111010 and 100000, 010000: no row and no column is full, and yet the two
    # long rows are in each of the first three columns, for they take all but two units.
    table = np.array([[1, 1, 1, 1, 0, 0], [1, 1, 1, 0, 1, 0], [1, 0, 0, 0, 0, 0]])
    table = np.vstack([table, [0, 1, 0, 0, 0, 0]])
    named, n_actors = np.unique(table.sum(axis=1), return_counts=True)
    lengths, n_units = np.unique(table.sum(axis=0)[:5], return_counts=True)
    chances = fit_chances(named, n_actors, lengths, n_units)
    # Named in 1 or 4 (rows); units that name 1, 2 and 3 (columns).
    assert chances == pytest.approx(np.array([[0, 0, 0.5], [0.5, 1, 1]]), abs=1e-9)


def test_margins_of_two_tables_are_refused():
    with pytest.raises(ValueError, match="named 3 times, units name 4"):
        fit_chances(np.array([3]), np.array([1]), np.array([2]), np.array([2]))


# --- tails


def convolved(chances, n_trials, count):
    """The same tail by multiplying out the distributions of all groups."""
    mass = np.array([1.0])
    for chance, n in zip(chances, n_trials, strict=True):
        mass = np.convolve(mass, binom.pmf(np.arange(n + 1), n, chance))
    return mass[count:].sum()


GROUPS = st.lists(st.tuples(st.floats(1e-4, 1 - 1e-4), st.integers(1, 25)), min_size=1, max_size=5)


@given(GROUPS, st.floats(0, 1.05))
@settings(max_examples=120, deadline=None)
def test_tails_equal_the_convolution(groups, part):
    chances, n_trials = (np.array(column) for column in zip(*groups, strict=True))
    count = int(part * n_trials.sum())
    found = upper_tails(chances[None], n_trials, np.array([count]))[0]
    assert found == pytest.approx(convolved(chances, n_trials, count), rel=1e-9)


def test_tails_beyond_the_reach_of_rounding_equal_scipys():
    counts = np.array([0, 1, 10, 30, 60, 120])
    found = upper_tails(np.full((6, 1), 0.01), np.array([1000]), counts)
    assert found == pytest.approx(binom.sf(counts - 1, 1000, 0.01), rel=1e-9, abs=0)
    assert found[-1] < 1e-80


@pytest.mark.parametrize(
    ("chances", "n_trials", "count", "expected"),
    [
        pytest.param([1.0, 0.5], [3, 1], 3, 1.0, id="certain trials count"),
        pytest.param([1.0, 0.5], [3, 1], 4, 0.5, id="and the rest is open"),
        pytest.param([1.0, 0.5], [3, 1], 5, 0.0, id="more than there are is impossible"),
        pytest.param([0.0, 0.2], [9, 2], 2, 0.04, id="impossible trials never count"),
        pytest.param([0.0], [9], 0, 1.0, id="at least none is certain"),
    ],
)
def test_tails_at_the_edges(chances, n_trials, count, expected):
    found = upper_tails(np.array([chances]), np.array(n_trials), np.array([count]))
    assert found == pytest.approx([expected], abs=1e-12)


# --- shuffles


@given(TABLES, st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_trades_keep_both_margins(rows, seed):
    table = np.array(rows)
    drawn = table.copy()
    _trade(drawn, 50, np.random.default_rng(seed))
    assert (drawn.sum(axis=1) == table.sum(axis=1)).all()
    assert (drawn.sum(axis=0) == table.sum(axis=0)).all()


def test_all_tables_with_the_margins_are_equally_likely():
    # Three actors in two of four units each, every unit's margin as below: enumerated.
    margins = (np.array([2, 2, 1]), np.array([2, 1, 1, 1]))
    cells = [np.array(c).reshape(3, 4) for c in product([0, 1], repeat=12)]
    possible = [
        c.tobytes() for c in cells
        if (c.sum(axis=1) == margins[0]).all() and (c.sum(axis=0) == margins[1]).all()
    ]  # fmt: skip
    rng = np.random.default_rng(4)
    table = np.frombuffer(possible[0], dtype=cells[0].dtype).reshape(3, 4) > 0
    seen = dict.fromkeys(possible, 0)
    n_draws = 200 * len(possible)
    for _ in range(n_draws):
        _trade(table, 8, rng)
        seen[table.astype(cells[0].dtype).tobytes()] += 1
    square = sum((n - 200) ** 2 / 200 for n in seen.values())
    # Chi-square with as many degrees of freedom less one: far above means not uniform.
    assert square < len(possible) + 5 * np.sqrt(2 * len(possible))


def test_one_actor_has_nobody_to_trade_with():
    found = shuffled_exceedances(
        np.array([[True]]), np.array([0]), np.array([0]), n_samples=7, rng=np.random.default_rng(1)
    )
    assert found.tolist() == [7]


# --- p and q


def test_a_pair_worked_by_hand():
    # C is in all four units and certain; each unit names one more, A or B, half and half. So A
    # and C share Binomial(4, 1/2) units, two or more with chance 11/16.
    found = outcome_of("A C", "A C", "B C", "B C")
    assert row_of(found, "A", "C")["p_value"] == pytest.approx(11 / 16, rel=1e-9)
    # The first unit names everybody: that A and B share it says nothing.
    found = outcome_of("A B", "A", "B")
    assert row_of(found, "A", "B")["p_value"] == 1.0


def test_symmetric_worlds_have_binomial_tails():
    # Four actors in 3 of 6 units each, two to a unit: all chances 1/2, so each pair is
    # together in a unit with chance 1/4, independently.
    found = outcome_of("A B", "A B", "A B", "C D", "C D", "C D")
    assert row_of(found, "A", "B")["p_value"] == pytest.approx(binom.sf(2, 6, 0.25), rel=1e-8)
    # Six pairs are tested, two of them with this p-value: q = p * 6 / 2.
    assert found["q_value"].tolist() == pytest.approx([binom.sf(2, 6, 0.25) * 3] * 2, rel=1e-8)


def test_units_that_name_nobody_change_nothing():
    few, many = outcome_of("A B", "A C", "B", "C"), outcome_of("A B", "A C", "B", "C", n_units=900)
    assert few["p_value"].tolist() == many["p_value"].tolist()


def test_hypergeometric_equals_scipys():
    sentences = ["A B", "A B", "A", "B", "C", "C A", "."]
    found = outcome_of(*sentences, null="hypergeometric")
    pair = row_of(found, "A", "B")
    assert pair["p_value"] == pytest.approx(hypergeom.sf(1, 7, 4, 3), rel=1e-12)


def test_fdsm_agrees_with_counting_all_tables():
    # A and B in two of three units, C in one; units name 2, 2, 1: all tables are listed.
    margins = (np.array([2, 2, 1]), np.array([2, 2, 1]))
    cells = [np.array(c).reshape(3, 3) for c in product([0, 1], repeat=9)]
    possible = [
        c for c in cells
        if (c.sum(axis=1) == margins[0]).all() and (c.sum(axis=0) == margins[1]).all()
    ]  # fmt: skip
    expected = np.mean([(c[0] * c[1]).sum() >= 2 for c in possible])
    found = outcome_of("A B", "A B", "C", null="fdsm", rng=np.random.default_rng(5), n_samples=3000)
    assert 0 < expected < 0.5
    assert row_of(found, "A", "B")["p_value"] == pytest.approx(expected, abs=0.03)


def test_q_values_are_those_of_benjamini_and_hochberg():
    rng = np.random.default_rng(6)
    sentences = [" ".join(rng.choice([*"ABCDEFGH"], rng.integers(1, 4), False)) for _ in range(60)]
    found = outcome_of(*sentences)
    never_together = 28 - len(found)
    padded = np.append(found["p_value"], np.ones(never_together))
    assert never_together >= 0
    assert found["q_value"].tolist() == pytest.approx(
        false_discovery_control(padded)[: len(found)].tolist(), rel=1e-12
    )


def test_rare_actors_are_not_tested_and_do_not_count_as_tests():
    common = ["A B", "A B", "A B", "C D", "C D", "C D"] * 2
    alone = outcome_of(*common, min_named=5)
    beside = outcome_of(*common, "E", "F", "G E", min_named=5)
    assert row_of(beside, "E", "G")[["p_value", "q_value"]].isna().all()
    one_rare = outcome_of(*common, "A F", min_named=5)
    assert row_of(one_rare, "A", "F")[["p_value", "q_value"]].isna().all()
    shown = beside[beside["p_value"].notna()]
    ratios = shown["q_value"] / shown["p_value"]
    assert ratios.tolist() == pytest.approx((alone["q_value"] / alone["p_value"]).tolist())


def test_counts_are_left_as_they_were():
    found = outcome_of("A B", "A C B", "C")
    assert_frame_equal(
        found.drop(columns=["p_value", "q_value"]),
        cooccurrence.count_pairs(mentions_of("A B", "A C B", "C"), n_units=3).drop(
            columns=["p_value", "q_value"]
        ),
    )


@pytest.mark.parametrize("null", nulls.NULLS)
def test_no_pairs_give_no_tests(null):
    found = nulls.test_pairs(
        empty(PAIRS), mentions_of("A", "B"), null=null, rng=np.random.default_rng(1)
    )
    assert_frame_equal(found, empty(PAIRS))


def test_wrong_input_is_refused():
    mentions = mentions_of("A B", "A C")
    pairs = cooccurrence.count_pairs(mentions, n_units=2)
    with pytest.raises(ValueError, match="null is 'poisson'; expected one of"):
        nulls.test_pairs(pairs, mentions, null="poisson")
    with pytest.raises(ValueError, match="null 'fdsm' draws tables; pass rng"):
        nulls.test_pairs(pairs, mentions, null="fdsm")
    with pytest.raises(ValueError, match="'A' is in 2 units by the pairs, in 1 by the mentions"):
        nulls.test_pairs(pairs, mentions.iloc[:2])
    with pytest.raises(ValueError, match="no column 'article_id'"):
        nulls.test_pairs(pairs.assign(within="article"), mentions)
    both = pd.concat([pairs, pairs.assign(within="story")])
    with pytest.raises(ValueError, match="pairs mix units"):
        nulls.test_pairs(both, mentions)


# --- the simulation of the trust file, in small


@pytest.fixture(scope="module")
def simulation():
    spec = importlib.util.spec_from_file_location("nulls_simulation", SIMULATION)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_chance_makes_no_edges_and_planted_pairs_are_found(simulation):
    figures = simulation.simulate(50)
    # Long articles make hundreds of false pairs for a threshold, and for a weaker null.
    assert figures["false edges per world, at least five times"] > 200
    assert figures["false edges per world, hypergeometric"] > 100
    # Five in a hundred worlds may have a false edge: with fifty, two.
    assert figures["share of independent worlds with a false edge, sdsm"] <= 0.04
    assert figures["false discovery proportion"] <= 0.05
    assert figures["planted pairs"] >= 100
    assert figures["power"] >= 0.8


def test_sdsm_ranks_pairs_as_fdsm_does(simulation):
    assert simulation.world(0, n_samples=150)["spearman"] >= 0.95
