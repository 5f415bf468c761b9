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

# Rules that no fault in a text sets off, each with its cases in tests/audit/test_evidence.py.
NOT_IN_A_TEXT = {
    "cell-decided",  # speaks where a person's decision was applied: no fault
    "quote-cut",  # about the words that a quote itself records beside it, not about the text
    "statement-untraced",  # about a node of the graph without evidence
}


# One fault a rule, in the shorter report, whose build is quicker, where it offers one.
CASES = [
    (rule, "qinghe" if choose(rule, built("qinghe").text, 1, 7) else "hangzhou")
    for rule in sorted(PLANTERS)
]


@pytest.mark.parametrize(("rule", "name"), CASES)
def test_a_planted_fault_is_found(rule: str, name: str) -> None:
    [fault] = choose(rule, built(name).text, 1, 7)
    trial = try_fault(rule, name, fault, alone=True)
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
