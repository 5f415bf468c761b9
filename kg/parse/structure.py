"""What a parsed document is made of: leaves that tile the text, units, tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.model import PrintedUnit
from kg.profiles import Profile
from kg.text import Span


class LeafKind(StrEnum):
    """What a leaf of the document tree holds."""

    FRONT = "front"
    CONTENTS = "contents"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ANNEX_LIST = "annex-list"
    HEADER_CELL = "header-cell"
    CELL = "cell"
    NOTE = "note"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A smallest piece of the text.

    Attributes:
        span: With the white space that follows, so that the leaves tile the text.
        words: Without it.
        unit: ``id`` of the printed unit in which it stands; ``None`` before the first.
    """

    kind: LeafKind
    span: Span
    words: Span
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCell:
    """A column's heading.

    Attributes:
        column: Its key in the profile; the year columns are told apart as ``base`` and ``goal``.
        year: The year printed in it; ``None`` where none is.
        year_span: Where that year stands.
    """

    column: str
    span: Span
    year: int | None
    year_span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """Cells of one row, by column; a cell of several paragraphs has several spans.

    Attributes:
        continues: Whether it is a further sub-row of the row before.
    """

    cells: Mapping[str, tuple[Span, ...]]
    continues: bool = False

    @property
    def extent(self) -> Span:
        """From the first cell to the last."""
        spans = [span for cell in self.cells.values() for span in cell]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def only(self, column: str) -> Span | None:
        """Return the first paragraph of a cell; ``None`` where the cell is empty."""
        spans = self.cells.get(column, ())
        return spans[0] if spans else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table rebuilt from its flattened cells.

    Attributes:
        key: Which table of the profile it is.
        unit: ``id`` of the annex.
        notes: Lines after the rows.
    """

    key: str
    unit: str
    header: tuple[HeaderCell, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Span, ...]

    def heading(self, column: str) -> HeaderCell | None:
        """Return the heading of a column; ``None`` where the table has no such column."""
        return next((cell for cell in self.header if cell.column == column), None)


class TableFault(StrEnum):
    """Why no table was read in an annex."""

    HEADING = "heading-unknown"
    COLUMN = "column-missing"
    CELL = "cell-without-column"
    ROW = "row-cut-off"
    NO_TABLE = "no-table"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadTable:
    """An annex that was not read as a table.

    Attributes:
        unit: ``id`` of the annex.
        key: Which table of the profile it would be; ``None`` where nothing tells.
        places: What stands in the way, the first to be looked at: the unknown headings, the first
            heading of a header that lacks a column, the cell without a column, the last cell of a
            row that is cut off, the first line where nothing looks like a header. Empty where
            nothing stands below the annex's heading.
    """

    unit: str
    key: str | None
    fault: TableFault
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """A text with its structure.

    Attributes:
        name: The file as the caller named it, for messages.
        text: As retrieved.
        folded: The same in one form of characters; same length.
        unread: The annexes in which no table was read.
        task_section: ``id`` of the unit whose items are the key tasks; ``None`` where none is.
    """

    key: str
    name: str
    text: str
    folded: str
    profile: Profile
    leaves: tuple[Leaf, ...]
    units: tuple[PrintedUnit, ...]
    tables: tuple[Table, ...]
    unread: tuple[UnreadTable, ...]
    task_section: str | None

    def table(self, key: str) -> Table | None:
        """Return the first table of a kind."""
        return next((table for table in self.tables if table.key == key), None)

    def front(self) -> tuple[Span, ...]:
        """Return the lines before the first heading."""
        return tuple(leaf.words for leaf in self.leaves if leaf.kind is LeafKind.FRONT)
