"""A network as GraphML, which most programs for networks open."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pandas as pd

from analysis.present.graphs.parts import DAY, Line, clean, lines_of, points_of, xml_bytes
from analysis.store.files import write_bytes

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def write_graphml(
    edges: pd.DataFrame, path: Path, *, names: pd.Series, kinds: pd.Series | None = None
) -> None:
    """Write a network as GraphML: one line per pair, all its periods summed.

    Parameters
    ----------
    edges
        What `networks.edges_over_time` returned; rows without a period count in the sums.
    path, names, kinds
        As for `write_gexf`.

    Notes
    -----
    GraphML knows no time. `first_day` and `before_day` of a line are attributes: the first
    day of its first period, and the day its last period ends before; absent if unknown.
    """
    root = Element(
        "graphml",
        {"xmlns": NAMESPACE, "xmlns:xsi": XSI,
         "xsi:schemaLocation": f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd"},
    )  # fmt: skip
    _declare(root, "node", "label", "string")
    _declare(root, "node", "kind", "string")
    _declare(root, "edge", "weight", "double")
    _declare(root, "edge", "first_day", "string")
    _declare(root, "edge", "before_day", "string")
    graph = SubElement(root, "graph", {"id": "pairs", "edgedefault": "undirected"})
    lines = lines_of(edges)
    for actor, label, kind in points_of(lines, names, kinds):
        node = SubElement(graph, "node", {"id": clean(actor)})
        _add_data(node, "label", label)
        _add_data(node, "kind", kind)
    for line in lines:
        _edge(graph, line)
    write_bytes(path, xml_bytes(root))


def _declare(root: Element, of: str, name: str, kind: str) -> None:
    SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})


def _edge(graph: Element, line: Line) -> None:
    ends = {"id": line.identifier, "source": clean(line.a), "target": clean(line.b)}
    edge = SubElement(graph, "edge", ends)
    first = [spell.first_day for spell in line.spells if spell.first_day is not None]
    before = [spell.before_day for spell in line.spells if spell.before_day is not None]
    _add_data(edge, "weight", str(float(line.total)))
    _add_data(edge, "first_day", min(first).strftime(DAY) if first else None)
    _add_data(edge, "before_day", max(before).strftime(DAY) if before else None)


def _add_data(element: Element, key: str, value: str | None) -> None:
    if value is not None:
        SubElement(element, "data", {"key": key}).text = value
