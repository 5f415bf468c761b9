"""Each constraint of each shape on a node that holds it and on nodes that break it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
import shacl_rust
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from pyshacl import validate
from rdflib import RDF, SH, Graph, Namespace, URIRef

from kg import resources
from kg.check.shapes import check_shapes
from kg.store import Store

PLANSH = Namespace("https://w3id.org/planning-kg/shapes#")

# What a shape may say that constrains nothing.
ABOUT = {
    RDF.type,
    SH.message,
    SH.path,
    SH.property,
    SH.severity,
    SH.targetClass,
    SH.targetObjectsOf,
    SH.targetSubjectsOf,
}

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix known: <https://example.org/known#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix plan: <https://w3id.org/planning-kg/ontology#> .
@prefix planv: <https://w3id.org/planning-kg/vocabulary#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# Nodes that the cases point to.
KNOWN = """
known:adoption a plan:AdoptionStatement . known:adoption-2 a plan:AdoptionStatement .
known:body a org:FormalOrganization .
known:build a prov:Activity .
known:cell a plan:TableCell . known:cell-2 a plan:TableCell .
known:category a plan:Category . known:category-2 a plan:Category .
known:column a plan:AnnouncedColumn . known:column-2 a plan:AnnouncedColumn .
known:data-set a qb:DataSet . known:data-set-2 a qb:DataSet .
known:document a plan:Document . known:document-2 a plan:Document .
known:evidence a oa:SpecificResource . known:evidence-2 a oa:SpecificResource .
known:indicator a plan:Indicator . known:indicator-2 a plan:Indicator .
known:listed a plan:ListedIndicator . known:listed-2 a plan:ListedIndicator .
known:milestone a plan:Milestone .
known:part a plan:AnnouncedPart . known:part-2 a plan:AnnouncedPart .
known:period a dcterms:PeriodOfTime . known:period-2 a dcterms:PeriodOfTime .
known:place a dcterms:Location . known:place-2 a dcterms:Location .
known:rule a skos:Concept . known:rule-2 a skos:Concept .
known:scheme a skos:ConceptScheme ; rdfs:label "甲"@zh-Hans .
known:scheme-2 a skos:ConceptScheme .
known:stated a plan:StatedValue . known:stated-2 a plan:StatedValue .
known:suggestion a plan:Suggestion . known:suggestion-2 a plan:Suggestion .
known:target a plan:Target . known:target-2 a plan:Target .
known:task a plan:KeyTask .
known:overlay a plan:Overlay .
known:text a nif:Context . known:text-2 a nif:Context .
known:theme a plan:Theme . known:theme-2 a plan:Theme .
known:measure a qudt:Unit . known:measure-2 a qudt:Unit .
known:unit a plan:AnnouncedUnit . known:unit-2 a plan:AnnouncedUnit .
known:printed a plan:PrintedUnit . known:printed-2 a plan:PrintedUnit .
"""

DIGEST = "0123456789abcdef" * 4
OTHER_DIGEST = "fedcba9876543210" * 4


def case(start: str, good: str, **bad: str) -> dict[str, str]:
    """Make the snippets of one shape.

    Args:
        start: What is said of ``ex:it`` in all of them.
        good: What is said besides where the shape holds.
        bad: The same where it is broken, by the one constraint that is broken; ``_2`` and so on
            tell several cases of a constraint apart.
    """
    return {name: f"ex:it {start} ; {tail} ." for name, tail in {"good": good, **bad}.items()}


def words(start: str, predicate: str) -> dict[str, str]:
    """Make the cases of Chinese words that may stand once."""
    return case(
        start,
        f'{predicate} "甲"@zh-Hans',
        MaxCount=f'{predicate} "甲"@zh-Hans , "乙"@zh-Hans',
        LanguageIn=f'{predicate} "one"@en',
        LanguageIn_2=f'{predicate} "甲"',
    )


def words_once(start: str, predicate: str = "rdfs:label") -> dict[str, str]:
    """Make the cases of Chinese words that must stand once."""
    return words(start, predicate) | {"MinCount": f"ex:it {start} ."}


def both_languages(start: str, predicate: str) -> dict[str, str]:
    """Make the cases of words that must stand once in Chinese and once in English."""
    return case(
        start,
        f'{predicate} "甲"@zh-Hans , "one"@en',
        MinCount=f'{predicate} "甲"@zh-Hans',
        UniqueLang=f'{predicate} "甲"@zh-Hans , "乙"@zh-Hans',
        LanguageIn=f'{predicate} "甲"@zh-Hans , "Eins"@de',
    )


def iri_at_least_once(start: str, predicate: str) -> dict[str, str]:
    """Make the cases of a node of any class that must stand once at least."""
    return case(
        start,
        f"{predicate} known:theme , known:theme-2",
        MinCount="rdfs:seeAlso known:theme",
        NodeKind=f'{predicate} "甲"',
    )


def node(start: str, predicate: str, one: str, other: str, wrong: str) -> dict[str, str]:
    """Make the cases of a node of a class that may stand once."""
    return case(
        start,
        f"{predicate} {one}",
        MaxCount=f"{predicate} {one} , {other}",
        Class=f"{predicate} {wrong}",
    )


def node_once(start: str, predicate: str, one: str, other: str, wrong: str) -> dict[str, str]:
    """Make the cases of a node of a class that must stand once."""
    return node(start, predicate, one, other, wrong) | {"MinCount": f"ex:it {start} ."}


def chosen(start: str, predicate: str, one: str, other: str, wrong: str) -> dict[str, str]:
    """Make the cases of a member of a list that may stand once."""
    return case(
        start,
        f"{predicate} {one}",
        MaxCount=f"{predicate} {one} , {other}",
        In=f"{predicate} {wrong}",
    )


def chosen_once(start: str, predicate: str, one: str, other: str, wrong: str) -> dict[str, str]:
    """Make the cases of a member of a list that must stand once."""
    return chosen(start, predicate, one, other, wrong) | {"MinCount": f"ex:it {start} ."}


def value(start: str, predicate: str, one: str, other: str, wrong: str) -> dict[str, str]:
    """Make the cases of a literal of a datatype that may stand once."""
    return case(
        start,
        f"{predicate} {one}",
        MaxCount=f"{predicate} {one} , {other}",
        Datatype=f"{predicate} {wrong}",
    )


def value_once(start: str, predicate: str, one: str, other: str, wrong: str) -> dict[str, str]:
    """Make the cases of a literal of a datatype that must stand once."""
    return value(start, predicate, one, other, wrong) | {"MinCount": f"ex:it {start} ."}


def integer_once(start: str, predicate: str = "plan:number") -> dict[str, str]:
    """Make the cases of an integer that must stand once."""
    return value_once(start, predicate, "3", "4", '"3"') | {
        "Datatype_2": f"ex:it {start} ; {predicate} 3.5 ."
    }


def in_document(start: str) -> dict[str, str]:
    """Make the cases of what is part of one document."""
    return node_once(start, "dcterms:isPartOf", "known:document", "known:document-2", "known:theme")


def iri_once(start: str, predicate: str) -> dict[str, str]:
    """Make the cases of a node of any class that must stand once."""
    return case(
        start,
        f"{predicate} known:task",
        MinCount="",
        MaxCount=f"{predicate} known:task , known:theme",
        NodeKind=f'{predicate} "task/3"',
    )


def any_once(start: str, predicate: str) -> dict[str, str]:
    """Make the cases of any literal that must stand once."""
    return case(start, f'{predicate} "5"', MinCount="", MaxCount=f'{predicate} "5" , "6"')


def digest_once(start: str) -> dict[str, str]:
    """Make the cases of a digest that must stand once."""
    return value_once(
        start, "plan:sha256", f'"{DIGEST}"', f'"{OTHER_DIGEST}"', f'"{DIGEST}"@en'
    ) | {
        "Pattern": f'ex:it {start} ; plan:sha256 "{DIGEST.upper()}" .',
        "Pattern_2": f'ex:it {start} ; plan:sha256 "{DIGEST[1:]}" .',
    }


def year(start: str) -> dict[str, str]:
    """Make the cases of a year that may stand once."""
    return value(start, "plan:year", '"2025"^^xsd:gYear', '"2030"^^xsd:gYear', "2025")


def derived(start: str) -> dict[str, str]:
    """Make the cases of what names the rule that derived something of it."""
    good = "plan:derivedByRule known:rule"
    return case(start, good, MinCount="", Class='plan:derivedByRule "resolution"')


def review_status(start: str) -> dict[str, str]:
    """Make the cases of the status of a reviewed indicator."""
    return chosen_once(start, "plan:hasReviewStatus", "planv:met", "planv:lagging", "planv:goal")


def scheme_label(start: str) -> dict[str, str]:
    """Make the cases of a concept of a document whose scheme has a label."""
    return case(
        start,
        "skos:inScheme known:scheme",
        MinCount="skos:inScheme known:scheme-2",
        LanguageIn='skos:inScheme ex:s . ex:s rdfs:label "one"@en',
    )


def figure(name: str) -> dict[str, dict[str, str]]:
    """Make the cases of what targets and stated values have in common."""
    start = f"a plan:{name}"
    hedge = 'plan:hedge "力争"@zh-Hans , "努力"@zh-Hans'
    return {
        f"{name}-label": words_once(start),
        f"{name}-isPartOf": in_document(start),
        f"{name}-value": value_once(start, "plan:value", "5.5", "6.5", "5"),
        f"{name}-comparator": chosen_once(start, "plan:comparator", '">="', '"="', '"at least"'),
        f"{name}-basis": chosen_once(start, "plan:basis", '"level"', '"increase"', '"inferred"'),
        f"{name}-unitLabel": words(start, "plan:unitLabel"),
        f"{name}-hedge": case(start, hedge, LanguageIn='plan:hedge "strive"@en'),
        f"{name}-readFromCell": node(
            start, "plan:readFromCell", "known:cell", "known:cell-2", "known:indicator"
        ),
    }


SELECTORS = "ex:p a oa:TextPositionSelector . ex:q a oa:TextQuoteSelector"
BUILD = "a prov:Activity . ex:d prov:wasGeneratedBy ex:it . ex:it a prov:Activity"
LINK = "a plan:Link ; plan:from ex:a ; plan:to ex:b"
MATCHED = "plan:hasMatchKind planv:match-title"

CASES: dict[str, dict[str, str]] = {
    # Every fact
    "Fact": case(
        "a plan:KeyTask ; plan:hasEvidence known:evidence",
        "plan:hasMainEvidence known:evidence",
        Not="",
        Not_2="plan:hasMainEvidence known:evidence-2",
    ),
    "Fact-hasEvidence": case(
        "a plan:Citation",
        "plan:hasEvidence known:evidence , known:evidence-2",
        MinCount="",
        Class="plan:hasEvidence known:text",
    ),
    "Fact-byRule": case(
        "a plan:Suggestion",
        "plan:byRule known:rule",
        MinCount="",
        Class='plan:byRule "row"',
    ),
    "Record-hasMainEvidence": case(
        "a plan:KeyTask",
        "plan:hasMainEvidence known:evidence",
        MaxCount="plan:hasMainEvidence known:evidence , known:evidence-2",
    ),
    # Evidence
    "Evidence-hasSource": node_once(
        "a oa:SpecificResource", "oa:hasSource", "known:text", "known:text-2", "known:document"
    ),
    "Evidence-hasSelector": case(
        "a oa:SpecificResource",
        "oa:hasSelector ex:p , ex:q",
        MinCount="oa:hasSelector ex:p",
        MaxCount="oa:hasSelector ex:p , ex:q , ex:r",
    ),
    "Evidence-hasPosition": case(
        "a oa:SpecificResource",
        f"oa:hasSelector ex:p , ex:q . {SELECTORS}",
        HasValue=f"oa:hasSelector ex:q . {SELECTORS}",
    ),
    "Evidence-hasQuote": case(
        "a oa:SpecificResource",
        f"oa:hasSelector ex:p , ex:q . {SELECTORS}",
        HasValue=f"oa:hasSelector ex:p . {SELECTORS}",
    ),
    "PositionSelector-start": case(
        "a oa:TextPositionSelector",
        'oa:start "7"^^xsd:nonNegativeInteger ; oa:end "9"^^xsd:nonNegativeInteger',
        MinCount="oa:end 9",
        MaxCount="oa:start 7 , 8 ; oa:end 9",
        Or='oa:start "7"',
        Or_2='oa:start "7"^^xsd:decimal',
        Pattern="oa:start -7",
        LessThan="oa:start 9 ; oa:end 9",
        LessThan_2="oa:start 9 ; oa:end 7",
    ),
    "PositionSelector-end": case(
        "a oa:TextPositionSelector",
        "oa:end 9",
        MinCount="oa:start 7",
        MaxCount="oa:end 9 , 10",
        Or='oa:end "9"',
        Or_2='oa:end "9"^^xsd:decimal',
        Pattern="oa:end -9",
    ),
    "QuoteSelector-exact": value_once(
        "a oa:TextQuoteSelector", "oa:exact", '"甲"', '"乙"', '"甲"@zh-Hans'
    )
    | case("a oa:TextQuoteSelector", 'oa:exact "甲"', MinLength='oa:exact ""'),
    # The document, its text and its build
    "Document-label": words_once("a plan:Document"),
    "Document-identifier": value_once(
        "a plan:Document", "dcterms:identifier", '"x"', '"y"', '"x"@en'
    ),
    "Document-type": any_once("a plan:Document", "dcterms:type"),
    "Document-hasText": node_once(
        "a plan:Document", "plan:hasText", "known:text", "known:text-2", "known:theme"
    ),
    "Document-sha256": digest_once("a plan:Document"),
    "Document-hasStatus": chosen(
        "a plan:Document", "plan:hasStatus", "planv:draft", "planv:approved", "planv:binding"
    ),
    "Document-issued": value(
        "a plan:Document",
        "dcterms:issued",
        '"2026-01-06"^^xsd:date',
        '"2026-01-07"^^xsd:date',
        '"2026-01-06"',
    )
    | case(
        "a plan:Document",
        'dcterms:issued "2026-01-06"^^xsd:date',
        Datatype='dcterms:issued "2026-01-32"^^xsd:date',
    ),
    "Document-dateSubmitted": value(
        "a plan:Document",
        "dcterms:dateSubmitted",
        '"2025-12-29"^^xsd:date',
        '"2025-12-30"^^xsd:date',
        '"20251229日"',
    ),
    "Document-spatial": node(
        "a plan:Document", "dcterms:spatial", "known:place", "known:place-2", "known:period"
    ),
    "Document-temporal": node(
        "a plan:Document", "dcterms:temporal", "known:period", "known:period-2", "known:place"
    ),
    "Document-wasGeneratedBy": case(
        "a plan:Document",
        "prov:wasGeneratedBy known:build",
        MinCount="",
        Class="prov:wasGeneratedBy known:text",
    ),
    "Text-isString": value_once("a nif:Context", "nif:isString", '"甲"', '"乙"', '"甲"@zh-Hans'),
    "Text-sha256": digest_once("a nif:Context"),
    "Place-label": words_once("a dcterms:Location"),
    "Period-firstYear": value_once(
        "a dcterms:PeriodOfTime",
        "plan:firstYear",
        '"2026"^^xsd:gYear',
        '"2027"^^xsd:gYear',
        "2026",
    ),
    "Period-lastYear": value_once(
        "a dcterms:PeriodOfTime",
        "plan:lastYear",
        '"2030"^^xsd:gYear',
        '"2031"^^xsd:gYear',
        "2030",
    ),
    "Build-used": case(
        BUILD,
        "prov:used known:text",
        MinCount="",
        Class="prov:used known:document",
    ),
    "Build-hasVersion": any_once(BUILD, "dcterms:hasVersion"),
    "Build-sha256": case(
        BUILD,
        f'plan:sha256 "{DIGEST}" , "{OTHER_DIGEST}"',
        MinCount="",
        Datatype=f'plan:sha256 "{DIGEST}"@en',
        Pattern='plan:sha256 "12"',
    ),
    "Build-byRule": case(BUILD, "plan:byRule known:rule", MinCount="", Class='plan:byRule "row"'),
    "Build-readWith": case(BUILD, "plan:readWith known:overlay", Class="plan:readWith known:text"),
    "Overlay-label": value_once(
        "a plan:Overlay", "rdfs:label", '"a.toml"', '"b.toml"', '"甲"@zh-Hans'
    ),
    "Overlay-overlayOf": chosen_once(
        "a plan:Overlay", "plan:overlayOf", '"lexicon"', '"profile"', '"vocabulary"'
    ),
    "Overlay-order": integer_once("a plan:Overlay", "plan:order"),
    "Overlay-value": value_once("a plan:Overlay", "prov:value", '"甲"', '"乙"', '"甲"@zh-Hans'),
    "Overlay-sha256": digest_once("a plan:Overlay"),
    # Printed units
    "PrintedUnit-label": words_once("a plan:PrintedUnit"),
    "PrintedUnit-hasUnitKind": chosen_once(
        "a plan:PrintedUnit",
        "plan:hasUnitKind",
        "planv:unit-task",
        "planv:unit-item",
        "planv:cites-part",
    ),
    "PrintedUnit-isPartOf": iri_once("a plan:PrintedUnit", "dcterms:isPartOf"),
    "PrintedUnit-order": integer_once("a plan:PrintedUnit", "plan:order"),
    "PrintedUnit-number": value("a plan:PrintedUnit", "plan:number", "3", "4", '"三"'),
    "PrintedColumn-isPrintedUnit": case(
        "a plan:PrintedColumn", "a plan:PrintedUnit", HasValue="a plan:SpecialColumn"
    ),
    "PrintedColumn-isSpecialColumn": case(
        "a plan:PrintedColumn", "a plan:SpecialColumn", HasValue="a plan:PrintedUnit"
    ),
    # Tasks and special columns
    "KeyTask-number": integer_once("a plan:KeyTask"),
    "KeyTask-label": words_once("a plan:KeyTask"),
    "KeyTask-printedAs": node_once(
        "a plan:KeyTask", "plan:printedAs", "known:printed", "known:printed-2", "known:unit"
    ),
    "KeyTask-isPartOf": in_document("a plan:KeyTask"),
    "KeyTask-announcesColumn": case(
        "a plan:KeyTask",
        "plan:announcesColumn known:column , known:column-2",
        Class="plan:announcesColumn known:part",
    ),
    "KeyTask-correspondsToPart": case(
        "a plan:KeyTask",
        "plan:correspondsToPart known:part",
        Class="plan:correspondsToPart known:column",
    ),
    "KeyTask-hasResponsibleTheme": case(
        "a plan:KeyTask",
        "plan:hasResponsibleTheme known:theme , known:theme-2",
        Class="plan:hasResponsibleTheme known:category",
    ),
    "SpecialColumn-hasColumnKind": chosen(
        "a plan:SpecialColumn",
        "plan:hasColumnKind",
        "planv:reform",
        "planv:action",
        "planv:unit-column",
    ),
    "TaskColumn-label": words_once(
        "a plan:AnnouncedColumn . ex:t plan:announcesColumn ex:it . ex:it a plan:SpecialColumn"
    ),
    # Announced units
    "AnnouncedUnit": case("a plan:AnnouncedUnit", "a plan:AnnouncedPart", Not="a plan:PrintedUnit"),
    "AnnouncedUnit-label": case(
        "a plan:AnnouncedUnit", 'rdfs:label "甲"@zh-Hans', LanguageIn='rdfs:label "one"@en'
    ),
    "AnnouncedUnit-number": case(
        "a plan:AnnouncedUnit", "plan:number 3", Datatype='plan:number "3"'
    ),
    "AnnouncedPart-isAnnouncedUnit": case(
        "a plan:AnnouncedPart", "a plan:AnnouncedUnit", HasValue=""
    ),
    "AnnouncedPart-number": case(
        "a plan:AnnouncedPart", "plan:number 3", MaxCount="plan:number 3 , 4"
    ),
    "AnnouncedSection-isAnnouncedUnit": case(
        "a plan:AnnouncedSection", "a plan:AnnouncedUnit", HasValue=""
    ),
    "AnnouncedColumn-isAnnouncedUnit": case(
        "a plan:AnnouncedColumn", "a plan:AnnouncedUnit", HasValue="a plan:SpecialColumn"
    ),
    "AnnouncedColumn-isSpecialColumn": case(
        "a plan:AnnouncedColumn", "a plan:SpecialColumn", HasValue="a plan:AnnouncedUnit"
    ),
    "TitleForm-label": words_once("a plan:TitleForm"),
    "TitleForm-titleOf": node(
        "a plan:TitleForm", "plan:titleOf", "known:part", "known:part-2", "known:task"
    ),
    # Counts
    "StatedCount-countOf": chosen_once(
        "a plan:StatedCount",
        "plan:countOf",
        "planv:count-task",
        "planv:count-indicator",
        "planv:unit-task",
    ),
    "StatedCount-countedIn": iri_once("a plan:StatedCount", "plan:countedIn"),
    "StatedCount-value": integer_once("a plan:StatedCount", "plan:value"),
    "StatedCount-countScope": words("a plan:StatedCount", "plan:countScope"),
    # Indicators and their cells
    "Indicator": case(
        "a plan:Indicator",
        "a plan:ListedIndicator",
        Not="a plan:TableCell",
        Not_2="a plan:Target",
        Not_3="a plan:StatedValue",
    ),
    "ListedIndicator-isIndicator": case("a plan:ListedIndicator", "a plan:Indicator", HasValue=""),
    "Indicator-label": words_once("a plan:Indicator"),
    "ListedIndicator-number": value("a plan:ListedIndicator", "plan:number", "3", "4", '"3"'),
    "Indicator-isPartOf": in_document("a plan:Indicator"),
    "ListedIndicator-ambiguous": value_once(
        "a plan:ListedIndicator", "plan:ambiguous", "true", "false", "1"
    ),
    "ListedIndicator-hasNature": chosen(
        "a plan:ListedIndicator",
        "plan:hasNature",
        "planv:binding",
        "planv:anticipatory",
        "planv:national",
    ),
    "ListedIndicator-hasLevel": chosen(
        "a plan:ListedIndicator", "plan:hasLevel", "planv:local", "planv:national", "planv:binding"
    ),
    "ListedIndicator-inCategory": node(
        "a plan:ListedIndicator",
        "plan:inCategory",
        "known:category",
        "known:category-2",
        "known:theme",
    ),
    "ListedIndicator-subName": words("a plan:ListedIndicator", "plan:subName"),
    "ListedIndicator-unitLabel": words("a plan:ListedIndicator", "plan:unitLabel"),
    "ListedIndicator-remark": words("a plan:ListedIndicator", "plan:remark"),
    "ListedIndicator-mark": value(
        "a plan:ListedIndicator", "plan:mark", '"★"', '"▲"', '"★"@zh-Hans'
    ),
    "TableCell-label": words_once("a plan:TableCell"),
    "TableCell-cellOf": node_once(
        "a plan:TableCell",
        "plan:cellOf",
        "known:listed",
        "known:listed-2",
        "known:indicator",
    ),
    "TableCell-underColumn": chosen_once(
        "a plan:TableCell", "plan:underColumn", "planv:goal", "planv:annual", "known:column"
    ),
    "TableCell-order": integer_once("a plan:TableCell", "plan:order"),
    "TableCell-mayStandUnder": case(
        "a plan:TableCell",
        "plan:mayStandUnder planv:goal , planv:annual",
        In="plan:mayStandUnder planv:goal , known:column",
    ),
    "TableCell-value": case("a plan:TableCell", "plan:order 1", MaxCount="plan:value 5.5"),
    "TableCell-year": value(
        "a plan:TableCell", "plan:year", '"2025"^^xsd:gYear', '"2030"^^xsd:gYear', "2025"
    ),
    "TableCell-derivedByRule": derived("a plan:TableCell"),
    "Category-label": case(
        "a plan:Category",
        'rdfs:label "甲"@zh-Hans',
        MinCount="",
        LanguageIn='rdfs:label "one"@en',
    ),
    "Category-inScheme": node_once(
        "a plan:Category", "skos:inScheme", "known:scheme", "known:scheme-2", "known:document"
    ),
    "Category-schemeLabel": scheme_label("a plan:Category"),
    "Legend-label": words_once("a plan:Legend"),
    "Legend-mark": value_once("a plan:Legend", "plan:mark", '"★"', '"▲"', '"★"@zh-Hans'),
    # Figures
    **figure("Target"),
    "Target": case("a plan:Target", "plan:value 5.5", Not="a plan:StatedValue"),
    "Target-forIndicator": node_once(
        "a plan:Target", "plan:forIndicator", "known:indicator", "known:indicator-2", "known:cell"
    ),
    "Target-matchesIndicator": node(
        "a plan:Target", "plan:matchesIndicator", "known:listed", "known:listed-2", "known:cell"
    ),
    "Target-hasScope": chosen_once(
        "a plan:Target", "plan:hasScope", "planv:scope-task", "planv:scope-review", "planv:goal"
    ),
    "Target-hasUnit": node(
        "a plan:Target", "qudt:hasUnit", "known:measure", "known:measure-2", "known:unit"
    ),
    "Target-year": year("a plan:Target"),
    "Target-period": value(
        "a plan:Target", "plan:period", '"2026/2030"', '"2021/2025"', '"2026/2030"@en'
    )
    | {
        "Pattern": 'ex:it a plan:Target ; plan:period "2026-2030" .',
        "Pattern_2": 'ex:it a plan:Target ; plan:period "2030" .',
    },
    "Target-change": chosen("a plan:Target", "plan:change", '"rise"', '"fall"', '"level"'),
    "Target-since": value("a plan:Target", "plan:since", '"2025"', '"2024/2025"', '"2025"@en')
    | {"Pattern": 'ex:it a plan:Target ; plan:since "去年" .'},
    "TargetSetter-setsTarget": case(
        "a plan:KeyTask", "plan:setsTarget known:target", Class="plan:setsTarget known:milestone"
    ),
    **figure("StatedValue"),
    "StatedValue-aboutIndicator": node_once(
        "a plan:StatedValue",
        "plan:aboutIndicator",
        "known:indicator",
        "known:indicator-2",
        "known:cell",
    ),
    "StatedValue-unitMeasure": node(
        "a plan:StatedValue",
        "sdmx-attribute:unitMeasure",
        "known:measure",
        "known:measure-2",
        "known:unit",
    ),
    "StatedValue-obsStatus": chosen_once(
        "a plan:StatedValue",
        "sdmx-attribute:obsStatus",
        "planv:measured",
        "planv:estimate",
        "planv:met",
    ),
    "StatedValue-refPeriod": value(
        "a plan:StatedValue", "plan:refPeriod", '"2024"', '"2025-01/2025-09"', "2024"
    )
    | {
        "Pattern": 'ex:it a plan:StatedValue ; plan:refPeriod "2025年" .',
        "Pattern_2": 'ex:it a plan:StatedValue ; plan:refPeriod "2025/" .',
    },
    "Observation-isStatedValue": case("a qb:Observation", "a plan:StatedValue", HasValue=""),
    "Observation-refPeriod": case("a qb:Observation", 'plan:refPeriod "2024"', MinCount=""),
    "Observation-dataSet": node_once(
        "a qb:Observation", "qb:dataSet", "known:data-set", "known:data-set-2", "known:document"
    ),
    "DataSet-label": words_once("a qb:DataSet"),
    "DataSet-isPartOf": in_document("a qb:DataSet"),
    "DataSet-structure": case(
        "a qb:DataSet",
        "qb:structure plan:ObservationStructure",
        HasValue="qb:structure ex:structure",
        HasValue_2="",
        MaxCount="qb:structure plan:ObservationStructure , ex:structure",
    ),
    # Goals in words, the review, bodies, times, numbers
    "Milestone-label": words_once("a plan:Milestone"),
    "Milestone-isPartOf": in_document("a plan:Milestone"),
    "Milestone-hasScope": chosen_once(
        "a plan:Milestone",
        "plan:hasScope",
        "planv:scope-headline",
        "planv:scope-section",
        "planv:annual",
    ),
    "Milestone-year": year("a plan:Milestone"),
    "MilestoneSetter-setsMilestone": case(
        "a plan:KeyTask",
        "plan:setsMilestone known:milestone",
        Class="plan:setsMilestone known:target",
    ),
    "Breakthrough-number": integer_once("a plan:Breakthrough"),
    "Breakthrough-label": words_once("a plan:Breakthrough"),
    "Breakthrough-isPartOf": in_document("a plan:Breakthrough"),
    "ReviewItem-label": words_once("a plan:ReviewItem"),
    "ReviewItem-isPartOf": in_document("a plan:ReviewItem"),
    "ReviewItem-reviews": node_once(
        "a plan:ReviewItem",
        "plan:reviews",
        "known:indicator",
        "known:indicator-2",
        "known:target",
    ),
    "ReviewItem-hasReviewStatus": review_status("a plan:ReviewItem"),
    "ReviewItem-hasGoal": node(
        "a plan:ReviewItem", "plan:hasGoal", "known:target", "known:target-2", "known:stated"
    ),
    "ReviewItem-hasActual": case(
        "a plan:ReviewItem", "plan:hasActual known:stated", Class="plan:hasActual known:target"
    ),
    "ReviewCount-isPartOf": in_document("a plan:ReviewCount"),
    "ReviewCount-hasReviewStatus": review_status("a plan:ReviewCount"),
    "ReviewCount-value": integer_once("a plan:ReviewCount", "plan:value"),
    "Body-label": words_once("a org:FormalOrganization"),
    "Body-isPartOf": in_document("a org:FormalOrganization"),
    "Responsible-hasResponsibleBody": case(
        "a plan:KeyTask",
        "plan:hasResponsibleBody known:body",
        Class="plan:hasResponsibleBody known:theme",
    ),
    "WrittenTime-label": words_once("a plan:WrittenTime"),
    "WrittenTime-isPartOf": in_document("a plan:WrittenTime"),
    "WrittenTime-resolvedTime": value_once(
        "a plan:WrittenTime", "plan:resolvedTime", '"2025-05"', '"2024"', '"2024"^^xsd:gYear'
    )
    | {"Pattern": 'ex:it a plan:WrittenTime ; plan:resolvedTime "去年" .'},
    "NumberMention-isEvidence": case("a plan:NumberMention", "a oa:SpecificResource", HasValue=""),
    "NumberMention-start": case(
        "a plan:NumberMention",
        "oa:hasSelector ex:p , ex:q . ex:p oa:start 3 . ex:q oa:exact '5'",
        MinCount="oa:hasSelector ex:q . ex:q oa:exact '5'",
        MaxCount="oa:hasSelector ex:p , ex:r . ex:p oa:start 3 . ex:r oa:start 7",
    ),
    "NumberMention-hasReading": chosen_once(
        "a plan:NumberMention",
        "plan:hasReading",
        "planv:reading-target",
        "planv:reading-date",
        "planv:scope-task",
    ),
    "NumberMention-byRule": node_once(
        "a plan:NumberMention", "plan:byRule", "known:rule", "known:rule-2", '"date"'
    ),
    "NumberMention-isPartOf": in_document("a plan:NumberMention"),
    "NumberMention-becamePartOf": case(
        "a plan:NumberMention",
        "plan:becamePartOf known:target",
        MaxCount="plan:becamePartOf known:target , known:stated",
        NodeKind='plan:becamePartOf "target/1"',
    ),
    # Themes, suggestions, adoption statements, citations
    "Theme-number": integer_once("a plan:Theme"),
    "Theme-label": words_once("a plan:Theme"),
    "Theme-inScheme": node_once(
        "a plan:Theme", "skos:inScheme", "known:scheme", "known:scheme-2", "known:document"
    ),
    "Theme-schemeLabel": scheme_label("a plan:Theme"),
    "Theme-isPartOf": in_document("a plan:Theme"),
    "ThemeStatement-aboutTheme": node_once(
        "a plan:ThemeStatement", "plan:aboutTheme", "known:theme", "known:theme-2", "known:part"
    ),
    "ThemeStatement-claimsPart": case(
        "a plan:ThemeStatement",
        "plan:claimsPart known:part , known:part-2",
        MinCount="",
        Class="plan:claimsPart known:theme",
    ),
    "Suggestion-number": integer_once("a plan:Suggestion"),
    "Suggestion-label": words_once("a plan:Suggestion"),
    "Suggestion-hasTheme": node(
        "a plan:Suggestion", "plan:hasTheme", "known:theme", "known:theme-2", "known:category"
    ),
    "Suggestion-isPartOf": in_document("a plan:Suggestion"),
    "Suggestion-adoptedIn": case(
        "a plan:Suggestion", "plan:adoptedIn known:task", Class="plan:adoptedIn known:part"
    ),
    "AdoptionStatement": case(
        "a plan:AdoptionStatement",
        "plan:hasEvidence known:evidence",
        Not="a plan:Citation",
        Not_2="a oa:SpecificResource",
        Not_3="a plan:Verdict",
    ),
    "AdoptionStatement-answers": node_once(
        "a plan:AdoptionStatement",
        "plan:answers",
        "known:suggestion",
        "known:suggestion-2",
        "known:theme",
    ),
    "AdoptionStatement-hasDisposition": case(
        "a plan:AdoptionStatement",
        "plan:hasDisposition planv:disposition-part",
        MaxCount="plan:hasDisposition planv:disposition-part , planv:disposition-refused",
        In="plan:hasDisposition planv:goal",
    ),
    "Citation": case(
        "a plan:Citation",
        "plan:hasEvidence known:evidence",
        Not="a oa:SpecificResource",
        Not_2="a plan:Verdict",
    ),
    "Verdict": case(
        "a plan:Verdict", "plan:hasEvidence known:evidence", Not="a oa:SpecificResource"
    ),
    "Citation-label": words("a plan:Citation", "rdfs:label"),
    "Citation-isPartOf": node_once(
        "a plan:Citation",
        "dcterms:isPartOf",
        "known:adoption",
        "known:adoption-2",
        "known:document",
    ),
    "Citation-order": integer_once("a plan:Citation", "plan:order"),
    "Citation-hasCitationKind": chosen_once(
        "a plan:Citation",
        "plan:hasCitationKind",
        "planv:cites-column",
        "planv:cites-part",
        "planv:unit-column",
    ),
    "Citation-printedPartNumber": value(
        "a plan:Citation", "plan:printedPartNumber", "3", "4", '"三"'
    ),
    "Citation-number": value("a plan:Citation", "plan:number", "2", "3", '"二"'),
    "Citation-cites": node_once(
        "a plan:Citation", "plan:cites", "known:unit", "known:unit-2", "known:printed"
    ),
    "Citation-citesColumn": node(
        "a plan:Citation", "plan:citesColumn", "known:column", "known:column-2", "known:part"
    ),
    "Citation-resolvedPart": node(
        "a plan:Citation", "plan:resolvedPart", "known:part", "known:part-2", "known:column"
    ),
    "Citation-derivedByRule": derived("a plan:Citation"),
    # Links
    "Link": case(
        LINK,
        "plan:linkKind plan:adoptedIn . ex:a plan:adoptedIn ex:b , ex:c",
        Not="plan:linkKind plan:adoptedIn",
        Not_2="plan:linkKind plan:adoptedIn . ex:a plan:adoptedIn ex:c",
        Not_3="plan:linkKind plan:correspondsToPart . ex:b plan:correspondsToPart ex:a",
        Not_4="plan:linkKind plan:citesColumn . ex:a plan:cites ex:b",
        Not_5="plan:linkKind plan:hasResponsibleTheme . ex:c plan:hasResponsibleTheme ex:b",
        Not_6="plan:linkKind plan:matchesIndicator . ex:a plan:forIndicator ex:b",
        Not_7="plan:linkKind plan:hasResponsibleBody . ex:b plan:hasResponsibleBody ex:a",
        Not_8="plan:linkKind plan:reportsOn . ex:b plan:reportsOn ex:a",
        Not_9="plan:linkKind plan:foundAs . ex:a plan:foundAs ex:c",
    ),
    "MatchedLink": case(
        "a plan:Link",
        "plan:linkKind plan:foundAs ; plan:hasMatchKind planv:match-title",
        Not="plan:linkKind plan:foundAs",
    ),
    "FoundLink-hasMatchKind": chosen(
        "a plan:Link",
        "plan:hasMatchKind",
        "planv:match-title",
        "planv:match-number",
        "planv:outline-unit",
    ),
    "FoundLink-score": value_once(MATCHED, "plan:score", "0.75", "1.0", "1")
    | {
        "MinInclusive": f"ex:it {MATCHED} ; plan:score -0.1 .",
        "MaxInclusive": f"ex:it {MATCHED} ; plan:score 1.1 .",
    },
    "FoundLink-linkKind": case(
        MATCHED, "plan:linkKind plan:foundAs", HasValue="plan:linkKind plan:citesColumn"
    ),
    "FoundAs-foundAs": case(
        "a plan:AnnouncedUnit",
        "plan:foundAs known:printed , known:printed-2",
        Class="plan:foundAs known:unit",
    ),
    "FoundAs-type": case(
        "plan:foundAs known:printed", "a plan:AnnouncedUnit", HasValue="a plan:KeyTask"
    ),
    "RequiredGrowth-hasBaseline": node_once(
        "a plan:RequiredGrowth",
        "plan:hasBaseline",
        "known:stated",
        "known:stated-2",
        "known:target",
    ),
    "RequiredGrowth-hasTarget": node_once(
        "a plan:RequiredGrowth", "plan:hasTarget", "known:target", "known:target-2", "known:stated"
    ),
    "RequiredGrowth-growthPerYear": value_once(
        "a plan:RequiredGrowth", "plan:growthPerYear", "3.41", "3.42", "3"
    ),
    "Link-from": iri_once("a plan:Link", "plan:from"),
    "Link-to": iri_once("a plan:Link", "plan:to"),
    "Link-linkKind": chosen_once(
        "a plan:Link", "plan:linkKind", "plan:adoptedIn", "plan:citesColumn", "plan:cites"
    ),
    "Link-basis": chosen_once("a plan:Link", "plan:basis", '"explicit"', '"inferred"', '"guess"'),
    "Link-comment": words_once("a plan:Link", "rdfs:comment"),
    # Irregularities and decisions
    "Irregularity-label": words_once("a plan:Irregularity"),
    "Irregularity-irregularityKind": chosen_once(
        "a plan:Irregularity",
        "plan:irregularityKind",
        "planv:wrong-part",
        "planv:numbering",
        "planv:cites-part",
    ),
    "Irregularity-concerns": iri_once("a plan:Irregularity", "plan:concerns"),
    "Irregularity-comment": case(
        "a plan:Irregularity",
        'rdfs:comment "甲"@zh-Hans , "one"@en',
        MinCount="rdfs:seeAlso known:theme",
        UniqueLang='rdfs:comment "甲"@zh-Hans , "乙"@zh-Hans',
        LanguageIn='rdfs:comment "甲"@zh-Hans , "Eins"@de',
    ),
    "Irregularity-likelyReading": words("a plan:Irregularity", "plan:likelyReading"),
    # The audit, and what it selects from
    "Examination-hasExaminationKind": chosen_once(
        "a plan:Examination",
        "plan:hasExaminationKind",
        "planv:sum",
        "planv:growth",
        "planv:numbering",
    ),
    "Examination-concerns": iri_once("a plan:Examination", "plan:concerns"),
    "Examination-outcome": chosen_once(
        "a plan:Examination", "plan:outcome", '"holds"', '"differs"', '"wrong"'
    ),
    "Examination-stated": value("a plan:Examination", "plan:stated", '"5"', '"6"', "5"),
    "Examination-reckoned": value("a plan:Examination", "plan:reckoned", '"5"', '"6"', "5"),
    "Examination-comment": both_languages("a plan:Examination", "rdfs:comment"),
    "Verdict-concerns": node_once(
        "a plan:Verdict",
        "plan:concerns",
        "known:suggestion",
        "known:suggestion-2",
        "known:theme",
    ),
    "Verdict-depth": chosen_once("a plan:Verdict", "plan:depth", '"part"', '"task"', '"deep"'),
    "Verdict-support": chosen_once(
        "a plan:Verdict", "plan:support", '"traced"', '"partial"', '"fully"'
    ),
    "Verdict-verdict": chosen_once(
        "a plan:Verdict", "plan:verdict", '"cantTell"', '"passed"', '"perhaps"'
    ),
    "Verdict-comment": both_languages("a plan:Verdict", "rdfs:comment"),
    "Finding-concerns": iri_at_least_once("a plan:Finding", "plan:concerns"),
    "Finding-resultSeverity": chosen_once(
        "a plan:Finding", "sh:resultSeverity", "sh:Warning", "sh:Info", "sh:Debug"
    ),
    "Finding-findingStatus": chosen_once(
        "a plan:Finding", "plan:findingStatus", '"open"', '"justified"', '"closed"'
    ),
    "Finding-resultMessage": both_languages("a plan:Finding", "sh:resultMessage"),
    "Finding-hasEvidence": case(
        "a plan:Finding",
        "plan:hasEvidence known:evidence",
        MinCount='plan:findingStatus "open"',
        Class="plan:hasEvidence known:theme",
    ),
    "Decision": case(
        "a plan:Decision",
        'plan:notApplied "甲"@zh-Hans',
        Or='plan:oldValue "5"',
    ),
    "Decision-concerns": iri_once("a plan:Decision", "plan:concerns"),
    "Decision-decidesField": value_once(
        "a plan:Decision", "plan:decidesField", '"goal"', '"label"', '"goal"@en'
    ),
    "Decision-type": any_once("a plan:Decision", "dcterms:type"),
    "Decision-oldValue": any_once("a plan:Decision", "plan:oldValue"),
    "Decision-newValue": any_once("a plan:Decision", "plan:newValue"),
    "Decision-label": words_once("a plan:Decision"),
    "Decision-comment": case(
        "a plan:Decision",
        'rdfs:comment "理由"@zh-Hans',
        MinCount="",
        MaxCount='rdfs:comment "理由"@zh-Hans , "缘由"@zh-Hans',
        MinLength='rdfs:comment ""@zh-Hans',
    ),
    "Decision-creator": case(
        "a plan:Decision",
        'dcterms:creator "某人"',
        MinCount="",
        MaxCount='dcterms:creator "某人" , "他人"',
        MinLength='dcterms:creator ""',
    ),
    "Decision-date": value_once(
        "a plan:Decision",
        "dcterms:date",
        '"2026-01-06"^^xsd:date',
        '"2026-01-07"^^xsd:date',
        '"2026-01-06"',
    ),
    "Decision-notApplied": words("a plan:Decision", "plan:notApplied"),
}

# Further good cases: what must stay allowed, and what each kind of link needs.
ALSO_GOOD = {
    "Decision": ["ex:it a plan:Decision ; plan:hasEvidence known:evidence ."],
    "Document-hasStatus": ["ex:it a plan:Document ."],
    "Indicator": ["ex:it a plan:Indicator ."],
    "ListedIndicator-hasNature": [
        "ex:it a plan:ListedIndicator .",
        "ex:it a plan:ListedIndicator ; plan:hasNature planv:guiding .",
    ],
    "ListedIndicator-number": ["ex:it a plan:ListedIndicator ."],
    "Link": [
        f"ex:it {LINK} ; plan:linkKind plan:{kind} . ex:a plan:{kind} ex:b ."
        for kind in (
            "claimsPart",
            "correspondsToPart",
            "citesColumn",
            "hasResponsibleTheme",
            "matchesIndicator",
            "hasResponsibleBody",
            "reportsOn",
            "foundAs",
        )
    ],
    # A store may give a derived integer type back as xsd:integer.
    "PositionSelector-start": ["ex:it a oa:TextPositionSelector ; oa:start 0 ; oa:end 9 ."],
    "PositionSelector-end": [
        'ex:it a oa:TextPositionSelector ; oa:end "9"^^xsd:nonNegativeInteger .'
    ],
    # An announced unit is named in several places, each of which may be its main one.
    "Record-hasMainEvidence": [
        "ex:it a plan:AnnouncedUnit ; plan:hasMainEvidence known:evidence , known:evidence-2 ."
    ],
    "SpecialColumn-hasColumnKind": ["ex:it a plan:SpecialColumn ."],
    "StatedValue-refPeriod": [
        "ex:it a plan:StatedValue .",
        'ex:it a plan:StatedValue ; plan:refPeriod "2021/2025" .',
    ],
    "Target-comparator": [
        f'ex:it a plan:Target ; plan:comparator "{sign}" .'
        for sign in ("=", ">=", "<=", ">", "<", "≈")
    ],
    "WrittenTime-resolvedTime": [
        f'ex:it a plan:WrittenTime ; plan:resolvedTime "{time}" .'
        for time in ("2030", "2025-01-20", "2025-01/2025-09")
    ],
}

# A small document as a whole, to show that the shapes do not contradict one another.
WHOLE = f"""
ex:x a plan:Document ; rdfs:label "关于清河市规划编制情况的报告"@zh-Hans ; plan:byRule ex:rule ;
    dcterms:identifier "x" ; dcterms:type "报告"@zh-Hans ; plan:sha256 "{DIGEST}" ;
    plan:hasText ex:text ; plan:hasStatus planv:submitted ; prov:wasGeneratedBy ex:build ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:text a nif:Context ; nif:isString "甲乙丙" ; plan:sha256 "{DIGEST}" .
ex:build a prov:Activity ; prov:used ex:text ; dcterms:hasVersion "0.1.0" ;
    plan:sha256 "{DIGEST}" ; plan:byRule ex:rule .
ex:place a oa:SpecificResource ; oa:hasSource ex:text ; oa:hasSelector ex:position , ex:quote .
ex:position a oa:TextPositionSelector ; oa:start 0 ; oa:end 2 .
ex:quote a oa:TextQuoteSelector ; oa:exact "甲乙" ; oa:prefix "" ; oa:suffix "丙" .
ex:unit a plan:PrintedUnit ; rdfs:label "建设新城"@zh-Hans ; plan:byRule ex:rule ;
    plan:hasUnitKind planv:unit-task ; dcterms:isPartOf ex:x ; plan:order 1 ; plan:number 3 ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:task a plan:KeyTask ; rdfs:label "建设新城"@zh-Hans ; plan:byRule ex:rule ; plan:number 3 ;
    plan:printedAs ex:unit ; dcterms:isPartOf ex:x ; plan:announcesColumn ex:column ;
    plan:correspondsToPart ex:part ; plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:column a plan:SpecialColumn , plan:AnnouncedUnit , plan:AnnouncedColumn ; plan:byRule ex:rule ;
    rdfs:label "新城建设工程"@zh-Hans ; plan:hasColumnKind planv:project ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:part a plan:AnnouncedUnit , plan:AnnouncedPart ; plan:number 4 ; plan:byRule ex:rule ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:link a plan:Link ; plan:from ex:task ; plan:to ex:part ; plan:byRule ex:rule ;
    plan:linkKind plan:correspondsToPart ; plan:basis "inferred" ;
    rdfs:comment "按先后次序推断"@zh-Hans ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:indicator a plan:Indicator , plan:ListedIndicator ; rdfs:label "绿地面积"@zh-Hans ;
    dcterms:isPartOf ex:x ; plan:ambiguous false ; plan:hasNature planv:binding ;
    plan:byRule ex:rule ; plan:inCategory ex:category ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:rule a skos:Concept .
ex:categories a skos:ConceptScheme ; rdfs:label "指标类别"@zh-Hans .
ex:category a skos:Concept , plan:Category ; rdfs:label "生态"@zh-Hans ; plan:byRule ex:rule ;
    skos:inScheme ex:categories ; plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:cell a plan:TableCell ; rdfs:label "12.5"@zh-Hans ; plan:byRule ex:rule ; plan:order 1 ;
    plan:derivedByRule ex:rule ;
    plan:cellOf ex:indicator ; plan:underColumn planv:goal ; plan:year "2030"^^xsd:gYear ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:hectare a qudt:Unit .
ex:target a plan:Target ; rdfs:label "绿地面积"@zh-Hans ; plan:byRule ex:rule ; plan:value 12.5 ;
    plan:comparator "=" ; plan:basis "level" ; plan:unitLabel "公顷"@zh-Hans ;
    qudt:hasUnit ex:hectare ; plan:year "2030"^^xsd:gYear ; plan:forIndicator ex:indicator ;
    plan:hasScope planv:scope-indicator-table ; plan:readFromCell ex:cell ;
    dcterms:isPartOf ex:x ; plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:set a qb:DataSet ; rdfs:label "正文所述数值"@zh-Hans ; plan:byRule ex:rule ;
    qb:structure plan:ObservationStructure ; dcterms:isPartOf ex:x ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
ex:stated a plan:StatedValue , qb:Observation ; rdfs:label "绿地面积"@zh-Hans ;
    plan:byRule ex:rule ; plan:value 11.0 ; plan:comparator "=" ; plan:basis "level" ;
    plan:unitLabel "公顷"@zh-Hans ; sdmx-attribute:unitMeasure ex:hectare ;
    sdmx-attribute:obsStatus planv:measured ; plan:refPeriod "2025" ;
    plan:aboutIndicator ex:indicator ; qb:dataSet ex:set ; dcterms:isPartOf ex:x ;
    plan:hasEvidence ex:place ; plan:hasMainEvidence ex:place .
"""

GOOD = [(key, snippets["good"]) for key, snippets in CASES.items()]
GOOD += [(key, snippet) for key, snippets in ALSO_GOOD.items() for snippet in snippets]
BAD = [
    (key, name, snippet)
    for key, snippets in CASES.items()
    for name, snippet in snippets.items()
    if name != "good"
]


def shape_constraints(shapes: Graph) -> Iterator[tuple[str, str, int]]:
    """Yield each constraint under whose shape's name something is reported, and how often."""
    for shape in shapes.subjects(SH.message, unique=True):
        counts: dict[str, int] = defaultdict(int)
        for predicate in shapes.predicates(shape):
            if predicate not in ABOUT:
                local = str(predicate).removeprefix(str(SH))
                counts[local[0].upper() + local[1:]] += 1
        for component, count in counts.items():
            yield str(shape).removeprefix(str(PLANSH)), component, count


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(resources.path("ontology", "shapes.ttl"))


@pytest.fixture(scope="module")
def cases() -> str:
    """Write all cases as one graph.

    Each has a namespace of its own, so that none touches another.
    """
    snippets = [snippet for _, snippet in GOOD] + [snippet for *_, snippet in BAD]
    pieces = [
        f"@prefix ex: <https://example.org/{number}#> .\n{snippet}\n"
        for number, snippet in enumerate(snippets)
    ]
    return PREFIXES + KNOWN + "".join(pieces)


@pytest.fixture(scope="module")
def reported(shapes: Graph, cases: str) -> set[tuple[str, str, str]]:
    """Ask pyshacl, the reference: which node breaks which constraint of which shape."""
    data = Graph().parse(data=cases, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    about = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent)
    return {
        tuple(str(report.value(result, name)) for name in about)  # type: ignore[misc]
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


@pytest.fixture(scope="module")
def found(reported: set[tuple[str, str, str]]) -> dict[str, set[tuple[str, str]]]:
    """Say for each case which shapes and constraints report on it."""
    results: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for focus, shape, component in reported:
        if focus.endswith("#it"):
            name = component.removeprefix(str(SH)).removesuffix("ConstraintComponent")
            results[focus].add((shape.removeprefix(str(PLANSH)), name))
    return results


def test_the_engine_of_kg_agrees_with_the_reference(
    cases: str, reported: set[tuple[str, str, str]]
) -> None:
    text = resources.path("ontology", "shapes.ttl").read_text(encoding="utf-8")
    about = ("focusNode", "sourceShape", "sourceConstraintComponent")
    for is_indexed in (True, False):
        results = shacl_rust.validate(cases, text, experimental_index=is_indexed)["results"]
        assert {tuple(result[name].strip("<>") for name in about) for result in results} == reported


def test_a_problem_says_what_its_shape_says(cases: str, shapes: Graph) -> None:
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode("https://example.org/g"))
        for triple in parse(cases, format=RdfFormat.TURTLE)
    ]
    counts, problems = check_shapes(Store.of(quads))
    said = {str(words) for words in shapes.objects(None, SH.message)}
    assert {words for problem in problems for words in problem.words} <= said
    assert len({problem.words for problem in problems}) == len(said) / 2
    kinds = (SH.NodeShape, SH.PropertyShape)
    assert counts["shapes"] == sum(1 for kind in kinds for _ in shapes.subjects(RDF.type, kind))


@pytest.mark.parametrize(("number", "key"), [(number, key) for number, (key, _) in enumerate(GOOD)])
def test_a_good_case_passes(number: int, key: str, found: dict[str, set[tuple[str, str]]]) -> None:
    reported = found[f"https://example.org/{number}#it"]
    assert {component for shape, component in reported if shape == key} == set()


@pytest.mark.parametrize(
    ("number", "key", "name"),
    [(number, key, name) for number, (key, name, _) in enumerate(BAD, len(GOOD))],
)
def test_a_bad_case_is_reported_by_its_constraint(
    number: int, key: str, name: str, found: dict[str, set[tuple[str, str]]]
) -> None:
    reported = found[f"https://example.org/{number}#it"]
    assert {component for shape, component in reported if shape == key} == {name.split("_")[0]}


def test_every_constraint_of_every_shape_has_a_bad_case(shapes: Graph) -> None:
    needed = set(shape_constraints(shapes))
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for key, name, _ in BAD:
        counts[key, name.split("_")[0]] += 1
    assert {(key, name) for key, name, _ in needed} == set(counts)
    assert [row for row in sorted(needed) if counts[row[0], row[1]] < row[2]] == []


def test_a_whole_document_conforms(shapes: Graph) -> None:
    snippet = f"{PREFIXES}@prefix ex: <https://example.org/x#> .\n{WHOLE}"
    data = Graph().parse(data=snippet, format="turtle")
    conforms, _, text = validate(data, shacl_graph=shapes, inference="none")
    assert conforms, text


def test_the_terms_themselves_are_no_data(shapes: Graph) -> None:
    terms = Graph()
    for name in ("plan.ttl", "vocabulary.ttl", "rules.ttl", "units.ttl"):
        terms.parse(resources.path("ontology", name))
    conforms, _, text = validate(terms, shacl_graph=shapes, inference="none")
    assert conforms, text


def test_the_shapes_are_well_formed(shapes: Graph) -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes, inference="none", meta_shacl=True)
    assert conforms, text


def test_every_property_shape_belongs_to_a_node_shape_or_serves_one(shapes: Graph) -> None:
    reporting = set(shapes.subjects(SH.message))
    used = set(shapes.objects(None, SH.property))
    assert set(shapes.subjects(RDF.type, SH.PropertyShape)) & reporting <= used
    targets = (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf)
    targeted = {shape for target in targets for shape in shapes.subjects(target)}
    assert {
        shape
        for shape in used & reporting
        if not set(shapes.subjects(SH.property, shape)) & targeted
    } == set()
    assert targeted == {
        shape
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        if shape in reporting or set(shapes.objects(shape, SH.property)) & reporting
    }


def test_every_shape_speaks_both_languages_and_has_a_severity(shapes: Graph) -> None:
    for shape in set(shapes.subjects(SH.message)) | set(shapes.subjects(SH.severity)):
        messages = list(shapes.objects(shape, SH.message))
        languages = sorted(getattr(message, "language", "") or "" for message in messages)
        assert languages == ["en", "zh-Hans"], shape
        assert all(str(message).endswith((".", "。")) for message in messages), shape
        assert list(shapes.objects(shape, SH.severity)) == [SH.Violation], shape


def test_no_shape_is_closed_or_written_in_sparql(shapes: Graph) -> None:
    assert set(shapes.subjects(SH.closed)) == set()
    assert set(shapes.subjects(SH.sparql)) == set()


def test_every_shape_has_an_iri(shapes: Graph) -> None:
    kinds = (SH.NodeShape, SH.PropertyShape)
    named = [shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)]
    assert all(isinstance(shape, URIRef) and shape in PLANSH for shape in named)
