"""Network files hold what the table says, in forms other programs read."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest

from analysis.present import graphs

GEXF = "{http://gexf.net/1.3}"


def edges_of(*rows):
    """Lines written as ends, first day, day before which, units; a dot for no day."""
    table = pd.DataFrame(
        [row.split() for row in rows],
        columns=["actor_a", "actor_b", "first_day", "before_day", "n_together"],
    ).astype({"n_together": "int64", "actor_a": "str", "actor_b": "str"})
    for day in ("first_day", "before_day"):
        table[day] = pd.to_datetime(table[day].where(table[day] != ".")).astype("datetime64[us]")
    return table.assign(evidence=[f"a.000{n}|b.0000" for n in range(len(table))])


EDGES = edges_of(
    "SYR TUR 2023-01-01 2023-02-01 3",
    "RUS SYR 2023-01-01 2023-02-01 2",
    "SYR TUR 2023-02-01 2023-03-01 4",
    "SYR TUR 2023-04-01 2023-05-01 1",
    "RUS SYR . . 5",
    "IRN QAT . . 7",
)
NAMES = pd.Series({"SYR": "Syria", "TUR": "Türkiye", "RUS": "Russia & <co>\x00\x0b\n  Ltd"})
KINDS = pd.Series({"SYR": "state", "TUR": "state"})

# The schema of GEXF 1.3 as far as these files go: attributes that must and may be there,
# children that must and may be there, in their order where it has one.
RULES = {
    "gexf": ({"version"}, set(), ["meta", "graph"]),
    "meta": (set(), {"lastmodifieddate"}, ["creator", "description"]),
    "creator": (set(), set(), []),
    "description": (set(), set(), []),
    "graph": (
        {"mode", "defaultedgetype"},
        {"idtype", "timeformat", "timerepresentation", "start", "end"},
        ["attributes", "nodes", "edges"],
    ),
    "attributes": ({"class"}, {"mode"}, ["attribute"]),
    "attribute": ({"id", "title", "type"}, set(), []),
    "nodes": (set(), {"count"}, ["node"]),
    "node": ({"id"}, {"label"}, ["attvalues", "spells"]),
    "edges": (set(), {"count"}, ["edge"]),
    "edge": ({"source", "target"}, {"id", "weight"}, ["attvalues", "spells"]),
    "attvalues": (set(), set(), ["attvalue"]),
    "attvalue": ({"for", "value"}, {"start", "end"}, []),
    "spells": (set(), set(), ["spell"]),
    "spell": (set(), {"start", "end"}, []),
}
CLOSED = {
    "version": {"1.3"}, "mode": {"static", "dynamic"}, "class": {"node", "edge"},
    "defaultedgetype": {"undirected"}, "idtype": {"string"}, "timeformat": {"date"},
    "timerepresentation": {"interval"}, "type": {"string", "long", "double"},
}  # fmt: skip
DAYS = {"start", "end", "lastmodifieddate"}


def check_gexf(root):
    """Hold a file to the rules above."""
    assert root.tag == f"{GEXF}gexf"
    for element in root.iter():
        name = element.tag.removeprefix(GEXF)
        must, may, children = RULES[name]
        assert must <= set(element.attrib) <= must | may, (name, element.attrib)
        order = [children.index(child.tag.removeprefix(GEXF)) for child in element]
        assert order == sorted(order), (name, [child.tag for child in element])
        assert name != "spells" or len(element), "a list of spells holds one at least"
        for key, value in element.attrib.items():
            assert value in CLOSED.get(key, {value}), (name, key, value)
            if key in DAYS:
                date.fromisoformat(value)
            if key == "label":
                assert value == " ".join(value.split())
    declared = {
        (group.get("class"), attribute.get("id"))
        for group in root.iter(f"{GEXF}attributes")
        for attribute in group
    }
    for of in ("node", "edge"):
        used = {v.get("for") for e in root.iter(f"{GEXF}{of}") for v in e.iter(f"{GEXF}attvalue")}
        assert {(of, name) for name in used} <= declared
    points = [node.get("id") for node in root.iter(f"{GEXF}node")]
    lines = [edge.get("id") for edge in root.iter(f"{GEXF}edge")]
    assert len(points) == len(set(points)) and len(lines) == len(set(lines))
    assert {e.get(end) for e in root.iter(f"{GEXF}edge") for end in ("source", "target")} == set(
        points
    )


@pytest.fixture
def gexf(tmp_path):
    path = tmp_path / "pairs.gexf"
    graphs.write_gexf(
        EDGES, path, names=NAMES, kinds=KINDS, description="sentences\x07\ud800 naming both",
        modified=pd.Timestamp("2023-04-25 10:00"),
    )  # fmt: skip
    return path


def test_gexf_follows_its_schema(gexf):
    check_gexf(ElementTree.parse(gexf).getroot())


def test_an_empty_network_follows_it_too(tmp_path):
    path = tmp_path / "none.gexf"
    graphs.write_gexf(EDGES.iloc[:0], path, names=NAMES.iloc[:0], kinds=KINDS.iloc[:0])
    graphs.write_graphml(EDGES.iloc[:0], tmp_path / "none.graphml", names=NAMES.iloc[:0])
    graphs.write_edges(EDGES.iloc[:0], tmp_path / "none.parquet", names=NAMES.iloc[:0])
    assert nx.read_graphml(tmp_path / "none.graphml").number_of_nodes() == 0
    root = ElementTree.parse(path).getroot()
    check_gexf(root)
    assert "start" not in root.find(f"{GEXF}graph").attrib


def test_gexf_reads_back_what_the_table_says(gexf):
    graph = nx.read_gexf(gexf, version="1.3")
    assert sorted(graph.nodes) == ["RUS", "SYR", "TUR"]
    assert graph.nodes["TUR"]["label"] == "Türkiye"
    assert graph.nodes["SYR"]["kind"] == "state"
    assert graph.nodes["RUS"]["label"] == "Russia & <co> Ltd"
    assert graph.edges["SYR", "TUR"]["n_together"] == 8
    # January and February follow each other; March is missing; ends are the last days.
    assert graph.edges["SYR", "TUR"]["spells"] == [
        ("2023-01-01", "2023-02-28"), ("2023-04-01", "2023-04-30"),
    ]  # fmt: skip
    assert graph.nodes["RUS"]["spells"] == [("2023-01-01", "2023-01-31")]


def test_gexf_weighs_each_period(gexf):
    root = ElementTree.parse(gexf).getroot()
    edge = next(e for e in root.iter(f"{GEXF}edge") if e.get("id") == "SYR--TUR")
    weights = [
        (v.get("start"), v.get("end"), v.get("value"))
        for v in edge.iter(f"{GEXF}attvalue")
        if v.get("for") == "weight"
    ]
    assert weights == [
        ("2023-01-01", "2023-01-31", "3.0"), ("2023-02-01", "2023-02-28", "4.0"),
        ("2023-04-01", "2023-04-30", "1.0"),
    ]  # fmt: skip
    assert edge.get("weight") == "8.0"
    graph = root.find(f"{GEXF}graph")
    assert (graph.get("start"), graph.get("end")) == ("2023-01-01", "2023-04-30")


def test_the_date_in_the_head_is_the_datas(gexf, tmp_path):
    meta = ElementTree.parse(gexf).getroot().find(f"{GEXF}meta")
    assert meta.get("lastmodifieddate") == "2023-04-25"
    graphs.write_gexf(EDGES, tmp_path / "b.gexf", names=NAMES, modified=pd.NaT)
    meta = ElementTree.parse(tmp_path / "b.gexf").getroot().find(f"{GEXF}meta")
    assert "lastmodifieddate" not in meta.attrib


def test_graphml_sums_the_periods_and_keeps_the_undated(tmp_path):
    path = tmp_path / "pairs.graphml"
    graphs.write_graphml(EDGES, path, names=NAMES, kinds=KINDS)
    graph = nx.read_graphml(path)
    assert graph.edges["SYR", "TUR"] == {
        "id": "SYR--TUR", "weight": 8.0, "first_day": "2023-01-01", "before_day": "2023-05-01",
    }  # fmt: skip
    assert graph.edges["RUS", "SYR"]["weight"] == 7.0
    assert "first_day" not in graph.edges["IRN", "QAT"]
    assert graph.nodes["RUS"] == {"label": "Russia & <co> Ltd"}
    assert graph.nodes["IRN"]["label"] == "IRN"


def test_edge_lists_keep_evidence_and_names(tmp_path):
    for name in ("edges.csv", "edges.parquet"):
        graphs.write_edges(EDGES, tmp_path / name, names=NAMES.drop("RUS"))
    table = pd.read_parquet(tmp_path / "edges.parquet")
    assert table["evidence"].tolist() == EDGES["evidence"].tolist()
    assert table["name_b"].tolist() == ["Türkiye", "Syria", "Türkiye", "Türkiye", "Syria", "QAT"]
    lines = (tmp_path / "edges.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "SYR,TUR,2023-01-01,2023-02-01,3,a.0000|b.0000,Syria,Türkiye"
    assert lines[5] == "RUS,SYR,,,5,a.0004|b.0000,RUS,Syria"


def test_a_name_that_a_spreadsheet_would_run_is_quoted(tmp_path):
    graphs.write_edges(EDGES.head(1), tmp_path / "e.csv", names=pd.Series({"SYR": "=1+1"}))
    assert ",'=1+1," in (tmp_path / "e.csv").read_text(encoding="utf-8")


def test_other_endings_are_refused(tmp_path):
    with pytest.raises(ValueError, match="'edges.xlsx' ends in '.xlsx'; expected '.csv'"):
        graphs.write_edges(EDGES, tmp_path / "edges.xlsx", names=NAMES)


def test_actors_without_names_are_shown_by_identifier(tmp_path):
    graphs.write_gexf(EDGES, tmp_path / "a.gexf", names=pd.Series(dtype="str"))
    graph = nx.read_gexf(tmp_path / "a.gexf", version="1.3")
    assert {point: data["label"] for point, data in graph.nodes(data=True)} == {
        point: point for point in ("RUS", "SYR", "TUR")
    }


def test_row_order_leaves_no_trace(tmp_path, gexf):
    shuffled = EDGES.sample(frac=1, random_state=4)
    graphs.write_gexf(
        shuffled, tmp_path / "b.gexf", names=NAMES, kinds=KINDS,
        description="sentences naming both", modified=pd.Timestamp("2023-04-25"),
    )  # fmt: skip
    assert (tmp_path / "b.gexf").read_bytes() == gexf.read_bytes()
    for name, edges in (("a", EDGES), ("b", shuffled)):
        graphs.write_graphml(edges, tmp_path / f"{name}.graphml", names=NAMES)
    assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "b.graphml").read_bytes()
