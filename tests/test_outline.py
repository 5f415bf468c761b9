"""A second kind of document: what an outline prints, and that nothing is read into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.audit import audit_store
from kg.check import validate_store
from kg.cli import run as run_kg
from kg.errors import KindError
from kg.extract.document import extract_document
from kg.extract.numbering import extract_numbering
from kg.model import NumberReading, UnitKind
from kg.parse import parse_document
from kg.parse.structure import LeafKind, ParsedDocument
from kg.pipeline import build_document
from kg.profiles import FOLDER, read_profile
from kg.profiles.recognise import find_profile
from kg.query import canned_queries, run
from kg.source import Source
from kg.text import fold
from tests.conftest import OUTLINE, Report
from tests.given import given
from tests.test_expected_rows import plain, read_expected

PROSE = "把坡地改成梯田，把旱路改成水路，五年里每年修复一万亩，让山里人的日子一年比一年好。"
TITLE = "白石市国民经济和社会发展第十五个五年规划纲要\n"


def parse(text: str) -> ParsedDocument:
    profile = find_profile(fold(text), "x.txt")
    return parse_document(text, key="x", name="x.txt", profile=profile)


def headings(text: str) -> list[str]:
    return [
        f"{unit.kind.value}{unit.number or ''} {unit.title}" for unit in parse(TITLE + text).units
    ]


# Rows


@pytest.mark.parametrize("query", ["documents", "structure"])
def test_rows_are_those_written_by_hand(yunxi: Report, query: str) -> None:
    rows = run(yunxi.store, query).rows
    parents = {
        row["iri"].value: f"{row['kind'].value}{row['number'].value}"
        for row in run(yunxi.store, "structure").rows
        if row["iri"] and row["kind"] and row["number"]
    }
    expected = read_expected(yunxi, query)
    assert [plain(row, yunxi, parents) for row in rows] == [
        {name: value for name, value in row.items() if name != "quote"} for row in expected
    ]
    for row, wanted in zip(rows, expected, strict=True):
        start, end = row.get("start"), row.get("end")
        if start and end:
            assert yunxi.text[int(start.value) : int(end.value)] == wanted["quote"]


# What only a report on an outline can say.
REPORTED = [
    "tasks",
    "special-columns",
    "themes",
    "suggestions",
    "citations",
    "parts",
    "part-titles",
]


@pytest.mark.parametrize("query", canned_queries())
def test_every_canned_query_answers_and_nothing_is_invented(yunxi: Report, query: str) -> None:
    for values in given(canned_queries()[query]):
        rows = run(yunxi.store, query, values).rows
        assert query not in REPORTED or not rows


def test_an_outline_validates_and_its_audit_finds_no_fault(yunxi: Report) -> None:
    """The numbers of its table of indicators, which is not read yet, are named as such."""
    assert validate_store(yunxi.store).problems == ()
    assert {finding.rule for finding in audit_store(yunxi.store).findings} == {"number-unread"}


def test_a_printed_column_is_a_special_column_of_its_kind(yunxi: Report) -> None:
    kinds = {}
    for number in range(1, 6):
        node = f"https://w3id.org/planning-kg/id/yunxi/column/{number}"
        said = [(p.rsplit("#")[-1], o.value) for p, o in yunxi.store.statements(node)]
        classes = {value.rsplit("#")[-1] for name, value in said if name == "type"}
        assert classes == {"PrintedUnit", "PrintedColumn", "SpecialColumn"}
        kinds[number] = [v.rsplit("#")[-1] for name, v in said if name == "hasColumnKind"]
    assert kinds == {1: [], 2: ["project"], 3: ["platform"], 4: ["action"], 5: ["reform"]}


def test_the_leaves_tile_the_text_and_boxes_end_where_they_should() -> None:
    text = OUTLINE.read_text(encoding="utf-8")
    parsed = parse(text)
    assert "".join(leaf.span.quote(text) for leaf in parsed.leaves) == text
    inside = [leaf for leaf in parsed.leaves if leaf.kind is not LeafKind.FURNITURE]
    last = {leaf.unit: leaf.words.quote(text) for leaf in inside}
    assert last["column/1"].startswith("注：")
    assert last["section/1/2/2"].startswith("指标每年分解")
    assert last["column/2"].startswith("云药品牌→")
    assert last["column/3"].startswith("2.竹木加工园")
    assert last["column/4"].startswith("支持外出务工人员")
    assert last["column/5"] == "【专栏5】山区医疗和养老改革"
    outside = [leaf.unit for leaf in parsed.leaves if "各乡镇" in leaf.words.quote(text)]
    assert outside == ["section/2/3/2"]


# Forms of headings, each with its like that is none

FORMS = {
    "three-levels": (
        f"第一篇 甲\n第一章 乙\n第一节 丙\n{PROSE}",
        ["篇1 甲", "章1 乙", "节1 丙"],
    ),
    "divisions": (f"第一部分 甲\n第一章 乙\n{PROSE}", ["部分1 甲", "章1 乙"]),
    "arabic-and-spaces": (f"第 1 章　甲\n{PROSE}\n第２章 乙\n{PROSE}", ["章1 甲", "章2 乙"]),
    "no-space": (f"第一章甲乙丙\n{PROSE}", ["章1 甲乙丙"]),
    "with-its-paragraph": (f"第一章 甲乙。{PROSE}", ["章1 甲乙"]),
    "bare-numbers": (f"第一章 甲\n一、乙\n（一）丙。{PROSE}", ["章1 甲", "部分1 乙", "条1 丙"]),
    "cited-in-front": (f"第一章 甲\n第三章提出的任务，由市政府落实。\n{PROSE}", ["章1 甲"]),
    "cited-in-quotes": (
        f"第一章 甲\n“第三章”一语，见前文。\n第三章”又见于此。\n{PROSE}",
        ["章1 甲"],
    ),
    "cited-in-a-row": (
        f"第一章 甲\n第二章、第三章已有安排\n第二章至第四章的项目\n{PROSE}",
        ["章1 甲"],
    ),
    "a-sentence": (f"第一章 甲\n第二章 所列项目要抓紧，各县要配合。\n{PROSE}", ["章1 甲"]),
    "chapter-of-another-kind": (f"第一章 甲\n第一篇章写得好\n第二章节要重写\n{PROSE}", ["章1 甲"]),
    "out-of-order": (f"第一章 甲\n（三）乙。{PROSE}\n{PROSE}", ["章1 甲"]),
    "title-below": (f"第一章\n\n甲乙丙\n{PROSE}", ["章1 甲乙丙"]),
    "title-unfinished": (f"第一章 甲乙，\n丙丁\n{PROSE}", ["章1 甲乙，丙丁"]),
    "title-in-halves": (f"第一章 甲乙\n丙丁\n{PROSE}", ["章1 甲乙 丙丁"]),
    "subtitles-are-no-halves": (f"第一章 甲乙\n丙丁\n{PROSE}\n戊己\n{PROSE}", ["章1 甲乙"]),
    "running-head": (f"第一章 甲\n{PROSE}\n第一章 甲\n— 3 —\n{PROSE}", ["章1 甲"]),
    "same-title-elsewhere": (
        f"第一章 甲\n第一节 丙\n{PROSE}\n第二章 乙\n第一节 丙\n{PROSE}",
        ["章1 甲", "节1 丙", "章2 乙", "节1 丙"],
    ),
    "columns": (
        f"第一章 甲\n{PROSE}\n专栏1：乙工程\n专栏２　丙\n【专栏三】丁\n专栏 4\n戊行动\n",
        ["章1 甲", "专栏1 乙工程", "专栏2 丙", "专栏3 丁", "专栏4 戊行动"],
    ),
    "column-in-prose": (
        f"第一章 甲\n专栏1所列项目要抓紧，各县配合。\n开设意见征集专栏\n（专栏2）\n{PROSE}",
        ["章1 甲"],
    ),
    "items-of-a-column": (
        f"第一章 甲\n（一）乙。{PROSE}\n专栏1 丙\n（一）子\n（二）丑\n（三）寅\n（二）丁。{PROSE}",
        ["章1 甲", "条1 乙", "专栏1 丙", "条2 丁"],
    ),
    "cells-of-a-table": (
        f"第一章 甲\n类别\n指标\n2030年\n一、丙\n1.丁（%）\n（一）戊\n{PROSE}\n一、乙\n{PROSE}",
        ["章1 甲", "部分1 乙"],
    ),
    "cells-that-are-texts": (
        f"第一章 甲\n专栏1 乙\n序号\n项目名称\n建设内容\n1\n丙\n{PROSE}\n2\n一、丁\n{PROSE}\n",
        ["章1 甲", "专栏1 乙"],
    ),
    "decimal-numbers": (
        f"第一篇 甲\n第1章 乙\n1.1 丙丁\n{PROSE}\n1.2 戊己\n{PROSE}\n3.5 万人以上\n{PROSE}",
        ["篇1 甲", "章1 乙", "节1 丙丁", "节2 戊己"],
    ),
    "section-sign": (
        f"第1章 乙\n§1 丙丁\n{PROSE}\n",
        ["章1 乙", "节1 丙丁"],
    ),
    "three-industries": (f"第一章 甲\n一、二、三产业协调发展。{PROSE}", ["章1 甲"]),
    "annex": (f"第一章 甲\n{PROSE}\n附件2\n乙\n一、丙\n", ["章1 甲", "附件2 乙"]),
    "annex-before-the-text": (f"附件\n第一章 甲\n{PROSE}", ["章1 甲"]),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_heading_is_told_from_its_like(name: str) -> None:
    text, expected = FORMS[name]
    assert headings(text) == expected


BODY = f"第一章 甲\n第一节 乙\n{PROSE}\n第二章 丙\n{PROSE}\n"
CONTENTS = {
    "word-and-pages": "目　录\n第一章 甲……1\n第一节 乙……1\n第二章 丙……2\n",
    "word-only": "目录\n第一章 甲\n第一节 乙\n第二章 丙\n",
    "pages-only": "第一章 甲 1\n第二章 丙 2\n",
    "neither": "第一章 甲\n第二章 丙\n",
    "columns-too": "目次\n第一章 甲\n第二章 丙\n专栏1 丁\n专栏2 戊\n",
    "another-title": "目录\n第一章 甲与乙\n第二章 丙\n",
    "preface-behind": f"目录\n第一章 甲\n第二章 丙\n前言\n{PROSE}\n",
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_table_of_contents_is_not_counted(name: str) -> None:
    assert headings(CONTENTS[name] + BODY) == headings(BODY)
    parsed = parse(TITLE + CONTENTS[name] + BODY)
    listed = [leaf for leaf in parsed.leaves if leaf.kind is LeafKind.CONTENTS]
    assert len(listed) >= 2


def test_a_page_of_the_contents_is_read_as_one() -> None:
    text = TITLE + CONTENTS["word-and-pages"] + BODY
    facts = build_document(Source(key="x", name="x.txt", text=text, sha256="")).facts
    pages = [entry for entry in facts.ledger if entry.evidence.rule == "page-number"]
    assert [entry.quote for entry in pages] == ["1", "1", "2"]
    assert {entry.reading for entry in pages} == {NumberReading.OTHER}


def test_headings_that_text_follows_are_no_contents() -> None:
    assert headings(BODY + BODY) == headings(BODY) * 2


# Numbers


def test_numbers_that_go_on_through_all_parts_are_in_order() -> None:
    def faults(text: str) -> list[str]:
        parsed = parse(TITLE + text)
        marks = extract_numbering("x", parsed.text, parsed.units, (), (), ())
        return [mark.reason for mark in marks]

    parts = "第一篇 甲\n第一章 乙\n{0}\n第二章 丙\n{0}\n第二篇 丁\n第{1}章 戊\n{0}\n"
    assert faults(parts.format(PROSE, "三")) == []
    assert faults(parts.format(PROSE, "一")) == []
    assert faults(parts.format(PROSE, "五")) == ["序号由2跳到5,缺3、4"]


# What the document says of itself

KINDS = {
    "outline": (TITLE + BODY, "纲要"),
    "outline-in-two-lines": (
        "白石市国民经济和社会发展\n第十五个五年规划纲要\n" + BODY,
        "纲要",
    ),
    "report-on-an-outline": (
        f"白石市人民政府关于“十五五”规划纲要编制情况的报告\n一、总体情况\n{PROSE}",
        "报告",
    ),
    "report-in-two-lines": (
        f"关于白石市国民经济和社会发展第十五个五年规划纲要\n编制情况的报告\n一、总体情况\n{PROSE}",
        "报告",
    ),
    "report-on-the-year": (
        f"关于白石市2025年国民经济和社会发展计划\n执行情况的报告\n一、总体情况\n{PROSE}",
        "报告",
    ),
    "notice-of-an-outline": (
        f"白石市人民政府关于印发《{TITLE.strip()}》的通知\n各县：\n现印发给你们。\n{TITLE}{BODY}",
        "纲要",
    ),
    "work-report": (f"政府工作报告\n一、过去五年\n{PROSE}", "报告"),
    "plan": (f"白石市中药材产业发展规划（2026—2028年）\n一、总体要求\n{PROSE}", "规划"),
    "no-title": (BODY, "纲要"),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_of_a_document_is_recognised(name: str) -> None:
    text, kind = KINDS[name]
    assert find_profile(fold(text), "x").kind == kind


def test_a_text_of_no_known_kind_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "关于举办讲座的通知\n各单位：\n一、时间\n下周三下午。\n二、地点\n一楼礼堂。\n"
    with pytest.raises(KindError) as raised:
        find_profile(fold(text), "x")
    assert "规划" in raised.value.words.zh
    assert "--kind" in raised.value.words.en
    source = tmp_path / "notice.txt"
    source.write_text(text, encoding="utf-8")
    assert run_kg(["build", str(source), "-o", str(tmp_path / "x.trig")]) == 3
    assert capsys.readouterr().err.count("\n") == 1
    assert run_kg(["-q", "build", str(source), "--kind", "规划", "-o", str(tmp_path / "x.nq")]) == 0
    assert run_kg(["build", str(source), "--kind", "通知"]) == 2
    assert "outline(纲要)" in capsys.readouterr().err


SAID = {
    "approved": (f"{TITLE}（2026年1月9日白石市人民代表大会会议通过）\n{BODY}", "approved"),
    "draft": (f"{TITLE.strip()}（草案）\n{BODY}", "draft"),
    "unsaid": (f"{TITLE}{BODY}规划须经市人民代表大会批准。\n", None),
}


@pytest.mark.parametrize("name", SAID)
def test_status_is_what_the_text_says(name: str) -> None:
    text, status = SAID[name]
    document = extract_document(parse(text), "0" * 64)
    assert (document.status, document.place, document.period) == (status, "白石市", (2026, 2030))


def test_a_plan_has_the_years_of_its_title() -> None:
    document = extract_document(parse(KINDS["plan"][0]), "0" * 64)
    assert document.place == "白石市"
    assert (document.title, document.period) == (
        "白石市中药材产业发展规划（2026—2028年）",
        (2026, 2028),
    )


def test_a_profile_takes_from_the_one_that_it_extends() -> None:
    outline, plan = (read_profile(FOLDER / f"{name}.toml") for name in ("outline", "plan"))
    assert plan.headings == outline.headings
    assert plan.titles != outline.titles
    assert UnitKind.COLUMN.value in {form.kind for form in plan.boxes.titles} if plan.boxes else ()
