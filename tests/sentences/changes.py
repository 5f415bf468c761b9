"""Goals that say how much is gained or lost: 单位GDP能耗比2025年下降14%以上."""

from __future__ import annotations

import random
from collections.abc import Collection
from decimal import Decimal

from tests.sentences.amounts import Amount, write_amount, write_in_form, write_range
from tests.sentences.bounds import PLAIN, choose_plain
from tests.sentences.indicators import GROWING, SHARES, Indicator, Wish
from tests.sentences.levels import bounded, choose_indicator, names_of, row_of
from tests.sentences.sentence import Phrase, Row, pick
from tests.sentences.times import PLAN, Form, Time

# Verbs by where the indicator goes and what is written of its change.
_VERBS = {
    Wish.UP: {"percent": ("增长", "增加"), "points": ("提高", "上升", "提升", "增加"),
              "amount": ("增加",), "times": ("增长", "增加"), "doublings": ("翻",)},
    Wish.DOWN: {"percent": ("下降", "降低", "减少"), "points": ("下降", "降低"),
                "amount": ("减少",), "half": ("减少", "下降", "降低")},
}  # fmt: skip
_SINCE = {
    "": 4.0, "比2025年": 3.0, "较2025年": 3.0, "与2025年相比": 1.0, "在2025年基础上": 1.0,
    "比2024年": 0.7, "较2020年": 0.7, "与2024年相比": 0.5, "比2025年末": 0.3,
}  # fmt: skip
_WAYS = {"percent": 6.0, "points": 3.0, "amount": 2.0, "times": 1.5, "doublings": 1.0,
         "multiple": 1.0, "half": 0.5}  # fmt: skip


def make_change(chance: random.Random, taken: Collection[str], time: Time) -> Phrase:
    """Write by how much an indicator is to change."""
    way = pick(chance, _WAYS)
    # Points of a rate of growth are left out: whether they are a change is open.
    pool = tuple(one for one in SHARES if "涨幅" not in one.name) if way == "points" else GROWING
    if way in ("times", "doublings", "multiple"):
        pool = tuple(one for one in GROWING if one.wish is Wish.UP and "人均" not in one.name)
    if way == "half":
        pool = tuple(one for one in GROWING if one.wish is Wish.DOWN)
    if way == "amount":
        pool = tuple(one for one in GROWING if "/" not in one.unit)
    indicator = choose_indicator(chance, taken, pool)
    since = _since(chance, time)
    if way == "multiple":
        return _multiple(chance, indicator, since or "2025年")
    if way in ("percent", "points") and chance.random() < 0.08:
        return _range(chance, indicator, since, way)
    amount, bound = _amount(chance, way, indicator), choose_plain(chance)
    if way in ("doublings", "half"):
        bound = PLAIN["="][0]
    verbs = _VERBS[indicator.wish][way]
    verb = verbs[0] if bound.way == "both" else chance.choice(verbs)
    words = bound.write(amount)
    kinds = (f"bound {bound.comparator} {bound.way}",)
    adverb, basis = _adverb(chance, way, time)
    row = row_of(indicator.name, bound.comparator, amount)
    row |= _changed(indicator, since, basis)
    return Phrase(
        words=f"{indicator.name}{since}{adverb}{verb}{words}",
        rows=(bounded(row, bound),),
        kinds=(*kinds, *_kinds(row, amount, since)),
        numbers=names_of(indicator),
    )


def _since(chance: random.Random, time: Time) -> str:
    """Choose what a change is compared with; within years named it is rarely said."""
    if time.form in (Form.PLAN, Form.SPAN) and chance.random() < 0.7:
        return ""
    return pick(chance, _SINCE)


def _changed(indicator: Indicator, since: str, basis: str) -> Row:
    years = "".join(filter(str.isdigit, since))
    return {
        "change": "fall" if indicator.wish is Wish.DOWN else "rise",
        "since": years or None,
        "basis": basis,
    }


def _kinds(row: Row, amount: Amount, since: str) -> tuple[str, ...]:
    return (
        f"change {row['change']}",
        "since "
        + (since.replace("2024", "#").replace("2025", "#").replace("2020", "#") or "unsaid"),
        f"basis {row['basis']}",
        f"number {amount.form}",
    )


def _amount(chance: random.Random, way: str, indicator: Indicator) -> Amount:
    forms: tuple[str, ...]
    if way == "percent":
        value = Decimal(chance.choice((*range(3, 41), 4.5, 6.5, 13.5, 15.5)))
        forms = ("plain", "decimal", "gap", "full-width", "percent-words", "tenths")
        return write_amount(chance, value, "%", forms=forms)
    if way == "points":
        value = Decimal(chance.choice((1, 2, 3, 4, 5, 6, 8, 10, "0.5", "1.5", "2.3", "3.6")))
        forms = ("plain", "decimal", "gap", "full-width", "chinese")
        return write_amount(chance, value, "个百分点", forms=forms)
    if way == "times":
        value = Decimal(chance.choice((1, 2, 3, 4, "0.5", "1.5", "2.6")))
        return write_amount(
            chance, value, "倍", forms=("plain", "decimal", "chinese", "full-width")
        )
    if way == "doublings":
        form = chance.choice(("chinese", "chinese", "chinese", "plain"))
        return write_in_form(chance, Decimal(chance.choice((1, 1, 2, 3))), "番", form)
    if way == "half":
        return write_in_form(chance, Decimal(50), "%", "half")
    part = (indicator.value(chance) / chance.choice((4, 5, 8))).quantize(Decimal(1))
    value = max(part, Decimal(2))
    step = 10 ** max(0, len(str(value)) - 2)
    return write_amount(chance, value // step * step, indicator.unit)


def _adverb(chance: random.Random, way: str, time: Time) -> tuple[str, str]:
    """Choose a word that says over what time; return it with the basis."""
    if way in ("doublings", "half", "times"):
        return "", "level"
    if time.form in (Form.PLAN, Form.SPAN) and chance.random() < 0.25:
        return "累计", "cumulative"
    return "", "level"


def _multiple(chance: random.Random, indicator: Indicator, since: str) -> Phrase:
    """Write a multiple of an earlier value, which is a level."""
    year = "".join(filter(str.isdigit, since))
    value = Decimal(chance.choice((2, 3, "1.5", "2.5", "1.8", 4)))
    amount = write_amount(chance, value, "倍", forms=("plain", "decimal", "chinese", "full-width"))
    verb = chance.choice(("是", "达到", "为", "相当于"))
    bound = chance.choice(("", "", "以上"))
    comparator = ">=" if bound else "="
    row = row_of(indicator.name, comparator, amount, since=year)
    return Phrase(
        words=f"{indicator.name}{verb}{year}年的{amount.words}{bound}",
        rows=(row,),
        kinds=(f"bound {comparator} {'behind' if bound else 'none'}", "change multiple",
               f"number {amount.form}"),
        numbers=names_of(indicator),
    )  # fmt: skip


def _range(chance: random.Random, indicator: Indicator, since: str, way: str) -> Phrase:
    low = Decimal(chance.randint(2, 14))
    unit = "%" if way == "percent" else "个百分点"
    words, lower, upper = write_range(chance, low, low + chance.randint(1, 4), unit)
    verb = chance.choice(_VERBS[indicator.wish][way])
    changed = _changed(indicator, since, "level")
    rows = (
        row_of(indicator.name, ">=", lower) | changed,
        row_of(indicator.name, "<=", upper) | changed,
    )
    return Phrase(
        words=f"{indicator.name}{since}{verb}{words}",
        rows=rows,
        kinds=("bound range", *_kinds(rows[0], lower, since)),
        numbers=names_of(indicator),
    )


def make_average(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write a yearly rate of change over the plan's years; it has its period of itself."""
    pool = tuple(one for one in GROWING if one.unit not in ("人", "微克/立方米"))
    indicator = choose_indicator(chance, taken, pool)
    value = Decimal(chance.choice((3, 4, 5, 6, 7, 8, 10, "5.5", "6.5", "0.8", "3.2")))
    forms = ("plain", "decimal", "gap", "full-width", "percent-words")
    amount, bound = write_amount(chance, value, "%", forms=forms), choose_plain(chance)
    verb = "下降" if indicator.wish is Wish.DOWN else "增长"
    ahead = chance.choice(("", "", "确保", "力争"))
    row = row_of(indicator.name, bound.comparator, amount, year=None, period=PLAN)
    row |= _changed(indicator, "", "annual-average")
    return Phrase(
        words=f"{ahead}{indicator.name}年均{verb}{bound.write(amount)}",
        rows=(bounded(row, bound),),
        kinds=(f"bound {bound.comparator} {bound.way}", *_kinds(row, amount, "")),
        numbers=names_of(indicator),
    )
