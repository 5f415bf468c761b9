"""How a document answers suggestions, and what the answers say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.stated import Evidence
from kg.text import Span


class Disposition(StrEnum):
    """What an answer itself says of a suggestion."""

    ADOPTED = "adopted"
    PART = "part"
    DEFERRED = "deferred"
    ELSEWHERE = "elsewhere"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SaidOfIt:
    """A clause of an answer that says whether a suggestion is adopted."""

    disposition: Disposition
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionStatement:
    """The text that says how a suggestion was taken up: a claim.

    Attributes:
        disposition: What it comes to; ``None`` where it only tells what the plan holds.
        said: The clauses that say so, in the order of the text.
    """

    id: str
    suggestion: str
    evidence: Evidence
    disposition: Disposition | None = None
    said: tuple[SaidOfIt, ...] = ()
