"""What a value measures, by the words before it: a level, or a change over some time."""

from __future__ import annotations

from kg.model import ValueBasis
from kg.profiles.figures import FigureWords
from kg.text import Span


def find_basis(words: FigureWords, folded: str, place: Span) -> tuple[ValueBasis, Span | None]:
    """Find the basis that a passage names, the strongest word first; a level where it names none.

    Returns:
        The basis, and where its word stands.
    """
    for key, pattern in words.basis.items():
        match = pattern.search(folded, place.start, place.end)
        if match:
            return ValueBasis(key), Span(*match.span())
    return ValueBasis.LEVEL, None
