"""The rows of an indicator table, as a reader sees them: number, name, cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text import Span

# A row of the table: number, name, then its cells, a line each.
_ROW = (
    r"^(?P<number>\d{1,2})\n+[▲★]?(?P<name>[^\d\n][^\n]{3,})\n+(?P<cells>(?:[^\n]+\n+){2,8}?)"
    r"(?=\d{1,2}\n+[▲★]?(?![\d\n])(?![^\n]*指标\n)[^\n]{4,}\n|[^\n]*[(（]\d+项[)）]\n|备?注[^\n]*\n|\Z)"
)
NUMBER = r"\d+(?:\.\d+)?"
NATURE = r"(?:预期性|约束性)"
LOWER_IS_BETTER = re.compile(r"倍差|收入比|浓度|漏损|使用面积|消耗")


def rows(text: str) -> Iterator[tuple[str, int, list[Span]]]:
    """Yield name and cells of each row of the indicator table."""
    for match in re.finditer(_ROW, text, re.MULTILINE):
        start = match.start("cells")
        cells = [
            Span(start + cell.start(), start + cell.end())
            for cell in re.finditer(r"[^\n]+", match["cells"])
        ]
        if any(re.fullmatch(NATURE, cell.quote(text)) for cell in cells):
            yield match["name"], match.start("name"), cells
