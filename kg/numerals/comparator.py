"""How a stated value bounds the real one."""

from __future__ import annotations

from enum import StrEnum


class Comparator(StrEnum):
    """How a stated value bounds the real one."""

    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    ABOUT = "≈"

    @property
    def is_lower(self) -> bool:
        """Whether the real value lies above the stated one, or at it."""
        return self in (Comparator.AT_LEAST, Comparator.MORE)

    @property
    def is_upper(self) -> bool:
        """Whether the real value lies below the stated one, or at it."""
        return self in (Comparator.AT_MOST, Comparator.LESS)


def join_bounds(before: Comparator, behind: Comparator) -> Comparator | None:
    """Join the bounds on both sides of a number: 至少达到99%以上.

    Returns:
        The stricter one; ``None`` where they contradict each other.

    >>> join_bounds(Comparator.MORE, Comparator.AT_LEAST).value
    '>'
    >>> join_bounds(Comparator.AT_MOST, Comparator.AT_LEAST) is None
    True
    """
    if before is Comparator.EQUAL or before is behind:
        return behind
    if behind is Comparator.EQUAL:
        return before
    if Comparator.ABOUT in (before, behind):
        return before if behind is Comparator.ABOUT else behind
    if before.is_lower != behind.is_lower:
        return None
    return Comparator.MORE if before.is_lower else Comparator.LESS
