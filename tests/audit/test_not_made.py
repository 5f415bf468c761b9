"""Checks that could not be made are listed, with the reason; others are not."""

from __future__ import annotations

import pytest

from tests.audit.small import TEXT, audit, planted

# What is changed, what it becomes, what is listed: the text's side, the other side, the reason.
PLANTED = {
    "unlike-units": (
        "研发投入强度达到3.2%",
        "研发投入强度提高3.2个百分点",
        None,
    ),
    "rate-without-totals": (
        "“十五五”期间,累计新增绿道300公里",
        "“十五五”期间,湿地游客年均增长9%",
        ("9%", "", "no base and no total at the end to reckon with"),
    ),
    "rate-with-totals": (
        "累计新增绿道300公里",
        "数字产业营业收入年均增长10%",
        None,
    ),
    "another-basis": (
        "累计新增绿道300公里",
        "数字产业营业收入每年新增160亿元",
        ("160亿元", "800亿元", "over different times, so not compared"),
    ),
}


def listed(text: str) -> list[tuple[str, str, str]]:
    return [(check.actual, check.expected, check.note.en) for check in audit(text).not_made]


@pytest.mark.parametrize("case", PLANTED)
def test_what_was_not_compared_is_said(case: str) -> None:
    old, new, expected = PLANTED[case]
    found = [
        (actual, other, note.rpartition("; ")[2].rpartition(": ")[2])
        for actual, other, note in listed(planted(old, new))
    ]
    assert found == ([] if expected is None else [expected])


def test_nothing_is_listed_where_all_was_compared() -> None:
    assert listed(TEXT) == []
