"""The audit as Markdown: the tables one under the other, cells on one line."""

from __future__ import annotations

import re

from kg.errors import Words
from kg.export.audit.tables import Table, Value, audit_tables, fold_remarks
from kg.model import AuditReport

# What Markdown or HTML would read as its own.
_MARKS = re.compile(r"[\\`*_{}\[\]<>|#]")


def to_markdown(report: AuditReport, en: int) -> bytes:
    """Write an audit as Markdown."""
    lines = [f"# {Words('溯源审核', 'Traceability audit')[en]}"]
    for table in audit_tables(report, en):
        shown = fold_remarks(table, en) if table.name == "remarks" else table
        lines += ["", f"## {shown.title}", "", *_table_lines(shown)]
    return ("\n".join(lines) + "\n").encode()


def _table_lines(table: Table) -> list[str]:
    lines = [_row(table.header), "|" + "---|" * len(table.header)]
    return lines + [_row(row) for row in table.rows]


def _row(values: tuple[Value, ...]) -> str:
    return "| " + " | ".join(escape(value) for value in values) + " |"


def escape(value: Value) -> str:
    r"""Write a value as one cell that shows just what it says.

    >>> escape("a|b\n<i>")
    'a\\|b<br>\\<i\\>'
    """
    if value is None:
        return ""
    return "<br>".join(_MARKS.sub(r"\\\g<0>", line) for line in str(value).splitlines())
