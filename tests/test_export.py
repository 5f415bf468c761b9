"""The graph handed on in other formats: the same triples, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg import resources
from kg.cli import run

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}
BUNDLED = resources.bundled_graph()


@pytest.mark.parametrize("ending", FORMATS)
def test_an_export_holds_all_triples(ending: str, tmp_path: Path) -> None:
    target, again = tmp_path / f"graph{ending}", tmp_path / f"again{ending.upper()}"
    assert run(["-q", "export", "-o", str(target)]) == 0
    assert run(["-q", "--store", str(BUNDLED), "export", "-o", str(again)]) == 0
    assert target.read_bytes() == again.read_bytes()
    before = set(parse(path=str(BUNDLED), format=RdfFormat.N_QUADS))
    after = set(parse(path=str(target), format=FORMATS[ending]))
    if ending == ".ttl":
        assert {quad.triple for quad in after} == {quad.triple for quad in before}
    else:
        assert after == before


def test_the_order_of_a_store_is_not_the_order_of_an_export(tmp_path: Path) -> None:
    shuffled = tmp_path / "shuffled.nq"
    lines = sorted(f"{quad} ." for quad in parse(path=str(BUNDLED), format=RdfFormat.N_QUADS))
    shuffled.write_text("\n".join(lines[::-1]) + "\n", encoding="utf-8")
    for name, ending in (("one", ".ttl"), ("two", ".trig")):
        files = [tmp_path / f"{name}-{number}{ending}" for number in (1, 2)]
        assert run(["-q", "--store", str(shuffled), "export", "-o", str(files[0])]) == 0
        assert run(["-q", "export", "-o", str(files[1])]) == 0
        assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("name", ["graph.docx", "graph", "graph.ttl.gz"])
def test_another_ending_is_refused_before_anything_is_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-q", "export", "-o", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert ".ttl" in said
    assert ".gexf" in said
    assert list(tmp_path.iterdir()) == []


def test_a_turtle_file_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-q", "export", "-o", str(tmp_path / "graph.ttl")]) == 0
    assert run(["-q", "--store", str(tmp_path / "graph.ttl"), "query", "tasks"]) == 2
    assert ".trig" in capsys.readouterr().err
