"""The door for programs: ``kg.open(graph).query("tasks")``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import TracebackType

from kg import resources
from kg.errors import UsageError
from kg.query.canned import canned_queries, find_query, heading, run
from kg.query.header import CannedQuery
from kg.query.own import DEFAULT_MOST, answer_own
from kg.query.table import Table
from kg.store import DEFAULT_SECONDS, AnyStore, Graph, Rows, Store, check_version, open_store
from kg.store.worker import Worker


class PlanGraph:
    """A graph of plans that can be asked.

    Attributes:
        name: What was opened.
    """

    def __init__(self, store: AnyStore, *, place: str | None = None) -> None:
        """Ask a store.

        Args:
            store: The store.
            place: Where its graph can be opened anew; ``None`` where it stands in memory only.
        """
        self.name = store.name
        self._store = store
        self._worker = Worker(store, place=place) if isinstance(store, Store) else None

    def query(self, name: str, **values: str | int | Decimal | bool) -> Table:
        """Ask a canned question.

        Args:
            name: Such as ``tasks``.
            values: Its parameters, such as ``document="hangzhou-15fyp-report"``.

        Raises:
            UnknownNameError: There is no such question or parameter.
            UsageError: A parameter is missing, or not of its type.
            StoreError: The store does not answer.
        """
        canned = find_query(name)
        rows = run(self._store, name, {key: _written(value) for key, value in values.items()})
        return _table(rows, canned)

    def queries(self) -> Mapping[str, CannedQuery]:
        """Return the canned questions by name, with what each asks and its parameters."""
        return canned_queries()

    def sparql(
        self,
        text: str,
        *,
        seconds: float = DEFAULT_SECONDS,
        most: int | None = DEFAULT_MOST,
    ) -> Table | bool | Graph:
        """Ask a question of one's own in SPARQL; nothing can be changed by it.

        Args:
            text: The query; the prefixes of the project are declared already.
            seconds: When it is ended.
            most: How many rows or triples are wanted at most; ``None`` for all.

        Raises:
            UsageError: The query is malformed, or would do more than read this store.
            QueryTimeoutError: It ran out of time.
            StoreError: The store does not answer.
        """
        asked = self._worker or self._store
        answer = answer_own(asked, text, graphs=self._store.graphs, seconds=seconds, most=most)
        return Table(answer) if isinstance(answer, Rows) else answer

    def close(self) -> None:
        """End what runs beside this program, if anything does."""
        if self._worker is not None:
            self._worker.close()

    def __enter__(self) -> PlanGraph:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<PlanGraph {self.name}>"


def open_graph(name: str | Path | None = None) -> PlanGraph:
    """Open a graph to ask it.

    Args:
        name: A graph file, a folder, the address of an endpoint; the bundled graph without it.

    Raises:
        StoreError: There is none, it is damaged, or another ontology made it.
        UsageError: The name tells no known format.
    """
    bundled = resources.bundled_graph()
    place = str(bundled if name is None else name)
    store = open_store(place)
    check_version(store)
    return PlanGraph(store, place=place)


def _table(rows: Rows, canned: CannedQuery) -> Table:
    headings = [heading(canned, variable) for variable in rows.variables]
    return Table(rows, lists=canned.lists, headings=headings)


def _written(value: str | int | Decimal | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    raise UsageError(f"参数值{value!r}的类型不对", f"a parameter cannot be {value!r}")
