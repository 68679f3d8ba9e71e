"""The command line: ``python -m analysis build | report | sample | verify``.

Nothing heavy is imported before the arguments are understood. Exit codes: 0 done,
1 `verify` found a difference, 2 the arguments, the data or the settings do not hold,
3 a notebook failed, 130 stopped by Ctrl-C, 143 stopped by SIGTERM.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.pipeline import Workers
    from analysis.store import Workspace

PROJECT = Path(__file__).parents[2]  # where the package is installed editable
DONE, DIFFERENT, WRONG, FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _terminate)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell ignored it
    try:
        return _COMMANDS[options.command](options)
    except KeyboardInterrupt:
        return _say("stopped; files already there are untouched", INTERRUPTED)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG
    except OSError as error:
        name = f" '{Path(error.filename).name}'" if error.filename else ""
        return _say(f"error: {error.strerror or error}{name}; nothing was changed", WRONG)
    except ValueError as error:
        return _say(f"error: {error}", WRONG)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="From a folder of news articles to tables, notebooks and pages to share.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, about in (
        ("build", "make the tables from the raw articles"),
        ("report", "make the tables, execute the notebooks, render the pages"),
        ("verify", "do everything again elsewhere and name every file that differs"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        _add_common(command)
        if name == "report":
            command.add_argument(
                "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE",
                help="set a value of the notebooks' `parameters` cells; may be repeated",
            )  # fmt: skip
    _add_sample(commands)
    return parser


def _add_sample(commands: Any) -> None:  # noqa: ANN401
    about = "draw random sentences to be read by people, or correct the counts by them"
    command = commands.add_parser("sample", help=about, description=about)
    _add_common(command)
    command.add_argument("sheet", type=Path, help="CSV to write, or, with --filled, to read")
    command.add_argument("--size", type=int, default=200, help="sentences to draw (default: 200)")
    command.add_argument(
        "--filled", action="store_true",
        help="the column `gold` is filled in: write corrected shares and scores beside the sheet",
    )  # fmt: skip


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--raw", type=Path, metavar="DIR", help="articles (default: data/raw)")
    command.add_argument(
        "--processed", type=Path, metavar="DIR", help="tables (default: data/processed)"
    )
    command.add_argument("--settings", type=Path, metavar="FILE", help="default: settings.toml")
    command.add_argument(
        "--corrections", type=Path, metavar="FILE",
        help="default: data/corrections.csv, for the articles in data/raw only",
    )  # fmt: skip
    command.add_argument(
        "--workers", type=int, metavar="N",
        help="worker processes (default: 1, or one for each core with another engine)",
    )  # fmt: skip
    command.add_argument(
        "--engine", choices=("serial", "processes", "dask"),
        help="what runs the parts (default: serial, or processes with more than one worker); "
        "results do not depend on it",
    )  # fmt: skip
    command.add_argument(
        "--scheduler", metavar="ADDRESS",
        help="an existing Dask scheduler (default: a local cluster on the loopback)",
    )  # fmt: skip


def _build(options: argparse.Namespace) -> int:
    from analysis import pipeline

    workspace = _workspace(options)
    found = pipeline.build(workspace, workers=_workers(options), progress=_progress())
    state = "built" if found.fresh else "up to date"
    print(
        f"{state}: {found.n_kept} articles kept, {found.n_rejected} records rejected, "
        f"{found.n_ignored} of {found.n_files} files ignored -> {_shown(workspace.processed)}"
    )
    return DONE


def _report(options: argparse.Namespace) -> int:
    from analysis import pipeline

    try:
        index = pipeline.report(
            _workspace(options),
            workers=_workers(options),
            progress=_progress(),
            parameters=_parameters(options.parameter),
        )
    except pipeline.NotebookFailed as error:
        return _say(f"error: {error}", FAILED)
    print(f"open {_shown(index)}")
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from analysis import pipeline

    differing = pipeline.verify(_workspace(options), workers=_workers(options))
    for name in differing:
        print(f"differs: {name}")
    if differing:
        return _say(f"{len(differing)} files are not what a clean run writes", DIFFERENT)
    print("verified: a clean run writes the same bytes")
    return DONE


def _sample(options: argparse.Namespace) -> int:
    from analysis import pipeline

    workspace = _workspace(options)
    pipeline.build(workspace, workers=_workers(options), progress=_progress())
    if options.filled:
        for written in pipeline.read_sheet(workspace, options.sheet):
            print(f"wrote {_shown(written)}")
        return DONE
    drawn = pipeline.draw_sheet(workspace, options.sheet, size=options.size)
    print(
        f"{drawn} sentences drawn -> {_shown(options.sheet)}; write into its column `gold` the "
        "actors each sentence names (as in `found`), or - for nobody, then run with --filled"
    )
    return DONE


def _workspace(options: argparse.Namespace) -> Workspace:
    from analysis.store.workspace import workspace_at

    return workspace_at(
        options.raw, options.processed, options.settings, options.corrections, project=PROJECT
    )


def _workers(options: argparse.Namespace) -> Workers:
    from analysis.pipeline import Engine, Workers

    several = options.workers is not None and options.workers > 1
    engine: Engine = options.engine or ("processes" if several else "serial")
    if options.workers is not None and options.workers < 1:
        raise ValueError(f"--workers is {options.workers}; expected 1 or more")
    return Workers(engine, options.workers or 0, options.scheduler)


def _parameters(given: list[str]) -> dict[str, str]:
    found = {}
    for entry in given:
        name, equals, value = entry.partition("=")
        if not equals or not name.isidentifier():
            raise ValueError(f"parameter '{entry}' is not NAME=VALUE")
        found[name] = value
    return found


def _progress() -> Any:  # noqa: ANN401
    """Return a progress bar for a terminal, and nothing for a pipe or a notebook."""
    if not sys.stderr.isatty():
        return None
    from tqdm import tqdm

    def bar(items: Iterable[Any], label: str) -> Iterable[Any]:
        return tqdm(items, desc=label, unit=" parts", leave=False, file=sys.stderr)

    return bar


def _shown(path: Path) -> str:
    """Return a path relative to the current folder where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


def _say(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _terminate(signum: int, frame: object) -> None:
    raise SystemExit(TERMINATED)


_COMMANDS = {"build": _build, "report": _report, "sample": _sample, "verify": _verify}

if __name__ == "__main__":
    sys.exit(main())
