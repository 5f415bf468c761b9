"""Numbers as Chinese public texts print them, and the quantities made of them.

A closed grammar: what it does not know it refuses. Values are exact (`Decimal`), never floats.
"""

from __future__ import annotations

from kg.numerals.amounts import Numeral, NumeralForm, find_numerals, read_numeral
from kg.numerals.cells import (
    Quantity,
    bound_of,
    join_words,
    parse_quantity,
    parse_range,
)
from kg.numerals.comparator import Comparator, join_bounds
from kg.numerals.counting import (
    ARABIC,
    CHINESE,
    COUNTING,
    chinese_integer,
    parse_counting,
    plan_years,
    read_counting,
)
from kg.numerals.units import UNIT, is_unit, unit_pattern

__all__ = [
    "ARABIC",
    "CHINESE",
    "COUNTING",
    "UNIT",
    "Comparator",
    "Numeral",
    "NumeralForm",
    "Quantity",
    "bound_of",
    "chinese_integer",
    "find_numerals",
    "is_unit",
    "join_bounds",
    "join_words",
    "parse_counting",
    "parse_quantity",
    "parse_range",
    "plan_years",
    "read_counting",
    "read_numeral",
    "unit_pattern",
]
