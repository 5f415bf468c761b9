"""Counting numbers in Arabic and Chinese digits, and the ordinals of plans.

A closed grammar: what it does not know it refuses.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import NumeralError
from kg.lexicon import words


def _values(name: str) -> dict[str, int]:
    """Return the characters of a class of words with what they stand for."""
    return {form: int(entry.reads) for entry in words(name).entries for form in entry.forms}


def any_of(characters: Iterable[str]) -> str:
    """Return a set of characters as a regular expression."""
    return "[" + "".join(characters) + "]"


DIGITS = _values("digit")
PLACES = _values("place")
MYRIADS = _values("myriad")

CHINESE = any_of((*DIGITS, *PLACES)) + "{1,12}"
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# Bounded, so that a long row of digits does not cost its square.
COUNTING = rf"(?:{CHINESE}|\d{{1,12}})"

_TEN = 10
_SIXTH_PLAN = 6
_SIXTH_START = 1981
_PLAN_LENGTH = 5


def parse_counting(numeral: str) -> int:
    """Read a counting number in Arabic or Chinese digits.

    Args:
        numeral: Such as ``"16"``, ``"十六"``, ``"两"`` or ``"二〇三〇"``.

    Returns:
        The number.

    Raises:
        NumeralError: Anything else, the empty string included.

    >>> parse_counting("十六"), parse_counting("两百零三"), parse_counting("二〇三〇")
    (16, 203, 2030)
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if numeral and all(character in DIGITS for character in numeral):
        return int("".join(str(DIGITS[character]) for character in numeral))
    total, digit = 0, 0
    last_place = 10**5
    for character in numeral:
        if character in DIGITS:
            if digit:
                raise NumeralError(numeral)
            digit = DIGITS[character]
        elif character in PLACES and PLACES[character] < last_place:
            last_place = PLACES[character]
            total += (digit or (1 if last_place == _TEN else 0)) * last_place
            digit = 0
        else:
            raise NumeralError(numeral)
    if not total:
        raise NumeralError(numeral)
    return total + digit


def read_counting(numeral: str) -> int | None:
    """Read a counting number as `parse_counting` does; ``None`` where the words are no number.

    >>> read_counting("十六"), read_counting("十十")
    (16, None)
    """
    try:
        return parse_counting(numeral)
    except NumeralError:
        return None


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
    names = {number: character for character, number in reversed(DIGITS.items())}
    ten = next(character for character, number in PLACES.items() if number == _TEN)
    tens, ones = divmod(value, _TEN)
    leading = ("" if tens == 1 else names[tens]) + ten if tens else ""
    return leading + (names[ones] if ones or not tens else "")
