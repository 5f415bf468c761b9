"""Several goals in one sentence, and names that share a value, a head noun or a time."""

from __future__ import annotations

import random
from collections.abc import Collection
from decimal import Decimal

from tests.sentences.amounts import write_amount
from tests.sentences.bounds import choose_level
from tests.sentences.indicators import GROUPS, SHARES, Indicator, Kind, Wish
from tests.sentences.levels import (
    bounded,
    choose_indicator,
    names_of,
    row_of,
    write_level,
)
from tests.sentences.sentence import Phrase, pick
from tests.sentences.times import Time, point_of

_PLAIN = ("plain", "decimal", "myriad", "comma", "full-width")
# What is part of something measured in the same unit.
_PARTS = (
    ("用水总量", "农业用水量", "亿立方米", 20, 60, Wish.DOWN),
    ("用水总量", "地下水取水量", "亿立方米", 20, 60, Wish.DOWN),
    ("能源消费总量", "煤炭消费量", "万吨标准煤", 900, 6000, Wish.DOWN),
    ("耕地保有量", "永久基本农田", "万亩", 80, 400, Wish.UP),
    ("技能人才总量", "高技能人才", "万人", 8, 60, Wish.UP),
    ("清洁能源装机容量", "海上风电装机", "万千瓦", 200, 1800, Wish.UP),
    ("数字经济核心产业增加值", "软件业增加值", "亿元", 300, 6000, Wish.UP),
    ("绿道总长度", "滨水绿道长度", "公里", 300, 4000, Wish.UP),
)


def make_parallel(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write two names with a value each (分别) or one value for both (均)."""
    first = choose_indicator(chance, taken, tuple(one for one in SHARES if one.unit == "%"))
    alike = tuple(one for one in SHARES if one.wish is first.wish and one.unit == first.unit)
    second = choose_indicator(chance, [*taken, first.name], alike)
    names = first.name + chance.choice(("、", "和", "、", "与")) + second.name
    numbers = names_of(first) | names_of(second)
    if chance.random() < 0.5:
        bound = choose_level(chance, first.wish)
        while bound.way in ("sign", "limit", "between", "denial"):
            bound = choose_level(chance, first.wish)
        amount = write_amount(chance, first.value(chance), first.unit)
        both = chance.choice(("均", "均", "都"))
        rows = tuple(
            bounded(row_of(one.name, bound.comparator, amount), bound) for one in (first, second)
        )
        kinds = ("join 均", f"bound {bound.comparator} {bound.way}", f"number {amount.form}")
        words = f"{names}{both}{bound.write(amount)}"
        return Phrase(words=words, rows=rows, kinds=kinds, numbers=numbers)
    return _respectively(chance, names, (first, second), numbers)


def _respectively(
    chance: random.Random, names: str, chosen: tuple[Indicator, ...], numbers: dict[str, str]
) -> Phrase:
    wish = chosen[0].wish
    template, comparator = pick(
        chance,
        {("达到{}", "="): 3.0, ("达到{}以上", ">="): 2.0, ("不低于{}", ">="): 1.0}
        if wish is Wish.UP
        else {("降至{}", "="): 2.0, ("控制在{}以内", "<="): 3.0, ("不超过{}", "<="): 1.0},
    )
    amounts = [write_amount(chance, one.value(chance), one.unit, forms=_PLAIN) for one in chosen]
    # A word behind the number stands behind each.
    behind = "以上" if template.endswith("以上") else ""
    template = template.removesuffix("以上")
    written = [amount.words + behind for amount in amounts]
    last = chance.choice(("、", "和"))
    values = "、".join(written[:-1]) + last + written[-1]
    rows = tuple(
        row_of(one.name, comparator, amount) for one, amount in zip(chosen, amounts, strict=True)
    )
    kinds = ("join 分别", f"bound {comparator} {'none' if comparator == '=' else 'behind'}")
    return Phrase(
        words=f"{names}分别{template.format(values)}", rows=rows, kinds=kinds, numbers=numbers
    )


def make_shared_head(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write names that share their head noun: 城区、农村生活污水处理率分别达到98%、90%."""
    heads = [group for group in GROUPS if not any(group[1] in name for name in taken)]
    firsts, head, unit, low, high = chance.choice(heads)
    chosen = tuple(
        Indicator(
            name=first + head, unit=unit, low=Decimal(low), high=Decimal(high), places=0,
            wish=Wish.UP, kind=Kind.SHARE if unit == "%" else Kind.AMOUNT,
        )
        for first in firsts
    )  # fmt: skip
    names = "、".join(firsts) + head
    found = _respectively(chance, names, chosen, {})
    return Phrase(
        words=found.words, rows=found.rows, kinds=("name with a shared head", *found.kinds)
    )


def make_part(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write a goal with that of a part of it: in brackets or behind 其中."""
    free = [
        part for part in _PARTS if not any(part[0] in name or part[1] in name for name in taken)
    ]
    whole, part, unit, low, high, wish = chance.choice(free)
    indicator = Indicator(
        name=whole, unit=unit, low=Decimal(low), high=Decimal(high), places=0, wish=wish,
        kind=Kind.AMOUNT,
    )  # fmt: skip
    value = indicator.value(chance)
    words, row, kinds = write_level(chance, indicator, value=value)
    smaller = max(Decimal(1), value * chance.choice((2, 3, 4)) // 10)
    amount = write_amount(chance, smaller, unit, forms=_PLAIN)
    template, comparator = chance.choice(
        (("达到{}", "="), ("达到{}以上", ">="), ("{}", "="), ("不少于{}", ">="))
        if wish is Wish.UP
        else (("控制在{}以内", "<="), ("不超过{}", "<="), ("{}以内", "<="))
    )
    inner = part + template.format(amount.words)
    if chance.random() < 0.5:
        said, kind = f"{whole}{words}（其中{inner}）", "name in brackets"
    else:
        said, kind = f"{whole}{words}，其中{inner}", "name behind 其中"
    rows = (row, row_of(part, comparator, amount))
    return Phrase(words=said, rows=rows, kinds=(kind, *kinds, f"number {amount.form}"))


def make_two_times(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write one name with a value for each of two years."""
    indicator = choose_indicator(chance, taken, tuple(o for o in SHARES if o.wish is Wish.UP))
    low, high = sorted((indicator.value(chance), indicator.value(chance)))
    if low == high:
        low -= 1
    years = chance.choice(((2027, 2030), (2028, 2030), (2030, 2035)))
    forms = ("plain", "decimal", "percent-words", "full-width")
    amounts = [write_amount(chance, one, indicator.unit, forms=forms) for one in (low, high)]
    first, second = (amount.words for amount in amounts)
    template, kind = chance.choice(
        (
            ("到{y}年，{n}达到{a}；到{z}年，达到{b}", "time two in clauses"),
            ("到{y}年，{n}达到{a}；到{z}年，{n}达到{b}", "time two in clauses"),
            ("到{y}年，{n}达到{a}，到{z}年达到{b}", "time two in clauses"),
            ("到{y}年{n}达到{a}、到{z}年达到{b}", "time two in clauses"),
            ("{n}到{y}年达到{a}、到{z}年达到{b}", "time two in clauses"),
            ("{y}年和{z}年，{n}分别达到{a}、{b}", "time two with 分别"),
            ("到{y}年、{z}年，{n}分别达到{a}和{b}", "time two with 分别"),
            ("{n}到{y}年和{z}年分别达到{a}和{b}", "time two with 分别"),
        )
    )
    words = template.format(n=indicator.name, y=years[0], z=years[1], a=first, b=second)
    rows = tuple(
        row_of(indicator.name, "=", amount, year=year, period=None)
        for year, amount in zip(years, amounts, strict=True)
    )
    kinds = (kind, "bound = none", *(f"number {amount.form}" for amount in amounts))
    return Phrase(words=words, rows=rows, kinds=kinds, numbers=names_of(indicator))


def make_thereby(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write a goal whose time is that of the aspiration before it: 届时."""
    year = chance.choice((2027, 2028, 2030))
    time: Time = point_of(f"到{year}年", year)
    aspiration = chance.choice(
        (
            "现代化产业体系基本建成",
            "基本形成绿色低碳生产方式",
            "公共服务体系更加健全",
            "高水平开放格局基本形成",
        )
    )
    indicator = choose_indicator(chance, taken)
    words, row, kinds = write_level(chance, indicator)
    mark = chance.choice(("，", "；"))
    return Phrase(
        words=f"{time.words}，{aspiration}{mark}届时，{indicator.name}{words}"
        if chance.random() < 0.5
        else f"{time.words}，{aspiration}{mark}届时{indicator.name}{words}",
        rows=(time.fill(row),),
        kinds=("time 届时", *kinds),
        numbers=names_of(indicator),
    )
