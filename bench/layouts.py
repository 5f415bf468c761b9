"""How long libraries of PyPI take to lay a large graph out, and how well they use the room."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from math import hypot, sqrt
from typing import TYPE_CHECKING

from bench.crowd import make_crowd
from kg.pages.force import place_by_force
from kg.pages.layout import build_digraph

if TYPE_CHECKING:
    import networkx as nx

Points = Sequence[tuple[float, float]]
Ends = list[tuple[int, int]]

SIZES = (5_000, 50_000)
# What takes minutes for 5,000 nodes is not asked for more.
MOST = {"networkx spring": 1_500, "rustworkx spring": 5_000, "scikit-network spring": 5_000}


def ours(graph: nx.MultiDiGraph[str], _: Ends) -> Points:
    """Lay out as the page does: igraph, part by part."""
    return list(place_by_force(graph).values())


def igraph_whole(graph: nx.MultiDiGraph[str], ends: Ends) -> Points:
    """Lay out all parts at once with igraph."""
    import igraph

    found = igraph.Graph(len(graph), ends).layout_fruchterman_reingold(niter=150, grid=True)
    return [(x, y) for x, y in found]


def networkit_pivots(graph: nx.MultiDiGraph[str], ends: Ends) -> Points:
    """Lay out with networkit's PivotMDS; its MaxentStress refuses a graph in several parts."""
    import networkit as nk

    whole = nk.Graph(len(graph))
    for one, other in ends:
        whole.addEdge(one, other)
    layout = nk.viz.PivotMDS(whole, 2, 30)
    layout.run()
    return [(x, y) for x, y in layout.getCoordinates()]


def rustworkx_spring(graph: nx.MultiDiGraph[str], ends: Ends) -> Points:
    """Lay out with rustworkx, which compares each node with each."""
    import rustworkx as rx

    whole = rx.PyGraph()
    whole.add_nodes_from(range(len(graph)))
    whole.add_edges_from_no_data(ends)
    found = rx.spring_layout(whole, seed=1)
    return [tuple(found[node]) for node in range(len(graph))]


def scikit_spring(graph: nx.MultiDiGraph[str], ends: Ends) -> Points:
    """Lay out with scikit-network."""
    import numpy as np
    from scipy import sparse
    from sknetwork.embedding import Spring

    pairs = np.array(ends)
    shape = (len(graph), len(graph))
    matrix = sparse.coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=shape)
    return [(x, y) for x, y in Spring(2).fit_transform(((matrix + matrix.T) > 0).astype(float))]


def networkx_spring(graph: nx.MultiDiGraph[str], _: Ends) -> Points:
    """Lay out with networkx."""
    import networkx as nx

    return [(x, y) for x, y in nx.spring_layout(graph, seed=1).values()]


LAYOUTS: dict[str, tuple[str, Callable[[nx.MultiDiGraph[str], Ends], Points]]] = {
    "ours (igraph by parts)": ("igraph", ours),
    "igraph whole": ("igraph", igraph_whole),
    "networkit PivotMDS": ("networkit", networkit_pivots),
    "rustworkx spring": ("rustworkx", rustworkx_spring),
    "scikit-network spring": ("sknetwork", scikit_spring),
    "networkx spring": ("scipy", networkx_spring),
}


def table() -> str:
    """Measure each layout once and write Markdown."""
    lines = [
        "| layout | nodes | time | mean link / width | cells used |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, (library, lay_out) in LAYOUTS.items():
        for size in sorted({min(size, MOST.get(name, size)) for size in SIZES}):
            if find_spec(library) is None:
                lines.append(f"| {name} | {size:,} | not installed | | |")
                continue
            graph = build_digraph(make_crowd(size))
            rank = {node: place for place, node in enumerate(graph)}
            ends = [(rank[one], rank[other]) for one, other in graph.edges()]
            begun = time.perf_counter()
            points = lay_out(graph, ends)
            seconds = time.perf_counter() - begun
            short, used = _judge(points, ends)
            lines.append(f"| {name} | {size:,} | {seconds:.1f} s | {short:.3f} | {used:.2f} |")
    return "\n".join(lines) + "\n"


def _judge(points: Points, ends: Ends) -> tuple[float, float]:
    """Say how short the links are, and which share of a grid of as many cells as nodes is used."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    wide, high = (right - left) or 1, (bottom - top) or 1
    lengths = [hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]) for a, b in ends]
    side = sqrt(len(points))
    cells = {(int((x - left) / wide * side), int((y - top) / high * side)) for x, y in points}
    return sum(lengths) / len(lengths) / max(wide, high), len(cells) / len(points)
