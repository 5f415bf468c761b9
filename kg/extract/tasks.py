"""Key tasks, the special columns that they announce, and the counts that the text states."""

from __future__ import annotations

from kg.extract.announcements import find_announcements
from kg.extract.clauses import sentences
from kg.model import Evidence, KeyTask, SpecialColumn, StatedCount, UnitKind
from kg.numerals import parse_counting
from kg.parse.boxes import column_kind
from kg.parse.structure import ParsedDocument
from kg.text import Span, name_digest


def extract_tasks(parsed: ParsedDocument) -> tuple[KeyTask, ...]:
    """Take the items of the task section."""
    return tuple(
        KeyTask(
            id=f"task/{unit.number}",
            number=unit.number,
            label=unit.title,
            unit=unit.id,
            body=unit.extent,
            evidence=unit.evidence,
        )
        for unit in parsed.units
        if unit.kind is UnitKind.TASK and unit.number is not None
    )


def extract_columns(
    parsed: ParsedDocument, tasks: tuple[KeyTask, ...]
) -> tuple[tuple[SpecialColumn, ...], tuple[StatedCount, ...]]:
    """Read the special columns that tasks announce, and how many each says that it has."""
    columns: list[SpecialColumn] = []
    counts: list[StatedCount] = []
    for task in tasks:
        seen: set[str] = set()
        before = len(counts)
        for sentence in sentences(parsed.folded, task.body):
            for announced in find_announcements(parsed, sentence):
                for name in announced.names:
                    label = name.quote(parsed.text)
                    local = f"{task.id}/column/{name_digest(label)}"
                    if local in seen:
                        continue
                    seen.add(local)
                    columns.append(
                        SpecialColumn(
                            id=local,
                            task=task.id,
                            label=label,
                            kind=column_kind(label, parsed.profile.column_kinds),
                            evidence=Evidence(parsed.key, (name,), "column-announced"),
                        )
                    )
                if announced.tally is not None:
                    count, span = announced.tally
                    counts.append(
                        StatedCount(
                            id=f"{task.id}/count/special-column-{len(counts) - before + 1}",
                            subject=task.id,
                            counted="special-column",
                            scope=None,
                            value=count,
                            evidence=Evidence(parsed.key, (span,), "count-columns"),
                        )
                    )
    return tuple(columns), tuple(counts)


def extract_counts(parsed: ParsedDocument) -> tuple[StatedCount, ...]:
    """Read how many tasks, indicators, categories and suggestions the body says there are."""
    annexes = [unit.extent.start for unit in parsed.units if unit.kind is UnitKind.ANNEX]
    body = Span(0, min(annexes, default=len(parsed.folded)))
    found: list[StatedCount] = []
    for counted in ("task", "indicator", "category", "suggestion"):
        pattern = parsed.profile.counts.get(counted)
        if pattern is None:
            continue
        for match in pattern.finditer(parsed.folded, body.start, body.end):
            found.append(
                StatedCount(
                    id=f"count/{counted}/{sum(known.counted == counted for known in found) + 1}",
                    subject="",
                    counted=counted,
                    scope=None,
                    value=parse_counting(match["count"]),
                    evidence=Evidence(parsed.key, (Span(*match.span()),), f"count-{counted}s"),
                )
            )
    return tuple(found)
