"""The graph's tables and its description as others read them: CSVW, workbook, DCAT."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import warnings
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import rdflib
from csvw import CSVW, TableGroup
from pyoxigraph import RdfFormat, parse, serialize
from rdflib.namespace import DCAT, DCTERMS, RDF

from kg.cli import run
from kg.export.archive import pack, unpack
from kg.export.catalogue import render_catalogue
from kg.export.collection import answer_all
from kg.export.csvw import METADATA, find_key, render_csvw
from kg.query import canned_queries, heading
from kg.store import Rows, Term
from tests.conftest import Report, built

SCHEMA = rdflib.Namespace("https://schema.org/")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
ASKED = [name for name, query in canned_queries().items() if not query.required]


def export(folder: Path, name: str, *options: str) -> Path:
    target = folder / name
    assert run(["-q", *options, "export", "-o", str(target)]) == 0
    return target


# --- CSV on the Web ----------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["hangzhou", "qinghe", "yunxi"])
def unpacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    data = render_csvw(answer_all(built(request.param).store))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


def test_a_reader_of_the_standard_finds_the_tables_valid(unpacked: Path) -> None:
    """Cells against datatypes, headers against titles, keys against rows."""
    read = CSVW(str(unpacked / METADATA), validate=True)
    assert read.is_valid, read.warnings
    group = TableGroup.from_file(unpacked / METADATA)
    assert [str(table.url) for table in group.tables] == [f"{name}.csv" for name in ASKED]
    for table in group.tables:
        with (unpacked / str(table.url)).open(encoding="utf-8", newline="") as file:
            assert len(list(table)) == len(list(csv.reader(file))) - 1


def test_a_wrong_cell_and_a_repeated_row_are_seen(unpacked: Path) -> None:
    path = unpacked / "numbers.csv"
    before = path.read_bytes()
    header, first, rest = before.split(b"\r\n", 2)
    cells = first.split(b",")
    cells[header.split(b",").index(b"start")] = b"x"
    path.write_bytes(b"\r\n".join([header, b",".join(cells), rest]))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert not CSVW(str(unpacked / METADATA), validate=True).is_valid
    path.write_bytes(b"\r\n".join([header, first, first, rest]))
    with pytest.raises(ValueError, match="duplicate primary key"):
        assert CSVW(str(unpacked / METADATA), validate=True).is_valid
    path.write_bytes(before)


def test_values_come_back_as_what_they_are(hangzhou: Report, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(render_csvw(answer_all(hangzhou.store)))) as archive:
        archive.extractall(tmp_path)
    group = TableGroup.from_file(tmp_path / METADATA)
    suggestions = list(group.tabledict["suggestions.csv"])
    assert [row["n"] for row in suggestions] == list(range(1, 39))
    assert {type(part) for row in suggestions for part in row["parts"]} == {int}
    targets = list(group.tabledict["targets.csv"])
    assert {type(row["value"]) for row in targets} == {Decimal}
    [document] = list(group.tabledict["documents.csv"])
    assert document["issued"].date().isoformat() == "2025-12-26"
    assert next(iter(group.tabledict["tasks.csv"]))["iri"].unsplit().endswith("/task/1")


def test_each_column_has_a_name_in_both_languages(unpacked: Path) -> None:
    metadata: dict[str, Any] = json.loads((unpacked / METADATA).read_text(encoding="utf-8"))
    for table in metadata["tables"]:
        query = canned_queries()[table["url"].removesuffix(".csv")]
        for column in table["tableSchema"]["columns"]:
            assert column["titles"]["zh-Hans"] == heading(query, column["name"])
            assert column["name"] in column["titles"]["en"]


def rows(*lines: tuple[str | None, ...], names: str) -> Rows:
    variables = tuple(names.split())
    return Rows(
        variables,
        [
            {n: None if c is None else Term(c) for n, c in zip(variables, line, strict=True)}
            for line in lines
        ],
    )


KEYS = {
    "node": (rows(("d", "a"), ("d", "b"), names="document iri"), ("iri",)),
    "first": (rows(("d", "a"), ("e", "a"), names="document iri"), ("document",)),
    "two": (rows(("d", "1", "x"), ("d", "2", "x"), names="document n label"), ("document", "n")),
    "empty-cell": (rows(("d", None), ("d", "2"), names="document n"), ()),
    "twice": (rows(("d", "1"), ("d", "1"), names="document n"), ()),
    "no-rows": (rows(names="document n"), ()),
}


@pytest.mark.parametrize("case", KEYS)
def test_a_key_is_named_only_where_it_holds(case: str) -> None:
    given, key = KEYS[case]
    assert find_key(given) == key


# --- Workbook ----------------------------------------------------------------------------------


def test_the_workbook_has_a_sheet_a_question_after_its_contents(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export(tmp_path, "hangzhou.xlsx"))
    contents, *sheets = book.worksheets
    assert len(sheets) == len(ASKED)
    lines = list(contents.iter_rows(min_row=2))
    for name, line, sheet in zip(ASKED, lines, sheets, strict=True):
        query = canned_queries()[name]
        assert [line[1].value, line[3].value] == [query.summary_zh, name]
        assert line[1].hyperlink.location == f"'{sheet.title}'!A1"
        assert line[2].value == sheet.max_row - 1
    tasks = sheets[ASKED.index("tasks")]
    assert [cell.value for cell in tasks[1]] == ["文件", "序号", "标识", "名称", "起点", "终点"]


@pytest.mark.parametrize("ending", [".csvw.zip", ".xlsx", ".dcat.jsonld"])
def test_the_same_graph_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    one, two = (export(tmp_path, f"{name}{ending}") for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_an_archive_is_read_back_as_it_was_packed() -> None:
    files = [("b.txt", b"b"), ("说明.txt", "说明".encode()), ("run", b"#!/bin/sh\n")]
    data = pack(files, runnable=["run"])
    assert unpack(data) == files
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    assert modes == {"b.txt": 0o644, "说明.txt": 0o644, "run": 0o755}


# --- DCAT and schema.org -----------------------------------------------------------------------


def read(data: bytes) -> rdflib.Graph:
    triples = parse(data, format=RdfFormat.JSON_LD, base_iri="http://example.org/x/")
    plain = serialize([quad.triple for quad in triples], format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=plain, format="nt")


def test_the_description_says_what_is_known_of_the_data_set(tmp_path: Path) -> None:
    trig = export(tmp_path, "城 市.trig")
    tables = export(tmp_path, "城 市.csvw.zip")
    (tmp_path / "other.ttl").write_bytes(b"")
    graph = read(export(tmp_path, "城 市.dcat.jsonld").read_bytes())
    [node] = graph.subjects(RDF.type, DCAT.Dataset)
    assert (node, RDF.type, SCHEMA.Dataset) in graph
    source = graph.value(node, DCTERMS.source)
    assert source == rdflib.URIRef(str(node).removesuffix("/dataset"))
    publisher = graph.value(source, DCTERMS.publisher)
    assert str(graph.value(publisher, SCHEMA.name)) == "杭州网"
    text = Path(__file__).parents[1] / "data/sources/hangzhou-15fyp-report.txt"
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    assert str(graph.value(source, SCHEMA.sha256)) == digest
    period = graph.value(node, DCTERMS.temporal)
    years = [str(graph.value(period, term)) for term in (DCAT.startDate, DCAT.endDate)]
    assert years == ["2026", "2030"]
    assert str(graph.value(graph.value(node, DCTERMS.spatial), SCHEMA.name)) == "杭州市"
    assert graph.value(node, DCTERMS.license) is None
    rights = list(graph.objects(graph.value(node, DCTERMS.rights), rdflib.RDFS.label))
    assert any("No licence has been stated" in str(words) for words in rights)
    found = {
        str(graph.value(one, SCHEMA.sha256)): str(graph.value(one, DCAT.downloadURL))
        for one in graph.objects(node, DCAT.distribution)
    }
    assert found == {
        hashlib.sha256(path.read_bytes()).hexdigest(): f"http://example.org/x/{address}"
        for path, address in (
            (trig, "%E5%9F%8E%20%E5%B8%82.trig"),
            (tables, "%E5%9F%8E%20%E5%B8%82.csvw.zip"),
        )
    }


def test_nothing_is_said_of_a_source_that_nobody_described(qinghe: Report) -> None:
    graph = read(render_catalogue(qinghe.store))
    [node] = graph.subjects(RDF.type, DCAT.Dataset)
    source = graph.value(node, DCTERMS.source)
    assert graph.value(source, DCTERMS.publisher) is None
    assert list(graph.objects(node, DCAT.distribution)) == []
    rights = list(graph.objects(graph.value(node, DCTERMS.rights), rdflib.RDFS.label))
    assert any("Nothing is known of the rights" in str(words) for words in rights)


def test_that_no_file_is_listed_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "-o", str(tmp_path / "x.dcat.jsonld")]) == 0
    assert "不列文件" in capsys.readouterr().err
