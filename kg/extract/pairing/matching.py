"""Finds what a report names among what its outline prints; what is not clear is not guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.pairing.claims import Claim
from kg.extract.pairing.names import agreement, plain
from kg.extract.pairing.printed import Outline
from kg.model import CitationKind, Match, PrintedUnit

# A name shorter than this is contained in too many others.
_SHORTEST = 4
# Two names are alike when they share half of what few names have, and half of their characters.
_LIKE = 0.5
# A name this near to another is not said to be missing.
_NEAR = 0.6
_HALF = Decimal("0.50")
_HUNDREDTH = Decimal("0.01")

Narrowing = Callable[[PrintedUnit], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A printed unit that answers to a name.

    Attributes:
        match: By what it was found.
        score: How much of the two names agrees.
    """

    unit: PrintedUnit
    match: Match
    score: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What comes of looking for a unit.

    Attributes:
        hit: What was found; ``None`` where nothing, or not one unit alone.
        rivals: Units equally like, of which none was taken.
        near: The unit whose name is nearest, where none was found.
    """

    hit: Hit | None = None
    rivals: tuple[PrintedUnit, ...] = ()
    near: PrintedUnit | None = None


def find_unit(claim: Claim, outline: Outline) -> Search:
    """Look for the unit that a claim names: by its title, its number, then a title like it."""
    equal = _narrow(outline.titled(claim.names), claim, outline)
    if len(equal) == 1:
        is_numbered = claim.number is not None and equal[0].number == claim.number
        match = Match.NUMBER_AND_TITLE if is_numbered else Match.TITLE
        return Search(hit=Hit(equal[0], match, Decimal("1.00")))
    if equal:
        return Search(rivals=tuple(equal))
    if claim.number is not None:
        numbered = _numbered(claim, outline)
        if len(numbered) == 1:
            return _by_number(claim, numbered[0], outline)
        if numbered:
            return Search(rivals=tuple(numbered))
    return _alike(claim, outline)


def score_of(claim: Claim, unit: PrintedUnit) -> Decimal:
    """Return how much of a unit's title agrees with the name that is most like it."""
    best = max((agreement(name, unit.title) for name in claim.names), default=None)
    return _HALF if best is None else Decimal(best).quantize(_HUNDREDTH)


def _narrow(units: Iterable[PrintedUnit], claim: Claim, outline: Outline) -> list[PrintedUnit]:
    """Keep those with the claim's number, in its part, at its level, as far as any is."""
    kept = list(units)
    narrowings: tuple[Narrowing, ...] = (
        lambda unit: claim.part is not None and outline.part_number(unit) == claim.part,
        lambda unit: unit.kind in claim.levels,
        lambda unit: claim.number is not None and unit.number == claim.number,
    )
    for keeps in narrowings:
        kept = [unit for unit in kept if keeps(unit)] or kept
    return kept


def _numbered(claim: Claim, outline: Outline) -> list[PrintedUnit]:
    """Find the units of a number at the first of the claim's levels that has any, in its part."""
    for level in claim.levels:
        units = [
            unit
            for unit in outline.of_kinds([level])
            if unit.number == claim.number
            and (claim.part is None or outline.part_number(unit) == claim.part)
        ]
        if units:
            return units
    return []


def _by_number(claim: Claim, unit: PrintedUnit, outline: Outline) -> Search:
    """Take a unit by its number: a part always, another one where no name speaks against it."""
    match = _likeness(claim.names, unit, outline)
    if match is None and claim.names and claim.kind is not CitationKind.PART:
        return _alike(claim, outline)
    return Search(hit=Hit(unit, match or Match.NUMBER, score_of(claim, unit)))


def _alike(claim: Claim, outline: Outline) -> Search:
    candidates = outline.of_kinds(claim.levels)
    for match in (Match.CONTAINED_TITLE, Match.SIMILAR_TITLE):
        alike = [u for u in candidates if _likeness(claim.names, u, outline) is match]
        alike = _narrow(alike, claim, outline)
        scores = {unit.id: score_of(claim, unit) for unit in alike}
        best = [unit for unit in alike if scores[unit.id] == max(scores.values())]
        if len(best) == 1:
            return Search(hit=Hit(best[0], match, scores[best[0].id]))
        if best:
            return Search(rivals=tuple(best))
    return Search(near=_nearest(claim, outline.units))


def _likeness(names: Iterable[str], unit: PrintedUnit, outline: Outline) -> Match | None:
    """Say how a unit's title is like one of the names, where half of the two agrees at least."""
    alike = [name for name in names if agreement(name, unit.title) >= _LIKE]
    if any(_is_contained(name, unit.title) for name in alike):
        return Match.CONTAINED_TITLE
    if any(outline.likeness.score(name, unit.title) >= _LIKE for name in alike):
        return Match.SIMILAR_TITLE
    return None


def _is_contained(name: str, title: str) -> bool:
    shorter, longer = sorted((plain(name), plain(title)), key=len)
    return len(shorter) >= _SHORTEST and shorter in longer


def _nearest(claim: Claim, units: Sequence[PrintedUnit]) -> PrintedUnit | None:
    """Return the unit of any level whose title is nearest; ``None`` where none is near."""
    scores = [
        (agreement(name, unit.title), -order, unit)
        for order, unit in enumerate(units)
        for name in claim.names
    ]
    near = [
        score
        for score in scores
        if score[0] >= _NEAR or any(_is_contained(n, score[2].title) for n in claim.names)
    ]
    return max(near, key=lambda score: score[:2])[2] if near else None
