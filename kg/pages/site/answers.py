"""The canned queries with their answers on one plan, and the files to take away."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Words
from kg.export.rows import render_rows
from kg.pages.site.examples import Example, list_examples
from kg.pages.site.links import Links
from kg.pages.site.names import file_stem
from kg.pages.site.ontology import shorten_iri, term_anchors
from kg.pages.site.words import CODES
from kg.query import CannedQuery, Parameter, canned_queries, heading, run
from kg.store import Rows, Store, Term

# What a page shows of a long answer; the files hold all of it.
MOST_SHOWN = 100
# Of a parameter with more values, the answers to the first of them have pages.
MOST_CHOICES = 60
_HARMLESS = re.compile(r"[\w=:/.…-]+")
# Ending of each file to take away, and the format of `kg query` that it is in.
DOWNLOADS = {"csv": "csv-excel", "json": "json"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an answer; ``href`` is empty where it leads nowhere."""

    words: Words
    href: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of the parameter that a query asks for, and the page with the answer.

    Attributes:
        example: The value.
        file: Name of its page, without ending.
    """

    example: Example
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """A question with its answer.

    Attributes:
        file: Name of its page and files, without ending.
        headings: Of the columns, the document's left out: in Chinese, and their variables.
        rows: The first `MOST_SHOWN`; ``None`` where a parameter has to be given and the plan has
            no value for it.
        count: How many rows there are in all.
        command: What asks the same on the command line.
        parameter: What has to be given; ``None`` where nothing has.
        given: The value with which the answer was made.
        choices: All values that have a page, this one too; none where it is one of many.
    """

    query: CannedQuery
    file: str
    headings: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...] | None
    count: int
    command: str
    parameter: Parameter | None = None
    given: Example | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def sparql(self) -> str:
        """Return the text without its head, which the page tells in words."""
        lines = [line for line in self.query.text.splitlines() if not line.startswith("#+")]
        return "\n".join(lines).strip()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Say of each column whether it holds numbers."""
        columns = zip(*self.rows or (), strict=True)
        return tuple(any(cell.is_number for cell in column) for column in columns)

    @property
    def is_first(self) -> bool:
        """Whether it is the page to which the list of questions leads."""
        return not self.choices or self.choices[0].file == self.file


Answered = tuple[AnswerPage, Sequence[tuple[str, bytes]]]


def answer_queries(store: Store, links: Links, *, is_alone: bool) -> list[Answered]:
    """Answer each canned query on a plan; one that asks for a parameter, with values of the plan.

    Args:
        store: The graph.
        links: Addresses from the pages of the answers.
        is_alone: Whether the plan is the only one, so that a command need not name it.

    Returns:
        Each page with its files: ending and bytes.
    """
    asking = _Asking(store, links, is_alone=is_alone)
    return [page for query in canned_queries().values() for page in asking.answer(query)]


class _Asking:
    """Asks the queries of one plan."""

    def __init__(self, store: Store, links: Links, *, is_alone: bool) -> None:
        self._store = store
        self._links = links
        self._key = links.plan.key
        self._terms = term_anchors()
        self._named = {} if is_alone else {"document": self._key}

    def answer(self, query: CannedQuery) -> Iterator[Answered]:
        if not query.required:
            yield self._answer(query, file_stem(query.name))
            return
        [name] = query.required
        examples = list_examples(self._links.plan, name)
        if not examples:
            command = _command(query, {**self._named, name: "…"})
            file = file_stem(query.name)
            parameter = query.parameters[name]
            empty = AnswerPage(
                query=query,
                file=file,
                headings=(),
                rows=None,
                count=0,
                command=command,
                parameter=parameter,
            )
            yield empty, ()
            return
        # The first has the query's own name, since it is what the list of questions leads to.
        choices = [
            Choice(each, file_stem(f"{query.name}-{each.value}" if place else query.name))
            for place, each in enumerate(examples[:MOST_CHOICES])
        ]
        for choice in choices:
            yield self._answer(query, choice.file, choice.example, tuple(choices))

    def _answer(
        self,
        query: CannedQuery,
        file: str,
        given: Example | None = None,
        choices: tuple[Choice, ...] = (),
    ) -> Answered:
        parameter = query.parameters[query.required[0]] if given else None
        values = {parameter.name: given.value} if parameter and given else {}
        rows = run(self._store, query.name, {"document": self._key, **values})
        # All rows are of one document, which the page names once.
        names = [name for name in rows.variables if name != "document"]
        page = AnswerPage(
            query=query,
            file=file,
            headings=tuple(Words(heading(query, name), name.replace("_", " ")) for name in names),
            rows=_cells(rows, names, self._links, self._terms),
            count=len(rows.rows),
            command=_command(query, {**self._named, **values}),
            parameter=parameter,
            given=given,
            choices=choices if len(choices) > 1 else (),
        )
        files = [(ending, render_rows(rows, name, query)) for ending, name in DOWNLOADS.items()]
        return page, files


def _command(query: CannedQuery, values: Mapping[str, str]) -> str:
    return " ".join(
        ["kg", "query", query.name, *(f"-p {_quote(f'{n}={v}')}" for n, v in values.items())]
    )


def _quote(words: str) -> str:
    """Quote only what a shell would take for more than words; cmd knows no single quotes."""
    return words if _HARMLESS.fullmatch(words) else shlex.quote(words)


def _cells(
    rows: Rows, names: Sequence[str], links: Links, terms: Mapping[str, str]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(_cell(name, row[name], links, terms) for name in names)
        for row in rows.rows[:MOST_SHOWN]
    )


def _cell(name: str, term: Term | None, links: Links, terms: Mapping[str, str]) -> Cell:
    if term is None:
        return _plain("")
    if term.kind == "uri":
        node = links.plan.nodes.get(term.value)
        if node is not None:
            return _plain(node.local, links.node(term.value))
        known = terms.get(term.value)
        return _plain(
            shorten_iri(term.value), f"{links.home}ontology.html#{known}" if known else ""
        )
    is_number = bool(term.datatype) and not (term.datatype or "").endswith(("#date", "#boolean"))
    said = CODES.get(name, {}).get(term.value)
    return Cell(said, "", is_number=False) if said else _plain(term.value, is_number=is_number)


def _plain(words: str, href: str = "", *, is_number: bool = False) -> Cell:
    return Cell(Words(words, words), href, is_number)
