"""``python -m bench.pages [FILE]``: the graph page beside stock pyvis, in Chromium, in one run.

The bars: the report's page under 1.2 MB and usable within 1 s; 50,000 nodes under 8 MB, drawn at
least three times as fast as pyvis draws them with positions. Exit status 1 when one is missed.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright
from pyvis.network import Network

from bench.crowd import make_crowd
from bench.layouts import table as layouts
from bench.measure import machine
from kg import resources
from kg.pages.force import place_by_force
from kg.pages.graph_page import render_graph
from kg.pages.graph_view import read_graph_view
from kg.pages.layout import build_digraph
from kg.pages.view import GraphView
from kg.store import open_store

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
RUNS = 3
PATIENCE = 180  # seconds
LARGE = 50_000

# A page is usable when it has painted and nothing moves any more.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
OURS = "() => document.documentElement.dataset.drawn === 'yes'"
PYVIS_DRAWN = "() => typeof network === 'object' && network.body.nodeIndices.length > 0"
PYVIS_AT_REST = f"() => ({PYVIS_DRAWN})() && network.physics.stabilized"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A page and how long it took.

    Attributes:
        seconds: Median, from asking for the page until it was usable; the patience at least
            where that ran out.
        size: Of the file, in bytes.
    """

    name: str
    seconds: float
    size: int
    is_ended: bool = False

    @property
    def said(self) -> str:
        """The time as a cell of a table."""
        return f"> {PATIENCE} s" if self.is_ended else f"{self.seconds:.2f} s"


def render_pyvis(view: GraphView, *, with_positions: bool) -> str:
    """Make the page that pyvis makes by itself, with its libraries in the file."""
    network = Network(directed=True, cdn_resources="in_line")
    graph = build_digraph(view)
    places = place_by_force(graph) if with_positions else {}
    # Not by add_node and add_edge, which for 50,000 nodes take longer than any browser.
    network.nodes = [
        {"id": node.id, "label": node.label, "shape": "dot", "color": "#97c2fc"}
        | ({"x": places[node.id][0], "y": places[node.id][1]} if with_positions else {})
        for node in view.nodes
    ]
    network.edges = [
        {"from": edge.source, "to": edge.target, "arrows": "to"} for edge in view.edges
    ]
    if with_positions:
        network.toggle_physics(False)
    html: str = network.generate_html()
    return html


def measure(browser: Browser, name: str, html: str, ready: str, runs: int = RUNS) -> Timed:
    """Open a page several times, each in a fresh context."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(html, encoding="utf-8")
        times = []
        for _ in range(runs):
            seconds = _open(browser, file, ready)
            if seconds is None:
                return Timed(name=name, seconds=PATIENCE, size=file.stat().st_size, is_ended=True)
            times.append(seconds)
        return Timed(name=name, seconds=statistics.median(times), size=file.stat().st_size)


def _open(browser: Browser, file: Path, ready: str) -> float | None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    # pyvis asks for more from elsewhere; what is not there must not be waited for.
    context.route("http*://**", lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    try:
        begun = time.perf_counter()
        page.goto(file.as_uri())
        page.wait_for_function(ready)
        page.evaluate(PAINTED)
        return time.perf_counter() - begun
    except Error:
        return None
    finally:
        context.close()


def main(path: Path = Path("build/bench-pages.md")) -> int:
    """Measure all pages and layouts, write the table."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("chromium is missing: apt-get install chromium\n")
        return 1
    bundled = resources.bundled_graph()
    report = read_graph_view(open_store(str(bundled)))  # type: ignore[arg-type]
    large = make_crowd(LARGE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        small = measure(browser, "kg graph, the report", render_graph(report), OURS)
        stock = measure(
            browser,
            "stock pyvis, at rest",
            render_pyvis(report, with_positions=False),
            PYVIS_AT_REST,
        )
        points = measure(browser, f"kg graph, {LARGE:,} nodes", render_graph(large), OURS)
        placed = measure(
            browser,
            f"pyvis with positions, {LARGE:,} nodes",
            render_pyvis(large, with_positions=True),
            PYVIS_DRAWN,
            runs=1,
        )
        version = browser.version
        browser.close()
    bars = [
        (small.size < 1_200_000, f"the report's page is {small.size / 1e6:.2f} MB (< 1.2)"),
        (small.seconds <= 1, f"it is usable after {small.said} (≤ 1)"),
        (points.size < 8_000_000, f"{LARGE:,} nodes are {points.size / 1e6:.2f} MB (< 8)"),
        (
            placed.seconds >= 3 * points.seconds,
            f"they are drawn {placed.seconds / points.seconds:.1f} times as fast as by pyvis (≥ 3)",
        ),
    ]
    text = write_table([small, stock, points, placed], bars, version)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    return 0 if all(is_met for is_met, _ in bars) else 1


def write_table(rows: Iterable[Timed], bars: Iterable[tuple[bool, str]], version: str) -> str:
    """Write what was measured as Markdown, with the layouts behind it."""
    lines = [
        f"Chromium {version}, 1440×900, median of {RUNS}. {machine()}.",
        f"Flags: {' '.join(FLAGS)}.",
        "",
        "| page | usable after | file |",
        "|---|--:|--:|",
        *(f"| {row.name} | {row.said} | {row.size / 1e6:.2f} MB |" for row in rows),
        "",
        *(f"- {'met' if is_met else '**missed**'}: {words}" for is_met, words in bars),
        "",
    ]
    return "\n".join(lines) + "\n" + layouts()


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
