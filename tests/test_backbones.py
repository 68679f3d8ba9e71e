"""Backbones equal their published formulas."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from analysis.measure.backbones import disparity_filter, noise_corrected
from analysis.schema import PAIRS, empty


def edges_of(**weights):
    """Lines written as ends and weight, e.g. ``edges_of(AB=3)``."""
    rows = [(*name, weight) for name, weight in weights.items()]
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "n_together"])


def test_disparity_worked_by_hand():
    found = disparity_filter(edges_of(AB=6, AC=3, AD=1, BC=2)).set_index(["actor_a", "actor_b"])
    # A has strength 10 and three lines: (1 - .6)^2; B 8 and two: 1 - 6/8; the smaller is .16.
    assert found.loc[("A", "B"), "alpha"] == pytest.approx(0.16, abs=1e-12)
    # A: .7^2 = .49; C has strength 5 and two lines: 1 - 3/5 = .4.
    assert found.loc[("A", "C"), "alpha"] == pytest.approx(0.4, abs=1e-12)
    # D has one line and says nothing; A: .9^2.
    assert found.loc[("A", "D"), "alpha"] == pytest.approx(0.81, abs=1e-12)


def test_a_lone_line_is_never_in_the_backbone():
    assert disparity_filter(edges_of(AB=9))["alpha"].tolist() == [1.0]


def test_disparity_equals_the_integral_of_its_density():
    rng = np.random.default_rng(3)
    ends = [(a, b) for a in "ABCDEFGH" for b in "ABCDEFGH" if a < b and rng.random() < 0.7]
    edges = pd.DataFrame(ends, columns=["actor_a", "actor_b"])
    edges["n_together"] = rng.geometric(0.2, len(edges))
    sides = pd.concat([edges["actor_a"], edges["actor_b"]])
    strength = pd.concat([edges["n_together"]] * 2).groupby(sides).sum()
    degree = sides.value_counts()

    def alpha(actor, weight):
        k, share = degree[actor], weight / strength[actor]
        return 1 - (k - 1) * quad(lambda x: (1 - x) ** (k - 2), 0, share)[0] if k > 1 else 1.0

    expected = [
        min(alpha(row.actor_a, row.n_together), alpha(row.actor_b, row.n_together))
        for row in edges.itertuples()
    ]
    assert disparity_filter(edges)["alpha"].tolist() == pytest.approx(expected, abs=1e-9)


def test_noise_corrected_worked_by_hand():
    # Strengths A 5, B 4, C 3, total 12. The line of A and B: lift 3 * 12 / 20.
    found = noise_corrected(edges_of(AB=3, AC=2, BC=1)).iloc[0]
    w, s_a, s_b, n = 3, 5, 4, 12
    lift = w * n / (s_a * s_b)
    assert found["score"] == pytest.approx((lift - 1) / (lift + 1), abs=1e-12)
    mean = s_a * s_b / n**2
    variance = s_a * s_b * (n - s_a) * (n - s_b) / (n**4 * (n - 1))
    alpha = mean**2 / variance * (1 - mean) - mean
    beta = mean / variance * (1 - mean**2) - (1 - mean)
    p = (alpha + w) / (alpha + beta + n)
    kappa = n / (s_a * s_b)
    slope = 1 / (s_a * s_b) - n * (s_a + s_b) / (s_a * s_b) ** 2
    deviation = sqrt(p * (1 - p) * n) * abs(2 * (kappa + w * slope) / (kappa * w + 1) ** 2)
    assert found["deviation"] == pytest.approx(deviation, rel=1e-12)
    assert found["p_value"] == pytest.approx(norm.sf(found["score"] / deviation), rel=1e-12)


def test_a_line_as_heavy_as_its_ends_explain_scores_zero():
    # Four equal lines in a ring: strengths 2, total 8; lift 1 * 8 / 4 = 2 for each.
    found = noise_corrected(edges_of(AB=1, BC=1, CD=1, AD=1))
    assert found["score"].tolist() == pytest.approx([1 / 3] * 4)
    # A full graph with loops would score 0; two lines from A: strengths 4, 2, 2, total 8.
    found = noise_corrected(edges_of(AB=2, AC=2))
    assert found["score"].tolist() == pytest.approx([1 / 3] * 2)


@pytest.mark.parametrize("method", [disparity_filter, noise_corrected])
def test_wrong_lines_are_refused(method):
    with pytest.raises(ValueError, match="1 weights are not above 0, first 0 between 'A' and 'C'"):
        method(edges_of(AB=1, AC=0))
    twice = pd.concat([edges_of(AB=1), edges_of(AB=2)])
    with pytest.raises(ValueError, match="first 'A' and 'B'; pass the pairs of one unit"):
        method(twice)


@pytest.mark.parametrize("method", [disparity_filter, noise_corrected])
def test_no_lines_give_no_backbone(method):
    found = method(empty(PAIRS))
    assert found.empty
    assert list(found.columns[:3]) == ["actor_a", "actor_b", "n_together"]
