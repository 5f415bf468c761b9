"""A view of the size of a real report, in invented words, and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kg.pages.view import GraphView, Quote, ViewEdge, ViewNode

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
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


def make_node(kind: str, number: int, label: str) -> ViewNode:
    return ViewNode(
        id=f"https://w3id.org/planning-kg/id/linjiang/{kind}/{number}",
        key=f"{kind}/{number}",
        kind=kind,
        label=label,
        facts=(("序号", str(number)), ("来源", "临江市报告")),
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
    )


def make_edge(source: ViewNode, target: ViewNode, kind: str, label: str) -> ViewEdge:
    inferred = kind == "corresponds" and source.order % 3 == 0
    return ViewEdge(
        source=source.id,
        target=target.id,
        kind=kind,
        label=label,
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
    indicators = of("indicator", 31, "{}完成率", "▲{}增加值占全市比重", "★{}")
    edges = [
        *(
            make_edge(tasks[n * 15 // 34], c, "announces", "设置专栏")
            for n, c in enumerate(columns)
        ),
        *(make_edge(t, parts[n + 1], "corresponds", "对应") for n, t in enumerate(tasks)),
        *(make_edge(s, parts[n * 16 // 45], "in-part", "在篇内") for n, s in enumerate(sections)),
        *(
            make_edge(s, themes[n * 8 // 38], "has-theme", "属于主题")
            for n, s in enumerate(suggestions)
        ),
        *(
            make_edge(t, themes[n * 8 // 15], "responsible", "由主题答复")
            for n, t in enumerate(tasks)
        ),
        *(make_edge(s, sections[n * 45 // 38], "cites", "引用") for n, s in enumerate(suggestions)),
        *(make_edge(s, columns[n * 34 // 38], "cites", "引用") for n, s in enumerate(suggestions)),
        *(make_edge(s, parts[n * 16 // 9], "cites", "引用") for n, s in enumerate(suggestions[:9])),
    ]
    return GraphView(
        title="临江市“十五五”规划纲要：任务、专栏与建议采纳",
        document="临江市规划纲要编制工作情况的报告",
        sha256="0123456789abcdef" * 4,
        version="0.1.0",
        nodes=(*tasks, *columns, *parts, *sections, *themes, *suggestions, *indicators),
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
