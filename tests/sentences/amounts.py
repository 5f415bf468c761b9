"""Amounts: a value with its unit, in each form in which plans write it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from tests.sentences.numerals import chinese, full_width
from tests.sentences.sentence import pick

SHARES = ("%", "‰")
# Forms in Arabic digits, which alone stand behind a sign.
ARABIC = ("plain", "decimal", "gap", "comma", "spaced", "full-width", "myriad")
FORMS = (
    *ARABIC, "chinese", "mixed", "percent-words", "percent-word-arabic", "permille-words", "tenths",
    "half", "fraction", "negative", "negative-word", "negative-full-width",
)  # fmt: skip
_FRACTIONS = {
    20: ("五分之一", "0.2"),
    25: ("四分之一", "0.25"),
    40: ("五分之二", "0.4"),
    60: ("五分之三", "0.6"),
    75: ("四分之三", "0.75"),
    80: ("五分之四", "0.8"),
}
_WEIGHTS = {"plain": 6.0, "decimal": 6.0, "half": 4.0, "negative": 2.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A value as written.

    Attributes:
        head: The number, with a myriad word that belongs to it.
        tail: The measure word; empty where the form has none.
        value: In ``unit``.
        unit: As the contract has it; ``None`` where none is written.
        form: One of `FORMS`.
    """

    head: str
    tail: str
    value: Decimal
    unit: str | None
    form: str

    @property
    def words(self) -> str:
        """The whole."""
        return self.head + self.tail


def write_amount(
    chance: random.Random, value: Decimal, unit: str, *, forms: tuple[str, ...] = FORMS
) -> Amount:
    """Write a value in one of the forms that fit it.

    Args:
        chance: Chooses the form.
        value: In ``unit``.
        unit: ``""`` where there is none.
        forms: From which to choose; one that fits every value is among them.
    """
    fitting = {form: _WEIGHTS.get(form, 1.0) for form in _fitting(value, unit) if form in forms}
    return write_in_form(chance, value, unit, pick(chance, fitting))


def write_in_form(chance: random.Random, value: Decimal, unit: str, form: str) -> Amount:
    """Write a value in a form that fits it."""
    if form in ("plain", "decimal", "negative"):
        return _amount(f"{value:f}", value, unit, form)
    if form == "gap":
        return _amount(f"{value:f} ", value, unit, form)
    if form == "comma":
        return _amount(f"{value:,f}", value, unit, form)
    if form == "spaced":
        gap = chance.choice((" ", " ", "\u00a0"))
        return _amount(f"{value:,f}".replace(",", gap), value, unit, form)
    if form in ("full-width", "negative-full-width"):
        return _amount(full_width(f"{value:f}"), value, unit, form)
    if form == "negative-word":
        return _amount(f"负{-value:f}", value, unit, form)
    if form == "myriad":
        return _with_myriad(value, unit)
    if form == "chinese":
        liang = value == 2 or chance.random() < 0.5
        return _amount(chinese(value, liang=liang), value, unit, form)
    if form == "mixed":
        myriads, rest = divmod(int(value), 10_000)
        head = f"{myriads}万{rest // 1000}千"
        return Amount(head=head, tail=unit, value=value / 10_000, unit=f"万{unit}", form=form)
    return _share_in_words(value, form)


def _amount(head: str, value: Decimal, unit: str, form: str) -> Amount:
    return Amount(head=head, tail=unit, value=value, unit=unit or None, form=form)


def _with_myriad(value: Decimal, unit: str) -> Amount:
    scaled = (value / 10_000).normalize()
    head = f"{scaled:f}万"
    return Amount(head=head, tail=unit, value=scaled, unit=f"万{unit}", form="myriad")


def _share_in_words(value: Decimal, form: str) -> Amount:
    """Write a share without its sign; a fraction other than a half has no unit."""
    if form == "fraction":
        words, number = _FRACTIONS[int(value)]
        return Amount(head=words, tail="", value=Decimal(number), unit=None, form=form)
    if form == "permille-words":
        words, unit = f"千分之{chinese(value)}", "‰"
    else:
        tens, ones = divmod(int(value), 10)
        unit = "%"
        words = {
            "percent-words": f"百分之{chinese(value)}",
            "percent-word-arabic": f"百分之{value:f}",
            "half": "一半",
            "tenths": f"{chinese(Decimal(tens))}成" + ("五" if ones else ""),
        }[form]
    return Amount(head=words, tail="", value=value, unit=unit, form=form)


def _fitting(value: Decimal, unit: str) -> list[str]:
    """Return the forms in which an official would write a value."""
    if value < 0:
        return ["negative", "negative-word", "negative-full-width"]
    is_whole = value == value.to_integral_value()
    forms = ["plain" if is_whole else "decimal", "full-width"]
    if unit:
        forms.append("gap")
    if value >= 1000:
        forms += ["comma", "spaced"] if is_whole else ["comma"]
    if unit in SHARES:
        return forms + _fitting_shares(value, unit, is_whole=is_whole)
    # A number of many digits is not written in Chinese numerals.
    if unit and not unit.isascii() and len(value.normalize().as_tuple().digits) <= 3:
        forms.append("chinese")
    # A unit that begins with 万 or has a stroke takes no second myriad word.
    if value >= 10_000 and value % 100 == 0 and unit and unit[0] != "万" and "/" not in unit:
        forms += ["myriad", "myriad", "myriad"]
        if value % 1000 == 0 and value % 10_000 and unit[0] != "亿":
            forms.append("mixed")
    return forms


def _fitting_shares(value: Decimal, unit: str, *, is_whole: bool) -> list[str]:
    if unit == "‰":
        return ["permille-words"]
    forms = ["percent-words"]
    if is_whole:
        forms.append("percent-word-arabic")
        if value % 5 == 0 and 10 < value < 100:
            forms.append("tenths")
        if value in _FRACTIONS:
            forms.append("fraction")
        if value == 50:
            forms.append("half")
    return forms


def write_range(
    chance: random.Random, low: Decimal, high: Decimal, unit: str
) -> tuple[str, Amount, Amount]:
    """Write two bounds as a range; return the words and the bounds."""
    if unit == "%" and chance.random() < 0.15:
        form = chance.choice(("percent-words", "percent-words", "percent-word-arabic"))
        if form == "percent-word-arabic" and (low % 1 or high % 1):
            form = "percent-words"
        lower, upper = (write_in_form(chance, value, unit, form) for value in (low, high))
        return f"{lower.words}至{upper.words}", lower, upper
    mark = chance.choice("—～~-–至至到")
    lower, upper = (write_in_form(chance, value, unit, "plain") for value in (low, high))
    # The first unit may be left out; a measure word is rarely written twice.
    first = lower.words if unit and chance.random() < 0.5 else lower.head
    return f"{first}{mark}{upper.words}", lower, upper
