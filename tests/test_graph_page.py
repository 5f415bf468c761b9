"""The graph page as text: what stands where, what may run, what leads outside."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import tomllib
import zlib
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.errors import Words
from kg.pages.cards import MAX_LINES, measure_card, wrap_label
from kg.pages.force import FEW, place_by_force
from kg.pages.graph_page import MOST_CARDS, TEMPLATES, VENDOR, SiteLinks, render_graph
from kg.pages.initials import list_initials
from kg.pages.kept_layout import cache_folder, place_or_recall
from kg.pages.layout import build_digraph, place_nodes
from kg.pages.looks import LOOKS, RELATIONS
from kg.pages.page_data import assign_themes
from kg.pages.view import EdgeKind, NodeKind, ViewDocument, ViewEdge, ViewNode, ViewRule
from tests.crowds import BASE, REPORT, make_crowd, make_edge, make_node, make_view

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&<!--\u2028"
OWN = [*(TEMPLATES / "graph").glob("*.js"), *(TEMPLATES / "shared").glob("*.js")]


def read_block(page: str, name: str) -> Any:
    found = re.search(rf'<script type="([^"]+)" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    if found[1] == "application/json":
        return json.loads(found[2])
    return json.loads(zlib.decompress(base64.b64decode(found[2]), -zlib.MAX_WBITS))


def unpack(columns: dict[str, Any], size: int) -> list[dict[str, Any]]:
    return [
        {name: each[row] if isinstance(each, list) else each for name, each in columns.items()}
        for row in range(size)
    ]


def read_nodes(page: str) -> list[dict[str, Any]]:
    data = read_block(page, "data")
    return unpack(data["nodes"], data["size"])


# --- Where things stand -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "counts",
    [
        {},
        {"task": 1},
        {"indicator": 31},
        REPORT,
        {"theme": 40, "suggestion": 3, "section": 200},
        {"task": 2, "target": 90},
        {"task": 3, "target": 12, "goal": 9},
    ],
    ids=["empty", "one", "block-only", "report", "lopsided", "targets", "goals"],
)
def test_no_two_cards_overlap(counts: dict[str, int]) -> None:
    view = make_crowd(**counts)
    places = place_nodes(build_digraph(view))
    assert places.keys() == {node.id for node in view.nodes}
    boxes = [(*places[node.id], measure_card(node)) for node in view.nodes]
    for (x, y, card), (other_x, other_y, other) in combinations(boxes, 2):
        apart_x = abs(x - other_x) >= (card.width + other.width) / 2
        assert apart_x or abs(y - other_y) >= (card.height + other.height) / 2


def test_layout_shows_the_matter() -> None:
    view = make_crowd(**REPORT)
    places = place_nodes(build_digraph(view))

    def of(kind: str) -> list[tuple[int, int]]:
        return [places[f"{BASE}{kind}/{n}"] for n in range(REPORT[kind])]

    for spine in ("task", "part", "theme"):
        assert all(above[1] < below[1] for above, below in pairwise(of(spine)))
    across = ["special-column", "target", "task", "part", "section", "suggestion", "theme"]
    firsts = [places[f"{BASE}{kind}/0"][0] for kind in across]
    assert firsts == sorted(firsts)
    columns = [e.target for e in view.edges if e.kind == "announces" and e.source.endswith("/4")]
    members = [places[column][1] for column in columns]
    assert min(members) - 20 <= of("task")[4][1] <= max(members) + 20
    assert min(y for _, y in of("indicator")) > max(y for _, y in of("section"))


def test_targets_of_no_task_stand_below() -> None:
    loose = make_node("target", 7)
    view = make_crowd(task=2, target=2)
    places = place_nodes(build_digraph(replace(view, nodes=(*view.nodes, loose))))
    assert places[loose.id][1] > max(y for name, (_, y) in places.items() if name != loose.id)


def test_goals_stand_among_the_targets_of_their_task() -> None:
    kinds = ("task", "target", "goal")
    nodes = [make_node(kind, number) for kind in kinds for number in range(3)]
    ties = [make_edge(f"task/{n}", f"target/{n}", "sets-target") for n in (0, 1)]
    ties += [make_edge(f"task/{n}", f"goal/{n}", "sets-goal") for n in (0, 1)]
    places = place_nodes(build_digraph(make_view(nodes, *ties)))

    def of(kind: str, number: int) -> tuple[int, int]:
        return places[f"{BASE}{kind}/{number}"]

    for number in (0, 1):
        assert of("target", number)[0] == of("goal", number)[0] < of("task", number)[0]
    assert max(of("goal", 0)[1], of("target", 0)[1]) < min(of("goal", 1)[1], of("target", 1)[1])
    lanes = max(of("goal", 1)[1], of("target", 1)[1], of("task", 2)[1])
    assert min(of("goal", 2)[1], of("target", 2)[1]) > lanes


def test_several_documents_stand_one_below_the_other() -> None:
    view = make_crowd(task=3, special_column=5)
    other = ViewDocument(key="yunxi", title="云溪市报告", sha256="0" * 64)
    moved = [
        replace(node, id=node.id.replace("linjiang", "yunxi"), document="yunxi")
        for node in view.nodes
    ]
    both = replace(
        view, nodes=(*view.nodes, *moved), documents=(*view.documents, other), edges=view.edges
    )
    places = place_nodes(build_digraph(both))
    rows = {
        key: [y for name, (_, y) in places.items() if f"/{key}/" in name]
        for key in ("linjiang", "yunxi")
    }
    assert max(rows["linjiang"]) < min(rows["yunxi"])


@pytest.mark.parametrize(
    "counts", [{}, {"task": 1}, {"indicator": 9}, REPORT], ids=["empty", "one", "apart", "report"]
)
def test_the_force_layout_gives_each_a_place_of_its_own(counts: dict[str, int]) -> None:
    graph = build_digraph(make_crowd(**counts))
    places = place_by_force(graph)
    assert places == place_by_force(graph)
    assert places.keys() == set(graph)
    assert len(set(places.values())) == len(graph)


def test_what_is_linked_lies_nearer_than_what_is_not() -> None:
    graph = build_digraph(make_crowd(theme=6, suggestion=60))
    places = place_by_force(graph)

    def far(one: str, other: str) -> float:
        (x, y), (u, v) = places[one], places[other]
        return math.hypot(x - u, y - v)

    linked = [far(source, target) for source, target in graph.edges()]
    other = [far(one, two) for one, two in combinations(graph, 2)]
    assert sum(linked) / len(linked) < 0.5 * sum(other) / len(other)


def test_the_layout_of_a_large_graph_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = build_digraph(make_crowd(theme=100, suggestion=FEW))
    computed = place_or_recall(graph, tmp_path)
    [file] = (tmp_path / "layouts").iterdir()
    with monkeypatch.context() as without:
        without.setattr("kg.pages.kept_layout.place_by_force", lambda _: pytest.fail("computed"))
        assert place_or_recall(graph, tmp_path) == computed
    for damage in (b"", b"[[1,2]]", b"[1,2]", b'{"a":1}', b"\xff"):
        file.write_bytes(damage)
        assert place_or_recall(graph, tmp_path) == computed
    other = build_digraph(make_crowd(theme=101, suggestion=FEW))
    assert place_or_recall(other, tmp_path) != computed
    (tmp_path / "blocked").write_bytes(b"")
    assert place_or_recall(graph, tmp_path / "blocked") == computed


def test_the_place_for_layouts_is_the_users_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    monkeypatch.delenv("KG_CACHE", raising=False)
    assert cache_folder() == Path("/somewhere/planning-kg")
    monkeypatch.setenv("KG_CACHE", "/elsewhere")
    assert cache_folder() == Path("/elsewhere")


# --- What the page is made of -------------------------------------------------------------------


def test_same_view_makes_same_bytes_in_any_order_of_nodes() -> None:
    view = make_crowd(task=3, special_column=7, indicator=2)
    page = render_graph(view)
    assert render_graph(view) == page
    assert render_graph(replace(view, nodes=view.nodes[::-1])) == page


SIZES = {"cards": {"task": 2, "special_column": 2}, "points": {"task": 2, "target": MOST_CARDS}}


@pytest.mark.parametrize("counts", SIZES.values(), ids=SIZES.keys())
def test_page_refers_to_nothing_outside(counts: dict[str, int]) -> None:
    page = render_graph(make_crowd(**counts))
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert "sourceMappingURL" not in page
    for path in VENDOR.glob("*.js"):
        library = path.read_text(encoding="utf-8").split("\n//# sourceMapping", 1)[0]
        page = page.replace(library, "")
    assert len(page) < 1_500_000
    assert not re.findall(
        r"\b(?:src|href|action)\s*=\"|url\(|@import|fetch\(|XMLHttp|import\(", page
    )
    assert set(re.findall(r"https?://[^/\"]+", page)) <= {"https://w3id.org"}


@pytest.mark.parametrize("counts", SIZES.values(), ids=SIZES.keys())
def test_policy_allows_the_code_that_ships_and_no_other(counts: dict[str, int]) -> None:
    view = make_crowd(**counts)
    page = render_graph(replace(view, nodes=(*view.nodes, make_node("theme", 1, HOSTILE))))
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    code = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(code) > 10
    for one in code:
        digest = base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.split("style-src")[0].count("sha256-") == len(code) - 1
    assert not re.findall(r"<[^>]*\s(?:style|on\w+)\s*=", page.split("<script", 1)[0])


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_own_scripts_write_text_and_never_markup(path: Any) -> None:
    code = path.read_text(encoding="utf-8")
    assert code.startswith('"use strict";\n// ')
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(", code
    )
    assert len(code.splitlines()) <= 400


def test_every_word_is_said_in_both_languages_and_used() -> None:
    words = json.loads((TEMPLATES / "graph/words.json").read_text(encoding="utf-8"))
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    code = "".join(path.read_text(encoding="utf-8") for path in OWN)
    code += (TEMPLATES / "graph.html").read_text(encoding="utf-8")
    said = set(re.findall(r'(?:say|said)\("([\w.]+)"', code))
    said |= set(re.findall(r'data-(?:label|hint)="([\w.]+)"', code))
    assert said <= set(words)
    made = (
        "code.",
        "facet.",
        "layout",
        "reading.",
        "notice.",
        "hops",
        "chain",
        "outgoing",
        "incoming",
    )
    assert [name for name in words if name not in said and not name.startswith(made)] == []


def test_hostile_words_stay_data() -> None:
    node = make_node("suggestion", 1, HOSTILE)
    view = replace(make_view([node]), title=HOSTILE)
    page = render_graph(view)
    assert "<img" not in page
    assert "\u2028" not in page.split('id="data">', 1)[1].split("</script>", 1)[0]
    assert read_nodes(page)[0]["label"] == HOSTILE
    assert read_block(page, "details")["nodes"][0][2][0][2] == HOSTILE


def test_page_carries_every_node_and_edge_with_its_look() -> None:
    view = make_view(
        [make_node("task", 1), make_node("part", 1)],
        make_edge("task/1", "part/1", "corresponds", "inferred"),
        make_edge("task/1", "part/1", "corresponds"),
    )
    page = render_graph(view)
    data = read_block(page, "data")
    assert [node["key"] for node in read_nodes(page)] == ["task/1", "part/1"]
    edges = unpack(data["edges"], data["edgeSize"])
    assert [(edge["from"], edge["to"], edge["basis"]) for edge in edges] == [
        (0, 1, "inferred"),
        (0, 1, "explicit"),
    ]
    assert {kind["key"] for kind in data["kinds"]} == set(NodeKind) == set(LOOKS)
    assert {relation["key"] for relation in data["relations"]} == set(EdgeKind) == set(RELATIONS)
    for trait in ("shape", "light", "dark", "name"):
        assert len({json.dumps(look[trait]) for look in data["kinds"]}) == len(NodeKind)
    details = read_block(page, "details")
    iri, facts, quotes, address, remarks, rules = details["nodes"][0]
    assert (iri, address, remarks, rules) == (f"{BASE}task/1", "", [], [])
    assert [details["headings"][heading] for heading, _ in facts] == [
        ["序号", "n", False],
        ["依据", "basis", True],
    ]
    assert quotes[0][:2] == [3, 3 + len(view.nodes[0].label)]


def test_the_panel_has_the_rules_by_which_a_node_was_read() -> None:
    rules = [ViewRule(f"r{n}", Words("甲", "a"), Words("乙。", "b.")) for n in range(2)]
    nodes = [
        replace(make_node("task", 1), rules=(rules[1],)),
        replace(make_node("task", 2), rules=(rules[0], rules[1])),
    ]
    details = read_block(render_graph(make_view(nodes)), "details")
    read_by = [[details["rules"][rank][0] for rank in row[5]] for row in details["nodes"]]
    assert read_by == [["r1"], ["r0", "r1"]]
    assert details["rules"][0] == ["r1", ["甲", "a"], ["乙。", "b."]]


def test_a_node_without_a_label_is_called_by_its_name() -> None:
    node = replace(make_node("task", 1), label="", quotes=(), facts=())
    assert [each["label"] for each in read_nodes(render_graph(make_view([node])))] == ["task/1"]


def test_a_large_graph_has_the_same_data_in_the_same_form() -> None:
    view = make_crowd(task=2, target=MOST_CARDS)
    page = render_graph(view)
    nodes = read_nodes(page)
    assert read_block(page, "data")["layouts"] == ["force"]
    assert len(nodes) == len(view.nodes)
    assert "lines" not in nodes[0]
    details = read_block(page, "details")["nodes"]
    assert [row[0] for row in details] == [f"{BASE}{node['key']}" for node in nodes]
    assert "vis-network" not in page


def test_a_page_of_a_site_links_to_its_pages() -> None:
    node = make_node("task", 1)
    site = SiteLinks(
        home="index.html",
        text="text.html",
        audit="audit.html",
        rules="rules.html",
        pages={node.id: "node/task-1.html"},
    )
    page = render_graph(make_view([node, make_node("part", 2)]), site=site)
    assert '<h1><a href="index.html">规划纲要</a></h1>' in page
    assert read_block(page, "data")["text"] == "text.html"
    assert read_block(page, "data")["rules"] == "rules.html"
    assert [row[3] for row in read_block(page, "details")["nodes"]] == ["node/task-1.html", ""]


def test_the_page_opens_in_the_language_asked_for() -> None:
    page = render_graph(make_view([make_node("task", 1)]), lang="en")
    assert '<html lang="en">' in page
    assert ">the ledger is not drawn</li>" in page
    assert read_block(page, "data")["lang"] == "en"


def test_vendored_files_are_what_was_recorded() -> None:
    notes = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))
    for note in notes["vendored"]:
        content = (VENDOR / note["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == note["sha256"]
        assert (
            f"@{note['version']} (" in note["package"] or f" {note['version']} (" in note["package"]
        )
        assert all((VENDOR / name).is_file() for name in note["licence_files"])
    named = {note["file"] for note in notes["vendored"]}
    named |= {name for note in notes["vendored"] for name in note["licence_files"]}
    assert {path.name for path in VENDOR.iterdir()} == named | {"VENDORED.toml"}


# --- Themes and initials ------------------------------------------------------------------------


def test_a_node_has_the_theme_of_what_it_hangs_from() -> None:
    view = make_view(
        [make_node(kind, 1) for kind in ("theme", "task", "special-column", "target", "part")]
        + [make_node("section", 1), make_node("suggestion", 1), make_node("indicator", 1)],
        make_edge("task/1", "theme/1", "responsible"),
        make_edge("suggestion/1", "theme/1", "has-theme"),
        make_edge("task/1", "special-column/1", "announces"),
        make_edge("task/1", "target/1", "sets-target"),
        make_edge("task/1", "part/1", "corresponds"),
        make_edge("section/1", "part/1", "in-part"),
        make_edge("target/1", "indicator/1", "matches"),
    )
    themes = assign_themes(build_digraph(view))
    assert [name for name, found in themes.items() if not found] == [f"{BASE}indicator/1"]


def test_a_character_has_the_initials_of_all_its_readings() -> None:
    found = list_initials(["重庆长三角", "AI"])
    assert {letter for letter, characters in found.items() if "重" in characters} >= {"z", "c"}
    assert {letter for letter, characters in found.items() if "长" in characters} == {"c", "z"}
    assert found["q"] == "庆"
    assert list_initials([]) == {}


# --- Labels -------------------------------------------------------------------------------------


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
    "unknown-document": ([replace(NODE, document="nowhere")], []),
}


@pytest.mark.parametrize(("nodes", "edges"), LOOSE.values(), ids=LOOSE.keys())
def test_a_view_that_does_not_hold_together_is_refused(
    nodes: list[ViewNode], edges: list[ViewEdge]
) -> None:
    with pytest.raises(ValueError, match=r"named|is no node|not a valid|is no document"):
        make_view(nodes, *edges)
