"""Word documents as a Chinese office hands them in: A4, its margins, its typefaces, page numbers.

Source: GB/T 9704-2012, Layout key for official document of Party and government organs: margins of
37 mm above, 35 below, 28 left and 26 right; body 仿宋 三号 (16 pt), headings 黑体 and 楷体.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kg.export.archive import pack, unpack

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable

_A4 = (210, 297)
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
_BODY, _HEADING, _TITLE = "仿宋", "黑体", "方正小标宋简体"
_LATIN = "Times New Roman"
BODY_POINTS, _TITLE_POINTS, LINE_POINTS = 16, 22, 28
# What the margins of an upright page leave, in points.
PAGE_LINES_POINTS = (_A4[1] - _MARGINS["top_margin"] - _MARGINS["bottom_margin"]) * 72 / 25.4
PAGE_WIDTH_POINTS = (_A4[0] - _MARGINS["left_margin"] - _MARGINS["right_margin"]) * 72 / 25.4
TABLE_POINTS, TABLE_LINE_POINTS = 9, 12
# The height of a line of a long list, by the size of its type.
LIST_LINE = 1.4
# The format wants a day of making: always the same, so that bytes compare.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zone
# What XML cannot hold.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section."""

    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; in smaller type where it is one of a long list."""

    words: str
    points: float = BODY_POINTS


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose heading row is repeated on each page.

    Attributes:
        widths: Of the columns, in millimetres.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


Block = Heading | Paragraph | Grid


def write_word(title: str, blocks: Iterable[Block], *, is_wide: bool = False) -> bytes:
    """Write a document.

    Args:
        title: Above all.
        blocks: What follows, in order.
        is_wide: Whether the page lies on its side, for wide tables.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = _CREATED
    document.core_properties.author = "planning-kg"
    document.core_properties.title = _plain(title)
    section = document.sections[0]
    width, height = _A4 if not is_wide else _A4[::-1]
    section.page_width, section.page_height = Mm(width), Mm(height)
    if is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
    for name, millimetres in _MARGINS.items():
        setattr(section, name, Mm(millimetres))
    _number_pages(document)
    _style(document.styles["Normal"], _BODY, BODY_POINTS)
    _style(document.styles["Title"], _TITLE, _TITLE_POINTS)
    _style(document.styles["Heading 1"], _HEADING, BODY_POINTS)
    head = document.add_paragraph(_plain(title), style="Title")
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in blocks:
        if isinstance(block, Heading):
            line = document.add_paragraph(_plain(block.words), style="Heading 1")
            line.paragraph_format.line_spacing = Pt(LINE_POINTS)
            line.paragraph_format.keep_with_next = True
        elif isinstance(block, Paragraph):
            _add_paragraph(document, block)
        else:
            _add_grid(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_bytes(buffer.getvalue())


def _add_paragraph(document: Document, block: Paragraph) -> None:
    from docx.shared import Pt

    line = document.add_paragraph()
    run = line.add_run(_plain(block.words))
    run.font.size = Pt(block.points)
    line.paragraph_format.first_line_indent = Pt(2 * block.points)
    is_body = block.points == BODY_POINTS
    line.paragraph_format.line_spacing = Pt(LINE_POINTS if is_body else block.points * LIST_LINE)
    line.paragraph_format.space_after = Pt(0)


def _add_grid(document: Document, block: Grid) -> None:
    from docx.shared import Mm, Pt

    table = document.add_table(rows=0, cols=len(block.header), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(width)
    for number, row in enumerate((block.header, *block.rows)):
        cells = table.add_row().cells
        for cell, words, width in zip(cells, row, block.widths, strict=True):
            cell.width = Mm(width)
            line = cell.paragraphs[0]
            line.paragraph_format.line_spacing = Pt(TABLE_LINE_POINTS)
            run = line.add_run(_plain(words))
            run.font.size = Pt(TABLE_POINTS)
            run.bold = number == 0
    _repeat_header(table)


def _style(style: Any, typeface: str, points: int) -> None:
    """Set a style's typefaces: without the East Asian one, Chinese ignores the font."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = _LATIN
    style.font.size = Pt(points)
    style.font.bold = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), typeface)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _repeat_header(table: WordTable) -> None:
    """Repeat the first row on each page, and break no row between pages."""
    from docx.oxml import OxmlElement

    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _number_pages(document: Document) -> None:
    """Put “— 1 —” at the foot of each page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run("— ")
    run = line.add_run()
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run._r.append(mark)
    line.add_run(" —")


def _plain(words: str) -> str:
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", words)


def _same_bytes(data: bytes) -> bytes:
    """Pack a document's files anew, without the time at which they were packed."""
    return pack(unpack(data))
