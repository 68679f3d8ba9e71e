"""A network over time as GEXF 1.3, the exchange format of Gephi.

The format closes its intervals at both ends (since 1.3 it has no open ones), and its finest
date is a day: a period that ends before 1 February is written as ending on 31 January.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pandas as pd

from analysis.present.graphs.parts import (
    DAY,
    Line,
    Spell,
    clean,
    lines_of,
    points_of,
    xml_bytes,
)
from analysis.store.files import write_bytes

NAMESPACE = "http://gexf.net/1.3"
CREATOR = "Entente"


def write_gexf(
    edges: pd.DataFrame,
    path: Path,
    *,
    names: pd.Series,
    kinds: pd.Series | None = None,
    description: str = "",
    modified: pd.Timestamp | None = None,
) -> None:
    """Write a network over time as GEXF 1.3, which Gephi opens with its timeline.

    Parameters
    ----------
    edges
        What `networks.edges_over_time` returned. Rows without a period are left out: a line
        without days would be drawn on all of them.
    path
        The file to write.
    names
        Display name of each actor, indexed by `actor_id`; the identifier stands in for a
        missing one. Characters that XML forbids are left out.
    kinds
        What each actor is, indexed by `actor_id`; without it points have no such attribute.
    description
        What the network shows, for the file's head.
    modified
        The day in the file's head: that of the newest article. None is written if missing.

    Notes
    -----
    A line has its sum as `weight`, the same as attribute `n_together`, and the units of each
    period as the dynamic attribute `weight`. Periods that follow each other without a gap are
    one spell of a line or point.
    """
    lines = lines_of(edges.dropna(subset=["first_day", "before_day"]))
    root = Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    _head(root, description, modified)
    graph = SubElement(
        root, "graph",
        {"defaultedgetype": "undirected", "idtype": "string", "mode": "dynamic",
         "timeformat": "date", "timerepresentation": "interval"},
    )  # fmt: skip
    whole = _joined(spell for line in lines for spell in line.spells)
    if whole:
        graph.set("start", whole[0]["start"])
        graph.set("end", whole[-1]["end"])
    if kinds is not None:
        _declare(graph, "node", "static", "kind", "string")
    _declare(graph, "edge", "static", "n_together", "long")
    _declare(graph, "edge", "dynamic", "weight", "double")
    nodes = SubElement(graph, "nodes")
    held: dict[str, list[Spell]] = {}
    for line in lines:
        for actor in (line.a, line.b):
            held.setdefault(actor, []).extend(line.spells)
    for actor, label, kind in points_of(lines, names, kinds):
        _node(nodes, actor, label, kind, held[actor])
    drawn = SubElement(graph, "edges")
    for line in lines:
        _edge(drawn, line)
    write_bytes(path, xml_bytes(root))


def _head(root: Element, description: str, modified: pd.Timestamp | None) -> None:
    meta = SubElement(root, "meta")
    if modified is not None and not pd.isna(modified):
        meta.set("lastmodifieddate", modified.strftime(DAY))
    SubElement(meta, "creator").text = CREATOR
    if description:
        SubElement(meta, "description").text = clean(description)


def _declare(graph: Element, of: str, mode: str, title: str, kind: str) -> None:
    attributes = SubElement(graph, "attributes", {"class": of, "mode": mode})
    SubElement(attributes, "attribute", {"id": title, "title": title, "type": kind})


def _node(nodes: Element, actor: str, label: str, kind: str | None, spells: list[Spell]) -> None:
    node = SubElement(nodes, "node", {"id": clean(actor), "label": label})
    if kind is not None:
        SubElement(SubElement(node, "attvalues"), "attvalue", {"for": "kind", "value": kind})
    _add_spells(node, spells)


def _edge(edges: Element, line: Line) -> None:
    edge = SubElement(
        edges, "edge",
        {"id": line.identifier, "source": clean(line.a), "target": clean(line.b),
         "weight": str(float(line.total))},
    )  # fmt: skip
    values = SubElement(edge, "attvalues")
    SubElement(values, "attvalue", {"for": "n_together", "value": str(line.total)})
    for spell in line.spells:
        weight = {"for": "weight", "value": str(float(spell.n_together))}
        SubElement(values, "attvalue", weight | _joined([spell])[0])
    _add_spells(edge, line.spells)


def _add_spells(element: Element, spells: Iterable[Spell]) -> None:
    held = SubElement(element, "spells")
    for days in _joined(spells):
        SubElement(held, "spell", days)


def _joined(spells: Iterable[Spell]) -> list[dict[str, str]]:
    """First and last day of stretches, those that touch or overlap as one."""
    days = sorted(
        (spell.first_day, spell.before_day)
        for spell in spells
        if spell.first_day is not None and spell.before_day is not None
    )
    joined: list[tuple[pd.Timestamp, pd.Timestamp]] = []
    for first, before in days:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], before))
        else:
            joined.append((first, before))
    return [
        {"start": first.strftime(DAY), "end": (before - pd.Timedelta(days=1)).strftime(DAY)}
        for first, before in joined
    ]
