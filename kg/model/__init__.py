"""The records: values without files and without RDF.

Identifiers are local paths such as ``task/3``; `kg.graph` puts the document's IRI before them.
"""

from kg.model.derived import CitationReading, Facts, Link, Part
from kg.model.stated import (
    AdoptionStatement,
    Basis,
    CellColumn,
    Citation,
    CitationKind,
    ColumnKind,
    Decision,
    DocumentFacts,
    Evidence,
    Indicator,
    Irregularity,
    KeyTask,
    Legend,
    PrintedUnit,
    SpecialColumn,
    StatedCount,
    Suggestion,
    TableCell,
    Theme,
    ThemeStatement,
    TitleForm,
    UnitKind,
)

__all__ = [
    "AdoptionStatement",
    "Basis",
    "CellColumn",
    "Citation",
    "CitationKind",
    "CitationReading",
    "ColumnKind",
    "Decision",
    "DocumentFacts",
    "Evidence",
    "Facts",
    "Indicator",
    "Irregularity",
    "KeyTask",
    "Legend",
    "Link",
    "Part",
    "PrintedUnit",
    "SpecialColumn",
    "StatedCount",
    "Suggestion",
    "TableCell",
    "Theme",
    "ThemeStatement",
    "TitleForm",
    "UnitKind",
]
