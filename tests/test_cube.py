"""The constraints of the data cube: each on a cube that holds it and on cubes that break it."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import resources
from kg.check.cube import CONSTRAINTS, check_cube
from kg.check.untraced import check_traces
from kg.store import Store
from tests.conftest import Report

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix plan: <https://w3id.org/planning-kg/ontology#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

STRUCTURE = """
ex:structure a qb:DataStructureDefinition ; qb:component ex:one , ex:two , ex:three , ex:four .
ex:one qb:dimension ex:indicator . ex:two qb:dimension ex:time .
ex:three qb:measure ex:value . ex:four qb:attribute ex:status ; qb:componentRequired true .
ex:indicator a qb:DimensionProperty ; rdfs:range ex:Indicator .
ex:time a qb:DimensionProperty ; rdfs:range rdfs:Literal .
ex:value a qb:MeasureProperty .
"""
SET = "ex:set a qb:DataSet ; qb:structure ex:structure .\n"
IT = 'ex:it a qb:Observation ; qb:dataSet ex:set ; ex:indicator ex:i ; ex:time "2024" ; '
WHOLE = STRUCTURE + SET + IT + "ex:value 5.5 ; ex:status ex:measured .\n"
SAME = "ex:same a qb:Observation ; qb:dataSet ex:set ; ex:indicator ex:i ; ex:value 6.5 ; "

# Each constraint with what breaks it, and the nodes that are found.
BAD = {
    "no-data-set": ("ic-01", WHOLE.replace(" qb:dataSet ex:set ;", "", 1), {"it"}),
    "two-data-sets": (
        "ic-01",
        WHOLE + "ex:it qb:dataSet ex:other . ex:other a qb:DataSet ; qb:structure ex:structure .",
        {"it"},
    ),
    "no-structure": ("ic-02", WHOLE.replace(" ; qb:structure ex:structure", "", 1), {"set"}),
    "structure-not-described": (
        "ic-02",
        WHOLE.replace("qb:structure ex:structure", "qb:structure ex:nothing", 1),
        {"set"},
    ),
    "two-structures": (
        "ic-02",
        WHOLE + "ex:set qb:structure ex:second . ex:second a qb:DataStructureDefinition ;"
        " qb:component ex:three .",
        {"set"},
    ),
    "no-measure": ("ic-03", WHOLE.replace("ex:three qb:measure ex:value .", ""), {"structure"}),
    "measure-not-said-to-be-one": (
        "ic-03",
        WHOLE.replace("ex:value a qb:MeasureProperty .", ""),
        {"structure"},
    ),
    "no-range": ("ic-04", WHOLE.replace(" ; rdfs:range rdfs:Literal", ""), {"time"}),
    "no-code-list": ("ic-05", WHOLE.replace("rdfs:Literal", "skos:Concept"), {"time"}),
    "optional-dimension": (
        "ic-06",
        WHOLE + "ex:two qb:componentRequired false .",
        {"structure"},
    ),
    "no-time": ("ic-11", WHOLE.replace(' ex:time "2024" ;', ""), {"it"}),
    "said-twice": (
        "ic-12",
        f'{WHOLE}{SAME}ex:time "2024" ; ex:status ex:measured .',
        {"it", "same"},
    ),
    "no-status": ("ic-13", WHOLE.replace(" ; ex:status ex:measured", ""), {"it"}),
    "no-value": ("ic-14", WHOLE.replace("ex:value 5.5 ; ", ""), {"it"}),
}
GOOD = {
    "whole": WHOLE,
    "another-time": f'{WHOLE}{SAME}ex:time "2025" ; ex:status ex:measured .',
    "another-data-set": WHOLE
    + "ex:other a qb:DataSet ; qb:structure ex:structure .\n"
    + SAME.replace("ex:set", "ex:other")
    + 'ex:time "2024" ; ex:status ex:measured .',
    "concepts-with-a-list": WHOLE.replace("rdfs:Literal", "skos:Concept ; qb:codeList ex:list"),
    "optional-attribute": WHOLE.replace("qb:componentRequired true", "qb:componentRequired false"),
    "no-cube": "",
}


def store(*snippets: str) -> Store:
    graphs = (NamedNode("https://example.org/one"), NamedNode("https://example.org/two"))
    return Store.of(
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for snippet, graph in zip(snippets, graphs, strict=False)
        for triple in parse(PREFIXES + snippet, format=RdfFormat.TURTLE)
    )


def found(*snippets: str) -> set[tuple[str, str]]:
    """Return the number of each broken constraint and the node that breaks it."""
    _, problems = check_cube(store(*snippets))
    numbers = {words: name[:5] for name, words in CONSTRAINTS.items()}
    return {(numbers[problem.words], problem.node.rpartition("/")[2]) for problem in problems}


@pytest.mark.parametrize("snippet", GOOD.values(), ids=GOOD)
def test_a_good_cube_holds(snippet: str) -> None:
    assert found(snippet) == set()


@pytest.mark.parametrize(("constraint", "snippet", "nodes"), BAD.values(), ids=BAD)
def test_a_bad_cube_is_found_by_its_constraint(
    constraint: str, snippet: str, nodes: set[str]
) -> None:
    assert {node for name, node in found(snippet) if name == constraint} == nodes


def test_the_structure_may_stand_in_another_graph_than_the_data() -> None:
    data = WHOLE.replace(STRUCTURE, "")
    assert found(data, STRUCTURE) == set()
    assert found(data, STRUCTURE.replace(" ; rdfs:range rdfs:Literal", "")) == {("ic-04", "time")}


def test_every_constraint_is_a_query_and_has_a_bad_case() -> None:
    files = {path.stem for path in resources.path("queries", "check", "cube").glob("*.rq")}
    assert files == set(CONSTRAINTS)
    assert {constraint for constraint, *_ in BAD.values()} == {name[:5] for name in CONSTRAINTS}
    for name, words in CONSTRAINTS.items():
        [number] = re.findall(r"IC-(\d+)", words.en)
        assert int(name[3:5]) == int(number)


def test_the_cube_of_a_report_holds(report: Report) -> None:
    counts, problems = check_cube(report.store)
    timed = [value for value in report.build.facts.observations if value.period is not None]
    assert counts == {"observations": len(timed)}
    assert len(timed) > 15
    assert problems == []


def test_a_connection_without_its_link_is_found() -> None:
    link = "ex:link plan:from ex:a ; plan:to ex:b ; plan:linkKind plan:adoptedIn ."
    for triples, nodes in {
        f"ex:a plan:adoptedIn ex:b . {link}": [],
        "ex:a plan:adoptedIn ex:b .": ["a"],
        f"ex:a plan:adoptedIn ex:b , ex:c . {link}": ["a"],
        f"ex:a plan:matchesIndicator ex:b . {link}": ["a"],
    }.items():
        _, problems = check_traces(store(triples))
        assert [problem.node.rpartition("/")[2] for problem in problems] == nodes
