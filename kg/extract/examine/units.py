"""What a printed unit measures, and how many of its plain unit it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_MYRIADS = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LEADING = re.compile("[百千万亿]*")

# Words that only go with their noun: a number of things, whatever they are called.
_CLASSIFIERS = frozenset(
    "个 家 件 项 条 部 场 所 座 处 套 台 辆 张 床 床位 次 架次 班 列 艘 册 篇 株 只 头"
    " 宗 笔 枚 块 门 例 幢 栋 间 支".split()
)
_PERSONS = frozenset("人 名 位".split())

# Measures that are multiples of another: how many, and of what. A word that begins like a myriad
# word but is a measure of its own (千米) stands here too.
_MULTIPLES = {
    "公里": (1000, "米"),
    "千米": (1000, "米"),
    "平方公里": (10**6, "平方米"),
    "平方千米": (10**6, "平方米"),
    "公顷": (10**4, "平方米"),
    "千克": (1, "公斤"),
    "吨": (1000, "公斤"),
    "千瓦": (1, "千瓦"),
    "千瓦时": (1, "千瓦时"),
    "兆瓦": (1000, "千瓦"),
    "吨标准煤": (1, "吨标煤"),
    "克标准煤": (1, "克标煤"),
    "kW": (1, "千瓦"),
    "MW": (1000, "千瓦"),
    "TEU": (1, "标箱"),
    "百分点": (1, "个百分点"),
}
_PER_PERSONS = re.compile("每(?P<per>[百千万]+人)(?P<counted>.*)")
# Shares and changes of shares.
PER_CENT = "%"
_SMALL = {"‰": (Decimal("0.1"), PER_CENT)}
# What only says how far something moved, from a value that has to be known.
RELATIVE = frozenset({"个百分点", "番", "倍"})


@dataclass(frozen=True, slots=True)
class Measure:
    """What a value is counted in.

    Attributes:
        scale: How many plain units one unit is.
        kind: The plain unit; empty for things that are only counted, or where none is printed.
        per: What it is divided by, as printed; empty where nothing.
    """

    scale: Decimal
    kind: str
    per: str = ""

    def is_like(self, other: Measure) -> bool:
        """Say whether values of both can be compared once they are scaled.

        Of 每千人口床位数 the text says 张 and the table 张/千人: a divisor that only one of them
        prints stands in the name.
        """
        same_divisor = self.per == other.per or not self.per or not other.per
        return self.kind == other.kind and same_divisor


def measure(unit: str | None) -> Measure:
    """Read a unit.

    Args:
        unit: As printed, half-width; ``None`` where none is.

    >>> measure("万亿元").scale == 10000 * measure("亿元").scale
    True
    >>> measure("平方公里").is_like(measure("公顷")), measure("张").is_like(measure("家"))
    (True, True)
    >>> measure("%").is_like(measure("个百分点"))
    False
    """
    counted, _, per = (unit or "").partition("/")
    before = _PER_PERSONS.fullmatch(counted)
    if before:
        counted, per = before["counted"], before["per"]
    if counted in _SMALL:
        scale, kind = _SMALL[counted]
        return Measure(scale, kind, per)
    scale = Decimal(1)
    while counted and counted not in _MULTIPLES and counted[0] in _MYRIADS:
        scale, counted = scale * _MYRIADS[counted[0]], counted[1:]
    if counted in _MULTIPLES:
        factor, counted = _MULTIPLES[counted]
        scale *= factor
    if counted in _CLASSIFIERS:
        counted = ""
    elif counted in _PERSONS:
        counted = "人"
    return Measure(scale, counted, per.replace("千米", "公里"))


def is_bare(unit: str | None) -> bool:
    """Say whether a unit is only a myriad word, such as 万亿 without 元.

    >>> is_bare("万亿"), is_bare("万亿元"), is_bare(None)
    (True, False, False)
    """
    return bool(unit) and bool(_LEADING.fullmatch(unit or ""))
