"""Compare an expected row with one that was given: values with their units, names, bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.text import fold
from tests.cases.answer import Values

# Variables that are compared only where the query has them.
LATER = ("change", "since")
# Words before a name that do not count.
_BEFORE_NAMES = tuple("全市 新增 建成 培育 引进 完成 新建 改造 举办 培训".split())
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SHARES = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "成": Decimal("0.1")}
_DIRECTIONS = {">": 1, ">=": 1, "<": -1, "<=": -1}
_TURNED = {"rise": "fall", "fall": "rise"}


def scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return a value in the unit without its words of number, a share in ones.

    >>> scaled(Decimal("2.8"), "亿元") == scaled(Decimal(28000), "万元")
    True
    >>> scaled(Decimal(75), "%") == scaled(Decimal("7.5"), "成") == (Decimal("0.75"), "")
    True
    """
    if unit in _SHARES:
        return value * _SHARES[unit], ""
    while unit and unit[0] in _SCALES and not unit.startswith("百分"):
        value, unit = value * _SCALES[unit[0]], unit[1:]
    return value, unit


def bare_name(name: str) -> str:
    """Return a name without the words before it that do not count.

    >>> bare_name("全市新增城镇就业")
    '城镇就业'
    """
    name = "".join(fold(name).split())
    while found := next((word for word in _BEFORE_NAMES if name.startswith(word)), None):
        if found == name:
            break
        name = name.removeprefix(found)
    return name


def differing(expected: Mapping[str, Any], given: Values, variables: Sequence[str]) -> list[str]:
    """Return the fields in which a given row is not as expected.

    Args:
        expected: Fields of a case; those that are missing are not compared.
        given: A row of the query.
        variables: Of the query.
    """
    fields = [
        name
        for name in expected
        if name not in ("accept", "value", "unit") and (name not in LATER or name in variables)
    ]
    found = [name for name in fields if not _is_accepted(expected, name, given.get(name, ""))]
    return found if _has_value(expected, given) else [*found, "value"]


def is_turned(expected: Mapping[str, Any], given: Values, variables: Sequence[str]) -> bool:
    """Return whether a row has the expected number with its bound, sign or change turned round."""
    wanted, got = Decimal(str(expected["value"])), _number(given["value"])
    if got is None:
        return False
    one, other = (wanted, str(expected.get("unit") or "")), (got, given.get("unit", ""))
    if abs(wanted) != abs(got) and abs(scaled(*one)[0]) != abs(scaled(*other)[0]):
        return False
    if wanted * got < 0:
        return True
    directions = {_DIRECTIONS.get(word, 0) for word in _choices(expected, "comparator")}
    if _DIRECTIONS.get(given["comparator"], 0) and directions == {
        -_DIRECTIONS[given["comparator"]]
    }:
        return True
    change = str(expected.get("change") or "")
    return "change" in variables and bool(change) and given.get("change") == _TURNED[change]


def assign(
    expected: Sequence[Mapping[str, Any]], given: Sequence[Values], variables: Sequence[str]
) -> tuple[list[Mapping[str, Any]], list[Values]]:
    """Give each expected row a row of its own; return the expected and the given that are left."""
    fits = [
        [place for place, row in enumerate(given) if not differing(wanted, row, variables)]
        for wanted in expected
    ]
    holder: dict[int, int] = {}
    for number in range(len(expected)):
        _place(number, fits, holder, set())
    held = set(holder.values())
    missing = [row for number, row in enumerate(expected) if number not in held]
    return missing, [row for place, row in enumerate(given) if place not in holder]


def _place(number: int, fits: list[list[int]], holder: dict[int, int], tried: set[int]) -> bool:
    for place in fits[number]:
        if place not in tried:
            tried.add(place)
            if place not in holder or _place(holder[place], fits, holder, tried):
                holder[place] = number
                return True
    return False


def _choices(expected: Mapping[str, Any], name: str) -> list[str]:
    """Return what is as good as the expected value of a field, that value first; unbound is ''."""
    values = [expected.get(name), *expected.get("accept", {}).get(name, ())]
    return ["" if value is None else str(value) for value in values]


def _is_accepted(expected: Mapping[str, Any], name: str, given: str) -> bool:
    choices = _choices(expected, name)
    if name == "indicator":
        return bare_name(given) in map(bare_name, choices)
    return given in choices


def _has_value(expected: Mapping[str, Any], given: Values) -> bool:
    got = _number(given["value"])
    if got is None:
        return False
    pairs = list(_wanted_values(expected))
    if "unit" not in expected:
        return any(wanted == got for wanted, _ in pairs)
    return any(_same((wanted, unit), (got, given.get("unit", ""))) for wanted, unit in pairs)


def _wanted_values(expected: Mapping[str, Any]) -> Iterator[tuple[Decimal, str]]:
    for words in _choices(expected, "value"):
        for unit in _choices(expected, "unit"):
            yield Decimal(words), unit


def _same(one: tuple[Decimal, str], other: tuple[Decimal, str]) -> bool:
    return scaled(*one) == scaled(*other)


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
