"""The audit against what a careful reader of both reports finds, written by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.audit import audit_store, read_rules
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
        # Rows 20 and 22 stand before 18 and 14; 1-3岁以下 is a range and a bound.
        ("numbering-out-of-order", "indicator/18", "18"),
        ("numbering-out-of-order", "indicator/14", "14"),
        ("range-with-bound", "annex/1", "1-3岁以下"),
        # In the text 绿色低碳 comes before 民生福祉, in the table behind it.
        ("categories-out-of-order", key, "经济发展、创新驱动、绿色低碳、民生福祉、安全保障"),
        # “第十四篇围绕…” names no unit.
        ("answer-names-part-only", "suggestion/33", "14"),
        # One clause each under two units: with suggestion 14, and with 12.
        (
            "same-words-under-two-units",
            "suggestion/16",
            "推动全球数字贸易博览会打响全球数字贸易第一展品牌",
        ),
        (
            "same-words-under-two-units",
            "suggestion/34",
            "加强科技创新、人工智能、生产性服务业、质量等重点领域、新兴领域的立法工作",
        ),
        # 13 of 15 tasks have columns; 14 and 15 have none and say nothing of it.
        ("task-without-column", "task/14", "提升城市安全韧性水平"),
        ("task-without-column", "task/15", "推进城市治理现代化"),
        # Their paragraphs hold no goal in figures.
        ("task-without-figure", "task/3", "构建杭州特色现代化产业体系"),
        ("task-without-figure", "task/7", "打造区域协调发展样板"),
        ("task-without-figure", "task/15", "推进城市治理现代化"),
        # 3万亿 asks for 5.4% a year, as the text says itself; it sets 5%.
        ("growth-falls-short", "headline/target/c9fe9461", "5%以上"),
        # Half answered, by the labels in tests/answers: the second demand, or its object.
        ("demand-unanswered", "suggestion/4", ""),
        (
            "demand-unanswered",
            "suggestion/10",
            "明确了人工智能产业目标、空间布局和重点平台等内容",
        ),
        ("demand-unanswered", "suggestion/12", "第十六篇专门设置构建高效协同的立法机制小节"),
        ("demand-unanswered", "suggestion/15", ""),
        (
            "demand-unanswered",
            "suggestion/17",
            "包括积极融入上海大都市圈、强化与长三角重点城市协同发展、主动服务国家区域重大战略等",
        ),
        (
            "demand-unanswered",
            "suggestion/22",
            "包含推动良渚文化大走廊加快打造全省高能级文化产业平台；提升之江文化产业带能级",
        ),
        ("figure-asked-not-given", "suggestion/1", ""),
        ("object-shifted", "suggestion/14", "数字贸易博览会"),
        ("object-shifted", "suggestion/16", "体育赛事"),
        ("object-shifted", "suggestion/35", "涉企收费"),
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
        ("part-under-two-titles", "part/7", "健全规划实施机制"),
        ("numbering-out-of-order", "indicator/6", "6"),
        ("cell-undecided", "indicator/5", "13.5"),
        # From 1980 to 2600 in five years is 5.6% a year; the goal beside it is about 5.5%.
        ("growth-falls-short", "headline/target/22a1ede3", "5.5%左右"),
        ("object-shifted", "suggestion/6", "亲水休闲空间"),
        # 提高3个百分点以上, 2024年的2.5倍: of values that stand nowhere.
        ("base-missing", "headline/target/3a5ba0af", ""),
        ("base-missing", "task/1/target/3854e7ac", ""),
        ("binding-without-number", "indicator/6", "完成省下达任务"),
        ("level-unknown", "indicator/11", "公办幼儿园在园幼儿占比"),
    }


ARITHMETIC = {
    # 15 tasks, 30 indicators, 5 categories; 10 column counts; 5 category and 2 mark counts.
    "count-stated": 20,
    "rows-numbered": 4,
    # 125 new jobs in five years, more than 25 a year, in the table and in the text; 8 × 5 = 40.
    "cumulative-against-yearly": 3,
    # 30 + 4 + 4 = 38; 7 + 4 + 11 + 6 + 2 = 30.
    "review-sum": 1,
    "category-sum": 1,
    # 20 + 8 = 28; 28 + 2 = 30; 13 + 27 = 40.
    "parts-do-not-add-up": 3,
    # 8 of the province and 2 of the city; the 20 of the state only by another reading.
    "level-count": 2,
    # 三大板块 三大跨越 7个重大突破 五大类 2个特色指标 两个排名 四大类 三大枢纽 三大工程 两方面
    # 四方面 三个章节 三方面 两个小节, and the two states of the review that are named one by one.
    "list-count": 16,
    # About 3.2, and above 3: 3万亿 ÷ 1300万 ÷ 7.12.
    "per-head-differs": 2,
    # 3 of 12 is 25%.
    "share-differs": 1,
}


def test_stated_counts_are_held_against_counted_rows(hangzhou: Report) -> None:
    held = Counter(check.rule for check in audit_store(hangzhou.store).checks)
    arithmetic = {rule: held[rule] for rule in held if rule in ARITHMETIC}
    assert arithmetic == ARITHMETIC


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            "并设置“新质生产力重点平台”专栏",
            "并设置“新质生产力试点平台”专栏",
            "column-renamed",
        ),
        ("改革”五个专栏", "改革”六个专栏", "count-stated"),
        ("经济发展(7项)", "经济发展(8项)", "count-stated"),
        ("15个方面的重点任务", "16个方面的重点任务", "count-stated"),
        ("5.3左右", "5.4左右", "decision-not-applied"),
        ("5.3左右", "5.4左右", "cell-undecided"),
        ("\n\n14\n\n▲家庭", "\n\n31\n\n▲家庭", "rows-numbered"),
        ("38\n\n5.提高", "5.提高", "number-lost"),
        ("今年1月21日经", "今年1月32日经", "impossible-date"),
        ("今年1月21日经", "今年2月30日经", "impossible-date"),
        (
            "考虑设置“碳达峰",
            "考虑设置“健康杭州建设行动”“碳达峰",
            "column-announced-twice",
        ),
        ("考虑设置“碳达峰", "考虑设置“湿地行动”“碳达峰", "count-stated"),
        ("发布时间:2025-12-26", "发布时间:2025-12-36", "impossible-date"),
        ("第十六篇专门设置持续建设法治杭州章节", "专门设置持续建设法治杭州章节", "part-untold"),
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
    assert items[4].support == "partial"
    assert items[32].support == "traced"
    assert items[12].support == "contradicted"
    assert items[33].support == "named-only"
    assert items[33].missing == "section"
    assert {item.verdict for item in items.values()} == {"cantTell"}


def test_every_rule_has_a_whole_head() -> None:
    rules = read_rules()
    assert len(rules) == 124
    for rule in rules:
        for words in (rule.title, rule.problem, rule.principle, rule.remedy, rule.message):
            assert words.zh
            assert words.en
