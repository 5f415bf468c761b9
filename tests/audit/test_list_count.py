"""Announced numbers against lists: what is counted, and what is no list."""

from __future__ import annotations

import pytest

from tests.audit.reckoned import asked, changed, examined, outcomes, small_report
from tests.conftest import Report

HOLD = {
    "before, from 从": ("从教育、科技、人才三方面发力。", 3),
    "in quotation marks": ("推动城乡、区域、收入“三大差距”持续缩小。", 3),
    "listed in quotation marks": ("分设“强基、兴业、惠民”三个章节。", 3),
    "joined by 和": ("设置培育企业和补强零件两个小节。", 2),
    "the last two joined": ("深化教育、科技和人才三大改革。", 3),
    "a word of one thing is 和": ("抓好教育和科技融合、人才引进两大重点。", 2),
    "等 ends it": ("从空间、交通、更新、设施等四方面着手。", 4),
    "behind 包括": ("实现“3个重大突破”,包括:产业取得突破、生态取得突破、治理取得突破。", 3),
    "behind a colon, by ;": ("明确4项目标:经济提质;环境向好;民生改善;治理有效。", 4),
    "一是 behind a full stop": ("采取三项措施。一是抓投资;二是促消费;三是稳外贸。", 3),
    "by ordinals": ("分为两大板块:第一板块为总则;第二板块为任务。", 2),
    "another list before it": ("打造东部、西部两大平台、农业、工业、服务业三大基地。", 3),
}


@pytest.mark.parametrize(("sentence", "number"), HOLD.values(), ids=HOLD)
def test_a_list_of_as_many_holds(sentence: str, number: int) -> None:
    found = outcomes(small_report(sentence), "list-count")
    assert ("holds", str(number), str(number)) in found
    assert {outcome for outcome, _, _ in found} == {"holds"}


DIFFER = {
    "too high": ("从教育、科技、人才四方面发力。", ("4", "3")),
    "too low": ("从教育、科技、人才两方面发力。", ("2", "3")),
    "in quotation marks": ("推动城乡、区域、收入“四大差距”持续缩小。", ("4", "3")),
    "joined by 和": ("设置培育企业和补强零件三个小节。", ("3", "2")),
    "more than 等 leaves open": ("从空间、交通、更新、设施等三方面着手。", ("3", "4")),
    "behind 包括": (
        "实现“4个重大突破”,包括:产业取得突破、生态取得突破、治理取得突破。",
        ("4", "3"),
    ),
    "一是 behind a full stop": ("采取四项措施。一是抓投资;二是促消费;三是稳外贸。", ("4", "3")),
    "by ordinals": ("分为三大板块:第一板块为总则;第二板块为任务。", ("3", "2")),
}


@pytest.mark.parametrize(("sentence", "numbers"), DIFFER.values(), ids=DIFFER)
def test_a_list_of_another_number_is_found(sentence: str, numbers: tuple[str, str]) -> None:
    assert outcomes(small_report(sentence), "list-count") == [("differs", *numbers)]
    [finding] = asked(small_report(sentence), "list-count").findings
    assert (finding.actual, finding.expected) == numbers


NO_LIST = {
    "a slogan": "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    "things built": "建设省级、市级5个平台。",
    "examples of many": "聚焦高端装备、新材料、生物医药等10个重点产业链。",
    "a fixed word": "深化部门预算、政府采购和收支两条线管理。",
    "ordinals of a few": "五大片区协同,第一片区和第二片区先行启动。",
    "no list": "提升五大生产性服务业。",
    "one of a series of two": "推进打造集研发、制造于一体的四大基地。",
}


@pytest.mark.parametrize("sentence", NO_LIST.values(), ids=NO_LIST)
def test_what_cannot_be_counted_is_not_examined(sentence: str) -> None:
    assert outcomes(small_report(sentence), "list-count") == []


def test_a_list_with_deng_may_name_fewer() -> None:
    build = small_report("从空间、交通、更新、设施等五方面着手。")
    assert outcomes(build, "list-count") == [("open", "5", "4")]
    assert [f.rule for f in asked(build, "list-named-in-part").findings] == ["list-named-in-part"]


def test_places_are_a_number_and_a_list(report: Report) -> None:
    found = examined(report.build, "list-count")
    assert {examination.outcome.value for examination in found} == {"holds"}
    for examination in found:
        for span in examination.evidence.spans:
            assert "。" not in span.quote(report.text).rstrip("。")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("和旅游业增加值占比", ""),
        ("以机器人、轨道装备、绿色材料三条", "以机器人、轨道装备三条"),
        ("水环境系统治理取得重大突破；", ""),
    ],
)
def test_a_name_that_is_dropped_is_found(qinghe: Report, old: str, new: str) -> None:
    planted = changed(qinghe.build, old, new)
    assert [f.rule for f in asked(planted, "list-count").findings] == ["list-count"]
