"""Every name the facts and word lists know, and what each can mean.

A name is looked up as folded by `fold`; it may have several meanings, which differ by date
or stay undecided. This is the one place where columns of `facts` become names: annotation
looks for these names, linking asks what they mean.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.facts import ReferenceDataError, read_facts
from analysis.lexicon import read_words
from analysis.lexicon.fold import fold_name

# The kinds of name, in the order in which they claim a form that is several things at once:
# the state of Luxembourg before its capital, a state before a family of that name.
KINDS = (
    "not_actor", "state", "adjective", "people", "prefix", "person", "organisation", "seat",
    "capital", "title", "institution", "counterpart", "surname",
)  # fmt: skip
LABELS = {
    "state": "GPE", "capital": "GPE", "adjective": "NORP", "people": "NORP", "prefix": "NORP",
    "person": "PERSON", "surname": "PERSON", "organisation": "ORG", "seat": "ORG",
}  # fmt: skip
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


@cache
def known_names() -> dict[str, tuple[Meaning, ...]]:
    """Return each folded form with its meanings, the strongest kind first.

    Forms of a name in capitals are not listed; `meanings_of` finds them.
    """
    found: dict[str, dict[Meaning, None]] = {}
    for form, meaning in _all_forms():
        folded = fold_name(form)
        if folded:
            found.setdefault(folded, {})[meaning] = None
    return {
        form: tuple(sorted(meanings, key=lambda meaning: (KINDS.index(meaning.kind), meaning)))
        for form, meanings in found.items()
    }


@cache
def names_in_capitals() -> dict[str, str]:
    """Return each known name of four letters or more, written in capitals, with its form."""
    return {
        form.upper(): form
        for form in sorted(known_names())
        if sum(letter.isalpha() for letter in form) >= 4 and form.upper() not in known_names()
    }


@cache
def meanings_of(form: str) -> tuple[Meaning, ...]:
    """Return what a name can mean; empty if it is not known."""
    folded = fold_name(form)
    known = known_names()
    return known.get(folded) or known.get(names_in_capitals().get(folded, ""), ())


def _all_forms() -> list[tuple[str, Meaning]]:
    return [
        *_states(), *_demonyms(), *_capitals(), *_seats(), *_organisations(), *_persons(),
        *_titles(), *_institutions(), *_not_actors(),
    ]  # fmt: skip


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _state_of(state_id: str) -> str:
    """Return the code of a present-day state; empty for a former or disputed one."""
    return state_id if len(state_id) == 3 else ""


def _senses(ambiguous_with: str) -> tuple[str, ...]:
    return tuple(part for part in _parts(ambiguous_with) if not part.isupper())


def _states() -> list[tuple[str, Meaning]]:
    rows = read_facts("state_names")
    return [
        (row.name, Meaning("state", row.state_id, _state_of(row.state_id), row.start, row.end,
                           f"state_names:{row.state_id}/{row.name}", _senses(row.ambiguous_with)))
        for row in rows.itertuples(index=False)
    ]  # fmt: skip


def _demonyms() -> list[tuple[str, Meaning]]:
    kinds = {"adjective": "adjective", "prefix": "prefix", "noun": "people", "noun_plural": "people"}
    return [
        (row.form, Meaning(kinds[row.kind], row.state_id, _state_of(row.state_id), "", "",
                           f"demonyms:{row.state_id}/{row.form}", _senses(row.ambiguous_with)))
        for row in read_facts("demonyms").itertuples(index=False)
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
        for row in read_facts("capitals").itertuples(index=False)
        if "word" not in _parts(row.ambiguous_with)
    ]  # fmt: skip


def _seats() -> list[tuple[str, Meaning]]:
    rows = table_or_empty("seats", "name", "state_id", "organ", "start", "end")
    return [
        (form, Meaning("seat", _organ_id(row.state_id, row.organ), _state_of(row.state_id), row.start,
                       row.end, f"seats:{row.name}", (), _sector_of(row.organ)))
        for row in rows.itertuples(index=False)
        for form in [row.name, *_parts(getattr(row, "aliases", ""))]
    ]  # fmt: skip


@cache
def _presidencies() -> frozenset[str]:
    """Return the states that are led by a president."""
    rows = read_facts("offices")
    led = [("leader" in _parts(titles)) for titles in rows["titles"]]
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
        "organisations", "org_id", "name", "short_name", "aliases", "kind", "state_id", "start", "end"
    )
    return [
        (form, Meaning("organisation", row.org_id, _state_of(row.state_id), "", "",
                       f"organisations:{row.org_id}", (), row.kind))
        for row in rows.itertuples(index=False)
        for form in [row.name, row.short_name, *_parts(row.aliases)]
    ]  # fmt: skip


def _persons() -> list[tuple[str, Meaning]]:
    found = []
    for row in read_facts("persons").itertuples(index=False):
        meaning = Meaning("person", row.person_id, fact_row=f"persons:{row.person_id}")
        for name in [row.name, *_parts(row.variants)]:
            found += [(form, meaning) for form in _spellings(name) if " " in form or "-" in form]
        found += [
            (family, meaning._replace(kind="surname"))
            for family in _families(row.name, row.family)
        ]
    return found


def _spellings(name: str) -> list[str]:
    """Return the ways a full name is written: with and without hyphens, `al-` in three ways."""
    forms = {name: None}
    words = name.split()
    if "-" in name:
        forms[" ".join(part[:1].upper() + part[1:] for part in name.replace("-", " ").split())] = None
        forms[name.replace("-", " ")] = None
    elif len(words) == 3 and all(len(word) < 6 and word[:1].isupper() for word in words):
        forms[f"{words[0]} {words[1]}-{words[2].lower()}"] = None
        forms[f"{words[0]} {words[1]}-{words[2]}"] = None
    for form in list(forms):
        for before, after in (("al-", "Al-"), ("al-", "al "), ("al-", "Al "), ("al-", "el-")):
            if f" {before}" in form:
                forms[form.replace(f" {before}", f" {after}")] = None
    initials = [word for word in words if not (len(word) == 2 and word[1] == ".")]
    if 2 <= len(initials) < len(words):
        forms[" ".join(initials)] = None
    return list(forms)


def _families(name: str, family: str) -> list[str]:
    """Return the family names a person goes by when the full name was given before.

    A name whose last part is lower case after a hyphen, as `Kim Dae-jung`, begins with the
    family name whatever the row says; `Charles III` goes by `Charles`.
    """
    words = name.split()
    last = words[-1] if words else ""
    if len(words) > 1 and (last.strip("IVX") == "" or last in ("Jr.", "Sr.")):
        return [" ".join(words[:-1])] if last.strip("IVX") == "" else [words[-2]]
    if len(words) == 2 and "-" in last and last.split("-")[-1][:1].islower() and last[0].isupper():
        return [words[0]]
    return [part for part in _parts(family) if len(part) > 2 or part == words[0]]


def _titles() -> list[tuple[str, Meaning]]:
    found = []
    for row in read_words("titles").itertuples(index=False):
        bare = ("bare",) if row.bare == "yes" else ()
        meaning = Meaning("title", row.role, senses=bare, sector=row.sector)
        found += [(form, meaning) for form in _cases(row.form)]
    known = {form for form, _ in found}
    for row in read_facts("offices").itertuples(index=False):
        for title in _parts(row.titles):
            for form in _cases(title):
                if form not in known and " " in form:
                    found.append((form, Meaning("title", row.role, senses=("bare",), sector=row.sector)))
    found += [(form, Meaning("counterpart", "")) for form in ("counterpart", "Counterpart")]
    return found


def _institutions() -> list[tuple[str, Meaning]]:
    return [
        (form, Meaning("institution", row.organ, sector=row.sector))
        for row in read_words("institutions").itertuples(index=False)
        for form in _cases(row.noun)
    ]


def _cases(noun: str) -> list[str]:
    """Return a title or institution as written in a sentence and as a name, in both spellings."""
    if not noun.islower():
        return [noun]
    forms = {}
    for spelt in (noun, noun.replace("defence", "defense")):
        words = [word if word in SMALL_WORDS else word.capitalize() for word in spelt.split()]
        forms[spelt] = forms[" ".join(words)] = forms[spelt[0].upper() + spelt[1:]] = None
        forms[" ".join([*words[:-1], words[-1].lower()])] = None
        forms["-".join(word.capitalize() for word in spelt.split("-"))] = None
    return list(forms)


def _not_actors() -> list[tuple[str, Meaning]]:
    return [(form, Meaning("not_actor", "")) for form in read_words("not_actors")["form"]]
