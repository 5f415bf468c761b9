"""What follows from what a document says: readings, links, and a person's word.

Each names its rule and its evidence, so that a reader can follow it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.errors import Words
from kg.model.answered import AdoptionStatement
from kg.model.decided import Decision
from kg.model.figures import (
    Body,
    Breakthrough,
    LedgerEntry,
    Milestone,
    NamedIndicator,
    Observation,
    ReviewCount,
    ReviewItem,
    Target,
    WrittenTime,
)
from kg.model.stated import (
    Basis,
    Citation,
    DocumentFacts,
    Evidence,
    Indicator,
    Irregularity,
    KeyTask,
    Legend,
    PrintedUnit,
    SpecialColumn,
    StatedCount,
    Suggestion,
    Theme,
    ThemeStatement,
    TitleForm,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the outline that the report names by its number.

    Attributes:
        title: As a theme's statement prints it; ``None`` where none does.
        task: ``id`` of the task that it corresponds to; ``None`` where none does.
        basis: ``explicit`` or ``inferred``; ``None`` without a task.
        reason: Why, in Chinese.
        evidence: Its first mention, or what shows the correspondence.
    """

    id: str
    number: int
    title: str | None
    task: str | None
    basis: Basis | None
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationReading:
    """What a citation most likely refers to.

    Attributes:
        part: Number of the part; ``None`` where there is no telling.
        column: ``id`` of the announced column whose name it has; ``None`` where it has none's.
        unit: ``id`` of the announced unit that it cites.
        task: ``id`` of the task that answers to the part.
    """

    citation: str
    part: int | None
    column: str | None
    unit: str
    task: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with a reason.

    Attributes:
        kind: Such as ``suggestion-task``.
        source: ``id`` of the node that it starts from.
        target: ``id`` of the node that it leads to.
        basis: How sure it is.
        reason: Why, in Chinese.
    """

    id: str
    kind: str
    source: str
    target: str
    basis: Basis
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredGrowth:
    """The constant growth that leads from a row's base to its goal.

    Attributes:
        baseline: ``id`` of the observation that it begins with.
        target: ``id`` of the target that it ends at.
        value: Per cent a year, rounded half up to two decimals.
        evidence: The cells of goal and base, then what else was needed: headings, the row.
    """

    id: str
    baseline: str
    target: str
    value: Decimal
    evidence: Evidence


class Outcome(StrEnum):
    """What comes of holding passages against each other."""

    HOLDS = "holds"
    EXPLAINED = "explained"
    DIFFERS = "differs"
    OPEN = "open"
    NOT_MADE = "not-made"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Passages held against each other: a sum, a growth, two values of one indicator, an answer.

    What a query cannot compute is computed once, when the graph is built; the audit's rules only
    select from it.

    Attributes:
        kind: A concept of the scheme of examination kinds, such as ``value-agreement``.
        subject: ``id`` of the fact that it concerns.
        outcome: ``explained`` is a difference that has a reason; ``open`` cannot be told;
            ``not-made`` could not be held against anything, and ``working`` says why.
        stated: What the text says, in its words; ``None`` where something is missing.
        reckoned: What other passages say or add up to; ``None`` where there is no telling.
        working: How it was reckoned, or why it differs.
        evidence: The passages, the one that a reader is led to first.
    """

    id: str
    kind: str
    subject: str
    outcome: Outcome
    stated: str | None
    reckoned: str | None
    working: Words
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that was read from one document.

    The tuples are in the order of the text.
    """

    document: DocumentFacts
    units: tuple[PrintedUnit, ...] = ()
    tasks: tuple[KeyTask, ...] = ()
    columns: tuple[SpecialColumn, ...] = ()
    counts: tuple[StatedCount, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    legends: tuple[Legend, ...] = ()
    themes: tuple[Theme, ...] = ()
    theme_statements: tuple[ThemeStatement, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    adoptions: tuple[AdoptionStatement, ...] = ()
    citations: tuple[Citation, ...] = ()
    title_forms: tuple[TitleForm, ...] = ()
    parts: tuple[Part, ...] = ()
    readings: tuple[CitationReading, ...] = ()
    links: tuple[Link, ...] = ()
    growths: tuple[RequiredGrowth, ...] = ()
    examinations: tuple[Examination, ...] = ()
    irregularities: tuple[Irregularity, ...] = ()
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    named_indicators: tuple[NamedIndicator, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    breakthroughs: tuple[Breakthrough, ...] = ()
    review_items: tuple[ReviewItem, ...] = ()
    review_counts: tuple[ReviewCount, ...] = ()
    bodies: tuple[Body, ...] = ()
    times: tuple[WrittenTime, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    decisions: tuple[Decision, ...] = ()
