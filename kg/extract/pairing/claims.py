"""What a report says of its outline: that there is such a unit, and in which part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.readings import part_name
from kg.model import CitationKind, Facts, UnitKind
from kg.text import Span

_BELOW = (UnitKind.SECTION, UnitKind.DIVISION, UnitKind.ITEM)
# 章节 is said of chapters and of sections, 小节 of what stands below a chapter however marked.
LEVELS: dict[CitationKind, tuple[UnitKind, ...]] = {
    CitationKind.PART: (UnitKind.PART,),
    CitationKind.CHAPTER: (UnitKind.CHAPTER, UnitKind.SECTION),
    CitationKind.SECTION: _BELOW,
    CitationKind.COLUMN: (UnitKind.COLUMN,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That the outline has a unit.

    Attributes:
        subject: ``id`` of the citation, the part or the special column that makes it.
        unit: ``id`` of the announced unit.
        kind: What it is called.
        name: As the report writes it here; ``None`` where only a number is given.
        aliases: What the report calls the same unit elsewhere.
        number: The unit's own number; ``None`` where none is given.
        part: The number of the part that it is said to stand in; ``None`` where none is.
        spans: Where it is made.
    """

    subject: str
    unit: str
    kind: CitationKind
    name: str | None
    aliases: tuple[str, ...]
    number: int | None
    part: int | None
    spans: tuple[Span, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names that the unit goes by."""
        return (*([self.name] if self.name else []), *self.aliases)

    @property
    def levels(self) -> tuple[UnitKind, ...]:
        """The levels at which a unit so called may be printed."""
        return LEVELS[self.kind]

    @property
    def said(self) -> str:
        """The unit as the claim names it.

        A part is named by its number where the claim has it, all else by its name.
        """
        if self.kind is CitationKind.PART:
            number = part_name(self.number) if self.number else ""
            return f"{number}“{self.name}”" if number and self.name else number or self.name or ""
        return self.name or f"{self.kind.value}{self.number}"


def read_claims(facts: Facts) -> Iterator[Claim]:
    """Yield the claims of a report: parts that it names, columns that it announces, citations."""
    titles = {part.id: part.title for part in facts.parts if part.title}
    # A part is named in one place by its number alone, in another with its title.
    titled = {
        f"part/{form.part}": form.evidence.span
        for form in reversed(facts.title_forms)
        if form.by_theme and titles.get(f"part/{form.part}") == form.title
    }
    labels = {column.id: column.label for column in facts.columns}
    for part in facts.parts:
        yield Claim(
            subject=part.id,
            unit=part.id,
            kind=CitationKind.PART,
            name=part.title,
            aliases=(),
            number=part.number,
            part=part.number,
            spans=tuple(
                dict.fromkeys((part.evidence.span, titled.get(part.id, part.evidence.span)))
            ),
        )
    for column in facts.columns:
        yield Claim(
            subject=column.id,
            unit=column.id,
            kind=CitationKind.COLUMN,
            name=column.label,
            aliases=(),
            number=None,
            part=None,
            spans=column.evidence.spans[:1],
        )
    for citation, reading in zip(facts.citations, facts.readings, strict=True):
        is_part = citation.kind is CitationKind.PART
        alias = titles.get(reading.unit) if is_part else labels.get(reading.unit)
        yield Claim(
            subject=citation.id,
            unit=reading.unit,
            kind=citation.kind,
            name=citation.name,
            aliases=(alias,) if alias else (),
            number=citation.part if is_part else citation.unit_number,
            part=citation.part,
            spans=citation.evidence.spans,
        )
