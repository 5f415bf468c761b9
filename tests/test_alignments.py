"""Mappings to foreign vocabularies: a file each, on our own terms; the model needs none of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg import __version__, resources
from kg.namespaces import PLAN, PLANV
from kg.pipeline import ontology_files

FILES = sorted(resources.path("ontology", "alignments").glob("*.ttl"))
MAPPINGS = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.seeAlso,
    OWL.disjointWith,
    SKOS.exactMatch,
    SKOS.closeMatch,
}


def terms() -> Graph:
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_an_alignment_maps_our_own_terms_to_one_foreign_vocabulary(path: Path) -> None:
    graph = Graph().parse(path)
    [header] = graph.subjects(RDF.type, OWL.Ontology)
    assert header == URIRef(f"https://w3id.org/planning-kg/alignments/{path.stem}")
    assert str(graph.value(header, OWL.versionInfo)) == __version__
    known = set(terms().subjects(RDFS.isDefinedBy))
    mappings = [triple for triple in graph if triple[0] != header]
    assert mappings
    for subject, predicate, value in mappings:
        assert subject in known, subject
        assert predicate in MAPPINGS, predicate
        assert not str(value).startswith((PLAN, PLANV)), value
    # SDMX stands in three namespaces, which share their beginning.
    spaces = {
        str(value).rpartition("#")[0] or str(value).rpartition("/")[0] for *_, value in mappings
    }
    assert len({space.rpartition("/")[0] if "sdmx" in space else space for space in spaces}) == 1


def test_a_mapping_is_of_the_kind_of_its_term() -> None:
    model = terms()
    for path in FILES:
        graph = Graph().parse(path)
        for term in graph.subjects(RDFS.subClassOf):
            assert (term, RDF.type, OWL.Class) in model
        for term in graph.subjects(RDFS.subPropertyOf):
            assert set(model.objects(term, RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty}
        for match in (SKOS.exactMatch, SKOS.closeMatch):
            for term in graph.subjects(match):
                assert (term, RDF.type, SKOS.Concept) in model


def test_the_model_stands_without_them() -> None:
    """Superclasses and mappings that lead out of our own terms stand in the alignments alone."""
    model = terms()
    for predicate in MAPPINGS | {OWL.equivalentClass, OWL.equivalentProperty, OWL.imports}:
        for value in model.objects(None, predicate):
            assert str(value).startswith((PLAN, PLANV)), value
    assert not {path.name for path in FILES} & {path.name for path in ontology_files()}


def test_the_vocabularies_that_the_model_names_are_aligned() -> None:
    wanted = {"eli", "oslc", "doco", "schema", "earl", "sdmx", "prov", "oa", "skos"}
    assert {path.stem for path in FILES} == wanted
