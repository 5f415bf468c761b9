"""Stated values as intervals: whether two of them can be one, and why they differ where they do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.errors import Words
from kg.model import Outcome
from kg.numerals import Comparator

_LOWER = (Comparator.AT_LEAST, Comparator.MORE)
_UPPER = (Comparator.AT_MOST, Comparator.LESS)
# How far a round number reaches, as a share of it: nobody says over 6,000 of 6,900, nor about 90
# of 95.
_NEAR = 10
_ABOUT = 20


class Relation(StrEnum):
    """How two stated values of one matter stand to each other."""

    EQUAL = "equal"
    WORDED = "worded"
    ROUNDED = "rounded"
    CONTAINED = "contained"
    APART = "apart"
    CONTRADICTS = "contradicts"

    @property
    def outcome(self) -> Outcome:
        """What an examination makes of it."""
        return _OUTCOMES[self]

    @property
    def reason(self) -> Words:
        """Why they differ, in words."""
        return _REASONS[self]


_OUTCOMES = {
    Relation.EQUAL: Outcome.HOLDS,
    Relation.WORDED: Outcome.EXPLAINED,
    Relation.ROUNDED: Outcome.EXPLAINED,
    Relation.CONTAINED: Outcome.EXPLAINED,
    Relation.APART: Outcome.OPEN,
    Relation.CONTRADICTS: Outcome.DIFFERS,
}
_REASONS = {
    Relation.EQUAL: Words("数值相同", "the same value"),
    Relation.WORDED: Words("数字相同，限定词不同", "the same number with another bound"),
    Relation.ROUNDED: Words("取整后相同", "the same when rounded"),
    Relation.CONTAINED: Words("一处的限定包含另一处的数值", "one bound contains the other value"),
    Relation.APART: Words(
        "一处的限定包含另一处的数值，但相差较大", "one bound contains the other value, but far off"
    ),
    Relation.CONTRADICTS: Words("不能同时成立", "both cannot be true"),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """A stated value.

    Attributes:
        value: In plain units.
        comparator: How it bounds the real one.
        step: What one more in its last printed digit would be, in plain units.
    """

    value: Decimal
    comparator: Comparator
    step: Decimal

    @classmethod
    def of(cls, printed: Decimal, comparator: Comparator, scale: Decimal = Decimal(1)) -> Bound:
        """Make one of a number as printed, in a unit that is ``scale`` plain ones."""
        exponent = printed.as_tuple().exponent
        digits = exponent if isinstance(exponent, int) else 0
        return cls(printed * scale, comparator, Decimal(1).scaleb(digits) * scale)

    def rough_step(self, share: int) -> Decimal:
        """Return one more in the last digit that is no zero, at most a share of the value.

        >>> str(Bound.of(Decimal("2600"), Comparator.ABOUT).rough_step(20))
        '1E+2'
        >>> str(Bound.of(Decimal("6000"), Comparator.MORE).rough_step(10))
        '6E+2'
        """
        exponent = self.value.normalize().as_tuple().exponent
        digits = exponent if isinstance(exponent, int) else 0
        rough = min(Decimal(1).scaleb(digits), abs(self.value).normalize() / share)
        return max(self.step, rough)

    @property
    def is_lower(self) -> bool:
        """Whether the real value may lie above it."""
        return self.comparator in _LOWER

    @property
    def is_upper(self) -> bool:
        """Whether the real value may lie below it."""
        return self.comparator in _UPPER


def relate(one: Bound, other: Bound, *, rounds: bool = False) -> Relation:
    """Say how two stated values of one matter stand to each other; the order does not count.

    Two bounds to one side with different numbers are two different goals, although the narrower
    keeps to the wider. A value is rounded where it says so (约62%), or with ``rounds``, as what was
    measured is: of a goal, 62 and 61.5 are two. A bound is stated near its value: 超6000 stands for
    6123, but hardly for 8000.

    >>> more = Bound.of(Decimal(6000), Comparator.MORE)
    >>> relate(more, Bound.of(Decimal(6000), Comparator.EQUAL)).value
    'worded'
    >>> relate(more, Bound.of(Decimal(5000), Comparator.EQUAL)).value
    'contradicts'
    """
    sides = (one.is_lower and other.is_upper) or (one.is_upper and other.is_lower)
    if one.value == other.value:
        if one.comparator is other.comparator:
            return Relation.EQUAL
        return Relation.CONTRADICTS if sides else Relation.WORDED
    if sides:
        lower, upper = (one, other) if one.is_lower else (other, one)
        return Relation.CONTAINED if lower.value <= upper.value else Relation.CONTRADICTS
    for bound, value in ((one, other), (other, one)):
        if not (bound.is_lower or bound.is_upper) or value.is_lower or value.is_upper:
            continue
        surplus = value.value - bound.value if bound.is_lower else bound.value - value.value
        if surplus > 0:
            return Relation.CONTAINED if surplus < bound.rough_step(_NEAR) else Relation.APART
    return Relation.ROUNDED if _is_rounded(one, other, rounds) else Relation.CONTRADICTS


def _is_rounded(one: Bound, other: Bound, rounds: bool) -> bool:
    """Say whether the coarser of two values is the finer one rounded."""
    coarse, fine = (one, other) if _coarseness(one) > _coarseness(other) else (other, one)
    is_coarser = _coarseness(coarse) > _coarseness(fine)
    if Comparator.ABOUT is not coarse.comparator and not rounds:
        return False
    return is_coarser and abs(one.value - other.value) * 2 <= _coarseness(coarse)


def _coarseness(bound: Bound) -> Decimal:
    """Return the step of a value; a round number that is only about right is coarser."""
    return bound.rough_step(_ABOUT) if bound.comparator is Comparator.ABOUT else bound.step
