"""Entries of a dictionary as rows of our tables, for a researcher's folder of facts.

What an entry is, is read from its codes. Where all are states and nothing else, its names
are those of the state it was last; a dated code of another kind makes it a person; anything
else is an organisation. Names that the packaged facts know are theirs: a person or
organisation they have gets the spellings it lacks, and what the dictionary says of its
offices is left out. Dictionaries say neither office nor title, so that a new person holds an
office of its own kind: `SYR-listed_gov`, one of many who were in that government then.

Nothing vanishes: whatever makes no row is listed with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analysis.facts.cameo.codes import KINDS, OF_STATE, Party, read_code
from analysis.facts.cameo.entries import NULL_CODE, Entry, Term
from analysis.facts.cameo.known import common_words, plain, printed, the_known
from analysis.facts.cameo.rows import Rows
from analysis.facts.packaged import read_packaged

BARE = 3  # letters of a code that is a state and nothing else
# Letters up to which a name of one word is a short form: `USA`, `NATO`.
SHORT_STATE, SHORT_ORGANISATION = 3, 5
NOT_CARRIED = ("file", "line", "name", "what", "reason")


@dataclass(frozen=True)
class Imported:
    """What became of the entries of one or more dictionaries.

    Attributes
    ----------
    tables
        Rows of our reference tables, with the columns that they fill.
    not_carried
        `NOT_CARRIED`: every name and code that made no row, and why.
    counts
        How many entries were names of a state, persons, organisations, or none of these.
    """

    tables: dict[str, pd.DataFrame]
    not_carried: pd.DataFrame
    counts: dict[str, int] = field(default_factory=dict)


def import_entries(entries: Iterable[Entry], *, as_of: str = "") -> Imported:
    """Turn entries into rows of facts.

    Parameters
    ----------
    entries
        Of one or more dictionaries. The order leaves no trace but in the list of what was
        not carried.
    as_of
        Day, as ISO text, on which the dictionary was last right: terms it leaves open end
        then. Empty to leave them open.

    Returns
    -------
    Imported
        Rows that fit `overlay.read_extra`; none where every name was known.
    """
    work = _Work(as_of)
    for entry in sorted(entries, key=lambda entry: (entry.names, entry.terms, entry.place)):
        work.take(entry)
    lost = pd.DataFrame(work.lost, columns=list(NOT_CARRIED))
    lost = lost.sort_values(["file", "line", "name", "what", "reason"], kind="stable")
    return Imported(
        work.rows.tables(), lost.reset_index(drop=True), dict(sorted(work.counts.items()))
    )


class _Work:
    """Rows made so far, and what was lost on the way."""

    def __init__(self, as_of: str) -> None:
        self.as_of = as_of
        self.rows = Rows()
        self.lost: list[dict[str, Any]] = []
        self.counts: Counter[str] = Counter()
        self._in_office = frozenset(read_packaged("holders")["person_id"])

    def take(self, entry: Entry) -> None:
        """Turn one entry into rows."""
        parties = [(term, read_code(term.code)) for term in entry.terms if term.code != NULL_CODE]
        for term in (term for term, party in parties if party is None):
            self._lose(entry, term.code, "a code whose first part is no state or kind we know")
        known = [(term, party) for term, party in parties if party is not None]
        undated = [party for term, party in known if not term.first and not term.last]
        state = _state_named(known)
        if not known:
            reason = "no code" if not parties else "no code that we know"
            self._lose(entry, "entry", reason)
            self.counts["no code"] += 1
        elif state:
            self.counts["state"] += 1
            self._take_state(entry, state)
        elif len(undated) < len(known):
            self.counts["person"] += 1
            self._take_person(entry, known)
        else:
            self.counts["organisation"] += 1
            self._take_organisation(entry, undated[0])

    def _lose(self, entry: Entry, what: str, reason: str) -> None:
        self.lost.append(
            {"file": entry.file, "line": entry.line, "name": entry.names[0], "what": what,
             "reason": reason}
        )  # fmt: skip

    def _take_state(self, entry: Entry, state: str) -> None:
        """Add the names of a state that nobody goes by so far."""
        for name in entry.names:
            known = the_known()
            states = known.states.get(plain(name), frozenset())
            others = known.organisations.get(plain(name)) or known.persons.get(plain(name))
            if state in states:
                continue
            if states or others:
                owner = sorted(states or others or ())[0]
                self._lose(entry, name, f"the facts have this as a name of {owner}")
            elif plain(name) in common_words():
                self._lose(entry, name, "a word that is also no name")
            else:
                shown = printed(name, short=SHORT_STATE)
                self.rows.add_state_name(state, shown, entry.place)

    def _take_person(self, entry: Entry, known: list[tuple[Term, Party]]) -> None:
        states = sorted({party.state_id for _, party in known if party.state_id})
        found = _owners(the_known().persons, entry.names)
        if len(found) > 1:
            self._lose(entry, "entry", f"its names are those of several persons: {found}")
            return
        if found:
            self._take_known_person(entry, found[0], states)
            if found[0] in self._in_office:
                return
        person = found[0] if found else self._new_person(entry, states)
        if person:
            for term, party in known:
                self._take_term(entry, person, term, party)

    def _take_known_person(self, entry: Entry, person: str, states: list[str]) -> None:
        """Add the spellings that a person of the facts lacks."""
        own = self.rows.states_of(person)
        if own and states and not own & set(states):
            self._lose(entry, "entry", f"a namesake of {person}, who is of {sorted(own)}")
            return
        forms = [printed(name) for name in entry.names if self._is_new(entry, name, person)]
        self.rows.add_person(person, "", forms, entry.place)
        if person in self._in_office:
            self._lose(entry, "codes", f"the facts have the offices of {person}")

    def _new_person(self, entry: Entry, states: list[str]) -> str:
        names = [name for name in entry.names if self._is_new(entry, name, "")]
        if not names:
            self._lose(entry, "entry", "none of its names is free")
            return ""
        person = self.rows.person_id(printed(names[0]), states)
        self.rows.add_person(
            person, printed(names[0]), [printed(name) for name in names[1:]], entry.place
        )
        return person

    def _is_new(self, entry: Entry, name: str, owner: str) -> bool:
        """Whether a person or organisation may be given a name; says so where not."""
        known = the_known()
        for kind in (known.persons, known.organisations, known.states):
            owners = kind.get(plain(name), frozenset())
            if owners:
                if owner not in owners:
                    self._lose(entry, name, f"the facts have this as a name of {sorted(owners)[0]}")
                return False
        if plain(name) in common_words():
            self._lose(entry, name, "a word that is also no name")
            return False
        return True

    def _take_term(self, entry: Entry, person: str, term: Term, party: Party) -> None:
        if party.elite or not party.sector:
            self._lose(entry, term.code, "elite or of unknown standing: no office")
        elif not party.owner:
            self._lose(entry, term.code, "an organisation whose code we do not know")
        else:
            end = _day_after(term.last) if term.last else self.as_of
            if end and term.first and end <= term.first:
                self._lose(entry, term.code, f"it begins on {term.first}, after --as-of")
                return
            if not self.rows.add_term(person, party, term.first, end, entry.place):
                self._lose(entry, term.code, "another term begins on the same day")

    def _take_organisation(self, entry: Entry, party: Party) -> None:
        """Add an organisation, or the names that one of the facts lacks."""
        found = _owners(the_known().organisations, entry.names)
        if len(found) > 1:
            self._lose(entry, "entry", f"its names are those of several organisations: {found}")
            return
        names = [
            name for name in entry.names if self._is_new(entry, name, found[0] if found else "")
        ]
        if found:
            forms = [printed(name, short=SHORT_ORGANISATION) for name in names]
            self.rows.add_organisation(found[0], "", forms, "", "", entry.place)
        elif not party.sector:
            self._lose(entry, "entry", "neither a person nor of a kind that we have")
        elif names:
            forms = [printed(name, short=SHORT_ORGANISATION) for name in names]
            org, kind = self.rows.organisation_id(forms[0]), KINDS[party.sector]
            state = party.state_id if party.sector in OF_STATE else ""
            self.rows.add_organisation(org, forms[0], forms[1:], kind, state, entry.place)


def _state_named(known: list[tuple[Term, Party]]) -> str:
    """Return the state whose name an entry is: the latest of its codes that is a bare state.

    Empty if a code says that somebody is something in a state.
    """
    if any(party.sector or party.elite or not party.state_id for _, party in known):
        return ""
    bare = [
        (term.first or ("" if term.last else "9999"), party.owner)
        for term, party in known
        if len(term.code) == BARE
    ]
    return max(bare)[1] if bare else ""


def _owners(known: dict[str, frozenset[str]], names: Iterable[str]) -> list[str]:
    return sorted({owner for name in names for owner in known.get(plain(name), ())})


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
