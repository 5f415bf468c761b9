"""Answers that do less of what was asked for: 放缓城乡居民增收 for 促进居民增收."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import Words
from kg.extract.clauses import clause_of
from kg.extract.examine.demands import Demand
from kg.extract.examine.key_terms import pairs_of
from kg.extract.examine.made import make_examination
from kg.extract.examine.pairs import Pair
from kg.lexicon import compiled, words
from kg.model import Examination, Outcome
from kg.parse.structure import ParsedDocument
from kg.text import Span

# What a verb governs: up to the end of its clause.
_OBJECT = compiled(r"[^,;。:]+")
_SHORTEST = 2


def opposing(folded: str, pair: Pair) -> list[tuple[Demand, Span, str]]:
    """Find the demands that an answer does less of: the demand, the clause, what it governs."""
    return [(d, place, said) for d in pair.demands for place, said in _less_of(folded, pair, d)]


def examine_stance(parsed: ParsedDocument, pairs: Sequence[Pair]) -> Iterator[Examination]:
    """Yield the clauses of answers that make less of what a demand asks to make more of."""
    for pair in pairs:
        told: set[Span] = set()
        for demand, place, governed in opposing(parsed.folded, pair):
            if place in told:
                continue
            told.add(place)
            asked, said = demand.span.quote(parsed.text), place.quote(parsed.text)
            yield make_examination(
                "stance",
                pair.suggestion.id,
                Outcome.DIFFERS,
                document=parsed.key,
                spans=(place, demand.span),
                working=Words(
                    f"所提为“{asked}”，答复使“{governed}”减弱",
                    f"“{asked}” is asked for, and the answer makes less of “{governed}”",
                ),
                stated=said,
                reckoned=asked,
                matter=f"{asked}|{said}",
            )


def _less_of(folded: str, pair: Pair, demand: Demand) -> Iterator[tuple[Span, str]]:
    asked = demand.bare.words
    # What is to become less itself, or is not wanted: 降低企业成本, 防范风险.
    if next(words("stance.less", "unwanted").find(asked), None) is not None:
        return
    matter = [two for run in demand.matter() for two in pairs_of(run)]
    for clause in pair.answer.clauses:
        for less in words("stance.less").find(folded, clause.start, clause.end):
            found = _OBJECT().match(folded, less.end, clause.end)
            if found is None or len(found.group()) < _SHORTEST:
                continue
            said = found.group()
            is_harmless = next(words("unwanted").find(said), None) is not None
            held = set(pairs_of(said))
            shared = sum(two in held for two in matter)
            if not is_harmless and shared and shared * 2 >= len(matter):
                place = clause_of(folded, clause, Span(less.start, found.end()))
                yield place, said
