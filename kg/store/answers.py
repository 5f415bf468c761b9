"""What a query of any form answers with: rows, yes or no, or a graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kg.store.terms import Rows

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer to a CONSTRUCT or DESCRIBE query.

    Attributes:
        triples: In no order.
        is_cut: Whether there are more, beyond the number that was asked for.
    """

    triples: tuple[Triple, ...]
    is_cut: bool = False


Answer = Rows | bool | Graph


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query chooses by ``FROM`` and ``FROM NAMED``, in place of all of them.

    It goes beside the text: engines that make all graphs one overlook it inside.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class AnyStore(Protocol):
    """What every store can do: the ones at hand and those behind an endpoint.

    A query's default graph is the union of all named graphs.

    Attributes:
        name: What messages call it.
    """

    name: str

    def select(self, query: str) -> Rows:
        """Answer a SELECT query."""

    def answer(
        self,
        query: str,
        *,
        most: int | None = None,
        seconds: float | None = None,
        dataset: Dataset | None = None,
    ) -> Answer:
        """Answer a query of any form: so many rows at most, in so many seconds, of these graphs."""

    def graphs(self) -> list[str]:
        """Name all graphs, sorted."""

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield all quads, or those of one graph."""
