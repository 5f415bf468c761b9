"""Kinds of things that the pages tell apart by colour and name: what a class of the model is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kg.errors import Words


class Kind(StrEnum):
    """What a reader takes a node for; also the name of its colour in the style sheet."""

    TASK = "task"
    COLUMN = "column"
    PART = "part"
    SECTION = "section"
    THEME = "theme"
    SUGGESTION = "suggestion"
    ADOPTION = "adoption"
    INDICATOR = "indicator"
    TARGET = "target"
    VALUE = "value"
    UNIT = "unit"
    OTHER = "other"
    REMARK = "remark"
    LINK = "link"
    NUMBER = "number"


NAMES = {
    Kind.TASK: Words("重点任务", "Key tasks"),
    Kind.COLUMN: Words("专栏", "Special columns"),
    Kind.PART: Words("纲要篇目", "Parts of the outline"),
    Kind.SECTION: Words("章节", "Sections of the outline"),
    Kind.THEME: Words("建议主题", "Themes"),
    Kind.SUGGESTION: Words("调研报告建议", "Suggestions"),
    Kind.ADOPTION: Words("采纳情况与引用", "Adoption and citations"),
    Kind.INDICATOR: Words("指标与单元格", "Indicators and cells"),
    Kind.TARGET: Words("目标", "Targets and goals"),
    Kind.VALUE: Words("基期与实际", "Values reached"),
    Kind.UNIT: Words("文件结构", "Structure"),
    Kind.OTHER: Words("其他", "Other facts"),
    Kind.REMARK: Words("存疑、裁定与核验", "Doubts, decisions, checks"),
    Kind.LINK: Words("推出的关联", "Derived links"),
    Kind.NUMBER: Words("数字台账", "Ledger of numbers"),
}

# Class of the model to kind; the first that a node has decides.
_CLASSES = {
    "KeyTask": Kind.TASK,
    "SpecialColumn": Kind.COLUMN,
    "AnnouncedPart": Kind.PART,
    "TitleForm": Kind.PART,
    "AnnouncedSection": Kind.SECTION,
    "Theme": Kind.THEME,
    "ThemeStatement": Kind.THEME,
    "Suggestion": Kind.SUGGESTION,
    "AdoptionStatement": Kind.ADOPTION,
    "Citation": Kind.ADOPTION,
    "ListedIndicator": Kind.INDICATOR,
    "Indicator": Kind.INDICATOR,
    "TableCell": Kind.INDICATOR,
    "Target": Kind.TARGET,
    "Milestone": Kind.TARGET,
    "Breakthrough": Kind.TARGET,
    "RequiredGrowth": Kind.TARGET,
    "StatedValue": Kind.VALUE,
    "ReviewItem": Kind.VALUE,
    "ReviewCount": Kind.VALUE,
    "Link": Kind.LINK,
    "Irregularity": Kind.REMARK,
    "Decision": Kind.REMARK,
    "Examination": Kind.REMARK,
    "PrintedUnit": Kind.UNIT,
}
# A node is called by the most telling of its classes.
_VAGUE = ("AnnouncedUnit", "Concept", "Observation")


def kind_of(classes: Iterable[str]) -> Kind:
    """Return the kind of a node from the local names of its classes."""
    held = set(classes)
    return next((kind for name, kind in _CLASSES.items() if name in held), Kind.OTHER)


def main_class(classes: Iterable[str]) -> str:
    """Return the class after which a node is called; empty where it has none.

    >>> main_class(["AnnouncedColumn", "AnnouncedUnit", "SpecialColumn"])
    'SpecialColumn'
    """
    held = sorted(classes)
    telling = [name for name in held if name not in _VAGUE]
    return next((name for name in _CLASSES if name in held), (telling or held or [""])[0])


# Where the pages call a class otherwise than the ontology does: as the source itself does.
CALLED = {
    "Suggestion": Words("调研报告建议", "Suggestion"),
    "AnnouncedPart": Words("纲要篇目", "Part of the outline"),
    "AnnouncedSection": Words("纲要章节", "Section of the outline"),
    "Milestone": Words("目标", "Goal"),
}
