"""Rows of an indicator table from cells in a line, of which the empty ones left no trace.

The method: each row is a run of cells that fall under the columns from left to right; a cell may
stand under a column only when its form allows it (a number under 序号, a bounded number under a
value column, 预期性 under 属性 …), and each liberty has a price: an unlikely form, a column left
empty that is rarely empty. The rows are the cheapest way to cut all cells, found by dynamic
programming. Which *value* column a value belongs to is not decided here: where fewer values than
columns are left, that is for `kg.extract.indicators`, which marks what the text cannot decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from kg.numerals import is_unit, parse_quantity
from kg.parse.structure import HeaderCell, TableRow
from kg.profiles import TableForm
from kg.text import Span

VALUE_COLUMNS = ("base", "goal", "annual")
_IMPOSSIBLE = float("inf")

# The price of a column left empty. A row without its number is a sub-row or has lost a line.
_EMPTY = {"number": 4.0, "name": 10.0, "nature": 4.0, "unit": 1.0, "level": 1.0}
_EMPTY_VALUES = 4.0
_PRICED = _EMPTY.keys() | {"sub"}
_ROW = 0.1
_UNLIKELY = 5.0
_LONGEST_UNIT = 8
# A sentence is neither name nor value; a remark may be one.
_FULL_STOP = "。"

# A number that lost its form: 84..18, 85左右右. Dear enough that no sound cell is taken for one.
_DAMAGED = re.compile(r"[\[(<>≤≥]?\d[\d.,:%\[\]()]*[^\d\W]{0,3}[\])]?")
_DAMAGED_PRICE = 1.0
_DAMAGED_NAME = 4.0

# A category in a line of its own, in a table without a column for it: 一、经济发展.
_CATEGORY_LINE = re.compile(r"[一二三四五六七八九十]+、[^\d,。;]{2,16}(?:\(\d+[项个]\))?")

# A cell that fits under no column at all, such as a value after the last row's end.
UNPLACED = "unplaced"
_UNPLACED_PRICE = 1000.0


def unit_bracket(words: str) -> tuple[str, str | None]:
    """Split the closing bracket off a name when it holds a unit.

    >>> unit_bracket("全员劳动生产率(万元/人)")
    ('全员劳动生产率', '万元/人')
    >>> unit_bracket("群体比例(按三口之家计算)")
    ('群体比例(按三口之家计算)', None)
    """
    if words.endswith(")") and "(" in words:
        opening = words.rindex("(")
        unit = words[opening + 1 : -1]
        if is_unit(unit):
            return words[:opening].rstrip(), unit
    return words, None


class CellPrices:
    """What it costs to let a cell stand under a column."""

    def __init__(self, form: TableForm, columns: Sequence[str], words: Sequence[str]) -> None:
        self._cells = form.cells
        # Where categories are marked by a count, a cell without one is hardly a category: a
        # misread cell would put all rows below it under a wrong one.
        is_marked = any(form.cells["category"].fullmatch(cell) for cell in words)
        self._unmarked_category = 6.0 if is_marked else 2.0
        self._has_annual = "annual" in columns
        self._has_unit = "unit" in columns
        self._has_level = "level" in columns

    def price(self, column: str, words: str) -> float:
        """Return the price, infinite where the form of the cell forbids it."""
        exact = {"number", "nature"}
        if column in exact:
            return 0.0 if self._cells[column].fullmatch(words) else _IMPOSSIBLE
        if self._cells["nature"].fullmatch(words):
            return _IMPOSSIBLE
        if not self._has_level and self._cells["level"].fullmatch(words):
            return _IMPOSSIBLE
        if column != "level" and _FULL_STOP in words:
            return _IMPOSSIBLE
        if column in VALUE_COLUMNS or column.startswith("year-"):
            return self._value_price(column, words)
        return _IMPOSSIBLE if parse_quantity(words) else self._word_price(column, words)

    def _value_price(self, column: str, words: str) -> float:
        quantity = parse_quantity(words)
        if quantity is not None:
            misplaced = quantity.bracketed and self._has_annual and column != "annual"
            return 2.0 if misplaced else 0.0
        if self._cells["words"].fullmatch(words):
            return 0.5
        if _DAMAGED.fullmatch(words):
            return _DAMAGED_PRICE
        if unit_bracket(words)[1]:
            # A name with its unit is no value, however damaged the row is.
            return 20.0
        if self._is_odd(words):
            return 8.0
        return 3.0 if is_unit(words) and self._has_unit else _UNLIKELY

    def _word_price(self, column: str, words: str) -> float:
        is_category = bool(self._cells["category"].fullmatch(words))
        if column == "unit":
            return 0.0 if is_unit(words) else (3.0 if len(words) <= _LONGEST_UNIT else _IMPOSSIBLE)
        if column == "level":
            is_level = bool(self._cells["level"].fullmatch(words))
            return 0.0 if is_level else (_UNLIKELY if is_category else 2.5)
        if column == "category":
            is_line = _CATEGORY_LINE.fullmatch(words) is not None
            return 0.0 if is_category or is_line else self._unmarked_category
        odd = 6.0 if self._is_odd(words) or (is_unit(words) and self._has_unit) else 0.0
        odd += _DAMAGED_NAME if _DAMAGED.fullmatch(words) else 0.0
        if column == "sub":
            return odd + (2.0 if unit_bracket(words)[1] else 3.0)
        return odd + (3.0 if self._cells["words"].fullmatch(words) else 0.0)

    def _is_odd(self, words: str) -> bool:
        """Say whether a cell looks like a category or a level, and so like no name or value."""
        return any(self._cells[column].fullmatch(words) for column in ("category", "level"))


def parse_indicator_rows(
    cells: Sequence[Span], folded: str, header: Sequence[HeaderCell], form: TableForm
) -> tuple[TableRow, ...]:
    """Cut the cells of the table into rows.

    Args:
        cells: The cells after the header, in order.
        folded: The text.
        header: The columns.
        form: The table's form in the profile.
    """
    columns: list[str] = []
    for cell in header:
        columns.append(cell.column)
        if cell.column == "name":
            columns.append("sub")
    words = [" ".join(cell.quote(folded).split()) for cell in cells]
    if "category" not in columns and any(map(_CATEGORY_LINE.fullmatch, words)):
        columns.insert(0, "category")
    prices = CellPrices(form, columns, words)

    @cache
    def price(index: int, column: str) -> float:
        return prices.price(column, words[index])

    best: list[tuple[float, int, tuple[str, ...]]] = [(_IMPOSSIBLE, 0, ())] * (len(cells) + 1)
    best[0] = (0.0, 0, ())
    for start in range(len(cells)):
        for end, cost, path in _rows_from(start, len(cells), columns, price):
            best[end] = min(best[end], (best[start][0] + cost + _ROW, start, path))
    return _join_names(
        [
            {column: (cells[start + offset],) for offset, column in enumerate(path)}
            for start, path in _cuts(best)
        ]
    )


def _rows_from(
    start: int, count: int, columns: Sequence[str], price: Callable[[int, str], float]
) -> Iterator[tuple[int, float, tuple[str, ...]]]:
    """Let ever more cells from ``start`` on stand under the columns, each time as cheap as can be.

    Yields:
        Index after the last cell, the price, the columns of the cells.
    """
    # Paths that end under one column compete only when they filled the same columns whose
    # emptiness has a price; else a cheap beginning would hide what it leaves out.
    paths: dict[tuple[int, frozenset[str]], tuple[float, tuple[str, ...]]]
    paths = {(-1, frozenset()): (0.0, ())}
    for index in range(start, min(start + len(columns), count)):
        grown: dict[tuple[int, frozenset[str]], tuple[float, tuple[str, ...]]] = {}
        for (last, filled), (cost, path) in paths.items():
            for position in range(last + 1, len(columns)):
                column = columns[position]
                total = cost + price(index, column)
                state = (position, filled | ({column} & _PRICED))
                if total < grown.get(state, (_IMPOSSIBLE, ()))[0]:
                    grown[state] = (total, (*path, column))
        paths = grown
        found = [(cost + _empty_price(path, columns), path) for cost, path in paths.values()]
        if found:
            yield (index + 1, *min(found))
        elif index == start:
            yield index + 1, _UNPLACED_PRICE, (UNPLACED,)


def _cuts(best: Sequence[tuple[float, int, tuple[str, ...]]]) -> list[tuple[int, tuple[str, ...]]]:
    """Walk back from the last cell: where each row begins, and the columns of its cells."""
    cuts: list[tuple[int, tuple[str, ...]]] = []
    end = len(best) - 1
    while end:
        _, start, path = best[end]
        cuts.append((start, path))
        end = start
    return cuts[::-1]


def _empty_price(path: tuple[str, ...], columns: Sequence[str]) -> float:
    taken = set(path)
    price = sum(_EMPTY[column] for column in columns if column in _EMPTY and column not in taken)
    if "sub" in taken and "name" not in taken:
        # A further sub-row has neither number nor name of its own.
        price -= 0.0 if "number" in taken else _EMPTY["number"] + _EMPTY["name"] - 0.5
    if taken.isdisjoint(VALUE_COLUMNS):
        price += _EMPTY_VALUES
    return price


def _join_names(rows: list[dict[str, tuple[Span, ...]]]) -> tuple[TableRow, ...]:
    """Tell sub-rows from rows that lost their number, and from a name broken over two lines.

    A further sub-row follows a row that has a sub-name; a sub-name is one only when more follow.
    """
    named: list[dict[str, tuple[Span, ...]]] = []
    for cells in rows:
        if "sub" in cells and "name" not in cells and not (named and "sub" in named[-1]):
            cells = _renamed(cells, cells["sub"])
        named.append(cells)
    result = []
    for index, cells in enumerate(named):
        following = named[index + 1] if index + 1 < len(named) else {}
        if "sub" in cells and "name" in cells and ("sub" not in following or "name" in following):
            cells = _renamed(cells, (*cells["name"], *cells["sub"]))
        result.append(TableRow(cells=cells, continues="sub" in cells and "name" not in cells))
    return tuple(result)


def _renamed(
    cells: dict[str, tuple[Span, ...]], name: tuple[Span, ...]
) -> dict[str, tuple[Span, ...]]:
    return {key: spans for key, spans in cells.items() if key != "sub"} | {"name": name}
