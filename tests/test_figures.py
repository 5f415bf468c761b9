"""Figures by their words: sentences that each rule reads, and their likes that it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract_facts
from kg.model import Facts
from kg.parse import parse_document
from kg.profiles.recognise import find_profile
from kg.text import fold

PAGE = """关于《云山市国民经济和社会发展第十五个五年规划纲要》编制情况的报告
发布时间:2026-01-06
一、编制情况
按计划推进。
二、主要内容
(一)“十四五”成就总结。{review}
(二)主要目标。{headline}
(三)重点任务。如下:
1.做强产业。{task}
三、下一步
请予审议。
"""


def read(*, task: str = "", headline: str = "", review: str = "") -> Facts:
    text = PAGE.format(task=task, headline=headline, review=review)
    profile = find_profile(fold(text), "页面")
    parsed = parse_document(text, key="yunshan", name="页面", profile=profile)
    return extract_facts(parsed, source_sha256="0" * 64)


Row = tuple[str, str, str, str, str, str, str]

# Sentence of a task → name, comparator, value, unit, year or period, basis, hedges.
TARGETS: dict[str, tuple[str, list[Row]]] = {
    "at-least": ("绿化率不低于43%。", [("绿化率", ">=", "43", "%", "", "level", "")]),
    "at-least-behind": ("产值达到9亿元以上。", [("产值", ">=", "9", "亿元", "", "level", "")]),
    "at-least-verb": ("产值迈上900亿元台阶。", [("产值", ">=", "900", "亿元", "", "level", "")]),
    "at-least-before-a-verb": (
        "每年至少提供20个实训岗位。",
        [("实训岗位", ">=", "20", "个", "", "per-year", "")],
    ),
    "more": ("产值突破900亿元。", [("产值", ">", "900", "亿元", "", "level", "")]),
    "about": ("产值达到90亿元左右。", [("产值", "≈", "90", "亿元", "", "level", "")]),
    "about-before": ("占比提高到约38%。", [("占比", "≈", "38", "%", "", "level", "")]),
    "at-most": ("失业率控制在5.5%以内。", [("失业率", "<=", "5.5", "%", "", "level", "")]),
    "at-most-negated": ("漏损率不超过7%。", [("漏损率", "<=", "7", "%", "", "level", "")]),
    "hundredths": (
        "覆盖率达到百分之九十五点五以上。",
        [("覆盖率", ">=", "95.5", "%", "", "level", "")],
    ),
    "all-of-it": ("覆盖率达到百分之百。", [("覆盖率", "=", "100", "%", "", "level", "")]),
    "hundredths-that-are-none": ("覆盖率达到百分之百百。", []),
    "less": ("能耗低于3吨。", [("能耗", "<", "3", "吨", "", "level", "")]),
    "equal": ("外贸依存度重回16%。", [("外贸依存度", "=", "16", "%", "", "level", "")]),
    "range": (
        "投资年均增长5%—6%。",
        [
            ("投资", ">=", "5", "%", "2026/2030", "annual-average", ""),
            ("投资", "<=", "6", "%", "2026/2030", "annual-average", ""),
        ],
    ),
    "range-in-words": (
        "每年整治航道60至70公里。",
        [
            ("航道", ">=", "60", "公里", "", "per-year", ""),
            ("航道", "<=", "70", "公里", "", "per-year", ""),
        ],
    ),
    "myriad-alone": ("存款突破万亿元。", [("存款", ">", "1", "万亿元", "", "level", "")]),
    "doubling": ("产值比2024年翻一番。", [("产值", "=", "1", "番", "", "level", "")]),
    "per-year-unit": (
        "利用外资75亿美元/年。",
        [("利用外资", "=", "75", "亿美元", "", "per-year", "")],
    ),
    "year": ("到2030年,产值达到9亿元。", [("产值", "=", "9", "亿元", "2030", "level", "")]),
    "year-holds": (
        "到2030年,产值达到9亿元;税收达到2亿元。",
        [
            ("产值", "=", "9", "亿元", "2030", "level", ""),
            ("税收", "=", "2", "亿元", "2030", "level", ""),
        ],
    ),
    "year-ends-at-the-full-stop": (
        "到2030年,产值达到9亿元。税收达到2亿元。",
        [
            ("产值", "=", "9", "亿元", "2030", "level", ""),
            ("税收", "=", "2", "亿元", "", "level", ""),
        ],
    ),
    "plan-end": ("“十五五”末产值达到9亿元。", [("产值", "=", "9", "亿元", "2030", "level", "")]),
    "plan-period": (
        "“十五五”期间,新增学位2万个。",
        [("新增学位", "=", "2", "万个", "2026/2030", "increase", "")],
    ),
    "relative-year": (
        "到明年底,产值达到9亿元。",
        [("产值", "=", "9", "亿元", "2027", "level", "")],
    ),
    "five-years": (
        "五年累计建成岸线180公里。",
        [("岸线", "=", "180", "公里", "2026/2030", "cumulative", "")],
    ),
    "hedge-over-parallels": (
        "力争产值达到9亿元、税收达到2亿元。",
        [
            ("产值", "=", "9", "亿元", "", "level", "力争"),
            ("税收", "=", "2", "亿元", "", "level", "力争"),
        ],
    ),
    "hedge-of-its-own": (
        "产值达到9亿元、税收力争达到2亿元。",
        [
            ("产值", "=", "9", "亿元", "", "level", ""),
            ("税收", "=", "2", "亿元", "", "level", "力争"),
        ],
    ),
    "no-hedge-in-considering-that": (
        "考虑到人口变化,学位达到9万个。",
        [("学位", "=", "9", "万个", "", "level", "")],
    ),
    "named-together": (
        "产值和税收分别达到9亿元、2亿元。",
        [
            ("产值", "=", "9", "亿元", "", "level", ""),
            ("税收", "=", "2", "亿元", "", "level", ""),
        ],
    ),
    "named-together-without-a-word": (
        "高新企业、中小企业数量突破2万家、10万家。",
        [
            ("高新企业数量", ">", "2", "万家", "", "level", ""),
            ("中小企业数量", ">", "10", "万家", "", "level", ""),
        ],
    ),
    "named-in-the-clause-before": (
        "数字贸易额持续扩大,2030年达到1000亿元。",
        [("数字贸易额", "=", "1000", "亿元", "2030", "level", "")],
    ),
    "spaces": (
        "到 2030 年,人口达到 1300 万人以上。",
        [("人口", ">=", "1300", "万人", "2030", "level", "")],
    ),
    "years-of-life": ("预期寿命83岁。", [("预期寿命", "=", "83", "岁", "", "level", "")]),
    "years-of-school": (
        "受教育年限达到12年。",
        [("受教育年限", "=", "12", "年", "", "level", "")],
    ),
    "letters-in-a-name": ("新建5G基站2万个。", [("5G基站", "=", "2", "万个", "", "increase", "")]),
    "name-behind": (
        "建成10个以上省级实验室。",
        [("省级实验室", ">=", "10", "个", "", "level", "")],
    ),
    "same-subject": (
        "生产总值突破1.5万亿元,年均增长6%左右。",
        [
            ("生产总值", ">", "1.5", "万亿元", "", "level", ""),
            ("生产总值", "≈", "6", "%", "2026/2030", "annual-average", ""),
        ],
    ),
    "said-again": (
        "产值达到9亿元。围绕产值9亿元的目标,加快建设。",
        [("产值", "=", "9", "亿元", "", "level", "")],
    ),
    "age-limit-in-a-name": (
        "力争每年引进35周岁以下青年3万人以上。",
        [("35周岁以下青年", ">=", "3", "万人", "", "per-year", "力争")],
    ),
    "base-before": (
        "占比由2024年的31%提高到35%。",
        [("占比", "=", "35", "%", "", "level", "")],
    ),
    "name-with-brackets": (
        "友好城市(含交流城市)突破100个。",
        [("友好城市(含交流城市)", ">", "100", "个", "", "level", "")],
    ),
    # Look-alikes
    "another-place": ("全省产值达到9亿元。", []),
    "another-speaker": ("白沙市也提出产值突破9亿元。", []),
    "required": ("产值需达到9亿元。", []),
    "condition": ("如产值达到9亿元,税收则接近2亿元。", []),
    "projection": ("据测算,2030年产值将达到9亿元。", []),
    "assumption": ("按年均增长5%计算,产值可以翻番。", []),
    "rank": ("产值前移到全省第3位。", []),
    "name-only": ("推进“296X”集群和G60走廊建设。", []),
    "version": ("建设数字政府2.0版。", []),
    "counted-things": ("提出15个方面任务。", []),
    "one-by-one": ("对12处老街逐一修缮。", []),
    "qualifier": ("放宽人口300万以下的城市落户条件。", []),
    "chinese-count": ("推进三大工程,设置两个专栏。", []),
    "value-before-the-plan": ("2025年产值达到9亿元。", []),
}


@pytest.mark.parametrize("case", TARGETS)
def test_targets_of_a_sentence(case: str) -> None:
    sentence, expected = TARGETS[case]
    targets = read(task=sentence).targets
    found = [
        (
            target.indicator,
            target.comparator.value,
            format(target.value, "f"),
            target.unit or "",
            str(target.year or target.period or ""),
            target.basis.value,
            ",".join(target.hedges),
        )
        for target in targets
    ]
    assert found == expected


def test_a_goal_said_again_is_more_evidence() -> None:
    [target] = read(task=TARGETS["said-again"][0]).targets
    assert len(target.repeated) == 1
    assert len(target.evidence.spans) == 2


# Sentence, the number in question, its reading and rule. One line of each that is not read so
# stands among the others.
READINGS = {
    "date": ("自2025年9月起实施。", "9", "date", "written-time"),
    "length": ("连续19年增长。", "19", "date", "length-of-time"),
    "length-in-chinese": ("近三年保持增长。", "三", "date", "length-of-time"),
    "ordinal": ("召开第三十一次会议。", "三十一", "ordinal", "ordinal-word"),
    "list-number": ("要点如下:1.稳增长;2.调结构。", "2", "ordinal", "list-number"),
    "rank": ("规模居全省第3位。", "3", "rank", "rank"),
    "meeting": ("贯彻党的二十届四中全会精神。", "二十", "ordinal", "meeting-number"),
    "phase": ("推进地铁一期建设。", "一", "name", "fixed-name"),
    "title-in-quotes": ("落实“民营经济33条”。", "33", "name", "between-quotation-marks"),
    "figure-in-quotes": ("产值目标为“增长5%以上”。", "5", "target", "target-in-clause"),
    "adjective-of-place": ("新增国家农业强镇3个。", "3", "target", "target-in-clause"),
    "among-the-first": ("保持全国城市前2,稳中有进。", "2", "rank", "among-the-first"),
    "name": ("推进“296X”集群建设。", "296", "name", "letters-beside"),
    "name-in-quotes": ("推广“141”体系。", "141", "name", "between-quotation-marks"),
    "age": ("向16周岁以上青年倾斜。", "16", "other", "age-limit"),
    "indefinite": ("培育一批企业。", "一", "other", "indefinite-amount"),
    "counted": ("提出15个方面任务。", "15", "count", "counted-thing"),
    "chinese-count": ("推进三大工程。", "三", "count", "chinese-count"),
    "another-place": ("全省产值达到9亿元。", "9", "other-subject", "another-place"),
    "required": ("产值需达到9亿元。", "9", "conditional", "required"),
    "condition": ("如产值达到9亿元,则可领先。", "9", "conditional", "condition"),
    "assumption": ("按年均增长5%计算,可以达到。", "5", "assumption", "assumption-of-a-calculation"),
    "target": ("产值达到9亿元。", "9", "target", "target-in-clause"),
    "baseline": ("产值达到9亿元(2024年7亿元)。", "7", "baseline", "baseline-in-clause"),
    "actual": ("2025年产值达到8亿元。", "8", "actual", "value-before-the-plan"),
    # A footnote's mark is a digit to Python, and none of the year.
    "footnote": ("⑤2020年产值增长2%。", "2", "actual", "value-before-the-plan"),
    "fraction": ("比例为1/3。", "1/3", "target", "target-in-clause"),
    "unread": ("血压为120/80。", "120", "unread", "fraction"),
}


@pytest.mark.parametrize("case", READINGS)
def test_reading_of_a_number(case: str) -> None:
    sentence, number, reading, rule = READINGS[case]
    facts = read(task=sentence)
    place = PAGE.index("{task}") - len("{review}{headline}")
    entries = [
        entry
        for entry in facts.ledger
        if entry.quote == number and entry.evidence.span.start >= place
    ]
    found = [(entry.reading.value, entry.evidence.rule) for entry in entries]
    assert (reading, rule) in found


MILESTONES = {
    "arrival": ("推动平山县调出欠发达县。", "", True),
    "peak": ("确保“十五五”如期实现碳达峰。", "", True),
    "dated": ("到2028年,建成通用机场。", "2028", True),
    "dated-inside": ("全市碳排放2029年达峰。", "2029", True),
    "in-step": ("收入增长与经济增长同步。", "", True),
    "aspiration": ("打造滨水城市。", "", False),
    "process": ("推动技术加快实现产业化。", "", False),
    "with-a-figure": ("到2028年,建成公园9个。", "", False),
    "responsible-body": ("到2028年,由市住房和城乡建设局负责。", "", False),
}


@pytest.mark.parametrize("case", MILESTONES)
def test_goals_in_words(case: str) -> None:
    sentence, year, is_goal = MILESTONES[case]
    found = [str(item.year or "") for item in read(task=sentence).milestones]
    assert found == ([year] if is_goal else [])


BODIES = {
    "task": ("本项任务由市交通运输局牵头。", [("市交通运输局", "task/1")]),
    "two": (
        "由市水利局和市生态环境局共同负责。",
        [("市水利局", "task/1"), ("市生态环境局", "task/1")],
    ),
    "nothing": ("据市民政局摸底,人口稳定。", []),
    "no-body": ("优化市域空间布局,责任到人。", []),
}


@pytest.mark.parametrize("case", BODIES)
def test_bodies_and_what_they_answer_for(case: str) -> None:
    sentence, expected = BODIES[case]
    bodies = read(task=sentence).bodies
    assert [
        (body.label, matter) for body in bodies for matter, _, _ in body.answers_for
    ] == expected


def test_a_body_answers_for_an_indicator() -> None:
    facts = read(task="集中收集率达到85%,该指标由市水务局负责。")
    [body] = [body for body in facts.bodies if body.answers_for]
    assert body.answers_for[0][1] == "集中收集率"


REVIEW = (
    "规划设定的9项指标中,6项预计可以完成;1项无法评估,即幸福指数;"
    "2项进度滞后:1.港口吞吐量,规划目标30万吨,2024年完成27万吨;2.空气优良率,规划目标93%,2025年预计为92%。"
)


def test_review_of_the_previous_plan() -> None:
    facts = read(review=REVIEW)
    counts = {count.status.value: count.value for count in facts.review_counts}
    assert counts == {"met": 6, "unassessable": 1, "lagging": 2}
    labels = [(item.label, item.status.value) for item in facts.review_items]
    assert labels == [
        ("幸福指数", "unassessable"),
        ("港口吞吐量", "lagging"),
        ("空气优良率", "lagging"),
    ]
    goals = {target.indicator: str(target.value) for target in facts.targets}
    assert goals == {"港口吞吐量": "30", "空气优良率": "93"}
    actuals = [(item.indicator, str(item.value), item.period) for item in facts.observations]
    assert actuals == [("港口吞吐量", "27", "2024"), ("空气优良率", "92", "2025")]


def test_no_review_where_none_is_written() -> None:
    facts = read(review="各项事业取得进步,产值达到9亿元。")
    assert not facts.review_items
    assert not facts.review_counts


def test_breakthroughs_are_the_items_behind_their_count() -> None:
    facts = read(headline="提出“3个突破”,包括:产业取得突破、文化、旅游取得突破、民生取得突破。")
    labels = [item.label for item in facts.breakthroughs]
    assert labels == ["产业取得突破", "文化、旅游取得突破", "民生取得突破"]
    assert not read(headline="实现产业突破。").breakthroughs


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("去年5月", "2025-05"),
        ("今年", "2026"),
        ("“十五五”末", "2030"),
        ("“十四五”", "2021/2025"),
        ("去年前三季度", "2025-01/2025-09"),
    ],
)
def test_times_by_relation_are_resolved(words: str, value: str) -> None:
    times = {time.written: time.value for time in read(task=f"自{words}起,稳步推进。").times}
    assert times[words] == value


def test_what_is_only_named_like_a_plan_is_no_time() -> None:
    assert "“九五”" not in {time.written for time in read(task="贯彻“九五”普法规划。").times}


NUMBERS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(99999), places=2).map(
    lambda number: format(number.normalize(), "f")
)
UNITS = st.sampled_from(["%", "亿元", "万亿元", "万人", "公里", "个百分点", "微克/立方米"])
BOUNDS = st.sampled_from(
    [
        ("达到", "", "="),
        ("达到", "以上", ">="),
        ("突破", "", ">"),
        ("低于", "", "<"),
        ("不超过", "", "<="),
    ]
)


@settings(max_examples=60, deadline=None)
@given(number=NUMBERS, unit=UNITS, bound=BOUNDS, year=st.integers(2026, 2030))
def test_what_is_written_is_read(
    number: str, unit: str, bound: tuple[str, str, str], year: int
) -> None:
    before, after, comparator = bound
    facts = read(task=f"到{year}年,甲类水平{before}{number}{unit}{after}。")
    [target] = facts.targets
    assert (format(target.value, "f"), target.unit, target.year) == (number, unit, year)
    assert target.comparator.value == comparator
    assert target.indicator == "甲类水平"
