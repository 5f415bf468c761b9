"""Passages in which goals stand: tasks, the sections on goals, adoption texts, the review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clauses import full_sentences
from kg.model import AdoptionStatement, KeyTask, PrintedUnit, Scope, Suggestion, UnitKind
from kg.parse.structure import LeafKind, ParsedDocument
from kg.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text with what its goals belong to.

    Attributes:
        scope: ``None`` where a passage sets no goals.
        carrier: ``id`` of the node that sets them.
        task: Number of the task.
        suggestion: Number of the suggestion.
    """

    span: Span
    scope: Scope | None
    carrier: str
    task: int | None = None
    suggestion: int | None = None

    @property
    def name(self) -> str:
        """Return what the nodes of its goals are named by: all headline sections are one."""
        return "headline" if self.scope is Scope.HEADLINE else self.carrier


def find_passages(
    parsed: ParsedDocument,
    tasks: Sequence[KeyTask],
    suggestions: Sequence[Suggestion],
    adoptions: Sequence[AdoptionStatement],
) -> tuple[Passage, ...]:
    """Cut the text, tables aside, into passages; each sentence stands in exactly one."""
    numbers = {suggestion.id: suggestion.number for suggestion in suggestions}
    named = [
        Passage(span=task.body, scope=Scope.TASK, carrier=task.id, task=task.number)
        for task in tasks
    ]
    named += [
        Passage(
            span=span,
            scope=Scope.ADOPTION,
            carrier=adoption.id,
            suggestion=numbers[adoption.suggestion],
        )
        for adoption in adoptions
        for span in adoption.evidence.spans
    ]
    taken = [passage.span for passage in named]
    annexes = [unit.extent for unit in parsed.units if unit.kind is UnitKind.ANNEX]
    for leaf in parsed.leaves:
        if leaf.kind not in (LeafKind.PARAGRAPH, LeafKind.HEADING, LeafKind.FRONT, LeafKind.NOTE):
            continue
        if any(span.holds(leaf.words) or leaf.words.holds(span) for span in taken):
            continue
        scope = None
        if not any(annex.holds(leaf.words) for annex in annexes):
            scope = _scope(parsed, _ancestors(parsed, leaf.unit))
        words = leaf.words
        if scope is None and (review := _review_in(parsed, words)) is not None:
            carrier = leaf.unit or ""
            named.append(Passage(span=review, scope=Scope.REVIEW, carrier=carrier))
            words = Span(words.start, review.start)
        if words.start < words.end:
            named.append(Passage(span=words, scope=scope, carrier=leaf.unit or ""))
    return tuple(sorted(named, key=lambda passage: passage.span))


def sentences_of(parsed: ParsedDocument, passage: Passage) -> list[Span]:
    """Return what stands between full stops in a passage."""
    return list(full_sentences(parsed.folded, passage.span))


def _review_in(parsed: ParsedDocument, words: Span) -> Span | None:
    """Find a review of the previous plan's indicators that no title announces.

    It begins with the sentence that counts them and says how they stand, up to the passage's end.
    """
    pattern = parsed.profile.sections.get("review_sentence")
    if pattern is None:
        return None
    for sentence in full_sentences(parsed.folded, words):
        if pattern.search(parsed.folded, sentence.start, sentence.end):
            return Span(sentence.start, words.end)
    return None


def _ancestors(parsed: ParsedDocument, unit: str | None) -> list[PrintedUnit]:
    by_id = {known.id: known for known in parsed.units}
    found = []
    while unit is not None and unit in by_id:
        found.append(by_id[unit])
        unit = by_id[unit].parent
    return found


def _scope(parsed: ParsedDocument, units: Sequence[PrintedUnit]) -> Scope | None:
    """Tell from the titles above a leaf what its figures are; the nearest that tells decides."""
    sections = parsed.profile.sections
    for unit in units:
        for name, scope in (("review", Scope.REVIEW), ("headline", Scope.HEADLINE)):
            pattern = sections.get(name)
            if pattern is not None and pattern.search(unit.title):
                return scope
    goals = sections.get("goals")
    if goals is not None and any(goals.search(unit.title) for unit in units):
        return Scope.COLUMN if units[0].kind is UnitKind.COLUMN else Scope.SECTION
    return None
