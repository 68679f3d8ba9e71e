"""One function over many parts: same results in the same order, whatever runs them."""

from __future__ import annotations

import os
import signal

import pytest

from analysis.pipeline.engines import Work, Workers, run_parts


def doubled(part):
    if "poison" in part:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * item for item in part]


def halved(part):
    return [part[: len(part) // 2], part[len(part) // 2 :]] if len(part) > 1 else [part]


def lost(part):
    return ["lost", *part]


WORK = Work(run=doubled, halve=halved, lost=lost)
PARTS = [[1, 2], [3], [], [4, 5, 6], [7]]


def test_serial_runs_in_order():
    assert list(run_parts(WORK, PARTS, Workers())) == [[2, 4], [6], [], [8, 10, 12], [14]]


@pytest.mark.parametrize("count", [1, 2])
def test_processes_give_what_serial_gives(count):
    workers = Workers("processes", count)
    assert list(run_parts(WORK, PARTS, workers)) == list(run_parts(WORK, PARTS, Workers()))


def test_a_part_that_kills_its_worker_loses_only_itself():
    parts = [["a", "b"], ["c", "poison", "d"], ["e"]]
    results = [
        item for result in run_parts(WORK, parts, Workers("processes", 2)) for item in result
    ]
    assert results == ["aa", "bb", "cc", "lost", "poison", "dd", "ee"]


def test_an_error_of_the_function_is_raised():
    with pytest.raises(TypeError):
        list(run_parts(WORK, [[None], [1]], Workers("processes", 1)))


def test_no_parts_no_results():
    assert list(run_parts(WORK, [], Workers("processes", 2))) == []


@pytest.mark.slow
def test_dask_gives_what_serial_gives():
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    found = list(run_parts(WORK, PARTS, Workers("dask", 2)))
    assert found == list(run_parts(WORK, PARTS, Workers()))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("threads",), "engine is 'threads'", id="no such engine"),
        pytest.param(("serial", -1), "number of workers is -1", id="a negative number of workers"),
        pytest.param(("serial", 0, "tcp://127.0.0.1:1"), "goes with", id="scheduler without dask"),
        pytest.param(("dask", 0, "tcp://192.0.2.7:8786"), "not encrypted", id="plain and remote"),
    ],
)
def test_workers_that_cannot_be_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        Workers(*arguments)


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tls://192.0.2.7:1"]
)
def test_a_scheduler_here_or_behind_tls_is_accepted(address):
    assert Workers("dask", 0, address).scheduler == address
