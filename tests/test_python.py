"""``kg.open``: what programs and notebooks use; the examples of docs/python.md run."""

from __future__ import annotations

import doctest
import time
from decimal import Decimal
from pathlib import Path

import pytest

import kg
from kg.errors import QueryTimeoutError, StoreError, UnknownNameError, UsageError
from kg.query.plan_graph import PlanGraph
from kg.query.table import Table
from kg.store import Graph
from tests.conftest import Report

DOCS = Path(__file__).parents[1] / "docs" / "python.md"
# 22,000 × 22,000 × 22,000 rows to count: no engine answers that.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_the_examples_of_the_documentation_run() -> None:
    tried = doctest.testfile(str(DOCS), module_relative=False, encoding="utf-8")
    assert tried.attempted > 10
    assert not tried.failed


@pytest.fixture
def graph(qinghe: Report) -> PlanGraph:
    return PlanGraph(qinghe.store)


def test_rows_have_the_types_of_python(graph: PlanGraph) -> None:
    row = graph.query("tasks")[0]
    assert (row.n, row["n"], type(row.n)) == (1, 1, int)
    values = {type(row.value) for row in graph.query("targets")}
    assert values == {Decimal}
    assert {type(row.year) for row in graph.query("targets")} == {int, type(None)}
    assert {type(row.ambiguous) for row in graph.query("indicators")} == {bool}
    parts = graph.query("themes")[0].parts
    assert isinstance(parts, tuple)
    assert all(type(part) is int for part in parts)
    assert list(row) == list(graph.query("tasks").columns)
    with pytest.raises(AttributeError, match="there are document"):
        _ = row.nonsense
    assert "label=" in repr(row)


def test_parameters_take_values_of_python(graph: PlanGraph) -> None:
    assert len(graph.query("tasks", document="qinghe")) == 4
    assert len(graph.query("tasks", document="other")) == 0
    with pytest.raises(UnknownNameError, match="nonsense"):
        graph.query("tasks", nonsense=1)
    with pytest.raises(UnknownNameError, match="tasks"):
        graph.query("task")


def test_a_table_becomes_a_frame(graph: PlanGraph) -> None:
    frame = graph.query("targets").to_pandas()
    assert list(frame.columns)[:3] == ["document", "scope", "task"]
    assert str(frame["task"].dtype) == "Int64"
    assert len(frame) == 77
    empty = graph.query("targets", document="none").to_pandas()
    assert list(empty.columns) == list(frame.columns)


def test_a_notebook_shows_a_table(graph: PlanGraph) -> None:
    html = graph.query("tasks")._repr_html_()
    assert "<th>任务</th>" in html or "<th>名称</th>" in html
    assert "共4行" in html
    shown = graph.sparql('SELECT ("<script>" AS ?x) {}')
    assert isinstance(shown, Table)
    assert "&lt;script&gt;" in shown._repr_html_()
    assert "60行" in graph.query("numbers")._repr_html_()


def test_own_queries_of_every_form(graph: PlanGraph) -> None:
    with graph:
        assert graph.sparql("ASK { ?t a plan:KeyTask }") is True
        rows = graph.sparql("SELECT ?n { ?t a plan:KeyTask ; plan:number ?n } ORDER BY ?n")
        assert isinstance(rows, Table)
        assert [row.n for row in rows] == [1, 2, 3, 4]
        cut = graph.sparql("SELECT ?s { ?s ?p ?o }", most=5)
        assert isinstance(cut, Table)
        assert (len(cut), cut.is_cut) == (5, True)
        built = graph.sparql("CONSTRUCT WHERE { ?t a plan:KeyTask }")
        assert isinstance(built, Graph)
        assert len(built.triples) == 4


def test_a_query_is_really_ended_and_the_next_is_answered(graph: PlanGraph) -> None:
    with graph:
        graph.sparql("ASK {}")  # so that the time does not count the start
        worker = graph._worker
        assert worker is not None
        process = worker._process
        assert process is not None
        begun = time.monotonic()
        with pytest.raises(QueryTimeoutError):
            graph.sparql(ENDLESS, seconds=0.5)
        assert time.monotonic() - begun < 5
        assert process.poll() is not None  # nothing runs on
        assert graph.sparql("ASK { ?t a plan:KeyTask }") is True
    assert worker._process is None


def test_a_worker_that_dies_is_told(graph: PlanGraph) -> None:
    with graph:
        graph.sparql("ASK {}")
        assert graph._worker is not None
        process = graph._worker._process
        assert process is not None
        process.kill()
        process.wait()
        with pytest.raises(StoreError, match="has ended"):
            graph.sparql("ASK {}")
        assert graph.sparql("ASK {}") is True


def test_errors_come_back_from_the_worker(graph: PlanGraph) -> None:
    with graph, pytest.raises(UsageError):
        graph.sparql("SELECT ?x { ?x ?y }")


def test_a_graph_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such graph"):
        kg.open(tmp_path / "none.trig")
