"""Each literal of a figure is read again: right ones hold, every altered one is seen.

A line is a clause with the fact that it says; what is changed in it must not be read from it.
"""

from __future__ import annotations

from typing import Any

import pytest

from kg.check.readings.facts import Fact, Quote, plain
from kg.check.readings.figures import unread_figure
from kg.store import Term

_LITERALS = {
    "label": "rdfs:label",
    "value": "plan:value",
    "unit": "plan:unitLabel",
    "comparator": "plan:comparator",
    "basis": "plan:basis",
    "change": "plan:change",
    "since": "plan:since",
    "year": "plan:year",
    "period": "plan:period",
    "hedge": "plan:hedge",
}


def fact(clause: str, *beside: str | tuple[str, str, str], **literals: Any) -> Fact:
    """Return a target that rests on a clause and on quotes beside it.

    Args:
        clause: The main quote; ``|`` parts it from what stands behind it.
        beside: Other quotes: words, or what stands before them, the words, what stands behind.
        literals: What the target says.
    """
    said, _, after = plain(clause).partition("|")
    quotes = [Quote("p", "t", 1000, 1000 + len(said), said, "", after, True)]
    for place, other in enumerate(beside):
        before, words, behind = ("", other, "") if isinstance(other, str) else other
        start = 10 + 60 * place
        quotes.append(
            Quote(
                f"p{place}", "t", start, start + len(words),
                plain(words), plain(before), plain(behind), False,
            )
        )  # fmt: skip
    known = {"comparator": "=", "basis": "level", **literals}
    pairs = tuple((_LITERALS[name], Term(str(value))) for name, value in known.items())
    return Fact("n", frozenset({"plan:Target"}), pairs, tuple(quotes))


def unread(*arguments: Any, **literals: Any) -> list[str]:
    """Return the names of the literals that the quotes do not say."""
    found = unread_figure(fact(*arguments, **literals))
    return [name.partition(":")[2] for name, _ in found]


# Clause (and quotes beside it), what it says, and what it does not say: field and value.
BOUNDS = [
    ("城镇调查失业率不得超过5%", "城镇调查失业率", 5, "%", "<="),
    ("耕地保有量不得低于206万亩", "耕地保有量", 206, "万亩", ">="),
    ("严禁单位产值能耗高于0.3吨标准煤", "单位产值能耗", "0.3", "吨标准煤", "<="),
    ("食品抽检合格率绝不少于98%", "食品抽检合格率", 98, "%", ">="),
    ("污水直排口数量杜绝超过3个", "污水直排口数量", 3, "个", "<="),
    ("林场管护站达到300余家", "林场管护站", 300, "家", ">"),
    ("在校学生达到2万多人", "在校学生", 2, "万人", ">"),
    ("集聚上百家研发机构", "研发机构", 100, "家", ">="),
    ("公交分担率≥40%", "公交分担率", 40, "%", ">="),
    ("水耗﹤12立方米/万元", "水耗", 12, "立方米/万元", "<"),
    ("用水总量控制在31亿立方米左右", "用水总量", 31, "亿立方米", "≈"),
    ("用水总量控制在31亿立方米", "用水总量", 31, "亿立方米", "<="),
    ("床位不下300张", "床位", 300, "张", ">="),
    ("垃圾填埋比例小于或等于3%", "垃圾填埋比例", 3, "%", "<="),
    ("容积率等于或高于1.2", "容积率", "1.2", None, ">="),
    ("普及率不足70%", "普及率", 70, "%", "<"),
    ("建设用地820平方公里为上限", "建设用地", 820, "平方公里", "<="),
    ("至少为企业提供100个场景", "场景", 100, "个", ">="),
    ("取水总量以28亿立方米为红线|,不得突破。", "取水总量", 28, "亿立方米", "<="),
    ("水质达标率严禁降至80%以下", "水质达标率", 80, "%", ">="),
]
COMPARATORS = {">", ">=", "=", "<=", "<", "≈"}


@pytest.mark.parametrize(("clause", "label", "value", "unit", "comparator"), BOUNDS)
def test_bounds(clause: str, label: str, value: Any, unit: str | None, comparator: str) -> None:
    said = {"label": label, "value": value} | ({"unit": unit} if unit else {})
    assert unread(clause, comparator=comparator, **said) == []
    for other in COMPARATORS - {comparator}:
        assert "comparator" in unread(clause, comparator=other, **said), other


RANGES = [
    ("公交分担率稳定在35%至42%之间", 35, 42, "%"),
    ("公交分担率介于35%和42%之间", 35, 42, "%"),
    ("公交分担率保持在35%—42%", 35, 42, "%"),
    ("公交分担率达到35~42%", 35, 42, "%"),
    ("公交分担率达到35%到42%", 35, 42, "%"),
    ("公交分担率保持在百分之三十五到百分之四十二", 35, 42, "%"),
]


@pytest.mark.parametrize(("clause", "low", "high", "unit"), RANGES)
def test_ranges(clause: str, low: int, high: int, unit: str) -> None:
    said = {"label": "公交分担率", "unit": unit}
    assert unread(clause, value=low, comparator=">=", **said) == []
    assert unread(clause, value=high, comparator="<=", **said) == []
    for value, comparators in ((low, COMPARATORS - {">="}), (high, COMPARATORS - {"<="})):
        for comparator in comparators:
            assert unread(clause, value=value, comparator=comparator, **said) == ["comparator"]


VALUES = [
    ("技能人才达到13万2千人", "13.2", "万人", "132"),
    ("工业产值达到三亿四千万元", "3.4", "亿元", "34"),
    ("覆盖率达到百分之七十", "70", "%", "7"),
    ("覆盖率达到七成五", "75", "%", "70"),
    ("应用比例达到一半", "50", "%", "5"),
    ("户籍人口增长率为负1.2‰", "-1.2", "‰", "1.2"),
    ("产量达到2024年的一倍半", "1.5", "倍", "1"),
    ("外贸货运量达到20 000件", "20000", "件", "20"),
    ("用户达到3,600户", "3600", "户", "600"),
    ("机器人密度达到一千六百台", "1600", "台", "1000"),
]


@pytest.mark.parametrize(("clause", "value", "unit", "other"), VALUES)
def test_numbers(clause: str, value: str, unit: str, other: str) -> None:
    label = clause.partition("达到")[0].partition("为负")[0]
    since = {"since": "2024"} if unit == "倍" else {}
    assert unread(clause, label=label, value=value, unit=unit, **since) == []
    assert "value" in unread(clause, label=label, value=other, unit=unit, **since)
    for wrong in ("个百分点", "万" + unit):
        assert "unitLabel" in unread(clause, label=label, value=value, unit=wrong, **since)
    assert "unitLabel" in unread(clause, label=label, value=value, **since)


# Clause, its number, unit, change, the year compared with.
CHANGES = [
    ("能耗比2025年下降14%", 14, "%", "fall", "2025"),
    ("覆盖率较2025年提高8个百分点", 8, "个百分点", "rise", "2025"),
    ("产值在2025年基础上翻一番", 1, "番", "rise", "2025"),
    ("产值与2025年相比增长3倍", 3, "倍", "rise", "2025"),
    ("产值达到2025年的3倍", 3, "倍", None, "2025"),
    ("覆盖率提高到46%", 46, "%", None, None),
    ("浓度降至20微克/立方米", 20, "微克/立方米", None, None),
    ("收入比缩小为1.62", "1.62", None, None, None),
    ("产值保持6%的增长", 6, "%", "rise", None),
    ("外运量减少三成", 30, "%", "fall", None),
    ("产值翻番", 1, "番", "rise", None),
    ("从业人员增加1.2万人", "1.2", "万人", "rise", None),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "value", "unit", "change", "since"), CHANGES)
def test_change_and_since(
    clause: str, value: Any, unit: str | None, change: str | None, since: str | None
) -> None:
    names = ("能耗", "覆盖率", "产值", "浓度", "收入比", "外运量", "从业人员")
    said: dict[str, Any] = {
        "label": next(name for name in names if clause.startswith(name)), "value": value,
    }  # fmt: skip
    said |= {"unit": unit} if unit else {}
    compared = {"since": since} if since else {}
    moved = {"change": change} if change else {}
    assert unread(clause, **said, **moved, **compared) == []
    for wrong in {"rise", "fall", None} - {change}:
        other = {"change": wrong} if wrong else {}
        assert "change" in unread(clause, **said, **other, **compared), wrong
    assert "since" in unread(clause, **said, **moved, since="2020")
    if since is not None:
        assert "since" in unread(clause, **said, **moved)


def test_what_is_compared_with_may_stand_in_a_clause_before() -> None:
    said = {"label": "能耗", "value": 10, "unit": "%", "change": "fall", "since": "2025"}
    assert unread("能耗减少10%", ("与", "2025年", "相比,到"), **said) == []
    assert "since" in unread("能耗减少10%", ("到", "2025年", ",能耗"), **said)
    assert "since" in unread("能耗减少10%", ("与", "2024年", "相比,到"), **said)


# Clause, label, number, unit; names that are not the number's.
NAMES = [
    ("东区、西区公共停车泊位分别达到200个、300个", "东区公共停车泊位", 200, "个",
     ["西区公共停车泊位", "东区", "公共停车"]),
    ("小学、初中和高中学位分别达到8万个、5万个和3万个", "初中学位", 5, "万个",
     ["小学学位", "高中学位"]),
    ("科技馆、青少年宫各达到8座", "科技馆", 8, "座", ["馆", "科技馆、青少年宫各"]),
    ("甲类企业和乙类企业占比均超过60%", "乙类企业占比", 60, "%", ["类企业占比", "占比均"]),
    ("城镇调查失业率不得超过5%", "城镇调查失业率", 5, "%", ["城镇调查失业率不得", "城镇调查"]),
    ("每年培训工匠3万人", "培训工匠", 3, "万人", ["每年培训工匠", "工匠", "培训"]),
    ("粮食产量必须达到90万吨", "粮食产量", 90, "万吨", ["粮食产量必须", "粮食"]),
    ("非化石能源占比达到25%", "非化石能源占比", 25, "%", ["化石能源占比"]),
    ("绿道达到60公里、公园达到20个", "公园", 20, "个", ["绿道"]),
    ("绿道达到60公里、公园达到20个", "绿道", 60, "公里", ["公园", "绿道达到"]),
    ("产值比2025年增长6%", "产值", 6, "%", ["产值比2025年", "产值比2025年增长"]),
    ("建设10条精品线路、20个集聚区", "集聚区", 20, "个", ["精品线路"]),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "label", "value", "unit", "others"), NAMES)
def test_names(clause: str, label: str, value: int, unit: str, others: list[str]) -> None:
    said: dict[str, Any] = {"value": value, "unit": unit}
    if "不得" in clause:
        said["comparator"] = "<="
    if "均超过" in clause:
        said["comparator"] = ">"
    if "每年" in clause:
        said["basis"] = "per-year"
    if "增长" in clause:
        said |= {"change": "rise", "since": "2025"}
    assert unread(clause, label=label, **said) == []
    for other in others:
        assert "label" in unread(clause, label=other, **said), other


# Clause without its first word, 绿道; its basis; what else it says; its unit.
BASES = [
    ("年均增长5%", "annual-average", {"change": "rise"}, "%"),
    ("平均每年增长5%", "annual-average", {"change": "rise"}, "%"),
    ("每年建成5公里", "per-year", {}, "公里"),
    ("建成5公里/年", "per-year", {}, "公里"),
    ("累计建成5公里", "cumulative", {}, "公里"),
    ("累计新增5公里", "cumulative", {}, "公里"),
    ("新增5公里", "increase", {}, "公里"),
    ("净增5公里", "increase", {}, "公里"),
    ("达到5公里", "level", {}, "公里"),
    ("稳定在5公里", "level", {}, "公里"),
]


@pytest.mark.parametrize(("words", "basis", "more", "unit"), BASES)
def test_basis(words: str, basis: str, more: dict[str, str], unit: str) -> None:
    said = {"label": "绿道", "value": 5, "unit": unit, **more}
    assert unread(f"绿道{words}", basis=basis, **said) == []
    for other in {"annual-average", "per-year", "cumulative", "increase", "level"} - {basis}:
        assert "basis" in unread(f"绿道{words}", basis=other, **said), other


# Quotes, year or period that they say, and others that they do not say.
PLAN = "第十五个五年规划"
YEARS = [
    (("到2030年,绿道达到5公里",), {"year": "2030"}, [{"year": "2035"}, {"period": "2026/2030"}]),
    (("到二〇三〇年,绿道达到5公里",), {"year": "2030"}, [{"year": "2035"}]),
    (("绿道达到5公里", PLAN, "未来五年"), {"period": "2026/2030"},
     [{"year": "2030"}, {"period": "2021/2025"}]),
    (("绿道达到5公里", PLAN, "规划期末"), {"year": "2030"}, [{"year": "2029"}]),
    (("“十五五”前三年,绿道达到5公里",), {"period": "2026/2028"}, [{"period": "2026/2030"}]),
    (("2028年前后绿道达到5公里",), {"year": "2028"}, [{"year": "2030"}]),
    (("到2027年公园达到3个、到2030年绿道达到5公里",), {"year": "2030"}, [{"year": "2027"}]),
    (("绿道比2025年增加5公里", "2030年"), {"year": "2030", "change": "rise", "since": "2025"},
     [{"year": "2025", "change": "rise", "since": "2025"}]),
    (("绿道2028年和2030年分别达到3公里和5公里",), {"year": "2030"}, [{"year": "2028"}]),
    (("绿道达到5公里", "届时", "2029年"), {"year": "2029"}, [{"year": "2030"}]),
]  # fmt: skip


@pytest.mark.parametrize(("quotes", "time", "others"), YEARS)
def test_times(quotes: tuple[str, ...], time: dict[str, str], others: list[dict[str, str]]) -> None:
    said = {"label": "绿道", "value": 5, "unit": "公里"}
    assert unread(*quotes, **said, **time) == []
    for other in others:
        assert unread(*quotes, **said, **other), other
