"""Tables as Parquet, with CSV twins: read, write, and write part by part.

The bytes of a file depend on the rows alone: no index, no attributes, fixed options, and
floats rounded to twelve significant digits, so that the order of a sum leaves no trace.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from analysis.schema import TABLES, Table, conform, empty
from analysis.store.files import replace_file, write_bytes

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

DIGITS = 12  # significant digits kept of a float
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins so


def _table(name: str) -> Table:
    if name not in TABLES:
        raise ValueError(f"no table is called '{name}'; there are {sorted(TABLES)}")
    return TABLES[name]


def table_files(name: str) -> list[str]:
    """Return the names of the files that hold a table: Parquet and, for some, CSV."""
    return [f"{name}.parquet"] + ([f"{name}.csv"] if _table(name).twin else [])


def read(
    name: str,
    folder: Path | str,
    *,
    columns: list[str] | None = None,
    rows: list[tuple[str, str, str]] | None = None,
) -> pd.DataFrame:
    """Read one table.

    Parameters
    ----------
    name
        Name of a table of the schema, for instance ``"mentions"``.
    folder
        The folder of processed tables.
    columns
        Read only these columns, for instance to spare the text of a large corpus.
    rows
        Read only the rows that meet all these conditions, each a column, an operator and a
        value, for instance ``("article_id", ">=", "8000")``.

    Raises
    ------
    ValueError
        If there is no such table in the schema or no such file in the folder, or the file
        is damaged, or lacks a column.
    """
    import pyarrow.parquet as pq
    from pyarrow import ArrowException

    table = _table(name)
    path = Path(folder) / f"{name}.parquet"
    if not path.is_file():
        raise ValueError(
            f"table '{name}' has not been built: no file {path.name} in the folder of processed "
            "tables; run `python -m analysis build` (or `make report`) first"
        )
    wanted = list(table.columns) if columns is None else columns
    try:
        frame = pq.read_table(path, columns=wanted, filters=rows).to_pandas()
        if frame.empty:  # pandas cannot join columns that have no chunk at all
            return empty(table)[wanted]
        return frame[wanted].astype({label: table.columns[label].dtype for label in wanted})
    except (ArrowException, OSError, KeyError) as error:
        raise ValueError(
            f"table '{name}': {path.name} cannot be read as this project wrote it ({error}); "
            "delete it and run `python -m analysis build` again"
        ) from error


def write(frame: pd.DataFrame, name: str, folder: Path | str) -> None:
    """Check a table against its description and write it, with its CSV twin if it has one.

    Raises
    ------
    SchemaError
        If the frame breaks the table's promise; nothing is written then.
    """
    table = _table(name)
    checked = conform(frame, table)
    sink = io.BytesIO()
    with _parquet_writer(sink, table) as writer:
        writer.write_table(_arrow(checked, table))
    write_bytes(Path(folder) / f"{name}.parquet", sink.getvalue())
    if table.twin:
        write_bytes(Path(folder) / f"{name}.csv", csv_bytes(checked))


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV for spreadsheets: ISO dates, empty for missing, formulas quoted."""
    shown = frame.copy()
    for label in _columns_of(shown, "str"):
        risky = shown[label].str.startswith(FORMULA).fillna(False).astype(bool)
        risky &= shown[label].ne("-")  # alone it is a dash
        shown[label] = shown[label].mask(risky, "'" + shown[label])
    for label in _columns_of(shown, "float"):
        shown[label] = _rounded(shown[label])
    for label in _columns_of(shown, "datetime"):
        shown[label] = shown[label].dt.strftime("%Y-%m-%d")
    return shown.to_csv(index=False, lineterminator="\n").encode("utf-8")


@contextmanager
def open_tables(
    names: list[str], folder: Path, rows_per_group: int | None = None
) -> Iterator[Mapping[str, TableSink]]:
    """Write tables part by part: ``sinks[name].add(frame)``, parts in the order of the key.

    The files appear in `folder`, all together, when the block ends without an error. Rows
    are laid down in groups of one part, or of `rows_per_group`.
    """
    with _removed_on_error([folder / f".{name}.part" for name in names]), ExitStack() as stack:
        sinks = {name: TableSink(_table(name), folder, stack, rows_per_group) for name in names}
        yield sinks
        for sink in sinks.values():
            sink.finish()
    for name in names:
        replace_file(folder / f".{name}.part", folder / f"{name}.parquet")
        if _table(name).twin:
            write_bytes(folder / f"{name}.csv", csv_bytes(read(name, folder)))


@contextmanager
def _removed_on_error(paths: list[Path]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise


class TableSink:
    """One table being written part by part; keeps the last key, to refuse parts out of order."""

    def __init__(
        self, table: Table, folder: Path, stack: ExitStack, rows_per_group: int | None
    ) -> None:
        self._table = table
        self._rows_per_group = rows_per_group
        self._last: tuple[object, ...] | None = None
        self.n_rows = 0
        path = folder / f".{table.name}.part"
        self._writer = stack.enter_context(_parquet_writer(path, table))

    def add(self, frame: pd.DataFrame) -> None:
        """Check and write the next rows."""
        checked = conform(frame, self._table)
        if checked.empty:
            return
        keys = checked[list(self._table.key)]
        first, last = tuple(keys.iloc[0]), tuple(keys.iloc[-1])
        if self._last is not None and first <= self._last:
            raise ValueError(
                f"table '{self._table.name}': part begins with {first}, after {self._last}; "
                "parts must come in the order of the key"
            )
        self._last = last
        self.n_rows += len(checked)
        self._writer.write_table(_arrow(checked, self._table), row_group_size=self._rows_per_group)

    def finish(self) -> None:
        """Write an empty row group if no part had rows, so that the file has its columns."""
        if self.n_rows == 0:
            self._writer.write_table(_arrow(empty(self._table), self._table))


def logical_hash(frame: pd.DataFrame) -> str:
    """Return a hash of the rows and their order that does not depend on the file format."""
    rows = pd.util.hash_pandas_object(frame, index=False).to_numpy(dtype="uint64")
    return hashlib.sha256(rows.astype("<u8").tobytes()).hexdigest()


def _parquet_writer(sink: Path | io.BytesIO, table: Table) -> pq.ParquetWriter:
    import pyarrow.parquet as pq

    return pq.ParquetWriter(
        sink if isinstance(sink, io.BytesIO) else os.fspath(sink),
        _arrow_schema(table),
        compression="zstd",
        compression_level=6,
        version="2.6",
        write_statistics=True,
        store_schema=False,
    )


def _arrow_schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    types = {
        "text": pa.large_string(), "int": pa.int64(), "int?": pa.int64(), "float": pa.float64(),
        "bool": pa.bool_(), "date": pa.timestamp("us"),
    }  # fmt: skip
    return pa.schema(
        [
            pa.field(name, types[column.kind], nullable=not column.required)
            for name, column in table.columns.items()
        ]
    )


def _arrow(frame: pd.DataFrame, table: Table) -> pa.Table:
    import pyarrow as pa

    rounded = frame.assign(
        **{label: _rounded(frame[label]) for label in _columns_of(frame, "float")}
    )
    return pa.Table.from_pandas(
        rounded, schema=_arrow_schema(table), preserve_index=False
    ).replace_schema_metadata(None)


def _columns_of(frame: pd.DataFrame, kind: str) -> list[str]:
    return [str(label) for label in frame.select_dtypes(cast(Any, kind))]


def _rounded(values: pd.Series) -> pd.Series:
    numbers = values.to_numpy(dtype="float64")
    with np.errstate(divide="ignore", invalid="ignore"):
        magnitude = np.floor(np.log10(np.abs(numbers)))
    places = np.where(np.isfinite(magnitude), DIGITS - 1 - magnitude, 0)
    kept = [
        round(number, int(place)) if np.isfinite(number) else number
        for number, place in zip(numbers.tolist(), places.tolist(), strict=True)
    ]
    return pd.Series(kept, index=values.index, dtype="float64")
