"""Views of any size, in invented words, for tests of the graph page."""

from __future__ import annotations

from kg.errors import Words
from kg.pages.view import Fact, GraphView, Quote, ViewDocument, ViewEdge, ViewNode

BASE = "https://w3id.org/planning-kg/id/linjiang/"
DOCUMENT = ViewDocument(key="linjiang", title="临江市报告", sha256="0123456789abcdef" * 4)

# Each member is tied to some leader: (leader, link, whether it leads from leader to member).
TIES = {
    "special-column": ("task", "announces", True),
    "target": ("task", "sets-target", True),
    "goal": ("task", "sets-goal", True),
    "section": ("part", "in-part", False),
    "suggestion": ("theme", "has-theme", False),
}
REPORT = {"task": 15, "special_column": 34, "target": 18, "part": 16, "section": 45, "theme": 8}
REPORT |= {"suggestion": 38, "indicator": 31}


def make_node(kind: str, number: int, label: str = "", *, support: str = "") -> ViewNode:
    words = label or "推动“多式联运”枢纽与产业融合发展"[: 4 + number * 5 % 15]
    return ViewNode(
        id=f"{BASE}{kind}/{number}",
        key=f"{kind}/{number}",
        kind=kind,
        label=words,
        facts=(Fact(Words("序号", "n"), str(number)), Fact(Words("依据", "basis"), "named", True)),
        quotes=(Quote(text=words, start=3, end=3 + len(words), before="一、", after="。"),),
        order=number,
        document=DOCUMENT.key,
        support=support,
    )


def make_edge(source: str, target: str, kind: str, basis: str = "explicit") -> ViewEdge:
    return ViewEdge(source=BASE + source, target=BASE + target, kind=kind, basis=basis)


def make_view(nodes: list[ViewNode], *edges: ViewEdge) -> GraphView:
    return GraphView(
        title="规划纲要",
        version="1.2.3",
        documents=(DOCUMENT,),
        nodes=tuple(nodes),
        edges=edges,
        remarks=(Words("台账不在图中", "the ledger is not drawn"),),
    )


def make_crowd(**counts: int) -> GraphView:
    """A view of so many nodes a kind, each member tied to some leader."""
    nodes = [
        make_node(kind.replace("_", "-"), number)
        for kind, count in counts.items()
        for number in range(count)
    ]
    edges = []
    for node in nodes:
        leader, kind, is_downward = TIES.get(node.kind, ("", "", False))
        if counts.get(leader):
            ends = (f"{leader}/{node.order**2 % counts[leader]}", node.key)
            source, target = ends if is_downward else ends[::-1]
            edges.append(make_edge(source, target, kind))
    return make_view(nodes, *edges)
