"""What a table is: its columns, types and key, and the gate every table passes.

The tables themselves are listed in `tables`; `table` holds the description of one and
`conform`, which every function that returns a table calls last. Table and column names
are a contract with tools outside this project.
"""

from __future__ import annotations

from analysis.schema.table import Column, SchemaError, Table, conform, empty
from analysis.schema.tables import (
    ACTORS,
    ARTICLES,
    CORRECTIONS,
    EVENT_PARTIES,
    EVENTS,
    FREQUENCY,
    INPUTS,
    MENTIONS,
    PAIRS,
    REJECTS,
    REMARKS,
    SCORES,
    SECTIONS,
    SENTENCES,
    SPANS,
    STORIES,
    TABLES,
    TIMELINE,
    TIMEXES,
    TOKENS,
    UNKNOWN_NAMES,
)

__all__ = [
    "ACTORS",
    "ARTICLES",
    "CORRECTIONS",
    "EVENTS",
    "EVENT_PARTIES",
    "FREQUENCY",
    "INPUTS",
    "MENTIONS",
    "PAIRS",
    "REJECTS",
    "REMARKS",
    "SCORES",
    "SECTIONS",
    "SENTENCES",
    "SPANS",
    "STORIES",
    "TABLES",
    "TIMELINE",
    "TIMEXES",
    "TOKENS",
    "UNKNOWN_NAMES",
    "Column",
    "SchemaError",
    "Table",
    "conform",
    "empty",
]
