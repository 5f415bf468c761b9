"""The canned queries with their answers on one plan, and the files to take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.export.rows import render_rows
from kg.pages.site.links import Links
from kg.pages.site.names import file_stem
from kg.query import CannedQuery, canned_queries, heading, run
from kg.store import Rows, Store, Term

# What a page shows of a long answer; the files hold all of it.
MOST_SHOWN = 100
# Ending of each file to take away, and the format of `kg query` that it is in.
DOWNLOADS = {"csv": "csv-excel", "json": "json"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an answer; ``href`` is empty where it leads nowhere."""

    words: str
    href: str
    is_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """A question and, where it needs no parameter, its answer.

    Attributes:
        file: Name of its page and files, without ending.
        headings: Of the columns, in Chinese, and their variables.
        rows: The first `MOST_SHOWN`; ``None`` where a parameter has to be given.
        count: How many rows there are in all.
    """

    query: CannedQuery
    file: str
    headings: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...] | None
    count: int

    @property
    def sparql(self) -> str:
        """Return the text without its head, which the page tells in words."""
        lines = [line for line in self.query.text.splitlines() if not line.startswith("#+")]
        return "\n".join(lines).strip()


def answer_queries(
    store: Store, links: Links
) -> Sequence[tuple[AnswerPage, Sequence[tuple[str, bytes]]]]:
    """Answer each canned query on a plan.

    Returns:
        Each page with its files: ending and bytes.
    """
    return [_answer(store, query, links) for query in canned_queries().values()]


def _answer(
    store: Store, query: CannedQuery, links: Links
) -> tuple[AnswerPage, Sequence[tuple[str, bytes]]]:
    file = file_stem(query.name)
    if query.required:
        return AnswerPage(query=query, file=file, headings=(), rows=None, count=0), ()
    rows = run(store, query.name, {"document": links.plan.key})
    page = AnswerPage(
        query=query,
        file=file,
        headings=tuple(Words(heading(query, name), name) for name in rows.variables),
        rows=_cells(rows, links),
        count=len(rows.rows),
    )
    files = [(ending, render_rows(rows, name, query)) for ending, name in DOWNLOADS.items()]
    return page, files


def _cells(rows: Rows, links: Links) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(_cell(row[name], links) for name in rows.variables) for row in rows.rows[:MOST_SHOWN]
    )


def _cell(term: Term | None, links: Links) -> Cell:
    if term is None:
        return Cell("", "", is_number=False)
    if term.kind == "uri":
        node = links.plan.nodes.get(term.value)
        if node is not None:
            return Cell(node.local, links.node(term.value), is_number=False)
        return Cell(term.value.rsplit("/", 1)[-1], "", is_number=False)
    is_number = bool(term.datatype) and not (term.datatype or "").endswith(("#date", "#boolean"))
    return Cell(term.value, "", is_number)
