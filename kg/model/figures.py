"""Figures and what surrounds them: targets, observations, milestones, the review, the ledger.

A figure is kept as printed: `value` in `unit`, not rescaled. What the text does not say is
``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.model.stated import Evidence
from kg.numerals import Comparator
from kg.text import Span


class Scope(StrEnum):
    """What kind of passage a goal stands in."""

    TASK = "task"
    HEADLINE = "headline"
    TABLE = "indicator-table"
    ADOPTION = "adoption"
    REVIEW = "review"
    SECTION = "section"
    COLUMN = "special-column"


class ValueBasis(StrEnum):
    """What a value measures: a level, or a change over some time."""

    LEVEL = "level"
    INCREASE = "increase"
    CUMULATIVE = "cumulative"
    PER_YEAR = "per-year"
    ANNUAL_AVERAGE = "annual-average"


class Change(StrEnum):
    """Which way a value moves that says how much is gained or lost."""

    RISE = "rise"
    FALL = "fall"


class ReviewStatus(StrEnum):
    """How an indicator of the previous plan stands."""

    MET = "met"
    UNASSESSABLE = "unassessable"
    LAGGING = "lagging"


class ObservationStatus(StrEnum):
    """Whether a value was measured or is expected."""

    MEASURED = "measured"
    ESTIMATE = "estimate"


class NumberReading(StrEnum):
    """How a number of the text was read."""

    TARGET = "target"
    BASELINE = "baseline"
    ACTUAL = "actual"
    ASSUMPTION = "assumption"
    CONDITIONAL = "conditional"
    COUNT = "count"
    ORDINAL = "ordinal"
    DATE = "date"
    RANK = "rank"
    NAME = "name"
    OTHER_SUBJECT = "other-subject"
    OTHER = "other"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIndicator:
    """An indicator that a sentence names; one a document, however often it is named.

    Attributes:
        label: Its name as first printed.
    """

    id: str
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A value that a plan sets for an indicator.

    Attributes:
        carrier: ``id`` of the node that sets it: a task, a printed unit, an adoption statement, a
            row of the indicator table.
        task: Number of the task that sets it, in the scope of tasks.
        suggestion: Number of the suggestion whose adoption text sets it.
        indicator: The indicator's name as printed here.
        subject: ``id`` of the indicator.
        unit: As printed, with its myriad word; ``None`` where none is.
        year: Year by whose end the value is due; ``None`` where the text names none.
        period: First and last year of a period, as ``2026/2030``; ``None`` where unsaid.
        change: Whether the value is how much is gained or lost; ``None`` for what is reached.
        since: The time that a change or a multiple is compared with, in ISO 8601.
        hedges: Words before the value, such as ``力争``.
        value_span: Where the number stands, by which the ledger knows it.
        time_span: Where year or period stand; ``None`` where unsaid.
        name_span: Where the name stands that it is read from.
        repeated: Where the same carrier prints the same value again.
        evidence: The clause, then what stands elsewhere: the name, the year, a hedge.
    """

    id: str
    scope: Scope
    carrier: str
    task: int | None
    suggestion: int | None
    indicator: str
    subject: str
    comparator: Comparator
    value: Decimal
    unit: str | None
    year: int | None
    period: str | None
    basis: ValueBasis
    change: Change | None
    since: str | None
    hedges: tuple[str, ...]
    value_span: Span
    time_span: Span | None
    name_span: Span
    repeated: tuple[Span, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A value that an indicator had, or is expected to have, at a time before the plan's end.

    Attributes:
        place: Which data set it belongs to: ``table``, ``review``, ``text``.
        period: The time that it is of, as ``2024`` or ``2025-01/2025-09``; ``None`` where unsaid.
        is_baseline: Whether a goal is measured against it.
        value_span: Where the number stands.
        time_span: Where its time stands; ``None`` where unsaid.
    """

    id: str
    place: str
    indicator: str
    subject: str
    comparator: Comparator
    value: Decimal
    unit: str | None
    period: str | None
    status: ObservationStatus
    basis: ValueBasis
    hedges: tuple[str, ...]
    is_baseline: bool
    value_span: Span
    time_span: Span | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A goal in words whose arrival can be checked, or that has a date.

    Attributes:
        label: The clause.
        year: Year by whose end it is due; ``None`` where the text names none.
    """

    id: str
    scope: Scope
    carrier: str
    task: int | None
    suggestion: int | None
    label: str
    year: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakthrough:
    """One of the major breakthroughs that the proposal names.

    Attributes:
        number: Its place in the list, from 1.
    """

    id: str
    number: int
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """An indicator of the previous plan that the review names.

    Attributes:
        target: ``id`` of the goal; ``None`` where none is printed.
        actuals: ``id`` of each observation.
    """

    id: str
    label: str
    subject: str
    status: ReviewStatus
    target: str | None
    actuals: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCount:
    """How many indicators of the previous plan stand so."""

    id: str
    status: ReviewStatus
    value: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that the text names, with what it answers for.

    Attributes:
        answers_for: ``id`` of a task or an indicator for each statement of responsibility, with
            the name of the indicator as printed (``None`` for a task) and the clause.
    """

    id: str
    label: str
    answers_for: tuple[tuple[str, str | None, Span], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTime:
    """A time that the text names by its relation to something else, and what it comes to.

    Attributes:
        written: Such as ``去年5月`` or ``“十五五”末``.
        value: ISO 8601: a year, a month, a day, or two of them with ``/`` between.
        evidence: Where it is written, then what it is resolved from.
    """

    id: str
    written: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A number of the text and how it was read.

    Attributes:
        fact: ``id`` of the node that it became part of; ``None`` where it became none.
        evidence: The number's own place.
    """

    quote: str
    reading: NumberReading
    fact: str | None
    evidence: Evidence
