"""From a text to its structure: a tree of units, leaves that tile the text, rebuilt tables."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import DocumentError, Words
from kg.parse.adoption_rows import parse_adoption_rows
from kg.parse.headers import parse_header
from kg.parse.indicator_rows import UNPLACED, VALUE_COLUMNS, parse_indicator_rows
from kg.parse.structure import Leaf, LeafKind, ParsedDocument, Table, TableRow
from kg.parse.tree import TreeBuilder, find_task_section, mark_tasks, with_extents
from kg.profiles import Profile
from kg.text import Span, fold, line_number


def parse_document(text: str, *, key: str, name: str, profile: Profile) -> ParsedDocument:
    """Read the structure of a document.

    Args:
        text: As retrieved.
        key: Names the document in IRIs.
        name: Names the file in messages.
        profile: The kind of document.

    Raises:
        DocumentError: No section is known, a table ends inside a row, or two tasks share a number.
    """
    folded = fold(text)
    builder = TreeBuilder(key, text, folded, profile)
    builder.read()
    if not builder.units:
        raise DocumentError(
            name,
            1,
            Words(
                f"没有找到{profile.kind}应有的任何部分",
                f"no section of a {profile.kind} is found in the text",
            ),
            Words(
                "请确认文件是全文,且标题独占一行",
                "check that the file holds the whole document, with headings on lines of their own",
            ),
        )
    tables = tuple(
        table
        for unit in [unit.id for unit in builder.units if unit.id.startswith("annex")]
        if (table := _read_table(builder, unit, name)) is not None
    )
    units = with_extents(builder.units, builder.leaves)
    section = find_task_section(units, profile)
    return ParsedDocument(
        key=key,
        name=name,
        text=text,
        folded=folded,
        profile=profile,
        leaves=tuple(builder.leaves),
        units=tuple(mark_tasks(units, section, name, folded)),
        tables=tables,
        task_section=section,
    )


def _read_table(builder: TreeBuilder, unit: str, name: str) -> Table | None:
    """Rebuild the table of an annex; give its leaves their kinds and the annex its title."""
    places = [
        index
        for index, leaf in enumerate(builder.leaves)
        if leaf.unit == unit and leaf.kind is LeafKind.PARAGRAPH
    ]
    cells = [builder.leaves[index].words for index in places]
    for form in builder.profile.tables:
        found = parse_header(cells, builder.folded, form)
        if found is None:
            continue
        first, after, header = found
        untitled = not next(known for known in builder.units if known.id == unit).title
        if first > 0 and untitled:
            builder.title_annex(unit, cells[0])
            _set_kind(builder.leaves, places[:1], LeafKind.HEADING)
        _set_kind(builder.leaves, places[first:after], LeafKind.HEADER_CELL)
        last = _first_note(cells, after, builder, form.notes.get("start"))
        _set_kind(builder.leaves, places[after:last], LeafKind.CELL)
        _set_kind(builder.leaves, places[last:], LeafKind.NOTE)
        body = cells[after:last]
        if form.key == "indicators":
            rows = parse_indicator_rows(body, builder.folded, header, form)
        else:
            statement = builder.profile.adoption.theme_statement
            rows = parse_adoption_rows(body, builder.folded, header, form, statement)
        table = Table(key=form.key, unit=unit, header=header, rows=rows, notes=tuple(cells[last:]))
        _check_rows(table, name, builder.folded)
        return table
    if cells and not next(known for known in builder.units if known.id == unit).title:
        builder.title_annex(unit, cells[0])
        _set_kind(builder.leaves, places[:1], LeafKind.HEADING)
    return None


def _first_note(cells: list[Span], after: int, builder: TreeBuilder, start: object) -> int:
    pattern = getattr(start, "match", None)
    if pattern is None:
        return len(cells)
    return next(
        (i for i in range(after, len(cells)) if pattern(cells[i].quote(builder.folded))),
        len(cells),
    )


def _set_kind(leaves: list[Leaf], places: list[int], kind: LeafKind) -> None:
    for index in places:
        leaves[index] = replace(leaves[index], kind=kind)


def _is_whole(row: TableRow, table: Table) -> bool:
    """Say whether a row has what every other row of the table has, and at least one value."""
    if table.key == "adoption":
        return "adoption" in row.cells and "suggestion" in row.cells
    others = [set(other.cells) for other in table.rows if other is not row]
    common = set.intersection(*others) if others else {"nature"}
    wanted = common - {*VALUE_COLUMNS, "category", "number", "name", "sub"}
    return wanted <= row.cells.keys() and not row.cells.keys().isdisjoint(VALUE_COLUMNS)


def _check_rows(table: Table, name: str, folded: str) -> None:
    for row in table.rows:
        stray = row.only(UNPLACED)
        if stray is not None:
            words = stray.quote(folded)
            raise DocumentError(
                name,
                line_number(folded, stray.start),
                Words(
                    f"单元格“{words}”放不进表格的任何一列",
                    f"the cell {words!r} fits under no column of the table",
                ),
                Words("请核对该处的单元格", "check the cells at this place"),
            )
    if table.rows and not _is_whole(table.rows[-1], table):
        extent = table.rows[-1].extent
        words = " ".join(extent.quote(folded).split())[:40]
        raise DocumentError(
            name,
            line_number(folded, extent.end),
            Words(
                f"表格在一行中间中断(“{words}”之后没有单元格)",
                f"the table ends inside a row ({words!r} has no more cells)",
            ),
            Words("请补全该行,或删去残行", "complete the row, or take away its beginning"),
        )
