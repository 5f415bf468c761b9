"""A fact that fails the second reading is left out and named; no readable graph is refused."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.audit import audit_store
from kg.check.unsure import find_unsure, leave_out
from kg.cli import run
from kg.export.audit import render_audit
from kg.export.opinion import write_opinion
from kg.model import AuditReport
from kg.namespaces import PREFIXES
from kg.pages.audit_page import render_audit_page
from kg.pages.site.build import make_site
from kg.pipeline import build_document, build_graph
from kg.query import run as ask
from kg.source import Source
from kg.store import Store, encode_graph, value_of
from tests.audit.small import TEXT

ROOT = "https://w3id.org/planning-kg/id/small"
GOAL = "数字产业营业收入"


@cache
def quads(text: str = TEXT) -> tuple[Quad, ...]:
    source = Source(key="small", name="small.txt", text=text, sha256="0" * 64)
    return tuple(build_graph([build_document(source)]))


@cache
def target(task: int) -> str:
    """Return the IRI of the first target of a task."""
    rows = ask(Store.of(quads()), "targets").rows
    return next(value_of(row, "iri") for row in rows if value_of(row, "task") == str(task))


def altered(node: str, name: str, value: str) -> Store:
    """Say another value of a node, which its quote does not say."""
    changed = []
    for quad in quads():
        if quad.subject == NamedNode(node) and quad.predicate.value == PREFIXES["plan"] + name:
            assert isinstance(quad.object, Literal)
            literal = Literal(value, datatype=quad.object.datatype)
            quad = Quad(quad.subject, quad.predicate, literal, quad.graph_name)
        changed.append(quad)
    assert changed != list(quads())
    return Store.of(changed, "altered")


def wrong() -> Store:
    return altered(target(1), "value", "900")


def test_a_graph_that_holds_has_no_unsure_fact() -> None:
    store = Store.of(quads(), "small")
    assert find_unsure(store) == ((), ())
    assert leave_out(store, ()) is store
    report = audit_store(store)
    assert report.is_whole
    assert b"\xe6\xb3\xa8\xe6\x84\x8f" not in render_audit(report, "text", "zh").split(b"\n")[1]


def test_an_unsure_fact_is_named_in_human_words() -> None:
    (fact,), others = find_unsure(wrong())
    assert others == ()
    assert (fact.document, fact.node) == ("small", target(1))
    assert fact.whose == ("任务1的目标值", "target of task 1")
    assert fact.said.zh == f"{GOAL} = 900亿元（2030年）"
    assert fact.excerpts[0].quote == "数字产业营业收入达到800亿元"
    assert [reason.zh for reason in fact.reasons] == ["数值“900”从引文中读不出"]


def test_what_rests_on_an_unsure_fact_goes_with_it_and_nothing_else() -> None:
    store = wrong()
    unsure, _ = find_unsure(store)
    sure = leave_out(store, unsure)

    def rows(held: Store, name: str) -> list[str]:
        return [value_of(row, "iri") for row in ask(held, name).rows]

    assert set(rows(store, "targets")) - set(rows(sure, "targets")) == {target(1)}
    for name in ("indicators", "tasks", "special-columns", "structure", "documents"):
        assert rows(sure, name) == rows(store, name), name
    node = NamedNode(target(1))
    assert not any(node in (quad.subject, quad.object) for quad in sure.quads())
    assert find_unsure(sure) == ((), ())


def test_the_audit_does_not_use_it() -> None:
    """The text's goal is held against the table's; a wrong reading makes no finding."""
    plain = audit_store(Store.of(quads(), "small"))
    report = audit_store(wrong())
    assert [fact.node for fact in report.unsure] == [target(1)]
    assert not report.is_whole
    known = {finding.fingerprint for finding in plain.findings}
    more = [found for found in report.findings if found.fingerprint not in known]
    assert [found.message.zh for found in more if "900" in found.message.zh] == []
    assert len(report.checks) < len(plain.checks)


def test_a_task_stays_without_the_statement_that_fails() -> None:
    task = f"{ROOT}/task/2"
    broken = altered(task, "number", "7")
    unsure, _ = find_unsure(broken)
    assert [fact.node for fact in unsure] == [task]
    assert unsure[0].is_kept
    assert len(leave_out(broken, unsure)) == len(broken) - 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "md", "json", "xlsx", "docx", "html"])
def test_every_form_of_the_audit_begins_with_it(form: str, lang: str) -> None:
    report = audit_store(wrong())
    said = _words(report, form, lang)
    whose = ("任务1的目标值", "target of task 1")[lang == "en"]
    assert whose in said
    assert "900" in said
    if form != "json":
        first = ("原文：", "Source")[lang == "en"] if form != "html" else "概要"
        place = said.find(first)
        assert place < 0 or said.index(whose) < place


def _words(report: AuditReport, form: str, lang: str) -> str:
    if form == "html":
        return render_audit_page(report, lang=lang).decode()
    data = render_audit(report, form, lang)
    if form == "docx":
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    return data.decode()


def opinion(store: Store) -> list[str]:
    data = write_opinion(store, audit_store(store), "small")
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_the_points_for_review_count_without_it() -> None:
    plain, left = opinion(Store.of(quads(), "small")), opinion(wrong())
    counted = re.compile(r"全文共设定量目标(\d+)个")
    before, after = (counted.search("".join(lines)) for lines in (plain, left))
    assert before
    assert after
    assert int(before[1]) - int(after[1]) == 1
    assert "任务1的目标值" in "".join(left[1:3])
    assert "任务1的目标值" not in "".join(plain)


def test_the_pages_count_without_it() -> None:
    def overview(store: Store) -> str:
        return dict(make_site(store))["index.html"].decode()

    plain, left = overview(Store.of(quads(), "small")), overview(wrong())
    counted = re.compile(r'<a href="query/targets.html"><b>(\d+)</b>')
    before, after = counted.search(plain), counted.search(left)
    assert before
    assert after
    assert int(before[1]) - int(after[1]) == 1
    assert "任务1的目标值" in left
    assert "任务1的目标值" not in plain


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "audit": lambda folder: ["audit", "--fail-on", "never", "-o", str(folder / "a.txt")],
    "opinion": lambda folder: ["opinion", "-o", str(folder / "o.docx")],
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_graph_that_can_be_read_is_never_refused(
    name: str, lang: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    held, broken = tmp_path / "held.nq", tmp_path / "broken.nq"
    held.write_bytes(encode_graph(quads(), held))
    broken.write_bytes(encode_graph(list(wrong().quads()), broken))
    command = COMMANDS[name](tmp_path)
    assert run(["--lang", lang, "--store", str(broken), *command]) == 0
    assert ("任务1的目标值", "target of task 1")[lang == "en"] in capfd.readouterr().err
    assert run(["-q", "--store", str(broken), *command, "--strict"]) == 1
    assert run(["-q", "--store", str(held), *command, "--strict"]) == 0
    # Calls of earlier versions still run.
    assert run(["-q", "--store", str(broken), *command, "--force"]) == 0


def test_a_graph_with_other_problems_is_audited_too(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A target without its comparator breaks a shape; no quote says otherwise."""
    comparator = PREFIXES["plan"] + "comparator"
    left = [
        quad
        for quad in quads()
        if not (quad.subject == NamedNode(target(2)) and quad.predicate.value == comparator)
    ]
    graph = tmp_path / "g.nq"
    graph.write_bytes(encode_graph(left, graph))
    command = ["--store", str(graph), "audit", "--fail-on", "never", "-f", "json"]
    assert run(command) == 0
    said = capfd.readouterr()
    assert json.loads(said.out)["problems"] or json.loads(said.out)["unsure"]
    assert "注意" in said.err
    assert run(["-q", *command, "--strict"]) == 1


# --- Annexes of which nothing was read -----------------------------------------------------------

ADOPTION = "附件2\n调研报告建议采纳情况\n"
LOST = TEXT.replace("指标名称\n", "考核内容\n") + ADOPTION


def lost() -> Store:
    return Store.of(quads(LOST), "lost")


@pytest.mark.parametrize("form", ["text", "md", "json", "xlsx", "docx", "html"])
def test_every_form_of_the_audit_names_an_annex_that_was_not_read(form: str) -> None:
    said = _words(audit_store(lost()), form, "zh")
    assert "附件1未能读出" in said
    assert "附件2未能读出" in said
    assert "could not be read" in _words(audit_store(lost()), form, "en")


def test_the_points_for_review_never_say_that_it_was_not_annexed() -> None:
    said = "\n".join(opinion(lost()))
    assert "附件1未能读出，主要指标表无从列出。" in said
    assert "附件2未能读出，建议采纳情况表无从列出。" in said
    assert "没有附" not in said
    without = TEXT[: TEXT.index("附件1\n")]
    said = "\n".join(opinion(Store.of(quads(without), "none")))
    assert "没有附主要指标表" in said
    assert "未能读出" not in said


def test_pages_name_an_annex_that_was_not_read() -> None:
    pages = dict(make_site(lost()))
    for name in ("index.html", "audit.html", "indicators.html", "suggestions.html"):
        assert "附件2未能读出" in pages[name].decode(), name
    assert "没有列出调研报告建议" not in pages["suggestions.html"].decode()
    plain = dict(make_site(Store.of(quads(), "small")))
    assert "没有列出调研报告建议" in plain["suggestions.html"].decode()


def test_a_build_names_an_annex_that_was_not_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source, whole = tmp_path / "lost.txt", tmp_path / "whole.txt"
    source.write_text(LOST, encoding="utf-8")
    whole.write_text(TEXT, encoding="utf-8")
    graph = str(tmp_path / "g.nq")
    assert run(["build", str(source), "-o", graph]) == 0
    assert "表头“考核内容”认不出来" in capfd.readouterr().err
    assert run(["-q", "build", str(source), "-o", graph, "--strict"]) == 1
    assert run(["-q", "--store", graph, "opinion", "-o", str(tmp_path / "o.docx")]) == 0
    assert run(["-q", "--store", graph, "opinion", "-o", str(tmp_path / "o.docx"), "--strict"]) == 1
    for node in ("lost", "annex/2"):
        capfd.readouterr()
        assert run(["-q", "--store", graph, "explain", node]) == 0
        said = capfd.readouterr().out
        assert "附件2未能读出" in said
        assert ("附件1未能读出" in said) == (node == "lost")
    assert run(["-q", "build", str(whole), "-o", graph, "--strict"]) == 0
