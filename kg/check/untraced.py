"""Statements without a trace and connections without a reason: there are none."""

from __future__ import annotations

from collections import Counter

from kg.check.problems import Problem
from kg.errors import Words
from kg.query import run
from kg.store import Store


def check_traces(store: Store) -> tuple[dict[str, int], list[Problem]]:
    """Find statements of a source graph without evidence, and derived ones without their link."""
    counts: Counter[str] = Counter({"statements": 0, "untraced": 0})
    problems = []
    for row in run(store, "check/statements").rows:
        subject, statements, traced = row["subject"], row["statements"], row["traced"]
        number = int(statements.value) if statements else 0
        counts["statements"] += number
        if subject is not None and (traced is None or traced.value != "true"):
            counts["untraced"] += number
            problems.append(
                Problem(
                    "trace",
                    subject.value,
                    Words(f"{number}条语句没有出处", f"{number} statements have no evidence"),
                )
            )
    for row in run(store, "check/dangling").rows:
        node = row["node"]
        if node is not None:
            words = Words("出处没有位置", "its evidence is not described")
            problems.append(Problem("trace", node.value, words))
    for row in run(store, "check/links").rows:
        node, kind = row["node"], row["kind"]
        if node is not None and kind is not None:
            name = kind.value.rpartition("#")[2]
            words = Words(f"{name}没有说明理由的关联", f"no link says why it has {name}")
            problems.append(Problem("trace", node.value, words))
    return dict(counts), problems
