"""Boxes: special columns and tables in the running text, and how far they reach.

A box begins with a title of its own, a table with the headings of its columns. Nothing marks its
end. It ends at the latest before a heading that names its unit (第三章), before the next box, and
before a bare number that goes on with the numbers outside; what stands first in it says whether
it ends sooner: a list ends with its last item, a table with its last cell or note.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.model import ColumnKind
from kg.parse.headings import Line
from kg.profiles import BoxForm

# A table's head is a run of column headings at least so long, so many lines below the title.
_HEAD_LINES = 3
_ABOVE_HEAD = 3


def column_kind(label: str, kinds: tuple[str, ...]) -> ColumnKind | None:
    """Return the kind whose word stands last in the name.

    >>> column_kind("高能级科研平台矩阵建设工程", ("工程", "行动", "改革", "平台")).value
    '工程'
    """
    found = [(label.rfind(kind), kind) for kind in kinds if kind in label]
    return ColumnKind(max(found)[1]) if found else None


def is_table_head(lines: Sequence[Line], index: int, form: BoxForm) -> bool:
    """Say whether the headings of a table's columns begin at a line."""
    run = lines[index : index + _HEAD_LINES]
    return len(run) == _HEAD_LINES and all(_is_head(line, form) for line in run)


def find_box_end(
    lines: Sequence[Line],
    start: int,
    form: BoxForm,
    numbers: Mapping[int, int | None],
    stops: Collection[int],
    *,
    is_table: bool = False,
) -> int:
    """Find the line at which a box is over.

    Args:
        lines: All lines.
        start: The first line below the title, or the first of a table without one.
        form: How boxes look.
        numbers: Number of the open unit of each level.
        stops: Lines that end a box whatever they hold, such as the first line of an annex.
        is_table: Whether its title says that it is a table, so that prose cannot stand in it.
    """
    end = _farthest(lines, start, numbers, stops)
    heads = range(start, min(start + _ABOVE_HEAD, end))
    head = next((i for i in heads if is_table_head(lines, i, form)), None)
    if head is not None:
        return _table_end(lines, head, end, form)
    if is_table:
        return next((i for i in range(start, end) if lines[i].is_prose), end)
    if start < end:
        item = next((p for p in form.items if p.match(lines[start].content)), None)
        if item is not None:
            return max(i for i in range(start, end) if item.match(lines[i].content)) + 1
    return end


def _farthest(
    lines: Sequence[Line],
    start: int,
    numbers: Mapping[int, int | None],
    stops: Collection[int],
) -> int:
    own: dict[int, int] = {}
    for index in range(start, len(lines)):
        line = lines[index]
        if index in stops or (line.mark and line.mark.form.is_named):
            return index
        if line.box and line.box.form.kind:
            return index
        if line.mark is None or line.mark.number is None:
            continue
        level, number = line.mark.level, line.mark.number
        if number == own.get(level, 0) + 1:
            own[level] = number
        elif numbers.get(level) is not None and number == (numbers[level] or 0) + 1:
            return index
    return len(lines)


def _table_end(lines: Sequence[Line], head: int, end: int, form: BoxForm) -> int:
    """Find the first line of prose below a table; with a column of texts, prose is cells too."""
    below = next(i for i in range(head, end + 1) if i == end or not _is_head(lines[i], form))
    prose = [i for i in range(below, end) if lines[i].is_prose]
    if any(form.text_header.fullmatch(lines[i].content) for i in range(head, below)):
        return max(set(range(head, end)) - set(prose)) + 1
    return next((i for i in prose if not form.note.match(lines[i].content)), end)


def _is_head(line: Line, form: BoxForm) -> bool:
    return bool(form.header.fullmatch(line.content) or form.text_header.fullmatch(line.content))
