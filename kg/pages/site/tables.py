"""Rows of the pages that lay things out side by side: tasks, indicators, the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.namespaces import PREFIXES
from kg.pages.site.charts import Way, draw_way
from kg.pages.site.plan import Node, Plan
from kg.query import run
from kg.store import Row, Store, value_of

_PLAN = PREFIXES["plan"]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A key task with what hangs from it."""

    node: Node
    columns: tuple[Node, ...]
    targets: tuple[Node, ...]
    parts: tuple[Node, ...]
    suggestions: tuple[Node, ...]


def list_tasks(plan: Plan) -> list[TaskRow]:
    """List the key tasks in their order."""
    rows = []
    for task in plan.of_class("KeyTask"):
        out = {name: _targets(plan, task, name) for name in _TASK_LINKS}
        adopted = [
            plan.nodes[relation.source]
            for relation in plan.incoming[task.iri]
            if relation.property == _PLAN + "adoptedIn"
        ]
        rows.append(
            TaskRow(
                task,
                out["announcesColumn"],
                (*out["setsTarget"], *out["setsMilestone"]),
                out["correspondsToPart"],
                tuple(sorted(adopted, key=lambda node: node.start)),
            )
        )
    return rows


_TASK_LINKS = ("announcesColumn", "setsTarget", "setsMilestone", "correspondsToPart")


def _targets(plan: Plan, node: Node, name: str) -> tuple[Node, ...]:
    found = (
        plan.nodes[relation.target]
        for relation in plan.outgoing[node.iri]
        if relation.property == _PLAN + name
    )
    return tuple(sorted(found, key=lambda other: (other.start, other.iri)))


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the indicator table.

    Attributes:
        cells: The columns of the canned query `indicators`, as printed.
        growth: Growth per year from baseline to goal, in per cent; empty where there is none.
        way: Baseline and goal as a picture; ``None`` where they are no numbers of one unit.
    """

    iri: str
    cells: Mapping[str, str]
    growth: str
    way: Way | None


def list_indicators(store: Store, plan: Plan) -> list[IndicatorRow]:
    """List the rows of the indicator table in their order."""
    of_plan = {"document": plan.key}
    growth = {
        value_of(row, "iri"): value_of(row, "growth")
        for row in run(store, "required-growth", of_plan).rows
    }
    bases = _by_row(plan, run(store, "baselines", of_plan).rows, "aboutIndicator")
    goals = _by_row(
        plan,
        [
            row
            for row in run(store, "targets", of_plan).rows
            if value_of(row, "scope") == "indicator-table" and value_of(row, "basis") == "level"
        ],
        "forIndicator",
    )
    rows = []
    for row in run(store, "indicators", of_plan).rows:
        iri = value_of(row, "iri")
        base, goal = bases.get(iri), goals.get(iri)
        is_one_unit = base is None or goal is None or base[1] == goal[1]
        way = draw_way(base and base[0], goal and goal[0]) if is_one_unit else None
        rows.append(IndicatorRow(iri, {n: value_of(row, n) for n in row}, growth.get(iri, ""), way))
    return rows


def _by_row(plan: Plan, rows: Iterable[Row], name: str) -> dict[str, tuple[Decimal, str]]:
    """Return value and unit of the first figure of each indicator of the table."""
    found: dict[str, tuple[Decimal, str]] = {}
    for row in rows:
        for relation in plan.outgoing.get(value_of(row, "iri"), ()):
            is_cell = any(
                other.property == _PLAN + "readFromCell" for other in plan.outgoing[relation.source]
            )
            if relation.property == _PLAN + name and is_cell:
                figure = (Decimal(value_of(row, "value")), value_of(row, "unit"))
                found.setdefault(relation.target, figure)
    return found


@dataclass(frozen=True, slots=True)
class Matrix:
    """Suggestions by parts of the outline: how many citations lead from the one to the other.

    Attributes:
        parts: Number and node of each part, in order; no node where the text has only the number.
        rows: Each suggestion with its counts, one for each part.
        most: The greatest count.
    """

    parts: tuple[tuple[int, Node | None], ...]
    rows: tuple[tuple[Node, tuple[int, ...]], ...]
    most: int

    def shade(self, count: int) -> int:
        """Return how dark a cell is, from 0 to 4."""
        return 0 if not count else 1 + (count - 1) * 3 // max(self.most - 1, 1)


def make_matrix(store: Store, plan: Plan) -> Matrix:
    """Count the citations of each suggestion by part."""
    counts: dict[tuple[str, int], int] = {}
    for row in run(store, "suggestion-parts", {"document": plan.key}).rows:
        place = (value_of(row, "suggestion"), int(value_of(row, "part")))
        counts[place] = int(value_of(row, "citations"))
    titled = {int(node.number): node for node in plan.of_class("AnnouncedPart") if node.number}
    numbers = sorted({*titled, *(part for _, part in counts)})
    suggestions = plan.of_class("Suggestion")
    return Matrix(
        tuple((number, titled.get(number)) for number in numbers),
        tuple(
            (node, tuple(counts.get((node.number, number), 0) for number in numbers))
            for node in suggestions
        ),
        max(counts.values(), default=0),
    )


def group_suggestions(plan: Plan) -> Sequence[tuple[Node | None, Sequence[Node]]]:
    """List the suggestions under their themes; those of no theme come last."""
    groups: dict[str, list[Node]] = {node.iri: [] for node in plan.of_class("Theme")}
    for node in plan.of_class("Suggestion"):
        theme = next(
            (r.target for r in plan.outgoing[node.iri] if r.property == _PLAN + "hasTheme"), ""
        )
        groups.setdefault(theme, []).append(node)
    return [(plan.nodes.get(theme), nodes) for theme, nodes in groups.items()]
