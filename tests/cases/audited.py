"""Audit cases: the bundled report with one change, and what must come of it.

    python -m tests.cases.audited FILE... [--text REPORT] [--show] [--only WORD]

Exits with 1 when a case is not right.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from kg.audit import audit_store
from kg.errors import KgError
from kg.model import AuditReport, Finding, Severity
from kg.pipeline import build_document, build_graph
from kg.source import Source, read_bundled
from kg.store import Store

_SEVERITIES = (Severity.INFO, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class AuditCase:
    """One change of a report, and what its audit must say or must not say.

    Attributes:
        find: Stands once in the report, and becomes ``replace``.
        must: All of it, as the README of the shared cases says.
        must_not: No new finding of these severities, rules or families; no such check that holds.
    """

    id: str
    kind: str
    find: str
    replace: str
    must: Mapping[str, Any]
    must_not: Sequence[str]


def read_audit_cases(path: Path) -> list[AuditCase]:
    """Read the cases of a file, one JSON object a line."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        AuditCase(
            row["id"], row["kind"], row["find"], row["replace"], row.get("must") or {},
            tuple(row.get("must_not") or ()),
        )
        for row in rows
    ]  # fmt: skip


@cache
def audit_text(text: str) -> AuditReport:
    """Build a text alone, without decisions, and audit it."""
    source = Source(key="case", name="case.txt", text=text, sha256="0" * 64)
    return audit_store(Store.of(build_graph([build_document(source)])))


def faults(case: AuditCase, text: str) -> list[str]:
    """Say what is not as it must be; nothing where the case is right."""
    if text.count(case.find) != 1:
        return [f"stands {text.count(case.find)} times: {case.find}"]
    before = audit_text(text)
    try:
        after = audit_text(text.replace(case.find, case.replace))
    except KgError as error:
        # As words: not every error can be sent from one process to another.
        return [f"refused: {error}"]
    start = text.index(case.find)
    change = (start, start + len(case.replace))
    known = {finding.fingerprint for finding in before.findings}
    new = [finding for finding in after.findings if finding.fingerprint not in known]
    return [*_missed(case, after, new, change), *_accused(case, before, after, new)]


def _missed(
    case: AuditCase, after: AuditReport, new: Sequence[Finding], change: tuple[int, int]
) -> Iterator[str]:
    must = case.must
    number = must.get("suggestion")
    supports = [item.support.value for item in after.items if item.number == number]
    yield from (f"support {s}" for s in supports if s in must.get("not_support", ()))
    if "rule_any" not in must:
        return
    least = _SEVERITIES.index(Severity(must["min_severity"]))
    for finding in new:
        is_named = {finding.rule, finding.family.value} & set(must["rule_any"])
        is_grave = _SEVERITIES.index(finding.severity) >= least
        subject = finding.subject.split("/")[:2]
        is_here = must.get("where") == "anywhere" or subject == ["suggestion", str(number)]
        is_here |= any(e.start < change[1] and change[0] < e.end for e in finding.excerpts)
        if is_named and is_grave and is_here:
            return
    yield f"no new finding of {must['rule_any']} at {must['min_severity']}"


def _accused(
    case: AuditCase, before: AuditReport, after: AuditReport, new: Sequence[Finding]
) -> Iterator[str]:
    for word in case.must_not:
        if word.startswith("check:"):
            _, rule, *said = word.split(":")
            subject = f"suggestion/{case.must.get('suggestion')}"
            for check in after.checks:
                is_said = not said or said[0] in check.expected
                if check.rule == rule and check.subject == subject and is_said:
                    yield f"a check holds: {check.expected} — {check.actual}"
            continue
        for finding in new:
            if word in (finding.severity.value, finding.rule, finding.family.value):
                yield f"new {finding.severity} {finding.rule}: {finding.message.zh}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the cases of files; print a table by kind and what is not right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--only", default="")
    given = parser.parse_args(arguments)
    text = given.text.read_text("utf-8") if given.text else read_bundled().text
    cases = [c for path in given.files for c in read_audit_cases(path) if given.only in c.id]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        judged = list(zip(cases, pool.imap(partial(faults, text=text), cases), strict=True))
    sys.stdout.write(table(judged))
    return 0 if not any(said for _, said in judged) else 1


def table(judged: Sequence[tuple[AuditCase, Sequence[str]]]) -> str:
    """Write how many cases are right, by kind, and what is not right of the others."""
    right = Counter(case.kind for case, said in judged if not said)
    lines = ["| kind | cases | right |", "|---|--:|--:|"]
    for kind, count in Counter(case.kind for case, _ in judged).items():
        lines.append(f"| {kind} | {count} | {right[kind]} |")
    lines.append(f"| all | {len(judged)} | {right.total()} |")
    for case, said in judged:
        if said:
            lines += ["", case.id, f"    {case.find[:70]}", f"    {case.replace[:110]}"]
            lines += [f"    ! {words}" for words in said]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
