"""The command: run the trials, keep the scores, and say the main figures line by line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.measure import accuracy
from analysis.pipeline.accuracy.running import Places, Progress, measure_accuracy
from analysis.pipeline.accuracy.storing import FOLDER, write_accuracy
from analysis.pipeline.accuracy.trials import TASKS
from analysis.store import Workspace

GOLD = "tests/gold"  # below the root of a workspace
MAIN = ("all", "untyped", "title and name", "name")  # slices shown; all others are in the CSV
COLUMNS = ["task", "set", "slice", "system", "measure"]


def run(
    workspace: Workspace,
    *,
    sets: Path | None,
    gold: Path | None = None,
    folder: Path | None = None,
    annotators: Sequence[str] = (),
    tasks: str | None = None,
    progress: Progress | None = None,
) -> list[str]:
    """Judge every step on every set at hand, and write the scores.

    Parameters
    ----------
    workspace
        Whose settings are used.
    sets, gold
        Folders of annotated sets and of our own gold, by default `tests/gold`.
    folder
        Where the scores go, by default `data/accuracy` of the workspace.
    annotators
        See `measure_accuracy`.
    tasks
        Steps, parted by commas; all by default.
    progress
        See `measure_accuracy`.

    Returns
    -------
    list of str
        One line for each main figure, each set that is absent, and the place of the scores.

    Raises
    ------
    ValueError
        As `measure_accuracy`, or if a folder that was named does not exist.
    """
    for name, given in (("--sets", sets), ("--gold", gold)):
        if given is not None and not given.is_dir():
            raise ValueError(f"{name}: no folder '{given.name}'; give one that exists, or none")
    found = measure_accuracy(
        workspace.settings,
        Places(sets, gold or workspace.root / GOLD),
        annotators=annotators,
        tasks=[task.strip() for task in tasks.split(",")] if tasks else TASKS,
        progress=progress,
    )
    lines = told(found.scores) + [f"left out: {name}" for name in found.absent]
    if not found.made:
        return [*lines, "no set is at hand; nothing was written"]
    place = folder or workspace.root / FOLDER
    write_accuracy(found, place)
    return [*lines, f"wrote {len(found.scores):,} scores into '{place.name}'"]


def told(scores: pd.DataFrame) -> list[str]:
    """Return one line for each main figure; precision and recall give way to their F1.

    Parameters
    ----------
    scores
        Table `SCORES`.
    """
    apart = accuracy.systems_of(scores)
    rank = {task: number for number, task in enumerate(TASKS)}
    shown = apart[apart["slice"].isin(MAIN)].assign(rank=lambda rows: rows["task"].map(rank))
    means = {
        (*key, name.removesuffix("F1") + side)
        for *key, name in shown[COLUMNS].itertuples(index=False, name=None)
        if name.endswith("F1")
        for side in ("precision", "recall")
    }
    folded = [key in means for key in shown[COLUMNS].itertuples(index=False, name=None)]
    rows = shown[~pd.Series(folded, index=shown.index, dtype="bool")]
    ordered = rows.sort_values(["rank", "set", "slice", "measure", "system"], kind="stable")
    return [_line(row) for row in ordered.to_dict("records")]


def _line(row: dict) -> str:
    part = "" if row["slice"] == "all" else f" ({row['slice']})"
    by = f"  by {row['system']}" if row["system"] else ""
    bounds = "no interval"
    if not pd.isna(row["low"]):
        bounds = f"[{share(row['low'])}, {share(row['high'])}]"
    return (
        f"{row['task']:<10}{row['set']:<22}{row['measure'] + part:<36}"
        f"{share(row['value']):<7}{bounds:<17}n = {row['n']:,}{by}"
    )


def share(value: float) -> str:
    """Return a share with three decimals, never rounded to none or to all."""
    if pd.isna(value):
        return "-"
    if 0 < value < 0.0005:
        return "<.001"
    return ">.999" if 0.9995 <= value < 1 else f"{value:.3f}"
