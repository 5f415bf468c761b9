"""What a reader sees and does on the offline pages, in a browser, from a disk and over HTTP."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kg.audit import audit_store
from kg.pages.audit_page import read_texts, render_audit_page
from kg.pages.site.build import make_site
from kg.pages.site.writing import write_site
from kg.pipeline import build_document, build_graph, read_sources
from kg.store import Store
from tests.browser.axe import find_violations
from tests.conftest import INVENTED, OUTLINE, built
from tests.test_site import HOSTILE, make_hostile

KINDS = [
    "index.html",
    "text.html",
    "tasks.html",
    "indicators.html",
    "suggestions.html",
    "audit.html",
    "numbers.html",
    "queries.html",
    "query/targets.html",
    "query/task-profile.html",
    "ontology.html",
    "node/suggestion-2.html",
    "node/task-1.html",
    "node/indicator-1.html",
]


class Reader:
    """A browser that opens pages of a site and hears all that they ask for and say."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self._context = context
        self._base = base
        self.heard: list[str] = []

    def open(self, path: str) -> Page:
        page = self._context.new_page()
        page.on("console", lambda message: self.heard.append(message.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("dialog", lambda dialog: self.heard.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: self._hear(request.url))
        page.goto(f"{self._base}/{path}")
        return page

    def _hear(self, url: str) -> None:
        if not url.startswith((self._base, "data:")):
            self.heard.append(url)


Read = Callable[..., Reader]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "pages"
    write_site(folder, make_site(built("hangzhou").store))
    return folder


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages of the invented report: of each kind one, all of them shorter."""
    folder = tmp_path_factory.mktemp("site") / "pages"
    write_site(folder, make_site(built("qinghe").store))
    return folder


@pytest.fixture
def read(browser: Browser, folder: Path) -> Iterator[Read]:
    contexts = []

    def open_reader(base: str = "", **options: object) -> Reader:
        settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        context = browser.new_context(**{**settings, **options})  # type: ignore[arg-type]
        contexts.append(context)
        return Reader(context, base or folder.as_uri())

    yield open_reader
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Say nothing: the test speaks."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


LOOKS: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_each_kind_of_page_is_usable_by_all(read: Read, small_folder: Path, look: str) -> None:
    reader = read(small_folder.as_uri(), **LOOKS[look])
    for path in KINDS:
        page = reader.open(path)
        assert find_violations(page) == [], path
        page.close()
    assert reader.heard == []


def test_the_page_of_several_plans_is_usable_by_all(read: Read, tmp_path: Path) -> None:
    sources = read_sources([INVENTED, OUTLINE], ["qinghe", "yunxi"])
    store = Store.of(build_graph(map(build_document, sources)), "two")
    write_site(tmp_path / "pages", make_site(store))
    reader = read((tmp_path / "pages").as_uri())
    page = reader.open("index.html")
    assert find_violations(page) == []
    page.locator("button.language").click()
    page.get_by_role("link", name=re.compile("云溪市")).click()
    expect(page.get_by_role("link", name="All plans")).to_be_visible()
    page.locator("#search").fill("tsnyzdgc")
    expect(page.locator("#found a").first).to_contain_text("特色农业重点工程")
    assert reader.heard == []


@pytest.mark.parametrize("look", LOOKS)
def test_each_kind_of_page_is_whole_and_quiet(read: Read, look: str) -> None:
    reader = read(**LOOKS[look])
    for path in KINDS:
        page = reader.open(path)
        expect(page.locator("h1")).to_be_visible()
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, path
        page.close()
    page = reader.open("node/suggestion-12.html")
    assert find_violations(page) == []
    assert reader.heard == []


# Chinese words in sight that are neither the source's nor in a sentence that quotes it.
OWN_WORDS = r"""() => {
  const chinese = /\p{Script=Han}/u;
  const source = "[lang=zh-Hans], bdi, blockquote, mark, pre, script, code, .bars th .en";
  const own = [];
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest(source) || (one.tagName !== "OPTION" && !one.checkVisibility())) continue;
    const texts = [...one.childNodes].filter((child) => child.nodeType === 3);
    const words = texts.map((text) => text.data).join("");
    const label = one.getAttribute("aria-label") ?? one.placeholder ?? "";
    const isOwn = chinese.test(words) && !/[A-Za-z]{2}/.test(words);
    if (isOwn || chinese.test(label)) own.push(words + label);
  }
  return own;
}"""


def test_each_kind_of_page_is_usable_in_english(read: Read) -> None:
    reader = read()
    reader.open("index.html").locator("button.language").click()
    for path in KINDS:
        page = reader.open(path)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("link", name="Overview")).to_be_visible()
        assert page.evaluate(OWN_WORDS) == [], path
        expect(page.get_by_label("Search names")).to_be_visible()
        assert page.locator(".zh:visible").count() == 0, path
        if not path.startswith("node"):
            assert not re.match(r"[\u4e00-\u9fff]", page.title()), path
        page.close()
    assert reader.heard == []


def test_the_same_pages_work_over_http(read: Read, address: str) -> None:
    reader = read(address)
    page = reader.open("index.html")
    page.locator("#search").fill("专栏")
    expect(page.locator("#found li").first).to_be_visible()
    page.get_by_role("link", name="原文", exact=True).click()
    page.locator("a.m.k-task").first.hover()
    expect(page.locator(".fact-card")).to_contain_text("重点任务")
    assert reader.heard == []


def test_from_the_text_to_a_node_and_back(read: Read) -> None:
    reader = read()
    page = reader.open("text.html")
    piece = page.locator("a.m.k-column", has_text="新质生产力重点平台").first
    piece.hover()
    card = page.locator(".fact-card")
    expect(card).to_contain_text("专栏 新质生产力重点平台")
    expect(card).to_be_in_viewport(ratio=1)
    words, told = piece.bounding_box(), card.bounding_box()
    assert words is not None
    assert told is not None
    assert 0 < told["y"] - words["y"] < words["height"] + 20
    piece.click()
    expect(page.locator("h1")).to_have_text("新质生产力重点平台")
    page.locator("blockquote footer a").first.click()
    expect(page.locator(".aim")).to_have_text("新质生产力重点平台")
    expect(page.locator(".aim")).to_be_in_viewport()
    page.locator(".aim").hover()
    card.get_by_role("link").first.click()
    expect(page.locator("h1")).to_have_text("新质生产力重点平台")
    assert reader.heard == []


def test_from_a_node_into_the_graph_and_on_to_the_text(read: Read) -> None:
    reader = read()
    page = reader.open("node/task-13.html")
    page.locator("button.language").click()
    page.get_by_role("link", name="See it in the graph").click()
    expect(page.locator("#panel h2")).to_have_text("打造生态文明之都")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("#panel .links button", has_text="碳排放达峰后稳中有降").click()
    expect(page.locator("#panel h2")).to_have_text("碳排放达峰后稳中有降")
    page.get_by_role("button", name="中文").click()
    page.get_by_role("link", name="在原文中查看").first.click()
    expect(page.locator(".aim").first).to_be_in_viewport()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert reader.heard == []


def test_facts_that_overlap_are_all_told(read: Read) -> None:
    page = read().open("text.html#e-7520-7574")
    expect(page.locator(".aim").first).to_have_text("6")
    assert "".join(page.locator(".aim").all_inner_texts()).endswith("杭州指标")
    page.locator(".aim", has_text="6000").hover()
    told = page.locator(".fact-card a").all_inner_texts()
    assert len(told) >= 4
    for name in ("目标值", "单元格", "表列指标", "数字台账"):
        assert any(line.startswith(name) for line in told), (name, told)


def test_kinds_can_be_hidden(read: Read) -> None:
    page = read().open("text.html")
    task = page.locator('[data-s="4089"]')
    expect(task).to_have_class("m k-task counted")
    page.get_by_label("数字台账").uncheck()
    expect(task).to_have_class("m k-task")
    page.get_by_label("重点任务").uncheck()
    expect(task).not_to_have_class("m k-task")
    page.get_by_label("重点任务").check()
    page.get_by_label("数字台账").check()
    expect(task).to_have_class("m k-task counted")


def test_the_text_is_walked_by_keyboard(read: Read) -> None:
    page = read().open("text.html")
    stop = page.locator("#source a.m.k-task:not([tabindex])").first
    stop.focus()
    card = page.locator(".fact-card")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.locator("blockquote mark").first).to_be_visible()


def test_the_pages_are_walked_by_keyboard(read: Read) -> None:
    page = read().open("index.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.locator("#search").focus()
    page.keyboard.type("碳达峰 专栏")
    found = page.locator("#found a")
    expect(found.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("碳达峰试点城市标志性工程")


def test_search_finds_labels_and_numbers_from_every_folder(read: Read) -> None:
    reader = read()
    for path in ("index.html", "node/task-3.html", "query/targets.html"):
        page = reader.open(path)
        page.locator("#search").fill("调研报告建议 12")
        page.locator("#found a", has_text="强化统筹协调机制").click()
        expect(page.locator("h1")).to_have_text("强化统筹协调机制,完善制度保障")
        page.locator("#search").fill("没有的词")
        expect(page.locator("#found p")).to_have_text("找到0个")
        page.close()
    assert reader.heard == []


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("dzrgzncxgd", "打造人工智能创新高地"),
        ("rgzn task", "打造人工智能创新高地"),
        ("ＲＧＺＮ task/1", "打造人工智能创新高地"),
        ("task/3", "构建杭州特色现代化产业体系"),
        ("调研报告建议 12", "强化统筹协调机制,完善制度保障"),
    ],
)
def test_search_knows_initials_and_puts_the_best_first(read: Read, words: str, label: str) -> None:
    page = read().open("node/theme-1.html")
    page.locator("#search").fill(words)
    expect(page.locator("#found a bdi").first).to_have_text(label)


# How much wider than its field the hint is, in its own letters.
CUT = """() => {
  const field = document.getElementById("search");
  const style = getComputedStyle(field);
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = style.font;
  const cross = parseFloat(style.fontSize) * 1.2; // what Chromium keeps free for the cross
  const sides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
  const room = field.clientWidth - sides - cross;
  return ruler.measureText(field.placeholder).width - room;
}"""


@pytest.mark.parametrize("width", [1440, 1280, 390])
@pytest.mark.parametrize("path", ["index.html", "graph.html"])
def test_the_hint_of_the_search_is_not_cut(read: Read, width: int, path: str) -> None:
    reader = read(viewport={"width": width, "height": 900})
    page = reader.open(path)
    for _ in ("zh", "en"):
        assert page.evaluate("document.getElementById('search').placeholder")
        assert page.evaluate(CUT) <= 0
        page.get_by_role("button", name=re.compile("English|中文")).click()
    assert reader.heard == []


def test_the_audit_is_filtered(read: Read) -> None:
    page = read().open("audit.html")
    form = page.locator('form[data-filters="findings"]')
    every = page.locator("#findings article").count()
    errors = page.locator('#findings article[data-severity="error"]').count()
    assert 0 < errors < every
    found = page.locator("#findings article:visible")
    form.locator('select[name="severity"]').select_option("error")
    expect(form.locator("output")).to_have_text(f"显示 {errors}/{every}")
    assert found.count() == errors
    form.locator('input[name="words"]').fill("没有的词")
    assert found.count() == 0
    hidden = page.locator("#findings article").last.get_attribute("id")
    page.evaluate("id => { location.hash = id; }", hidden)
    expect(page.locator(f"#{hidden}")).to_be_in_viewport()


FILTERED = {
    "audit.html": ("findings", {"severity": "warning", "words": "指标"}),
    "numbers.html": ("ledger", {"reading": "date", "words": "年"}),
    "queries.html": ("questions", {"words": "任务 & 专栏=%"}),
    "ontology.html": ("terms", {"words": "citation"}),
}


@pytest.mark.parametrize("path", FILTERED)
def test_an_address_brings_filters_back(read: Read, path: str) -> None:
    name, choices = FILTERED[path]
    reader = read()
    page = reader.open(path)
    form = page.locator(f'form[data-filters="{name}"]')
    for control, value in choices.items():
        field = form.locator(f'[name="{control}"]')
        if control == "words":
            field.fill(value)
        else:
            field.select_option(value)
    said = form.locator("output").inner_text()
    shown, every = map(int, re.findall(r"\d+", said))
    assert shown < every
    address = page.url.partition("/pages/")[2]
    page.reload()
    expect(form.locator("output")).to_have_text(said)
    again = reader.open(address)
    for control, value in choices.items():
        expect(again.locator(f'form[data-filters="{name}"] [name="{control}"]')).to_have_value(
            value
        )
    expect(again.locator(f'form[data-filters="{name}"] output')).to_have_text(said)
    expect(again.locator(f'form[data-filters="{name}"]')).to_be_in_viewport()
    for control in choices:
        field = again.locator(f'form[data-filters="{name}"] [name="{control}"]')
        if control == "words":
            field.fill("")
        else:
            field.select_option("")
    assert "#" not in again.url
    assert reader.heard == []


def test_a_link_inside_the_page_leaves_the_filters_in_the_address(read: Read) -> None:
    page = read().open("audit.html#items.support=named-only&findings.severity=error")
    items, findings = page.locator("#items > article:visible"), page.locator("#findings > article")
    few = items.count()
    assert 0 < few < 38
    page.locator('a[href="#checks-title"]').click()
    assert "items.support=named-only" in page.url
    page.reload()
    assert items.count() == few
    expect(page.locator("#checks-title")).to_be_in_viewport()
    hidden = findings.locator("xpath=self::*[@hidden]").first.get_attribute("id")
    page.evaluate("id => { location.hash = id; }", hidden)
    expect(page.locator(f"#{hidden}")).to_be_in_viewport()
    assert items.count() == few
    assert "findings.severity" not in page.url


def test_the_overview_leads_to_what_it_counts(read: Read) -> None:
    page = read().open("index.html")
    row = page.locator(".bars tr", has=page.get_by_role("link", name="仅写出名称", exact=True))
    count = row.locator("td.number").inner_text()
    row.get_by_role("link").click()
    expect(page.locator("#items > article:visible")).to_have_count(int(count))


@pytest.mark.parametrize(
    "mark",
    ["findings.severity=river", "__proto__=1&findings.constructor=x", "%", "%E4=", "=&=", "x"],
)
def test_an_address_that_names_nothing_changes_nothing(read: Read, mark: str) -> None:
    reader = read()
    page = reader.open(f"audit.html#{mark}")
    said = page.locator('form[data-filters="findings"] output').inner_text()
    shown, every = re.findall(r"\d+", said)
    assert shown == every
    expect(page.locator('select[name="severity"]')).to_have_value("")
    text = reader.open(f"text.html#{mark}")
    expect(text.locator("#kinds input:not(:checked)")).to_have_count(0)
    assert reader.heard == []


def test_an_address_says_which_kinds_are_hidden_and_where(read: Read) -> None:
    reader = read()
    page = reader.open("text.html#e-4089-4090")
    page.get_by_label("数字台账").uncheck()
    page.get_by_label("重点任务").uncheck()
    again = reader.open(page.url.partition("/pages/")[2])
    expect(again.locator("#kinds input:not(:checked)")).to_have_count(2)
    expect(again.locator('[data-s="4089"]')).to_have_class(re.compile("aim"))
    expect(again.locator('[data-s="4089"]')).not_to_have_class(re.compile("k-task|counted"))
    expect(again.locator('[data-s="4089"]')).to_be_in_viewport()
    again.locator(".contents a").last.click()
    again.reload()
    expect(again.locator("#kinds input:not(:checked)")).to_have_count(2)
    assert reader.heard == []


def test_a_question_is_asked_with_another_value(read: Read) -> None:
    reader = read()
    page = reader.open("queries.html")
    page.locator("#questions li", has_text="task-profile").get_by_role("link").first.click()
    expect(page.locator("tbody")).to_contain_text("努力建设成为人工智能创新发展第一城")
    page.locator("summary", has_text="换一个值").click()
    page.get_by_role("link", name="13 打造生态文明之都").click()
    expect(page.locator("tbody")).to_contain_text("碳排放达峰后稳中有降")
    expect(page.locator("pre").first).to_have_text("kg query task-profile -p task=13")
    with page.expect_download() as waited:
        page.get_by_role("link", name="下载 CSV").click()
    assert waited.value.suggested_filename == "task-profile-13.csv"
    assert reader.heard == []


def test_remarks_are_folded_until_they_are_asked_for(read: Read) -> None:
    page = read().open("audit.html")
    remarks = page.locator('#findings article[data-severity="info"]')
    grave = page.locator('#findings article:not([data-severity="info"])').count()
    visible = page.locator("#findings article:visible")
    assert remarks.count() > 0
    assert visible.count() == grave
    severity = page.locator('form[data-filters="findings"] select[name="severity"]')
    severity.select_option("info")
    assert visible.count() == remarks.count()
    severity.select_option("")
    assert visible.count() == grave
    wanted = remarks.first.get_attribute("id")
    page.goto(f"{page.url.partition('#')[0]}#{wanted}")
    expect(page.locator(f"#{wanted}")).to_be_in_viewport()


def test_the_ledger_leads_to_the_text_and_back(read: Read) -> None:
    page = read().open("numbers.html")
    page.locator('select[name="reading"]').select_option("rank")
    rows = page.locator("#ledger tr:visible")
    assert 0 < rows.count() < 10
    words = rows.first.locator("td").first.inner_text()
    rows.first.locator("td a").first.click()
    expect(page.locator(".aim")).to_have_text(words)
    page.locator(".aim").hover()
    page.locator(".fact-card a", has_text="数字台账").click()
    expect(page.locator("tr:target")).to_contain_text(words)


def test_a_finger_opens_the_card_first(read: Read) -> None:
    page = read(**LOOKS["phone"]).open("text.html")
    page.locator("a.m.k-task").first.tap()
    expect(page.locator(".fact-card")).to_contain_text("重点任务")
    assert page.url.endswith("text.html")
    page.locator(".fact-card a").first.tap()
    expect(page.locator("h1")).to_have_text("打造人工智能创新高地")


def test_paper_shows_the_matter_only(read: Read) -> None:
    page = read().open("text.html")
    page.emulate_media(media="print")
    for hidden in (".top nav", ".search", ".kinds", ".contents", "button.language"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".colophon")).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_audit_stands_alone(browser: Browser, read: Read, tmp_path: Path) -> None:
    store = built("hangzhou").store
    page_file = tmp_path / "audit.html"
    page_file.write_bytes(render_audit_page(audit_store(store), texts=read_texts(store)))
    reader = read(tmp_path.as_uri())
    page = reader.open("audit.html")
    page.locator('form[data-filters="items"] select[name="support"]').select_option("traced")
    few = page.locator("#items > article:visible").count()
    assert 0 < few < 38
    page.reload()
    assert page.locator("#items > article:visible").count() == few
    expect(page.locator('select[name="severity"] option').nth(1)).to_have_text("错误")
    page.locator("button.language").click()
    expect(page.locator('select[name="severity"] option').nth(1)).to_have_text("error")
    expect(page.get_by_role("heading", name="Traceability audit", exact=True)).to_be_visible()
    assert find_violations(page) == []
    assert reader.heard == []


def test_hostile_words_never_run(read: Read, tmp_path: Path) -> None:
    write_site(tmp_path / "pages", make_site(make_hostile()))
    reader = read((tmp_path / "pages").as_uri())
    for path in ("index.html", "text.html", "suggestions.html", "node/task-1.html", "audit.html"):
        page = reader.open(path)
        assert page.locator("img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        if path == "text.html":
            page.locator("a.m").first.hover()
            expect(page.locator(".fact-card a").first).to_be_visible()
        for words in HOSTILE:
            page.locator("#search").fill(words[:16])
            expect(page.locator("#found a").first).to_be_visible()
        page.close()
    assert reader.heard == []
