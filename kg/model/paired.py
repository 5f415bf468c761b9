"""What comes of holding a report against the outline that it speaks of.

The two are documents of one place and one period, each with a text of its own: what is said here
has a place in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.model.derived import Examination
from kg.model.stated import Basis, Evidence
from kg.text import Span


class Match(StrEnum):
    """By what an announced unit was found among the printed ones, the surest first."""

    NUMBER_AND_TITLE = "number-and-title"
    TITLE = "title"
    CONTAINED_TITLE = "contained-title"
    SIMILAR_TITLE = "similar-title"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An announced unit that the outline prints.

    Attributes:
        unit: ``id`` of the announced unit, in the report.
        printed: ``id`` of the printed unit, in the outline.
        basis: ``explicit`` where number or title agree wholly, else ``inferred``.
        score: From 0 to 1, how much of the two titles agrees; half where only numbers can be
            compared.
        reason: Why, in Chinese.
        evidence: Where the report names the unit.
        there: The heading that the outline prints.
    """

    id: str
    unit: str
    printed: str
    match: Match
    basis: Basis
    score: Decimal
    reason: str
    evidence: Evidence
    there: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim of the report, held against the outline.

    Attributes:
        examination: What came of it; its evidence is the report's.
        there: What the outline has on the matter: headings, words; none where it has nothing.
    """

    examination: Examination
    there: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A report and the outline of its own place and period.

    Attributes:
        report: Key of the report.
        outline: Key of the outline.
        evidence: Where the report names place and period.
        there: Where the outline does.
        found: In the order of the report.
        held: In the order of the report.
    """

    report: str
    outline: str
    evidence: Evidence
    there: Evidence
    found: tuple[Found, ...]
    held: tuple[Held, ...]
