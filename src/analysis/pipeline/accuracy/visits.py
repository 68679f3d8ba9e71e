"""Dated visits of foreign leaders: from a name and a day to a state and an office.

Each visitor is read twice on the day of the visit, with the title the register gives and by
name alone. Asked are those whose office had a known holder on that day; how many these are
is a figure of its own. Visitors of one state recur, so states are resampled.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.extract.actors.offices import Term, held, offices_of, terms_by_office
from analysis.lexicon.names import meanings_of
from analysis.measure import accuracy
from analysis.pipeline.accuracy.files import read_records
from analysis.pipeline.accuracy.texts import Text, mentioned
from analysis.settings import Settings

SINCE = "2000"
FORMS = {
    "title and name": "{title} {name} arrived on Tuesday.",
    "name": "{name} arrived on Tuesday.",
}
MONARCHS = ("king", "queen", "emir", "amir", "sultan", "pope", "grand duke", "prince")
PREFIXES = ("acting", "interim", "federal", "transitional")
LONGEST_TITLE = 4  # words


class Visit(NamedTuple):
    """One visit: title and name apart, the state, and the offices the title can mean there."""

    visit_id: str
    day: str
    title: str
    name: str
    state_id: str
    office_ids: tuple[str, ...]


def score_visits(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally visits: whether the office is in the facts, and what the name is taken for."""
    visits = [visit for record in read_records(path) for visit in read_visit(record)]
    known = [bool(_holders(visit)) for visit in visits]
    frame = pd.DataFrame(visits, columns=list(Visit._fields))
    coverage = frame.assign(document=frame["state_id"], known=known, all=True)
    asked = [visit for visit, has in zip(visits, known, strict=True) if has]
    return pd.concat([
        accuracy.tally(coverage, {"office in the facts": ("known", "all")}),
        *(_judged(asked, form, settings) for form in FORMS),
    ])  # fmt: skip


def _judged(visits: list[Visit], form: str, settings: Settings) -> pd.DataFrame:
    texts = [
        Text(v.visit_id, FORMS[form].format(title=v.title, name=v.name), v.day) for v in visits
    ]
    cases = pd.DataFrame({
        "document": [visit.visit_id for visit in visits],
        "start": [text.text.index(visit.name) for text, visit in zip(texts, visits, strict=True)],
        "state_id": [visit.state_id for visit in visits],
        "office_ids": [visit.office_ids for visit in visits],
    })  # fmt: skip
    cases["end"] = cases["start"] + [len(visit.name) for visit in visits]
    paired = accuracy.pair_mentions(
        cases, mentioned(texts, settings)[["document", "start", "end", "state_id", "office_id"]]
    )
    judged = paired.assign(
        document=paired["state_id"], case=True, form=form,
        answered=paired["found_state_id"].notna(),
        state=(paired["state_id"] == paired["found_state_id"]).fillna(False),
        office=[
            office in ids
            for office, ids in zip(paired["found_office_id"], paired["office_ids"], strict=True)
        ],
    )  # fmt: skip
    measures = {
        "state recall": ("state", "case"), "state accuracy": ("state", "answered"),
        "office recall": ("office", "case"),
    }  # fmt: skip
    tallies = accuracy.tally(judged, measures, by=["form"])
    return tallies[tallies["slice"] != "all"]


def read_visit(record: dict) -> list[Visit]:
    """Read one record; nothing if it is no visit of one leader, or its state has no name here.

    Those elected and not yet in office, and pairs of visitors, are left out.
    """
    if record["kind"] != "leader_visit" or record["date"] < SINCE:
        return []
    actor = " ".join(record["actor"].split())
    state = state_of(record["country"])
    if not state or " and " in actor or "-elect" in actor.lower():
        return []
    title, name = split_title(actor, state)
    if not title or not name:
        return []
    return [Visit(record["id"], record["date"], title, name, state, _offices(title, state))]


def split_title(actor: str, state: str) -> tuple[str, str]:
    """Part a title from a name: the longest opening words that are a title of that state."""
    words = actor.split(" ")
    for length in range(min(LONGEST_TITLE, len(words) - 1), 0, -1):
        if _offices(" ".join(words[:length]), state) or _is_title(words[:length]):
            return " ".join(words[:length]), " ".join(words[length:])
    return "", actor


def state_of(country: str) -> str:
    """Return the state a register's country means; empty if the facts do not know the name."""
    name = country.partition(" (")[0].strip().replace("’", "'")
    first, _, rest = name.partition(", ")
    for form in (name, f"{rest} {first}".strip()):
        states = {meaning.state_id for meaning in meanings_of(form) if meaning.kind == "state"}
        if len(states) == 1:
            return states.pop()
    return ""


def _is_title(words: list[str]) -> bool:
    return any(meaning.kind == "title" for meaning in meanings_of(" ".join(words).lower()))


def _offices(title: str, state: str) -> tuple[str, ...]:
    """Return the offices of a state that a title can mean."""
    words = title.lower().split(" ")
    plain = " ".join(words[1:] if words[0] in PREFIXES and len(words) > 1 else words)
    return tuple(
        office.office_id
        for office in offices_of(state)
        if plain in office.titles or (plain in MONARCHS and office.role == "head_of_state")
    )


def _holders(visit: Visit) -> list[Term]:
    terms = terms_by_office()
    return [term for office in visit.office_ids for term in held(terms.get(office, ()), visit.day)]
