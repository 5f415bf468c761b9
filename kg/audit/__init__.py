"""The traceability audit: claim, evidence and verdict, never mixed."""

from __future__ import annotations

from kg import __version__
from kg.audit.coverage import follow_suggestions
from kg.audit.findings import AuditReport, Check, Finding, Severity
from kg.audit.rules import apply_rule, audit_rules
from kg.query import run
from kg.store import Store

__all__ = ["AuditReport", "audit_store"]

_ORDER = list(Severity)


def audit_store(store: Store) -> AuditReport:
    """Audit all documents of a store; nothing is written into it."""
    documents: dict[str, str] = {}
    texts: dict[str, str] = {}
    for row in run(store, "check/texts").rows:
        key, text, words = row["key"], row["text"], row["words"]
        if key is not None and text is not None:
            documents[key.value] = text.value.removesuffix("/text")
            texts[key.value] = words.value if words else ""
    findings: list[Finding] = []
    checks: list[Check] = []
    for rule in audit_rules():
        found, held = apply_rule(rule, store, documents)
        findings += found
        checks += held
    findings.sort(
        key=lambda f: (_ORDER.index(f.severity), f.rule, f.document, f.excerpts[0].start, f.subject)
    )
    return AuditReport(
        version=__version__,
        sources=tuple(
            (key.value, digest.value)
            for row in run(store, "documents").rows
            if (key := row["document"]) and (digest := row["sha256"])
        ),
        items=follow_suggestions(store, texts, findings),
        checks=tuple(checks),
        findings=tuple(findings),
    )
