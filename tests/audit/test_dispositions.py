"""What an answer says of its suggestion itself, and what comes of it in the audit."""

from __future__ import annotations

import pytest

from kg.audit import audit_store
from kg.model import AuditReport
from kg.pipeline import build_graph
from kg.query import run
from kg.store import Store, value_of
from tests.audit.reckoned import changed
from tests.conftest import Report

# The answer to the seventh suggestion of the invented report, 依靠科技手段，提高治水精准度.
ANSWER = "第五篇专门设置“滨河实验室群建设工程”专栏，支持水质快速检测、数字孪生河网等技术研发。"
SEVENTH = 7

# An answer in its place → its disposition; "" where it only tells what the outline holds.
ANSWERS = {
    "有关内容未予采纳。": "refused",
    "经研究，暂不纳入《规划纲要》。": "refused",
    "本次不作吸收。": "refused",
    "暂不设置“滨河实验室群建设工程”专栏。": "refused",
    "相关工程不再单列。": "refused",
    "原则采纳。": "part",
    "部分采纳，其余意见未予吸收。": "part",
    "未完全采纳。": "part",
    "已采纳，有关提法暂不列入主要指标。": "part",
    "第五篇设置水源地保护章节；治水科技的内容未予采纳。": "part",
    "尚需深入研究。": "deferred",
    "待条件成熟后再行研究。": "deferred",
    "下一步工作中研究吸收。": "deferred",
    "拟在水利专项规划中体现。": "elsewhere",
    "该建议宜由省级统筹考虑。": "elsewhere",
    "已采纳。第五篇设置治水科技章节。": "adopted",
    "已采纳，未单独设章。": "adopted",
    # Words that only look like a refusal.
    "第五篇提出新增可再生能源不纳入消费总量考核，建设水利研究院。": "",
    "第五篇专门设置治水科技章节，提出加强基础研究、不断完善设施。": "",
}


def answered(qinghe: Report, answer: str) -> Store:
    return Store.of(build_graph([changed(qinghe.build, ANSWER, answer)]))


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_taken_at_its_word(answer: str, qinghe: Report) -> None:
    store = answered(qinghe, answer)
    rows = run(store, "dispositions").rows
    found = {int(value_of(row, "suggestion")): value_of(row, "disposition") for row in rows}
    assert len(found) == len(rows) == 9
    assert found[SEVENTH] == ANSWERS[answer]
    assert {found[number] for number in found if number != SEVENTH} == {""}


# The answer to the eighth suggestion, 扩大养老托育服务供给，减轻家庭照料负担.
WHOLE = "第六篇专门设置社区照护和医养衔接工程专栏"
EIGHTH = 8


def audited(qinghe: Report, number: int, old: str, new: str) -> tuple[AuditReport, str, set[str]]:
    """Audit the invented report with another answer: the audit, support, rules that tell of it."""
    report = audit_store(Store.of(build_graph([changed(qinghe.build, old, new)])))
    [item] = [item for item in report.items if item.number == number]
    subject = f"suggestion/{number}"
    rules = {f.rule for f in report.findings if f.subject == subject and f.severity != "info"}
    held = {check.rule for check in report.checks if check.subject == subject}
    return report, item.support.value, rules | {f"holds {rule}" for rule in held}


def test_a_whole_answer_is_traced(qinghe: Report) -> None:
    _, support, rules = audited(qinghe, EIGHTH, WHOLE, WHOLE)
    assert support == "traced"
    assert rules == {"holds demand-unanswered"}


@pytest.mark.parametrize("answer", ["暂不设置“滨河实验室群建设工程”专栏。", "未予采纳。"])
def test_what_is_refused_cites_and_answers_nothing(answer: str, qinghe: Report) -> None:
    report, support, rules = audited(qinghe, SEVENTH, ANSWER, answer)
    assert support == "partial"
    assert rules == {"adoption-refused"}
    [item] = [item for item in report.items if item.number == SEVENTH]
    assert item.parts == ()


@pytest.mark.parametrize(
    "answer",
    ["《规划纲要》相关篇章均有体现。", "已认真研究。", "依靠科技手段，进一步提高治水精准度。"],
)
def test_a_hollow_answer_is_told_once(answer: str, qinghe: Report) -> None:
    _, support, rules = audited(qinghe, SEVENTH, ANSWER, answer)
    assert support == "partial"
    assert "answer-hollow" in rules
    assert not rules & {"demand-unanswered", "holds demand-unanswered"}


def test_an_answer_against_what_was_asked_contradicts_it(qinghe: Report) -> None:
    opposite = f"提出适当控制养老托育服务供给。{WHOLE}"
    _, support, rules = audited(qinghe, EIGHTH, WHOLE, opposite)
    assert support == "contradicted"
    assert "answer-opposite" in rules


def test_less_of_what_is_not_wanted_is_no_opposite(qinghe: Report) -> None:
    wanted = f"提出降低养老托育服务成本。{WHOLE}"
    _, support, rules = audited(qinghe, EIGHTH, WHOLE, wanted)
    assert support == "traced"
    assert "answer-opposite" not in rules
