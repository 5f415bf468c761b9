"""An earlier run of the audit beside this one: what is new, what is gone, what stayed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import SourceError, Words
from kg.model import AuditReport, Comparison

# Fingerprint, rule, subject, message of a finding.
Told = tuple[str, str, str, str]


def read_earlier(path: Path) -> Sequence[Told]:
    """Read the findings of an audit that was written as JSON.

    Raises:
        SourceError: The file is missing or is no audit's JSON.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            (f["fingerprint"], f["rule"], f["subject"], f["message"]) for f in data["findings"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError(
            path,
            Words("不是审核的 JSON 结果", "this is not the JSON of an audit"),
            Words("请用 kg audit -f json 写出", "write one with kg audit -f json"),
        ) from error


def compare_runs(report: AuditReport, earlier: Sequence[Told]) -> AuditReport:
    """Put an earlier run beside a report, finding by finding."""
    before = {told[0] for told in earlier}
    now = [finding.fingerprint for finding in report.findings]
    comparison = Comparison(
        new=tuple(mark for mark in now if mark not in before),
        gone=tuple(told for told in earlier if told[0] not in set(now)),
        unchanged=tuple(mark for mark in now if mark in before),
    )
    return replace(report, comparison=comparison)
