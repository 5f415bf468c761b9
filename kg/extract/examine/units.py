"""What a printed unit measures, and how many of its plain unit it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.lexicon import words

_MYRIAD = ("place.hundred", "place.thousand", "myriad")
_PER_PERSONS = re.compile("每(?P<per>[百千万]+人)(?P<counted>.*)")
# Shares and changes of shares.
PER_CENT = "%"
_SMALL = {"‰": (Decimal("0.1"), PER_CENT)}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a value is counted in.

    Attributes:
        scale: How many plain units one unit is.
        kind: The plain unit; empty for things that are only counted, or where none is printed.
        per: What it is divided by, as printed; empty where nothing.
    """

    scale: Decimal
    kind: str
    per: str = ""

    def is_like(self, other: Measure) -> bool:
        """Say whether values of both can be compared once they are scaled.

        Of 每千人口床位数 the text says 张 and the table 张/千人: a divisor that only one of them
        prints stands in the name.
        """
        same_divisor = self.per == other.per or not self.per or not other.per
        return self.kind == other.kind and same_divisor


def measure(unit: str | None) -> Measure:
    """Read a unit.

    Args:
        unit: As printed, half-width; ``None`` where none is.

    >>> measure("万亿元").scale == 10000 * measure("亿元").scale
    True
    >>> measure("平方公里").is_like(measure("公顷")), measure("张").is_like(measure("家"))
    (True, True)
    >>> measure("%").is_like(measure("个百分点"))
    False
    """
    counted, _, per = (unit or "").partition("/")
    before = _PER_PERSONS.fullmatch(counted)
    if before:
        counted, per = before["counted"], before["per"]
    if counted in _SMALL:
        scale, kind = _SMALL[counted]
        return Measure(scale, kind, per)
    scale = Decimal(1)
    # A word that begins like a myriad word may be a measure of its own: 千米.
    while (multiple := words("unit-multiple").whole(counted)) is None and (
        myriad := words(*_MYRIAD).at(counted, 0)
    ):
        scale, counted = scale * Decimal(myriad.reads), counted[myriad.end :]
    if multiple is not None:
        factor, _, counted = multiple.reads.partition(" ")
        scale *= Decimal(factor)
    # Words that only go with their noun: a number of things, whatever they are called.
    if words("person-word").whole(counted):
        counted = "人"
    elif words("classifier").whole(counted):
        counted = ""
    return Measure(scale, counted, per.replace("千米", "公里"))


def is_bare(unit: str | None) -> bool:
    """Say whether a unit is only a myriad word, such as 万亿 without 元.

    >>> is_bare("万亿"), is_bare("万亿元"), is_bare(None)
    (True, False, False)
    """
    return bool(unit) and scale_of(unit)[1] == ""


def is_relative(unit: str | None) -> bool:
    """Say whether a unit says how far something moved, from a value that has to be known.

    >>> is_relative("个百分点"), is_relative("%")
    (True, False)
    """
    return words("relative-unit").whole(unit or "") is not None


def scale_of(unit: str | None) -> tuple[Decimal, str]:
    """Return how many ones a unit counts, and of what.

    >>> scale_of("万亿元"), scale_of("%")
    ((Decimal('1000000000000'), '元'), (Decimal('1'), '%'))
    """
    rest, scale = unit or "", Decimal(1)
    while myriad := words(*_MYRIAD).at(rest, 0):
        scale, rest = scale * Decimal(myriad.reads), rest[myriad.end :]
    return scale, rest
