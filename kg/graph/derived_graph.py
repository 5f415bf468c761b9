"""The derived graph: what follows from the source; every statement names its rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from kg.graph.builder import GraphBuilder, chinese, decimal, english, rule, term
from kg.graph.figures_graph import write_ledger
from kg.graph.vocabulary import CELL_COLUMNS
from kg.model import CitationKind, Evidence, Examination, Facts, Irregularity
from kg.text import name_digest

DERIVED = "derived"


class Recorded(Protocol):
    """A record with evidence."""

    @property
    def evidence(self) -> Evidence:
        """Where it was read, and by which rule."""


# The plain triple that a link stands for, beside the node with its reason.
PREDICATES = {
    "statement-part": "plan:claimsPart",
    "task-part": "plan:correspondsToPart",
    "citation-column": "plan:citesColumn",
    "suggestion-task": "plan:adoptedIn",
    "task-theme": "plan:hasResponsibleTheme",
    "target-indicator": "plan:matchesIndicator",
    "responsible-body": "plan:hasResponsibleBody",
}


# Claims of the text: their plain triple stands in the source graph.
_SAID_BY_THE_SOURCE = {"statement-part", "responsible-body"}


def write_derived_graph(builder: GraphBuilder, facts: Facts, tool_version: str) -> None:
    """Say all that was derived."""
    _links(builder, facts)
    _readings(builder, facts)
    _placements(builder, facts)
    _growths(builder, facts)
    for found in facts.examinations:
        write_examination(builder, found)
    for mark in facts.irregularities:
        write_irregularity(builder, mark)
    _decisions(builder, facts)
    write_ledger(builder, facts)
    _build(builder, facts, tool_version)


def _links(builder: GraphBuilder, facts: Facts) -> None:
    for link in facts.links:
        source, target = builder.node(link.source), builder.node(link.target)
        predicate = PREDICATES[link.kind]
        if link.kind not in _SAID_BY_THE_SOURCE:
            builder.add(DERIVED, source, predicate, target)
        node = builder.describe(DERIVED, link.id, ("plan:Link",), link.evidence)
        builder.add(DERIVED, node, "plan:from", source)
        builder.add(DERIVED, node, "plan:to", target)
        builder.add(DERIVED, node, "plan:linkKind", term(predicate))
        builder.add(DERIVED, node, "plan:basis", Literal(link.basis.value))
        builder.add(DERIVED, node, "rdfs:comment", chinese(link.reason))


def _derived_by(builder: GraphBuilder, node: NamedNode, id_: str) -> None:
    """Name the rule of what the derived graph says of a node of the source."""
    builder.add(DERIVED, node, "plan:derivedByRule", rule(id_))


def _readings(builder: GraphBuilder, facts: Facts) -> None:
    for citation, reading in zip(facts.citations, facts.readings, strict=True):
        node = builder.node(citation.id)
        builder.add(DERIVED, node, "plan:cites", builder.node(reading.unit))
        _derived_by(builder, node, "citation-resolution")
        if reading.part is not None:
            builder.add(DERIVED, node, "plan:resolvedPart", builder.node(f"part/{reading.part}"))
            is_section = citation.kind in (CitationKind.CHAPTER, CitationKind.SECTION)
            if is_section:
                unit = builder.node(reading.unit)
                part = builder.node(f"part/{reading.part}")
                builder.add(DERIVED, unit, "dcterms:isPartOf", part)
                _derived_by(builder, unit, "section-in-cited-part")
    # A title without a number is a form of the part that its citation was read as.
    for form in facts.title_forms:
        if form.part is not None:
            continue
        for citation, reading in zip(facts.citations, facts.readings, strict=True):
            if (
                citation.kind is CitationKind.PART
                and citation.part is None
                and citation.name == form.title
                and reading.part is not None
            ):
                node = builder.node(f"title/unnumbered/{name_digest(form.title)}")
                builder.add(DERIVED, node, "plan:titleOf", builder.node(f"part/{reading.part}"))
                _derived_by(builder, node, "title-of-resolved-part")


def _placements(builder: GraphBuilder, facts: Facts) -> None:
    for indicator in facts.indicators:
        for cell in indicator.cells:
            node = builder.node(cell.id)
            builder.add(DERIVED, node, "plan:underColumn", term(CELL_COLUMNS[cell.column]))
            is_decided = cell.column is not cell.read_column
            _derived_by(builder, node, "decision" if is_decided else "cell-placement")


def _growths(builder: GraphBuilder, facts: Facts) -> None:
    for growth in facts.growths:
        node = builder.describe(DERIVED, growth.id, ("plan:RequiredGrowth",), growth.evidence)
        builder.add(DERIVED, node, "plan:hasBaseline", builder.node(growth.baseline))
        builder.add(DERIVED, node, "plan:hasTarget", builder.node(growth.target))
        builder.add(DERIVED, node, "plan:growthPerYear", decimal(growth.value))


def write_examination(builder: GraphBuilder, found: Examination) -> NamedNode:
    """Say what came of holding passages against each other."""
    node = builder.describe(DERIVED, found.id, ("plan:Examination",), found.evidence)
    builder.add(DERIVED, node, "plan:hasExaminationKind", term(f"planv:{found.kind}"))
    builder.add(DERIVED, node, "plan:concerns", builder.node(found.subject))
    builder.add(DERIVED, node, "plan:outcome", Literal(found.outcome.value))
    if found.stated is not None:
        builder.add(DERIVED, node, "plan:stated", Literal(found.stated))
    if found.reckoned is not None:
        builder.add(DERIVED, node, "plan:reckoned", Literal(found.reckoned))
    builder.add(DERIVED, node, "rdfs:comment", chinese(found.working.zh))
    builder.add(DERIVED, node, "rdfs:comment", english(found.working.en))
    return node


def write_irregularity(builder: GraphBuilder, mark: Irregularity) -> None:
    """Say what a text gets wrong or leaves open."""
    node = builder.describe(DERIVED, mark.id, ("plan:Irregularity",), mark.evidence, mark.written)
    builder.add(DERIVED, node, "plan:irregularityKind", term(f"planv:{mark.kind}"))
    builder.add(DERIVED, node, "plan:concerns", builder.node(mark.subject))
    builder.add(DERIVED, node, "rdfs:comment", chinese(mark.reason))
    if mark.reason_en is not None:
        builder.add(DERIVED, node, "rdfs:comment", english(mark.reason_en))
    if mark.likely is not None:
        builder.add(DERIVED, node, "plan:likelyReading", chinese(mark.likely))


def _decisions(builder: GraphBuilder, facts: Facts) -> None:
    for decision in facts.decisions:
        node = builder.node(f"decision/{decision.line}")
        say = builder.add
        say(DERIVED, node, "rdf:type", term("plan:Decision"))
        say(DERIVED, node, "plan:concerns", builder.node(decision.subject))
        say(DERIVED, node, "plan:decidesField", Literal(decision.field))
        say(DERIVED, node, "dcterms:type", Literal(decision.kind))
        say(DERIVED, node, "plan:oldValue", chinese(decision.old))
        say(DERIVED, node, "plan:newValue", chinese(decision.new))
        say(DERIVED, node, "rdfs:label", chinese(decision.quote))
        say(DERIVED, node, "rdfs:comment", chinese(decision.reason))
        say(DERIVED, node, "dcterms:creator", Literal(decision.author))
        say(DERIVED, node, "dcterms:date", Literal(decision.date, datatype=term("xsd:date")))
        if decision.problem is not None:
            say(DERIVED, node, "plan:notApplied", chinese(decision.problem))
        if decision.evidence is not None:
            say(DERIVED, node, "plan:byRule", rule(decision.evidence.rule))
            builder.evidence(DERIVED, node, decision.evidence.spans)


def _build(builder: GraphBuilder, facts: Facts, tool_version: str) -> None:
    node = builder.node("build")
    say = builder.add
    say(DERIVED, node, "rdf:type", term("prov:Activity"))
    say(DERIVED, node, "prov:used", builder.text_node)
    say(DERIVED, node, "dcterms:hasVersion", Literal(tool_version))
    say(DERIVED, node, "plan:sha256", Literal(facts.document.source_sha256))
    groups: tuple[Iterable[Recorded], ...] = (
        facts.units,
        facts.tasks,
        facts.columns,
        facts.counts,
        facts.indicators,
        facts.legends,
        facts.themes,
        facts.theme_statements,
        facts.suggestions,
        facts.adoptions,
        facts.citations,
        facts.title_forms,
        facts.links,
        facts.growths,
        facts.examinations,
        facts.irregularities,
        facts.targets,
        facts.observations,
        facts.named_indicators,
        facts.milestones,
        facts.breakthroughs,
        facts.review_items,
        facts.review_counts,
        facts.bodies,
        facts.times,
        facts.ledger,
    )
    read = [record.evidence for group in groups for record in group]
    for id_ in sorted({evidence.rule for evidence in read}):
        say(DERIVED, node, "plan:byRule", rule(id_))
    say(DERIVED, builder.document, "prov:wasGeneratedBy", node)
