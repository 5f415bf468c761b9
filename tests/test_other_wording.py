"""Invented reports that word the same matters otherwise; the rows were written by hand."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from kg.check import validate_store
from kg.pipeline import build_document, build_graph, read_sources
from kg.query import run
from kg.store import Store, value_of
from tests.conftest import REPORTS

# Variables of each query, and its rows.
YUNLING = {
    "themes": (
        "n label parts",
        ["1 关于产业发展（纲要第三篇） ", "2 关于民生事业（纲要第八篇、第九篇） "],
    ),
    "suggestions": (
        "n theme parts",
        ["1 1 3", "2 1 3", "3 1 3", "4 2 8", "5 2 9"],
    ),
    "citations": (
        "suggestion part kind name column",
        [
            "1 3 章节 推动制造业高质量发展 ",
            "2 3 小节 前瞻布局未来产业 ",
            "2 3 专栏 未来产业培育行动 未来产业培育行动",
            "3 3 章节  ",
            "4 8 章节 健全人口服务体系 ",
            "5 9 专栏 健康云岭行动 健康云岭行动",
        ],
    ),
    "review": (
        "label status goal actual unit year period basis count",
        [
            " met       28",
            " unassessable       3",
            " lagging       1",
            "单位GDP能耗累计下降率 lagging 15 11.2 % 2024  cumulative ",
            "单位GDP能耗累计下降率 lagging 15 3.1 %  2025-01/2025-09 cumulative ",
        ],
    ),
    "milestones": (
        "scope task label year",
        ["headline  基本实现社会主义现代化 2035", "task 4 全面消除集体经济薄弱村 2027"],
    ),
    "special-columns": (
        "task label",
        [
            "1 产业集群跃升工程",
            "1 未来产业培育行动",
            "2 创新平台提质工程",
            "3 消费提振行动",
            "3 重大项目牵引工程",
            "3 县域商业体系建设工程",
            "5 教育强市建设工程",
            "5 健康云岭行动",
            "5 ‘一老一小’服务提升行动",
            "6 碳达峰推进行动",
            "6 清水绿岸工程",
        ],
    ),
    "targets": (
        "scope indicator comparator value unit year period basis hedge",
        [
            "review 单位GDP能耗累计下降率 = 15 %   cumulative ",
            "headline 全市经济总量 > 6500 亿元 2030  level 力争",
            "headline 全市经济总量 ≈ 6 %  2026/2030 annual-average ",
            "headline 人均地区生产总值 > 12 万元 2030  level ",
            "headline 研发经费投入强度 = 3.2 % 2030  level ",
            "headline 城镇登记失业率 <= 4.5 % 2030  level ",
            "headline 常住人口城镇化率 >= 72 % 2030  level ",
            "headline 常住人口城镇化率 = 4 个百分点 2030  level ",
            "headline 人均地区生产总值 = 1 番 2035  level ",
            "task 规上工业增加值 = 7.5 %  2026/2030 annual-average ",
            "task 战略性新兴产业增加值占规上工业比重 = 45 % 2030  level ",
            "task 新增国家级专精特新“小巨人”企业 = 80 家 2030  cumulative ",
            "task 千亿级产业集群 = 3 个 2030  level ",
            "task 全社会研发投入 >= 10 %  2026/2030 annual-average ",
            "task 高新技术企业数量 = 2000 家   level ",
            "task 每万人高价值发明专利拥有量 = 18 件   level ",
            "task 固定资产投资 >= 1.2 万亿元  2026/2030 cumulative ",
            "task 社会消费品零售总额年均增速 ≈ 5.5 %  2026/2030 annual-average ",
            "task 城乡居民收入倍差 <= 1.65    level ",
            "task 低收入农户人均可支配收入 = 9 %  2026/2030 annual-average ",
            "task 每千人口拥有3岁以下婴幼儿托位数 = 5 个   level ",
            "task 人均预期寿命 = 82 岁   level ",
            "task 新增城镇就业 = 6 万人   per-year ",
            "task 中小学校 = 50 所   increase ",
            "task 新增学位 = 4.5 万个   increase ",
            "task 空气质量优良天数比例 >= 92 %   level ",
            "task 单位GDP二氧化碳排放 = 18 %  2026/2030 cumulative ",
            "task PM2.5平均浓度 <= 25 微克/立方米   level ",
            "adoption 制造业增加值占比 ≈ 30 %   level ",
            "adoption 每千人口拥有3岁以下婴幼儿托位数 = 5 个   level ",
        ],
    ),
}


DONGSHAN = {
    "documents": (
        "kind place period status issued",
        ["报告 东杉市 2026/2030 submitted 2025-12-18"],
    ),
    "themes": ("n label", []),
    "suggestions": ("n theme parts", ["1  ", "2  4", "3  6", "4  "]),
    "citations": (
        "suggestion part kind name column",
        ["2 4 小节  ", "3 6 专栏 重大交通工程 "],
    ),
    "milestones": (
        "scope task label year",
        [
            "headline  一般公共预算收入与经济增长基本同步 2030",
            "headline  单位地区生产总值能耗降低完成省下达目标 2030",
            "task 4 2027年建成市妇女儿童医院新院区 2027",
            "task 4 2029年高铁东站建成投用 2029",
        ],
    ),
    "special-columns": (
        "task label",
        [
            "1 现代农业提质工程",
            "1 先进制造业集群工程",
            "1 服务业扩容行动",
            "2 东杉实验室建设",
            "4 民生改善工程",
            "4 “一刻钟便民生活圈”建设行动",
        ],
    ),
    "targets": (
        "scope indicator comparator value unit year period basis hedge",
        [
            "headline 地区生产总值 >= 5.5 %  2026/2030 annual-average ",
            "headline 地区生产总值 = 6 %  2026/2030 annual-average 力争",
            "headline 地区生产总值 = 3100 亿元 2030  level ",
            "headline 规模以上工业营业收入 = 1 番 2030  level ",
            "headline 规模以上工业营业收入 > 2000 亿元 2030  level ",
            "headline 全体居民人均可支配收入 ≈ 5 万元 2030  level ",
            "headline 城市建成区绿地率 >= 40 % 2030  level ",
            "headline 劳动年龄人口平均受教育年限 = 11.8 年 2030  level ",
            "headline 经济总量和人均收入 >= 1 番 2035  level ",
            "task 千亿级 = 2 个   level ",
            "task 百亿级产业集群 = 5 个   level ",
            "task 规上工业企业 > 1000 家 2028  level 力争",
            "task R&D经费占GDP比重 >= 2.6 %   level ",
            "task 技术合同成交额 > 150 亿元   level ",
            "task 新增省级以上创新平台 = 20 个   increase ",
            "task 高新技术企业 = 300 家   increase ",
            "task 货物进出口总额 = 8 %  2026/2030 annual-average ",
            "task 利用外资 = 15 亿美元  2026/2030 cumulative ",
            "task 中欧班列年开行量 = 200 列   level ",
            "task 每千人口执业（助理）医师数 = 3.5 人   level ",
            "task 养老机构护理型床位占比 = 70 %   level ",
            "task 基本养老保险参保率 >= 98 %   level ",
            "task 保障性租赁住房 >= 2000 套   per-year ",
            "adoption 数字经济核心产业增加值占GDP比重 = 12 % 2030  level ",
        ],
    ),
}
XIHE = {
    "tasks": (
        "n label",
        [
            "1 构建现代产业体系",
            "2 加快乡村全面振兴",
            "3 提升城镇功能品质",
            "4 加强生态保护修复",
            "5 保障和改善民生",
        ],
    ),
    "special-columns": (
        "task label",
        ["1 工业强县行动", "2 和美乡村建设工程", "2 富民强村行动"],
    ),
    "suggestions": (
        "n label",
        [
            "1 关于加大招商引资力度的建议",
            "2 关于推进文旅融合发展的建议",
            "3 关于加快县域高铁站建设的建议",
        ],
    ),
    "citations": (
        "suggestion part kind name column",
        ["1  小节 扩大有效投资 ", "2  专栏 文旅融合示范工程 "],
    ),
    "targets": (
        "task indicator comparator value unit year period basis hedge",
        [
            " 全县地区生产总值 > 500 亿元 2030  level 力争",
            " 全县地区生产总值 >= 6 %  2026/2030 annual-average ",
            " 财政总收入 ≈ 5 %  2026/2030 annual-average ",
            " 城乡居民收入比 <= 1.8  2030  level ",
            " 森林覆盖率 = 63 % 2030  level ",
            " PM2.5年均浓度 < 28 微克每立方米 2030  level ",
            " 义务教育巩固率 = 99.5 % 2030  level ",
            " 高中阶段毛入学率 > 96 % 2030  level ",
            " 九年义务教育普及率 = 100 % 2030  level ",
            "1 规上工业企业 >= 120 家 2030  level ",
            "1 百亿级产业链 = 2 条 2030  level ",
            "1 工业用地亩均税收 = 20 万元/亩 2030  level ",
            "2 粮食播种面积 = 45 万亩   level ",
            "2 产量 >= 18 万吨   level ",
            "2 高标准农田 = 10 万亩   level ",
            "3 建成区面积 <= 22 平方公里   level ",
            "3 老旧小区 = 85 个   level ",
            "3 惠及居民 = 1.2 万户   level ",
            "4 水土流失面积 = 60 平方公里   level ",
            "4 地表水水质优良比例 = 100 %   level ",
            "4 县城污水集中处理率 = 98 %   level ",
            "5 新增城镇就业 = 1.5 万人   increase ",
            "5 城镇调查失业率 ≈ 5.5 %   level ",
            "5 每万人拥有执业医师 = 32 人   level ",
            "5 养老床位 = 3000 张   level ",
        ],
    ),
}
CASES = [
    (name, query, *rows)
    for name, report in (("yunling", YUNLING), ("dongshan", DONGSHAN), ("xihe", XIHE))
    for query, rows in report.items()
]


@cache
def store_of(name: str) -> Store:
    [source] = read_sources([REPORTS / f"{name}-report.txt"], [name])
    return Store.of(build_graph([build_document(source)]), name)


@pytest.mark.parametrize(
    ("name", "query", "variables", "expected"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_other_words_say_the_same(
    name: str, query: str, variables: str, expected: list[str]
) -> None:
    found = [
        " ".join(value_of(row, variable) for variable in variables.split())
        for row in run(store_of(name), query).rows
        if "scope" not in variables or value_of(row, "scope") != "indicator-table"
    ]
    assert sorted(found) == sorted(expected)


def test_what_counts_things_is_no_goal() -> None:
    rows = run(store_of("yunling"), "numbers").rows
    counted = [value_of(row, "quote") for row in rows if value_of(row, "reading") == "count"]
    assert all(number in counted for number in ("26", "24", "32", "4", "9", "15"))


@pytest.mark.parametrize(("name", "unread"), [("yunling", []), ("dongshan", ["5.5"]), ("xihe", [])])
def test_it_can_be_read_again(name: str, unread: list[str]) -> None:
    """What is not read is marked: a goal that its sentence does not name."""
    rows = run(store_of(name), "numbers").rows
    assert [value_of(r, "quote") for r in rows if value_of(r, "reading") == "unread"] == unread
    assert validate_store(store_of(name)).problems == ()


def test_a_count_of_columns_that_is_no_number_stops_nothing() -> None:
    [source] = read_sources([REPORTS / "dongshan-report.txt"], ["dongshan"])
    text = source.text.replace("设专栏3个，分别为", "设专栏十十个，分别为", 1)
    assert text != source.text
    facts = build_document(dataclasses.replace(source, text=text)).facts
    assert [count for count in facts.counts if count.subject == "task/1"] == []
