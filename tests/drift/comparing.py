"""Compare what two commits answer: gained, lost and changed rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.drift.documents import BUNDLED, Document
from tests.drift.pairing import ORDER, Row, pair

# What a worker says of the documents, by name.
Answers = Mapping[str, Mapping[str, Any]]

BUILD = "build"
_FIRST = (BUILD, "validate", "targets", "numbers", "review", "milestones", "indicators")


class Kind(StrEnum):
    """What became of a row."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A row that the two commits do not share.

    Attributes:
        row: As the second commit has it; of a lost row, as the first had it.
        fields: Of a changed row: variable, old and new value, empty where it is unbound.
    """

    query: str
    document: str
    kind: Kind
    row: Row
    fields: tuple[tuple[str, str, str], ...] = ()

    def says(self) -> tuple[Any, ...]:
        """Return what is said, without the document and the place."""
        row = tuple(sorted((k, v) for k, v in self.row.items() if k not in ORDER))
        return self.query, self.kind, row, self.fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """All differences between two commits.

    Attributes:
        documents: Names of the documents, in their order.
        rows: How many rows the second commit gives for the questions that both know.
        new_variables: ``query.variable`` that only the second has, with the rows that bind it.
        gone_variables: Those that only the first has, likewise.
        new_queries: Queries that only the second has, with their rows.
        gone_queries: Those that only the first has, likewise.
        renamed: By document, how many nodes have another IRI.
        counting: Queries that only count what others list, so that their differences follow.
        shared: How many differences of changed copies of the bundled report are its own too; they
            are not among the differences.
    """

    documents: tuple[str, ...]
    differences: tuple[Difference, ...]
    rows: int
    new_variables: Mapping[str, int]
    gone_variables: Mapping[str, int]
    new_queries: Mapping[str, int]
    gone_queries: Mapping[str, int]
    renamed: Mapping[str, int]
    counting: frozenset[str]
    shared: int


def compare(base: Answers, head: Answers, documents: Sequence[Document]) -> Drift:
    """Compare two commits' answers over some documents."""
    differences: list[Difference] = []
    renamed: dict[str, int] = {}
    for document in documents:
        old, new = base[document.name], head[document.name]
        differences += _build(document.name, old, new)
        if "queries" in old and "queries" in new:
            names = _renamed(old["queries"], new["queries"])
            if names:
                renamed[document.name] = len(names)
            differences += _rows(document.name, old["queries"], new["queries"], names)
    copies = {document.name for document in documents if document.is_changed_copy}
    own = {item.says() for item in differences if item.document == BUNDLED}
    kept = [item for item in differences if item.document not in copies or item.says() not in own]
    places = {document.name: number for number, document in enumerate(documents)}
    counting = _counting(head)
    kept.sort(
        key=lambda item: (item.query in counting, query_order(item.query), places[item.document])
    )
    queries = _tally(base), _tally(head)
    return Drift(
        documents=tuple(places),
        differences=tuple(kept),
        rows=sum(count for name, count in queries[1].items() if name in queries[0]),
        new_variables=_only(head, base),
        gone_variables=_only(base, head),
        new_queries={name: n for name, n in queries[1].items() if name not in queries[0]},
        gone_queries={name: n for name, n in queries[0].items() if name not in queries[1]},
        renamed=renamed,
        counting=counting,
        shared=len(differences) - len(kept),
    )


def query_order(name: str) -> tuple[int, str]:
    """Return where a query stands: what all else follows from comes first."""
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), name


def _build(document: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield the difference between being read and being refused, or between two refusals."""
    before, after = _became(old), _became(new)
    if before != after:
        yield Difference(
            query=BUILD,
            document=document,
            kind=Kind.CHANGED,
            row={},
            fields=(("result", before or _sizes(old), after or _sizes(new)),),
        )


def _became(answer: Mapping[str, Any]) -> str:
    return next((f"{key}: {answer[key]}" for key in ("refused", "defect") if key in answer), "")


def _sizes(answer: Mapping[str, Any]) -> str:
    counts = [
        f"{len(answer['queries'][name]['rows'])} {name}"
        for name in ("targets", "numbers", "validate")
        if name in answer["queries"]
    ]
    return "built: " + ", ".join(counts)


def _rows(
    document: str, old: Mapping[str, Any], new: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[Difference]:
    for query in sorted(old.keys() & new.keys(), key=query_order):
        before, after = old[query], new[query]
        variables = _common(before, after)
        rows = [{name: _now(value, names) for name, value in row.items()} for row in before["rows"]]
        found = pair(rows, after["rows"], variables, after["computed"])
        entries = [
            *((Kind.LOST, row, ()) for row in found.lost),
            *((Kind.GAINED, row, ()) for row in found.gained),
            *((Kind.CHANGED, new, _fields(old, new, variables)) for old, new in found.changed),
        ]
        entries.sort(key=lambda entry: (_start(entry[1]), sorted(entry[1].items()), entry[0]))
        for kind, row, fields in entries:
            shown = {name: row[name] for name in (*variables, "quoted") if name in row}
            yield Difference(query=query, document=document, kind=kind, row=shown, fields=fields)


def _fields(old: Row, new: Row, variables: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name, old.get(name, ""), new.get(name, ""))
        for name in variables
        if name not in ORDER and old.get(name) != new.get(name)
    )


def _renamed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Find the nodes that stand for the same thing under another IRI.

    An IRI may hold the name of what it stands for; other rows that speak of the node are no other
    for that.
    """
    names: dict[str, str] = {}
    queries = [
        name
        for name in sorted(old.keys() & new.keys(), key=query_order)
        if "iri" in old[name]["variables"] and "start" in old[name]["variables"]
    ]
    before = {row["iri"] for name in queries for row in old[name]["rows"] if "iri" in row}
    after = {row["iri"] for name in queries for row in new[name]["rows"] if "iri" in row}
    for query in queries:
        variables = [name for name in _common(old[query], new[query]) if name != "iri"]
        rows = [row for row in old[query]["rows"] if row.get("iri") not in after]
        others = [row for row in new[query]["rows"] if row.get("iri") not in before]
        # The IRI itself is kept in what is paired, so that a pair of equal rows is seen too.
        marked = pair(rows, others, [*variables, "iri"])
        for one, other in marked.changed:
            if "iri" in one and "iri" in other:
                names.setdefault(one["iri"], other["iri"])
    return names


def _now(value: str, names: Mapping[str, str]) -> str:
    """Return a value with a renamed node's new IRI, also where it stands in a longer one."""
    if value in names or "/" not in value:
        return names.get(value, value)
    start = value.rpartition("/")[0]
    return f"{names[start]}{value[len(start) :]}" if start in names else value


def _start(row: Row) -> int:
    return int(row.get("start", -1))


def _common(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [name for name in new["variables"] if name in old["variables"]]


def _tally(answers: Answers) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for answer in answers.values():
        for name, found in answer.get("queries", {}).items():
            counts[name] += len(found["rows"])
    return dict(sorted(counts.items()))


def _counting(answers: Answers) -> frozenset[str]:
    """Find the queries whose rows are counts: they have neither a node nor a place."""
    return frozenset(
        name
        for answer in answers.values()
        for name, found in answer.get("queries", {}).items()
        if found["computed"] and not {"iri", "start"} & set(found["variables"])
    )


def _only(answers: Answers, others: Answers) -> dict[str, int]:
    """Count the rows that bind the variables that only the first answers have."""
    known = {name: found for a in others.values() for name, found in a.get("queries", {}).items()}
    counts: Counter[str] = Counter()
    for answer in answers.values():
        for name, found in answer.get("queries", {}).items():
            if name in known:
                for variable in set(found["variables"]) - set(known[name]["variables"]):
                    bound = sum(variable in row for row in found["rows"])
                    counts[f"{name}.{variable}"] += bound
    return dict(sorted(counts.items()))
