"""What a query answers with: RDF terms in rows, whichever engine gave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term in a row.

    Attributes:
        value: IRI, name of a blank node, or the literal's characters.
        kind: ``uri``, ``literal`` or ``bnode``, as in the SPARQL results formats.
        datatype: IRI of a literal's datatype; ``None`` for plain strings and other terms.
        language: A literal's language tag; ``None`` without one.
    """

    value: str
    kind: str = "literal"
    datatype: str | None = None
    language: str | None = None


# Variable to term, in the order of the projection; an unbound variable has ``None``.
Row = Mapping[str, Term | None]


def value_of(row: Row, name: str) -> str:
    """Return a variable's characters; empty where it is unbound."""
    term = row.get(name)
    return "" if term is None else term.value


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query.

    Attributes:
        variables: In the order of the projection.
        rows: A term or ``None`` for each variable.
        is_cut: Whether there are more rows, beyond the number that was asked for.
    """

    variables: tuple[str, ...]
    rows: Sequence[Row]
    is_cut: bool = False
