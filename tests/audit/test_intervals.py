"""Stated values as intervals, and units that can be compared."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg import resources
from kg.extract.examine.intervals import Bound, Relation, relate
from kg.extract.examine.units import is_bare, measure
from kg.namespaces import PREFIXES
from kg.numerals import Comparator

RELATIONS = [
    ("=", "6000", "=", "6000", "equal"),
    ("=", "5.0", "=", "5", "equal"),
    (">", "6000", "=", "6000", "worded"),
    ("≈", "4", "=", "4", "worded"),
    (">=", "25", ">", "25", "worded"),
    (">=", "25", "<=", "25", "contradicts"),
    ("=", "1.8", "=", "1.82", "contradicts"),
    ("≈", "2600", "=", "2587", "rounded"),
    ("≈", "90", "≈", "95", "contradicts"),
    ("=", "5.4", "=", "5.6", "contradicts"),
    (">", "3", "=", "3.2", "contained"),
    (">=", "18", "≈", "18.6", "contained"),
    ("<=", "26", "=", "25.5", "contained"),
    (">=", "5", "<=", "6", "contained"),
    (">=", "6", "<=", "5", "contradicts"),
    (">", "6000", "=", "8000", "apart"),
    (">", "6000", "=", "5999", "contradicts"),
    ("<=", "26", "=", "27", "contradicts"),
    (">=", "5", ">=", "6", "contradicts"),
]


@pytest.mark.parametrize(("sign", "value", "other_sign", "other", "relation"), RELATIONS)
def test_two_values_stand_to_each_other(
    sign: str, value: str, other_sign: str, other: str, relation: str
) -> None:
    one = Bound.of(Decimal(value), Comparator(sign))
    two = Bound.of(Decimal(other), Comparator(other_sign))
    assert relate(one, two) is Relation(relation)
    assert relate(two, one) is Relation(relation)


def test_values_of_other_units_are_scaled() -> None:
    one = Bound.of(Decimal("0.5"), Comparator.EQUAL, measure("万亿元").scale)
    two = Bound.of(Decimal("5000"), Comparator.EQUAL, measure("亿元").scale)
    assert relate(one, two) is Relation.EQUAL
    # 1.8 trillion is what 18,234 hundred million rounds to.
    one = Bound.of(Decimal("1.8"), Comparator.EQUAL, measure("万亿元").scale)
    two = Bound.of(Decimal("18234"), Comparator.EQUAL, measure("亿元").scale)
    assert relate(one, two, rounds=True) is Relation.ROUNDED
    assert relate(one, two) is Relation.CONTRADICTS


def test_units_that_are_alike_scale_as_the_ontology_says() -> None:
    """Of any two spellings that are alike, the multipliers have the same ratio."""
    multipliers: dict[NamedNode, Decimal] = {}
    spellings: list[tuple[str, NamedNode]] = []
    for triple in parse(
        resources.path("ontology", "units.ttl").read_bytes(), format=RdfFormat.TURTLE
    ):
        assert isinstance(triple.subject, NamedNode)
        if triple.predicate.value == PREFIXES["qudt"] + "conversionMultiplier":
            multipliers[triple.subject] = Decimal(triple.object.value)
        if triple.predicate.value == PREFIXES["skos"] + "notation":
            spellings.append((triple.object.value, triple.subject))
    compared = 0
    for (one, first), (other, second) in combinations(spellings, 2):
        own, their = measure(one), measure(other)
        if own.kind == their.kind and own.per == their.per:
            assert own.scale / their.scale == multipliers[first] / multipliers[second], (one, other)
            compared += 1
    assert compared > len(spellings)


def test_a_divisor_that_stands_in_the_name_need_not_stand_in_the_unit() -> None:
    assert measure("张").is_like(measure("张/千人"))
    assert measure("每千人张").is_like(measure("张/千人"))
    assert not measure("元/人").is_like(measure("元/户"))
    assert not measure("千瓦").is_like(measure("瓦"))


def test_a_myriad_word_alone_is_no_unit() -> None:
    assert is_bare("万亿")
    assert not is_bare("千克")
    assert not is_bare(None)
