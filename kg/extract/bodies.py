"""Bodies that the text names, and what each answers for: a task, an indicator, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.clauses import full_sentences, split_clauses
from kg.model import Body, Evidence, KeyTask, ReviewItem, Target
from kg.parse.structure import ParsedDocument
from kg.profiles.figures import FigureWords
from kg.text import Span, name_digest


def extract_bodies(
    parsed: ParsedDocument,
    words: FigureWords,
    tasks: Sequence[KeyTask],
    targets: Iterable[Target],
    reviewed: Iterable[ReviewItem],
) -> tuple[Body, ...]:
    """Read the bodies of a text.

    A clause that says that a body answers for something says so of the indicator that it points
    to (该指标), of the indicator of the review whose item it stands in, or of the task around it.
    """
    places: dict[str, list[Span]] = {}
    answers: dict[str, list[tuple[str, str | None, Span]]] = {}
    named = [(target.indicator, target.subject, target.evidence.span) for target in targets]
    items = sorted(reviewed, key=lambda item: item.evidence.span)
    folded = parsed.folded
    for sentence in full_sentences(folded, Span(0, len(folded))):
        for clause in split_clauses(folded, sentence):
            if clause.level > 0:
                continue
            found = [
                Span(*match.span())
                for match in words.bodies["name"].finditer(
                    folded, clause.span.start, clause.span.end
                )
            ]
            for place in found:
                label = place.quote(parsed.text)
                places.setdefault(label, []).append(place)
                responsible = words.bodies["responsible"].search(folded, place.end, clause.span.end)
                if responsible is None:
                    continue
                matter = _matter(parsed, words, clause.span, sentence, tasks, named, items)
                if matter is not None:
                    answers.setdefault(label, []).append((*matter, clause.span))
    return tuple(
        Body(
            id=f"body/{name_digest(label)}",
            label=label,
            answers_for=tuple(dict.fromkeys(answers.get(label, []))),
            evidence=Evidence(parsed.key, tuple(dict.fromkeys(spans)), "body-named"),
        )
        for label, spans in places.items()
    )


def _matter(
    parsed: ParsedDocument,
    words: FigureWords,
    clause: Span,
    sentence: Span,
    tasks: Sequence[KeyTask],
    named: Sequence[tuple[str, str, Span]],
    items: Sequence[ReviewItem],
) -> tuple[str, str | None] | None:
    """Say what a clause's body answers for: an ``id``, with the name of an indicator."""
    if words.bodies["its-indicator"].search(parsed.folded, clause.start, clause.end):
        before = [
            (subject, name)
            for name, subject, span in named
            if sentence.holds(span) and span.start < clause.start
        ]
        return before[-1] if before else None
    part = max(parsed.folded.rfind(";", sentence.start, clause.start) + 1, sentence.start)
    inside = [item for item in items if part <= item.evidence.span.start < clause.start]
    if inside:
        return inside[-1].subject, inside[-1].label
    task = next((task for task in tasks if task.body.holds(clause)), None)
    return (task.id, None) if task is not None else None
