"""Two versions of a text side by side, so that a quote of the one is found in the other.

They are laid side by side first by the lines that each holds once, in order, then by
clauses within what is left, then by equal beginnings and ends. A quote stands where its characters
lie side by side with equal ones; failing that, where its words occur among what is new.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.text import Span

_LINE = re.compile(r"[^\r\n]+")
_CLAUSE = re.compile(r"[^，。；：、,;:\r\n]+")
_CONTEXT = 16
# Moved words are looked up by this many characters, at this many places at most.
_KEY, _MOST = 8, 32


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are equal in both texts.

    Attributes:
        old: Where they begin in the old text.
        new: Where they begin in the new text.
        length: How many there are.
    """

    old: int
    new: int
    length: int


class Alignment:
    """Two versions of a text, side by side."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new
        runs = _joined(_align(old, new, Span(0, len(old)), Span(0, len(new)), (_LINE, _CLAUSE)))
        self._runs = runs
        self._starts = [run.old for run in runs]
        self._index = _index(new, _gaps(runs, len(new)))

    def find(self, span: Span) -> Span | None:
        """Find where a quote of the old text stands in the new one; ``None`` where it is gone.

        White space inside it may have changed.
        """
        start, last = self._beside(span.start), self._beside(span.end - 1)
        if start is not None and last is not None and start <= last:
            if last - start == span.end - 1 - span.start and self._is_one_run(span):
                return Span(start, last + 1)
            words, there = span.quote(self._old), self._new[start : last + 1]
            if len(there) < 2 * len(words) and words.split() == there.split():
                return Span(start, last + 1)
        return self._find_among_new(span)

    def _beside(self, position: int) -> int | None:
        """Return the place of the new text beside one of the old; ``None`` where there is none."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        run = self._runs[index]
        inside = position - run.old
        return run.new + inside if inside < run.length else None

    def _is_one_run(self, span: Span) -> bool:
        index = bisect_right(self._starts, span.start) - 1
        return span.end <= self._starts[index] + self._runs[index].length

    def _find_among_new(self, span: Span) -> Span | None:
        """Find a quote whose paragraph was moved: among new characters, by what surrounds it."""
        old, new, words = self._old, self._new, span.quote(self._old)
        best, likeness = None, -1
        for anchor in (span.start - _KEY, span.start, span.end - _KEY):
            for position in self._index.get(old[max(0, anchor) : anchor + _KEY], ()):
                start = position + span.start - anchor
                end = start + len(words)
                if start < 0 or new[start:end] != words:
                    continue
                alike = _common_end(
                    old[max(0, span.start - _CONTEXT) : span.start],
                    new[max(0, start - _CONTEXT) : start],
                )
                alike += _common_start(
                    old[span.end : span.end + _CONTEXT], new[end : end + _CONTEXT]
                )
                if alike > likeness:
                    best, likeness = Span(start, end), alike
        return best


def _align(
    old: str, new: str, in_old: Span, in_new: Span, grains: Sequence[re.Pattern[str]]
) -> list[Run]:
    """Lay two stretches side by side, in ever finer grains."""
    start = _common_start(in_old.quote(old), in_new.quote(new))
    head = [Run(in_old.start, in_new.start, start)]
    in_old, in_new = Span(in_old.start + start, in_old.end), Span(in_new.start + start, in_new.end)
    end = _common_end(in_old.quote(old), in_new.quote(new))
    tail = [Run(in_old.end - end, in_new.end - end, end)]
    in_old, in_new = Span(in_old.start, in_old.end - end), Span(in_new.start, in_new.end - end)
    if not grains or in_old.start == in_old.end or in_new.start == in_new.end:
        return head + tail
    middle: list[Run] = []
    at_old, at_new = in_old.start, in_new.start
    for run in _anchors(old, new, in_old, in_new, grains[0]):
        gap_old, gap_new = Span(at_old, run.old), Span(at_new, run.new)
        middle += [*_align(old, new, gap_old, gap_new, grains), run]
        at_old, at_new = run.old + run.length, run.new + run.length
    rest = grains if middle else grains[1:]
    middle += _align(old, new, Span(at_old, in_old.end), Span(at_new, in_new.end), rest)
    return head + middle + tail


def _anchors(old: str, new: str, in_old: Span, in_new: Span, grain: re.Pattern[str]) -> list[Run]:
    """Find pieces that both stretches hold once, as many as keep their order.

    Where there are none, pieces that both hold equally often are taken in turn.
    """
    places_old, places_new = _places(old, in_old, grain), _places(new, in_new, grain)
    shared = [
        (piece, count)
        for piece, places in places_old.items()
        if (count := len(places)) == len(places_new.get(piece, ()))
    ]
    once = [piece for piece, count in shared if count == 1]
    pairs = sorted(
        (place, there, len(piece))
        for piece in once or [piece for piece, _ in shared]
        for place, there in zip(places_old[piece], places_new[piece], strict=True)
    )
    kept = _longest_rising([there for _, there, _ in pairs])
    return [Run(*pairs[index]) for index in kept]


def _places(text: str, stretch: Span, grain: re.Pattern[str]) -> dict[str, list[int]]:
    """List where each piece of a stretch begins; white space is none."""
    places: dict[str, list[int]] = {}
    for match in grain.finditer(text, stretch.start, stretch.end):
        if not match.group().isspace():
            places.setdefault(match.group(), []).append(match.start())
    return places


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the indexes of a longest rising subsequence, by patience sorting.

    >>> _longest_rising([30, 10, 20, 5, 40])
    [1, 2, 4]
    """
    tops: list[int] = []
    piles: list[int] = []
    previous: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_right(tops, number)
        previous.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            piles.append(index)
        else:
            tops[pile] = number
            piles[pile] = index
    kept = []
    index = piles[-1] if piles else -1
    while index >= 0:
        kept.append(index)
        index = previous[index]
    return kept[::-1]


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Join runs that follow one another in both texts."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if not run.length:
            continue
        if last and last.old + last.length == run.old and last.new + last.length == run.new:
            joined[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            joined.append(run)
    return joined


def _gaps(runs: Iterable[Run], length: int) -> list[Span]:
    """Return the stretches of the new text that lie beside nothing."""
    gaps, position = [], 0
    for run in [*runs, Run(0, length, 0)]:
        if run.new > position:
            gaps.append(Span(position, run.new))
        position = run.new + run.length
    return gaps


def _index(text: str, stretches: Iterable[Span]) -> dict[str, list[int]]:
    """List where each few characters stand in some stretches of a text."""
    index: dict[str, list[int]] = {}
    for stretch in stretches:
        for position in range(max(0, stretch.start - _KEY), stretch.end):
            places = index.setdefault(text[position : position + _KEY], [])
            if len(places) < _MOST:
                places.append(position)
    return index


def _common_start(one: str, other: str) -> int:
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(index for index in range(length) if one[index] != other[index])


def _common_end(one: str, other: str) -> int:
    length = min(len(one), len(other))
    for index in range(1, length + 1):
        if one[-index] != other[-index]:
            return index - 1
    return length
