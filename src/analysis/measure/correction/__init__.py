"""Frequencies corrected by a random sample that people have read.

The program misses names and finds names that are not there, and not evenly: a share of its
own finding is off by an unknown amount, however many articles were read. A random sample
with known chances of being drawn, read by people, says by how much, and corrects it without
any assumption on how the program errs (design-based supervised learning; Egami, Hinck,
Stewart and Wei 2023). `sample` draws the sheet to be filled in; `reading` reads it,
`shares` corrects the shares by it, `scores` says how often the program was right.
"""

from __future__ import annotations

from analysis.measure.correction.sample import NOBODY, draw_sample
from analysis.measure.correction.scores import score_labels
from analysis.measure.correction.shares import correct

__all__ = ["NOBODY", "correct", "draw_sample", "score_labels"]
