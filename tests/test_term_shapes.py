"""The shapes of our own terms: each constraint on terms that hold it and terms that break it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef

from kg import resources
from kg.pipeline import ontology_files
from tests.test_shapes import PLANSH, case, shape_constraints

PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix known: <https://example.org/known#> .
known:ontology a owl:Ontology . known:other a owl:Ontology .
known:scheme a skos:ConceptScheme . known:scheme-2 a skos:ConceptScheme .
known:unit a qudt:Unit . known:unit-2 a qudt:Unit .
"""

BOTH = '"One."@en , "一。"@zh-Hans'


def named(kind: str, good: str, *bad: str) -> dict[str, str]:
    """Make the cases of a name: the node itself is what is judged."""
    snippets = {"good": f"ex:{good} a {kind} ."}
    return snippets | {f"Pattern_{name}": f"ex:{name} a {kind} ." for name in bad}


CASES: dict[str, dict[str, str]] = {
    "Term-isDefinedBy": case(
        "a owl:Class",
        "rdfs:isDefinedBy known:ontology",
        MinCount="",
        MaxCount="rdfs:isDefinedBy known:ontology , known:other",
        Class="rdfs:isDefinedBy known:scheme",
    ),
    "Term-prefLabel": case(
        "a owl:Class",
        'skos:prefLabel "one"@en , "一"@zh-Hans',
        MinCount='skos:prefLabel "one"@en',
        UniqueLang='skos:prefLabel "one"@en , "two"@en , "一"@zh-Hans',
        LanguageIn='skos:prefLabel "one"@en , "一"@zh-Hans , "eins"@de',
    ),
    "Term-definition": case(
        "a skos:Concept",
        f"skos:definition {BOTH}",
        MinCount='skos:definition "One."@en',
        UniqueLang=f'skos:definition {BOTH} , "Two."@en',
        Or='skos:definition "One"@en , "一。"@zh-Hans',
        Or_2='skos:definition "One."@en , "一."@zh-Hans',
    ),
    "Term-scopeNote": case(
        "a owl:Class",
        f"skos:scopeNote {BOTH}",
        UniqueLang='skos:scopeNote "One."@en , "Two."@en',
        Or='skos:scopeNote "One"@en',
    ),
    "Term-example": case(
        "a owl:Class",
        'skos:example "one"@en',
        UniqueLang='skos:example "one"@en , "two"@en',
        LanguageIn='skos:example "eins"@de',
    ),
    "Class": named("owl:Class", "KeyTask", "keyTask", "Key-Task"),
    "ObjectProperty": named(
        "owl:ObjectProperty", "hasTheme", "theme", "hastheme", "ForIndicator", "indicatorFor"
    ),
    "DatatypeProperty": named("owl:DatatypeProperty", "sha256", "Value"),
    "Property-domain": case(
        "a owl:ObjectProperty", "rdfs:domain ex:A", MaxCount="rdfs:domain ex:A , ex:B"
    ),
    "Property-range": case(
        "a owl:DatatypeProperty", "rdfs:range ex:A", MaxCount="rdfs:range ex:A , ex:B"
    ),
    "Concept-inScheme": case(
        "a skos:Concept",
        "skos:inScheme known:scheme",
        MinCount="",
        MaxCount="skos:inScheme known:scheme , known:scheme-2",
        Class="skos:inScheme known:ontology",
    ),
    "Concept-notation": case(
        "a skos:Concept",
        'skos:notation "goal"',
        MaxCount='skos:notation "goal" , "aim"',
        Datatype='skos:notation "goal"@en',
    ),
    "Unit": {
        "good": "ex:it a qudt:Unit ; rdfs:isDefinedBy known:ontology .",
        "Or": "ex:it a qudt:Unit .",
    },
    "Unit-notation": case(
        "a qudt:Unit",
        'skos:notation "亿元" , "万元/人"',
        MinCount="",
        Datatype='skos:notation "亿元"@zh-Hans',
        Pattern='skos:notation "％"',
    ),
    "Unit-conversionMultiplier": case(
        "a qudt:Unit",
        "qudt:conversionMultiplier 1.0",
        MaxCount="qudt:conversionMultiplier 1.0 , 2.0",
        Datatype="qudt:conversionMultiplier 1",
    ),
    "Unit-scalingOf": case(
        "a qudt:Unit",
        "qudt:scalingOf known:unit",
        MaxCount="qudt:scalingOf known:unit , known:unit-2",
        Class="qudt:scalingOf known:scheme",
    ),
    "ScaledUnit-conversionMultiplier": case(
        "qudt:scalingOf known:unit", "qudt:conversionMultiplier 2.0", MinCount=""
    ),
}
ROWS = [(key, name, snippet) for key, rows in CASES.items() for name, snippet in rows.items()]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(resources.path("ontology", "term-shapes.ttl"))


@pytest.fixture(scope="module")
def found(shapes: Graph) -> dict[int, set[tuple[str, str]]]:
    """Validate all cases in one go: which shapes and constraints report on which case."""
    pieces = [
        f"@prefix ex: <https://example.org/{number}#> .\n{snippet}\n"
        for number, (*_, snippet) in enumerate(ROWS)
    ]
    data = Graph().parse(data=PREFIXES + "".join(pieces), format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    results: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode)).removeprefix("https://example.org/")
        shape = str(report.value(result, SH.sourceShape)).removeprefix(str(PLANSH))
        component = str(report.value(result, SH.sourceConstraintComponent))
        name = component.removeprefix(str(SH)).removesuffix("ConstraintComponent")
        if focus[0].isdigit():
            results[int(focus.split("#")[0])].add((shape, name))
    return results


@pytest.mark.parametrize("number", range(len(ROWS)), ids=lambda number: "-".join(ROWS[number][:2]))
def test_a_case_is_reported_by_its_constraint_alone(
    number: int, found: dict[int, set[tuple[str, str]]]
) -> None:
    key, name, _ = ROWS[number]
    reported = {component for shape, component in found[number] if shape == key}
    assert reported == (set() if name == "good" else {name.split("_")[0]})


def test_a_unit_of_qudt_needs_no_definition_of_ours(shapes: Graph) -> None:
    unit = '<http://qudt.org/vocab/unit/M> a qudt:Unit ; skos:notation "米" .'
    data = Graph().parse(data=PREFIXES + unit, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    focus = URIRef("http://qudt.org/vocab/unit/M")
    assert not list(report.subjects(SH.focusNode, focus))


def test_every_constraint_of_every_shape_has_a_bad_case(shapes: Graph) -> None:
    needed = {(key, name) for key, name, _ in shape_constraints(shapes)}
    assert needed == {(key, name.split("_")[0]) for key, name, _ in ROWS if name != "good"}


def test_our_own_terms_hold(shapes: Graph) -> None:
    terms = Graph()
    for path in ontology_files():
        terms.parse(path)
    conforms, _, text = validate(terms, shacl_graph=shapes, inference="none")
    assert conforms, text


def test_the_shapes_are_well_formed_and_speak_both_languages(shapes: Graph) -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes, inference="none", meta_shacl=True)
    assert conforms, text
    for shape in set(shapes.subjects(SH.message)) | set(shapes.subjects(SH.severity)):
        languages = sorted(
            getattr(message, "language", "") or "" for message in shapes.objects(shape, SH.message)
        )
        assert languages == ["en", "zh-Hans"], shape
        assert list(shapes.objects(shape, SH.severity)) == [SH.Violation], shape
    assert set(shapes.subjects(SH.sparql)) == set()
