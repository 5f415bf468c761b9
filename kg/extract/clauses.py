"""Sentences and clauses: how far a word's say reaches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.text import Span, depths

_FULL_STOP = "。!?\n"
_SENTENCE_END = _FULL_STOP + ";"
_CLAUSE_END = "。!?;,:\n"
# Marks inside a number end nothing: 1,300 and 1:1.25.
_IN_NUMBER = re.compile(r"(?<=\d)(?:,(?=\d{3}(?!\d))|:(?=\d))")


def _cut(folded: str, span: Span, marks: str) -> Iterator[Span]:
    words = span.quote(folded)
    outside = depths(words)
    start = 0
    for index, character in enumerate(words):
        is_mark = character in marks and outside[index] == 0
        if is_mark and not _IN_NUMBER.match(words, index):
            if index > start:
                yield Span(span.start + start, span.start + index)
            start = index + 1
    if start < len(words):
        yield Span(span.start + start, span.end)


def sentences(folded: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a passage, without their stops; ``;`` ends one too."""
    return _cut(folded, span, _SENTENCE_END)


def full_sentences(folded: str, span: Span) -> Iterator[Span]:
    """Yield what stands between full stops, without them; ``;`` ends none."""
    return _cut(folded, span, _FULL_STOP)


def clause_starts(folded: str, span: Span) -> list[int]:
    """Return where each clause of a passage begins."""
    return [clause.start for clause in _clauses(folded, span)]


def clause_of(folded: str, span: Span, place: Span) -> Span:
    """Return the clause of a passage that ``place`` begins in, stretched to hold all of it."""
    clauses = _clauses(folded, span)
    index = bisect_right(clauses, place.start, key=lambda clause: clause.start) - 1
    if index >= 0 and place.start < clauses[index].end:
        return Span(clauses[index].start, max(clauses[index].end, place.end))
    return place


@lru_cache(maxsize=64)
def _clauses(folded: str, span: Span) -> tuple[Span, ...]:
    """Cut a passage once, however many places of it are asked for."""
    return tuple(_cut(folded, span, _CLAUSE_END))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence, or of what stands in brackets inside one.

    Attributes:
        level: How many pairs of brackets are open round it.
    """

    span: Span
    level: int


@lru_cache(maxsize=64)
def split_clauses(folded: str, sentence: Span) -> tuple[Clause, ...]:
    """Cut a sentence into clauses; what stands in brackets is cut on its own, one level deeper.

    Marks between quotation marks cut nothing. A bracket that nothing closes opens nothing. Each
    figure of a sentence asks for the same clauses, so the last sentences are kept.

    >>> [clause.span.quote("a,b(c;d)e") for clause in split_clauses("a,b(c;d)e", Span(0, 9))]
    ['a', 'b(c;d)e', 'c', 'd']
    """
    words = sentence.quote(folded)
    in_brackets = _levels(words, "(", ")")
    in_quotes = [
        any(level) for level in zip(_levels(words, "“", "”"), _levels(words, "‘", "’"), strict=True)
    ]
    found: list[Clause] = []
    for level in range(max(in_brackets, default=0) + 1):
        start: int | None = None
        for index in range(len(words) + 1):
            is_inside = index < len(words) and in_brackets[index] >= level
            is_mark = (
                is_inside
                and in_brackets[index] == level
                and words[index] in _CLAUSE_END
                and not in_quotes[index]
                and not _IN_NUMBER.match(words, index)
            )
            if is_inside and not is_mark:
                start = index if start is None else start
            elif start is not None:
                span = Span(sentence.start + start, sentence.start + index)
                found.append(Clause(span, level))
                start = None
    return tuple(sorted(found, key=lambda clause: (clause.level, clause.span)))


def _levels(words: str, opening: str, closing: str) -> list[int]:
    """Count open pairs of one mark at each character; the marks themselves are outside."""
    result = [0] * len(words)
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(words):
        if character == opening:
            open_at.append(index)
        elif character == closing and open_at:
            pairs.append((open_at.pop(), index))
    for start, end in pairs:
        for index in range(start + 1, end):
            result[index] += 1
    return result
