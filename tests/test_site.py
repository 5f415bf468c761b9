"""The offline pages: the text is whole, each fact is marked and leads back, no word runs."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections import Counter
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__, resources
from kg.audit import audit_store
from kg.cli import run
from kg.errors import SourceError, UsageError, Words
from kg.model import Severity
from kg.namespaces import PREFIXES
from kg.pages.audit_page import read_texts, render_audit_page
from kg.pages.site.build import make_site
from kg.pages.site.charts import Way, draw_bars, draw_way
from kg.pages.site.environment import tighten
from kg.pages.site.marks import mark_text
from kg.pages.site.names import file_stem, name_files
from kg.pages.site.neighbourhood import connect, draw_neighbourhood
from kg.pages.site.ontology import read_ontology
from kg.pages.site.reading import read_plans
from kg.pages.site.writing import LIST, write_site
from kg.pipeline import build_document, build_graph, read_sources
from kg.query import run as ask
from kg.store import Store, value_of
from kg.text import Span
from tests.conftest import INVENTED, OUTLINE, Report, built
from tests.pages import Page, broken_links, open_pages, pages_of, site_of

DOCUMENTS = ["hangzhou", "qinghe", "yunxi"]
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    'javascript:alert(1)" onmouseover="alert(1)',
    "'\"&<!--\u2028\u202e]]>",
    "{{ 7 * 7 }}{% raw %}",
    "长" * 10_240,
]
TAGS = set(
    "a article aside b bdi blockquote body br button caption code dd details div dl dt fieldset "
    "figure footer form g h1 h2 h3 head header html i input label legend li link main mark meta "
    "nav ol option output p path pre rect script search section select small span style summary "
    "svg table tbody td text th thead title tr tspan ul wbr".split()
)


def source_words(page: Page) -> str:
    """Return the words of the text page's source as a browser keeps them."""
    inner = re.search(r'<div class="source"[^>]*>(.*)</div>\n<script', page.html, re.DOTALL)
    assert inner
    return Page(inner[1]).words


# --- The text ----------------------------------------------------------------------------------


@given(st.data())
def test_segments_tile_the_text_and_cover_each_span(data: st.DataObject) -> None:
    text = data.draw(st.text("甲乙\n\r 1𠮷", max_size=40))
    borders = st.integers(0, len(text))
    spans = [
        Span(min(pair), max(pair))
        for pair in data.draw(st.lists(st.tuples(borders, borders), max_size=8))
    ]
    lines = [line for block in mark_text(text, spans) for line in block.lines]
    assert "\n".join("".join(s.words for s in line.segments) for line in lines) == text
    assert [line.number for line in lines] == list(range(1, text.count("\n") + 2))
    segments = [segment for line in lines for segment in line.segments]
    for index, span in enumerate(spans):
        own = [s for s in segments if index in s.facts]
        assert "".join(s.words for s in own) == span.quote(text).replace("\n", "")
    anchors = Counter(place for segment in segments for place in segment.anchors)
    assert anchors == Counter(set(spans))
    assert all(s.start == place.start for s in segments for place in s.anchors)


def test_a_row_of_a_flattened_table_is_one_block() -> None:
    text = "表\n1\n\n粮食产量\n\n32\n下一段"
    rows = [block for block in mark_text(text, [Span(2, 13), Span(5, 9)]) if block.is_row]
    assert [line.number for line in rows[0].lines] == [2, 3, 4, 5, 6]
    assert len(rows) == 1
    long = "前" * 60
    assert not any(b.is_row for b in mark_text(f"{long}\n{long}", [Span(0, 121)]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_text_page_holds_the_text_to_the_character(name: str) -> None:
    assert source_words(pages_of(name)["text.html"]) == built(name).text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_fact_is_marked_at_its_place_and_leads_there_and_back(name: str) -> None:
    site, page = site_of(name), pages_of(name)["text.html"]
    text = built(name).text
    [facts] = [json.loads(code) for given_, code in page.scripts if given_.get("id") == "facts"]
    pieces = [
        (int(at), words.replace("&#13;", "\r"), {int(index) for index in held.split()})
        for at, held, words in re.findall(
            r'data-s="(\d+)" data-f="([\d ]+)"[^>]*>([^<]*)<', page.html
        )
    ]
    covered: dict[int, list[tuple[int, int]]] = {}
    for at, words, held in pieces:
        length = len(Page(words).words)
        for index in held:
            covered.setdefault(index, []).append((at, at + length))
    assert set(covered) == set(range(len(facts)))
    [plan] = read_plans(built(name).store)
    told = Counter(
        (facts[index][4], min(at for at, _ in places), max(end for _, end in places))
        for index, places in covered.items()
    )
    for node in plan.nodes.values():
        href = f"node/{node.file}.html" if node.file else "index.html"
        for place in node.places:
            assert told.pop((href, place.span.start, place.span.end)) == 1
            anchor = f"e-{place.span.start}-{place.span.end}"
            assert page.ids.count(anchor) == 1
            assert place.quote == place.span.quote(text)
            if node.file:
                assert f"text.html#{anchor}" in site[href].decode()
    for number in plan.numbers:
        href = f"numbers.html#n-{number.span.start}-{number.span.end}"
        assert told.pop((href, number.span.start, number.span.end)) == 1
    assert all("#link-" in href for href, _, _ in told)


def test_the_keyboard_stops_once_at_a_fact(hangzhou: Report) -> None:
    page = pages_of("hangzhou")["text.html"]
    stops = re.findall(
        r'<a class="m [^"]*" href="([^"]*)" data-s="\d+" data-f="([\d ]+)">', page.html
    )
    assert 400 < len(stops) < page.html.count('class="m ')


def test_carriage_returns_and_astral_characters_stay() -> None:
    store = altered({"nif:isString": lambda value: value.replace("。", "。\r𠮷")})
    page = open_pages(dict(make_site(store)))["text.html"]
    assert "。\r𠮷" in source_words(page)


# --- The whole ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_page_and_a_place(name: str) -> None:
    pages = pages_of(name)
    assert broken_links(site_of(name), pages) == []
    for path, page in pages.items():
        assert [i for i, count in Counter(page.ids).items() if count > 1] == [], path


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_says_what_it_was_made_from_and_runs_nothing_inline(name: str) -> None:
    source = built(name).build.source
    for path, page in pages_of(name).items():
        assert source.sha256 in page.words, path
        assert f"planning-kg {__version__}" in page.words, path
        assert set(page.tags) <= TAGS, path
        names = {name for _, name, _ in page.attributes}
        assert not {n for n in names if n == "style" or n.startswith("on")}, path
        assert page.styles == [], path
        [policy] = re.findall(r'Security-Policy" content="([^"]*)"', page.html)
        assert policy.startswith("default-src &#39;none&#39;; script-src &#39;self&#39;;")
        for given_, code in page.scripts:
            assert (given_.get("type") == "application/json") == bool(code), path


def test_the_pages_are_small_and_always_the_same(hangzhou: Report) -> None:
    again = dict(make_site(Store.of(reversed(list(hangzhou.store.quads())), "again")))
    assert again == site_of("hangzhou")
    assert sum(map(len, again.values())) < 20_000_000
    assert {"index.html", "text.html", "graph.html", "audit.html", "node/suggestion-7.html"} <= set(
        again
    )


def test_there_is_a_page_for_each_thing(report: Report) -> None:
    facts = report.build.facts
    paths = set(site_of(report.name))
    assert {f"node/task-{task.number}.html" for task in facts.tasks} <= paths
    assert {f"node/suggestion-{one.number}.html" for one in facts.suggestions} <= paths
    assert {f"node/theme-{theme.number}.html" for theme in facts.themes} <= paths
    columns = [path for path in paths if re.fullmatch(r"node/task-\d+-column-\w+\.html", path)]
    assert len(columns) == len(facts.columns)
    listed = pages_of(report.name)["indicators.html"].html
    assert len(re.findall(r'<th scope="row"><a href="node/indicator-', listed)) == len(
        facts.indicators
    )


def test_the_graph_page_leads_to_the_text_the_nodes_and_the_audit() -> None:
    store = Store.open(resources.bundled_graph())
    site = dict(make_site(store))
    pages = {path: Page(site[path].decode()) for path in ("text.html", "audit.html")}
    html = site["graph.html"].decode()
    found = re.search(r'<script type="application/json" id="details">(.*?)</script>', html)
    assert found
    nodes = json.loads(found[1])["nodes"]
    assert len(nodes) > 200
    for _, _, quotes, page, remarks, _ in nodes:
        assert page in site
        assert {f"e-{quote[0]}-{quote[1]}" for quote in quotes} <= set(pages["text.html"].ids)
        assert {f"f-{remark[0]}" for remark in remarks} <= set(pages["audit.html"].ids)
    assert sum(len(row[4]) for row in nodes) > 40


def test_a_node_that_is_drawn_leads_into_the_graph() -> None:
    pages = pages_of("hangzhou")
    assert "../graph.html#node=task%2F3" in pages["node/task-3.html"].urls
    cell = next(path for path in pages if path.startswith("node/indicator-1-cell"))
    assert not any("graph.html#" in url for url in pages[cell].urls)


def test_suggestions_are_called_as_the_source_calls_them() -> None:
    pages = pages_of("hangzhou")
    assert "调研报告建议" in pages["node/suggestion-7.html"].words
    assert not any("人大建议" in page.words for page in pages.values())


def test_a_link_that_was_drawn_says_why() -> None:
    page = pages_of("hangzhou")["node/task-2.html"]
    assert "../rules.html#r-part-title-alike" in page.urls
    assert "推断" in page.words


def test_the_matrix_and_the_bars_say_what_the_queries_say(hangzhou: Report) -> None:
    page = pages_of("hangzhou")["suggestions.html"]
    cells = [int(n) for n in re.findall(r'<td class="s[1-4]">(\d+)</td>', page.html)]
    rows = ask(hangzhou.store, "suggestion-parts").rows
    assert Counter(cells) == Counter(int(value_of(row, "citations")) for row in rows)
    table = pages_of("hangzhou")["indicators.html"].html
    row = re.search(r"<tr>(?:(?!</tr>).)*indicator-6\.html.*?</tr>", table, re.DOTALL)
    assert row
    widths = re.findall(r'width="([\d.]+)"', row[0])
    assert widths == [f"{3553 / 60:.2f}", "100.0"]


def test_the_answers_go_with_their_files() -> None:
    site = site_of("hangzhou")
    assert site["query/tasks.csv"].startswith(b"\xef\xbb\xbf")
    assert len(json.loads(site["query/tasks.json"])["results"]["bindings"]) == 15
    table = pages_of("hangzhou")["query/decisions.html"].words
    assert "hangzhou-15fyp-report" not in table.partition("SPARQL")[0].rpartition("下载 JSON")[2]


def test_a_question_that_asks_for_a_value_is_answered_for_each_that_the_plan_has() -> None:
    site, pages = site_of("hangzhou"), pages_of("hangzhou")
    for name, count, parameter in (
        ("task-profile", 15, "task"),
        ("suggestion-chain", 38, "suggestion"),
        ("indicator-profile", 30, "number"),
    ):
        page = pages[f"query/{name}.html"]
        chosen = [f"{name}.html", *(f"{name}-{value}.html" for value in range(2, count + 1))]
        assert [url for url in page.urls if re.fullmatch(rf"{name}(-\d+)?\.html", url)] == chosen
        assert f"kg query {name} -p {parameter}=1" in page.words
        assert f"kg query {name} -p {parameter}=2" in pages[f"query/{name}-2.html"].words
        assert f'href="query/{name}-2.html"' not in pages["queries.html"].html
    with_rows = json.loads(site["query/task-profile-3.json"])["results"]["bindings"]
    asked = ask(built("hangzhou").store, "task-profile", {"task": "3"}).rows
    assert len(with_rows) == len(asked) > 5
    assert site["query/task-profile-3.csv"].startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("query", ["search", "neighbours", "node-facts", "provenance"])
def test_a_question_about_any_node_or_word_has_an_example(name: str, query: str) -> None:
    page = pages_of(name)[f"query/{query}.html"]
    assert json.loads(site_of(name)[f"query/{query}.json"])["results"]["bindings"]
    assert re.search(rf"kg query {query} -p '?(?:text|node)=[^…]+", page.words)


def test_a_question_for_what_a_plan_has_not_says_so() -> None:
    page = pages_of("yunxi")["query/task-profile.html"]
    assert "没有可作参数的值" in page.words
    assert "kg query task-profile -p task=…" in page.words
    assert "query/task-profile.csv" not in site_of("yunxi")


def test_codes_are_words_on_the_page_and_codes_in_the_files() -> None:
    html = pages_of("hangzhou")["query/targets.html"].html
    words = html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert '<span class="zh">年均</span>' in words
    assert "annual-average" not in words
    assert b"annual-average" in site_of("hangzhou")["query/targets.csv"]
    beside = pages_of("hangzhou")["query/neighbours.html"]
    assert "../ontology.html#t-plan-announcesColumn" in beside.urls


def test_the_search_knows_labels_and_is_no_markup() -> None:
    code = site_of("hangzhou")["search-index.js"].decode()
    assert not set("<>&") & set(code)
    index = json.loads(code.partition("window.kgIndex = ")[2].rstrip(";\n"))
    assert ["重点任务", "Key task", "3"] in [row[:3] for row in index["rows"]]
    assert all(row[5] in site_of("hangzhou") for row in index["rows"])
    assert "都" in index["initials"]["d"]


def test_the_ontology_page_defines_each_term_in_both_languages() -> None:
    words = pages_of("hangzhou")["ontology.html"].words
    entries = [entry for group in read_ontology() for entry in group.entries]
    assert len(entries) > 250
    for entry in entries:
        assert entry.definition.zh in words
        assert entry.definition.en in words
    assert "eli:Expression" in words or "http://data.europa.eu/eli/ontology#Expression" in words


def test_an_outline_has_the_pages_that_it_has_and_says_what_it_has_not() -> None:
    pages = pages_of("yunxi")
    assert "没有列出重点任务" in pages["index.html"].words
    assert "没有列出重点任务" in pages["tasks.html"].words
    assert "没有列出调研报告建议" in pages["suggestions.html"].words
    assert "没有从这份文件读出指标表" in pages["indicators.html"].words
    assert "特色农业重点工程" in pages["tasks.html"].words


def test_several_plans_have_a_folder_each() -> None:
    sources = read_sources([INVENTED, OUTLINE], ["assets", "yunxi"])
    store = Store.of(build_graph(map(build_document, sources)), "two")
    site = dict(make_site(store))
    folder = file_stem("a/../assets")
    [mine] = {path.partition("/")[0] for path in site} - {"assets", "index.html", "yunxi"}
    assert mine.startswith("assets-")
    assert folder != mine
    pages = open_pages(site)
    assert broken_links(site, pages) == []
    assert f"{mine}/index.html" in pages["index.html"].urls
    assert "../index.html" in pages["yunxi/index.html"].urls
    assert "../../index.html" in pages["yunxi/node/column-2.html"].urls
    assert "-p document=yunxi" in pages["yunxi/query/neighbours.html"].words
    here = pages[f"{mine}/audit.html"].words
    assert "column-never-cited" in here
    assert "column-never-cited" not in pages["yunxi/audit.html"].words


def test_a_store_without_a_plan_is_refused() -> None:
    with pytest.raises(UsageError):
        list(make_site(Store("empty")))


# --- Hostile words -----------------------------------------------------------------------------


def altered(changes: dict[str, object]) -> Store:
    """Return the invented report's graph with the literals of some properties changed."""
    by_property = {
        PREFIXES[name.partition(":")[0]] + name.partition(":")[2]: change
        for name, change in changes.items()
    }
    quads = []
    for quad in built("qinghe").store.quads():
        change = by_property.get(quad.predicate.value)
        if callable(change) and isinstance(quad.object, Literal):
            words = Literal(change(quad.object.value), language=quad.object.language)
            plain = quad.object.language is None
            changed = Literal(words.value) if plain else words
            quads.append(Quad(quad.subject, quad.predicate, changed, quad.graph_name))
        else:
            quads.append(quad)
    return Store.of(quads, "altered")


def make_hostile() -> Store:
    """Return a graph that says something hostile wherever it says something in words."""
    spoken = [
        *("rdfs:label", "rdfs:comment", "oa:exact", "plan:unitLabel", "plan:remark"),
        *("plan:byRule", "plan:hedge", "plan:likelyReading", "dcterms:issued"),
    ]

    def pick(value: str) -> str:
        return HOSTILE[zlib.crc32(value.encode()) % len(HOSTILE)]

    return altered(dict.fromkeys(spoken, pick))


def test_hostile_words_are_shown_and_never_markup() -> None:
    site = dict(make_site(make_hostile()))
    pages = open_pages(site)
    nodes = "".join(page.words for path, page in pages.items() if path.startswith("node/"))
    for words in HOSTILE:
        assert words in nodes
        assert tighten(words) in pages["audit.html"].words
    for path, page in pages.items():
        assert set(page.tags) <= TAGS, path
        assert not any(name.startswith("on") or name == "style" for _, name, _ in page.attributes)
        assert not any("javascript:" in url for url in page.urls), path
        assert all(given_.get("src") or given_.get("id") == "facts" for given_, _ in page.scripts)
    assert broken_links(site, pages) == []
    assert not set("<>&\u2028") & set(site["search-index.js"].decode())


def test_hostile_names_become_no_paths() -> None:
    old = "https://w3id.org/planning-kg/id/qinghe/"
    evil = {
        "task/1": "../../../etc/passwd",
        "task/2": "TASK/3",
        "theme/1": "con",
        "theme/2": "题/二",
        "suggestion/1": "a" * 300,
    }

    def rename(term: object) -> object:
        if isinstance(term, NamedNode) and term.value.removeprefix(old) in evil:
            return NamedNode(old + evil[term.value.removeprefix(old)])
        return term

    store = Store.of(
        (
            Quad(rename(q.subject), q.predicate, rename(q.object), q.graph_name)  # type: ignore[arg-type]
            for q in built("qinghe").store.quads()
        ),
        "evil",
    )
    site = dict(make_site(store))
    for path in site:
        assert re.fullmatch(
            r"(?:[A-Za-z0-9][A-Za-z0-9._-]{0,120}/)*[A-Za-z0-9][A-Za-z0-9._-]*", path
        )
    assert len({path.lower() for path in site}) == len(site)
    assert broken_links(site, open_pages(site)) == []


@pytest.mark.parametrize("name", ["..", ".", "", "CON", "nul.txt", "a b", "a%2e", "名", "x.", "-x"])
def test_a_name_that_could_do_harm_is_replaced(name: str) -> None:
    assert re.fullmatch(r"n-[0-9a-f]{12}", file_stem(name))


def test_names_that_come_to_the_same_are_kept_apart() -> None:
    files = name_files(["a/b", "a-b", "A-B", "c"], ["c"])
    assert len({stem.lower() for stem in files.values()} | {"c"}) == 5


# --- The audit on its own ----------------------------------------------------------------------


def test_the_audit_is_one_file_that_allows_its_own_code_only(report: Report) -> None:
    data = render_audit_page(audit_store(report.store), texts=read_texts(report.store))
    page = Page(data.decode())
    assert all(url.startswith("#") or url == "data:," for url in page.urls)
    assert {url[1:] for url in page.urls if url.startswith("#")} <= set(page.ids)
    assert not any(name in ("src", "style") for _, name, _ in page.attributes)
    [policy] = [v for tag, name, v in page.attributes if tag == "meta" and "default-src" in v]
    codes = [code for _, code in page.scripts] + page.styles
    digests = {
        "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"
        for code in codes
    }
    assert digests == set(re.findall(r"'sha256-[^']*'", policy))
    assert len(page.scripts) == 3


def test_the_audit_page_holds_what_the_audit_found(report: Report) -> None:
    audit = audit_store(report.store)
    page = Page(render_audit_page(audit, texts=read_texts(report.store)).decode())
    for finding in audit.findings:
        assert f"f-{finding.fingerprint}" in page.ids
        assert finding.message.zh in page.words
        assert finding.remedy.en in page.words
    assert page.ids.count("findings") == 1
    counts = re.findall(r'<b class="i-(\w+)">(\d+)</b>', page.html)
    assert counts == [(severity.value, str(audit.count(severity))) for severity in Severity]


def test_the_command_writes_the_audit_page(tmp_path: Path) -> None:
    target = tmp_path / "audit.html"
    assert run(["-q", "audit", "-f", "html", "--fail-on", "never", "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


# --- The folder --------------------------------------------------------------------------------


def test_the_command_writes_the_site_and_says_where(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "site"
    assert run(["site", "-o", str(folder)]) == 0
    said = capfd.readouterr()
    assert said.out == ""
    assert str(folder / "index.html") in said.err
    written = {
        str(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file()
    }
    assert written == {*site_of("hangzhou"), LIST}


def test_a_second_run_takes_away_only_what_the_first_one_wrote(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(folder, [("a.html", b"1"), ("node/b.html", b"2")])
    (folder / "mine.txt").write_text("mine")
    write_site(folder, [("a.html", b"3")])
    assert (folder / "a.html").read_bytes() == b"3"
    assert not (folder / "node/b.html").exists()
    assert (folder / "mine.txt").read_text() == "mine"


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UsageError):
        write_site(tmp_path, [("a.html", b"1")])
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("listing", ["", "[]", '{"files": 3}', '{"files": [1]}', "\x00"])
def test_a_damaged_list_is_said(listing: str, tmp_path: Path) -> None:
    (tmp_path / LIST).write_text(listing)
    with pytest.raises(SourceError):
        write_site(tmp_path, [("a.html", b"1")])


def test_a_list_that_points_elsewhere_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("keep")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / LIST).write_text(json.dumps({"files": ["../other.txt", str(other)]}))
    write_site(folder, [("a.html", b"1")])
    assert other.read_text() == "keep"


# --- Pictures ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_cards_of_a_picture_lie_apart_and_inside(name: str) -> None:
    [plan] = read_plans(built(name).store)
    edges = connect(plan)
    drawn = 0
    for iri in plan.nodes:
        picture = draw_neighbourhood(plan, edges, iri)
        if picture is None:
            continue
        drawn += 1
        size = (picture.card_width, picture.card_height)
        for card in picture.cards:
            assert 0 <= card.x <= picture.width - size[0]
            assert 0 <= card.y <= picture.height - size[1]
        for one, other in combinations(picture.cards, 2):
            assert abs(one.x - other.x) >= size[0] or abs(one.y - other.y) >= size[1]
    assert drawn > len(plan.nodes) // 3


def test_a_suggestion_is_drawn_with_the_units_that_its_citations_name() -> None:
    page = pages_of("hangzhou")["node/suggestion-2.html"]
    picture = re.search(r"<figure.*?</figure>", page.html, re.DOTALL)
    assert picture
    assert "task-3-column-333dc179.html" in picture[0]
    assert "part-4.html" in picture[0]
    assert "adoption" not in picture[0]


WAYS = {
    "up": (("3553", "6000"), Way(59.22, 100.0)),
    "down": (("10.04", "8.8"), Way(100.0, 87.65)),
    "only-goal": ((None, "5"), Way(None, 100.0)),
    "negative": (("-1", "5"), None),
    "nought": (("0", "0"), None),
    "nothing": ((None, None), None),
}


@pytest.mark.parametrize(("pair", "way"), WAYS.values(), ids=WAYS)
def test_a_way_is_drawn_from_nought(pair: tuple[str | None, str | None], way: Way | None) -> None:
    base, goal = (None if value is None else Decimal(value) for value in pair)
    assert draw_way(base, goal) == way


def test_bars_share_one_scale() -> None:
    bars = draw_bars(
        [(Words("甲", "a"), "", [("x", 1), ("y", 3)]), (Words("乙", "b"), "", [("x", 2)])]
    )
    assert [piece.width for piece in bars[0].pieces] == [25.0, 75.0]
    assert bars[0].pieces[1].x == 25.0
    assert [piece.width for piece in bars[1].pieces] == [50.0]
    assert draw_bars([]) == ()
