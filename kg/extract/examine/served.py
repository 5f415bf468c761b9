"""Which clauses of an answer serve a demand, and which of the demand's words they leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clauses import clause_starts
from kg.extract.examine.demands import Bare, Demand
from kg.extract.examine.key_terms import KeyTerms, covered_by_pairs, pairs_of
from kg.lexicon import compiled
from kg.profiles.answers import AnswerWords
from kg.text import Span, trim

# A demand is served when the answer holds more than half of what its words weigh.
HALF = 0.5
_MOST_CLAUSES = 2
_HEAD = 2
_JOINT = compiled("{joint}|、")
_STOPS = ",;:。、"


@dataclass(frozen=True, slots=True)
class Answer:
    """An adoption text, cut into clauses.

    Attributes:
        clauses: Its clauses in the order of the text.
        bares: Their words.
    """

    clauses: tuple[Span, ...]
    bares: tuple[Bare, ...]

    @classmethod
    def of(cls, folded: str, passages: Sequence[Span], without: Sequence[Span] = ()) -> Answer:
        """Cut the sentences of an adoption text; some of its clauses may be left out."""
        clauses = []
        for passage in passages:
            starts = clause_starts(folded, passage)
            for start, end in zip(starts, [*starts[1:], passage.end], strict=True):
                clause = trim(folded, Span(start, end), _STOPS)
                is_left_out = any(span.start <= clause.start < span.end for span in without)
                if clause.start < clause.end and not is_left_out:
                    clauses.append(clause)
        return cls(tuple(clauses), tuple(Bare.of(folded, clause) for clause in clauses))

    @property
    def words(self) -> str:
        """All clauses, with a mark between them that is in no word."""
        return "\n".join(bare.words for bare in self.bares)


@dataclass(frozen=True, slots=True)
class Service:
    """How far an answer serves a demand.

    Attributes:
        share: What the words that it takes up weigh among all that name the demand's matter, from
            0 to 1; 0 where the demand names none.
        clauses: The clauses that take up most, one or two; empty where none takes up any.
        lost: The words that it does not take up.
    """

    share: float
    clauses: tuple[Span, ...]
    lost: tuple[str, ...]

    @property
    def is_serving(self) -> bool:
        """Whether the demand is served."""
        return self.share >= HALF


def serve(demand: Demand, answer: Answer, terms: KeyTerms, words: AnswerWords) -> Service:
    """Hold a demand against the words of an answer.

    A character is taken up where a pair of neighbouring characters that it is in stands in the
    answer, or where the answer holds other words for the one that it is in.
    """
    return Service(
        share=share_of(demand, answer.words, terms, words),
        clauses=_serving_clauses(demand, answer, terms, words),
        lost=tuple(_lost(demand, answer.words, words)),
    )


def share_of(demand: Demand, said: str, terms: KeyTerms, words: AnswerWords) -> float:
    """Return how much of the weight of a demand's words some text takes up, from 0 to 1.

    A character that is there in another word counts half where it tells of a field: 遗址 for 遗产.
    The head of a Chinese name is its last word; it counts twice, but not where the name is one of
    two that stand side by side.
    """
    whole = held = 0.0
    for start, end in demand.runs:
        run = demand.bare.words[start:end]
        weights = terms.weigh(run)
        joined = _JOINT().fullmatch(demand.bare.words[start - 1 : start])
        if (start, end) == demand.runs[-1] and not joined:
            weights = [*weights[:-_HEAD], *(2 * weight for weight in weights[-_HEAD:])]
        whole += sum(weights)
        for character, weight, is_held in zip(
            run, weights, taken_up(run, said, words), strict=True
        ):
            if is_held:
                held += weight
            elif character in said and terms.tells(character):
                held += weight / 2
    return held / whole if whole else 0.0


def taken_up(run: str, said: str, words: AnswerWords) -> list[bool]:
    """Say of each character of a run whether a text takes it up.

    It does with a pair of characters that it is in, with other words for its word, or with the
    words that a pair is short for: 文化和旅游 for 文旅.
    """
    held = covered_by_pairs(run, frozenset(pairs_of(said)))
    for index, pair in enumerate(pairs_of(run)):
        if not all(held[index : index + 2]) and _spelt_out(pair).search(said):
            held[index : index + 2] = [True, True]
    for word, others in words.served_by.items():
        start = run.find(word)
        if start >= 0 and any(other in said for other in others):
            held[start : start + len(word)] = [True] * len(word)
    return held


def _spelt_out(pair: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(pair[0])}\w[和与及、]?{re.escape(pair[1])}\w")


def _serving_clauses(
    demand: Demand, answer: Answer, terms: KeyTerms, words: AnswerWords
) -> tuple[Span, ...]:
    shares = [share_of(demand, bare.words, terms, words) for bare in answer.bares]
    best = sorted(range(len(shares)), key=lambda i: (-shares[i], i))[:_MOST_CLAUSES]
    return tuple(answer.clauses[i] for i in sorted(best) if shares[i] > 0)


def _lost(demand: Demand, said: str, words: AnswerWords) -> list[str]:
    lost: list[str] = []
    for run in demand.matter():
        held = taken_up(run, said, words)
        start = 0
        for index in range(len(run) + 1):
            if index == len(run) or held[index]:
                if index - start > 1:
                    lost.append(run[start:index])
                start = index + 1
    return list(dict.fromkeys(lost))
