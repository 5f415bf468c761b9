"""Where each node stands in the force layout: what is linked lies together.

igraph does the work: its Fruchterman-Reingold layout on a grid was the fastest of what PyPI has
(``make bench`` measures it beside the others). Each connected part is laid out by itself, and the
parts are set side by side, the largest first. Lengths are pixels at zoom 1; y grows downwards.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import count
from math import ceil, sqrt
from typing import TYPE_CHECKING

from kg.pages.layout import Places

if TYPE_CHECKING:
    import networkx as nx

SEED = 15
ROOM = 84  # side of the square that a node has for itself
CELL = 28  # no two nodes stand in the same square of this side
FEW = 3000  # up to so many nodes there is time for a finer picture
ROUNDS_FOR_FEW = 500
ROUNDS_FOR_MANY = 150
ASPECT = 1.6  # width of the whole by its height, as a screen has it

Points = list[tuple[float, float]]


def place_by_force(graph: nx.MultiDiGraph[str]) -> Places:
    """Give every node its place; the same for the same graph and version of igraph."""
    import igraph

    names = list(graph)
    rank = {name: place for place, name in enumerate(names)}
    whole = igraph.Graph(len(names), [(rank[a], rank[b]) for a, b in graph.edges()])
    whole.simplify()
    parts = sorted(whole.connected_components(mode="weak"), key=lambda part: (-len(part), part[0]))
    rounds = ROUNDS_FOR_FEW if len(names) <= FEW else ROUNDS_FOR_MANY
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 (a picture, no secret)
    try:
        laid = [_part_crowds(_fit(_lay_out(whole, part, rounds))) for part in parts]
    finally:
        igraph.set_random_number_generator(random)
    places: Places = {}
    for part, points, (left, top) in zip(parts, laid, _pack(map(_side, parts)), strict=True):
        for member, (x, y) in zip(part, points, strict=True):
            places[names[member]] = (round(left + x), round(top + y))
    return places


def _lay_out(whole: object, part: Sequence[int], rounds: int) -> Points:
    import igraph

    if len(part) == 1 or not isinstance(whole, igraph.Graph):
        return [(0.0, 0.0)] * len(part)
    found = whole.subgraph(part).layout_fruchterman_reingold(niter=rounds, grid=True)
    return [(x, y) for x, y in found]


def _side(part: Sequence[int]) -> float:
    return ROOM * sqrt(len(part))


def _fit(points: Points) -> Points:
    """Scale a picture into the square that its nodes have; its shape stays."""
    side = _side(range(len(points)))
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = (side - ROOM) / (max(right - left, bottom - top) or 1)
    middle = ((left + right) / 2, (top + bottom) / 2)
    return [
        (side / 2 + (x - middle[0]) * scale, side / 2 + (y - middle[1]) * scale) for x, y in points
    ]


def _part_crowds(points: Points) -> Points:
    """Move a point to the nearest free cell where another stands in its own already."""
    taken: set[tuple[int, int]] = set()
    apart = []
    for x, y in points:
        cell = (int(x // CELL), int(y // CELL))
        if cell in taken:
            cell = next(other for other in _spiral(*cell) if other not in taken)
            x, y = (cell[0] + 0.5) * CELL, (cell[1] + 0.5) * CELL
        taken.add(cell)
        apart.append((x, y))
    return apart


def _spiral(column: int, row: int) -> Iterable[tuple[int, int]]:
    """Yield the cells round a cell, ring by ring."""
    for reach in count(1):
        for step in range(-reach, reach):
            yield column + step, row - reach
            yield column + reach, row + step
            yield column - step, row + reach
            yield column - reach, row - step


def _pack(sides: Iterable[float]) -> Iterable[tuple[float, float]]:
    """Set squares of falling size on shelves; yield the top left corner of each."""
    listed = list(sides)
    width = max(sqrt(ASPECT * sum(side * side for side in listed)), listed[0] if listed else 0)
    left = top = shelf = 0.0
    for side in listed:
        if left and left + side > ceil(width):
            top += shelf
            left = shelf = 0.0
        shelf = max(shelf, side)
        yield left, top
        left += side
