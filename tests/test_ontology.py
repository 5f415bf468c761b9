"""Our own terms: all that the graph uses is defined, once in each language, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from kg import __version__, resources
from kg.graph import vocabulary
from kg.model import (
    CellColumn,
    CitationKind,
    ColumnKind,
    NumberReading,
    ObservationStatus,
    ReviewStatus,
    Scope,
    UnitKind,
)
from kg.namespaces import PLAN, PLANR, PLANSH, PLANU, PLANV, PREFIXES
from tests.conftest import Report

PLAN_NS, PLANV_NS, PLANSH_NS = Namespace(PLAN), Namespace(PLANV), Namespace(PLANSH)
QB = Namespace(PREFIXES["qb"])
FILES = {
    "plan.ttl": URIRef(PLAN.removesuffix("#")),
    "vocabulary.ttl": URIRef(PLANV.removesuffix("#")),
    "rules.ttl": URIRef(PLANR.removesuffix("/")),
    "shapes.ttl": URIRef(PLANSH.removesuffix("#")),
    "term-shapes.ttl": URIRef("https://w3id.org/planning-kg/term-shapes"),
    "units.ttl": URIRef(PLANU.removesuffix("#")),
}
TERM_FILES = ["plan.ttl", "vocabulary.ttl", "rules.ttl", "units.ttl"]
LANGUAGES = {"en": ".", "zh-Hans": "。"}
KG = Path(vocabulary.__file__).parents[1]

CLASSES = {"Class": OWL.Class}
PROPERTIES = {"ObjectProperty": OWL.ObjectProperty, "DatatypeProperty": OWL.DatatypeProperty}

# What the data cube says of its own terms, and the structure itself.
CUBE = {QB.DimensionProperty, QB.MeasureProperty}
STRUCTURE = {QB.DataStructureDefinition, QB.ComponentSpecification}

# Each list of a shape and the scheme whose members it holds.
LISTS = {
    "Document-hasStatus": "statuses",
    "PrintedUnit-hasUnitKind": "unit-kinds",
    "SpecialColumn-hasColumnKind": "column-kinds",
    "AdoptionStatement-hasDisposition": "dispositions",
    "StatedCount-countOf": "counted-things",
    "Examination-hasExaminationKind": "examination-kinds",
    "ListedIndicator-hasNature": "natures",
    "ListedIndicator-hasLevel": "levels",
    "TableCell-underColumn": "table-columns",
    "TableCell-mayStandUnder": "table-columns",
    "Target-hasScope": "scopes",
    "Milestone-hasScope": "scopes",
    "StatedValue-obsStatus": "observation-statuses",
    "ReviewItem-hasReviewStatus": "review-statuses",
    "ReviewCount-hasReviewStatus": "review-statuses",
    "NumberMention-hasReading": "readings",
    "Citation-hasCitationKind": "citation-kinds",
    "Irregularity-irregularityKind": "irregularity-kinds",
    "FoundLink-hasMatchKind": "match-kinds",
}

# Labels that queries give as answers.
LABELS = {
    "project": "工程",
    "action": "行动",
    "reform": "改革",
    "platform": "平台",
    "cites-part": "篇",
    "cites-chapter": "章节",
    "cites-section": "小节",
    "cites-column": "专栏",
    "cites-content": "内容",
    "unit-part": "篇",
    "unit-chapter": "章",
    "unit-section": "节",
    "unit-column": "专栏",
    "unit-division": "部分",
    "unit-item": "条",
    "unit-task": "任务",
    "unit-annex": "附件",
    "binding": "约束性",
    "anticipatory": "预期性",
    "guiding": "引导性",
    "base": "基期值",
    "goal": "目标值",
    "annual": "年均或累计值",
    "national": "国家指标",
    "provincial": "省指标",
    "local": "本地指标",
}


def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(resources.path("ontology", name))
    return graph


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read("plan.ttl")


@pytest.fixture(scope="module")
def concepts() -> Graph:
    return read("vocabulary.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read("shapes.ttl")


def sources(folder: str) -> Iterator[str]:
    for path in sorted((KG / folder).rglob("*.py")):
        yield path.read_text(encoding="utf-8")


def used_in_graph(prefix: str) -> set[str]:
    return {
        name
        for text in sources("graph")
        for name in re.findall(rf'["\']{prefix}:([A-Za-z][A-Za-z0-9-]*)["\']', text)
    }


def defined(graph: Graph, namespace: Namespace) -> set[str]:
    return {
        str(subject).removeprefix(str(namespace))
        for subject in graph.subjects(unique=True)
        if str(subject).startswith(str(namespace))
    }


def members(concepts: Graph, scheme: str) -> set[URIRef]:
    found = set(concepts.subjects(SKOS.inScheme, PLANV_NS[scheme]))
    return {concept for concept in found if isinstance(concept, URIRef)}


def names(concepts: Graph, scheme: str) -> set[str]:
    return {str(concept).removeprefix(PLANV) for concept in members(concepts, scheme)}


def strings(folder: str) -> set[str]:
    """Return all strings that stand in the code of a folder."""
    return {
        item.value
        for text in sources(folder)
        for item in ast.walk(ast.parse(text))
        if isinstance(item, ast.Constant) and isinstance(item.value, str)
    }


# Files


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_one_ontology_with_a_whole_header(name: str) -> None:
    graph = read(name)
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [FILES[name]]
    header = FILES[name]
    assert graph.value(header, OWL.versionInfo) == Literal(__version__)
    assert graph.value(header, OWL.versionIRI) == URIRef(f"{header}/{__version__}")
    assert graph.value(header, DCTERMS.license) == URIRef(
        "https://www.apache.org/licenses/LICENSE-2.0"
    )
    assert not list(graph.objects(header, OWL.imports))
    for predicate in (DCTERMS.title, DCTERMS.description, RDFS.comment):
        assert languages(graph, header, predicate) == sorted(LANGUAGES)


@pytest.mark.parametrize("name", TERM_FILES)
def test_terms_have_no_blank_nodes(name: str) -> None:
    assert [
        triple for triple in read(name) if any(isinstance(term, BNode) for term in triple)
    ] == []


def test_the_only_blank_nodes_of_the_shapes_are_lists(shapes: Graph) -> None:
    for node in {term for triple in shapes for term in triple if isinstance(term, BNode)}:
        assert set(shapes.predicates(node)) == {RDF.first, RDF.rest}


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    return sorted(
        getattr(value, "language", "") or "" for value in graph.objects(subject, predicate)
    )


# Terms


def test_every_term_that_the_graph_uses_is_defined_and_no_other(ontology: Graph) -> None:
    components = {name for name in defined(ontology, PLAN_NS) if "-" in name}
    assert defined(ontology, PLAN_NS) - components == used_in_graph("plan")


def test_every_concept_stands_for_something_that_the_rules_say(concepts: Graph) -> None:
    """Kinds of irregularity and of count are named by the rules, the others by the graph."""
    used = used_in_graph("planv")
    names_used = (*vocabulary.SCOPES.values(), *vocabulary.REVIEW_STATUSES.values())
    used |= {name.removeprefix("planv:") for name in names_used}
    used |= {f"reading-{reading}" for reading in NumberReading}
    used |= strings("extract") & names(concepts, "irregularity-kinds")
    used |= strings("extract") & names(concepts, "examination-kinds")
    used |= {f"count-{name}" for name in strings("extract")} & names(concepts, "counted-things")
    assert defined(concepts, PLANV_NS) - defined_schemes(concepts) == used


def test_every_term_and_concept_of_a_built_graph_is_defined(
    report: Report, ontology: Graph, concepts: Graph
) -> None:
    known = {f"{PLAN}{name}" for name in defined(ontology, PLAN_NS)}
    known |= {f"{PLANV}{name}" for name in defined(concepts, PLANV_NS)}
    used = {
        term.value
        for quad in report.build.quads
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith((PLAN, PLANV))
    }
    assert used <= known


def defined_schemes(concepts: Graph) -> set[str]:
    found = concepts.subjects(RDF.type, SKOS.ConceptScheme)
    return {str(scheme).removeprefix(PLANV) for scheme in found}


@pytest.mark.parametrize("name", TERM_FILES)
def test_a_term_has_one_label_and_one_definition_in_each_language(name: str) -> None:
    graph = read(name)
    for term in own_terms(graph) - {FILES[name]}:
        assert list(graph.objects(term, RDFS.isDefinedBy)) == [FILES[name]]
        assert languages(graph, term, SKOS.prefLabel) == sorted(LANGUAGES), term
        assert languages(graph, term, SKOS.definition) == sorted(LANGUAGES), term
        for words in graph.objects(term, SKOS.definition):
            assert isinstance(words, Literal)
            assert words.endswith(LANGUAGES[words.language or ""]), words
        for predicate in (SKOS.scopeNote, SKOS.example):
            assert languages(graph, term, predicate) in ([], sorted(LANGUAGES)), term


def own_terms(graph: Graph) -> set[URIRef]:
    """Return what a file defines; the parts of the cube's structure are named by its terms."""
    own = (PLAN, PLANV, PLANR, PLANU)
    components = set(graph.subjects(RDF.type, QB.ComponentSpecification))
    subjects = {subject for subject in graph.subjects() if isinstance(subject, URIRef)}
    return {subject for subject in subjects - components if str(subject).startswith(own)}


def test_no_two_terms_of_a_kind_share_a_label(ontology: Graph, concepts: Graph) -> None:
    groups = [set(ontology.subjects(RDF.type, kind)) for kind in (CLASSES | PROPERTIES).values()]
    groups += [set(members(concepts, scheme)) for scheme in defined_schemes(concepts)]
    both = ontology + concepts
    for group in groups:
        labels = [label for term in group for label in both.objects(term, SKOS.prefLabel)]
        assert len(labels) == len(set(labels))


def test_a_term_is_a_class_or_one_kind_of_property(ontology: Graph) -> None:
    kinds = set((CLASSES | PROPERTIES).values())
    for term in own_terms(ontology) - set(ontology.subjects(RDF.type, QB.DataStructureDefinition)):
        [kind] = set(ontology.objects(term, RDF.type)) - CUBE
        assert kind in kinds
        is_class = str(term).removeprefix(PLAN)[0].isupper()
        assert is_class == (kind == OWL.Class), term


def test_terms_lean_on_terms_that_are_defined(ontology: Graph, shapes: Graph) -> None:
    known = defined(ontology, PLAN_NS) | {""}
    for graph in (ontology, shapes):
        named = {term for triple in graph for term in triple if isinstance(term, URIRef)}
        own = {str(term).removeprefix(PLAN) for term in named if term in PLAN_NS}
        assert own <= known


def test_domain_range_and_superclass_are_simple(ontology: Graph) -> None:
    for predicate in (RDFS.domain, RDFS.range):
        for term in ontology.subjects(predicate, unique=True):
            # Two domains would mean both at once.
            assert len(list(ontology.objects(term, predicate))) == 1, term
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.disjointWith):
        for term in ontology.objects(None, predicate, unique=True):
            assert str(term).startswith(PLAN), (
                "mappings to other vocabularies stand in files of their own"
            )


def test_the_hierarchy_is_that_of_the_model(ontology: Graph) -> None:
    pairs = {
        (str(lower).removeprefix(PLAN), str(upper).removeprefix(PLAN))
        for lower, upper in ontology.subject_objects(RDFS.subClassOf)
    }
    assert pairs == {
        ("AnnouncedPart", "AnnouncedUnit"),
        ("AnnouncedSection", "AnnouncedUnit"),
        ("AnnouncedColumn", "AnnouncedUnit"),
        ("AnnouncedColumn", "SpecialColumn"),
        ("PrintedColumn", "PrintedUnit"),
        ("PrintedColumn", "SpecialColumn"),
        ("ListedIndicator", "Indicator"),
    }


def test_what_must_not_mix_is_disjoint(ontology: Graph) -> None:
    pairs = {
        frozenset((str(one).removeprefix(PLAN), str(other).removeprefix(PLAN)))
        for one, other in ontology.subject_objects(OWL.disjointWith)
    }
    assert pairs == {
        frozenset(("AnnouncedUnit", "PrintedUnit")),
        frozenset(("Indicator", "TableCell")),
        frozenset(("Indicator", "Target")),
        frozenset(("Indicator", "StatedValue")),
        frozenset(("Target", "StatedValue")),
        frozenset(("AdoptionStatement", "Citation")),
        frozenset(("AdoptionStatement", "Verdict")),
        frozenset(("Citation", "Verdict")),
    }


def test_no_node_of_a_built_graph_is_of_two_disjoint_classes(
    report: Report, ontology: Graph
) -> None:
    disjoint = ontology + Graph().parse(resources.path("ontology", "alignments", "oa.ttl"))
    classes: dict[str, set[str]] = defaultdict(set)
    for quad in report.build.quads:
        if quad.predicate.value == str(RDF.type) and isinstance(quad.object, NamedNode):
            classes[str(quad.subject)].add(quad.object.value)
    pairs = [(str(one), str(other)) for one, other in disjoint.subject_objects(OWL.disjointWith)]
    assert (f"{PLAN}Target", f"{PLAN}StatedValue") in pairs
    assert [
        (node, one, other)
        for node, kinds in classes.items()
        for one, other in pairs
        if {one, other} <= kinds
    ] == []


def test_the_cube_has_the_dimensions_of_the_model(ontology: Graph) -> None:
    structure = PLAN_NS.ObservationStructure
    components = set(ontology.objects(structure, QB.component))
    said = {
        (str(predicate).removeprefix(str(QB)), str(value).rsplit("#")[-1])
        for component in components
        for predicate, value in ontology.predicate_objects(component)
        if predicate in {QB.dimension, QB.measure, QB.attribute}
    }
    assert said == {
        ("dimension", "aboutIndicator"),
        ("dimension", "refPeriod"),
        ("measure", "value"),
        ("attribute", "unitMeasure"),
        ("attribute", "obsStatus"),
    }
    dimensions = set(ontology.subjects(RDF.type, QB.DimensionProperty))
    assert dimensions == {PLAN_NS.aboutIndicator, PLAN_NS.refPeriod}
    assert all(ontology.value(dimension, RDFS.range) for dimension in dimensions)


# Concepts


def test_every_concept_stands_in_one_scheme(concepts: Graph) -> None:
    schemes = set(concepts.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        [scheme] = concepts.objects(concept, SKOS.inScheme)
        assert scheme in schemes


def test_queried_labels_are_the_words_of_the_sources(concepts: Graph) -> None:
    for name, label in LABELS.items():
        assert Literal(label, lang="zh-Hans") in set(
            concepts.objects(PLANV_NS[name], SKOS.prefLabel)
        ), name


def test_labels_are_the_values_that_the_rules_read(concepts: Graph) -> None:
    """A concept's Chinese label leads back to the word of the source for which it stands."""
    tables: list[dict[str, str]] = [
        {ColumnKind(kind).value: name for kind, name in vocabulary.COLUMN_KINDS.items()},
        {CitationKind(kind).value: name for kind, name in vocabulary.CITATION_KINDS.items()},
        {UnitKind(kind).value: name for kind, (name, _) in vocabulary.UNIT_KINDS.items()},
        vocabulary.NATURES,
    ]
    for table in tables:
        for word, name in table.items():
            concept = PLANV_NS[name.removeprefix("planv:")]
            labels = {*concepts.objects(concept, SKOS.prefLabel)}
            labels |= {*concepts.objects(concept, SKOS.altLabel)}
            assert Literal(word, lang="zh-Hans") in labels, word


@pytest.mark.parametrize("scheme", ["statuses", "table-columns"])
def test_notations_are_plain_strings(concepts: Graph, scheme: str) -> None:
    for concept in members(concepts, scheme):
        name = str(concept).removeprefix(PLANV)
        assert list(concepts.objects(concept, SKOS.notation)) == [Literal(name)]


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ("statuses", set(vocabulary.STATUSES)),
        ("table-columns", set(CellColumn)),
        ("scopes", set(Scope)),
        ("review-statuses", set(ReviewStatus)),
        ("observation-statuses", set(ObservationStatus)),
        ("readings", set(NumberReading)),
    ],
)
def test_notations_are_the_names_that_the_rules_use(
    scheme: str, words: set[str], concepts: Graph
) -> None:
    concepts_of_it = sorted(members(concepts, scheme))
    found = [concepts.value(concept, SKOS.notation) for concept in concepts_of_it]
    assert sorted(str(notation) for notation in found) == sorted(map(str, words))
    for concept, notation in zip(concepts_of_it, found, strict=True):
        assert str(concept).removeprefix(PLANV).endswith(str(notation))


@pytest.mark.parametrize(("shape", "scheme"), LISTS.items())
def test_a_shapes_list_is_the_whole_scheme(
    shape: str, scheme: str, shapes: Graph, concepts: Graph
) -> None:
    head = shapes.value(PLANSH_NS[shape], SH["in"])
    assert head is not None
    assert set(Collection(shapes, head)) == members(concepts, scheme)


def test_every_scheme_is_a_shapes_list(shapes: Graph, concepts: Graph) -> None:
    assert set(LISTS.values()) == defined_schemes(concepts)
    lists = {
        str(shape).removeprefix(PLANSH)
        for shape, head in shapes.subject_objects(SH["in"])
        if any(str(item).startswith(PLANV) for item in Collection(shapes, head))
    }
    assert lists == set(LISTS)


def test_the_redirects_of_the_names_are_ready_to_send() -> None:
    """The path is not registered; what w3id.org asks for lies ready, and covers each namespace."""
    rules = resources.path("ontology", "w3id", ".htaccess").read_text(encoding="utf-8")
    patterns = [line.split()[1] for line in rules.splitlines() if line.startswith("RewriteRule")]
    for header in FILES.values():
        name = str(header).removeprefix("https://w3id.org/planning-kg/")
        assert any(re.search(pattern, name) for pattern in patterns), name
    note = resources.path("ontology", "w3id", "README.md").read_text(encoding="utf-8")
    assert "not registered" in note
    assert "尚未注册" in note
