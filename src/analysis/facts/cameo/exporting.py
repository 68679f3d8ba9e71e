"""Our facts as entries of a dictionary of actors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from analysis.facts import read_facts
from analysis.facts.cameo.codes import code_of, code_of_organisation
from analysis.facts.cameo.entries import Entry, Term, is_writable, name_of
from analysis.lexicon import rows_of
from analysis.lexicon.fold import fold_name
from analysis.lexicon.person_forms import parts_of

# What our kinds of organisation are called in codes, after the state or alone.
KIND_CODES = {
    "agency": "GOV", "court": "JUD", "party": "PTY", "armed_group": "REB", "company": "BUS",
    "agency_news": "MED",
}  # fmt: skip
WITHOUT_STATE = {"GOV": "NGO", "JUD": "IGO", "PTY": "INT", "REB": "IMG", "BUS": "MNC", "MED": "MED"}
INTERNATIONAL = ("igo", "alliance", "format")


def export_entries() -> list[Entry]:
    """Return the facts in use as entries: states, then persons, then organisations.

    Returns
    -------
    list of Entry
        States with their names, nationalities and capitals that mean no other state; persons
        with a code for each term of office; organisations with one code. Names are folded
        to capitals without accents. Two entries never share a name: the first has it. What
        would be left without a name or a code is left out.
    """
    taken: set[str] = set()
    made = [*_states(), *_persons(), *_organisations()]
    entries = []
    for names, terms in made:
        free = [name for name in dict.fromkeys(map(_written, names)) if is_writable(name)]
        free = [name for name in free if name not in taken]
        if free and terms:
            taken.update(free)
            entries.append(Entry(tuple(free), tuple(dict.fromkeys(terms))))
    return entries


def _written(name: str) -> str:
    return name_of(fold_name(name))


def _states() -> Iterable[tuple[list[str], list[Term]]]:
    forms: dict[str, list[str]] = {}
    owners: dict[str, set[str]] = {}
    for table, column in (("state_names", "name"), ("demonyms", "form"), ("capitals", "city")):
        for row in rows_of(read_facts(table)):
            form = getattr(row, column)
            forms.setdefault(row.state_id, []).append(form)
            owners.setdefault(_written(form), set()).add(row.state_id)
    for row in rows_of(read_facts("states")):
        code = code_of(row.state_id)
        own = [form for form in forms.get(row.state_id, []) if len(owners[_written(form)]) == 1]
        yield [row.name, *own], [Term(code)] if code else []


def _persons() -> Iterable[tuple[list[str], list[Term]]]:
    offices = {row.office_id: row for row in rows_of(read_facts("offices"))}
    terms: dict[str, list[Term]] = {}
    holders = read_facts("holders").sort_values(["start", "office_id", "person_id"], kind="stable")
    for row in rows_of(holders):
        office = offices[row.office_id]
        owner = row.office_id.rsplit("-", 1)[0]
        code = (
            code_of(office.state_id, office.sector)
            if office.state_id
            else code_of_organisation(owner)
        )
        first, last = _first_day(row.start), _last_day(row.end)
        if code and not (first and last and last < first):
            terms.setdefault(row.person_id, []).append(Term(code, first, last))
    for row in rows_of(read_facts("persons")):
        yield [row.name, *parts_of(row.variants)], terms.get(row.person_id, [])


def _organisations() -> Iterable[tuple[list[str], list[Term]]]:
    for row in rows_of(read_facts("organisations")):
        names = [row.name, row.short_name, *parts_of(row.aliases)]
        if row.kind in INTERNATIONAL:
            code = code_of_organisation(row.org_id)
        else:
            kind = KIND_CODES.get(row.kind, "NGO")
            code = code_of(row.state_id, kind) if row.state_id else WITHOUT_STATE.get(kind, kind)
        yield [name for name in names if name], [Term(code)] if code else []


def _first_day(start: str) -> str:
    """Return the first day a start may mean, as ISO text; empty if open."""
    return start + "0000-01-01"[len(start) :] if start else ""


def _last_day(end: str) -> str:
    """Return the last day before an end, as ISO text; empty if open."""
    if not end:
        return ""
    return (date.fromisoformat(_first_day(end)) - timedelta(days=1)).isoformat()
