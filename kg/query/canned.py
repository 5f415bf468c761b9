"""Canned queries: one file a question; the same rows from every store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kg import resources
from kg.errors import UnknownNameError, Words
from kg.query.binding import bind
from kg.query.header import CannedQuery, read_query
from kg.store import AnyStore, Row, Rows, Term

# Queries that the program asks itself; they are no part of the contract.
_OWN_FOLDERS = ("check", "export", "graph")


@cache
def canned_queries() -> Mapping[str, CannedQuery]:
    """Read all canned queries, by name."""
    folder = resources.path("queries")
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}


@cache
def find_query(name: str) -> CannedQuery:
    """Return a canned query, or one of the program's own, named with its folder.

    Args:
        name: Such as ``tasks`` or ``check/places``.

    Raises:
        UnknownNameError: There is none of this name; the nearest are named.
    """
    known = {path.stem: path for path in resources.path("queries").glob("*.rq")}
    if name in known:
        return read_query(known[name])
    folder, _, file = name.partition("/")
    if folder in _OWN_FOLDERS:
        path = resources.path("queries", folder, f"{file}.rq")
        if path.is_file():
            return read_query(path)
    import difflib

    near = difflib.get_close_matches(name, sorted(known), 3, 0.4)
    raise UnknownNameError(Words("查询", "query"), name, near)


@cache
def common_headings() -> Mapping[str, str]:
    """Return the Chinese headings of variables that many queries share."""
    import yaml

    text = resources.path("queries", "headings.yaml").read_text(encoding="utf-8")
    headings: dict[str, str] = yaml.safe_load(text)
    return headings


def heading(query: CannedQuery, variable: str) -> str:
    """Return a column's Chinese heading; the variable itself where none is given."""
    return query.headings.get(variable) or common_headings().get(variable, variable)


def run(store: AnyStore, name: str, values: Mapping[str, str] | None = None) -> Rows:
    """Answer a canned query.

    Args:
        store: What is asked.
        name: Name of the query.
        values: Parameters.

    Raises:
        UnknownNameError: There is no such query or parameter.
        UsageError: A parameter is missing, or not of its type.
    """
    query = find_query(name)
    rows = store.select(bind(query, values or {}))
    if not query.lists:
        return rows
    return Rows(rows.variables, [_Listed(row, query.lists) for row in rows.rows], rows.is_cut)


class _Listed(Mapping[str, Term | None]):
    """A row whose list columns are sorted, since SPARQL does not; an empty list is unbound."""

    __slots__ = ("_lists", "_row")

    def __init__(self, row: Row, lists: tuple[str, ...]) -> None:
        self._row = row
        self._lists = lists

    def __getitem__(self, name: str) -> Term | None:
        term = self._row[name]
        return _sorted(term) if term is not None and name in self._lists else term

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)


def _sorted(term: Term) -> Term | None:
    values = [value for value in term.value.split(",") if value]
    values.sort(key=lambda value: (0, int(value), "") if value.isdigit() else (1, 0, value))
    return Term(",".join(dict.fromkeys(values))) if values else None
