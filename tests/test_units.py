"""Units: each spelling leads to one, and a myriad word in it is the factor that it says."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from kg import resources
from kg.graph.units import unit_terms
from kg.namespaces import PLANU, PREFIXES
from kg.numerals import is_unit, parse_counting, read_numeral
from kg.text import fold
from tests.conftest import Report

QUDT = Namespace(PREFIXES["qudt"])
UNITS = Graph().parse(resources.path("ontology", "units.ttl"))
SPELLINGS = {
    str(notation): URIRef(str(unit)) for unit, notation in UNITS.subject_objects(SKOS.notation)
}

# Myriad words before what they count; 千 in 千克, 千米 and 千瓦 belongs to the measure.
_SCALED = re.compile(r"(?P<per>每)?(?P<scale>[百千万亿]+)(?![克米瓦])(?P<rest>.*)")
_MEASURED_BY_THOUSANDS = re.compile(r"(?P<scale>[百万亿千]*?)(?P<rest>千[克米瓦].*)")

# Read by hand from dictionaries and standards, not from the file.
KNOWN = {
    "亿元": Decimal(10**8),
    "万亿元": Decimal(10**12),
    "万美元": Decimal(10**4),
    "亿美元": Decimal(10**8),
    "万元/人": Decimal(10**4),
    "平方米/万元": Decimal("0.0001"),
    "万人次": Decimal(10**4),
    "%": Decimal("0.01"),
    "‰": Decimal("0.001"),
    "公里": Decimal(1000),
    "万公顷": Decimal(10**8),
    "亿斤": Decimal(5 * 10**7),
    "万吨": Decimal(10**7),
    "吨标准煤": Decimal(29_307_600_000),
    "万千瓦": Decimal(10**7),
    "亿千瓦时": Decimal(36 * 10**13),
    "千公顷": Decimal(10**7),
    "张/千人": Decimal("0.001"),
    "每万人件": Decimal("0.0001"),
    "公里/百平方公里": Decimal("0.00001"),
    "元/亩": Decimal("0.0015"),
    "微克/立方米": Decimal("0.000000001"),
    "万立方米": Decimal(10**4),
    "分钟": Decimal(60),
    "万亿": Decimal(10**12),
}


def multiplier(spelling: str) -> Decimal:
    value = UNITS.value(SPELLINGS[spelling], QUDT.conversionMultiplier)
    assert isinstance(value, Literal)
    return Decimal(str(value))


def split(words: str) -> tuple[Decimal, str]:
    """Split the myriad words off one side of a unit: their factor, and the measure alone."""
    match = _MEASURED_BY_THOUSANDS.fullmatch(words) or _SCALED.fullmatch(words)
    if match is None or not match["scale"]:
        return Decimal(1), words
    small = match["scale"].rstrip("万亿")
    factor = Decimal(parse_counting(f"一{small}")) if small else Decimal(1)
    if match["scale"] != small:
        myriads = read_numeral(f"1{match['scale'][len(small) :]}")
        assert myriads is not None
        factor *= myriads
    return factor, match["rest"]


def plain(spelling: str) -> tuple[Decimal, str]:
    """Return the factor of all myriad words of a unit, and its spelling without them."""
    per = re.fullmatch(r"每(?P<below>.+?人)(?P<above>.+)", spelling)
    above, _, below = (per["above"], "/", per["below"]) if per else spelling.partition("/")
    upper, measure = split(above)
    if not below:
        return upper, measure
    lower, other = split(below)
    return upper / lower, f"{measure}/{other}"


@pytest.mark.parametrize(("spelling", "value"), KNOWN.items())
def test_a_multiplier_is_what_a_dictionary_says(spelling: str, value: Decimal) -> None:
    assert multiplier(spelling) == value


# A bare myriad word counts; 百分点 is a word of its own.
SCALED = {name for name in SPELLINGS if plain(name)[0] != 1 and plain(name)[1]} - {"百分点"}


def test_most_spellings_have_myriad_words() -> None:
    assert len(SCALED) > 150


@given(st.sampled_from(sorted(SCALED)))
def test_a_scaling_is_the_number_that_its_myriad_words_are(spelling: str) -> None:
    factor, alone = plain(spelling)
    assert multiplier(spelling) == factor * multiplier(alone)
    assert UNITS.value(SPELLINGS[spelling], QUDT.scalingOf) == SPELLINGS[alone]


def test_a_spelling_belongs_to_one_unit() -> None:
    assert len(list(UNITS.subject_objects(SKOS.notation))) == len(SPELLINGS)
    assert unit_terms() == {name: NamedNode(str(unit)) for name, unit in SPELLINGS.items()}


def test_spellings_are_folded_and_of_the_grammar() -> None:
    assert [name for name in SPELLINGS if fold(name) != name] == []
    # Not printed behind a number alone, or names of measures that the grammar leaves out.
    assert {name for name in SPELLINGS if not is_unit(name)} == {
        "瓦",
        "FLOPS",
    }


def test_our_own_units_are_those_that_qudt_lacks() -> None:
    own = {unit for unit in UNITS.subjects(RDF.type, QUDT.Unit) if str(unit).startswith(PLANU)}
    others = set(UNITS.subjects(RDF.type, QUDT.Unit)) - own
    assert all(str(unit).startswith("http://qudt.org/vocab/unit/") for unit in others)
    assert SPELLINGS["个百分点"] in own
    assert SPELLINGS["个百分点"] != SPELLINGS["%"]
    assert UNITS.value(SPELLINGS["个百分点"], QUDT.scalingOf) is None


def test_every_unit_that_a_report_prints_with_a_figure_is_a_term(report: Report) -> None:
    facts = report.build.facts
    found = [target.unit for target in facts.targets]
    found += [observation.unit for observation in facts.observations]
    printed = {unit for unit in found if unit is not None}
    assert len(printed) > 15
    assert {unit for unit in printed if fold(unit) not in unit_terms()} == set()
    said = {
        quad.object
        for quad in report.build.quads
        if quad.predicate.value.endswith(("/hasUnit", "#unitMeasure"))
    }
    assert said == {unit_terms()[fold(unit)] for unit in printed}
