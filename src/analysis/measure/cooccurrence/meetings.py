"""Every pair in every unit: the rows behind the counts."""

from __future__ import annotations

import pandas as pd

from analysis.measure.cooccurrence.counting import list_together
from analysis.measure.cooccurrence.pairs import coded
from analysis.measure.cooccurrence.units import Unit


def list_meetings(mentions: pd.DataFrame, *, within: Unit = "sentence") -> pd.DataFrame:
    """List the units in which two actors are both named, one row for each pair and unit.

    Parameters
    ----------
    mentions
        Table `MENTIONS` with the unit's column, see `in_units`. Mentions without an actor
        are left out.
    within
        The unit of text two actors must share.

    Returns
    -------
    DataFrame
        `actor_a`, `actor_b` (``actor_a < actor_b``) and `unit_id`, in the order of these.
        Rows of a pair are as many as its `n_together` in `count_pairs`.

    Raises
    ------
    ValueError
        If the unit's column is absent.
    """
    units, actors, unit_ids, actor_ids = coded(mentions, within)
    unit, first, second = list_together(units, actors, n_actors=len(actor_ids))
    found = pd.DataFrame(
        {
            "actor_a": pd.Series(actor_ids.take(first), dtype="str"),
            "actor_b": pd.Series(actor_ids.take(second), dtype="str"),
            "unit_id": pd.Series(unit_ids.take(unit), dtype="str"),
        }
    )
    return found.sort_values(["actor_a", "actor_b", "unit_id"], kind="stable", ignore_index=True)
