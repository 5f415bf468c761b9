"""What a graph page carries: one format, whatever draws it.

Rows are packed into columns, which is half as long, and the browser unpacks them. What a reader
sees only after opening a node (facts, quotes) stands in a block of its own, so that a large graph
is drawn before it is read.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.pages.layout import lane_of
from kg.pages.looks import LOOKS, RELATIONS
from kg.pages.view import EdgeKind, NodeKind, ViewNode, ViewRule

if TYPE_CHECKING:
    import networkx as nx
    from markupsafe import Markup

LONGEST_PLAIN = 1_000_000  # characters of details; what is longer is deflated

_KINDS = {kind.value: rank for rank, kind in enumerate(LOOKS)}
_RELATIONS = {kind.value: rank for rank, kind in enumerate(RELATIONS)}
# A node has the theme of what it hangs from: (edge, whether from source to target).
_INHERITED = (
    (EdgeKind.ANNOUNCES, True),
    (EdgeKind.SETS_TARGET, True),
    (EdgeKind.SETS_GOAL, True),
    (EdgeKind.CORRESPONDS, True),
    (EdgeKind.IN_PART, False),
    (EdgeKind.ADOPTS_TARGET, True),
    (EdgeKind.ADOPTS_GOAL, True),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of data in the page.

    Attributes:
        text: What stands in the element, as JSON or, deflated, in base 64.
        is_deflated: Whether it is deflated (RFC 1951).
    """

    text: str
    is_deflated: bool


def list_kinds() -> list[dict[str, Any]]:
    """List the classes of nodes, in the order by which nodes name them."""
    return [
        {"key": kind, **asdict(look), "lane": _KINDS[lane_of(kind)]} for kind, look in LOOKS.items()
    ]


def list_relations() -> list[dict[str, Any]]:
    """List the kinds of links, in the order by which edges name them."""
    return [
        {
            "key": kind,
            "name": relation.name,
            "about": _KINDS[relation.about],
            "chain": relation.chain,
        }
        for kind, relation in RELATIONS.items()
    ]


def rank_kind(kind: str) -> int:
    """Return the number by which a node names its class."""
    return _KINDS[kind]


def rank_relation(kind: str) -> int:
    """Return the number by which an edge names its kind."""
    return _RELATIONS[kind]


def assign_themes(graph: nx.MultiDiGraph[str]) -> dict[str, set[str]]:
    """Say to which themes each node belongs: by a link of its own, or by what it hangs from."""
    themes: dict[str, set[str]] = {name: set() for name in graph}
    for name in graph:
        if graph.nodes[name]["node"].kind == NodeKind.THEME:
            themes[name].add(name)
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for source, target, held in graph.edges(data=True):
        by_kind.setdefault(held["edge"].kind, []).append((source, target))
    for kind in (EdgeKind.HAS_THEME, EdgeKind.RESPONSIBLE):
        for source, target in by_kind.get(kind, []):
            themes[source].add(target)
    for kind, is_downward in _INHERITED:
        for source, target in by_kind.get(kind, []):
            giver, taker = (source, target) if is_downward else (target, source)
            themes[taker] |= themes[giver]
    return themes


def pack_rows(rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> dict[str, Any]:
    """Turn rows into columns; a column that says the same everywhere says it once.

    >>> pack_rows([{"x": 1, "y": 2}, {"x": 3, "y": 2}], "xy")
    {'x': [1, 3], 'y': 2}
    """
    packed: dict[str, Any] = {}
    for name in names:
        column = [row[name] for row in rows]
        is_one = bool(column) and not isinstance(column[0], list | tuple)
        is_same = is_one and all(value == column[0] for value in column)
        packed[name] = column[0] if is_same else column
    return packed


def pack_details(nodes: Iterable[ViewNode], pages: Mapping[str, str]) -> Block:
    """Write what a panel says beside the label of each node: IRI, facts, quotes and the rest.

    Args:
        nodes: In the order in which the page numbers them.
        pages: The address of a page about a node, by its IRI, where there is one.
    """
    headings: dict[tuple[Any, ...], int] = {}
    rules: dict[ViewRule, int] = {}
    rows = []
    for node in nodes:
        facts = []
        for fact in node.facts:
            heading = (*fact.name, fact.is_coded)
            facts.append([headings.setdefault(heading, len(headings)), fact.value])
        quotes = [[q.start, q.end, q.text, q.before, q.after] for q in node.quotes]
        remarks = [[r.id, r.severity, *r.message, r.is_open] for r in node.remarks]
        read_by = [rules.setdefault(rule, len(rules)) for rule in node.rules]
        rows.append([node.id, facts, quotes, pages.get(node.id, ""), remarks, read_by])
    named = [[rule.name, rule.label, rule.why] for rule in rules]
    text = json.dumps({"headings": list(headings), "rules": named, "nodes": rows}, **_SHORT)
    if len(text) <= LONGEST_PLAIN:
        return Block(text, is_deflated=False)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(text.encode()) + packer.flush()
    return Block(base64.b64encode(packed).decode(), is_deflated=True)


def escape_data(value: object) -> Markup:
    """Write JSON that no HTML parser can leave before ``</script>``."""
    from markupsafe import Markup

    text = value if isinstance(value, str) else json.dumps(value, **_SHORT)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (escaped in the line above)


_SHORT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
