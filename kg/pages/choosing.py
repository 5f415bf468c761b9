"""Choose what of a view is drawn: round a node, by class, what a query names, the weightiest."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from kg.errors import UnknownNameError, Words
from kg.pages.looks import LOOKS
from kg.pages.view import EdgeKind, GraphView, NodeKind, ViewEdge, ViewNode
from kg.query import find_query, run
from kg.store import Store, value_of

# Columns of the contract that hold the number of a node of this kind, one or several.
_NUMBERED = {
    "task": "task",
    "tasks": "task",
    "theme": "theme",
    "themes": "theme",
    "suggestion": "suggestion",
    "suggestions": "suggestion",
    "part": "part",
    "part_resolved": "part",
    "parts": "part",
}
_LABELS = ("label", "title", "name", "indicator", "quote", "class")


def keep_around(view: GraphView, name: str, depth: int) -> GraphView:
    """Keep a node and what is at most so many links away from it.

    Args:
        view: What there is.
        name: Its short name, or its IRI.
        depth: Number of links; 0 keeps the node alone.

    Raises:
        UnknownNameError: There is no such node; the nearest are named.
    """
    start = find_node(view, name)
    beside: dict[str, set[str]] = {node.id: set() for node in view.nodes}
    for edge in view.edges:
        beside[edge.source].add(edge.target)
        beside[edge.target].add(edge.source)
    kept = reached = {start.id}
    for _ in range(depth):
        reached = {other for one in reached for other in beside[one]} - kept
        kept = kept | reached
    words = Words(
        f"只画出 {start.key} 及{depth}步以内的节点",
        f"Only {start.key} and what is {depth} links away",
    )
    return _keep(view, kept, words)


def find_node(view: GraphView, name: str) -> ViewNode:
    """Return a node by its short name or IRI.

    Raises:
        UnknownNameError: There is no such node; the nearest are named.
    """
    named = {node.key: node for node in view.nodes} | {node.id: node for node in view.nodes}
    if name not in named:
        near = difflib.get_close_matches(name, [node.key for node in view.nodes], 3, 0.5)
        raise UnknownNameError(Words("节点", "node"), name, near)
    return named[name]


def keep_classes(view: GraphView, names: Collection[str]) -> GraphView:
    """Keep the nodes of some classes, each named by its key or its Chinese or English name.

    Raises:
        UnknownNameError: There is no such class; the nearest are named.
    """
    known = {
        said.casefold(): kind
        for kind, look in LOOKS.items()
        for said in (kind.value, *look.name, look.term)
    }
    kinds = set()
    for name in names:
        if name.casefold() not in known:
            near = difflib.get_close_matches(name.casefold(), known, 3, 0.4)
            raise UnknownNameError(
                Words("类", "class"), name, near or [kind.value for kind in LOOKS]
            )
        kinds.add(known[name.casefold()])
    said = [look.name for kind, look in LOOKS.items() if kind in kinds]
    words = Words(
        f"只画出:{'、'.join(each.zh for each in said)}",
        f"Only of class: {', '.join(each.en for each in said)}",
    )
    return _keep(view, {node.id for node in view.nodes if node.kind in kinds}, words)


def keep_answer(
    view: GraphView, store: Store, name: str, values: Mapping[str, str] | None = None
) -> GraphView:
    """Keep the nodes that the rows of a canned query name, and the links between them.

    A node that the page does not draw otherwise stands as itself, with the words of its row.

    Args:
        view: What there is.
        store: What is asked.
        name: Name of the query.
        values: Parameters.

    Raises:
        UnknownNameError: There is no such query or parameter.
        UsageError: A parameter is missing, or not of its type.
    """
    rows = run(store, name, values)
    known = {node.id: node for node in view.nodes}
    numbered = {
        (node.document, node.kind, node.key.rpartition("/")[2]): node.id for node in view.nodes
    }
    documents = {each.key for each in view.documents}
    kept: set[str] = set()
    others: dict[str, ViewNode] = {}
    unnamed = 0
    for row in rows.rows:
        cells = {each: term for each in rows.variables if (term := row[each]) is not None}
        document = cells["document"].value if "document" in cells else ""
        if document and document not in documents:
            continue
        found = [term.value for term in cells.values() if term.kind == "uri"]
        found += [
            numbered[document, kind, number]
            for column, kind in _NUMBERED.items()
            if column in cells
            for number in cells[column].value.split(",")
            if (document, kind, number) in numbered
        ]
        for iri in found:
            if iri not in known and iri not in others:
                label = next((value_of(row, each) for each in _LABELS if each in cells), "")
                others[iri] = _make_other(view, iri, label, document, len(others))
        unnamed += not found
        kept.update(found)
    query = find_query(name)
    remarks = [
        Words(
            f"只画出查询 {name}({query.summary_zh})的{len(rows.rows)}行所指的节点",
            f"Only what the {len(rows.rows)} rows of the query {name} name ({query.summary})",
        )
    ]
    if unnamed:
        remarks.append(
            Words(
                f"其中{unnamed}行没有指明节点,未画出",
                f"{unnamed} of the rows name no node and are not drawn",
            )
        )
    wider = replace(
        view,
        nodes=(*view.nodes, *others.values()),
        edges=(*view.edges, *_link_others(store, others, kept)),
    )
    return _keep(wider, kept, *remarks)


def _make_other(view: GraphView, iri: str, label: str, document: str, order: int) -> ViewNode:
    home = document or view.documents[0].key
    return ViewNode(
        id=iri,
        key=iri.split(f"/{home}/", 1)[-1],
        kind=NodeKind.OTHER,
        label=label,
        facts=(),
        quotes=(),
        order=order,
        document=home,
    )


def _link_others(
    store: Store, others: Mapping[str, ViewNode], kept: Collection[str]
) -> Iterable[ViewEdge]:
    """Say how nodes that are not drawn otherwise hang together with what is drawn."""
    if not others:
        return
    for iri in sorted(kept):
        for predicate, term in store.statements(iri):
            is_between = term.value in kept and (iri in others or term.value in others)
            if term.kind == "uri" and is_between:
                name = predicate.rpartition("#")[2].rpartition("/")[2]
                yield ViewEdge(source=iri, target=term.value, kind=EdgeKind.OTHER, reason=name)


def keep_weightiest(view: GraphView, most: int) -> GraphView:
    """Keep the nodes with the most links when there are more nodes than a page can draw.

    Of two with as many links the one that stands first in the source is kept.
    """
    if len(view.nodes) <= most:
        return view
    links = Counter(end for edge in view.edges for end in (edge.source, edge.target))
    ranked = sorted(
        view.nodes, key=lambda node: (-links[node.id], node.document, node.order, node.id)
    )
    words = Words(
        f"共有{len(view.nodes)}个节点,只画出关联最多的{most}个",
        f"There are {len(view.nodes)} nodes; the {most} with the most links are drawn",
    )
    return _keep(view, {node.id for node in ranked[:most]}, words)


def _keep(view: GraphView, kept: Collection[str], *remarks: Words) -> GraphView:
    return replace(
        view,
        nodes=tuple(node for node in view.nodes if node.id in kept),
        edges=tuple(edge for edge in view.edges if edge.source in kept and edge.target in kept),
        remarks=(*remarks, *view.remarks),
    )
