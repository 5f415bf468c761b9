"""Answers that say nothing of their own: words of the suggestion again, or of courtesy only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.errors import Words
from kg.extract.examine.key_terms import covered_by_pairs, pairs_of
from kg.extract.examine.made import make_examination
from kg.lexicon import pattern, words
from kg.model import Citation, Examination, Outcome
from kg.parse.structure import ParsedDocument

if TYPE_CHECKING:
    from kg.extract.examine.pairs import Pair

# An answer has something of its own with this many characters that neither the suggestion nor
# words of courtesy have, and with this share of all.
_LEAST_OWN = 4
_SHARE_OF_OWN = 4


def names_a_unit(citation: Citation) -> bool:
    """Return whether a citation tells a unit, and not only 相关篇章."""
    name = citation.name or ""
    rest = "".join(pattern("hollow").sub("", name).split())
    return bool(citation.part or citation.unit_number or rest)


def is_hollow(pair: Pair, cited: Collection[str]) -> bool:
    """Return whether an answer cites no unit and says next to nothing that is its own.

    Args:
        pair: The suggestion with its answer.
        cited: Names of the suggestions whose answers cite a unit.
    """
    if pair.suggestion.id in cited or not pair.answer.clauses:
        return False
    asked = frozenset(two for demand in pair.demands for two in pairs_of(demand.bare.words))
    own = whole = 0
    for bare in pair.answer.bares:
        is_known = covered_by_pairs(bare.words, asked) if len(bare.words) > 1 else [False]
        for word in words("hollow").find(bare.words):
            is_known[word.start : word.end] = [True] * (word.end - word.start)
        own += is_known.count(False)
        whole += len(is_known)
    return own < _LEAST_OWN or own * _SHARE_OF_OWN < whole


def examine_hollow(
    parsed: ParsedDocument, pairs: Sequence[Pair], cited: Collection[str]
) -> Iterator[Examination]:
    """Yield the answers that say nothing of their own."""
    for pair in pairs:
        if is_hollow(pair, cited):
            said = "；".join(clause.quote(parsed.text) for clause in pair.answer.clauses)
            yield make_examination(
                "hollow",
                pair.suggestion.id,
                Outcome.DIFFERS,
                document=parsed.key,
                spans=pair.answer.clauses,
                working=Words(
                    "没有写明章节，也没有建议之外的内容",
                    "it cites no unit, and holds nothing that the suggestion does not say itself",
                ),
                stated=said,
                matter=said,
            )
