"""The main job in one go on the bundled report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.audit import audit_store
from kg.check import render_validation, validate_store
from kg.export.audit import render_audit
from kg.export.rows import render_rows
from kg.pages.graph_page import render_graph
from kg.pages.graph_view import read_graph_view
from kg.pages.site.build import make_site
from kg.pages.site.writing import write_site
from kg.pipeline import build_document, build_graph, read_sources
from kg.query import canned_queries, run
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
    quads = build_graph([build])
    store = Store.of(quads, build.source.name)
    validation = validate_store(store)
    report = audit_store(store)
    facts = build.facts
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
    ]
    made += [
        (
            f"tables/{name}.xlsx",
            render_rows(run(store, name), "xlsx", query),
            query.summary_zh,
            query.summary,
        )
        for name, query in canned_queries().items()
        if not query.required
    ]
    for name, data, _, _ in made:
        write_whole(folder / name, data)
    write_site(folder / "site", make_site(store))
    pages = Made(
        folder / "site" / "index.html",
        "离线网页:概览、带标注的原文、每个节点一页、审核(从这里打开)",
        "the offline pages: overview, the text with its facts, a page per node, the audit",
    )
    return [*(Made(folder / name, zh, en) for name, _, zh, en in made), pages]
