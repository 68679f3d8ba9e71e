"""The files of a researcher's facts, read and checked row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.facts.packaged import ReferenceDataError, read_packaged, table_names

# What a row may say of packaged rows that say otherwise; empty lets them stand.
PRECEDENCE = ("", "replace", "beside")

KEYS = {
    "capitals": ("state_id", "city"), "demonyms": ("state_id", "form"),
    "holders": ("office_id", "person_id", "start"), "named_events": ("event_id",),
    "offices": ("office_id",), "organisations": ("org_id",), "persons": ("person_id",),
    "seats": ("name", "state_id", "organ"), "state_names": ("state_id", "name"),
    "states": ("state_id",),
}  # fmt: skip
# Columns that a row of a new key cannot do without, beside the key and the source.
NEEDS = {
    "demonyms": ("kind",), "offices": ("role", "titles"), "organisations": ("name", "kind"),
    "persons": ("name",), "states": ("name", "kind"), "named_events": ("name",),
}  # fmt: skip
# Columns that hold one of a few words: those the packaged table uses.
CLOSED = {
    "capitals": ("role",), "demonyms": ("kind",), "holders": ("precision", "acting"),
    "offices": ("role",), "organisations": ("kind",), "persons": ("name_order",),
    "seats": ("organ",), "state_names": ("kind",), "states": ("kind",),
}  # fmt: skip
SECTORS = (
    "GOV", "MIL", "SPY", "LEG", "REB", "CVL", "REF", "MED", "BUS", "IGO", "OPP", "JUD",
)  # fmt: skip
# Columns that name a row of another table.
REFERS = {"state_id": "states", "office_id": "offices", "person_id": "persons"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read_extra(folder: Path) -> dict[str, pd.DataFrame]:
    """Read and check the reference tables of a folder.

    Returns
    -------
    dict of DataFrame
        For each file its table: the columns of the packaged table as text, absent cells
        empty, `precedence`, and `line`, counted from 1 with the header.

    Raises
    ------
    ReferenceDataError
        If a file is none of the reference tables or cannot be read, or a row does not hold;
        names the file and the line, and says what was expected.
    """
    tables = {path.stem: _read(path) for path in sorted(folder.glob("*.csv"))}
    known = {name: _known(name, tables) for name in ("states", "offices", "persons")}
    for name, rows in tables.items():
        words = {column: _words(name, column) for column in CLOSED.get(name, ())}
        packaged = {tuple(map(row.get, KEYS[name])) for row in records_of(read_packaged(name))}
        for row in records_of(rows):
            is_new = tuple(map(row.get, KEYS[name])) not in packaged
            wrong = _fault(row, name, known, words, is_new)
            if wrong:
                raise ReferenceDataError(f"'{name}.csv', line {row['line']}: {wrong}")
    return tables


def _read(path: Path) -> pd.DataFrame:
    if path.stem not in KEYS:
        raise ReferenceDataError(
            f"'{path.name}' is no reference table; expected names among "
            f"{[f'{name}.csv' for name in table_names()]}"
        )
    try:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ReferenceDataError(f"'{path.name}' cannot be read as CSV: {error}") from error
    columns = [*read_packaged(path.stem).columns]
    unknown = [name for name in rows if name not in [*columns, "precedence"]]
    absent = [name for name in (*KEYS[path.stem], "source") if name not in rows]
    if unknown or absent:
        raise ReferenceDataError(
            f"'{path.name}': unknown columns {unknown}, absent columns {absent}; expected "
            f"columns among {[*columns, 'precedence']}"
        )
    rows = rows.reindex(columns=[*columns, "precedence"], fill_value="")
    rows = rows.apply(lambda cells: cells.str.strip())
    return rows.assign(line=range(2, len(rows) + 2))


def _known(name: str, tables: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    column = KEYS[name][0]
    extra = tables[name][column].tolist() if name in tables else []
    return frozenset([*read_packaged(name)[column].tolist(), *extra])


def _words(name: str, column: str) -> list[str]:
    return sorted({*read_packaged(name)[column].tolist(), ""})


def records_of(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table of text, each as a dict; faster than `to_dict` by far."""
    columns = [str(name) for name in rows]
    cells = zip(*(rows[name].tolist() for name in columns), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in cells]


def _fault(
    row: Mapping[str, Any],
    name: str,
    known: Mapping[str, frozenset[str]],
    words: Mapping[str, list[str]],
    is_new: bool,
) -> str:
    """Return what is wrong with a row, in words; empty if it holds."""
    needed = [*KEYS[name], "source", *(NEEDS.get(name, ()) if is_new else ())]
    lacking = [
        column for column in needed if not row[column] and (name, column) != ("holders", "start")
    ]
    if lacking:
        return f"columns {lacking} are empty; every row needs its key and a source"
    if row["precedence"] not in PRECEDENCE:
        return f"precedence is '{row['precedence']}'; expected one of {list(PRECEDENCE)}"
    for column, allowed in words.items():
        if row[column] not in allowed:
            return f"{column} is '{row[column]}'; expected one of {allowed}"
    if row.get("sector", "") not in ("", *SECTORS):
        return f"sector is '{row['sector']}'; expected one of {list(SECTORS)}"
    for column, table in REFERS.items():
        if table != name and row.get(column) and row[column] not in known[table]:
            return f"{column} '{row[column]}' is in no row of '{table}', packaged or extra"
    days = [row.get("start", ""), row.get("end", "")]
    if any(day and not _DATE.fullmatch(day) for day in days):
        return f"start and end are {days}; expected YYYY, YYYY-MM or YYYY-MM-DD, or nothing"
    if all(days) and days[1] < days[0][: len(days[1])]:
        return f"it ends ({days[1]}) before it starts ({days[0]})"
    return ""
