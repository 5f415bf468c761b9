"""Bars: parts of a whole, and a way from a baseline to a goal; widths from 0 to 100."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.errors import Words

_FULL = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar.

    Attributes:
        colour: Name of its colour in the style sheet.
        count: What it stands for.
        x: Left edge.
        width: Its length.
    """

    colour: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name.

    Attributes:
        href: Where its name leads; empty for nowhere.
    """

    name: Words
    href: str
    pieces: tuple[Piece, ...]

    @property
    def total(self) -> int:
        """Return what all pieces stand for."""
        return sum(piece.count for piece in self.pieces)


def draw_bars(rows: Iterable[tuple[Words, str, Sequence[tuple[str, int]]]]) -> tuple[Bar, ...]:
    """Draw bars to one scale, on which the longest is full.

    Args:
        rows: Name, address and the counts by colour of each bar.
    """
    listed = list(rows)
    most = max((sum(count for _, count in counts) for _, _, counts in listed), default=0)
    bars = []
    for name, href, counts in listed:
        x = 0.0
        pieces = []
        for colour, count in counts:
            width = round(_FULL * count / most, 2) if most else 0.0
            pieces.append(Piece(colour, count, round(x, 2), width))
            x += width
        bars.append(Bar(name, href, tuple(pieces)))
    return tuple(bars)


@dataclass(frozen=True, slots=True)
class Way:
    """Baseline and goal of an indicator on one scale; ``None`` for what is not a number."""

    base: float | None
    goal: float | None


def draw_way(base: Decimal | None, goal: Decimal | None) -> Way | None:
    """Draw baseline and goal from nought, the larger full; ``None`` where neither can be drawn."""
    known = [value for value in (base, goal) if value is not None]
    largest = max(known, default=Decimal(0))
    if largest <= 0 or min(known) < 0:
        return None
    lengths = [
        None if value is None else round(float(_FULL * value / largest), 2)
        for value in (base, goal)
    ]
    return Way(*lengths)
