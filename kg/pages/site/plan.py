"""What the pages of one plan show: values without RDF or HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.pages.site.kinds import Kind
from kg.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of the text that a node rests on.

    Attributes:
        line: 1-based line in which they begin.
        before: Some characters before them; may be empty.
        after: Some characters after them; may be empty.
    """

    span: Span
    quote: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RuleName:
    """A rule as a link shows it.

    Attributes:
        name: The last piece of its IRI, by which the page of rules knows it.
        label: What it is called.
    """

    name: str
    label: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of a node in words, or in a term of the ontology.

    Attributes:
        name: What the property is called.
        value: The words; the same twice where the source says them.
        term: IRI of the term of our own that is the value; empty for others.
    """

    name: Words
    value: Words
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a link was drawn.

    Attributes:
        local: The link's local name.
        basis: A key such as ``explicit``; may be empty.
        comment: A Chinese sentence; may be empty.
    """

    local: str
    basis: str
    comment: str
    rule: RuleName
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A link between two nodes that have pages.

    Attributes:
        property: IRI of the property.
        name: What it is called.
        source: IRI of the node that it starts from.
        target: IRI of the node that it leads to.
    """

    property: str
    name: Words
    source: str
    target: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A fact with a page of its own.

    Attributes:
        local: Its IRI after the document's, such as ``task/3``; the IRI itself elsewhere.
        file: Name of its page, without ending.
        classes: Local names of its classes.
        class_name: What the most telling of them is called.
        number: As printed; empty without one.
        label: The source's words; empty where the source is silent.
        value: Comparator, value, unit and year in one line; empty without a value.
        rules: What read it.
        places: The main one first.
    """

    iri: str
    local: str
    file: str
    kind: Kind
    classes: tuple[str, ...]
    class_name: Words
    number: str
    label: str
    value: str
    statements: tuple[Statement, ...]
    rules: tuple[RuleName, ...]
    places: tuple[Place, ...]

    @property
    def title(self) -> str:
        """Name the node in the source's words: its label, or the beginning of its quote."""
        quote = " ".join(self.places[0].quote.split()) if self.places else self.local
        return self.label or (quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}…")

    @property
    def start(self) -> int:
        """Return where it stands first."""
        return self.places[0].span.start if self.places else 0


_LONGEST = 32
_CONTEXT = 30
# A line that is no longer is a cell of a table.
_CELL = 16
_LINE_ENDS = re.compile(r"\s*\n\s*")


def context(text: str, span: Span) -> tuple[str, str]:
    r"""Return some characters of the same line that stand before and after a place.

    A line of a few characters is a cell of a table: it is shown among its neighbours.

    >>> context("甲\n乙丙丁", Span(3, 4))
    ('甲｜乙', '丁')
    >>> context("甲\n乙丙丁,这一行写得下一个完整的句子", Span(3, 4))
    ('乙', '丁,这一行写得下一个完整的句子')
    """
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    line = before.rpartition("\n")[2], after.partition("\n")[0]
    if sum(map(len, line)) + span.end - span.start > _CELL:
        return line
    # Whole cells only: a number that is cut would be another.
    if span.start > _CONTEXT:
        before = before.partition("\n")[2]
    if span.end + _CONTEXT < len(text):
        after = after.rpartition("\n")[0]
    return _LINE_ENDS.sub("｜", before.lstrip()), _LINE_ENDS.sub("｜", after.rstrip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An entry of the ledger of numbers.

    Attributes:
        reading: How it was read, such as ``target``.
        fact: IRI of the node that it became part of; empty where it became none.
    """

    span: Span
    quote: str
    reading: str
    fact: str
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is known of one document.

    Attributes:
        key: Names it in queries.
        facts: Headings and values of what is known of the document itself.
        nodes: By IRI, in the order of the text.
        outgoing: The relations that start from a node.
        incoming: The relations that lead to it.
        numbers: The ledger, in the order of the text.
        headings: Places of the printed headings, with levels from 1.
    """

    key: str
    iri: str
    title: str
    issued: str
    sha256: str
    text: str
    facts: tuple[tuple[Words, Words], ...]
    nodes: Mapping[str, Node]
    outgoing: Mapping[str, Sequence[Relation]]
    incoming: Mapping[str, Sequence[Relation]]
    numbers: tuple[Number, ...]
    headings: tuple[tuple[Span, int, str], ...]

    def of_class(self, name: str) -> list[Node]:
        """Return the nodes of a class, in the order of the text."""
        return [node for node in self.nodes.values() if name in node.classes]
