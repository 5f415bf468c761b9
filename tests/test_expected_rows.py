"""The rows of the canned queries against rows written by hand from the text, before the rules."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from kg.query import run
from kg.store import Row
from tests.conftest import REPORTS, Report

QUERIES = [
    "documents",
    "tasks",
    "special-columns",
    "indicators",
    "themes",
    "suggestions",
    "citations",
    "parts",
    "part-titles",
    "structure",
    "targets",
    "milestones",
    "breakthroughs",
    "review",
    "responsibility",
    "numbers",
]

# IRIs and offsets are checked through the quote, digests by their own test.
NOT_BY_HAND = {"iri", "column_iri", "start", "end", "sha256"}

# Decimals are equal by value, whatever digits a store keeps; of a number its words are given.
DECIMALS = {"value", "goal", "actual"}
OF_A_NUMBER = {"document", "fact", "rule"}


def read_expected(report: Report, query: str) -> list[dict[str, str]]:
    path = REPORTS / "expected" / report.name / f"{query}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(row: Row, report: Report, parents: dict[str, str]) -> dict[str, str]:
    found = {
        name: "" if term is None else term.value
        for name, term in row.items()
        if name not in NOT_BY_HAND
    }
    if "by" in found or "comparator" in found:
        found = {
            name: by_value(value) if name in DECIMALS else value for name, value in found.items()
        }
    if "reading" in found:
        return {name: value for name, value in found.items() if name not in OF_A_NUMBER}
    if "parent" in found:
        found["parent"] = parents.get(found["parent"], "")
    return found


def by_value(number: str) -> str:
    return format(Decimal(number).normalize(), "f") if number else ""


@pytest.mark.parametrize("query", QUERIES)
def test_rows_are_those_written_by_hand(report: Report, query: str) -> None:
    rows = run(report.store, query).rows
    parents = {
        row["iri"].value: f"{row['kind'].value}{row['number'].value}"
        for row in run(report.store, "structure").rows
        if row["iri"] and row["kind"] and row["number"]
    }
    expected = read_expected(report, query)
    words = {"start", "end", "note"} if query == "numbers" else {"quote"}
    without_quote = [
        {
            k: by_value(v) if k in DECIMALS and "nature" not in row else v
            for k, v in row.items()
            if k not in words
        }
        for row in expected
    ]
    assert [plain(row, report, parents) for row in rows] == without_quote


@pytest.mark.parametrize("query", [name for name in QUERIES if name not in ("documents", "parts")])
def test_offsets_lead_to_the_quote_written_by_hand(report: Report, query: str) -> None:
    for row, expected in zip(
        run(report.store, query).rows, read_expected(report, query), strict=True
    ):
        start, end = row["start"], row["end"]
        assert start is not None
        assert end is not None
        quote = report.text[int(start.value) : int(end.value)]
        if expected["quote"]:
            assert quote == expected["quote"]
        for name in ("label", "name", "title"):
            # Who answers for a task is named elsewhere than where it is said.
            if expected.get(name) and query != "responsibility":
                assert "".join(expected[name].split()) in "".join(quote.split()) or expected["sub"]


def test_sha256_is_that_of_the_bytes(hangzhou: Report) -> None:
    [row] = run(hangzhou.store, "documents").rows
    assert row["sha256"] is not None
    assert row["sha256"].value == hangzhou.build.source.sha256
