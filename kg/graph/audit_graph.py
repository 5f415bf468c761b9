"""The audit graph: what the audit finds of a document, apart from what the document says."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.builder import GraphBuilder, chinese, english, term
from kg.model import AuditReport, Excerpt, Finding, Item, Severity
from kg.namespaces import DEFAULT_BASE, mint_audit_rule

AUDIT = "audit"
SEVERITIES = {
    Severity.ERROR: "sh:Violation",
    Severity.WARNING: "sh:Warning",
    Severity.INFO: "sh:Info",
}


def build_audit_quads(report: AuditReport, key: str, *, base: str = DEFAULT_BASE) -> list[Quad]:
    """Say what an audit found of one document.

    The places that it quotes are those of the document's own graph, so that claim and verdict point
    to the same evidence and neither repeats it.

    Args:
        report: The audit, of this document and perhaps others.
        key: The document's key.
        base: What instance IRIs begin with.
    """
    builder = GraphBuilder(base, key, "")
    for item in report.items:
        if item.document == key:
            _verdict(builder, item)
    for finding in report.findings:
        if finding.document == key:
            _finding(builder, finding)
    return sorted(builder.quads, key=str)


def _verdict(builder: GraphBuilder, item: Item) -> None:
    node = builder.node(f"suggestion/{item.number}/verdict")
    say = builder.add
    say(AUDIT, node, "rdf:type", term("plan:Verdict"))
    say(AUDIT, node, "plan:concerns", builder.node(f"suggestion/{item.number}"))
    say(AUDIT, node, "plan:depth", Literal(item.depth.value))
    say(AUDIT, node, "plan:support", Literal(item.support.value))
    say(AUDIT, node, "plan:verdict", Literal(item.verdict.value))
    _words(builder, node, "rdfs:comment", item.path.zh, item.path.en)
    _places(builder, node, item.excerpts)


def _finding(builder: GraphBuilder, finding: Finding) -> None:
    node = builder.node(f"finding/{finding.fingerprint}")
    say = builder.add
    say(AUDIT, node, "rdf:type", term("plan:Finding"))
    say(AUDIT, node, "plan:byRule", NamedNode(mint_audit_rule(finding.rule)))
    say(AUDIT, node, "sh:resultSeverity", term(SEVERITIES[finding.severity]))
    say(AUDIT, node, "plan:findingStatus", Literal(finding.status.value))
    for instance in finding.instances:
        is_whole = instance.subject == finding.document
        subject = builder.node("" if is_whole else instance.subject)
        say(AUDIT, node, "plan:concerns", subject)
    _words(builder, node, "dcterms:title", finding.title.zh, finding.title.en)
    _words(builder, node, "sh:resultMessage", finding.message.zh, finding.message.en)
    if finding.expected is not None:
        say(AUDIT, node, "plan:reckoned", Literal(finding.expected))
    if finding.actual is not None:
        say(AUDIT, node, "plan:stated", Literal(finding.actual))
    _places(builder, node, finding.excerpts)


def _words(builder: GraphBuilder, node: NamedNode, predicate: str, zh: str, en: str) -> None:
    builder.add(AUDIT, node, predicate, chinese(zh))
    builder.add(AUDIT, node, predicate, english(en))


def _places(builder: GraphBuilder, node: NamedNode, excerpts: Iterable[Excerpt]) -> None:
    for number, excerpt in enumerate(excerpts):
        place = builder.node(f"evidence/{excerpt.start}-{excerpt.end}")
        builder.add(AUDIT, node, "plan:hasEvidence", place)
        if number == 0:
            builder.add(AUDIT, node, "plan:hasMainEvidence", place)
