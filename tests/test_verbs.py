"""Verbs before a name: what is done is no part of it, and a verb of change says the change."""

from __future__ import annotations

import pytest

from tests.cases.answer import answer_all
from tests.cases.frame import frame

# Sentence → indicator, comparator, value, unit, change, of each row.
Row = tuple[str, str, str, str, str]
SENTENCES: dict[str, list[Row]] = {
    "到2030年,有效盘活低效用地3000亩。": [("低效用地", "=", "3000", "亩", "")],
    "铺设供水管网900公里,办理民生实事60件。": [
        ("供水管网", "=", "900", "公里", ""),
        ("民生实事", "=", "60", "件", ""),
    ],
    # With these nouns behind it the verb makes a noun.
    "绿化面积达到12万亩,安置房交付率达到98%。": [
        ("绿化面积", "=", "12", "万亩", ""),
        ("安置房交付率", "=", "98", "%", ""),
    ],
    "调解成功率稳定在97%左右。": [("调解成功率", "≈", "97", "%", "")],
    "新增建设用地规模控制在2950万亩以内。": [("新增建设用地规模", "<=", "2950", "万亩", "")],
    # A verb of change before the name.
    "增加就业12万人,降低能耗不少于15%。": [
        ("就业", "=", "12", "万人", "rise"),
        ("能耗", ">=", "15", "%", "fall"),
    ],
    "提高最低工资标准200元,缩短办理时限3天。": [
        ("最低工资标准", "=", "200", "元", "rise"),
        ("办理时限", "=", "3", "天", "fall"),
    ],
    # With a word of reaching behind the name it is a level.
    "降低失业率至5%以内,提高报销比例达到80%。": [
        ("失业率", "<=", "5", "%", ""),
        ("报销比例", "=", "80", "%", ""),
    ],
    # What is worked on is no rise of it; and a noun is no verb.
    "提升社区服务站120个,改造提升海堤18公里。": [
        ("社区服务站", "=", "120", "个", ""),
        ("海堤", "=", "18", "公里", ""),
    ],
    "增加值达到300亿元,减排量达到20万吨。": [
        ("增加值", "=", "300", "亿元", ""),
        ("减排量", "=", "20", "万吨", ""),
    ],
    "到2030年,万元产值用水量比2025年减半。": [("万元产值用水量", "=", "50", "%", "fall")],
    "师生比达到1:15,开放时间为7:30至21:30。": [("师生比", "=", "15", "", "")],
    "三次产业比例为10:50:40。": [],
}


@pytest.fixture(scope="module")
def answers() -> dict[str, tuple[list[Row], list[str]]]:
    read = answer_all([frame(sentence) for sentence in SENTENCES])
    names = ("indicator", "comparator", "value", "unit", "change")
    return {
        sentence: (
            [tuple(str(row.get(name) or "") for name in names) for row in answer.targets],  # type: ignore[misc]
            [said for _, said in answer.problems],
        )
        for sentence, answer in zip(SENTENCES, read, strict=True)
    }


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_verb_before_a_name(
    sentence: str, answers: dict[str, tuple[list[Row], list[str]]]
) -> None:
    rows, problems = answers[sentence]
    assert rows == SENTENCES[sentence]
    assert problems == []
