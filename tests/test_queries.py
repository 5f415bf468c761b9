"""The form of the canned queries: heads in two languages, valid SPARQL, parameters that filter."""

from __future__ import annotations

import re

import pytest
from rdflib.plugins.sparql import prepareQuery

from kg.errors import UsageError
from kg.query import CannedQuery, bind, canned_queries, common_headings, run
from kg.query.header import read_header
from kg.store import find_complaint, value_of
from tests.conftest import Report, built
from tests.given import given

QUERIES = canned_queries()


@pytest.fixture(params=list(QUERIES))
def query(request: pytest.FixtureRequest) -> CannedQuery:
    found: CannedQuery = QUERIES[request.param]
    return found


def test_there_are_as_many_as_readers_ask_for() -> None:
    assert len(QUERIES) >= 35


def test_a_head_says_all_in_both_languages(query: CannedQuery) -> None:
    assert query.summary.endswith("?")
    assert query.summary_zh.endswith("？")
    assert query.description.endswith(".")
    assert query.description_zh.endswith("。")
    assert query.tags
    for parameter in query.parameters.values():
        assert parameter.summary
        assert re.search("[一-鿿]", parameter.summary_zh)
        assert parameter.type in {"string", "integer", "decimal", "boolean", "year", "iri"}


def test_a_query_is_valid_as_it_stands(query: CannedQuery) -> None:
    assert find_complaint(query.text, {}) is None
    prepareQuery(query.text)
    assert re.search(r"^ORDER BY [^{}]*\Z", query.text, re.MULTILINE)


def test_what_a_head_names_is_there(query: CannedQuery) -> None:
    rows = run(built("hangzhou").store, query.name, next(given(query)))
    assert rows.variables[0] == "document"
    assert set(query.lists) <= set(rows.variables)
    for name in query.parameters:
        assert f"${name}" in query.text
    headings = {**common_headings(), **query.headings}
    assert [name for name in rows.variables if name not in headings] == []
    assert len({headings[name] for name in rows.variables}) == len(rows.variables)


def test_a_document_is_told_from_the_others(query: CannedQuery, qinghe: Report) -> None:
    for values in given(query):
        rows = run(qinghe.store, query.name, values | {"document": "qinghe"}).rows
        assert {value_of(row, "document") for row in rows} <= {"qinghe"}
        assert not run(qinghe.store, query.name, values | {"document": "other"}).rows


def test_a_parameter_keeps_the_rows_that_have_its_value(
    query: CannedQuery, hangzhou: Report
) -> None:
    """Each parameter is a column's name, so that its rows are those of the whole answer."""
    for name in query.parameters:
        values = next(given(query))
        if name in query.required:
            continue
        whole = [dict(row) for row in run(hangzhou.store, query.name, values).rows]
        if not whole or name not in whole[0]:
            continue
        for value in sorted({value_of(row, name) for row in whole if value_of(row, name)})[:4]:
            kept = [
                dict(row) for row in run(hangzhou.store, query.name, values | {name: value}).rows
            ]
            assert kept == [row for row in whole if value_of(row, name) == value], (name, value)


def test_a_parameter_that_is_missing_or_ill_typed_is_refused(query: CannedQuery) -> None:
    first = next(given(query))
    for name in query.required:
        with pytest.raises(UsageError, match=name):
            bind(query, {key: value for key, value in first.items() if key != name})
    for name, parameter in query.parameters.items():
        if parameter.type == "integer":
            with pytest.raises(UsageError, match="whole number"):
                bind(query, first | {name: "three"})
        if parameter.choices:
            with pytest.raises(UsageError, match="one of"):
                bind(query, first | {name: "none of these"})


def test_heads_are_read_alike_with_and_without_yaml(query: CannedQuery) -> None:
    import yaml

    lines = [line[3:] for line in query.text.splitlines() if line.startswith("#+")]
    assert read_header(query.text) == yaml.safe_load("\n".join(lines))


@pytest.mark.parametrize(
    ("line", "is_quick"),
    [
        ("summary: Which tasks?", True),
        ('tags: ["a", "b"]', True),
        ("tags: [a, b]", False),
        ("summary: one", False),
        ("summary: yes", False),
        ("summary: 12 tasks", False),
        ("summary: a: b c", False),
        ("summary: a b # c", False),
        ("summary: 'quoted words'", False),
        ("params:", False),
    ],
)
def test_what_yaml_may_read_otherwise_is_left_to_it(line: str, is_quick: bool) -> None:
    from kg.query.header import _read_quickly

    assert (_read_quickly([line]) is not None) is is_quick


def test_grlcs_defaults_and_choices_are_read() -> None:
    text = """#+ summary: Which ones?
#+ summary_zh: 哪些？
#+ params:
#+   limit: {type: integer, summary: Rows, summary_zh: 行数}
#+ defaults:
#+   - limit: 7
#+ enumerate:
#+   - limit: [7, 8]
SELECT ($limit AS ?x) {} ORDER BY ?x
"""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from kg.query.header import read_query

    with TemporaryDirectory() as folder:
        path = Path(folder) / "few.rq"
        path.write_text(text, encoding="utf-8")
        query = read_query(path)
    assert query.parameters["limit"].choices == ("7", "8")
    assert '"7"^^' in bind(query, {})
    assert '"8"^^' in bind(query, {"limit": "8"})
    with pytest.raises(UsageError, match="one of 7、8"):
        bind(query, {"limit": "9"})
