"""The rows of the canned queries against rows written by hand from the text, before the rules."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest

from kg.errors import KgError
from kg.namespaces import DEFAULT_BASE, PLAN
from kg.query import run
from kg.store import Row, Rows
from tests.conftest import INVENTED, OUTLINE, REPORTS, Report, built

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


# Answers to queries with parameters, and rows that must be among an answer
#
# The name of the file asks the question: NAME.csv or NAME.PARAMETER=VALUE.csv. Before `.csv` stands
# `.some` where the whole answer cannot be written by hand, `.unordered` where its order cannot.

ANYTHING = "*"

# Columns of a file that are no variable: where the row stands, and how it was reckoned.
ASIDE = {"quote", "working", "note"}

# Which columns hold decimals; elsewhere it is ``value``.
DECIMALS_OF = {
    "required-growth": {"base", "goal", "growth"},
    "review": DECIMALS,
    "node-facts": set[str](),
}


@dataclass(frozen=True)
class Case:
    """A file of expected rows, and the question that its name asks."""

    report: str
    file: str

    @property
    def query(self) -> str:
        return self.file.partition(".")[0]

    @property
    def is_whole(self) -> bool:
        return not self.file.endswith(".some.csv")

    @property
    def is_ordered(self) -> bool:
        return self.is_whole and not self.file.endswith(".unordered.csv")

    @property
    def parameters(self) -> dict[str, str]:
        words = re.sub(r"(\.some|\.unordered)?\.csv$", "", self.file).partition(".")[2]
        name, _, value = words.partition("=")
        if name == "node":
            value = f"{DEFAULT_BASE}{self.key}/" + value.replace("~", "/")
        return {name: value} if name else {}

    @property
    def key(self) -> str:
        return "hangzhou-15fyp-report" if self.report == "hangzhou" else self.report

    def read(self) -> tuple[list[str], list[dict[str, str]]]:
        path = REPORTS / "expected" / self.report / self.file
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            return list(reader.fieldnames or ()), list(reader)

    def answer(self, report: Report) -> Rows:
        try:
            return run(report.store, self.query, self.parameters)
        except KgError as error:
            missing = str(error)
        pytest.fail(f"{self.file} has expected rows, and its question has no answer: {missing}")


def cases() -> Iterator[Case]:
    for folder in sorted((REPORTS / "expected").iterdir()):
        for path in sorted(folder.glob("*.csv")):
            case = Case(folder.name, path.name)
            # These are compared above, and those of the outline in its own tests.
            if case.parameters or not case.is_whole or case.query not in QUERIES:
                yield case


CASES = list(cases())


def decimals(case: Case) -> set[str]:
    return DECIMALS_OF.get(case.query, {"value"})


def found_cell(case: Case, row: Row, variable: str, parents: dict[str, str]) -> str:
    """Return what a row holds as the files write it: IRIs short, decimals by value."""
    term = row.get(variable)
    if term is None:
        return ""
    if variable == "parent":
        return parents.get(term.value, "")
    if variable in decimals(case):
        return by_value(term.value)
    if term.kind == "uri":
        short = term.value.removeprefix(f"{DEFAULT_BASE}{case.key}/")
        return short.replace(PLAN, "plan:")
    return term.value


def place(row: Row, text: str) -> str:
    start, end = row.get("start"), row.get("end")
    return text[int(start.value) : int(end.value)] if start and end else ""


def fits(found: list[str], wanted: list[str]) -> bool:
    return all(want in (ANYTHING, have) for have, want in zip(found, wanted, strict=True))


def without_the_unjudged(found: list[str], wanted: list[str]) -> list[str]:
    return [want if want == ANYTHING else have for have, want in zip(found, wanted, strict=True)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.report}-{case.file}")
def test_answer_is_that_written_by_hand(case: Case) -> None:
    report = built(case.report)
    header, expected = case.read()
    answer = case.answer(report)
    has_place = "start" in answer.variables
    asides = ASIDE if has_place else ASIDE - set(answer.variables)
    columns = [name for name in header if name not in asides]
    if case.query == "numbers":
        columns = ["reading"]
    assert [name for name in answer.variables if name in columns] == columns

    parents = {
        row["iri"].value: f"{row['kind'].value}{row['number'].value}"
        for row in (run(report.store, "structure").rows if "parent" in columns else ())
        if row["iri"] and row["kind"] and row["number"]
    }
    found = [
        [found_cell(case, row, name, parents) for name in columns] + [place(row, report.text)]
        for row in answer.rows
    ]
    wanted = [
        [by_value(row[name]) if name in decimals(case) else row[name] for name in columns]
        + [row.get("quote") or ANYTHING if has_place else ANYTHING]
        for row in expected
    ]
    if case.is_ordered:
        pairs = zip(found, wanted, strict=False)
        assert [without_the_unjudged(*pair) for pair in pairs] == wanted
        assert found[len(wanted) :] == []
        return
    for row in sorted(wanted, key=lambda row: row.count(ANYTHING)):
        match = next((have for have in found if fits(have, row)), None)
        assert match, f"not in the answer: {row}"
        # Each row wanted has a row of its own.
        found.remove(match)
    assert not (case.is_whole and found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.report}-{case.file}")
def test_quote_written_by_hand_stands_in_the_text(case: Case) -> None:
    path = {"qinghe": INVENTED, "yunxi": OUTLINE}.get(case.report)
    text = path.read_text(encoding="utf-8") if path else built("hangzhou").text
    without_blanks = "".join(text.split())
    for row in case.read()[1]:
        quote = row.get("quote", "")
        assert quote in ("", ANYTHING) or "".join(quote.split()) in without_blanks
