"""Facts that can be read again: every mutation of a value, or of the words for it, is seen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.check import render_validation, validate_store
from kg.check.alignment import Alignment
from kg.check.ledger import check_ledger
from kg.check.moved import check_changes
from kg.check.problems import Problem
from kg.check.readings import bounds, mentions
from kg.check.readings.borders import border_problem, cuts_number, cuts_unit
from kg.check.readings.facts import Fact, Quote, plain, read_facts
from kg.check.readings.figures import FIGURES, unread_figure
from kg.check.readings.linking import Link
from kg.check.readings.printed import governing_part
from kg.check.readings.times import read_times
from kg.check.readings.tokens import Clause, chain
from kg.check.reread import check_readings
from kg.graph.builder import term
from kg.store import Store, Term
from kg.text import Span
from tests.altered import quads_of, with_span, with_text, with_value, with_words
from tests.conftest import Report, built

PACKAGE = Path(__file__).parents[1] / "kg"


@pytest.fixture
def no_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the shapes aside, which have tests of their own."""
    monkeypatch.setattr("kg.check.check_shapes", lambda _: ({}, []))


def local(iri: str) -> str:
    """Return a node's name within its document."""
    return iri.removeprefix("https://w3id.org/planning-kg/id/").partition("/")[2]


def said(problems: Iterable[Problem]) -> set[tuple[str, str]]:
    return {(local(problem.node), problem.words.en) for problem in problems}


@cache
def known(name: str) -> set[tuple[str, str]]:
    """Return what is said of an unchanged report."""
    return said(validate_store(built(name).store).problems)


def named(report: Report, quads: list[Quad]) -> set[str]:
    """Return the nodes of which a changed graph's validation says what the first did not."""
    problems = validate_store(Store.of(quads)).problems
    return {node for node, _ in said(problems) - known(report.name)}


# --- The two reports ------------------------------------------------------------------------


def test_every_literal_can_be_read_again(report: Report) -> None:
    counts, problems = check_readings(report.store)
    assert [(local(problem.node), problem.words.en) for problem in problems] == []
    assert counts["facts"] > 400
    assert counts["literals"] > 1000
    assert counts["unreadable"] == 0


def test_every_number_is_in_the_ledger_once(report: Report) -> None:
    counts, problems = check_ledger(report.store)
    assert problems == []
    assert counts["numbers-unread"] == 0
    assert counts["numbers"] == sum(
        count for name, count in counts.items() if name.startswith("numbers-")
    )


def test_an_outline_can_be_read_again(yunxi: Report) -> None:
    assert check_readings(yunxi.store)[1] == []
    assert check_ledger(yunxi.store)[1] == []


def test_the_counts_are_printed(qinghe: Report, no_shapes: None) -> None:
    result = validate_store(qinghe.store)
    text = render_validation(result, "text", "zh")
    assert "重读的字面值: " in text
    assert "未读出: 0" in text
    assert "literals that do not hold: " in render_validation(result, "text", "en")
    assert '"numbers-unread": 0' in render_validation(result, "json", "en")


def test_nothing_is_shared_with_the_rules() -> None:
    for path in [*(PACKAGE / "check").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            # A user's words laid over ours are no rules.
            if isinstance(node, ast.ImportFrom) and node.module == "kg.profiles.overlay":
                continue
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg"):
                assert (node.module or "").split(".")[1:2] not in (
                    ["extract"],
                    ["profiles"],
                    ["parse"],
                )


# --- A value altered, its quote kept ----------------------------------------------------------

VALUES = {
    "digit": ("task/1/target/188fc084", "plan:value", "6000", "6001"),
    "another-number-of-the-clause": ("task/11/target/eafcda22", "plan:value", "300", "125"),
    "base-for-goal": ("headline/target/4f166645", "plan:value", "4.5", "4"),
    "neighbouring-cell": ("indicator/3/target/goal", "plan:value", "86", "85"),
    "ten-times": ("indicator/9/target/goal", "plan:value", "78", "7.8"),
    "unit": ("task/6/target/5a415b7e", "plan:unitLabel", "万亿元", "亿元"),
    "unit-cut": ("task/10/target/12886205", "plan:unitLabel", "万人", "万"),
    "unit-of-a-row": ("indicator/6/target/goal", "plan:unitLabel", "亿元", "万元"),
    "comparator": ("task/10/target/12886205", "plan:comparator", ">=", "="),
    "comparator-more": ("task/1/target/188fc084", "plan:comparator", ">", ">="),
    "comparator-of-a-cell": ("indicator/15/target/goal", "plan:comparator", "≈", "="),
    "year": ("task/1/target/188fc084", "plan:year", "2030", "2035"),
    "year-of-a-heading": ("indicator/3/target/goal", "plan:year", "2030", "2025"),
    "year-of-a-cell": ("indicator/4/cell/1", "plan:year", "2024", "2025"),
    "year-of-a-milestone": ("task/1/milestone/e56d2ef1", "plan:year", "2030", "2029"),
    "period": ("task/11/target/3991e20a", "plan:period", "2026/2030", "2021/2025"),
    "period-of-an-average": ("indicator/1/target/annual", "plan:period", "2026/2030", "2025/2029"),
    "time-of-a-base": ("headline/baseline/4f166645", "plan:refPeriod", "2025", "2024"),
    "time-told-from-a-date": (
        "review/actual/9a55a449-2",
        "plan:refPeriod",
        "2025-01/2025-09",
        "2024-01/2024-09",
    ),
    "basis": ("task/11/target/3991e20a", "plan:basis", "cumulative", "level"),
    "basis-of-its-neighbour": ("task/11/target/eafcda22", "plan:basis", "level", "cumulative"),
    "basis-per-year": ("review/target/90dcd744", "plan:basis", "per-year", "level"),
    "basis-of-a-column": (
        "indicator/12/target/annual",
        "plan:basis",
        "cumulative",
        "annual-average",
    ),
    "hedge": ("task/2/target/415fcd45", "plan:hedge", "力争", "考虑"),
    "label": ("task/11/target/eafcda22", "rdfs:label", "技能人才总量", "城镇新增就业人数"),
    "label-of-a-row": ("indicator/2", "rdfs:label", "全员劳动生产率", "劳动生产率"),
    "number-of-a-row": ("indicator/2", "plan:number", "2", "3"),
    "number-of-a-task": ("task/3", "plan:number", "3", "4"),
    "number-of-a-suggestion": ("suggestion/10", "plan:number", "10", "5"),
    "number-of-a-breakthrough": ("breakthrough/2", "plan:number", "2", "3"),
    "number-of-a-part": ("part/4", "plan:number", "4", "3"),
    "part-number": ("suggestion/12/citation/333dc179", "plan:printedPartNumber", "2", "4"),
    "part-number-carried": ("suggestion/32/citation/05d7d4d2", "plan:printedPartNumber", "9", "8"),
    "part-number-in-turn": ("suggestion/10/citation/eb37fce4", "plan:printedPartNumber", "2", "4"),
    "sub-row": ("indicator/17/2", "plan:subName", "注册护士数", "执业医师数"),
    "remark": ("indicator/2", "plan:remark", "国家指标", "省指标"),
    "mark": ("indicator/4", "plan:mark", "▲", "★"),
    "count": ("count/task/1", "plan:value", "15", "16"),
    "count-of-others": ("count/indicator/1", "plan:value", "30", "5"),
    "count-of-a-status": ("review/count/met", "plan:value", "30", "4"),
    "resolved-time": ("time/e67235fd", "plan:resolvedTime", "2030", "2026/2030"),
    "day": ("", "dcterms:issued", "2025-12-26", "2025-12-29"),
    "first-year": ("period", "plan:firstYear", "2026", "2025"),
}
CONCEPTS = {
    "nature": ("indicator/25", "plan:hasNature", "binding", "anticipatory"),
    "level": ("indicator/25", "plan:hasLevel", "national", "provincial"),
    "level-where-none-is": ("indicator/6", "plan:hasLevel", "local", "national"),
    "kind-of-column": ("task/2/column/c21f4e11", "plan:hasColumnKind", "platform", "project"),
    "kind-of-citation": (
        "suggestion/1/citation/cc034114",
        "plan:hasCitationKind",
        "cites-chapter",
        "cites-section",
    ),
    "kind-of-unit": ("section/2/4", "plan:hasUnitKind", "unit-item", "unit-division"),
    "review-status": ("review/count/lagging", "plan:hasReviewStatus", "lagging", "met"),
    "estimate": ("review/actual/9a55a449", "sdmx-attribute:obsStatus", "measured", "estimate"),
    "document-status": ("", "plan:hasStatus", "submitted", "approved"),
    "scope-of-a-task": ("task/1/target/188fc084", "plan:hasScope", "scope-task", "scope-headline"),
    "scope-of-a-cell": (
        "indicator/3/target/goal",
        "plan:hasScope",
        "scope-indicator-table",
        "scope-headline",
    ),
    "scope-of-a-review": (
        "review/target/90dcd744",
        "plan:hasScope",
        "scope-review",
        "scope-section",
    ),
    "scope-of-an-adoption": (
        "suggestion/15/adoption/target/c37b6df3",
        "plan:hasScope",
        "scope-adoption",
        "scope-task",
    ),
    "scope-of-the-overall-goals": (
        "headline/target/4f166645",
        "plan:hasScope",
        "scope-headline",
        "scope-special-column",
    ),
    "scope-of-a-milestone": (
        "task/1/milestone/e56d2ef1",
        "plan:hasScope",
        "scope-task",
        "scope-adoption",
    ),
}


@pytest.mark.parametrize(
    ("node", "name", "old", "new"), [*VALUES.values(), *CONCEPTS.values()],
    ids=[*VALUES, *CONCEPTS],
)  # fmt: skip
def test_an_altered_value_is_seen(
    hangzhou: Report, no_shapes: None, node: str, name: str, old: str, new: str
) -> None:
    assert node in named(hangzhou, with_value(hangzhou, node, name, old, new))


def test_a_claimed_part_that_is_not_named_is_seen(hangzhou: Report, no_shapes: None) -> None:
    quads = list(quads_of(hangzhou))
    index = next(
        index for index, quad in enumerate(quads)
        if quad.predicate == term("plan:claimsPart") and "theme/1/" in str(quad.subject)
    )  # fmt: skip
    quad = quads[index]
    other = NamedNode(quad.object.value.rsplit("/", 1)[0] + "/9")  # type: ignore[union-attr]
    quads[index] = Quad(quad.subject, quad.predicate, other, quad.graph_name)
    assert "theme/1/statement" in named(hangzhou, quads)


def test_a_decision_explains_a_value_that_the_text_does_not_say(
    hangzhou: Report, no_shapes: None
) -> None:
    node, name, old, new = VALUES["digit"]
    quads = with_value(hangzhou, node, name, old, new)
    key = "https://w3id.org/planning-kg/id/hangzhou-15fyp-report"
    graph = NamedNode(f"{key}/graph/derived")

    def decided(before: str) -> list[Quad]:
        decision = NamedNode(f"{key}/decision/99")
        return [
            *quads,
            Quad(decision, term("rdf:type"), term("plan:Decision"), graph),
            Quad(decision, term("plan:concerns"), NamedNode(f"{key}/{node}"), graph),
            Quad(decision, term("plan:oldValue"), Literal(before), graph),
            Quad(decision, term("plan:newValue"), Literal(new), graph),
        ]

    assert node in named(hangzhou, quads)
    assert node not in named(hangzhou, decided(old))
    assert node in named(hangzhou, decided("7000"))


# --- The text and its quotes altered, the value kept -------------------------------------------

WORDS = {
    "digit": ("hangzhou", "营收超6000亿元", "营收超7000亿元", "task/1/target/188fc084"),
    "digit-more": ("hangzhou", "达到1300万人以上", "达到11300万人以上", "task/10/target/12886205"),
    "decimal": ("hangzhou", "GDP比重4.5%(2025", "GDP比重4.6%(2025", "headline/target/4f166645"),
    "digit-of-a-cell": ("hangzhou", "\n86\n", "\n87\n", "indicator/3/target/goal"),
    "digit-of-a-count": ("hangzhou", "15个方面的重点任务", "16个方面的重点任务", "count/task/1"),
    "further-mention": (
        "hangzhou",
        "总量突破3万亿元",
        "总量突破2万亿元",
        "headline/target/e29644c1",
    ),
    "以上": ("hangzhou", "1300万人以上", "1300万人", "task/10/target/12886205"),
    "左右": ("hangzhou", "1.58左右", "1.58", "task/9/target/1a586ba9"),
    "以内": ("qinghe", "控制在1.70以内", "提高到1.70", "review/target/d58ef62e"),
    "不低于": ("qinghe", "不低于43%", "低于43%", "task/3/target/9bb8580b"),
    "不-before-低于": ("qinghe", "用水量低于38", "用水量不低于38", "task/3/target/fe3e4dd3"),
    "不-before-超过": ("qinghe", "收入超过900亿元", "收入不超过900亿元", "task/1/target/6563b3f3"),
    "不超过": ("qinghe", "不超过7%", "超过7%", "task/3/target/e372d3ed"),
    "未-before-达到": ("qinghe", "存贷款余额突破", "存贷款余额未突破", "headline/target/0e869e2e"),
    "negated-clause": (
        "hangzhou",
        "新招引国际组织",
        "未新招引国际组织",
        "suggestion/15/adoption/target/c37b6df3",
    ),
    "万-to-亿": ("hangzhou", "1300万人以上", "1300亿人以上", "task/10/target/12886205"),
    "percent-to-points": (
        "hangzhou",
        "GDP比重4.5%(2025",
        "GDP比重4.5个百分点(2025",
        "headline/target/4f166645",
    ),
    "unit-of-a-row": (
        "hangzhou",
        "数字贸易额(亿元)",
        "数字贸易额(万元)",
        "indicator/7/target/goal",
    ),
    "unit-in-a-cell-of-its-own": ("qinghe", "\n万吨\n", "\n万人\n", "indicator/4/target/goal"),
    "year-of-a-clause": (
        "hangzhou",
        "到2030年,努力建设",
        "到2031年,努力建设",
        "task/1/target/188fc084",
    ),
    "year-of-a-heading": ("hangzhou", "\n2030年\n", "\n2035年\n", "indicator/3/target/goal"),
    "year-of-a-base": (
        "hangzhou",
        "(2024年3448亿元)",
        "(2023年3448亿元)",
        "headline/baseline/e0b8a10b",
    ),
    "plan": ("hangzhou", "“十五五”期间,城镇", "“十四五”期间,城镇", "task/11/target/3991e20a"),
    "end-of-a-plan": (
        "qinghe",
        "“十五五”末,高技能",
        "“十五五”期间,高技能",
        "task/1/target/9bb23867",
    ),
    "date": ("qinghe", "2026年1月8日", "2025年1月8日", "task/2/target/f103593a"),
    "累计": ("hangzhou", "人数累计125万人", "人数125万人", "task/11/target/3991e20a"),
    "每年": ("qinghe", "每年整治航道", "整治航道", "task/2/target/c2fa2c2f"),
    "年均": ("qinghe", "年均增长5%—6%", "增长5%—6%", "headline/target/63d2bcc4"),
    "hedge": ("qinghe", "力争超过68%", "超过68%", "task/4/target/0b37851d"),
    "nature": ("hangzhou", "\n25\n\n约束性", "\n25\n\n预期性", "indicator/25"),
    "level": ("qinghe", "\n900\n清河指标", "\n900\n国家指标", "indicator/2"),
    "part-number": (
        "hangzhou",
        "第十六篇专门设置持续建设",
        "第十五篇专门设置持续建设",
        "suggestion/34/citation/5555a370",
    ),
    "name": (
        "hangzhou",
        "规模以上人工智能核心产业营收超",
        "规模以上人工智能产业营收超",
        "task/1/target/188fc084",
    ),
    "name-negated": (
        "hangzhou",
        "非化石能源占能源消费总量比重达到",
        "化石能源占能源消费总量比重达到",
        "task/13/target/f75f224a",
    ),
    "status": ("hangzhou", "4项指标进度滞后", "4项指标进度超前", "review/count/lagging"),
}


@pytest.mark.parametrize(("name", "old", "new", "node"), WORDS.values(), ids=[*WORDS])
def test_altered_words_are_seen(no_shapes: None, name: str, old: str, new: str, node: str) -> None:
    problems = validate_store(Store.of(with_text(built(name), old, new))).problems
    assert node in {place for place, _ in said(problems) - known(name)}
    # The quotes were altered with the text: only what they say can tell.
    assert {problem.check for problem in problems} <= {"reading", "border", "ledger"}


def test_words_altered_where_no_fact_is_leave_nothing_to_see(
    qinghe: Report, no_shapes: None
) -> None:
    assert named(qinghe, with_text(qinghe, "浏览次数", "阅读次数")) == set()


@pytest.mark.parametrize("name", ["hangzhou", "qinghe"])
def test_no_digit_of_a_figure_can_change_unseen(name: str) -> None:
    """Every digit of every figure's number, one after the other."""
    seen = 0
    for fact in read_facts(built(name).store):
        if not fact.classes & FIGURES or fact.main is None:
            continue
        value = Decimal(fact.value("plan:value") or "0")
        known = set(unread_figure(fact))
        mention = next(m for m in mentions.read_mentions(fact.main.words) if m.value == value)
        digits = re.match(r"[\d.,]*", fact.main.words[mention.start :])
        assert digits is not None
        for offset, digit in enumerate(digits.group()):
            if not digit.isdigit():
                continue
            other = str((int(digit) + 1) % 10)
            changed = with_words(fact, mention.start + offset, other)
            assert set(unread_figure(changed)) - known, (fact.node, changed.main)
            seen += 1
    assert seen > 200


# --- Borders ----------------------------------------------------------------------------------


CUTS = {
    "inside-a-number": (
        "task/1/target/188fc084",
        "规模以上人工智能核心产业营收超6000亿元",
        "00亿元",
    ),
    "end-inside-a-number": (
        "task/10/target/12886205",
        "全市常住人口总量达到1300万人以上",
        "全市常住人口总量达到13",
    ),
    "before-the-unit": (
        "task/1/target/188fc084",
        "规模以上人工智能核心产业营收超6000亿元",
        "规模以上人工智能核心产业营收超6000",
    ),
    "between-万-and-亿": (
        "task/6/target/5a415b7e",
        "力争民营经济增加值达到1.8万亿元、“3+N”杭州产业基金集群规模达到5000亿元",
        "力争民营经济增加值达到1.8万",
    ),
    "before-the-name": (
        "task/1/target/188fc084",
        "规模以上人工智能核心产业营收超6000亿元",
        "营收超6000亿元",
    ),
    "half-a-clause": (
        "task/10/target/12886205",
        "全市常住人口总量达到1300万人以上",
        "总量达到1300万人以上",
    ),
    "without-以上": (
        "task/10/target/12886205",
        "全市常住人口总量达到1300万人以上",
        "全市常住人口总量达到1300万人",
    ),
}


@pytest.mark.parametrize(("node", "words", "cut"), CUTS.values(), ids=[*CUTS])
def test_a_cut_span_is_seen(
    hangzhou: Report, no_shapes: None, node: str, words: str, cut: str
) -> None:
    quads = with_span(hangzhou, node, words, cut)
    problems = validate_store(Store.of(quads)).problems
    seen = [
        problem for problem in problems if local(problem.node) == node or "evidence" in problem.node
    ]
    assert {problem.check for problem in seen} >= {"border"}
    assert node in named(hangzhou, quads)


def test_a_span_behind_its_negation_is_seen(qinghe: Report, no_shapes: None) -> None:
    words = "建成区绿化覆盖率不低于43%"
    quads = with_span(qinghe, "task/3/target/9bb8580b", words, "低于43%")
    messages = [problem.words.en for problem in validate_store(Store.of(quads)).problems]
    assert "the quote begins behind the 不 that governs it" in messages
    assert "task/3/target/9bb8580b" in named(qinghe, quads)


def quote(before: str, words: str, after: str) -> Quote:
    return Quote("p", "t", len(before), len(before + words), words, before, after, True)


BORDERS = {
    "whole": ("发展,", "总量达到1300万人", "。", None),
    "list-number": ("滞后:1.", "2025年投资增长", ",", None),
    "cell": ("5.2\n", "6.3", "\n国家指标", None),
    "thousands": ("达到1", ",300万人", "。", "inside a number"),
    "myriad": ("达到3", "万亿元", "。", "inside a number"),
    "unit": ("达到", "3", "个百分点", "between a number and its unit"),
    "year": ("到", "2030", "年,", "between a number and its unit"),
    "negation": ("覆盖率不", "低于43%", "。", "behind the 不"),
    "not-done": ("任务未", "完成评估", "。", "behind the 未"),
}


@pytest.mark.parametrize(("before", "words", "after", "wrong"), BORDERS.values(), ids=[*BORDERS])
def test_borders(before: str, words: str, after: str, wrong: str | None) -> None:
    problem = border_problem(quote(before, words, after))
    assert (problem is None) if wrong is None else (problem is not None and wrong in problem.en)


def test_what_stands_beside_a_quote_is_checked(qinghe: Report, no_shapes: None) -> None:
    quads = list(quads_of(qinghe))
    index = next(i for i, quad in enumerate(quads) if quad.predicate == term("oa:prefix"))
    old = quads[index]
    quads[index] = Quad(old.subject, old.predicate, Literal("别的文字，"), old.graph_name)
    assert any("beside" in problem.words.en for problem in validate_store(Store.of(quads)).problems)


# --- The ledger -------------------------------------------------------------------------------


def test_a_number_that_is_not_entered_is_seen(qinghe: Report) -> None:
    start = qinghe.text.index("1500亿元台阶")
    entry = f"evidence/{start}-{start + 4}"
    kept = [
        quad
        for quad in quads_of(qinghe)
        if local(str(quad.subject).strip("<>")) != entry
        or quad.object != term("plan:NumberMention")
    ]
    assert len(kept) == len(quads_of(qinghe)) - 1
    _, problems = check_ledger(Store.of(kept))
    [message] = [problem.words.en for problem in problems]
    assert f"[1500] at {start} is not in the ledger exactly once" in message


def test_a_number_with_two_readings_is_seen(qinghe: Report) -> None:
    quads = list(quads_of(qinghe))
    entry = next(quad for quad in quads if quad.predicate == term("plan:hasReading"))
    other = term("planv:reading-unread")
    quads.append(Quad(entry.subject, entry.predicate, other, entry.graph_name))
    counts, problems = check_ledger(Store.of(quads))
    assert counts["numbers-unread"] == 1
    assert [problem.words.en for problem in problems] == ["the number has two readings"]


# --- A changed source -------------------------------------------------------------------------


def changes(report: Report, text: str) -> tuple[dict[str, int], set[str], set[str]]:
    counts, gone, moved = check_changes(report.store, text=text, document=None)
    return counts, names(gone), names(moved)


def names(problems: list[Problem]) -> set[str]:
    return {local(problem.node) for problem in problems}


def test_an_unchanged_source_names_nothing(report: Report) -> None:
    counts, gone, moved = changes(report, report.text)
    assert (gone, moved) == (set(), set())
    assert counts["unchanged"] > 400


def test_a_paragraph_at_the_top_moves_everything(report: Report, no_shapes: None) -> None:
    counts, gone, moved = changes(report, "新增的一段，共有3项。\n\n" + report.text)
    assert gone == set()
    assert counts["moved"] == len(moved) > 400
    assert counts["unchanged"] == 0
    result = validate_store(report.store, text="前言\n" + report.text)
    # What merely moved is no problem: the exit status stays what it is without the change.
    assert said(result.problems) == known(report.name)
    assert len(result.remarks) == len(moved)


def test_a_paragraph_at_the_end_names_nothing(report: Report) -> None:
    _, gone, moved = changes(report, report.text + "\n附注：以上共有25项。\n")
    assert (gone, moved) == (set(), set())


def test_a_deleted_cell_names_the_facts_that_quoted_it(hangzhou: Report) -> None:
    text = hangzhou.text.replace("\n85\n\n86\n", "\n86\n", 1)
    _, gone, _ = changes(hangzhou, text)
    assert gone == {
        "dataset/table",
        "indicator/3",
        "indicator/3/baseline",
        "indicator/3/cell/1",
        "indicator/3/cell/2",
        "indicator/3/required-growth",
        "indicator/3/target/goal",
    }


def test_equal_cells_are_told_apart_by_their_places(hangzhou: Report) -> None:
    """32, 32 of one row: a row put before them moves both, and loses neither."""
    text = hangzhou.text.replace(
        "\n29\n\n粮食", "\n99\n\n新增指标(%)\n\n32\n\n32\n\n约束性\n\n省指标\n\n29\n\n粮食", 1
    )
    assert text != hangzhou.text
    _, gone, moved = changes(hangzhou, text)
    assert gone == set()
    assert {"indicator/29/cell/1", "indicator/29/cell/2"} <= moved
    assert "indicator/28/cell/1" not in moved


def test_a_changed_digit_names_the_facts_of_its_clause(hangzhou: Report) -> None:
    text = hangzhou.text.replace("营收超6000亿元", "营收超7000亿元", 1)
    _, gone, moved = changes(hangzhou, text)
    assert moved == set()
    # What was held against the clause goes with it; so do the links.
    assert {name for name in gone if name.split("/")[0] not in ("link", "examination")} == {
        "indicator/188fc084",
        "task/1/target/188fc084",
    }


def test_a_digit_more_before_a_quote_is_a_change(hangzhou: Report) -> None:
    text = hangzhou.text.replace("15个方面的重点任务", "115个方面的重点任务", 1)
    _, gone, _ = changes(hangzhou, text)
    assert gone == {"count/task/1"}


def test_a_moved_paragraph_moves_its_facts(qinghe: Report) -> None:
    paragraphs = qinghe.text.split("\n")
    index = next(i for i, words in enumerate(paragraphs) if "到明年底" in words)
    paragraph = paragraphs.pop(index)
    counts, gone, moved = changes(qinghe, "\n".join([*paragraphs, paragraph, ""]))
    assert gone == set()
    assert "task/2/target/f103593a" in moved
    assert counts["unchanged"] > 0


def test_other_line_ends_move_and_lose_nothing(report: Report) -> None:
    _, gone, moved = changes(report, report.text.replace("\n", "\r\n"))
    assert gone == set()
    assert moved


def test_a_lost_quote_fails_and_says_its_name(qinghe: Report, no_shapes: None) -> None:
    result = validate_store(
        qinghe.store, text=qinghe.text.replace("轨道装备本地配套率", "配套率", 1)
    )
    assert not result.holds
    [problem] = [p for p in result.problems if local(p.node) == "task/1/target/14888805"]
    assert problem.check == "gone"
    assert problem.words.zh.startswith("轨道装备本地配套率:引文")
    assert "→" not in render_validation(replace(result, remarks=()), "text", "zh")
    assert "→" in render_validation(result, "text", "zh")


# --- Numbers, times, alignments ----------------------------------------------------------------

UNITS = st.sampled_from(["%", "个百分点", "亿元", "万亿元", "万人", "公里", "家", "微克/立方米"])
BOUNDS = st.sampled_from(
    [("达到", "", "="), ("达到", "以上", ">="), ("不低于", "", ">="), ("超过", "", ">"),
     ("突破", "", ">"), ("控制在", "以内", "<="), ("不超过", "", "<="), ("低于", "", "<"),
     ("", "左右", "≈"), ("约", "", "≈"), ("下降到", "以下", "<=")]
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 10**6).map(Decimal),
    st.decimals(0, 10**5, places=2, allow_nan=False, allow_infinity=False),
)


@given(NUMBERS, UNITS, BOUNDS, st.booleans())
def test_a_number_that_was_written_is_read(
    value: Decimal, unit: str, bound: tuple[str, str, str], in_thousands: bool
) -> None:
    before, after, sign = bound
    printed = f"{value:,f}" if in_thousands else f"{value:f}"
    words = plain(f"森林覆盖率{before}{printed}{unit}{after}")
    [mention] = mentions.read_mentions(words)
    assert (mention.value, mention.unit, bound_of(words)) == (value, unit, sign)


@given(st.integers(1, 999), st.integers(1, 999), UNITS, st.sampled_from("—-~至"))
def test_a_range_has_two_bounds(low: int, span: int, unit: str, mark: str) -> None:
    read = mentions.read_mentions(plain(f"每年整治航道{low}{mark}{low + span}{unit}"))
    assert [(int(m.value), m.unit, m.range_end) for m in read] == [
        (low, unit, ">="),
        (low + span, unit, "<="),
    ]


@given(NUMBERS, UNITS)
def test_no_border_inside_a_number_is_let_through(value: Decimal, unit: str) -> None:
    words = f"{value:,f}{unit}"
    length = len(f"{value:,f}")
    for cut in range(1, length):
        assert cuts_number(words[:cut], words[cut:]), words
    assert cuts_unit(words[:length], words[length:]) or cuts_number(words[:length], words[length:])


def bound_of(words: str) -> str | None:
    """Return the comparator of the only number in a clause without a name of its own."""
    clause = Clause(plain(words))
    [mention] = clause.mentions
    tokens = chain(clause.read(0, mention.start, leads=True))
    return bounds.of_number(clause, mention, Link(mention.start, (), tokens, tokens, None))


# What bounds a number; None where the words contradict each other or negate it.
PHRASES = {
    "达到1300万人以上": ">=",
    "低于1300万人以上": None,
    "不低于5%左右": ">=",
    "超过700家以上": ">",
    "未超过900亿元": None,
    "没有突破3万亿元": None,
    "不超过7%": "<=",
    "至少提供100个": ">=",
    "严禁至少提供100个": None,
    "控制在26%": "<=",
    "重回50%": "=",
    "突破万亿元": ">",
    "翻一番以上": ">=",
}


@pytest.mark.parametrize(("words", "bound"), PHRASES.items())
def test_bounds(words: str, bound: str | None) -> None:
    assert bound_of(words) == bound


# The part that governs a name, and the quotes that say so: the citation's own, then others before.
PARTS = {
    "last-before": ("优化布局", ["第二篇设置主要目标章节,第三篇设置优化布局小节"], 3),
    "first-of-two": ("主要目标", ["第二篇设置主要目标章节,第三篇设置优化布局小节"], 2),
    "in-turn-first": ("主要目标", ["第二篇和第3篇分别设置主要目标和优化布局小节"], 2),
    "in-turn-last": ("优化布局", ["第二篇和第3篇分别设置主要目标和优化布局小节"], 3),
    "carried-over": ("优化布局", ["优化布局小节", "第四篇", "第五篇"], 5),
    "none": ("优化布局", ["优化布局小节"], None),
}


@pytest.mark.parametrize(("label", "words", "part"), PARTS.values(), ids=[*PARTS])
def test_the_part_that_governs_a_citation(label: str, words: list[str], part: int | None) -> None:
    main = Quote("p", "t", 100, 100 + len(words[0]), words[0], "", "", True)
    others = [
        Quote(f"p{at}", "t", at, at + len(other), other, "", "", False)
        for at, other in enumerate(words[1:])
    ]
    fact = Fact("n", frozenset(), (("rdfs:label", Term(label)),), (*others, main))
    assert governing_part(fact) == part


TIMES = {
    "到2030年": ["2030"],
    "“十五五”末": ["2030"],
    "“十五五”期间": ["2026/2030"],
    "第十四个五年规划": ["2021/2025"],
    "去年前三季度": ["2025-01/2025-09"],
    "今年1月": ["2026-01"],
    "明年底": ["2027"],
    "2026年1月6日": ["2026-01-06"],
    "2025-12-26": ["2025-12-26"],
    "2021—2025年": ["2021/2025"],
    "年均增长": [],
    "五年累计": ["2026/2030"],
    "未来五年": ["2026/2030"],
    "规划期末": ["2030"],
    "“十五五”前三年": ["2026/2028"],
    "后两年,": ["2029/2030"],
    "二〇三〇年": ["2030"],
    "2027年年底前": ["2027"],
    "2028年前后": ["2028"],
    "2030年前三季度": ["2030-01/2030-09"],
    "近五年": [],
    "届时": [None],
    "每年": [],
}


@pytest.mark.parametrize(("words", "values"), TIMES.items())
def test_times(words: str, values: list[str | None]) -> None:
    times = read_times(plain(words), 2026, (2026, 2030))
    assert [time.value for time in times] == values


def test_a_time_that_is_told_from_a_date_needs_one() -> None:
    assert [time.value for time in read_times("去年前三季度")] == [None]


PIECES = st.lists(
    st.sampled_from(["甲乙丙，", "一二三。", "25\n", "预期性\n", "第三篇设置", "\n"]), max_size=30
)


@given(PIECES, PIECES, PIECES)
def test_a_quote_that_is_found_has_the_same_words(
    head: list[str], body: list[str], tail: list[str]
) -> None:
    old, new = "".join([*head, *body]), "".join([*body, *tail])
    alignment = Alignment(old, new)
    for start in range(0, len(old), 3):
        span = Span(start, min(len(old), start + 5))
        there = alignment.find(span)
        assert there is None or there.quote(new).split() == span.quote(old).split()


@given(PIECES, st.text("新增加", max_size=4), st.integers(0, 100))
def test_an_insertion_loses_nothing_beside_it(pieces: list[str], words: str, at: int) -> None:
    old = "".join(pieces)
    at = min(at, len(old))
    alignment = Alignment(old, old[:at] + words + old[at:])
    for start in range(at - 1):
        assert alignment.find(Span(start, at)) == Span(start, at)
    for start in range(at, len(old) - 1):
        there = alignment.find(Span(start, len(old)))
        assert there == Span(start + len(words), len(old) + len(words))
