"""What persons decide of what a text leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.stated import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on what the text leaves open or a rule read wrongly.

    Attributes:
        line: Its line in the decisions file.
        problem: Why it could not be applied; ``None`` when it was.
        evidence: The quote's place; ``None`` when the quote is gone.
    """

    line: int
    subject: str
    field: str
    kind: str
    old: str
    new: str
    quote: str
    reason: str
    author: str
    date: str
    problem: str | None = None
    evidence: Evidence | None = None
