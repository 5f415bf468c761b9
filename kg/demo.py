"""The main job in one go on the bundled report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.audit import audit_store
from kg.check import render_validation, validate_store
from kg.export.audit import render_audit
from kg.export.collection import answer_all, render_workbook
from kg.export.opinion import write_opinion
from kg.graph import build_audit_quads
from kg.pages.audit_page import read_texts, render_audit_page
from kg.pages.graph_page import render_graph
from kg.pages.graph_view import read_graph_view
from kg.pages.site.build import make_site
from kg.pages.site.writing import write_site
from kg.pipeline import build_document, build_graph, read_sources
from kg.store import Store, encode_graph, write_whole


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, and what it is for."""

    path: Path
    zh: str
    en: str


def run_demo(folder: Path) -> list[Made]:
    """Build, validate, audit and draw the bundled report; write all of it into a folder."""
    build = build_document(read_sources(())[0])
    key, facts = build.source.key, build.facts
    plain = build_graph([build])
    report = audit_store(Store.of(plain, build.source.name))
    # What the audit found stands in the graph, as `kg build` has it.
    quads = [*plain, *build_audit_quads(report, key)]
    store = Store.of(quads, build.source.name)
    validation = validate_store(store)
    answers = answer_all(store)
    made = [
        (
            "graph.trig",
            encode_graph(quads, Path("graph.trig")),
            (
                f"知识图谱:任务{len(facts.tasks)}项、专栏{len(facts.columns)}个、"
                f"指标{len(facts.indicators)}行、建议{len(facts.suggestions)}条、"
                f"引用{len(facts.citations)}处"
            ),
            (
                f"the graph: {len(facts.tasks)} tasks, {len(facts.columns)} special columns, "
                f"{len(facts.indicators)} indicator rows, {len(facts.suggestions)} suggestions, "
                f"{len(facts.citations)} citations"
            ),
        ),
        (
            "validation.txt",
            render_validation(validation, "text", "zh").encode(),
            (
                f"校验:{'全部通过' if validation.holds else f'{len(validation.problems)}个问题'},"
                f"没有出处的语句{validation.counts['untraced']}条"
            ),
            (
                f"validation: {'all checks hold' if validation.holds else 'problems found'}, "
                f"{validation.counts['untraced']} untraced statements"
            ),
        ),
        (
            "audit.xlsx",
            render_audit(report, "xlsx", "zh"),
            "溯源审核(用 Excel 或 WPS 打开)",
            "the audit (open it in Excel or WPS)",
        ),
        (
            "audit.html",
            render_audit_page(report, texts=read_texts(store)),
            "溯源审核,一个网页文件,可筛选",
            "the audit as one page with filters",
        ),
        (
            "audit.docx",
            render_audit(report, "docx", "zh"),
            "溯源审核,Word 文件",
            "the audit as a Word document",
        ),
        (
            "审查要点.docx",
            write_opinion(store, report, key),
            "审查要点,Word 文件,至多四页",
            "points for review: a Word document of four pages at most",
        ),
        (
            "audit.json",
            render_audit(report, "json", "zh"),
            "溯源审核,供程序读取",
            "the audit for programs",
        ),
        (
            "graph.html",
            render_graph(read_graph_view(store)).encode(),
            "可交互的图页(双击用浏览器打开,不需要网络)",
            "the interactive graph (open it in a browser; no network is needed)",
        ),
        (
            "tables.xlsx",
            render_workbook(answers),
            f"{len(answers)}个查询的结果,每个一张工作表",
            f"the answers to {len(answers)} questions, a sheet each",
        ),
    ]
    for name, data, _, _ in made:
        write_whole(folder / name, data)
    write_site(folder / "site", make_site(store, report))
    pages = Made(
        folder / "site" / "index.html",
        "离线网页:概览、带标注的原文、每个节点一页、审核(从这里打开)",
        "the offline pages: overview, the text with its facts, a page per node, the audit",
    )
    return [*(Made(folder / name, zh, en) for name, _, zh, en in made), pages]
