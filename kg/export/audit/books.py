"""The audit as a workbook and as a Word document: the same tables."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import Words
from kg.export.audit.tables import Table, Value, audit_tables, fold_remarks
from kg.export.audit.words import one_line
from kg.export.word import Block, Grid, Heading, Paragraph, write_word
from kg.export.workbook import Sheet, write_workbook
from kg.model import AuditReport

# Of a sheet of A4 on its side, between the margins.
_WIDTH = 243
# Columns that a page has room for, by table; the workbook has all of them.
_SHOWN: Mapping[str, tuple[tuple[int, int], ...]] = {
    "overview": ((0, 60), (1, 183)),
    "suggestions": ((0, 12), (1, 12), (2, 55), (3, 18), (4, 18), (7, 58), (8, 70)),
    "findings": ((0, 14), (4, 36), (5, 62), (9, 71), (10, 40), (12, 20)),
    "remarks": ((0, 50), (1, 150), (2, 43)),
    "figures": ((0, 14), (2, 36), (4, 30), (5, 30), (6, 63), (7, 70)),
    "checks": ((0, 43), (2, 90), (3, 20), (4, 20), (5, 70)),
    "not-made": ((0, 43), (2, 90), (3, 20), (4, 20), (5, 70)),
    "coverage": ((0, 16), (1, 12), (2, 75), *((n, 14) for n in range(3, 13))),
    "method": ((0, 243),),
}
_LONGEST = 400


def to_xlsx(report: AuditReport, en: int) -> bytes:
    """Write an audit as a workbook, a sheet a table."""
    return write_workbook(
        [Sheet(table.title, table.header, table.rows) for table in audit_tables(report, en)]
    )


def to_docx(report: AuditReport, en: int) -> bytes:
    """Write an audit as a Word document: what a page has room for."""
    blocks: list[Block] = []
    for table in audit_tables(report, en):
        shown = fold_remarks(table, en) if table.name == "remarks" else table
        if shown.name in _SHOWN:
            blocks += [Heading(shown.title), _grid(shown) if shown.rows else _nothing(en)]
    title = Words("规划编制情况报告溯源审核", "Traceability audit of a report on a plan")[en]
    return write_word(title, blocks, is_wide=True)


def _grid(table: Table) -> Grid:
    columns, widths = zip(*_SHOWN[table.name], strict=True)
    return Grid(
        header=[table.header[column] for column in columns],
        rows=[[_cell(row[column]) for column in columns] for row in table.rows],
        widths=[width * _WIDTH // sum(widths) for width in widths],
    )


def _nothing(en: int) -> Paragraph:
    return Paragraph(Words("没有。", "None.")[en])


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return "\n".join(one_line(line, _LONGEST) for line in str(value).splitlines())
