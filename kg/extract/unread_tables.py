"""Tables that were not recognised: an annex of short lines of which none became a row."""

from __future__ import annotations

from kg.model import Evidence, Irregularity, UnitKind
from kg.parse.structure import LeafKind, ParsedDocument

# A flattened table is a run of short lines; prose has few of them.
_SHORT = 24
_FEWEST_LINES = 12
_SHARE = 0.6


def extract_unread_tables(parsed: ParsedDocument) -> tuple[Irregularity, ...]:
    """Mark each annex that looks like a table and was read as none, since its header is unknown."""
    read = {table.unit for table in parsed.tables}
    marks = []
    for unit in parsed.units:
        if unit.kind is not UnitKind.ANNEX or unit.id in read:
            continue
        lines = [
            leaf.words
            for leaf in parsed.leaves
            if leaf.kind is LeafKind.PARAGRAPH and unit.extent.holds(leaf.words)
        ]
        short = sum(line.end - line.start <= _SHORT for line in lines)
        if short >= _FEWEST_LINES and short >= _SHARE * len(lines):
            marks.append(
                Irregularity(
                    id=f"irregularity/table-unread/{unit.id.replace('/', '-')}",
                    kind="table-unread",
                    subject=unit.id,
                    written=unit.evidence.span.quote(parsed.text),
                    likely=None,
                    reason="附件像是表格,但表头认不出来,其中各行没有读取",
                    evidence=Evidence(parsed.key, (unit.evidence.span,), "annex-without-table"),
                )
            )
    return tuple(marks)
