"""The shape of a form: how much it can match, and with which characters it can begin."""

from __future__ import annotations

from functools import cache
from re import _constants as constants
from re import _parser as parser
from typing import Any

_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)
_LOOKS = (constants.ASSERT, constants.ASSERT_NOT, constants.AT)
_MOST = 500


@cache
def reach(form: str) -> tuple[int, int]:
    """Sort forms by how much they can match, the longest first; what they look at counts nothing.

    >>> sorted(["增(?!值)", "增长", "增长率?"], key=reach)
    ['增长率?', '增长', '增(?!值)']
    """
    least, most = parser.parse(form).getwidth()
    return -most, -least


@cache
def first_characters(form: str) -> frozenset[str] | None:
    """Return the characters with which words of a form can begin; ``None`` where any can.

    >>> sorted(first_characters("(?:不|决)得?"))
    ['不', '决']
    >>> first_characters(".得") is None
    True
    """
    found: set[str] = set()
    return frozenset(found) if _collect(parser.parse(form), found) is False else None


def _collect(tokens: Any, found: set[str]) -> bool | None:
    """Collect first characters.

    Returns:
        Whether the tokens can match nothing, so that what follows may be first; ``None`` where
        the first character is not known.
    """
    for operator, argument in tokens:
        if operator in _LOOKS:
            continue
        is_empty = _collect_one(operator, argument, found)
        if is_empty is not True:
            return is_empty
    return True


def _collect_one(operator: Any, argument: Any, found: set[str]) -> bool | None:
    if operator is constants.LITERAL:
        found.add(chr(argument))
        return False
    if operator is constants.IN:
        return _collect_set(argument, found)
    if operator is constants.BRANCH:
        results = [_collect(branch, found) for branch in argument[1]]
        return None if None in results else any(results)
    if operator is constants.SUBPATTERN:
        return _collect(argument[-1], found)
    if operator in _REPEATS:
        least, _, inner = argument
        is_empty = _collect(inner, found)
        return None if is_empty is None else least == 0 or is_empty
    return None


def _collect_set(items: Any, found: set[str]) -> bool | None:
    for operator, argument in items:
        if operator is constants.LITERAL:
            found.add(chr(argument))
        elif operator is constants.RANGE and argument[1] - argument[0] < _MOST:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif operator is constants.CATEGORY and argument is constants.CATEGORY_DIGIT:
            found.update("0123456789")
        else:
            return None
    return False
