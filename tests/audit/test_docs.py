"""What the docs say of the audit is what it does."""

from __future__ import annotations

import re

import pytest

from kg.audit import audit_store, read_rules
from kg.model import Severity
from tests.audit.rule_table import PAGES, parts_of, rule_table
from tests.conftest import Report


@pytest.mark.parametrize("lang", PAGES)
def test_the_table_of_rules_is_that_of_their_heads(lang: str) -> None:
    _, table, _ = parts_of(PAGES[lang].read_text("utf-8"))
    assert table == rule_table(lang)


@pytest.mark.parametrize("lang", PAGES)
def test_errors_and_warnings_on_the_bundled_report_are_listed(lang: str, hangzhou: Report) -> None:
    page = PAGES[lang].read_text("utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \| ([\d]+) \|", page, re.MULTILINE)
    counted: dict[str, int] = {}
    for found in audit_store(hangzhou.store).findings:
        if found.severity is not Severity.INFO:
            counted[found.rule] = counted.get(found.rule, 0) + 1
    assert {rule: int(number) for rule, number in listed} == counted


@pytest.mark.parametrize("lang", PAGES)
def test_the_number_of_rules_is_that_of_the_files(lang: str) -> None:
    assert re.search(rf"\b{len(read_rules())}\b", PAGES[lang].read_text("utf-8"))
