"""Passages of a document held against each other: what a query cannot compute, computed once.

Each module examines one kind of matter: it takes the facts and returns what comes of it, whether it
agrees or not. That something is a fault, a rule of the audit says.
"""

from __future__ import annotations

from kg.extract.examine.answers import examine_answers, read_pairs
from kg.extract.examine.asked_figures import examine_announced_figures, examine_asked_figures
from kg.extract.examine.cumulative import examine_cumulative
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
    pairs = read_pairs(parsed, facts)
    return (
        *examine_announced_figures(parsed, facts, pairs),
        *examine_answers(parsed, pairs),
        *examine_asked_figures(parsed, pairs),
        *examine_cumulative(facts),
    )
