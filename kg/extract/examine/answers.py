"""Each demand of a suggestion against the answer: is it spoken of, and of nothing else instead?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.errors import Words
from kg.extract.examine.demands import Bare, Demand, Role
from kg.extract.examine.key_terms import KeyTerms
from kg.extract.examine.made import make_examination
from kg.extract.examine.pairs import Pair
from kg.extract.examine.served import HALF, Service, serve, share_of
from kg.extract.examine.shift import Shift, find_shift
from kg.extract.examine.stance import opposing
from kg.model import Examination, Outcome
from kg.parse.structure import ParsedDocument
from kg.profiles.answers import AnswerWords, read_answer_words


def examine_answers(
    parsed: ParsedDocument, pairs: Sequence[Pair], silent: Collection[str] = ()
) -> Iterator[Examination]:
    """Hold each demand of each suggestion against its answer.

    Args:
        parsed: The document.
        pairs: The suggestions with their answers.
        silent: Names of the suggestions whose answers say nothing, or refuse all: that is told
            once, and not for each demand.

    A demand holds when the answer takes up at least half of what its words weigh. An act that is
    not taken up differs; where half of its object is there beside another half, the answer is
    about another object. A principle or an aim is explained by the measures for the rest where
    the answer takes up some of it, and differs where only answers to other themes name its matter.
    What holds no words to look for is open, and so is an aim for which nothing was taken up.
    """
    words = read_answer_words()
    terms = KeyTerms(
        [Bare.of(parsed.folded, pair.label).words for pair in pairs]
        + [pair.answer.words for pair in pairs]
    )
    for pair in pairs:
        if pair.suggestion.id in silent:
            continue
        services = [serve(demand, pair.answer, terms, words) for demand in pair.demands]
        speaks = any(service.is_serving for service in services)
        opposed = [demand for demand, _, _ in opposing(parsed.folded, pair)]
        for demand, service in zip(pair.demands, services, strict=True):
            is_denied = share_of(demand, pair.denied.words, terms, words) >= HALF
            if is_denied or demand in opposed:
                # That the answer refuses it, or does the opposite, is told once.
                continue
            is_act = demand.role is Role.ACT
            shift = find_shift(demand, pair.answer, terms, words) if is_act else None
            if shift is not None:
                yield _shifted(parsed, pair, demand, shift)
                continue
            strays = not is_act and _is_elsewhere(demand, service, pair, pairs, terms, words)
            outcome = judge(demand, service, speaks=speaks, strays=strays)
            yield _examined(parsed, pair, demand, service, outcome)


def judge(demand: Demand, service: Service, *, speaks: bool, strays: bool) -> Outcome:
    """Say what comes of a demand.

    Args:
        demand: The demand.
        service: How far the answer serves it.
        speaks: Whether the answer takes up some demand of the suggestion.
        strays: Whether only answers to other themes name the demand's matter.
    """
    if service.is_serving:
        return Outcome.HOLDS
    if not demand.runs:
        return Outcome.OPEN
    if demand.role is Role.ACT or strays:
        return Outcome.DIFFERS
    return Outcome.EXPLAINED if speaks else Outcome.OPEN


def _is_elsewhere(
    demand: Demand,
    service: Service,
    pair: Pair,
    pairs: Sequence[Pair],
    terms: KeyTerms,
    words: AnswerWords,
) -> bool:
    """Say whether answers name what a demand is about, but only those to other themes."""
    naming = {
        other.suggestion.theme
        for other in pairs
        if not service.clauses and share_of(demand, other.answer.words, terms, words) >= HALF
    }
    return bool(naming) and pair.suggestion.theme not in naming


def _examined(
    parsed: ParsedDocument, pair: Pair, demand: Demand, service: Service, outcome: Outcome
) -> Examination:
    asked = demand.span.quote(parsed.text)
    answered = [clause.quote(parsed.text) for clause in service.clauses]
    return make_examination(
        "answer",
        pair.suggestion.id,
        outcome,
        document=parsed.key,
        spans=(demand.span, *(service.clauses or pair.answer.clauses[:1])),
        working=_working(outcome, service.lost),
        stated=asked,
        reckoned="；".join(answered) or None,
        matter=asked,
    )


def _shifted(parsed: ParsedDocument, pair: Pair, demand: Demand, shift: Shift) -> Examination:
    return make_examination(
        "object",
        pair.suggestion.id,
        Outcome.DIFFERS,
        document=parsed.key,
        spans=(demand.span, shift.clause),
        working=Words(
            f"未见“{shift.missing}”",
            f"not found: “{shift.missing}”",
        ),
        stated=shift.asked,
        reckoned=shift.answered,
        matter=demand.span.quote(parsed.text),
    )


def _working(outcome: Outcome, lost: Sequence[str]) -> Words:
    zh, en = "、".join(f"“{word}”" for word in lost), ", ".join(f"“{word}”" for word in lost)
    if outcome is Outcome.HOLDS:
        return Words("采纳情况谈到了所提事项", "the answer speaks of the matter")
    if outcome is Outcome.EXPLAINED:
        return Words(
            "所提为目的或原则，由同条建议的其他措施落实",
            "an aim or a principle, which the measures for the rest of the suggestion serve",
        )
    if not lost:
        return Words("所提事项没有可比对的词语", "it holds no word that could be looked for")
    return Words(f"未见{zh}", f"not found: {en}")
