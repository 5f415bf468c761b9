"""What a value measures, by the words before it: a level, or a change over some time."""

from __future__ import annotations

from kg.lexicon import words
from kg.model import ValueBasis
from kg.text import Span


def find_basis(folded: str, place: Span) -> tuple[ValueBasis, Span | None]:
    """Find the basis that a passage names, the strongest word first; a level where it names none.

    Returns:
        The basis, and where its word stands.
    """
    found = list(words("basis").find(folded, place.start, place.end))
    for basis in ("annual-average", "per-year", "cumulative", "increase"):
        for word in found:
            if word.reads == basis:
                return ValueBasis(basis), Span(word.start, word.end)
    return ValueBasis.LEVEL, None
