"""From a store to the view that the graph page draws: nodes, edges, facts, quotes."""

from __future__ import annotations

from collections.abc import Mapping

from kg import __version__
from kg.errors import UnknownNameError, UsageError, Words
from kg.pages.view import GraphView, Quote, ViewEdge, ViewNode
from kg.query import common_headings, find_query, run
from kg.store import Row, Store, value_of

# Which canned query gives the nodes of a kind; its columns become the node's facts.
_NODE_QUERIES = {
    "task": ("tasks", "label"),
    "special-column": ("special-columns", "label"),
    "part": ("parts", "title"),
    "theme": ("themes", "label"),
    "suggestion": ("suggestions", "label"),
    "indicator": ("indicators", "label"),
}
_NO_FACTS = {"document", "iri", "label", "title", "start", "end"}

_EDGE_LABELS = {
    "announces": "设置专栏",
    "corresponds": "对应",
    "cites": "引用",
    "responsible": "对应主题",
    "has-theme": "属于主题",
    "in-part": "属于篇",
}


def read_graph_view(store: Store, document: str | None = None) -> GraphView:
    """Read what the graph page shows of one document.

    Args:
        store: The graph.
        document: Key of the document; may be left out when the store holds one.

    Raises:
        UsageError: The document is unknown, or one of several has to be named.
    """
    row = choose_document(store, document)
    key = value_of(row, "document")
    quotes = _read_quotes(store, key)
    nodes = [
        node
        for kind, (name, label) in _NODE_QUERIES.items()
        for node in _read_nodes(store, key, kind, name, label, quotes)
    ]
    nodes += _read_sections(store, key, quotes)
    known = {node.id for node in nodes}
    edges = [
        ViewEdge(
            source=value_of(found, "source"),
            target=value_of(found, "target"),
            kind=value_of(found, "kind"),
            label=_EDGE_LABELS[value_of(found, "kind")],
            basis="inferred"
            if value_of(found, "basis") in ("inferred", "citation")
            else "explicit",
            reason=value_of(found, "reason"),
        )
        for found in run(store, "graph/edges", {"document": key}).rows
        if value_of(found, "source") in known and value_of(found, "target") in known
    ]
    return GraphView(
        title=value_of(row, "title"),
        document=key,
        sha256=value_of(row, "sha256"),
        version=__version__,
        nodes=tuple(nodes),
        edges=tuple(edges),
    )


def choose_document(store: Store, document: str | None) -> Row:
    """Return the row of the document asked for, or of the only one.

    Raises:
        UsageError: The document is unknown, or one of several has to be named.
    """
    rows = {value_of(row, "document"): row for row in run(store, "documents").rows}
    if document is not None:
        if document not in rows:
            raise UnknownNameError(Words("文件", "document"), document, rows)
        return rows[document]
    if len(rows) != 1:
        listed = ", ".join(rows) or "0"
        raise UsageError(
            f"{store.name}含{len(rows)}个文件({listed}),请用 --document 指明",
            f"{store.name} holds {len(rows)} documents ({listed}); name one with --document",
        )
    return next(iter(rows.values()))


def _read_quotes(store: Store, key: str) -> Mapping[str, tuple[Quote, ...]]:
    found: dict[str, dict[tuple[str, str], Quote]] = {}
    for row in run(store, "graph/quotes", {"document": key}).rows:
        place = (value_of(row, "start"), value_of(row, "end"))
        found.setdefault(value_of(row, "node"), {})[place] = Quote(
            text=value_of(row, "exact"),
            start=int(place[0]),
            end=int(place[1]),
            before=value_of(row, "before"),
            after=value_of(row, "after"),
        )
    return {node: tuple(places.values()) for node, places in found.items()}


def _read_nodes(
    store: Store,
    key: str,
    kind: str,
    name: str,
    label: str,
    quotes: Mapping[str, tuple[Quote, ...]],
) -> list[ViewNode]:
    query = find_query(name)
    rows = run(store, name, {"document": key})
    nodes = []
    for order, row in enumerate(rows.rows):
        iri = value_of(row, "iri")
        facts = [
            (query.headings.get(variable) or common_headings().get(variable, variable), words)
            for variable in rows.variables
            if variable not in _NO_FACTS and (words := value_of(row, variable))
        ]
        fallback = f"第{value_of(row, 'part')}篇" if kind == "part" else ""
        nodes.append(
            ViewNode(
                id=iri,
                key=iri.split(f"/{key}/", 1)[-1],
                kind=kind,
                label=value_of(row, "sub") or value_of(row, label) or fallback,
                facts=tuple(facts),
                quotes=quotes.get(iri, ()),
                # Parts stand by their number, beside the tasks that answer to them.
                order=int(value_of(row, "part")) if kind == "part" else order,
            )
        )
    return nodes


def _read_sections(
    store: Store, key: str, quotes: Mapping[str, tuple[Quote, ...]]
) -> list[ViewNode]:
    nodes: dict[str, ViewNode] = {}
    for row in run(store, "graph/sections", {"document": key}).rows:
        iri = value_of(row, "iri")
        nodes.setdefault(
            iri,
            ViewNode(
                id=iri,
                key=iri.split(f"/{key}/", 1)[-1],
                kind="section",
                label=value_of(row, "label"),
                facts=(),
                quotes=quotes.get(iri, ()),
                order=len(nodes),
            ),
        )
    return list(nodes.values())
