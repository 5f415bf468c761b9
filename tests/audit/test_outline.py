"""The verdict against the outline, and the rules that say what stands in its way."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import docx
import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner

from kg import resources
from kg.audit import audit_store
from kg.audit.verdicts import CitationOutcome, judge
from kg.cli.group import Session, cli
from kg.errors import Words
from kg.explain import explain_node
from kg.export.audit import FORMATS, render_audit
from kg.export.opinion import write_opinion
from kg.model import AuditReport, Finding, Outcome
from kg.pages.audit_page import read_texts, render_audit_page
from kg.pages.site.build import make_site
from kg.pipeline import audit_quads, build_graph
from kg.query import run
from kg.store import Store, fetch_all, fetch_plan, open_store, value_of
from kg.text import line_number
from tests.audit.planting import findings, quotes
from tests.conftest import HELD_OUTLINE, INVENTED, REPORTS, Report
from tests.pairs import KEY, Change, outline, pairing, report, store

RULES = (
    "unit-not-in-outline",
    "unit-in-other-part",
    "unit-under-other-title",
    "unit-untold",
    "printed-columns-differ",
    "several-outlines",
)
DIGEST = outline().source.sha256


@pytest.fixture(scope="module")
def audited() -> AuditReport:
    return audit_store(store())


def by_hand() -> list[dict[str, str]]:
    with (REPORTS / "held" / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verdicts(held: Store) -> dict[int, str]:
    return {item.number: item.verdict.value for item in audit_store(held).items}


def test_verdicts_are_those_written_by_hand(audited: AuditReport) -> None:
    expected = {int(row["suggestion"]): row["verdict"] for row in by_hand()}
    assert {item.number: item.verdict.value for item in audited.items} == expected


# Which rule, and of the rule of several reasons which words, say why there is no telling.
WHY = {
    "words": ("unit-untold", "没有逐字"),
    "part": ("unit-in-other-part", ""),
    "missing": ("unit-not-in-outline", ""),
    "title": ("unit-under-other-title", ""),
    "ambiguous": ("unit-untold", "同样相近"),
}


def test_each_reason_written_by_hand_is_a_finding_and_there_is_no_other() -> None:
    order = {c.id: f"{c.suggestion.split('/')[1]}.{c.order}" for c in report().facts.citations}
    expected = sorted(
        (f"{row['suggestion']}.{row['citation']}", *WHY[row["why"]])
        for row in by_hand()
        if row["citation"]
    )
    found = sorted(
        (order[finding.subject], finding.rule, words)
        for finding in findings(store(), *RULES)
        if finding.subject in order
        for rule, words in set(WHY.values())
        if finding.rule == rule and words in finding.message.zh
    )
    assert found == expected


def test_reasons_say_what_the_outline_has(audited: AuditReport) -> None:
    items = {item.number: " ".join(words.zh for words in item.reasons) for item in audited.items}
    assert "均在纲要所写之处" in items[1]
    assert "没有逐字写「船舶绿色改造」" in items[3]
    assert "「优化要素配置」在纲要第七篇" in items[4]
    assert "岸线生态修复:纲要全文没有这一名称" in items[5]
    assert "纲要题作「打造亲水休闲空间」" in items[6]


def test_without_its_outline_a_report_is_audited_as_before(qinghe: Report) -> None:
    alone = audit_store(qinghe.store)
    assert not alone.has_outline
    assert {item.verdict.value for item in alone.items} == {"cantTell"}
    both = audit_store(store())
    old = {finding.fingerprint for finding in alone.findings}
    new = {f.fingerprint: f for f in both.findings if f.document == "qinghe"}
    assert old <= set(new)
    assert {new[mark].rule for mark in set(new) - old} <= set(RULES)
    for rule in RULES:
        assert not findings(qinghe.store, rule)


def test_the_support_is_that_of_the_report_alone(audited: AuditReport, qinghe: Report) -> None:
    alone = audit_store(qinghe.store)
    assert [(i.depth, i.support) for i in audited.items] == [
        (i.depth, i.support) for i in alone.items
    ]


# A change of the outline, the rule that finds it, and the quote in the report that it leads to.
FAULTS: dict[str, tuple[Change, str]] = {
    "unit-not-in-outline": (
        ("第二节　排口溯源整治\n逐口建档，一口一策。\n", ""),
        "第五篇专门设置排口溯源整治、岸线生态修复等小节",
    ),
    "unit-in-other-part": (
        (
            "第六篇　建设幸福清河\n第十二章　办好家门口的服务\n第一节　优化托育服务布局\n",
            "第十二章　办好家门口的服务\n第一节　优化托育服务布局\n第六篇　建设幸福清河\n",
        ),
        "第六篇专门设置社区照护和医养衔接工程专栏和优化托育服务布局小节",
    ),
    "unit-under-other-title": (
        ("第一节　优化托育服务布局", "第一节　调整优化托育服务布局"),
        "第六篇专门设置社区照护和医养衔接工程专栏和优化托育服务布局小节",
    ),
    "unit-untold": (
        ("第一节　打造滨河科创带", "第一节　打造滨河科创带\n第二节　打造滨河科创带"),
        "打造滨河科创带小节",
    ),
    "printed-columns-differ": (
        ("专栏7　老街片区活化项目清单\n1.南门老街。先修后用。\n2.码头老街。恢复集市。\n", ""),
        "老街片区活化项目清单",
    ),
}


def fresh(change: Change, rule: str) -> list[Finding]:
    known = {finding.fingerprint for finding in findings(store(), rule)}
    return [f for f in findings(store(change), rule) if f.fingerprint not in known]


@pytest.mark.parametrize("rule", FAULTS)
def test_a_change_of_the_outline_is_found(rule: str) -> None:
    change, quote = FAULTS[rule]
    found = fresh(change, rule)
    assert found
    assert any(quote in quotes(finding) for finding in found)
    text = report().source.text
    for finding in found:
        assert finding.document == "qinghe"
        for excerpt in finding.excerpts:
            assert text[excerpt.start : excerpt.end] == excerpt.quote


# A change of the outline that leaves what the rule looks at as it was.
NO_FAULTS: dict[str, Change] = {
    "unit-not-in-outline": ("逐口建档，一口一策。", "逐口建档。"),
    "unit-in-other-part": ("第一篇　站上依河兴业新起点", "第一篇　走向新起点"),
    "unit-under-other-title": ("第一节　优化托育服务布局", "第一节　优化托育　服务布局"),
    "unit-untold": ("沿河布局研究机构和中试场地。", "沿河布局研究机构。"),
    "printed-columns-differ": ("专栏7　老街片区活化项目清单", "专栏7　老街片区活化清单"),
}


@pytest.mark.parametrize("rule", NO_FAULTS)
def test_a_change_beside_the_matter_is_not_found(rule: str) -> None:
    assert fresh(NO_FAULTS[rule], rule) == []


def test_what_agrees_is_a_check(audited: AuditReport) -> None:
    checks = {(check.rule, check.subject) for check in audited.checks}
    assert ("printed-columns-differ", "task/1") in checks
    assert ("unit-not-in-outline", "part/3") in checks
    assert ("printed-columns-differ", "task/2") not in checks


def test_the_number_of_columns_is_said_on_both_sides() -> None:
    [found] = findings(store(), "printed-columns-differ")
    assert (found.subject, found.actual, found.expected) == ("task/2", "2", "3")
    assert "多式联运示范工程" in found.message.zh


def test_several_outlines_are_one_warning_and_no_verdict() -> None:
    second = outline(("再用五年", "再用十年"), key="second")
    graph = Store.of(build_graph([report(), outline(), second]))
    [found] = findings(graph, *RULES)
    assert (found.rule, found.document, found.subject) == ("several-outlines", "qinghe", "qinghe")
    assert "qinghe-outline、second" in found.message.zh
    assert set(verdicts(graph).values()) == {"cantTell"}


def test_an_adoption_that_cites_nothing_is_not_applicable() -> None:
    said = (
        (
            "第五篇专门设置“滨河实验室群建设工程”专栏，支持水质快速检测、数字孪生河网等技术研发。",
            "已支持水质快速检测、数字孪生河网等技术研发。",
        ),
    )
    assert verdicts(store(said=said))[7] == "inapplicable"
    assert verdicts(Store.of(build_graph([report(*said)])))[7] == "cantTell"


# The decision table of docs/audit.md: what came of unit, part and title, and what it comes to.
HOLDS, DIFFERS, OPEN = Outcome.HOLDS, Outcome.DIFFERS, Outcome.OPEN
TABLE = {
    "found where it is said to be": ([(True, HOLDS), (False, HOLDS), (False, HOLDS)], "passed"),
    "nowhere in a whole outline": ([(True, DIFFERS)], "failed"),
    "in another part": ([(True, HOLDS), (False, DIFFERS), (False, HOLDS)], "cantTell"),
    "under another title": ([(True, HOLDS), (False, HOLDS), (False, DIFFERS)], "cantTell"),
    "in no part": ([(True, HOLDS), (False, OPEN)], "cantTell"),
    "several, words, or not whole": ([(True, OPEN)], "cantTell"),
    "one missing, one found": ([(True, HOLDS), (False, HOLDS), (True, DIFFERS)], "failed"),
    "one open, one found": ([(True, HOLDS), (True, OPEN)], "cantTell"),
    "nothing cited": ([], "inapplicable"),
}


@pytest.mark.parametrize(("held", "verdict"), TABLE.values(), ids=TABLE)
def test_the_decision_table(held: list[tuple[bool, Outcome]], verdict: str) -> None:
    outcomes = [CitationOutcome(is_unit=u, outcome=o, words=Words("甲", "one")) for u, o in held]
    judged = judge(outcomes, has_outline=True)
    assert judged.verdict == verdict
    assert judged.reasons
    alone = judge(outcomes, has_outline=False)
    assert (alone.verdict, alone.reasons) == ("cantTell", ())


# What is written


def test_all_forms_say_the_verdict_and_name_the_outline(audited: AuditReport) -> None:
    data: dict[str, Any] = json.loads(render_audit(audited, "json", "zh"))
    schema = json.loads(resources.path("data", "schemas", "audit-1.json").read_text("utf-8"))
    jsonschema.validate(data, schema)
    assert data["header"]["outline_at_hand"] is True
    [held] = data["header"]["outlines"]
    assert (held["document"], held["outline"], held["sha256"]) == ("qinghe", KEY, DIGEST)
    counts = data["summary"]["verdict"]
    assert counts == {"passed": 3, "failed": 1, "cantTell": 5, "inapplicable": 0}
    for lang in ("zh", "en"):
        text = render_audit(audited, "text", lang).decode()
        assert DIGEST in text
        assert ("未通过" if lang == "zh" else "failed") in text
        for name in (*FORMATS, "html"):
            if name in ("xlsx", "docx"):
                continue
            rendered = (
                render_audit_page(audited, texts=read_texts(store()), lang=lang)
                if name == "html"
                else render_audit(audited, name, lang)
            ).decode()
            assert "不在手头" not in rendered
            assert "not at hand" not in rendered
    book = openpyxl.load_workbook(io.BytesIO(render_audit(audited, "xlsx", "zh")))
    rows = list(book["采纳溯源"].iter_rows(values_only=True))
    column = rows[0].index("对照纲要")
    assert [row[column] for row in rows[1:]].count("通过") == 3
    overview = dict(book["总览"].iter_rows(min_row=2, values_only=True))
    assert overview["对照纲要:未通过"] == "1"
    assert any(DIGEST in str(row[0]) for row in book["方法说明"].iter_rows(values_only=True))


def test_the_opinion_names_the_outline() -> None:
    audit = audit_store(store())
    document = docx.Document(io.BytesIO(write_opinion(store(), audit, "qinghe")))
    words = "\n".join(line.text for line in document.paragraphs)
    assert DIGEST in words
    assert "通过3、无法判定5、未通过1" in words
    assert "不在手头" not in words


def test_with_two_reports_only_one_of_which_has_an_outline(hangzhou: Report) -> None:
    graph = Store.of(build_graph([report(), outline(), hangzhou.build]))
    audit = audit_store(graph)
    found = {(item.document, item.verdict.value) for item in audit.items}
    assert {verdict for document, verdict in found if document != "qinghe"} == {"cantTell"}
    assert ("qinghe", "passed") in found
    text = render_audit(audit, "text", "zh").decode()
    assert "hangzhou-15fyp-report:对照纲要的结论一律为无法判定" in text
    assert audit.of_document("hangzhou-15fyp-report").outlines == ()
    alone = audit_store(hangzhou.store)
    assert audit.of_document("hangzhou-15fyp-report").findings == alone.findings


def test_the_audit_graph_gives_the_verdict_to_queries() -> None:
    quads = build_graph([report(), outline()])
    graph = Store.of([*quads, *audit_quads(quads, ["qinghe", KEY])])
    rows = run(graph, "suggestions", {"document": "qinghe"}).rows
    assert {int(value_of(r, "n")): value_of(r, "verdict") for r in rows} == verdicts(store())


def test_the_site_has_pages_for_both() -> None:
    pages = dict(make_site(store()))
    assert DIGEST in pages["qinghe/audit.html"].decode()
    assert "不在手头" not in pages["qinghe/audit.html"].decode()
    assert f"{KEY}/audit.html" in pages
    assert "见于" in pages["qinghe/node/part-3.html"].decode()
    # What the report says of the outline has its pages with the report.
    alone = dict(make_site(Store.of(build_graph([outline()]))))
    inside = {path.removeprefix(f"{KEY}/") for path in pages if path.startswith(f"{KEY}/")}
    assert {path for path in inside if path.startswith("node/")} == {
        path for path in alone if path.startswith("node/")
    }


def test_explain_leads_into_the_outline() -> None:
    words = explain_node(fetch_plan(store(), "qinghe"), "qinghe/part/3")
    assert "见于纲要" in words
    assert "第三篇 夯实制造强市根基" in words
    assert "依据:序号与题名均相同(原文写明)" in words
    found = pairing().found[1]
    line = line_number(outline().source.text, found.there.span.start)
    link = explain_node(fetch_plan(store(), "qinghe"), f"qinghe/{found.id}")
    assert f"(第{line}行,字符{found.there.span.start}–{found.there.span.end})" in link


def ask(*arguments: str) -> Any:
    return CliRunner().invoke(cli, list(arguments), obj=Session(), standalone_mode=False)


def test_the_command_line_pairs_what_is_built_together(tmp_path: Path) -> None:
    for place in ("g.trig", "folder"):
        target = str(tmp_path / place)
        made = ask(
            "build", str(INVENTED), str(HELD_OUTLINE), "--key", "qinghe", "--key", KEY, "-o", target
        )
        assert made.exception is None
        assert f"已与同地区、同时期的纲要{KEY}对照" in made.stderr
        asked = ask("--store", target, "query", "suggestions", "-f", "csv", "-p", "document=qinghe")
        assert asked.stdout.count("passed") == 3
        assert ask("--store", target, "validate").return_value in (0, None)
        said = ask("--store", target, "audit", "--document", "qinghe", "--fail-on", "never")
        assert "对照纲要:通过:3" in said.stdout


def test_a_report_built_anew_alone_is_held_against_nothing(tmp_path: Path) -> None:
    folder = str(tmp_path / "folder")
    ask("build", str(INVENTED), str(HELD_OUTLINE), "--key", "qinghe", "--key", KEY, "-o", folder)
    ask("build", str(INVENTED), "--key", "qinghe", "-o", folder)
    said = ask("--store", folder, "audit", "--fail-on", "never")
    assert said.exception is None
    assert f"没有与{KEY}对照" in said.stdout
    assert "对照纲要:通过" not in said.stdout


def test_two_that_were_built_apart_are_told_to_be_built_together(tmp_path: Path) -> None:
    folder = str(tmp_path / "folder")
    for path, key in ((INVENTED, "qinghe"), (HELD_OUTLINE, KEY)):
        ask("build", str(path), "--key", key, "-o", folder)
    for lang, words in (("zh", f"没有与{KEY}对照"), ("en", f"was not held against {KEY}")):
        said = ask("--store", folder, "--lang", lang, "audit", "--fail-on", "never")
        assert words in said.stdout
        assert "不在手头" not in said.stdout
        assert "not at hand" not in said.stdout
    audit = audit_store(fetch_all(open_store(folder)))
    assert {item.verdict.value for item in audit.items} == {"cantTell"}
    opinion = docx.Document(
        io.BytesIO(write_opinion(fetch_all(open_store(folder)), audit, "qinghe"))
    )
    assert "分别建图" in "\n".join(line.text for line in opinion.paragraphs)


def test_two_outlines_are_said_in_one_line(tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_text(HELD_OUTLINE.read_text("utf-8").replace("再用五年", "再用十年"), "utf-8")
    target = str(tmp_path / "g.trig")
    made = ask("build", str(INVENTED), str(HELD_OUTLINE), str(second), "-o", target)
    assert made.exception is None
    [line] = [line for line in made.stderr.splitlines() if "多份纲要" in line]
    assert "qinghe-outline、second" in line


def test_a_base_of_ones_own_holds_in_both(tmp_path: Path) -> None:
    target = str(tmp_path / "g.nq")
    base = "https://example.org/plans/"
    made = ask("build", str(INVENTED), str(HELD_OUTLINE), "--base", base, "-o", target)
    assert made.exception is None
    assert "planning-kg/id/" not in (tmp_path / "g.nq").read_text("utf-8")
    assert "通过:3" in ask("--store", target, "audit", "--fail-on", "never").stdout
