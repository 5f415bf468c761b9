"""What of a graph is drawn: all of it, round a node, some classes, what a query names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg import resources
from kg.audit import audit_store
from kg.cli import run
from kg.errors import UnknownNameError
from kg.pages.choosing import (
    find_node,
    keep_answer,
    keep_around,
    keep_classes,
    keep_weightiest,
)
from kg.pages.graph_page import MOST_POINTS, render_graph
from kg.pages.graph_view import read_graph_view
from kg.pages.view import GraphView, NodeKind
from kg.store import Store
from tests.conftest import INVENTED, built
from tests.crowds import make_crowd, make_edge, make_node, make_view

HANGZHOU = built("hangzhou").store


@pytest.fixture(scope="module")
def view() -> GraphView:
    return read_graph_view(HANGZHOU)


def keys(view: GraphView) -> set[str]:
    return {node.key for node in view.nodes}


def test_the_reports_graph_holds_what_its_queries_list(view: GraphView) -> None:
    counts = Counter(node.kind for node in view.nodes)
    assert counts == {
        NodeKind.TASK: 15,
        NodeKind.SPECIAL_COLUMN: 34,
        NodeKind.TARGET: 60,
        NodeKind.GOAL: 8,
        NodeKind.PART: 15,
        NodeKind.SECTION: 36,
        NodeKind.SUGGESTION: 38,
        NodeKind.THEME: 8,
        NodeKind.INDICATOR: 31,
    }
    links = Counter(edge.kind for edge in view.edges)
    assert links["announces"] == 34
    assert links["sets-target"] == 18
    assert links["cites"] == 57
    assert links["has-theme"] == 38
    assert [document.issued for document in view.documents] == ["2025-12-26"]
    assert all(node.quotes for node in view.nodes)
    assert all(node.label for node in view.nodes)
    assert (links["sets-goal"], links["adopts-goal"]) == (5, 1)
    # 60 targets, of which 26 stand in cells of the indicator table.
    assert links["for-indicator"] == 26


def test_a_node_has_what_the_audit_found_of_it() -> None:
    store = Store.open(resources.bundled_graph())
    nodes = {node.key: node for node in read_graph_view(store).nodes}
    told = {key: {each.id for each in node.remarks} for key, node in nodes.items()}
    found = [finding for finding in audit_store(store).findings if finding.subject in nodes]
    assert len(found) > 40
    for finding in found:
        assert finding.fingerprint in told[finding.subject]
    remarks = nodes["suggestion/12"].remarks
    assert [each.severity for each in remarks] == ["error", "warning", "info"]
    assert "第四篇" in remarks[0].message.zh
    assert remarks[0].message.en.endswith(".")
    assert not nodes["task/13"].remarks


def test_a_target_says_its_bound_and_unit(view: GraphView) -> None:
    labels = {node.label for node in view.nodes if node.kind == NodeKind.TARGET}
    assert "规模以上人工智能核心产业营收 >6000亿元" in labels
    assert "全市常住人口总量 ≥1300万人" in labels


CHAIN = make_view(
    [make_node("task", n) for n in range(5)],
    *(make_edge(f"task/{n}", f"task/{n + 1}", "other") for n in range(4)),
)


@pytest.mark.parametrize(
    ("depth", "kept"), [(0, {2}), (1, {1, 2, 3}), (2, set(range(5))), (99, set(range(5)))]
)
def test_around_keeps_what_is_so_many_links_away(depth: int, kept: set[int]) -> None:
    found = keep_around(CHAIN, "task/2", depth)
    assert keys(found) == {f"task/{n}" for n in kept}
    assert len(found.edges) == len(kept) - 1
    assert found.remarks[0].en == f"Only task/2 and what is {depth} links away"


def test_a_node_is_found_by_its_name_or_iri(view: GraphView) -> None:
    node = find_node(view, "suggestion/4")
    assert find_node(view, node.id) is node
    with pytest.raises(UnknownNameError, match=r"did you mean .*suggestion/4"):
        find_node(view, "sugestion/4")


@pytest.mark.parametrize("name", ["theme", "Theme", "建议主题", "THEME"])
def test_a_class_has_several_names(view: GraphView, name: str) -> None:
    assert {node.kind for node in keep_classes(view, [name]).nodes} == {NodeKind.THEME}


def test_several_classes_keep_the_links_between_them(view: GraphView) -> None:
    found = keep_classes(view, ["task", "专栏"])
    assert {edge.kind for edge in found.edges} == {"announces"}
    assert len(found.nodes) == 15 + 34


def test_an_unknown_class_gets_the_nearest_names(view: GraphView) -> None:
    with pytest.raises(UnknownNameError, match="did you mean suggestion"):
        keep_classes(view, ["sugestion"])
    with pytest.raises(UnknownNameError, match="did you mean section"):
        keep_classes(view, ["<script>"])


def test_a_query_keeps_what_its_rows_name(view: GraphView) -> None:
    found = keep_answer(view, HANGZHOU, "columns-never-cited")
    assert {node.kind for node in found.nodes} == {NodeKind.SPECIAL_COLUMN, NodeKind.TASK}
    assert {edge.kind for edge in found.edges} == {"announces"}
    assert "columns-never-cited" in found.remarks[0].zh


def test_a_query_names_nodes_by_number_too(view: GraphView) -> None:
    found = keep_answer(view, HANGZHOU, "themes-by-task", {"task": "3"})
    assert "task/3" in keys(found)
    assert {node.kind for node in found.nodes} == {NodeKind.TASK, NodeKind.THEME}


def test_what_the_page_does_not_draw_otherwise_stands_as_itself(view: GraphView) -> None:
    found = keep_answer(view, HANGZHOU, "breakthroughs")
    others = [node for node in found.nodes if node.kind == NodeKind.OTHER]
    assert len(others) == 7
    assert all(node.label for node in others)
    assert keys(found) == {node.key for node in others}
    assert render_graph(found)


def test_rows_without_a_node_are_counted(view: GraphView) -> None:
    found = keep_answer(view, HANGZHOU, "numbers-by-reading")
    assert any("name no node" in remark.en for remark in found.remarks)


def test_beyond_what_can_be_drawn_the_weightiest_stay() -> None:
    view = make_crowd(theme=3, suggestion=300, indicator=50)
    found = keep_weightiest(view, 100)
    assert len(found.nodes) == 100
    assert {f"theme/{n}" for n in range(2)} <= keys(found)
    assert found.remarks[0].en == "There are 353 nodes; the 100 with the most links are drawn"
    assert keep_weightiest(view, 353) is view


def test_a_graph_of_200_000_nodes_gets_a_page_that_says_what_it_left_out() -> None:
    page = render_graph(make_crowd(theme=20_000, suggestion=180_000))
    assert f"共有200000个节点,只画出关联最多的{MOST_POINTS}个" in page
    assert len(page.encode()) < 12_000_000


# --- The command --------------------------------------------------------------------------------


def test_the_command_draws_what_it_is_asked_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "graph.html"
    asked = [
        "--around",
        "suggestion/4",
        "--depth",
        "2",
        "--class",
        "suggestion",
        "--class",
        "theme",
    ]
    assert run(["--lang", "en", "graph", *asked, "-o", str(out)]) == 0
    said = capfd.readouterr().err
    assert "Only suggestion/4 and what is 2 links away" in said
    assert "Only of class: Suggestion, Theme" in said
    page = out.read_text(encoding="utf-8")
    assert "Only of class: Suggestion, Theme" in page
    assert '"suggestion/4"' in page
    assert '"task/1"' not in page
    assert run(["-q", "graph", "--query", "tasks", "-p", "document=nowhere", "-o", str(out)]) == 0
    assert '"size":0' in out.read_text(encoding="utf-8")


WRONG = {
    "node": (["--around", "task/99"], "did you mean task/9"),
    "class": (["--class", "theem"], "did you mean theme"),
    "query": (["--query", "taks"], "did you mean tasks"),
    "hostile-query": (["--query", "</script><img src=x onerror=alert(1)>"], "unknown query"),
    "parameter": (["--query", "tasks", "-p", "theme"], "NAME=VALUE"),
    "document": (["--document", "hangzhou"], "did you mean hangzhou-15fyp-report"),
    "depth": (["--around", "task/1", "--depth", "-1"], "-1"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_not_known_gets_the_nearest_names(
    arguments: list[str], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "graph.html"
    assert run(["--lang", "en", "-q", "graph", *arguments, "-o", str(out)]) == 2
    heard = capfd.readouterr()
    assert said in heard.err
    assert len(heard.err.splitlines()) == 1
    assert not out.exists()


def test_a_store_of_several_plans_is_drawn_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "province"
    assert run(["-q", "build", "-o", str(store)]) == 0
    assert run(["-q", "build", str(INVENTED), "--key", "qinghe", "-o", str(store)]) == 0
    out = tmp_path / "graph.html"
    assert run(["-q", "--store", str(store), "graph", "-o", str(out)]) == 0
    capfd.readouterr()
    page = out.read_text(encoding="utf-8")
    assert '"hangzhou-15fyp-report/task/1"' in page
    assert '"qinghe/task/1"' in page
