"""Where each node of a graph page stands: computed here, so that the page opens at once.

The picture reads from left to right: special columns, the tasks that announce them (the spine),
the parts they correspond to, the sections of those parts, the suggestions that cite them, the
themes of the suggestions. Indicators stand in a block of their own below. Lengths are pixels at
zoom 1; y grows downwards.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import inf
from typing import TYPE_CHECKING

from kg.pages.view import EdgeKind, GraphView, NodeKind, ViewNode

if TYPE_CHECKING:
    import networkx as nx

FONT_SIZE = 14
LINE_HEIGHT = 16
GLYPH_SPACE = 22  # the class's sign, left of the words
PADDING_X = 7
PADDING_Y = 1
MAX_LINES = 3
ROW_GAP = 3
GROUP_GAP = 8
COLUMN_GAP = 60
BLOCK_GAP = 52
BLOCK_WIDTH = 1800  # of the indicators when nothing else is drawn

# Left to right, each with the greatest width of a line in ems.
COLUMNS = {
    NodeKind.SPECIAL_COLUMN: 19,
    NodeKind.TASK: 10,
    NodeKind.PART: 12,
    NodeKind.SECTION: 15,
    NodeKind.SUGGESTION: 25,
    NodeKind.THEME: 9,
}
INDICATOR_EMS = 21

# Who stands beside whom: the members form groups, each leader stands at the middle of its own.
# (leader, member, edge between them)
PAIRS = (
    (NodeKind.TASK, NodeKind.SPECIAL_COLUMN, EdgeKind.ANNOUNCES),
    (NodeKind.PART, NodeKind.SECTION, EdgeKind.IN_PART),
    (NodeKind.THEME, NodeKind.SUGGESTION, EdgeKind.HAS_THEME),
)

# UAX 14, the part that these texts need: no line begins with one or ends with the other.
NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·,.;:?!)%％")
NOT_LAST = frozenset("（《〈「『【〔“‘(")
SPACE = 0.35  # width of a blank, in ems
MARK_WORTH = 8  # ems by which a line may grow so as to end at a mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A label, wrapped, and the box that it needs.

    Attributes:
        lines: The words as they stand on the card; ``…`` ends what was cut.
        width: The same for every card of a kind.
        height: Grows with the lines.
    """

    lines: tuple[str, ...]
    width: int
    height: int


def measure_card(node: ViewNode) -> Card:
    """Wrap a node's label and measure its box, on the safe side of any Chinese font."""
    ems = COLUMNS.get(NodeKind(node.kind), INDICATOR_EMS)
    lines = wrap_label(node.label or node.key, ems)
    return Card(
        lines=lines,
        width=ems * FONT_SIZE + GLYPH_SPACE + 2 * PADDING_X,
        height=len(lines) * LINE_HEIGHT + 2 * PADDING_Y,
    )


def wrap_label(label: str, ems: int) -> tuple[str, ...]:
    """Break a label into at most ``MAX_LINES`` lines of about the same length.

    A line breaks at a mark of punctuation where one is near, else between any two characters,
    but not inside Latin words and figures that a line can hold. White space of any kind counts
    as one space.

    Args:
        label: Words, of any length.
        ems: Greatest width of a line; a Chinese character is one em wide.

    >>> wrap_label("打造国际性综合交通枢纽城市重点工程", 10)
    ('打造国际性综合交通', '枢纽城市重点工程')
    >>> wrap_label("建设“296X”集群", 6)
    ('建设', '“296X”', '集群')
    """
    text = " ".join(label.split())
    most = 4 * MAX_LINES * ems  # more characters than any card holds: keeps a hostile label cheap
    pieces = _unbreakable_pieces(text[:most], ems)
    lines = _fill_lines(pieces, ems)
    if len(lines) == 1 and len(text) <= most:
        return tuple(lines)
    if len(lines) > MAX_LINES or len(text) > most:
        kept = lines[: MAX_LINES - 1]
        last = lines[len(kept)] if len(lines) > len(kept) else ""
        while _width(last + "…") > ems:
            last = last[:-1]
        return (*kept, last + "…")
    return tuple(_break_evenly(pieces, len(lines), ems))


def _break_evenly(pieces: list[str], count: int, ems: int) -> list[str]:
    """Break into ``count`` lines of like length, at a mark of punctuation where one is near."""
    reach = [0.0, *accumulate(map(_width, pieces))]

    def measure_line(start: int, end: int) -> float:
        blanks = (pieces[start] == " ") + (pieces[end - 1] == " ")  # dropped at either end
        return reach[end] - reach[start] - blanks * SPACE

    def cost(breaks: tuple[int, ...]) -> float:
        widest = max(measure_line(*ends) for ends in pairwise((0, *breaks, len(pieces))))
        marks = sum(pieces[at - 1][-1] in NOT_FIRST or pieces[at][0] in NOT_LAST for at in breaks)
        return inf if widest > ems + 1e-6 else widest - MARK_WORTH * marks

    # Of two as good, the one with the longer first line: hence the last first.
    choices = reversed(list(combinations(range(1, len(pieces)), count - 1)))
    best = min(choices, key=cost)
    return ["".join(pieces[a:b]).strip() for a, b in pairwise((0, *best, len(pieces)))]


def _unbreakable_pieces(text: str, ems: int) -> list[str]:
    pieces: list[str] = []
    for character in text:
        joins = bool(pieces) and (
            character in NOT_FIRST
            or pieces[-1][-1] in NOT_LAST
            or (_is_narrow(character) and _is_narrow(pieces[-1][-1]))
        )
        if joins and _width(pieces[-1] + character) <= ems:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _fill_lines(pieces: Iterable[str], ems: int) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and _width((lines[-1] + piece).rstrip()) > ems:
            lines.append("")
        lines[-1] = (lines[-1] + piece).lstrip()
    return [line.rstrip() for line in lines]


def _is_narrow(character: str) -> bool:
    return character != " " and unicodedata.east_asian_width(character) not in "WFA"


def _width(text: str) -> float:
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if not _is_narrow(character):
        return SPACE if character == " " else 1.0
    return 0.85 if character.isupper() or character in "mw%@&" else 0.62


def build_digraph(view: GraphView) -> nx.MultiDiGraph[str]:
    """Make the networkx graph of a view, with ``ViewNode`` and ``ViewEdge`` as attributes.

    A ``MultiDiGraph`` is a ``DiGraph`` that keeps both of two edges between the same nodes: a
    suggestion may cite one part twice.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kinds = tuple(NodeKind)
    for node in sorted(
        view.nodes, key=lambda one: (kinds.index(NodeKind(one.kind)), one.order, one.id)
    ):
        graph.add_node(node.id, node=node)
    for edge in view.edges:
        graph.add_edge(edge.source, edge.target, edge=edge)
    return graph


def place_nodes(view: GraphView) -> dict[str, tuple[float, float]]:
    """Give every node the middle of its card; whole numbers, the same for the same view."""
    graph = build_digraph(view)
    by_kind: dict[str, list[ViewNode]] = {kind: [] for kind in NodeKind}
    for name in graph:
        node: ViewNode = graph.nodes[name]["node"]
        by_kind[node.kind].append(node)
    cards = {node.id: measure_card(node) for node in view.nodes}
    heights = {name: card.height for name, card in cards.items()}

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

    places: dict[str, tuple[float, float]] = {}
    left = 0
    for kind in COLUMNS:
        if by_kind[kind]:
            width = cards[by_kind[kind][0].id].width
            for node in by_kind[kind]:
                places[node.id] = (left + width // 2, round(rows[node.id]))
            left += width + COLUMN_GAP
    room, top = (left - COLUMN_GAP, total + BLOCK_GAP) if left else (BLOCK_WIDTH, 0)
    return places | _place_block(by_kind[NodeKind.INDICATOR], cards, room, top)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    leader: ViewNode | None
    members: list[ViewNode]

    def height(self, heights: dict[str, int]) -> int:
        return _stack_height([heights[node.id] for node in self.members], ROW_GAP)


def _group_members(
    graph: nx.MultiDiGraph[str], leaders: list[ViewNode], members: list[ViewNode], kind: EdgeKind
) -> list[_Group]:
    rank = {leader.id: place for place, leader in enumerate(leaders)}
    grouped: list[list[ViewNode]] = [[] for _ in leaders]
    loose: list[ViewNode] = []
    for member in members:
        touching = [
            *graph.in_edges(member.id, data=True),
            *graph.out_edges(member.id, data=True),
        ]
        linked = [
            rank[end]
            for source, target, held in touching
            for end in (source, target)
            if held["edge"].kind == kind and end in rank
        ]
        (grouped[min(linked)] if linked else loose).append(member)
    groups = [
        _Group(leader=leader, members=own) for leader, own in zip(leaders, grouped, strict=True)
    ]
    return groups + ([_Group(leader=None, members=loose)] if loose else [])


def _place_pair(groups: list[_Group], heights: dict[str, int], total: int) -> dict[str, float]:
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
    return rows | _settle(leaders, heights, total)


def _settle(
    wanted: list[tuple[str, float]], heights: dict[str, int], total: int
) -> dict[str, float]:
    """Keep each near the row that it wants, in order and apart, between 0 and ``total``."""
    rows: dict[str, float] = {}
    free_from = 0.0
    for name, row in wanted:
        rows[name] = max(row, free_from + heights[name] / 2)
        free_from = rows[name] + heights[name] / 2 + GROUP_GAP
    free_to = float(total)
    for name, _ in reversed(wanted):
        rows[name] = min(rows[name], free_to - heights[name] / 2)
        free_to = rows[name] - heights[name] / 2 - GROUP_GAP
    return rows


def _place_block(
    nodes: list[ViewNode], cards: dict[str, Card], room: int, top: int
) -> dict[str, tuple[float, float]]:
    """Set nodes in columns of equal length, read downwards, over the width of the picture."""
    if not nodes:
        return {}
    width = cards[nodes[0].id].width
    columns = max((room + GROUP_GAP) // (width + GROUP_GAP), 1)
    length = -(-len(nodes) // columns)
    places: dict[str, tuple[float, float]] = {}
    row = top
    for place, node in enumerate(nodes):
        if place % length == 0:
            row = top
        height = cards[node.id].height
        left = (place // length) * (width + GROUP_GAP)
        places[node.id] = (left + width // 2, round(row + height / 2))
        row += height + ROW_GAP
    return places


def _stack_height(heights: Sequence[int], gap: int) -> int:
    return sum(heights) + gap * max(len(heights) - 1, 0)
