"""Suggestions with their answers: what is asked for, and what the answer takes up."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.dispositions import denied_spans
from kg.extract.examine.demands import Demand, cut_demands
from kg.extract.examine.served import Answer
from kg.model import Facts, Suggestion
from kg.parse.structure import ParsedDocument
from kg.profiles.answers import read_answer_words
from kg.text import Span, bare_name


@dataclass(frozen=True, slots=True)
class Pair:
    """A suggestion with its answer.

    Attributes:
        answer: What the answer takes up.
        denied: The clauses in which it refuses something or puts it off.
    """

    suggestion: Suggestion
    label: Span
    demands: tuple[Demand, ...]
    answer: Answer
    denied: Answer


def read_pairs(parsed: ParsedDocument, facts: Facts) -> list[Pair]:
    """Read the suggestions that have an answer, in their order.

    What a clause refuses or puts off is no part of the answer (`kg.extract.dispositions`).
    An answer that says no more than where the theme is taken up has no clauses of its own; its
    statement then stands on the suggestion's cell.
    """
    words = read_answer_words()
    passages = {adoption.suggestion: adoption.evidence.spans for adoption in facts.adoptions}
    denied = {adoption.suggestion: denied_spans(adoption) for adoption in facts.adoptions}
    pairs = []
    for suggestion in facts.suggestions:
        if suggestion.id not in passages:
            continue
        label = label_span(parsed, suggestion.label, suggestion.evidence.span)
        pairs.append(
            Pair(
                suggestion,
                label,
                tuple(cut_demands(parsed.folded, label, words)),
                Answer.of(
                    parsed.folded,
                    [
                        passage
                        for passage in passages[suggestion.id]
                        if passage != suggestion.evidence.span
                    ],
                    without=denied[suggestion.id],
                ),
                Answer.of(parsed.folded, denied[suggestion.id]),
            )
        )
    return pairs


def label_span(parsed: ParsedDocument, label: str, place: Span) -> Span:
    """Find the words of a suggestion behind its number."""
    start = parsed.text.find(label, place.start, place.end)
    return Span(start, start + len(label)) if start >= 0 else bare_name(parsed.text, place)
