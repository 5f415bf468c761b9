"""Invented plans, as many as are wanted: a graph as a store of many reports would give it."""

from __future__ import annotations

import random

from kg.errors import Words
from kg.pages.view import (
    EdgeKind,
    Fact,
    GraphView,
    NodeKind,
    Quote,
    ViewDocument,
    ViewEdge,
    ViewNode,
)

BASE = "https://w3id.org/planning-kg/id/"
# How many of a kind a plan has, by what the first report prints.
COUNTS = {
    NodeKind.TASK: 15,
    NodeKind.SPECIAL_COLUMN: 34,
    NodeKind.TARGET: 18,
    NodeKind.PART: 15,
    NodeKind.SECTION: 36,
    NodeKind.SUGGESTION: 43,
    NodeKind.THEME: 8,
    NodeKind.INDICATOR: 31,
}
PLAN_SIZE = sum(COUNTS.values())
# (who, at whom, the link, from how far in the text two are taken together)
TIES = (
    (NodeKind.SPECIAL_COLUMN, NodeKind.TASK, EdgeKind.ANNOUNCES, True),
    (NodeKind.TARGET, NodeKind.TASK, EdgeKind.SETS_TARGET, True),
    (NodeKind.TARGET, NodeKind.INDICATOR, EdgeKind.MATCHES, False),
    (NodeKind.TASK, NodeKind.PART, EdgeKind.CORRESPONDS, False),
    (NodeKind.SECTION, NodeKind.PART, EdgeKind.IN_PART, False),
    (NodeKind.SUGGESTION, NodeKind.THEME, EdgeKind.HAS_THEME, False),
    (NodeKind.SUGGESTION, NodeKind.SECTION, EdgeKind.CITES, False),
    (NodeKind.TASK, NodeKind.THEME, EdgeKind.RESPONSIBLE, False),
)
AREAS = (
    "湖区生态修复 先进制造业集群 县域商业体系 普惠托育与养老服务 城市更新和地下管网 跨境贸易便利化 "
    "古城保护与文旅融合 青年人才 算力与数据要素 粮食安全保障 江海联运枢纽 基层治理 海绵城市 "
    "低空经济 绿色能源 职业教育 未来社区 乡村产业 国际消费 数字政务"
).split()
VERBS = "推进 加快 打造 完善 健全 深化 提升 拓展 培育 建设 优化 统筹".split()


def make_crowd(size: int) -> GraphView:
    """Make a view of just so many nodes in plans of ``PLAN_SIZE``, the last one cut short."""
    chance = random.Random(size)
    nodes: list[ViewNode] = []
    edges: list[ViewEdge] = []
    documents: list[ViewDocument] = []
    while len(nodes) < size:
        key = f"plan-{len(documents) + 1}"
        documents.append(
            ViewDocument(key=key, title=f"第{len(documents) + 1}份规划", sha256="0" * 64)
        )
        by_kind: dict[NodeKind, list[ViewNode]] = {}
        for kind, count in COUNTS.items():
            room = min(count, size - len(nodes))
            by_kind[kind] = [_make_node(chance, key, kind, n) for n in range(room)]
            nodes += by_kind[kind]
        for one, other, link, is_downward in TIES:
            for place, node in enumerate(by_kind[one]):
                if by_kind[other]:
                    mate = by_kind[other][place * len(by_kind[other]) // len(by_kind[one])]
                    ends = (mate.id, node.id) if is_downward else (node.id, mate.id)
                    edges.append(ViewEdge(source=ends[0], target=ends[1], kind=link))
    return GraphView(
        title=f"{len(documents)}份规划",
        version="0",
        documents=tuple(documents),
        nodes=tuple(nodes),
        edges=tuple(edges),
        remarks=(Words("虚构的数据", "invented data"),),
    )


def _make_node(chance: random.Random, key: str, kind: NodeKind, number: int) -> ViewNode:
    label = f"{chance.choice(VERBS)}{chance.choice(AREAS)}与{chance.choice(AREAS)}"
    start = chance.randrange(30_000)
    return ViewNode(
        id=f"{BASE}{key}/{kind}/{number}",
        key=f"{key}/{kind}/{number}",
        kind=kind,
        label=label,
        facts=(Fact(Words("序号", "n"), str(number)),),
        quotes=(
            Quote(
                text=label, start=start, end=start + len(label), before="根据", after="。具体如下"
            ),
        ),
        order=number,
        document=key,
    )
