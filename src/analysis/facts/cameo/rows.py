"""Rows of facts gathered from a dictionary: those that say of one thing become one."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pandas as pd

from analysis.facts.cameo.codes import Party
from analysis.facts.packaged import read_packaged

COLUMNS = {
    "state_names": ("state_id", "name", "kind", "source"),
    "offices": ("office_id", "state_id", "role", "sector", "titles", "source"),
    "organisations": ("org_id", "name", "short_name", "aliases", "kind", "state_id", "source"),
    "persons": ("person_id", "name", "variants", "name_order", "source"),
    "holders": ("office_id", "person_id", "start", "end", "precision", "acting", "source"),
}  # fmt: skip
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def slug(name: str, joint: str = "-") -> str:
    """Return a name as part of an identifier: small letters, no accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return _NOT_IN_SLUG.sub(joint, plain.replace("'", "").replace(".", "")).strip(joint)


class Rows:
    """The rows of each table by their key; identifiers never fall on those of the facts."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {t: {} for t in COLUMNS}
        packaged = {table: read_packaged(table) for table in ("persons", "organisations")}
        self._taken = {str(i) for frame in packaged.values() for i in frame.iloc[:, 0]}
        self._states: dict[str, set[str]] = {}
        offices = read_packaged("offices").set_index("office_id")["state_id"]
        holders = read_packaged("holders")
        for office, person in zip(holders["office_id"], holders["person_id"], strict=True):
            self._states.setdefault(person, set()).add(str(offices[office]))

    def states_of(self, person: str) -> set[str]:
        """Return the states a person of the facts held office in."""
        return self._states.get(person, set()) - {""}

    def person_id(self, name: str, states: list[str]) -> str:
        """Return the identifier of a new person; with the state where two share a name."""
        base = f"person-{slug(name) or 'unnamed'}"
        own = "-".join(state.lower() for state in states)
        for person in (base, f"{base}-{own or 'other'}"):
            if person in self._taken:
                continue
            listed = self._rows["persons"].get((person,))
            if listed is None or listed["states"] == own:
                self._rows["persons"].setdefault(
                    (person,), {"person_id": person, "states": own, "variants": []}
                )
                return person
        return f"{base}-{own or 'other'}"

    def organisation_id(self, name: str) -> str:
        """Return the identifier of a new organisation, never that of one of the facts."""
        org = f"org-{slug(name, '_') or 'unnamed'}"
        return f"{org}_listed" if org in self._taken else org

    def add_state_name(self, state: str, name: str, source: str) -> None:
        """Add a name of a state."""
        row = {"state_id": state, "name": name, "kind": "short", "source": source}
        self._rows["state_names"].setdefault((state, name), row)

    def add_person(self, person: str, name: str, variants: list[str], source: str) -> None:
        """Add a person, or variants to one; an empty name leaves that of the facts."""
        row = self._rows["persons"].setdefault((person,), {"person_id": person, "variants": []})
        row.setdefault("source", source)
        row["name"] = row.get("name") or name
        forms = [*row["variants"], *([name] if name != row["name"] else []), *variants]
        row["variants"] = [form for form in dict.fromkeys(forms) if form and form != row["name"]]

    def add_organisation(
        self, org: str, name: str, aliases: list[str], kind: str, state: str, source: str
    ) -> None:
        """Add an organisation, or aliases to one."""
        row = self._rows["organisations"].setdefault(
            (org,),
            {"org_id": org, "name": name, "aliases": [], "kind": kind,
             "state_id": state if len(state) == 3 else "", "source": source},
        )  # fmt: skip
        forms = [*row["aliases"], *([name] if name != row["name"] else []), *aliases]
        row["aliases"] = [form for form in dict.fromkeys(forms) if form and form != row["name"]]

    def add_term(self, person: str, party: Party, start: str, end: str, source: str) -> bool:
        """Add a time in the office that stands for all of one sector in one state or body.

        Returns whether it stands there now: not if another one begins on the same day.
        """
        sector = party.sector.lower()
        office = f"{party.owner}-listed_{sector}"
        self._rows["offices"].setdefault(
            (office,),
            {"office_id": office, "state_id": party.state_id, "role": "other",
             "sector": party.sector, "titles": f"listed-{sector}", "source": source},
        )  # fmt: skip
        row = self._rows["holders"].setdefault(
            (office, person, start),
            {"office_id": office, "person_id": person, "start": start, "end": end,
             "precision": "day", "acting": "false", "source": source},
        )  # fmt: skip
        return bool(row["end"] == end)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables that have rows, in the order of their keys."""
        found = {}
        for table, columns in COLUMNS.items():
            rows = [self._rows[table][key] for key in sorted(self._rows[table])]
            said = [row for row in rows if len(row) > 2 and _says_something(row)]
            if said:
                shown = [{c: _cell(row.get(c, "")) for c in columns} for row in said]
                found[table] = pd.DataFrame(shown, columns=list(columns)).astype("str")
        return found


def _says_something(row: dict[str, Any]) -> bool:
    """Whether a row adds to the facts: one of a known thing without a new name does not."""
    return any(row.get(c) for c in ("name", "variants", "aliases", "office_id"))


def _cell(value: object) -> str:
    return "|".join(value) if isinstance(value, list) else str(value)
