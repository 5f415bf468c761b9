"""What an audit says of one thing: a finding, a check, a suggestion.

Three layers never mix: the claim is the document's, the evidence a place in its text, the verdict
the audit's own. These records are verdicts; each names the places that it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
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
class NotMade:
    """A check that could not be made.

    Attributes:
        title: What would have been checked.
        note: Of what, and why it could not be.
        expected: The other side; empty where it is missing.
        actual: What the text says.
    """

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
