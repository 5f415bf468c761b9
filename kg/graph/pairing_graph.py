"""What came of holding a report against its outline, in the report's derived graph.

It rests on places of both texts; each place is described in the source graph of its own document.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.builder import GraphBuilder, chinese, decimal, rule, term
from kg.graph.derived_graph import DERIVED, write_examination, write_irregularity
from kg.graph.vocabulary import MATCH_KINDS
from kg.model import Basis, Evidence, Irregularity, Pairing
from kg.namespaces import DEFAULT_BASE
from kg.text import Span

_REASON = "同一地区、同一规划期的规划纲要"


def build_pairing_quads(
    pairing: Pairing, texts: tuple[str, str], *, base: str = DEFAULT_BASE
) -> set[Quad]:
    """Say which outline a report was held against, what was found in it, and what was not.

    Args:
        pairing: The two documents with what was found.
        texts: The report's text, then the outline's.
        base: What instance IRIs begin with.
    """
    here = GraphBuilder(base, pairing.report, texts[0])
    there = GraphBuilder(base, pairing.outline, texts[1])
    reports_on = f"link/reports-on/{pairing.outline}"
    node = _link(here, reports_on, "plan:reportsOn", here.document, there.document)
    _because(here, node, Basis.INFERRED, _REASON, pairing.evidence)
    _elsewhere(here, there, node, pairing.there.spans)
    for found in pairing.found:
        source, target = here.node(found.unit), there.node(found.printed)
        node = _link(here, found.id, "plan:foundAs", source, target)
        _because(here, node, found.basis, found.reason, found.evidence)
        _elsewhere(here, there, node, found.there.spans)
        here.add(DERIVED, node, "plan:hasMatchKind", term(MATCH_KINDS[found.match]))
        here.add(DERIVED, node, "plan:score", decimal(found.score))
    for held in pairing.held:
        node = write_examination(here, held.examination)
        _elsewhere(here, there, node, held.there)
    used = {found.evidence.rule for found in pairing.found}
    used |= {held.examination.evidence.rule for held in pairing.held} | {pairing.evidence.rule}
    for id_ in used:
        here.add(DERIVED, here.node("build"), "plan:byRule", rule(id_))
    return here.quads | there.quads


def build_mark_quads(
    mark: Irregularity, key: str, text: str, *, base: str = DEFAULT_BASE
) -> set[Quad]:
    """Say a mark of one document that only other documents give rise to."""
    builder = GraphBuilder(base, key, text)
    write_irregularity(builder, mark)
    builder.add(DERIVED, builder.node("build"), "plan:byRule", rule(mark.evidence.rule))
    return builder.quads


def _link(
    here: GraphBuilder, local: str, predicate: str, source: NamedNode, target: NamedNode
) -> NamedNode:
    here.add(DERIVED, source, predicate, target)
    node = here.node(local)
    here.add(DERIVED, node, "rdf:type", term("plan:Link"))
    here.add(DERIVED, node, "plan:from", source)
    here.add(DERIVED, node, "plan:to", target)
    here.add(DERIVED, node, "plan:linkKind", term(predicate))
    return node


def _because(
    here: GraphBuilder, node: NamedNode, basis: Basis, reason: str, evidence: Evidence
) -> None:
    here.add(DERIVED, node, "plan:byRule", rule(evidence.rule))
    here.add(DERIVED, node, "plan:basis", Literal(basis.value))
    here.add(DERIVED, node, "rdfs:comment", chinese(reason))
    here.evidence(DERIVED, node, evidence.spans)


def _elsewhere(
    here: GraphBuilder, there: GraphBuilder, node: NamedNode, spans: Iterable[Span]
) -> None:
    """Point a node of the report to places in the outline's text."""
    for span in spans:
        here.add(DERIVED, node, "plan:hasEvidence", there.place(span))
