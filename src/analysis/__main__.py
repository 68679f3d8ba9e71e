"""The command line: ``python -m analysis build | report | sample | accuracy | ... | verify``.

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

from analysis.arguments import parser

if TYPE_CHECKING:
    import pandas as pd

    from analysis.pipeline import Workers
    from analysis.store import Workspace

PROJECT = Path(__file__).parents[2]  # where the package is installed editable
DONE, DIFFERENT, WRONG, FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = parser().parse_args(arguments)
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


def _build(options: argparse.Namespace) -> int:
    from analysis import pipeline

    workspace = _workspace(options)
    found = pipeline.build(workspace, workers=_workers(options), progress=_progress())
    state = "built" if found.fresh else "up to date"
    print(
        f"{state}: {found.n_kept} articles kept, {found.n_rejected} records rejected, "
        f"{found.n_ignored} of {found.n_files} files ignored -> {_shown(workspace.processed)}"
    )
    if found.n_conflicts:
        print(
            f"{found.n_conflicts} facts of your own disagree with the packaged ones, which stand; "
            "`python -m analysis dictionary check DIR` lists both"
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


def _accuracy(options: argparse.Namespace) -> int:
    from analysis.pipeline import accuracy

    lines = accuracy.run(
        _workspace(options), sets=options.sets, gold=options.gold, folder=options.processed,
        annotators=options.annotator or (), tasks=options.tasks, progress=_progress(),
    )  # fmt: skip
    print("\n".join(lines))
    return DONE


def _dictionary(options: argparse.Namespace) -> int:
    from analysis.pipeline import dictionaries

    if options.action == "export":
        n_entries = dictionaries.export_dictionary(options.to, options.facts)
        print(f"{n_entries} entries written -> {_shown(options.to)}")
        return DONE
    if options.action == "check":
        return _told_conflicts(dictionaries.conflicts_of(options.facts))
    made = dictionaries.import_dictionaries(options.files, options.to, as_of=options.as_of)
    rows = ", ".join(f"{count} {name}" for name, count in made.rows.items()) or "no rows"
    print(
        f"{made.n_entries} entries, {made.n_agents} agents read -> {_shown(options.to)}: {rows}; "
        f"{made.n_conflicts} disagree with the packaged facts; {made.n_unread} pieces not "
        f"understood and {made.n_not_carried} not carried are listed in {dictionaries.LISTS}/"
    )
    return DONE


def _told_conflicts(found: pd.DataFrame) -> int:
    for row in found.itertuples(index=False):
        print(f"{row.table}.csv, line {row.line}: {row.about}: {row.outcome}")
        print(f"  yours:    {row.extra}\n  packaged: {row.packaged}")
    print(f"{len(found)} disagree with the packaged facts")
    return DONE


def _workspace(options: argparse.Namespace) -> Workspace:
    from analysis.store.workspace import workspace_at

    return workspace_at(
        options.raw, options.processed, options.settings, options.corrections, options.facts,
        project=PROJECT,
    )  # fmt: skip


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


_COMMANDS = {
    "build": _build, "report": _report, "sample": _sample, "accuracy": _accuracy,
    "dictionary": _dictionary, "verify": _verify,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
