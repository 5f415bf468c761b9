"""The same words in the answers to two suggestions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.extract.examine.made import make_examination
from kg.lexicon import compiled
from kg.model import Citation, Examination, Facts, Outcome
from kg.parse.structure import ParsedDocument
from kg.text import Span

# The words of contents begin behind the verb that announces them; a shorter clause is a phrase
# that plans use everywhere.
_SHORTEST = 14
# What may stand before that verb: 具体包括.
_BEFORE_VERB = 2
_CLAUSE = re.compile(r"[^,。;:\n]+")
_TAIL = compiled("{contents-end}$")


@dataclass(frozen=True, slots=True)
class Said:
    """A clause of contents in an answer.

    Attributes:
        citation: Index of the unit named last before it; ``None`` where none is.
    """

    suggestion: str
    span: Span
    citation: int | None


def examine_repeated(parsed: ParsedDocument, facts: Facts) -> Iterator[Examination]:
    """Find clauses of contents that stand word for word in the answers to two suggestions.

    One unit may well be cited twice with its contents; the same contents under two different units
    are a matter to be asked about. Clauses that two answers share under one pair of units are one
    matter.
    """
    units = {reading.citation: reading.unit for reading in facts.readings}
    earlier: dict[str, list[Said]] = {}
    pairs: dict[tuple[str, str, str | None, str | None], list[tuple[Said, Said]]] = {}
    for said in _clauses(parsed, facts):
        known = earlier.setdefault(said.span.quote(parsed.folded), [])
        first = next((one for one in known if one.suggestion != said.suggestion), None)
        known.append(said)
        if first is not None:
            here, there = (_unit(facts.citations, units, one) for one in (said, first))
            key = (said.suggestion, first.suggestion, here, there)
            pairs.setdefault(key, []).append((said, first))
    names = {suggestion.id: suggestion.number for suggestion in facts.suggestions}
    for (suggestion, other, here, there), found in pairs.items():
        same = here is None or there is None or here == there
        words = "，".join(said.span.quote(parsed.text) for said, _ in found)
        yield make_examination(
            "repetition",
            suggestion,
            Outcome.EXPLAINED if same else Outcome.DIFFERS,
            document=parsed.key,
            spans=(
                *(one.span for pair in found for one in pair),
                *_named(facts.citations, *found[0]),
            ),
            working=_working(facts.citations, names, *found[0]),
            stated=words,
            matter=f"{other}|{here}|{there}|{words}",
        )


def _clauses(parsed: ParsedDocument, facts: Facts) -> Iterator[Said]:
    contents = parsed.profile.adoption.words.get("contents")
    for adoption in facts.adoptions:
        cited = [
            (citation.evidence.span, index)
            for index, citation in enumerate(facts.citations)
            if citation.suggestion == adoption.suggestion
        ]
        for passage in adoption.evidence.spans:
            for match in _CLAUSE.finditer(parsed.folded, passage.start, passage.end):
                start, end = match.span()
                # Contents may begin behind the unit in one clause: …小节提出….
                start = max([start, *(p.end for p, _ in cited if start <= p.start and p.end < end)])
                verb = contents.search(parsed.folded, start, end) if contents else None
                if verb is not None and verb.start() - start <= _BEFORE_VERB:
                    start = verb.end()
                tail = _TAIL().search(parsed.folded, start, end)
                end = tail.start() if tail else end
                if end - start < _SHORTEST or any(
                    place.start < end and start < place.end for place, _ in cited
                ):
                    continue
                before = [item for item in cited if item[0].end <= start]
                last = max(before, key=lambda item: item[0].end)[1] if before else None
                yield Said(adoption.suggestion, Span(start, end), last)


def _unit(citations: Sequence[Citation], units: Mapping[str, str], said: Said) -> str | None:
    return None if said.citation is None else units.get(citations[said.citation].id)


def _named(citations: Sequence[Citation], *said: Said) -> list[Span]:
    return [citations[one.citation].evidence.span for one in said if one.citation is not None]


def _working(
    citations: Sequence[Citation], numbers: Mapping[str, int], second: Said, first: Said
) -> Words:
    zh, en = [], []
    for said in (first, second):
        number = numbers[said.suggestion]
        name = citations[said.citation].name if said.citation is not None else None
        under = f"({name})" if name else ""
        zh.append(f"建议{number}{under}")
        en.append(f"suggestion {number} {under}".strip())
    return Words("、".join(zh), ", ".join(en))
