"""The source text with every fact marked: what each piece became, and where that is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.errors import Words
from kg.pages.site.kinds import NAMES, Kind
from kg.pages.site.links import Links
from kg.pages.site.marks import Block, Segment, mark_text
from kg.pages.site.names import anchor
from kg.pages.site.plan import Plan
from kg.pages.site.words import READINGS, say
from kg.text import Span

# These lie over other facts: a piece is coloured by what it was first.
_ABOVE = (Kind.LINK, Kind.NUMBER, Kind.REMARK)
# Of facts with one place, that which says most comes first.
_ORDER = (Kind.TARGET, Kind.VALUE, *(kind for kind in Kind if kind is not Kind.OTHER), Kind.OTHER)


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact at one of its places.

    Attributes:
        name: What kind of thing it is.
        words: Its title.
        href: Where it is told, from the plan's folder.
    """

    kind: Kind
    name: Words
    words: str
    href: str
    span: Span


def list_marks(plan: Plan, links: Links) -> list[Mark]:
    """List all facts of a text at all their places: nodes, derived links, numbers."""
    marks = [
        Mark(node.kind, node.class_name, _told(node.title, node.value), links.node(iri), place.span)
        for iri, node in plan.nodes.items()
        for place in node.places
    ]
    for relations in plan.outgoing.values():
        for relation in relations:
            ends = (plan.nodes[relation.source].title, plan.nodes[relation.target].title)
            marks += [
                Mark(
                    Kind.LINK,
                    relation.name,
                    " → ".join(ends),
                    links.reason(relation.source, reason),
                    place.span,
                )
                for reason in relation.reasons
                for place in reason.places
            ]
    marks += [
        Mark(
            Kind.NUMBER,
            NAMES[Kind.NUMBER],
            f"{number.quote} {say(READINGS, number.reading).zh}",
            links.number(number.span),
            number.span,
        )
        for number in plan.numbers
    ]
    marks.sort(key=lambda mark: _ORDER.index(mark.kind))
    return marks


def _told(title: str, value: str) -> str:
    return f"{title} {value}" if value else title


@dataclass(frozen=True, slots=True)
class MarkedText:
    """What the text page shows.

    Attributes:
        marks: The facts; segments name them by position.
        counts: How many facts there are of each kind that occurs.
    """

    marks: tuple[Mark, ...]
    blocks: tuple[Block, ...]
    counts: tuple[tuple[Kind, int], ...]

    def first(self, facts: tuple[int, ...]) -> int | None:
        """Choose the fact by which a piece is coloured and to which it leads.

        It is the shortest but for numbers of the ledger, derived links, doubts and decisions.
        """
        plain = (index for index in facts if self.marks[index].kind not in _ABOVE)
        return next(plain, facts[0] if facts else None)

    def stops(self) -> set[int]:
        """Choose where the keyboard stops: once a fact, at the longest of its pieces."""
        longest: dict[int, tuple[int, int]] = {}
        for segment in self._segments():
            fact = self.first(segment.facts)
            if fact is not None:
                piece = (len(segment.words), -segment.start)
                longest[fact] = max(longest.get(fact, piece), piece)
        return {-start for _, start in longest.values()}

    def _segments(self) -> Iterator[Segment]:
        for block in self.blocks:
            for line in block.lines:
                yield from line.segments

    def is_counted(self, facts: tuple[int, ...]) -> bool:
        """Say whether a number of the ledger lies here."""
        return any(self.marks[index].kind is Kind.NUMBER for index in facts)

    def data(self) -> list[list[str]]:
        """Return what the cards say: kind, its name in both languages, words, address."""
        return [[m.kind.value, m.name.zh, m.name.en, m.words, m.href] for m in self.marks]


def mark_plan(plan: Plan, links: Links, others: Collection[Span] = ()) -> MarkedText:
    """Mark all facts in the text of a plan.

    Args:
        plan: The plan.
        links: Addresses from the text page.
        others: Further places to which other pages lead.
    """
    marks = list_marks(plan, links)
    blocks = mark_text(
        plan.text,
        [mark.span for mark in marks],
        anchors=others,
        headings=[(span, level) for span, level, _ in plan.headings],
    )
    facts = {(mark.kind, mark.href) for mark in marks}
    counts = {kind: sum(held is kind for held, _ in facts) for kind in NAMES}
    return MarkedText(
        tuple(marks), tuple(blocks), tuple((kind, count) for kind, count in counts.items() if count)
    )


def heading_anchors(plan: Plan) -> list[tuple[int, str, str]]:
    """Return level, title and anchor of each printed heading."""
    return [(level, title, anchor(span.start, span.end)) for span, level, title in plan.headings]
