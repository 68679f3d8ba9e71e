"""How often each step is right: the command ``python -m analysis accuracy``.

Readers of annotated sets (`spans`, `links`, `visits`, `own`, `times`, `trees`) bring texts
and annotations into the terms of `measure.accuracy`; `trials` lists what is tried on what;
`running` runs it; `storing` keeps the scores for notebook 06.
"""

from __future__ import annotations

from analysis.pipeline.accuracy.running import Accuracy, Places, measure_accuracy, measured_code
from analysis.pipeline.accuracy.storing import (
    FOLDER,
    Stored,
    published,
    read_accuracy,
    score_files,
    score_folders,
    stored_accuracy,
    write_accuracy,
)
from analysis.pipeline.accuracy.telling import run, told
from analysis.pipeline.accuracy.trials import TASKS

__all__ = [
    "FOLDER",
    "TASKS",
    "Accuracy",
    "Places",
    "Stored",
    "measure_accuracy",
    "measured_code",
    "published",
    "read_accuracy",
    "run",
    "score_files",
    "score_folders",
    "stored_accuracy",
    "told",
    "write_accuracy",
]
