"""Plan documents as a knowledge graph in which every fact leads back to its words.

>>> import kg
>>> graph = kg.open()
>>> graph.query("tasks")[0].n
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.query.plan_graph import PlanGraph

__version__ = "0.1.0"


def open(name: str | Path | None = None) -> PlanGraph:  # noqa: A001 - kg.open(graph)
    """Open a graph to ask it: see `kg.query.plan_graph.open_graph`."""
    from kg.query.plan_graph import open_graph

    return open_graph(name)
