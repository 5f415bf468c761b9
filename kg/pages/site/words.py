"""Words that the pages use for the keys of the model, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import Words

SUPPORTS = {
    "traced": Words("可追溯", "traced"),
    "partial": Words("部分", "partial"),
    "named-only": Words("仅提名", "named only"),
    "contradicted": Words("自相矛盾", "contradicted"),
}
DEPTHS = {
    "none": Words("无", "none"),
    "part": Words("篇", "part"),
    "section": Words("章节", "section"),
    "column": Words("专栏", "special column"),
    "task": Words("任务", "task"),
    "target": Words("目标值", "target"),
}
VERDICTS = {
    "passed": Words("与纲要相符", "borne out by the outline"),
    "failed": Words("与纲要不符", "refuted by the outline"),
    "cantTell": Words("无法判定（纲要文本不在手头）", "cannot tell (no outline at hand)"),
    "inapplicable": Words("不适用", "does not apply"),
}
SEVERITIES = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "info": Words("提示", "remark"),
}
STATUSES = {
    "open": Words("待处理", "open"),
    "justified": Words("已说明", "justified"),
}
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


def say(words: Mapping[str, Words], key: str) -> Words:
    """Return the words for a key; the key itself where there are none.

    >>> say(DEPTHS, "part").zh
    '篇'
    """
    return words.get(key, Words(key, key))
