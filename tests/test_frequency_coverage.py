"""The intervals on frequencies cover: a small version of `benchmarks/coverage.py`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).parents[1] / "benchmarks/coverage.py"


@pytest.fixture(scope="module")
def coverage():
    spec = importlib.util.spec_from_file_location("coverage_benchmark", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("within", "uneven"),
    [
        pytest.param("story", False, id="of stories"),
        pytest.param("article", False, id="of articles reprinted a Zipf number of times"),
        pytest.param("article", True, id="of articles, an actor's stories printed twice as often"),
    ],
)
def test_covers_in_fifty_worlds(coverage, within, uneven):
    found = coverage.measure_coverage(
        n_worlds=50, n_stories=60, within=within, uneven=uneven, methods=("score",)
    )
    # Of some 240 intervals at 95 %, 12 are expected to miss and 24 are far too many; with
    # articles taken for independent more than half miss.
    missed = ((1 - found["coverage"]) * found["n"]).sum()
    assert 2 <= missed <= 24


def test_articles_taken_for_independent_do_not_cover(coverage):
    found = coverage.measure_coverage(
        n_worlds=20, n_stories=60, within="article", methods=(coverage.METHODS[2],)
    )
    assert (found["coverage"] * found["n"]).sum() / found["n"].sum() < 0.7
