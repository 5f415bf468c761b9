"""The bundled report with one small change: a graph that holds, or a clear refusal."""

from __future__ import annotations

import dataclasses

import pytest

from kg.check import validate_store
from kg.pipeline import build_document, build_graph
from kg.query import run
from kg.store import Store, value_of
from tests.conftest import Report
from tests.fuzz import inside, is_unharmed, missed, try_all
from tests.mutants import CHANGES, UNITS
from tests.outcomes import Outcome, numerals

COUNT = 60


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return try_all(range(COUNT))


def test_the_mutants_are_of_all_kinds(outcomes: list[Outcome]) -> None:
    assert {outcome.mutant.unit for outcome in outcomes} == set(UNITS)
    assert {outcome.mutant.change for outcome in outcomes} == set(CHANGES)
    assert len(inside(outcomes)) >= 20
    assert sum(outcome.numbers for outcome in outcomes) >= 3


def test_every_mutant_builds_and_holds_or_is_refused(outcomes: list[Outcome]) -> None:
    assert list(missed(outcomes)) == []


def test_a_change_inside_a_sentence_leaves_the_rest(outcomes: list[Outcome]) -> None:
    harmed = [outcome for outcome in inside(outcomes) if not is_unharmed(outcome)]
    assert len(harmed) <= 0.05 * len(inside(outcomes)), harmed


# What mutants brought to light: the words before and after, all in the bundled report.
FOUND = {
    "year-broken-over-lines": ("2025年\n\n预计", "20\n25年\n预计"),
    "unit-of-a-row-gone": ("新增就业人数(万人)", "新增就业人数(人万)"),
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


# Damaged numbers: the words before and after, the number to look at, and how it may be read.
DAMAGED = {
    "point-doubled": ("年均增长需5.4%", "年均增长需5..4%", "4", "unread"),
    "figures-behind-the-point-lost": ("建议将5.4%", "建议将5.%", "5", "unread"),
    "unit-behind-the-stop": ("86.7%;3.", "86.7;%3.", "3", "name"),
    "mark-of-a-task-inside-a-paragraph": (
        "四个专栏。\n\n5.建设",
        "四个专栏。,5.建设",
        "5",
        "unread",
    ),
    "no-such-year": ("(2024年3448亿元)", "(7024年3448亿元)", "3448", "unread"),
    "no-such-year-of-a-share": ("(2024年24.3%)", "(2924年24.3%)", "24.3", "unread"),
    "year-to-come-in-a-base": ("(2024年3448亿元)", "(2034年3448亿元)", "3448", "target"),
    "value-in-a-cell": ("\n\n84.18\n", "\n\n84..18\n", "18", "unread"),
    "hedge-in-a-cell": ("85左右\n", "85左右右\n", "85", "unread"),
    "goal-of-a-review-cut-off": ("规划目标30%", "规划目,30%", "30", "unread"),
    "other-value-of-an-average": ("建议将5.4%", "建议将5.0%", "5.0", "target"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_number_is_read_for_what_it_is(name: str, hangzhou: Report) -> None:
    old, new, number, reading = DAMAGED[name]
    assert old in hangzhou.text
    text = hangzhou.text.replace(old, new, 1)
    build = build_document(dataclasses.replace(hangzhou.build.source, text=text))
    assert validate_store(Store.of(build_graph([build]))).holds
    start = text.index(new)
    place = text.index(number, start)
    if new.endswith("4%"):
        place = text.rindex(number, start, start + len(new))
    [entry] = [e for e in build.facts.ledger if e.evidence.span.start == place]
    assert (entry.quote, entry.reading) == (number, reading)


# Other damage after which each fact still has to be read from its own quotes.
DISPLACED = {
    "name-cut-from-its-value": ("总量比重达到25%", "总量比重,到25%"),
    "title-of-an-annex-lost": ("附件1\n\n“十五五”时期经济社会发展主要指标\n", "附件1\n\n"),
    "category-that-names-an-increase": ("\n27\n", "\n城镇新增就业人数(万人)\n27\n"),
    "level-broken-over-lines": ("约束性\n\n省指标", "约束性\n省\n指标"),
}


@pytest.mark.parametrize("name", DISPLACED)
def test_displaced_words_leave_facts_that_can_be_read_again(name: str, hangzhou: Report) -> None:
    old, new = DISPLACED[name]
    assert old in hangzhou.text
    text = hangzhou.text.replace(old, new, 1)
    build = build_document(dataclasses.replace(hangzhou.build.source, text=text))
    assert [p.words.en for p in validate_store(Store.of(build_graph([build]))).problems] == []


def test_an_annex_without_a_title_is_called_by_its_mark(hangzhou: Report) -> None:
    old, new = DISPLACED["title-of-an-annex-lost"]
    text = hangzhou.text.replace(old, new, 1)
    build = build_document(dataclasses.replace(hangzhou.build.source, text=text))
    rows = run(Store.of(build_graph([build])), "structure").rows
    titles = [value_of(row, "title") for row in rows if value_of(row, "kind") == "附件"]
    assert titles == ["附件1", "市人大专题调研报告相关建议吸收采纳情况"]


# Columns of a list in which a mark was lost or has slipped: the words, and the names that stand.
SLIPPED = {
    "closing-and-opening-lost": (
        "重点行动”“重大投资十大工程”",
        "重点行动”重大投资十大工程”",
        ["消费转型升级重点行动", "重大投资十大工程"],
    ),
    "mark-one-place-early": (
        "标志性工程”“生态",
        "标志性工”程“生态",
        ["“碳达峰试点城市标志性工”程", "生态环境治理提升行动"],
    ),
}


@pytest.mark.parametrize("name", SLIPPED)
def test_a_slipped_mark_joins_no_two_columns(name: str, hangzhou: Report) -> None:
    old, new, names = SLIPPED[name]
    assert old in hangzhou.text
    text = hangzhou.text.replace(old, new, 1)
    build = build_document(dataclasses.replace(hangzhou.build.source, text=text))
    labels = [column.label for column in build.facts.columns]
    assert len(labels) == len(hangzhou.build.facts.columns)
    assert [label for label in labels if label in names] == names


def test_what_may_be_true_or_false_holds_no_number(hangzhou: Report) -> None:
    """A row that has become ambiguous does not hold a 1: the comparison looks at numbers."""
    facts = hangzhou.build.facts
    row = next(row for row in facts.indicators if row.number is None or row.number > 1)
    assert not row.ambiguous
    assert numerals(dataclasses.replace(row, ambiguous=True)) == numerals(row)


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
