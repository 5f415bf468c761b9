"""The graph page as text: what stands where, what may run, what leads outside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest

from kg.pages.graph_page import VENDOR, render_graph
from kg.pages.layout import MAX_LINES, measure_card, place_nodes, wrap_label
from kg.pages.view import GraphView, NodeKind, Quote, ViewEdge, ViewNode

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&<!--\u2028"


def make_node(kind: str, number: int, label: str = "") -> ViewNode:
    words = label or "推动“多式联运”枢纽与产业融合发展"[: 4 + number * 5 % 15]
    return ViewNode(
        id=f"https://example.org/{kind}/{number}",
        key=f"{kind}/{number}",
        kind=kind,
        label=words,
        facts=(("序号", str(number)),),
        quotes=(Quote(text=words, start=3, end=3 + len(words), before="一、", after="。"),),
        order=number,
    )


def make_edge(source: str, target: str, kind: str, basis: str = "explicit") -> ViewEdge:
    base = "https://example.org/"
    return ViewEdge(
        source=base + source, target=base + target, kind=kind, label="关联", basis=basis, reason=""
    )


def make_view(nodes: list[ViewNode], *edges: ViewEdge) -> GraphView:
    return GraphView(
        title="规划纲要",
        document="一份报告",
        sha256="ab" * 32,
        version="1.2.3",
        nodes=tuple(nodes),
        edges=edges,
    )


def make_crowd(**counts: int) -> GraphView:
    """A view of so many nodes a kind, each member tied to some leader."""
    nodes = [
        make_node(kind.replace("_", "-"), number)
        for kind, count in counts.items()
        for number in range(count)
    ]
    ties = {
        "special-column": ("task", "announces", True),
        "section": ("part", "in-part", False),
        "suggestion": ("theme", "has-theme", False),
    }
    edges = []
    for node in nodes:
        leader, kind, downwards = ties.get(node.kind, ("", "", False))
        if counts.get(leader):
            ends = (f"{leader}/{node.order**2 % counts[leader]}", node.key)
            source, target = ends if downwards else ends[::-1]
            edges.append(make_edge(source, target, kind))
    return make_view(nodes, *edges)


REPORT = {"task": 15, "special_column": 34, "part": 16, "section": 45, "theme": 8}
REPORT |= {"suggestion": 38, "indicator": 31}


def read_data(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize(
    "counts",
    [{}, {"task": 1}, {"indicator": 31}, REPORT, {"theme": 40, "suggestion": 3, "section": 200}],
    ids=["empty", "one", "block-only", "report", "lopsided"],
)
def test_no_two_cards_overlap(counts: dict[str, int]) -> None:
    view = make_crowd(**counts)
    places = place_nodes(view)
    assert places.keys() == {node.id for node in view.nodes}
    boxes = [(*places[node.id], measure_card(node)) for node in view.nodes]
    for (x, y, card), (other_x, other_y, other) in combinations(boxes, 2):
        apart_x = abs(x - other_x) >= (card.width + other.width) / 2
        assert apart_x or abs(y - other_y) >= (card.height + other.height) / 2


def test_layout_shows_the_matter() -> None:
    view = make_crowd(**REPORT)
    places = place_nodes(view)

    def of(kind: str) -> list[tuple[float, float]]:
        return [places[f"https://example.org/{kind}/{n}"] for n in range(REPORT[kind])]

    for spine in ("task", "part", "theme"):
        assert all(above[1] < below[1] for above, below in pairwise(of(spine)))
    across = ["special-column", "task", "part", "section", "suggestion", "theme"]
    firsts = [places[f"https://example.org/{kind}/0"][0] for kind in across]
    assert firsts == sorted(firsts)
    members = [places[e.target][1] for e in view.edges if e.source.endswith("/task/4")]
    assert min(members) - 20 <= of("task")[4][1] <= max(members) + 20
    assert min(y for _, y in of("indicator")) > max(y for _, y in of("section"))


def test_same_view_makes_same_bytes_in_any_order_of_nodes() -> None:
    view = make_crowd(task=3, special_column=7, indicator=2)
    page = render_graph(view)
    assert render_graph(view) == page
    assert render_graph(replace(view, nodes=view.nodes[::-1])) == page


def test_page_refers_to_nothing_outside() -> None:
    page = render_graph(make_crowd(task=2, special_column=2))
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert "sourceMappingURL" not in page
    library = (VENDOR / "vis-network.min.js").read_text(encoding="utf-8").rsplit("\n//#", 1)[0]
    assert library in page
    own = page.replace(library, "")
    assert not re.findall(r"\b(?:src|href|action)\s*=|url\(|@import|fetch\(|XMLHttp|import\(", own)
    assert set(re.findall(r"https?://[^/\"]+", own)) == {"https://example.org"}


def test_policy_allows_the_code_that_ships_and_no_other() -> None:
    page = render_graph(make_view([make_node("task", 1, HOSTILE)]))
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    code = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(code) == 3
    for one in code:
        digest = base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.findall(r"<[^>]*\s(?:style|on\w+)\s*=", page.split("<script", 1)[0])


def test_hostile_words_stay_data() -> None:
    node = make_node("suggestion", 1, HOSTILE)
    view = replace(make_view([node]), title=HOSTILE, document=HOSTILE)
    page = render_graph(view)
    assert "<img" not in page
    assert "\u2028" not in page.split('id="data">', 1)[1].split("</script>", 1)[0]
    assert read_data(page)["nodes"][0]["label"] == HOSTILE


def test_page_carries_every_node_and_edge_with_its_look() -> None:
    view = make_view(
        [make_node("task", 1), make_node("part", 1)],
        make_edge("task/1", "part/1", "corresponds", "inferred"),
        make_edge("task/1", "part/1", "corresponds"),
    )
    data = read_data(render_graph(view))
    assert [node["key"] for node in data["nodes"]] == ["task/1", "part/1"]
    assert data["nodes"][0]["quotes"][0]["start"] == 3
    assert [edge["dashes"] for edge in data["edges"]] == [True, False]
    assert set(data["looks"]) == set(NodeKind)
    for trait in ("shape", "light", "dark", "name"):
        assert len({look[trait] for look in data["looks"].values()}) == len(NodeKind)


def test_vendored_files_are_what_was_recorded() -> None:
    notes = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))
    for note in notes["vendored"]:
        content = (VENDOR / note["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == note["sha256"]
        assert f"@version {note['version']}".encode() in content
        assert all((VENDOR / name).is_file() for name in note["licence_files"])


@pytest.mark.parametrize(
    ("label", "ems", "lines"),
    [
        ("城市更新", 10, ("城市更新",)),
        ("  城市\n更新 ", 10, ("城市 更新",)),
        ("以产业为本,带动区县一体融合", 10, ("以产业为本,", "带动区县一体融合")),
        ("推进基层治理“一网统管”", 9, ("推进基层治理", "“一网统管”")),
        ("长" * 10_000, 10, ("长" * 10, "长" * 10, "长" * 9 + "…")),
        ("", 10, ("",)),
    ],
    ids=["short", "white-space", "at-a-comma", "before-a-quote", "cut", "empty"],
)
def test_labels_wrap_for_a_reader(label: str, ems: int, lines: tuple[str, ...]) -> None:
    assert wrap_label(label, ems) == lines


def test_a_label_of_marks_without_width_is_cut_too() -> None:
    assert len(wrap_label("a" + "\u0301" * 100_000, 10)) <= MAX_LINES


NODE = make_node("task", 1)
LOOSE = {
    "edge-to-nowhere": ([NODE], [make_edge("task/1", "part/9", "corresponds")]),
    "name-used-twice": ([NODE, NODE], []),
    "unknown-kind-of-node": ([replace(NODE, kind="river")], []),
    "unknown-kind-of-edge": ([NODE], [make_edge("task/1", "task/1", "likes")]),
}


@pytest.mark.parametrize(("nodes", "edges"), LOOSE.values(), ids=LOOSE.keys())
def test_a_view_that_does_not_hold_together_is_refused(
    nodes: list[ViewNode], edges: list[ViewEdge]
) -> None:
    with pytest.raises(ValueError, match=r"named|is no node|not a valid"):
        make_view(nodes, *edges)
