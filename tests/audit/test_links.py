"""The rules on what an adoption text cites: each finds its fault, and leaves its neighbour."""

from __future__ import annotations

import pytest

from tests.audit.planting import findings, planted, quotes
from tests.conftest import Report

FAULTS = {
    "column-renamed": (
        "第四篇设置内河口岸监管协同改革专栏",
        "第四篇设置内河口岸监管联动改革专栏",
        "内河口岸监管联动改革",
    ),
    "column-not-announced": (
        "第四篇设置内河口岸监管协同改革专栏",
        "第四篇设置临港产业提升工程专栏",
        "临港产业提升工程",
    ),
    "column-ambiguous": (
        "第四篇设置内河口岸监管协同改革专栏",
        "第四篇设置改革专栏",
        "改革",
    ),
    "column-name-varies": (
        "第四篇设置内河口岸监管协同改革专栏",
        "第四篇设置推进内河口岸监管协同改革专栏",
        "推进内河口岸监管协同改革",
    ),
    "kind-mismatch": (
        "第四篇设置内河口岸监管协同改革专栏和",
        "第四篇设置内河口岸监管协同改革小节和",
        "小节",
    ),
    "part-unknown": ("第五篇专门设置建设亲水休闲", "第九篇专门设置建设亲水休闲", "9"),
    "part-under-two-titles": (
        "第六篇“建设幸福清河”、第七",
        "第七篇“建设幸福清河”、第七",
        "建设幸福清河",
    ),
    "part-left-out": (
        "第四篇包含港口集疏运体系建设、船舶绿色改造相关内容，并设置提升物流",
        "设置提升物流",
        "提升物流组织效率和服务水平小节",
    ),
    "answer-names-part-only": (
        "第五篇专门设置“滨河实验室群建设工程”专栏，支持",
        "第五篇围绕科技治水作出安排，支持",
        "5",
    ),
    "adoption-refused": (
        "第五篇专门设置“滨河实验室群建设工程”专栏，支持",
        "部分采纳。第五篇专门设置“滨河实验室群建设工程”专栏，支持",
        "部分采纳",
    ),
    "part-without-unit": (
        "并设置“机器人+”场景应用行动专栏",
        "第四篇作了呼应，并在第三篇设置“机器人+”场景应用行动专栏",
        "第四篇",
    ),
    "heading-only": (
        "提升物流组织效率和服务水平小节，包括推广铁水联运“一单制”、建设公共货运信息平台等内容，提出港口集装箱铁水联运比例高于12%。",
        "提升物流组织效率和服务水平小节。",
        "提升物流组织效率和服务水平",
    ),
    "unit-cited-again": (
        "第六篇专门设置社区照护和医养衔接工程专栏和优化托育服务布局小节",
        "第三篇专门设置培育整机龙头企业小节，第六篇专门设置优化托育服务布局小节",
        "2",
    ),
    "annex-title-varies": (
        "　2．“十五五”时期主要指标\n",
        "　2．“十五五”时期主要发展指标\n",
        "“十五五”时期主要发展指标",
    ),
    "annex-misnumbered": (
        "附件：1．市人大常委会专题调研建议采纳情况",
        "附件：1．清河市“十五五”时期主要指标",
        "清河市“十五五”时期主要指标",
    ),
    "annex-missing": ("三大类11项指标（附件2）", "三大类11项指标（附件3）", "附件3"),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_found(rule: str, qinghe: Report) -> None:
    old, new, actual = FAULTS[rule]
    assert actual in {found.actual for found in planted(qinghe, old, new, rule)}


NEIGHBOURS = {
    # The same name in other quotation marks is the same name.
    "column-renamed": ("设置“机器人+”场景应用行动专栏", "设置“‘机器人+’场景应用行动”专栏"),
    "column-name-varies": ("设置“机器人+”场景应用行动专栏", "设置“‘机器人+’场景应用行动”专栏"),
    "kind-mismatch": ("优化托育服务布局小节", "优化托育服务布局章节"),
    # What is taken up whole, with a part of its reasons not.
    "adoption-refused": (
        "第五篇专门设置“滨河实验室群建设工程”专栏，支持",
        "已采纳，未单独设章。第五篇专门设置“滨河实验室群建设工程”专栏，支持",
    ),
    # The first parts of an outline have no task.
    "part-unknown": ("第二篇和第三篇分别设置主要目标", "第一篇和第三篇分别设置主要目标"),
    "part-left-out": ("专门设置水源地保护和应急调度章节", "第五篇专门设置水源地保护和应急调度章节"),
    "answer-names-part-only": (
        "第五篇专门设置“滨河实验室群建设工程”专栏",
        "第五篇专门设置治水科技章节",
    ),
    "heading-only": ("重大项目进度等内容，并提出", "重大项目进度等内容。提出"),
    "annex-title-varies": ("附件：1．市人大", "附件：1.　市人大"),
    "annex-missing": ("三大类11项指标（附件2）", "三大类11项指标（附件1）"),
}


@pytest.mark.parametrize("rule", NEIGHBOURS)
def test_a_neighbour_is_left(rule: str, qinghe: Report) -> None:
    old, new = NEIGHBOURS[rule]
    assert planted(qinghe, old, new, rule) == []


def test_a_unit_of_no_part_is_untold_only_where_nothing_tells_it(qinghe: Report) -> None:
    old = "1、做大机器人产业，培育一批整机龙头企业。\n第三篇专门设置培育"
    rules = ("part-untold", "unnumbered-part")
    [found] = {
        (found.rule, found.expected)
        for found in planted(qinghe, old, old.replace("第三篇", ""), *rules)
        if found.actual == "培育整机龙头企业和补强关键零部件两个小节"
    }
    assert found == ("part-untold", None)
    told = old.replace("第三篇专门设置培育", "专门设置“滨河实验室群建设工程”专栏，专门设置培育")
    assert ("unnumbered-part", "第三篇") in {
        (found.rule, found.expected) for found in planted(qinghe, old, told, *rules)
    }


def test_one_title_stands_under_one_number(qinghe: Report) -> None:
    old, new = "第七篇“健全规划落实机制”之中", "第八篇“健全规划落实机制”之中"
    [found] = planted(qinghe, old, new, "title-under-two-parts")
    assert (found.actual, found.expected) == ("8", "7")
    assert quotes(found) == ["第八篇“健全规划落实机制”", "第七篇“健全规划落实机制”"]


def test_a_part_is_written_as_the_text_does(hangzhou: Report) -> None:
    said = {found.message.zh for found in findings(hangzhou.store, "cited-not-claimed")}
    assert "引用了第十六篇，总述没有提到" in said


def test_the_same_contents_under_two_units_are_asked_about(qinghe: Report) -> None:
    """One clause under two units is a question; under one unit it is a remark."""
    old, rules = (
        "支持水质快速检测、数字孪生河网等技术研发。",
        (
            "same-words-under-two-units",
            "same-words-twice",
        ),
    )
    other = "包括建设滨河临河的水质实验场所和数字孪生河网，提升监测能力。"
    assert planted(qinghe, old, other, *rules) == []
    copied = "提出建成生态岸线180公里，开展河湖长联合巡查行动与常态化整治。"
    assert planted(qinghe, old, copied, *rules) == []
    told = "推广铁水联运“一单制”、建设公共货运信息平台等内容"
    [found] = planted(qinghe, old, f"包括{told}。", *rules)
    assert found.rule == "same-words-under-two-units"
    assert found.actual == told.removesuffix("等内容")
    behind_unit = "引进高水平研究机构12家、技术合同成交额达到90亿元左右"
    [found] = planted(qinghe, old, f"提出{behind_unit}。", *rules)
    assert found.actual == behind_unit
    cited = "第五篇专门设置“滨河实验室群建设工程”专栏，" + old
    under = f"第四篇专门设置提升物流组织效率和服务水平小节，包括{told}。"
    assert "same-words-twice" in {found.rule for found in planted(qinghe, cited, under, *rules)}


def test_names_much_alike_in_one_part_are_shown(hangzhou: Report) -> None:
    old = "第四篇专门设置构筑新质生产力网架小节"
    [found] = planted(hangzhou, old, old.replace("构筑", "构建"), "unit-name-varies")
    assert (found.actual, found.expected) == ("构建新质生产力网架", "构筑新质生产力网架")
    other = old.replace("构筑新质生产力网架", "培育未来产业")
    assert planted(hangzhou, old, other, "unit-name-varies") == []


def test_one_number_of_a_part_has_two_levels(hangzhou: Report) -> None:
    old = "第四篇专门设置构筑新质生产力网架小节"
    [found] = planted(hangzhou, old, old.replace("小节", "章节"), "kind-mismatch")
    assert {found.actual, found.expected} == {"章节", "小节"}


def test_what_readers_of_the_real_report_noted_on_links(hangzhou: Report) -> None:
    """By hand: the answer that stops at a part, the names of units alone, words used twice."""
    found = {
        (found.rule, found.subject.split("/citation")[0])
        for found in findings(
            hangzhou.store,
            "answer-names-part-only",
            "heading-only",
            "same-words-under-two-units",
            "same-words-twice",
            "column-name-varies",
            "column-renamed",
            "kind-mismatch",
            "part-unknown",
            "part-untold",
            "task-never-cited",
            "annex-title-varies",
        )
    }
    assert found == {
        ("answer-names-part-only", "suggestion/33"),
        ("heading-only", "suggestion/4"),
        ("heading-only", "suggestion/11"),
        ("heading-only", "suggestion/12"),
        ("heading-only", "suggestion/32"),
        ("same-words-under-two-units", "suggestion/16"),
        ("same-words-under-two-units", "suggestion/34"),
        ("same-words-twice", "suggestion/30"),
        ("column-name-varies", "suggestion/24"),
        ("task-never-cited", "task/11"),
        ("annex-title-varies", "annex/2"),
    }
