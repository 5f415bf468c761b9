"""What a reader sees and does on the graph page, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.pages.graph_page import render_graph
from kg.pages.view import GraphView


@dataclass
class Opened:
    """A page and everything that it asked for or said."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


Open = Callable[[GraphView], Opened]

MEASURE = """() => {
  const ruler = document.createElement("canvas").getContext("2d");
  const scale = kgGraph.scale();
  ruler.font = getComputedStyle(document.body).font.replace("14px", "600 14px");
  return kgGraph.nodes.map((node) => {
    const at = kgGraph.placeOf(node.id);
    return { kind: node.kind, x: at.x, y: at.y, width: node.width * scale,
      height: node.height * scale, text: 14 * scale,
      words: Math.max(...node.lines.map((line) => ruler.measureText(line).width)) * scale };
  });
}"""


@pytest.fixture
def open_graph(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Write a view's page and open it from ``file://``."""
    pages: list[Page] = []

    def open_page(view: GraphView) -> Opened:
        file = tmp_path / "graph.html"
        file.write_text(render_graph(view), encoding="utf-8", newline="\n")
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        pages.append(page)
        opened = Opened(page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.messages.append(message.text))
        page.on("pageerror", lambda error: opened.messages.append(str(error)))
        page.on("dialog", lambda dialog: opened.messages.append(f"dialog {dialog.message}"))
        page.goto(file.as_uri())
        return opened

    yield open_page
    for page in pages:
        page.close()


def label_of(view: GraphView, key: str) -> str:
    return next(node.label for node in view.nodes if node.key == key)


def click_node(page: Page, key: str) -> None:
    at = page.evaluate(
        "key => kgGraph.placeOf(kgGraph.nodes.find((node) => node.key === key).id)", key
    )
    page.locator("#drawing").click(position=at)


def test_page_opens_without_a_request_or_a_complaint(open_graph: Open, view: GraphView) -> None:
    opened = open_graph(view)
    page = opened.page
    inked = page.evaluate(
        """() => { const canvas = document.querySelector("#drawing canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, place) => place % 4 === 3 && value > 0).length; }"""
    )
    assert inked > 200_000
    expect(page.locator("h1")).to_have_text(view.title)
    expect(page.locator("footer")).to_contain_text("sha256 0123456789ab kg 0.1.0")
    expect(page.locator("#count")).to_have_text("显示 187/187")
    assert page.locator("#legend button").all_inner_texts() == [
        *("重点任务\n15", "专栏\n34", "纲要篇目\n16", "建议主题\n8"),
        *("人大建议\n38", "指标\n31", "章节\n45"),
    ]
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert opened.requests == [page.url]
    assert opened.messages == []


def test_labels_are_readable_and_apart_at_first_sight(open_graph: Open, view: GraphView) -> None:
    boxes = open_graph(view).page.evaluate(MEASURE)
    assert min(box["text"] for box in boxes) >= 10.99
    assert all(box["words"] <= box["width"] for box in boxes)
    for one, other in combinations(boxes, 2):
        apart_x = abs(one["x"] - other["x"]) >= (one["width"] + other["width"]) / 2
        apart_y = abs(one["y"] - other["y"]) >= (one["height"] + other["height"]) / 2
        assert apart_x or apart_y
    assert all(0 < box["x"] < 1440 for box in boxes)


def test_a_click_leads_to_the_words_and_along_the_links(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    panel = page.locator("#panel")
    click_node(page, "suggestion/4")
    expect(panel.locator("h2")).to_have_text(label_of(view, "suggestion/4"))
    expect(panel.locator(".panel-top")).to_contain_text("人大建议suggestion/4")
    expect(panel.locator("dd").first).to_have_text("4")
    expect(panel.locator("mark")).to_have_text(label_of(view, "suggestion/4"))
    expect(panel.locator("cite")).to_have_text(re.compile(r"^字符 400–4\d\d$"))
    panel.get_by_role("button", name="属于主题").click()
    expect(panel.locator(".panel-top")).to_contain_text("theme/1")
    expect(panel.locator("h3").filter(has_text="来自")).to_have_text("来自 7 条")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    click_node(page, "task/1")
    expect(panel.locator("h2")).to_have_text(label_of(view, "task/1"))
    page.locator("#drawing").click(position={"x": 4, "y": 4})
    expect(panel).to_be_hidden()


def test_search_is_walked_by_keyboard(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    page.locator("#search").fill("INDICATOR/31")
    expect(page.locator("#results button")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    expect(page.locator("#panel h2")).to_have_text(label_of(view, "indicator/31"))
    page.locator("#search").fill("没有的词")
    expect(page.locator("#results")).to_have_text("没有找到")


def test_legend_and_chain_choose_what_is_drawn(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    chip = page.get_by_role("button", name="章节")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#count")).to_have_text("显示 142/187")
    click_node(page, "theme/5")
    page.get_by_role("button", name="只看这一条的链路").click()
    expect(page.locator("#notice")).to_contain_text(label_of(view, "theme/5"))
    shown = int(re.findall(r"\d+", page.locator("#count").inner_text())[0])
    assert 10 < shown < 40
    page.get_by_role("button", name="重置").click()
    expect(page.locator("#count")).to_have_text("显示 187/187")


def test_hostile_words_are_shown_and_never_run(open_graph: Open, view: GraphView) -> None:
    hostile = label_of(view, "suggestion/38")
    assert "</script><img" in hostile
    opened = open_graph(replace(view, title=hostile, document=hostile))
    page = opened.page
    page.locator("#search").fill("onerror")
    page.locator("#search").press("Enter")
    assert page.locator("#panel h2").text_content() == hostile
    assert page.locator("#panel mark").text_content() == hostile
    assert page.locator("h1").text_content() == hostile
    assert page.locator("img").count() == 0
    assert opened.messages == []


def test_an_empty_view_says_so(open_graph: Open, view: GraphView) -> None:
    opened = open_graph(replace(view, nodes=(), edges=()))
    expect(opened.page.locator("#notice")).to_have_text("没有可显示的条目")
    assert opened.messages == []
