"""The interactive graph page: one HTML file that asks nothing of any network.

networkx holds the graph, pyvis carries it into a template of our own. Up to some thousand nodes
vis-network draws it as cards in a layout that shows the matter, or by force; beyond that sigma
draws it as points. Both are vendored, and stand behind one interface in the page's own scripts.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.pages.cards import FONT_SIZE, LINE_HEIGHT, measure_card
from kg.pages.choosing import keep_weightiest
from kg.pages.initials import list_initials
from kg.pages.kept_layout import place_or_recall
from kg.pages.layout import Places, build_digraph, place_nodes
from kg.pages.page_data import (
    assign_themes,
    escape_data,
    list_kinds,
    list_relations,
    pack_details,
    pack_rows,
    rank_kind,
    rank_relation,
)
from kg.pages.view import GraphView, ViewNode

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

TEMPLATES = Path(__file__).parent / "templates"
VENDOR = Path(__file__).parent / "vendor"
TEMPLATE = "graph.html"
STYLE = "graph/graph.css"
WORDS = "graph/words.json"

MOST_CARDS = 3000  # more nodes are drawn as points
MOST_POINTS = 60_000  # more nodes are not drawn at all, and the page says so

# What draws: the libraries, in order, and the scripts that put them behind the interface.
DRAWINGS = {
    "cards": (("vis-network.min.js",), ("graph/paint", "graph/cards")),
    "points": (("graphology.umd.min.js", "sigma.min.js"), ("graph/shapes", "graph/points")),
}
# In the order in which they stand in the page, with those of the drawing between.
SCRIPTS_BEFORE = (
    "shared/matching",
    *(f"graph/{name}" for name in ("page", "signs", "geometry", "choice", "search")),
)
SCRIPTS_AFTER = tuple(f"graph/{name}" for name in ("panel", "filters", "place", "start"))

_NODE_COLUMNS = ("key", "label", "kind", "document", "support", "themes", "x", "y")
_CARD_COLUMNS = ("lines", "width", "height", "fx", "fy")
_EDGE_COLUMNS = ("from", "to", "kind", "basis", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLinks:
    """The pages that stand beside a graph page, as addresses relative to it.

    Attributes:
        home: Where the heading leads.
        text: The text with its facts marked, in which a span's place is ``#e-START-END``.
        audit: The audit, in which a finding's place is ``#f-FINGERPRINT``.
        rules: The rules of reading, in which a rule's place is ``#r-NAME``.
        pages: The page about a node, by the node's IRI, where there is one.
    """

    home: str
    text: str
    audit: str
    rules: str
    pages: Mapping[str, str]


def render_graph(
    view: GraphView, *, lang: str = "zh", site: SiteLinks | None = None, cache: Path | None = None
) -> str:
    """Make the page that shows a view, to be written as UTF-8.

    Args:
        view: What to show.
        lang: ``zh`` or ``en``: in which language the page opens.
        site: The pages to link to; none where the page stands alone.
        cache: A folder in which the layouts of large graphs are kept; none to keep none.

    Returns:
        One HTML document without a remote reference; the same for the same view.
    """
    view = keep_weightiest(view, MOST_POINTS)
    drawing = "cards" if len(view.nodes) <= MOST_CARDS else "points"
    graph = build_digraph(view)
    network = _carry(graph, view, drawing, cache)
    held: list[ViewNode] = [graph.nodes[name]["node"] for name in graph]
    libraries, drawn_by = DRAWINGS[drawing]
    scripts = [_read_library(name) for name in libraries]
    own = (*SCRIPTS_BEFORE, *drawn_by, *SCRIPTS_AFTER)
    scripts += [_read_own(f"{name}.js") for name in own]
    style = _read_own(STYLE)
    network.set_template_dir(str(TEMPLATES), TEMPLATE)
    # pyvis renders with neither escaping nor room for variables; its environment has both.
    environment = network.templateEnv
    environment.autoescape = True
    environment.globals.update(
        view=view,
        lang=lang,
        site=site,
        scripts=[_as_markup(script) for script in scripts],
        style=_as_markup(style),
        policy=_content_policy(scripts, style, libraries),
        words=json.loads(_read_own(WORDS)),
        data=escape_data(_gather(network, view, drawing, lang=lang, site=site)),
        details=pack_details(held, site.pages if site else {}),
    )
    environment.filters["data_block"] = escape_data
    html: str = network.generate_html(TEMPLATE)
    return html


def _carry(
    graph: nx.MultiDiGraph[str], view: GraphView, drawing: str, cache: Path | None
) -> Network:
    """Give pyvis the nodes, each under its number, and the edges between them."""
    from pyvis.network import Network

    network = Network(directed=True)
    by_force = place_or_recall(graph, cache)
    places = place_nodes(graph) if drawing == "cards" else by_force
    themes = assign_themes(graph)
    numbers = {name: number for number, name in enumerate(graph)}
    documents = {document.key: number for number, document in enumerate(view.documents)}
    rows = []
    for name, number in numbers.items():
        node: ViewNode = graph.nodes[name]["node"]
        row: dict[str, Any] = {
            "id": number,
            "key": node.key,
            "label": node.label or node.key,
            "kind": rank_kind(node.kind),
            "document": documents[node.document],
            "support": node.support,
            "themes": sorted(numbers[theme] for theme in themes[name]),
            "x": places[name][0],
            "y": places[name][1],
        }
        rows.append(row | _describe_card(node, by_force) if drawing == "cards" else row)
    # Its add_node and add_edge search a list of all nodes each time; the view is checked already.
    network.nodes = rows
    network.edges = [
        {
            "from": numbers[source],
            "to": numbers[target],
            "kind": rank_relation(held["edge"].kind),
            "basis": held["edge"].basis,
            "reason": held["edge"].reason,
        }
        for source, target, held in graph.edges(data=True)
    ]
    return network


def _describe_card(node: ViewNode, by_force: Places) -> dict[str, Any]:
    card = measure_card(node)
    x, y = by_force[node.id]
    return {"lines": card.lines, "width": card.width, "height": card.height, "fx": x, "fy": y}


def _gather(
    network: Network, view: GraphView, drawing: str, *, lang: str, site: SiteLinks | None
) -> dict[str, Any]:
    columns = _NODE_COLUMNS + (_CARD_COLUMNS if drawing == "cards" else ())
    return {
        "lang": lang,
        "text": site.text if site else "",
        "audit": site.audit if site else "",
        "rules": site.rules if site else "",
        "documents": [{"key": each.key, "title": each.title} for each in view.documents],
        "words": json.loads(_read_own(WORDS)),
        "kinds": list_kinds(),
        "relations": list_relations(),
        "layouts": ["matter", "force"] if drawing == "cards" else ["force"],
        "card": {"font": FONT_SIZE, "line": LINE_HEIGHT},
        "size": len(network.nodes),
        "nodes": pack_rows(network.nodes, columns),
        "edges": pack_rows(network.edges, _EDGE_COLUMNS),
        "edgeSize": len(network.edges),
        "initials": list_initials(node["label"] for node in network.nodes),
    }


def _as_markup(text: str) -> object:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 (our own files, or vendored ones of a recorded digest)


def _read_own(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _read_library(name: str) -> str:
    text = (VENDOR / name).read_text(encoding="utf-8")
    # Its last line asks a debugger for a file beside the page, where there is none.
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)


def _content_policy(scripts: list[str], style: str, libraries: tuple[str, ...]) -> str:
    """Allow the scripts and styles that ship with kg, each by its digest, and nothing else.

    The digests are taken from the files, not from the page: what slipped into the page by way of
    a label would not be allowed to run.
    """
    notes = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))
    injected = [
        digest
        for note in notes["vendored"]
        if note["file"] in libraries
        for digest in note.get("injected_styles", ())
    ]
    allowed = {
        "default-src": ["none"],
        "script-src": [_digest(script) for script in scripts],
        "style-src": [_digest(style), *injected],
        "base-uri": ["none"],
        "form-action": ["none"],
    }
    quoted = ((name, " ".join(f"'{one}'" for one in each)) for name, each in allowed.items())
    return "; ".join(f"{name} {sources}" for name, sources in quoted)


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
