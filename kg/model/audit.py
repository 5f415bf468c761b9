"""What an audit says: findings, checks that hold, an item for each suggestion, what is covered.

Three layers never mix: the claim is the document's, the evidence a place in its text, the verdict
the audit's own. These records are verdicts; each names the places that it rests on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kg.errors import Words


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """Whether anybody has to do something about a finding."""

    OPEN = "open"
    JUSTIFIED = "justified"


class Family(StrEnum):
    """What a rule looks at."""

    LINKS = "links"
    ANSWERS = "answers"
    EVIDENCE = "evidence"
    FACTS = "facts"
    ARITHMETIC = "arithmetic"
    FORM = "form"
    STRUCTURE = "structure"
    DECISIONS = "decisions"


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


class Verdict(StrEnum):
    """What an adoption is worth against the outline."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place in the text with its words; offsets in code points, half-open."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A person's word that a finding needs nothing more.

    Attributes:
        rule: The rule that it is about.
        subject: The node's local name.
        until: Last day on which it holds, as ``YYYY-MM-DD``; empty where it holds for good.
        line: Its line in the decisions file.
    """

    document: str
    rule: str
    subject: str
    reason: str
    author: str
    until: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One place of a finding that shows in several.

    Attributes:
        subject: The node's local name.
        excerpts: The places of this one.
    """

    subject: str
    actual: str | None
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a reader of the document should look at.

    Attributes:
        rule: The file's name without ``.rq``.
        subject: The node's local name, such as ``suggestion/12``; that of the first instance.
        expected: What should stand there; ``None`` where there is no telling.
        path: From the suggestion or the document to what is missing or wrong.
        excerpts: The places of all instances, the one that a reader is led to first.
        instances: What one cause shows in; one at least.
        fingerprint: The same for the same finding in another run, whatever the offsets.
        waiver: Why it is justified, where a person says so; also when the waiver has run out.
    """

    rule: str
    family: Family
    severity: Severity
    document: str
    subject: str
    title: Words
    message: Words
    expected: str | None
    actual: str | None
    path: Words
    excerpts: tuple[Excerpt, ...]
    remedy: Words
    fingerprint: str
    status: Status
    instances: tuple[Instance, ...] = ()
    waiver: Waiver | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it."""
        return self.status is Status.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Two things that a rule held against each other, and that agree.

    Attributes:
        note: What was compared, and how: the working.
    """

    rule: str
    family: Family
    document: str
    subject: str
    title: Words
    note: Words
    expected: str
    actual: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One suggestion: how far the report lets it be followed.

    Attributes:
        verdict: Against the outline: whether the units cited stand where they are said to;
            ``cantTell`` while its text is not at hand.
        path: The deepest chain, then the first level that is missing.
        missing: The first level of the chain that is not reached; ``None`` when all are.
        reasons: Why, each with what it rests on.
        parts: Numbers of the parts that it cites, ascending.
        tasks: Numbers of the tasks that answer to them, ascending.
        excerpts: The citations' words.
    """

    document: str
    number: int
    theme: int | None
    label: str
    depth: Depth
    support: Support
    verdict: Verdict
    path: Words
    missing: Depth | None
    reasons: tuple[Words, ...]
    parts: tuple[int, ...]
    tasks: tuple[int, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How deep the suggestions of one theme, or those that reach one task, can be followed.

    Attributes:
        kind: ``theme`` or ``task``.
        depths: How many suggestions reach each depth; all depths are there.
        supports: How many have each support; all are there.
    """

    document: str
    kind: str
    number: int
    label: str
    suggestions: tuple[int, ...]
    depths: Mapping[Depth, int]
    supports: Mapping[Support, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """Something that no suggestion reaches: the chain read backwards.

    Attributes:
        kind: ``part``, ``task``, ``special-column``, ``target`` or ``indicator``.
        subject: The node's local name.
    """

    document: str
    kind: str
    subject: str
    label: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOutline:
    """An outline that a report was held against.

    Attributes:
        document: Key of the report.
        outline: Key of the outline.
        title: The outline's title.
        sha256: Digest of its source.
    """

    document: str
    outline: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsureFact:
    """A fact that its own quotes do not say; the audit leaves it out.

    Attributes:
        node: Its IRI.
        subject: Its local name.
        whose: What it is and whose, such as 任务3的目标值.
        said: What the graph holds: name, bound, value, unit, time.
        reasons: What the quotes do not say.
        excerpts: Its quote.
        properties: IRIs of the properties that fail.
        is_kept: Whether other facts stand in it, so that only these properties are left out.
    """

    document: str
    node: str
    subject: str
    whose: Words
    said: Words
    reasons: tuple[Words, ...]
    excerpts: tuple[Excerpt, ...]
    properties: tuple[str, ...] = ()
    is_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadAnnex:
    """An annex in which no table was read.

    Attributes:
        subject: The annex's local name.
        table: What the table is called that it would hold; empty where nothing tells.
        name: The annex, such as 附件2.
        reason: What stands in the way and what to do, with the annex's name.
    """

    document: str
    subject: str
    table: str
    name: Words
    reason: Words


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side, by fingerprint; each in the order of its run.

    Attributes:
        gone: Rule, subject and message of what the earlier run said and this one does not.
    """

    new: tuple[str, ...]
    gone: tuple[tuple[str, str, str, str], ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """All that an audit says.

    Attributes:
        sources: Key and digest of each document.
        parameters: How it was run, by name: what differs from a run without options.
        line_starts: Where each line of a document's text begins, by the document's key.
        outlines: Those that reports were held against; none while no text is at hand.
        apart: Keys of reports, each with that of an outline of its place and period which is in the
            store too, but was not built together with it.
        unsure: Facts that fail the second reading; nothing here rests on them.
        unread: Annexes in which no table was read.
        problems: What else the validation of the graph found, where it ran.
    """

    version: str
    sources: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    line_starts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    comparison: Comparison | None = None
    outlines: tuple[HeldOutline, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    unsure: tuple[UnsureFact, ...] = ()
    unread: tuple[UnreadAnnex, ...] = ()
    problems: tuple[Words, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every table was read and every fact holds: what ``--strict`` asks for."""
        return not (self.unsure or self.unread or self.problems)

    @property
    def has_outline(self) -> bool:
        """Whether an outline was at hand to hold claims against."""
        return bool(self.outlines)

    def outline_of(self, document: str) -> HeldOutline | None:
        """Return the outline that a report was held against; ``None`` where none was at hand."""
        return next((held for held in self.outlines if held.document == document), None)

    def of_document(self, key: str) -> AuditReport:
        """Take out what the audit says of one document, and of the outline it was held against."""
        outlines = tuple(held for held in self.outlines if held.document == key)
        keys = {key, *(held.outline for held in outlines)}
        return replace(
            self,
            sources=tuple(source for source in self.sources if source[0] in keys),
            items=tuple(item for item in self.items if item.document == key),
            checks=tuple(check for check in self.checks if check.document == key),
            findings=tuple(finding for finding in self.findings if finding.document == key),
            coverage=tuple(row for row in self.coverage if row.document == key),
            unreached=tuple(found for found in self.unreached if found.document == key),
            outlines=outlines,
            apart=tuple(pair for pair in self.apart if pair[0] == key),
            unsure=tuple(fact for fact in self.unsure if fact.document == key),
            unread=tuple(annex for annex in self.unread if annex.document == key),
        )

    def count(self, severity: Severity) -> int:
        """Count the open findings of a severity."""
        return sum(finding.severity is severity and finding.is_open for finding in self.findings)

    def open(self, *severities: Severity) -> Iterable[Finding]:
        """Choose the open findings of some severities, in their order."""
        return (f for f in self.findings if f.is_open and f.severity in severities)

    def line_of(self, *, document: str, offset: int) -> int:
        """Return the line of a document's text in which an offset lies, from 1."""
        return bisect_right(self.line_starts[document], offset)

    def fails(self, threshold: str) -> bool:
        """Say whether an open finding is as grave as ``error`` or ``warning``; never: none is."""
        grave = {"error": [Severity.ERROR], "warning": [Severity.ERROR, Severity.WARNING]}
        return any(self.count(severity) for severity in grave.get(threshold, []))
