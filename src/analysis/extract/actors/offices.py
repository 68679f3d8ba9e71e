"""Who held which office on which day, as the facts say.

The day of handover belongs to both, the one who leaves and the one who comes. A date known
only to the month or the year counts from its last day as a start and until its first day as
an end, so that nobody is placed in an office on a day on which somebody else may have held it.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.facts import read_facts
from analysis.lexicon import read_words, rows_of

# Offices in the order in which a person who holds several is listed under them.
ROLE_ORDER = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")


# Roles many hold at once, so that the facts list only some of their holders.
SHARED_ROLES = (
    "ambassador", "envoy", "spokesperson", "legislator", "military", "commander", "governor",
    "mayor", "minister", "deputy_minister", "deputy_foreign_minister", "prince", "honorific",
    "speaker", "other", "party_leader", "opposition_leader", "rebel_leader",
)  # fmt: skip


class Term(NamedTuple):
    """One person's time in one office; `start` and `end` are ISO text, empty if open."""

    office_id: str
    person_id: str
    start: str
    end: str
    acting: bool

    @property
    def fact_row(self) -> str:
        """The row it stands in."""
        return f"holders:{self.office_id}/{self.person_id}/{self.start}"


class Office(NamedTuple):
    """An office; `owner` is the state or organisation, `titles` are in lower case."""

    office_id: str
    owner: str
    state_id: str
    role: str
    sector: str
    titles: tuple[str, ...]


@cache
def offices() -> dict[str, Office]:
    """Return all offices by their id."""
    return {
        row.office_id: Office(
            row.office_id,
            row.state_id or row.office_id.rsplit("-", 1)[0],
            row.state_id,
            row.role,
            row.sector,
            tuple(title.strip().lower() for title in row.titles.split("|")),
        )
        for row in rows_of(read_facts("offices"))
    }


@cache
def acts_for(office: Office) -> str:
    """Return the state an office acts for: that of the agency it heads, too; empty if none."""
    return office.state_id or _states_of_agencies().get(office.owner, "")


@cache
def _states_of_agencies() -> dict[str, str]:
    rows = read_facts("organisations")
    agencies = rows[rows["kind"] == "agency"]
    return dict(zip(agencies["org_id"], agencies["state_id"], strict=True))


@cache
def offices_of(owner: str) -> tuple[Office, ...]:
    """Return the offices of a state or an organisation."""
    return tuple(office for office in offices().values() if office.owner == owner)


@cache
def terms_by_person() -> dict[str, tuple[Term, ...]]:
    """Return the terms of each person, earliest first."""
    return _grouped("person_id")


@cache
def terms_by_office() -> dict[str, tuple[Term, ...]]:
    """Return the terms of each office, earliest first."""
    return _grouped("office_id")


def _grouped(key: str) -> dict[str, tuple[Term, ...]]:
    grouped: dict[str, list[Term]] = {}
    rows = read_facts("holders").sort_values(["start", "office_id", "person_id"], kind="stable")
    for row in rows_of(rows):
        term = Term(row.office_id, row.person_id, row.start, row.end, row.acting == "true")
        grouped.setdefault(getattr(term, key), []).append(term)
    return {name: tuple(terms) for name, terms in grouped.items()}


def held(terms: Iterable[Term], day: str) -> list[Term]:
    """Return the terms that hold on a day; none if the day is not known.

    On the day of handover both terms hold.
    """
    return [
        term
        for term in terms
        if day and last_day(term.start) <= day and (not term.end or day <= first_day(term.end))
    ]


@cache
def first_day(date: str) -> str:
    """Return the first day of a day, month or year, as ISO text."""
    return f"{date}-01-01"[: max(len(date), 10)] if len(date) == 4 else f"{date}-01"[:10]


@cache
def last_day(date: str) -> str:
    """Return the last day of a day, month or year, as ISO text; empty for empty."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date


def states_of_persons(persons: Iterable[str]) -> set[str]:
    """Return the states in which the persons hold or held an office."""
    terms = [term for person in persons for term in terms_by_person().get(person, ())]
    return {offices()[term.office_id].state_id for term in terms} - {""}


def near(terms: Iterable[Term], day: str, years: int) -> list[Term]:
    """Return the terms that hold near a day: up to some years before it, or a year after."""
    if not day:
        return []
    first, last = years_from(day, -years), years_from(day, 1)
    return [term for term in terms if term.start <= last and (not term.end or first <= term.end)]


@cache
def years_from(day: str, years: int) -> str:
    """Return the ISO day so many years later, or earlier if negative."""
    return (pd.Timestamp(day) + pd.DateOffset(years=years)).strftime("%Y-%m-%d")


def leading(terms: Iterable[Term], title: str = "") -> Term | None:
    """Choose the term a person is listed under: by the title given, then by rank, then the last."""
    ranked = sorted(
        terms,
        key=lambda term: (
            not (title and fits(offices()[term.office_id], title)),
            term.acting,
            _rank(offices()[term.office_id].role),
            _reversed(term.start),
            term.office_id,
        ),
    )
    return ranked[0] if ranked else None


def _rank(role: str) -> int:
    return ROLE_ORDER.index(role) if role in ROLE_ORDER else len(ROLE_ORDER)


def _reversed(day: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in day.split("-") if part.isdigit())


def fits(office: Office, title: str) -> bool:
    """Whether an office goes by a title; a general title fits the special one."""
    role = role_of(title)
    if title in office.titles:
        return True
    return bool(role) and role not in SHARED_ROLES and role in (
        office.role, office.office_id.split("-", 1)[-1],
    )  # fmt: skip


@cache
def role_of(title: str) -> str:
    """Return the role a title stands for; empty if the word list has none."""
    rows = read_words("titles")
    roles = dict(zip(rows["form"].str.lower(), rows["role"], strict=True))
    return roles.get(title.replace("defense", "defence"), "")


@cache
def offices_titled(owner: str, title: str) -> tuple[Office, ...]:
    """Return the offices of a state or organisation that go by a title, the exact ones if any."""
    own = offices_of(owner)
    exact = tuple(office for office in own if title in office.titles)
    return exact or tuple(office for office in own if fits(office, title))
