"""A question of one's own: read-only, with the project's prefixes, ended in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kg.namespaces import PREFIXES
from kg.query.syntax import check_query
from kg.store import Answer, Dataset, find_complaint

DEFAULT_MOST = 10_000

# On the text's own first line, so that a server counts the lines as its author does.
_PROLOGUE = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())


class Answering(Protocol):
    """Whoever answers a query in a given time: a store, or a worker that asks one."""

    def answer(
        self, query: str, *, most: int | None, seconds: float, dataset: Dataset | None
    ) -> Answer:
        """Answer a query of any form."""


def answer_own(
    asked: Answering,
    text: str,
    *,
    graphs: Callable[[], list[str]],
    seconds: float,
    most: int | None,
) -> Answer:
    """Answer a query, once it is known to do nothing but read this store.

    Args:
        asked: Who answers.
        text: The query.
        graphs: Names the store's own graphs: those that ``FROM`` may name.
        seconds: When the query is ended.
        most: How many rows or triples are wanted at most; ``None`` for all.

    Raises:
        RefusedQueryError: It would change something, or reach beyond this store.
        QuerySyntaxError: It is malformed; with line, column and token.
        QueryTimeoutError: It ran out of time.
        StoreError: The store does not answer.
    """
    known: list[str] = []

    def is_own(graph: str) -> bool:
        if not known:  # only few queries name a graph, and to list them takes a server a while
            known.extend(graphs())
        return graph in known

    checked = check_query(text, is_own, find_complaint)
    return asked.answer(_PROLOGUE + text, most=most, seconds=seconds, dataset=checked.dataset)
