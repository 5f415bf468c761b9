"""The graph as a network: opened again with networkx, it is the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import resources
from kg.cli import run
from kg.export.network import FORMATS, build_network, render_network
from kg.store import all_quads

BUNDLED = resources.bundled_graph()
BASE = "https://w3id.org/planning-kg/id/hangzhou-15fyp-report/"
PLAN = "https://w3id.org/planning-kg/ontology#"
READ: dict[str, Callable[[Path], Any]] = {
    ".graphml": nx.read_graphml,
    ".gexf": nx.read_gexf,
    ".json": lambda path: nx.node_link_graph(json.loads(path.read_bytes()), edges="links"),
}


@pytest.fixture(scope="module")
def network() -> Any:
    return build_network(all_quads(str(BUNDLED)))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_opens_as_the_network_that_was_written(
    ending: str, network: Any, tmp_path: Path
) -> None:
    target = tmp_path / f"graph{ending}"
    assert run(["-q", "export", "-o", str(target)]) == 0
    found = READ[ending](target)
    assert set(found) == set(network)
    assert found.number_of_edges() == network.number_of_edges()
    for name, wanted in network.nodes(data=True):
        held = found.nodes[name]
        assert {key: held.get(key) for key in wanted} == wanted
    labels = sorted(held["label"] for _, _, held in found.edges(data=True))
    assert labels == sorted(held["label"] for _, _, held in network.edges(data=True))


@pytest.mark.parametrize("ending", FORMATS)
def test_the_order_of_the_quads_is_not_that_of_the_file(ending: str) -> None:
    quads = list(all_quads(str(BUNDLED)))
    assert render_network(quads, ending) == render_network(quads[::-1], ending)


def test_nodes_say_what_the_graph_says(network: Any) -> None:
    task = network.nodes[f"{BASE}task/3"]
    assert task["label"] == "构建杭州特色现代化产业体系"
    assert (task["class"], task["class_zh"], task["number"]) == ("KeyTask", "重点任务", 3)
    assert task["quote"] == "3.构建杭州特色现代化产业体系"
    assert task["quote_end"] - task["quote_start"] == len(task["quote"])
    assert network.nodes[f"{BASE}indicator/10"]["hasNature"] == "预期性"
    target = network.nodes[f"{BASE}task/9/target/1a586ba9"]
    assert (target["value"], target["comparator"]) == (1.58, "≈")
    columns = [
        other
        for _, other, held in network.out_edges(f"{BASE}task/3", data=True)
        if held["label"] == "设置专栏"
    ]
    assert len(columns) == 3


def test_evidence_and_terms_are_no_nodes(network: Any) -> None:
    assert not [name for name in network if "/evidence/" in name or name.startswith(PLAN)]
    assert f"{BASE}text" not in network


HOSTILE = "</node><script>alert(1)</script>&\"'\u0000\u0008\ufffe\u202e"


@pytest.mark.parametrize("ending", FORMATS)
def test_hostile_words_come_back_as_words(ending: str, tmp_path: Path) -> None:
    node = NamedNode("https://example.org/a?b=<c>".replace("<c>", "%3Cc%3E"))
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    quads = [
        Quad(node, NamedNode(rdf), NamedNode(f"{PLAN}Theme")),
        Quad(node, label, Literal(HOSTILE, language="zh-hans")),
    ]
    target = tmp_path / f"graph{ending}"
    target.write_bytes(render_network(quads, ending))
    held = READ[ending](target).nodes[node.value]
    assert held["label"] == HOSTILE.translate({0: "\ufffd", 8: "\ufffd", 0xFFFE: "\ufffd"})


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_graph_is_an_empty_network(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"graph{ending}"
    target.write_bytes(render_network([], ending))
    assert len(READ[ending](target)) == 0


def test_a_property_with_whole_and_broken_numbers_is_of_one_type() -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    rdf = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    value = NamedNode(f"{PLAN}value")
    quads = []
    for number, words in enumerate(("1", "2.5")):
        node = NamedNode(f"https://example.org/{number}")
        kind = "decimal" if "." in words else "integer"
        quads += [
            Quad(node, rdf, NamedNode(f"{PLAN}Target")),
            Quad(node, value, Literal(words, datatype=NamedNode(xsd + kind))),
        ]
    held = [data["value"] for _, data in build_network(quads).nodes(data=True)]
    assert held == [1.0, 2.5]
    assert all(isinstance(one, float) for one in held)
