"""Figures of suggestions and answers: asked for and not given, announced and not given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import Words
from kg.extract.examine.made import make_examination
from kg.extract.examine.pairs import Pair
from kg.model import Examination, Facts, NumberReading, Outcome
from kg.parse.structure import ParsedDocument
from kg.profiles.answers import AnswerWords, read_answer_words
from kg.text import Span

_MYRIADS = re.compile(r"^[十百千万亿]+")
_MONEY = "元"


def examine_asked_figures(parsed: ParsedDocument, pairs: Sequence[Pair]) -> Iterator[Examination]:
    """Hold the figures of each suggestion against those of its answer.

    A figure holds when the answer has one of its kind, whatever its value: 3万亿 and 30000亿元 are
    of one kind.
    """
    words = read_answer_words()
    for pair in pairs:
        given = [
            match
            for clause in pair.answer.clauses
            for match in _figures(parsed.folded, clause, words)
        ]
        kinds = {_kind(match) for match in given}
        for match in _figures(parsed.folded, pair.label, words):
            asked = Span(*match.span())
            alike = [found for found in given if _kind(found) == _kind(match)]
            places = [Span(*found.span()) for found in alike] or list(pair.answer.clauses[:1])
            yield make_examination(
                "figure-asked",
                pair.suggestion.id,
                Outcome.HOLDS if _kind(match) in kinds else Outcome.DIFFERS,
                document=parsed.key,
                spans=(_demand_of(pair, asked), *places),
                working=Words(
                    f"采纳情况中同类数值{len(alike)}个",
                    f"figures of this kind in the answer: {len(alike)}",
                ),
                stated=asked.quote(parsed.text),
                reckoned="、".join(found.group() for found in alike) or None,
                matter=asked.quote(parsed.text),
            )


def examine_announced_figures(
    parsed: ParsedDocument, facts: Facts, pairs: Sequence[Pair]
) -> Iterator[Examination]:
    """Hold answers that say that goals are set against the figures that they give."""
    words = read_answer_words()
    targets = [
        entry.evidence.span
        for entry in facts.ledger
        if entry.reading is NumberReading.TARGET and entry.evidence.document == parsed.key
    ]
    for pair in pairs:
        clauses = pair.answer.clauses
        said = [c for c in clauses if words.announced.search(c.quote(parsed.folded))]
        given = [
            clause
            for clause in clauses
            if any(clause.holds(target) for target in targets)
            or words.in_words.search(clause.quote(parsed.folded))
        ]
        if not said:
            continue
        yield make_examination(
            "figure-announced",
            pair.suggestion.id,
            Outcome.HOLDS if given else Outcome.DIFFERS,
            document=parsed.key,
            spans=(*said, *given),
            working=Words(
                f"采纳情况给出数值的分句{len(given)}处",
                f"clauses of the answer that give a figure: {len(given)}",
            ),
            stated=said[0].quote(parsed.text),
            reckoned="；".join(clause.quote(parsed.text) for clause in given) or None,
        )


def _figures(folded: str, span: Span, words: AnswerWords) -> Iterator[re.Match[str]]:
    return words.figure.finditer(folded, span.start, span.end)


def _kind(figure: re.Match[str]) -> str:
    """Return what a figure is counted in; a bare myriad word counts money, as in 3万亿."""
    return _MYRIADS.sub("", figure["unit"]) or _MONEY


def _demand_of(pair: Pair, place: Span) -> Span:
    holding = [demand.span for demand in pair.demands if demand.span.holds(place)]
    return holding[0] if holding else place
