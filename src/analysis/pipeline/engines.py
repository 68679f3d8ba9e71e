"""One function over many parts, in order: in this process, in several, or under Dask.

Parts go in and rows come out; results arrive in the order of the parts whatever the
engine, so that every engine and every number of workers writes the same bytes. Only a
few parts are under way at a time, so memory does not grow with the corpus.

A worker that dies, for want of memory or by a signal, takes nobody with it: its part is
cut in halves and run again, alone, until the one article that kills it is known.
"""

from __future__ import annotations

import ipaddress
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Literal

Progress = Callable[[Iterable[Any], str], Iterable[Any]]
Engine = Literal["serial", "processes", "dask"]
ENGINES: tuple[Engine, ...] = ("serial", "processes", "dask")
AHEAD = 2  # parts under way for each worker: one being done, one waiting


@dataclass(frozen=True)
class Work:
    """What to do with a part, and what to do when a worker dies of it.

    Attributes
    ----------
    run
        The function from a part to its result; a module-level function, so that it travels.
    halve
        Cuts a part in two; gives back one part if it cannot be cut.
    lost
        The result that stands for a part that kills every worker.
    """

    run: Callable[[Any], Any]
    halve: Callable[[Any], list[Any]]
    lost: Callable[[Any], Any]


@dataclass(frozen=True)
class Workers:
    """Which engine runs the parts, with how many workers, and where.

    Attributes
    ----------
    engine
        ``serial``, ``processes`` or ``dask``.
    count
        Number of worker processes; 0 means one for each core.
    scheduler
        Address of a Dask scheduler; by default a local cluster on the loopback.
    """

    engine: Engine = "serial"
    count: int = 0
    scheduler: str | None = None

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise ValueError(f"engine is '{self.engine}'; expected one of {list(ENGINES)}")
        if self.count < 0:
            raise ValueError(f"number of workers is {self.count}; expected 0 (all cores) or more")
        if self.scheduler is not None:
            _check_scheduler(self.scheduler, self.engine)

    @property
    def number(self) -> int:
        """The number of worker processes."""
        return self.count or os.cpu_count() or 1


def run_parts(work: Work, parts: Iterable[Any], workers: Workers) -> Iterator[Any]:
    """Yield the result of every part, in the order of the parts.

    A part whose worker died gives several results, in the order of its pieces.
    """
    if workers.engine == "serial":
        yield from map(work.run, parts)
        return
    pool = _process_pool if workers.engine == "processes" else _dask_pool
    with pool(workers) as (submit, died):
        yield from _in_order(work, parts, workers, submit, died)


def _in_order(
    work: Work,
    parts: Iterable[Any],
    workers: Workers,
    submit: Callable[..., Future[Any]],
    died: tuple[type[BaseException], ...],
) -> Iterator[Any]:
    under_way: deque[tuple[Any, Future[Any] | None]] = deque()
    waiting = iter(parts)
    exhausted = False
    while under_way or not exhausted:
        while not exhausted and len(under_way) < AHEAD * workers.number:
            try:
                part = next(waiting)
            except StopIteration:
                exhausted = True
                break
            under_way.append((part, _submitted(submit, work.run, part, died)))
        if not under_way:
            break
        part, future = under_way.popleft()
        try:
            if future is None:
                raise died[0]()
            result = future.result()
        except died:
            yield from _alone(work, part)
        else:
            yield result


def _submitted(
    submit: Callable[..., Future[Any]],
    run: Callable[[Any], Any],
    part: Any,  # noqa: ANN401
    died: tuple[type[BaseException], ...],
) -> Future[Any] | None:
    """Hand a part to the pool; none if the pool has died since."""
    try:
        return submit(run, part)
    except died:
        return None


def _alone(work: Work, part: Any) -> Iterator[Any]:  # noqa: ANN401
    """Run a part in a process of its own; if that dies too, run its halves."""
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            result = pool.submit(work.run, part).result()
    except BrokenProcessPool:
        pieces = work.halve(part)
        if len(pieces) < 2:
            yield work.lost(part)
            return
        for piece in pieces:
            yield from _alone(work, piece)
    else:
        yield result


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the parent, which stops its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _process_pool(workers: Workers) -> Iterator[tuple[Callable[..., Future[Any]], tuple[Any, ...]]]:
    pool = ProcessPoolExecutor(
        workers.number, mp_context=get_context("spawn"), initializer=_leave_interrupts
    )
    try:
        yield pool.submit, (BrokenProcessPool,)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _dask_pool(workers: Workers) -> Iterator[tuple[Callable[..., Future[Any]], tuple[Any, ...]]]:
    try:
        import dask
        from distributed import Client, KilledWorker, LocalCluster
    except ImportError as error:
        raise ValueError(
            "engine 'dask' needs the extra 'cluster': python -m pip install -e '.[cluster]'"
        ) from error
    quiet = {"distributed.scheduler.allowed-failures": 0, "distributed.admin.log-length": 0}
    with dask.config.set(quiet):
        if workers.scheduler is not None:
            with Client(workers.scheduler) as client:
                yield _dask_submit(client), (KilledWorker,)
            return
        with (
            LocalCluster(
                n_workers=workers.number, threads_per_worker=1, processes=True,
                host="127.0.0.1", dashboard_address=None, silence_logs="CRITICAL",
            ) as cluster,
            Client(cluster) as client,
        ):  # fmt: skip
            yield _dask_submit(client), (KilledWorker,)


def _dask_submit(client: Any) -> Callable[..., Future[Any]]:  # noqa: ANN401
    def submit(run: Callable[[Any], Any], part: Any) -> Any:  # noqa: ANN401
        return client.submit(run, part, pure=False, retries=0)

    return submit


def _check_scheduler(address: str, engine: Engine) -> None:
    if engine != "dask":
        raise ValueError(f"--scheduler goes with --engine dask, not with '{engine}'")
    protocol, _, rest = address.rpartition("://")
    host = rest.rpartition(":")[0].strip("[]")
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if protocol != "tls" and not loopback:
        raise ValueError(
            f"scheduler '{address}' is on another machine and the connection is not encrypted; "
            "use a tls:// address, or a scheduler on this machine"
        )
