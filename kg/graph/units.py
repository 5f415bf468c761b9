"""Units that texts print, and the terms of `ontology/units.ttl` that they are."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import resources
from kg.graph.builder import term


@cache
def unit_terms() -> dict[str, NamedNode]:
    """Return the unit of each spelling, such as ``亿元``; a unit's notations are its spellings."""
    data = resources.path("ontology", "units.ttl").read_bytes()
    notation = term("skos:notation")
    return {
        triple.object.value: triple.subject
        for triple in parse(data, format=RdfFormat.TURTLE)
        if triple.predicate == notation
        and isinstance(triple.object, Literal)
        and isinstance(triple.subject, NamedNode)
    }
