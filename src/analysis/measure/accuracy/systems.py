"""Whose figure a score is: ours, another system's run here, or a published one.

The table of scores has no column for it. The plain name of a step is ours; another system
run on the same texts is ``actors, by pycountry``; a figure somebody published, on texts that
are not at hand, is ``time, published: HeidelTime``. Only figures of one set are comparable.
"""

from __future__ import annotations

import pandas as pd

OURS = ""
_BY, _PUBLISHED = ", by ", ", published: "


def label_task(step: str, system: str = OURS, *, published: bool = False) -> str:
    """Return what the column `task` says of a step done by a system."""
    if system == OURS:
        return step
    return f"{step}{_PUBLISHED if published else _BY}{system}"


def systems_of(scores: pd.DataFrame) -> pd.DataFrame:
    """Take apart whose figures these are.

    Parameters
    ----------
    scores
        Table `SCORES`.

    Returns
    -------
    DataFrame
        The same rows with `task` the bare step, `system` (empty text if ours) and
        `published`, whether it was only read somewhere.
    """
    told = scores["task"].astype("str")
    step = told.str.split(_PUBLISHED).str[0].str.split(_BY).str[0]
    published = told.str.contains(_PUBLISHED, regex=False)
    rest = [task[len(name) :] for task, name in zip(told, step, strict=True)]
    system = [text.removeprefix(_PUBLISHED).removeprefix(_BY) for text in rest]
    return scores.assign(
        task=step.astype("str"),
        system=pd.Series(system, index=scores.index, dtype="str"),
        published=published.astype("bool"),
    )
