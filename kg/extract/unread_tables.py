"""Annexes that were not read as tables, and why: each is said once, nothing is left silent."""

from __future__ import annotations

from kg.errors import Words
from kg.model import Evidence, Irregularity, PrintedUnit, UnitKind
from kg.parse.structure import LeafKind, ParsedDocument, TableFault, UnreadTable
from kg.profiles import TableForm
from kg.text import Span

# A flattened table is a run of short lines; prose has few of them.
_SHORT = 24
_FEWEST_LINES = 12
_SHARE = 0.6

_SHOWN = 40


def extract_unread_tables(parsed: ParsedDocument) -> tuple[Irregularity, ...]:
    """Mark each annex in which no table was read, with what stands in the way."""
    units = {unit.id: unit for unit in parsed.units}
    unread = {table.unit: table for table in parsed.unread}
    read = {table.unit for table in parsed.tables}
    marks = []
    for unit in parsed.units:
        table = unread.get(unit.id)
        if table is None and unit.id not in read and _looks_like_table(parsed, unit):
            below = Span(unit.evidence.span.end, unit.extent.end)
            first = next(leaf.words for leaf in parsed.leaves if below.holds(leaf.words))
            table = UnreadTable(unit=unit.id, key=None, fault=TableFault.NO_TABLE, places=(first,))
        if table is not None:
            marks.append(_mark(parsed, units[unit.id], table))
    return tuple(marks)


def _looks_like_table(parsed: ParsedDocument, unit: PrintedUnit) -> bool:
    """Return whether an annex is a run of short lines."""
    if unit.kind is not UnitKind.ANNEX:
        return False
    lines = [
        leaf.words
        for leaf in parsed.leaves
        if leaf.kind is LeafKind.PARAGRAPH and unit.extent.holds(leaf.words)
    ]
    short = sum(line.end - line.start <= _SHORT for line in lines)
    return short >= _FEWEST_LINES and short >= _SHARE * len(lines)


def _mark(parsed: ParsedDocument, unit: PrintedUnit, table: UnreadTable) -> Irregularity:
    heading = unit.evidence.span
    place = table.places[0] if table.places else heading
    form = next((form for form in parsed.profile.tables if form.key == table.key), None)
    said = _reason(table, [_line(parsed.text, span) for span in table.places], form)
    number = unit.number if unit.number is not None else ""
    return Irregularity(
        id=f"irregularity/table-unread/{unit.id.replace('/', '-')}",
        kind="table-unread",
        subject=unit.id,
        written=place.quote(parsed.text),
        likely=form.name if form else None,
        reason=f"附件{number}未能读出：{said.zh}",
        reason_en=f"annex {number}".rstrip() + f" could not be read: {said.en}",
        evidence=Evidence(
            parsed.key, tuple(dict.fromkeys((place, heading))), "annex-without-table"
        ),
    )


def _line(text: str, span: Span) -> str:
    """Return words in one line, cut where they are long."""
    words = " ".join(span.quote(text).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _reason(table: UnreadTable, words: list[str], form: TableForm | None) -> Words:
    """Say what stands in the way, and what to do about it."""
    shown = Words("".join(f"“{word}”" for word in words), ", ".join(f"“{word}”" for word in words))
    # Which table it is may not be told; the indicator table's is the usual one.
    section = f"[tables.{form.key if form else 'indicators'}.headers]"
    if table.fault is TableFault.HEADING:
        return Words(
            f"表头{shown.zh}认不出来，整张表没有读取；可用 --profile 文件在 {section} 补充该表头",
            f"the heading {shown.en} is not known, and no row of the table was read; add it to "
            f"{section} in a file given with --profile",
        )
    if table.fault is TableFault.COLUMN and form is not None:
        return Words(
            f"从{shown.zh}起的表头缺少{form.needs}中的一列，整张表没有读取；请补上该列的表头，"
            f"如已有而叫法不同，可用 --profile 文件在 {section} 补充",
            f"the header that begins with {shown.en} lacks a column that the table needs "
            f"({form.needs}), and no row of it was read; complete the header, or add the heading "
            f"to {section} in a file given with --profile",
        )
    if table.fault is TableFault.CELL:
        return Words(
            f"单元格{shown.zh}放不进任何一列，整张表没有读取；请核对该处单元格，"
            f"如是表头缺列或另有叫法，可用 --profile 文件在 {section} 补充表头",
            f"the cell {shown.en} fits under no column, and no row of the table was read; check "
            f"the cells there; if the header lacks a column or names it otherwise, add the heading "
            f"to {section} in a file given with --profile",
        )
    if table.fault is TableFault.ROW:
        return Words(
            f"表格在一行中间中断（{shown.zh}之后没有单元格），整张表没有读取；"
            "请补全该行，或删去残行",
            f"the table ends inside a row ({shown.en} has no more cells), and no row of it was "
            "read; complete the row, or take away its beginning",
        )
    if table.fault is TableFault.EMPTY:
        return Words(
            "标题之下没有内容；请确认文件是全文，表格没有丢失",
            "nothing stands below its heading; check that the file holds the whole document and "
            "that the table is not lost",
        )
    return Words(
        f"从{shown.zh}起没有认出表头，各行没有读取；请核对表头，"
        f"可用 --profile 文件在 {section} 补充",
        f"no header is known from {shown.en} on, and no row was read; check the header, and add "
        f"its headings to {section} in a file given with --profile",
    )
