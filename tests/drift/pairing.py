"""Pair the rows that two commits give for one question about one document.

Both read the same text, so that two rows on one place are about one thing, whatever they call it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

# What is bound in a row, by variable.
Row = Mapping[str, str]

# Where a row stands and which it is in the order of the text: no matter of its own.
ORDER = frozenset(("start", "end", "quoted", "n", "citation"))


@dataclass(frozen=True, slots=True)
class Paired:
    """Rows of two commits.

    Attributes:
        changed: Pairs of rows about one thing that are not equal.
        lost: Rows of the first that have no partner.
        gained: Rows of the second that have none.
    """

    changed: tuple[tuple[Row, Row], ...]
    lost: tuple[Row, ...]
    gained: tuple[Row, ...]


def pair(
    old: Sequence[Row], new: Sequence[Row], variables: Iterable[str], computed: Iterable[str] = ()
) -> Paired:
    """Pair rows: equal ones, then by node, by place, and by what is not computed.

    Args:
        old: Rows of the first commit.
        new: Rows of the second.
        variables: That are compared; those of the order are not.
        computed: Variables with counts and lists made of many rows, which name nothing.
    """
    compared = [name for name in variables if name not in ORDER]
    named = [name for name in compared if name not in set(computed)]
    whole = [name for name in variables if name != "quoted"]
    pairs: list[tuple[int, int]] = []
    keys: list[Callable[[Row], tuple[str, ...] | None]] = [
        lambda row: tuple(row.get(name, "") for name in whole),
        lambda row: tuple(row.get(name, "") for name in compared),
        lambda row: (row["iri"],) if "iri" in row and "iri" in compared else None,
    ]
    left = _Left(list(range(len(old))), list(range(len(new))))
    for key in keys:
        pairs += left.take(_by_key(left, old, new, key))
    pairs += left.take(_by_place(left, old, new, compared))
    if computed:
        by_name = _by_key(left, old, new, lambda row: tuple(row.get(name, "") for name in named))
        pairs += left.take(by_name)
    elif not any("start" in row for row in (*old, *new)):
        pairs += left.take(_by_likeness(left, old, new, compared))
    return Paired(
        changed=tuple(
            (old[one], new[other])
            for one, other in sorted(pairs)
            if any(old[one].get(name) != new[other].get(name) for name in compared)
        ),
        lost=tuple(old[number] for number in left.old),
        gained=tuple(new[number] for number in left.new),
    )


@dataclass(slots=True)
class _Left:
    """Numbers of the rows that have no partner yet."""

    old: list[int]
    new: list[int]

    def take(self, pairs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        ones, others = {one for one, _ in pairs}, {other for _, other in pairs}
        self.old = [number for number in self.old if number not in ones]
        self.new = [number for number in self.new if number not in others]
        return pairs


def _by_key(
    left: _Left,
    old: Sequence[Row],
    new: Sequence[Row],
    key: Callable[[Row], tuple[str, ...] | None],
) -> list[tuple[int, int]]:
    """Pair rows of one key, in their order."""
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in left.new:
        if (found := key(new[number])) is not None:
            waiting[found].append(number)
    pairs = []
    for number in left.old:
        found = key(old[number])
        if found is not None and waiting.get(found):
            pairs.append((number, waiting[found].pop(0)))
    return pairs


def _by_place(
    left: _Left, old: Sequence[Row], new: Sequence[Row], compared: Sequence[str]
) -> list[tuple[int, int]]:
    """Pair rows whose places overlap: equal places first, then the most alike."""
    ranked = []
    for one in left.old:
        for other in left.new:
            places = _place(old[one]), _place(new[other])
            if places[0] and places[1] and _overlap(places[0], places[1]):
                alike = _alike(old[one], new[other], compared)
                ranked.append((places[0] != places[1], -alike, one, other))
    return _best(ranked)


def _by_likeness(
    left: _Left, old: Sequence[Row], new: Sequence[Row], compared: Sequence[str]
) -> list[tuple[int, int]]:
    """Pair rows without a place that are alike in at least half of the variables."""
    ranked = []
    for one in left.old:
        for other in left.new:
            alike = _alike(old[one], new[other], compared)
            if 2 * alike >= len(compared):
                ranked.append((False, -alike, one, other))
    return _best(ranked)


def _best(ranked: list[tuple[bool, int, int, int]]) -> list[tuple[int, int]]:
    ones: set[int] = set()
    others: set[int] = set()
    pairs = []
    for *_, one, other in sorted(ranked):
        if one not in ones and other not in others:
            ones.add(one)
            others.add(other)
            pairs.append((one, other))
    return pairs


def _place(row: Row) -> tuple[int, int] | None:
    return (int(row["start"]), int(row["end"])) if "start" in row and "end" in row else None


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _alike(one: Row, other: Row, compared: Sequence[str]) -> int:
    return sum(one.get(name) == other.get(name) for name in compared)
