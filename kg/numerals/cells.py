"""Quantities: a table's cell that holds one number, or the two bounds of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.lexicon import compiled, words
from kg.numerals.comparator import Comparator, join_bounds
from kg.numerals.counting import ARABIC
from kg.numerals.units import UNIT, is_unit, unit_pattern

_QUANTITY = compiled(
    r"(?P<open>[\[(])?\s*(?P<hedge>(?:{hedge}|{expected})*)(?P<before>{bound-before})?"
    rf"\s*(?P<sign>[-−])?(?P<number>{ARABIC})(?P<more>{{some-more}})?(?P<unit>{UNIT})?"
    r"(?P<after>{bound-after})?\s*(?(open)[\])]|)(?:\((?P<year>\d{4})年\))?"
)
# Two bounds in one cell; the unit is printed once, or with both.
_RANGE = re.compile(
    r"(?P<low>\d++(?:\.\d++)?+)(?P<low_unit>[^-—–~～至]*+)[-—–~～至]++"
    r"\s*+(?P<high>\d++(?:\.\d++)?+)(?P<unit>\D.*)?"
)
# A line whose side is not said.
_OPEN = "?"
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what bounds it, as a table cell prints it.

    Attributes:
        value: The number as printed, in ``unit``; not rescaled.
        comparator: How the value bounds the real one.
        unit: The unit printed with the number; ``None`` where none is.
        hedge: Words before the value such as ``力争``, joined by ``,``; ``None`` without any.
        year: The bracketed year after the value; ``None`` without one.
        bracketed: Whether the number stands in ``[ ]`` or ``〔 〕``: it is a cumulative value.
    """

    value: Decimal
    comparator: Comparator
    unit: str | None
    hedge: str | None
    year: int | None
    bracketed: bool


def bound_of(reads: str) -> Comparator:
    """Return the comparator that a word of bound reads as, where no other word joins it.

    >>> bound_of("kept").value, bound_of(">=").value, bound_of("").value
    ('<=', '>=', '=')
    """
    return Comparator.AT_MOST if reads == "kept" else Comparator(reads or "=")


def join_words(before: str, behind: str) -> Comparator | None:
    """Join what the words before and behind a number read as; ``None`` where they contradict.

    控制在 says what a value is kept at, and leaves the bound to a word behind.

    >>> join_words("kept", "≈").value, join_words("kept", "").value, join_words("<=", ">=")
    ('≈', '<=', None)
    """
    if _OPEN in (before, behind):
        return None
    if before == "kept" and behind:
        return Comparator(behind)
    return join_bounds(bound_of(before), bound_of(behind))


def parse_quantity(cell: str) -> Quantity | None:
    """Read a table cell that holds one number; ``None`` when it holds words.

    Args:
        cell: The cell's text, folded (`kg.text.fold`).

    >>> parse_quantity("21.5(2024年)").year, parse_quantity("[125]").bracketed
    (2024, True)
    >>> parse_quantity("完成省下达目标") is None
    True
    """
    match = _QUANTITY().fullmatch(cell.strip())
    if match is None:
        return None
    comparator = join_words(
        _reads("bound-before", match["before"]),
        _reads("bound-after", match["after"]) or (">" if match["more"] else ""),
    )
    if comparator is None:
        return None
    value = Decimal(match["number"].replace(",", ""))
    hedges = [
        match["hedge"][found.start : found.end]
        for name in ("hedge", "expected")
        for found in words(name).find(match["hedge"])
    ]
    return Quantity(
        value=-value if match["sign"] else value,
        comparator=comparator,
        unit=match["unit"],
        hedge=",".join(hedges) or None,
        year=int(match["year"]) if match["year"] else None,
        bracketed=bool(match["open"]),
    )


def _reads(name: str, found: str | None) -> str:
    whole = words(name).whole(found) if found else None
    return whole.reads if whole else ""


def parse_range(cell: str) -> tuple[tuple[Quantity, int, int], ...]:
    """Read a cell that prints two bounds, each with where its number stands in the words.

    Returns:
        The lower and the upper bound; nothing where the words are no range.

    >>> [(str(q.value), q.comparator.value, q.unit) for q, *_ in parse_range("5.5-6%")]
    [('5.5', '>=', '%'), ('6', '<=', '%')]
    >>> parse_range("2025-2030"), parse_range("6")
    ((), ())
    """
    match = _RANGE.fullmatch(cell.strip())
    if match is None or Decimal(match["low"]) >= Decimal(match["high"]):
        return ()
    units = (match["low_unit"].rstrip(), match["unit"])
    if not all(is_unit(unit) for unit in units if unit):
        return ()
    if match["unit"] is None and _YEAR.fullmatch(match["low"]) and _YEAR.fullmatch(match["high"]):
        return ()
    lead = len(cell) - len(cell.lstrip())
    return tuple(
        (
            Quantity(
                value=Decimal(match[group]),
                comparator=comparator,
                unit=match["unit"],
                hedge=None,
                year=None,
                bracketed=False,
            ),
            lead + match.start(group),
            lead + match.end(group),
        )
        for group, comparator in (("low", Comparator.AT_LEAST), ("high", Comparator.AT_MOST))
    )


def unit_at(folded: str, position: int) -> re.Match[str] | None:
    """Match the unit that begins at a place."""
    return unit_pattern().match(folded, position)
