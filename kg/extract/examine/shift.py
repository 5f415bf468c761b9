"""An answer that turns to another object: one half of a rare name is there, the other is not.

涉企检查 asked, 涉企收费 answered: the modifier with another head. 生产型赛事 asked, 体育赛事
answered: the head with another modifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.examine.demands import Bare, Demand, name_matter
from kg.extract.examine.key_terms import KeyTerms
from kg.extract.examine.served import Answer, taken_up
from kg.profiles.answers import AnswerWords
from kg.text import Span

_LEAST = 2
_MOST = 8
_STOPS = frozenset(",;:。、\n")


@dataclass(frozen=True, slots=True)
class Shift:
    """Another object in the answer.

    Attributes:
        asked: The name in the demand.
        answered: What stands in the answer.
        missing: The half of the name that is nowhere in the answer.
        clause: Where it stands.
    """

    asked: str
    answered: str
    missing: str
    clause: Span


def find_shift(demand: Demand, answer: Answer, terms: KeyTerms, words: AnswerWords) -> Shift | None:
    """Find the object that an answer speaks of instead of the one that was asked for.

    Only the last name of a demand is its object. The half that both have must be rare among the
    suggestions and answers, and nothing of the other half may stand in the answer.
    """
    if not demand.runs:
        return None
    start, end = demand.runs[-1]
    run = demand.bare.words[start:end]
    held = taken_up(run, answer.words, words)
    for size in range(len(run) - _LEAST, _LEAST - 1, -1):
        # The longest common half first; as modifier, then as head.
        modifier, head = run[:size], run[size:]
        if _is_telling(modifier, terms, words) and not any(held[size:]):
            for answered, clause, said in _other_heads(modifier, answer, words):
                if not _is_akin(head, said, terms):
                    return Shift(run, answered, head, clause)
        modifier, head = run[: len(run) - size], run[len(run) - size :]
        if _is_telling(head, terms, words) and not any(held[: len(run) - size]):
            for answered, clause, said in _other_modifiers(head, answer, words):
                if not _is_akin(modifier, said, terms):
                    return Shift(run, answered, modifier, clause)
    return None


def _is_telling(half: str, terms: KeyTerms, words: AnswerWords) -> bool:
    return half not in words.halves and terms.is_rare(half)


def _is_akin(missing: str, said: str, terms: KeyTerms) -> bool:
    """Say whether a clause holds another word of the same field: one that shares a character."""
    return any(character in said and terms.tells(character) for character in missing)


def _other_heads(
    modifier: str, answer: Answer, words: AnswerWords
) -> Iterator[tuple[str, Span, str]]:
    for clause, bare in zip(answer.clauses, answer.bares, strict=True):
        start = bare.words.find(modifier)
        if start >= 0:
            behind = start + len(modifier)
            head = _head_at(bare, behind, words)
            if len(head) >= _LEAST and "得" not in head:
                yield modifier + head, clause, bare.words


def _other_modifiers(
    head: str, answer: Answer, words: AnswerWords
) -> Iterator[tuple[str, Span, str]]:
    for clause, bare in zip(answer.clauses, answer.bares, strict=True):
        start = bare.words.find(head)
        if start >= 0 and _ends_at(bare, start + len(head), words):
            modifier = _run_before(bare, start, words)
            if len(modifier) >= _LEAST:
                yield modifier + head, clause, bare.words


def _head_at(bare: Bare, start: int, words: AnswerWords) -> str:
    """Return the noun that begins at a place, up to a stop, a verb or a light word.

    A light word that stands there is the noun; what a unit is called (章节) is none.
    """
    said = bare.words
    if words.units.match(said, start):
        return ""
    light = words.light.match(said, start)
    if light:
        return light.group() if light.end() - start >= _LEAST else ""
    end = start
    while end < min(len(said), start + _MOST) and said[end] not in _STOPS:
        if end > start and (_is_verb(said, end, words) or _ends_at(bare, end, words)):
            break
        end += 1
    return said[start:end]


def _ends_at(bare: Bare, end: int, words: AnswerWords) -> bool:
    """Say whether no further word of a name stands at a place."""
    said = bare.words
    if end == len(said) or said[end] in _STOPS:
        return True
    return any(pattern.match(said, end) for pattern in (words.light, words.units))


def _run_before(bare: Bare, end: int, words: AnswerWords) -> str:
    """Return the words that end at a place, from a stop or a light word on."""
    opened = end
    while opened > 0 and bare.words[opened - 1] not in _STOPS:
        opened -= 1
    runs = list(name_matter(bare.words[:end], words, opened))
    if not runs or runs[-1][1] != end:
        return ""
    start = max(runs[-1][0], end - _MOST)
    for position in range(start, end):
        if _is_verb(bare.words, position, words):
            start = position + _LEAST
    return bare.words[start:end]


def _is_verb(said: str, position: int, words: AnswerWords) -> bool:
    """Say whether a verb of demands begins at a place, one of two characters at least."""
    matches = (words.act.match(said, position), words.aim.match(said, position))
    return any(match and match.end() - position >= _LEAST for match in matches)
