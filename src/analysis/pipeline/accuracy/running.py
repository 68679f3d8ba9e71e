"""Run the trials: for each step and each set that is at hand, figures with intervals."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis import store
from analysis.measure import accuracy
from analysis.pipeline.accuracy.trials import TASKS, TRIALS, Trial
from analysis.schema import SCORES, conform, empty
from analysis.settings import Settings
from analysis.store.manifest import CODE_SUFFIXES, PACKAGE

# What decides a figure: the stages, what they know, and how they are judged.
MEASURED = ("extract", "facts", "lexicon", "model", "measure/accuracy", "pipeline/accuracy")
CODE_CHARS = 16  # of the hash of the code

Progress = Callable[[Iterable[Any], str], Iterable[Any]]


@dataclass(frozen=True)
class Places:
    """The folder of annotated sets and that of our own gold; none if there is none."""

    sets: Path | None
    gold: Path | None


@dataclass
class Accuracy:
    """What a run found.

    Attributes
    ----------
    scores, errors
        Tables `SCORES` and `ERRORS`.
    made
        What each task and set was judged with: hash of the set and the code, annotator.
    absent
        What did not run and why, as ``task: set (reason)``.
    """

    scores: pd.DataFrame = field(default_factory=lambda: empty(SCORES))
    errors: pd.DataFrame = field(default_factory=lambda: empty(accuracy.ERRORS))
    made: dict[str, dict[str, object]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)


def measure_accuracy(
    settings: Settings,
    places: Places,
    *,
    annotators: Sequence[str] = (),
    tasks: Sequence[str] = TASKS,
    progress: Progress | None = None,
) -> Accuracy:
    """Judge every step on every set that is at hand.

    Parameters
    ----------
    settings
        `annotator`, `level`, `n_resamples` and `seed` are used.
    places
        Where sets lie. What is not there is named and left out.
    annotators
        Annotators to judge; the first one's figures are those of the plain steps, the others
        stand beside it. By default that of the settings alone.
    tasks
        Which steps, of `TASKS`.
    progress
        Wraps the trials, for instance to draw a bar; gets a label.

    Returns
    -------
    Accuracy
        Scores of all that ran. The figures of a set do not depend on what else runs.

    Raises
    ------
    ValueError
        If a step is unknown, an annotator is not installed, or a set cannot be read.
    """
    unknown = [task for task in tasks if task not in TASKS]
    if unknown:
        raise ValueError(f"--tasks has {unknown}; there are {list(TASKS)}")
    found, code = Accuracy(), measured_code()
    chosen = [trial for trial in TRIALS if trial.task in tasks]
    scores, errors = [found.scores], [found.errors]
    for trial in progress(chosen, "judging") if progress else chosen:
        path = trial.file(places.sets, places.gold)
        if path is None:
            found.absent += [] if trial.system else [f"{trial.task}: {trial.name} (no file)"]
            continue
        n_before = len(found.made)
        for task, settled, judged in _judged(trial, path, settings, annotators):
            tallies, wrong = judged
            scores.append(_scored(tallies, task, trial, settled))
            if wrong is not None and task == trial.task:
                errors.append(wrong)
            found.made[f"{task} / {trial.name}"] = _making(path, trial, settled, code)
        if len(found.made) == n_before and not trial.system:
            found.absent.append(f"{trial.task}: {trial.name} (the annotator does not do it)")
    found.scores = conform(pd.concat(scores), SCORES)
    found.errors = conform(pd.concat(errors), accuracy.ERRORS)
    return found


def _judged(
    trial: Trial, path: Path, settings: Settings, annotators: Sequence[str]
) -> Iterator[tuple[str, Settings, tuple[pd.DataFrame, pd.DataFrame | None]]]:
    """Yield what a trial gives: task with system, settings, and tallies with errors."""
    names = list(dict.fromkeys(annotators)) or [settings.annotator]
    for name in names if trial.annotated else names[:1]:
        settled = replace(settings, annotator=name)
        result = trial.run(path, settled)
        if result is None:
            continue
        by_system = result if isinstance(result, dict) else {trial.system: result}
        for system, judged in by_system.items():
            own = system or (accuracy.OURS if name == names[0] else name)
            both = judged if isinstance(judged, tuple) else (judged, None)
            yield accuracy.label_task(trial.task, own), settled, both


def _scored(tallies: pd.DataFrame, task: str, trial: Trial, settings: Settings) -> pd.DataFrame:
    # The same draws for all systems on one set, whatever else runs.
    seed = [settings.seed, crc32(f"{trial.task} / {trial.name}".encode())]
    return accuracy.score_tallies(
        tallies, task=task, name=trial.name, rng=np.random.default_rng(seed),
        level=settings.level, n_resamples=settings.n_resamples,
    )  # fmt: skip


def _making(path: Path, trial: Trial, settings: Settings, code: str) -> dict[str, object]:
    from analysis.extract import annotate

    made: dict[str, object] = {"set": store.sha256_file(path), "code": code}
    if trial.annotated:
        made["annotator"] = annotate.identify_annotator(settings)
    return made


def measured_code() -> str:
    """Return a hash over what decides a figure: stages, facts, word lists, model, judges."""
    digest = hashlib.sha256()
    for folder in MEASURED:
        for path in sorted((PACKAGE / folder).rglob("*"), key=lambda path: path.as_posix()):
            if path.suffix in CODE_SUFFIXES and "__pycache__" not in path.parts:
                digest.update(path.relative_to(PACKAGE).as_posix().encode("utf-8"))
                digest.update(b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:CODE_CHARS]
