"""A report and the outline that it speaks of: who belongs to whom, and what is found where.

Documents are paired by place and period, never by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.extract.links import link_id
from kg.extract.pairing.claims import Claim, read_claims
from kg.extract.pairing.holding import Holder
from kg.extract.pairing.matching import Hit, find_unit
from kg.extract.pairing.printed import Outline
from kg.model import (
    Basis,
    CitationKind,
    DocumentFacts,
    Evidence,
    Facts,
    Found,
    Held,
    Irregularity,
    Match,
    Pairing,
)
from kg.profiles.recognise import profile_of
from kg.text import normalise_name

RULE = "outline-pairing"
_REPORT, _OUTLINE = "report", "outline"
_REASONS = {
    Match.NUMBER_AND_TITLE: "序号与题名均相同",
    Match.TITLE: "题名相同",
    Match.CONTAINED_TITLE: "一方题名包含另一方",
    Match.SIMILAR_TITLE: "题名相近,且别无同样相近者",
    Match.NUMBER: "序号相同,题名未写或不同",
}
_SURE = (Match.NUMBER_AND_TITLE, Match.TITLE)
_ORDER = list(Match)


def find_outlines(documents: Iterable[DocumentFacts]) -> Mapping[str, tuple[str, ...]]:
    """Find for each report the outlines of its own place and period, by their keys.

    A document that does not name its place, or its period, belongs to none. Of several outlines
    none is to be taken: nothing tells which of them the report speaks of.
    """
    known = list(documents)
    report, outline = profile_of(_REPORT).kind, profile_of(_OUTLINE).kind
    outlines: dict[tuple[str, tuple[int, int]], list[str]] = {}
    for document in known:
        if document.kind == outline and document.place and document.period:
            matter = (normalise_name(document.place), document.period)
            outlines.setdefault(matter, []).append(document.key)
    return {
        document.key: tuple(outlines[matter])
        for document in known
        if document.kind == report and document.place and document.period
        if (matter := (normalise_name(document.place), document.period)) in outlines
    }


def hold_against(report: Facts, outline: Facts, outline_text: str) -> Pairing:
    """Hold what a report says of its outline against the outline.

    Args:
        report: What was read from the report.
        outline: What was read from the outline.
        outline_text: The outline's text, for words that are no title.
    """
    printed = Outline(outline, outline_text)
    holder = Holder(report, printed)
    found: dict[tuple[str, str], Found] = {}
    held: list[Held] = []
    for claim in read_claims(report):
        if claim.kind is CitationKind.CONTENT:
            held.append(holder.hold_contents(claim))
            continue
        search = find_unit(claim, printed)
        held += holder.hold_unit(claim, search)
        if search.hit is not None:
            made = _found(report.document.key, claim, search.hit, printed)
            key = (made.unit, made.printed)
            found[key] = _surer(found.get(key), made)
    held += holder.hold_columns()
    return Pairing(
        report=report.document.key,
        outline=printed.key,
        evidence=_front(report.document),
        there=_front(outline.document),
        found=tuple(found.values()),
        held=tuple(held),
    )


def mark_several(report: DocumentFacts, outlines: Iterable[str]) -> Irregularity:
    """Mark that a report has several outlines, of which none was taken."""
    listed = "、".join(outlines)
    return Irregularity(
        id="irregularity/several-outlines",
        kind="several-outlines",
        subject="",
        written=report.title,
        likely=None,
        reason=f"库中有同一地区、同一规划期的多份纲要({listed}),无从判定以哪份为准,均未对照",
        evidence=Evidence(report.key, report.evidence.spans[:1], RULE),
    )


def _front(document: DocumentFacts) -> Evidence:
    """Return where a document names its place and its period."""
    named = [span for span in (document.place_span, document.period_span) if span is not None]
    spans = tuple(dict.fromkeys(named)) or document.evidence.spans[:1]
    return Evidence(document.key, spans, RULE)


def _found(report: str, claim: Claim, hit: Hit, outline: Outline) -> Found:
    rule = f"found-by-{hit.match.value}"
    return Found(
        id=link_id("found-as", claim.unit, f"{outline.key} {hit.unit.id}"),
        unit=claim.unit,
        printed=hit.unit.id,
        match=hit.match,
        basis=Basis.EXPLICIT if hit.match in _SURE else Basis.INFERRED,
        score=hit.score,
        reason=_REASONS[hit.match],
        evidence=Evidence(report, claim.spans, rule),
        there=Evidence(outline.key, (hit.unit.evidence.span,), rule),
    )


def _surer(known: Found | None, made: Found) -> Found:
    """Keep the surer of two findings of one unit, with what it rests on."""
    if known is None:
        return made
    return min(known, made, key=lambda found: _ORDER.index(found.match))
