"""The bundled report with one small change: a graph that holds, or a clear refusal."""

from __future__ import annotations

import dataclasses

import pytest

from kg.check import validate_store
from kg.pipeline import build_document, build_graph
from kg.store import Store
from tests.conftest import Report
from tests.fuzz import inside, is_unharmed, missed, try_all
from tests.mutants import CHANGES, UNITS
from tests.outcomes import Outcome

COUNT = 100


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return try_all(range(COUNT))


def test_the_mutants_are_of_all_kinds(outcomes: list[Outcome]) -> None:
    assert {outcome.mutant.unit for outcome in outcomes} == set(UNITS)
    assert {outcome.mutant.change for outcome in outcomes} == set(CHANGES)
    assert len(inside(outcomes)) >= 30
    assert sum(outcome.numbers for outcome in outcomes) >= 3


def test_every_mutant_builds_and_holds_or_is_refused(outcomes: list[Outcome]) -> None:
    assert list(missed(outcomes)) == []


def test_a_change_inside_a_sentence_leaves_the_rest(outcomes: list[Outcome]) -> None:
    harmed = [outcome for outcome in inside(outcomes) if not is_unharmed(outcome)]
    assert len(harmed) <= 0.05 * len(inside(outcomes)), harmed


# What mutants brought to light: the words before and after, all in the bundled report.
FOUND = {
    "year-broken-over-lines": ("2025年\n\n预计", "20\n25年\n预计"),
    "part-claimed-twice": ("平安杭州”和第十六篇", "平安杭州”和第十五篇"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_mutants_found_stays_mended(name: str, hangzhou: Report) -> None:
    old, new = FOUND[name]
    assert old in hangzhou.text
    text = hangzhou.text.replace(old, new, 1)
    build = build_document(dataclasses.replace(hangzhou.build.source, text=text))
    assert validate_store(Store.of(build_graph([build]))).holds
    years = {cell.year for row in build.facts.indicators for cell in row.cells}
    assert years == {cell.year for row in hangzhou.build.facts.indicators for cell in row.cells}


def test_a_mark_that_stands_for_three_moves_no_place(hangzhou: Report) -> None:
    """A name is sought without regard to form: ㈠ is (一), three characters in the place of one."""
    text = hangzhou.text.replace("专门设置", "专门设置㈠㈠㈠㈠㈠")
    build = build_document(dataclasses.replace(hangzhou.build.source, text=text))
    kinds = [mark.kind for mark in hangzhou.build.facts.irregularities]
    assert [mark.kind for mark in build.facts.irregularities] == kinds


def test_a_row_with_a_misread_cell_gives_no_category_to_those_below(hangzhou: Report) -> None:
    first = hangzhou.text.index("约束性", hangzhou.text.index("类别\n"))
    text = hangzhou.text[:first] + "约束，" + hangzhou.text[first + 3 :]
    build = build_document(dataclasses.replace(hangzhou.build.source, text=text))
    categories = {row.category for row in hangzhou.build.facts.indicators}
    assert {row.category for row in build.facts.indicators} == categories
