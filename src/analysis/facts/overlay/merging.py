"""Extra facts laid over the packaged ones, and what did not go together.

Two rows disagree if they have one key and different values, if they give one name to two
owners, or if they put two persons into one office on one day. Two extra rows disagree in the same
way; the first by key stays then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.facts.overlay.reading import KEYS, records_of
from analysis.facts.packaged import read_packaged
from analysis.lexicon.fold import fold_name

CONFLICT_COLUMNS = ("table", "line", "about", "extra", "packaged", "outcome")
STAYS = "the packaged row stays"
ORDER = (
    "states", "offices", "organisations", "persons", "state_names", "demonyms", "capitals",
    "seats", "named_events", "holders",
)  # fmt: skip
# Cells that hold a list: those of both rows are joined.
LISTS = {
    "organisations": ("aliases", "members"), "offices": ("titles",),
    "persons": ("variants", "family"), "named_events": ("aliases", "phase_bounds"),
}  # fmt: skip
# Whose name it is, the column of the name proper, and the list of further ones.
NAMES = {
    "organisations": ("org_id", "name", "aliases"), "persons": ("person_id", "name", "variants"),
    "state_names": ("state_id", "name", ""), "demonyms": ("state_id", "form", ""),
    "capitals": ("state_id", "city", ""), "seats": ("state_id", "name", ""),
}  # fmt: skip
UNCOMPARED = ("source", "source2", "checked", "ambiguous_with", "line", "precedence")
# Roles that several persons may have at once.
SHARED_ROLES = ("other", "ambassador", "envoy", "commander", "party_leader")
Row = dict[str, Any]


@dataclass(frozen=True)
class Merged:
    """The reference tables with what a researcher added.

    Attributes
    ----------
    tables
        Each table that has extra rows, in the order of its key, with the packaged columns.
    conflicts
        `CONFLICT_COLUMNS`, one row for each cell, name or term in which rows disagree: both
        rows in words, and which of them stands.
    """

    tables: dict[str, pd.DataFrame]
    conflicts: pd.DataFrame


def merge(extra: dict[str, pd.DataFrame]) -> Merged:
    """Lay checked extra tables, as `read_extra` returns them, over the packaged ones."""
    notes: list[Row] = []
    owners = _owners()
    left_out: set[str] = set()
    alone: frozenset[str] = frozenset()
    tables: dict[str, pd.DataFrame] = {}
    for name in (name for name in ORDER if name in extra):
        packaged = read_packaged(name)
        if name == "holders":
            alone = _held_alone(tables.get("offices", read_packaged("offices")))
        rows = {_key(row, name): row for row in records_of(packaged)}
        for added in sorted(
            records_of(extra[name]), key=lambda row: (_key(row, name), row["line"])
        ):
            row = _without_claimed(added, name, owners, notes)
            if name == "holders" and row is not None:
                row = _placed(row, rows, left_out, alone, notes)
            if row is None:
                left_out.add(str(added[KEYS[name][0]]))
            else:
                _add(row, rows, name, notes)
        merged = pd.DataFrame([rows[key] for key in sorted(rows)], columns=list(packaged.columns))
        tables[name] = merged.astype("str")
    return Merged(tables, pd.DataFrame(notes, columns=list(CONFLICT_COLUMNS)))


def _key(row: Row, name: str) -> tuple[str, ...]:
    return tuple(str(row[column]) for column in KEYS[name])


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _owners() -> dict[str, dict[str, str]]:
    """Return, for every packaged name as folded, its owners and the row each has it from."""
    found: dict[str, dict[str, str]] = {}
    for table, (owner, name, others) in NAMES.items():
        for row in records_of(read_packaged(table)):
            listed = _parts(row[others]) if others else []
            for form in [row[name], row.get("short_name", ""), *listed]:
                if form:
                    found.setdefault(fold_name(form), {}).setdefault(row[owner], _told(row, table))
    return found


def _told(row: Row, name: str) -> str:
    """Return a row in words: its table, key and cells that say something."""
    told = [f"{column}={cell}" for column, cell in row.items() if cell and column != "line"]
    return f"{name}: " + "; ".join(told)


def _note(row: Row, name: str, about: str, packaged: str, outcome: str = STAYS) -> Row:
    return {
        "table": name, "line": row["line"], "about": about, "extra": _told(row, name),
        "packaged": packaged, "outcome": outcome,
    }  # fmt: skip


def _without_claimed(
    row: Row, name: str, owners: dict[str, dict[str, str]], notes: list[Row]
) -> Row | None:
    """Return a row without the names that belong to others; none if its own name does."""
    if name not in NAMES:
        return row
    owner, main, others = NAMES[name]
    kept = dict(row)
    for form in [row[main], *(_parts(row[others]) if others else [])]:
        claims = owners.get(fold_name(form), {})
        rivals = sorted(set(claims) - {row[owner]})
        if not rivals or row[owner] in claims:
            continue
        outcome = STAYS if not row["precedence"] else "both stand"
        notes.append(_note(row, name, f"the name '{form}'", claims[rivals[0]], outcome))
        if row["precedence"]:
            continue
        if form == row[main]:
            return None
        kept[others] = "|".join(part for part in _parts(kept[others]) if part != form)
    return kept


def _placed(
    row: Row, rows: dict[tuple[str, ...], Row], left_out: set[str], alone: frozenset[str],
    notes: list[Row],
) -> Row | None:  # fmt: skip
    """Return a term of office if its person stands and nobody else is there on those days."""
    if row["person_id"] in left_out:
        notes.append(_note(row, "holders", "a person left out above", ""))
        return None
    if row["acting"] == "true" or row["office_id"] not in alone:
        return row
    clashing = [
        key
        for key, other in rows.items()
        if key[0] == row["office_id"] and other["acting"] != "true"
        and key != _key(row, "holders") and _overlap(row, other)
    ]  # fmt: skip
    for key in clashing:
        packaged = _told(rows[key], "holders")
        outcome = {"replace": "the extra row stands", "beside": "both stand"}
        about = "two terms on one day"
        notes.append(_note(row, "holders", about, packaged, outcome.get(row["precedence"], STAYS)))
        if row["precedence"] == "replace":
            del rows[key]
    return None if clashing and not row["precedence"] else row


def _held_alone(offices: pd.DataFrame) -> frozenset[str]:
    """Return the offices that one person holds at a time."""
    return frozenset(offices["office_id"][~offices["role"].isin(SHARED_ROLES)].tolist())


def _overlap(one: Row, other: Row) -> bool:
    """Whether two terms share a day; the day of handover is not shared."""
    return (not one["end"] or other["start"] < one["end"]) and (
        not other["end"] or one["start"] < other["end"]
    )


def _add(row: Row, rows: dict[tuple[str, ...], Row], name: str, notes: list[Row]) -> None:
    """Put a row among the others, joining it with the one that has its key."""
    key = _key(row, name)
    if key not in rows:
        rows[key] = row
        return
    joined = dict(rows[key])
    for column, cell in row.items():
        if column in LISTS.get(name, ()):
            joined[column] = "|".join(dict.fromkeys([*_parts(joined[column]), *_parts(cell)]))
        elif column in UNCOMPARED or not cell or cell == joined[column]:
            continue
        elif not joined[column] or row["precedence"] == "replace":
            joined[column] = cell
        else:
            notes.append(_note(row, name, f"the column '{column}'", _told(rows[key], name)))
    rows[key] = joined
