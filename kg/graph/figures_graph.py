"""Figures in the graph: targets, observations as a data cube, milestones, the review, bodies."""

from __future__ import annotations

from pyoxigraph import Literal

from kg.graph.builder import GraphBuilder, chinese, decimal, gregorian_year, integer, rule, term
from kg.graph.units import unit_terms
from kg.graph.vocabulary import REVIEW_STATUSES, SCOPES
from kg.model import (
    Evidence,
    Facts,
    Milestone,
    Observation,
    ObservationStatus,
    Target,
)
from kg.text import Span, fold

SOURCE = "source"
DERIVED = "derived"


def write_figures(builder: GraphBuilder, facts: Facts) -> None:
    """Say in the source graph what the text says in figures, and of goals without one."""
    for indicator in facts.named_indicators:
        node = builder.describe(
            SOURCE, indicator.id, ("plan:Indicator",), indicator.evidence, indicator.label
        )
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)
    cells = {
        cell.evidence.span: cell.id for indicator in facts.indicators for cell in indicator.cells
    }
    for order, target in enumerate(facts.targets, 1):
        # A range prints two values in one cell.
        _target(builder, target, order, cells.get(target.evidence.span))
    _observations(builder, facts, cells)
    for milestone in facts.milestones:
        _milestone(builder, milestone)
    for item in facts.breakthroughs:
        node = builder.describe(SOURCE, item.id, ("plan:Breakthrough",), item.evidence, item.label)
        builder.add(SOURCE, node, "plan:number", integer(item.number))
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)
    _review(builder, facts)
    _bodies(builder, facts)
    for time in facts.times:
        node = builder.describe(SOURCE, time.id, ("plan:WrittenTime",), time.evidence, time.written)
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)


def write_ledger(builder: GraphBuilder, facts: Facts) -> None:
    """Say in the derived graph how each number was read, and what each written time comes to."""
    for entry in facts.ledger:
        node = builder.place(entry.evidence.span)
        builder.add(DERIVED, node, "rdf:type", term("plan:NumberMention"))
        builder.add(DERIVED, node, "plan:hasReading", term(f"planv:reading-{entry.reading.value}"))
        builder.add(DERIVED, node, "plan:byRule", rule(entry.evidence.rule))
        builder.add(DERIVED, node, "dcterms:isPartOf", builder.document)
        if entry.fact is not None:
            builder.add(DERIVED, node, "plan:becamePartOf", builder.node(entry.fact))
    for time in facts.times:
        builder.add(DERIVED, builder.node(time.id), "plan:resolvedTime", Literal(time.value))


def _figure(builder: GraphBuilder, local: str, record: Target | Observation) -> None:
    """Say what targets and observations have in common: the value and what surrounds it."""
    node = builder.node(local)
    say = builder.add
    say(SOURCE, node, "plan:value", decimal(record.value))
    say(SOURCE, node, "plan:comparator", Literal(record.comparator.value))
    say(SOURCE, node, "plan:basis", Literal(record.basis.value))
    for hedge in record.hedges:
        say(SOURCE, node, "plan:hedge", chinese(hedge))
    if record.unit is not None:
        say(SOURCE, node, "plan:unitLabel", chinese(record.unit))
        predicate = "qudt:hasUnit" if isinstance(record, Target) else "sdmx-attribute:unitMeasure"
        say(SOURCE, node, predicate, unit_terms().get(fold(record.unit)))


def _target(builder: GraphBuilder, target: Target, order: int, cell: str | None) -> None:
    node = builder.describe(SOURCE, target.id, ("plan:Target",), target.evidence, target.indicator)
    say = builder.add
    _figure(builder, target.id, target)
    say(SOURCE, node, "plan:order", integer(order))
    say(SOURCE, node, "plan:hasScope", term(SCOPES[target.scope]))
    say(SOURCE, node, "plan:forIndicator", builder.node(target.subject))
    if target.change is not None:
        say(SOURCE, node, "plan:change", Literal(target.change.value))
    if target.since is not None:
        say(SOURCE, node, "plan:since", Literal(target.since))
    if target.year is not None:
        say(SOURCE, node, "plan:year", gregorian_year(target.year))
    if target.period is not None:
        say(SOURCE, node, "plan:period", Literal(target.period))
    say(SOURCE, node, "dcterms:isPartOf", builder.document)
    if cell is not None:
        say(SOURCE, node, "plan:readFromCell", builder.node(cell))
    else:
        say(SOURCE, builder.node(target.carrier), "plan:setsTarget", node)


def _observations(builder: GraphBuilder, facts: Facts, cells: dict[Span, str]) -> None:
    """Say the values that were reached, one data set for each place of statement.

    A value without a time is no observation of the cube, whose dimensions are indicator and time;
    it is a stated value all the same. One place that says two values for one indicator and time
    has a second data set, so that the cube stays well-formed and both are kept.
    """
    seen: dict[tuple[str, str, str | None], int] = {}
    for order, record in enumerate(facts.observations, 1):
        key = (record.place, record.subject, record.period)
        seen[key] = seen.get(key, 0) + 1
        place = record.place if seen[key] == 1 else f"{record.place}/{seen[key]}"
        in_cube = record.period is not None
        classes = ("plan:StatedValue", "qb:Observation") if in_cube else ("plan:StatedValue",)
        node = builder.describe(SOURCE, record.id, classes, record.evidence, record.indicator)
        say = builder.add
        _figure(builder, record.id, record)
        say(SOURCE, node, "plan:order", integer(order))
        say(SOURCE, node, "plan:aboutIndicator", builder.node(record.subject))
        is_estimate = record.status is ObservationStatus.ESTIMATE
        status = "planv:estimate" if is_estimate else "planv:measured"
        say(SOURCE, node, "sdmx-attribute:obsStatus", term(status))
        if record.value_span in cells:
            say(SOURCE, node, "plan:readFromCell", builder.node(cells[record.value_span]))
        if record.period is not None:
            say(SOURCE, node, "plan:refPeriod", Literal(record.period))
            dataset = builder.describe(
                SOURCE,
                f"dataset/{place}",
                ("qb:DataSet",),
                Evidence(record.evidence.document, record.evidence.spans[:1], "data-set"),
                _NAMES.get(record.place, "正文所述数值"),
            )
            say(SOURCE, dataset, "qb:structure", term("plan:ObservationStructure"))
            say(SOURCE, dataset, "dcterms:isPartOf", builder.document)
            say(SOURCE, node, "qb:dataSet", dataset)
        say(SOURCE, node, "dcterms:isPartOf", builder.document)


_NAMES = {"table": "指标表基期值", "review": "上一规划完成情况"}


def _milestone(builder: GraphBuilder, milestone: Milestone) -> None:
    node = builder.describe(
        SOURCE, milestone.id, ("plan:Milestone",), milestone.evidence, milestone.label
    )
    builder.add(SOURCE, node, "plan:hasScope", term(SCOPES[milestone.scope]))
    builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)
    if milestone.year is not None:
        builder.add(SOURCE, node, "plan:year", gregorian_year(milestone.year))
    builder.add(SOURCE, builder.node(milestone.carrier), "plan:setsMilestone", node)


def _review(builder: GraphBuilder, facts: Facts) -> None:
    for item in facts.review_items:
        node = builder.describe(SOURCE, item.id, ("plan:ReviewItem",), item.evidence, item.label)
        say = builder.add
        say(SOURCE, node, "plan:reviews", builder.node(item.subject))
        say(SOURCE, node, "plan:hasReviewStatus", term(REVIEW_STATUSES[item.status]))
        say(SOURCE, node, "dcterms:isPartOf", builder.document)
        if item.target is not None:
            say(SOURCE, node, "plan:hasGoal", builder.node(item.target))
        for actual in item.actuals:
            say(SOURCE, node, "plan:hasActual", builder.node(actual))
    for count in facts.review_counts:
        node = builder.describe(SOURCE, count.id, ("plan:ReviewCount",), count.evidence)
        builder.add(SOURCE, node, "plan:hasReviewStatus", term(REVIEW_STATUSES[count.status]))
        builder.add(SOURCE, node, "plan:value", integer(count.value))
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)


def _bodies(builder: GraphBuilder, facts: Facts) -> None:
    for body in facts.bodies:
        node = builder.describe(
            SOURCE, body.id, ("org:FormalOrganization",), body.evidence, body.label
        )
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)
        for matter, _, _ in body.answers_for:
            builder.add(SOURCE, builder.node(matter), "plan:hasResponsibleBody", node)
