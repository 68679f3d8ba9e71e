"""Networks as files other programs open: GEXF, GraphML, CSV and Parquet.

Nothing is computed here but the layout of the file. What is written depends on the rows
alone: points and lines come in the order of identifiers, and the date in a file's head is
one handed in, never today.
"""

from __future__ import annotations

from analysis.present.graphs.gexf import write_gexf
from analysis.present.graphs.graphml import write_graphml
from analysis.present.graphs.lists import write_edges

__all__ = ["write_edges", "write_gexf", "write_graphml"]
