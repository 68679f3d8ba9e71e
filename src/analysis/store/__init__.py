"""Tables on disk: the same rows are the same bytes, and a file is either whole or not there.

Parquet is canonical. Small result tables have a CSV twin for people with a spreadsheet:
there a text that a spreadsheet would run as a formula is quoted; Parquet keeps the text.
`manifest` says which inputs, code, settings and versions made which bytes.
"""

from __future__ import annotations

from analysis.store.files import replace_file, sha256_file, write_bytes
from analysis.store.manifest import (
    Manifest,
    fingerprint,
    manifest_hash,
    read_manifest,
    write_manifest,
)
from analysis.store.tables import open_tables, read, table_files, write
from analysis.store.workspace import Workspace, open_workspace

__all__ = [
    "Manifest",
    "Workspace",
    "fingerprint",
    "manifest_hash",
    "open_tables",
    "open_workspace",
    "read",
    "read_manifest",
    "replace_file",
    "sha256_file",
    "table_files",
    "write",
    "write_bytes",
    "write_manifest",
]
