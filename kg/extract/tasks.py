"""Key tasks, the special columns that they announce, and the counts that the text states."""

from __future__ import annotations

from collections import Counter

from kg.extract.announcements import Announcement, find_announcements
from kg.extract.clauses import sentences
from kg.lexicon import compiled
from kg.model import Evidence, KeyTask, SpecialColumn, StatedCount, UnitKind
from kg.numerals import COUNTING, read_counting
from kg.parse.boxes import column_kind
from kg.parse.structure import ParsedDocument
from kg.text import Span, name_digest

# A task that a sentence outside it names by its number: 第(四)项任务.
_TASK_NAMED = compiled(rf"第\(?(?P<number>{COUNTING})\)?项?{{task-word}}")


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
    columns: dict[str, SpecialColumn] = {}
    counts: list[StatedCount] = []
    told: Counter[str] = Counter()
    for task in tasks:
        for sentence in sentences(parsed.folded, task.body):
            for announced in find_announcements(parsed, sentence):
                owner, said = _owner(parsed, sentence, announced, task, tasks)
                for name, number in zip(announced.names, announced.numbers, strict=True):
                    label = name.quote(parsed.text)
                    local = f"{owner.id}/column/{name_digest(label)}"
                    column = SpecialColumn(
                        id=local,
                        task=owner.id,
                        label=label,
                        kind=column_kind(label, parsed.profile.column_kinds),
                        number=number,
                        evidence=Evidence(parsed.key, (name, *said), "column-announced"),
                    )
                    columns.setdefault(local, column)
                if announced.tally is not None:
                    count, span = announced.tally
                    told[owner.id] += 1
                    counts.append(
                        StatedCount(
                            id=f"{owner.id}/count/special-column-{told[owner.id]}",
                            subject=owner.id,
                            counted="special-column",
                            scope=None,
                            value=count,
                            evidence=Evidence(parsed.key, (span, *said), "count-columns"),
                        )
                    )
    return tuple(columns.values()), tuple(counts)


def _owner(
    parsed: ParsedDocument,
    sentence: Span,
    announced: Announcement,
    task: KeyTask,
    tasks: tuple[KeyTask, ...],
) -> tuple[KeyTask, tuple[Span, ...]]:
    """Return the task that announces: the one around it, unless it names another by its number.

    Returns:
        The task, and where it is named: 第(四)项任务设置….
    """
    by_number = {known.number: known for known in tasks}
    start = announced.names[0].start
    for match in reversed([*_TASK_NAMED().finditer(parsed.folded, sentence.start, start)]):
        number = read_counting(match["number"])
        if number in by_number:
            return by_number[number], (Span(*match.span()),)
    return task, ()


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
            value = read_counting(match["count"])
            if value is None:
                continue
            found.append(
                StatedCount(
                    id=f"count/{counted}/{sum(known.counted == counted for known in found) + 1}",
                    subject="",
                    counted=counted,
                    scope=None,
                    value=value,
                    evidence=Evidence(parsed.key, (Span(*match.span()),), f"count-{counted}s"),
                )
            )
    return tuple(found)
