"""From a store to the view that the graph page draws: nodes, edges, facts, quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import __version__
from kg.errors import UnknownNameError, Words
from kg.graph.audit_graph import SEVERITIES
from kg.pages.view import (
    EdgeKind,
    Fact,
    GraphView,
    NodeKind,
    Quote,
    Remark,
    ViewDocument,
    ViewEdge,
    ViewRule,
)
from kg.pages.view import ViewNode as Node
from kg.query import find_query, heading, run
from kg.rules import read_tables
from kg.store import Row, Store, value_of


@dataclass(frozen=True, slots=True)
class _Listing:
    """A canned query that gives the nodes of a kind; its columns become their facts.

    Attributes:
        query: Its name.
        label: The column with the node's words.
    """

    query: str
    label: str


_LISTINGS = {
    NodeKind.TASK: _Listing("tasks", "label"),
    NodeKind.SPECIAL_COLUMN: _Listing("special-columns", "label"),
    NodeKind.PART: _Listing("parts", "title"),
    NodeKind.SECTION: _Listing("graph/sections", "label"),
    NodeKind.SUGGESTION: _Listing("suggestions", "label"),
    NodeKind.THEME: _Listing("themes", "label"),
    NodeKind.TARGET: _Listing("targets", "indicator"),
    NodeKind.GOAL: _Listing("milestones", "label"),
    NodeKind.INDICATOR: _Listing("indicators", "label"),
}
_NO_FACTS = {"document", "iri", "label", "title", "start", "end"}
# Columns whose values are of a closed list, in English.
_CODED = {"scope", "basis", "change", "depth", "support", "verdict", "ambiguous"}
_SEVERITIES = {term.removeprefix("sh:"): rank.value for rank, term in SEVERITIES.items()}
_SIGNS = {"=": "", ">=": "≥", "<=": "≤"}
_CHANGES = {"rise": "上升", "fall": "下降"}
# Some correspondences are read from what a suggestion cites, and not said as such.
_INFERRED = {"inferred", "citation"}
_LEFT_OUT = Words(
    "数字台账、引文和审核发现不另画成节点:引文和发现见各节点的面板,台账可用 kg query numbers 查看",
    "Quotes and findings are no nodes of their own, but stand in the panels of theirs; the ledger "
    "of numbers is left out: ask kg query numbers",
)


def read_graph_view(store: Store, document: str | None = None) -> GraphView:
    """Read what the graph page shows of a store.

    Args:
        store: The graph.
        document: Key of the document; all of them without it.

    Raises:
        UnknownNameError: There is no such document.
    """
    documents = read_documents(store, document)
    asked = {} if document is None else {"document": document}
    is_alone = len(documents) == 1
    quotes = _read_quotes(store, asked)
    nodes: dict[str, Node] = {}
    remarks = _read_remarks(store, asked)
    rules = _read_rules(store, asked)
    for kind, listing in _LISTINGS.items():
        for order, (row, facts) in enumerate(_read_rows(store, listing.query, asked)):
            iri = value_of(row, "iri")
            key = value_of(row, "document")
            local = iri.split(f"/{key}/", 1)[-1]
            made = Node(
                id=iri,
                key=local if is_alone else f"{key}/{local}",
                kind=kind,
                label=_label_of(row, kind, listing),
                facts=facts,
                quotes=quotes.get(iri, ()),
                # Parts stand by their number, beside the tasks that answer to them.
                order=int(value_of(row, "part")) if kind is NodeKind.PART else order,
                document=key,
                support=value_of(row, "support") if kind is NodeKind.SUGGESTION else "",
                remarks=remarks.get(iri, ()),
                rules=rules.get(iri, ()),
            )
            nodes.setdefault(iri, made)
    return GraphView(
        title="、".join(each.title for each in documents[:2])
        + ("等" if len(documents) > 2 else ""),
        version=__version__,
        documents=tuple(documents),
        nodes=tuple(nodes.values()),
        edges=tuple(_read_edges(store, asked, nodes)),
        remarks=(_LEFT_OUT,),
    )


def read_documents(store: Store, document: str | None) -> list[ViewDocument]:
    """Read the documents of a store, or the one that is asked for.

    Raises:
        UnknownNameError: There is no such document; the nearest are named.
    """
    found = [
        ViewDocument(
            key=value_of(row, "document"),
            title=value_of(row, "title") or value_of(row, "document"),
            sha256=value_of(row, "sha256"),
            issued=value_of(row, "issued"),
        )
        for row in run(store, "documents").rows
    ]
    if document is None:
        return found
    chosen = [each for each in found if each.key == document]
    if not chosen:
        raise UnknownNameError(Words("文件", "document"), document, [each.key for each in found])
    return chosen


def _read_rows(
    store: Store, name: str, asked: Mapping[str, str]
) -> Iterable[tuple[Row, tuple[Fact, ...]]]:
    query = find_query(name)
    rows = run(store, name, asked)
    names = {
        variable: Words(heading(query, variable), variable.replace("_", " "))
        for variable in rows.variables
        if variable not in _NO_FACTS
    }
    for row in rows.rows:
        facts = tuple(
            Fact(words, value, variable in _CODED)
            for variable, words in names.items()
            if (value := value_of(row, variable))
        )
        yield row, facts


def _label_of(row: Row, kind: NodeKind, listing: _Listing) -> str:
    words = value_of(row, listing.label)
    if kind is NodeKind.TARGET:
        comparator = value_of(row, "comparator")
        sign = _SIGNS.get(comparator, comparator)
        moves = _CHANGES.get(value_of(row, "change"), "")
        return f"{words} {moves}{sign}{value_of(row, 'value')}{value_of(row, 'unit')}"
    if kind is NodeKind.INDICATOR:
        return value_of(row, "sub") or words
    if kind is NodeKind.PART:
        return words or f"第{value_of(row, 'part')}篇"
    return words


def _read_quotes(store: Store, asked: Mapping[str, str]) -> Mapping[str, tuple[Quote, ...]]:
    found: dict[str, dict[tuple[str, str], Quote]] = {}
    for row in run(store, "graph/quotes", asked).rows:
        place = (value_of(row, "start"), value_of(row, "end"))
        found.setdefault(value_of(row, "node"), {})[place] = Quote(
            text=value_of(row, "exact"),
            start=int(place[0]),
            end=int(place[1]),
            before=value_of(row, "before"),
            after=value_of(row, "after"),
        )
    return {node: tuple(places.values()) for node, places in found.items()}


def _read_remarks(store: Store, asked: Mapping[str, str]) -> Mapping[str, tuple[Remark, ...]]:
    found: dict[str, list[Remark]] = {}
    for row in run(store, "graph/findings", asked).rows:
        remark = Remark(
            id=value_of(row, "finding").rpartition("/")[2],
            severity=_SEVERITIES[value_of(row, "severity").rpartition("#")[2]],
            message=Words(value_of(row, "zh"), value_of(row, "en")),
            is_open=value_of(row, "status") == "open",
        )
        found.setdefault(value_of(row, "node"), []).append(remark)
    ranks = list(_SEVERITIES.values())
    return {
        node: tuple(sorted(remarks, key=lambda remark: ranks.index(remark.severity)))
        for node, remarks in found.items()
    }


def _read_rules(store: Store, asked: Mapping[str, str]) -> Mapping[str, tuple[ViewRule, ...]]:
    known = {
        rule.iri: ViewRule(rule.name, Words(rule.zh, rule.en), Words(rule.why_zh, rule.why_en))
        for table in read_tables()
        for rule in table.rules
    }
    found: dict[str, list[ViewRule]] = {}
    for row in run(store, "graph/rules", asked).rows:
        iri = value_of(row, "rule")
        name = iri.rpartition("/")[2]
        # A graph that an earlier version made may name a rule that is gone.
        rule = known.get(iri) or ViewRule(name, Words(name, name), Words("", ""))
        found.setdefault(value_of(row, "node"), []).append(rule)
    return {node: tuple(rules) for node, rules in found.items()}


def _read_edges(
    store: Store, asked: Mapping[str, str], nodes: Mapping[str, Node]
) -> Iterable[ViewEdge]:
    for row in run(store, "graph/edges", asked).rows:
        source, target = value_of(row, "source"), value_of(row, "target")
        if source in nodes and target in nodes:
            yield ViewEdge(
                source=source,
                target=target,
                kind=EdgeKind(value_of(row, "kind")),
                basis="inferred" if value_of(row, "basis") in _INFERRED else "explicit",
                reason=value_of(row, "reason"),
            )
