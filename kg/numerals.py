"""Numbers as Chinese public texts print them, and the quantities made of them.

A closed grammar: what it does not know it refuses. Values are exact (`Decimal`), never floats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.errors import NumeralError

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2}
# Whole hundredths that are no counts: 百分之百, 百分之零点五.
_WHOLE = {"百": 100, "零": 0, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

CHINESE = "[零〇一二两三四五六七八九十百千]{1,12}"
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# Bounded, so that a long row of digits does not cost its square.
COUNTING = rf"(?:{CHINESE}|\d{{1,12}})"

_ARABIC = re.compile(ARABIC)

_SIXTH_PLAN = 6
_SIXTH_START = 1981
_PLAN_LENGTH = 5


class Comparator(StrEnum):
    """How a stated value bounds the real one."""

    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    ABOUT = "≈"


# What stands before and after a number and bounds it. Longer words first.
BEFORE = {
    "不低于": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    "不小于": Comparator.AT_LEAST,
    "不多于": Comparator.AT_MOST,
    "不大于": Comparator.AT_MOST,
    "至少": Comparator.AT_LEAST,
    "迈上": Comparator.AT_LEAST,
    "不高于": Comparator.AT_MOST,
    "不超过": Comparator.AT_MOST,
    "控制在": Comparator.AT_MOST,
    "突破": Comparator.MORE,
    "超过": Comparator.MORE,
    "高于": Comparator.MORE,
    "大于": Comparator.MORE,
    "低于": Comparator.LESS,
    "小于": Comparator.LESS,
    "达到": Comparator.EQUAL,
    "重回": Comparator.EQUAL,
    "跨上": Comparator.AT_LEAST,
    "跃上": Comparator.AT_LEAST,
    "高于等于": Comparator.AT_LEAST,
    "多于": Comparator.MORE,
    "少于": Comparator.LESS,
    "大约": Comparator.ABOUT,
    "超": Comparator.MORE,
    "约": Comparator.ABOUT,
    "达": Comparator.EQUAL,
    ">=": Comparator.AT_LEAST,
    "<=": Comparator.AT_MOST,
    "≥": Comparator.AT_LEAST,
    "≤": Comparator.AT_MOST,
    ">": Comparator.MORE,
    "<": Comparator.LESS,
}
AFTER = {
    "及以上": Comparator.AT_LEAST,
    "以上": Comparator.AT_LEAST,
    "及以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    "以下": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
}
HEDGES = ("力争", "努力", "考虑", "冲刺", "争取", "预计")


def _alternatives(words: object) -> str:
    return "|".join(re.escape(word) for word in words)  # type: ignore[attr-defined]


# A unit is a myriad word, a measure, a ratio of measures, or several of these.
_MEASURES = (
    "标准煤 标煤 平方公里 平方千米 平方米 立方米 公顷 千公顷 公里 千米 千瓦时 千瓦 "
    "兆瓦 微克 毫克 克 千克 公斤 吨 斤 亩 美元 欧元 元 人次 人年 人日 人 户 "
    "家 件 个百分点 个 项 所 张 床 座 处 条 辆 台 套 部 场 次 架次 标箱 "
    "TEU 册 篇 株 只 头 岁 年 月 天 日 小时 分钟 番 倍 分 名 位 席 "
    "吨标准煤 吨标煤 GW kW EFLOPS PFLOPS P 班 列 艘 例 平方 升 "
    "度 米 车公里 床位 轮 支 间 学时 课时 学分 纳米 千伏 毫米 厘米 幢 栋 宗 笔 枚 块 门 届 期 批 份"
).split()
# 亿元台阶 and 亿台阶 are steps to a level: 台阶 is no 台, and 份额 no 份.
_MEASURE = (
    _alternatives(sorted(_MEASURES, key=len, reverse=True))
    .replace("|台|", "|台(?!阶)|")
    .replace("|份|", "|份(?!额)|")
)
_SCALED = rf"(?:[百千万亿]*(?:{_MEASURE})(?:标准煤|标煤)?)"
# 28微克每立方米: only before what things are measured by.
_PER = "每(?=立方米|平方公里|平方米|升|公斤|千克|公顷|亩)"
UNIT = (
    rf"(?:%|‰|个百分点|每[百千万亿]+{_SCALED}?{_SCALED}?|{_SCALED}(?:(?:/|{_PER})[百千万亿]*(?:{_SCALED}|[百千万亿]+)(?:GDP)?)*"
    # A ratio to a round number: 40/10万.
    rf"|/\d+[万亿]|[万亿]+)"
)
_UNIT = re.compile(UNIT)

_QUANTITY = re.compile(
    rf"(?P<open>[\[(])?\s*(?P<hedge>(?:{_alternatives(HEDGES)})*)(?P<before>{_alternatives(BEFORE)})?"
    rf"\s*(?P<sign>-)?(?P<number>{ARABIC})(?P<unit>{UNIT})?(?P<after>{_alternatives(AFTER)})?"
    r"\s*(?(open)[\])]|)(?:\((?P<year>\d{4})年\))?"
)


# Two bounds in one cell; the unit is printed once, or with both.
_CELL_RANGE = re.compile(
    rf"(?P<low>\d+(?:\.\d+)?)(?:{UNIT})?\s*[-—–~～至]+\s*(?P<high>\d+(?:\.\d+)?)(?P<unit>{UNIT})?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what bounds it, as a table cell prints it.

    Attributes:
        value: The number as printed, in ``unit``; not rescaled.
        comparator: How the value bounds the real one.
        unit: The unit printed with the number; ``None`` where none is.
        hedge: Words before the value such as ``力争``, joined by ``,``; ``None`` where none is.
        year: The bracketed year after the value; ``None`` where none is.
        bracketed: Whether the number stands in ``[ ]`` or ``〔 〕``: it is a cumulative value.
    """

    value: Decimal
    comparator: Comparator
    unit: str | None
    hedge: str | None
    year: int | None
    bracketed: bool


def parse_counting(words: str) -> int:
    """Read a counting number in Arabic or Chinese digits.

    Args:
        words: Such as ``"16"``, ``"十六"``, ``"两"`` or ``"二〇三〇"``.

    Returns:
        The number.

    Raises:
        NumeralError: Anything else, the empty string included.

    >>> parse_counting("十六"), parse_counting("两百零三"), parse_counting("二〇三〇")
    (16, 203, 2030)
    """
    if words.isascii() and words.isdigit():
        return int(words)
    if words and all(character in _DIGITS for character in words):
        return int("".join(str(_DIGITS[character]) for character in words))
    total, digit = 0, 0
    last_place = 10**5
    for character in words:
        if character in _DIGITS:
            if digit:
                raise NumeralError(words)
            digit = _DIGITS[character]
        elif character in _PLACES and _PLACES[character] < last_place:
            last_place = _PLACES[character]
            total += (digit or (1 if character == "十" else 0)) * last_place
            digit = 0
        else:
            raise NumeralError(words)
    if not total:
        raise NumeralError(words)
    return total + digit


def read_counting(words: str) -> int | None:
    """Read a counting number as `parse_counting` does; ``None`` where the words are none.

    >>> read_counting("十六"), read_counting("十十")
    (16, None)
    """
    try:
        return parse_counting(words)
    except NumeralError:
        return None


def read_hundredths(words: str) -> Decimal | None:
    """Read hundredths in words; ``None`` where what stands behind 百分之 is no number.

    >>> read_hundredths("百分之五点五"), read_hundredths("百分之百"), read_hundredths("百分之百百")
    (Decimal('5.5'), Decimal('100'), None)
    """
    whole, _, fraction = words.removeprefix("百分之").partition("点")
    value = _WHOLE.get(whole, read_counting(whole))
    digits = "".join(str(_DIGITS[character]) for character in fraction)
    return None if value is None else Decimal(f"{value}.{digits}" if digits else value)


def plan_years(ordinal: int) -> tuple[int, int] | None:
    """Return first and last year of a five-year plan by its ordinal.

    The sixth ran from 1981 to 1985, and all later ones follow without a gap; ``None`` for those
    before, which did not.

    >>> plan_years(15), plan_years(5)
    ((2026, 2030), None)
    """
    if ordinal < _SIXTH_PLAN:
        return None
    first = _SIXTH_START + _PLAN_LENGTH * (ordinal - _SIXTH_PLAN)
    return first, first + _PLAN_LENGTH - 1


def chinese_integer(value: int) -> str:
    """Write a number from 1 to 99 as a heading prints it.

    >>> chinese_integer(4), chinese_integer(16), chinese_integer(20)
    ('四', '十六', '二十')
    """
    tens, ones = divmod(value, 10)
    digits = "零一二三四五六七八九"
    words = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return words + (digits[ones] if ones or not tens else "")


def parse_number(words: str) -> Decimal:
    """Read Arabic digits with an optional myriad word.

    Percent signs and units are not part of a number; the caller has split them off.

    Args:
        words: Such as ``"65"``, ``"1.2万"``, ``"1,300"`` or ``"7.5万亿"``, in half-width digits.

    Returns:
        The value in ones, exact: never a float.

    Raises:
        NumeralError: Anything else, the empty string included.

    Source: GB/T 15835-2011, General rules for writing numerals in public texts.

    >>> parse_number("7.5万亿")
    Decimal('7.5E+12')
    """
    digits = words.rstrip("万亿")
    if not _ARABIC.fullmatch(digits):
        raise NumeralError(words)
    value = Decimal(digits.replace(",", ""))
    for myriad in words[len(digits) :]:
        value = value * _MYRIADS[myriad]
    return value.normalize() if words != digits else value


def parse_quantity(cell: str) -> Quantity | None:
    """Read a table cell that holds one number; ``None`` when it is words.

    Args:
        cell: The cell's text, folded (`kg.text.fold`).

    >>> parse_quantity("21.5(2024年)").year, parse_quantity("[125]").bracketed
    (2024, True)
    >>> parse_quantity("完成省下达目标") is None
    True
    """
    match = _QUANTITY.fullmatch(cell.strip())
    if match is None:
        return None
    value = Decimal(match["number"].replace(",", ""))
    before, after = match["before"], match["after"]
    comparator = AFTER.get(after) if after else BEFORE.get(before or "")
    hedges = re.findall(_alternatives(HEDGES), match["hedge"])
    return Quantity(
        value=-value if match["sign"] else value,
        comparator=comparator or Comparator.EQUAL,
        unit=match["unit"],
        hedge=",".join(hedges) or None,
        year=int(match["year"]) if match["year"] else None,
        bracketed=bool(match["open"]),
    )


def parse_range(words: str) -> tuple[tuple[Quantity, int, int], ...]:
    """Read a cell that prints two bounds, each with where its number stands in the words.

    Returns:
        The lower and the upper bound; nothing where the words are no range.

    >>> [(str(q.value), q.comparator.value, q.unit) for q, *_ in parse_range("5.5-6%")]
    [('5.5', '>=', '%'), ('6', '<=', '%')]
    >>> parse_range("2025-2030"), parse_range("6")
    ((), ())
    """
    match = _CELL_RANGE.fullmatch(words.strip())
    if match is None or Decimal(match["low"]) >= Decimal(match["high"]):
        return ()
    if match["unit"] is None and _YEAR.fullmatch(match["low"]) and _YEAR.fullmatch(match["high"]):
        return ()
    lead = len(words) - len(words.lstrip())
    return tuple(
        (
            Quantity(
                value=Decimal(match[group]),
                comparator=comparator,
                unit=match["unit"],
                hedge=None,
                year=None,
                bracketed=False,
            ),
            lead + match.start(group),
            lead + match.end(group),
        )
        for group, comparator in (("low", Comparator.AT_LEAST), ("high", Comparator.AT_MOST))
    )


def is_unit(words: str) -> bool:
    """Say whether the words are a unit of the closed grammar.

    >>> is_unit("微克/立方米"), is_unit("按三口之家计算")
    (True, False)
    """
    return bool(_UNIT.fullmatch(words))
