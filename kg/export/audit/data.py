"""The audit as JSON: the contract's names, held by a schema that ships as data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kg.export.audit.words import unsure_words
from kg.model import (
    AuditReport,
    Check,
    Coverage,
    Depth,
    Excerpt,
    Finding,
    Item,
    NotMade,
    Severity,
    Support,
    Unreached,
    UnsureFact,
    Verdict,
    Waiver,
)

SCHEMA_VERSION = "1"


def to_json(report: AuditReport, en: int) -> bytes:
    """Write an audit as JSON; its sentences in one language."""
    data: dict[str, Any] = {
        "header": {
            "schema_version": SCHEMA_VERSION,
            "tool_version": report.version,
            "sources": [{"name": key, "sha256": digest} for key, digest in report.sources],
            "parameters": dict(report.parameters),
            "language": ("zh", "en")[en],
            "outline_at_hand": report.has_outline,
        },
        "unread": [
            {
                "document": annex.document,
                "subject": annex.subject,
                "name": annex.name[en],
                "reason": annex.reason[en],
            }
            for annex in report.unread
        ],
        "unsure": [_unsure(fact, en) for fact in report.unsure],
        "problems": [problem[en] for problem in report.problems],
        "summary": _summary(report),
        "checks": [_check(check, en) for check in report.checks],
        "not_made": [_not_made(check, en) for check in report.not_made],
        "items": [_item(item, en) for item in report.items],
        "findings": [_finding(finding, en) for finding in report.findings],
        "coverage": [_coverage(row) for row in report.coverage],
        "unreached": [_unreached(found) for found in report.unreached],
        "comparison": _comparison(report),
    }
    if report.has_outline:
        data["header"]["outlines"] = [asdict(held) for held in report.outlines]
        data["summary"]["verdict"] = {
            verdict.value: sum(item.verdict is verdict for item in report.items)
            for verdict in Verdict
        }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _unsure(fact: UnsureFact, en: int) -> dict[str, Any]:
    return {
        "document": fact.document,
        "subject": fact.subject,
        "whose": fact.whose[en],
        "said": fact.said[en],
        "reasons": [reason[en] for reason in fact.reasons],
        "message": unsure_words(fact)[en],
        "spans": _spans(fact.excerpts),
    }


def _summary(report: AuditReport) -> dict[str, Any]:
    return {
        "suggestions": len(report.items),
        "findings": {severity.value: report.count(severity) for severity in Severity},
        "justified": sum(not finding.is_open for finding in report.findings),
        "checks": len(report.checks),
        "not_made": len(report.not_made),
        "support": {
            support.value: sum(item.support is support for item in report.items)
            for support in Support
        },
        "depth": {
            depth.value: sum(item.depth is depth for item in report.items) for depth in Depth
        },
    }


def _spans(excerpts: Iterable[Excerpt]) -> list[dict[str, Any]]:
    return [{"start": e.start, "end": e.end, "quote": e.quote} for e in excerpts]


def _not_made(check: NotMade, en: int) -> dict[str, Any]:
    return {
        "document": check.document,
        "subject": check.subject,
        "title": check.title[en],
        "why": check.note[en],
        "expected": check.expected or None,
        "actual": check.actual or None,
        "spans": _spans(check.excerpts),
    }


def _check(check: Check, en: int) -> dict[str, Any]:
    return {
        "rule": check.rule,
        "family": check.family.value,
        "document": check.document,
        "subject": check.subject,
        "title": check.title[en],
        "what": check.note[en],
        "expected": check.expected,
        "actual": check.actual,
        "spans": _spans(check.excerpts),
    }


def _item(item: Item, en: int) -> dict[str, Any]:
    return {
        "document": item.document,
        "n": item.number,
        "theme": item.theme,
        "label": item.label,
        "depth": item.depth.value,
        "missing": item.missing.value if item.missing else None,
        "support": item.support.value,
        "verdict": item.verdict.value,
        "path": item.path[en],
        "reasons": [reason[en] for reason in item.reasons],
        "parts": list(item.parts),
        "tasks": list(item.tasks),
        "spans": _spans(item.excerpts),
    }


def _finding(finding: Finding, en: int) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "family": finding.family.value,
        "severity": finding.severity.value,
        "document": finding.document,
        "subject": finding.subject,
        "title": finding.title[en],
        "message": finding.message[en],
        "expected": finding.expected,
        "actual": finding.actual,
        "path": finding.path[en],
        "spans": _spans(finding.excerpts),
        "remedy": finding.remedy[en],
        "fingerprint": finding.fingerprint,
        "status": finding.status.value,
        "instances": [
            {
                "subject": instance.subject,
                "actual": instance.actual,
                "spans": _spans(instance.excerpts),
            }
            for instance in finding.instances
        ],
        "waiver": _waiver(finding.waiver) if finding.waiver else None,
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "reason": waiver.reason,
        "author": waiver.author,
        "until": waiver.until or None,
        "line": waiver.line,
    }


def _coverage(row: Coverage) -> dict[str, Any]:
    return {
        "document": row.document,
        "of": row.kind,
        "n": row.number,
        "label": row.label,
        "suggestions": list(row.suggestions),
        "depth": {depth.value: count for depth, count in row.depths.items()},
        "support": {support.value: count for support, count in row.supports.items()},
    }


def _unreached(found: Unreached) -> dict[str, Any]:
    return {
        "document": found.document,
        "kind": found.kind,
        "subject": found.subject,
        "label": found.label,
        "spans": _spans(found.excerpts),
    }


def _comparison(report: AuditReport) -> dict[str, Any] | None:
    compared = report.comparison
    if compared is None:
        return None
    return {
        "new": list(compared.new),
        "gone": [
            {"fingerprint": mark, "rule": rule, "subject": subject, "message": message}
            for mark, rule, subject, message in compared.gone
        ],
        "unchanged": list(compared.unchanged),
    }
