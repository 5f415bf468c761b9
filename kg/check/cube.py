"""The data cube of stated values, against the constraints of the RDF Data Cube vocabulary.

The constraints that apply to a cube without slices, code lists and measure dimensions; each is a
query under `queries/check/cube` that returns the nodes that break it.

Source: W3C, The RDF Data Cube Vocabulary (2014), section 11.
"""

from __future__ import annotations

from kg.check.problems import Problem
from kg.errors import Words
from kg.query import run
from kg.store import Store

CONSTRAINTS = {
    "ic-01-unique-data-set": Words(
        "观测须属于且只属于一个数据集", "an observation belongs to exactly one data set (IC-1)"
    ),
    "ic-02-unique-structure": Words(
        "数据集须有且只有一个结构", "a data set has exactly one structure (IC-2)"
    ),
    "ic-03-structure-with-measure": Words(
        "结构至少有一个度量", "a structure has at least one measure (IC-3)"
    ),
    "ic-04-dimension-with-range": Words("维度须有值域", "a dimension has a range (IC-4)"),
    "ic-05-concepts-with-code-list": Words(
        "取概念为值的维度须有代码表", "a dimension of concepts has a code list (IC-5)"
    ),
    "ic-06-only-attributes-optional": Words(
        "只有属性可以不填", "nothing but an attribute is optional (IC-6)"
    ),
    "ic-11-all-dimensions": Words(
        "观测须有全部维度", "an observation has a value for each dimension (IC-11)"
    ),
    "ic-12-no-duplicates": Words(
        "同一数据集中没有维度全同的观测",
        "no two observations of a data set have all dimensions in common (IC-12)",
    ),
    "ic-13-required-attributes": Words(
        "观测须有结构要求的属性", "an observation has each required attribute (IC-13)"
    ),
    "ic-14-all-measures": Words("观测须有全部度量", "an observation has each measure (IC-14)"),
}


def check_cube(store: Store) -> tuple[dict[str, int], list[Problem]]:
    """Hold all observations, data sets and structures against the constraints."""
    [counted] = run(store, "check/observations").rows
    number = counted["observations"]
    problems = [
        Problem("cube", row["node"].value, words)
        for name, words in CONSTRAINTS.items()
        for row in run(store, f"check/cube/{name}").rows
        if row["node"] is not None
    ]
    return {"observations": int(number.value) if number else 0}, problems
