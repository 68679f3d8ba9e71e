"""The floors in order: raw files to tables, tables to numbers, numbers to shared pages.

`build` makes the tables, `report` the notebooks and pages on top of them, and `verify`
does everything again elsewhere and names every file that differs. Notebook 01 and the
command line call the same `build`.
"""

from __future__ import annotations

from analysis.pipeline.build import BuildSummary, build
from analysis.pipeline.engines import ENGINES, Engine, Workers
from analysis.pipeline.report import NotebookFailed, report
from analysis.pipeline.sampling import draw_sheet, read_sheet
from analysis.pipeline.verify import verify

__all__ = [
    "ENGINES",
    "BuildSummary",
    "Engine",
    "NotebookFailed",
    "Workers",
    "build",
    "draw_sheet",
    "read_sheet",
    "report",
    "verify",
]
