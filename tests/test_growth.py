"""Growth from base to goal: what is computed, and which rows have none."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.extract.growth import growth_per_year, required_growths
from kg.model import Indicator, Observation, Target, ValueBasis
from kg.numerals import Comparator
from tests.conftest import Report

_RATE = re.compile("增长$")


@pytest.mark.parametrize(
    ("base", "goal", "years", "expected"),
    [
        ("100", "200", 1, "100.00"),
        ("50", "60", 5, "3.71"),
        ("60", "50", 5, "-3.58"),
        ("7", "7", 3, "0.00"),
        ("0.2", "0.8", 2, "100.00"),
    ],
)
def test_growth_is_that_of_a_calculator(base: str, goal: str, years: int, expected: str) -> None:
    assert growth_per_year(Decimal(base), Decimal(goal), years) == Decimal(expected)


@pytest.fixture
def row(hangzhou: Report) -> tuple[Indicator, Target, Observation]:
    """The second row: 29.6 at the base, 35 as goal."""
    facts = hangzhou.build.facts
    indicator = next(indicator for indicator in facts.indicators if indicator.number == 2)
    target = next(t for t in facts.targets if t.id == f"{indicator.id}/target/goal")
    base = next(o for o in facts.observations if o.id == f"{indicator.id}/baseline")
    return indicator, target, base


def test_a_plain_row_has_one_with_all_its_inputs(
    row: tuple[Indicator, Target, Observation],
) -> None:
    indicator, target, base = row
    [growth] = required_growths([indicator], [target], [base], _RATE)
    assert growth.value == Decimal("3.41")
    assert (growth.target, growth.baseline) == (target.id, base.id)
    assert {target.evidence.span, base.evidence.span} <= set(growth.evidence.spans)


def test_rows_that_do_not_say_enough_have_none(row: tuple[Indicator, Target, Observation]) -> None:
    indicator, target, base = row
    for harm in (
        (replace(indicator, ambiguous=True), target, base),
        (replace(indicator, label="产值增长"), target, base),
        (indicator, replace(target, comparator=Comparator.AT_LEAST), base),
        (indicator, replace(target, hedges=("力争",)), base),
        (indicator, replace(target, unit="%"), base),
        (indicator, replace(target, year=None), base),
        (indicator, replace(target, year=2025), base),
        (indicator, replace(target, basis=ValueBasis.CUMULATIVE), base),
        (indicator, replace(target, value=Decimal(0)), base),
        (indicator, target, replace(base, comparator=Comparator.ABOUT)),
        (indicator, target, replace(base, period="2025-01/2025-09")),
        (indicator, target, replace(base, value=Decimal(-1))),
    ):
        assert required_growths([harm[0]], [harm[1]], [harm[2]], _RATE) == ()


def test_a_sub_row_is_known_by_the_head_of_its_row(qinghe: Report) -> None:
    """每千人口医疗机构床位数 in the text is 每千人口医疗资源, 医疗机构床位数 in the table."""
    links = [link for link in qinghe.build.facts.links if link.kind == "target-indicator"]
    targets = {target.id: target.indicator for target in qinghe.build.facts.targets}
    rows = {row.id: (row.number, row.sub) for row in qinghe.build.facts.indicators}
    assert ("每千人口医疗机构床位数", (9, "医疗机构床位数")) in {
        (targets[link.source], rows[link.target]) for link in links
    }
    assert all(rows[link.target][1] != "执业(助理)医师数" for link in links)
