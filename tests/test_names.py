"""What a user may call a document, and what IRIs may begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run
from kg.namespaces import DEFAULT_BASE

REPORT = str(Path(__file__).parent / "reports" / "xihe-report.txt")

BASES = {
    "space": "https://example.org/a b/",
    "brace": "https://example.org/{id}/",
    "quote": 'https://example.org/"id"/',
    "angle": "https://example.org/<",
    "control": "https://example.org/\x01/",
    "relative": "example/",
    "word": "example",
    "empty": "",
    "fragment": "https://example.org/id#",
    "query": "https://example.org/id?q#",
    "no host": "https://",
    "no path": "https://example.org",
    "escape": "https://example.org/%zz/",
    "port": "https://example.org:99999999/",
    "bytes that are no UTF-8": "https://example.org/\udcff/",
}
KEYS = {
    "space": "a b",
    "slash": "a/b",
    "hash": "a#b",
    "brace": "{a}",
    "chinese": "杭州",
    "up": "..",
    "here": ".",
    "empty": "",
    "control": "a\x01",
    "line end": "a\n",
    "escape": "%41",
    "question": "a?b",
    "accent": "é",
    "begins with a mark": "_a",
    "too long": "a" * 101,
    "bytes that are no UTF-8": "a\udcff",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("base", BASES.values(), ids=[*BASES])
def test_a_base_that_begins_no_iri_is_refused_in_one_line(
    base: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["-q", "--lang", lang, "build", REPORT, "--base", base, "-o", str(tmp_path / "x.nq")]
    assert run(given) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "--base" in said
    assert "https://example.org/id/" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", KEYS.values(), ids=[*KEYS])
def test_a_key_that_cannot_stand_in_an_iri_is_refused_in_one_line(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-q", "build", REPORT, "--key", key, "-o", str(tmp_path / "x.nq")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "--key" in said
    assert "hangzhou-15fyp-report" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("base", ["https://example.org/id/", "https://例.cn/规划/", "urn:plan:"])
def test_instance_iris_begin_with_the_base(base: str, tmp_path: Path) -> None:
    graph = tmp_path / "x.nq"
    assert run(["-q", "build", REPORT, "--base", base, "--key", "xihe.1", "-o", str(graph)]) == 0
    assert f"<{base}xihe.1>" in graph.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["1", "A_b-c.d", "a" * 100])
def test_a_key_names_the_document(key: str, tmp_path: Path) -> None:
    graph = tmp_path / "x.nq"
    assert run(["-q", "build", REPORT, "--key", key, "--no-audit", "-o", str(graph)]) == 0
    assert f"{DEFAULT_BASE}{key}>" in graph.read_text(encoding="utf-8")
