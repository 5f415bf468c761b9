"""The numbers of a text: Arabic ones, Chinese ones before a measure word, hundredths in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.numerals import ARABIC, CHINESE
from kg.text import Span

# What Chinese texts count with. 方面, 大 and 类 count the matters of a text.
_MEASURES = (
    "个 项 大 类 条 次 篇 章 节 年 届 位 家 件 级 方面 院 期 批 口 板块 季度 月 日 天 周 所 名 人 "
    "座 处 块 张 轮 种 门 本 支 场 台 套 辆 艘 栋 户 亩 吨 公里 米 元 番 倍 成 岁 代 线城市 小时 "
    "分钟 课题 专栏 建议 指标 任务"
).split()
_CHINESE = re.compile(
    rf"(?<![零〇一二两三四五六七八九十百千万亿数几上下每]){CHINESE}(?={'|'.join(_MEASURES)})"
)
# Words that begin like a count and are none.
_FIXED = re.compile(
    r"一方面|一成不变|一年一度|千家|百家|百年|千年|一部分|一条龙|一大批?|一级|十分|百日|千人"
)
# Hundredths in words are a value with its unit: 百分之五点五.
PER_CENT = re.compile(rf"百分之{CHINESE}(?:点[零〇一二三四五六七八九]{{1,4}})?")
_ARABIC = re.compile(ARABIC)
_NAME = re.compile(r"“[^“”。!?;,\n]*”|‘[^‘’。!?;,\n]*’")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number that a text prints.

    Attributes:
        span: The digits or the Chinese numeral, without unit and measure word.
    """

    span: Span
    is_arabic: bool


def find_numbers(folded: str) -> tuple[NumberMention, ...]:
    """Find all numbers of a text, in its order.

    Chinese numerals in names between quotation marks and in unit words are not owed.
    """
    found = [NumberMention(Span(*match.span()), True) for match in _ARABIC.finditer(folded)]
    quoted = _quoted(folded)
    found += [NumberMention(Span(*match.span()), False) for match in PER_CENT.finditer(folded)]
    found += [
        NumberMention(Span(*match.span()), False)
        for match in _CHINESE.finditer(folded)
        if not quoted[match.start()] and not _FIXED.match(folded, match.start())
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _quoted(folded: str) -> list[bool]:
    """Say of each character whether it stands in a name between quotation marks.

    What holds a clause's mark is speech, and no name.
    """
    result = [False] * len(folded)
    for match in _NAME.finditer(folded):
        result[match.start() : match.end()] = [True] * (match.end() - match.start())
    return result
