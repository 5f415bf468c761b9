"""Links that follow from the readings: suggestion → task, task → theme, citation → column."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from kg.extract.correspondence import Correspondence
from kg.model import (
    Basis,
    Citation,
    CitationReading,
    Evidence,
    KeyTask,
    Link,
    Part,
    SpecialColumn,
    Suggestion,
    Theme,
    ThemeStatement,
)
from kg.text import Span


def derive_parts(
    key: str,
    numbers: Iterable[int],
    titles: Mapping[int, str],
    correspondences: Mapping[int, Correspondence],
    mentions: Mapping[int, Span],
) -> tuple[Part, ...]:
    """Make one record for each part that the report names by its number.

    Args:
        key: The document's key.
        numbers: The parts.
        titles: As the themes' statements print them.
        correspondences: The tasks that answer to them.
        mentions: Where each part is first named.
    """
    parts = []
    for number in sorted(numbers):
        known = correspondences.get(number)
        spans = [mentions[number]]
        if known is not None:
            spans += [known.task.evidence.span, *known.spans]
        parts.append(
            Part(
                id=f"part/{number}",
                number=number,
                title=titles.get(number),
                task=known.task.id if known else None,
                basis=known.basis if known else None,
                reason=known.reason if known else "没有任务与该篇对应",
                evidence=Evidence(
                    key, tuple(dict.fromkeys(spans)), known.rule if known else "part"
                ),
            )
        )
    return tuple(parts)


def derive_links(
    *,
    parts: Sequence[Part],
    citations: Sequence[Citation],
    readings: Sequence[CitationReading],
    columns: Sequence[SpecialColumn],
    tasks: Sequence[KeyTask],
    themes: Sequence[Theme],
    statements: Sequence[ThemeStatement],
    suggestions: Sequence[Suggestion],
) -> tuple[Link, ...]:
    """Derive the links between what was read, each with its reason and evidence."""
    return (
        *_task_part(parts, tasks),
        *_statement_part(statements),
        *_citation_column(citations, readings, columns),
        *_suggestion_task(citations, readings),
        *_task_theme(parts, themes, statements, suggestions, citations, readings),
    )


def link_id(kind: str, source: str, target: str) -> str:
    """Name a link by its kind and what it joins."""
    digest = hashlib.sha256(f"{source} {target}".encode()).hexdigest()[:8]
    return f"link/{kind}/{digest}"


def make_link(
    kind: str, source: str, target: str, basis: Basis, reason: str, evidence: Evidence
) -> Link:
    """Make a link, named by what it joins."""
    return Link(
        id=link_id(kind, source, target),
        kind=kind,
        source=source,
        target=target,
        basis=basis,
        reason=reason,
        evidence=evidence,
    )


def _evidence(pieces: Sequence[Evidence], rule: str) -> Evidence:
    spans = dict.fromkeys(span for piece in pieces for span in piece.spans)
    return Evidence(pieces[0].document, tuple(spans), rule)


def _task_part(parts: Sequence[Part], tasks: Sequence[KeyTask]) -> list[Link]:
    order = {task.id: task.number for task in tasks}
    named = [part for part in parts if part.task is not None and part.basis is not None]
    return [
        make_link("task-part", part.task, part.id, part.basis, part.reason, part.evidence)
        for part in sorted(named, key=lambda part: order[part.task or ""])
        if part.task is not None and part.basis is not None
    ]


def _statement_part(statements: Sequence[ThemeStatement]) -> list[Link]:
    """Give each claim of a theme a node of its own, with the words that make it."""
    return [
        make_link(
            "statement-part",
            statement.id,
            f"part/{number}",
            Basis.EXPLICIT,
            "主题总述写明在该篇中体现",
            Evidence(statement.evidence.document, spans, "theme-claims-part"),
        )
        for statement in statements
        for number, spans in _by_part(statement).items()
    ]


def _by_part(statement: ThemeStatement) -> dict[int, tuple[Span, ...]]:
    """Bring the places together at which a statement names a part; twice is one claim."""
    places: dict[int, tuple[Span, ...]] = {}
    for number, span in statement.parts:
        places[number] = (*places.get(number, ()), span)
    return places


def _citation_column(
    citations: Sequence[Citation],
    readings: Sequence[CitationReading],
    columns: Sequence[SpecialColumn],
) -> list[Link]:
    by_id = {column.id: column for column in columns}
    return [
        make_link(
            "citation-column",
            citation.id,
            reading.column,
            Basis.EXPLICIT,
            "所引名称与任务设置的专栏名称相同"
            if citation.name is not None
            else "所引序号与任务设置的专栏序号相同",
            _evidence(
                [citation.evidence, by_id[reading.column].evidence],
                "column-name-equal" if citation.name is not None else "column-number-equal",
            ),
        )
        for citation, reading in zip(citations, readings, strict=True)
        if reading.column is not None
    ]


def _suggestion_task(
    citations: Sequence[Citation], readings: Sequence[CitationReading]
) -> list[Link]:
    found: dict[tuple[str, str], list[Citation]] = {}
    for citation, reading in zip(citations, readings, strict=True):
        if reading.task is not None:
            found.setdefault((citation.suggestion, reading.task), []).append(citation)
    return [
        make_link(
            "suggestion-task",
            suggestion,
            task,
            Basis.CITATION,
            "采纳情况所引的篇与该任务对应",
            _evidence([citation.evidence for citation in cited], "adopted-by-part"),
        )
        for (suggestion, task), cited in found.items()
    ]


def _task_theme(
    parts: Sequence[Part],
    themes: Sequence[Theme],
    statements: Sequence[ThemeStatement],
    suggestions: Sequence[Suggestion],
    citations: Sequence[Citation],
    readings: Sequence[CitationReading],
) -> list[Link]:
    task_of = {part.number: part.task for part in parts}
    theme_of = {suggestion.id: suggestion.theme for suggestion in suggestions}
    links: dict[tuple[str, str], Link] = {}
    for statement in statements:
        for number, _ in statement.parts:
            task = task_of.get(number)
            if task is not None:
                links.setdefault(
                    (statement.theme, task),
                    make_link(
                        "task-theme",
                        task,
                        statement.theme,
                        Basis.THEME_STATEMENT,
                        "该主题总述写明在对应的篇中体现",
                        Evidence(
                            statement.evidence.document,
                            statement.evidence.spans,
                            "theme-claims-part",
                        ),
                    ),
                )
    cited: dict[tuple[str, str], list[Citation]] = {}
    for citation, reading in zip(citations, readings, strict=True):
        theme = theme_of.get(citation.suggestion)
        if theme is not None and reading.task is not None and (theme, reading.task) not in links:
            cited.setdefault((theme, reading.task), []).append(citation)
    for (theme, task), pieces in cited.items():
        links[theme, task] = make_link(
            "task-theme",
            task,
            theme,
            Basis.CITATION,
            "该主题总述未提及,仅由其建议的采纳情况引到",
            _evidence([piece.evidence for piece in pieces], "theme-cites-part"),
        )
    order = {theme.id: theme.number for theme in themes}
    return [links[key] for key in sorted(links, key=lambda key: (order[key[0]], key))]
