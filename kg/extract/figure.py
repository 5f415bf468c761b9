"""The record of a figure: a number with its unit, what bounds it, what it is of, and when."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.extract.clauses import Clause
from kg.extract.times import Time
from kg.model import Change, ValueBasis
from kg.numerals import Comparator
from kg.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as a clause prints it.

    Attributes:
        number: Where the number stands.
        span: From the words before the number to the words after it.
        clause: The clause that it stands in, or the bracket's part.
        value: As printed, in ``unit``.
        unit_end: Where its unit ends.
        bound: Where the word that sets the comparator stands; ``None`` for none.
        name: What it is of; ``None`` where no name is found.
        before: All words of the clause before the number, from the figure before it.
        hedges: Words of hedging, each with its place.
        basis_span: Where the words of the basis stand; ``None`` for a level.
        time: The point of time or year that governs it; ``None`` where none does.
        period: The period that governs it.
        explains: The number of the figure that its bracket stands behind; ``None`` outside.
        from_value: Whether it is the value that a change starts from (由…提高到…).
        is_marked: Whether a word of change, bound or basis stands between name and number.
        change: ``rise`` or ``fall`` where the value is how much is gained or lost; ``None`` for
            what is reached.
        change_span: Where the word of change stands.
        since: The time that the value is compared with; ``None`` where none is named.
        head: The noun that the name shares with the last of parallel names: 东区、西区停车泊位.
        fault: Why the figure cannot be read: bounds that contradict each other, a denial that is
            not known; ``""`` where it can.
        times_before: Points of time side by side before it: 2028年和2030年.
        is_level: Whether a word of change says that the value is what is reached (提高到).
        governing: Words apart from the number that turn or set its bound: 严禁能耗高于.
        is_unreached: Whether the words say that the value has not been reached.
        whole: The words before the number of what the value is a share of: 增加值达到500亿元,占….
        qualifies: Whether the figure only narrows the next one's name: 收入50万元以上的村达到9个.
    """

    number: Span
    span: Span
    clause: Clause
    value: Decimal
    unit: str | None
    unit_end: int
    comparator: Comparator
    bound: Span | None
    name: Span | None
    before: Span
    hedges: tuple[Span, ...]
    basis: ValueBasis
    basis_span: Span | None
    time: Time | None
    explains: Span | None = None
    from_value: bool = False
    is_marked: bool = False
    change: Change | None = None
    change_span: Span | None = None
    since: Time | None = None
    head: Span | None = None
    fault: str = ""
    times_before: tuple[Time, ...] = ()
    is_level: bool = False
    governing: tuple[Span, ...] = ()
    is_unreached: bool = False
    whole: Span | None = None
    qualifies: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether no word stands between name and number."""
        return self.name is not None and self.name.end == self.number.start

    def label(self, text: str) -> str | None:
        """Return the name as printed, with the head noun that it shares; ``None`` without one."""
        if self.name is None:
            return None
        shared = self.head.quote(text) if self.head is not None else ""
        return self.name.quote(text) + shared
