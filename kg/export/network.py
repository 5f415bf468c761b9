"""The graph as networks that Gephi, yEd and networkx open: GraphML, GEXF, node-link JSON.

A node is a thing that the graph says something of; what it is called, its class, its values and
the place of its main quote are attributes. An edge is a statement between two nodes. Left out are
evidence, selectors and texts (their places stand with the nodes), and the terms themselves.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.namespaces import ONTOLOGY_GRAPH, PREFIXES

if TYPE_CHECKING:
    import networkx as nx

_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_PREF_LABEL = PREFIXES["skos"] + "prefLabel"
_PLAN = PREFIXES["plan"]
_OA = PREFIXES["oa"]
_EXACT = _OA + "exact"
_MAIN = _PLAN + "hasMainEvidence"
_SELECTOR = _OA + "hasSelector"
# Not "start" and "end": GEXF takes those for times.
_PLACES = {_OA + "start": "quote_start", _OA + "end": "quote_end", _EXACT: "quote"}
# Classes that a network would drown in.
_NO_NODES = {_OA + "SpecificResource", _OA + "TextPositionSelector", _OA + "TextQuoteSelector"}
_TEXT = PREFIXES["nif"] + "isString"
_INTEGERS = {PREFIXES["xsd"] + name for name in ("integer", "nonNegativeInteger", "gYear")}
_DECIMALS = {PREFIXES["xsd"] + name for name in ("decimal", "double")}
# What XML 1.0 cannot hold, however it is written.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | int | float
Kind = type[str] | type[int] | type[float]


@dataclass(slots=True)
class _Thing:
    """What the graph says of one subject."""

    types: set[str] = field(default_factory=set)
    values: dict[str, set[Literal]] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)


def render_network(quads: Iterable[Quad], ending: str) -> bytes:
    """Write a graph as a network.

    Args:
        quads: The whole graph, the terms with it, which give the names in Chinese.
        ending: A key of `FORMATS`.

    Returns:
        The same bytes for the same quads, in whatever order they come.
    """
    return FORMATS[ending](build_network(quads))


def build_network(quads: Iterable[Quad]) -> nx.MultiDiGraph[str]:
    """Make the networkx graph; attributes are strings, integers and floats, never missing ones."""
    import networkx as nx

    things, names = _read_things(quads)
    shown = {
        iri: thing
        for iri, thing in sorted(things.items())
        if thing.types and not thing.types & _NO_NODES and _TEXT not in thing.values
    }
    kinds = _find_kinds(shown.values())
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, thing in shown.items():
        graph.add_node(iri, **_describe(iri, thing, things, names, kinds))
    number = 0
    for iri, thing in shown.items():
        for predicate, target in sorted(thing.links):
            if target in shown:
                label = names.get(predicate) or _local(predicate)
                graph.add_edge(iri, target, id=str(number), label=label, predicate=predicate)
                number += 1
    return graph


def _read_things(quads: Iterable[Quad]) -> tuple[dict[str, _Thing], dict[str, str]]:
    """Gather what is said of each subject, and the Chinese names of the terms."""
    things: dict[str, _Thing] = {}
    names: dict[str, str] = {}
    for quad in quads:
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, NamedNode):
            continue
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == ONTOLOGY_GRAPH:
            if predicate == _PREF_LABEL and isinstance(value, Literal) and _is_chinese(value):
                names[subject.value] = value.value
            continue
        thing = things.setdefault(subject.value, _Thing())
        if isinstance(value, Literal):
            thing.values.setdefault(predicate, set()).add(value)
        elif isinstance(value, NamedNode):
            if predicate == _TYPE:
                thing.types.add(value.value)
            else:
                thing.links.add((predicate, value.value))
    return things, names


def _is_chinese(label: Literal) -> bool:
    return (label.language or "").lower() == "zh-hans"


def _describe(
    iri: str,
    thing: _Thing,
    things: Mapping[str, _Thing],
    names: Mapping[str, str],
    kinds: Mapping[str, Kind],
) -> dict[str, Value]:
    own = sorted(name for name in thing.types if name.startswith(_PLAN)) or sorted(thing.types)
    label = "; ".join(sorted(value.value for value in thing.values.get(_LABEL, ())))
    head: dict[str, Value] = {
        "label": _clean(label or _local(iri)),
        "class": "; ".join(map(_local, own)),
        "class_zh": "; ".join(names[name] for name in own if name in names),
    }
    described: dict[str, Value] = {}
    for predicate, values in sorted(thing.values.items()):
        if predicate != _LABEL:
            described.setdefault(_local(predicate), _join(values, kinds[predicate]))
    # A concept that stands for a value (nature, level …) is one too: its name is the value.
    for predicate, target in sorted(thing.links):
        if target in names and target not in things:
            described.setdefault(_local(predicate), names[target])
    described |= _find_place(thing, things)
    return head | {name: described[name] for name in sorted(described) if name not in head}


def _find_place(thing: _Thing, things: Mapping[str, _Thing]) -> dict[str, Value]:
    """Say where the main quote stands, in code points of the text, and what it is."""
    place: dict[str, Value] = {}
    for predicate, evidence in thing.links:
        if predicate != _MAIN or evidence not in things:
            continue
        for link, selector in things[evidence].links:
            if link == _SELECTOR and selector in things:
                for name, values in things[selector].values.items():
                    if name in _PLACES:
                        place[_PLACES[name]] = _join(values, str if name == _EXACT else int)
    return place


def _find_kinds(things: Iterable[_Thing]) -> dict[str, Kind]:
    """Say of each property what all its values are: one whole number, one number, or words."""
    kinds: dict[str, Kind] = {}
    for thing in things:
        for predicate, values in thing.values.items():
            types = {value.datatype.value for value in values}
            kind: Kind = str
            if len(values) == 1 and types <= _INTEGERS | _DECIMALS:
                kind = int if types <= _INTEGERS else float
            before = kinds.get(predicate, kind)
            kinds[predicate] = before if before is kind else str if str in (before, kind) else float
    return kinds


def _join(values: Iterable[Literal], kind: Kind) -> Value:
    words = sorted(value.value for value in values)
    return _clean("; ".join(words)) if kind is str else kind(words[0])


def _clean(words: str) -> str:
    return _NO_XML.sub("\ufffd", words)


def _local(iri: str) -> str:
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri


def to_graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Write GraphML, which Gephi, yEd and Cytoscape open."""
    import networkx as nx

    return ("\n".join(nx.generate_graphml(graph)) + "\n").encode()


def to_gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """Write GEXF 1.2, Gephi's own form; without the day on which it was written."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.attrib.clear()
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def to_node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    """Write node-link JSON, which D3 and networkx read."""
    import networkx as nx

    data = nx.node_link_data(graph, edges="links")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS: dict[str, Callable[[nx.MultiDiGraph[str]], bytes]] = {
    ".graphml": to_graphml,
    ".gexf": to_gexf,
    ".json": to_node_link,
}
