"""One bad place in an annex costs its table, with a finding that names it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from kg import resources
from kg.audit import Selection, audit_store
from kg.check import validate_store
from kg.model import Facts, Finding
from kg.pipeline import build_document, build_graph
from kg.source import Source
from kg.store import Store
from tests.audit.small import TEXT as SMALL
from tests.conftest import HERE, INVENTED

HANGZHOU = resources.path("data", "sources", "hangzhou-15fyp-report.txt").read_text("utf-8")
QINGHE = INVENTED.read_text(encoding="utf-8")
YUNLING = (HERE / "reports" / "yunling-report.txt").read_text(encoding="utf-8")
DONGSHAN = (HERE / "reports" / "dongshan-report.txt").read_text(encoding="utf-8")

# Indicator rows and suggestions of each text as it is.
WHOLE = {HANGZHOU: (31, 38), QINGHE: (12, 9), YUNLING: (9, 5), DONGSHAN: (0, 4)}

Change = Callable[[str], str]


@cache
def read(text: str) -> tuple[Facts, Store]:
    build = build_document(Source(key="it", name="it.txt", text=text, sha256="0" * 64))
    return build.facts, Store.of(build_graph([build]), "it")


def findings(store: Store, rule: str) -> list[Finding]:
    selection = Selection(only=(rule,))
    return list(audit_store(store, selection=selection).findings)


def lost(store: Store) -> list[Finding]:
    return findings(store, "table-unread")


def swap(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def before_annex(number: int, words: str) -> Change:
    def change(text: str) -> str:
        place = list(re.finditer(rf"^附件\s*{number}\s*$", text, re.MULTILINE))[-1].start()
        return text[:place] + words + text[place:]

    return change


def cut_behind(words: str, annex: int | None = None) -> Change:
    """Cut the text behind words; up to the heading of an annex where one is named."""

    def change(text: str) -> str:
        rest = ""
        if annex is not None:
            heading = list(re.finditer(rf"^附件\s*{annex}\s*$", text, re.MULTILINE))[-1]
            rest = text[heading.start() :]
        return text[: text.index(words) + len(words)] + "\n\n" + rest

    return change


def without_table(number: int) -> Change:
    """Leave nothing but the heading of an annex."""

    def change(text: str) -> str:
        headings = list(re.finditer(r"^附件(\d)$", text, re.MULTILINE))
        index = next(i for i, found in enumerate(headings) if int(found[1]) == number)
        end = headings[index + 1].start() if index + 1 < len(headings) else len(text)
        return text[: headings[index].end()] + "\n\n" + text[end:]

    return change


def joined_by_tabs(text: str) -> str:
    start, end = text.index("类别\n"), text.rindex("附件2")
    return text[:start] + text[start:end].strip().replace("\n\n", "\t") + "\n\n" + text[end:]


# What is changed; which table is lost; what the finding names; where to add it or what to check.
LOST: dict[str, tuple[str, Change, str, str, str]] = {
    "heading-unknown": (
        HANGZHOU, swap("\n2030年\n\n目标\n", "\n2030年拟达到\n"),
        "indicators", "表头“2030年拟达到”", "--profile 文件在 [tables.indicators.headers]",
    ),
    "heading-of-the-names-unknown": (
        HANGZHOU, swap("\n指标名称\n", "\n考核内容\n"),
        "indicators", "表头“考核内容”", "[tables.indicators.headers]",
    ),
    "heading-misspelt": (
        HANGZHOU, swap("\n属性\n", "\n属牲\n"),
        "indicators", "表头“属牲”", "[tables.indicators.headers]",
    ),
    "two-headings-misspelt": (
        QINGHE, swap("\n指标\n单位\n", "\n指桩\n单住\n"),
        "indicators", "表头“指桩”“单住”", "[tables.indicators.headers]",
    ),
    "first-heading-misspelt": (
        YUNLING, swap("\n指标名称\n", "\n名目\n"),
        "indicators", "表头“名目”", "[tables.indicators.headers]",
    ),
    "further-heading-at-the-end": (
        HANGZHOU, swap("\n备注\n", "\n备注\n\n牵头部门\n"),
        "indicators", "表头“牵头部门”", "[tables.indicators.headers]",
    ),
    "heading-of-the-answers-unknown": (
        DONGSHAN, swap("\n采纳情况\n\n责任单位", "\n处置\n\n责任单位"),
        "adoption", "表头“处置”", "[tables.adoption.headers]",
    ),
    "column-of-names-without-heading": (
        HANGZHOU, swap("\n指标名称\n", "\n"),
        "indicators", "从“类别”起的表头缺少指标名称和目标值中的一列", "补上",
    ),
    "column-of-natures-without-heading": (
        HANGZHOU, swap("\n属性\n", "\n"), "indicators", "单元格“预期性”", "核对",
    ),
    "column-of-remarks-without-heading": (
        HANGZHOU, swap("\n备注\n", "\n"), "indicators", "单元格“国家指标”", "表头缺列",
    ),
    "column-of-bases-without-heading": (
        HANGZHOU, swap("\n2025年\n\n预计\n", "\n"), "indicators", "单元格“﹥25”", "表头缺列",
    ),
    "header-missing": (
        HANGZHOU,
        lambda text: text[: text.index("类别\n")] + text[text.index("经济发展（7项）") :]
        if "经济发展（7项）" in text
        else text[: text.index("类别\n")] + text[text.index("经济发展(7项)") :],
        "indicators", "没有认出表头", "[tables.indicators.headers]",
    ),
    "sentence-among-the-cells": (
        HANGZHOU, swap("\n5.3左右\n", "\n此处另有一句说明。\n\n5.3左右\n"),
        "indicators", "单元格“此处另有一句说明。”", "核对",
    ),
    "cell-twice": (
        HANGZHOU, swap("\n预期性\n\n国家指标\n", "\n预期性\n\n预期性\n\n国家指标\n"),
        "indicators", "单元格“预期性”", "核对",
    ),
    "cells-joined-by-tabs": (
        HANGZHOU, joined_by_tabs, "indicators", "没有认出表头", "核对表头",
    ),
    "table-cut": (
        HANGZHOU, cut_behind("\n5.3左右\n", 2), "indicators", "“5.3左右”之后没有单元格", "补全",
    ),
    "table-cut-between-name-and-value": (
        QINGHE, cut_behind("3600以上"), "indicators", "“3600以上”之后没有单元格", "补全",
    ),
    "answer-cut": (
        QINGHE, cut_behind("9\n2、加强规划实施监督，定期向社会公开进度。", 2),
        "adoption", "“2、加强规划实施监督，定期向社会公开进度。”之后没有单元格", "补全",
    ),
    "nothing-below-the-heading": (
        HANGZHOU, without_table(1), "indicators", "标题之下没有内容", "全文",
    ),
    "nothing-below-the-second-heading": (
        HANGZHOU, without_table(2), "adoption", "标题之下没有内容", "全文",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_a_bad_place_costs_its_table_and_is_named(name: str) -> None:
    text, change, table, named, remedy = LOST[name]
    facts, store = read(change(text))
    rows, suggestions = WHOLE[text]
    assert len(facts.indicators) == (0 if table == "indicators" else rows)
    assert len(facts.suggestions) == (0 if table == "adoption" else suggestions)
    whole, _ = read(text)
    assert [task.id for task in facts.tasks] == [task.id for task in whole.tasks]
    prose = {"task", "headline", "section"}
    assert [t.id for t in facts.targets if t.scope in prose] == [
        t.id for t in whole.targets if t.scope in prose
    ]
    [finding] = lost(store)
    assert named in finding.message.zh
    assert remedy in finding.message.zh
    assert re.search(r"附件\d?未能读出：", finding.message.zh)
    assert "could not be read" in finding.message.en
    [excerpt] = finding.excerpts
    line = change(text).count("\n", 0, excerpt.start) + 1
    assert f"（第{line}行）" in finding.message.zh
    assert f"(line {line})" in finding.message.en
    assert validate_store(store).holds
    # The numbers of its cells are not one finding each besides.
    unread = [e.start for f in findings(store, "number-unread") for e in f.excerpts]
    assert all(start < excerpt.start for start in unread)


# What is read all the same: headings that say the same in other words, lines below the rows.
READ: dict[str, tuple[str, Change]] = {
    "as-it-is": (HANGZHOU, lambda text: text),
    "expected-goal": (HANGZHOU, swap("\n2030年\n\n目标\n", "\n2030年预期目标\n")),
    "expected-goal-in-two-lines": (HANGZHOU, swap("\n2030年\n\n目标\n", "\n2030年\n\n预期目标\n")),
    "planned-goal-in-three-lines": (
        HANGZHOU, swap("\n2030年\n\n目标\n", "\n2030年\n\n规划\n\n目标\n"),
    ),
    "year-in-brackets": (HANGZHOU, swap("\n2030年\n\n目标\n", "\n规划目标（2030年）\n")),
    "goal-of-the-plan": (HANGZHOU, swap("\n2030年\n\n目标\n", "\n2030年规划目标值\n")),
    "remark-behind-the-table": (HANGZHOU, before_annex(2, "备注\n\n")),
    "remark-for-the-notes": (
        HANGZHOU,
        lambda text: re.sub(r"\n备注[:：].*\n(?=(?:.*\n)*?附件2\s*\n)", "\n备注\n", text),
    ),
    "author-behind-the-table": (QINGHE, lambda text: text.rstrip() + "\n清河市发展和改革委员会\n"),
    "remark-behind-the-last-table": (YUNLING, lambda text: text.rstrip() + "\n备注\n"),
    "remark-behind-the-answers": (QINGHE, before_annex(2, "备注\n")),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_is_plain_is_read(name: str) -> None:
    text, change = READ[name]
    facts, store = read(change(text))
    assert (len(facts.indicators), len(facts.suggestions)) == WHOLE[text]
    assert lost(store) == []
    assert validate_store(store).holds
    whole, _ = read(text)

    def values(facts: Facts) -> list[tuple[str, str, str]]:
        return [(c.id, c.text, c.column) for i in facts.indicators for c in i.cells]

    assert values(facts) == values(whole)


def test_both_tables_may_be_lost() -> None:
    text = swap("\n指标名称\n", "\n考核内容\n")(HANGZHOU)
    facts, store = read(text.replace("吸收采纳情况", "办结与否"))
    assert (facts.indicators, facts.suggestions) == ((), ())
    assert len(facts.tasks) == 15
    assert [found.subject for found in lost(store)] == ["annex/1", "annex/2"]
    assert [found.expected for found in lost(store)] == ["主要指标表", "建议采纳情况表"]


def test_the_header_may_stand_again_on_a_further_page() -> None:
    header = SMALL[SMALL.index("类别\n") : SMALL.index("经济发展(3项)")]
    again = SMALL.replace("绿色低碳(2项)\n", header + "绿色低碳(2项)\n")
    once, _ = read(SMALL)
    twice, store = read(again)
    assert [i.label for i in twice.indicators] == [i.label for i in once.indicators]
    assert [i.category for i in twice.indicators] == [i.category for i in once.indicators]
    assert lost(store) == []


@pytest.mark.parametrize(
    ("annex", "is_lost"),
    [
        ("附件2\n名词解释\n数字产业是指以数据为要素的产业。\n", False),
        ("附件2\n重大项目情况\n详见另册。\n", True),
        ("附件2\n（见附图）\n", True),
        ("", False),
    ],
)
def test_an_annex_without_a_table_is_named_unless_its_title_says_that_it_is_prose(
    annex: str, is_lost: bool
) -> None:
    _, store = read(SMALL + annex)
    assert [found.subject for found in lost(store)] == (["annex/2"] if is_lost else [])


@pytest.mark.parametrize("words", ["备注\n", "注\n", "说明:\n"])
def test_a_remark_ends_a_table_whose_rows_have_no_numbers(words: str) -> None:
    bare = SMALL.replace("序号\n", "")
    bare = re.sub(r"^\d\n(?=[^\d\n]{3,}\n[\d.]+\n)", "", bare, flags=re.MULTILINE)
    facts, _ = read(bare)
    ended, store = read(bare + words)
    assert len(facts.indicators) == 5
    assert [i.label for i in ended.indicators] == [i.label for i in facts.indicators]
    assert lost(store) == []
