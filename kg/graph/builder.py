"""Builds quads: nodes, literals and evidence of one document, in named graphs."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Evidence
from kg.namespaces import PREFIXES, mint_graph, mint_node, mint_rule
from kg.text import Span

_CONTEXT = 16
_CHINESE = "zh-Hans"

Object = NamedNode | Literal


@cache
def term(name: str) -> NamedNode:
    """Return the IRI of a prefixed name such as ``plan:KeyTask``."""
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


@cache
def rule(id_: str) -> NamedNode:
    """Return the concept of a rule of reading."""
    return NamedNode(mint_rule(id_))


def chinese(words: str) -> Literal:
    """Return words of the source as a literal."""
    return Literal(words, language=_CHINESE)


def english(words: str) -> Literal:
    """Return words of ours in English as a literal."""
    return Literal(words, language="en")


def integer(value: int) -> Literal:
    """Return an ``xsd:integer``."""
    return Literal(str(value), datatype=term("xsd:integer"))


def offset(value: int) -> Literal:
    """Return a code-point offset, as the selectors of the Web Annotation model want it."""
    return Literal(str(value), datatype=term("xsd:nonNegativeInteger"))


def decimal(value: Decimal) -> Literal:
    """Return an ``xsd:decimal`` with the digits as printed."""
    return Literal(format(value, "f"), datatype=term("xsd:decimal"))


def gregorian_year(value: int) -> Literal:
    """Return an ``xsd:gYear``."""
    return Literal(f"{value:04d}", datatype=term("xsd:gYear"))


class GraphBuilder:
    """Collects the quads of one document.

    Attributes:
        quads: What has been said so far; a quad said twice counts once.
    """

    def __init__(self, base: str, key: str, text: str) -> None:
        self._base = base
        self._key = key
        self._text = text
        self._main: set[NamedNode] = set()
        self._places: dict[Span, NamedNode] = {}
        self._graphs: dict[str, NamedNode] = {}
        self.quads: set[Quad] = set()
        self.document = self.node("")
        self.text_node = self.node("text")

    def node(self, local: str) -> NamedNode:
        """Return the IRI of one of the document's nodes."""
        return NamedNode(mint_node(self._base, self._key, local))

    def graph(self, kind: str) -> NamedNode:
        """Return the IRI of one of the document's graphs."""
        if kind not in self._graphs:
            self._graphs[kind] = NamedNode(mint_graph(self._base, self._key, kind))
        return self._graphs[kind]

    def words(self, span: Span) -> str:
        """Return the words that stand at a place."""
        return span.quote(self._text)

    def add(self, graph: str, subject: NamedNode, predicate: str, value: Object | None) -> None:
        """Say one thing; nothing when the value is ``None``, since the document is silent."""
        if value is not None:
            self.quads.add(Quad(subject, term(predicate), value, self.graph(graph)))

    def describe(
        self,
        graph: str,
        local: str,
        classes: tuple[str, ...],
        evidence: Evidence,
        label: str | None = None,
    ) -> NamedNode:
        """Begin a node: its classes, its label, its evidence and the rule that read it."""
        node = self.node(local)
        for name in classes:
            self.add(graph, node, "rdf:type", term(name))
        if label is not None:
            self.add(graph, node, "rdfs:label", chinese(label))
        self.add(graph, node, "plan:byRule", rule(evidence.rule))
        self.evidence(graph, node, evidence.spans)
        return node

    def evidence(self, graph: str, node: NamedNode, spans: tuple[Span, ...]) -> None:
        """Point a node to its places: the first is the one that a reader is led to."""
        for span in spans:
            place = self.place(span)
            self.add(graph, node, "plan:hasEvidence", place)
            # A node that is described again keeps the place that it was first described by.
            if node not in self._main:
                self._main.add(node)
                self.add(graph, node, "plan:hasMainEvidence", place)

    def place(self, span: Span) -> NamedNode:
        """Describe a place in the text; one IRI a span, described once."""
        if span not in self._places:
            self._places[span] = self._describe_place(span)
        return self._places[span]

    def _describe_place(self, span: Span) -> NamedNode:
        local = f"evidence/{span.start}-{span.end}"
        place = self.node(local)
        position, quote = self.node(f"{local}#position"), self.node(f"{local}#quote")
        say = self.add
        say("source", place, "rdf:type", term("oa:SpecificResource"))
        say("source", place, "oa:hasSource", self.text_node)
        say("source", place, "oa:hasSelector", position)
        say("source", place, "oa:hasSelector", quote)
        say("source", position, "rdf:type", term("oa:TextPositionSelector"))
        say("source", position, "oa:start", offset(span.start))
        say("source", position, "oa:end", offset(span.end))
        say("source", quote, "rdf:type", term("oa:TextQuoteSelector"))
        say("source", quote, "oa:exact", Literal(span.quote(self._text)))
        before = self._text[max(0, span.start - _CONTEXT) : span.start]
        after = self._text[span.end : span.end + _CONTEXT]
        say("source", quote, "oa:prefix", Literal(before))
        say("source", quote, "oa:suffix", Literal(after))
        return place

    def describe_text(self) -> None:
        """Store the text itself, with its digest, so that the graph proves itself anywhere."""
        digest = hashlib.sha256(self._text.encode()).hexdigest()
        self.add("source", self.text_node, "rdf:type", term("nif:Context"))
        self.add("source", self.text_node, "nif:isString", Literal(self._text))
        self.add("source", self.text_node, "plan:sha256", Literal(digest))
