"""Growth that a goal asks for: from the base of a table's row to its goal, per year.

SPARQL has no power function, so it is computed here, and each figure keeps its inputs' places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from kg.model import (
    CellColumn,
    Evidence,
    Indicator,
    Observation,
    RequiredGrowth,
    Target,
    ValueBasis,
)
from kg.numerals import Comparator

_HUNDREDTH = Decimal("0.01")


def growth_per_year(base: Decimal, goal: Decimal, years: int) -> Decimal:
    """Return the constant growth that leads from one value to another.

    Args:
        base: The value to begin with, above zero.
        goal: The value to end at, above zero, in the same unit.
        years: How many years lie between, one at least.

    Returns:
        Per cent a year, rounded half up to two decimals.

    >>> growth_per_year(Decimal("29.6"), Decimal(35), 5)
    Decimal('3.41')
    >>> growth_per_year(Decimal("10.04"), Decimal("8.8"), 5)
    Decimal('-2.60')
    """
    ratio = ((goal / base).ln() / years).exp()
    return ((ratio - 1) * 100).quantize(_HUNDREDTH, ROUND_HALF_UP)


def required_growths(
    indicators: Sequence[Indicator],
    targets: Sequence[Target],
    observations: Sequence[Observation],
    rate: re.Pattern[str],
) -> tuple[RequiredGrowth, ...]:
    """Compute what each row of the table asks for that prints one plain value as base and as goal.

    A row has none where the text leaves a column open, where the indicator is itself a rate, where
    a value is about, at least or hoped for, or where units or years do not fit together.

    Args:
        indicators: The rows.
        targets: Goals, those of other passages included.
        observations: Bases, those of other passages included.
        rate: Finds the name of an indicator that is itself a rate of growth.
    """
    goals = {target.id: target for target in targets}
    bases = {observation.id: observation for observation in observations}
    found = []
    for indicator in indicators:
        goal = goals.get(f"{indicator.id}/target/{CellColumn.GOAL.value}")
        base = bases.get(f"{indicator.id}/baseline")
        is_open = indicator.ambiguous or rate.search(indicator.sub or indicator.label)
        if goal is None or base is None or is_open or not (_is_plain(goal) and _is_plain(base)):
            continue
        years = _years(base, goal)
        if goal.unit != base.unit or years is None:
            continue
        spans = [goal.evidence.span, base.evidence.span]
        spans += [*goal.evidence.spans[1:], *base.evidence.spans[1:]]
        found.append(
            RequiredGrowth(
                id=f"{indicator.id}/required-growth",
                baseline=base.id,
                target=goal.id,
                value=growth_per_year(base.value, goal.value, years),
                evidence=Evidence(
                    goal.evidence.document, tuple(dict.fromkeys(spans)), "growth-base-to-goal"
                ),
            )
        )
    return tuple(found)


def _is_plain(figure: Target | Observation) -> bool:
    is_level = figure.basis is ValueBasis.LEVEL
    is_exact = figure.comparator is Comparator.EQUAL and not figure.hedges
    return is_level and is_exact and figure.value > 0


def _years(base: Observation, goal: Target) -> int | None:
    """Return how many years lie between; ``None`` where they are unknown or not in order."""
    if goal.year is None or base.period is None or not re.fullmatch(r"\d{4}", base.period):
        return None
    years = goal.year - int(base.period)
    return years if years > 0 else None
