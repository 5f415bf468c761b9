"""All forms of the audit say the same, and each is what its readers' programs expect."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from typing import Any

import docx
import jsonschema
import openpyxl
import pytest

from kg import resources
from kg.audit import audit_store, compare_runs
from kg.export.audit import FORMATS, render_audit
from kg.export.audit.markdown import escape
from kg.export.opinion import write_opinion
from kg.export.word import Grid, Paragraph, write_word
from kg.model import AuditReport, Severity
from tests.conftest import Report, built


@pytest.fixture(scope="module", params=["hangzhou", "qinghe"])
def audited(request: pytest.FixtureRequest) -> AuditReport:
    return audit_store(built(request.param).store)


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def as_json(report: AuditReport, lang: str = "zh") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render_audit(report, "json", lang))
    return data


def rows(book: openpyxl.Workbook, name: str) -> list[tuple[Any, ...]]:
    return list(book[name].iter_rows(min_row=2, values_only=True))


def words_of(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_json_is_what_its_schema_says(audited: AuditReport, lang: str) -> None:
    schema = json.loads(resources.path("data", "schemas", "audit-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for report in (audited, compare_runs(audited, [("0" * 16, "rule", "task/1", "gone")])):
        jsonschema.validate(as_json(report, lang), schema)


@pytest.mark.parametrize("missing", ["findings", "header", "items"])
def test_the_schema_refuses_what_is_not_whole(audited: AuditReport, missing: str) -> None:
    schema = json.loads(resources.path("data", "schemas", "audit-1.json").read_text("utf-8"))
    data = as_json(audited)
    del data[missing]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


def test_all_forms_hold_the_same_findings(audited: AuditReport, lang: str) -> None:
    data = as_json(audited, lang)
    marks = [finding["fingerprint"] for finding in data["findings"]]
    assert marks == [finding.fingerprint for finding in audited.findings]
    book = openpyxl.load_workbook(io.BytesIO(render_audit(audited, "xlsx", lang)))
    names = {"zh": ("问题", "提示"), "en": ("Findings", "Remarks")}[lang]
    listed = [row for name in names for row in rows(book, name)]
    assert Counter(row[-1] for row in listed) == Counter(marks)
    sarif = json.loads(render_audit(audited, "sarif", lang))
    results = sarif["runs"][0]["results"]
    assert [r["fingerprints"]["planning-kg/v1"] for r in results] == marks
    text = render_audit(audited, "text", lang).decode()
    markdown = render_audit(audited, "md", lang).decode()
    word = words_of(docx.Document(io.BytesIO(render_audit(audited, "docx", lang))))
    for finding in audited.findings:
        said = finding.message[lang == "en"]
        if finding.severity is not Severity.INFO:
            assert said in text
            assert escape(said) in markdown
            assert finding.fingerprint in markdown
            assert said in word
        assert finding.title[lang == "en"] in text


def test_all_forms_hold_the_same_suggestions_and_checks(audited: AuditReport) -> None:
    data = as_json(audited)
    book = openpyxl.load_workbook(io.BytesIO(render_audit(audited, "xlsx", "zh")))
    assert [row[0] for row in rows(book, "采纳溯源")] == [item["n"] for item in data["items"]]
    assert len(rows(book, "核对相符")) == len(data["checks"]) == data["summary"]["checks"]
    matrix = rows(book, "建议×篇矩阵")
    parts = [int(cell.value[1:-1]) for cell in book["建议×篇矩阵"][1][2:]]
    for row, item in zip(matrix, data["items"], strict=True):
        cited = [part for part, mark in zip(parts, row[2:], strict=True) if mark]
        assert cited == item["parts"]
    gaps = Counter(row[0] for row in rows(book, "缺口"))
    assert gaps["建议止步"] == sum(item["missing"] is not None for item in data["items"])
    assert sum(gaps.values()) - gaps["建议止步"] == len(data["unreached"])
    counted = dict(rows(book, "总览"))
    assert counted["错误"] == str(data["summary"]["findings"]["error"])
    assert counted["支撑:可追溯"] == str(data["summary"]["support"]["traced"])


def test_sarif_leads_to_the_line_and_column(hangzhou: Report) -> None:
    report = audit_store(hangzhou.store)
    run = json.loads(render_audit(report, "sarif", "zh"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    lines = hangzhou.text.split("\n")
    known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    for result in run["results"]:
        assert result["ruleId"] in known
        for place in [*result["locations"], *result["relatedLocations"]]:
            region = place["physicalLocation"]["region"]
            start = region["charOffset"]
            quote = region["snippet"]["text"]
            assert hangzhou.text[start : start + region["charLength"]] == quote
            first = quote.split("\n")[0]
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 :].startswith(first)


def test_the_same_audit_gives_the_same_bytes(audited: AuditReport) -> None:
    for name in FORMATS:
        assert render_audit(audited, name, "zh") == render_audit(audited, name, "zh")


def test_english_leaves_no_chinese_of_ours(audited: AuditReport) -> None:
    """Only the document's own words, and names of files, stay Chinese."""
    data = as_json(audited, "en")
    for finding in data["findings"]:
        assert finding["title"].isascii() or "’" in finding["title"] or "“" in finding["title"]
        assert not any("一" <= character <= "鿿" for character in finding["title"])
        assert not any("一" <= character <= "鿿" for character in finding["remedy"])


def test_a_word_document_is_laid_out_as_an_office_wants_it(audited: AuditReport) -> None:
    store = built("hangzhou").store
    report = audit_store(store)
    data = write_opinion(store, report, "hangzhou-15fyp-report")
    section: Any = docx.Document(io.BytesIO(data)).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [margin.mm for margin in margins] == pytest.approx([37, 35, 28, 26], abs=0.1)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
        footer = archive.read("word/footer1.xml").decode()
    assert "w:tblHeader" in body
    assert 'w:eastAsia="仿宋"' in styles
    assert 'w:eastAsia="黑体"' in styles
    assert "PAGE" in footer
    assert data == write_opinion(store, report, "hangzhou-15fyp-report")


@pytest.mark.parametrize("name", ["hangzhou", "qinghe"])
def test_each_open_error_or_warning_is_asked_about(name: str) -> None:
    store = built(name).store
    report = audit_store(store)
    key = report.sources[0][0]
    document: Any = docx.Document(io.BytesIO(write_opinion(store, report, key)))
    lines = [line.text for line in document.paragraphs]
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert [heading[0] for heading in headings] == list("一二三四五")
    questions = lines[lines.index(headings[-1]) + 1 :]
    asked = list(report.open(Severity.ERROR, Severity.WARNING))
    assert len(questions) == len({finding.rule for finding in asked})
    whole = "\n".join(questions)
    for finding in asked:
        assert finding.message.zh.rstrip("。") in whole
        assert f"第{finding.excerpts[0].start}—{finding.excerpts[0].end}字" in whole
    [table] = document.tables
    assert len(table.rows) == len(report.items) + 1


def test_hostile_words_are_shown_as_they_are() -> None:
    words = "<w:p/>&\x00\x0b=HYPERLINK(1)\ud800"
    data = write_word("标题", [Paragraph(words), Grid(("a",), ((words,),), (50,))])
    shown = words_of(docx.Document(io.BytesIO(data)))
    assert "<w:p/>&\N{REPLACEMENT CHARACTER}" in shown
    assert "=HYPERLINK(1)" in shown
