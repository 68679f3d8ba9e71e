"""Tables for other programs: the data package, and the data dictionary for people.

Both are generated from the schema, so that neither can say what the tables do not hold.
The data package follows the Data Package standard, version 1 (Frictionless Data).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.schema import TABLES, Column, Table
from analysis.store import sha256_file

FRICTIONLESS = {
    "text": "string", "int": "integer", "int?": "integer", "float": "number",
    "bool": "boolean", "date": "date",
}  # fmt: skip
MEDIA = {
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
}


def datapackage(
    files: dict[str, Path], others: dict[str, tuple[Path, str]] | None = None
) -> dict[str, Any]:
    """Describe files of tables as a data package.

    Parameters
    ----------
    files
        Path of each file, by its name: that of a table of the schema, with its ending.
    others
        Path of each further file and what it holds, by its name.

    Returns
    -------
    dict
        The content of `datapackage.json`: one resource for each file, with its hash, its
        size in bytes and its fields.
    """
    return {
        "profile": "data-package",
        "name": "entente-processed",
        "title": "Who is named in the news, with whom, and when",
        "description": "Tables made from a folder of news articles; manifest.json says how.",
        "resources": [
            *(_resource(name, files[name]) for name in sorted(files)),
            *(_other(name, *(others or {})[name]) for name in sorted(others or {})),
        ],
    }


def data_dictionary() -> str:
    """Return the description of every table and column as Markdown."""
    return "\n\n".join(_table_markdown(table) for table in TABLES.values()) + "\n"


def _other(name: str, path: Path, about: str) -> dict[str, Any]:
    return {
        "profile": "data-resource",
        "name": name.replace(".", "-").replace("_", "-"),
        "path": name,
        "title": about,
        "format": path.suffix.lstrip("."),
        "mediatype": MEDIA[path.suffix],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_file(path)}",
    }


def _resource(name: str, path: Path) -> dict[str, Any]:
    table = TABLES[path.stem]
    profile = "tabular-data-resource" if path.suffix == ".csv" else "data-resource"
    return _other(name, path, table.about) | {
        "profile": profile,
        "schema": {
            "fields": [_field(label, column) for label, column in table.columns.items()],
            "primaryKey": [label for label in table.key if table.columns[label].required],
            "missingValues": [""],
        },
    }


def _field(name: str, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    if column.low is not None and column.kind != "text":
        constraints["minimum"] = column.low
    if column.high is not None:
        constraints["maximum"] = column.high
    described = {"name": name, "type": FRICTIONLESS[column.kind], "description": column.about}
    return described | ({"constraints": constraints} if constraints else {})


def _table_markdown(table: Table) -> str:
    files = f"`{table.name}.parquet`" + (f", `{table.name}.csv`" if table.twin else "")
    head = [
        f"### `{table.name}`",
        f"{table.about[0].upper()}{table.about[1:]}. Key: "
        + ", ".join(f"`{label}`" for label in table.key)
        + f". Files: {files}.",
        "| column | type | meaning |\n|---|---|---|",
    ]
    rows = [
        f"| `{name}` | {FRICTIONLESS[column.kind]}{'' if column.required else ', may be missing'}"
        f" | {_meaning(column)} |"
        for name, column in table.columns.items()
    ]
    return "\n\n".join(head[:2]) + "\n\n" + "\n".join([head[2], *rows])


def _meaning(column: Column) -> str:
    about = column.about.replace("|", "\\|")
    return about + (
        ": " + ", ".join(f"`{value}`" for value in column.values) if column.values else ""
    )
