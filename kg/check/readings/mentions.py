"""Numbers that a quote mentions, each with its unit, its bound and the words that govern it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.check.readings.times import read_times
from kg.numerals import ARABIC, CHINESE, UNIT, read_counting, read_hundredths

_BOUNDS_BEFORE = {
    ">=": ("不低于 不少于 不小于 高于等于 至少 最少 迈上 跨上 跃上 登上 >= ≥").split(),
    "<=": ("不高于 不超过 不多于 不大于 低于等于 至多 最多 控制在 <= ≤").split(),
    ">": ("突破 超过 高于 大于 多于 超出 超 > ﹥").split(),
    "<": ("低于 小于 少于 不足 < ﹤").split(),
    "≈": ("大约 约为 约").split(),
    "=": ("达到 重回 达").split(),
}
_BEFORE = sorted(
    ((word, bound) for bound, words in _BOUNDS_BEFORE.items() for word in words),
    key=lambda pair: -len(pair[0]),
)
_AT_A_DISTANCE = {word: bound for word, bound in _BEFORE if word[0] in "不至最" and len(word) > 1}
_AFTER = re.compile(r"\s*\"?\s*及?(?P<bound>以上|以下|以内|之内|左右|上下)")
_BOUNDS_AFTER = {
    "以上": ">=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "左右": "≈",
    "上下": "≈",
}
_TO_ONE = re.compile(r"[:∶]1(?![\d.])")
_NEGATIONS = ("不", "未", "无", "非", "没", "没有", "未能", "不能", "不会", "无法", "尚未")
HEDGES = ("力争", "努力", "考虑", "冲刺", "争取", "预计")

_UNIT = re.compile(UNIT)
_NUMBER = re.compile(
    rf"(?P<arabic>{ARABIC})"
    rf"|(?P<hundredths>百分之{CHINESE}(?:点[零〇一二三四五六七八九]+)?)"
    r"|(?:突破|超过?|高于|大于|低于|达到?|迈上|跨上|跃上|重回|约)(?P<bare>万亿)"
    r"|翻(?P<times>[一两二三]?)(?=番)"
    rf"|(?P<chinese>{CHINESE})(?={UNIT})"
)
_RANGE = re.compile(r"\s*[-—–~至到]{1,2}\s*")
_MORE = re.compile(r"[余多]?\s*")
_LEADING = " \"'" + "".join("([")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a quote.

    Attributes:
        start: Where the number begins in the quote's words.
        end: Where the number with its unit and the bound behind it ends.
        value: As printed, in ``unit``.
        unit: Printed directly behind; ``None`` where none is.
        is_per_year: Whether ``/年`` stands behind the unit.
        bound: How the value bounds the real one; ``None`` where a negation governs it.
        bracket: Where the bracket that it stands in begins; ``None`` outside.
        scope: Where the words that govern it alone begin.
        is_cumulative: Whether it stands in ``[ ]``.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None
    is_per_year: bool
    bound: str | None
    bracket: int | None
    scope: int
    is_cumulative: bool

    @property
    def is_figure(self) -> bool:
        """Whether the number measures something: it has a unit."""
        return self.unit is not None


@lru_cache(maxsize=1 << 14)
def read_mentions(words: str) -> tuple[Mention, ...]:
    """Find the numbers in folded words; those of a time and of a list are none.

    >>> [(str(m.value), m.unit, m.bound) for m in read_mentions("达到1300万人以上")]
    [('1300', '万人', '>=')]
    >>> [(str(m.value), m.unit, m.bound) for m in read_mentions("年均增长5%-6%")]
    [('5', '%', '>='), ('6', '%', '<=')]
    """
    times = read_times(words, 0)
    pairs = brackets(words)
    found: list[Mention] = []
    for match in _NUMBER.finditer(words):
        group = match.lastgroup or ""
        start = match.start(group)
        if any(time.start <= start < time.end for time in times) or _is_list_mark(words, match):
            continue
        value = _value(group, match[group])
        if value is None:
            continue
        # The bare myriad word is its own unit, 番 stands behind the times.
        unit_start = start if group == "bare" else match.end()
        mention = _mention(words, start, unit_start, value, pairs, found)
        found.append(replace(mention, unit="%") if group == "hundredths" else mention)
    return tuple(_join_ranges(words, found))


def is_cell(words: str, mention: Mention) -> bool:
    """Say whether the words are a table's cell: a number, what bounds it, its year, no more.

    >>> cell = "力争30(2024年)"
    >>> is_cell(cell, read_mentions(cell)[0])
    True
    """
    before = words[: mention.start].strip(' ["-(')
    for word in (*HEDGES, *(word for word, _ in _BEFORE)):
        before = before.replace(word, "")
    after = words[mention.end :].strip(' ]"')
    if words.lstrip().startswith("("):
        after = after.removesuffix(")")
    return not before and not re.sub(r"^\(\d{4}年\)$", "", after)


def is_range_cell(words: str) -> bool:
    """Say whether the words are a cell with two bounds and no more: 5.5-6."""
    return bool(
        re.fullmatch(rf"\s*{ARABIC}(?:{UNIT})?\s*[-—–~至]+\s*{ARABIC}(?:{UNIT})?\s*", words)
    )


def _value(group: str, words: str) -> Decimal | None:
    if group == "bare":
        return Decimal(1)
    if group == "arabic":
        return Decimal(words.replace(",", ""))
    if group == "hundredths":
        return read_hundredths(words)
    count = read_counting(words or "一")
    return None if count is None else Decimal(count)


def _is_list_mark(words: str, match: re.Match[str]) -> bool:
    at_start = not words[: match.start()].strip() or words[match.start() - 1] in "。;:\n"
    return (
        at_start and words[match.end() : match.end() + 1] in (".", "、") and bool(match["arabic"])
    )


def _mention(
    words: str,
    start: int,
    unit_start: int,
    value: Decimal,
    pairs: list[tuple[int, int]],
    found: list[Mention],
) -> Mention:
    unit, end, is_per_year = _unit_at(words, unit_start)
    bound = _bound_before(words[:start])
    to_one = _TO_ONE.match(words, end)
    after = _AFTER.match(words, to_one.end() if to_one else end)
    if after is not None:
        end = after.end()
        if words[:start].endswith("控制在"):
            # The word behind says what it is kept at: 控制在5.5%左右.
            bound = "="
        bound = _both(bound, _BOUNDS_AFTER[after["bound"]])
    bracket = next((first for first, last in reversed(pairs) if first < start < last), None)
    scope = 0 if bracket is None else bracket + 1
    for earlier in found:
        # 预计五年年均增长4.3%: a length of time is no figure of its own.
        if earlier.bracket == bracket and earlier.is_figure and earlier.unit != "年":
            scope = max(scope, earlier.end)
    if bound == "=" and after is None:
        bound = _bound_at_a_distance(words[scope:start])
    before, behind = words[:start].strip(), words[end:].strip()
    # A cell that is but a number in brackets: [125] or 〔125〕.
    is_cumulative = (before, behind) == ("(", ")") or (
        before.endswith("[") and behind.startswith("]")
    )
    if start and words[start - 1] == "-" and not words[: start - 1].strip():
        value = -value
    return Mention(start, end, value, unit, is_per_year, bound, bracket, scope, is_cumulative)


def _unit_at(words: str, position: int) -> tuple[str | None, int, bool]:
    more = _MORE.match(words, position)
    behind = more.end() if more else position
    match = _UNIT.match(words, behind)
    if match is None:
        return None, position, False
    unit = match.group()
    if unit.endswith("/年"):
        return unit.removesuffix("/年"), match.end(), True
    return unit, match.end(), words.startswith("/年", match.end())


def _bound_before(before: str) -> str | None:
    """Read the bound at the end of the words before a number; ``None`` under a negation."""
    before = before.rstrip(_LEADING)
    for hedge in HEDGES:
        before = before.removesuffix(hedge)
    for word, bound in _BEFORE:
        if before.endswith(word):
            rest = before[: -len(word)]
            if rest.endswith(_NEGATIONS):
                return None
            inner = _bound_before(rest) if bound == "≈" else "="
            return bound if inner == "=" else inner
    return None if before.endswith(_NEGATIONS) else "="


def _both(before: str | None, after: str) -> str | None:
    """Join the bounds on both sides of a number; ``None`` where they contradict each other."""
    if before in ("=", after):
        return after
    return after if before is not None and before[0] == after[0] else None


def _bound_at_a_distance(scope: str) -> str | None:
    """Find a bound that a verb parts from its number, as in 至少提供100个."""
    last = max(_AT_A_DISTANCE, key=scope.rfind)
    if last not in scope:
        return "="
    is_negated = scope[: scope.rfind(last)].endswith(_NEGATIONS)
    return None if is_negated else _AT_A_DISTANCE[last]


def brackets(words: str) -> list[tuple[int, int]]:
    """Return where each pair of round brackets begins and ends."""
    found, open_at = [], []
    for position, mark in enumerate(words):
        if mark == "(":
            open_at.append(position)
        elif mark == ")" and open_at:
            found.append((open_at.pop(), position))
    return sorted(found)


def _join_ranges(words: str, found: list[Mention]) -> list[Mention]:
    """Give the two ends of a range their bounds, and the first the unit of the second."""
    joined = list(found)
    for index in range(len(found) - 1):
        lower, upper = found[index], found[index + 1]
        is_range = _RANGE.fullmatch(words[lower.end : upper.start])
        if not is_range or (upper.unit is None and not is_range_cell(words)):
            continue
        # 470万至475万人: the first may print a myriad word alone.
        is_scale = bool(lower.unit) and not (lower.unit or "").strip("万亿")
        if lower.unit not in (None, upper.unit) and not (
            is_scale and (upper.unit or "").startswith(lower.unit or "")
        ):
            continue
        joined[index] = replace(lower, unit=upper.unit, bound=">=", end=upper.end)
        joined[index + 1] = replace(upper, bound="<=", scope=lower.scope)
    return joined
