"""What a graph page shows: values that whoever reads the store fills in.

Nothing here knows of RDF or HTML. Offsets are 0-based, half-open, in Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """Class of a node; decides its column, colour and shape."""

    TASK = "task"
    SPECIAL_COLUMN = "special-column"
    PART = "part"
    SECTION = "section"
    SUGGESTION = "suggestion"
    THEME = "theme"
    INDICATOR = "indicator"


class EdgeKind(StrEnum):
    """Relation that an edge stands for, named from its source to its target."""

    ANNOUNCES = "announces"
    CORRESPONDS = "corresponds"
    IN_PART = "in-part"
    CITES = "cites"
    HAS_THEME = "has-theme"
    RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the source that a node was read from.

    Attributes:
        text: The words, exactly as stored.
        start: Offset of the first code point.
        end: Offset after the last code point.
        before: Some characters that stand before the words; may be empty.
        after: Some characters that stand after them; may be empty.
    """

    text: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewNode:
    """One thing that is drawn.

    Attributes:
        id: The IRI; unique in a view.
        key: Its short name for people, such as ``"task/3"``.
        kind: A value of ``NodeKind``.
        label: The source's words; never markup. Empty where the source is silent.
        facts: What else is known, as Chinese heading and value, in the order to show.
        quotes: Where it was read.
        order: Place among the nodes of its kind, as in the source.
    """

    id: str
    key: str
    kind: str
    label: str
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEdge:
    """A relation between two nodes.

    Attributes:
        source: Identifier of the node that it starts from.
        target: Identifier of the node that it leads to.
        kind: A value of ``EdgeKind``.
        label: Its name in Chinese.
        basis: ``"explicit"``, ``"inferred"``, or ``""`` where the question does not arise.
        reason: Why it holds, a Chinese sentence; may be empty.
    """

    source: str
    target: str
    kind: str
    label: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphView:
    """Everything that one graph page shows.

    Attributes:
        title: Heading of the page.
        document: Title or key of the source document.
        sha256: Digest of the source file, in hexadecimal.
        version: Version of the tool that made the view.
        nodes: In any order; ``ViewNode.order`` decides where each stands.
        edges: In the order in which a panel lists them.

    Raises:
        ValueError: A kind is unknown, an identifier is used twice, or an edge has a loose end:
            a defect of whoever made the view, not of the source.
    """

    title: str
    document: str
    sha256: str
    version: str
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]

    def __post_init__(self) -> None:
        known: set[str] = set()
        for node in self.nodes:
            if node.id in known:
                raise ValueError(f"two nodes are named {node.id}")
            NodeKind(node.kind)
            known.add(node.id)
        for edge in self.edges:
            EdgeKind(edge.kind)
            for end in (edge.source, edge.target):
                if end not in known:
                    raise ValueError(f"a {edge.kind} edge ends at {end}, which is no node")
