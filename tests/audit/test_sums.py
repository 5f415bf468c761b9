"""Wholes and parts: the review, the categories, 共, 其中, and the numbers by level."""

from __future__ import annotations

import pytest

from tests.audit.reckoned import asked, changed, examined, outcomes, small_report
from tests.conftest import Report

CASES = {
    "共 behind its parts": ("设置国家指标5项、省指标3项,共8项。", ("holds", "8项", "8项")),
    "共 that is too high": ("设置国家指标5项、省指标3项,共9项。", ("differs", "9项", "8项")),
    "in running": ("承接国家(20个)、省(增加8个省指标,共28个)。", ("holds", "28个", "28个")),
    "其中": ("实施项目120个,其中产业项目70个、民生项目50个。", ("holds", "120个", "120个")),
    "其中 above the whole": (
        "实施项目120个,其中产业项目80个、民生项目50个。",
        ("differs", "120个", "130个"),
    ),
    "其中 a little below": (
        "实施项目120个,其中产业项目60个、民生项目50个。",
        ("open", "120个", "110个"),
    ),
    "of another scale": (
        "总投资1.5万亿元,其中产业投资9000亿元、民生投资6000亿元。",
        ("holds", "1.5万亿元", "1.5万亿元"),
    ),
    "about": ("增长40万人,其中本地约13.4万人、外来27万人。", ("differs", "40万人", "40.4万人")),
    "about, rounded": ("增长40万人,其中本地约13万人、外来27万人。", ("holds", "40万人", "40万人")),
    "前, 中间, 最后": (
        "纲要共八章:前两章回顾,中间五章部署,最后一章保障。",
        ("holds", "8章", "8章"),
    ),
    "not as many": ("纲要共九章:前两章回顾,中间五章部署,最后一章保障。", ("differs", "9章", "8章")),
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_parts_are_added_up(sentence: str, expected: tuple[str, str, str]) -> None:
    build = small_report(sentence)
    assert outcomes(build, "sum") == [expected]
    rules = [f.rule for f in asked(build, "parts-do-not-add-up", "parts-named-in-part").findings]
    assert (
        rules
        == {
            "holds": [],
            "differs": ["parts-do-not-add-up"],
            "open": ["parts-named-in-part"],
        }[expected[0]]
    )


NO_SUM = {
    "part of the parts": "实施项目120个,其中产业项目20个、民生项目10个。",
    "one part": "实施项目120个,其中产业项目70个。",
    "parts that overlap": "总投资5000亿元,其中2026年1000亿元,产业投资3000亿元,民间投资2000亿元。",
    "other things": "国家级平台10家、省级平台20家,共有各类创新平台40家。",
    "共 of another word": "新建学校20所、医院3所,共建共享站点9所。",
    "a bound": "实施项目120个以上,其中产业项目80个、民生项目50个。",
}


@pytest.mark.parametrize("sentence", NO_SUM.values(), ids=NO_SUM)
def test_what_makes_no_whole_is_not_examined(sentence: str) -> None:
    assert outcomes(small_report(sentence), "sum") == []


_REVIEW = "“十四五”规划设定的{}项指标中,14项预计可以如期完成;2项因口径变化无法评估;2项进度滞后。"


def test_the_states_of_the_review_are_added_up() -> None:
    good, bad = (small_report(review=_REVIEW.format(number)) for number in (18, 19))
    assert [c.rule for c in asked(good, "review-sum").checks] == ["review-sum"]
    [finding] = asked(bad, "review-sum").findings
    assert (finding.actual, finding.expected) == ("19", "18")
    # Without one of the states the sum may only be too high.
    short = small_report(review="规划设定的20项指标中,14项预计可以如期完成;2项进度滞后。")
    assert outcomes(short, "sum") == [("open", "20", "16")]


def test_indicators_that_are_met_early_are_not_added_again() -> None:
    review = "规划设定的16项指标中,14项预计可以如期完成,其中8项已提前完成;2项进度滞后。"
    assert outcomes(small_report(review=review), "sum") == [("holds", "16", "16")]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("经济活力（4项）", "经济活力（5项）", "category-sum"),
        ("三大类11项", "三大类12项", "category-sum"),
        ("6个专栏", "7个专栏", "column-sum"),
        ("约束性指标3项", "约束性指标4项", "level-count"),
        ("\n约束性\n96.4", "\n预期性\n96.4", "level-count"),
    ],
)
def test_a_number_that_does_not_fit_the_rows_is_found(
    qinghe: Report, old: str, new: str, rule: str
) -> None:
    assert asked(qinghe.build, rule).findings == ()
    assert len(asked(qinghe.build, rule).checks) == 1
    assert [f.rule for f in asked(changed(qinghe.build, old, new), rule).findings] == [rule]


def test_levels_are_counted_by_number_and_otherwise_with_the_reading(hangzhou: Report) -> None:
    found = {e.stated: e for e in examined(hangzhou.build, "level-count")}
    # Twenty of the state by the text; nineteen by their numbers: one has two rows, and the remark
    # of another names the level in a sentence.
    assert found["20"].outcome.value == "explained"
    assert found["20"].reckoned == "19"
    assert "20行" in found["20"].working.zh
    assert "20 by their rows" in found["20"].working.en
    assert {found[n].outcome.value for n in ("8", "2")} == {"holds"}
    [finding] = asked(hangzhou.build, "level-count-by-another-reading").findings
    assert finding.actual == "20"


def test_a_level_that_no_reading_gives_is_found(hangzhou: Report) -> None:
    planted = changed(hangzhou.build, "在全面承接国家(20个)", "在全面承接国家(23个)")
    report = asked(planted, "level-count", "parts-do-not-add-up")
    assert {f.rule for f in report.findings} == {"level-count", "parts-do-not-add-up"}
