"""The audit as SARIF 2.1.0, which editors and code hosts show beside the text.

Source: OASIS Standard, Static Analysis Results Interchange Format Version 2.1.0, 27 March 2020.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from kg.export.audit.words import SEVERITIES
from kg.model import AuditReport, Excerpt, Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def to_sarif(report: AuditReport, en: int) -> bytes:
    """Write an audit as SARIF; columns and offsets count code points."""
    rules = {finding.rule: finding for finding in report.findings}
    run = {
        "tool": {
            "driver": {
                "name": "planning-kg",
                "version": report.version,
                "rules": [_rule(finding, en) for _, finding in sorted(rules.items())],
            }
        },
        "columnKind": "unicodeCodePoints",
        "language": ("zh-CN", "en")[en],
        "artifacts": [
            {"location": {"uri": f"{key}.txt"}, "hashes": {"sha-256": digest}}
            for key, digest in report.sources
        ],
        "results": [_result(finding, report, en) for finding in report.findings],
    }
    data = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _rule(finding: Finding, en: int) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.title[en]},
        "help": {"text": finding.remedy[en]},
        "properties": {"tags": [finding.family.value]},
    }


def _result(finding: Finding, report: AuditReport, en: int) -> dict[str, Any]:
    lines = report.line_starts[finding.document]
    first, *others = (_location(finding.document, lines, e) for e in finding.excerpts)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.title[en]}: {finding.message[en]}"},
        "locations": [first],
        "relatedLocations": [{"id": number, **place} for number, place in enumerate(others, 1)],
        "fingerprints": {"planning-kg/v1": finding.fingerprint},
        "properties": {
            "subject": finding.subject,
            "path": finding.path[en],
            "severity": SEVERITIES[finding.severity][en],
        },
    }
    if not finding.is_open:
        reason = finding.waiver.reason if finding.waiver else finding.message[en]
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    if report.comparison is not None:
        is_new = finding.fingerprint in report.comparison.new
        result["baselineState"] = "new" if is_new else "unchanged"
    return result


def _location(document: str, lines: Sequence[int], excerpt: Excerpt) -> dict[str, Any]:
    start, end = (_line_and_column(lines, offset) for offset in (excerpt.start, excerpt.end))
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": f"{document}.txt"},
            "region": {
                "startLine": start[0],
                "startColumn": start[1],
                "endLine": end[0],
                "endColumn": end[1],
                "charOffset": excerpt.start,
                "charLength": excerpt.end - excerpt.start,
                "snippet": {"text": excerpt.quote},
            },
        }
    }


def _line_and_column(lines: Sequence[int], offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1.

    >>> _line_and_column((0, 4, 9), 4)
    (2, 1)
    """
    line = bisect_right(lines, offset)
    return line, offset - lines[line - 1] + 1
