"""What the command line understands. Nothing here imports more than it needs to say so."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def parser() -> argparse.ArgumentParser:
    """Return the parser of ``python -m analysis``."""
    found = argparse.ArgumentParser(
        prog="python -m analysis",
        description="From a folder of news articles to tables, notebooks and pages to share.",
    )
    commands = found.add_subparsers(dest="command", required=True, metavar="COMMAND")
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
    _add_accuracy(commands)
    _add_dictionary(commands)
    return found


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


def _add_accuracy(commands: Any) -> None:  # noqa: ANN401
    about = "measure how often each step is right on annotated sets, for notebook 06"
    command = commands.add_parser("accuracy", help=about, description=about)
    for name, value, words in (
        ("sets", "DIR", "annotated sets; those that are absent are named and left out"),
        ("gold", "DIR", "our own annotated texts (default: tests/gold)"),
        ("processed", "DIR", "where the scores go (default: data/accuracy)"),
        ("settings", "FILE", "default: settings.toml"),
    ):
        command.add_argument(f"--{name}", type=Path, metavar=value, help=words)
    command.add_argument("--annotator", action="append", metavar="NAME", help="may be repeated")
    command.add_argument("--tasks", metavar="A,B", help="actors, spans, sentences, parse, time")
    command.set_defaults(raw=None, corrections=None, facts=None)


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
        "--facts", type=Path, metavar="DIR",
        help="your own reference tables, used beside the packaged ones (default: data/facts, "
        "for the articles in data/raw only)",
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


def _add_dictionary(commands: Any) -> None:  # noqa: ANN401
    about = "bring in, give out or check actor dictionaries (CAMEO, Phoenix, TABARI)"
    actions = commands.add_parser("dictionary", help=about, description=about).add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    about = "turn dictionaries of actors and agents into facts of your own"
    command = actions.add_parser("import", help=about, description=about)
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command.add_argument("--to", type=Path, required=True, metavar="DIR", help="as data/facts")
    command.add_argument(
        "--as-of", metavar="YYYY-MM-DD",
        help="day on which they were last right: terms they leave open end then",
    )  # fmt: skip
    about = "write the facts as a dictionary of actors"
    command = actions.add_parser("export", help=about, description=about)
    command.add_argument("--to", type=Path, required=True, metavar="FILE")
    command.add_argument("--facts", type=Path, metavar="DIR", help="facts of your own to add")
    about = "list where facts of your own disagree with the packaged ones"
    command = actions.add_parser("check", help=about, description=about)
    command.add_argument("facts", type=Path, metavar="DIR")
