"""Amounts: numbers in Arabic, Chinese and mixed digits, shares and fractions, with their values.

A number is kept as the contract stores it: a myriad word at its end belongs to the unit (``1650``
with ``亿`` behind), hundredths are ``%``, other fractions are decimals without a unit.

Source: GB/T 15835-2011, General rules for writing numerals in public texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from kg.errors import NumeralError
from kg.lexicon import compiled, words
from kg.numerals.comparator import Comparator
from kg.numerals.counting import ARABIC, DIGITS, MYRIADS, PLACES, any_of, parse_counting
from kg.numerals.units import is_unit

_CHARACTERS = any_of((*DIGITS, *PLACES))
_DIGIT = any_of(DIGITS)
_MYRIAD = any_of(MYRIADS)
# 20 000: groups of three parted by a space.
_SPACED = r"\d{1,3}(?: \d{3})+(?![\d.,])"
_PLAIN = rf"(?:{_SPACED}|{ARABIC})"
# 一百千瓦: a place that begins a unit is not part of the number.
_NOT_OF_A_UNIT = r"(?!(?<=千)(?:瓦|米|克|伏|焦|公顷)|(?<=百)分)"
_CHINESE = rf"(?:(?<!\d){_CHARACTERS}{{1,12}}{_NOT_OF_A_UNIT}(?:{{point}}{_DIGIT}{{1,6}})?)"
# 5千4百, 2千零30: places in words behind Arabic digits.
_MIXED = r"(?:\d{1,4}[千百](?:零?\d{1,3}(?:[百十]|(?![\d.,%年月日])))+)"
_SECTION = rf"(?:{_MIXED}|{_PLAIN}|{_CHINESE})"
# Sections from the highest myriad down: 三亿四千万, 13万2千, 十亿3000万.
_AMOUNT = (
    rf"(?:{_SECTION}(?:[千百]?{_MYRIAD}{{1,3}})(?:{_SECTION}[千百]?{_MYRIAD}{{1,3}})*"
    rf"(?:零?(?:(?:{_DIGIT}|十|拾){_CHARACTERS}{{0,7}}|{_MIXED}|\d{{1,4}}千|\d{{1,4}}(?![\d年月.,]|{_MYRIAD})))?|{_SECTION})"
)

_NUMERAL = compiled(
    rf"(?P<denominator>{{part-of.hundredth}}|{{part-of.thousandth}}|(?:一?[十百千万]{{0,4}}万)分之"
    rf"|(?:{_CHARACTERS}{{1,6}}|\d{{1,6}}){{part-of.other}})(?P<numerator>{_SECTION})"
    r"|(?P<fraction>(?<![\d./])\d{1,2}/\d{1,3}(?![\d/万亿年月日]))"
    rf"|(?P<tenths>(?:{_DIGIT}|十|\d)(?:{{point}}{_DIGIT}|\.\d)?){{tenth}}(?P<tenth_more>{_DIGIT}|\d|半)?"
    r"(?=$|[^\d一-龥]|{bound-after}|{some-more}|[的和及与是为到至])"
    r"|(?P<half>{half})"
    rf"|(?P<times>{_SECTION}){{times}}(?P<times_more>{{half-more}})"
    # A power of ten alone is one of it, behind a word that says how far: 上百家, 突破万亿元.
    # The second may also end a clause: 突破万亿。
    rf"|(?:(?P<round>{{at-least-round}})(?P<rounded>[十百千万亿]{{1,3}})"
    rf"|(?<=[近逾超过破上达到回])(?P<bare>[百千]?{_MYRIAD}{{1,2}}|[百千]))"
    r"(?={counted-thing}|(?(bare)(?:$|[,;。、)])|(?!)))"
    rf"|(?P<vague>{{vague}})"
    rf"|(?P<amount>{_AMOUNT})"
)
_IS_MIXED = re.compile(_MIXED)
_PLACES_IN_WORDS = re.compile(r"(\d+)([千百十]?)")
_IS_MIXED = re.compile(_MIXED)
_PLACES_IN_WORDS = re.compile(r"(\d+)([千百十]?)")
_SIGN = compiled("{negative}$")
# Before a sign: what a range or a number of a list ends with.
_NO_SIGN = re.compile(r"[\dA-Za-z%‰°℃)\]]\s*$")
_ONE_DIGIT = re.compile(rf"\d|{_CHARACTERS}")
_MYRIAD_END = re.compile(rf"[千百]?{_MYRIAD}+$")
_ARABIC = re.compile(_PLAIN)
_APPROXIMATE = re.compile(rf"{any_of(c for c in DIGITS if c not in '零〇两')}{{2}}")
_LONGEST = 12
_ROUNDED = Context(prec=6, rounding=ROUND_HALF_UP)
_TEN = Decimal(10)
_POINT_OF_NOTHING = re.compile("点点")


class NumeralForm(StrEnum):
    """How a number is written."""

    ARABIC = "arabic"
    CHINESE = "chinese"
    MIXED = "mixed"
    SHARE = "share"
    POWER = "power"
    VAGUE = "vague"
    BROKEN = "broken"


_IN_WORDS = (NumeralForm.SHARE, NumeralForm.CHINESE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as a text writes it.

    Attributes:
        start: First code point, that of a sign included.
        end: One past the last; a myriad word behind plain Arabic digits is not part of it.
        value: The number without ``scale``; ``None`` where the words name none (数十, 十十).
        scale: Myriad words at its end, which belong to the unit; ``""`` for plain Arabic digits,
            whose myriad words stand behind ``end``.
        unit: ``%`` or ``‰`` where the words themselves say it (百分之三, 四成); else ``None``.
        bound: What the words themselves say of the real value: 上百 is a hundred or more.
    """

    start: int
    end: int
    value: Decimal | None
    scale: str
    unit: str | None
    form: NumeralForm
    bound: Comparator | None = None


def find_numerals(folded: str) -> Iterator[Numeral]:
    """Find everything that is written as a number, from left to right.

    Whether it counts something, names something or dates something is not decided here.

    >>> [(str(n.value), n.scale, n.unit) for n in find_numerals("一千六百五十亿元、百分之七十")]
    [('1650', '亿', None), ('70', '', '%')]
    """
    for match in _NUMERAL().finditer(folded):
        numeral = _numeral(match)
        if _POINT_OF_NOTHING.match(folded, numeral.end) and numeral.form in _IN_WORDS:
            # 千分之零点点三: a point with nothing behind it.
            numeral = replace(numeral, value=None, form=NumeralForm.BROKEN)
        yield _with_sign(folded, numeral)


def read_numeral(numeral: str) -> Decimal | None:
    """Read words that are a number and nothing else, in ones; ``None`` where they are not.

    >>> read_numeral("三亿四千万"), read_numeral("百分之七十"), read_numeral("1.2.3")
    (Decimal('340000000.0'), Decimal('0.70'), None)
    """
    found = list(find_numerals(numeral))
    if len(found) != 1 or found[0].start or found[0].value is None:
        return None
    rest = numeral[found[0].end :]
    value = found[0].value
    for character in found[0].scale + rest:
        power = MYRIADS.get(character) or PLACES.get(character)
        if power is None:
            return None
        value *= power
    return value * {"%": Decimal("0.01"), "‰": Decimal("0.001")}.get(found[0].unit or "", 1)


def _numeral(match: re.Match[str]) -> Numeral:
    start, end = match.span()
    if match["denominator"]:
        return _share(match["denominator"], match["numerator"], start, end)
    if match["tenths"]:
        more = match["tenth_more"]
        ones = Decimal(5) if more == "半" else _digit(more) if more else Decimal(0)
        value = _tenths(match["tenths"]) * _TEN + ones
        return _made(start, end, value, NumeralForm.SHARE, unit="%")
    if match["fraction"]:
        return _fraction(match["fraction"], start, end)
    if match["half"]:
        return _made(start, end, Decimal(50), NumeralForm.SHARE, unit="%")
    if match["times"]:
        try:
            value = _section(match["times"]) + Decimal("0.5")
        except NumeralError:
            return _made(start, end, None, NumeralForm.BROKEN)
        return _made(start, end, value, NumeralForm.CHINESE, unit=words("times").entries[0].zh)
    if match["round"] or match["bare"]:
        power = match["rounded"] or match["bare"]
        head = power.rstrip("万亿")
        return _made(
            start,
            end,
            Decimal(PLACES.get(head, 1)),
            NumeralForm.POWER if power == power[len(head) :] else NumeralForm.CHINESE,
            scale=power[len(head) :],
            bound=Comparator.AT_LEAST if match["round"] else None,
        )
    if match["vague"]:
        return _made(start, end, None, NumeralForm.VAGUE)
    return _amount(match["amount"], start)


def _made(
    start: int,
    end: int,
    value: Decimal | None,
    form: NumeralForm,
    *,
    scale: str = "",
    unit: str | None = None,
    bound: Comparator | None = None,
) -> Numeral:
    return Numeral(
        start=start, end=end, value=value, scale=scale, unit=unit, form=form, bound=bound
    )


def _tenths(words_of_it: str) -> Decimal:
    """Read how many tenths: 四, 4, 八点五, 十."""
    arabic = _ARABIC.fullmatch(words_of_it)
    return Decimal(words_of_it) if arabic else _section(words_of_it)


def _digit(character: str) -> Decimal:
    return Decimal(DIGITS.get(character, character))


def _share(denominator: str, numerator: str, start: int, end: int) -> Numeral:
    part = words("part-of").at(denominator, 0)
    unit = part.reads if part else ""
    try:
        value = _whole(numerator)
        if not unit:
            value = _as_decimal(value, _denominator(denominator.removesuffix("分之")))
    except (NumeralError, ZeroDivisionError):
        return _made(start, end, None, NumeralForm.BROKEN)
    return _made(start, end, value, NumeralForm.SHARE, unit=unit or None)


def _fraction(words_of_it: str, start: int, end: int) -> Numeral:
    """Read a fraction in Arabic digits; only a proper one is a share: 3/5."""
    above, below = (Decimal(part) for part in words_of_it.split("/"))
    if not 0 < above < below:
        return _made(start, end, None, NumeralForm.BROKEN)
    return _made(start, end, _as_decimal(above, below), NumeralForm.SHARE)


def _as_decimal(above: Decimal, below: Decimal) -> Decimal:
    """Divide; a fraction that no short decimal equals is rounded to six digits that count."""
    exact = above / below
    return (
        exact
        if len(exact.normalize().as_tuple().digits) <= _LONGEST
        else _ROUNDED.divide(above, below)
    )


def _denominator(said: str) -> Decimal:
    """Read what a fraction is parted into; 万 and 百万 alone are one of it."""
    places = PLACES | MYRIADS
    if all(character in places for character in said):
        product = Decimal(1)
        for character in said:
            product *= places[character]
        return product
    value = read_numeral(said)
    if value is None:
        raise NumeralError(said)
    return value


def _whole(numerator: str) -> Decimal:
    """Read the number behind 百分之; 百 alone is a hundred there."""
    if numerator in ("百", "佰"):
        return Decimal(100)
    return _section(numerator)


def _amount(numeral: str, start: int) -> Numeral:
    end = start + len(numeral)
    plain = _ARABIC.match(numeral)
    rest = numeral[plain.end() :] if plain else numeral
    if plain and not _IS_MIXED.fullmatch(numeral) and not rest.strip("千百万亿"):
        digits = plain.group().replace(",", "").replace(" ", "")
        return _made(start, start + plain.end(), Decimal(digits), NumeralForm.ARABIC)
    if not numeral.strip("百千万亿"):
        # 千亿级集群: a size, and no number.
        return _made(start, end, None, NumeralForm.POWER)
    form = NumeralForm.MIXED if re.search(r"\d", numeral) else NumeralForm.CHINESE
    if _APPROXIMATE.match(numeral) and form is NumeralForm.CHINESE and not _is_year(numeral):
        # 三五个, 七八十家: two digits side by side name no value.
        return _made(start, end, None, NumeralForm.VAGUE)
    try:
        value, scale = _sections(numeral)
    except NumeralError:
        return _made(start, end, None, NumeralForm.BROKEN)
    return _made(start, end, value, form, scale=scale)


def _is_year(numeral: str) -> bool:
    return len(numeral) > 2 and all(character in DIGITS for character in numeral)


def _sections(numeral: str) -> tuple[Decimal, str]:
    """Read an amount of several sections in its highest myriad.

    Returns:
        The value in that myriad, and the myriad's words.

    Raises:
        NumeralError: The sections do not go down.
    """
    tail = _MYRIAD_END.search(numeral)
    if tail is not None and not re.search("[万亿]", numeral[: tail.start()]):
        scale = tail.group().lstrip("千百")
        lead = tail.group()[: len(tail.group()) - len(scale)]
        return _section(numeral[: tail.start()] + lead), scale
    sections = [
        (match["section"], match["scale"])
        for match in re.finditer(rf"(?P<section>[^万亿]+)(?P<scale>{_MYRIAD}*)", numeral)
    ]
    highest = sections[0][1]
    total, last = Decimal(0), Decimal("Infinity")
    unit = _power(highest)
    for section, scale in sections:
        power = _power(scale)
        value = _section(section, below=last if scale == "" and last.is_finite() else None)
        if power >= last or value * power >= last:
            raise NumeralError(numeral)
        total += value * power
        last = power
    return (total / unit).normalize() if highest else total, highest


def _power(scale: str) -> Decimal:
    power = Decimal(1)
    for character in scale:
        power *= MYRIADS[character]
    return power


def _section(section: str, *, below: Decimal | None = None) -> Decimal:
    """Read a section without myriads: 3.4, 三千四百, 三点四, 2千.

    Args:
        section: The words.
        below: The myriad before it, where no myriad stands behind it: 13万2 is 13万2千.
    """
    mixed = _PLACES_IN_WORDS.findall(section) if _IS_MIXED.fullmatch(section) else []
    if mixed:
        return sum((Decimal(digits) * PLACES.get(place, 1) for digits, place in mixed), Decimal(0))
    arabic = _ARABIC.match(section)
    if arabic:
        value = Decimal(arabic.group().replace(",", "").replace(" ", ""))
        rest = section[arabic.end() :]
        for character in rest:
            if character not in PLACES:
                raise NumeralError(section)
            value *= PLACES[character]
        if not rest and below is not None and len(section) == 1:
            value *= below / _TEN
        return value
    whole, _, fraction = section.partition("点")
    if not fraction:
        return _integer(whole, below)
    if len(whole) > 1 and all(character in DIGITS for character in whole):
        raise NumeralError(section)
    digits = "".join(str(DIGITS[character]) for character in fraction)
    return Decimal(f"{_integer(whole, None)}.{digits}")


def _integer(numeral: str, below: Decimal | None) -> Decimal:
    if len(numeral) == 1 and numeral in DIGITS and below is not None:
        return Decimal(DIGITS[numeral]) * below / _TEN
    if numeral in ("零", "〇"):
        return Decimal(0)
    body = numeral.lstrip("零〇")
    # 三百五 is 三百五十; 三百零五 is 305.
    is_short = (
        len(body) > 2 and body[-1] in DIGITS and body[-2] in PLACES and PLACES[body[-2]] > _TEN
    )
    if is_short:
        head = parse_counting(body[:-1])
        return Decimal(head + DIGITS[body[-1]] * PLACES[body[-2]] // 10)
    return Decimal(parse_counting(body))


def _ends_in_amount(before: str) -> bool:
    """Return whether words end in a number, with its unit or without."""
    if _NO_SIGN.search(before):
        return True
    said = before.rstrip()
    return any(is_unit(said[digit.end() :]) for digit in _ONE_DIGIT.finditer(said))


def _with_sign(folded: str, numeral: Numeral) -> Numeral:
    """Take the sign before a number: 不低于-0.8‰, 负三十二; a dash of a range is none."""
    sign = _SIGN().search(folded, max(0, numeral.start - 2), numeral.start)
    if sign is None or numeral.value is None:
        return numeral
    before = folded[max(0, sign.start() - 14) : sign.start()]
    is_dash = before.endswith(("\n", "-", "−"))
    if sign.group() in "-−" and (is_dash or _ends_in_amount(before)):
        return numeral
    return Numeral(
        start=sign.start(),
        end=numeral.end,
        value=-numeral.value,
        scale=numeral.scale,
        unit=numeral.unit,
        form=numeral.form,
        bound=numeral.bound,
    )
