"""Citations as records: numbered, named, with the parts that they name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.citations import AdoptionCitations, CitationReader, Found
from kg.extract.dispositions import denied_spans
from kg.extract.parts import PartMention
from kg.model import AdoptionStatement, Citation, Evidence
from kg.parse.structure import ParsedDocument
from kg.text import Span, name_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedParts:
    """The citations of all adoption texts, with the parts that they name.

    Attributes:
        mentions: To which ``Citation.mention`` points.
        regions: For each mention the words over which it holds sway.
        unnumbered: Parts named without a number: name and whole naming, by citation ``id``.
    """

    citations: tuple[Citation, ...] = ()
    mentions: tuple[PartMention, ...] = ()
    regions: tuple[Span, ...] = ()
    unnumbered: tuple[tuple[Span, Span], ...] = ()


def extract_citations(
    parsed: ParsedDocument,
    adoptions: tuple[AdoptionStatement, ...],
    passages: tuple[tuple[Span, ...], ...],
) -> CitedParts:
    """Read the citations of all adoption texts.

    Args:
        parsed: The document.
        adoptions: The adoption texts.
        passages: The sentences of each, without the theme's statement.

    A unit that a clause denies (暂不设置…专栏) is not cited.
    """
    citations: list[Citation] = []
    mentions: list[PartMention] = []
    regions: list[Span] = []
    unnumbered: list[tuple[Span, Span]] = []
    for adoption, sentences in zip(adoptions, passages, strict=True):
        read = CitationReader(parsed).read(sentences)
        used: set[str] = set()
        denied = denied_spans(adoption)
        kept = [item for item in read.found if not any(d.holds(item.place) for d in denied)]
        for order, item in enumerate(kept, 1):
            citation = _citation(parsed, adoption, read, item, order, len(mentions))
            if citation.id in used:
                citation = replace(citation, id=f"{citation.id}-{order}")
            used.add(citation.id)
            citations.append(citation)
        end = sentences[-1].end if sentences else 0
        limits = [*(mention.begin for mention in read.mentions), end][1:]
        regions += [
            Span(mention.end, max(mention.end, following))
            for mention, following in zip(read.mentions, limits, strict=True)
        ]
        mentions += read.mentions
        unnumbered += read.unnumbered
    return CitedParts(
        citations=tuple(citations),
        mentions=tuple(mentions),
        regions=tuple(regions),
        unnumbered=tuple(unnumbered),
    )


def _citation(
    parsed: ParsedDocument,
    adoption: AdoptionStatement,
    read: AdoptionCitations,
    item: Found,
    order: int,
    before: int,
) -> Citation:
    mention = None if item.mention is None else read.mentions[item.mention]
    name = item.name.quote(parsed.text) if item.name is not None else None
    number = mention.number if mention else ""
    digest = name_digest(name or f"{item.kind}{number}/{item.unit_number or ''}")
    spans = [item.place]
    if mention is not None and not item.place.holds(mention.span):
        spans.append(mention.span)
    return Citation(
        id=f"{adoption.suggestion}/citation/{digest}",
        statement=adoption.id,
        suggestion=adoption.suggestion,
        order=order,
        kind=item.kind,
        name=name,
        unit_number=item.unit_number,
        part=mention.number if mention else None,
        part_span=mention.span if mention else None,
        name_span=item.name,
        mention=None if item.mention is None else before + item.mention,
        evidence=Evidence(parsed.key, tuple(spans), f"citation-{item.kind.name.lower()}"),
    )
