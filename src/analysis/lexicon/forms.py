"""The forms of names, as columns of `facts` and the word lists give them.

This is the one place where those columns become names. `names` looks the forms up.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.facts import ReferenceDataError, read_facts
from analysis.lexicon import read_words, rows_of
from analysis.lexicon.person_forms import family_names, parts_of, spellings

# The kinds of name, in the order in which they claim a form that is several things at once:
# the state of Luxembourg before its capital, a state before a family of that name.
KINDS = (
    "not_actor", "state", "adjective", "people", "prefix", "person", "organisation", "seat",
    "capital", "title", "institution", "counterpart", "surname",
)  # fmt: skip
SEAT_ORGANS = {"legislature": "parliament", "judiciary": "supreme_court"}
SMALL_WORDS = ("of", "the", "for", "and", "in", "to", "on")


class Meaning(NamedTuple):
    """One thing a name can mean.

    Parameters
    ----------
    kind
        One of `KINDS`.
    actor_id
        The state, organisation, organ or person; for a title its role, empty if none.
    state_id
        ISO 3166-1 alpha-3 of the state it belongs to; empty if none.
    start, end
        First day, and the day after the last, on which the name means this, as ISO text;
        empty if open.
    fact_row
        The row of facts it rests on, as `table:key`; empty for a word list.
    senses
        Other senses of the form that are no actor, as `US state` or `given name`.
    sector
        Sector of a title, an institution or an organisation; empty if none.
    """

    kind: str
    actor_id: str
    state_id: str = ""
    start: str = ""
    end: str = ""
    fact_row: str = ""
    senses: tuple[str, ...] = ()
    sector: str = ""


def table_or_empty(name: str, *columns: str) -> pd.DataFrame:
    """Return a reference table, or one without rows while there is none of that name."""
    try:
        return read_facts(name)
    except ReferenceDataError:
        return pd.DataFrame({column: pd.Series(dtype="str") for column in columns})


def all_forms() -> list[tuple[str, Meaning]]:
    """Return every form of every name, as written, with one thing it can mean."""
    return [
        *_states(), *_demonyms(), *_capitals(), *_seats(), *_organisations(), *_persons(),
        *_titles(), *_institutions(), *_not_actors(),
    ]  # fmt: skip


def _state_of(state_id: str) -> str:
    """Return the code of a present-day state; empty for a former or disputed one."""
    return state_id if len(state_id) == 3 else ""


def _senses(ambiguous_with: str) -> tuple[str, ...]:
    return tuple(part for part in parts_of(ambiguous_with) if not part.isupper())


def _states() -> list[tuple[str, Meaning]]:
    rows = read_facts("state_names")
    return [
        (row.name, Meaning("state", row.state_id, _state_of(row.state_id), row.start, row.end,
                           f"state_names:{row.state_id}/{row.name}", _senses(row.ambiguous_with)))
        for row in rows_of(rows)
    ]  # fmt: skip


def _demonyms() -> list[tuple[str, Meaning]]:
    kinds = {
        "adjective": "adjective",
        "prefix": "prefix",
        "noun": "people",
        "noun_plural": "people",
    }
    return [
        (row.form, Meaning(kinds[row.kind], row.state_id, _state_of(row.state_id), "", "",
                           f"demonyms:{row.state_id}/{row.form}", _senses(row.ambiguous_with)))
        for row in rows_of(read_facts("demonyms"))
        if row.kind in kinds
    ]  # fmt: skip


def _capitals() -> list[tuple[str, Meaning]]:
    """Return the capitals; that of a former state ended with it at the latest."""
    states = read_facts("states").set_index("state_id")
    return [
        (row.city, Meaning("capital", row.state_id, _state_of(row.state_id),
                           row.start or states["start"].get(row.state_id, ""),
                           row.end or states["end"].get(row.state_id, ""),
                           f"capitals:{row.state_id}/{row.city}", _senses(row.ambiguous_with)))
        for row in rows_of(read_facts("capitals"))
        if "word" not in parts_of(row.ambiguous_with)
    ]  # fmt: skip


def _seats() -> list[tuple[str, Meaning]]:
    rows = table_or_empty("seats", "name", "state_id", "organ", "start", "end")
    return [
        (form, Meaning("seat", _organ_id(row.state_id, row.organ), _state_of(row.state_id),
                       row.start, row.end, f"seats:{row.name}", (), _sector_of(row.organ)))
        for row in rows_of(rows)
        for form in [row.name, *parts_of(getattr(row, "aliases", ""))]
    ]  # fmt: skip


@cache
def _presidencies() -> frozenset[str]:
    """Return the states that are led by a president."""
    rows = read_facts("offices")
    led = [("leader" in parts_of(titles)) for titles in rows["titles"]]
    return frozenset(
        office.removesuffix("-president")
        for office in rows["office_id"][led]
        if office.endswith("-president")
    )


def _organ_id(state_id: str, organ: str) -> str:
    """Return the organ a seat stands for: the presidency only where a president leads."""
    if organ == "executive":
        organ = "presidency" if state_id in _presidencies() else "government"
    return f"{state_id}-{SEAT_ORGANS.get(organ, organ)}"


@cache
def _organ_sectors() -> dict[str, str]:
    rows = read_words("institutions")
    return dict(zip(rows["organ"], rows["sector"], strict=True))


def _sector_of(organ: str) -> str:
    return _organ_sectors().get(organ, "GOV")


def _organisations() -> list[tuple[str, Meaning]]:
    rows = table_or_empty(
        "organisations",
        "org_id",
        "name",
        "short_name",
        "aliases",
        "kind",
        "state_id",
        "start",
        "end",
    )
    return [
        (form, Meaning("organisation", row.org_id, _state_of(row.state_id), "", "",
                       f"organisations:{row.org_id}", (), row.kind))
        for row in rows_of(rows)
        for form in [row.name, row.short_name, *parts_of(row.aliases)]
    ]  # fmt: skip


def _persons() -> list[tuple[str, Meaning]]:
    found: list[tuple[str, Meaning]] = []
    words = frozenset(read_words("sentence_starters")["form"])
    for row in rows_of(read_facts("persons")):
        meaning = Meaning("person", row.person_id, fact_row=f"persons:{row.person_id}")
        for name in [row.name, *parts_of(row.variants)]:
            found += [(form, meaning) for form in spellings(name) if " " in form or "-" in form]
        found += [
            (family, meaning._replace(kind="surname"))
            for family in family_names(row.name, row.family)
            if family not in words
        ]
    return found


def _titles() -> list[tuple[str, Meaning]]:
    found = []
    for row in rows_of(read_words("titles")):
        bare = ("bare",) if row.bare == "yes" else ()
        meaning = Meaning("title", row.role, senses=bare, sector=row.sector)
        found += [(form, meaning) for form in _cases(row.form)]
    known = {form for form, _ in found}
    for row in rows_of(read_facts("offices")):
        for title in parts_of(row.titles):
            for form in _cases(title):
                if form not in known and " " in form:
                    found.append(
                        (form, Meaning("title", row.role, senses=("bare",), sector=row.sector))
                    )
    found += [(form, Meaning("counterpart", "")) for form in ("counterpart", "Counterpart")]
    return found


def _institutions() -> list[tuple[str, Meaning]]:
    return [
        (form, Meaning("institution", row.organ, sector=row.sector))
        for row in rows_of(read_words("institutions"))
        for form in _cases(row.noun)
    ]


def _cases(noun: str) -> list[str]:
    """Return a title or institution as written in a sentence and as a name, in both spellings."""
    if not noun.islower():
        return [noun]
    forms: dict[str, None] = {}
    for spelt in (noun, noun.replace("defence", "defense")):
        words = [word if word in SMALL_WORDS else word.capitalize() for word in spelt.split()]
        forms[spelt] = forms[" ".join(words)] = forms[spelt[0].upper() + spelt[1:]] = None
        forms[" ".join([*words[:-1], words[-1].lower()])] = None
        forms["-".join(word.capitalize() for word in spelt.split("-"))] = None
    return list(forms)


def _not_actors() -> list[tuple[str, Meaning]]:
    return [(form, Meaning("not_actor", "")) for form in read_words("not_actors")["form"]]
