"""The actor dictionaries of the field (Phoenix, CAMEO, TABARI): read, used, and written.

`read_dictionary` reads a file whole; `import_entries` turns what it says into our tables;
`export_entries` and `write_dictionary` turn our tables into such a file.
"""

from __future__ import annotations

from analysis.facts.cameo.entries import Agent, Dictionary, Entry, Term, Unread
from analysis.facts.cameo.exporting import export_entries
from analysis.facts.cameo.importing import Imported, import_entries
from analysis.facts.cameo.reading import parse_dictionary, read_dictionary
from analysis.facts.cameo.writing import write_dictionary

__all__ = [
    "Agent",
    "Dictionary",
    "Entry",
    "Imported",
    "Term",
    "Unread",
    "export_entries",
    "import_entries",
    "parse_dictionary",
    "read_dictionary",
    "write_dictionary",
]
