"""Passages of a document held against each other: what a query cannot compute, computed once.

Each module examines one kind of matter: it takes the facts and returns what comes of it, whether it
agrees or not. That something is a fault, a rule of the audit says.
"""

from __future__ import annotations

from kg.extract.examine.agreement import examine_agreement
from kg.extract.examine.bases import examine_bases
from kg.extract.examine.carried import examine_carried
from kg.extract.examine.cumulative import examine_cumulative
from kg.extract.examine.direction import examine_direction
from kg.extract.examine.goals import collect_goals
from kg.model import Examination, Facts
from kg.parse.structure import ParsedDocument
from kg.profiles.figures import read_figure_words


def examine(parsed: ParsedDocument, facts: Facts) -> tuple[Examination, ...]:
    """Hold the passages of a document against each other.

    Args:
        parsed: The document, for the words themselves.
        facts: What was read from it, figures included.

    Returns:
        In the order of the text within each kind.
    """
    words = read_figure_words()
    goals = collect_goals(facts, words.synonyms)
    return (
        *examine_agreement(goals, words.direction["rate"], words.direction),
        *examine_bases(parsed, facts, goals, words),
        *examine_carried(goals),
        *examine_cumulative(facts),
        *examine_direction(parsed, facts, goals, words.direction),
    )
