"""Where each node of a graph page stands in the layout that shows the matter.

Each document reads from left to right: special columns; targets, with the goals in words among
them; the tasks that announce and set them (the spine); the parts they correspond to, the sections
of those parts, the suggestions that cite them, the themes of the suggestions. What belongs to no
task, and the indicators, stand in blocks below. Several documents stand one below the other.
Lengths are pixels at zoom 1; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.pages.cards import Card, measure_card
from kg.pages.view import EdgeKind, GraphView, NodeKind, ViewNode

if TYPE_CHECKING:
    import networkx as nx

ROW_GAP = 2
GROUP_GAP = 7
LANE_GAP = 33
BLOCK_GAP = 52
BLOCK_WIDTH = 1800  # of a block when nothing else is drawn
DOCUMENT_GAP = 120

LANES = (
    NodeKind.SPECIAL_COLUMN,
    NodeKind.TARGET,
    NodeKind.TASK,
    NodeKind.PART,
    NodeKind.SECTION,
    NodeKind.SUGGESTION,
    NodeKind.THEME,
)
# A kind that stands among another, and has no lane of its own.
GUESTS = {NodeKind.GOAL: NodeKind.TARGET}
BLOCKS = (NodeKind.TARGET, NodeKind.INDICATOR, NodeKind.OTHER)

# Who stands beside whom: the members form groups, each leader stands at the middle of its own.
# (leader, member, edge between them)
PAIRS = (
    (NodeKind.TASK, NodeKind.SPECIAL_COLUMN, EdgeKind.ANNOUNCES),
    (NodeKind.PART, NodeKind.SECTION, EdgeKind.IN_PART),
    (NodeKind.THEME, NodeKind.SUGGESTION, EdgeKind.HAS_THEME),
)

# What hangs a target or a goal from its task.
SETTING = (EdgeKind.SETS_TARGET, EdgeKind.SETS_GOAL)

Places = dict[str, tuple[int, int]]


def lane_of(kind: str) -> NodeKind:
    """Return the kind in whose lane or block a node stands."""
    return GUESTS.get(NodeKind(kind), NodeKind(kind))


def build_digraph(view: GraphView) -> nx.MultiDiGraph[str]:
    """Make the networkx graph of a view, with ``ViewNode`` and ``ViewEdge`` as attributes.

    A ``MultiDiGraph`` is a ``DiGraph`` that keeps both of two edges between the same nodes: a
    suggestion may cite one part twice. Nodes come by document, class and place in the source,
    whatever their order in the view.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    documents = {document.key: rank for rank, document in enumerate(view.documents)}
    kinds = {kind.value: rank for rank, kind in enumerate(NodeKind)}
    for node in sorted(
        view.nodes, key=lambda one: (documents[one.document], kinds[one.kind], one.order, one.id)
    ):
        graph.add_node(node.id, node=node)
    for edge in view.edges:
        graph.add_edge(edge.source, edge.target, edge=edge)
    return graph


def place_nodes(graph: nx.MultiDiGraph[str]) -> Places:
    """Give every node the middle of its card; the same for the same graph."""
    by_document: dict[str, list[ViewNode]] = {}
    for name in graph:
        node: ViewNode = graph.nodes[name]["node"]
        by_document.setdefault(node.document, []).append(node)
    places: Places = {}
    top = 0
    for nodes in by_document.values():
        own, height = _place_document(graph, nodes)
        places |= {name: (x, y + top) for name, (x, y) in own.items()}
        top += height + DOCUMENT_GAP
    return places


def _place_document(graph: nx.MultiDiGraph[str], nodes: Sequence[ViewNode]) -> tuple[Places, int]:
    cards = {node.id: measure_card(node) for node in nodes}
    heights = {name: card.height for name, card in cards.items()}
    by_kind: dict[NodeKind, list[ViewNode]] = {kind: [] for kind in NodeKind}
    for node in nodes:
        by_kind[lane_of(node.kind)].append(node)
    by_kind[NodeKind.TARGET].sort(key=_place_in_text)
    set_by: dict[str, str] = {}
    for setting in SETTING:
        set_by |= _leaders(graph, by_kind[NodeKind.TASK], setting)
    beside = [node for node in by_kind[NodeKind.TARGET] if node.id in set_by]

    rows, total = _place_pairs(graph, by_kind, heights)
    # Targets stand between a task and its columns, each as near to its task as the others allow.
    wanted = sorted((rows[set_by[node.id]], place, node.id) for place, node in enumerate(beside))
    by_task: dict[float, list[str]] = {}
    for row, _, name in wanted:
        by_task.setdefault(row, []).append(name)
    fanned = [
        (name, row + _fan(names, name, heights)) for row, names in by_task.items() for name in names
    ]
    total = max(total, _stack_height([heights[name] for name, _ in fanned], ROW_GAP))
    rows |= _settle(fanned, heights, total, ROW_GAP)

    lanes = {kind: by_kind[kind] for kind in LANES} | {NodeKind.TARGET: beside}
    places: Places = {}
    left = 0
    for lane in lanes.values():
        if lane:
            width = cards[lane[0].id].width
            places |= {node.id: (left + width // 2, round(rows[node.id])) for node in lane}
            left += width + LANE_GAP
    room, bottom = (left - LANE_GAP, total) if left else (BLOCK_WIDTH, -BLOCK_GAP)
    for kind in BLOCKS:
        loose = [node for node in by_kind[kind] if node.id not in places]
        if loose:
            block, bottom = _place_block(loose, cards, room, bottom + BLOCK_GAP)
            places |= block
    return places, max(bottom, 0)


def _place_in_text(node: ViewNode) -> int:
    return node.quotes[0].start if node.quotes else 0


def _fan(names: Sequence[str], name: str, heights: Mapping[str, int]) -> float:
    """Return how far from the middle of a stack one of its cards has its own."""
    sizes = [heights[each] for each in names]
    before = names.index(name)
    above = sum(sizes[:before]) + ROW_GAP * before
    return above + sizes[before] / 2 - _stack_height(sizes, ROW_GAP) / 2


def _place_pairs(
    graph: nx.MultiDiGraph[str],
    by_kind: Mapping[NodeKind, list[ViewNode]],
    heights: Mapping[str, int],
) -> tuple[dict[str, float], int]:
    groups = {
        pair: _group_members(graph, by_kind[pair[0]], by_kind[pair[1]], pair[2]) for pair in PAIRS
    }
    total = max(
        max(
            _stack_height([group.height(heights) for group in groups[pair]], GROUP_GAP),
            _stack_height([heights[node.id] for node in by_kind[pair[0]]], GROUP_GAP),
        )
        for pair in PAIRS
    )
    rows: dict[str, float] = {}
    for pair in PAIRS:
        rows |= _place_pair(groups[pair], heights, total)
    return rows, total


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    leader: ViewNode | None
    members: list[ViewNode]

    def height(self, heights: Mapping[str, int]) -> int:
        return _stack_height([heights[node.id] for node in self.members], ROW_GAP)


def _leaders(
    graph: nx.MultiDiGraph[str], leaders: Sequence[ViewNode], kind: EdgeKind
) -> dict[str, str]:
    """Name the first of the leaders that each node hangs from by a kind of edge."""
    led: dict[str, str] = {}
    for leader in leaders:
        touching = [
            *graph.in_edges(leader.id, data=True),
            *graph.out_edges(leader.id, data=True),
        ]
        for source, target, held in touching:
            if held["edge"].kind == kind:
                led.setdefault(target if source == leader.id else source, leader.id)
    return led


def _group_members(
    graph: nx.MultiDiGraph[str],
    leaders: Sequence[ViewNode],
    members: Sequence[ViewNode],
    kind: EdgeKind,
) -> list[_Group]:
    led = _leaders(graph, leaders, kind)
    grouped: dict[str, list[ViewNode]] = {leader.id: [] for leader in leaders}
    loose: list[ViewNode] = []
    for member in members:
        (grouped[led[member.id]] if member.id in led else loose).append(member)
    groups = [_Group(leader=leader, members=grouped[leader.id]) for leader in leaders]
    return groups + ([_Group(leader=None, members=loose)] if loose else [])


def _place_pair(
    groups: Sequence[_Group], heights: Mapping[str, int], total: int
) -> dict[str, float]:
    rows: dict[str, float] = {}
    sizes = [group.height(heights) for group in groups]
    spare = (total - _stack_height(sizes, GROUP_GAP)) / max(len(groups), 1)
    top = spare / 2
    leaders: list[tuple[str, float]] = []
    for group, size in zip(groups, sizes, strict=True):
        if group.leader:
            leaders.append((group.leader.id, top + size / 2))
        row = top
        for member in group.members:
            rows[member.id] = row + heights[member.id] / 2
            row += heights[member.id] + ROW_GAP
        top += size + GROUP_GAP + spare
    return rows | _settle(leaders, heights, total, GROUP_GAP)


def _settle(
    wanted: Iterable[tuple[str, float]], heights: Mapping[str, int], total: int, gap: int
) -> dict[str, float]:
    """Keep each near the row that it wants, in order and apart, between 0 and ``total``."""
    listed = list(wanted)
    rows: dict[str, float] = {}
    free_from = 0.0
    for name, row in listed:
        rows[name] = max(row, free_from + heights[name] / 2)
        free_from = rows[name] + heights[name] / 2 + gap
    free_to = float(total)
    for name, _ in reversed(listed):
        rows[name] = min(rows[name], free_to - heights[name] / 2)
        free_to = rows[name] - heights[name] / 2 - gap
    return rows


def _place_block(
    nodes: Sequence[ViewNode], cards: Mapping[str, Card], room: int, top: int
) -> tuple[Places, int]:
    """Set nodes in columns of equal length, read downwards, over the width of the picture.

    Returns:
        The places, and where the block ends.
    """
    width = cards[nodes[0].id].width
    columns = max((room + GROUP_GAP) // (width + GROUP_GAP), 1)
    length = -(-len(nodes) // columns)
    places: Places = {}
    row = bottom = top
    for place, node in enumerate(nodes):
        if place % length == 0:
            row = top
        height = cards[node.id].height
        left = (place // length) * (width + GROUP_GAP)
        places[node.id] = (left + width // 2, round(row + height / 2))
        row += height + ROW_GAP
        bottom = max(bottom, row - ROW_GAP)
    return places, bottom


def _stack_height(heights: Sequence[int], gap: int) -> int:
    return sum(heights) + gap * max(len(heights) - 1, 0)
