"""The table of an annex: its header, its rows, the lines below it; or why it was not read.

A table that does not fit its header costs that table and nothing else: where one cell has no
column, or one heading is unknown, the other cells may stand under wrong columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.parse.adoption_rows import parse_adoption_rows
from kg.parse.headers import find_header_lines, find_unknown_headings, parse_header
from kg.parse.indicator_rows import UNPLACED, VALUE_COLUMNS, parse_indicator_rows
from kg.parse.structure import (
    HeaderCell,
    Leaf,
    LeafKind,
    Table,
    TableFault,
    TableRow,
    UnreadTable,
)
from kg.parse.tree import TreeBuilder
from kg.profiles import TableForm
from kg.text import Span

# Of a header that lacks a column which the table cannot be without, so many headings are known.
_FEWEST_HEADINGS = 2
_NO_ROW = {"category", "nature", "level", "unit", *VALUE_COLUMNS}


def read_table(builder: TreeBuilder, unit: str) -> Table | UnreadTable | None:
    """Rebuild the table of an annex; give its leaves their kinds and the annex its title.

    Args:
        builder: The document's units and leaves.
        unit: ``id`` of the annex.

    Returns:
        The table, or why there is none; ``None`` where the annex need not hold one: it is prose by
        its title, or documents of this kind have no tables in annexes.
    """
    folded = builder.folded
    places = [
        index
        for index, leaf in enumerate(builder.leaves)
        if leaf.unit == unit and leaf.kind is LeafKind.PARAGRAPH
    ]
    cells = [builder.leaves[index].words for index in places]
    for form in builder.profile.tables:
        found = parse_header(cells, folded, form)
        if found is None:
            continue
        first, after, header = found
        if first > 0:
            _take_title(builder, unit, places, cells)
        unknown = find_unknown_headings(cells, after, header, folded, form)
        if unknown:
            return UnreadTable(
                unit=unit, key=form.key, fault=TableFault.HEADING, places=tuple(unknown)
            )
        last = _first_note(cells, after, folded, form)
        repeated = _repeated_headers(cells, first, after, last, folded)
        body = [index for index in range(after, last) if index not in repeated]
        rows = _parse_rows([cells[index] for index in body], builder, header, form)
        table = Table(key=form.key, unit=unit, header=header, rows=rows, notes=())
        rows, last = _without_trailing_lines(table, cells, last)
        table = replace(table, rows=rows, notes=tuple(cells[last:]))
        fault = find_fault(table)
        if fault is not None:
            return fault
        _set_kind(builder.leaves, [*places[first:after]], LeafKind.HEADER_CELL)
        _set_kind(builder.leaves, places[after:last], LeafKind.CELL)
        _set_kind(builder.leaves, [places[index] for index in repeated], LeafKind.HEADER_CELL)
        _set_kind(builder.leaves, places[last:], LeafKind.NOTE)
        return table
    if cells:
        _take_title(builder, unit, places, cells)
    return _without_header(builder, unit, cells)


def find_fault(table: Table) -> UnreadTable | None:
    """Find what does not fit in a table that was cut into rows; ``None`` where all does."""

    def fault(kind: TableFault, place: Span) -> UnreadTable:
        return UnreadTable(unit=table.unit, key=table.key, fault=kind, places=(place,))

    for before, row in zip((None, *table.rows), table.rows, strict=False):
        stray = row.only(UNPLACED)
        if stray is None and table.key == "indicators" and _is_stray(row):
            stray = _parting_cell(before) or next(iter(row.cells.values()))[0]
        if stray is not None:
            return fault(TableFault.CELL, stray)
    if table.rows and not _is_whole(table.rows[-1], table):
        return fault(TableFault.ROW, max(s for cell in table.rows[-1].cells.values() for s in cell))
    return None


def _take_title(
    builder: TreeBuilder, unit: str, places: Sequence[int], cells: Sequence[Span]
) -> None:
    """Take the first line as the title of an annex that has none in its heading."""
    if not next(known for known in builder.units if known.id == unit).title:
        builder.title_annex(unit, cells[0])
        _set_kind(builder.leaves, places[:1], LeafKind.HEADING)


def _without_header(builder: TreeBuilder, unit: str, cells: Sequence[Span]) -> UnreadTable | None:
    """Say why an annex without a known header was not read."""
    profile = builder.profile
    title = next(known for known in builder.units if known.id == unit).title
    if not profile.tables or profile.annex_prose.search(title):
        return None
    folded = builder.folded
    below = [cell for cell in cells if cell.quote(builder.text) != title]
    found = [(find_header_lines(below, folded, form), form) for form in profile.tables]
    lines, likely = max(found, key=lambda pair: len(pair[0].known))
    if len(lines.known) >= _FEWEST_HEADINGS:
        return UnreadTable(
            unit=unit,
            key=likely.key,
            fault=TableFault.HEADING if lines.unknown else TableFault.COLUMN,
            places=lines.unknown or lines.known[:1],
        )
    named = next((form for form in profile.tables if form.title.search(title)), None)
    return UnreadTable(
        unit=unit,
        key=named.key if named else None,
        fault=TableFault.NO_TABLE if below else TableFault.EMPTY,
        places=tuple(below[:1]),
    )


def _parse_rows(
    body: Sequence[Span], builder: TreeBuilder, header: Sequence[HeaderCell], form: TableForm
) -> tuple[TableRow, ...]:
    if form.key == "indicators":
        return parse_indicator_rows(body, builder.folded, header, form)
    statement = builder.profile.adoption.theme_statement
    return parse_adoption_rows(body, builder.folded, header, form, statement)


def _first_note(cells: Sequence[Span], after: int, folded: str, form: TableForm) -> int:
    """Find the first line below the rows: a note with its words, or a mark that stands alone."""
    words = [cell.quote(folded) for cell in cells]
    last = len(cells)
    if "start" in form.notes:
        start = form.notes["start"]
        last = next((i for i in range(after, last) if start.match(words[i])), last)
    if "alone" in form.notes:
        while last > after and form.notes["alone"].fullmatch(words[last - 1]):
            last -= 1
    return last


def _repeated_headers(
    cells: Sequence[Span], first: int, after: int, last: int, folded: str
) -> list[int]:
    """Find the lines of the header where they stand again, at the top of a page."""
    words = [cell.quote(folded) for cell in cells]
    size = after - first
    return [
        index + offset
        for index in range(after, last - size + 1)
        if words[index : index + size] == words[first:after]
        for offset in range(size)
    ]


def _without_trailing_lines(
    table: Table, cells: Sequence[Span], last: int
) -> tuple[tuple[TableRow, ...], int]:
    """Take lines without number and value off the end: they stand below the table.

    Only where rows have numbers: without them a lone name may be a row that is cut off.
    """
    rows = list(table.rows)
    if table.key != "indicators" or table.heading("number") is None:
        return table.rows, last
    marks = {"number", "nature", *VALUE_COLUMNS}
    while len(rows) > 1 and rows[-1].cells.keys().isdisjoint(marks) and not rows[-1].continues:
        start = rows[-1].extent.start
        last = min(last, next(i for i, cell in enumerate(cells) if cell.start >= start))
        rows.pop()
    return tuple(rows), last


def _is_stray(row: TableRow) -> bool:
    """Return whether a row has cells of a row but neither a name nor a number."""
    return row.cells.keys() <= _NO_ROW and row.cells.keys() != {"category"}


def _parting_cell(row: TableRow | None) -> Span | None:
    """Return the cell that parts a row from its own values; ``None`` where the row has values."""
    if row is None or not row.cells.keys().isdisjoint(VALUE_COLUMNS):
        return None
    last = list(row.cells)[-1]
    return row.cells[last][0] if last in {"unit", "nature", "level"} else None


def _is_whole(row: TableRow, table: Table) -> bool:
    """Return whether a row has what every other row has, and at least one value."""
    if table.key == "adoption":
        return "adoption" in row.cells and "suggestion" in row.cells
    others = [set(other.cells) for other in table.rows if other is not row]
    common = set.intersection(*others) if others else {"nature"}
    wanted = common - {*VALUE_COLUMNS, "category", "number", "name", "sub"}
    return wanted <= row.cells.keys() and not row.cells.keys().isdisjoint(VALUE_COLUMNS)


def _set_kind(leaves: list[Leaf], places: Sequence[int], kind: LeafKind) -> None:
    for index in places:
        leaves[index] = replace(leaves[index], kind=kind)
