"""All that an audit says: what it found and checked, what is covered, what it does not rest on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import Words
from kg.model.audit import (
    Check,
    Depth,
    Excerpt,
    Finding,
    Item,
    NotMade,
    Severity,
    Support,
)


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
        not_made: Checks that could not be made.
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
    not_made: tuple[NotMade, ...] = ()
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
            not_made=tuple(check for check in self.not_made if check.document == key),
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
