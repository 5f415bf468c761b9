"""The audit against what a careful reader of both reports finds, written by hand."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any

import openpyxl
import pytest

from kg.audit import audit_store, read_rules
from kg.export.audit import render_audit
from kg.model import AuditReport, Severity
from kg.pipeline import build_document, build_graph
from kg.source import Source
from kg.store import Store
from tests.conftest import Report


def graver(report: AuditReport) -> set[tuple[str, str, str]]:
    return {
        (finding.rule, finding.subject.split("/citation")[0], finding.actual or "")
        for finding in report.findings
        if finding.severity is not Severity.INFO
    }


def test_findings_on_the_real_report_are_those_read_by_hand(hangzhou: Report) -> None:
    key = "hangzhou-15fyp-report"
    assert graver(audit_store(hangzhou.store)) == {
        ("malformed-date", key, "20251229日"),
        ("published-before-meeting", key, "2025-12-26"),
        ("wrong-part-number", "suggestion/12", "第二篇"),
        ("claimed-not-cited", "theme/7", "第十二篇“深入建设幸福示范标杆城市”"),
        ("cited-not-claimed", "theme/2", "4"),
        ("cited-not-claimed", "theme/2", "16"),
        ("cited-not-claimed", "theme/3", "13"),
        ("title-variants", "part/13", "建设历史文化名城"),
        ("numbering-broken", "indicator/18", "18"),
        ("numbering-broken", "indicator/14", "14"),
        # One value in a row of which the 2025 column cannot be filled.
        ("base-missing", "indicator/16", ""),
        ("base-missing", "indicator/22", ""),
        # Rows 23, 24, 26, 27: the province has not handed its goals down.
        ("binding-without-number", "indicator/23", "完成省下达目标"),
        # Missed by the plan before, and neither in the table nor in the text of the new one.
        ("lagging-not-continued", "review/b4fb6331", "城市空气质量优良天数比率"),
        ("lagging-not-continued", "review/90dcd744", "实际利用外资"),
        # The remark says what nation and province measure instead.
        ("level-unknown", "indicator/12", "城镇新增就业人数"),
        # 力争30 under 2025年预计, while the review counts 29.1 as lagging; 未出.
        ("value-provisional", "indicator/10", "力争30"),
        ("value-provisional", "indicator/17/2", "未出"),
    }


def test_findings_on_the_invented_report_are_those_put_into_it(qinghe: Report) -> None:
    assert graver(audit_store(qinghe.store)) == {
        ("impossible-date", "qinghe", "2025年9月31日"),
        ("published-before-meeting", "qinghe", "2026年1月6日"),
        ("wrong-part-number", "suggestion/7", "第五篇"),
        ("claimed-not-cited", "theme/2", "第七篇“健全规划落实机制”"),
        ("cited-not-claimed", "theme/1", "2"),
        ("cited-not-claimed", "theme/2", "3"),
        ("cited-not-claimed", "theme/2", "6"),
        ("title-variants", "part/6", "幸福清河建设"),
        ("title-variants", "part/7", "健全规划实施机制"),
        ("numbering-broken", "indicator/6", "6"),
        ("cell-undecided", "indicator/5", "13.5"),
        # 提高3个百分点以上, 2024年的2.5倍: of values that stand nowhere.
        ("base-missing", "headline/target/3a5ba0af", ""),
        ("base-missing", "task/1/target/3854e7ac", ""),
        ("binding-without-number", "indicator/6", "完成省下达任务"),
        ("level-unknown", "indicator/11", "公办幼儿园在园幼儿占比"),
    }


def test_stated_counts_are_held_against_counted_rows(hangzhou: Report) -> None:
    held = Counter(check.rule for check in audit_store(hangzhou.store).checks)
    # 15 tasks, 30 indicators, 5 categories; 10 column counts; 5 category and 2 mark counts.
    # 125 new jobs in five years, more than 25 a year.
    counted = ("count-stated", "rows-numbered", "cumulative-against-yearly")
    assert {rule: held[rule] for rule in counted} == {
        "count-stated": 20,
        "rows-numbered": 4,
        "cumulative-against-yearly": 1,
    }


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            "并设置“新质生产力重点平台”专栏",
            "并设置“新质生产力试点平台”专栏",
            "column-not-announced",
        ),
        ("改革”五个专栏", "改革”六个专栏", "count-stated"),
        ("经济发展(7项)", "经济发展(8项)", "count-stated"),
        ("15个方面的重点任务", "16个方面的重点任务", "count-stated"),
        ("5.3左右", "5.4左右", "decision-not-applied"),
        ("5.3左右", "5.4左右", "cell-undecided"),
        ("\n\n14\n\n▲家庭", "\n\n31\n\n▲家庭", "rows-numbered"),
        ("发布时间:2025-12-26", "发布时间:2025-12-36", "impossible-date"),
        ("第十六篇专门设置持续建设法治杭州章节", "专门设置持续建设法治杭州章节", "unnumbered-part"),
    ],
)
def test_a_planted_fault_is_found(hangzhou: Report, old: str, new: str, rule: str) -> None:
    source = hangzhou.build.source
    assert source.text.count(old) == 1
    before = {finding.fingerprint for finding in audit_store(hangzhou.store).findings}
    changed = Source(
        key=source.key,
        name="planted",
        text=source.text.replace(old, new),
        sha256=source.sha256,
        decisions=source.decisions,
    )
    report = audit_store(Store.of(build_graph([build_document(changed)])))
    fresh = {finding.rule for finding in report.findings if finding.fingerprint not in before}
    assert rule in fresh


def test_every_finding_quotes_the_text(report: Report) -> None:
    audit = audit_store(report.store)
    for finding in audit.findings:
        assert finding.excerpts
        for excerpt in finding.excerpts:
            assert report.text[excerpt.start : excerpt.end] == excerpt.quote
    assert len({finding.fingerprint for finding in audit.findings}) == len(audit.findings)


def test_depth_and_support_of_some_suggestions(hangzhou: Report) -> None:
    items = {item.number: item for item in audit_store(hangzhou.store).items}
    assert len(items) == 38
    assert items[4].support == "traced"
    assert items[12].support == "contradicted"
    assert items[33].support == "named-only"
    assert items[33].missing == "section"
    assert {item.verdict for item in items.values()} == {"cantTell"}


def test_writers_agree(hangzhou: Report) -> None:
    audit = audit_store(hangzhou.store)
    data: dict[str, Any] = json.loads(render_audit(audit, "json", "zh"))
    book = openpyxl.load_workbook(io.BytesIO(render_audit(audit, "xlsx", "zh")))
    assert book["问题"].max_row - 1 == len(data["findings"]) == len(audit.findings)
    assert book["采纳溯源"].max_row - 1 == len(data["items"])
    assert book["核对"].max_row - 1 == len(data["checks"])
    text = render_audit(audit, "text", "zh").decode()
    for finding in audit.findings:
        if finding.severity is not Severity.INFO:
            assert finding.message.zh in text
    assert render_audit(audit, "xlsx", "zh") == render_audit(audit, "xlsx", "zh")


def test_every_rule_has_a_whole_head() -> None:
    rules = read_rules()
    assert len(rules) == 46
    for rule in rules:
        for words in (rule.title, rule.problem, rule.principle, rule.remedy, rule.message):
            assert words.zh
            assert words.en
