"""The source graph: what the document says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import (
    GraphBuilder,
    chinese,
    gregorian_year,
    integer,
    rule,
    term,
)
from kg.graph.figures_graph import write_figures
from kg.graph.vocabulary import (
    CELL_COLUMNS,
    CITATION_KINDS,
    COLUMN_KINDS,
    DISPOSITIONS,
    NATURES,
    STATUSES,
    UNIT_KINDS,
    level_concept,
)
from kg.model import CitationKind, Evidence, Facts, Indicator, TableCell, UnitKind
from kg.text import Span, name_digest

SOURCE = "source"


def write_source_graph(builder: GraphBuilder, facts: Facts) -> None:
    """Say all that the document says."""
    builder.describe_text()
    _document(builder, facts)
    _units(builder, facts)
    _tasks(builder, facts)
    _indicators(builder, facts)
    for legend in facts.legends:
        node = builder.describe(SOURCE, legend.id, ("plan:Legend",), legend.evidence, legend.text)
        builder.add(SOURCE, node, "plan:mark", Literal(legend.mark))
    _suggestions(builder, facts)
    _citations(builder, facts)
    _parts(builder, facts)
    write_figures(builder, facts)


def _integer(value: int | None) -> Literal | None:
    return None if value is None else integer(value)


def _document(builder: GraphBuilder, facts: Facts) -> None:
    document = facts.document
    node = builder.describe(SOURCE, "", ("plan:Document",), document.evidence, document.title)
    builder.add(SOURCE, node, "dcterms:identifier", Literal(document.key))
    builder.add(SOURCE, node, "dcterms:type", chinese(document.kind))
    builder.add(SOURCE, node, "plan:hasText", builder.text_node)
    builder.add(SOURCE, node, "plan:sha256", Literal(document.source_sha256))
    if document.status is not None:
        builder.add(SOURCE, node, "plan:hasStatus", term(STATUSES[document.status]))
    if document.issued is not None:
        day = Literal(document.issued, datatype=term("xsd:date"))
        builder.add(SOURCE, node, "dcterms:issued", day)
    if document.met is not None:
        day = Literal(document.met, datatype=term("xsd:date"))
        builder.add(SOURCE, node, "dcterms:dateSubmitted", day)
    if document.place is not None:
        place = builder.describe(
            SOURCE,
            "place",
            ("dcterms:Location",),
            _narrow(document.evidence, document.place_span),
            document.place,
        )
        builder.add(SOURCE, node, "dcterms:spatial", place)
    if document.period is not None:
        first, last = document.period
        period = builder.describe(
            SOURCE,
            "period",
            ("dcterms:PeriodOfTime",),
            _narrow(document.evidence, document.period_span),
            f"{first}/{last}",
        )
        builder.add(SOURCE, period, "plan:firstYear", gregorian_year(first))
        builder.add(SOURCE, period, "plan:lastYear", gregorian_year(last))
        builder.add(SOURCE, node, "dcterms:temporal", period)


def _narrow(evidence: Evidence, span: Span | None) -> Evidence:
    """Return the evidence of one word of what was read together."""
    return evidence if span is None else Evidence(evidence.document, (span,), evidence.rule)


def _units(builder: GraphBuilder, facts: Facts) -> None:
    for order, unit in enumerate(facts.units, 1):
        concept, kind = UNIT_KINDS[unit.kind]
        classes: tuple[str, ...] = ("plan:PrintedUnit", kind)
        if unit.kind is UnitKind.COLUMN:
            classes = (*classes, "plan:SpecialColumn")
        # A heading that is but its mark is called by that.
        label = unit.title or builder.words(unit.evidence.span)
        node = builder.describe(SOURCE, unit.id, classes, unit.evidence, label)
        if unit.column_kind is not None:
            builder.add(SOURCE, node, "plan:hasColumnKind", term(COLUMN_KINDS[unit.column_kind]))
        builder.add(SOURCE, node, "plan:hasUnitKind", term(concept))
        builder.add(SOURCE, node, "plan:number", _integer(unit.number))
        builder.add(SOURCE, node, "plan:order", integer(order))
        parent = builder.node(unit.parent or "")
        builder.add(SOURCE, node, "dcterms:isPartOf", parent)


def _tasks(builder: GraphBuilder, facts: Facts) -> None:
    for task in facts.tasks:
        node = builder.describe(SOURCE, task.id, ("plan:KeyTask",), task.evidence, task.label)
        builder.add(SOURCE, node, "plan:number", integer(task.number))
        builder.add(SOURCE, node, "plan:printedAs", builder.node(task.unit))
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)
    for column in facts.columns:
        node = builder.describe(
            SOURCE,
            column.id,
            ("plan:SpecialColumn", "plan:AnnouncedUnit", "plan:AnnouncedColumn"),
            column.evidence,
            column.label,
        )
        if column.kind is not None:
            builder.add(SOURCE, node, "plan:hasColumnKind", term(COLUMN_KINDS[column.kind]))
        builder.add(SOURCE, builder.node(column.task), "plan:announcesColumn", node)
    for count in facts.counts:
        node = builder.describe(SOURCE, count.id, ("plan:StatedCount",), count.evidence)
        builder.add(SOURCE, node, "plan:countOf", term(f"planv:count-{count.counted}"))
        builder.add(SOURCE, node, "plan:countedIn", builder.node(count.subject))
        builder.add(SOURCE, node, "plan:value", integer(count.value))
        if count.scope is not None:
            builder.add(SOURCE, node, "plan:countScope", chinese(count.scope))


def _indicators(builder: GraphBuilder, facts: Facts) -> None:
    categories: dict[str, Evidence] = {}
    for indicator in facts.indicators:
        if indicator.category is not None:
            categories.setdefault(indicator.category, _category_evidence(indicator))
    if categories:
        scheme = _scheme(builder, "categories", "指标类别", categories.values())
        for name, evidence in categories.items():
            category = builder.describe(
                SOURCE, _category(name), ("skos:Concept", "plan:Category"), evidence, name
            )
            builder.add(SOURCE, category, "skos:inScheme", scheme)
    for indicator in facts.indicators:
        _indicator(builder, indicator)


def _category(name: str) -> str:
    return f"category/{name_digest(name)}"


def _category_evidence(indicator: Indicator) -> Evidence:
    """Return the place of a row's category, whose cell is the last of the row's places."""
    evidence = indicator.evidence
    return Evidence(evidence.document, evidence.spans[-1:], "indicator-category")


def _scheme(
    builder: GraphBuilder, local: str, label: str, concepts: Iterable[Evidence]
) -> NamedNode:
    """Describe the list that some concepts of a document form; its places are theirs."""
    found = tuple(concepts)
    spans = tuple(evidence.span for evidence in found)
    evidence = Evidence(found[0].document, spans, found[0].rule)
    return builder.describe(SOURCE, local, ("skos:ConceptScheme",), evidence, label)


def _indicator(builder: GraphBuilder, indicator: Indicator) -> None:
    classes = ("plan:Indicator", "plan:ListedIndicator")
    node = builder.describe(SOURCE, indicator.id, classes, indicator.evidence, indicator.label)
    say = builder.add
    say(SOURCE, node, "plan:number", _integer(indicator.number))
    say(SOURCE, node, "plan:ambiguous", _boolean(indicator.ambiguous))
    say(SOURCE, node, "dcterms:isPartOf", builder.document)
    texts = {
        "plan:subName": indicator.sub,
        "plan:unitLabel": indicator.unit,
        "plan:remark": indicator.remark,
    }
    for predicate, words in texts.items():
        say(SOURCE, node, predicate, None if words is None else chinese(words))
    say(SOURCE, node, "plan:mark", None if indicator.mark is None else Literal(indicator.mark))
    if indicator.nature is not None:
        say(SOURCE, node, "plan:hasNature", term(NATURES[indicator.nature]))
    if indicator.level is not None:
        say(SOURCE, node, "plan:hasLevel", term(level_concept(indicator.level)))
    if indicator.category is not None:
        say(SOURCE, node, "plan:inCategory", builder.node(_category(indicator.category)))
    for order, cell in enumerate(indicator.cells, 1):
        _cell(builder, node, cell, order)


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))


def _cell(builder: GraphBuilder, indicator: NamedNode, cell: TableCell, order: int) -> None:
    node = builder.describe(SOURCE, cell.id, ("plan:TableCell",), cell.evidence, cell.text)
    say = builder.add
    say(SOURCE, node, "plan:cellOf", indicator)
    say(SOURCE, node, "plan:order", integer(order))
    for column in cell.alternatives:
        say(SOURCE, node, "plan:mayStandUnder", term(CELL_COLUMNS[column]))
    if cell.year is not None:
        say(SOURCE, node, "plan:year", gregorian_year(cell.year))


def _ordinal(builder: GraphBuilder, node: NamedNode, number: int, *, is_printed: bool) -> None:
    """Number a node; what is not printed was counted from the one before, and is derived."""
    graph = SOURCE if is_printed else "derived"
    builder.add(graph, node, "plan:number", integer(number))
    if not is_printed:
        builder.add(graph, node, "plan:derivedByRule", rule("row-before"))


def _suggestions(builder: GraphBuilder, facts: Facts) -> None:
    if facts.themes:
        scheme = _scheme(builder, "themes", "建议主题", (theme.evidence for theme in facts.themes))
    for theme in facts.themes:
        node = builder.describe(
            SOURCE, theme.id, ("skos:Concept", "plan:Theme"), theme.evidence, theme.label
        )
        _ordinal(builder, node, theme.number, is_printed=theme.is_numbered)
        builder.add(SOURCE, node, "skos:inScheme", scheme)
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)
    for statement in facts.theme_statements:
        node = builder.describe(SOURCE, statement.id, ("plan:ThemeStatement",), statement.evidence)
        builder.add(SOURCE, node, "plan:aboutTheme", builder.node(statement.theme))
        for part, _ in statement.parts:
            builder.add(SOURCE, node, "plan:claimsPart", builder.node(f"part/{part}"))
    for suggestion in facts.suggestions:
        node = builder.describe(
            SOURCE, suggestion.id, ("plan:Suggestion",), suggestion.evidence, suggestion.label
        )
        is_printed = len(suggestion.evidence.spans) > 1
        _ordinal(builder, node, suggestion.number, is_printed=is_printed)
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)
        if suggestion.theme is not None:
            builder.add(SOURCE, node, "plan:hasTheme", builder.node(suggestion.theme))
    for adoption in facts.adoptions:
        node = builder.describe(SOURCE, adoption.id, ("plan:AdoptionStatement",), adoption.evidence)
        builder.add(SOURCE, node, "plan:answers", builder.node(adoption.suggestion))
        if adoption.disposition is not None:
            kind = term(DISPOSITIONS[adoption.disposition])
            builder.add(SOURCE, node, "plan:hasDisposition", kind)


def _citations(builder: GraphBuilder, facts: Facts) -> None:
    columns = {column.id for column in facts.columns}
    for citation, reading in zip(facts.citations, facts.readings, strict=True):
        node = builder.describe(
            SOURCE, citation.id, ("plan:Citation",), citation.evidence, citation.name
        )
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.node(citation.statement))
        builder.add(SOURCE, node, "plan:order", integer(citation.order))
        kind = term(CITATION_KINDS[citation.kind])
        builder.add(SOURCE, node, "plan:hasCitationKind", kind)
        builder.add(SOURCE, node, "plan:printedPartNumber", _integer(citation.part))
        builder.add(SOURCE, node, "plan:number", _integer(citation.unit_number))
        if reading.unit in columns or (
            reading.unit.split("/")[0] == "part" and not (citation.unit_number)
        ):
            continue
        classes: tuple[str, ...] = {
            CitationKind.COLUMN: ("plan:SpecialColumn", "plan:AnnouncedColumn"),
            CitationKind.PART: ("plan:AnnouncedPart",),
            CitationKind.CONTENT: ("plan:AnnouncedPart",),
        }.get(citation.kind, ("plan:AnnouncedSection",))
        unit = builder.describe(
            SOURCE,
            reading.unit,
            ("plan:AnnouncedUnit", *classes),
            Evidence(citation.evidence.document, citation.evidence.spans[:1], "unit-cited"),
            citation.name,
        )
        builder.add(SOURCE, unit, "plan:number", _integer(citation.unit_number))


def _parts(builder: GraphBuilder, facts: Facts) -> None:
    titles = {
        (form.part, form.title): form.evidence.span for form in facts.title_forms if form.by_theme
    }
    for part in facts.parts:
        spans = [part.evidence.span]
        if part.title is not None and (part.number, part.title) in titles:
            spans.append(titles[part.number, part.title])
        evidence = Evidence(part.evidence.document, tuple(spans), "part-named")
        node = builder.describe(
            SOURCE, part.id, ("plan:AnnouncedUnit", "plan:AnnouncedPart"), evidence, part.title
        )
        builder.add(SOURCE, node, "plan:number", integer(part.number))
        builder.add(SOURCE, node, "dcterms:isPartOf", builder.document)
    for form in facts.title_forms:
        carrier = "unnumbered" if form.part is None else str(form.part)
        node = builder.describe(
            SOURCE,
            f"title/{carrier}/{name_digest(form.title)}",
            ("plan:TitleForm",),
            form.evidence,
            form.title,
        )
        if form.part is not None:
            builder.add(SOURCE, node, "plan:titleOf", builder.node(f"part/{form.part}"))
