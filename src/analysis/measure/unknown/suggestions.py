"""Rows of facts whose names are close to a name, by the edits that part them.

Closeness is rapidfuzz's ratio of the words put in order, from 0 to 100: twice the letters in
common over the letters in all. Names are compared as folded, without regard to case.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analysis.facts import read_facts
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import known_names

MOST = 3  # suggestions for each name
CHUNK = 64  # names compared at a time, so that memory does not grow with them
# The kinds of known names that a name of each kind may be.
COMPARED = {"person": ("person", "surname"), "organisation": ("organisation", "state")}


class Suggestion(NamedTuple):
    """A row of facts that a name is close to."""

    fact_id: str
    form: str
    closeness: int


def suggest(names: Sequence[tuple[str, str]], *, least: int) -> list[list[Suggestion]]:
    """Find the rows of facts whose names are closest to each name.

    Parameters
    ----------
    names
        Kind (``"person"`` or ``"organisation"``) and name.
    least
        How close a name must be, from 1 to 100.

    Returns
    -------
    list of list of Suggestion
        For each name at most `MOST`, the closest first, ties by identifier; one for each row
        of facts, by the closest of its forms.
    """
    found: list[list[Suggestion]] = [[] for _ in names]
    for kind in COMPARED:
        places = [place for place, (own, _) in enumerate(names) if own == kind]
        if not places:
            continue
        forms, owners = _choices(kind)
        wanted = [fold_name(names[place][1]).casefold() for place in places]
        for start in range(0, len(places), CHUNK):
            scores = _scores(wanted[start : start + CHUNK], forms, least)
            for row, place in enumerate(places[start : start + CHUNK]):
                found[place] = _closest(scores[row], forms, owners)
    return found


def state_of(fact_id: str) -> str:
    """Return the state a person of the facts held office in; empty if none or several."""
    offices = read_facts("offices").set_index("office_id")["state_id"]
    held = read_facts("holders").query("person_id == @fact_id")["office_id"]
    states = sorted(set(offices.reindex(held).dropna()) - {""})
    return str(states[0]) if len(states) == 1 else ""


def _choices(kind: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the known forms that may be compared, and whose each is."""
    known = known_names()
    whose = {
        form: tuple(sorted({m.actor_id for m in known[form] if m.kind in COMPARED[kind]}))
        for form in sorted(known)
    }
    forms = [form for form, owners in whose.items() if owners]
    return forms, [whose[form] for form in forms]


def _scores(names: list[str], forms: list[str], least: int) -> np.ndarray:
    """Return how close each name is to each form; 0 below the least."""
    from rapidfuzz import fuzz, process

    lower = [form.casefold() for form in forms]
    return process.cdist(
        names, lower, scorer=fuzz.token_sort_ratio, score_cutoff=least, dtype=np.float32, workers=1
    )


def _closest(
    scores: np.ndarray, forms: list[str], owners: list[tuple[str, ...]]
) -> list[Suggestion]:
    best: dict[str, Suggestion] = {}
    for place in np.flatnonzero(scores).tolist():
        closeness = int(scores[place])
        for owner in owners[place]:
            if owner not in best or closeness > best[owner].closeness:
                best[owner] = Suggestion(owner, forms[place], closeness)
    ranked = sorted(best.values(), key=lambda one: (-one.closeness, one.fact_id))
    return ranked[:MOST]
