"""What a plan document says, as values.

Identifiers are local paths such as ``task/3``: `kg.graph` puts the document's IRI before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.numerals import Quantity
from kg.text import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read, and by what.

    Attributes:
        document: Key of the document.
        spans: At least one; the first is the place that a reader is led to.
        rule: Name of the rule.
    """

    document: str
    spans: tuple[Span, ...]
    rule: str

    @property
    def span(self) -> Span:
        """The place that a reader is led to."""
        return self.spans[0]


class UnitKind(StrEnum):
    """What a printed unit of a document is."""

    PART = "篇"
    CHAPTER = "章"
    SECTION = "节"
    COLUMN = "专栏"
    DIVISION = "部分"
    ITEM = "条"
    TASK = "任务"
    ANNEX = "附件"


class ColumnKind(StrEnum):
    """The four kinds of special column."""

    PROJECT = "工程"
    ACTION = "行动"
    REFORM = "改革"
    PLATFORM = "平台"


class CitationKind(StrEnum):
    """What a citation names in the outline."""

    PART = "篇"
    CHAPTER = "章节"
    SECTION = "小节"
    COLUMN = "专栏"
    CONTENT = "内容"


class CellColumn(StrEnum):
    """The columns of an indicator table that hold values."""

    BASE = "base"
    GOAL = "goal"
    ANNUAL = "annual"


class Basis(StrEnum):
    """How sure a link is."""

    EXPLICIT = "explicit"
    INFERRED = "inferred"
    THEME_STATEMENT = "theme-statement"
    CITATION = "citation"
    NAMED = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What a document says of itself.

    Attributes:
        key: Its name in IRIs.
        title: As printed.
        kind: From the profile, such as ``报告``.
        place: The place whose plan it is; ``None`` when no form of the profile finds one.
        period: First and last year; ``None`` when the text names no five-year plan.
        status: ``draft``, ``submitted`` or ``approved``; ``None`` when unsaid.
        issued: Day of publication as ``YYYY-MM-DD``; ``None`` when the text prints none.
        met: Day of the meeting that it was reported to; ``None`` when none, or not a date.
        place_span: Where the place is named, and so for the next three; ``None`` where it is not.
        source_sha256: Digest of the stored bytes.
    """

    key: str
    title: str
    kind: str
    place: str | None
    period: tuple[int, int] | None
    status: str | None
    issued: str | None
    met: str | None
    place_span: Span | None
    period_span: Span | None
    issued_span: Span | None
    met_span: Span | None
    source_sha256: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedUnit:
    """A unit that the document prints: a chapter, a section, a task's heading, a special column.

    Attributes:
        number: As printed, as an integer; ``None`` where none is printed.
        title: The heading's words.
        parent: ``id`` of the unit that it stands in; ``None`` at the top.
        extent: The heading with all that stands under it.
        column_kind: The last of the four words in a special column's title; ``None`` for all else.
    """

    id: str
    kind: UnitKind
    number: int | None
    title: str
    parent: str | None
    extent: Span
    evidence: Evidence
    column_kind: ColumnKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTask:
    """A key task 重点任务.

    Attributes:
        unit: ``id`` of the printed unit.
        body: The heading with its paragraphs.
    """

    id: str
    number: int
    label: str
    unit: str
    body: Span
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialColumn:
    """A special column 专栏 that a task announces.

    Attributes:
        kind: The last of the four words in its name; ``None`` where it holds none.
        number: The number that it is announced with; ``None`` where it has none.
    """

    id: str
    task: str
    label: str
    kind: ColumnKind | None
    number: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCount:
    """A number of things that the text says there are.

    Attributes:
        subject: ``id`` of what holds them, such as ``task/2``; the document's key for the whole.
        counted: What is counted: ``task``, ``special-column``, ``indicator``.
        scope: Words that narrow it, such as a category's name; ``None`` for all.
    """

    id: str
    subject: str
    counted: str
    scope: str | None
    value: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A value cell of an indicator row.

    Attributes:
        column: The column under which it stands by rule or by a person's decision.
        read_column: The column that the rule chose.
        alternatives: All columns that the text leaves open; empty when it decides.
        text: As printed.
        quantity: Its number; ``None`` when it is words.
        year: The bracketed year, else the year of the column's heading; ``None`` without either.
        year_span: Where the year stands.
    """

    id: str
    column: CellColumn
    read_column: CellColumn
    alternatives: tuple[CellColumn, ...]
    text: str
    quantity: Quantity | None
    year: int | None
    year_span: Span | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A data row of the indicator table.

    Attributes:
        number: As printed; carried over to the sub-rows of one indicator. ``None`` where lost.
        sub: Name of the sub-row; ``None`` where an indicator is one row.
        label: Name without mark and closing unit.
        unit: As printed; ``None`` where none is.
        category: Without its mark and count.
        nature: 预期性 or 约束性; ``None`` where the cell is missing.
        level: Such as 国家指标; ``None`` where the remark says something else.
        remark: The last cell's words, whatever they say.
        ambiguous: Whether the text leaves the column of a cell open.
        number_span, category_span: The cells of number and category; ``None`` where lost.
        name_span: The cell of its name, or of its sub-row's.
    """

    id: str
    number: int | None
    number_span: Span | None
    name_span: Span
    sub: str | None
    label: str
    unit: str | None
    category: str | None
    category_span: Span | None
    nature: str | None
    level: str | None
    remark: str | None
    mark: str | None
    ambiguous: bool
    cells: tuple[TableCell, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What a note of a table says of a mark."""

    id: str
    mark: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of suggestions.

    Attributes:
        number: Its place, from the printed 一、二、….
        is_numbered: Whether that is printed; else it is counted from the theme before.
    """

    id: str
    number: int
    is_numbered: bool
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeStatement:
    """The sentence that says in which parts a theme is taken up.

    Attributes:
        parts: Numbers as printed, each with its place, the title behind it included.
    """

    id: str
    theme: str
    parts: tuple[tuple[int, Span], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A suggestion 建议 by the People's Congress.

    Attributes:
        number: The running number of its row.
        theme: ``id`` of its theme; ``None`` where the table has no themes.
    """

    id: str
    number: int
    theme: str | None
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference that an adoption text makes.

    Attributes:
        order: Its number within the suggestion, from 1.
        name: Words of the unit or content named; ``None`` for a unit cited by number alone.
        unit_number: The number of the unit itself, such as 2 of 第二章; ``None`` where none is.
        part: The number printed for its part; ``None`` where none is.
        part_span: Where that number stands, as the next for the name; ``None`` where none does.
        mention: Which naming of a part governs it, so that one wrong number is mended once.
    """

    id: str
    statement: str
    suggestion: str
    order: int
    kind: CitationKind
    name: str | None
    unit_number: int | None
    part: int | None
    part_span: Span | None
    name_span: Span | None
    mention: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleForm:
    """A form in which a part of the outline is named.

    Attributes:
        part: The number printed with it; ``None`` for a title without one.
        by_theme: Whether a theme's statement says it, which makes it the part's title.
    """

    title: str
    part: int | None
    by_theme: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Irregularity:
    """What the text gets wrong or leaves open, kept as written.

    Attributes:
        kind: Such as ``wrong-part``, ``malformed-date``, ``numbering``.
        subject: ``id`` of the fact that it touches.
        written: The words as printed.
        likely: The likely reading; ``None`` where there is no telling.
        reason: Why, in Chinese.
        reason_en: The same in English; ``None`` where the rule that reads it says it.
    """

    id: str
    kind: str
    subject: str
    written: str
    likely: str | None
    reason: str
    evidence: Evidence
    reason_en: str | None = None
