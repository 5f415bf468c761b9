"""The text cut at the borders of all its facts, so that spans may overlap as they like.

Nothing here knows of HTML. Offsets are 0-based, half-open, in Unicode code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.text import Span

# A fact that spans several lines makes a row of them when each is as short as a cell.
_LONGEST_CELL = 48


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text that the same facts cover from end to end.

    Attributes:
        start: First code point.
        words: The characters.
        facts: Positions in the list of facts, the shortest fact first.
        anchors: Spans that begin here, the longest first.
    """

    start: int
    words: str
    facts: tuple[int, ...]
    anchors: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end.

    Attributes:
        number: 1-based.
        level: Of a heading, 1 the highest; 0 for other lines.
        segments: They tile the line; none where it is empty.
    """

    number: int
    level: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together.

    Attributes:
        lines: In their order; between them, and between blocks, there is one line end.
        is_row: Whether they are the cells of one row of a flattened table.
    """

    lines: tuple[Line, ...]
    is_row: bool


def mark_text(
    text: str,
    spans: Sequence[Span],
    *,
    anchors: Collection[Span] = (),
    headings: Iterable[tuple[Span, int]] = (),
) -> list[Block]:
    """Cut a text into blocks, lines and segments.

    Args:
        text: All of it; the segments and line ends of the result give it back.
        spans: Where each fact stands; a fact is named by its position here.
        anchors: Further places that others point to.
        headings: Places of headings with their levels.
    """
    starts = [0]
    starts += [index + 1 for index, character in enumerate(text) if character == "\n"]
    ends = [start - 1 for start in starts[1:]] + [len(text)]
    levels = {bisect_right(starts, span.start) - 1: level for span, level in headings}
    segments = _cut(text, spans, set(anchors) | set(spans), starts, ends)
    lines = [Line(number + 1, levels.get(number, 0), row) for number, row in enumerate(segments)]
    blocks: list[Block] = []
    first = 0
    for last, is_row in _rows(spans, starts, ends):
        blocks.append(Block(tuple(lines[first : last + 1]), is_row))
        first = last + 1
    return blocks


def _cut(
    text: str,
    spans: Sequence[Span],
    places: Collection[Span],
    starts: Sequence[int],
    ends: Sequence[int],
) -> list[tuple[Segment, ...]]:
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for index, span in enumerate(spans):
        opening.setdefault(span.start, []).append(index)
        closing.setdefault(span.end, []).append(index)
    beginning: dict[int, list[Span]] = {}
    for place in places:
        beginning.setdefault(place.start, []).append(place)
    borders = sorted(
        {border for place in places for border in (place.start, place.end)} | {*starts, *ends}
    )
    rows: list[list[Segment]] = [[] for _ in starts]
    open_facts: set[int] = set()
    row = 0
    for border, following in zip(borders, [*borders[1:], len(text)], strict=True):
        open_facts.difference_update(closing.get(border, ()))
        open_facts.update(index for index in opening.get(border, ()) if spans[index].end > border)
        while row + 1 < len(starts) and starts[row + 1] <= border:
            row += 1
        stop = min(following, ends[row])
        named = tuple(sorted(beginning.get(border, ()), key=lambda place: (-place.end, place)))
        if stop <= border and not named:
            continue
        facts = tuple(
            sorted(open_facts, key=lambda index: (spans[index].end - spans[index].start, index))
        )
        rows[row].append(Segment(border, text[border : max(border, stop)], facts, named))
    return [tuple(segments) for segments in rows]


def _rows(
    spans: Iterable[Span], starts: Sequence[int], ends: Sequence[int]
) -> list[tuple[int, bool]]:
    """Return the last line of each block, and whether the block is a row of cells."""
    reach = list(range(len(starts)))
    for span in set(spans):
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, max(span.start, span.end - 1)) - 1
        widths = [ends[line] - starts[line] for line in range(first, last + 1)]
        if last > first and max(widths) <= _LONGEST_CELL:
            reach[first] = max(reach[first], last)
    rows: list[tuple[int, bool]] = []
    line = 0
    while line < len(starts):
        last = line
        inner = line
        while inner <= last:
            last = max(last, reach[inner])
            inner += 1
        rows.append((last, last > line))
        line = last + 1
    return rows
