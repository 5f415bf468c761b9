"""A value per year, over the years of a period, against the total that is set for the period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.errors import Words
from kg.extract.examine.made import make_examination
from kg.model import Examination, Facts, Outcome, Target, ValueBasis
from kg.numerals import Comparator

_AT_LEAST = (Comparator.AT_LEAST, Comparator.MORE)


def examine_cumulative(facts: Facts) -> Iterator[Examination]:
    """Hold yearly values of an indicator against its total for the whole period.

    A yearly value is one per year, or a year's increase in a row that prints a total too: “﹥25”
    for 2030 beside ``[125]``. Where the yearly value is a lower bound, so is what it adds up to.
    """
    by_subject: dict[str, list[Target]] = {}
    for target in facts.targets:
        by_subject.setdefault(target.subject, []).append(target)
    for held in by_subject.values():
        totals = [target for target in held if target.basis is ValueBasis.CUMULATIVE]
        for total in totals:
            years = _years(total.period)
            for yearly in held:
                if years and _is_yearly(yearly) and yearly.unit == total.unit:
                    yield _compare(yearly, total, years)


def _is_yearly(target: Target) -> bool:
    return target.basis in (ValueBasis.PER_YEAR, ValueBasis.INCREASE) and target.period is None


def _years(period: str | None) -> int | None:
    if period is None:
        return None
    first, _, last = period.partition("/")
    return int(last) - int(first) + 1


def _compare(yearly: Target, total: Target, years: int) -> Examination:
    reached = yearly.value * years
    is_bound = yearly.comparator in _AT_LEAST and total.value >= reached
    holds = total.value == reached or is_bound
    unit = total.unit or ""
    shown = f"{_plain(yearly.value)} × {years} = {_plain(reached)}{unit}"
    return make_examination(
        "cumulative",
        total.id,
        Outcome.HOLDS if holds else Outcome.DIFFERS,
        document=total.evidence.document,
        spans=(total.evidence.span, yearly.evidence.span, *total.evidence.spans[1:]),
        working=Words(f"{total.indicator}:每年{shown}", f"{total.indicator}: a year {shown}"),
        stated=f"{_plain(total.value)}{unit}",
        reckoned=f"{_plain(reached)}{unit}",
        matter=yearly.id,
    )


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
