"""Passages of a document held against each other: what a query cannot compute, computed once.

Each module examines one kind of matter: it takes the facts and returns what comes of it, whether it
agrees or not. That something is a fault, a rule of the audit says.
"""

from __future__ import annotations

from kg.extract.examine.agreement import examine_agreement
from kg.extract.examine.amounts import read_paragraphs
from kg.extract.examine.answers import examine_answers
from kg.extract.examine.asked_figures import examine_announced_figures, examine_asked_figures
from kg.extract.examine.bases import examine_bases
from kg.extract.examine.carried import examine_carried
from kg.extract.examine.cumulative import examine_cumulative
from kg.extract.examine.direction import examine_direction
from kg.extract.examine.goals import collect_goals
from kg.extract.examine.growth import examine_growth
from kg.extract.examine.hollow import examine_hollow, is_hollow, names_a_unit
from kg.extract.examine.level_count import examine_level_count
from kg.extract.examine.list_count import examine_list_count
from kg.extract.examine.misprint import examine_misprints
from kg.extract.examine.naming import examine_naming
from kg.extract.examine.order import examine_order
from kg.extract.examine.pairs import read_pairs
from kg.extract.examine.per_head import examine_per_head
from kg.extract.examine.prose import find_prose
from kg.extract.examine.refusals import examine_dispositions
from kg.extract.examine.repeated import examine_repeated
from kg.extract.examine.share import examine_share
from kg.extract.examine.stance import examine_stance
from kg.extract.examine.sums import examine_sums
from kg.extract.examine.task_columns import examine_task_columns
from kg.model import Examination, Facts
from kg.parse.structure import ParsedDocument
from kg.profiles.figures import read_figure_words
from kg.profiles.reckoning import read_reckoning_words


def examine(parsed: ParsedDocument, facts: Facts) -> tuple[Examination, ...]:
    """Hold the passages of a document against each other.

    Args:
        parsed: The document, for the words themselves.
        facts: What was read from it, figures included.

    Returns:
        In the order of the text within each kind.
    """
    words = read_reckoning_words()
    prose = find_prose(parsed, facts)
    paragraphs = read_paragraphs(parsed, facts, prose, words)
    pairs = read_pairs(parsed, facts)
    cited = {citation.suggestion for citation in facts.citations if names_a_unit(citation)}
    refused = {p.suggestion.id for p in pairs if p.denied.clauses and not p.answer.clauses}
    silent = refused | {p.suggestion.id for p in pairs if is_hollow(p, cited)}
    figures = read_figure_words()
    goals = collect_goals(facts, figures.synonyms, parsed.folded)
    return (
        *examine_agreement(goals, figures.direction["rate"], figures.direction),
        *examine_announced_figures(parsed, facts, pairs),
        *examine_answers(parsed, pairs, silent),
        *examine_asked_figures(parsed, pairs),
        *examine_bases(parsed, facts, goals, figures),
        *examine_carried(goals),
        *examine_cumulative(parsed, facts, paragraphs, words),
        *examine_dispositions(parsed, facts),
        *examine_direction(parsed, facts, goals, figures.direction),
        *examine_growth(parsed, facts, paragraphs, words),
        *examine_hollow(parsed, pairs, cited),
        *examine_level_count(parsed, facts, prose, words),
        *examine_list_count(parsed, facts, prose, words),
        *examine_misprints(parsed),
        *examine_naming(parsed, facts),
        *examine_order(parsed, facts),
        *examine_per_head(parsed, facts, paragraphs, words),
        *examine_repeated(parsed, facts),
        *examine_share(parsed, paragraphs, words),
        *examine_stance(parsed, pairs),
        *examine_sums(parsed, facts, paragraphs, words),
        *examine_task_columns(parsed, facts),
    )
