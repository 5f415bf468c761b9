"""What a suggestion asks for: its demands, and the words of each that name a matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.lexicon import compiled
from kg.profiles.answers import AnswerWords
from kg.text import Span, depths

_CLAUSE_END = ",;。"
_MARKS = re.compile(r"[\s“”‘’《》〈〉()\[\]]")
_LEAST = 2
# A suggestion called by its name: 关于甲的建议.
_NAMED = compiled(r"关于(?P<matter>.+?)的?{suggestion-word}$")


class Role(StrEnum):
    """How a demand stands in its suggestion.

    An act asks for a measure, an aim says what comes of the other demand's measure, a principle in
    which spirit it is to be taken.
    """

    ACT = "act"
    AIM = "aim"
    PRINCIPLE = "principle"


@dataclass(frozen=True, slots=True)
class Bare:
    """Words without quotation marks, brackets and white space, and where each character stands.

    Attributes:
        places: Offset of each character in the document.
    """

    words: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, folded: str, span: Span) -> Bare:
        """Take the words of a place."""
        kept = [i for i in range(span.start, span.end) if not _MARKS.match(folded[i])]
        return cls("".join(folded[i] for i in kept), tuple(kept))

    def span(self, start: int, end: int) -> Span:
        """Return the place in the document of some of the characters; one at least."""
        return Span(self.places[start], self.places[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a suggestion asks for.

    Attributes:
        span: Its clause, or its half of one.
        role: How it stands in the suggestion.
        bare: Its words.
        runs: Stretches of ``bare`` that name its matter, ascending, two characters at least.
    """

    span: Span
    role: Role
    bare: Bare
    runs: tuple[tuple[int, int], ...]

    def matter(self) -> list[str]:
        """Return the words that name its matter."""
        return [self.bare.words[start:end] for start, end in self.runs]


def cut_demands(folded: str, label: Span, words: AnswerWords) -> list[Demand]:
    """Cut a suggestion into its demands.

    A clause is one demand. 以…牵引…, and its like, holds two: the means and the aim; of
    以…为着力点 only the means is a demand, the next clause says what for.

    Args:
        folded: The folded text.
        label: The suggestion without its number.
        words: The words of suggestions.
    """
    found: list[Demand] = []
    named = _NAMED().match(label.quote(folded))
    if named is not None:
        label = Span(label.start + named.start("matter"), label.start + named.end("matter"))
    for clause in _clauses(folded, label):
        said = clause.quote(folded)
        both = words.means_and_aim.match(said)
        only = words.means.match(said)
        if only:
            found.append(_demand(folded, _group(clause, only, "means"), words, Role.ACT))
        elif both:
            found.append(_demand(folded, _group(clause, both, "means"), words, Role.ACT))
            aim = _group(clause, both, "aim")
            found.append(_demand(folded, aim, words, Role.AIM))
        else:
            found.append(_demand(folded, clause, words, None, is_first=not found))
    return found


def _group(clause: Span, match: re.Match[str], name: str) -> Span:
    return Span(clause.start + match.start(name), clause.start + match.end(name))


def _clauses(folded: str, label: Span) -> Iterator[Span]:
    said = label.quote(folded)
    outside = depths(said)
    start = 0
    for index, character in enumerate([*said, _CLAUSE_END[0]]):
        if character in _CLAUSE_END and (index == len(said) or outside[index] == 0):
            if said[start:index].strip():
                yield Span(label.start + start, label.start + index)
            start = index + 1


def _demand(
    folded: str,
    span: Span,
    words: AnswerWords,
    role: Role | None,
    *,
    is_first: bool = True,
) -> Demand:
    bare = Bare.of(folded, span)
    start = _behind(words.manner, bare.words, 0)
    if role is None:
        role = Role.ACT
        if words.principle.match(bare.words, start):
            role = Role.PRINCIPLE
        elif not is_first and words.aim.match(bare.words, start):
            role = Role.AIM
    for pattern in (words.principle, words.aim, words.act):
        behind = _behind(pattern, bare.words, start, most=1)
        if behind > start:
            start = behind
            break
    start = _behind(words.manner, bare.words, start)
    shorts = [
        Span(span.start + match.start(), span.start + match.end())
        for pattern in (words.shorthand, words.figure)
        for match in pattern.finditer(span.quote(folded))
    ]
    barred = {
        index
        for index, place in enumerate(bare.places)
        if any(short.start <= place < short.end for short in shorts)
    }
    runs = tuple(name_matter(bare.words, words, start, barred))
    return Demand(span, role, bare, runs)


def _behind(pattern: re.Pattern[str], said: str, start: int, most: int | None = None) -> int:
    """Step over words of one kind, but not over all there is."""
    match = pattern.match(said, start)
    while match and start < match.end() < len(said) and most != 0:
        start = match.end()
        most = None if most is None else most - 1
        match = pattern.match(said, start)
    return start


def name_matter(
    said: str, words: AnswerWords, start: int = 0, barred: Collection[int] = ()
) -> Iterator[tuple[int, int]]:
    """Yield the stretches that name a matter: what is left without light words.

    A single character between two light words names none.

    Args:
        said: Words without marks.
        words: The words of suggestions.
        start: Where to begin.
        barred: Offsets of characters that cannot be looked for in an answer.
    """
    position = opened = start
    while position <= len(said):
        light = words.light.match(said, position) if position < len(said) else None
        is_barred = position in barred
        if position == len(said) or light or is_barred:
            if position - opened >= _LEAST:
                yield opened, position
            position = opened = light.end() if light and not is_barred else position + 1
        else:
            position += 1
