"""How classes of nodes and kinds of links look on a graph page, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import Words
from kg.pages.view import EdgeKind, NodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a class of nodes is told from the others, by colour and by shape.

    Attributes:
        name: The class, as the legend says it.
        term: Its local name in the ontology; empty where it stands for several classes.
        shape: One of the signs that the page can draw.
        light: Colour on a light page; at least 4.5 : 1 against white.
        dark: Colour on a dark page.
    """

    name: Words
    term: str
    shape: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a kind of link is called, and how a chain follows it.

    Attributes:
        name: The link, read from its source to its target.
        about: The class whose colour it wears.
        chain: 1 where the way of a suggestion into the plan goes from source to target, -1 where
            it goes from target to source, 0 where it does not go along this link.
    """

    name: Words
    about: NodeKind
    chain: int


# In the order of the legend.
LOOKS = {
    NodeKind.TASK: Look(
        name=Words("重点任务", "Key task"),
        term="KeyTask",
        shape="hexagon",
        light="#1d4ed8",
        dark="#93b4ff",
    ),
    NodeKind.SPECIAL_COLUMN: Look(
        name=Words("专栏", "Special column"),
        term="SpecialColumn",
        shape="square",
        light="#0f766e",
        dark="#5ad6c6",
    ),
    NodeKind.TARGET: Look(
        name=Words("目标值", "Target"),
        term="Target",
        shape="cross",
        light="#8a5a00",
        dark="#f0c35a",
    ),
    NodeKind.GOAL: Look(
        name=Words("目标", "Goal"),
        term="Milestone",
        shape="saltire",
        light="#991b1b",
        dark="#ffa59b",
    ),
    NodeKind.PART: Look(
        name=Words("纲要篇目", "Part"),
        term="AnnouncedPart",
        shape="triangle",
        light="#6d28d9",
        dark="#c4a9ff",
    ),
    NodeKind.SECTION: Look(
        name=Words("章节", "Section"),
        term="AnnouncedSection",
        shape="triangleDown",
        light="#475569",
        dark="#b3c0d1",
    ),
    NodeKind.SUGGESTION: Look(
        name=Words("调研报告建议", "Suggestion"),
        term="Suggestion",
        shape="dot",
        light="#b4430c",
        dark="#ffb07a",
    ),
    NodeKind.THEME: Look(
        name=Words("建议主题", "Theme"),
        term="Theme",
        shape="star",
        light="#be185d",
        dark="#ff9ecb",
    ),
    NodeKind.INDICATOR: Look(
        name=Words("指标", "Indicator"),
        term="Indicator",
        shape="diamond",
        light="#4d6b0a",
        dark="#c3de6e",
    ),
    NodeKind.OTHER: Look(
        name=Words("其他", "Other"),
        term="",
        shape="ring",
        light="#57534e",
        dark="#c8c2bc",
    ),
}

RELATIONS = {
    EdgeKind.ANNOUNCES: Relation(
        name=Words("设置专栏", "announces column"), about=NodeKind.SPECIAL_COLUMN, chain=-1
    ),
    EdgeKind.SETS_TARGET: Relation(
        name=Words("设定目标值", "sets target"), about=NodeKind.TARGET, chain=0
    ),
    EdgeKind.CORRESPONDS: Relation(
        name=Words("对应篇", "corresponds to part"), about=NodeKind.PART, chain=-1
    ),
    EdgeKind.IN_PART: Relation(name=Words("属于篇", "in part"), about=NodeKind.SECTION, chain=1),
    EdgeKind.CITES: Relation(
        name=Words("采纳于(引用)", "adopted in (cites)"), about=NodeKind.SUGGESTION, chain=1
    ),
    EdgeKind.ADOPTS_TARGET: Relation(
        name=Words("采纳时设定目标值", "adoption sets target"), about=NodeKind.TARGET, chain=1
    ),
    EdgeKind.SETS_GOAL: Relation(name=Words("设定目标", "sets goal"), about=NodeKind.GOAL, chain=0),
    EdgeKind.ADOPTS_GOAL: Relation(
        name=Words("采纳时设定目标", "adoption sets goal"), about=NodeKind.GOAL, chain=1
    ),
    EdgeKind.HAS_THEME: Relation(
        name=Words("属于主题", "has theme"), about=NodeKind.THEME, chain=1
    ),
    EdgeKind.RESPONSIBLE: Relation(
        name=Words("对应主题", "answered by theme"), about=NodeKind.THEME, chain=0
    ),
    EdgeKind.MATCHES: Relation(
        name=Words("匹配表列指标", "matches indicator"), about=NodeKind.INDICATOR, chain=0
    ),
    EdgeKind.FOR_INDICATOR: Relation(
        name=Words("表列指标的目标值", "target of listed indicator"),
        about=NodeKind.INDICATOR,
        chain=0,
    ),
    EdgeKind.OTHER: Relation(name=Words("其他关联", "other link"), about=NodeKind.OTHER, chain=0),
}
