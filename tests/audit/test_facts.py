"""The rules on facts: each finds what is planted in a small report, and not its neighbour."""

from __future__ import annotations

import pytest

from kg.model import Severity
from tests.audit.small import TEXT, audit, findings, planted
from tests.conftest import Report

# Rule, the words that are changed, what they become, words that a finding's places hold; none
# where the rule must find nothing.
PLANTED = {
    "value-in-text": ("value-contradicts", "强度达到3.2%", "强度达到3.4%", "强度达到3.4%"),
    "value-in-table": ("value-contradicts", "500\n800\n", "500\n900\n", "900"),
    "value-too-large-for-table": ("value-contradicts", "66%以上", "68%以上", "68%以上"),
    "value-the-same-in-another-unit": ("value-contradicts", "500\n800\n", "500\n800.0\n", None),
    "value-for-another-year": (
        "value-contradicts",
        "到2030年,森林覆盖率达到66%",
        "到2028年,森林覆盖率达到65%",
        None,
    ),
    "bound-in-text": ("bound-differs", "强度达到3.2%", "强度超过3.2%", "强度超过3.2%"),
    "bound-with-hedge": ("bound-differs", "强度达到3.2%", "强度力争达到3.2%", "3.2"),
    "bound-with-rounding": ("bound-differs", "强度达到3.2%", "强度达到3.20%", None),
    "bound-near": ("bound-differs", "64\n66以上", "64\n66.5", "66.5"),
    "bound-far": ("bound-far-off", "64\n66以上", "64\n80", "80"),
    "bound-not-far": ("bound-far-off", "64\n66以上", "64\n66.5", None),
    "base": ("base-contradicts", "2025年2.5%", "2025年2.3%", "2.5"),
    "base-of-another-year": ("base-contradicts", "2025年2.5%", "2024年2.3%", None),
    "base-year-in-text": ("base-of-other-year", "2025年2.5%", "2024年2.3%", "2024年2.3%"),
    "base-year-in-cell": ("base-of-other-year", "\n30\n27", "\n30(2024年)\n27", "30(2024年)"),
    "base-year-of-column": ("base-of-other-year", "\n30\n27", "\n30(2025年)\n27", None),
    "base-lost": ("base-missing", "\n30\n27", "\n—\n27", "27"),
    "base-of-relative-goal": (
        "base-missing",
        "累计新增绿道300公里",
        "湿地保护率提高3个百分点",
        "湿地保护率提高3个百分点",
    ),
    "base-of-distance": (
        "base-missing",
        "累计新增绿道300公里",
        "湿地保护率高于全省平均3个百分点",
        None,
    ),
    "value-not-there": ("value-provisional", "\n30\n27", "\n未出\n27", "未出"),
    "value-hoped-for": ("value-provisional", "\n30\n27", "\n力争30\n27", "力争30"),
    "value-about": ("value-provisional", "\n30\n27", "\n30左右\n27", None),
    "year-in-text": (
        "year-differs",
        "到2030年,森林覆盖率",
        "到2028年,森林覆盖率",
        "2028年",
    ),
    "year-as-period": ("year-differs", "到2030年,森林覆盖率", "到“十五五”末,森林覆盖率", None),
    "year-unsaid": ("year-missing", "“十五五”期间,累计新增", "新增", "新增绿道300公里"),
    "year-in-table-only": ("year-missing", "到2030年,森林覆盖率", "森林覆盖率", None),
    "unit-of-other-size": (
        "unit-differs",
        "到2030年,数字产业营业收入达到800亿元,城",
        "到2030年,数字产业营业收入达到800万元,城",
        "800万元",
    ),
    "unit-of-other-kind": (
        "unit-differs",
        "到2030年,数字产业营业收入达到800亿元,城",
        "到2030年,数字产业营业收入达到800家,城",
        "800家",
    ),
    "unit-scaled": (
        "unit-differs",
        "到2030年,数字产业营业收入达到800亿元,城",
        "到2030年,数字产业营业收入达到0.08万亿元,城",
        None,
    ),
    "unit-lost": ("unit-missing", "新增绿道300公里", "绿道达到300", "绿道达到300"),
    "unit-lost-and-no-goal": ("unit-missing", "新增绿道300公里", "新增绿道300", None),
    "unit-only-myriad": ("unit-missing", "新增绿道300公里", "外贸进出口总额突破万亿", "突破万亿"),
    "unit-of-persons": ("unit-missing", "新增绿道300公里", "新增就业人数30万", None),
    "unit-of-ratio": ("unit-missing", "收入倍差缩小到1.60", "收入倍差缩小到1.6", None),
    "name": ("name-differs", "研发投入强度达到3.2%", "研发投入强度(含基础研究)达到3.2%", "强度"),
    "name-short": ("name-differs", "收入倍差缩小", "居民收入倍差缩小", "居民收入倍差"),
    "name-quoted": ("name-differs", "收入倍差缩小", "“收入倍差”缩小", None),
    "direction-verb": ("goal-against-direction", "倍差缩小到", "倍差扩大到", "扩大到1.60"),
    "direction-value": ("goal-against-direction", "缩小到1.60", "缩小到1.80", "缩小到1.80"),
    "direction-kept": ("goal-against-direction", "缩小到1.60", "缩小到1.50", None),
    "share-above-whole": (
        "goal-against-direction",
        "覆盖率达到66%以上",
        "覆盖率达到106%以上",
        "106%",
    ),
    "growth-above-hundred": (
        "goal-against-direction",
        "累计新增绿道300公里",
        "绿道里程增长率达到106%",
        None,
    ),
    "worse-in-table": ("goal-worse-than-base", "\n30\n27", "\n30\n37", "37"),
    "better-in-table": ("goal-worse-than-base", "\n30\n27", "\n30\n29", None),
    "worse-but-capped": ("goal-worse-than-base", "\n30\n27", "\n30\n不超过31", None),
    "binding-in-words": (
        "binding-without-number",
        "\n30\n27",
        "\n30\n完成省下达目标",
        "完成省下达",
    ),
    "binding-with-number": ("binding-without-number", "\n30\n27", "\n30\n27以下", None),
    "goal-in-words": ("goal-in-words", "1.68\n1.60", "1.68\n稳步下降", "稳步下降"),
    "goal-in-words-binding": ("goal-in-words", "\n30\n27", "\n30\n完成省下达目标", None),
    "goal-kept": ("goal-equals-base", "\n30\n27", "\n30\n30", "30"),
    "goal-bounded": ("goal-equals-base", "\n30\n27", "\n30\n30以下", None),
    "goal-lost": ("goal-missing", "1.68\n1.60\n", "", "城乡收入倍差"),
    "nature-lost": ("nature-missing", "1.60\n预期性\n", "1.60\n", "城乡收入倍差"),
    "level-remark": (
        "level-unknown",
        "66以上\n约束性\n国家指标",
        "66以上\n约束性\n同上一规划",
        "森林",
    ),
    "level-own": ("level-unknown", "66以上\n约束性\n国家指标", "66以上\n约束性\n云溪指标", None),
    "text-goal": ("headline-not-in-table", "新增绿道300公里", "创业投资400亿元", "创业投资"),
    "table-goal": (
        "table-not-in-text",
        "到2030年,森林覆盖率达到66%以上。",
        "",
        "森林覆盖率(%)",
    ),
}


@pytest.mark.parametrize("case", PLANTED, ids=list(PLANTED))
def test_a_planted_fault_is_found_and_its_neighbour_is_not(case: str) -> None:
    rule, old, new, words = PLANTED[case]
    before = {finding.fingerprint for finding in audit(TEXT).findings}
    fresh = [f for f in findings(planted(old, new), rule) if f.fingerprint not in before]
    if words is None:
        assert fresh == []
    else:
        [finding] = fresh
        assert any(words in excerpt.quote for excerpt in finding.excerpts)


def test_the_small_report_is_at_one_with_itself() -> None:
    graver = [f for f in audit(TEXT).findings if f.severity is not Severity.INFO]
    assert graver == []


def test_a_row_of_no_category_is_found() -> None:
    text = planted("经济发展(3项)\n1\n", "1\n").replace("5\n细", "绿色低碳(1项)\n5\n细")
    text = text.replace("绿色低碳(2项)\n4", "4")
    assert {f.subject for f in findings(text, "category-missing")} == {
        "indicator/1",
        "indicator/2",
        "indicator/3",
        "indicator/4",
    }


def test_a_table_without_a_column_misses_nothing_in_it() -> None:
    text = TEXT.replace("属性\n备注\n", "属性\n")
    for level in ("省指标\n", "国家指标\n", "市指标\n"):
        text = text.replace(level, "")
    assert findings(text, "level-unknown") == []


def test_a_lagging_indicator_is_followed_up_or_found(report: Report) -> None:
    text = report.text
    found = [f.actual for f in findings(text, "lagging-not-continued")]
    # Of four in the real report two are in the table; both of the invented one are.
    expected = {
        "hangzhou": ["城市空气质量优良天数比率", "实际利用外资"],
        "qinghe": [],
    }
    assert found == expected[report.name]


def test_rows_that_agree_are_checks(hangzhou: Report) -> None:
    """By hand: what the body says again of a row of the table, and of one another."""
    held = [c for c in audit(hangzhou.text).checks if c.rule == "value-contradicts"]
    assert {(check.subject, check.actual) for check in held} == {
        ("headline/target/7ca36280", "力争50%"),
        ("indicator/7", "5000亿元"),
        ("indicator/8", "4.5%"),
        ("indicator/10", "32%"),
        ("indicator/12", "125万人"),
        ("indicator/15", "1.58左右"),
        ("indicator/21", "5000亿元"),
        ("indicator/25", "25%"),
    }


def test_places_are_clauses_and_cells(report: Report) -> None:
    """A row of a table, cells and all, is too long a quote."""
    for finding in audit(report.text).findings:
        if finding.family == "facts":
            assert all("\n" not in excerpt.quote for excerpt in finding.excerpts), finding.rule
