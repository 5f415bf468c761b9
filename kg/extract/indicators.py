"""Indicators: the rows of the indicator table, their values, and what the text leaves open.

Empty cells left no trace, so a row with fewer values than columns may be undecidable. The method:

* a value in ``[ ]`` stands under the cumulative column, a value with the bracketed year of a past
  year under the base: a mark of its own places a cell, and the row is decided;
* as many values as columns fill them in order;
* two values are base, then goal, unless the indicator is itself a rate of growth, which may as well
  be an annual average: then the second is ambiguous;
* one value alone is ambiguous.

An ambiguous cell stands under the first column that fits after the base, with its alternatives
beside it, until a person's decision places it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import CellColumn, Evidence, Indicator, Legend, StatedCount, TableCell
from kg.numerals import parse_quantity, read_counting
from kg.parse.indicator_rows import unit_bracket
from kg.parse.structure import ParsedDocument, Table, TableRow
from kg.profiles import TableForm
from kg.text import Span, name_digest, trim, unique_name

# The number of a category that stands in a line of its own: 一、经济发展.
_LINE_MARK = re.compile(r"[一二三四五六七八九十]+、")
_ORDER = (CellColumn.BASE, CellColumn.GOAL, CellColumn.ANNUAL)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a value cell stands, and where else it might.

    Attributes:
        alternatives: Empty when the text decides.
    """

    column: CellColumn
    alternatives: tuple[CellColumn, ...] = ()


def place_values(
    cells: Sequence[str],
    columns: Sequence[CellColumn],
    *,
    is_rate: bool,
    first_year: int | None,
) -> list[Placement]:
    """Place the values of a row under the value columns of the table.

    Args:
        cells: Folded texts of the cells, in order.
        columns: The table's value columns, in order.
        is_rate: Whether the indicator is itself a rate of growth.
        first_year: First year of the plan, to tell a past year's mark; ``None`` where unknown.

    >>> [p.column.value for p in place_values(["4.9", "5.0"], _ORDER, is_rate=False, first_year=0)]
    ['base', 'goal']
    >>> place_values(["12.6"], _ORDER, is_rate=False, first_year=None)[0].alternatives
    (<CellColumn.BASE: 'base'>, <CellColumn.GOAL: 'goal'>, <CellColumn.ANNUAL: 'annual'>)
    """
    if len(cells) >= len(columns):
        return [Placement(column) for column in columns][: len(cells)]
    marked = [_own_mark(cell, columns, first_year) for cell in cells]
    free = [column for column in columns if column not in marked]
    placed = [Placement(mark) if mark else Placement(free[0]) for mark in marked]
    open_cells = [index for index, mark in enumerate(marked) if mark is None]
    for index, column in zip(open_cells, free, strict=False):
        placed[index] = Placement(column)
    has_mark = len(open_cells) < len(cells)
    if has_mark or not open_cells:
        return placed
    if len(cells) == 1:
        after_base = [column for column in free if column is not CellColumn.BASE]
        return [Placement((after_base or free)[0], tuple(free))]
    if is_rate:
        last = open_cells[-1]
        open_columns = tuple(free[len(cells) - 1 :])
        placed[last] = Placement(open_columns[0], open_columns)
    return placed


def _own_mark(
    cell: str, columns: Sequence[CellColumn], first_year: int | None
) -> CellColumn | None:
    quantity = parse_quantity(cell)
    if quantity is None:
        return None
    if quantity.bracketed and CellColumn.ANNUAL in columns:
        return CellColumn.ANNUAL
    is_past = quantity.year is not None and first_year is not None and quantity.year < first_year
    return CellColumn.BASE if is_past and CellColumn.BASE in columns else None


class IndicatorReader:
    """Walks the rows of one table, carrying category and number from row to row."""

    def __init__(self, parsed: ParsedDocument, table: Table, first_year: int | None) -> None:
        self._parsed = parsed
        self._table = table
        self._first_year = first_year
        self._form = next(form for form in parsed.profile.tables if form.key == table.key)
        self._columns = [column for column in _ORDER if table.heading(column.value) is not None]
        self._category: Span | None = None
        self._head: TableRow | None = None
        self._sub_count = 0
        self._used: set[str] = set()

    def read(self) -> tuple[Indicator, ...]:
        """Read all rows that hold a name."""
        return tuple(
            self._read_row(row) for row in self._table.rows if {"name", "sub"} & row.cells.keys()
        )

    def _read_row(self, row: TableRow) -> Indicator:
        parsed, form = self._parsed, self._form
        if row.only("category"):
            self._category = row.only("category")
        if not row.continues:
            self._head, self._sub_count = row, 0
        head = self._head or row
        sub = row.only("sub")
        self._sub_count += sub is not None
        number_cell = head.only("number")
        number = int(number_cell.quote(parsed.folded)) if number_cell else None
        local = self._unique(self._local_name(number, head))
        spans = [row.extent]
        if row.continues:
            spans += [span for column in ("number", "name") for span in head.cells.get(column, ())]
        # Cells that findings point to: the row is too long a quote.
        name = (row.cells.get("sub") or row.cells["name"])[0]
        spans += [name, *row.cells.get("level", ())]
        if row.only("category"):
            first = [span for key, cell in row.cells.items() if key != "category" for span in cell]
            spans[0] = Span(min(span.start for span in first), row.extent.end)
        if self._category is not None:
            spans.append(self._category)
        evidence = Evidence(parsed.key, tuple(dict.fromkeys(spans)), "indicator-row")

        label, mark, unit = self._split_name(head.cells.get("name", ()))
        sub_name = None
        if sub is not None:
            sub_name, _, sub_unit = self._split_name((sub,))
            unit = sub_unit or unit
        unit_cell = row.only("unit") or (head.only("unit") if sub is not None else None)
        if unit_cell is not None:
            unit = unit_cell.quote(parsed.text)
        remark = row.only("level")
        remark_words = remark.quote(parsed.text) if remark else None
        nature = row.only("nature")
        is_rate = bool(form.cells["rate"].search(sub_name or label))
        cells = self._read_cells(row, local, is_rate)
        return Indicator(
            id=local,
            number=number,
            number_span=number_cell,
            name_span=name,
            sub=sub_name,
            label=label,
            unit=unit,
            category=category_label(self._category, parsed, form),
            category_span=self._category,
            nature=nature.quote(parsed.text) if nature else None,
            level=remark_words
            if remark and form.cells["level"].fullmatch(remark.quote(parsed.folded))
            else None,
            remark=remark_words,
            mark=mark,
            ambiguous=any(cell.alternatives for cell in cells),
            cells=cells,
            evidence=evidence,
        )

    def _local_name(self, number: int | None, head: TableRow) -> str:
        if number is None:
            words = "".join(span.quote(self._parsed.text) for span in head.cells.get("name", ()))
            base = f"indicator/{name_digest(words)}"
        else:
            base = f"indicator/{number}"
        return f"{base}/{self._sub_count}" if self._sub_count else base

    def _unique(self, name: str) -> str:
        unique = unique_name(name, self._used)
        self._used.add(unique)
        return unique

    def _split_name(self, spans: Sequence[Span]) -> tuple[str, str | None, str | None]:
        """Part a name into its words, its mark and its closing unit."""
        text, folded = self._parsed.text, self._parsed.folded
        words = "".join(span.quote(text) for span in spans)
        plain = "".join(span.quote(folded) for span in spans)
        mark = self._form.cells["mark"].match(plain)
        if mark:
            words, plain = words[mark.end() :], plain[mark.end() :]
        bare, unit = unit_bracket(plain)
        # Of a name broken over lines, any line may close with the unit.
        unit = unit or next(
            (own for span in spans if (own := unit_bracket(span.quote(folded))[1])), None
        )
        return words[: len(bare)], mark["mark"] if mark else None, unit

    def _read_cells(self, row: TableRow, local: str, is_rate: bool) -> tuple[TableCell, ...]:
        text, folded = self._parsed.text, self._parsed.folded
        spans, is_year_sure = self._value_cells(row)
        placements = place_values(
            [span.quote(folded) for span in spans],
            self._columns,
            is_rate=is_rate,
            first_year=self._first_year,
        )
        cells = []
        for order, (span, placement) in enumerate(zip(spans, placements, strict=True), 1):
            quantity = parse_quantity(span.quote(folded))
            heading = self._table.heading(placement.column.value)
            if placement.column is CellColumn.BASE and not is_year_sure:
                heading = None
            year = heading.year if heading else None
            year_span = heading.year_span if heading else None
            if quantity is not None and quantity.year is not None:
                year = quantity.year
                year_span = _year_place(folded, span, quantity.year)
            spans_read = (span,) if year_span is None else (span, year_span)
            cells.append(
                TableCell(
                    id=f"{local}/cell/{order}",
                    column=placement.column,
                    read_column=placement.column,
                    alternatives=placement.alternatives,
                    text=span.quote(text),
                    quantity=quantity,
                    year=year,
                    year_span=year_span,
                    evidence=Evidence(self._parsed.key, spans_read, "indicator-cell"),
                )
            )
        return tuple(cells)

    def _value_cells(self, row: TableRow) -> tuple[list[Span], bool]:
        """Return the cells under base, goal and yearly average; whether the base's year is sure.

        Where a column of an earlier year stands before them, a row that fills all, or all but the
        yearly average, begins with that year's value. With fewer values nothing tells of which of
        the two years the base is.
        """
        earlier = {c.column for c in self._table.header if c.column.startswith("year-")}
        columns = {column.value for column in _ORDER} | earlier
        spans = sorted(span for column in columns for span in row.cells.get(column, ()))
        levels = [column for column in self._columns if column is not CellColumn.ANNUAL]
        before = min(max(len(spans) - len(levels), 0), len(earlier))
        return spans[before:], before == len(earlier)


def _year_place(folded: str, cell: Span, year: int) -> Span:
    """Return where the year of a cell stands, with its unit."""
    words = f"{year}年"
    start = folded.index(words, cell.start + 1)
    return Span(start, start + len(words))


def category_label(cell: Span | None, parsed: ParsedDocument, form: TableForm) -> str | None:
    """Return a category's words without its mark and count."""
    if cell is None:
        return None
    match = form.cells["category"].fullmatch(cell.quote(parsed.folded))
    end = cell.start + match.end("label") if match else cell.end
    start = cell.start
    mark = form.cells["mark"].match(cell.quote(parsed.folded)) or _LINE_MARK.match(
        cell.quote(parsed.folded)
    )
    return trim(parsed.folded, Span(start + (mark.end() if mark else 0), end)).quote(parsed.text)


def extract_indicators(
    parsed: ParsedDocument, period: tuple[int, int] | None
) -> tuple[Indicator, ...]:
    """Read the indicator table; nothing where the document has none."""
    table = parsed.table("indicators")
    if table is None:
        return ()
    return IndicatorReader(parsed, table, period[0] if period else None).read()


def extract_legends(parsed: ParsedDocument) -> tuple[Legend, ...]:
    """Read what the notes of the indicator table say of its marks."""
    table = parsed.table("indicators")
    if table is None:
        return ()
    form = next(form for form in parsed.profile.tables if form.key == table.key)
    found: list[Legend] = []
    for note in table.notes:
        for match in form.notes["legend"].finditer(parsed.folded, note.start, note.end):
            found.append(
                Legend(
                    id=f"legend/{len(found) + 1}",
                    mark=match["mark"],
                    text=Span(*match.span("text")).quote(parsed.text),
                    evidence=Evidence(parsed.key, (Span(*match.span()),), "legend"),
                )
            )
    return tuple(found)


def extract_table_counts(parsed: ParsedDocument) -> tuple[StatedCount, ...]:
    """Read what the table says of its own numbers: rows per category, rows per mark."""
    table = parsed.table("indicators")
    if table is None:
        return ()
    form = next(form for form in parsed.profile.tables if form.key == table.key)
    found: list[tuple[str, str, int | None, Span]] = []
    for row in table.rows:
        cell = row.only("category")
        match = form.cells["category"].fullmatch(cell.quote(parsed.folded)) if cell else None
        if cell and match:
            label = category_label(cell, parsed, form) or ""
            found.append(("indicator-in-category", label, read_counting(match["count"]), cell))
    for note in table.notes:
        for match in _marked(parsed.profile.counts["marked"], parsed.folded, note):
            place = Span(*match.span())
            found.append(("indicator-marked", match["mark"], read_counting(match["count"]), place))
    counts: list[StatedCount] = []
    for counted, scope, value, place in found:
        if value is None:
            continue
        name = f"count/{counted}/{name_digest(scope)}"
        counts.append(
            StatedCount(
                id=unique_name(name, {known.id for known in counts}),
                subject="",
                counted=counted,
                scope=scope,
                value=value,
                evidence=Evidence(parsed.key, (place,), f"count-{counted}"),
            )
        )
    return tuple(counts)


def _marked(pattern: re.Pattern[str], folded: str, note: Span) -> list[re.Match[str]]:
    return list(pattern.finditer(folded, note.start, note.end))
