"""From a parsed document to facts: records, each with its evidence and the rule that read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.cited import extract_citations
from kg.extract.decisions import apply_decisions
from kg.extract.dispositions import judge_disposition, read_dispositions
from kg.extract.document import extract_date_irregularities, extract_document
from kg.extract.examine import examine
from kg.extract.figure_facts import extract_figure_facts
from kg.extract.indicators import extract_indicators, extract_legends, extract_table_counts
from kg.extract.links import derive_links, derive_parts
from kg.extract.numbering import extract_numbering
from kg.extract.parts import PartMention, part_mentions, title_forms
from kg.extract.readings import CitationResolver
from kg.extract.suggestions import extract_adoption_table
from kg.extract.tasks import extract_columns, extract_counts, extract_tasks
from kg.extract.unread_tables import extract_unread_tables
from kg.model import Decision, Facts
from kg.parse.structure import ParsedDocument
from kg.text import Span


def extract_facts(
    parsed: ParsedDocument, *, source_sha256: str, decisions: Sequence[Decision] = ()
) -> Facts:
    """Read all facts of a document.

    Args:
        parsed: The document's structure.
        source_sha256: Digest of the bytes that were read.
        decisions: Rows of the document's decisions file.
    """
    document = extract_document(parsed, source_sha256)
    tasks = extract_tasks(parsed)
    columns, column_counts = extract_columns(parsed, tasks)
    indicators = extract_indicators(parsed, document.period)
    table = extract_adoption_table(parsed)
    answers = tuple(
        read_dispositions(parsed, adoption, passages)
        for adoption, passages in zip(table.adoptions, table.passages, strict=True)
    )
    cited = extract_citations(parsed, answers, table.passages)
    answers = tuple(judge_disposition(adoption, cited.citations) for adoption in answers)
    in_tasks = [mention for task in tasks for mention in part_mentions(parsed, task.body)]
    forms = title_forms(
        parsed, table.statement_mentions, [*cited.mentions, *in_tasks], cited.unnumbered
    )
    facts = Facts(
        document=document,
        units=parsed.units,
        tasks=tasks,
        columns=columns,
        counts=(*extract_counts(parsed), *column_counts, *extract_table_counts(parsed)),
        indicators=indicators,
        legends=extract_legends(parsed),
        themes=table.themes,
        theme_statements=table.theme_statements,
        suggestions=table.suggestions,
        adoptions=answers,
        citations=cited.citations,
        title_forms=forms,
    )
    facts = apply_decisions(parsed, facts, decisions)
    resolver = CitationResolver(
        parsed, facts.tasks, facts.columns, cited, facts.theme_statements, forms
    )
    read = resolver.resolve()
    parts = derive_parts(
        parsed.key,
        resolver.numbers,
        read.titles,
        read.correspondences,
        _first_places([*table.statement_mentions, *cited.mentions, *in_tasks]),
    )
    facts = replace(
        facts,
        parts=parts,
        readings=read.readings,
        links=derive_links(
            parts=parts,
            citations=facts.citations,
            readings=read.readings,
            columns=facts.columns,
            tasks=facts.tasks,
            themes=facts.themes,
            statements=facts.theme_statements,
            suggestions=facts.suggestions,
        ),
        irregularities=(
            *extract_date_irregularities(parsed, document),
            *extract_numbering(
                parsed.key,
                parsed.text,
                parsed.units,
                facts.indicators,
                facts.themes,
                facts.suggestions,
            ),
            *extract_unread_tables(parsed),
            *table.irregularities,
            *read.irregularities,
        ),
    )
    facts = extract_figure_facts(parsed, facts)
    return replace(facts, examinations=examine(parsed, facts))


def _first_places(mentions: Sequence[PartMention]) -> dict[int, Span]:
    places: dict[int, Span] = {}
    for mention in sorted(mentions, key=lambda mention: mention.span):
        places.setdefault(mention.number, mention.span)
    return places
