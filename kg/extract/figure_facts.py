"""Figures of a document as facts: goals, bases, review, bodies, and the ledger of all numbers."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.bodies import extract_bodies
from kg.extract.doubts import DoubtReader
from kg.extract.figure_readings import ContextReader, ReadFigure
from kg.extract.figures import FigureReader
from kg.extract.growth import required_growths
from kg.extract.ledger import enter_numbers
from kg.extract.links import make_link
from kg.extract.milestones import extract_breakthroughs, extract_milestones
from kg.extract.named_indicators import indicator_links, name_indicators
from kg.extract.number_forms import FormReader
from kg.extract.numbers import find_numbers
from kg.extract.parallel_figures import side_by_side
from kg.extract.passages import Passage, find_passages, sentences_of
from kg.extract.review import ReviewReader
from kg.extract.table_targets import table_targets
from kg.extract.targets import PassageFigures, TargetReader
from kg.extract.times import Calendar
from kg.model import (
    Basis,
    Body,
    Evidence,
    Facts,
    Link,
    NumberReading,
    Observation,
    RequiredGrowth,
    Target,
)
from kg.parse.structure import ParsedDocument
from kg.profiles.figures import read_figure_words
from kg.text import Span


def extract_figure_facts(parsed: ParsedDocument, facts: Facts) -> Facts:
    """Add what the numbers of a text say to what its words say.

    Args:
        parsed: The document.
        facts: Its tasks, indicators, suggestions and citations, as decided.
    """
    words = read_figure_words()
    calendar = Calendar(parsed, facts.document)
    mentions = find_numbers(parsed.folded)
    form_reader = FormReader(parsed.folded, calendar)
    forms = {
        mention.span: form
        for mention in mentions
        if (form := form_reader.read(mention)) is not None
    }
    rest = [mention for mention in mentions if mention.span not in forms]
    figure_reader = FigureReader(parsed.folded, calendar, rest)
    first_year = calendar.plan[0] if calendar.plan else None
    context = ContextReader(parsed.folded, first_year, facts.document.place)
    passages = [
        PassageFigures(
            passage,
            tuple(
                (sentence, _read_sentence(passage, sentence, figure_reader, context, parsed.folded))
                for sentence in sentences_of(parsed, passage)
            ),
        )
        for passage in find_passages(parsed, facts.tasks, facts.suggestions, facts.adoptions)
    ]
    read = [figure for figures in passages for _, found in figures.sentences for figure in found]

    in_text, bases = TargetReader(parsed, calendar, words).read(passages)
    in_table, table_bases = table_targets(parsed, calendar, facts.indicators)
    review = ReviewReader(parsed, calendar, words).read(passages)
    targets = tuple(
        sorted(
            (*review.targets, *in_text, *in_table),
            key=lambda target: (target.evidence.span.start, target.value_span),
        )
    )
    observations = tuple(
        sorted((*review.actuals, *bases, *table_bases), key=lambda record: record.value_span)
    )
    breakthroughs = extract_breakthroughs(parsed)
    milestones = extract_milestones(
        parsed,
        calendar,
        words,
        [figures.passage for figures in passages],
        [
            *(
                figure.figure.number
                for figure in read
                if figure.reading not in (NumberReading.OTHER, NumberReading.NAME)
            ),
            *(item.evidence.span for item in breakthroughs),
        ],
    )
    bodies = extract_bodies(parsed, words, facts.tasks, targets, review.items)
    named = name_indicators(
        parsed.key,
        [*targets, *observations],
        [(item.label, item.subject, item.evidence.span) for item in review.items],
        facts.indicators,
    )
    facts = replace(
        facts,
        targets=targets,
        observations=observations,
        named_indicators=named,
        milestones=milestones,
        breakthroughs=breakthroughs,
        review_items=review.items,
        review_counts=review.counts,
        bodies=bodies,
        growths=_growths(parsed, facts, targets, observations),
        times=calendar.written(),
        irregularities=(
            *facts.irregularities,
            *DoubtReader(parsed, calendar).read(passages, mentions, forms),
        ),
        links=(
            *facts.links,
            *(
                make_link("target-indicator", *known)
                for known in indicator_links(
                    named, [*targets, *observations], facts.indicators, words.synonyms
                )
            ),
            *_body_links(bodies),
        ),
    )
    figures = {figure.figure.number: figure for figure in read}
    return replace(facts, ledger=enter_numbers(parsed, facts, mentions, forms, figures))


def _growths(
    parsed: ParsedDocument,
    facts: Facts,
    targets: tuple[Target, ...],
    observations: tuple[Observation, ...],
) -> tuple[RequiredGrowth, ...]:
    form = next((form for form in parsed.profile.tables if form.key == "indicators"), None)
    if form is None:
        return ()
    return required_growths(facts.indicators, targets, observations, form.cells["rate"])


def _read_sentence(
    passage: Passage, sentence: Span, reader: FigureReader, context: ContextReader, folded: str
) -> tuple[ReadFigure, ...]:
    """Read the figures of a sentence and what each of them is."""
    figures = side_by_side(folded, reader.read(sentence))
    found: list[ReadFigure] = []
    for figure in figures:
        read = context.read(figure, passage, sentence)
        last = found[-1] if found else None
        if (
            last is not None
            and last.reading is NumberReading.OTHER_SUBJECT
            and figure.clause is last.figure.clause
            and (figure.name is None or figure.name.start < last.figure.number.start)
        ):
            # A further figure of another place's: 全市…突破1.3万亿元、年均增长5.5%.
            read = replace(read, reading=last.reading, rule=last.rule)
        found.append(read)
    return tuple(found)


def _body_links(bodies: tuple[Body, ...]) -> list[Link]:
    """Link a task or an indicator to each body that answers for it."""
    return [
        make_link(
            "responsible-body",
            matter,
            body.id,
            Basis.NAMED,
            "原文写明由该单位负责",
            Evidence(body.evidence.document, (clause,), "body-answers"),
        )
        for body in bodies
        for matter, _, clause in body.answers_for
    ]
