"""A view of the size of a real report, in invented words, and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kg.errors import Words
from kg.pages.view import Fact, GraphView, Quote, ViewEdge, ViewNode
from tests.crowds import BASE, DOCUMENT

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--use-angle=swiftshader",  # WebGL without a graphics card
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = "</script><img src=x onerror=alert(1)>\"'&<!--\u2028\u202e"

AREAS = (
    "湖区生态修复",
    "“智造＋”先进制造业集群",
    "县域商业体系",
    "普惠托育与养老服务",
    "城市更新和地下管网",
    "跨境贸易便利化改革",
    "古城保护与文旅融合发展",
    "青年人才",
    "算力与数据要素市场化配置",
    "粮食安全保障能力",
    "江海联运综合交通枢纽",
    "基层治理“一网统管”",
)


def make_node(kind: str, number: int, label: str, support: str = "") -> ViewNode:
    return ViewNode(
        id=f"{BASE}{kind}/{number}",
        key=f"{kind}/{number}",
        kind=kind,
        label=label,
        facts=(
            Fact(Words("序号", "n"), str(number)),
            Fact(Words("依据", "basis"), "named", is_coded=True),
        ),
        quotes=(
            Quote(
                text=label,
                start=number * 100,
                end=number * 100 + len(label),
                before="根据会议安排，",
                after="。具体如下",
            ),
        ),
        order=number,
        document=DOCUMENT.key,
        support=support,
    )


def make_edge(source: ViewNode, target: ViewNode, kind: str) -> ViewEdge:
    inferred = kind == "corresponds" and source.order % 3 == 0
    return ViewEdge(
        source=source.id,
        target=target.id,
        kind=kind,
        basis="inferred" if inferred else "explicit",
        reason="篇名与任务名相近" if inferred else "",
    )


def make_view() -> GraphView:
    def of(kind: str, count: int, *shapes: str) -> list[ViewNode]:
        labels = (
            shapes[number % len(shapes)].format(
                AREAS[number % len(AREAS)], AREAS[(number * 5 + 1) % len(AREAS)]
            )
            for number in range(count)
        )
        return [make_node(kind, number, label) for number, label in enumerate(labels, 1)]

    tasks = of("task", 15, "推进{}", "加快{}建设", "打造{}示范区")
    columns = of("special-column", 34, "{}工程", "{}专项行动", "{}与{}一体化改革", "{}平台")
    parts = of("part", 16, "高水平推进{}", "构建具有全国影响力的{}体系", "{}取得突破")
    sections = of("section", 45, "完善{}", "{}", "健全{}机制")
    themes = of("theme", 8, "关于加快{}", "关于{}")
    suggestions = of(
        "suggestion", 37, "加力推进{},补齐短板。", "以{}为牵引,带动{}提质增效", "持续深化{}"
    )
    suggestions.append(make_node("suggestion", 38, HOSTILE))
    supports = ("traced", "named-only", "partial", "traced")
    suggestions = [
        replace(node, support=supports[n % len(supports)]) for n, node in enumerate(suggestions)
    ]
    targets = of("target", 18, "{}覆盖率 ≥90%", "{}规模 1.2万亿元")
    indicators = of("indicator", 31, "{}完成率", "▲{}增加值占全市比重", "★{}")
    edges = [
        *(make_edge(tasks[n * 15 // 34], c, "announces") for n, c in enumerate(columns)),
        *(make_edge(tasks[n * 15 // 18], t, "sets-target") for n, t in enumerate(targets)),
        *(make_edge(t, parts[n + 1], "corresponds") for n, t in enumerate(tasks)),
        *(make_edge(s, parts[n * 16 // 45], "in-part") for n, s in enumerate(sections)),
        *(make_edge(s, themes[n * 8 // 38], "has-theme") for n, s in enumerate(suggestions)),
        *(make_edge(t, themes[n * 8 // 15], "responsible") for n, t in enumerate(tasks)),
        *(make_edge(s, sections[n * 45 // 38], "cites") for n, s in enumerate(suggestions)),
        *(make_edge(s, columns[n * 34 // 38], "cites") for n, s in enumerate(suggestions)),
        *(make_edge(s, parts[n * 16 // 9], "cites") for n, s in enumerate(suggestions[:9])),
    ]
    return GraphView(
        title="临江市“十五五”规划纲要：任务、专栏与建议采纳",
        version="0.1.0",
        documents=(DOCUMENT,),
        remarks=(Words("台账不在图中", "The ledger is not drawn"),),
        nodes=(*tasks, *columns, *targets, *parts, *sections, *themes, *suggestions, *indicators),
        edges=tuple(edges),
    )


@pytest.fixture(scope="session")
def view() -> GraphView:
    return make_view()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM.exists(), f"{CHROMIUM} is missing: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
