"""The proof that the audit works: for each rule a planted fault that it finds.

A few for each rule, so that the run is short; ``make bench-audit`` plants some hundreds.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.audit import read_rules
from tests.conftest import built
from tests.planted.catalogue import PLANTERS, choose
from tests.planted.trial import try_fault, untouched

HERE = Path(__file__).parent

# Rules that nothing in a text can set off: what they are about is a graph, a decisions file, or
# something that the text itself must be without.
NOT_IN_A_TEXT: set[str] = set()

CASES = [
    (rule, name, number)
    for rule in sorted(PLANTERS)
    for name in ("hangzhou", "qinghe")
    for number in range(min(1, len(choose(rule, built(name).text, 1, 7))))
]


@pytest.mark.parametrize(("rule", "name", "number"), CASES)
def test_a_planted_fault_is_found(rule: str, name: str, number: int) -> None:
    fault = choose(rule, built(name).text, 1, 7)[number]
    trial = try_fault(rule, name, fault)
    assert not trial.refused
    assert trial.found, fault.said


def test_each_rule_has_faults_of_its_own() -> None:
    assert set(PLANTERS) | NOT_IN_A_TEXT == {rule.name for rule in read_rules()}


def test_planters_know_nothing_of_the_rules() -> None:
    for path in HERE.glob("*.py"):
        if path.stem in ("trial", "test_planted"):
            continue
        imported = re.findall(r"^(?:from|import) (\S+)", path.read_text("utf-8"), re.MULTILINE)
        assert not [name for name in imported if name.startswith("kg.") and name != "kg.text"]


def test_the_untouched_report_is_audited_alike_twice() -> None:
    assert untouched("qinghe") == untouched("qinghe")
