"""Passages of a document held against each other: what a query cannot compute, computed once.

Each module examines one kind of matter: it takes the facts and returns what comes of it, whether it
agrees or not. That something is a fault, a rule of the audit says.
"""

from __future__ import annotations

from kg.extract.examine.cumulative import examine_cumulative
from kg.extract.examine.misprint import examine_misprints
from kg.extract.examine.naming import examine_naming
from kg.extract.examine.order import examine_order
from kg.extract.examine.repeated import examine_repeated
from kg.extract.examine.task_columns import examine_task_columns
from kg.model import Examination, Facts
from kg.parse.structure import ParsedDocument


def examine(parsed: ParsedDocument, facts: Facts) -> tuple[Examination, ...]:
    """Hold the passages of a document against each other.

    Args:
        parsed: The document, for the words themselves.
        facts: What was read from it, figures included.

    Returns:
        In the order of the text within each kind.
    """
    return (
        *examine_cumulative(facts),
        *examine_misprints(parsed),
        *examine_naming(parsed, facts),
        *examine_order(parsed, facts),
        *examine_repeated(parsed, facts),
        *examine_task_columns(parsed, facts),
    )
