"""The interactive graph page: one HTML file that asks nothing of any network.

networkx holds the graph, pyvis carries it into a template of our own, vis-network (vendored) draws
it. Everything the page knows stands in one block of JSON, the same whatever draws it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.pages.layout import FONT_SIZE, LINE_HEIGHT, build_digraph, measure_card, place_nodes
from kg.pages.view import EdgeKind, GraphView, NodeKind, ViewEdge, ViewNode

if TYPE_CHECKING:
    from markupsafe import Markup
    from pyvis.network import Network

TEMPLATES = Path(__file__).parent / "templates"
VENDOR = Path(__file__).parent / "vendor"
TEMPLATE = "graph.html"
LIBRARY = "vis-network.min.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a class of nodes is told from the others, by colour and by shape.

    Attributes:
        name: The class in Chinese, as the legend says it.
        shape: A vis-network shape; the template draws it as the sign before the words.
        light: Colour on a light page; at least 4.5 : 1 against white.
        dark: Colour on a dark page.
    """

    name: str
    shape: str
    light: str
    dark: str


# In the order of the legend.
LOOKS = {
    NodeKind.TASK: Look(name="重点任务", shape="hexagon", light="#1d4ed8", dark="#93b4ff"),
    NodeKind.SPECIAL_COLUMN: Look(name="专栏", shape="square", light="#0f766e", dark="#5ad6c6"),
    NodeKind.PART: Look(name="纲要篇目", shape="triangle", light="#6d28d9", dark="#c4a9ff"),
    NodeKind.THEME: Look(name="建议主题", shape="star", light="#be185d", dark="#ff9ecb"),
    NodeKind.SUGGESTION: Look(name="人大建议", shape="dot", light="#b4430c", dark="#ffb07a"),
    NodeKind.INDICATOR: Look(name="指标", shape="diamond", light="#4d6b0a", dark="#c3de6e"),
    NodeKind.SECTION: Look(name="章节", shape="triangleDown", light="#475569", dark="#b3c0d1"),
}

# An edge wears the colour of the class that it is about.
EDGE_COLOURS = {
    EdgeKind.ANNOUNCES: NodeKind.SPECIAL_COLUMN,
    EdgeKind.CORRESPONDS: NodeKind.PART,
    EdgeKind.IN_PART: NodeKind.SECTION,
    EdgeKind.CITES: NodeKind.SUGGESTION,
    EdgeKind.HAS_THEME: NodeKind.THEME,
    EdgeKind.RESPONSIBLE: NodeKind.THEME,
}

# Positions are computed beforehand and stay; what is selected is shown by the page.
OPTIONS = {
    "autoResize": False,  # it would change the size of the text with that of the window
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "zoomSpeed": 0.6,
    },
}


def render_graph(view: GraphView) -> str:
    """Make the page that shows a view, to be written as UTF-8.

    Returns:
        One HTML document without a remote reference; the same for the same view.
    """
    from markupsafe import Markup

    network = _draw_network(view)
    network.set_template_dir(str(TEMPLATES), TEMPLATE)
    library = _read_library()
    # pyvis renders with neither escaping nor room for variables; its environment has both.
    environment = network.templateEnv
    environment.autoescape = True
    environment.filters["data_block"] = _escape_data
    environment.globals.update(
        view=view,
        library=Markup(library),  # noqa: S704 (our own file, compared with its digest in tests)
        policy=_content_policy(library),
        looks={kind: asdict(look) for kind, look in LOOKS.items()},
        edge_colours=EDGE_COLOURS,
        card={"font": FONT_SIZE, "line": LINE_HEIGHT},
    )
    html: str = network.generate_html(TEMPLATE)
    return html


def _draw_network(view: GraphView) -> Network:
    from pyvis.network import Network

    network = Network(directed=True)  # undirected, pyvis compares every edge with every other
    network.set_options(json.dumps(OPTIONS))
    places = place_nodes(view)
    graph = build_digraph(view)
    for name, held in graph.nodes(data=True):
        network.add_node(name, **_describe_node(held["node"], places[name]))
    for source, target, held in graph.edges(data=True):
        network.add_edge(source, target, **_describe_edge(held["edge"]))
    return network


def _describe_node(node: ViewNode, place: tuple[float, float]) -> dict[str, Any]:
    card = measure_card(node)
    look = LOOKS[NodeKind(node.kind)]
    return {
        "label": node.label or node.key,
        "shape": look.shape,
        "color": look.light,
        "x": place[0],
        "y": place[1],
        "kind": node.kind,
        "key": node.key,
        "lines": card.lines,
        "width": card.width,
        "height": card.height,
        "facts": node.facts,
        "quotes": [asdict(quote) for quote in node.quotes],
    }


def _describe_edge(edge: ViewEdge) -> dict[str, Any]:
    return {
        "kind": edge.kind,
        "label": edge.label,
        "basis": edge.basis,
        "reason": edge.reason,
        "dashes": edge.basis == "inferred",
    }


def _read_library() -> str:
    text = (VENDOR / LIBRARY).read_text(encoding="utf-8")
    # Its last line asks a debugger for a file beside the page, where there is none.
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)


def _content_policy(library: str) -> str:
    """Allow the scripts and styles that ship with kg, each by its digest, and nothing else.

    The digests are taken from the files, not from the page: what slipped into the page by way of
    a label would not be allowed to run.
    """
    template = (TEMPLATES / TEMPLATE).read_text(encoding="utf-8")
    scripts = [library, *re.findall(r"<script>(?!\{\{)(.*?)</script>", template, re.DOTALL)]
    styles = re.findall(r"<style>(.*?)</style>", template, re.DOTALL)
    notes = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))
    injected = next(n["injected_styles"] for n in notes["vendored"] if n["file"] == LIBRARY)
    allowed = {
        "default-src": ["none"],
        "script-src": [_digest(script) for script in scripts],
        "style-src": [*map(_digest, styles), *injected],
        "base-uri": ["none"],
        "form-action": ["none"],
    }
    quoted = ((name, " ".join(f"'{one}'" for one in each)) for name, each in allowed.items())
    return "; ".join(f"{name} {sources}" for name, sources in quoted)


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _escape_data(value: object) -> Markup:
    """Write JSON that no HTML parser can leave before ``</script>``."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (escaped in the line above)
