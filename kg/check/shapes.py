"""The SHACL shapes, checked by pyshacl, the reference implementation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import resources
from kg.check.problems import Problem
from kg.errors import Words
from kg.store import Store

if TYPE_CHECKING:
    from rdflib import Graph


def check_shapes(store: Store) -> tuple[dict[str, int], list[Problem]]:
    """Hold all data against the shapes."""
    from pyshacl import validate
    from rdflib import Graph
    from rdflib.namespace import RDF, SH

    shapes = Graph().parse(resources.path("ontology", "shapes.ttl"), format="turtle")
    data = _as_rdflib(store)
    _, results, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    problems = []
    for result in results.subjects(RDF.type, SH.ValidationResult):
        messages = {
            getattr(message, "language", None): str(message)
            for message in results.objects(result, SH.resultMessage)
        }
        words = Words(
            messages.get("zh-Hans") or messages.get("zh-hans") or next(iter(messages.values())),
            messages.get("en") or next(iter(messages.values())),
        )
        node = results.value(result, SH.focusNode)
        problems.append(Problem("shape", str(node), words))
    problems.sort(key=lambda problem: (problem.node, problem.words.en))
    count = len(set(shapes.subjects(RDF.type, SH.NodeShape)))
    count += len(set(shapes.subjects(RDF.type, SH.PropertyShape)))
    return {"shapes": count}, problems


def _as_rdflib(store: Store) -> Graph:
    """Copy the union of the named graphs into rdflib, which pyshacl reads."""
    from pyoxigraph import RdfFormat, serialize
    from rdflib import Graph

    triples = {quad.triple for quad in store.quads()}
    data = serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=data.decode(), format="nt")
