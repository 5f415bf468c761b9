"""Rows of a query in the formats that people and programs open."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kg.query import CannedQuery, heading
from kg.store import Rows, Term, write_results

if TYPE_CHECKING:
    # A quick answer is written without what makes workbooks.
    from kg.export.workbook import Sheet

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RESULTS = "http://www.w3.org/2005/sparql-results#"


def render_rows(rows: Rows, name: str, query: CannedQuery | None = None) -> bytes:
    """Write rows in one of `FORMATS`.

    Args:
        rows: The answer.
        name: The format.
        query: The canned query, for its Chinese headings; ``None`` for a query of one's own.
    """
    return FORMATS[name](rows, query)


def _headings(rows: Rows, query: CannedQuery | None) -> list[str]:
    if query is None:
        return list(rows.variables)
    return [heading(query, variable) for variable in rows.variables]


def _cells(rows: Rows) -> list[list[str]]:
    return [
        ["" if (term := row[name]) is None else term.value for name in rows.variables]
        for row in rows.rows
    ]


def _csv(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return buffer.getvalue()


def to_csv(rows: Rows, _: CannedQuery | None) -> bytes:
    """Write SPARQL 1.1 results in CSV: variable names, values as they are."""
    return _csv(rows.variables, _cells(rows)).encode()


def to_csv_excel(rows: Rows, query: CannedQuery | None) -> bytes:
    """Write CSV that Excel and WPS open: a mark, Chinese headings, nothing that is a formula."""
    lines = [[_harmless(cell) for cell in line] for line in _cells(rows)]
    return (_BOM + _csv(_headings(rows, query), lines)).encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_tsv(rows: Rows, _: CannedQuery | None) -> bytes:
    """Write SPARQL 1.1 results in TSV: terms as in Turtle."""
    lines = ["\t".join(f"?{name}" for name in rows.variables)]
    lines += ["\t".join(_turtle(row[name]) for name in rows.variables) for row in rows.rows]
    return ("\n".join(lines) + "\n").encode()


def _turtle(term: Term | None) -> str:
    if term is None:
        return ""
    if term.kind == "uri":
        return f"<{term.value}>"
    if term.kind == "bnode":
        return f"_:{term.value}"
    escaped = term.value.replace("\\", "\\\\").replace('"', '\\"')
    for character, escape_ in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(character, escape_)
    if term.language:
        return f'"{escaped}"@{term.language}'
    return f'"{escaped}"^^<{term.datatype}>' if term.datatype else f'"{escaped}"'


def to_json(rows: Rows, _: CannedQuery | None) -> bytes:
    """Write SPARQL 1.1 results in JSON."""
    return write_results(rows)


def to_xml(rows: Rows, _: CannedQuery | None) -> bytes:
    """Write SPARQL 1.1 results in XML."""
    from html import escape

    out = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sparql xmlns="{_RESULTS}">', "<head>"]
    out += [f'<variable name="{escape(name)}"/>' for name in rows.variables]
    out += ["</head>", "<results>"]
    for row in rows.rows:
        out.append("<result>")
        for name in rows.variables:
            term = row[name]
            if term is not None:
                out.append(f'<binding name="{escape(name)}">{_xml_term(term)}</binding>')
        out.append("</result>")
    out += ["</results>", "</sparql>", ""]
    return "\n".join(out).encode()


def _xml_term(term: Term) -> str:
    from html import escape

    words = escape(term.value, quote=False).replace("\r", "&#13;")
    if term.kind != "literal":
        return f"<{term.kind}>{words}</{term.kind}>"
    attribute = f' xml:lang="{escape(term.language)}"' if term.language else ""
    attribute += f' datatype="{escape(term.datatype)}"' if term.datatype else ""
    return f"<literal{attribute}>{words}</literal>"


def to_markdown(rows: Rows, query: CannedQuery | None) -> bytes:
    """Write a Markdown table with Chinese headings."""
    lines = [_headings(rows, query), ["---"] * len(rows.variables), *_cells(rows)]
    return "".join(f"| {' | '.join(map(_one_line, line))} |\n" for line in lines).encode()


def _one_line(cell: str) -> str:
    return " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|")


def to_table(rows: Rows, query: CannedQuery | None) -> bytes:
    """Write a table for a terminal; Chinese characters are two columns wide."""
    lines = [_headings(rows, query)]
    lines += [[" ".join(cell.split()) for cell in line] for line in _cells(rows)]
    widths = [max(width(cell) for cell in column) for column in zip(*lines, strict=True)]
    out = []
    for number, line in enumerate(lines):
        padded = [
            cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)
        ]
        out.append("  ".join(padded).rstrip())
        if number == 0:
            out.append("  ".join("─" * size for size in widths))
    return ("\n".join(out) + "\n").encode()


def width(words: str) -> int:
    """Return how many columns of a terminal words take.

    >>> width("GDP增长")
    7
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)


def to_xlsx(rows: Rows, query: CannedQuery | None) -> bytes:
    """Write a workbook with one sheet: headings frozen, filters on."""
    from kg.export.workbook import write_workbook

    return write_workbook([sheet_of(rows, query)])


def sheet_of(rows: Rows, query: CannedQuery | None, *, number: int | None = None) -> Sheet:
    """Make the sheet of an answer: named by its question, headings in Chinese.

    Args:
        rows: The answer.
        query: The question; ``None`` for one's own.
        number: Stands before the name where a workbook has many sheets.
    """
    from kg.export.workbook import Sheet, title_of

    title = query.summary_zh.rstrip("？?") if query else "结果"
    return Sheet(
        title=title_of(title if number is None else f"{number}.{title}"),
        header=tuple(_headings(rows, query)),
        rows=tuple(tuple(_value(row[name]) for name in rows.variables) for row in rows.rows),
    )


def _value(term: Term | None) -> str | int | float | None:
    if term is None:
        return None
    if term.datatype and term.datatype.endswith(("#integer", "#nonNegativeInteger")):
        return int(term.value)
    if term.datatype and term.datatype.endswith("#decimal"):
        return float(term.value)
    return term.value


FORMATS: dict[str, Callable[[Rows, CannedQuery | None], bytes]] = {
    "table": to_table,
    "csv": to_csv,
    "csv-excel": to_csv_excel,
    "tsv": to_tsv,
    "json": to_json,
    "xml": to_xml,
    "md": to_markdown,
    "xlsx": to_xlsx,
}
BINARY = frozenset({"xlsx"})
