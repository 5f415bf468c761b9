"""Rules: a query each; what it selects is a finding. Severity stands in a profile of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kg import resources
from kg.audit.findings import Check, Excerpt, Finding, Severity
from kg.errors import UsageError, Words
from kg.namespaces import PREFIXES
from kg.query import CannedQuery, bind, read_header
from kg.store import Row, Store, value_of

_HEAD = ("title", "problem", "principle", "remedy", "message")


@dataclass(frozen=True, slots=True)
class Rule:
    """An audit rule.

    Attributes:
        message: With ``{expected}``, ``{actual}`` and ``{note}``.
        is_check: Whether rows whose two numbers agree are checks that hold.
        is_justified: Whether what it selects has its reason already.
    """

    name: str
    severity: Severity
    title: Words
    problem: Words
    principle: Words
    remedy: Words
    message: Words
    is_check: bool
    is_justified: bool
    query: CannedQuery


def read_severities(path: Path) -> Mapping[str, Severity]:
    """Read how grave each rule is.

    Raises:
        UsageError: The file names a severity that there is not.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return {name: Severity(severity) for name, severity in data.items()}
    except (ValueError, AttributeError) as error:
        raise UsageError(
            f"{path}:级别只能是 error、warning、info({error})",
            f"{path}: a severity is error, warning or info ({error})",
        ) from None


def read_rule(path: Path, severities: Mapping[str, Severity]) -> Rule:
    """Read a rule's file.

    Raises:
        UsageError: A line of its head is missing, or no severity is given for it.
    """
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    missing = [name for name in _HEAD if name not in header or f"{name}_zh" not in header]
    if missing or path.stem not in severities:
        lack = missing[0] if missing else "severity"
        raise UsageError(f"{path}:规则缺少{lack}", f"{path}: the rule lacks {lack}")
    words = {name: Words(header[f"{name}_zh"], header[name]) for name in _HEAD}
    return Rule(
        name=path.stem,
        severity=severities[path.stem],
        is_check=bool(header.get("check")),
        is_justified=bool(header.get("justified")),
        query=CannedQuery(name=path.stem, summary="", summary_zh="", text=text),
        **words,
    )


@cache
def audit_rules() -> Sequence[Rule]:
    """Read all rules that ship with the package."""
    folder = resources.path("queries", "audit")
    severities = read_severities(folder / "severity.yaml")
    return [read_rule(path, severities) for path in sorted(folder.glob("*.rq"))]


def apply_rule(
    rule: Rule, store: Store, documents: Mapping[str, str]
) -> tuple[list[Finding], list[Check]]:
    """Ask a rule's query; rows of one subject that say the same are one finding.

    Args:
        rule: The rule.
        store: The graph.
        documents: IRI of each document by its key.
    """
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in store.select(bind(rule.query, {})).rows:
        names = ("document", "subject", "expected", "actual", "note")
        groups.setdefault(tuple(value_of(row, name) for name in names), []).append(row)
    findings: list[Finding] = []
    checks: list[Check] = []
    for (document, subject, expected, actual, note), rows in groups.items():
        local = subject.removeprefix(documents[document]).strip("/") or document
        places = dict.fromkeys(value_of(row, "place") for row in rows)
        excerpts = tuple(
            sorted((read_excerpt(store, place) for place in places), key=lambda e: e.start)
        )
        if rule.is_check and expected == actual:
            checks.append(
                Check(
                    rule=rule.name,
                    document=document,
                    subject=local,
                    note=note,
                    expected=expected,
                    actual=actual,
                    excerpts=excerpts,
                )
            )
            continue
        blanks = {"expected": expected or "—", "actual": actual or "—", "note": note}
        identity = "\n".join((rule.name, document, local, expected, actual, note))
        findings.append(
            Finding(
                rule=rule.name,
                severity=rule.severity,
                document=document,
                subject=local,
                title=rule.title,
                message=Words(rule.message.zh.format(**blanks), rule.message.en.format(**blanks)),
                expected=expected or None,
                actual=actual or None,
                path=" → ".join([document, *_ancestors(local)]),
                excerpts=excerpts,
                remedy=rule.remedy,
                fingerprint=hashlib.sha256(identity.encode()).hexdigest()[:16],
                status="justified" if rule.is_justified else "open",
            )
        )
    return findings, checks


def _ancestors(local: str) -> list[str]:
    """Name what a node stands in: ``suggestion/12/citation/ab`` is in ``suggestion/12``.

    >>> _ancestors("suggestion/12/citation/ab")
    ['suggestion/12', 'citation/ab']
    """
    pieces = local.split("/")
    return ["/".join(pieces[index : index + 2]) for index in range(0, len(pieces), 2)]


def read_excerpt(store: Store, place: str) -> Excerpt:
    """Read the words and offsets of a place."""
    oa = PREFIXES["oa"]
    position = dict(store.statements(f"{place}#position"))
    quote = dict(store.statements(f"{place}#quote"))
    return Excerpt(
        start=int(position[f"{oa}start"].value),
        end=int(position[f"{oa}end"].value),
        quote=quote[f"{oa}exact"].value,
    )
