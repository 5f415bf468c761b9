"""Goals of carrying out: 新建绿道300公里, 培育200家专精特新企业, 每年新增就业3万人."""

from __future__ import annotations

import random
from collections.abc import Collection
from decimal import Decimal

from tests.sentences.amounts import FORMS, write_amount, write_in_form
from tests.sentences.bounds import choose_plain
from tests.sentences.indicators import NEW, THINGS, WORKS, Indicator
from tests.sentences.levels import bounded, choose_indicator, is_countable, names_of, row_of
from tests.sentences.sentence import Phrase, Row, pick
from tests.sentences.times import PLAN, Form, Time

# Verbs by measure word or name.
_VERBS = {
    "家": ("培育", "建成"),
    "条": ("开通",),
    "公里": ("建成", "新建", "改造"),
    "套": ("建成", "新建"),
    "": ("建成", "新建"),
}
_OTHERS = {
    "专精特新企业": ("培育",),
    "社区食堂": ("建成",),
    "博士后工作站": ("建成",),
    "高标准农田": ("建成", "新建"),
}
# The word before the verb decides over what time a number counts.
_BASES = {"": 5.0, "新增": 3.0, "每年": 1.5, "每年新增": 1.0, "累计": 1.5, "年均新增": 0.7,
          "累计新增": 0.5, "净增": 0.4}  # fmt: skip
_BASIS_OF = {
    "": "level", "新增": "increase", "净增": "increase", "每年": "per-year",
    "每年新增": "per-year", "累计": "cumulative", "累计新增": "cumulative",
    "年均新增": "annual-average",
}  # fmt: skip
# What is added needs no verb.
_ADDED = ("新增", "净增", "每年新增", "累计新增", "年均新增")


def verbs_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the verbs that fit what is built, trained or brought in."""
    return _OTHERS.get(indicator.name) or _VERBS.get(indicator.unit, _VERBS[""])


def make_building(chance: random.Random, taken: Collection[str], time: Time) -> Phrase:
    """Write how much is built, brought in or added, the name before or behind the number."""
    words = pick(chance, _BASES)
    if time.form in (Form.POINT, Form.SPAN) and words in ("每年", "每年新增", "年均新增"):
        words = "新增" if "新增" in words else ""
    pool = NEW if words in _ADDED else THINGS
    if words == "累计" and chance.random() < 0.5:
        pool = WORKS
    indicator = choose_indicator(chance, taken, pool)
    verb = {id(NEW): "", id(WORKS): "完成"}.get(id(pool))
    if verb is None:
        verb = chance.choice(verbs_of(indicator))
    is_behind = pool is not WORKS and indicator.unit != "人" and chance.random() < 0.35
    value = indicator.value(chance)
    if words in ("每年", "每年新增", "年均新增"):
        value = max(value // 5, indicator.low // 4, Decimal(2))
    written, row, kinds = _bounded(chance, indicator, value, is_behind=is_behind)
    row["basis"] = _BASIS_OF[words]
    if words == "年均新增":
        row |= {"year": None, "period": PLAN}
    accept = dict(row.get("accept", {}))
    # Whether 新建 is an increase, and whether 净增 belongs to the name, the contract leaves open.
    if verb == "新建" and not words:
        accept["basis"] = ["increase"]
    if words == "净增":
        accept["indicator"] = [words + indicator.name]
    if accept:
        row["accept"] = accept
    start = words + verb
    place = "name behind the number" if is_behind else "name behind a verb"
    parts = (start, written, indicator.name) if is_behind else (start, indicator.name, written)
    kinds = (*kinds, f"basis {row['basis']}", place)
    return Phrase(words="".join(parts), rows=(row,), kinds=kinds, numbers=names_of(indicator))


def _bounded(
    chance: random.Random, indicator: Indicator, value: Decimal, *, is_behind: bool
) -> tuple[str, Row, tuple[str, ...]]:
    """Write a bound beside a number without a verb of level."""
    if indicator.unit in ("家", "个") and chance.random() < 0.06:
        hundred = write_in_form(chance, Decimal(100), indicator.unit, "plain")
        row = row_of(indicator.name, ">=", hundred)
        return f"上百{indicator.unit}", row, ("bound >= 上百", "number chinese")
    forms = tuple(form for form in FORMS if form != "gap" or not is_behind)
    amount, bound = write_amount(chance, value, indicator.unit, forms=forms), choose_plain(chance)
    # Before a name that follows, only short words stand.
    while bound.way == "both" or (is_behind and bound.way == "denial"):
        bound = choose_plain(chance)
    if bound.comparator == ">" and is_countable(amount) and chance.random() < 0.6:
        written = amount.head + chance.choice("余多") + amount.tail
        row = row_of(indicator.name, ">", amount) | {"accept": {"comparator": [">="]}}
        return written, row, ("bound > between", f"number {amount.form}")
    row = bounded(row_of(indicator.name, bound.comparator, amount), bound)
    kinds = (f"bound {bound.comparator} {bound.way}", f"number {amount.form}")
    return bound.write(amount), row, kinds


def make_list(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write several things after one verb: 建成绿道300公里、口袋公园40个和水库3座."""
    held, phrases, rows = list(taken), [], []
    numbers: dict[str, str] = {}
    pool = tuple(one for one in THINGS if "建成" in verbs_of(one))
    kinds = ["join one verb"]
    verb = chance.choice(("建成", "新建", "建成"))
    for _ in range(chance.choice((2, 2, 3))):
        indicator = choose_indicator(chance, held, pool)
        held.append(indicator.name)
        amount = write_amount(
            chance, indicator.value(chance), indicator.unit, forms=("plain", "myriad", "chinese")
        )
        phrases.append(indicator.name + amount.words)
        row = row_of(indicator.name, "=", amount)
        rows.append(row | {"accept": {"basis": ["increase"]}} if verb == "新建" else row)
        kinds += [f"number {amount.form}", "bound = none", "name behind a verb"]
        numbers |= names_of(indicator)
    last = chance.choice(("、", "和", "、", "以及", "及"))
    words = verb + "、".join(phrases[:-1]) + last + phrases[-1]
    return Phrase(words=words, rows=tuple(rows), kinds=tuple(kinds), numbers=numbers)
