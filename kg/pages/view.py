"""What a graph page shows: values that whoever reads the store fills in.

Nothing here knows of RDF or HTML. Offsets are 0-based, half-open, in Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.errors import Words


class NodeKind(StrEnum):
    """Class of a node; decides its column, colour and shape."""

    TASK = "task"
    SPECIAL_COLUMN = "special-column"
    PART = "part"
    SECTION = "section"
    SUGGESTION = "suggestion"
    THEME = "theme"
    TARGET = "target"
    GOAL = "goal"
    INDICATOR = "indicator"
    OTHER = "other"


class EdgeKind(StrEnum):
    """Relation that an edge stands for, named from its source to its target."""

    ANNOUNCES = "announces"
    CORRESPONDS = "corresponds"
    IN_PART = "in-part"
    CITES = "cites"
    HAS_THEME = "has-theme"
    RESPONSIBLE = "responsible"
    SETS_TARGET = "sets-target"
    ADOPTS_TARGET = "adopts-target"
    SETS_GOAL = "sets-goal"
    ADOPTS_GOAL = "adopts-goal"
    FOR_INDICATOR = "for-indicator"
    MATCHES = "matches"
    OTHER = "other"


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


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a node.

    Attributes:
        name: The heading.
        value: As the source has it, or a word of a closed list.
        is_coded: Whether it is of a closed list, which a page says in its own language.
    """

    name: Words
    value: str
    is_coded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What an audit found about a node.

    Attributes:
        id: Its fingerprint, by which the page of the audit has it.
        severity: ``"error"``, ``"warning"`` or ``"info"``.
        message: One sentence.
        is_open: Whether nobody has justified it.
    """

    id: str
    severity: str
    message: Words
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class ViewRule:
    """A rule by which a node was read.

    Attributes:
        name: The last piece of its IRI, by which the page of rules knows it.
        label: What it is called.
        why: Its reason, one sentence or more.
    """

    name: str
    label: Words
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDocument:
    """A document that nodes of the view come from.

    Attributes:
        key: Its key, which its nodes carry.
        title: What it is called.
        sha256: Digest of the source file, in hexadecimal.
        issued: The day on which it was published, as in ISO 8601; empty where unknown.
    """

    key: str
    title: str
    sha256: str
    issued: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewNode:
    """One thing that is drawn.

    Attributes:
        id: The IRI; unique in a view.
        key: Its short name for people, such as ``"task/3"``.
        kind: A value of ``NodeKind``.
        label: The source's words; never markup. Empty where the source is silent.
        facts: What else is known, in the order to show.
        quotes: Where it was read.
        order: Place among the nodes of its kind, as in the source.
        document: Key of its document.
        support: How far the document itself bears out what the node says; empty where the
            question does not arise or was not asked.
        remarks: What an audit found about it, in the order to show.
        rules: By which it was read.
    """

    id: str
    key: str
    kind: str
    label: str
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    order: int
    document: str
    support: str = ""
    remarks: tuple[Remark, ...] = ()
    rules: tuple[ViewRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEdge:
    """A relation between two nodes.

    Attributes:
        source: Identifier of the node that it starts from.
        target: Identifier of the node that it leads to.
        kind: A value of ``EdgeKind``.
        basis: ``"explicit"`` or ``"inferred"``.
        reason: Why it holds, a Chinese sentence; may be empty.
    """

    source: str
    target: str
    kind: str
    basis: str = "explicit"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphView:
    """Everything that one graph page shows.

    Attributes:
        title: Heading of the page.
        version: Version of the tool that made the view.
        documents: Where the nodes come from.
        nodes: In any order; ``ViewNode.order`` decides where each stands.
        edges: In the order in which a panel lists them.
        remarks: What was chosen, and what was left out, one sentence each.

    Raises:
        ValueError: A kind or document is unknown, an identifier is used twice, or an edge has a
            loose end: a defect of whoever made the view, not of the source.
    """

    title: str
    version: str
    documents: tuple[ViewDocument, ...]
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    remarks: tuple[Words, ...] = ()

    def __post_init__(self) -> None:
        known: set[str] = set()
        documents = {document.key for document in self.documents}
        for node in self.nodes:
            if node.id in known:
                raise ValueError(f"two nodes are named {node.id}")
            NodeKind(node.kind)
            if node.document not in documents:
                raise ValueError(f"{node.id} is of {node.document}, which is no document")
            known.add(node.id)
        for edge in self.edges:
            EdgeKind(edge.kind)
            for end in (edge.source, edge.target):
                if end not in known:
                    raise ValueError(f"a {edge.kind} edge ends at {end}, which is no node")
