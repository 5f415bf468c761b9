"""Rows with Python's own values: for programs, notebooks and pandas."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, overload

from kg.namespaces import PREFIXES
from kg.store import Row, Rows, Term

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | Decimal | bool | datetime.date | tuple[str | int, ...] | None

_XSD = PREFIXES["xsd"]
_WHOLE = {_XSD + name for name in ("integer", "nonNegativeInteger", "int", "long", "gYear")}
_MOST_SHOWN = 60


class TypedRow(Mapping[str, Value]):
    """A row whose values are read by name: ``row["n"]`` or ``row.n``."""

    __slots__ = ("_lists", "_row")

    def __init__(self, row: Row, lists: tuple[str, ...]) -> None:
        self._row = row
        self._lists = lists

    def __getitem__(self, name: str) -> Value:
        term = self._row[name]
        if name in self._lists:
            return () if term is None else tuple(map(_item, term.value.split(",")))
        return None if term is None else value_of_term(term)

    def __getattr__(self, name: str) -> Value:
        if name in self._row:
            return self[name]
        raise AttributeError(f"no column {name!r}; there are {', '.join(self._row)}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)

    def __repr__(self) -> str:
        listed = ", ".join(f"{name}={value!r}" for name, value in self.items())
        return f"Row({listed})"


class Table(Sequence[TypedRow]):
    """The answer to a question, row by row.

    Attributes:
        columns: The variables, in order.
        headings: What the columns are called in Chinese, in the same order.
        is_cut: Whether there are more rows than were asked for.
    """

    def __init__(
        self, rows: Rows, *, lists: tuple[str, ...] = (), headings: Sequence[str] = ()
    ) -> None:
        self.columns = rows.variables
        self.headings = tuple(headings) or rows.variables
        self.is_cut = rows.is_cut
        self._rows = rows.rows
        self._lists = lists

    @overload
    def __getitem__(self, index: int) -> TypedRow: ...

    @overload
    def __getitem__(self, index: slice) -> list[TypedRow]: ...

    def __getitem__(self, index: int | slice) -> TypedRow | list[TypedRow]:
        if isinstance(index, slice):
            return [TypedRow(row, self._lists) for row in self._rows[index]]
        return TypedRow(self._rows[index], self._lists)

    def __len__(self) -> int:
        return len(self._rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return a frame with these columns; whole numbers stay whole where cells are empty.

        Raises:
            ModuleNotFoundError: pandas is not installed.
        """
        import pandas as pd

        rows = list(self)
        columns = {}
        for name in self.columns:
            values = [row[name] for row in rows]
            is_whole = {type(value) for value in values if value is not None} == {int}
            columns[name] = pd.Series(values, dtype="Int64" if is_whole else "object")
        return pd.DataFrame(columns)

    def __repr__(self) -> str:
        cut = ", cut" if self.is_cut else ""
        return f"<Table of {len(self)} rows{cut}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Show a table in a notebook: Chinese headings, and what was left out."""
        head = "".join(f"<th>{escape(heading)}</th>" for heading in self.headings)
        lines = [
            "".join(f"<td>{escape(_shown(value))}</td>" for value in row.values())
            for row in self[:_MOST_SHOWN]
        ]
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        more = len(self) - _MOST_SHOWN
        notes = [f"共{len(self)}行"] + ([f"此处显示{_MOST_SHOWN}行"] if more > 0 else [])
        notes += ["结果已按行数上限截断"] if self.is_cut else []
        return (
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"<p>{escape(','.join(notes))}</p>"
        )


def value_of_term(term: Term) -> Value:
    """Return a term as the Python value that its datatype means.

    >>> value_of_term(Term("3.50", datatype="http://www.w3.org/2001/XMLSchema#decimal"))
    Decimal('3.50')
    """
    datatype = term.datatype
    if datatype is None:
        return term.value
    if datatype in _WHOLE:
        return int(term.value)
    if datatype == _XSD + "decimal":
        return Decimal(term.value)
    if datatype == _XSD + "boolean":
        return term.value in ("true", "1")
    if datatype == _XSD + "date":
        return datetime.date.fromisoformat(term.value)
    return term.value


def _item(word: str) -> str | int:
    return int(word) if word.isdigit() else word


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)
