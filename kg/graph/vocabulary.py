"""Words of the source that are concepts of the vocabulary."""

from __future__ import annotations

from kg.model import (
    CellColumn,
    CitationKind,
    ColumnKind,
    Disposition,
    Match,
    ReviewStatus,
    Scope,
    UnitKind,
)

COLUMN_KINDS = {
    ColumnKind.PROJECT: "planv:project",
    ColumnKind.ACTION: "planv:action",
    ColumnKind.REFORM: "planv:reform",
    ColumnKind.PLATFORM: "planv:platform",
}

CITATION_KINDS = {
    CitationKind.PART: "planv:cites-part",
    CitationKind.CHAPTER: "planv:cites-chapter",
    CitationKind.SECTION: "planv:cites-section",
    CitationKind.COLUMN: "planv:cites-column",
    CitationKind.CONTENT: "planv:cites-content",
}

DISPOSITIONS = {
    Disposition.ADOPTED: "planv:disposition-adopted",
    Disposition.PART: "planv:disposition-part",
    Disposition.DEFERRED: "planv:disposition-deferred",
    Disposition.ELSEWHERE: "planv:disposition-elsewhere",
    Disposition.REFUSED: "planv:disposition-refused",
}

UNIT_KINDS = {
    UnitKind.PART: ("planv:unit-part", "doco:Part"),
    UnitKind.CHAPTER: ("planv:unit-chapter", "doco:Chapter"),
    UnitKind.SECTION: ("planv:unit-section", "doco:Section"),
    UnitKind.COLUMN: ("planv:unit-column", "plan:PrintedColumn"),
    UnitKind.DIVISION: ("planv:unit-division", "doco:Section"),
    UnitKind.ITEM: ("planv:unit-item", "doco:Section"),
    UnitKind.TASK: ("planv:unit-task", "doco:Section"),
    UnitKind.ANNEX: ("planv:unit-annex", "doco:Appendix"),
}

CELL_COLUMNS = {
    CellColumn.BASE: "planv:base",
    CellColumn.GOAL: "planv:goal",
    CellColumn.ANNUAL: "planv:annual",
}

NATURES = {
    "约束性": "planv:binding",
    "预期性": "planv:anticipatory",
    "引导性": "planv:guiding",
    "指导性": "planv:guiding",
}

STATUSES = {
    "draft": "planv:draft",
    "submitted": "planv:submitted",
    "approved": "planv:approved",
}

MATCH_KINDS = {
    Match.NUMBER_AND_TITLE: "planv:match-number-and-title",
    Match.TITLE: "planv:match-title",
    Match.CONTAINED_TITLE: "planv:match-contained-title",
    Match.SIMILAR_TITLE: "planv:match-similar-title",
    Match.NUMBER: "planv:match-number",
}


SCOPES = {scope: f"planv:scope-{scope.value}" for scope in Scope}
REVIEW_STATUSES = {status: f"planv:{status.value}" for status in ReviewStatus}


def level_concept(level: str) -> str:
    """Return the concept of an indicator's level: the nation's, the province's, or its own.

    >>> level_concept("国家指标"), level_concept("省指标"), level_concept("杭州指标")
    ('planv:national', 'planv:provincial', 'planv:local')
    """
    if level.startswith("国家"):
        return "planv:national"
    return "planv:provincial" if level.startswith(("省", "自治区")) else "planv:local"
