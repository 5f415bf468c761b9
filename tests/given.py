"""Values for the parameters that must be given, each with rows in one of the tests' documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.query import CannedQuery

GIVEN: Mapping[str, tuple[str, ...]] = {
    "task": ("1", "3"),
    "suggestion": ("4",),
    "number": ("9", "17"),
    "text": ("专栏", "GDP"),
    "node": tuple(
        f"https://w3id.org/planning-kg/id/{node}"
        for node in ("qinghe/task/1", "hangzhou-15fyp-report/suggestion/4", "yunxi/column/2")
    ),
}


def given(query: CannedQuery) -> Iterator[dict[str, str]]:
    """Yield sets of values with which a query can be asked: one empty set where none is needed."""
    sets: list[dict[str, str]] = [{}]
    for name in query.required:
        sets = [known | {name: value} for known in sets for value in GIVEN[name]]
    yield from sets
