"""What a reader sees and does on the graph page, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kg.errors import Words
from kg.pages.graph_page import SiteLinks, render_graph
from kg.pages.graph_view import read_graph_view
from kg.pages.view import GraphView, Remark, ViewRule
from tests.browser.axe import find_violations
from tests.conftest import built
from tests.crowds import BASE, make_crowd, make_edge, make_node, make_view


@dataclass
class Opened:
    """A page and everything that it asked for or said."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def hear(self, message: str) -> None:
        if not SLOW_CARD.search(message):
            self.messages.append(message)


Open = Callable[..., Opened]

MEASURE = """() => {
  const ruler = document.createElement("canvas").getContext("2d");
  const scale = kgGraph.scale();
  ruler.font = getComputedStyle(document.body).font.replace("14px", "600 14px");
  return kgGraph.boxes().map((box) => {
    const { key, lines, look } = kgGraph.nodes[box.id];
    return { ...box, key, kind: look.key, text: 14 * scale,
      words: Math.max(...lines.map((line) => ruler.measureText(line).width)) * scale };
  });
}"""
# The node in sight that stands farthest from all others.
LONELIEST = """() => {
  const boxes = kgGraph.boxes().filter(({ x, y }) => x > 60 && x < 960 && y > 60 && y < 700);
  const room = (one) => Math.min(...boxes.filter((other) => other.id !== one.id)
    .map((other) => Math.hypot(one.x - other.x, one.y - other.y)));
  const best = boxes.reduce((one, other) => (room(one) >= room(other) ? one : other));
  return kgGraph.nodes[best.id].key;
}"""
# What sigma's own reading of the picture makes Chromium say about software rendering.
SLOW_CARD = re.compile(r"GL Driver Message .*GPU stall due to ReadPixels")
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">这里</a>',
    "\"'` onmouseover=alert(1) &lt;b&gt;&amp;",
    "\u202e右到左\u202c \u2066孤立\u2069\u200f",
    "長" * 10_000,
    "",
]


@pytest.fixture
def open_graph(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Write a view's page and open it from ``file://``."""
    pages: list[Page] = []

    def open_page(view: GraphView, mark: str = "", **options: Any) -> Opened:
        file = tmp_path / "graph.html"
        file.write_text(render_graph(view, **options), encoding="utf-8", newline="\n")
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        pages.append(page)
        opened = Opened(page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.hear(message.text))
        page.on("pageerror", lambda error: opened.messages.append(str(error)))
        page.on("dialog", lambda dialog: opened.messages.append(f"dialog {dialog.message}"))
        page.goto(file.as_uri() + mark)
        page.wait_for_selector("html[data-drawn]")
        return opened

    yield open_page
    for page in pages:
        page.close()


def label_of(view: GraphView, key: str) -> str:
    return next(node.label for node in view.nodes if node.key == key)


def place_of(page: Page, key: str) -> Any:
    return page.evaluate(
        "key => kgGraph.placeOf(kgGraph.nodes.find((node) => node.key === key).id)", key
    )


def tops_of(found: Locator) -> set[float]:
    return {box["y"] for one in found.all() if (box := one.bounding_box())}


def click_node(page: Page, key: str) -> None:
    page.locator("#drawing").click(position=place_of(page, key))


def open_node(page: Page, key: str) -> None:
    page.locator("#search").fill(key)
    page.locator("#search").press("Enter")


def shown(page: Page) -> int:
    return int(re.findall(r"\d+", page.locator("#count").inner_text())[0])


def inked(page: Page) -> int:
    """How many pixels of a picture of the drawing are not of its ground."""
    found = page.evaluate(
        """() => {
        const canvas = kgGraph.picture();
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let at = 0; at < data.length; at += 4) {
          if ([0, 1, 2].some((part) => data[at + part] !== data[part])) count += 1;
        }
        return count; }"""
    )
    assert isinstance(found, int)
    return found


def overlapping(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (one["key"], other["key"])
        for one, other in combinations(boxes, 2)
        if abs(one["x"] - other["x"]) < (one["width"] + other["width"]) / 2
        and abs(one["y"] - other["y"]) < (one["height"] + other["height"]) / 2
    ]


# --- At the first sight -------------------------------------------------------------------------


def test_page_opens_without_a_request_or_a_complaint(open_graph: Open, view: GraphView) -> None:
    opened = open_graph(view)
    page = opened.page
    assert inked(page) > 200_000
    expect(page.locator("h1")).to_have_text(view.title)
    expect(page.locator("footer")).to_contain_text("sha256 0123456789ab kg 0.1.0")
    expect(page.locator("#count")).to_have_text("显示 205/205")
    assert page.locator("#legend button").all_inner_texts() == [
        *("重点任务\n15", "专栏\n34", "目标值\n18", "纲要篇目\n16", "章节\n45"),
        *("调研报告建议\n38", "建议主题\n8", "指标\n31"),
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
    assert overlapping(boxes) == []
    assert all(0 < box["x"] < 1440 for box in boxes)


def test_the_reports_own_labels_are_readable_and_apart(open_graph: Open) -> None:
    boxes = open_graph(read_graph_view(built("hangzhou").store)).page.evaluate(MEASURE)
    assert min(box["text"] for box in boxes) >= 10.99
    assert all(box["words"] <= box["width"] for box in boxes)
    assert overlapping(boxes) == []
    lanes = [box for box in boxes if box["kind"] in {"task", "special-column", "suggestion"}]
    assert len(lanes) == 15 + 34 + 38
    for box in lanes:
        assert box["x"] - box["width"] / 2 >= 0
        assert box["x"] + box["width"] / 2 <= 1440
        assert box["y"] + box["height"] / 2 <= 900


# --- The panel ----------------------------------------------------------------------------------


def test_a_click_leads_to_the_words_and_along_the_links(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    panel = page.locator("#panel")
    click_node(page, "suggestion/4")
    expect(panel.locator("h2")).to_have_text(label_of(view, "suggestion/4"))
    expect(panel.locator(".panel-top")).to_contain_text("调研报告建议suggestion/4")
    expect(panel.locator("dd")).to_have_text(["4", "原文点名"])
    expect(panel.locator("mark")).to_have_text(label_of(view, "suggestion/4"))
    expect(panel.locator("cite")).to_have_text(re.compile(r"^字符 400–4\d\d$"))
    expect(panel.locator(".iri")).to_have_text(f"{BASE}suggestion/4")
    panel.get_by_role("button", name="属于主题").click()
    expect(panel.locator(".panel-top")).to_contain_text("theme/1")
    expect(panel.locator("h3").filter(has_text="来自")).to_have_text("来自 7 条")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    click_node(page, "task/1")
    expect(panel.locator("h2")).to_have_text(label_of(view, "task/1"))
    page.locator("#drawing").click(position={"x": 4, "y": 4})
    expect(panel).to_be_hidden()


def test_the_panel_says_what_the_audit_found(open_graph: Open) -> None:
    words = Words("<b>所引的篇</b>不存在", "there is no such part")
    remarks = (
        Remark(id="ab12", severity="error", message=words),
        Remark(id="cd34", severity="info", message=words, is_open=False),
    )
    view = make_crowd(task=2, goal=2)
    view = replace(view, nodes=(replace(view.nodes[0], remarks=remarks), *view.nodes[1:]))
    page = open_graph(view).page
    open_node(page, "task/0")
    found = page.locator("#panel .remarks li")
    expect(found).to_have_text(["错误<b>所引的篇</b>不存在", "提示 (已说明)<b>所引的篇</b>不存在"])
    expect(page.locator("#panel h3").first).to_have_text("审核发现 2 条")
    assert find_violations(page) == []
    page.get_by_role("button", name="English").click()
    expect(found.first).to_have_text("errorthere is no such part")
    expect(page.locator("#panel h3").filter(has_text="Links")).to_be_visible()
    open_node(page, "task/1")
    expect(page.locator("#panel mark")).to_be_visible()
    expect(found).to_have_count(0)


def test_an_address_of_a_node_brings_it_into_sight(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view, "#node=indicator/31").page
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    page.wait_for_function(
        """() => { const { id } = kgGraph.nodes.find(({ key }) => key === "indicator/31");
        const at = kgGraph.placeOf(id);
        return at.x > 0 && at.x < 1040 && at.y > 0 && at.y < 860; }"""
    )


def test_the_legend_stands_in_one_line(open_graph: Open) -> None:
    page = open_graph(read_graph_view(built("hangzhou").store)).page
    assert len(tops_of(page.locator("#legend button"))) == 1
    assert page.locator("#legend button").count() == 9


def test_a_page_of_a_site_leads_to_the_text_and_the_nodes_page(
    open_graph: Open, view: GraphView
) -> None:
    site = SiteLinks(
        home="index.html",
        text="text.html",
        audit="audit.html",
        rules="rules.html",
        pages={f"{BASE}task/2": "node/task-2.html"},
    )
    rule = ViewRule(
        "heading-task", Words("任务标题", "heading of a task"), Words("有编号。", "It has one.")
    )
    view = replace(view, nodes=tuple(replace(node, rules=(rule,)) for node in view.nodes))
    page = open_graph(view, site=site).page
    open_node(page, "task/2")
    read_by = page.get_by_role("link", name="任务标题")
    expect(read_by).to_have_attribute("href", "rules.html#r-heading-task")
    expect(page.locator("#panel .rules")).to_contain_text("有编号。")
    link = page.get_by_role("link", name="在原文中查看")
    expect(link).to_have_attribute("href", re.compile(r"^text\.html#e-200-2\d\d$"))
    expect(page.get_by_role("link", name="详情页")).to_have_attribute("href", "node/task-2.html")
    open_node(page, "task/3")
    expect(page.locator("#panel mark")).to_be_visible()
    expect(page.get_by_role("link", name="详情页")).to_have_count(0)


# --- Search -------------------------------------------------------------------------------------


def test_search_is_walked_by_keyboard(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("INDICATOR/31")
    expect(page.locator("#results button").first).to_contain_text("indicator/31")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    expect(page.locator("#panel h2")).to_have_text(label_of(view, "indicator/31"))
    page.locator("#search").fill("没有的词")
    expect(page.locator("#results")).to_have_text("没有找到")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("古城保护", "task/7"),
        ("tjgcbhywlrhfz", "task/7"),  # 推进古城保护与文旅融合发展
        ("theme/3", "theme/3"),
        ("zhongyuan", ""),
        ("ＣＨＳＪ", "task/5"),  # 加快城市更新…: full-width letters
    ],
    ids=["words", "initials", "number", "nothing", "full-width"],
)
def test_search_knows_words_numbers_and_initials(
    open_graph: Open, view: GraphView, words: str, key: str
) -> None:
    page = open_graph(view).page
    page.locator("#search").fill("csgx" if words == "ＣＨＳＪ" else words)
    found = page.locator("#results small").all_inner_texts()
    assert key in found if key else found == []


# --- Filters, chains, links ---------------------------------------------------------------------


def test_the_legend_filters_by_class(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    chip = page.get_by_role("button", name="章节")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#count")).to_have_text("显示 160/205")
    page.get_by_role("button", name="重置").click()
    expect(page.locator("#count")).to_have_text("显示 205/205")


@pytest.mark.parametrize(
    ("name", "choice", "expected"),
    [
        ("主题", "不属于任何主题", 205 - 31 - 5),
        ("支撑", "仅写出名称", 205 - 10),
        ("关联", "设置专栏", 205),
        ("依据", "推断", 205),
    ],
)
def test_the_other_filters_hide_what_is_switched_off(
    open_graph: Open, view: GraphView, name: str, choice: str, expected: int
) -> None:
    page = open_graph(view).page
    page.get_by_role("button", name="筛选").click()
    before = inked(page)
    group = page.get_by_role("group", name=name)
    group.get_by_role("checkbox", name=choice).uncheck()
    assert inked(page) < before
    if name != "主题":
        assert shown(page) == expected
    group.get_by_role("button", name="全不选").click()
    assert shown(page) in ({0, 205 - 38} if name in ("主题", "支撑") else {205})
    group.get_by_role("button", name="全选").click()
    assert shown(page) == 205
    assert inked(page) == before


def test_a_support_that_nothing_has_is_no_filter(open_graph: Open) -> None:
    page = open_graph(make_crowd(task=2, special_column=3, theme=2, suggestion=4)).page
    page.get_by_role("button", name="筛选").click()
    assert page.locator("#choices legend").all_inner_texts() == ["主题", "关联"]


def test_a_chain_shows_one_suggestion_alone(open_graph: Open) -> None:
    kinds = ("task", "part", "section", "suggestion", "theme", "special-column", "target")
    view = make_view(
        [make_node(kind, number) for kind in kinds for number in (1, 2)],
        make_edge("suggestion/1", "section/1", "cites"),
        make_edge("suggestion/2", "section/2", "cites"),
        make_edge("suggestion/1", "theme/1", "has-theme"),
        make_edge("suggestion/2", "theme/1", "has-theme"),
        make_edge("section/1", "part/1", "in-part"),
        make_edge("section/2", "part/1", "in-part"),
        make_edge("task/1", "part/1", "corresponds"),
        make_edge("task/1", "special-column/1", "announces"),
        make_edge("task/1", "target/1", "sets-target"),
    )
    page = open_graph(view).page
    open_node(page, "suggestion/1")
    page.get_by_role("button", name="只看链路").click()
    boxes = page.evaluate(MEASURE)
    assert {box["key"] for box in boxes} == {
        *("suggestion/1", "section/1", "part/1", "task/1", "theme/1"),
    }
    assert overlapping(boxes) == []
    expect(page.locator("#notice")).to_contain_text(label_of(view, "suggestion/1"))
    page.get_by_role("button", name="1 步以内").click()
    expect(page.locator("#count")).to_have_text("显示 3/14")
    page.get_by_role("button", name="2 步以内").click()
    expect(page.locator("#count")).to_have_text("显示 5/14")
    page.get_by_role("button", name="显示全部").click()
    expect(page.locator("#count")).to_have_text("显示 14/14")


def test_what_a_filter_hides_comes_back_when_it_is_asked_for(
    open_graph: Open, view: GraphView
) -> None:
    page = open_graph(view).page
    page.get_by_role("button", name="指标", exact=False).last.click()
    assert shown(page) == 174
    open_node(page, "indicator/3")
    assert shown(page) == 205


# --- The address --------------------------------------------------------------------------------


def test_an_address_brings_back_node_chain_filters_layout_and_language(
    open_graph: Open, view: GraphView
) -> None:
    page = open_graph(view).page
    page.get_by_role("button", name="章节").click()
    page.get_by_role("button", name="力导向布局").click()
    page.get_by_role("button", name="English").click()
    click_node(page, "task/4")
    address = page.url
    assert "node=task%2F4" in address
    assert "hide-kind=section" in address
    again = open_graph(view, address[address.index("#") :]).page
    expect(again.locator("#panel h2")).to_have_text(label_of(view, "task/4"))
    expect(again.locator("#count")).to_have_text("Showing 160/205")
    expect(again.get_by_role("button", name="By matter")).to_be_visible()
    open_node(again, "suggestion/5")
    again.get_by_role("button", name="Chain only").click()
    count = again.locator("#count").inner_text()
    third = open_graph(view, again.url[again.url.index("#") :]).page
    expect(third.locator("#count")).to_have_text(count)
    expect(third.locator("#notice")).to_contain_text(label_of(view, "suggestion/5"))


@pytest.mark.parametrize(
    "mark",
    [
        "#node=task/99&round=chain:nowhere&hide-kind=river&layout=star&lang=fr",
        "#%3Cscript%3E=1&node=%00&hide-theme=__proto__,constructor",
        "#round=__proto__:task/1&node=<img src=x onerror=alert(1)>",
    ],
)
def test_an_address_that_names_nothing_changes_nothing(
    open_graph: Open, view: GraphView, mark: str
) -> None:
    opened = open_graph(view, mark)
    expect(opened.page.locator("#count")).to_have_text("显示 205/205")
    expect(opened.page.locator("#panel")).to_be_hidden()
    assert opened.messages == []


# --- Layouts, pictures, paper, keyboard, languages ----------------------------------------------


def test_the_force_layout_names_what_has_room(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    page.get_by_role("button", name="力导向布局").click()
    first = page.evaluate("kgGraph.named()")
    height = page.locator("#drawing").evaluate("(drawing) => drawing.clientHeight")
    named = page.evaluate("kgGraph.named().map(([id]) => kgGraph.placeOf(id).y)")
    assert max(named) + 20 < height
    boxes = [{"key": str(key), **box} for key, box in first]
    for one, other in combinations(boxes, 2):
        apart = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    assert 20 < len(boxes) < 205
    for _ in range(6):
        page.get_by_role("button", name="放大").click()
    assert len(page.evaluate("kgGraph.named()")) > len(boxes)
    page.get_by_role("button", name="全图").click()
    click_node(page, "task/3")
    expect(page.locator("#panel h2")).to_have_text(label_of(view, "task/3"))


def test_a_picture_is_saved(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    with page.expect_download() as waited:
        page.get_by_role("button", name="存为图片").click()
    saved = waited.value
    assert saved.suggested_filename.endswith(".png")
    assert Path(saved.path()).read_bytes().startswith(b"\x89PNG")


def test_paper_is_light_and_holds_the_whole(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    page.emulate_media(color_scheme="dark")
    open_node(page, "task/3")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    corner = page.evaluate(
        """[...document.querySelector("#paper canvas").getContext("2d")
        .getImageData(0, 0, 1, 1).data]"""
    )
    assert corner == [255, 255, 255, 255]
    page.set_viewport_size({"width": 1040, "height": 720})  # a sheet of A4
    page.emulate_media(media="print", color_scheme="light")
    title = page.locator("h1")
    assert title.evaluate("(title) => title.scrollHeight <= title.clientHeight + 1")
    expect(page.locator("#panel mark").first).to_be_visible()
    expect(page.locator("#search")).to_be_hidden()
    page.emulate_media(media="screen", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#paper canvas")).to_have_count(0)
    assert page.pdf(format="A4", landscape=True).startswith(b"%PDF")


def test_all_of_it_works_by_keyboard(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowDown")
    first = page.locator("#spoken").text_content()
    page.keyboard.press("ArrowRight")
    second = page.locator("#spoken").text_content()
    assert first
    assert second
    assert first != second
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    assert (page.locator("#panel h2").text_content() or "") in second
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="只看链路")).to_be_focused()
    page.keyboard.press("Enter")
    assert shown(page) < 205
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert shown(page) == 205
    before = page.evaluate("kgGraph.scale()")
    page.locator("#drawing").focus()
    page.keyboard.press("+")
    assert page.evaluate("kgGraph.scale()") > before
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="按内容布局")).to_be_visible()


def test_every_word_of_the_page_is_said_in_english_too(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view, lang="en").page
    open_node(page, "task/3")
    page.get_by_role("button", name="About").click()
    own = page.evaluate(
        """() => { const chinese = /\\p{Script=Han}/u; const found = [];
        const source = "h1, h2[dir], mark, .context, footer > span, .link span, dd, fieldset span";
        for (const one of document.querySelectorAll("body *")) {
          const isSource = one.closest(source) || one.closest("noscript, script");
          const texts = [...one.childNodes].filter((child) => child.nodeType === 3);
          const words = texts.map((text) => text.data).join("");
          const label = one.getAttribute("aria-label") ?? "";
          if (!isSource && chinese.test(words + label)) found.push(words + label);
        } return found; }"""
    )
    assert own == ["中文"]  # the button that leads back
    expect(page.locator("#about")).to_contain_text("The ledger is not drawn")


# --- For everybody ------------------------------------------------------------------------------


STATES = {
    "first": [],
    "panel": ["kgGraph.open(3)"],
    "filters": ["document.getElementById('filters').click()"],
    "about": ["document.getElementById('about-open').click()"],
    "force": ["document.getElementById('layout').click()"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("acts", STATES.values(), ids=STATES.keys())
def test_axe_finds_no_fault(
    open_graph: Open, view: GraphView, acts: list[str], scheme: Any
) -> None:
    page = open_graph(view).page
    page.emulate_media(color_scheme=scheme)
    for act in acts:
        page.evaluate(act)
    if "open" in "".join(acts):
        page.locator("mark, dialog[open]").first.wait_for()
    assert find_violations(page) == []


def test_a_phone_shows_it_without_scrolling_sideways(open_graph: Open, view: GraphView) -> None:
    page = open_graph(view).page
    page.set_viewport_size({"width": 390, "height": 780})
    open_node(page, "task/3")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("#panel h2")).to_be_in_viewport()
    assert find_violations(page) == []


# --- Hostile, empty, large ----------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 3100], ids=["cards", "points"])
def test_hostile_words_are_shown_and_never_run(open_graph: Open, size: int) -> None:
    nodes = [make_node("suggestion", number, words) for number, words in enumerate(HOSTILE)]
    edges = [
        replace(make_edge("suggestion/0", f"suggestion/{n}", "other"), reason=words)
        for n, words in enumerate(HOSTILE)
    ]
    crowd = [make_node("target", number) for number in range(size)]
    view = replace(
        make_view([*nodes, *crowd], *edges),
        title="".join(HOSTILE[:5]),
        remarks=tuple(Words(words, words) for words in HOSTILE),
    )
    nodes[0] = replace(nodes[0], quotes=tuple(node.quotes[0] for node in nodes))
    view = replace(view, nodes=(*nodes, *crowd))
    opened = open_graph(view)
    page = opened.page
    assert page.locator("h1").text_content() == "".join(HOSTILE[:5])
    for number, words in enumerate(HOSTILE):
        open_node(page, f"suggestion/{number}")
        expect(page.locator(".panel-top")).to_contain_text(f"suggestion/{number}")
        said = page.locator("#panel h2").text_content()
        assert said == (words or nodes[number].label)
    open_node(page, "suggestion/0")
    page.locator("#panel mark").first.wait_for()
    assert page.locator("#panel mark").all_text_contents() == [
        words or nodes[number].quotes[0].text for number, words in enumerate(HOSTILE)
    ]
    listed = "".join(page.locator("#panel .links small").all_text_contents())
    assert all(words in listed for words in HOSTILE)
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == page.locator("body > script").count()
    assert opened.messages == []


@pytest.mark.parametrize(
    ("counts", "said"),
    [({}, "没有可显示的条目"), ({"task": 1}, ""), ({"indicator": 40}, "")],
    ids=["none", "one", "without-links"],
)
def test_a_small_view_says_what_it_shows(
    open_graph: Open, counts: dict[str, int], said: str
) -> None:
    opened = open_graph(make_crowd(**counts))
    total = sum(counts.values())
    expect(opened.page.locator("#notice-words")).to_have_text(said)
    expect(opened.page.locator("#count")).to_have_text(f"显示 {total}/{total}")
    for name in ("全图", "存为图片"):
        opened.page.get_by_role("button", name=name).click()
    assert find_violations(opened.page) == []
    assert opened.messages == []


def test_a_large_graph_has_the_same_panel_search_and_filters(open_graph: Open) -> None:
    view = make_crowd(task=40, special_column=2000, theme=20, suggestion=1200)
    opened = open_graph(view)
    page = opened.page
    expect(page.locator("#count")).to_have_text("显示 3260/3260")
    assert inked(page) > 2_000
    assert 5 < len(page.evaluate("kgGraph.named()")) < 200
    open_node(page, "suggestion/7")
    expect(page.locator("#panel mark")).to_have_text(label_of(view, "suggestion/7"))
    at = place_of(page, "suggestion/7")
    assert 0 < at["x"] < 1040
    page.get_by_role("button", name="1 步以内").click()
    expect(page.locator("#count")).to_have_text("显示 2/3260")
    page.get_by_role("button", name="显示全部").click()
    page.get_by_role("button", name="专栏").click()
    expect(page.locator("#count")).to_have_text("显示 1260/3260")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="全图").click()
    open_node(page, "theme/1")
    alone = page.evaluate(LONELIEST)
    click_node(page, alone)
    expect(page.locator("#panel .iri")).to_have_text(BASE + alone)
    page.emulate_media(color_scheme="dark")
    assert inked(page) > 2_000
    assert find_violations(page) == []
    assert opened.requests == [page.url.partition("#")[0]]
    assert opened.messages == []
