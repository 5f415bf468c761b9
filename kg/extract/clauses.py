"""Sentences and clauses: how far a word's say reaches."""

from __future__ import annotations

from collections.abc import Iterator

from kg.text import Span, depths

_SENTENCE_END = "。!?;\n"
_CLAUSE_END = "。!?;,:\n"


def _cut(folded: str, span: Span, marks: str) -> Iterator[Span]:
    words = span.quote(folded)
    outside = depths(words)
    start = 0
    for index, character in enumerate(words):
        if character in marks and outside[index] == 0:
            if index > start:
                yield Span(span.start + start, span.start + index)
            start = index + 1
    if start < len(words):
        yield Span(span.start + start, span.end)


def sentences(folded: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a passage, without their stops; ``;`` ends one too."""
    return _cut(folded, span, _SENTENCE_END)


def clause_starts(folded: str, span: Span) -> list[int]:
    """Return where each clause of a passage begins."""
    return [clause.start for clause in _cut(folded, span, _CLAUSE_END)]


def clause_of(folded: str, span: Span, place: Span) -> Span:
    """Return the clause of a passage that ``place`` begins in, stretched to hold all of it."""
    for clause in _cut(folded, span, _CLAUSE_END):
        if clause.start <= place.start < clause.end:
            return Span(clause.start, max(clause.end, place.end))
    return place
