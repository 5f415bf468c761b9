"""Growth, values per head, shares and years: what is calculated, and what is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extract.examine.units import scale_of
from tests.audit.reckoned import asked, changed, examined, outcomes, small_report
from tests.conftest import Report

_GOAL = "“十五五”期间,地区生产总值年均增长{},到2030年达到{}亿元(2025年1000亿元)。"
GROWTH = {
    "enough": ("6%", "1338", ("holds", "6%", "6%")),
    "about": ("6%左右", "1330", ("holds", "6%左右", "5.87%")),
    "at least enough": ("7%以上", "1400", ("holds", "7%以上", "6.96%")),
    "too low": ("5%以上", "1338", ("differs", "5%以上", "6%")),
    "too low by a place": ("5.5%左右", "1314", ("differs", "5.5%左右", "5.61%")),
    "more than the goal": ("8%", "1338", ("differs", "8%", "6%")),
}


@pytest.mark.parametrize(("rate", "goal", "expected"), GROWTH.values(), ids=GROWTH)
def test_growth_is_held_against_base_and_goal(
    rate: str, goal: str, expected: tuple[str, str, str]
) -> None:
    assert outcomes(small_report(_GOAL.format(rate, goal)), "growth") == [expected]


def test_too_low_and_too_high_are_two_rules() -> None:
    low, high = (small_report(_GOAL.format(rate, 1338)) for rate in ("5%", "8%"))
    rules = ("growth-falls-short", "growth-differs")
    assert [f.rule for f in asked(low, *rules).findings] == ["growth-falls-short"]
    assert [f.rule for f in asked(high, *rules).findings] == ["growth-differs"]


def test_without_a_base_growth_is_said_not_to_be_checked() -> None:
    goals = "“十五五”期间,地区生产总值年均增长5%,到2030年达到1338亿元。"
    assert outcomes(small_report(goals), "growth") == [("not-made", "5%", None)]


NEEDED = {
    "above the announced": ("需6%以上", ["differs"]),
    "below the announced": ("需4%以上", ["holds"]),
}


@pytest.mark.parametrize(("needed", "expected"), NEEDED.values(), ids=NEEDED)
def test_growth_that_the_text_itself_asks_for(needed: str, expected: list[str]) -> None:
    goals = f"年均GDP增速设置为5%以上。从总量目标测算,“十五五”年均增长{needed}。"
    assert [outcome for outcome, _, _ in outcomes(small_report(goals), "growth")] == expected


def test_growth_under_a_condition_is_not_held_against_the_goal() -> None:
    goals = "年均GDP增速设置为5%以上。若要提前一年实现,年均增速需达到7%。"
    assert outcomes(small_report(goals), "growth") == [("not-made", "5%以上", None)]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("按年均增长5.6%计算", "按年均增长6.6%计算", "growth-differs"),
        ("1980亿元为基数", "1890亿元为基数", "growth-differs"),
        ("2030年约为2600亿元", "2030年约为2700亿元", "growth-differs"),
        ("需保持在14%左右", "需保持在17%左右", "growth-differs"),
        ("6.3%左右", "7.3%左右", "growth-differs"),
        ("6.3%左右", "5.3%左右", "growth-falls-short"),
    ],
)
def test_a_calculation_that_does_not_come_out_is_found(
    qinghe: Report, old: str, new: str, rule: str
) -> None:
    before = {f.fingerprint for f in asked(qinghe.build, rule).findings}
    after = asked(changed(qinghe.build, old, new), rule).findings
    assert [f.rule for f in after if f.fingerprint not in before] == [rule]


def test_calculations_of_the_invented_report_come_out(qinghe: Report) -> None:
    held = {e.stated: e.reckoned for e in examined(qinghe.build, "growth") if e.outcome == "holds"}
    # By hand: 1980 × 1.056^5, (900 / 412)^(1/6), (66000 / 48600)^(1/5).
    assert held == {"2600亿元": "2600.07亿元", "14%左右": "13.91%", "6.3%左右": "6.31%"}


PER_HEAD = {
    "comes out": ("1200亿元", "12万元", "holds"),
    "does not": ("1200亿元", "13万元", "differs"),
    "is passed": ("1250亿元", "12万元以上", "holds"),
    "is not passed": ("1150亿元", "12万元以上", "differs"),
}


@pytest.mark.parametrize(("total", "head", "outcome"), PER_HEAD.values(), ids=PER_HEAD)
def test_values_per_head(total: str, head: str, outcome: str) -> None:
    build = small_report(
        f"到2030年,地区生产总值达到{total},常住人口达到100万人,人均地区生产总值达到{head}。"
    )
    assert [found for found, _, _ in outcomes(build, "per-head")] == [outcome]
    report = asked(build, "per-head-differs")
    assert len(report.findings) == (outcome == "differs")


def test_a_value_per_head_in_another_currency_takes_the_rate(hangzhou: Report) -> None:
    rule = "per-head-differs"
    assert len(asked(hangzhou.build, rule).checks) == 2
    found = examined(hangzhou.build, "per-head")[0]
    assert "÷ 7.12" in found.working.zh
    planted = changed(hangzhou.build, "(7.12)", "(6.12)")
    assert [f.rule for f in asked(planted, rule).findings] == [rule]


def test_income_per_head_is_not_the_product_per_head() -> None:
    goals = "地区生产总值达到1200亿元,常住人口达到100万人,居民人均可支配收入达到6万元。"
    assert outcomes(small_report(f"到2030年,{goals}"), "per-head") == []


SHARES = {
    "comes out": ("1200亿元", "24%", "holds"),
    "rounded": ("1210亿元", "24%", "holds"),
    "does not": ("1200亿元", "34%", "differs"),
}


@pytest.mark.parametrize(("part", "share", "outcome"), SHARES.values(), ids=SHARES)
def test_shares(part: str, share: str, outcome: str) -> None:
    build = small_report(f"全省生产总值约为5000亿元,我市生产总值达到{part},占全省比重为{share}。")
    assert [found for found, _, _ in outcomes(build, "share")] == [outcome]
    assert len(asked(build, "share-differs").findings) == (outcome == "differs")


def test_a_share_of_something_else_is_not_examined() -> None:
    goals = "全省生产总值约为5000亿元,我市固定资产投资达到1000亿元,占全省比重为25%。"
    assert outcomes(small_report(goals), "share") == []


YEARS = {
    "adds up": ("每年新增城镇就业10万人,五年累计新增城镇就业50万人。", "holds"),
    "does not": ("每年新增城镇就业10万人,五年累计新增城镇就业60万人。", "differs"),
    "a bound a year": ("每年新增城镇就业10万人以上,五年累计新增城镇就业60万人。", "holds"),
    "below a bound": ("每年新增城镇就业10万人以上,五年累计新增城镇就业40万人。", "differs"),
    "carried on": (
        "2025年,常住人口增长8万人,以此为基数测算,“十五五”预计增长40万人。",
        "holds",
    ),
    "carried on otherwise": (
        "2025年,常住人口增长8万人,以此为基数测算,“十五五”预计增长50万人。",
        "differs",
    ),
}


@pytest.mark.parametrize(("sentence", "outcome"), YEARS.values(), ids=YEARS)
def test_years_and_their_total(sentence: str, outcome: str) -> None:
    build = small_report(sentence)
    assert [found for found, _, _ in outcomes(build, "cumulative")] == [outcome]
    assert len(asked(build, "cumulative-against-yearly").findings) == (outcome == "differs")


def test_scales() -> None:
    assert scale_of("万标箱") == (Decimal(10_000), "标箱")
    assert scale_of("个百分点") == (Decimal(1), "个百分点")
    assert scale_of(None) == (Decimal(1), "")
