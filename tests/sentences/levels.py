"""Goals that say what is reached: 失业率控制在5.5%以内."""

from __future__ import annotations

import random
from collections.abc import Collection
from decimal import Decimal

from tests.sentences.amounts import SHARES, Amount, write_amount, write_range
from tests.sentences.bounds import FALLING, KEEPING, RISING, Wording, choose_level
from tests.sentences.indicators import AMOUNTS, NEGATIVES, RATES, Indicator, Wish
from tests.sentences.indicators import SHARES as SHARE_INDICATORS
from tests.sentences.sentence import Phrase, Row, pick

# Words of setting before the verb; some of them are hedges.
_MODALS = ("必须", "须", "要", "应", "应当", "确保", "力争", "努力")
_BEFORE_NAMES = ("确保", "力争", "推动", "保证")
_IMPROVED = {
    Wish.UP: ("稳步提高", "持续提升", "不断提高", "明显提升"),
    Wish.DOWN: ("持续下降", "稳步降低", "进一步下降"),
}
_KINDS = {"share": 5.0, "amount": 6.0, "rate": 0.5, "negative": 0.4}
_WAYS = {"amount": 12.0, "range": 1.0, "both": 1.0}
_POOLS = {"share": SHARE_INDICATORS, "amount": AMOUNTS, "rate": RATES, "negative": NEGATIVES}


def choose_indicator(
    chance: random.Random, taken: Collection[str], pool: tuple[Indicator, ...] = ()
) -> Indicator:
    """Choose an indicator whose name does not stand in the sentence yet."""
    chosen = pool or _POOLS[pick(chance, _KINDS)]
    free = [
        one for one in chosen if not any(one.name in name or name in one.name for name in taken)
    ]
    return chance.choice(free)


def row_of(name: str, comparator: str, amount: Amount, **fields: object) -> Row:
    """Return a row without its time."""
    row: Row = {
        "indicator": name,
        "comparator": comparator,
        "value": amount.value,
        "unit": amount.unit,
        "basis": "level",
        "change": None,
    }
    return row | fields


def bounded(row: Row, wording: Wording) -> Row:
    """Let a row accept what is as good as its comparator."""
    return row | {"accept": {"comparator": list(wording.accept)}} if wording.accept else row


def names_of(indicator: Indicator) -> dict[str, str]:
    """Return the readings of the numbers in a name."""
    return dict.fromkeys(indicator.numbers, "name")


def is_countable(amount: Amount) -> bool:
    """Return whether 余 fits between number and measure word: 300余家, 3.6万余个, not 37余岁."""
    is_round = amount.form == "myriad" or (amount.value % 10 == 0 and amount.value >= 20)
    return is_round and bool(amount.tail) and amount.tail not in (*SHARES, "岁", "年", "天")


def write_level(
    chance: random.Random, indicator: Indicator, *, value: Decimal | None = None
) -> tuple[str, Row, tuple[str, ...]]:
    """Write what stands behind a name: a bound with an amount.

    Returns:
        The words, the row without its time, the kinds.
    """
    value = indicator.value(chance) if value is None else value
    while True:
        wording = choose_level(chance, indicator.wish)
        fitting = write_amount(chance, value, indicator.unit)
        if fitting.form not in wording.forms:
            continue
        if wording.way == "between" and not is_countable(fitting):
            continue
        if value < 0 and wording.way in ("verb", "limit", "both"):
            continue
        break
    row = bounded(row_of(indicator.name, wording.comparator, fitting), wording)
    kinds = (f"bound {wording.comparator} {wording.way}", f"number {fitting.form}")
    return wording.write(fitting), row, kinds


def make_level(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write a goal of one indicator: one bound, a range, or two bounds at once."""
    indicator = choose_indicator(chance, taken)
    way = pick(chance, _WAYS)
    if way != "amount" and indicator.low > 0:
        return _between(chance, indicator, is_range=way == "range")
    words, row, kinds = write_level(chance, indicator)
    whole, place = _place(chance, indicator, words)
    return Phrase(
        words=whole,
        rows=(row,),
        kinds=(*kinds, place, "change level"),
        numbers=names_of(indicator),
    )


def _place(chance: random.Random, indicator: Indicator, words: str) -> tuple[str, str]:
    """Put name and value together, with words of setting where they fit; return how, too."""
    name = indicator.name
    verbs = (*RISING, *FALLING, *KEEPING, "达到", "控制在")
    verb = next((one for one in verbs if words.startswith(one)), "")
    if not verb:
        return name + words, "name before"
    ways = {"name": 12.0, "modal": 3.0, "before": 1.5}
    if verb in ("控制在", "稳定在", *RISING, *FALLING):
        ways["moved"] = 1.5
    if verb == ("达到" if indicator.wish is Wish.UP else "降至"):
        ways["clause"] = 1.0
    way = pick(chance, ways)
    if way == "modal":
        return name + chance.choice(_MODALS) + words, "name before a word of setting"
    if way == "before":
        return chance.choice(_BEFORE_NAMES) + name + words, "name behind a word of setting"
    if way == "moved":
        return chance.choice(("将", "把")) + name + words, "name behind a denial or 将"
    if way == "clause":
        improved = chance.choice(_IMPROVED[indicator.wish])
        return f"{name}{improved}，{words}", "name in the clause before"
    return name + words, "name before"


def _between(chance: random.Random, indicator: Indicator, *, is_range: bool) -> Phrase:
    """Write two bounds: a range, or two words of bound."""
    low, high = sorted((indicator.value(chance), indicator.value(chance)))
    if low == high:
        high = low + Decimal(10) ** -indicator.places
    if is_range:
        words, lower, upper = write_range(chance, low, high, indicator.unit)
        words = chance.choice(("达到{}", "保持在{}", "控制在{}", "为{}", "保持在{}之间")).format(
            words
        )
        kinds = ("bound range",)
    else:
        forms = ("plain", "decimal") if chance.random() < 0.7 else ("gap",)
        if not indicator.unit:
            forms = ("plain", "decimal")
        lower, upper = (
            write_amount(chance, one, indicator.unit, forms=forms) for one in (low, high)
        )
        words = chance.choice(
            (
                "不低于{}且不高于{}",
                "不低于{}、不高于{}",
                "不少于{}且不超过{}",
                "不得低于{}、不得高于{}",
                "高于或等于{}且低于或等于{}",
            )
        ).format(lower.words, upper.words)
        kinds = ("bound two",)
    return Phrase(
        words=indicator.name + words,
        rows=(
            row_of(indicator.name, ">=", lower),
            row_of(indicator.name, "<=", upper),
        ),
        kinds=(*kinds, f"number {lower.form}", f"number {upper.form}", "change level"),
        numbers=names_of(indicator),
    )


def make_strict(chance: random.Random, taken: Collection[str]) -> Phrase:
    """Write a goal that begins with a denial or keeps the value within: 严禁失业率高于5.5%."""
    falling = tuple(
        one for pool in (SHARE_INDICATORS, AMOUNTS) for one in pool if one.wish is Wish.DOWN
    )
    indicator = choose_indicator(chance, taken, falling)
    amount = write_amount(chance, indicator.value(chance), indicator.unit)
    template, way = chance.choice(
        (
            ("严禁{}高于{}", "denial"),
            ("严禁{}突破{}", "denial"),
            ("严禁{}超过{}", "denial"),
            ("将{}严格控制在{}以内", "behind"),
            ("把{}控制在{}以内", "behind"),
            ("保持{}在{}以内", "behind"),
            ("严格控制{}不超过{}", "before"),
        )
    )
    return Phrase(
        words=template.format(indicator.name, amount.words),
        rows=(row_of(indicator.name, "<=", amount),),
        kinds=(
            f"bound <= {way}",
            f"number {amount.form}",
            "name behind a denial or 将",
            "change level",
        ),
        numbers=names_of(indicator),
    )
