"""Facts as the graph says them: literals, concepts and the quotes that they rest on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from kg.namespaces import PREFIXES
from kg.query import run
from kg.store import Row, Store, Term, value_of
from kg.text import fold

_SHORT = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), reverse=True)
_PLAIN = str.maketrans("“”‘’", "\"\"''")


@lru_cache(maxsize=1 << 15)
def plain(words: str) -> str:
    """Fold words so that look-alike marks compare as equal; the length stays.

    >>> plain("“机器人＋”（一）")
    '"机器人+"(一)'
    """
    return fold(words).translate(_PLAIN)


def close(words: str) -> str:
    """Fold words and leave out white space, which says nothing in Chinese text."""
    return "".join(plain(words).split())


def short(iri: str) -> str:
    """Return an IRI with its prefix; the IRI itself where it has none of ours.

    >>> short("https://w3id.org/planning-kg/ontology#year")
    'plan:year'
    """
    for start, prefix in _SHORT:
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text with what stands on both sides of them.

    Attributes:
        place: IRI of the place.
        text: IRI of the text.
        start: First code point in the text.
        end: One past the last.
        words: The quote, folded.
        before: What stands before it, folded; as much as the graph keeps.
        after: What stands behind it.
        is_main: Whether a reader is led here first.
    """

    place: str
    text: str
    start: int
    end: int
    words: str
    before: str
    after: str
    is_main: bool

    def holds(self, other: Quote) -> bool:
        """Say whether the other quote is a part of this one."""
        return self.start <= other.start and other.end <= self.end and self.text == other.text


@dataclass(frozen=True, slots=True)
class Fact:
    """A node of the graph with the quotes that it rests on.

    Attributes:
        node: Its IRI.
        classes: Its classes, such as ``plan:Target``.
        literals: Pairs of property and literal, or concept of the vocabulary.
        quotes: In the order of the text.
    """

    node: str
    classes: frozenset[str]
    literals: tuple[tuple[str, Term], ...]
    quotes: tuple[Quote, ...]

    def values(self, name: str) -> list[str]:
        """Return the characters of a property's values."""
        return [term.value for known, term in self.literals if known == name]

    def value(self, name: str) -> str | None:
        """Return a property's only value; ``None`` without one."""
        return next(iter(self.values(name)), None)

    @property
    def main(self) -> Quote | None:
        """The quote that a reader is led to first."""
        return next((quote for quote in self.quotes if quote.is_main), None)

    @property
    def others(self) -> list[Quote]:
        """All quotes but the first place's."""
        return [quote for quote in self.quotes if not quote.is_main]


def quote_of(row: Row) -> Quote:
    """Return the quote of a row of ``check/quotes`` or ``check/numbers``."""
    return Quote(
        value_of(row, "place"),
        value_of(row, "text"),
        int(value_of(row, "start")),
        int(value_of(row, "end")),
        plain(value_of(row, "exact")),
        plain(value_of(row, "before")),
        plain(value_of(row, "after")),
        value_of(row, "main") == "true",
    )


def read_facts(store: Store) -> list[Fact]:
    """Read all facts that have a quote, in the order of their IRIs."""
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    for row in run(store, "check/quotes").rows:
        quotes[value_of(row, "node")].append(quote_of(row))
    classes: defaultdict[str, set[str]] = defaultdict(set)
    literals: defaultdict[str, list[tuple[str, Term]]] = defaultdict(list)
    for row in run(store, "check/facts").rows:
        node, name, value = value_of(row, "node"), short(value_of(row, "property")), row["value"]
        if name == "rdf:type":
            classes[node].add(short(value_of(row, "value")))
        elif value is not None:
            literals[node].append((name, value))
    return [
        Fact(node, frozenset(classes[node]), tuple(literals[node]), tuple(quotes[node]))
        for node in sorted(quotes)
    ]
