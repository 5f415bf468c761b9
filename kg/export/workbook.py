"""Workbooks: sheets with frozen headings and filters, the same bytes every time."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LinkTo:
    """Words that lead to another sheet of the workbook.

    Attributes:
        sheet: Its title.
    """

    words: str
    sheet: str

    def __str__(self) -> str:
        return self.words


Cell = str | int | float | LinkTo | None

# A workbook carries the day it was made; ours carries always the same, so that bytes compare.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zone
_WIDEST = 60
_NARROWEST = 6
_LONGEST_CELL = 32767
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Attributes:
        title: At most 31 characters; those that Excel forbids are left out.
        header: Headings.
        rows: Cells; words stay words, whatever they begin with.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write a workbook."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": _CREATED})
    plain = book.add_format({"text_wrap": True, "valign": "top", "font_name": "宋体"})
    # Addresses and digests have no place to break: wrapped, they would run over the row below.
    unbroken = book.add_format({"valign": "top", "font_name": "宋体"})
    bold = book.add_format(
        {"bold": True, "bg_color": "#DCE6F1", "font_name": "黑体", "text_wrap": True, "border": 1}
    )
    for sheet in sheets:
        page = book.add_worksheet(title_of(sheet.title))
        page.freeze_panes(1, 0)
        for column, words in enumerate(sheet.header):
            page.write_string(0, column, words, bold)
            page.set_column(column, column, _column_width(sheet, column))
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, LinkTo):
                    place = value.sheet.replace("'", "''")
                    page.write_url(number, column, f"internal:'{place}'!A1", string=value.words)
                elif isinstance(value, str):
                    is_one_word = value.isascii() and " " not in value
                    form = unbroken if is_one_word else plain
                    page.write_string(number, column, value[:_LONGEST_CELL], form)
                elif value is not None:
                    page.write_number(number, column, value, plain)
        if sheet.header:
            page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.header) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    book.close()
    return buffer.getvalue()


def title_of(words: str) -> str:
    """Make a sheet's title of words: without what Excel forbids, not too long."""
    return _NOT_IN_TITLES.sub("", words).strip("'")[:_LONGEST_TITLE]


def _column_width(sheet: Sheet, column: int) -> int:
    cells = [sheet.header[column], *(str(row[column] or "") for row in sheet.rows)]
    longest = max(
        sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell) for cell in cells
    )
    return min(_WIDEST, max(_NARROWEST, longest + 2))
