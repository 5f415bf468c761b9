"""Waivers: a person's word, in the decisions file, that a finding needs nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.audit.rules import Rule, find_rule
from kg.errors import UsageError, Words
from kg.model import Finding, Severity, Status, Waiver
from kg.query import run
from kg.store import Store, value_of


def read_waivers(
    store: Store, documents: Mapping[str, str], rules: Sequence[Rule]
) -> tuple[Waiver, ...]:
    """Read the waivers of all documents of a store.

    Args:
        store: The graph.
        documents: IRI of each document by its key.
        rules: The rules that there are.

    Raises:
        UsageError: A waiver is about a rule or a subject that there is not, or has no such day.
    """
    waivers = []
    for row in run(store, "check/waivers").rows:
        waiver = Waiver(
            document=value_of(row, "document"),
            rule=value_of(row, "rule"),
            subject=value_of(row, "subject").removeprefix(
                documents[value_of(row, "document")] + "/"
            ),
            reason=value_of(row, "reason"),
            author=value_of(row, "author"),
            until=value_of(row, "until"),
            line=int(value_of(row, "decision").rpartition("/")[2]),
        )
        place = Words(
            f"{waiver.document}的人工决定表第{waiver.line}行",
            f"the decisions of {waiver.document}, line {waiver.line}",
        )
        try:
            find_rule(waiver.rule, rules)
        except UsageError as error:
            raise UsageError(
                f"{place.zh}:{error.words.zh}", f"{place.en}: {error.words.en}"
            ) from error
        node = f"{documents[waiver.document]}/{waiver.subject}"
        if waiver.subject != waiver.document and not store.has_subject(node):
            raise UsageError(
                f"{place.zh}:没有{waiver.subject}这一对象",
                f"{place.en}: there is no {waiver.subject}",
            )
        waivers.append(waiver)
    return tuple(waivers)


def apply_waivers(
    findings: Iterable[Finding], waivers: Sequence[Waiver], today: str | None
) -> list[Finding]:
    """Mark as justified what a person has waived; a waiver that ran out makes it a warning.

    Args:
        findings: What the rules found.
        waivers: The waivers.
        today: The day, as ``YYYY-MM-DD``; ``None`` where no waiver runs out.
    """
    by_finding = {(waiver.document, waiver.rule, waiver.subject): waiver for waiver in waivers}
    settled = []
    for finding in findings:
        waiver = next(
            (
                by_finding[key]
                for instance in finding.instances
                if (key := (finding.document, finding.rule, instance.subject)) in by_finding
            ),
            None,
        )
        if waiver is None:
            settled.append(finding)
        elif today is not None and waiver.until and waiver.until < today:
            is_remark = finding.severity is Severity.INFO
            severity = Severity.WARNING if is_remark else finding.severity
            settled.append(replace(finding, waiver=waiver, severity=severity, status=Status.OPEN))
        else:
            settled.append(replace(finding, waiver=waiver, status=Status.JUSTIFIED))
    return settled
