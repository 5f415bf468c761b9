"""Words that the pages use for the keys of the model, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import Words
from kg.export.audit import words as audit_words

SCOPES = {
    "headline": Words("总体目标", "overall goals"),
    "task": Words("重点任务", "key tasks"),
    "indicator-table": Words("指标表", "indicator table"),
    "adoption": Words("采纳情况", "adoption texts"),
    "review": Words("上期规划回顾", "review of the last plan"),
    "section": Words("章节", "sections"),
    "special-column": Words("专栏", "special columns"),
}
READINGS = {
    "target": Words("目标值", "target"),
    "baseline": Words("基期值", "baseline"),
    "actual": Words("实际值", "actual"),
    "assumption": Words("测算假设", "assumption"),
    "conditional": Words("附条件的数", "conditional"),
    "count": Words("计数", "count"),
    "ordinal": Words("序数", "ordinal"),
    "date": Words("日期与时长", "date or length of time"),
    "rank": Words("名次", "rank"),
    "name": Words("名称的一部分", "part of a name"),
    "other-subject": Words("其他地区的数", "of another place"),
    "other": Words("其他（规则说明原因）", "other, with a reason"),
    "unread": Words("未能读出", "unread"),
}
BASES = {
    "explicit": Words("原文写明", "explicit in the text"),
    "inferred": Words("推断", "inferred"),
    "theme-statement": Words("主题总述", "statement of the theme"),
    "citation": Words("采纳情况所引", "by citation"),
    "named": Words("原文点名", "named in the text"),
}
DOCUMENT_KINDS = {
    "报告": Words("报告", "report"),
    "纲要": Words("纲要", "outline"),
    "专项规划": Words("专项规划", "special plan"),
}
BASES_OF_VALUES = {
    "level": Words("水平", "level"),
    "increase": Words("新增", "increase"),
    "cumulative": Words("累计", "cumulative"),
    "per-year": Words("每年", "per year"),
    "annual-average": Words("年均", "annual average"),
    "decision": Words("人工裁定", "decision"),
}
CHANGES = {
    "rise": Words("上升", "rise"),
    "fall": Words("下降", "fall"),
}
STATES = {
    "met": Words("完成", "met"),
    "lagging": Words("滞后", "lagging"),
    "unassessable": Words("无法评价", "unassessable"),
    "measured": Words("实测", "measured"),
    "estimate": Words("预计", "estimate"),
    "draft": Words("草案", "draft"),
    "submitted": Words("已提交审议", "submitted"),
    "approved": Words("已批准", "approved"),
}
YES_NO = {"true": Words("是", "yes"), "false": Words("否", "no")}
DIRECTIONS = {"in": Words("指向它", "in"), "out": Words("它指向", "out")}
COLUMNS = {
    "base": Words("基期", "base"),
    "goal": Words("目标", "goal"),
    "annual": Words("年均或累计", "yearly or total"),
}

# What the values of a query's column are called, where they are of a closed list.
CODES: Mapping[str, Mapping[Any, Words]] = {
    "basis": BASES | BASES_OF_VALUES,
    "change": CHANGES,
    "scope": SCOPES,
    "reading": READINGS,
    "status": STATES,
    "depth": audit_words.DEPTHS,
    "support": audit_words.SUPPORTS,
    "verdict": audit_words.VERDICTS,
    "direction": DIRECTIONS,
    "ambiguous": YES_NO,
    "claimed": YES_NO,
    "applied": YES_NO,
    "field": COLUMNS,
    "old": COLUMNS,
    "new": COLUMNS,
    "kind": audit_words.UNREACHED | {"place": Words("列位", "place")},
}
# The tables by the names under which the templates ask for them.
TABLES: Mapping[str, Mapping[Any, Words]] = {
    "BASES": BASES,
    "READINGS": READINGS,
    "COVERED": audit_words.COVERED,
    "DEPTHS": audit_words.DEPTHS,
    "FAMILIES": audit_words.FAMILIES,
    "PARAMETERS": audit_words.PARAMETERS,
    "SEVERITIES": audit_words.SEVERITIES,
    "STATUSES": audit_words.STATUSES,
    "SUPPORTS": audit_words.SUPPORTS,
    "UNREACHED": audit_words.UNREACHED,
    "VERDICTS": audit_words.VERDICTS,
}


def say(words: Mapping[Any, Words], key: str) -> Words:
    """Return the words for a key; the key itself where there are none.

    >>> say(SCOPES, "task").zh
    '重点任务'
    """
    return words.get(key, Words(key, key))
