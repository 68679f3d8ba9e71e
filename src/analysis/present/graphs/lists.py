"""The lines of a network as a list, for spreadsheets and for other programs."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from analysis.present.graphs.parts import names_of
from analysis.store.files import write_bytes
from analysis.store.tables import csv_bytes


def write_edges(edges: pd.DataFrame, path: Path, *, names: pd.Series) -> None:
    """Write the lines of a network as a list, with the names of both ends.

    Parameters
    ----------
    edges
        What `networks.edges_over_time` returned, or any table with `actor_a` and `actor_b`.
    path
        A file to end in ``.csv`` or ``.parquet``.
    names
        Display name of each actor, indexed by `actor_id`; the identifier stands in for a
        missing one. They become `name_a` and `name_b`.

    Raises
    ------
    ValueError
        If the path ends otherwise.
    """
    table = edges.assign(
        name_a=names_of(edges["actor_a"], names), name_b=names_of(edges["actor_b"], names)
    )
    if path.suffix == ".csv":
        write_bytes(path, csv_bytes(table))
    elif path.suffix == ".parquet":
        write_bytes(path, _parquet(table))
    else:
        raise ValueError(f"'{path.name}' ends in '{path.suffix}'; expected '.csv' or '.parquet'")


def _parquet(table: pd.DataFrame) -> bytes:
    """Return a table as Parquet whose bytes depend on the rows alone."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    rows = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(rows, sink, compression="zstd", version="2.6", store_schema=False)
    return sink.getvalue()
