"""A random sheet to be read by people, and what it says of the counts.

``sample`` draws sentences with known chances and writes them to a spreadsheet; filled in, the
sheet gives corrected shares beside the raw ones, and how often the program was right.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis import store
from analysis.store import Workspace, write_bytes
from analysis.store.tables import csv_bytes


def draw_sheet(workspace: Workspace, path: Path, *, size: int) -> int:
    """Draw sentences of a built corpus and write them as a sheet to be filled in.

    Parameters
    ----------
    workspace
        A corpus that was built; the draw depends on its tables and the seed of its settings.
    path
        A CSV file that does not exist yet: a sheet somebody filled in is never overwritten.
    size
        Sentences to draw.

    Returns
    -------
    int
        Sentences on the sheet.

    Raises
    ------
    ValueError
        If the file exists, the size is below 1, or the corpus was not built.
    """
    from analysis.measure import correction

    if path.exists():
        raise ValueError(f"'{path.name}' exists; a sheet is never overwritten, give another name")
    settings = workspace.settings
    sheet = correction.draw_sample(
        _named(workspace), store.read("sentences", workspace.processed),
        store.read("stories", workspace.processed), n=size,
        rng=np.random.default_rng(settings.seed), sections=settings.counted_sections,
    )  # fmt: skip
    write_bytes(path, csv_bytes(sheet))
    return len(sheet)


def read_sheet(workspace: Workspace, path: Path) -> tuple[Path, Path]:
    """Correct the shares of a corpus by a filled-in sheet, and score the program by it.

    Parameters
    ----------
    workspace
        The corpus the sheet was drawn from, built with the same settings.
    path
        The sheet, its column `gold` filled in.

    Returns
    -------
    tuple of Path
        The files written beside the sheet: corrected shares, and scores.

    Raises
    ------
    ValueError
        If the sheet cannot be read or is not filled in.
    """
    from analysis.measure import correction, frequency

    try:
        sheet = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError) as error:
        raise ValueError(f"the sheet '{path.name}' cannot be read as CSV: {error}") from error
    settings, folder = workspace.settings, workspace.processed
    story = store.read("stories", folder).set_index("article_id")["story_id"]
    by_story = frequency.count_parts(
        _named(workspace), store.read("sentences", folder), story,
        sections=settings.counted_sections,
    )  # fmt: skip
    corrected = correction.correct(
        sheet, store.read("frequency", folder), by_story=by_story, level=settings.level
    )
    scores = correction.score_labels(sheet, level=settings.level, name=path.stem)
    outputs = path.with_suffix(".corrected.csv"), path.with_suffix(".scores.csv")
    for output, table in zip(outputs, (corrected, scores), strict=True):
        write_bytes(output, csv_bytes(table))
    return outputs


def _named(workspace: Workspace) -> pd.DataFrame:
    from analysis.measure import parties

    mentions = store.read("mentions", workspace.processed)
    sentences = store.read("sentences", workspace.processed)
    counted = workspace.settings.counted_sections
    return parties.as_parties(parties.counted(mentions, sentences, sections=counted).mentions)
