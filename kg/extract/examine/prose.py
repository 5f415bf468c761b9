"""The passages that examinations read, each with the node that its findings concern."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.passages import find_passages
from kg.model import Facts, Scope
from kg.parse.structure import ParsedDocument
from kg.text import Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage of running text.

    Attributes:
        subject: ``id`` of the task, the suggestion or the printed unit; empty for the document.
        scope: What its goals are; ``None`` where it sets none.
    """

    span: Span
    subject: str
    scope: Scope | None


def find_prose(parsed: ParsedDocument, facts: Facts) -> tuple[Prose, ...]:
    """Return the passages of a document, its tables aside."""
    answered = {adoption.id: adoption.suggestion for adoption in facts.adoptions}
    return tuple(
        Prose(passage.span, answered.get(passage.carrier, passage.carrier), passage.scope)
        for passage in find_passages(parsed, facts.tasks, facts.suggestions, facts.adoptions)
    )
