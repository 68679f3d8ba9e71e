"""The description of one table, and the gate that holds a frame to it.

A frame that passed `conform` has exactly the described columns in the described order,
the described types, no missing value where none is allowed, a unique key, and its rows
in the order of that key with a fresh index. Equal tables are then equal frames, whatever
order their rows were made in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import pandas as pd

DTYPES = {
    "text": "str",
    "int": "int64",
    "int?": "Int64",
    "float": "float64",
    "bool": "bool",
    "date": "datetime64[us]",
}


class SchemaError(ValueError):
    """A table broke its promise."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    kind
        One of the keys of `DTYPES`; ``int?`` is a whole number that may be missing.
    about
        What the value is, with its unit, range and what missing means.
    required
        Whether every row must have a value.
    values
        The closed list of allowed values, if there is one.
    low, high
        Inclusive bounds of a number, if there are any.
    """

    kind: str
    about: str
    required: bool = True
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def dtype(self) -> str:
        """The pandas dtype that stores the column."""
        return DTYPES[self.kind]


@dataclass(frozen=True)
class Table:
    """A named table: what one row is, its key, its columns, and whether it has a CSV twin."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: dict[str, Column] = field(hash=False)
    twin: bool = False


def empty(table: Table) -> pd.DataFrame:
    """Return the table without rows, with its columns and types."""
    return pd.DataFrame(
        {name: pd.Series(dtype=column.dtype) for name, column in table.columns.items()}
    )


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Hold a frame to the description of its table.

    Parameters
    ----------
    frame
        Rows in any order, with exactly the columns of `table` in any order.
    table
        The description to hold it to.

    Returns
    -------
    DataFrame
        The same rows with described types, columns in described order, sorted by key.

    Raises
    ------
    SchemaError
        If columns are absent or surplus, a value cannot take its type, a required value
        is missing, a value lies outside the closed list or range, or two rows share a key.
    """
    _check_columns(frame, table)
    typed = pd.DataFrame(
        {name: _typed(frame[name], name, table) for name in table.columns}
    ).reset_index(drop=True)
    _check_values(typed, table)
    _check_key(typed, table)
    ordered = typed.sort_values(list(table.key), kind="stable", na_position="first")
    return ordered.reset_index(drop=True)


def _check_columns(frame: pd.DataFrame, table: Table) -> None:
    absent = [name for name in table.columns if name not in frame]
    surplus = [name for name in frame if name not in table.columns]
    if absent or surplus:
        raise SchemaError(
            f"table '{table.name}': absent columns {absent}, surplus columns {surplus}; "
            f"expected exactly {list(table.columns)}"
        )


def _typed(values: pd.Series, name: str, table: Table) -> pd.Series:
    column = table.columns[name]
    if column.required and values.isna().any():
        row = values.isna().to_numpy().argmax()
        raise SchemaError(
            f"table '{table.name}', column '{name}': {int(values.isna().sum())} values are "
            f"missing, first in row {row}; the column needs a value in every row"
        )
    try:
        return values.astype(cast(Any, column.dtype))
    except (TypeError, ValueError) as error:
        raise SchemaError(
            f"table '{table.name}', column '{name}': not all values are "
            f"{column.dtype} ({error}); first value {values.iloc[0]!r}"
        ) from error


def _check_values(frame: pd.DataFrame, table: Table) -> None:
    from pandera.errors import SchemaErrors

    try:
        _pandera_schema(table.name, tuple(table.columns.items())).validate(frame, lazy=True)
    except SchemaErrors as error:
        first = error.failure_cases.iloc[0]
        raise SchemaError(
            f"table '{table.name}', column '{first['column']}': {len(error.failure_cases)} "
            f"values fail {first['check']}; first: {first['failure_case']!r} in row "
            f"{first['index']}"
        ) from error


@cache
def _pandera_schema(name: str, columns: tuple[tuple[str, Column], ...]) -> Any:  # noqa: ANN401
    import pandera.pandas as pa

    def checks(column: Column) -> list[pa.Check]:
        found = [pa.Check.isin(column.values)] if column.values else []
        if column.low is not None:
            found.append(pa.Check.ge(column.low))
        if column.high is not None:
            found.append(pa.Check.le(column.high))
        return found

    return pa.DataFrameSchema(
        {
            label: pa.Column(column.dtype, checks(column), nullable=not column.required)
            for label, column in columns
        },
        strict=True,
        name=name,
    )


def _check_key(frame: pd.DataFrame, table: Table) -> None:
    key = list(table.key)
    twins = frame[frame.duplicated(key, keep=False)]
    if not twins.empty:
        raise SchemaError(
            f"table '{table.name}': {len(twins)} rows share a key {table.key}; "
            f"first: {twins[key].head(3).to_dict('records')}"
        )
