"""What an audit says: findings, checks that hold, and an item for each suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.errors import Words


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Depth(StrEnum):
    """How deep a suggestion can be followed, the shallowest first."""

    NONE = "none"
    PART = "part"
    SECTION = "section"
    COLUMN = "column"
    TASK = "task"
    TARGET = "target"


class Support(StrEnum):
    """What the report itself shows of an adoption."""

    TRACED = "traced"
    NAMED_ONLY = "named-only"
    PARTIAL = "partial"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place in the text with its words; offsets in code points, half-open."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a reader of the document should look at.

    Attributes:
        rule: The file's name without ``.rq``.
        subject: The node's local name, such as ``suggestion/12``.
        expected: What should stand there; ``None`` where there is no telling.
        path: From the document to the place.
        fingerprint: The same for the same finding in another run, whatever the offsets.
        status: ``open`` or ``justified``.
    """

    rule: str
    severity: Severity
    document: str
    subject: str
    title: Words
    message: Words
    expected: str | None
    actual: str | None
    path: str
    excerpts: tuple[Excerpt, ...]
    remedy: Words
    fingerprint: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A stated number that agrees with what is counted."""

    rule: str
    document: str
    subject: str
    note: str
    expected: str
    actual: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One suggestion: how far the report lets it be followed.

    Attributes:
        verdict: Against the outline; ``cantTell`` while its text is not at hand.
        path: The deepest chain, in Chinese.
        missing: The first level of the chain that is not reached; ``None`` when all are.
        reasons: Why, in Chinese, each with what it rests on.
        excerpts: The citations' words.
    """

    document: str
    number: int
    theme: int | None
    label: str
    depth: Depth
    support: Support
    verdict: str
    path: str
    missing: Depth | None
    reasons: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """All that an audit says.

    Attributes:
        sources: Key and digest of each document.
    """

    version: str
    sources: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Count the open findings of a severity."""
        return sum(
            finding.severity is severity and finding.status == "open" for finding in self.findings
        )

    def fails(self, threshold: str) -> bool:
        """Say whether an open finding is as grave as ``error`` or ``warning``; never: none is."""
        grave = {"error": [Severity.ERROR], "warning": [Severity.ERROR, Severity.WARNING]}
        return any(self.count(severity) for severity in grave.get(threshold, []))
